/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterTodayPage:
 *
 * Everybody's day: the week, the states with their counts, one row per person with a day bar, and
 * one day in full.
 */
#define MUSTER_TYPE_TODAY_PAGE (muster_today_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterTodayPage, muster_today_page, MUSTER, TODAY_PAGE, MusterPage)

extern const MusterPageKind muster_today_page_kind;
