/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* calendar.set (date i, kind s, name s); kind is "statutory", "rest" or "workday" */
extern const MusterCommand muster_set_calendar_day;

/* calendar.unset (date i) */
extern const MusterCommand muster_unset_calendar_day;
extern const MusterCommand muster_reset_calendar_day;

/* calendar.import (document s, holidays s, unmarked b) → (a{sv}): days, statutory, rest, workdays,
 * skipped, years; the document is the text of an iCalendar or a muster-holidays file. Years
 * that it speaks of are replaced whole */
extern const MusterCommand muster_import_calendar;
