/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"

/**
 * MusterPolicySection:
 * @name: the rule whose settings they are, as reasons name it
 * @title: what people call it, marked with N_ ()
 * @fields: its settings, ended by a %NULL name
 *
 * A part of a group's policy.
 */
typedef struct
{
  const char *name;
  const char *title;
  const MusterField *fields;
} MusterPolicySection;

/**
 * muster_policy_sections_get:
 *
 * Returns: (transfer none) (array): the parts of a policy in the order in which days are judged, ended
 *   by a %NULL name; rules without settings are not among them
 */
const MusterPolicySection *muster_policy_sections_get (void);
