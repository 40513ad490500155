/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-policy-sections.h"
#include "muster-rule-compare.h"
#include "muster-rule-draft-listings.h"
#include "muster-rule-draft.h"
#include "muster-rule-trial.h"
#include "muster-rulefile.h"
#include "muster-test-desk.h"

static MusterRuleDraft *
draft_new (void)
{
  g_autofree char *document = muster_rulefile_get_default ("Day", "Office");
  g_autoptr (GError) error = NULL;
  MusterRuleDraft *draft = muster_rule_draft_new (document, 7, NULL, &error);

  g_assert_no_error (error);

  return draft;
}

static MusterShift *
shift_new (const char *code, const char *name, int on, int off)
{
  MusterShift *shift = muster_shift_new (code);

  g_set_str (&shift->name, name);
  shift->n_segments = 1;
  shift->segments[0] = (MusterSegment) { (gint16) on, (gint16) off, TRUE, TRUE };

  return shift;
}

static void
count_cb (guint *times)
{
  (*times)++;
}

static void
test_shifts (void)
{
  g_autoptr (MusterRuleDraft) draft = draft_new ();
  g_autoptr (MusterShift) night = shift_new ("night", "Night", 22 * 60, 30 * 60);
  g_autoptr (MusterShift) late = shift_new ("late", "Late day", 10 * 60, 19 * 60);
  g_autoptr (MusterShift) odd = shift_new ("odd", "Odd", 10 * 60, 9 * 60);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) users = NULL;
  guint times = 0;
  MusterGroup *office;

  g_signal_connect_swapped (draft, "changed", G_CALLBACK (count_cb), &times);
  g_assert_false (muster_rule_draft_is_changed (draft));

  g_assert_true (muster_rule_draft_set_shift (draft, NULL, night, &error));
  g_assert_true (muster_rule_draft_is_changed (draft));
  g_assert_cmpuint (times, ==, 1);

  /* What does not hold changes nothing, and says where */
  g_assert_false (muster_rule_draft_set_shift (draft, "night", odd, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (times, ==, 1);

  /* A shift that takes another's place does so in the groups that use it too */
  g_assert_true (muster_rule_draft_set_shift (draft, "day", late, &error));
  office = muster_ruleset_find_group (muster_rule_draft_get_rules (draft), "office");
  g_assert_cmpstr (office->default_shift->code, ==, "late");

  users = muster_rule_draft_get_users (draft, "late");
  g_assert_cmpuint (g_strv_length (users), ==, 1);
  g_assert_false (muster_rule_draft_remove_shift (draft, "late", &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (muster_rule_draft_remove_shift (draft, "night", &error));

  muster_rule_draft_undo (draft);
  g_assert_nonnull (
    muster_ruleset_find_shift (muster_rule_draft_get_rules (draft), "night"));
  muster_rule_draft_undo (draft);
  muster_rule_draft_undo (draft);
  g_assert_false (muster_rule_draft_can_undo (draft));
  g_assert_false (muster_rule_draft_is_changed (draft));
  muster_rule_draft_redo (draft);
  g_assert_true (muster_rule_draft_is_changed (draft));
}

static void
test_settings (void)
{
  g_autoptr (MusterRuleDraft) draft = draft_new ();
  g_autoptr (GError) error = NULL;
  MusterGroup *office;

  g_assert_true (muster_rule_draft_set_setting (draft, "office", "grace.late",
                                                g_variant_new_int64 (10), &error));
  office = muster_ruleset_find_group (muster_rule_draft_get_rules (draft), "office");
  g_assert_cmpint (muster_params_get_int64 (office->policy, "grace.late"), ==, 10);
  g_assert_cmpuint (office->n_slots, ==, 7);

  g_assert_false (muster_rule_draft_set_setting (draft, "office", "grace.late",
                                                 g_variant_new_int64 (-1), &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "grace.late");
  g_clear_error (&error);

  g_assert_true (
    muster_rule_draft_set_setting (draft, "office", "grace.late", NULL, &error));
  g_assert_false (muster_rule_draft_is_changed (draft));
}

static void
test_groups (void)
{
  g_autoptr (MusterRuleDraft) draft = draft_new ();
  g_autoptr (MusterGroup) works = muster_group_new ("works");
  g_autoptr (GError) error = NULL;

  g_set_str (&works->name, "Works");
  g_set_object (&works->default_shift,
                muster_ruleset_find_shift (muster_rule_draft_get_rules (draft), "day"));
  g_assert_true (muster_rule_draft_set_group (draft, NULL, works, &error));
  g_assert_cmpuint (muster_rule_draft_get_rules (draft)->groups->len, ==, 2);
  g_assert_true (muster_rule_draft_remove_group (draft, "office", &error));
  g_assert_false (muster_rule_draft_remove_group (draft, "works", &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
}

static void
test_words (void)
{
  g_autoptr (MusterRuleDraft) draft = draft_new ();
  g_autoptr (MusterShift) early = shift_new ("day", "Day", 8 * 60, 17 * 60);
  g_autoptr (GPtrArray) changes = NULL;
  const MusterRuleChange *times, *grace;

  early->n_rests = 1;
  early->rests[0] = (MusterRest) { 12 * 60, 13 * 60 };
  g_assert_true (muster_rule_draft_set_shift (draft, "day", early, NULL));
  g_assert_true (muster_rule_draft_set_setting (draft, "office", "grace.late",
                                                g_variant_new_int64 (10), NULL));
  changes = muster_rules_compare (muster_rule_draft_get_published (draft),
                                  muster_rule_draft_get_rules (draft));
  g_assert_cmpuint (changes->len, ==, 2);
  times = g_ptr_array_index (changes, 0);
  g_assert_cmpstr (times->thing, ==, "Day");
  g_assert_cmpstr (times->before, ==, "09:00–18:00");
  g_assert_cmpstr (times->after, ==, "08:00–17:00");
  grace = g_ptr_array_index (changes, 1);
  g_assert_cmpstr (grace->thing, ==, "Office");
  g_assert_cmpstr (grace->before, ==, "0 min");
  g_assert_cmpstr (grace->after, ==, "10 min");
}

static void
test_trial (void)
{
  static const int punches[] = { 9 * 60 + 12, 18 * 60 };
  g_autoptr (MusterRuleDraft) draft = draft_new ();
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  g_autoptr (MusterDaySheet) strict = muster_rules_try (
    muster_rule_draft_get_rules (draft), "office", zone, punches, G_N_ELEMENTS (punches));
  g_autoptr (MusterDaySheet) mild = NULL;

  g_assert_cmpint (strict->day.late_min, ==, 12);
  g_assert_cmpint (strict->day.worked_sec, ==, (8 * 60 - 12) * 60);

  g_assert_true (muster_rule_draft_set_setting (draft, "office", "grace.late",
                                                g_variant_new_int64 (15), NULL));
  mild = muster_rules_try (muster_rule_draft_get_rules (draft), "office", zone, punches,
                           G_N_ELEMENTS (punches));
  g_assert_cmpint (mild->day.late_min, ==, 0);
}

static void
test_sections (void)
{
  const MusterPolicySection *sections = muster_policy_sections_get ();
  gboolean tardy = FALSE;

  for (; sections->name != NULL; sections++)
    {
      g_assert_nonnull (sections->fields[0].name);
      tardy = tardy || g_str_equal (sections->name, "tardy");
    }
  g_assert_true (tardy);
}

/* ---- In the company ---- */

static void
test_kept_and_published (void)
{
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  g_autofree char *document = muster_rulefile_get_default ("Day", "Office");
  g_autofree char *quoted = g_strescape (document, NULL);
  g_autofree char *keep =
    g_strdup_printf ("{'document': <\"%s\">, 'base': <int64 1>}", quoted);
  g_autofree char *publish =
    g_strdup_printf ("{'document': <\"%s\">, 'from': <%d>, 'base': <int64 1>}", quoted,
                     muster_test_date ("2026-03-09"));
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) none = NULL;

  g_variant_unref (muster_test_submit (desk, "rules.save-draft", keep));
  g_variant_unref (muster_test_submit (desk, "rules.save-draft", keep));
  drafts = muster_test_rows (desk, desk->admin, "rule-drafts", NULL);
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpint (MUSTER_RULE_DRAFT_ROW (g_ptr_array_index (drafts, 0))->base, ==, 1);

  g_variant_unref (muster_test_submit (desk, "rules.publish", publish));
  none = muster_test_rows (desk, desk->admin, "rule-drafts", NULL);
  g_assert_cmpuint (none->len, ==, 0);

  /* Somebody else's draft of before is not published over it */
  muster_test_refuse (desk, desk->admin, "rules.publish", publish, MUSTER_ERROR_CONFLICT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rule-draft/shifts", test_shifts);
  g_test_add_func ("/rule-draft/settings", test_settings);
  g_test_add_func ("/rule-draft/groups", test_groups);
  g_test_add_func ("/rule-draft/words", test_words);
  g_test_add_func ("/rule-draft/trial", test_trial);
  g_test_add_func ("/rule-draft/sections", test_sections);
  g_test_add_func ("/rule-draft/kept-and-published", test_kept_and_published);

  return g_test_run ();
}
