/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterPeriodsPage:
 *
 * The attendance periods: what is closed and by whom, what is to be looked at before the next
 * one is closed, and what came out otherwise since.
 *
 * Actions: periods.close, periods.reopen, periods.accept, periods.select-all, periods.check (s).
 */
#define MUSTER_TYPE_PERIODS_PAGE (muster_periods_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterPeriodsPage,
                      muster_periods_page,
                      MUSTER,
                      PERIODS_PAGE,
                      MusterPage)

extern const MusterPageKind muster_periods_page_kind;
