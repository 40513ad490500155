/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-icalendar.h"

#include "muster-error.h"
#include "muster-statutory.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#define DATES_OF_EVENT 31
#define OWN_KIND "X-MUSTER-KIND"
#define APPLE_KIND "X-APPLE-SPECIAL-DAY"
#define APPLE_WORKDAY "ALTERNATE-WORKDAY"
#define APPLE_HOLIDAY "WORK-HOLIDAY"

/* What an event says of its dates, the weaker first. */
typedef enum
{
  MARK_NONE,
  MARK_OFF, /* a holiday, of which kind is not said */
  MARK_REST,
  MARK_STATUTORY,
  MARK_WORKDAY,
} Mark;

static const char *const kinds[] = { NULL, NULL, "rest", "statutory", "workday" };

/* The file while it is read. */
typedef struct
{
  const char *text;
  MusterZone *zone;
  MusterHolidaysAre holidays;
  gboolean unmarked;
  guint n_events;
  guint n_skipped;
  GArray *days;
} Reader;

static void
day_clear (gpointer data)
{
  MusterCalendarDay *day = data;

  g_clear_pointer (&day->name_zh, g_free);
  g_clear_pointer (&day->name_en, g_free);
}

/* ---- Faults ---- */

static gboolean
line_is (const char *line, const char *word)
{
  gsize length = strlen (word);

  return g_ascii_strncasecmp (line, word, length) == 0 &&
         strchr (":;\r\n", line[length]) != NULL;
}

/* The line of a property of the nth event, and whether the event has it; else the line on which
 * the event begins. libical does not say where it was. */
static gboolean
find_line (const char *text, guint event, const char *property, guint *line)
{
  const char *at = text;
  guint n = 0;
  guint events = 0;
  gboolean nested = FALSE;

  *line = 1;
  for (; at != NULL; at = strchr (at, '\n'), at = at != NULL ? at + 1 : NULL)
    {
      n++;
      if (g_ascii_strncasecmp (at, "BEGIN:VEVENT", 12) == 0)
        {
          if (events++ == event)
            *line = n;
        }
      else if (events == event + 1 && g_ascii_strncasecmp (at, "END:VEVENT", 10) == 0)
        return FALSE;
      else if (events == event + 1 && g_ascii_strncasecmp (at, "BEGIN:", 6) == 0)
        nested = TRUE;
      else if (events == event + 1 && g_ascii_strncasecmp (at, "END:", 4) == 0)
        nested = FALSE;
      else if (events == event + 1 && !nested && line_is (at, property))
        {
          *line = n;
          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
fail (Reader *reader, const char *property, const char *reason, GError **error)
{
  guint line;

  find_line (reader->text, reader->n_events, property, &line);

  return muster_error_set_field (error, property, _ ("Line %u, %s: %s"), line, property,
                                 reason);
}

static gboolean
file_fails (guint line, const char *reason, GError **error)
{
  return muster_error_set_field (error, "VCALENDAR", _ ("Line %u, %s: %s"), line,
                                 "VCALENDAR", reason);
}

/* ---- What an event says ---- */

static gboolean
has_word (const char *text, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* Whether a character stands apart: in brackets, before or behind a bar, alone. */
static gboolean
stands_apart (const char *text, const char *character)
{
  static const char *const edges[] = { "(",  ")", "（", "）", "[", "]", "【", "】", "|",
                                       "｜", "·", ":",  "：", "-", "—", " ",  NULL };

  for (const char *at = text; (at = strstr (at, character)) != NULL;
       at += strlen (character))
    {
      const char *behind = at + strlen (character);
      gboolean left = at == text;
      gboolean right = *behind == '\0';

      for (gsize i = 0; edges[i] != NULL; i++)
        {
          gsize length = strlen (edges[i]);

          left = left || ((gsize) (at - text) >= length &&
                          strncmp (at - length, edges[i], length) == 0);
          right = right || g_str_has_prefix (behind, edges[i]);
        }
      if (left && right)
        return TRUE;
    }

  return FALSE;
}

/* libical breaks a character of several bytes when a backslash stands before it. */
static char *
mend_text (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static char *
to_lower (const char *text)
{
  g_autofree char *whole = mend_text (text);

  return whole != NULL ? g_utf8_strdown (whole, -1) : NULL;
}

static Mark
mark_from_words (const char *text)
{
  static const char *const work[] = { "补班",     "上班",        "工作日", "workday",
                                      "work day", "working day", NULL };
  static const char *const off[] = { "假期", "放假",    "节假日",  "休假", "调休",
                                     "休息", "holiday", "day off", NULL };
  g_autofree char *lower = to_lower (text);

  if (lower == NULL)
    return MARK_NONE;
  if (has_word (lower, work) || stands_apart (lower, "班"))
    return MARK_WORKDAY;
  if (has_word (lower, off) || stands_apart (lower, "休"))
    return MARK_OFF;

  return MARK_NONE;
}

static Mark
mark_from_extension (const char *name, const char *value)
{
  if (g_ascii_strcasecmp (name, OWN_KIND) == 0)
    {
      for (gsize i = MARK_REST; i < G_N_ELEMENTS (kinds); i++)
        if (g_ascii_strcasecmp (value, kinds[i]) == 0)
          return (Mark) i;
    }
  else if (g_ascii_strcasecmp (name, APPLE_KIND) == 0)
    {
      if (g_ascii_strcasecmp (value, APPLE_WORKDAY) == 0)
        return MARK_WORKDAY;
      if (g_ascii_strcasecmp (value, APPLE_HOLIDAY) == 0)
        return MARK_OFF;
    }

  return MARK_NONE;
}

static Mark
mark_from_extensions (icalcomponent *event)
{
  Mark best = MARK_NONE;

  for (icalproperty *property = icalcomponent_get_first_property (event, ICAL_X_PROPERTY);
       property != NULL;
       property = icalcomponent_get_next_property (event, ICAL_X_PROPERTY))
    {
      const char *name = icalproperty_get_x_name (property);
      const char *value = icalproperty_get_x (property);
      Mark mark = name != NULL && value != NULL ? mark_from_extension (name, value)
                                                : MARK_NONE;

      if (name != NULL && g_ascii_strcasecmp (name, OWN_KIND) == 0 && mark != MARK_NONE)
        return mark;
      if (best == MARK_NONE)
        best = mark;
    }

  return best;
}

static Mark
mark_from_categories (icalcomponent *event)
{
  Mark best = MARK_NONE;

  for (icalproperty *property =
         icalcomponent_get_first_property (event, ICAL_CATEGORIES_PROPERTY);
       property != NULL;
       property = icalcomponent_get_next_property (event, ICAL_CATEGORIES_PROPERTY))
    best = MAX (best, mark_from_words (icalproperty_get_categories (property)));

  return best;
}

static Mark
mark_from_description (icalcomponent *event)
{
  g_autofree char *lower = to_lower (icalcomponent_get_description (event));

  return lower != NULL && (strstr (lower, "公众假期") != NULL ||
                           strstr (lower, "public holiday") != NULL)
           ? MARK_OFF
           : MARK_NONE;
}

static Mark
event_get_mark (const Reader *reader, icalcomponent *event)
{
  Mark mark = mark_from_extensions (event);

  if (mark == MARK_NONE)
    mark = mark_from_categories (event);
  if (mark == MARK_NONE)
    mark = mark_from_words (icalcomponent_get_summary (event));
  if (mark == MARK_NONE)
    mark = mark_from_description (event);
  if (mark == MARK_NONE && reader->unmarked)
    mark = MARK_OFF;

  return mark;
}

/* The name of a holiday without what says holiday or workday: "春节 补班 第1天/共2天" is 春节. */
static char *
event_get_name (icalcomponent *event)
{
  static const char pattern[] =
    "[（(【\\[]\\s*[休班]\\s*[)）】\\]]|^\\s*[休班]\\s*[|｜:：·]|[|｜:：·]\\s*[休班]\\s*$"
    "|"
    "第\\d+天(/共\\d+天)?|补班|调休上班|上班|假期|放假|调休|休假|休息";
  g_autofree char *summary = mend_text (icalcomponent_get_summary (event));
  g_autoptr (GRegex) regex = NULL;
  g_autofree char *name = NULL;

  if (summary == NULL)
    return NULL;

  regex = g_regex_new (pattern, 0, 0, NULL);
  name = g_regex_replace_literal (regex, summary, -1, 0, "", 0, NULL);
  if (name == NULL || *g_strstrip (name) == '\0')
    g_set_str (&name, summary);

  return *name != '\0' ? g_steal_pointer (&name) : NULL;
}

/* ---- Its dates ---- */

static MusterDate
time_get_date (const Reader *reader, icaltimetype time, int seconds)
{
  MusterDate date = muster_date_new (time.year, time.month, time.day);
  gint64 clock;

  if (time.is_date)
    return seconds < 0 ? date - 1 : date;

  clock = (time.hour * 60 + time.minute) * 60 + time.second + seconds;
  if (icaltime_is_utc (time))
    return muster_zone_get_civil (
      reader->zone, (date * G_GINT64_CONSTANT (86400) + clock) * MUSTER_SECOND, NULL);

  return clock < 0 ? date - 1 : date;
}

static gboolean
time_is_good (icaltimetype time)
{
  return !icaltime_is_null_time (time) && icaltime_is_valid_time (time) &&
         time.year >= 1900 && time.year <= 9998 && time.month >= 1 && time.month <= 12 &&
         time.day >= 1 && time.day <= icaltime_days_in_month (time.month, time.year);
}

static gboolean
event_has (icalcomponent *event, icalproperty_kind kind)
{
  return icalcomponent_get_first_property (event, kind) != NULL;
}

/* libical leaves out what it cannot read; that it was there is told from the text. */
static gboolean
check_read (Reader *reader,
            icalcomponent *event,
            icalproperty_kind kind,
            const char *property,
            GError **error)
{
  guint line;

  return event_has (event, kind) ||
         !find_line (reader->text, reader->n_events, property, &line) ||
         fail (reader, property, _ ("This cannot be read."), error);
}

static gboolean
event_get_dates (Reader *reader, icalcomponent *event, MusterDates *dates, GError **error)
{
  icaltimetype start;
  icaltimetype end;

  if (!check_read (reader, event, ICAL_DTSTART_PROPERTY, "DTSTART", error) ||
      !check_read (reader, event, ICAL_DTEND_PROPERTY, "DTEND", error) ||
      !check_read (reader, event, ICAL_DURATION_PROPERTY, "DURATION", error))
    return FALSE;
  if (!event_has (event, ICAL_DTSTART_PROPERTY))
    return fail (reader, "DTSTART", _ ("This is missing."), error);
  if (event_has (event, ICAL_RRULE_PROPERTY) || event_has (event, ICAL_RDATE_PROPERTY))
    return fail (reader, event_has (event, ICAL_RRULE_PROPERTY) ? "RRULE" : "RDATE",
                 _ ("A holiday must not repeat: give each date an event."), error);

  start = icalcomponent_get_dtstart (event);
  if (!time_is_good (start))
    return fail (reader, "DTSTART", _ ("There is no such date."), error);

  dates->from = time_get_date (reader, start, 0);
  dates->to = dates->from;
  if (!event_has (event, ICAL_DTEND_PROPERTY) &&
      !event_has (event, ICAL_DURATION_PROPERTY))
    return TRUE;

  end = icalcomponent_get_dtend (event);
  if (!time_is_good (end))
    return fail (reader, "DTEND", _ ("There is no such date."), error);
  if (icaltime_compare (end, start) < 0)
    return fail (reader, "DTEND", _ ("It ends before it begins."), error);
  if (icaltime_compare (end, start) > 0)
    dates->to = MAX (dates->from, time_get_date (reader, end, -1));
  if (dates->to - dates->from >= DATES_OF_EVENT)
    return fail (reader, "DTEND", _ ("A holiday is at most 31 days."), error);

  return TRUE;
}

/* ---- Days ---- */

static Mark
mark_of_kind (const char *kind)
{
  for (gsize i = MARK_REST; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], kind))
      return (Mark) i;

  return MARK_NONE;
}

static Mark
settle (const Reader *reader, Mark mark, MusterDate date)
{
  if (mark != MARK_OFF)
    return mark;
  if (reader->holidays == MUSTER_HOLIDAYS_BY_STATUTE)
    return muster_statutory_is_holiday (date) ? MARK_STATUTORY : MARK_REST;

  return reader->holidays == MUSTER_HOLIDAYS_STATUTORY ? MARK_STATUTORY : MARK_REST;
}

/* Keeps the days in order; of two that speak of a date the stronger stands. */
static void
add_day (Reader *reader, MusterDate date, Mark mark, const char *name)
{
  MusterCalendarDay day = { .date = date, .kind = kinds[mark] };
  guint i = reader->days->len;

  while (i > 0 && g_array_index (reader->days, MusterCalendarDay, i - 1).date >= date)
    i--;

  if (i < reader->days->len)
    {
      MusterCalendarDay *there = &g_array_index (reader->days, MusterCalendarDay, i);

      if (there->date == date)
        {
          if (mark > mark_of_kind (there->kind))
            {
              there->kind = kinds[mark];
              g_set_str (&there->name_zh, name);
            }
          return;
        }
    }

  day.name_zh = g_strdup (name);
  g_array_insert_val (reader->days, i, day);
}

static gboolean
read_event (Reader *reader, icalcomponent *event, GError **error)
{
  Mark mark = event_get_mark (reader, event);
  g_autofree char *name = event_get_name (event);
  MusterDates dates = { MUSTER_DATE_NONE, MUSTER_DATE_NONE };

  if (mark == MARK_NONE || icalcomponent_get_status (event) == ICAL_STATUS_CANCELLED)
    {
      reader->n_skipped++;
      reader->n_events++;
      return TRUE;
    }

  if (!event_get_dates (reader, event, &dates, error))
    return FALSE;

  for (MusterDate date = dates.from; date <= dates.to; date++)
    add_day (reader, date, settle (reader, mark, date), name);
  reader->n_events++;

  return TRUE;
}

/* A file of several calendars has a root above them. */
static gboolean
read_component (Reader *reader, icalcomponent *component, GError **error)
{
  for (icalcomponent *child =
         icalcomponent_get_first_component (component, ICAL_ANY_COMPONENT);
       child != NULL;
       child = icalcomponent_get_next_component (component, ICAL_ANY_COMPONENT))
    {
      icalcomponent_kind kind = icalcomponent_isa (child);

      if (kind == ICAL_VEVENT_COMPONENT && !read_event (reader, child, error))
        return FALSE;
      if (kind == ICAL_VCALENDAR_COMPONENT && !read_component (reader, child, error))
        return FALSE;
    }

  return TRUE;
}

static guint
count_lines (const char *text)
{
  guint n = 1;

  for (const char *at = text; *at != '\0'; at++)
    n += *at == '\n' && at[1] != '\0';

  return n;
}

static gboolean
check_whole (const char *text, GError **error)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (text));

  if (!g_utf8_validate (text, -1, NULL))
    return file_fails (1, _ ("The file must be text in UTF-8."), error);
  if (g_ascii_strncasecmp (text, "BEGIN:VCALENDAR", 15) != 0)
    return file_fails (1, _ ("An iCalendar file begins with BEGIN:VCALENDAR."), error);
  if (strlen (trimmed) < 13 ||
      g_ascii_strcasecmp (trimmed + strlen (trimmed) - 13, "END:VCALENDAR") != 0)
    return file_fails (count_lines (trimmed),
                       _ ("The file ends before END:VCALENDAR: it is not whole."), error);

  return TRUE;
}

GArray *
muster_icalendar_parse (const char *text,
                        MusterZone *zone,
                        MusterHolidaysAre holidays,
                        gboolean unmarked,
                        guint *n_skipped,
                        GError **error)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MusterCalendarDay));
  Reader reader = { NULL, zone, holidays, unmarked, 0, 0, days };
  icalcomponent *root;
  gboolean good;

  g_array_set_clear_func (days, day_clear);
  reader.text = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  if (!check_whole (reader.text, error))
    return NULL;

  root = icalparser_parse_string (reader.text);
  if (root == NULL)
    {
      file_fails (1, _ ("This is not an iCalendar file."), error);
      return NULL;
    }

  good = read_component (&reader, root, error);
  icalcomponent_free (root);
  if (!good)
    return NULL;

  *n_skipped = reader.n_skipped;
  if (days->len == 0)
    {
      muster_error_set_field (
        error, "VEVENT",
        _ ("No event of the file says that it is a holiday or a workday. If all of them "
           "are holidays, say “unmarked”."));
      return NULL;
    }

  return g_steal_pointer (&days);
}

/* ---- Writing ---- */

static icaltimetype
time_from_date (MusterDate date)
{
  icaltimetype time = icaltime_null_date ();

  muster_date_get_ymd (date, &time.year, &time.month, &time.day);

  return time;
}

static void
add_extension (icalcomponent *event, const char *name, const char *value)
{
  icalproperty *property = icalproperty_new_x (value);

  icalproperty_set_x_name (property, name);
  icalcomponent_add_property (event, property);
}

static icalcomponent *
event_from_day (const MusterCalendarDay *day, gint64 stamp)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  gboolean work = g_str_equal (day->kind, "workday");
  const char *name = day->name_zh != NULL ? day->name_zh : day->name_en;
  g_autofree char *date = muster_date_format (day->date);
  g_autofree char *uid = g_strconcat (date, "@holidays.muster", NULL);
  g_autofree char *summary =
    g_strconcat (name != NULL ? name : "", work ? "（班）" : "（休）", NULL);

  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (
    event, icalproperty_new_dtstamp (icaltime_from_timet_with_zone (
             (time_t) (stamp / MUSTER_SECOND), 0, icaltimezone_get_utc_timezone ())));
  icalcomponent_add_property (event,
                              icalproperty_new_dtstart (time_from_date (day->date)));
  icalcomponent_add_property (event,
                              icalproperty_new_dtend (time_from_date (day->date + 1)));
  icalcomponent_add_property (event, icalproperty_new_summary (summary));
  icalcomponent_add_property (event, icalproperty_new_categories (
                                       work                              ? "调休上班日"
                                       : g_str_equal (day->kind, "rest") ? "休息日"
                                                                         : "法定节假日"));
  icalcomponent_add_property (event, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  add_extension (event, OWN_KIND, day->kind);
  add_extension (event, APPLE_KIND, work ? APPLE_WORKDAY : APPLE_HOLIDAY);

  return event;
}

char *
muster_icalendar_format (GArray *days, const char *name, gint64 stamp)
{
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  char *written;
  char *text;

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar,
                              icalproperty_new_prodid ("-//Muster//Holidays//"));
  add_extension (calendar, "X-WR-CALNAME", name);
  for (guint i = 0; i < days->len; i++)
    icalcomponent_add_component (
      calendar, event_from_day (&g_array_index (days, MusterCalendarDay, i), stamp));

  written = icalcomponent_as_ical_string_r (calendar);
  text = g_strdup (written);
  icalmemory_free_buffer (written);
  icalcomponent_free (calendar);

  return text;
}
