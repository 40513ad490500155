/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-day.h"

/**
 * MusterTimeScale:
 *
 * The part of a day that day bars show, in minutes after the midnight that begins each bar's date.
 * The bars of one list share one, so that they line up; it grows as days come in that need more.
 *
 * Signals: "changed" ().
 */
#define MUSTER_TYPE_TIME_SCALE (muster_time_scale_get_type ())
G_DECLARE_FINAL_TYPE (MusterTimeScale, muster_time_scale, MUSTER, TIME_SCALE, GObject)

/**
 * muster_time_scale_new:
 *
 * Returns: (transfer full): a scale of nothing: the first day that it includes makes it
 */
MusterTimeScale *muster_time_scale_new (void);

/**
 * muster_time_scale_reset:
 * @self: a scale
 * @from: minutes after midnight
 * @until: minutes after midnight, later; equal for nothing
 *
 * Begins anew.
 */
void muster_time_scale_reset (MusterTimeScale *self, int from, int until);

/**
 * muster_time_scale_include:
 * @self: a scale
 * @sheet: a day
 *
 * Grows, in whole hours, until schedule, work and punches of @sheet are in it.
 */
void muster_time_scale_include (MusterTimeScale *self, MusterDaySheet *sheet);

int muster_time_scale_get_from (MusterTimeScale *self);
int muster_time_scale_get_until (MusterTimeScale *self);

/**
 * muster_time_scale_set_now:
 * @self: a scale
 * @now: what time it is, microseconds UTC; 0 for no now line
 */
void muster_time_scale_set_now (MusterTimeScale *self, gint64 now);
gint64 muster_time_scale_get_now (MusterTimeScale *self);
