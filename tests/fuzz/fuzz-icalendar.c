/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-icalendar.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* What was read is in order and in bounds, and reads the same when it was written. */
static void
check_days (GArray *days, MusterZone *zone)
{
  g_autofree char *written = muster_icalendar_format (days, "Days", 0);
  g_autoptr (GArray) again = NULL;
  guint skipped = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (days, MusterCalendarDay, i);

      g_assert_nonnull (day->kind);
      g_assert_true (day->name_zh == NULL || g_utf8_validate (day->name_zh, -1, NULL));
      g_assert_true (i == 0 ||
                     g_array_index (days, MusterCalendarDay, i - 1).date < day->date);
    }

  again = muster_icalendar_parse (written, zone, MUSTER_HOLIDAYS_BY_STATUTE, FALSE,
                                  &skipped, NULL);
  g_assert_true (days->len == 0 || again != NULL);
  g_assert_true (again == NULL || again->len == days->len);
  for (guint i = 0; again != NULL && i < again->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (days, MusterCalendarDay, i);
      const MusterCalendarDay *same = &g_array_index (again, MusterCalendarDay, i);

      g_assert_cmpint (day->date, ==, same->date);
      g_assert_cmpstr (day->kind, ==, same->kind);
    }
}

/* The first byte says how to read, the rest is the calendar. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static MusterZone *zone;
  g_autofree char *text = NULL;
  g_autoptr (GArray) days = NULL;
  g_autoptr (GError) error = NULL;
  guint skipped = 0;

  if (size == 0)
    return 0;
  if (zone == NULL)
    zone = muster_zone_new ("Asia/Shanghai", NULL);

  text = g_strndup ((const char *) data + 1, size - 1);
  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  days = muster_icalendar_parse (text, zone, (MusterHolidaysAre) (data[0] % 3),
                                 (data[0] & 4) != 0, &skipped, &error);
  g_assert_true ((days == NULL) == (error != NULL));
  if (days != NULL)
    check_days (days, zone);
  return 0;
}
