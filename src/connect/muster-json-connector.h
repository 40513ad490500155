/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_json_connector:
 *
 * Any server that answers with JSON: the user's own template of the request, and paths to what a
 * punch is made of, see #MusterRestTemplate and #MusterRestMapping. Its probe is a dry run: the
 * request, the answer and the punches made of it.
 */
extern const MusterConnector muster_json_connector;
