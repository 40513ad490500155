/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-listings.h"
#include "muster-error.h"
#include "muster-request-listings.h"
#include "muster-test-desk.h"

/* A company with one person who came at nine and forgot to punch out on Wednesday. */
static gint64
fill (MusterTestDesk *test)
{
  g_autofree char *map = NULL;
  gint64 person, source;

  muster_test_desk_set_clock (test, "2026-03-06T10:00");
  person = muster_test_add_person (test, "1001", "Ada", "office", "Works/Forge");
  source = muster_test_add_source (test, "Gate");
  map = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                         ">, 'key': <'5'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                         source, person);

  g_variant_unref (muster_test_submit (test, "person.map", map));
  g_object_unref (muster_test_import (test, source, "1_attlog.dat",
                                      "5\t2026-03-03 08:55:00\t1\t0\t1\t0\n"
                                      "5\t2026-03-03 18:03:00\t1\t1\t1\t0\n"
                                      "5\t2026-03-04 08:55:00\t1\t0\t1\t0\n"));

  return person;
}

static char *
missing_args (gint64 person, const char *date, const char *wall, const char *more)
{
  return g_strdup_printf (
    "{'person': <int64 %" G_GINT64_FORMAT
    ">, 'kind': <'missing'>, 'date': <%d>, 'slot': <'out'>,"
    " 'at': <int64 %" G_GINT64_FORMAT ">, 'reason': <'Left by the side door'>%s}",
    person, muster_test_date (date), muster_test_instant (wall), more);
}

static gint64
submit_missing (MusterTestDesk *test, gint64 person, const char *date, const char *wall)
{
  g_autofree char *args = missing_args (person, date, wall, "");
  g_autoptr (GVariant) result = muster_test_submit (test, "request.submit", args);
  gint64 id;

  g_variant_get (result, "(x)", &id);

  return id;
}

static void
act (MusterTestDesk *test, const char *command, gint64 id, const char *more)
{
  g_autofree char *args =
    g_strdup_printf ("{'request': <int64 %" G_GINT64_FORMAT ">%s}", id, more);

  g_variant_unref (muster_test_submit (test, command, args));
}

static void
refuse (MusterTestDesk *test,
        MusterActor *actor,
        const char *command,
        gint64 id,
        const char *more,
        int code)
{
  g_autofree char *args =
    g_strdup_printf ("{'request': <int64 %" G_GINT64_FORMAT ">%s}", id, more);

  muster_test_refuse (test, actor, command, args, code);
}

static MusterDayRow *
day_of (MusterTestDesk *test, const char *date)
{
  g_autoptr (MusterFilter) filter = muster_test_filter (date);
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "days", filter);

  g_assert_cmpuint (rows->len, >=, 1);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

static MusterRequestRow *
request_of (MusterTestDesk *test, gint64 id)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;

  filter->request_id = id;
  rows = muster_test_rows (test, test->admin, "requests", filter);
  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

static void
assert_state (MusterTestDesk *test, gint64 id, MusterRequestState state)
{
  g_autoptr (MusterRequestRow) row = request_of (test, id);

  g_assert_cmpstr (muster_request_state_get_code (row->request->state), ==,
                   muster_request_state_get_code (state));
}

static void
assert_day (MusterTestDesk *test,
            const char *date,
            MusterStatus status,
            gboolean corrected)
{
  g_autoptr (MusterDayRow) row = day_of (test, date);

  g_assert_cmpstr (muster_status_get_code (row->sheet->day.status), ==,
                   muster_status_get_code (status));
  g_assert_cmpint ((row->sheet->day.flags & MUSTER_FLAG_CORRECTED) != 0, ==, corrected);
}

/* The road of every correction: submitted, seen, approved, undone, rejected, revoked. */
static void
test_correction (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  g_autoptr (MusterRequestRow) row = NULL;
  g_autoptr (GPtrArray) punches = NULL;
  gint64 id;

  assert_day (test, "2026-03-04", MUSTER_STATUS_INCOMPLETE, FALSE);
  id = submit_missing (test, person, "2026-03-04", "2026-03-04T18:05");
  row = request_of (test, id);
  g_assert_cmpstr (row->person->name, ==, "Ada");
  g_assert_true (row->mine);
  g_assert_true (row->may_decide);
  g_assert_cmpint (row->quota, ==, 3);
  g_assert_cmpint (row->used, ==, 0);
  g_assert_cmpint (row->deadline, ==, muster_test_date ("2026-03-11"));
  g_assert_cmpuint (g_strv_length (row->waits_for), ==, 1);
  assert_day (test, "2026-03-04", MUSTER_STATUS_INCOMPLETE, FALSE);

  act (test, "request.decide", id, ", 'decision': <'approve'>");
  assert_state (test, id, MUSTER_REQUEST_APPROVED);
  assert_day (test, "2026-03-04", MUSTER_STATUS_PRESENT, TRUE);
  punches = muster_test_rows (test, test->admin, "punches", NULL);
  g_assert_cmpuint (punches->len, ==, 4);
  refuse (test, test->admin, "request.decide", id, ", 'decision': <'approve'>",
          MUSTER_ERROR_CONFLICT);

  /* Undone, it waits again and the day is as it was, but for its mark. */
  act (test, "request.undo", id, "");
  assert_state (test, id, MUSTER_REQUEST_SUBMITTED);
  assert_day (test, "2026-03-04", MUSTER_STATUS_INCOMPLETE, TRUE);
  refuse (test, test->admin, "request.undo", id, "", MUSTER_ERROR_CONFLICT);

  refuse (test, test->admin, "request.decide", id, ", 'decision': <'reject'>",
          MUSTER_ERROR_INVALID);
  act (test, "request.decide", id, ", 'decision': <'reject'>, 'note': <'Not seen'>");
  assert_state (test, id, MUSTER_REQUEST_REJECTED);
  act (test, "request.undo", id, "");

  act (test, "request.decide", id, ", 'decision': <'approve'>");
  assert_day (test, "2026-03-04", MUSTER_STATUS_PRESENT, TRUE);
  act (test, "request.revoke", id, ", 'reason': <'Was at home'>");
  assert_state (test, id, MUSTER_REQUEST_REVOKED);
  assert_day (test, "2026-03-04", MUSTER_STATUS_INCOMPLETE, TRUE);
  refuse (test, test->admin, "request.undo", id, "", MUSTER_ERROR_CONFLICT);
}

/* The day of a request, without it and with it, whatever its state. */
static void
test_foresight (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  gint64 id = submit_missing (test, person, "2026-03-04", "2026-03-04T18:05");

  for (guint approved = 0; approved < 2; approved++)
    {
      g_autoptr (MusterFilter) filter = muster_filter_new ();
      g_autoptr (GPtrArray) rows = NULL;

      filter->request_id = id;
      rows = muster_test_rows (test, test->admin, "request-days", filter);
      g_assert_cmpuint (rows->len, ==, 2);
      g_assert_cmpint (MUSTER_DAY_ROW (rows->pdata[0])->sheet->day.status, ==,
                       MUSTER_STATUS_INCOMPLETE);
      g_assert_cmpint (MUSTER_DAY_ROW (rows->pdata[1])->sheet->day.status, ==,
                       MUSTER_STATUS_PRESENT);
      act (test, approved == 0 ? "request.decide" : "request.undo", id,
           approved == 0 ? ", 'decision': <'approve'>" : "");
    }
}

static void
test_limits (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  g_autofree char *again = missing_args (person, "2026-03-04", "2026-03-04T18:06", "");
  g_autofree char *late = missing_args (person, "2026-02-25", "2026-02-25T18:06", "");
  g_autofree char *future = missing_args (person, "2026-03-06", "2026-03-06T18:06", "");
  g_autofree char *elsewhere =
    missing_args (person, "2026-03-01", "2026-02-20T18:06", "");
  g_autofree char *overridden =
    missing_args (person, "2026-02-25", "2026-02-25T18:06", ", 'override': <true>");
  g_autofree char *fourth = missing_args (person, "2026-03-01", "2026-03-01T18:00", "");
  g_autoptr (MusterActor)
    supervisor = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, NULL);
  g_autoptr (MusterRequestRow) row = NULL;
  g_autoptr (GVariant) result = NULL;
  gint64 id = submit_missing (test, person, "2026-03-04", "2026-03-04T18:05");

  muster_test_refuse (test, test->admin, "request.submit", again, MUSTER_ERROR_CONFLICT);
  muster_test_refuse (test, test->admin, "request.submit", late, MUSTER_ERROR_INVALID);
  muster_test_refuse (test, test->admin, "request.submit", future, MUSTER_ERROR_INVALID);
  muster_test_refuse (test, test->admin, "request.submit", elsewhere,
                      MUSTER_ERROR_INVALID);
  muster_test_refuse (test, supervisor, "request.submit", overridden,
                      MUSTER_ERROR_DENIED);

  result = muster_test_submit (test, "request.submit", overridden);
  g_variant_get (result, "(x)", &id);
  row = request_of (test, id);
  g_assert_true (row->request->overridden);

  /* February has its own quota; the fourth of March is one too many until one is given back. */
  submit_missing (test, person, "2026-03-03", "2026-03-03T18:30");
  id = submit_missing (test, person, "2026-03-02", "2026-03-02T18:00");
  muster_test_refuse (test, test->admin, "request.submit", fourth, MUSTER_ERROR_INVALID);
  act (test, "request.withdraw", id, "");
  g_variant_unref (muster_test_submit (test, "request.submit", fourth));
}

/* Leave covers its dates, and no longer when it is revoked; overtime covers its hours. */
static void
test_covers (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  g_autofree char *leave = g_strdup_printf (
    "{'person': <int64 %" G_GINT64_FORMAT ">, 'kind': <'leave'>, 'date': <%d>,"
    " 'to_date': <%d>, 'reason': <'Wedding'>}",
    person, muster_test_date ("2026-03-02"), muster_test_date ("2026-03-04"));
  g_autoptr (GVariant) result = muster_test_submit (test, "request.submit", leave);
  g_autoptr (GPtrArray) covers = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (MusterFilter) all = muster_filter_new ();
  gint64 id;

  g_variant_get (result, "(x)", &id);
  assert_day (test, "2026-03-02", MUSTER_STATUS_ABSENT, FALSE);
  act (test, "request.decide", id, ", 'decision': <'approve'>");
  assert_day (test, "2026-03-02", MUSTER_STATUS_LEAVE, FALSE);
  all->dates =
    (MusterDates) { muster_test_date ("2026-03-01"), muster_test_date ("2026-03-31") };
  covers = muster_test_rows (test, test->admin, "covers", all);
  g_assert_cmpuint (covers->len, ==, 3);
  act (test, "request.revoke", id, ", 'reason': <'Called off'>");
  none = muster_test_rows (test, test->admin, "covers", all);
  g_assert_cmpuint (none->len, ==, 0);
  assert_day (test, "2026-03-02", MUSTER_STATUS_ABSENT, FALSE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/requests/correction", test_correction);
  g_test_add_func ("/requests/foresight", test_foresight);
  g_test_add_func ("/requests/limits", test_limits);
  g_test_add_func ("/requests/covers", test_covers);

  return g_test_run ();
}
