/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_frappe_connector:
 *
 * Frappe HR (ERPNext): the records of Employee Checkin. Pulls by when they were changed last, reads
 * the site's time zone, names people from Employee where the key may.
 */
extern const MusterConnector muster_frappe_connector;
