/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_headers_fold:
 * @text: a header as it stands
 *
 * Reduces a header to what matters: no case, spaces, punctuation, marks of a required column, or
 * remark in brackets.
 *
 * Returns: (transfer full): the reduced text
 */
char *muster_headers_fold (const char *text);

/**
 * muster_headers_find_person:
 * @text: a header as it stands
 *
 * Returns: (transfer full) (nullable): which role such a column has in a list of people, with
 *   "badge:gate" for a header that names a source; %NULL when the header says nothing
 */
char *muster_headers_find_person (const char *text);

/**
 * muster_headers_find_punch:
 * @text: a header as it stands
 * @rank: (out) (optional): the smaller, the better the header fits its role
 *
 * Returns: (transfer none) (nullable): which role such a column has in a table of punches, %NULL
 *   when the header says nothing
 */
const char *muster_headers_find_punch (const char *text, guint *rank);
