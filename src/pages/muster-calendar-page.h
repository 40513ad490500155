/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterCalendarPage:
 *
 * The person-month calendar: people × days with one mark a day and sums at the end; beside it one
 * person's month as a page of a calendar, and the day that is looked at.
 */
#define MUSTER_TYPE_CALENDAR_PAGE (muster_calendar_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterCalendarPage,
                      muster_calendar_page,
                      MUSTER,
                      CALENDAR_PAGE,
                      MusterPage)

extern const MusterPageKind muster_calendar_page_kind;
