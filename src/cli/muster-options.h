/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"

/**
 * muster_options_parse:
 * @tables: (array zero-terminated=1): lists of fields, each ended by a %NULL name
 * @words: the command line, without the program's name
 * @n_read: (out) (nullable): when given, reading stops at the first word that is no option, and
 *   this says how many were read; when %NULL, options and arguments may mix
 * @options: the values are put in here under their names
 * @arguments: (nullable): what is no option is added to it
 * @error: what was typed wrongly, a usage error
 *
 * Reads options by their fields: "--from 2026-03-01", "--from=2026-03-01"; a boolean stands for
 * itself; a list of strings may be given several times; "--" ends the options.
 *
 * Returns: whether all was understood
 */
gboolean muster_options_parse (const MusterField *const *tables,
                               const char *const *words,
                               gsize *n_read,
                               GVariantDict *options,
                               GStrvBuilder *arguments,
                               GError **error);

/**
 * muster_options_print:
 * @fields: a list of fields
 *
 * Prints one line of help for each, aligned.
 */
void muster_options_print (const MusterField *fields);

/**
 * muster_options_get_text:
 * @options: what was given
 * @name: an option whose value is a text
 *
 * Returns: (transfer full) (nullable): its value, %NULL when it was not given
 */
char *muster_options_get_text (GVariantDict *options, const char *name);

/**
 * muster_options_has:
 * @options: what was given
 * @name: an option without a value
 *
 * Returns: whether it was given
 */
gboolean muster_options_has (GVariantDict *options, const char *name);
