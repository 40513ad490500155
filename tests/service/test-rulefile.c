/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-request-policy.h"
#include "muster-holidays.h"
#include "muster-rulefile.h"

static const char *const whole =
  "{\"schema\": \"muster-rules/1\", \"name\": \"R\","
  " \"shifts\": ["
  "  {\"id\": \"d\", \"name\": \"Day\", \"tz\": \"Asia/Shanghai\","
  "   \"segments\": [{\"on\": \"08:00\", \"off\": \"12:00\", \"out_required\": false},"
  "                  {\"on\": \"13:00\", \"off\": \"17:30\"}],"
  "   \"rests\": [[\"15:00\", \"15:10\"]], \"window\": {\"before\": 60, \"after\": 90},"
  "   \"flex\": {\"late\": 30, \"early\": 15}, \"after_late\": [{\"stayed\": 120, "
  "\"allowance\": 30}]},"
  "  {\"id\": \"n\", \"segments\": [{\"on\": \"22:00\", \"off\": \"30:00\"}]},"
  "  {\"id\": \"f\", \"free\": true, \"required\": 480}],"
  " \"groups\": ["
  "  {\"id\": \"g\", \"name\": \"G\", \"default_shift\": \"d\", \"makeup_shift\": \"n\","
  "   \"pattern\": {\"kind\": \"cycle\", \"anchor\": \"2026-01-05\","
  "                 \"slots\": [\"d\", \"n\", null, \"*\"]},"
  "   \"special\": [{\"date\": \"2026-05-01\", \"shift\": \"d\"}, {\"date\": "
  "\"2026-05-02\"}],"
  "   \"policy\": {\"duplicate_window\": 30, \"grace\": {\"late\": 5, \"early\": 0,"
  "                \"mode\": \"deduct\"}},"
  "   \"requests\": {\"quota\": 2, \"kinds\": [\"missing\", \"leave\"],"
  "                  \"evidence\": {\"leave\": \"required\"}, \"auto\": {\"count\": 1},"
  "                  \"levels\": [\"supervisor\", [\"Li\", \"Zhao\"]]}},"
  "  {\"id\": \"h\", \"weekly_rest\": [\"sun\"]}]}";

static void
check_whole (MusterRuleset *rules)
{
  MusterShift *day = muster_ruleset_find_shift (rules, "d");
  MusterShift *night = muster_ruleset_find_shift (rules, "n");
  MusterGroup *group = muster_ruleset_find_group (rules, "g");
  MusterGroup *other = muster_ruleset_find_group (rules, "h");
  const MusterSpecialDate *special;
  g_auto (MusterRequestPolicy) policy = { 0 };
  g_autofree char *levels = NULL;

  g_assert_cmpstr (rules->name, ==, "R");
  g_assert_cmpint (rules->effective, ==, 77);
  g_assert_cmpuint (rules->shifts->len, ==, 3);
  g_assert_cmpstr (muster_zone_get_name (day->zone), ==, "Asia/Shanghai");
  g_assert_cmpuint (day->n_segments, ==, 2);
  g_assert_false (day->segments[0].out_required);
  g_assert_true (day->segments[1].out_required);
  g_assert_cmpint (day->segments[1].off, ==, 17 * 60 + 30);
  g_assert_cmpint (day->rests[0].to, ==, 15 * 60 + 10);
  g_assert_cmpint (day->before, ==, 60);
  g_assert_cmpint (day->flex_early, ==, 15);
  g_assert_cmpint (day->after_late[0].allowance, ==, 30);
  g_assert_cmpint (night->segments[0].off, ==, 30 * 60);
  g_assert_cmpint (night->after, ==, 480);
  g_assert_cmpstr (night->name, ==, "n");
  g_assert_true (muster_ruleset_find_shift (rules, "f")->free);

  g_assert_true (group->default_shift == day);
  g_assert_true (group->makeup_shift == night);
  g_assert_cmpuint (group->n_slots, ==, 4);
  g_assert_cmpint (muster_group_get_slot (group, group->anchor + 2).kind, ==,
                   MUSTER_SLOT_REST);
  g_assert_cmpint (muster_group_get_slot (group, group->anchor + 3).kind, ==,
                   MUSTER_SLOT_DEFAULT);
  g_assert_true (muster_group_get_slot (group, group->anchor + 5).shift == night);
  special = muster_group_find_special (group, muster_date_new (2026, 5, 2));
  g_assert_nonnull (special);
  g_assert_null (special->shift);
  g_assert_cmpint (muster_params_get_int64 (group->policy, "duplicate_window"), ==, 30);

  g_assert_true (muster_request_policy_init (&policy, group->requests, NULL));
  g_assert_cmpint (policy.quota, ==, 2);
  g_assert_cmpint (policy.deadline, ==, 7);
  g_assert_cmpuint (policy.kinds, ==,
                    1 << MUSTER_REQUEST_MISSING | 1 << MUSTER_REQUEST_LEAVE);
  g_assert_cmpint (policy.evidence[MUSTER_REQUEST_LEAVE], ==, MUSTER_EVIDENCE_REQUIRED);
  g_assert_cmpint (policy.auto_count, ==, 1);
  levels = muster_request_levels_to_text (policy.levels);
  g_assert_cmpstr (levels, ==, "supervisor;named:Li,Zhao");

  g_assert_cmpint (muster_group_get_slot (other, muster_date_new (2026, 3, 8)).kind, ==,
                   MUSTER_SLOT_REST);
  g_assert_cmpint (muster_params_get_int64 (other->policy, "duplicate_window"), ==, 60);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterRuleset) rules = muster_rulefile_parse (whole, 77, &error);

  g_assert_no_error (error);
  check_whole (rules);
}

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterRuleset) first = muster_rulefile_parse (whole, 77, &error);
  g_autofree char *text = muster_rulefile_write (first);
  g_autoptr (MusterRuleset) second = muster_rulefile_parse (text, 77, &error);
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  check_whole (second);
  again = muster_rulefile_write (second);
  g_assert_cmpstr (text, ==, again);
}

static void
test_default (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = muster_rulefile_get_default ("白班", "办公室");
  g_autoptr (MusterRuleset)
    rules = muster_rulefile_parse (text, MUSTER_DATE_NONE, &error);
  MusterGroup *group;

  g_assert_no_error (error);
  group = g_ptr_array_index (rules->groups, 0);
  g_assert_cmpstr (group->name, ==, "办公室");
  g_assert_cmpint (muster_shift_get_scheduled (group->default_shift), ==, 480);
  g_assert_cmpint (muster_group_get_slot (group, muster_date_new (2026, 3, 7)).kind, ==,
                   MUSTER_SLOT_REST);
  g_assert_cmpint (muster_group_get_slot (group, muster_date_new (2026, 3, 6)).kind, ==,
                   MUSTER_SLOT_DEFAULT);
}

#define SHIFT(members)                                                                   \
  "{\"schema\": \"muster-rules/1\", \"shifts\": [{\"id\": \"d\"" members "}],"           \
  " \"groups\": [{\"id\": \"g\"}]}"
#define GROUP(members)                                                                   \
  "{\"schema\": \"muster-rules/1\", \"shifts\": [{\"id\": \"d\", \"segments\":"          \
  " [{\"on\": \"09:00\", \"off\": \"18:00\"}]}],"                                        \
  " \"groups\": [{\"id\": \"g\"" members "}]}"

static void
test_faults (void)
{
  static const struct
  {
    const char *document;
    const char *place;
  } cases[] = {
    { "{", "" },
    { "[]", "" },
    { "{\"groups\": []}", "schema" },
    { "{\"schema\": \"muster-rules/2\"}", "schema" },
    { "{\"schema\": \"muster-rules/1\", \"group\": []}", "group" },
    { "{\"schema\": \"muster-rules/1\", \"groups\": []}", "groups" },
    { "{\"schema\": \"muster-rules/1\", \"groups\": [3]}", "groups[0]" },
    { SHIFT (", \"segments\": 3"), "shifts[0].segments" },
    { SHIFT (", \"segments\": [{\"on\": \"09:00\"}]"), "shifts[0].segments[0].off" },
    { SHIFT (", \"segments\": [{\"on\": \"9 h\", \"off\": \"18:00\"}]"),
      "shifts[0].segments[0].on" },
    { SHIFT (", \"segments\": [{\"on\": \"09:00\", \"off\": \"18:00\", \"of\": 1}]"),
      "shifts[0].segments[0].of" },
    { SHIFT (", \"rests\": [[\"12:00\"]]"), "shifts[0].rests[0]" },
    { SHIFT (", \"flex\": {\"late\": \"60\"}"), "shifts[0].flex.late" },
    { SHIFT (", \"window\": {\"before\": -1}"), "shifts[0].window.before" },
    { SHIFT (", \"tz\": \"Asia/Nowhere\""), "shifts[0].tz" },
    { SHIFT (", \"colour\": \"red\""), "shifts[0].colour" },
    { GROUP (", \"requests\": {\"levels\": [\"king\"]}"), "groups[0].requests.levels" },
    { GROUP (", \"requests\": {\"kinds\": [3]}"), "groups[0].requests.kinds" },
    { GROUP (", \"requests\": {\"wishes\": 3}"), "groups[0].requests.wishes" },
    { GROUP (", \"default_shift\": \"x\""), "groups[0].default_shift" },
    { GROUP (", \"weekly_rest\": [\"sat\", \"sunday\"]"), "groups[0].weekly_rest[1]" },
    { GROUP (", \"weekly_rest\": [], \"pattern\": {}"), "groups[0].pattern" },
    { GROUP (", \"pattern\": {\"kind\": \"monthly\"}"), "groups[0].pattern.kind" },
    { GROUP (", \"pattern\": {\"kind\": \"weekly\", \"slots\": [\"d\"]}"),
      "groups[0].pattern.slots" },
    { GROUP (", \"pattern\": {\"kind\": \"cycle\", \"slots\": [\"d\"]}"),
      "groups[0].pattern.anchor" },
    { GROUP (", \"pattern\": {\"kind\": \"cycle\", \"anchor\": \"2026-01-01\", "
             "\"slots\": [\"x\"]}"),
      "groups[0].pattern.slots[0]" },
    { GROUP (", \"special\": [{\"shift\": \"d\"}]"), "groups[0].special[0].date" },
    { GROUP (", \"special\": [{\"date\": \"2026-02-30\"}]"),
      "groups[0].special[0].date" },
    { GROUP (", \"policy\": {\"duplicate_windows\": 60}"),
      "groups[0].policy.duplicate_windows" },
    { GROUP (", \"policy\": {\"duplicate_window\": \"60\"}"),
      "groups[0].policy.duplicate_window" },
    { GROUP (", \"policy\": {\"placing\": \"nowhere\"}"), "groups[0].policy.placing" },
    { GROUP ("}, {\"id\": \"g\""), "groups[1].id" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterRuleset)
        rules = muster_rulefile_parse (cases[i].document, 0, &error);

      g_test_message ("%s", cases[i].document);
      g_assert_null (rules);
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
      g_assert_cmpstr (muster_error_get_field (error), ==, cases[i].place);
      if (*cases[i].place != '\0')
        g_assert_nonnull (strstr (error->message, cases[i].place));
    }
}

static void
test_builtin_holidays (void)
{
  static const struct
  {
    int year;
    int month;
    int day;
    int kind;
  } cases[] = {
    { 2025, 1, 28, MUSTER_HOLIDAY_STATUTORY }, { 2025, 1, 26, MUSTER_HOLIDAY_WORKDAY },
    { 2025, 2, 3, MUSTER_HOLIDAY_REST },       { 2026, 1, 1, MUSTER_HOLIDAY_STATUTORY },
    { 2026, 1, 4, MUSTER_HOLIDAY_WORKDAY },    { 2026, 1, 5, 0 },
  };
  g_autoptr (MusterCalendar) calendar = muster_holidays_get_builtin ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const MusterHoliday *holiday = muster_calendar_find (
        calendar, muster_date_new (cases[i].year, cases[i].month, cases[i].day));

      g_assert_cmpint (holiday != NULL ? holiday->kind : 0, ==, cases[i].kind);
    }

  g_assert_true (muster_calendar_has_year (calendar, 2026));
  g_assert_false (muster_calendar_has_year (calendar, 2027));
}

#define HOLIDAYS(days)                                                                   \
  "{\"schema\": \"muster-holidays/1\", \"years\": {\"2026\": " days "}}"

static void
test_holiday_faults (void)
{
  static const struct
  {
    const char *document;
    const char *place;
  } cases[] = {
    { "{\"schema\": \"muster-holidays/1\", \"years\": {\"MMXXVI\": {}}}",
      "years.MMXXVI" },
    { HOLIDAYS ("{\"days\": [{}]}"), "years.2026.days[0].kind" },
    { HOLIDAYS ("{\"days\": [{\"kind\": \"rest\"}]}"), "years.2026.days[0].date" },
    { HOLIDAYS ("{\"days\": [{\"kind\": \"party\", \"date\": \"2026-01-01\"}]}"),
      "years.2026.days[0].kind" },
    { HOLIDAYS ("{\"days\": [{\"kind\": \"rest\", \"date\": \"2025-01-01\"}]}"),
      "years.2026.days[0].date" },
    { HOLIDAYS ("{\"days\": [{\"kind\": \"rest\", \"date\": \"2026-01-01\", \"weekday\": "
                "\"mon\"}]}"),
      "years.2026.days[0].weekday" },
    { HOLIDAYS ("{\"statutory_days\": 13, \"days\": []}"), "years.2026.statutory_days" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterCalendar)
        calendar = muster_holidays_parse (cases[i].document, &error);

      g_assert_null (calendar);
      g_assert_cmpstr (muster_error_get_field (error), ==, cases[i].place);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/service/rulefile/whole", test_whole);
  g_test_add_func ("/service/rulefile/round-trip", test_round_trip);
  g_test_add_func ("/service/rulefile/default", test_default);
  g_test_add_func ("/service/rulefile/faults", test_faults);
  g_test_add_func ("/service/holidays/builtin", test_builtin_holidays);
  g_test_add_func ("/service/holidays/faults", test_holiday_faults);

  return g_test_run ();
}
