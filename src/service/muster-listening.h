/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/**
 * MusterListening:
 * @enabled: whether devices may call in; they may not unless somebody said so
 * @address: the address to listen on
 * @port: the port
 * @certificate: (nullable): PEM text with the private key, %NULL for plain HTTP
 *
 * Where devices call in: a setting of the company.
 */
typedef struct
{
  gboolean enabled;
  char *address;
  guint port;
  char *certificate;
} MusterListening;

void muster_listening_clear (MusterListening *listening);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterListening, muster_listening_clear)

/**
 * muster_listening_get:
 * @db: a connection
 * @listening: (out): the setting; clear it
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be read
 */
gboolean muster_listening_get (MusterDb *db, MusterListening *listening, GError **error);

/**
 * muster_listening_set:
 * @db: a connection that writes
 * @listening: the setting
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was written
 */
gboolean muster_listening_set (MusterDb *db,
                               const MusterListening *listening,
                               GError **error);

/**
 * muster_listening_check:
 * @listening: a setting
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether its address and certificate can be used
 */
gboolean muster_listening_check (const MusterListening *listening, GError **error);
