/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/**
 * MusterCameraDialog:
 *
 * Takes a photo with a camera of this machine: what it sees, then the photo, to be used or taken
 * again. The camera is off when the dialog is closed.
 *
 * Signals: "taken" (GBytes): a photo is to be used.
 */
#define MUSTER_TYPE_CAMERA_DIALOG (muster_camera_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MusterCameraDialog,
                      muster_camera_dialog,
                      MUSTER,
                      CAMERA_DIALOG,
                      AdwDialog)

/**
 * muster_camera_dialog_present:
 * @parent: over which it is shown
 * @description: (nullable): as muster_camera_open() takes it, %NULL for a camera
 *
 * Returns: (transfer none): the dialog, shown
 */
MusterCameraDialog *muster_camera_dialog_present (GtkWidget *parent,
                                                  const char *description);
