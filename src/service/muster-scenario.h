/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterScenarioPrint:
 * @line: one line of output, without its end
 * @data: as given
 */
typedef void (*MusterScenarioPrint) (const char *line, gpointer data);

/**
 * muster_scenario_evaluate:
 * @text: a file of schema "muster-scenario/1", attendance on paper
 * @json: whether to print one JSON object per case, or a table for people
 * @print: called for each line, not before the whole text was found good
 * @data: for @print
 * @differs: (out): whether an expectation does not hold
 * @error: a %MUSTER_ERROR_INVALID that names case and key
 *
 * Judges scenarios without any database.
 *
 * Returns: whether the text could be read
 */
gboolean muster_scenario_evaluate (const char *text,
                                   gboolean json,
                                   MusterScenarioPrint print,
                                   gpointer data,
                                   gboolean *differs,
                                   GError **error);

/**
 * muster_scenario_evaluate_file:
 * @path: a file
 *
 * As muster_scenario_evaluate(); the error names the file too.
 */
gboolean muster_scenario_evaluate_file (const char *path,
                                        gboolean json,
                                        MusterScenarioPrint print,
                                        gpointer data,
                                        gboolean *differs,
                                        GError **error);
