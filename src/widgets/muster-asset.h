/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_asset_find:
 * @name: name of a file that is built in: "world.bin"
 *
 * Returns: (transfer full): its bytes
 */
GBytes *muster_asset_find (const char *name);
