/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-holidays.h"

#include "muster-document.h"
#include "muster-error.h"
#include "muster-service-data.h"

#include <glib/gi18n-lib.h>

#define SCHEMA "muster-holidays/1"
#define LEAD_DAYS 45
#define BUILTIN "holidays/cn-mainland.json"

static const char *const kinds[] = { NULL, "statutory", "rest", "workday" };
static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

static gboolean
read_kind (const char *text, const char *path, MusterHolidayKind *kind, GError **error)
{
  for (guint i = MUSTER_HOLIDAY_STATUTORY; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (text, kinds[i]) == 0)
      {
        *kind = (MusterHolidayKind) i;
        return TRUE;
      }

  return muster_document_fail (error, path, "kind",
                               _ ("This must be statutory, rest or workday."));
}

static gboolean
read_day (JsonObject *object, const char *path, MusterHoliday *holiday, GError **error)
{
  static const char *const keys[] = { "date",    "weekday", "kind",   "holiday",
                                      "name_zh", "name_en", "reason", NULL };
  MusterHolidayKind kind = MUSTER_HOLIDAY_REST;
  const char *weekday = NULL;
  const char *kind_text = NULL;

  holiday->date = MUSTER_DATE_NONE;
  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_date (object, path, "date", &holiday->date, error) ||
      !muster_document_get_string (object, path, "weekday", &weekday, error) ||
      !muster_document_get_string (object, path, "kind", &kind_text, error) ||
      !muster_document_get_string (object, path, "holiday", &holiday->code, error) ||
      !muster_document_get_string (object, path, "name_zh", &holiday->name_zh, error) ||
      !muster_document_get_string (object, path, "name_en", &holiday->name_en, error) ||
      !muster_document_get_string (object, path, "reason", &holiday->reason, error) ||
      !read_kind (kind_text, path, &kind, error))
    return FALSE;

  if (holiday->date == MUSTER_DATE_NONE)
    return muster_document_fail (error, path, "date", _ ("This is missing."));

  if (weekday != NULL &&
      !g_str_equal (weekday, weekdays[muster_date_get_weekday (holiday->date)]))
    return muster_document_fail (error, path, "weekday", _ ("That date is not a “%s”."),
                                 weekday);

  holiday->kind = (guint8) kind;

  return TRUE;
}

static gboolean
read_year (MusterCalendar *calendar,
           JsonObject *object,
           const char *path,
           int year,
           GError **error)
{
  static const char *const keys[] = { "working_days", "statutory_days", "days", NULL };
  g_autofree char *days_path = muster_document_join (path, "days");
  JsonArray *days = NULL;
  int statutory_days = -1;
  int n_statutory = 0;

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_int (object, path, "statutory_days", 0, 366, &statutory_days,
                                error) ||
      !muster_document_get_array (object, path, "days", &days, error))
    return FALSE;

  for (guint i = 0; days != NULL && i < json_array_get_length (days); i++)
    {
      MusterHoliday holiday = { 0 };
      g_autofree char *place = NULL;
      JsonObject *day = NULL;
      int day_year;

      if (!muster_document_get_element (days, days_path, i, &day, &place, error) ||
          !read_day (day, place, &holiday, error))
        return FALSE;

      muster_date_get_ymd (holiday.date, &day_year, NULL, NULL);
      if (day_year != year)
        return muster_document_fail (error, place, "date", _ ("This date is not in %d."),
                                     year);

      n_statutory += holiday.kind == MUSTER_HOLIDAY_STATUTORY;
      muster_calendar_add (calendar, &holiday);
    }

  if (statutory_days >= 0 && statutory_days != n_statutory)
    return muster_document_fail (error, path, "statutory_days",
                                 _ ("%d are announced, %d are listed."), statutory_days,
                                 n_statutory);

  muster_calendar_add_year (calendar, year);

  return TRUE;
}

MusterCalendar *
muster_holidays_parse (const char *document, GError **error)
{
  static const char *const keys[] = { "schema",    "region", "kinds", "reasons",
                                      "authority", "years",  NULL };
  g_autoptr (MusterCalendar) calendar = NULL;
  g_autoptr (JsonNode) root = NULL;
  const char *region = NULL;
  JsonObject *years = NULL;
  JsonObject *object;
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  if (!muster_document_parse (document, SCHEMA, &root, error))
    return NULL;

  object = json_node_get_object (root);
  if (!muster_document_check_keys (object, "", keys, error) ||
      !muster_document_get_string (object, "", "region", &region, error) ||
      !muster_document_get_object (object, "", "years", &years, error))
    return NULL;

  calendar = muster_calendar_new (region);
  if (years == NULL)
    return g_steal_pointer (&calendar);

  json_object_iter_init_ordered (&iter, years);
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      g_autofree char *path = muster_document_join ("years", key);
      guint64 year;

      if (!g_ascii_string_to_unsigned (key, 10, 1, 9999, &year, NULL) ||
          !JSON_NODE_HOLDS_OBJECT (node))
        {
          muster_document_fail (error, path, NULL,
                                _ ("This must be a year and its days."));
          return NULL;
        }

      if (!read_year (calendar, json_node_get_object (node), path, (int) year, error))
        return NULL;
    }

  return g_steal_pointer (&calendar);
}

MusterCalendar *
muster_holidays_get_builtin (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = muster_service_data_load (BUILTIN, &error);
  g_autoptr (MusterCalendar) calendar = NULL;

  if (bytes != NULL)
    calendar = muster_holidays_parse (g_bytes_get_data (bytes, NULL), &error);
  if (calendar == NULL)
    g_error ("the built-in holiday calendar: %s", error->message);

  return g_steal_pointer (&calendar);
}

static MusterCalendarDay
day_from_holiday (const MusterHoliday *holiday)
{
  return (MusterCalendarDay) {
    .date = holiday->date,
    .kind = kinds[holiday->kind],
    .name_zh = (char *) holiday->name_zh,
    .name_en = (char *) holiday->name_en,
  };
}

gboolean
muster_holidays_seed (MusterDb *db, GError **error)
{
  g_autoptr (MusterCalendar) calendar = muster_holidays_get_builtin ();

  for (guint i = 0; i < calendar->days->len; i++)
    {
      MusterCalendarDay day =
        day_from_holiday (&g_array_index (calendar->days, MusterHoliday, i));

      day.builtin = TRUE;
      if (!muster_timetable_set_day (db, &day, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
muster_holidays_reset (MusterDb *db, MusterDate date, GError **error)
{
  g_autoptr (MusterCalendar) calendar = muster_holidays_get_builtin ();
  const MusterHoliday *holiday = muster_calendar_find (calendar, date);
  MusterCalendarDay day;
  int year;

  muster_date_get_ymd (date, &year, NULL, NULL);
  if (!muster_calendar_has_year (calendar, year))
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("Muster’s own calendar does not have %d."), year);
  if (holiday == NULL)
    return muster_timetable_unset_day (db, date, error);

  day = day_from_holiday (holiday);
  day.builtin = TRUE;

  return muster_timetable_set_day (db, &day, error);
}

/* ---- Files ---- */

MusterHolidaysAre
muster_holidays_are (const char *code)
{
  if (g_strcmp0 (code, "statutory") == 0)
    return MUSTER_HOLIDAYS_STATUTORY;
  if (g_strcmp0 (code, "rest") == 0)
    return MUSTER_HOLIDAYS_REST;

  return MUSTER_HOLIDAYS_BY_STATUTE;
}

static void
set_text (JsonObject *object, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, key, text);
}

static JsonObject *
day_to_json (const MusterCalendarDay *day)
{
  JsonObject *object = json_object_new ();
  g_autofree char *date = muster_date_format (day->date);

  set_text (object, "date", date);
  set_text (object, "weekday", weekdays[muster_date_get_weekday (day->date)]);
  set_text (object, "kind", day->kind);
  set_text (object, "name_zh", day->name_zh);
  set_text (object, "name_en", day->name_en);

  return object;
}

char *
muster_holidays_format (GArray *days)
{
  JsonObject *root = json_object_new ();
  JsonObject *years = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < days->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (days, MusterCalendarDay, i);
      char key[12];
      int year;

      muster_date_get_ymd (day->date, &year, NULL, NULL);
      g_snprintf (key, sizeof key, "%d", year);
      if (!json_object_has_member (years, key))
        {
          JsonObject *one = json_object_new ();

          json_object_set_array_member (one, "days", json_array_new ());
          json_object_set_object_member (years, key, one);
        }
      json_array_add_object_element (
        json_object_get_array_member (json_object_get_object_member (years, key), "days"),
        day_to_json (day));
    }

  json_object_set_string_member (root, "schema", SCHEMA);
  json_object_set_object_member (root, "years", years);
  json_node_take_object (node, root);

  return json_to_string (node, TRUE);
}

static void
day_clear (gpointer data)
{
  MusterCalendarDay *day = data;

  g_clear_pointer (&day->name_zh, g_free);
  g_clear_pointer (&day->name_en, g_free);
}

static GArray *
read_json (const char *document, GArray *years, GError **error)
{
  g_autoptr (MusterCalendar) calendar = muster_holidays_parse (document, error);
  GArray *days;

  if (calendar == NULL)
    return NULL;

  days = g_array_new (FALSE, FALSE, sizeof (MusterCalendarDay));
  g_array_set_clear_func (days, day_clear);
  for (guint i = 0; i < calendar->days->len; i++)
    {
      MusterCalendarDay day =
        day_from_holiday (&g_array_index (calendar->days, MusterHoliday, i));

      day.name_zh = g_strdup (day.name_zh);
      day.name_en = g_strdup (day.name_en);
      g_array_append_val (days, day);
    }
  g_array_append_vals (years, calendar->years->data, calendar->years->len);

  return days;
}

static void
add_years_of_days (GArray *years, GArray *days)
{
  for (guint i = 0; i < days->len; i++)
    {
      MusterDate date = g_array_index (days, MusterCalendarDay, i).date;
      int year;

      muster_date_get_ymd (date, &year, NULL, NULL);
      if (muster_holidays_speak_of_year (date) &&
          (years->len == 0 || g_array_index (years, int, years->len - 1) != year))
        g_array_append_val (years, year);
    }
}

GArray *
muster_holidays_read (const char *document,
                      MusterZone *zone,
                      MusterHolidaysAre holidays,
                      gboolean unmarked,
                      GArray *years,
                      guint *n_skipped,
                      GError **error)
{
  const char *start = document;
  GArray *days;

  *n_skipped = 0;
  while (g_ascii_isspace (*start))
    start++;
  if (*start == '{')
    return read_json (document, years, error);

  days = muster_icalendar_parse (start, zone, holidays, unmarked, n_skipped, error);
  if (days != NULL)
    add_years_of_days (years, days);

  return days;
}

gboolean
muster_holidays_speak_of_year (MusterDate date)
{
  int month;

  muster_date_get_ymd (date, NULL, &month, NULL);

  return month > 1 && month < 12;
}

int
muster_holidays_find_missing (const MusterCalendar *calendar, MusterDate today)
{
  int year;

  if (calendar->years->len == 0)
    return 0;

  muster_date_get_ymd (today, &year, NULL, NULL);
  if (!muster_calendar_has_year (calendar, year))
    return year;

  muster_date_get_ymd (today + LEAD_DAYS, &year, NULL, NULL);

  return muster_calendar_has_year (calendar, year) ? 0 : year;
}
