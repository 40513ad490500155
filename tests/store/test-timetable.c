/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-test-company.h"
#include "muster-timetable.h"

static char *office[] = { (char *) "office", NULL };

static gboolean
calendar_run (MusterDb *db, gpointer data, GError **error)
{
  MusterCalendarDay day = { .date = 20500,
                            .kind = "statutory",
                            .name_zh = (char *) "元旦",
                            .name_en = (char *) "New Year's Day",
                            .builtin = TRUE };
  g_autoptr (GArray) days = NULL;
  g_autoptr (GError) local = NULL;

  g_assert_true (muster_timetable_set_day (db, &day, error));
  day.date = 20400;
  g_assert_true (muster_timetable_set_day (db, &day, error));
  day = (MusterCalendarDay) { .date = 20500, .kind = "workday" };
  g_assert_true (muster_timetable_set_day (db, &day, error));
  days = muster_timetable_list_days (db, (MusterDates) { 20400, 20500 }, error);
  g_assert_cmpint (days->len, ==, 2);
  g_assert_cmpstr (g_array_index (days, MusterCalendarDay, 0).name_zh, ==, "元旦");
  g_assert_true (g_array_index (days, MusterCalendarDay, 0).builtin);
  g_assert_cmpstr (g_array_index (days, MusterCalendarDay, 1).kind, ==, "workday");
  g_assert_null (g_array_index (days, MusterCalendarDay, 1).name_zh);
  g_assert_false (g_array_index (days, MusterCalendarDay, 1).builtin);

  g_assert_true (muster_timetable_unset_day (db, 20500, error));
  g_assert_false (muster_timetable_unset_day (db, 20500, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  day.kind = "party";
  g_assert_false (muster_timetable_set_day (db, &day, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  return TRUE;
}

static gint64
assign (MusterDb *db,
        gint64 person,
        const char *shift,
        MusterDate from,
        MusterDate to,
        gboolean single)
{
  MusterRosterRecord record = { .person_id = person,
                                .assignment = { shift, from, to, single } };
  g_autoptr (GError) error = NULL;
  gint64 id = muster_timetable_assign (db, &record, MUSTER_TEST_NOW, &error);

  g_assert_no_error (error);

  return id;
}

static gboolean
roster_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 people[3] = {
    muster_test_person_add (db, "1", "Bai", NULL, "office"),
    muster_test_person_add (db, "2", "Shen", NULL, "night"),
    muster_test_person_add (db, "3", "Lu", NULL, "night"),
  };
  MusterScope scope = { .groups = office };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) records = NULL;
  g_autoptr (GError) local = NULL;
  MusterRosterRecord record;
  const MusterAssignment *entry;
  guint starts[4];
  guint total;
  gint64 rest;

  assign (db, people[2], "late", 20510, MUSTER_DATE_EVER, FALSE);
  rest = assign (db, people[0], NULL, 20516, 20516, TRUE);
  assign (db, people[0], "early", MUSTER_DATE_NONE, 20515, FALSE);
  assign (db, people[0], "early", 20600, 20610, FALSE);

  all = muster_timetable_assignments (db, people, 3, (MusterDates) { 20515, 20516 },
                                      starts, error);
  g_assert_cmpint (all->len, ==, 3);
  g_assert_cmpint (starts[0], ==, 0);
  g_assert_cmpint (starts[1], ==, 2);
  g_assert_cmpint (starts[2], ==, 2);
  g_assert_cmpint (starts[3], ==, 3);
  entry = &g_array_index (all, MusterAssignment, 0);
  g_assert_cmpstr (entry->shift, ==, "early");
  g_assert_cmpint (entry->from, ==, MUSTER_DATE_NONE);
  g_assert_cmpint (entry->to, ==, 20515);
  g_assert_false (entry->single);
  entry = &g_array_index (all, MusterAssignment, 1);
  g_assert_null (entry->shift);
  g_assert_true (entry->single);
  g_assert_cmpint (g_array_index (all, MusterAssignment, 2).to, ==, MUSTER_DATE_EVER);

  found = muster_timetable_find_assignments (db, filter, NULL, MUSTER_TEST_TODAY, &total,
                                             error);
  g_assert_cmpint (found->len, ==, 4);
  records = muster_timetable_load_assignments (db, (gint64 *) (gpointer) found->data, 4,
                                               &scope, MUSTER_TEST_TODAY, error);
  g_assert_cmpstr (g_array_index (records, MusterRosterRecord, 0).person_name, ==, "Bai");
  g_assert_cmpint (g_array_index (records, MusterRosterRecord, 1).id, ==, 0);
  g_clear_pointer (&found, g_array_unref);
  found = muster_timetable_find_assignments (db, filter, &scope, MUSTER_TEST_TODAY,
                                             &total, error);
  g_assert_cmpint (total, ==, 3);

  g_assert_true (muster_timetable_get_assignment (db, rest, &record, error));
  g_assert_cmpint (record.person_id, ==, people[0]);
  g_assert_true (muster_timetable_unassign (db, rest, error));
  g_assert_false (muster_timetable_unassign (db, rest, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  g_assert_false (muster_timetable_get_assignment (db, rest, &record, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  record = (MusterRosterRecord) { .person_id = people[0],
                                  .assignment = { "early", 20510, 20509, FALSE } };
  g_assert_cmpint (muster_timetable_assign (db, &record, MUSTER_TEST_NOW, &local), ==, 0);
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  return TRUE;
}

static gboolean
covers_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 people[2] = {
    muster_test_person_add (db, "1", "Bai", NULL, "office"),
    muster_test_person_add (db, "2", "Shen", NULL, "night"),
  };
  MusterCoverRecord leave = {
    .person_id = people[1],
    .cover = { .kind = MUSTER_COVER_LEAVE, .date = MUSTER_TEST_TODAY, .half = 3 },
    .note = (char *) "family"
  };
  MusterCoverRecord trip = { .person_id = people[1],
                             .cover = { .kind = MUSTER_COVER_TRIP,
                                        .date = MUSTER_DATE_NONE,
                                        .from = MUSTER_TEST_NOW - MUSTER_MINUTE,
                                        .until = MUSTER_TEST_NOW + MUSTER_MINUTE,
                                        .request_id = 7 } };
  MusterScope scope = { .groups = office };
  MusterDates today = { MUSTER_TEST_TODAY, MUSTER_TEST_TODAY };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GArray) covers = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) hidden = NULL;
  g_autoptr (GArray) records = NULL;
  g_autoptr (GError) local = NULL;
  MusterCoverRecord read;
  const MusterCover *cover;
  guint starts[3];
  gint64 id = muster_timetable_add_cover (db, &leave, MUSTER_TEST_NOW, error);

  g_assert_cmpint (id, >, 0);
  g_assert_cmpint (muster_timetable_add_cover (db, &trip, MUSTER_TEST_NOW, error), >, 0);

  covers = muster_timetable_covers (db, people, 2, today, starts, error);
  g_assert_cmpint (covers->len, ==, 2);
  g_assert_cmpint (starts[1], ==, 0);
  g_assert_cmpint (starts[2], ==, 2);
  cover = &g_array_index (covers, MusterCover, 0);
  g_assert_cmpint (cover->kind, ==, MUSTER_COVER_LEAVE);
  g_assert_cmpint (cover->date, ==, MUSTER_TEST_TODAY);
  g_assert_cmpint (cover->half, ==, 3);
  cover = &g_array_index (covers, MusterCover, 1);
  g_assert_cmpint (cover->date, ==, MUSTER_DATE_NONE);
  g_assert_cmpint (cover->from, ==, trip.cover.from);
  g_assert_cmpint (cover->until, ==, trip.cover.until);
  g_assert_cmpint (cover->request_id, ==, 7);

  none = muster_timetable_covers (
    db, people, 2, (MusterDates) { MUSTER_TEST_TODAY + 2, MUSTER_TEST_TODAY + 9 }, starts,
    error);
  g_assert_cmpint (none->len, ==, 0);

  filter->dates = today;
  found = muster_timetable_find_covers (db, filter, NULL, MUSTER_TEST_TODAY, NULL, error);
  g_assert_cmpint (found->len, ==, 2);
  hidden =
    muster_timetable_find_covers (db, filter, &scope, MUSTER_TEST_TODAY, NULL, error);
  g_assert_cmpint (hidden->len, ==, 0);
  records = muster_timetable_load_covers (db, (gint64 *) (gpointer) found->data, 2, NULL,
                                          MUSTER_TEST_TODAY, error);
  g_assert_cmpstr (g_array_index (records, MusterCoverRecord, 0).note, ==, "family");
  g_assert_cmpstr (g_array_index (records, MusterCoverRecord, 0).staff_no, ==, "2");

  g_assert_true (muster_timetable_get_cover (db, id, &read, error));
  g_assert_cmpint (read.person_id, ==, people[1]);
  g_assert_true (muster_timetable_remove_cover (db, id, error));
  g_assert_false (muster_timetable_remove_cover (db, id, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  trip.cover.until = trip.cover.from;
  g_assert_cmpint (muster_timetable_add_cover (db, &trip, MUSTER_TEST_NOW, &local), ==,
                   0);
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

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

  g_test_add_data_func ("/store/timetable/calendar", calendar_run, test_run);
  g_test_add_data_func ("/store/timetable/roster", roster_run, test_run);
  g_test_add_data_func ("/store/timetable/covers", covers_run, test_run);

  return g_test_run ();
}
