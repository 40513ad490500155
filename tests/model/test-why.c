/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-why.h"

#include <string.h>

static MusterDaySheet *
make_sheet (MusterZone *zone)
{
  MusterDay day = { .date = muster_date_new (2025, 3, 5) };
  MusterDaySheet *sheet = muster_day_sheet_new (&day, zone, NULL);

  sheet->notes = g_array_new (FALSE, FALSE, sizeof (MusterNote));

  return sheet;
}

static void
add (MusterDaySheet *sheet, MusterNote note)
{
  g_array_append_val (sheet->notes, note);
}

static void
test_sentences (void)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  g_autoptr (MusterDaySheet) sheet = make_sheet (zone);
  g_autoptr (MusterRuleset)
    ruleset = muster_ruleset_new ("R", muster_date_new (2025, 1, 1));
  g_autoptr (GPtrArray) lines = NULL;
  gint64 on = muster_zone_get_instant (zone, sheet->day.date, 9 * 60 * MUSTER_MINUTE);
  MusterWhyLine *line;

  add (sheet, (MusterNote) {
                .rule = "kind", .reason = MUSTER_REASON_DEFAULT_SHIFT, .label = "Day" });
  add (sheet, (MusterNote) { .rule = "tardy",
                             .setting = "segments",
                             .ruleset = ruleset,
                             .reason = MUSTER_REASON_LATE,
                             .value = MUSTER_VALUE_LATE,
                             .amount = 12,
                             .args = { on + 12 * MUSTER_MINUTE, on, 12 } });
  add (sheet, (MusterNote) { .rule = "worked",
                             .reason = MUSTER_REASON_REST_TAKEN,
                             .value = MUSTER_VALUE_WORKED,
                             .amount = -3600,
                             .args = { on, on + 60 * MUSTER_MINUTE, 3600 } });
  add (sheet, (MusterNote) { .rule = "status", .reason = MUSTER_REASON_PRESENT });
  add (sheet, (MusterNote) { .rule = "status",
                             .reason = MUSTER_REASON_PRESENT,
                             .value = MUSTER_VALUE_ATTENDED,
                             .amount = 2 });

  lines = muster_why_lines (sheet);
  g_assert_cmpuint (lines->len, ==, 4);

  line = g_ptr_array_index (lines, 0);
  g_assert_cmpstr (line->sentence, ==, "Nothing else decides: the default shift “Day”.");
  g_assert_cmpstr (line->value, ==, "");
  g_assert_cmpstr (line->rule, ==, "Kind of day");

  line = g_ptr_array_index (lines, 1);
  g_assert_nonnull (strstr (line->sentence, "09:12"));
  g_assert_nonnull (strstr (line->sentence, "later than 09:00"));
  g_assert_true (g_str_has_prefix (line->value, "Late +12"));
  g_assert_cmpstr (line->setting, ==, "segments");
  g_assert_cmpstr (line->rules, ==, "R, version 1, from 2025-01-01");

  line = g_ptr_array_index (lines, 2);
  g_assert_true (g_str_has_prefix (line->value, "Worked time −1"));

  line = g_ptr_array_index (lines, 3);
  g_assert_cmpstr (line->value, ==, "Attended +1 day");
}

/* Every reason has words, and no place of an argument is left open. */
static void
test_every_reason (void)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);

  for (guint reason = 0; reason < MUSTER_N_REASONS; reason++)
    {
      g_autoptr (MusterDaySheet) sheet = make_sheet (zone);
      g_autoptr (GPtrArray) lines = NULL;
      const char *sentence;

      add (sheet, (MusterNote) { .rule = "kind",
                                 .reason = (guint8) reason,
                                 .label = "L",
                                 .args = { 1, 2, 3 } });
      lines = muster_why_lines (sheet);
      g_assert_cmpuint (lines->len, ==, 1);
      sentence = ((MusterWhyLine *) g_ptr_array_index (lines, 0))->sentence;
      g_assert_cmpuint (strlen (sentence), >, 5);
      g_assert_null (strchr (sentence, '{'));
      g_assert_cmpstr (muster_reason_get_code (reason), !=, "");
    }
}

static void
test_no_reasons (void)
{
  g_autoptr (MusterZone) zone = muster_zone_new ("UTC", NULL);
  MusterDay day = { 0 };
  g_autoptr (MusterDaySheet) sheet = muster_day_sheet_new (&day, zone, NULL);
  g_autoptr (GPtrArray) lines = muster_why_lines (sheet);

  g_assert_cmpuint (lines->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/why/sentences", test_sentences);
  g_test_add_func ("/why/every-reason", test_every_reason);
  g_test_add_func ("/why/no-reasons", test_no_reasons);

  return g_test_run ();
}
