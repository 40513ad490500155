/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterStarter:
 * @code: its name
 * @title: what people call it, marked with N_ ()
 * @hint: what it is for, marked with N_ ()
 * @document: a rule file whose names that begin with "@" are marked in this unit
 *
 * Rules to begin with.
 */
typedef struct
{
  const char *code;
  const char *title;
  const char *hint;
  const char *document;
} MusterStarter;

/* Ended by a %NULL code */
extern const MusterStarter muster_starters[];

/**
 * muster_starter_get_document:
 * @starter: a starter set
 *
 * Returns: (transfer full): its rule file, with names in the language of the process
 */
char *muster_starter_get_document (const MusterStarter *starter);
