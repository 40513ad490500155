/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-paged-list.h"

/**
 * muster_table_copy_selected:
 * @widget: a widget inside an #AdwToastOverlay, which says when it is done
 * @list: a list
 * @selection: a selection over it
 * @cancellable: (nullable): to give up
 *
 * Puts the selected rows on the clipboard, as a table that a spreadsheet takes.
 */
void muster_table_copy_selected (GtkWidget *widget,
                                 MusterPagedList *list,
                                 GtkSelectionModel *selection,
                                 GCancellable *cancellable);
