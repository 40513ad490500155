/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-calendar.h"
#include "muster-error.h"
#include "muster-group.h"
#include "muster-ruleset.h"

static void
test_shift_check (void)
{
  static const struct
  {
    int on;
    int off;
    int rest_from;
    int rest_to;
    int before;
    const char *field; /* NULL when it is good */
  } rows[] = {
    { 540, 1080, 720, 780, 240, NULL },    { 1200, 1680, 0, 0, 240, NULL },
    { 540, 540, 0, 0, 240, "segments" },   { 600, 540, 0, 0, 240, "segments" },
    { -1, 540, 0, 0, 240, "segments" },    { 540, 2881, 0, 0, 240, "segments" },
    { 1440, 1500, 0, 0, 240, "segments" }, { 540, 1080, 780, 720, 240, "rests" },
    { 540, 1080, 720, 780, -1, "window" }, { 540, 1080, 720, 780, 2881, "window" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MusterShift) shift = muster_shift_new ("S");
      g_autoptr (GError) error = NULL;

      shift->n_segments = 1;
      shift->segments[0] =
        (MusterSegment) { (gint16) rows[i].on, (gint16) rows[i].off, TRUE, TRUE };
      shift->before = rows[i].before;
      if (rows[i].rest_to != 0)
        {
          shift->n_rests = 1;
          shift->rests[0] =
            (MusterRest) { (gint16) rows[i].rest_from, (gint16) rows[i].rest_to };
        }

      g_assert_true (muster_shift_check (shift, &error) == (rows[i].field == NULL));
      g_assert_cmpstr (muster_error_get_field (error), ==, rows[i].field);
    }
}

static void
test_shift_minutes (void)
{
  g_autoptr (MusterShift) day = muster_shift_new ("D");
  g_autoptr (MusterShift) night = muster_shift_new ("N");

  day->n_segments = 2;
  day->segments[0] = (MusterSegment) { 480, 720, TRUE, TRUE };
  day->segments[1] = (MusterSegment) { 780, 1020, TRUE, TRUE };
  day->n_rests = 1;
  day->rests[0] = (MusterRest) { 900, 915 };
  night->n_segments = 1;
  night->segments[0] = (MusterSegment) { 1200, 1920, TRUE, TRUE };

  g_assert_cmpint (muster_shift_get_scheduled (day), ==, 465);
  g_assert_false (muster_shift_overlaps (day, night, 0));
  g_assert_false (muster_shift_overlaps (night, day, 1));
  night->segments[0].off = 1921;
  g_assert_true (muster_shift_overlaps (night, day, 1));
}

static void
test_clocks (void)
{
  static const char *const wrong[] = { "",     "9:00",   "09:60", "48:01",
                                       "09:0", "09:000", "-1:00" };
  g_autofree char *text = muster_clock_format (1530);
  int minutes = 0;

  g_assert_true (muster_clock_parse ("25:30", &minutes));
  g_assert_cmpint (minutes, ==, 1530);
  g_assert_cmpstr (text, ==, "25:30");
  g_assert_true (muster_clock_parse ("48:00", &minutes));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (muster_clock_parse (wrong[i], &minutes));
  g_assert_false (muster_clock_parse (NULL, &minutes));
}

static void
test_calendar (void)
{
  g_autoptr (MusterCalendar) calendar = muster_calendar_new ("CN-mainland");

  for (int day = 30; day > 0; day -= 3)
    {
      MusterHoliday holiday = { .date = day,
                                .kind = MUSTER_HOLIDAY_REST,
                                .name_zh = "节" };

      muster_calendar_add (calendar, &holiday);
    }
  muster_calendar_add (calendar,
                       &(MusterHoliday) { .date = 15, .kind = MUSTER_HOLIDAY_WORKDAY });
  muster_calendar_add_year (calendar, 2026);
  muster_calendar_add_year (calendar, 2025);
  muster_calendar_add_year (calendar, 2026);

  g_assert_cmpuint (calendar->days->len, ==, 10);
  g_assert_cmpint (muster_calendar_find (calendar, 15)->kind, ==, MUSTER_HOLIDAY_WORKDAY);
  g_assert_cmpstr (muster_calendar_find (calendar, 3)->name_zh, ==, "节");
  g_assert_null (muster_calendar_find (calendar, 4));
  g_assert_null (muster_calendar_find (calendar, 31));
  g_assert_null (muster_calendar_find (NULL, 3));
  g_assert_cmpuint (calendar->years->len, ==, 2);
  g_assert_true (muster_calendar_has_year (calendar, 2025));
  g_assert_false (muster_calendar_has_year (calendar, 2027));
}

static void
test_patterns (void)
{
  g_autoptr (MusterGroup) group = muster_group_new ("G");
  g_autoptr (MusterShift) shift = muster_shift_new ("S");
  MusterSlot slots[14] = { 0 };
  MusterDate monday = muster_date_new (2025, 3, 3);

  g_assert_cmpint (muster_group_get_slot (group, monday).kind, ==, MUSTER_SLOT_DEFAULT);

  slots[5] = (MusterSlot) { MUSTER_SLOT_SHIFT, shift };
  slots[12].kind = MUSTER_SLOT_REST;
  muster_group_set_pattern (group, MUSTER_PATTERN_BIWEEKLY, monday + 2, slots, 14);
  g_assert_true (muster_group_get_slot (group, monday + 5).shift == shift);
  g_assert_cmpint (muster_group_get_slot (group, monday + 12).kind, ==, MUSTER_SLOT_REST);
  g_assert_true (muster_group_get_slot (group, monday - 9).shift == shift);

  muster_group_set_pattern (group, MUSTER_PATTERN_CYCLE, monday, slots, 6);
  g_assert_true (muster_group_get_slot (group, monday - 1).shift == shift);
  g_assert_true (muster_group_get_slot (group, monday + 11).shift == shift);

  muster_group_add_special (group, 9, shift);
  muster_group_add_special (group, 3, NULL);
  muster_group_add_special (group, 9, NULL);
  g_assert_null (muster_group_find_special (group, 9)->shift);
  g_assert_nonnull (muster_group_find_special (group, 3));
  g_assert_null (muster_group_find_special (group, 4));
}

static const MusterChoice choices[] = { { "a", "A" }, { "b", "B" }, { NULL, NULL } };

static const MusterField fields[] = {
  { "text", "Text", NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "minutes", "Minutes", NULL, MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "5", 0, 60 },
  { "choice", "Choice", NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "b", 0, 0,
    choices },
  { "on", "On", NULL, MUSTER_FIELD_BOOLEAN, MUSTER_FIELD_OPTIONAL, "true" },
  { "date", "Date", NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_OPTIONAL },
  { "zone", "Zone", NULL, MUSTER_FIELD_ZONE, MUSTER_FIELD_OPTIONAL, "UTC" },
  { "list", "List", NULL, MUSTER_FIELD_STRINGS, MUSTER_FIELD_OPTIONAL, "x, y" },
  { NULL },
};

static void
test_params (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) changed = NULL;
  g_autoptr (MusterParams) params = muster_params_new (
    fields, g_variant_new_parsed ("{'text': <'t'>, 'minutes': <@x 7>}"), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (muster_params_get_string (params, "text"), ==, "t");
  g_assert_cmpint (muster_params_get_int64 (params, "minutes"), ==, 7);
  g_assert_cmpstr (muster_params_get_string (params, "choice"), ==, "b");
  g_assert_true (muster_params_get_boolean (params, "on"));
  g_assert_cmpint (muster_params_get_int64 (params, "date"), ==, MUSTER_DATE_NONE);
  g_assert_cmpuint (g_variant_n_children (muster_params_get_value (params, "list")), ==,
                    2);
  changed = muster_params_to_variant (params);
  g_assert_cmpuint (g_variant_n_children (changed), ==, 2);
}

static void
test_params_refuse (void)
{
  static const struct
  {
    const char *values;
    const char *field;
  } rows[] = {
    { "@a{sv} {}", "text" },
    { "{'text': <''>}", "text" },
    { "{'text': <@x 1>}", "text" },
    { "{'text': <'t'>, 'minutes': <@x 61>}", "minutes" },
    { "{'text': <'t'>, 'choice': <'c'>}", "choice" },
    { "{'text': <'t'>, 'zone': <'Mars/Here'>}", "zone" },
    { "{'text': <'t'>, 'other': <true>}", "other" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant)
        values = g_variant_parse (NULL, rows[i].values, NULL, NULL, NULL);

      g_assert_null (muster_params_new (fields, values, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
      g_assert_cmpstr (muster_error_get_field (error), ==, rows[i].field);
    }
}

static void
test_fields_parse (void)
{
  static const struct
  {
    guint field;
    const char *text;
    const char *value; /* NULL when it is refused */
  } rows[] = {
    { 1, "12", "int64 12" },   { 1, "x", NULL },
    { 1, "99", NULL },         { 2, "a", "'a'" },
    { 2, "z", NULL },          { 3, "no", "false" },
    { 3, "maybe", NULL },      { 4, "1970-01-02", "1" },
    { 4, "1970-02-30", NULL }, { 6, "a,,b ", "['a', 'b']" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant)
        value = muster_field_parse (&fields[rows[i].field], rows[i].text, &error);
      g_autofree char *printed = NULL;

      if (value == NULL)
        {
          g_assert_null (rows[i].value);
          g_assert_cmpstr (muster_error_get_field (error), ==,
                           fields[rows[i].field].name);
          continue;
        }

      printed = g_variant_print (value, rows[i].field == 1);
      g_assert_cmpstr (printed, ==, rows[i].value);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/timetable/shift-check", test_shift_check);
  g_test_add_func ("/timetable/shift-minutes", test_shift_minutes);
  g_test_add_func ("/timetable/clocks", test_clocks);
  g_test_add_func ("/timetable/calendar", test_calendar);
  g_test_add_func ("/timetable/patterns", test_patterns);
  g_test_add_func ("/timetable/params", test_params);
  g_test_add_func ("/timetable/params-refuse", test_params_refuse);
  g_test_add_func ("/timetable/fields-parse", test_fields_parse);

  return g_test_run ();
}
