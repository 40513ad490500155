/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_wecom_connector:
 *
 * WeCom 企业微信: the punches of the built-in attendance app, a hundred people and thirty days a request.
 */
extern const MusterConnector muster_wecom_connector;
