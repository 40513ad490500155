/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterListDialog:
 *
 * A dialog over a page with all rows of a listing, which follows what others change.
 */
#define MUSTER_TYPE_LIST_DIALOG (muster_list_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MusterListDialog,
                      muster_list_dialog,
                      MUSTER,
                      LIST_DIALOG,
                      AdwDialog)

/**
 * MusterListDialogKind:
 * @title: of the dialog
 * @label: what the list is for who hears it
 * @none_icon: icon that is shown when there is no row
 * @none_title: title of the same
 * @none_text: what to do then
 * @listing: the rows
 * @states: (nullable) (array zero-terminated=1): of which states, static; %NULL for all
 * @most: how many rows are shown, the others are counted in a last one; 0 for all
 * @latest_first: whether the last row comes first
 * @make_row: makes what shows a row, which is given as its object
 *
 * What a dialog lists. Words are those of the user's language.
 */
typedef struct
{
  const char *title;
  const char *label;
  const char *none_icon;
  const char *none_title;
  const char *none_text;
  const MusterListing *listing;
  const char *const *states;
  guint most;
  gboolean latest_first;
  GtkWidget *(*make_row) (MusterListDialog *dialog, gpointer row);
} MusterListDialogKind;

/**
 * muster_list_dialog_present:
 * @page: the page that shows it
 * @kind: what it lists; its words are copied
 *
 * Returns: (transfer none): the dialog, shown
 */
MusterListDialog *muster_list_dialog_present (MusterPage *page,
                                              const MusterListDialogKind *kind);

/**
 * muster_list_dialog_add_button:
 * @self: a dialog
 * @icon: (nullable): name of an icon, or
 * @label: (nullable): what stands on the button, with a mnemonic
 * @tooltip: what the button does
 * @func: called with the dialog when it is pressed
 *
 * Puts a button at the beginning of the title bar.
 */
void muster_list_dialog_add_button (MusterListDialog *self,
                                    const char *icon,
                                    const char *label,
                                    const char *tooltip,
                                    void (*func) (MusterListDialog *self));

/**
 * muster_list_dialog_submit:
 * @self: a dialog
 * @command: what to do
 * @args: (transfer floating): its arguments
 * @done: (nullable): what happened, in words; %NULL when the list shows it
 * @inverse: (nullable): what takes it back
 * @inverse_args: (transfer floating) (nullable): its arguments
 *
 * As muster_page_submit(), with notices in the dialog.
 */
void muster_list_dialog_submit (MusterListDialog *self,
                                const MusterCommand *command,
                                GVariant *args,
                                const char *done,
                                const MusterCommand *inverse,
                                GVariant *inverse_args);

/**
 * muster_list_dialog_get_content:
 * @self: a dialog
 *
 * Returns: (transfer none): a widget over which notices are shown in the dialog
 */
GtkWidget *muster_list_dialog_get_content (MusterListDialog *self);

MusterOffice *muster_list_dialog_get_office (
  MusterListDialog *self);                                          /* (transfer none) */
MusterActor *muster_list_dialog_get_actor (MusterListDialog *self); /* (transfer none) */
MusterOutlook *muster_list_dialog_get_outlook (
  MusterListDialog *self); /* (transfer none) */
