/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/**
 * muster_wait_dialog_present:
 * @parent: a widget of the window
 * @title: what is being done
 * @text: of how much, in words
 * @cancellable: what its button and Escape cancel
 *
 * Shows that something long is under way. It goes when muster_wait_dialog_end() is called.
 *
 * Returns: (transfer full): the dialog
 */
AdwDialog *muster_wait_dialog_present (GtkWidget *parent,
                                       const char *title,
                                       const char *text,
                                       GCancellable *cancellable);

/**
 * muster_wait_dialog_set:
 * @dialog: the dialog
 * @done: how far it is
 * @total: how far it goes, 0 for unknown
 */
void muster_wait_dialog_set (AdwDialog *dialog, guint64 done, guint64 total);

/**
 * muster_wait_dialog_end:
 * @dialog: (transfer full): the dialog
 */
void muster_wait_dialog_end (AdwDialog *dialog);
