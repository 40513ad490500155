/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-adjusted-listings.h"
#include "muster-closing-listings.h"
#include "muster-command-catalog.h"
#include "muster-day-listings.h"
#include "muster-error.h"
#include "muster-listing-catalog.h"
#include "muster-month-listings.h"
#include "muster-period-listings.h"
#include "muster-test-desk.h"
#include "muster-transaction.h"
#include "muster-user-listings.h"

#define YARD "Yard"
#define OFFICE "Office"

/* Two people at one gate, in the default shift 09:00 to 18:00 on the working days of a week. */
typedef struct
{
  MusterTestDesk *desk;
  gint64 source;
  gint64 heron; /* of the yard; goes without an off-punch on Tuesday 3 March */
  gint64 swan;  /* of the office; late on Monday 2 March */
} Week;

static void
map (MusterTestDesk *desk, gint64 source, const char *key, gint64 person)
{
  g_autofree char *args =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                     ">, 'key': <'%s'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                     source, key, person);

  g_variant_unref (muster_test_submit (desk, "person.map", args));
}

static void
mark (Week *week, const char *wall)
{
  g_autofree char *args = g_strdup_printf (
    "{'source': <int64 %" G_GINT64_FORMAT ">, 'synced_to': <int64 %" G_GINT64_FORMAT ">}",
    week->source, muster_test_instant (wall));

  g_variant_unref (muster_test_submit (week->desk, "source.mark", args));
}

static Week *
week_new (void)
{
  Week *week = g_new0 (Week, 1);
  MusterTestDesk *desk = muster_test_desk_new ();

  week->desk = desk;
  week->heron = muster_test_add_person (desk, "H-1", "Heron", "", YARD);
  week->swan = muster_test_add_person (desk, "S-2", "Swan", "", OFFICE);
  week->source = muster_test_add_source (desk, "Gate");
  map (desk, week->source, "1", week->heron);
  map (desk, week->source, "2", week->swan);
  g_object_unref (muster_test_import (desk, week->source, "1_attlog.dat",
                                      "1\t2026-03-02 08:55:00\t1\t0\t1\t0\n"
                                      "1\t2026-03-02 18:05:00\t1\t1\t1\t0\n"
                                      "2\t2026-03-02 09:20:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-02 18:05:00\t1\t1\t1\t0\n"
                                      "1\t2026-03-03 08:50:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-03 08:50:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-03 18:05:00\t1\t1\t1\t0\n"));
  mark (week, "2026-03-05T09:00");

  return week;
}

static void
week_free (Week *week)
{
  muster_test_desk_free (week->desk);
  g_free (week);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Week, week_free)

static gint64
close_dates (Week *week, const char *from, const char *to)
{
  g_autofree char *args = g_strdup_printf (
    "{'from': <%d>, 'to': <%d>}", muster_test_date (from), muster_test_date (to));
  g_autoptr (GVariant) result = muster_test_submit (week->desk, "period.close", args);
  g_autoptr (GVariant) checks = g_variant_get_child_value (result, 0);
  gint64 id = 0;

  g_assert_true (g_variant_lookup (checks, "period", "x", &id));

  return id;
}

static void
refuse_close (Week *week, MusterActor *actor, const char *from, const char *to, int code)
{
  g_autofree char *args = g_strdup_printf (
    "{'from': <%d>, 'to': <%d>}", muster_test_date (from), muster_test_date (to));

  muster_test_refuse (week->desk, actor, "period.close", args, code);
}

/* A dictionary of arguments that names a period and what else @format says. */
static char *
args_of (gint64 period, const char *rest)
{
  return g_strdup_printf ("{'period': <int64 %" G_GINT64_FORMAT ">, %s}", period, rest);
}

static char *
accept_args (gint64 period, gint64 person, const char *date)
{
  return g_strdup_printf ("{'period': <int64 %" G_GINT64_FORMAT
                          ">, 'person': <int64 %" G_GINT64_FORMAT ">, 'date': <%d>}",
                          period, person, muster_test_date (date));
}

static void
late_punch (Week *week)
{
  g_object_unref (muster_test_import (week->desk, week->source, "1_attlog.dat",
                                      "1\t2026-03-03 18:10:00\t1\t1\t1\t0\n"));
}

/* The rows of a span of days, in lines. */
static char *
days_to_text (Week *week)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  filter->dates =
    (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-03-04") };
  rows = muster_test_rows (week->desk, week->desk->admin, "days", filter);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterDayRow *row = g_ptr_array_index (rows, i);
      const MusterDay *day = &row->sheet->day;

      g_string_append_printf (text, "%s %d %s %s %x %d %d %d\n", row->person->name,
                              day->date, day->shift != NULL ? day->shift->code : "-",
                              muster_status_get_code (day->status), day->flags,
                              day->worked_sec, day->late_min, day->expected_min);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static MusterDayRow *
day_of (Week *week, gint64 person, const char *date)
{
  g_autoptr (MusterFilter) filter = muster_test_filter (date);
  g_autoptr (GPtrArray) rows = NULL;

  filter->person_id = person;
  rows = muster_test_rows (week->desk, week->desk->admin, "days", filter);
  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

static GPtrArray *
adjustments (Week *week, MusterActor *actor, const char *state)
{
  char *states[] = { (char *) state, NULL };
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->states = g_strdupv (states);

  return muster_test_rows (week->desk, actor, "adjustments", filter);
}

static MusterAdjustmentRow *
find_value (GPtrArray *rows, const char *value)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MusterAdjustmentRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->value, value))
        return row;
    }

  return NULL;
}

/* ---- Closing ---- */

static void
test_close (void)
{
  g_autoptr (Week) week = week_new ();
  g_autofree char *before = days_to_text (week);
  g_autofree char *after = NULL;
  g_autoptr (MusterDayRow) locked = NULL;
  g_autoptr (MusterDayRow) open = NULL;
  g_autoptr (GPtrArray) periods = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) log = NULL;
  MusterPeriodRow *period;
  gint64 id;

  id = close_dates (week, "2026-03-02", "2026-03-03");
  after = days_to_text (week);
  g_assert_cmpstr (after, ==, before);

  locked = day_of (week, week->swan, "2026-03-02");
  g_assert_true (locked->sheet->locked);
  g_assert_cmpuint (locked->sheet->notes->len, >, 0);
  open = day_of (week, week->swan, "2026-03-04");
  g_assert_false (open->sheet->locked);

  periods = muster_test_rows (week->desk, week->desk->admin, "periods", NULL);
  g_assert_cmpuint (periods->len, ==, 1);
  period = g_ptr_array_index (periods, 0);
  g_assert_cmpint (period->id, ==, id);
  g_assert_cmpint (period->dates.from, ==, muster_test_date ("2026-03-02"));
  g_assert_cmpuint (period->people, ==, 2);
  g_assert_cmpuint (period->days, ==, 4);
  g_assert_false (period->forced);
  g_assert_cmpint (period->closed_at, ==, week->desk->now);

  none = adjustments (week, week->desk->admin, "open");
  g_assert_cmpuint (none->len, ==, 0);
  log = muster_test_rows (week->desk, week->desk->admin, "audit", NULL);
  g_assert_cmpstr (MUSTER_AUDIT_ROW (g_ptr_array_index (log, 0))->command, ==,
                   "period.close");
}

static void
test_refusals (void)
{
  g_autoptr (Week) week = week_new ();
  MusterActor *admin = week->desk->admin;
  g_autoptr (MusterActor)
    supervisor = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, NULL);
  g_autoptr (MusterActor) auditor = muster_test_actor (MUSTER_ROLE_AUDITOR, NULL, NULL);
  g_autoptr (MusterActor) yard = muster_test_actor (MUSTER_ROLE_HR, NULL, YARD);
  g_autofree char *reopen = NULL;
  g_autofree char *accept = NULL;
  g_autofree char *outside = NULL;
  g_autofree char *hidden = NULL;
  gint64 id;

  refuse_close (week, supervisor, "2026-03-02", "2026-03-02", MUSTER_ERROR_DENIED);
  refuse_close (week, auditor, "2026-03-02", "2026-03-02", MUSTER_ERROR_DENIED);
  refuse_close (week, yard, "2026-03-02", "2026-03-02", MUSTER_ERROR_DENIED);
  refuse_close (week, admin, "2026-03-03", "2026-03-02", MUSTER_ERROR_INVALID);
  refuse_close (week, admin, "2026-03-02", "2026-03-06", MUSTER_ERROR_INVALID);
  refuse_close (week, admin, "2024-01-01", "2026-03-02", MUSTER_ERROR_INVALID);

  id = close_dates (week, "2026-03-02", "2026-03-03");
  refuse_close (week, admin, "2026-03-03", "2026-03-04", MUSTER_ERROR_CONFLICT);
  refuse_close (week, admin, "2026-02-23", "2026-03-02", MUSTER_ERROR_CONFLICT);

  reopen = args_of (id, "'reason': <'a mistake'>");
  muster_test_refuse (week->desk, supervisor, "period.reopen", reopen,
                      MUSTER_ERROR_DENIED);
  muster_test_refuse (week->desk, yard, "period.reopen", reopen, MUSTER_ERROR_DENIED);

  accept = accept_args (id, week->heron, "2026-03-03");
  muster_test_refuse (week->desk, supervisor, "adjustment.accept", accept,
                      MUSTER_ERROR_DENIED);
  muster_test_refuse (week->desk, admin, "adjustment.accept", accept,
                      MUSTER_ERROR_MISSING);
  outside = accept_args (id, week->heron, "2026-03-04");
  muster_test_refuse (week->desk, admin, "adjustment.accept", outside,
                      MUSTER_ERROR_INVALID);
  late_punch (week);
  hidden = accept_args (id, week->swan, "2026-03-03");
  muster_test_refuse (week->desk, yard, "adjustment.accept", hidden, MUSTER_ERROR_DENIED);
}

/* Today is not over: what is pending is only frozen when told to. */
static void
test_pending (void)
{
  g_autoptr (Week) week = week_new ();
  g_autofree char *args = g_strdup_printf ("{'from': <%d>, 'to': <%d>, 'force': <true>}",
                                           muster_test_date ("2026-03-05"),
                                           muster_test_date ("2026-03-05"));
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GVariant) checks = NULL;
  g_autoptr (GPtrArray) periods = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (MusterDayRow) frozen = NULL;
  guint pending = 0;

  refuse_close (week, week->desk->admin, "2026-03-05", "2026-03-05",
                MUSTER_ERROR_CONFLICT);
  periods = muster_test_rows (week->desk, week->desk->admin, "periods", NULL);
  g_assert_cmpuint (periods->len, ==, 0);

  result = muster_test_submit (week->desk, "period.close", args);
  checks = g_variant_get_child_value (result, 0);
  g_assert_true (g_variant_lookup (checks, "pending", "u", &pending));
  g_assert_cmpuint (pending, ==, 2);
  g_clear_pointer (&periods, g_ptr_array_unref);
  periods = muster_test_rows (week->desk, week->desk->admin, "periods", NULL);
  g_assert_true (MUSTER_PERIOD_ROW (g_ptr_array_index (periods, 0))->forced);

  /* What they turn out to be is an adjustment then. */
  muster_test_desk_set_clock (week->desk, "2026-03-07T10:00");
  mark (week, "2026-03-07T09:00");
  frozen = day_of (week, week->swan, "2026-03-05");
  g_assert_cmpint (frozen->sheet->day.status, ==, MUSTER_STATUS_PENDING);
  open = adjustments (week, week->desk->admin, "open");
  g_assert_nonnull (find_value (open, "status"));
  g_assert_cmpstr (find_value (open, "status")->before, ==, "pending");
  g_assert_cmpstr (find_value (open, "status")->after, ==, "absent");
}

/* ---- What comes later ---- */

static void
test_late_punch (void)
{
  g_autoptr (Week) week = week_new ();
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (MusterDayRow) day = NULL;
  g_autoptr (MusterActor)
    office = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, OFFICE);
  g_autoptr (GPtrArray) hidden = NULL;
  g_autoptr (GPtrArray) stale = NULL;
  g_autoptr (MusterFilter) all = muster_filter_new ();
  g_autoptr (MusterFinding) everything = NULL;
  g_autofree char *before = days_to_text (week);
  g_autofree char *after = NULL;
  gint64 id = close_dates (week, "2026-03-02", "2026-03-03");
  MusterAdjustmentRow *row;

  late_punch (week);
  after = days_to_text (week);
  g_assert_cmpstr (after, ==, before);

  open = adjustments (week, week->desk->admin, "open");
  for (guint i = 0; i < open->len; i++)
    {
      row = g_ptr_array_index (open, i);
      g_assert_cmpint (row->person_id, ==, week->heron);
      g_assert_cmpint (row->date, ==, muster_test_date ("2026-03-03"));
      g_assert_cmpint (row->period_id, ==, id);
      g_assert_cmpint (row->accepted_at, ==, 0);
    }
  row = find_value (open, "flags");
  g_assert_nonnull (row);
  g_assert_cmpstr (row->before, ==, "missing_out");
  g_assert_cmpstr (row->after, ==, "");
  row = find_value (open, "worked_sec");
  g_assert_nonnull (row);
  g_assert_cmpint (row->difference, >, 0);
  g_assert_null (find_value (open, "late"));

  /* Its punches are there, but no reasons: they would explain other numbers. */
  day = day_of (week, week->heron, "2026-03-03");
  g_assert_true (day->sheet->locked);
  g_assert_cmpuint (day->sheet->placed->len, ==, 2);
  g_assert_null (day->sheet->notes);
  g_assert_cmpint (day->sheet->day.out_at, ==, 0);

  hidden = adjustments (week, office, "open");
  g_assert_cmpuint (hidden->len, ==, 0);

  /* Keys that somebody else found open nothing either. */
  everything = muster_office_list (week->desk->office, week->desk->admin,
                                   &muster_adjustments_listing, all, NULL, NULL);
  g_set_object (&everything->actor, office);
  stale = muster_office_load (week->desk->office, everything, 0, G_MAXUINT, NULL, NULL);
  g_assert_cmpuint (stale->len, ==, open->len);
  for (guint i = 0; i < stale->len; i++)
    g_assert_null (g_ptr_array_index (stale, i));
}

/* Rules and roster of a locked day touch nothing but the adjustments. */
static void
test_rules_and_roster (void)
{
  g_autoptr (Week) week = week_new ();
  g_autofree char *before = days_to_text (week);
  g_autofree char *after = NULL;
  g_autofree char *rest = g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT
                                           ">, 'from': <%d>, 'single': <true>}",
                                           week->swan, muster_test_date ("2026-03-02"));
  g_autoptr (GPtrArray) open = NULL;

  close_dates (week, "2026-03-02", "2026-03-04");
  g_variant_unref (muster_test_submit (week->desk, "roster.assign", rest));
  after = days_to_text (week);
  g_assert_cmpstr (after, ==, before);
  open = adjustments (week, week->desk->admin, "open");
  g_assert_nonnull (find_value (open, "shift"));
  g_assert_nonnull (find_value (open, "late"));
  g_assert_cmpint (find_value (open, "late")->difference, <, 0);
  g_assert_cmpint (find_value (open, "late")->person_id, ==, week->swan);
}

/* A person who turns up afterwards is no day of the period, but an adjustment. */
static void
test_late_person (void)
{
  g_autoptr (Week) week = week_new ();
  g_autofree char *before = days_to_text (week);
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) open = NULL;
  gint64 crane;

  close_dates (week, "2026-03-02", "2026-03-04");
  crane = muster_test_add_person (week->desk, "C-3", "Crane", "", YARD);
  after = days_to_text (week);
  g_assert_cmpstr (after, ==, before);
  open = adjustments (week, week->desk->admin, "open");
  g_assert_cmpint (find_value (open, "status")->person_id, ==, crane);
  g_assert_cmpstr (find_value (open, "status")->before, ==, "none");
}

/* ---- Accepting and reopening ---- */

/* What a person's span comes to, with what was carried into it. */
static MusterMonthTotals
totals_of (Week *week, gint64 person, const char *from, const char *to)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;

  filter->dates = (MusterDates) { muster_test_date (from), muster_test_date (to) };
  filter->person_id = person;
  rows = muster_test_rows (week->desk, week->desk->admin, "months", filter);
  g_assert_cmpuint (rows->len, ==, 1);

  return MUSTER_MONTH_ROW (g_ptr_array_index (rows, 0))->totals;
}

static void
test_accept (void)
{
  g_autoptr (Week) week = week_new ();
  gint64 id = close_dates (week, "2026-03-02", "2026-03-03");
  g_autofree char *accept = accept_args (id, week->heron, "2026-03-03");
  g_autofree char *reopen = args_of (id, "'reason': <'a mistake'>");
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) accepted = NULL;
  g_autoptr (GPtrArray) punches = NULL;
  g_autoptr (GPtrArray) returned = NULL;
  g_autoptr (GVariant) result = NULL;
  g_autoptr (MusterFilter) filter = NULL;
  g_autofree char *undo = NULL;
  gint64 n = 0;
  MusterAdjustmentRow *row;
  MusterMonthTotals closed, next, then;

  /* The next period is closed already, so it goes into the one after. */
  close_dates (week, "2026-03-04", "2026-03-04");
  closed = totals_of (week, week->heron, "2026-03-02", "2026-03-04");
  next = totals_of (week, week->heron, "2026-03-05", "2026-03-06");
  late_punch (week);
  before = adjustments (week, week->desk->admin, "open");
  result = muster_test_submit (week->desk, "adjustment.accept", accept);
  g_variant_get (result, "(x)", &n);
  g_assert_cmpint (n, ==, before->len);

  open = adjustments (week, week->desk->admin, "open");
  g_assert_cmpuint (open->len, ==, 0);
  accepted = adjustments (week, week->desk->admin, "accepted");
  g_assert_cmpuint (accepted->len, ==, before->len);
  row = find_value (accepted, "worked_sec");
  g_assert_cmpint (row->difference, ==, find_value (before, "worked_sec")->difference);

  /* The closed span stays as it was; the one that it went into has the difference. */
  then = totals_of (week, week->heron, "2026-03-02", "2026-03-04");
  g_assert_cmpuint (then.carried, ==, 0);
  g_assert_cmpint (then.worked_sec, ==, closed.worked_sec);
  then = totals_of (week, week->heron, "2026-03-05", "2026-03-06");
  g_assert_cmpuint (then.carried, ==, before->len);
  g_assert_cmpint (then.worked_sec, ==, next.worked_sec + row->difference);
  g_assert_cmpint (row->into, ==, muster_test_date ("2026-03-05"));
  g_assert_cmpint (row->accepted_at, ==, week->desk->now);
  g_assert_cmpstr (row->accepted_by, ==, "Warden");
  muster_test_refuse (week->desk, week->desk->admin, "adjustment.accept", accept,
                      MUSTER_ERROR_MISSING);
  muster_test_refuse (week->desk, week->desk->admin, "period.reopen", reopen,
                      MUSTER_ERROR_CONFLICT);

  /* What was accepted counts: when it turns out wrong, the way back is open. */
  filter = muster_test_filter ("2026-03-03");
  filter->person_id = week->heron;
  punches = muster_test_rows (week->desk, week->desk->admin, "punches", filter);
  g_assert_cmpuint (punches->len, ==, 2);
  {
    g_autoptr (MusterFinding) finding =
      muster_office_list (week->desk->office, week->desk->admin,
                          muster_listing_lookup ("punches"), filter, NULL, NULL);

    undo = g_strdup_printf ("{'punch': <int64 %" G_GINT64_FORMAT
                            ">, 'reason': <'not hers'>}",
                            g_array_index (finding->keys, gint64, 0));
  }
  g_variant_unref (muster_test_submit (week->desk, "punch.void", undo));
  returned = adjustments (week, week->desk->admin, "open");
  g_assert_cmpuint (returned->len, >=, accepted->len);
  g_assert_cmpint (find_value (returned, "worked_sec")->difference, ==, -row->difference);
  g_assert_cmpstr (find_value (returned, "flags")->before, ==, "");
}

static void
test_reopen (void)
{
  g_autoptr (Week) week = week_new ();
  gint64 id = close_dates (week, "2026-03-02", "2026-03-03");
  g_autofree char *reopen = args_of (id, "'reason': <'a device was late'>");
  g_autofree char *accept = accept_args (id, week->heron, "2026-03-03");
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) periods = NULL;
  g_autoptr (MusterDayRow) day = NULL;
  g_autoptr (MusterDayRow) again = NULL;
  MusterPeriodRow *period;

  late_punch (week);
  g_variant_unref (muster_test_submit (week->desk, "period.reopen", reopen));
  day = day_of (week, week->heron, "2026-03-03");
  g_assert_false (day->sheet->locked);
  g_assert_cmpint (day->sheet->day.out_at, !=, 0);
  open = adjustments (week, week->desk->admin, "open");
  g_assert_cmpuint (open->len, ==, 0);
  muster_test_refuse (week->desk, week->desk->admin, "period.reopen", reopen,
                      MUSTER_ERROR_CONFLICT);
  muster_test_refuse (week->desk, week->desk->admin, "adjustment.accept", accept,
                      MUSTER_ERROR_CONFLICT);

  close_dates (week, "2026-03-02", "2026-03-03");
  again = day_of (week, week->heron, "2026-03-03");
  g_assert_true (again->sheet->locked);
  g_assert_cmpint (again->sheet->day.out_at, ==, day->sheet->day.out_at);
  periods = muster_test_rows (week->desk, week->desk->admin, "periods", NULL);
  g_assert_cmpuint (periods->len, ==, 2);
  period = g_ptr_array_index (periods, 0);
  g_assert_cmpint (period->id, ==, id);
  g_assert_cmpint (period->reopened_at, ==, week->desk->now);
  g_assert_cmpstr (period->reopened_by, ==, "Warden");
  g_assert_cmpstr (period->reason, ==, "a device was late");
}

/* ---- Preparing outside the lock ---- */

/* Of a command that counts how often it was prepared and is overtaken @overtakes times. */
static struct
{
  MusterTestDesk *desk;
  guint overtakes;
  guint prepared;
  gboolean given;
} counting;

static gpointer
counting_prepare (MusterReading *reading, GVariant *args, GError **error)
{
  g_autofree char *add = g_strdup_printf ("{'name': <'Crane %u'>, 'staff_no': <'C-%u'>}",
                                          counting.prepared, counting.prepared);

  /* Somebody else writes meanwhile, which they could not if the lock were held. */
  if (counting.prepared++ < counting.overtakes)
    g_variant_unref (muster_test_submit (counting.desk, "person.add", add));

  return g_strdup ("prepared");
}

static gboolean
counting_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  counting.given = txn->prepared != NULL;
  if (counting.given)
    g_assert_cmpstr (txn->prepared, ==, "prepared");

  return TRUE;
}

static const MusterField no_fields[] = { { NULL } };

static const MusterCommand counting_command = {
  .name = "test.count",
  .title = "Count",
  .args = "()",
  .fields = no_fields,
  .permission = MUSTER_MAY_CLOSE,
  .run = counting_run,
  .prepare = counting_prepare,
  .prepared_free = g_free,
};

static void
test_prepare (void)
{
  static const struct
  {
    guint overtakes;
    guint prepared;
    gboolean given;
  } rows[] = {
    { 0, 1, TRUE }, { 1, 2, TRUE }, { 2, 3, TRUE }, { 3, 3, FALSE }, { 9, 3, FALSE }
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
      g_autoptr (GVariant) result = NULL;
      g_autoptr (GError) error = NULL;

      counting.desk = desk;
      counting.overtakes = rows[i].overtakes;
      counting.prepared = 0;
      result = muster_office_submit (desk->office, desk->admin, &counting_command,
                                     g_variant_new_tuple (NULL, 0), NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (result);
      g_assert_cmpuint (counting.prepared, ==, rows[i].prepared);
      g_assert_cmpint (counting.given, ==, rows[i].given);
    }
}

typedef struct
{
  guint ended;
  guint closed;
  guint refused;
} Race;

static void
closed_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  Race *race = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    closed = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  race->ended++;
  race->closed += closed != NULL;
  race->refused += g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
}

/* Of several that close the same dates at once one does, and the others hear that it is done. */
static void
test_race (void)
{
  g_autoptr (Week) week = week_new ();
  g_autoptr (GPtrArray) periods = NULL;
  Race race = { 0 };

  for (guint i = 0; i < 4; i++)
    muster_office_submit_async (week->desk->office, week->desk->admin,
                                muster_command_find ("period.close"),
                                g_variant_new ("(iib)", muster_test_date ("2026-03-02"),
                                               muster_test_date ("2026-03-03"), TRUE),
                                NULL, closed_cb, &race);
  while (race.ended < 4)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (race.closed, ==, 1);
  g_assert_cmpuint (race.refused, ==, 3);
  periods = muster_test_rows (week->desk, week->desk->admin, "periods", NULL);
  g_assert_cmpuint (periods->len, ==, 1);
}

/* ---- What there is to close ---- */

static char *
plan_to_text (Week *week)
{
  g_autoptr (GPtrArray)
    rows = muster_test_rows (week->desk, week->desk->admin, "period-plan", NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      MusterPeriodPlanRow *row = g_ptr_array_index (rows, i);
      g_autofree char *from = muster_date_format (row->dates.from);
      g_autofree char *to = muster_date_format (row->dates.to);

      g_string_append_printf (text, "%s %s %s\n", from, to, row->state);
    }

  return g_string_free_and_steal (text);
}

#define assert_plan(week, expected)                                                      \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *plan = plan_to_text (week);                                         \
                                                                                         \
    g_assert_cmpstr (plan, ==, expected);                                                \
  }                                                                                      \
  G_STMT_END

/* Every date is in one stretch, whatever was closed and reopened. */
static void
test_plan (void)
{
  g_autoptr (Week) week = week_new ();
  g_autofree char *reopen = NULL;
  gint64 id;

  assert_plan (week, "2026-03-01 2026-03-31 open\n");

  muster_test_desk_set_clock (week->desk, "2026-04-07T10:00");
  mark (week, "2026-04-07T09:00");
  assert_plan (week, "2026-03-01 2026-03-31 due\n2026-04-01 2026-04-30 open\n");

  id = close_dates (week, "2026-03-02", "2026-03-03");
  close_dates (week, "2026-03-10", "2026-03-31");
  assert_plan (week, "2026-03-01 2026-03-01 gap\n2026-03-02 2026-03-03 closed\n"
                     "2026-03-04 2026-03-09 gap\n2026-03-10 2026-03-31 closed\n"
                     "2026-04-01 2026-04-30 open\n");

  reopen = args_of (id, "'reason': <'a mistake'>");
  g_variant_unref (muster_test_submit (week->desk, "period.reopen", reopen));
  assert_plan (week, "2026-03-01 2026-03-01 gap\n2026-03-02 2026-03-03 reopened\n"
                     "2026-03-04 2026-03-09 gap\n2026-03-10 2026-03-31 closed\n"
                     "2026-04-01 2026-04-30 open\n");

  /* The whole month that a reopened part lies in can be closed as one stretch of it each. */
  close_dates (week, "2026-03-01", "2026-03-09");
  assert_plan (week, "2026-03-01 2026-03-09 closed\n2026-03-10 2026-03-31 closed\n"
                     "2026-04-01 2026-04-30 open\n");
}

static MusterCheckRow *
find_check (GPtrArray *rows, const char *check)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MusterCheckRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->check, check))
        return row;
    }

  g_error ("there is no check “%s”", check);
}

static GPtrArray *
checks_of (Week *week, MusterActor *actor, const char *from, const char *to)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->dates = (MusterDates) { muster_test_date (from), muster_test_date (to) };

  return muster_test_rows (week->desk, actor, "period-checks", filter);
}

static void
test_checks (void)
{
  g_autoptr (Week) week = week_new ();
  g_autoptr (MusterActor) yard = muster_test_actor (MUSTER_ROLE_HR, NULL, YARD);
  g_autoptr (GPtrArray)
    rows = checks_of (week, week->desk->admin, "2026-03-02", "2026-03-05");
  g_autoptr (GPtrArray) own = checks_of (week, yard, "2026-03-02", "2026-03-05");
  g_autoptr (GPtrArray) over = NULL;
  g_autoptr (GPtrArray) chosen = NULL;

  g_assert_cmpuint (find_check (rows, "days")->count, ==, 8);
  g_assert_cmpuint (find_check (rows, "days")->people, ==, 2);
  g_assert_cmpuint (find_check (rows, "pending")->count, ==, 2);
  g_assert_cmpuint (find_check (rows, "pending")->people, ==, 2);
  g_assert_true (find_check (rows, "pending")->blocks);
  g_assert_cmpint (find_check (rows, "pending")->first, ==,
                   muster_test_date ("2026-03-05"));
  g_assert_cmpuint (find_check (rows, "incomplete")->count, ==, 1);
  g_assert_cmpint (find_check (rows, "incomplete")->first, ==,
                   muster_test_date ("2026-03-03"));
  g_assert_cmpuint (find_check (rows, "absent")->count, ==, 2);
  g_assert_cmpuint (find_check (rows, "requests")->count, ==, 0);
  g_assert_cmpuint (find_check (rows, "silent")->count, ==, 0);

  /* Whom one does not see one does not count. */
  g_assert_cmpuint (find_check (own, "days")->people, ==, 1);
  g_assert_cmpuint (find_check (own, "incomplete")->count, ==, 1);
  g_assert_cmpuint (find_check (own, "absent")->count, ==, 1);

  /* A source that has not come as far as the last date; a request that nobody decided. */
  muster_test_desk_set_clock (week->desk, "2026-03-07T10:00");
  over = checks_of (week, week->desk->admin, "2026-03-02", "2026-03-05");
  g_assert_cmpuint (find_check (over, "silent")->count, ==, 1);

  /* Without dates it is what comes next. */
  chosen = muster_test_rows (week->desk, week->desk->admin, "period-checks", NULL);
  g_assert_cmpint (find_check (chosen, "days")->dates.from, ==,
                   muster_test_date ("2026-03-01"));
  g_assert_cmpint (find_check (chosen, "days")->dates.to, ==,
                   muster_test_date ("2026-03-31"));
}

/* Two punches that come afterwards are two days to adjust, each with its punch. */
static void
test_adjusted_days (void)
{
  g_autoptr (Week) week = week_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (MusterFilter) all = muster_filter_new ();
  g_autoptr (MusterActor) yard = muster_test_actor (MUSTER_ROLE_HR, NULL, YARD);
  g_autoptr (GPtrArray) own = NULL;
  g_autofree char *accept = NULL;
  g_autofree char *reopen = NULL;
  MusterAdjustedRow *row;
  gint64 id = close_dates (week, "2026-03-02", "2026-03-04");

  muster_test_desk_set_clock (week->desk, "2026-03-05T12:00");
  late_punch (week);
  g_object_unref (muster_test_import (week->desk, week->source, "1_attlog.dat",
                                      "2\t2026-03-04 08:58:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-04 18:10:00\t1\t1\t1\t0\n"));
  rows = muster_test_rows (week->desk, week->desk->admin, "adjusted-days", NULL);
  g_assert_cmpuint (rows->len, ==, 2);

  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->person_name, ==, "Heron");
  g_assert_cmpint (row->date, ==, muster_test_date ("2026-03-03"));
  g_assert_cmpint (row->period_id, ==, id);
  g_assert_cmpstr (row->cause, ==, "punch");
  g_assert_cmpuint (row->n, ==, 1);
  g_assert_cmpint (row->at, ==, muster_test_instant ("2026-03-03T18:10"));
  g_assert_cmpint (row->arrived_at, ==, week->desk->now);
  g_assert_cmpuint (row->changes->len, >=, 2);

  row = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (row->person_name, ==, "Swan");
  g_assert_cmpuint (row->n, ==, 2);

  own = muster_test_rows (week->desk, yard, "adjusted-days", all);
  g_assert_cmpuint (own->len, ==, 1);

  /* Accepted, and taken back: it is open again, and the period can be reopened. */
  accept = accept_args (id, week->heron, "2026-03-03");
  muster_test_refuse (week->desk, week->desk->admin, "adjustment.return", accept,
                      MUSTER_ERROR_MISSING);
  g_variant_unref (muster_test_submit (week->desk, "adjustment.accept", accept));
  left = muster_test_rows (week->desk, week->desk->admin, "adjusted-days", NULL);
  g_assert_cmpuint (left->len, ==, 1);
  reopen = args_of (id, "'reason': <'a mistake'>");
  muster_test_refuse (week->desk, week->desk->admin, "period.reopen", reopen,
                      MUSTER_ERROR_CONFLICT);
  g_variant_unref (muster_test_submit (week->desk, "adjustment.return", accept));
  again = muster_test_rows (week->desk, week->desk->admin, "adjusted-days", NULL);
  g_assert_cmpuint (again->len, ==, 2);
  g_assert_cmpuint (MUSTER_ADJUSTED_ROW (g_ptr_array_index (again, 0))->changes->len, ==,
                    MUSTER_ADJUSTED_ROW (g_ptr_array_index (rows, 0))->changes->len);
  g_variant_unref (muster_test_submit (week->desk, "period.reopen", reopen));
}

/* What payroll has taken over is not taken back under it. */
static void
test_return_too_late (void)
{
  g_autoptr (Week) week = week_new ();
  g_autofree char *accept = NULL;
  gint64 id = close_dates (week, "2026-03-02", "2026-03-03");

  late_punch (week);
  accept = accept_args (id, week->heron, "2026-03-03");
  g_variant_unref (muster_test_submit (week->desk, "adjustment.accept", accept));
  close_dates (week, "2026-03-04", "2026-03-04");
  muster_test_refuse (week->desk, week->desk->admin, "adjustment.return", accept,
                      MUSTER_ERROR_CONFLICT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/periods/close", test_close);
  g_test_add_func ("/periods/refusals", test_refusals);
  g_test_add_func ("/periods/pending", test_pending);
  g_test_add_func ("/periods/late-punch", test_late_punch);
  g_test_add_func ("/periods/rules-and-roster", test_rules_and_roster);
  g_test_add_func ("/periods/late-person", test_late_person);
  g_test_add_func ("/periods/accept", test_accept);
  g_test_add_func ("/periods/reopen", test_reopen);
  g_test_add_func ("/periods/prepare", test_prepare);
  g_test_add_func ("/periods/race", test_race);
  g_test_add_func ("/periods/plan", test_plan);
  g_test_add_func ("/periods/checks", test_checks);
  g_test_add_func ("/periods/adjusted-days", test_adjusted_days);
  g_test_add_func ("/periods/return-too-late", test_return_too_late);

  return g_test_run ();
}
