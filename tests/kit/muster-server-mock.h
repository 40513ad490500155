/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector-catalog.h"
#include "muster-simulator.h"

/**
 * muster_server_settings:
 * @connector: a connector of a server
 * @server: (nullable): its simulator, whose address is used
 * @more: further settings, "name=value" each, ended by %NULL; a name that the connector does not
 *   have is passed over
 *
 * Returns: (transfer full): what reaches a simulator of tests/kit: its address, the key "key", the
 *   secret "secret", the usual names, and a start of three days ago, which some of @more replace
 */
MusterParams *muster_server_settings (const MusterConnector *connector,
                                      MusterSimulator *server,
                                      const char *const *more);
