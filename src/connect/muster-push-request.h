/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterPushPath:
 *
 * What a terminal asks for, by the last element of the path.
 */
typedef enum
{
  MUSTER_PUSH_PATH_NONE,
  MUSTER_PUSH_PATH_CDATA,
  MUSTER_PUSH_PATH_GETREQUEST,
  MUSTER_PUSH_PATH_DEVICECMD,
  MUSTER_PUSH_PATH_REGISTRY,
  MUSTER_PUSH_PATH_PUSH,
  MUSTER_PUSH_PATH_PING,
} MusterPushPath;

/**
 * MusterPushRequest:
 * @path: what it asks for
 * @serial: (nullable): the serial number, %NULL when it gives none that could be one
 *
 * A request's address, taken apart.
 */
typedef struct
{
  MusterPushPath path;
  const char *serial;

  /*< private >*/
  GHashTable *values;
} MusterPushRequest;

/**
 * muster_push_request_new:
 * @path: the path, escaped
 * @query: (nullable): the query, escaped
 *
 * Takes an address apart: paths with a slash or ".aspx" at the end, doubled ones, names of
 * parameters in any case.
 *
 * Returns: (transfer full): what is asked
 */
MusterPushRequest *muster_push_request_new (const char *path, const char *query);

void muster_push_request_free (MusterPushRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterPushRequest, muster_push_request_free)

/**
 * muster_push_request_get:
 * @request: a request
 * @name: a parameter, in small letters
 *
 * Returns: (transfer none) (nullable): its value in UTF-8, %NULL when it is not given
 */
const char *muster_push_request_get (const MusterPushRequest *request, const char *name);
