/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-civil.h"

#include <string.h>

#include "muster-error.h"
#include "muster-tzfile.h"

#include <glib/gi18n-lib.h>

#define SECONDS_OF_DAY 86400
#define FIRST_SECOND G_GINT64_CONSTANT (-2208988800) /* 1900-01-01 */
#define LAST_SECOND G_GINT64_CONSTANT (7258118400)   /* 2200-01-01 */
#define BUCKET_SHIFT 24                              /* about half a year */
#define N_BUCKETS (((LAST_SECOND - FIRST_SECOND) >> BUCKET_SHIFT) + 2)

struct _MusterZone
{
  gatomicrefcount references;
  char *name;
  GArray *transitions;
  /* Of each bucket of time, the transition in force when it begins. */
  guint16 buckets[N_BUCKETS];
};

static GMutex zones_lock;
static GHashTable *zones; /* name to zone; a company uses a handful */

static gint64
floor_div (gint64 a, gint64 b)
{
  gint64 q = a / b;

  return a % b < 0 ? q - 1 : q;
}

static const MusterTransition *
zone_transitions (const MusterZone *zone)
{
  return (const MusterTransition *) (gpointer) zone->transitions->data;
}

/* Index of the transition in force at a second. */
static guint
zone_find (const MusterZone *zone, gint64 second)
{
  const MusterTransition *all = zone_transitions (zone);
  guint n = zone->transitions->len;
  gint64 clamped = CLAMP (second, FIRST_SECOND, LAST_SECOND);
  guint i = zone->buckets[(clamped - FIRST_SECOND) >> BUCKET_SHIFT];

  if (second < FIRST_SECOND)
    i = 0;

  while (i + 1 < n && all[i + 1].at <= second)
    i++;

  return i;
}

static void
zone_fill_buckets (MusterZone *zone)
{
  const MusterTransition *all = zone_transitions (zone);
  guint i = 0;

  for (gint64 bucket = 0; bucket < N_BUCKETS; bucket++)
    {
      gint64 begins = FIRST_SECOND + (bucket << BUCKET_SHIFT);

      while (i + 1 < zone->transitions->len && all[i + 1].at <= begins)
        i++;
      zone->buckets[bucket] = (guint16) i;
    }
}

static gboolean
name_is_sane (const char *name)
{
  if (name == NULL || *name == '\0' || *name == '/' || strstr (name, "..") != NULL)
    return FALSE;

  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("/_+-", *p) == NULL)
      return FALSE;

  return TRUE;
}

static MusterZone *
zone_load (const char *name)
{
  const char *folder = g_getenv ("TZDIR");
  g_autofree char *path = NULL;
  g_autofree char *data = NULL;
  g_autoptr (GArray) transitions = NULL;
  MusterZone *zone;
  gsize length;

  if (!name_is_sane (name))
    return NULL;

  path = g_build_filename (folder != NULL ? folder : "/usr/share/zoneinfo", name, NULL);
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) &&
      g_file_get_contents (path, &data, &length, NULL))
    transitions = muster_tzfile_parse ((const guint8 *) data, length, LAST_SECOND);

  /* UTC needs no file, so that the core works on a system without zone data. */
  if (transitions == NULL && strcmp (name, "UTC") == 0)
    {
      MusterTransition utc = { G_MININT64, 0 };

      transitions = g_array_new (FALSE, FALSE, sizeof (MusterTransition));
      g_array_append_val (transitions, utc);
    }

  if (transitions == NULL || transitions->len > G_MAXUINT16)
    return NULL;

  zone = g_new0 (MusterZone, 1);
  g_atomic_ref_count_init (&zone->references);
  zone->name = g_strdup (name);
  zone->transitions = g_steal_pointer (&transitions);
  zone_fill_buckets (zone);

  return zone;
}

MusterZone *
muster_zone_new (const char *name, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&zones_lock);
  MusterZone *zone;

  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);

  zone = name != NULL ? g_hash_table_lookup (zones, name) : NULL;
  if (zone == NULL)
    {
      zone = zone_load (name);
      if (zone == NULL)
        {
          muster_error_set_field (
            error, "zone",
            _ ("“%s” is not a time zone this system knows. Use a name "
               "such as Asia/Shanghai."),
            name != NULL ? name : "");
          return NULL;
        }

      g_hash_table_insert (zones, zone->name, zone);
    }

  return muster_zone_ref (zone);
}

MusterZone *
muster_zone_ref (MusterZone *zone)
{
  g_atomic_ref_count_inc (&zone->references);

  return zone;
}

void
muster_zone_unref (MusterZone *zone)
{
  if (!g_atomic_ref_count_dec (&zone->references))
    return;

  g_array_unref (zone->transitions);
  g_free (zone->name);
  g_free (zone);
}

const char *
muster_zone_get_name (const MusterZone *zone)
{
  return zone->name;
}

gint32
muster_zone_get_offset (const MusterZone *zone, gint64 at)
{
  return zone_transitions (zone)[zone_find (zone, floor_div (at, MUSTER_SECOND))].offset;
}

gint64
muster_zone_get_instant (const MusterZone *zone, MusterDate date, gint64 of_day)
{
  const MusterTransition *all = zone_transitions (zone);
  gint64 whole = floor_div (of_day, MUSTER_SECOND);
  gint64 wall = (gint64) date * SECONDS_OF_DAY + whole;
  gint64 fraction = of_day - whole * MUSTER_SECOND;
  guint i = zone_find (zone, wall - 2 * SECONDS_OF_DAY);
  gint64 second;

  /* The first stretch of one offset that holds the wall time has its earlier instant; a wall
   * time that falls between two stretches never happens and keeps the offset before the gap,
   * which moves it forward by the gap. */
  for (;; i++)
    {
      second = wall - all[i].offset;

      if (i + 1 >= zone->transitions->len || second < all[i + 1].at ||
          wall - all[i + 1].offset < all[i + 1].at)
        return second * MUSTER_SECOND + fraction;
    }
}

MusterDate
muster_zone_get_civil (const MusterZone *zone, gint64 at, gint64 *of_day)
{
  gint64 local = at + (gint64) muster_zone_get_offset (zone, at) * MUSTER_SECOND;
  gint64 date = floor_div (local, MUSTER_DAY);

  if (of_day != NULL)
    *of_day = local - date * MUSTER_DAY;

  return (MusterDate) date;
}

/* Days since 1970 of a proleptic Gregorian date, counting years from March. */
static MusterDate
days_from_ymd (int year, int month, int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (int) floor_div (y, 400);
  int of_era = y - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;

  return era * 146097 + day_of_era - 719468;
}

void
muster_date_get_ymd (MusterDate date, int *year, int *month, int *day)
{
  gint64 shifted = (gint64) date + 719468;
  gint64 era = floor_div (shifted, 146097);
  int of_era = (int) (shifted - era * 146097);
  int year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  int m = (5 * of_year + 2) / 153;

  if (day != NULL)
    *day = of_year - (153 * m + 2) / 5 + 1;
  m = m < 10 ? m + 3 : m - 9;
  if (month != NULL)
    *month = m;
  if (year != NULL)
    *year = (int) (year_of_era + era * 400 + (m <= 2 ? 1 : 0));
}

MusterDate
muster_date_new (int year, int month, int day)
{
  MusterDate date;
  int y;
  int m;
  int d;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return MUSTER_DATE_NONE;

  date = days_from_ymd (year, month, day);
  muster_date_get_ymd (date, &y, &m, &d);

  return d == day ? date : MUSTER_DATE_NONE;
}

int
muster_date_get_weekday (MusterDate date)
{
  /* 1970-01-01 was a Thursday. */
  return (int) (((gint64) date % 7 + 7 + 3) % 7);
}

static gboolean
parse_digits (const char **text, guint n, int *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *value = *value * 10 + (*(*text)++ - '0');
    }

  return TRUE;
}

static gboolean
parse_date (const char **text, MusterDate *date)
{
  int year;
  int month;
  int day;

  if (!parse_digits (text, 4, &year) || *(*text)++ != '-' ||
      !parse_digits (text, 2, &month) || *(*text)++ != '-' ||
      !parse_digits (text, 2, &day))
    return FALSE;

  *date = muster_date_new (year, month, day);

  return *date != MUSTER_DATE_NONE;
}

gboolean
muster_date_parse (const char *text, MusterDate *date, GError **error)
{
  const char *p = text;

  if (text != NULL && parse_date (&p, date) && *p == '\0')
    return TRUE;

  return muster_error_set (error, MUSTER_ERROR_INVALID,
                           _ ("“%s” is not a date. Write it as 2026-03-05."),
                           text != NULL ? text : "");
}

MusterDate
muster_date_get_period_start (MusterDate date, int day)
{
  int year;
  int month;
  int today;

  muster_date_get_ymd (date, &year, &month, &today);
  if (today < day && --month == 0)
    {
      month = 12;
      year--;
    }

  return muster_date_new (year, month, day);
}

char *
muster_date_format (MusterDate date)
{
  int year;
  int month;
  int day;

  muster_date_get_ymd (date, &year, &month, &day);

  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

static gboolean
parse_of_day (const char **text, gint64 *of_day)
{
  gint64 unit = MUSTER_SECOND / 10;
  int hours;
  int minutes;
  int seconds = 0;

  if (!parse_digits (text, 2, &hours) || *(*text)++ != ':' ||
      !parse_digits (text, 2, &minutes) || minutes > 59)
    return FALSE;

  if (**text == ':')
    {
      (*text)++;
      if (!parse_digits (text, 2, &seconds) || seconds > 59)
        return FALSE;
    }

  *of_day = ((gint64) hours * 3600 + minutes * 60 + seconds) * MUSTER_SECOND;

  if (**text == '.')
    {
      (*text)++;
      if (!g_ascii_isdigit (**text))
        return FALSE;
      for (; g_ascii_isdigit (**text); (*text)++, unit /= 10)
        *of_day += (**text - '0') * unit;
    }

  return hours < 48 || *of_day == 2 * MUSTER_DAY;
}

static gboolean
parse_offset (const char **text, gint64 *offset)
{
  int sign = **text == '-' ? -1 : 1;
  int hours;
  int minutes = 0;
  int seconds = 0;

  if (**text == 'Z' || **text == 'z')
    {
      (*text)++;
      *offset = 0;
      return TRUE;
    }

  (*text)++;
  if (!parse_digits (text, 2, &hours))
    return FALSE;
  if (**text == ':')
    (*text)++;
  if (**text != '\0' && !parse_digits (text, 2, &minutes))
    return FALSE;
  if (**text == ':' && (*text)++ && !parse_digits (text, 2, &seconds))
    return FALSE;

  *offset = (gint64) sign * (hours * 3600 + minutes * 60 + seconds) * MUSTER_SECOND;

  return hours < 24 && minutes < 60 && seconds < 60;
}

gboolean
muster_instant_parse (const char *text,
                      const MusterZone *zone,
                      gint64 *at,
                      GError **error)
{
  const char *p = text;
  MusterDate date;
  gint64 of_day;
  gint64 offset;

  if (text != NULL && parse_date (&p, &date) && (*p == 'T' || *p == ' ') && p++ &&
      parse_of_day (&p, &of_day))
    {
      if (*p == '\0' && zone != NULL)
        {
          *at = muster_zone_get_instant (zone, date, of_day);
          return TRUE;
        }

      if (*p != '\0' && strchr ("Zz+-", *p) != NULL && parse_offset (&p, &offset) &&
          *p == '\0')
        {
          *at = (gint64) date * MUSTER_DAY + of_day - offset;
          return TRUE;
        }
    }

  return muster_error_set (
    error, MUSTER_ERROR_INVALID,
    zone != NULL ? _ ("“%s” is not a time. Write it as 2026-03-05T09:00, or with "
                      "an offset as 2026-03-05T09:00+08:00.")
                 : _ ("“%s” is not a time with its offset. Write it as "
                      "2026-03-05T09:00+08:00."),
    text != NULL ? text : "");
}

char *
muster_instant_format (gint64 at, const MusterZone *zone)
{
  gint32 offset = muster_zone_get_offset (zone, at);
  gint64 of_day;
  MusterDate date = muster_zone_get_civil (zone, at, &of_day);
  gint64 second = of_day / MUSTER_SECOND;
  gint64 fraction = of_day % MUSTER_SECOND;
  int minutes = ABS (offset) / 60;
  int year;
  int month;
  int day;
  GString *text = g_string_new (NULL);

  muster_date_get_ymd (date, &year, &month, &day);
  g_string_printf (text, "%04d-%02d-%02dT%02d:%02d:%02d", year, month, day,
                   (int) (second / 3600), (int) (second / 60 % 60), (int) (second % 60));
  if (fraction != 0)
    g_string_append_printf (text, ".%06d", (int) fraction);
  g_string_append_printf (text, "%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60,
                          minutes % 60);
  /* Local mean time of old years is off by seconds, and an instant must read back exactly. */
  if (offset % 60 != 0)
    g_string_append_printf (text, ":%02d", ABS (offset) % 60);

  return g_string_free (text, FALSE);
}
