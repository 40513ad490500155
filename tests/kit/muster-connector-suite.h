/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * MusterConnectorMock:
 * @connector: the connector
 * @serve: makes its source serve @n punches in order, the first @n of an endless sequence that is
 *   the same each time; with @damaged, garbage stands among them
 * @settings: (transfer full): what reaches that source
 * @stop: (nullable): takes the source away, so that it cannot be reached
 *
 * A source that a connector can be tried against.
 */
typedef struct
{
  const MusterConnector *connector;
  void (*serve) (guint n, gboolean damaged);
  MusterParams *(*settings) (void);
  void (*stop) (void);
} MusterConnectorMock;

/**
 * muster_connector_suite_add:
 * @path: where the tests go: "/file"
 * @mock: a static mock
 *
 * Adds the tests that every connector must pass: a first pull takes everything and a second one
 * nothing new, a longer source adds only what is new, a pull that the sink breaks off leaves whole
 * batches and can be done again, garbage costs no punch, a cancelled pull stops at once, a source
 * that is gone is an error, a big one keeps its batches small, a probe takes nothing.
 */
void muster_connector_suite_add (const char *path, const MusterConnectorMock *mock);
