/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* What is made of an exception: "accept", "excuse" (with a reason), "correct", "ask", "assign",
 * "snooze", or "reopen", which takes the last decision back */
extern const MusterCommand muster_decide_exception;

/* Who decides for whom, and no longer */
extern const MusterCommand muster_add_delegation;
extern const MusterCommand muster_end_delegation;

/* Days went out of the house: what was decided of them is not undone any more */
extern const MusterCommand muster_mark_export;
