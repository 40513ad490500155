/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"

/**
 * muster_entries_get_list:
 * @params: settings
 * @name: a structured setting that is a list
 *
 * Returns: (transfer full): the list, empty when the value is none
 */
GVariant *muster_entries_get_list (MusterParams *params, const char *name);

/**
 * muster_entries_get_entry:
 * @list: a list
 * @i: an index
 *
 * Returns: (transfer full): the entry, unboxed
 */
GVariant *muster_entries_get_entry (GVariant *list, gsize i);

/**
 * muster_entries_check:
 * @fields: what an entry may hold
 * @entry: an entry of a list
 * @error: a %MUSTER_ERROR_INVALID that names the member
 *
 * Returns: (transfer full) (nullable): the entry's settings
 */
MusterParams *muster_entries_check (const MusterField *fields,
                                    GVariant *entry,
                                    GError **error);

/**
 * muster_entries_prefix:
 * @error: (nullable): an error that names a member of an entry
 * @list: the name of the list
 * @i: the index of the entry
 *
 * Makes an error name the whole way: "rounding[2].step". Returns %FALSE always.
 */
gboolean muster_entries_prefix (GError **error, const char *list, gsize i);
