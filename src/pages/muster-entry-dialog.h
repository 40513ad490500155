/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-params.h"

/**
 * MusterEntryTake:
 * @entry: (transfer none): an a{sv} of the fields
 * @data: as given
 * @error: why it does not hold
 *
 * Returns: whether it was taken
 */
typedef gboolean (*MusterEntryTake) (GVariant *entry, gpointer data, GError **error);

/**
 * muster_entry_dialog_present:
 * @parent: a widget of the window
 * @title: title of the dialog
 * @fields: the members of the entry, ended by a %NULL name
 * @entry: (nullable): an a{sv} of what it is now
 * @take: takes what was entered; when it does not hold the dialog stays and says why
 * @data: for @take
 * @data_free: (nullable): frees @data
 *
 * Asks for one entry of a structured setting: one overtime rule, one line of rounding.
 */
void muster_entry_dialog_present (GtkWidget *parent,
                                  const char *title,
                                  const MusterField *fields,
                                  GVariant *entry,
                                  MusterEntryTake take,
                                  gpointer data,
                                  GDestroyNotify data_free);
