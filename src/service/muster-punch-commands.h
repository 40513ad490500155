/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* punch.void (punch x, reason s) */
extern const MusterCommand muster_void_punch;

/* punch.unvoid (punch x, reason s) */
extern const MusterCommand muster_unvoid_punch;

/**
 * muster_accept_punch:
 *
 * "punch.accept" (punch, reason): a punch counts although of where it was made.
 */
extern const MusterCommand muster_accept_punch;

/**
 * muster_unaccept_punch:
 *
 * "punch.unaccept" (punch, reason): takes that back.
 */
extern const MusterCommand muster_unaccept_punch;
