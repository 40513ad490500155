/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-company.h"

/**
 * MusterSettingsDialog:
 *
 * Language and lock of this desk, the company's name and backup, and its users.
 */
#define MUSTER_TYPE_SETTINGS_DIALOG (muster_settings_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MusterSettingsDialog,
                      muster_settings_dialog,
                      MUSTER,
                      SETTINGS_DIALOG,
                      AdwPreferencesDialog)

/**
 * muster_settings_dialog_present:
 * @parent: a widget of the window
 * @company: the open company
 * @actor: who looks; what the actor may not change is not shown
 * @settings: (nullable): the settings of this desk
 *
 * Opens the dialog.
 *
 * Returns: (transfer none): the dialog
 */
MusterSettingsDialog *muster_settings_dialog_present (GtkWidget *parent,
                                                      MusterCompany *company,
                                                      MusterActor *actor,
                                                      GSettings *settings);
