/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-civil.h"

#include "muster-error.h"
#include "muster-tzfile.h"

static MusterZone *
zone (const char *name)
{
  g_autoptr (GError) error = NULL;
  MusterZone *found = muster_zone_new (name, &error);

  g_assert_no_error (error);

  return found;
}

static gint64
utc (const char *text)
{
  g_autoptr (GError) error = NULL;
  gint64 at = 0;

  muster_instant_parse (text, NULL, &at, &error);
  g_assert_no_error (error);

  return at;
}

static MusterDate
date (const char *text)
{
  g_autoptr (GError) error = NULL;
  MusterDate day = 0;

  muster_date_parse (text, &day, &error);
  g_assert_no_error (error);

  return day;
}

static void
test_day_numbers (void)
{
  static const struct
  {
    const char *text;
    MusterDate day;
    int weekday;
  } rows[] = {
    { "1970-01-01", 0, 3 },       { "1969-12-31", -1, 2 },
    { "1946-12-23", -8410, 0 },   { "2000-02-29", 11016, 1 },
    { "2024-02-29", 19782, 3 },   { "2025-01-01", 20089, 2 },
    { "0001-01-01", -719162, 0 }, { "9999-12-31", 2932896, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *again = NULL;

      g_assert_cmpint (date (rows[i].text), ==, rows[i].day);
      g_assert_cmpint (muster_date_get_weekday (rows[i].day), ==, rows[i].weekday);
      again = muster_date_format (rows[i].day);
      g_assert_cmpstr (again, ==, rows[i].text);
    }
}

static void
test_every_day_follows (void)
{
  int year = 1599;
  int month = 12;
  int day = 31;

  for (MusterDate at = muster_date_new (1600, 1, 1); at < muster_date_new (2401, 1, 1);
       at++)
    {
      int y;
      int m;
      int d;

      muster_date_get_ymd (at, &y, &m, &d);
      g_assert_cmpint (muster_date_new (y, m, d), ==, at);
      if (d != 1)
        g_assert_true (y == year && m == month && d == day + 1);
      else
        g_assert_true (m == month % 12 + 1 && y == (m == 1 ? year + 1 : year));
      year = y;
      month = m;
      day = d;
    }
}

static void
test_no_such_dates (void)
{
  static const char *const texts[] = {
    "2025-02-29", "2100-02-29", "2025-13-01", "2025-00-01", "2025-01-00",
    "2025-04-31", "0000-01-01", "25-01-01",   "2025-1-1",   "2025-01-01 ",
    "2025/01/01", "",           "2025-01-0x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      MusterDate day;

      g_assert_false (muster_date_parse (texts[i], &day, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
    }
}

/* A wall time, the instant it is, and the face read back from the instant. */
static const struct
{
  const char *zone;
  const char *wall;
  const char *instant;
  const char *face;
} walls[] = {
  { "Asia/Shanghai", "2025-03-05T09:00", "2025-03-05T01:00Z",
    "2025-03-05T09:00:00+08:00" },
  /* Europe goes forward on 29 March 2026 at 02:00 and back on 25 October at 03:00. */
  { "Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59Z",
    "2026-03-29T01:59:00+01:00" },
  { "Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30Z",
    "2026-03-29T03:30:00+02:00" },
  { "Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00Z",
    "2026-03-29T03:00:00+02:00" },
  { "Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59Z",
    "2026-10-25T01:59:00+02:00" },
  { "Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30Z",
    "2026-10-25T02:30:00+02:00" },
  { "Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00Z",
    "2026-10-25T03:00:00+01:00" },
  { "Europe/Berlin", "2026-10-25T02:30+01:00", "2026-10-25T01:30Z",
    "2026-10-25T02:30:00+01:00" },
  { "America/New_York", "2025-03-09T02:30", "2025-03-09T07:30Z",
    "2025-03-09T03:30:00-04:00" },
  { "America/New_York", "2025-11-02T01:30", "2025-11-02T05:30Z",
    "2025-11-02T01:30:00-04:00" },
  /* Half an hour only, and in the southern summer. */
  { "Australia/Lord_Howe", "2025-10-05T02:15", "2025-10-04T15:45Z",
    "2025-10-05T02:45:00+11:00" },
  { "Asia/Kolkata", "2025-03-05T08:00", "2025-03-05T02:30Z",
    "2025-03-05T08:00:00+05:30" },
  { "Asia/Kathmandu", "2025-03-05T08:00", "2025-03-05T02:15Z",
    "2025-03-05T08:00:00+05:45" },
  /* Samoa had no 30 December 2011. */
  { "Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00Z",
    "2011-12-31T12:00:00+14:00" },
  /* Shanghai had summer time in 1986 to 1991. */
  { "Asia/Shanghai", "1988-07-01T08:00", "1988-06-30T23:00Z",
    "1988-07-01T08:00:00+09:00" },
  /* Far years come from the rule at the end of the zone file. */
  { "Europe/Berlin", "2137-07-01T12:00", "2137-07-01T10:00Z",
    "2137-07-01T12:00:00+02:00" },
  { "Europe/Berlin", "2137-12-01T12:00", "2137-12-01T11:00Z",
    "2137-12-01T12:00:00+01:00" },
  { "America/Santiago", "2090-01-15T12:00", "2090-01-15T15:00Z",
    "2090-01-15T12:00:00-03:00" },
  /* Above 24:00. */
  { "Asia/Shanghai", "2025-03-03T26:00", "2025-03-03T18:00Z",
    "2025-03-04T02:00:00+08:00" },
  { "Asia/Shanghai", "2024-02-28T24:30", "2024-02-28T16:30Z",
    "2024-02-29T00:30:00+08:00" },
  { "Asia/Shanghai", "2025-03-03 09:00:30.5", "2025-03-03T01:00:30.5Z",
    "2025-03-03T09:00:30.500000+08:00" },
  { "Asia/Shanghai", "1900-06-01T12:00", "1900-06-01T03:54:17Z",
    "1900-06-01T12:00:00+08:05:43" },
  { "UTC", "1946-12-23T08:00", "1946-12-23T08:00Z", "1946-12-23T08:00:00+00:00" },
};

static void
test_walls (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (walls); i++)
    {
      g_autoptr (MusterZone) place = zone (walls[i].zone);
      g_autoptr (GError) error = NULL;
      g_autofree char *face = NULL;
      gint64 at;
      gint64 again;

      muster_instant_parse (walls[i].wall, place, &at, &error);
      g_assert_no_error (error);
      g_assert_cmpint (at, ==, utc (walls[i].instant));

      face = muster_instant_format (at, place);
      g_assert_cmpstr (face, ==, walls[i].face);
      muster_instant_parse (face, NULL, &again, &error);
      g_assert_no_error (error);
      g_assert_cmpint (again, ==, at);
    }
}

static void
test_no_such_times (void)
{
  static const char *const texts[] = {
    "2025-03-05",         "2025-03-05T9:00",     "2025-03-05T09:60",
    "2025-03-05T48:01",   "2025-03-05T09:00:60", "2025-03-05T09:00X",
    "2025-03-05T09:00+",  "2025-03-05T09:00+8",  "2025-03-05T09:00+25:00",
    "2025-03-05T09:00Z1", "2025-02-29T09:00",    "",
  };
  g_autoptr (MusterZone) place = zone ("Asia/Shanghai");
  gint64 at;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (muster_instant_parse (texts[i], place, &at, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
    }

  g_assert_false (muster_instant_parse ("2025-03-05T09:00", NULL, &at, NULL));
}

/* Civil and instant are inverse wherever the wall time is not doubtful, in every zone. */
static void
test_round_trip (void)
{
  static const char *const names[] = {
    "UTC",          "Asia/Shanghai",       "Europe/London",      "America/St_Johns",
    "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Kiritimati", "America/Sao_Paulo",
    "Asia/Tehran",  "Africa/Casablanca",   "Antarctica/Troll",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (MusterZone) place = zone (names[i]);
      gint64 last = G_MININT64;

      for (gint64 at = utc ("1901-01-01T00:00Z"); at < utc ("2199-01-01T00:00Z");
           at += 7 * MUSTER_DAY + 3607 * MUSTER_SECOND)
        {
          gint64 of_day;
          MusterDate day = muster_zone_get_civil (place, at, &of_day);
          gint64 again = muster_zone_get_instant (place, day, of_day);

          g_assert_cmpint (of_day, >=, 0);
          g_assert_cmpint (of_day, <, MUSTER_DAY);
          /* The earlier of a doubtful pair is at most a few hours before. */
          g_assert_cmpint (again, <=, at);
          g_assert_cmpint (at - again, <=, 3 * 60 * MUSTER_MINUTE);
          g_assert_cmpint (at, >, last);
          last = at;
        }
    }
}

/* A night over a clock change is an hour shorter or longer than its face (semantics §1.2). */
static void
test_nights (void)
{
  g_autoptr (MusterZone) place = zone ("Europe/Berlin");
  gint64 on =
    muster_zone_get_instant (place, date ("2026-10-24"), 22 * 60 * MUSTER_MINUTE);
  gint64 off =
    muster_zone_get_instant (place, date ("2026-10-24"), 30 * 60 * MUSTER_MINUTE);

  g_assert_cmpint ((off - on) / MUSTER_MINUTE, ==, 540);

  on = muster_zone_get_instant (place, date ("2026-03-28"), 22 * 60 * MUSTER_MINUTE);
  off = muster_zone_get_instant (place, date ("2026-03-28"), 30 * 60 * MUSTER_MINUTE);
  g_assert_cmpint ((off - on) / MUSTER_MINUTE, ==, 420);
}

static void
test_zones (void)
{
  static const char *const names[] = {
    "", "Asia/Nowhere", "../etc/passwd", "/etc/localtime", "Asia", "Asia/Shang hai"
  };
  g_autoptr (MusterZone) a = zone ("Asia/Shanghai");
  g_autoptr (MusterZone) b = zone ("Asia/Shanghai");

  g_assert_true (a == b);
  g_assert_cmpstr (muster_zone_get_name (a), ==, "Asia/Shanghai");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (muster_zone_new (names[i], &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
      g_assert_cmpstr (muster_error_get_field (error), ==, "zone");
    }

  g_assert_null (muster_zone_new (NULL, NULL));
}

/* A zone file that is cut, or has a byte changed, gives a table or nothing, never a crash. */
static void
test_damaged_zone_files (void)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (
    g_file_get_contents ("/usr/share/zoneinfo/Europe/Berlin", &data, &length, NULL));

  for (gsize cut = 0; cut < length; cut += 7)
    {
      g_autofree guint8 *copy = g_memdup2 (data, MAX (cut, 1));
      g_autoptr (GArray) table = muster_tzfile_parse (copy, cut, 0);

      if (table != NULL)
        g_assert_cmpuint (table->len, >, 0);
    }

  for (gsize i = 0; i < length; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);
      g_autoptr (GArray) table = NULL;

      copy[i] ^= 0x55;
      table = muster_tzfile_parse (copy, length, G_GINT64_CONSTANT (4102444800));
      if (table != NULL)
        g_assert_cmpuint (table->len, >, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/civil/day-numbers", test_day_numbers);
  g_test_add_func ("/civil/every-day-follows", test_every_day_follows);
  g_test_add_func ("/civil/no-such-dates", test_no_such_dates);
  g_test_add_func ("/civil/walls", test_walls);
  g_test_add_func ("/civil/no-such-times", test_no_such_times);
  g_test_add_func ("/civil/round-trip", test_round_trip);
  g_test_add_func ("/civil/nights", test_nights);
  g_test_add_func ("/civil/zones", test_zones);
  g_test_add_func ("/civil/damaged-zone-files", test_damaged_zone_files);

  return g_test_run ();
}
