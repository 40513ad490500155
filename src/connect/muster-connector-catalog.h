/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_connector_catalog:
 *
 * All kinds of sources, in the order in which people should see them, ended by %NULL.
 */
extern const MusterConnector *const muster_connector_catalog[];

/**
 * muster_connector_find_in:
 * @table: some connectors, ended by %NULL
 * @kind: name of a kind
 *
 * Returns: (transfer none) (nullable): the connector, %NULL when there is no such kind
 */
const MusterConnector *muster_connector_find_in (const MusterConnector *const *table,
                                                 const char *kind);

/**
 * muster_connector_find:
 * @kind: name of a kind of muster_connector_catalog
 *
 * Returns: (transfer none) (nullable): the connector, %NULL when there is no such kind
 */
const MusterConnector *muster_connector_find (const char *kind);
