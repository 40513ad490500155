/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* Returns (a{sv}): "period" (x), and what was found before closing, counted: "people", "days",
 * "pending", "absent", "incomplete" (u). Fails with %MUSTER_ERROR_CONFLICT where a closed period
 * overlaps and, unless forced, where days are pending */
extern const MusterCommand muster_close_period;

/* Fails with %MUSTER_ERROR_CONFLICT while adjustments of the period are accepted: they would
 * count twice */
extern const MusterCommand muster_reopen_period;

/* Takes over all that differs on one day of a person into the first date after the period that
 * is not closed. Returns (x): how many values; fails with %MUSTER_ERROR_MISSING when there are
 * none */
extern const MusterCommand muster_accept_adjustment;

/* Takes back all that was accepted on one day of a person: it counts as it was frozen again, and
 * what differs is open. Returns (x): how many values; fails with %MUSTER_ERROR_MISSING when
 * nothing was accepted, %MUSTER_ERROR_CONFLICT when the period it was accepted into is closed */
extern const MusterCommand muster_return_adjustment;
