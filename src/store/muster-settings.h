/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/* Names of what the store itself documents; others may be added freely */
#define MUSTER_SETTING_COMPANY "company" /* what the company is called */
#define MUSTER_SETTING_UID "uid"         /* the company's UUIDv7 */
#define MUSTER_SETTING_ZONE "zone"       /* IANA name of its zone */

/**
 * muster_settings_get:
 * @db: a connection
 * @name: which
 * @value: (out) (transfer full) (nullable): its value, %NULL when it was never set
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be read
 */
gboolean muster_settings_get (MusterDb *db,
                              const char *name,
                              char **value,
                              GError **error);

/**
 * muster_settings_set:
 * @db: a connection that writes
 * @name: which
 * @value: (nullable): its value, %NULL to forget it
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was written
 */
gboolean muster_settings_set (MusterDb *db,
                              const char *name,
                              const char *value,
                              GError **error);
