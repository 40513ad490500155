/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/**
 * MusterRestored:
 * @folder: the company's folder, as it is now
 * @data: as given
 *
 * A backup is in place.
 */
typedef void (*MusterRestored) (const char *folder, gpointer data);

/**
 * muster_restore_present:
 * @parent: a widget of the window, which outlives the restoring
 * @folder: where the company is or will be
 * @restored: told when a backup is in place
 * @data: for @restored
 *
 * Asks for a backup and its password, verifies it whole and puts it in place. A company that is
 * there already is kept beside it.
 */
void muster_restore_present (GtkWidget *parent,
                             const char *folder,
                             MusterRestored restored,
                             gpointer data);
