/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* punch.void (punch x, reason s) */
extern const MusterCommand muster_void_punch;

/* punch.unvoid (punch x, reason s) */
extern const MusterCommand muster_unvoid_punch;
