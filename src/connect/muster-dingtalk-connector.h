/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_dingtalk_connector:
 *
 * DingTalk 钉钉: all punches of attendance/listRecord, fifty people and seven days a request.
 */
extern const MusterConnector muster_dingtalk_connector;
