/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_zk_connector:
 *
 * Standalone terminals of the ZK family, which listen on port 4370. Read and never written, but
 * for the clock when a person asks. A probe finds "serial", "model", "platform", "firmware",
 * "clock-ahead", "people" and "punches" as far as the terminal says them, "capacity" t (punches
 * that fit) and "transport" s, "tcp" or "udp".
 */
extern const MusterConnector muster_zk_connector;
