/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-periods.h"
#include "muster-test-company.h"

#define FIRST (MUSTER_TEST_TODAY - 3)
#define LAST (MUSTER_TEST_TODAY - 1)

static gint64
close_dates (MusterDb *db, MusterDate from, MusterDate to)
{
  MusterPeriodRecord record = { .dates = { from, to },
                                .closed_at = MUSTER_TEST_NOW,
                                .closed_by = (char *) "Bai",
                                .forced = TRUE,
                                .people = 2,
                                .days = 3 };
  g_autoptr (GError) error = NULL;
  gint64 id = muster_periods_add (db, &record, &error);

  g_assert_no_error (error);

  return id;
}

/* Every member differs, so that none is taken for another. */
static MusterFrozenDay
day_of (gint64 person, gint64 period, MusterDate date, guint nth)
{
  return (MusterFrozenDay) {
    .day = { .person_id = person,
             .date = date,
             .nth = (guint8) nth,
             .in_at = 11,
             .out_at = 12,
             .flags = MUSTER_FLAG_LATE | MUSTER_FLAG_LOCATION_DOUBT |
                      MUSTER_FLAG_FORGIVEN,
             .worked_sec = 13,
             .expected_min = 14,
             .late_min = 15,
             .early_min = 16,
             .overtime_min = 17,
             .overtime_pending_min = 18,
             .undertime_min = 19,
             .attended_half = 1,
             .absent_half = 2,
             .groups = 3,
             .n_punches = 4,
             .type = MUSTER_DAY_MAKEUP,
             .status = MUSTER_STATUS_HALF_DAY,
             .other_half = MUSTER_STATUS_ABSENT },
    .shift = "early",
    .period_id = period,
  };
}

static gboolean
periods_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 id = close_dates (db, FIRST, LAST);
  gint64 later = close_dates (db, LAST + 1, LAST + 1);
  MusterDates all = { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
  g_auto (MusterPeriodRecord) record = { 0 };
  g_auto (MusterPeriodRecord) none = { 0 };
  g_autoptr (GArray) periods = NULL;
  g_autoptr (GArray) closed = NULL;
  g_autoptr (GArray) within = NULL;
  g_autoptr (GError) local = NULL;
  const MusterPeriodRecord *reopened;

  g_assert_true (muster_periods_get (db, id, &record, error));
  g_assert_cmpint (record.dates.from, ==, FIRST);
  g_assert_cmpint (record.dates.to, ==, LAST);
  g_assert_cmpint (record.closed_at, ==, MUSTER_TEST_NOW);
  g_assert_cmpstr (record.closed_by, ==, "Bai");
  g_assert_true (record.forced);
  g_assert_cmpuint (record.people, ==, 2);
  g_assert_cmpuint (record.days, ==, 3);
  g_assert_cmpint (record.reopened_at, ==, 0);
  g_assert_nonnull (record.uid);

  g_assert_true (muster_periods_reopen (db, id, "a device was late", MUSTER_TEST_NOW + 1,
                                        "Lu", error));
  g_assert_false (
    muster_periods_reopen (db, id, "again", MUSTER_TEST_NOW + 2, "Lu", &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&local);
  g_assert_false (muster_periods_get (db, 99, &none, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);

  periods = muster_periods_list (db, all, FALSE, error);
  g_assert_cmpuint (periods->len, ==, 2);
  reopened = &g_array_index (periods, MusterPeriodRecord, 0);
  g_assert_cmpint (reopened->reopened_at, ==, MUSTER_TEST_NOW + 1);
  g_assert_cmpstr (reopened->reopened_by, ==, "Lu");
  g_assert_cmpstr (reopened->reason, ==, "a device was late");
  closed = muster_periods_list (db, all, TRUE, error);
  g_assert_cmpuint (closed->len, ==, 1);
  g_assert_cmpint (g_array_index (closed, MusterPeriodRecord, 0).id, ==, later);
  within = muster_periods_list (db, (MusterDates) { LAST, LAST }, FALSE, error);
  g_assert_cmpuint (within->len, ==, 1);
  g_assert_cmpint (g_array_index (within, MusterPeriodRecord, 0).id, ==, id);

  return TRUE;
}

static gboolean
days_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 people[2] = {
    muster_test_person_add (db, "1", "Bai", NULL, "office"),
    muster_test_person_add (db, "2", "Shen", NULL, "night"),
  };
  gint64 turned[2] = { people[1], people[0] };
  gint64 id = close_dates (db, FIRST, LAST);
  gint64 again;
  MusterFrozenDay frozen[] = {
    day_of (people[0], id, LAST, 1),
    day_of (people[0], id, LAST, 0),
    day_of (people[1], id, FIRST, 0),
  };
  g_autoptr (GArray) days = NULL;
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) left = NULL;
  const MusterFrozenDay *day;

  g_assert_true (muster_periods_freeze (db, frozen, G_N_ELEMENTS (frozen), error));
  days = muster_periods_days (db, turned, 2, (MusterDates) { FIRST, LAST }, error);
  g_assert_cmpuint (days->len, ==, 3);
  g_assert_cmpint (g_array_index (days, MusterFrozenDay, 0).day.person_id, ==, people[1]);
  g_assert_cmpuint (g_array_index (days, MusterFrozenDay, 1).day.nth, ==, 0);
  day = &g_array_index (days, MusterFrozenDay, 2);
  g_assert_cmpuint (day->day.nth, ==, 1);
  g_assert_cmpmem (&day->day, sizeof (MusterDay), &frozen[0].day, sizeof (MusterDay));
  g_assert_cmpstr (day->shift, ==, "early");
  g_assert_cmpint (day->period_id, ==, id);
  g_assert_cmpint (day->ruleset_id, ==, 0);

  first = muster_periods_days (db, people, 2, (MusterDates) { FIRST, FIRST }, error);
  g_assert_cmpuint (first->len, ==, 1);

  /* The copy of a reopened period is history. */
  g_assert_true (muster_periods_reopen (db, id, "wrong", MUSTER_TEST_NOW, "Lu", error));
  again = close_dates (db, FIRST, LAST);
  frozen[2].period_id = again;
  g_assert_true (muster_periods_freeze (db, &frozen[2], 1, error));
  left = muster_periods_days (db, people, 2, (MusterDates) { FIRST, LAST }, error);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpint (g_array_index (left, MusterFrozenDay, 0).period_id, ==, again);

  return TRUE;
}

static gboolean
adjustments_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 person = muster_test_person_add (db, "1", "Bai", NULL, "office");
  MusterAcceptance acceptance = { .period_id = close_dates (db, FIRST, LAST),
                                  .person_id = person,
                                  .date = LAST,
                                  .nth = 1,
                                  .value = "late",
                                  .before = (char *) "12",
                                  .after = (char *) "0",
                                  .into = LAST + 1,
                                  .at = MUSTER_TEST_NOW,
                                  .by = (char *) "Lu" };
  g_autoptr (GArray) accepted = NULL;
  g_autoptr (GArray) none = NULL;
  const MusterAcceptance *read;

  g_assert_cmpint (muster_periods_accept (db, &acceptance, error), >, 0);
  accepted = muster_periods_accepted (
    db, (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_NONE }, error);
  g_assert_cmpuint (accepted->len, ==, 1);
  read = &g_array_index (accepted, MusterAcceptance, 0);
  g_assert_cmpint (read->period_id, ==, acceptance.period_id);
  g_assert_cmpint (read->person_id, ==, person);
  g_assert_cmpint (read->date, ==, LAST);
  g_assert_cmpuint (read->nth, ==, 1);
  g_assert_cmpstr (read->value, ==, "late");
  g_assert_cmpstr (read->before, ==, "12");
  g_assert_cmpstr (read->after, ==, "0");
  g_assert_cmpint (read->into, ==, LAST + 1);
  g_assert_cmpstr (read->by, ==, "Lu");
  none = muster_periods_accepted (db, (MusterDates) { FIRST, FIRST }, error);
  g_assert_cmpuint (none->len, ==, 0);

  return TRUE;
}

/* What was written once stays. */
static gboolean
history_run (MusterDb *db, gpointer data, GError **error)
{
  static const char *const attempts[] = {
    "UPDATE period SET to_date = to_date + 1",     "DELETE FROM period",
    "UPDATE period_reopening SET reason = 'none'", "DELETE FROM period_reopening",
    "UPDATE frozen_day SET late_min = 0",          "DELETE FROM frozen_day",
    "UPDATE adjustment SET after = '1'",           "DELETE FROM adjustment",
  };
  gint64 person = muster_test_person_add (db, "1", "Bai", NULL, "office");
  gint64 id = close_dates (db, FIRST, LAST);
  MusterFrozenDay day = day_of (person, id, FIRST, 0);
  MusterAcceptance acceptance = { .period_id = id,
                                  .person_id = person,
                                  .value = "late",
                                  .before = (char *) "1",
                                  .after = (char *) "2",
                                  .by = (char *) "Lu" };

  g_assert_true (muster_periods_freeze (db, &day, 1, error));
  g_assert_true (muster_periods_reopen (db, id, "wrong", MUSTER_TEST_NOW, "Lu", error));
  g_assert_cmpint (muster_periods_accept (db, &acceptance, error), >, 0);
  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) local = NULL;

      g_test_message ("%s", attempts[i]);
      g_assert_false (muster_db_execute (db, attempts[i], &local));
      g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
    }

  return TRUE;
}

static void
test_run (gconstpointer data)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, (MusterVaultFunc) data, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/store/periods/periods", periods_run, test_run);
  g_test_add_data_func ("/store/periods/days", days_run, test_run);
  g_test_add_data_func ("/store/periods/adjustments", adjustments_run, test_run);
  g_test_add_data_func ("/store/periods/history", history_run, test_run);

  return g_test_run ();
}
