/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-text.h"

#include <string.h>

#include "muster-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const weekdays[] = {
  NC_ ("weekday", "Mon"), NC_ ("weekday", "Tue"), NC_ ("weekday", "Wed"),
  NC_ ("weekday", "Thu"), NC_ ("weekday", "Fri"), NC_ ("weekday", "Sat"),
  NC_ ("weekday", "Sun"),
};

static const char *const months[] = {
  NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
  NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
  NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
  NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
};

static const char *const short_months[] = {
  NC_ ("short month", "Jan"), NC_ ("short month", "Feb"), NC_ ("short month", "Mar"),
  NC_ ("short month", "Apr"), NC_ ("short month", "May"), NC_ ("short month", "Jun"),
  NC_ ("short month", "Jul"), NC_ ("short month", "Aug"), NC_ ("short month", "Sep"),
  NC_ ("short month", "Oct"), NC_ ("short month", "Nov"), NC_ ("short month", "Dec"),
};

static gboolean
is_date (MusterDate date)
{
  return date != MUSTER_DATE_NONE && date != MUSTER_DATE_EVER;
}

static const char *
month_name (int month)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[month - 1]);
}

static const char *
short_month_name (int month)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "short month", short_months[month - 1]);
}

static char *
with_day_offset (const char *time, int days)
{
  if (days == 0)
    return g_strdup (time);

  if (days == 1)
    /* Translators: a time on the next day, as in "02:00 +1" */
    return g_strdup_printf (C_ ("time", "%s +1"), time);

  if (days == -1)
    /* Translators: a time on the day before, as in "23:00 -1" */
    return g_strdup_printf (C_ ("time", "%s −1"), time);

  /* Translators: a time some days later or earlier, as in "02:00 +2d" */
  return g_strdup_printf (C_ ("time", "%s %+dd"), time, days);
}

static char *
time_of (gint64 at, const MusterZone *zone, MusterDate date, gboolean exact)
{
  g_autofree char *time = NULL;
  MusterDate civil;
  gint64 of_day;
  int seconds;

  if (at == 0)
    return g_strdup ("");

  civil = muster_zone_get_civil (zone, at, &of_day);
  seconds = (int) (of_day / MUSTER_SECOND);
  time = exact ? g_strdup_printf ("%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                                  seconds % 60)
               : g_strdup_printf ("%02d:%02d", seconds / 3600, seconds / 60 % 60);

  return with_day_offset (time, is_date (date) ? civil - date : 0);
}

static char *
dates_of_year (MusterDates dates)
{
  int year, from_month, from_day, to_month, to_day;

  muster_date_get_ymd (dates.from, &year, &from_month, &from_day);
  muster_date_get_ymd (dates.to, NULL, &to_month, &to_day);

  if (from_month == to_month)
    /* Translators: first day, last day, month, year: "2–8 March 2026" */
    return g_strdup_printf (C_ ("dates", "%1$d–%2$d %3$s %4$d"), from_day, to_day,
                            month_name (from_month), year);

  /* Translators: day, month, day, month, year: "28 Mar – 3 Apr 2026" */
  return g_strdup_printf (C_ ("dates", "%1$d %2$s – %3$d %4$s %5$d"), from_day,
                          short_month_name (from_month), to_day,
                          short_month_name (to_month), year);
}

/* Whether a span is all of one month: people call it by its name */
static gboolean
is_month (MusterDates dates)
{
  int from_day, to_day, from_month, to_month;

  muster_date_get_ymd (dates.from, NULL, &from_month, &from_day);
  muster_date_get_ymd (dates.to + 1, NULL, &to_month, &to_day);

  return from_day == 1 && to_day == 1 && dates.to - dates.from < 31;
}

char *
muster_text_hours (gint64 minutes)
{
  gint64 size = ABS (minutes);

  return g_strdup_printf ("%s%" G_GINT64_FORMAT ":%02d", minutes < 0 ? "−" : "",
                          size / 60, (int) (size % 60));
}

char *
muster_text_minutes (gint64 minutes)
{
  int hours = (int) (minutes / 60);
  int rest = (int) (minutes % 60);

  if (hours == 0)
    /* Translators: a duration in a sentence */
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d min", "%d min", (gulong) ABS (rest)), rest);

  if (rest == 0)
    /* Translators: a duration in a sentence */
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d h", "%d h", (gulong) ABS (hours)), hours);

  /* Translators: a duration in a sentence, hours and minutes */
  return g_strdup_printf (C_ ("duration", "%1$d h %2$d min"), hours, ABS (rest));
}

char *
muster_text_number (guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  gsize n = strlen (digits);
  GString *text = g_string_sized_new (n + n / 3 + 1);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (text, FALSE);
}

char *
muster_text_people (guint number)
{
  g_autofree char *digits = muster_text_number (number);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person", "%s people", number),
                          digits);
}

char *
muster_text_metres (double metres)
{
  if (metres >= 999.5)
    return g_strdup_printf (_ ("%.1f km"), metres / 1000);

  return g_strdup_printf (_ ("%.0f m"), metres);
}

char *
muster_text_time (gint64 at, const MusterZone *zone, MusterDate date)
{
  g_return_val_if_fail (zone != NULL, NULL);

  return time_of (at, zone, date, FALSE);
}

char *
muster_text_time_exact (gint64 at, const MusterZone *zone, MusterDate date)
{
  g_return_val_if_fail (zone != NULL, NULL);

  return time_of (at, zone, date, TRUE);
}

char *
muster_text_of_day (int minutes)
{
  int days = (int) floor (minutes / 1440.0);
  int of_day = minutes - days * 1440;
  g_autofree char *time = g_strdup_printf ("%02d:%02d", of_day / 60, of_day % 60);

  return with_day_offset (time, days);
}

char *
muster_text_times (gint64 from, gint64 until, const MusterZone *zone, MusterDate date)
{
  g_autofree char *first = muster_text_time (from, zone, date);
  g_autofree char *last = muster_text_time (until, zone, date);

  return g_strdup_printf ("%s–%s", first, last);
}

const char *
muster_text_weekday (MusterDate date)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday",
                       weekdays[muster_date_get_weekday (date)]);
}

const char *
muster_text_weekday_letter (MusterDate date)
{
  /* Translators: the weekdays in one letter each, from Monday, with blanks between them */
  static const char *const letters = NC_ ("weekday-letters", "M T W T F S S");
  const char *translated = g_dpgettext2 (GETTEXT_PACKAGE, "weekday-letters", letters);
  g_auto (GStrv) all = g_strsplit (translated, " ", 0);
  int weekday = muster_date_get_weekday (date);

  return (int) g_strv_length (all) > weekday ? g_intern_string (all[weekday]) : "";
}

char *
muster_text_date (MusterDate date)
{
  int year, month, day;

  if (!is_date (date))
    return g_strdup ("");

  muster_date_get_ymd (date, &year, &month, &day);

  /* Translators: weekday, day, month, year: "Thu 5 March 2026" */
  return g_strdup_printf (C_ ("date", "%1$s %2$d %3$s %4$d"), muster_text_weekday (date),
                          day, month_name (month), year);
}

char *
muster_text_date_short (MusterDate date)
{
  int month, day;

  if (!is_date (date))
    return g_strdup ("");

  muster_date_get_ymd (date, NULL, &month, &day);

  /* Translators: weekday, day, month: "Thu 5 Mar" */
  return g_strdup_printf (C_ ("date", "%1$s %2$d %3$s"), muster_text_weekday (date), day,
                          short_month_name (month));
}

char *
muster_text_day_of_month (MusterDate date)
{
  int month, day;

  if (!is_date (date))
    return g_strdup ("");

  muster_date_get_ymd (date, NULL, &month, &day);

  /* Translators: day, month: "5 Mar" */
  return g_strdup_printf (C_ ("date", "%1$d %2$s"), day, short_month_name (month));
}

char *
muster_text_month (MusterDate date)
{
  int year, month;

  if (!is_date (date))
    return g_strdup ("");

  muster_date_get_ymd (date, &year, &month, NULL);

  /* Translators: month, year: "March 2026" */
  return g_strdup_printf (C_ ("date", "%1$s %2$d"), month_name (month), year);
}

char *
muster_text_dates (MusterDates dates)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  int from_year, to_year;

  if (!is_date (dates.from) && !is_date (dates.to))
    return g_strdup (_ ("All time"));

  if (dates.from == dates.to)
    return muster_text_date (dates.from);

  from = muster_text_date (dates.from);
  to = muster_text_date (dates.to);

  if (!is_date (dates.to))
    return g_strdup_printf (_ ("Since %s"), from);

  if (!is_date (dates.from))
    return g_strdup_printf (_ ("Until %s"), to);

  if (is_month (dates))
    return muster_text_month (dates.from);

  muster_date_get_ymd (dates.from, &from_year, NULL, NULL);
  muster_date_get_ymd (dates.to, &to_year, NULL, NULL);

  if (from_year == to_year)
    return dates_of_year (dates);

  return g_strdup_printf ("%s – %s", from, to);
}

char *
muster_text_instant (gint64 at, const MusterZone *zone, const MusterZone *home)
{
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;
  int year, month, day;
  MusterDate date;

  g_return_val_if_fail (zone != NULL, NULL);

  if (at == 0)
    return g_strdup ("");

  date = muster_zone_get_civil (zone, at, NULL);
  time = muster_text_time_exact (at, zone, MUSTER_DATE_NONE);
  muster_date_get_ymd (date, &year, &month, &day);

  /* Translators: weekday, day, month, year, time: "Thu 5 Mar 2026 09:12:30" */
  text = g_strdup_printf (C_ ("instant", "%1$s %2$d %3$s %4$d %5$s"),
                          muster_text_weekday (date), day, short_month_name (month), year,
                          time);

  if (home == NULL ||
      strcmp (muster_zone_get_name (zone), muster_zone_get_name (home)) == 0)
    return g_steal_pointer (&text);

  return g_strdup_printf ("%s %s", text, muster_zone_get_name (zone));
}

char *
muster_text_ago (gint64 at, gint64 now)
{
  gint64 minutes = (now - at) / MUSTER_MINUTE;
  gint64 hours = minutes / 60;
  gint64 days = hours / 24;

  if (at == 0)
    return g_strdup (_ ("never"));

  if (minutes < 1)
    return g_strdup (_ ("just now"));

  if (minutes < 60)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d minute ago", "%d minutes ago", (gulong) minutes),
      (int) minutes);

  if (hours < 24)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d hour ago", "%d hours ago", (gulong) hours),
      (int) hours);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d day ago", "%d days ago", (gulong) days),
    (int) days);
}

char *
muster_text_zone (const MusterZone *zone, gint64 at)
{
  int minutes;

  g_return_val_if_fail (zone != NULL, NULL);

  minutes = muster_zone_get_offset (zone, at) / 60;
  if (minutes % 60 != 0)
    return g_strdup_printf ("%s (UTC%s%d:%02d)", muster_zone_get_name (zone),
                            minutes < 0 ? "−" : "+", ABS (minutes) / 60,
                            ABS (minutes) % 60);

  return g_strdup_printf ("%s (UTC%s%d)", muster_zone_get_name (zone),
                          minutes < 0 ? "−" : "+", ABS (minutes) / 60);
}

char *
muster_text_person (const char *name, const char *staff_no)
{
  gboolean named = name != NULL && *name != '\0';
  gboolean numbered = staff_no != NULL && *staff_no != '\0';

  if (named && numbered)
    /* Translators: an employee's name and number */
    return g_strdup_printf (C_ ("person", "%1$s (%2$s)"), name, staff_no);

  if (named || numbered)
    return g_strdup (named ? name : staff_no);

  return g_strdup (_ ("Nobody yet"));
}

char *
muster_text_department (const char *department)
{
  g_auto (GStrv) levels = NULL;

  if (department == NULL)
    return g_strdup ("");

  levels = g_strsplit (department, "/", -1);
  for (gsize i = 0; levels[i] != NULL; i++)
    g_strstrip (levels[i]);

  return g_strjoinv (" › ", levels);
}

char *
muster_text_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (_ ("Cancelled."));

  return g_strdup (error->message);
}

char *
muster_text_distance (double metres)
{
  double size = fabs (metres);

  if (size < 10.0)
    /* Translators: a distance in metres, one digit after the point */
    return g_strdup_printf (_ ("%.1f m"), metres);
  if (size < 1000.0)
    /* Translators: a distance in metres */
    return g_strdup_printf (_ ("%.0f m"), metres);
  if (size < 100000.0)
    /* Translators: a distance in kilometres, one digit after the point */
    return g_strdup_printf (_ ("%.1f km"), metres / 1000.0);

  /* Translators: a distance in kilometres */
  return g_strdup_printf (_ ("%.0f km"), metres / 1000.0);
}

char *
muster_text_area (double metres)
{
  if (metres < 100000.0)
    /* Translators: an area in square metres */
    return g_strdup_printf (_ ("%.0f m²"), metres);
  if (metres < 100000000.0)
    /* Translators: an area in square kilometres, two digits after the point */
    return g_strdup_printf (_ ("%.2f km²"), metres / 1000000.0);

  /* Translators: an area in square kilometres */
  return g_strdup_printf (_ ("%.0f km²"), metres / 1000000.0);
}

void
muster_text_append_csv (GString *out, const char *text)
{
  gboolean formula;
  gboolean quoted;

  if (text == NULL || text[0] == '\0')
    return;

  formula = strchr ("=+-@\t\r", text[0]) != NULL;
  quoted = strpbrk (text, ",\"\r\n") != NULL;

  if (quoted)
    g_string_append_c (out, '"');
  if (formula)
    g_string_append_c (out, '\'');
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *at);
    }
  if (quoted)
    g_string_append_c (out, '"');
}
