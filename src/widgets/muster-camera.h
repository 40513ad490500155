/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * MusterCamera:
 *
 * A camera of this machine that is on. What it sees is in memory only.
 *
 * Signals, on the main context: "frame" (GdkTexture): what it sees now. "failed" (utf8): it stopped,
 * and why.
 */
#define MUSTER_TYPE_CAMERA (muster_camera_get_type ())
G_DECLARE_FINAL_TYPE (MusterCamera, muster_camera, MUSTER, CAMERA, GObject)

/**
 * muster_camera_is_there:
 *
 * Returns: whether the machine has a camera, as far as can be said without switching one on
 */
gboolean muster_camera_is_there (void);

/**
 * muster_camera_open:
 * @description: (nullable): a source in the words of GStreamer, %NULL for a camera
 * @index: which of the cameras, counted round
 * @error: %MUSTER_ERROR_MISSING when there is none, %MUSTER_ERROR_CONFLICT when another program has
 *   it, %MUSTER_ERROR_DENIED when it may not be used, %MUSTER_ERROR_PROTOCOL for all else
 *
 * Switches a camera on. Blocks, so it is called where that stops nobody.
 *
 * Returns: (transfer full) (nullable): the camera, which is on as long as it lives
 */
MusterCamera *muster_camera_open (const char *description, guint index, GError **error);

/**
 * muster_camera_get_n_cameras:
 * @self: a camera
 *
 * Returns: how many there are to choose from
 */
guint muster_camera_get_n_cameras (MusterCamera *self);

/**
 * muster_camera_build_photo:
 * @texture: a frame
 *
 * Returns: (transfer full): it as a JPEG, or as a PNG where JPEG cannot be written
 */
GBytes *muster_camera_build_photo (GdkTexture *texture);
