/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-text.h"
#include "muster-tongue.h"

/* Takes @text: lets a table of calls be one line a case */
static void
says (const char *locale, char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_test_message ("%s: %s", locale, owned);
  g_assert_cmpstr (owned, ==, expected);
}

static void
test_durations (void)
{
  static const struct
  {
    gint64 minutes;
    const char *hours;
    const char *en;
    const char *zh;
  } cases[] = {
    { 0, "0:00", "0 min", "0 分钟" },
    { 1, "0:01", "1 min", "1 分钟" },
    { 12, "0:12", "12 min", "12 分钟" },
    { 59, "0:59", "59 min", "59 分钟" },
    { 60, "1:00", "1 h", "1 小时" },
    { 65, "1:05", "1 h 5 min", "1 小时 5 分钟" },
    { 465, "7:45", "7 h 45 min", "7 小时 45 分钟" },
    { 1500, "25:00", "25 h", "25 小时" },
    { -15, "−0:15", "-15 min", "-15 分钟" },
    { -75, "−1:15", "-1 h 15 min", "-1 小时 15 分钟" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      muster_tongue_set (MUSTER_TONGUE_EN);
      says ("hours", muster_text_hours (cases[i].minutes), cases[i].hours);
      says ("en", muster_text_minutes (cases[i].minutes), cases[i].en);
      muster_tongue_set (MUSTER_TONGUE_ZH);
      says ("zh", muster_text_minutes (cases[i].minutes), cases[i].zh);
    }
}

static void
test_numbers (void)
{
  says ("0", muster_text_number (0), "0");
  says ("999", muster_text_number (999), "999");
  says ("1000", muster_text_number (1000), "1,000");
  says ("big", muster_text_number (12345678), "12,345,678");

  muster_tongue_set (MUSTER_TONGUE_EN);
  says ("one", muster_text_people (1), "1 person");
  says ("many", muster_text_people (1200), "1,200 people");
  says ("metres", muster_text_metres (34.6), "35 m");
  says ("kilometres", muster_text_metres (1249), "1.2 km");
  says ("edge", muster_text_metres (999.5), "1.0 km");
  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("many", muster_text_people (1200), "1,200 人");
  says ("metres", muster_text_metres (34.6), "35 米");
  says ("kilometres", muster_text_metres (1249), "1.2 公里");
}

static void
test_times (void)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  MusterDate date = muster_date_new (2026, 3, 5);
  gint64 nine = muster_zone_get_instant (
    zone, date, (9 * 60 + 12) * MUSTER_MINUTE + 34 * MUSTER_SECOND);
  gint64 two = muster_zone_get_instant (zone, date, 26 * 60 * MUSTER_MINUTE);
  gint64 eve = muster_zone_get_instant (zone, date, -60 * MUSTER_MINUTE);

  muster_tongue_set (MUSTER_TONGUE_EN);
  says ("none", muster_text_time (0, zone, date), "");
  says ("on the date", muster_text_time (nine, zone, date), "09:12");
  says ("exact", muster_text_time_exact (nine, zone, date), "09:12:34");
  says ("next day", muster_text_time (two, zone, date), "02:00 +1");
  says ("day before", muster_text_time (eve, zone, date), "23:00 −1");
  says ("of any day", muster_text_time (two, zone, MUSTER_DATE_NONE), "02:00");
  says ("far off", muster_text_time (two, zone, date - 2), "02:00 +3d");
  says ("span", muster_text_times (nine, two, zone, date), "09:12–02:00 +1");
  says ("face", muster_text_of_day (540), "09:00");
  says ("face after midnight", muster_text_of_day (1560), "02:00 +1");
  says ("face before midnight", muster_text_of_day (-60), "23:00 −1");
  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("next day", muster_text_time (two, zone, date), "次日 02:00");
  says ("day before", muster_text_time (eve, zone, date), "前日 23:00");
  says ("face after midnight", muster_text_of_day (1560), "次日 02:00");
}

static void
test_dates (void)
{
  MusterDate date = muster_date_new (2026, 3, 5);

  muster_tongue_set (MUSTER_TONGUE_EN);
  says ("long", muster_text_date (date), "Thu 5 March 2026");
  says ("short", muster_text_date_short (date), "Thu 5 Mar");
  says ("day", muster_text_day_of_month (date), "5 Mar");
  says ("month", muster_text_month (date), "March 2026");
  says ("none", muster_text_date (MUSTER_DATE_NONE), "");
  g_assert_cmpstr (muster_text_weekday (date + 3), ==, "Sun");
  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("long", muster_text_date (date), "2026年3月5日 周四");
  says ("short", muster_text_date_short (date), "3月5日 周四");
  says ("day", muster_text_day_of_month (date), "3月5日");
  says ("month", muster_text_month (date), "2026年3月");
  g_assert_cmpstr (muster_text_weekday (date + 3), ==, "周日");
}

static void
test_spans (void)
{
  static const struct
  {
    int from[3];
    int to[3];
    const char *en;
    const char *zh;
  } cases[] = {
    { { 2026, 3, 2 }, { 2026, 3, 8 }, "2–8 March 2026", "2026年3月2日–8日" },
    { { 2026, 3, 1 }, { 2026, 3, 31 }, "March 2026", "2026年3月" },
    { { 2026, 2, 1 }, { 2026, 2, 28 }, "February 2026", "2026年2月" },
    { { 2026, 3, 30 }, { 2026, 4, 5 }, "30 Mar – 5 Apr 2026", "2026年3月30日–4月5日" },
    { { 2026, 3, 5 }, { 2026, 3, 5 }, "Thu 5 March 2026", "2026年3月5日 周四" },
    { { 2025, 12, 29 },
      { 2026, 1, 4 },
      "Mon 29 December 2025 – Sun 4 January 2026",
      "2025年12月29日 周一 – 2026年1月4日 周日" },
  };
  MusterDates ever = { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
  MusterDates since = { muster_date_new (2026, 3, 5), MUSTER_DATE_EVER };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MusterDates dates = {
        muster_date_new (cases[i].from[0], cases[i].from[1], cases[i].from[2]),
        muster_date_new (cases[i].to[0], cases[i].to[1], cases[i].to[2])
      };

      muster_tongue_set (MUSTER_TONGUE_EN);
      says ("en", muster_text_dates (dates), cases[i].en);
      muster_tongue_set (MUSTER_TONGUE_ZH);
      says ("zh", muster_text_dates (dates), cases[i].zh);
    }

  says ("ever", muster_text_dates (ever), "全部日期");
  says ("since", muster_text_dates (since), "2026年3月5日 周四起");
}

static void
test_instants (void)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  g_autoptr (MusterZone) other = muster_zone_new ("Asia/Kolkata", NULL);
  gint64 at =
    muster_zone_get_instant (zone, muster_date_new (2026, 3, 5), 9 * 60 * MUSTER_MINUTE);

  muster_tongue_set (MUSTER_TONGUE_EN);
  says ("at home", muster_text_instant (at, zone, zone), "Thu 5 Mar 2026 09:00:00");
  says ("abroad", muster_text_instant (at, other, zone),
        "Thu 5 Mar 2026 06:30:00 Asia/Kolkata");
  says ("none", muster_text_instant (0, zone, zone), "");
  says ("zone", muster_text_zone (zone, at), "Asia/Shanghai (UTC+8)");
  says ("half", muster_text_zone (other, at), "Asia/Kolkata (UTC+5:30)");
  says ("now", muster_text_ago (at, at + 59 * MUSTER_SECOND), "just now");
  says ("ahead", muster_text_ago (at, at - MUSTER_MINUTE), "just now");
  says ("minute", muster_text_ago (at, at + MUSTER_MINUTE), "1 minute ago");
  says ("minutes", muster_text_ago (at, at + 3 * MUSTER_MINUTE), "3 minutes ago");
  says ("hours", muster_text_ago (at, at + 125 * MUSTER_MINUTE), "2 hours ago");
  says ("days", muster_text_ago (at, at + 3 * MUSTER_DAY), "3 days ago");
  says ("never", muster_text_ago (0, at), "never");
  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("at home", muster_text_instant (at, zone, zone), "2026年3月5日 周四 09:00:00");
  says ("minutes", muster_text_ago (at, at + 3 * MUSTER_MINUTE), "3 分钟前");
}

static void
test_people (void)
{
  muster_tongue_set (MUSTER_TONGUE_EN);
  says ("both", muster_text_person ("张三", "0012"), "张三 (0012)");
  says ("name", muster_text_person ("张三", ""), "张三");
  says ("number", muster_text_person (NULL, "0012"), "0012");
  says ("nobody", muster_text_person (NULL, NULL), "Nobody yet");
  says ("department", muster_text_department ("生产部/一车间"), "生产部 › 一车间");
  says ("no department", muster_text_department (NULL), "");
  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("both", muster_text_person ("张三", "0012"), "张三（0012）");
}

static void
test_errors (void)
{
  g_autoptr (GError)
    cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError)
    missing = g_error_new_literal (MUSTER_ERROR, MUSTER_ERROR_MISSING, "Gone.");

  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("cancelled", muster_text_error (cancelled), "已取消。");
  says ("missing", muster_text_error (missing), "Gone.");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text/durations", test_durations);
  g_test_add_func ("/text/numbers", test_numbers);
  g_test_add_func ("/text/times", test_times);
  g_test_add_func ("/text/dates", test_dates);
  g_test_add_func ("/text/spans", test_spans);
  g_test_add_func ("/text/instants", test_instants);
  g_test_add_func ("/text/people", test_people);
  g_test_add_func ("/text/errors", test_errors);

  return g_test_run ();
}
