/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-holiday-export.h"
#include "muster-holidays.h"
#include "muster-icalendar.h"
#include "muster-test-desk.h"
#include "muster-year-listings.h"

#define EVENT(lines) "BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n"
#define CALENDAR(events)                                                                 \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n" events "END:VCALENDAR\r\n"
#define ON(date) "DTSTART;VALUE=DATE:" date "\r\n"
#define UNTIL(date) "DTEND;VALUE=DATE:" date "\r\n"

/* What an event comes out as: "2027-01-01 statutory 元旦" a line. */
static char *
days_print (GArray *days)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (days, MusterCalendarDay, i);
      g_autofree char *date = muster_date_format (day->date);

      g_string_append_printf (text, "%s%s %s %s", i > 0 ? "\n" : "", date, day->kind,
                              day->name_zh != NULL ? day->name_zh : "-");
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GArray *
parse (const char *text,
       MusterHolidaysAre holidays,
       gboolean unmarked,
       guint *n_skipped,
       GError **error)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);

  return muster_icalendar_parse (text, zone, holidays, unmarked, n_skipped, error);
}

static const struct
{
  const char *text;
  const char *days;
} marks[] = {
  /* By what Apple's calendar says */
  { EVENT (ON ("20270101") "SUMMARY:元旦（休）\r\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\n"),
    "2027-01-01 statutory 元旦" },
  { EVENT (ON ("20270102") "SUMMARY:元旦（休）\r\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\n"),
    "2027-01-02 rest 元旦" },
  { EVENT (
      ON ("20270220") "SUMMARY:春节（班）\r\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\r\n"),
    "2027-02-20 workday 春节" },
  /* By the summary, in the usual forms */
  { EVENT (ON ("20270220") "SUMMARY:春节 补班 第1天/共2天\r\n"),
    "2027-02-20 workday 春节" },
  { EVENT (ON ("20271001") "SUMMARY:国庆节 假期 第1天/共7天\r\n"),
    "2027-10-01 statutory 国庆节" },
  { EVENT (ON ("20271004") "SUMMARY:国庆节 假期 第4天/共7天\r\n"),
    "2027-10-04 rest 国庆节" },
  { EVENT (ON ("20270220") "SUMMARY:班｜春节\r\n"), "2027-02-20 workday 春节" },
  { EVENT (ON ("20270405") "SUMMARY:休｜清明节\r\n"), "2027-04-05 statutory 清明节" },
  { EVENT (ON ("20270220") "SUMMARY:春节(班)\r\n"), "2027-02-20 workday 春节" },
  { EVENT (ON ("20270220") "SUMMARY:春节调休上班\r\n"), "2027-02-20 workday 春节" },
  { EVENT (ON ("20270220") "SUMMARY:Spring Festival (Workday)\r\n"),
    "2027-02-20 workday Spring Festival (Workday)" },
  { EVENT (ON ("20270501") "SUMMARY:Labour Day Holiday\r\n"),
    "2027-05-01 statutory Labour Day Holiday" },
  /* By categories before the summary, by the description at last */
  { EVENT (ON ("20270220") "SUMMARY:春节假期\r\nCATEGORIES:补班\r\n"),
    "2027-02-20 workday 春节" },
  { EVENT (ON ("20270501") "SUMMARY:劳动节\r\nCATEGORIES:节假日\r\n"),
    "2027-05-01 statutory 劳动节" },
  { EVENT (ON ("20270501") "SUMMARY:劳动节\r\nDESCRIPTION:公众假期\r\n"),
    "2027-05-01 statutory 劳动节" },
  /* Our own word goes before all others */
  { EVENT (ON ("20270501") "SUMMARY:劳动节（休）\r\nX-APPLE-SPECIAL-DAY:WORK-HOLIDAY\r\n"
                           "X-MUSTER-KIND:rest\r\n"),
    "2027-05-01 rest 劳动节" },
  /* Spans, times and zones */
  { EVENT (ON ("20271001") UNTIL ("20271005") "SUMMARY:国庆节（休）\r\n"),
    "2027-10-01 statutory 国庆节\n2027-10-02 statutory 国庆节\n"
    "2027-10-03 statutory 国庆节\n2027-10-04 rest 国庆节" },
  { EVENT ("DTSTART:20270220T090000\r\nDTEND:20270220T180000\r\nSUMMARY:春节 补班\r\n"),
    "2027-02-20 workday 春节" },
  { EVENT (
      "DTSTART:20270430T160000Z\r\nDTEND:20270501T160000Z\r\nSUMMARY:劳动节（休）\r\n"),
    "2027-05-01 statutory 劳动节" },
  { EVENT ("DTSTART;VALUE=DATE:20270501\r\nDURATION:P2D\r\nSUMMARY:劳动节（休）\r\n"),
    "2027-05-01 statutory 劳动节\n2027-05-02 statutory 劳动节" },
  /* Of two on one date the workday stands, in any order; what is cancelled does not count */
  { EVENT (ON ("20270220") "SUMMARY:春节（班）\r\n")
      EVENT (ON ("20270219") UNTIL ("20270221") "SUMMARY:春节（休）\r\n"),
    "2027-02-19 rest 春节\n2027-02-20 workday 春节" },
  { EVENT (ON ("20270501") "SUMMARY:劳动节（休）\r\n")
      EVENT (ON ("20270220") "SUMMARY:春节（班）\r\nSTATUS:CANCELLED\r\n"),
    "2027-05-01 statutory 劳动节" },
  /* Dates with dashes are none by the standard, and clear all the same */
  { EVENT ("DTSTART;VALUE=DATE:2027-05-01\r\nSUMMARY:劳动节（休）\r\n"),
    "2027-05-01 statutory 劳动节" },
  /* A name that has the character in it says nothing by it */
  { EVENT (ON ("20270501") "SUMMARY:劳动节（休）\r\n")
      EVENT (ON ("20270601") "SUMMARY:班主任会议\r\n"),
    "2027-05-01 statutory 劳动节" },
};

static void
test_marks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *text = g_strconcat ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
                                           marks[i].text, "END:VCALENDAR\r\n", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) days = NULL;
      g_autofree char *printed = NULL;
      guint n_skipped;

      g_test_message ("%s", marks[i].days);
      days = parse (text, MUSTER_HOLIDAYS_BY_STATUTE, FALSE, &n_skipped, &error);
      g_assert_no_error (error);
      printed = days_print (days);
      g_assert_cmpstr (printed, ==, marks[i].days);
    }
}

static void
test_unmarked (void)
{
  static const char text[] = CALENDAR (EVENT (ON ("20271225") "SUMMARY:Christmas\r\n"));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) days = NULL;
  g_autofree char *printed = NULL;
  guint n_skipped;

  g_assert_null (parse (text, MUSTER_HOLIDAYS_STATUTORY, FALSE, &n_skipped, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "VEVENT");

  days = parse (text, MUSTER_HOLIDAYS_STATUTORY, TRUE, &n_skipped, NULL);
  printed = days_print (days);
  g_assert_cmpstr (printed, ==, "2027-12-25 statutory Christmas");
}

static const struct
{
  const char *text;
  const char *field;
  const char *line;
} faults[] = {
  { "", "VCALENDAR", "Line 1," },
  { "date,kind\n2027-01-01,rest\n", "VCALENDAR", "Line 1," },
  { "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" ON ("20270101"), "VCALENDAR", "Line 3," },
  { "BEGIN:VCALENDAR\r\nX-WR-CALNAME:\xff\r\nEND:VCALENDAR\r\n", "VCALENDAR", "Line 1," },
  { CALENDAR (EVENT ("SUMMARY:元旦（休）\r\n")), "DTSTART", "Line 4," },
  { CALENDAR (EVENT ("SUMMARY:元旦（休）\r\nDTSTART;VALUE=DATE:1 May\r\n")), "DTSTART",
    "Line 6," },
  { CALENDAR (EVENT (ON ("20270101") "SUMMARY:元旦（休）\r\n")
                EVENT ("SUMMARY:春节（休）\r\n" ON ("20270231"))),
    "DTSTART", "Line 10," },
  { CALENDAR (EVENT ("SUMMARY:元旦（休）\r\n" ON ("20270103") UNTIL ("20270101"))),
    "DTEND", "Line 7," },
  { CALENDAR (EVENT ("SUMMARY:元旦（休）\r\n" ON ("20270101") UNTIL ("20280101"))),
    "DTEND", "Line 7," },
  { CALENDAR (EVENT ("SUMMARY:元旦（休）\r\n" ON ("20270101") "DTEND:soon\r\n")), "DTEND",
    "Line 7," },
  { CALENDAR (EVENT ("SUMMARY:元旦（休）\r\n" ON ("20270101") "RRULE:FREQ=YEARLY\r\n")),
    "RRULE", "Line 7," },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      guint n_skipped;

      g_assert_null (
        parse (faults[i].text, MUSTER_HOLIDAYS_BY_STATUTE, FALSE, &n_skipped, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
      g_test_message ("%u: %s", i, error->message);
      g_assert_cmpstr (muster_error_get_field (error), ==, faults[i].field);
      g_assert_true (g_str_has_prefix (error->message, faults[i].line));
    }
}

static char *
rows_print (MusterTestDesk *desk, const char *state)
{
  g_autoptr (MusterFilter) filter = muster_test_filter (NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  const char *states[] = { state, NULL };

  if (state != NULL)
    filter->states = g_strdupv ((char **) states);
  rows = muster_test_rows (desk, desk->admin, "years", filter);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterYearRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%d %s %u %u %u;", row->year,
                              row->known ? "known" : "missing", row->days, row->statutory,
                              row->workdays);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define ASSERT_YEARS(desk, state, expected)                                              \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *years = rows_print (desk, state);                                   \
    g_assert_cmpstr (years, ==, expected);                                               \
  }                                                                                      \
  G_STMT_END

static void
test_missing_years (void)
{
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();

  /* The built-in years, thirteen statutory days in each */
  ASSERT_YEARS (desk, NULL, "2025 known 33 13 5;2026 known 39 13 6;");

  /* The next one is missed from 45 days before it begins */
  muster_test_desk_set_clock (desk, "2026-11-16T12:00");
  ASSERT_YEARS (desk, "missing", "");
  muster_test_desk_set_clock (desk, "2026-11-17T12:00");
  ASSERT_YEARS (desk, "missing", "2027 missing 0 0 0;");

  /* A day of January comes from the arrangement of the year before, and is not its own */
  g_variant_unref (muster_test_submit (
    desk, "calendar.set", "{'date': <20819>, 'kind': <'rest'>, 'name': <''>}"));
  ASSERT_YEARS (desk, "missing", "2027 missing 1 0 0;");

  g_variant_unref (muster_test_submit (
    desk, "calendar.import",
    "{'document': <'BEGIN:VCALENDAR\\nBEGIN:VEVENT\\nDTSTART;VALUE=DATE:20270501\\n"
    "SUMMARY:劳动节（休）\\nEND:VEVENT\\nEND:VCALENDAR\\n'>}"));
  ASSERT_YEARS (desk, "missing", "");
  ASSERT_YEARS (desk, "known", "2025 known 33 13 5;2026 known 39 13 6;2027 known 1 1 0;");

  muster_test_desk_set_clock (desk, "2028-03-01T12:00");
  ASSERT_YEARS (desk, "missing", "2028 missing 0 0 0;");
}

static void
test_replace (void)
{
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GVariant) counts = NULL;
  guint days = 0;
  guint statutory = 0;

  /* A year is replaced whole, a neighbour's day only by its own */
  result = muster_test_submit (desk, "calendar.import",
                               "{'document': <'{\"schema\": \"muster-holidays/1\", "
                               "\"years\": {\"2026\": {\"days\": ["
                               "{\"date\": \"2026-05-01\", \"kind\": \"statutory\", "
                               "\"name_zh\": \"劳动节\"}]}}}'>}");
  counts = g_variant_get_child_value (result, 0);
  g_assert_true (g_variant_lookup (counts, "days", "u", &days));
  g_assert_true (g_variant_lookup (counts, "statutory", "u", &statutory));
  g_assert_cmpuint (days, ==, 1);
  g_assert_cmpuint (statutory, ==, 1);
  ASSERT_YEARS (desk, NULL, "2025 known 33 13 5;2026 known 1 1 0;");

  muster_test_refuse (desk, desk->admin, "calendar.import", "{'document': <'nothing'>}",
                      MUSTER_ERROR_INVALID);
  ASSERT_YEARS (desk, NULL, "2025 known 33 13 5;2026 known 1 1 0;");
}

static void
test_round_trip (void)
{
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  MusterDates year = { muster_test_date ("2026-01-01"), muster_test_date ("2026-12-31") };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GVariantDict) dict = g_variant_dict_new (NULL);
  g_autoptr (GVariant) values = NULL;
  g_autofree char *args = NULL;

  text = muster_holiday_export_run (desk->office, desk->admin, year, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (text, "\r\nX-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY\r\n"));
  g_assert_nonnull (strstr (text, "\r\nSUMMARY:元旦（班）\r\n"));

  g_variant_dict_insert (dict, "document", "s", text);
  values = g_variant_ref_sink (g_variant_dict_end (dict));
  args = g_variant_print (values, TRUE);
  g_variant_unref (muster_test_submit (desk, "calendar.import", args));
  ASSERT_YEARS (desk, NULL, "2025 known 33 13 5;2026 known 39 13 6;");
  again = muster_holiday_export_run (desk->office, desk->admin, year, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, text);

  year.from = year.to = muster_test_date ("2031-01-01");
  g_assert_null (
    muster_holiday_export_run (desk->office, desk->admin, year, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/icalendar/marks", test_marks);
  g_test_add_func ("/icalendar/unmarked", test_unmarked);
  g_test_add_func ("/icalendar/faults", test_faults);
  g_test_add_func ("/icalendar/missing-years", test_missing_years);
  g_test_add_func ("/icalendar/replace", test_replace);
  g_test_add_func ("/icalendar/round-trip", test_round_trip);

  return g_test_run ();
}
