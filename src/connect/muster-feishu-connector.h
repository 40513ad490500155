/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_feishu_connector:
 *
 * Feishu 飞书 and Lark: the punches of user_flows, fifty people a request.
 */
extern const MusterConnector muster_feishu_connector;
