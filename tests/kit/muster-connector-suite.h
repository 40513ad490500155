/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * MusterConnectorFault:
 * @MUSTER_CONNECTOR_DROP: the connection ends
 * @MUSTER_CONNECTOR_HALF: half of what was to come, then it ends
 * @MUSTER_CONNECTOR_GARBAGE: noise comes
 * @MUSTER_CONNECTOR_STALL: nothing comes any more
 *
 * What can happen to a conversation.
 */
typedef enum
{
  MUSTER_CONNECTOR_DROP,
  MUSTER_CONNECTOR_HALF,
  MUSTER_CONNECTOR_GARBAGE,
  MUSTER_CONNECTOR_STALL,
} MusterConnectorFault;

/**
 * MusterConnectorMock:
 * @connector: the connector
 * @serve: makes its source serve @n punches in order, the first @n of an endless sequence that is
 *   the same each time; with @damaged, garbage stands among them
 * @settings: (transfer full): what reaches that source
 * @stop: (nullable): takes the source away, so that it cannot be reached
 * @fail: (nullable): makes the source fail after @after answers of a conversation, until it
 *   serves again
 * @lock: (nullable): makes it want another secret than @settings have, until it serves again;
 *   returns the name of the field that is then wrong
 * @lie: (nullable): makes it say that it has other numbers of people and punches than it has
 * @many: how many punches are many for it, more than a batch; 0 for 20,000
 * @million: whether it can serve a million punches in a second or two
 *
 * A source that a connector can be tried against.
 */
typedef struct
{
  const MusterConnector *connector;
  void (*serve) (guint n, gboolean damaged);
  MusterParams *(*settings) (void);
  void (*stop) (void);
  void (*fail) (MusterConnectorFault fault, guint after);
  const char *(*lock) (void);
  void (*lie) (void);
  guint many;
  gboolean million;
} MusterConnectorMock;

/**
 * muster_connector_suite_add:
 * @path: where the tests go: "/file"
 * @mock: a static mock
 *
 * Adds the tests that every connector must pass: a first pull takes everything and a second one
 * nothing new, a longer source adds only what is new, a pull that the sink breaks off leaves whole
 * batches and can be done again or gone on with from its cursor, garbage costs no punch, a cancelled
 * pull stops at once, a source that is gone is an error, a big one keeps its batches small, a probe
 * takes nothing. Where the mock can do it: a conversation that is cut anywhere costs and doubles
 * nothing, a silent one ends in time, a wrong secret names its field, wrong numbers mean nothing, a
 * million punches come in small batches.
 */
void muster_connector_suite_add (const char *path, const MusterConnectorMock *mock);
