/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_service_data_load:
 * @name: a file that is built in, "holidays/cn-mainland.json"
 * @error: %G_RESOURCE_ERROR when there is no such file
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *muster_service_data_load (const char *name, GError **error);
