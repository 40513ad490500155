/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_odoo_connector:
 *
 * Odoo: the records of hr.attendance, each an in and an out. Speaks JSON-RPC or JSON-2, asks first
 * which fields the version has, pulls by when records were changed last.
 */
extern const MusterConnector muster_odoo_connector;
