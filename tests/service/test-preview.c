/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-rule-preview.h"
#include "muster-rulefile.h"
#include "muster-test-desk.h"

#define RULES                                                                            \
  "{\"schema\": \"muster-rules/1\", \"name\": \"Draft\","                                \
  " \"shifts\": [{\"id\": \"day\", \"name\": \"Day\", \"segments\": [{\"on\": "          \
  "\"09:00\","                                                                           \
  " \"off\": \"18:00\"}], \"rests\": [[\"12:00\", \"13:00\"]]}],"                        \
  " \"groups\": [{\"id\": \"default\", \"name\": \"All\", \"default_shift\": \"day\","   \
  " \"weekly_rest\": [\"sat\", \"sun\"], \"policy\": {\"grace\": {\"late\": %d}}}]}"

typedef struct
{
  MusterTestDesk *desk;
  gint64 heron; /* of the yard; 4 minutes late on Monday, in time on Tuesday */
  gint64 swan;  /* of the office; 20 minutes late on both days */
} Gate;

static void
map (MusterTestDesk *desk, gint64 source, const char *key, gint64 person)
{
  g_autofree char *args =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                     ">, 'key': <'%s'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                     source, key, person);

  g_variant_unref (muster_test_submit (desk, "person.map", args));
}

static Gate *
gate_new (void)
{
  Gate *gate = g_new0 (Gate, 1);
  MusterTestDesk *desk = muster_test_desk_new ();
  gint64 source = muster_test_add_source (desk, "Gate");
  g_autofree char *mark = g_strdup_printf (
    "{'source': <int64 %" G_GINT64_FORMAT ">, 'synced_to': <int64 %" G_GINT64_FORMAT ">}",
    source, muster_test_instant ("2026-03-05T09:00"));

  gate->desk = desk;
  gate->heron = muster_test_add_person (desk, "H-1", "Heron", "", "Yard");
  gate->swan = muster_test_add_person (desk, "S-2", "Swan", "", "Office");
  map (desk, source, "1", gate->heron);
  map (desk, source, "2", gate->swan);
  g_object_unref (muster_test_import (desk, source, "1_attlog.dat",
                                      "1\t2026-03-02 09:04:00\t1\t0\t1\t0\n"
                                      "1\t2026-03-02 18:05:00\t1\t1\t1\t0\n"
                                      "1\t2026-03-03 08:55:00\t1\t0\t1\t0\n"
                                      "1\t2026-03-03 18:05:00\t1\t1\t1\t0\n"
                                      "2\t2026-03-02 09:20:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-02 18:05:00\t1\t1\t1\t0\n"
                                      "2\t2026-03-03 09:20:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-03 18:05:00\t1\t1\t1\t0\n"));
  g_variant_unref (muster_test_submit (desk, "source.mark", mark));

  return gate;
}

static void
gate_free (Gate *gate)
{
  muster_test_desk_free (gate->desk);
  g_free (gate);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Gate, gate_free)

static MusterPreview *
preview (Gate *gate, MusterActor *actor, int grace, const char *effective, GError **error)
{
  g_autofree char *document = g_strdup_printf (RULES, grace);
  MusterDates dates = { muster_test_date ("2026-03-02"),
                        muster_test_date ("2026-03-03") };

  return muster_preview_run (gate->desk->office, actor, document,
                             muster_test_date (effective), dates, NULL, NULL, NULL, NULL,
                             error);
}

static void
publish (Gate *gate, int grace, const char *from)
{
  g_autofree char *document = g_strdup_printf (RULES, grace);
  g_autoptr (GVariant) text = g_variant_ref_sink (g_variant_new_string (document));
  g_autofree char *printed = g_variant_print (text, FALSE);
  g_autofree char *args = g_strdup_printf ("{'document': <%s>, 'from': <%d>}", printed,
                                           muster_test_date (from));

  g_variant_unref (muster_test_submit (gate->desk, "rules.publish", args));
}

/* Five minutes of grace take one late away: that of four minutes. */
static void
test_grace (void)
{
  g_autoptr (Gate) gate = gate_new ();
  g_autoptr (MusterPreview) same = NULL;
  g_autoptr (MusterPreview) five = NULL;
  g_autoptr (GError) error = NULL;

  publish (gate, 0, "2026-01-01");
  same = preview (gate, gate->desk->admin, 0, "2026-03-02", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (same->differences->len, ==, 0);
  g_assert_cmpuint (same->judged_people, ==, 2);
  g_assert_cmpuint (same->judged_days, ==, 4);
  g_assert_cmpuint (same->days, ==, 0);

  five = preview (gate, gate->desk->admin, 5, "2026-03-02", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (five->people, ==, 1);
  g_assert_cmpuint (five->days, ==, 1);
  g_assert_cmpuint (five->differences->len, ==, 2);
  g_assert_cmpuint (five->totals[MUSTER_OUTCOME_LATE].days, ==, 1);
  g_assert_cmpint (five->totals[MUSTER_OUTCOME_LATE].difference, ==, -4);
  g_assert_cmpuint (five->totals[MUSTER_OUTCOME_FLAGS].days, ==, 1);
  g_assert_cmpuint (five->totals[MUSTER_OUTCOME_WORKED_SEC].days, ==, 0);
  for (guint i = 0; i < five->differences->len; i++)
    {
      g_autoptr (MusterPreviewRow) row = muster_preview_get_row (five, i);

      g_assert_cmpstr (row->person_name, ==, "Heron");
      g_assert_cmpstr (row->staff_no, ==, "H-1");
      g_assert_cmpint (row->date, ==, muster_test_date ("2026-03-02"));
      g_assert_false (row->locked);
      g_assert_cmpstr (row->before, ==, g_str_equal (row->value, "late") ? "4" : "late");
      g_assert_cmpstr (row->after, ==, g_str_equal (row->value, "late") ? "0" : "");
    }
}

/* What a preview says is what publishing then does. */
static void
test_effective (void)
{
  g_autoptr (Gate) gate = gate_new ();
  g_autoptr (MusterPreview) tuesday = NULL;
  g_autoptr (MusterPreview) early = NULL;
  g_autoptr (MusterPreview) after = NULL;
  g_autoptr (GError) error = NULL;

  publish (gate, 0, "2026-01-01");
  tuesday = preview (gate, gate->desk->admin, 30, "2026-03-03", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tuesday->days, ==, 1);
  g_assert_cmpint (g_array_index (tuesday->differences, MusterDifference, 0).person_id,
                   ==, gate->swan);

  /* Rules that hold from a later date stay in force from there. */
  publish (gate, 0, "2026-03-03");
  early = preview (gate, gate->desk->admin, 30, "2026-02-01", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (early->days, ==, 2);
  g_assert_cmpuint (early->people, ==, 2);
  g_assert_cmpint (early->totals[MUSTER_OUTCOME_LATE].difference, ==, -24);

  publish (gate, 30, "2026-02-01");
  after = preview (gate, gate->desk->admin, 30, "2026-02-01", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->days, ==, 0);
}

static void
test_scope (void)
{
  g_autoptr (Gate) gate = gate_new ();
  g_autoptr (MusterActor)
    office = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, "Office");
  g_autoptr (MusterActor) auditor = muster_test_actor (MUSTER_ROLE_AUDITOR, NULL, NULL);
  g_autoptr (MusterPreview) some = NULL;
  g_autoptr (GError) error = NULL;

  publish (gate, 0, "2026-01-01");
  some = preview (gate, office, 30, "2026-03-02", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (some->judged_people, ==, 1);
  g_assert_cmpuint (some->days, ==, 2);
  g_assert_cmpint (some->totals[MUSTER_OUTCOME_LATE].difference, ==, -40);

  g_assert_null (preview (gate, auditor, 30, "2026-03-02", &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
}

static void
test_closed (void)
{
  g_autoptr (Gate) gate = gate_new ();
  g_autofree char *args = g_strdup_printf ("{'from': <%d>, 'to': <%d>}",
                                           muster_test_date ("2026-03-02"),
                                           muster_test_date ("2026-03-02"));
  g_autoptr (MusterPreview) both = NULL;
  g_autoptr (GError) error = NULL;
  guint n_locked = 0;

  publish (gate, 0, "2026-01-01");
  g_variant_unref (muster_test_submit (gate->desk, "period.close", args));
  both = preview (gate, gate->desk->admin, 30, "2026-03-02", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < both->differences->len; i++)
    {
      g_autoptr (MusterPreviewRow) row = muster_preview_get_row (both, i);

      g_assert_cmpint (row->locked, ==, row->date == muster_test_date ("2026-03-02"));
      n_locked += row->locked;
    }
  g_assert_cmpuint (n_locked, >, 0);
}

typedef struct
{
  GCancellable *cancellable;
  guint64 done;
  guint64 total;
} Watch;

static void
watch_cb (guint64 done, guint64 total, gpointer data)
{
  Watch *watch = data;

  watch->done = done;
  watch->total = total;
  if (watch->cancellable != NULL)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_progress (void)
{
  g_autoptr (Gate) gate = gate_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *document = g_strdup_printf (RULES, 5);
  MusterDates dates = { muster_test_date ("2026-03-02"),
                        muster_test_date ("2026-03-03") };
  Watch watch = { 0 };
  g_autoptr (MusterPreview) whole = NULL;
  g_autoptr (MusterPreview) none = NULL;
  g_autoptr (GError) error = NULL;

  whole = muster_preview_run (gate->desk->office, gate->desk->admin, document, dates.from,
                              dates, NULL, watch_cb, &watch, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.done, ==, 2);
  g_assert_cmpuint (watch.total, ==, 2);

  watch.cancellable = cancellable;
  none = muster_preview_run (gate->desk->office, gate->desk->admin, document, dates.from,
                             dates, NULL, watch_cb, &watch, cancellable, &error);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_bad_draft (void)
{
  g_autoptr (Gate) gate = gate_new ();
  MusterDates dates = { muster_test_date ("2026-03-02"),
                        muster_test_date ("2026-03-03") };
  MusterDates open = { dates.from, MUSTER_DATE_EVER };
  g_autofree char *good = g_strdup_printf (RULES, 5);
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_preview_run (gate->desk->office, gate->desk->admin, "{}",
                                     dates.from, dates, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (muster_preview_run (gate->desk->office, gate->desk->admin, good,
                                     dates.from, open, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/preview/grace", test_grace);
  g_test_add_func ("/preview/effective", test_effective);
  g_test_add_func ("/preview/scope", test_scope);
  g_test_add_func ("/preview/closed", test_closed);
  g_test_add_func ("/preview/progress", test_progress);
  g_test_add_func ("/preview/bad-draft", test_bad_draft);

  return g_test_run ();
}
