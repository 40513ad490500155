/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-verb.h"

/* sync [SOURCE…]: reads sources now and says what came */
extern const MusterVerb muster_sync_verb;

/* serve: keeps schedules and listens until a signal */
extern const MusterVerb muster_serve_verb;
