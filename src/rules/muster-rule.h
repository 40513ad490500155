/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"
#include "muster-policy.h"

typedef struct _MusterSheet MusterSheet;

/**
 * MusterRule:
 * @name: its name in notes and files
 * @title: what people call it, marked with N_ ()
 * @fields: its settings, ended by a %NULL name
 * @compile: looks its settings up; fails with a %MUSTER_ERROR_INVALID that names the setting
 * @apply: reads the sheet, writes its own section of every line, and notes why
 *
 * One step of judging. The judge applies its rules in the order of its table.
 */
typedef struct
{
  const char *name;
  const char *title;
  const MusterField *fields;
  gboolean (*compile) (MusterParams *params, MusterPolicy *policy, GError **error);
  void (*apply) (MusterSheet *sheet);
} MusterRule;

extern const MusterRule muster_kind_rule;
extern const MusterRule muster_placing_rule;
extern const MusterRule muster_site_rule;
extern const MusterRule muster_pairing_rule;
extern const MusterRule muster_cover_rule;
extern const MusterRule muster_tardy_rule;
extern const MusterRule muster_worked_rule;
extern const MusterRule muster_status_rule;
extern const MusterRule muster_overtime_rule;
