/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"

/**
 * MusterImportDialog:
 *
 * The import assistant: files are recognised by content, what was understood is shown and can be
 * changed, then they come in, one after the other, each with its report.
 */
#define MUSTER_TYPE_IMPORT_DIALOG (muster_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MusterImportDialog,
                      muster_import_dialog,
                      MUSTER,
                      IMPORT_DIALOG,
                      AdwDialog)

/**
 * muster_import_dialog_present:
 * @parent: a widget of the window
 * @office: the office
 * @actor: who imports
 * @files: (nullable) (element-type GFile): files to begin with; %NULL asks for them
 *
 * Opens the assistant.
 *
 * Returns: (transfer none): the dialog
 */
MusterImportDialog *muster_import_dialog_present (GtkWidget *parent,
                                                  MusterOffice *office,
                                                  MusterActor *actor,
                                                  GListModel *files);

/**
 * muster_import_dialog_add_files:
 * @self: an assistant
 * @files: (element-type GFile): more files
 *
 * Puts files behind those that wait.
 */
void muster_import_dialog_add_files (MusterImportDialog *self, GListModel *files);
