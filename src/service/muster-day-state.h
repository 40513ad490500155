/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-filter.h"

/* How many states a day can be asked for by: see muster_day_state_get_code() */
#define MUSTER_N_DAY_STATES 15

/* Their codes, as a listing names its states */
#define MUSTER_DAY_STATES                                                                \
  "present late early_leave missing absent pending leave rest holiday half_day "         \
  "incomplete outside off_shift overtime none"

/* Bit of the state "none": nothing was expected of that person on that date */
#define MUSTER_DAY_STATE_NONE (1u << (MUSTER_N_DAY_STATES - 1))

/**
 * muster_day_state_get_code:
 * @index: less than %MUSTER_N_DAY_STATES
 *
 * Returns: (transfer none): the name that filters and counts have for it: "late"
 */
const char *muster_day_state_get_code (guint index);

/**
 * muster_day_state_of:
 * @day: a result
 *
 * A day has a state when it has one of its statuses or one of its flags, so it can have several.
 *
 * Returns: a bit a state
 */
guint muster_day_state_of (const MusterDay *day);

/**
 * muster_day_state_from_filter:
 * @filter: a filter
 *
 * Returns: a bit for each of its states, 0 for all
 */
guint muster_day_state_from_filter (MusterFilter *filter);
