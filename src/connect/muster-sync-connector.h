/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_sync_connector:
 *
 * A server that speaks Muster's own sync format, docs/sync-api.md: people and punches, page by
 * page, from a cursor that the server gives. Requests among them are passed over here.
 */
extern const MusterConnector muster_sync_connector;
