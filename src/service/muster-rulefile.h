/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "muster-calendar.h"
#include "muster-ruleset.h"

/*
 * Rule sets as files: JSON of schema "muster-rules/1" in the vocabulary of scenarios, see
 * docs/rule-file.md. The published rule sets in the database are such documents.
 */

/**
 * muster_rulefile_parse:
 * @document: the JSON text
 * @effective: the first date on which the rule set is in force, %MUSTER_DATE_NONE for ever
 * @error: a %MUSTER_ERROR_INVALID that names the place ("groups[0].policy.grace") and, for what
 *   is not JSON at all, the line
 *
 * Reads and checks a rule set, its policies included. An unknown key is an error.
 *
 * Returns: (transfer full) (nullable): the rule set
 */
MusterRuleset *muster_rulefile_parse (const char *document,
                                      MusterDate effective,
                                      GError **error);

/**
 * muster_rulefile_write:
 * @ruleset: a rule set
 *
 * Writes what muster_rulefile_parse() reads; settings that have their defaults are left out.
 *
 * Returns: (transfer full): the JSON text, indented, with a final line end
 */
char *muster_rulefile_write (MusterRuleset *ruleset);

/**
 * muster_rulefile_get_default:
 * @shift_name: name of the day shift in the language of the company
 * @group_name: name of its group
 *
 * Gets what a company starts with: one group on a day shift 09:00–18:00 with rest 12:00–13:00,
 * weekly rest on Saturday and Sunday, every setting at its default.
 *
 * Returns: (transfer full): the document
 */
char *muster_rulefile_get_default (const char *shift_name, const char *group_name);

/**
 * muster_rulefile_read_shift:
 * @object: a shift as JSON
 * @path: its place in the document
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: (transfer full) (nullable): the shift
 */
MusterShift *muster_rulefile_read_shift (JsonObject *object,
                                         const char *path,
                                         GError **error);

/**
 * muster_rulefile_read_policy:
 * @object: (nullable): a policy as JSON, %NULL for the defaults
 * @path: its place in the document
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: (transfer full) (nullable): the settings, in the fields of muster_judge_get_fields()
 */
MusterParams *muster_rulefile_read_policy (JsonObject *object,
                                           const char *path,
                                           GError **error);

/**
 * muster_rulefile_read_weekdays:
 * @array: (nullable): a list of "mon" … "sun"
 * @path: its place in the document
 * @days: (out): a bit a day, bit 0 for Monday
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: whether all were weekdays
 */
gboolean muster_rulefile_read_weekdays (JsonArray *array,
                                        const char *path,
                                        guint *days,
                                        GError **error);
