/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-bulk.h"
#include "muster-command-catalog.h"
#include "muster-day-listings.h"
#include "muster-error.h"
#include "muster-evidence-box.h"
#include "muster-exception-listings.h"
#include "muster-lieu.h"
#include "muster-request-listings.h"
#include "muster-signals.h"
#include "muster-test-desk.h"
#include "muster-user-listings.h"

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

/* Overtime that was approved for what somebody worked asks again once their punches are others;
 * approved in advance it stands. */
static void
assert_overtime (MusterTestDesk *test, const char *date, int counts, int waits)
{
  g_autoptr (MusterDayRow) row = day_of (test, date);

  g_assert_cmpint (row->sheet->day.overtime_min, ==, counts);
  g_assert_cmpint (row->sheet->day.overtime_pending_min, ==, waits);
}

static gint64
approve_overtime (MusterTestDesk *test,
                  gint64 person,
                  const char *date,
                  const char *from,
                  const char *until)
{
  g_autofree char *args =
    g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT ">, 'kind': <'overtime'>,"
                     " 'date': <%d>, 'at': <int64 %" G_GINT64_FORMAT
                     ">, 'until': <int64 %" G_GINT64_FORMAT ">, 'reason': <'Stock'>}",
                     person, muster_test_date (date), muster_test_instant (from),
                     muster_test_instant (until));
  g_autoptr (GVariant) result = muster_test_submit (test, "request.submit", args);
  gint64 id;

  g_variant_get (result, "(x)", &id);
  act (test, "request.decide", id, ", 'decision': <'approve'>");

  return id;
}

static void
test_approval_lapses (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  g_autofree char *rules = g_strdup_printf (
    "{'document': <'{\"schema\": \"muster-rules/1\", \"shifts\": [{\"id\": \"day\","
    " \"segments\": [{\"on\": \"09:00\", \"off\": \"17:00\"}]}], \"groups\":"
    " [{\"id\": \"office\", \"default_shift\": \"day\", \"policy\": {\"overtime\":"
    " {\"rules\": [{\"rule\": \"outside\"}]}}}]}'>, 'from': <%d>}",
    muster_test_date ("2026-03-01"));
  gint64 first, second;

  g_variant_unref (muster_test_submit (test, "rules.publish", rules));
  assert_overtime (test, "2026-03-03", 0, 68);
  first =
    approve_overtime (test, person, "2026-03-03", "2026-03-03T17:00", "2026-03-03T19:00");
  assert_overtime (test, "2026-03-03", 63, 0);

  /* A punch of another day changes nothing, one of this day asks again. */
  act (test, "request.decide",
       submit_missing (test, person, "2026-03-04", "2026-03-04T18:00"),
       ", 'decision': <'approve'>");
  assert_overtime (test, "2026-03-03", 63, 0);
  second = submit_missing (test, person, "2026-03-03", "2026-03-03T18:30");
  act (test, "request.decide", second, ", 'decision': <'approve'>");
  assert_overtime (test, "2026-03-03", 0, 95);

  /* As it was, it counts as it did; approved again, it counts as it is. */
  act (test, "request.revoke", second, ", 'reason': <'A mistake'>");
  assert_overtime (test, "2026-03-03", 63, 0);
  act (test, "request.decide",
       submit_missing (test, person, "2026-03-03", "2026-03-03T18:40"),
       ", 'decision': <'approve'>");
  assert_overtime (test, "2026-03-03", 0, 105);
  act (test, "request.revoke", first, ", 'reason': <'Others now'>");
  approve_overtime (test, person, "2026-03-03", "2026-03-03T17:00", "2026-03-03T19:00");
  assert_overtime (test, "2026-03-03", 100, 0);
}

/* What a day off earned is taken as leave, once, and no more of it than there is. */
static MusterLieuRow *
balance_of (MusterTestDesk *test, const char *date)
{
  g_autoptr (MusterFilter) filter = muster_test_filter (date);
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "balances", filter);

  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

static void
assert_balance (MusterTestDesk *test, const char *date, int left, int taken)
{
  g_autoptr (MusterLieuRow) row = balance_of (test, date);

  g_assert_cmpint (row->balance.left, ==, left);
  g_assert_cmpint (row->balance.taken, ==, taken);
  g_assert_cmpint (row->balance.short_of, ==, 0);
}

static char *
lieu_args (gint64 person, const char *from, const char *until, const char *more)
{
  g_autofree char *date = g_strndup (from, 10);

  return g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT ">, 'kind': <'leave'>,"
                          " 'date': <%d>, 'at': <int64 %" G_GINT64_FORMAT
                          ">, 'until': <int64 %" G_GINT64_FORMAT
                          ">, 'reason': <'Rest'>, 'lieu': <true>%s}",
                          person, muster_test_date (date), muster_test_instant (from),
                          muster_test_instant (until), more);
}

static void
test_lieu (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  g_autofree char *rules = g_strdup_printf (
    "{'document': <'{\"schema\": \"muster-rules/1\", \"shifts\": [{\"id\": \"day\","
    " \"segments\": [{\"on\": \"09:00\", \"off\": \"17:00\"}]}], \"groups\":"
    " [{\"id\": \"office\", \"default_shift\": \"day\", \"weekly_rest\": [\"tue\"],"
    " \"policy\": {\"lieu\": {\"credit\": true, \"days\": 30}, \"overtime\":"
    " {\"basis\": \"punch\", \"rules\": [{\"rule\": \"rest_day\"}]}}}]}'>,"
    " 'from': <%d>}",
    muster_test_date ("2026-03-01"));
  g_autofree char *whole = lieu_args (person, "2026-03-11T09:00", "2026-03-11T17:00", "");
  g_autofree char *more = lieu_args (person, "2026-03-12T09:00", "2026-03-12T11:00", "");
  g_autofree char *forced =
    lieu_args (person, "2026-03-12T09:00", "2026-03-12T11:00", ", 'override': <true>");
  g_autofree char *late = lieu_args (person, "2026-04-08T09:00", "2026-04-08T10:00", "");
  g_autofree char *outing =
    g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT ">, 'kind': <'outing'>,"
                     " 'date': <%d>, 'reason': <'Rest'>, 'lieu': <true>}",
                     person, muster_test_date ("2026-03-11"));
  g_autoptr (GVariant) result = NULL;
  g_autoptr (MusterLieuRow) row = NULL;
  gint64 id;

  g_variant_unref (muster_test_submit (test, "rules.publish", rules));
  assert_balance (test, "2026-03-02", 0, 0);
  assert_balance (test, "2026-03-06", 548, 0);
  muster_test_refuse (test, test->admin, "request.submit", outing, MUSTER_ERROR_INVALID);

  result = muster_test_submit (test, "request.submit", whole);
  g_variant_get (result, "(x)", &id);
  act (test, "request.decide", id, ", 'decision': <'approve'>");
  assert_balance (test, "2026-03-06", 68, 480);
  assert_day (test, "2026-03-11", MUSTER_STATUS_LEAVE, FALSE);

  muster_test_refuse (test, test->admin, "request.submit", more, MUSTER_ERROR_INVALID);
  muster_test_refuse (test, test->admin, "request.submit", late, MUSTER_ERROR_INVALID);
  act (test, "request.revoke", id, ", 'reason': <'Changed plans'>");
  assert_balance (test, "2026-03-06", 548, 0);
  row = balance_of (test, "2026-03-06");
  g_assert_cmpint (row->balance.expires, ==, muster_test_date ("2026-04-02"));
  g_assert_cmpint (row->balance.expiring, ==, 548);

  g_variant_unref (muster_test_submit (test, "request.submit", whole));
  g_variant_unref (muster_test_submit (test, "request.submit", forced));
}

/* What was earned first is taken first, what nobody takes expires, and what is not there is
 * short and stays so. */
static void
test_lieu_sums (void)
{
  static const struct
  {
    const char *name;
    MusterDay days[4];
    MusterDate date;
    MusterLieuBalance sum;
  } cases[] = {
    { "nothing", { { .date = 1 } }, 10, { .expires = MUSTER_DATE_EVER } },
    { "for ever",
      { { .date = 1, .lieu_earned_min = 60 } },
      4000,
      { .earned = 60, .left = 60, .expires = MUSTER_DATE_EVER } },
    { "on the last date",
      { { .date = 1, .lieu_earned_min = 60, .lieu_keeps = 9 } },
      10,
      { .earned = 60, .left = 60, .expires = 10, .expiring = 60 } },
    { "a date later",
      { { .date = 1, .lieu_earned_min = 60, .lieu_keeps = 9 } },
      11,
      { .earned = 60, .expired = 60, .expires = MUSTER_DATE_EVER } },
    { "the first first",
      { { .date = 1, .lieu_earned_min = 60, .lieu_keeps = 9 },
        { .date = 3, .lieu_earned_min = 60, .lieu_keeps = 9 },
        { .date = 5, .lieu_taken_min = 70 } },
      6,
      { .earned = 120, .taken = 70, .left = 50, .expires = 12, .expiring = 50 } },
    { "before it is there",
      { { .date = 1, .lieu_taken_min = 30 }, { .date = 2, .lieu_earned_min = 60 } },
      6,
      { .earned = 60,
        .taken = 30,
        .left = 60,
        .short_of = 30,
        .expires = MUSTER_DATE_EVER } },
    { "after it expired",
      { { .date = 1, .lieu_earned_min = 60, .lieu_keeps = 2 },
        { .date = 9, .lieu_taken_min = 30 } },
      9,
      { .earned = 60,
        .taken = 30,
        .expired = 60,
        .short_of = 30,
        .expires = MUSTER_DATE_EVER } },
    { "promised for later",
      { { .date = 1, .lieu_earned_min = 60 }, { .date = 9, .lieu_taken_min = 40 } },
      3,
      { .earned = 60, .taken = 40, .left = 20, .expires = MUSTER_DATE_EVER } },
    { "not earned yet",
      { { .date = 1, .lieu_earned_min = 60 }, { .date = 9, .lieu_earned_min = 40 } },
      3,
      { .earned = 60, .left = 60, .expires = MUSTER_DATE_EVER } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MusterLieuBalance sum;
      gsize n = 0;

      while (n < G_N_ELEMENTS (cases[i].days) && cases[i].days[n].date != 0)
        n++;
      g_test_message ("%s", cases[i].name);
      muster_lieu_sum (cases[i].days, n, cases[i].date, &sum);
      g_assert_cmpint (sum.earned, ==, cases[i].sum.earned);
      g_assert_cmpint (sum.taken, ==, cases[i].sum.taken);
      g_assert_cmpint (sum.expired, ==, cases[i].sum.expired);
      g_assert_cmpint (sum.left, ==, cases[i].sum.left);
      g_assert_cmpint (sum.short_of, ==, cases[i].sum.short_of);
      g_assert_cmpint (sum.expires, ==, cases[i].sum.expires);
      g_assert_cmpint (sum.expiring, ==, cases[i].sum.expiring);
    }
}

/* Two supervisors, one inside the other's department, and HR: who is asked, and for whom one
 * decides. */
static void
add_user (MusterTestDesk *test, const char *name, const char *role, const char *scope)
{
  g_autofree char *args =
    g_strdup_printf ("{'name': <'%s'>, 'password': <'long enough %s'>,"
                     " 'role': <'%s'>%s}",
                     name, name, role, scope);

  g_variant_unref (muster_test_submit (test, "user.add", args));
}

static MusterActor *
sign_in (MusterTestDesk *test, const char *name)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "users", NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      MusterUserRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->name, name))
        return muster_actor_new (row->id, row->name, row->role, &row->scope);
    }
  g_assert_not_reached ();
}

static void
submit_as (MusterTestDesk *test,
           MusterActor *actor,
           const char *command,
           const char *args)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    values = g_variant_parse (G_VARIANT_TYPE_VARDICT, args, NULL, NULL, &error);
  g_autoptr (GVariant) result = NULL;
  GVariant *built;

  g_assert_no_error (error);
  built = muster_command_build_args (muster_command_find (command), values, &error);
  g_assert_no_error (error);
  result = muster_office_submit (test->office, actor, muster_command_find (command),
                                 built, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_waits_for (MusterTestDesk *test, gint64 id, const char *names)
{
  g_autoptr (MusterRequestRow) row = request_of (test, id);
  g_autofree char *said = g_strjoinv (",", row->waits_for);

  g_assert_cmpstr (said, ==, names);
}

static void
test_approvers (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  gint64 id = submit_missing (test, person, "2026-03-04", "2026-03-04T18:05");
  g_autoptr (MusterActor) forge = NULL;
  g_autoptr (MusterActor) elsewhere = NULL;
  g_autoptr (MusterRequestRow) row = NULL;
  g_autofree char *approve = g_strdup_printf (
    "{'request': <int64 %" G_GINT64_FORMAT ">, 'decision': <'approve'>}", id);
  g_autofree char *link = g_strdup_printf (
    "{'name': <'Boss'>, 'person': <int64 %" G_GINT64_FORMAT ">}", person);

  assert_waits_for (test, id, "Warden");
  add_user (test, "Hilda", "hr", "");
  assert_waits_for (test, id, "Hilda");
  add_user (test, "Boss", "supervisor", ", 'departments': <['Works']>");
  assert_waits_for (test, id, "Boss");
  add_user (test, "Forge", "supervisor", ", 'departments': <['Works/Forge']>");
  assert_waits_for (test, id, "Forge");

  /* A supervisor of others is refused; their delegate is as good as they are. */
  add_user (test, "Elsewhere", "supervisor", ", 'departments': <['Office']>");
  elsewhere = sign_in (test, "Elsewhere");
  forge = sign_in (test, "Forge");
  muster_test_refuse (test, elsewhere, "request.decide", approve, MUSTER_ERROR_DENIED);
  g_variant_unref (muster_test_submit (
    test, "delegate.add",
    "{'user': <'Forge'>, 'delegate': <'Elsewhere'>, 'from': <20518>, 'to': <20518>}"));
  submit_as (test, elsewhere, "request.decide", approve);
  row = request_of (test, id);
  g_assert_cmpint (row->request->state, ==, MUSTER_REQUEST_APPROVED);
  g_assert_cmpstr (row->request->decided_by, ==, "Elsewhere");
  g_assert_cmpstr (row->request->decided_for, ==, "Forge");

  /* On whose behalf it was is in the audit log too. */
  {
    g_autoptr (GPtrArray) log = muster_test_rows (test, test->admin, "audit", NULL);
    MusterAuditRow *entry = g_ptr_array_index (log, 0);

    g_assert_cmpstr (entry->user, ==, "Elsewhere");
    g_assert_cmpstr (entry->delegate_of, ==, "Forge");
  }

  /* Disabled since they signed in, one is refused at the door. */
  g_variant_unref (muster_test_submit (test, "user.disable", "{'name': <'Forge'>}"));
  refuse (test, forge, "request.undo", id, "", MUSTER_ERROR_DENIED);

  /* Nobody is asked about themselves. */
  id = submit_missing (test, person, "2026-03-03", "2026-03-03T18:30");
  assert_waits_for (test, id, "Boss");
  g_variant_unref (muster_test_submit (test, "user.link", link));
  assert_waits_for (test, id, "Hilda");
  {
    g_autoptr (MusterActor) boss = sign_in (test, "Boss");

    refuse (test, boss, "request.decide", id, ", 'decision': <'approve'>",
            MUSTER_ERROR_DENIED);
  }
}

/* Two at one folder: one decision and one polite refusal. */
static void
test_two_deciders (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  gint64 id = submit_missing (test, person, "2026-03-04", "2026-03-04T18:05");
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterCompany) other = muster_company_open (
    test->folder, NULL, MUSTER_TEST_PASSPHRASE, NULL, NULL, &actor, &error);
  g_autoptr (GVariant) result = NULL;

  g_assert_no_error (error);
  act (test, "request.decide", id, ", 'decision': <'approve'>");
  result = muster_office_submit (
    muster_company_get_office (other), actor, muster_command_find ("request.decide"),
    g_variant_new ("(xssxbs)", id, "reject", "No", (gint64) 0, FALSE, ""), NULL, &error);
  g_assert_null (result);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, actor->name));
  assert_state (test, id, MUSTER_REQUEST_APPROVED);
  muster_company_close (other);
}

/* Many at once: seen before, one entry each, undone as a whole until days were exported. */
static void
test_many (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) items = NULL;
  g_autoptr (MusterBulkResult) result = NULL;
  g_autoptr (MusterBulkResult) again = NULL;
  g_autoptr (GPtrArray) before = muster_test_rows (test, test->admin, "audit", NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *undo = NULL;
  g_autofree char *stuck = NULL;
  gint64 id;

  id = submit_missing (test, person, "2026-03-02", "2026-03-02T18:00");
  g_array_append_val (ids, id);
  id = submit_missing (test, person, "2026-03-03", "2026-03-03T18:30");
  g_array_append_val (ids, id);
  id = submit_missing (test, person, "2026-03-04", "2026-03-04T18:05");
  g_array_append_val (ids, id);
  act (test, "request.withdraw", id, "");

  items = muster_bulk_foresee (test->office, test->admin, ids, "approve", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 3);
  g_assert_null (g_array_index (items, MusterBulkItem, 0).refusal);
  g_assert_nonnull (g_array_index (items, MusterBulkItem, 2).refusal);
  assert_state (test, g_array_index (ids, gint64, 0), MUSTER_REQUEST_SUBMITTED);

  result =
    muster_bulk_decide (test->office, test->admin, ids, "approve", "", NULL, NULL, NULL);
  g_assert_cmpuint (result->done, ==, 2);
  g_assert_cmpuint (result->refused, ==, 1);
  after = muster_test_rows (test, test->admin, "audit", NULL);
  g_assert_cmpuint (after->len, ==, before->len + 4 + 3);

  undo = g_strdup_printf ("{'bulk': <'%s'>}", result->bulk);
  g_variant_unref (muster_test_submit (test, "request.undo-many", undo));
  assert_state (test, g_array_index (ids, gint64, 0), MUSTER_REQUEST_SUBMITTED);
  assert_state (test, g_array_index (ids, gint64, 1), MUSTER_REQUEST_SUBMITTED);

  again =
    muster_bulk_decide (test->office, test->admin, ids, "approve", "", NULL, NULL, NULL);
  g_assert_cmpuint (again->done, ==, 2);
  g_variant_unref (muster_test_submit (
    test, "export.mark", "{'from': <20514>, 'to': <20514>, 'what': <'payroll'>}"));
  stuck = g_strdup_printf ("{'bulk': <'%s'>}", again->bulk);
  muster_test_refuse (test, test->admin, "request.undo-many", stuck,
                      MUSTER_ERROR_CONFLICT);
  assert_state (test, g_array_index (ids, gint64, 0), MUSTER_REQUEST_APPROVED);
  assert_state (test, g_array_index (ids, gint64, 1), MUSTER_REQUEST_APPROVED);
}

/* Evidence is known by its content, kept once, and hidden from those who may not see. */
static void
test_evidence (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  gint64 id = submit_missing (test, person, "2026-03-04", "2026-03-04T18:05");
  g_autoptr (MusterActor)
    stranger = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, "Office");
  g_autoptr (GBytes) pdf = g_bytes_new_static ("%PDF-1.4 and more", 17);
  g_autoptr (GBytes) junk = g_bytes_new_static ("MZ\001\002", 4);
  g_autoptr (GBytes) seen = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
    muster_evidence_attach (test->office, test->admin, id, "a.txt", pdf, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (
    muster_evidence_attach (test->office, test->admin, id, "b.pdf", pdf, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (
    muster_evidence_attach (test->office, test->admin, id, "c.png", junk, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (
    muster_evidence_attach (test->office, stranger, id, "d", pdf, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
  g_clear_error (&error);

  rows = muster_test_rows (test, test->admin, "evidence", NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (MUSTER_EVIDENCE_ROW (rows->pdata[0])->type, ==, "pdf");
  none = muster_test_rows (test, stranger, "evidence", NULL);
  g_assert_cmpuint (none->len, ==, 0);
  seen = muster_evidence_open (test->office, test->admin,
                               MUSTER_EVIDENCE_ROW (rows->pdata[0])->id, NULL, &error);
  g_assert_true (g_bytes_equal (seen, pdf));
  g_assert_null (muster_evidence_open (
    test->office, stranger, MUSTER_EVIDENCE_ROW (rows->pdata[0])->id, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_MISSING);
}

/* What must be looked at, and that a decision stays with it. */
static guint
count_exceptions (MusterTestDesk *test, const char *state)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  const char *states[] = { state, NULL };
  g_autoptr (GPtrArray) rows = NULL;

  filter->states = g_strdupv ((char **) states);
  rows = muster_test_rows (test, test->admin, "exceptions", filter);

  return rows->len;
}

static gint64
request_that_waits (MusterTestDesk *test)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  const char *states[] = { "missing", NULL };
  g_autoptr (GPtrArray) rows = NULL;

  filter->states = g_strdupv ((char **) states);
  rows = muster_test_rows (test, test->admin, "exceptions", filter);
  g_assert_cmpuint (rows->len, ==, 1);

  return MUSTER_EXCEPTION_ROW (g_ptr_array_index (rows, 0))->request_id;
}

static void
test_exceptions (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  g_autofree char *key =
    g_strdup_printf ("missing:%" G_GINT64_FORMAT ":2026-03-04:0", person);
  g_autofree char *excuse = g_strdup_printf (
    "{'exception': <'%s'>, 'decision': <'excuse'>, 'reason': <'Fire drill'>}", key);
  g_autofree char *silent =
    g_strdup_printf ("{'exception': <'%s'>, 'decision': <'excuse'>}", key);
  g_autofree char *snooze = g_strdup_printf (
    "{'exception': <'%s'>, 'decision': <'snooze'>, 'until': <20520>}", key);
  g_autofree char *reopen =
    g_strdup_printf ("{'exception': <'%s'>, 'decision': <'reopen'>}", key);
  g_autoptr (MusterActor)
    stranger = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, "Office");
  gint64 id;

  g_assert_cmpuint (count_exceptions (test, "missing"), ==, 1);
  g_assert_cmpuint (count_exceptions (test, "decided"), ==, 0);
  muster_test_refuse (test, test->admin, "exception.decide", silent,
                      MUSTER_ERROR_INVALID);
  muster_test_refuse (test, stranger, "exception.decide", excuse, MUSTER_ERROR_DENIED);
  g_variant_unref (muster_test_submit (test, "exception.decide", excuse));
  g_assert_cmpuint (count_exceptions (test, "decided"), ==, 1);
  g_variant_unref (muster_test_submit (test, "exception.decide", snooze));
  g_assert_cmpuint (count_exceptions (test, "snoozed"), ==, 1);
  muster_test_desk_set_clock (test, "2026-03-09T10:00");
  g_assert_cmpuint (count_exceptions (test, "snoozed"), ==, 0);
  g_variant_unref (muster_test_submit (test, "exception.decide", reopen));
  g_assert_cmpuint (count_exceptions (test, "decided"), ==, 0);

  /* A request about that day is told, and no other one; mended, it is no exception any more. */
  submit_missing (test, person, "2026-03-03", "2026-03-03T18:30");
  g_assert_cmpint (request_that_waits (test), ==, 0);
  id = submit_missing (test, person, "2026-03-04", "2026-03-04T18:05");
  g_assert_cmpint (request_that_waits (test), ==, id);
  act (test, "request.decide", id, ", 'decision': <'approve'>");
  g_assert_cmpuint (count_exceptions (test, "missing"), ==, 0);
}

/* One person at two sources within a minute; the decision is of that punch alone. */
static void
test_signals (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 person = fill (test);
  gint64 door = muster_test_add_source (test, "Door");
  g_autofree char *map =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                     ">, 'key': <'7'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                     door, person);
  g_autofree char *accept = NULL;
  g_autoptr (MusterActor)
    stranger = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, "Office");
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  const char *states[] = { "two_sources", NULL };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) all = NULL;
  MusterExceptionRow *row;

  g_assert_cmpuint (count_exceptions (test, "two_sources"), ==, 0);
  g_variant_unref (muster_test_submit (test, "person.map", map));
  g_object_unref (muster_test_import (test, door, "2_attlog.dat",
                                      "7\t2026-03-03 08:55:40\t1\t0\t1\t0\n"
                                      "7\t2026-03-04 08:55:30\t1\t0\t1\t0\n"));

  filter->states = g_strdupv ((char **) states);
  rows = muster_test_rows (test, test->admin, "exceptions", filter);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->exception.person_id, ==, person);
  g_assert_cmpint (row->exception.date, ==, muster_test_date ("2026-03-03"));
  g_assert_cmpint (row->exception.amount, ==, 40);
  g_assert_cmpstr (row->source_name, ==, "Door");
  none = muster_test_rows (test, stranger, "exceptions", filter);
  g_assert_cmpuint (none->len, ==, 0);

  accept = g_strdup_printf ("{'exception': <'%s'>, 'decision': <'accept'>}", row->key);
  g_variant_unref (muster_test_submit (test, "exception.decide", accept));
  g_assert_cmpuint (count_exceptions (test, "decided"), ==, 1);

  /* By weight: the days before are absent, which is grave; the rest is slight. */
  g_clear_pointer (&filter->states, g_strfreev);
  all = muster_test_rows (test, test->admin, "exceptions", filter);
  g_assert_cmpuint (count_exceptions (test, "grave"), ==,
                    count_exceptions (test, "absent"));
  g_assert_cmpuint (count_exceptions (test, "grave"), >, 0);
  g_assert_cmpuint (count_exceptions (test, "slight"), ==,
                    all->len - count_exceptions (test, "grave"));
}

/* Every signal is an exception of the same name, that keeps its name, and no other kind is one. */
static void
test_kinds (void)
{
  guint n_signals = 0;

  for (guint i = 0; i < MUSTER_N_EXCEPTION_KINDS; i++)
    {
      MusterException exception = { .kind = (guint8) i,
                                    .person_id = 12,
                                    .subject = 3,
                                    .date = muster_test_date ("2026-03-04") };
      g_autofree char *key = muster_exception_get_key (&exception);
      g_autoptr (GError) error = NULL;
      MusterException parsed;

      g_assert_true (muster_exception_parse (key, &parsed, &error));
      g_assert_cmpint (parsed.kind, ==, i);
      g_assert_cmpint (parsed.subject, ==, 3);
      n_signals += muster_exception_kind_is_signal (i) ? 1 : 0;
    }

  for (guint i = MUSTER_SIGNAL_MOCK; i <= MUSTER_SIGNAL_TWO_SOURCES; i++)
    g_assert_true (muster_exception_kind_is_signal (
      muster_exception_kind_find (muster_signal_get_code (i))));
  g_assert_cmpuint (n_signals, ==, MUSTER_SIGNAL_TWO_SOURCES + 1);
  g_assert_cmpint (muster_exception_kind_find ("late "), ==, MUSTER_N_EXCEPTION_KINDS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/requests/correction", test_correction);
  g_test_add_func ("/requests/foresight", test_foresight);
  g_test_add_func ("/requests/limits", test_limits);
  g_test_add_func ("/requests/covers", test_covers);
  g_test_add_func ("/requests/approval-lapses", test_approval_lapses);
  g_test_add_func ("/requests/lieu", test_lieu);
  g_test_add_func ("/requests/lieu-sums", test_lieu_sums);
  g_test_add_func ("/requests/approvers", test_approvers);
  g_test_add_func ("/requests/two-deciders", test_two_deciders);
  g_test_add_func ("/requests/many", test_many);
  g_test_add_func ("/requests/evidence", test_evidence);
  g_test_add_func ("/requests/exceptions", test_exceptions);
  g_test_add_func ("/requests/signals", test_signals);
  g_test_add_func ("/requests/exception-kinds", test_kinds);

  return g_test_run ();
}
