/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"

/**
 * muster_days_sheet:
 * @status: what became of the day
 * @flags: what is said beside it
 *
 * Returns: (transfer full): a working day, Thu 5 March 2026 in Shanghai, without anything on it
 */
static inline MusterDaySheet *
muster_days_sheet (MusterStatus status, guint flags)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  MusterDay day = {
    .person_id = 1,
    .date = muster_date_new (2026, 3, 5),
    .type = MUSTER_DAY_WORK,
    .status = status,
    .flags = flags,
    .expected_min = 480,
  };

  return muster_day_sheet_new (&day, zone, NULL);
}

/**
 * muster_days_at:
 * @sheet: a day
 * @minutes: minutes after its midnight
 *
 * Returns: the instant
 */
static inline gint64
muster_days_at (MusterDaySheet *sheet, double minutes)
{
  return muster_zone_get_instant (sheet->zone, sheet->day.date,
                                  (gint64) (minutes * (double) MUSTER_MINUTE));
}

static inline void
muster_days_stretch (MusterDaySheet *sheet,
                     MusterStretchKind kind,
                     double from,
                     double until)
{
  MusterStretch stretch = { .from = muster_days_at (sheet, from),
                            .until = muster_days_at (sheet, until),
                            .kind = (guint8) kind };

  g_array_append_val (sheet->stretches, stretch);
}

static inline MusterPlaced *
muster_days_punch (MusterDaySheet *sheet, MusterVerdict verdict, double minutes)
{
  gint64 at = muster_days_at (sheet, minutes);
  MusterPlaced placed = { .punch = { .id = sheet->placed->len + 1,
                                     .at = at,
                                     .received_at = at,
                                     .verify = MUSTER_VERIFY_FACE },
                          .verdict = (guint8) verdict };

  g_array_append_val (sheet->placed, placed);
  sheet->day.n_punches++;
  if (verdict == MUSTER_VERDICT_IN && sheet->day.in_at == 0)
    sheet->day.in_at = at;
  if (verdict == MUSTER_VERDICT_OUT)
    sheet->day.out_at = at;

  return &g_array_index (sheet->placed, MusterPlaced, sheet->placed->len - 1);
}

/**
 * muster_days_shift:
 * @sheet: a day
 *
 * Gives it the usual day shift: 09:00–18:00 with rest 12:00–13:00 and its window.
 */
static inline void
muster_days_shift (MusterDaySheet *sheet)
{
  muster_days_stretch (sheet, MUSTER_STRETCH_WINDOW, 300, 1560);
  muster_days_stretch (sheet, MUSTER_STRETCH_SEGMENT, 540, 1080);
  muster_days_stretch (sheet, MUSTER_STRETCH_REST, 720, 780);
}
