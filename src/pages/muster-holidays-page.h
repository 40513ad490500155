/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterHolidaysPage:
 *
 * The company's holiday calendar, a year at a glance.
 *
 * Actions: holidays.year (i: so many further on), holidays.set (s: "statutory", "rest",
 * "workday", "ordinary"), holidays.reset, holidays.import, holidays.export, holidays.print.
 */
#define MUSTER_TYPE_HOLIDAYS_PAGE (muster_holidays_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterHolidaysPage,
                      muster_holidays_page,
                      MUSTER,
                      HOLIDAYS_PAGE,
                      MusterPage)

extern const MusterPageKind muster_holidays_page_kind;
