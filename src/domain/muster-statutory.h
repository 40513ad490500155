/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"

/**
 * muster_statutory_is_holiday:
 * @date: a date
 *
 * Says whether a date is a statutory holiday of mainland China for everybody, by the days that
 * the regulation names rather than by any year's announcement: New Year (1 January), Spring
 * Festival (the first three days of the first lunar month and, from 2025, the eve), Qingming,
 * Labour Day (1 May and, from 2025, 2 May), Dragon Boat (5th of the 5th lunar month),
 * Mid-Autumn (15th of the 8th) and National Day (1 to 3 October). Lunar dates are those of ICU's
 * Chinese calendar; Qingming is the day on which the sun's longitude reaches 15°, by the usual
 * formula for the years 2000 to 2099; in other years no day is taken for it.
 *
 * Source: 全国年节及纪念日放假办法, as revised on 2013-12-11 and 2024-11-10.
 *
 * Returns: whether it is one
 */
gboolean muster_statutory_is_holiday (MusterDate date);
