/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-ledger.h"
#include "muster-outcome.h"
#include "muster-punch-listings.h"
#include "muster-reading.h"
#include "muster-test-desk.h"

#define PEOPLE 6
#define ROUNDS 60

/* What is asked of a ledger, and what it gave. */
typedef struct
{
  const gint64 *ids;
  gsize n;
  MusterDates dates;
  gboolean fresh; /* of one that knows nothing yet */
  MusterResults *results;
  guint64 judged;
} Asking;

static gboolean
ask_run (MusterReading *reading, gpointer data, GError **error)
{
  Asking *asking = data;
  g_autoptr (MusterLedger) fresh = muster_ledger_new ();
  MusterLedger *ledger = asking->fresh ? fresh : reading->ledger;
  MusterReading own = *reading;
  guint64 before;

  if (asking->fresh)
    own.generation = muster_ledger_get_generation (fresh);
  before = muster_ledger_get_judged (ledger);
  asking->results =
    muster_ledger_get_days (ledger, &own, asking->ids, asking->n, asking->dates, error);
  asking->judged = muster_ledger_get_judged (ledger) - before;

  return asking->results != NULL;
}

static void
ask (MusterTestDesk *test, Asking *asking)
{
  g_autoptr (GError) error = NULL;

  muster_office_read (test->office, test->admin, MUSTER_MAY_SEE_DAYS, ask_run, asking,
                      NULL, &error);
  g_assert_no_error (error);
}

/* All that a day says, the shift by its code: it belongs to one reading of the rules. */
static void
assert_same_day (const MusterDay *a, const MusterDay *b)
{
  MusterDay x = *a;
  MusterDay y = *b;

  g_assert_cmpstr (muster_day_get_shift_code (a), ==, muster_day_get_shift_code (b));
  x.shift = y.shift = NULL;
  g_assert_cmpint (x.person_id, ==, y.person_id);
  g_assert_cmpint (x.date, ==, y.date);
  g_assert_cmpint (x.status, ==, y.status);
  g_assert_cmpuint (x.flags, ==, y.flags);
  g_assert_cmpint (x.in_at, ==, y.in_at);
  g_assert_cmpint (x.out_at, ==, y.out_at);
  g_assert_cmpint (x.worked_sec, ==, y.worked_sec);
  g_assert_cmpint (x.late_min, ==, y.late_min);
  g_assert_cmpint (x.early_min, ==, y.early_min);
  g_assert_cmpint (x.expected_min, ==, y.expected_min);
  g_assert_cmpint (x.overtime_min, ==, y.overtime_min);
  g_assert_cmpint (x.n_punches, ==, y.n_punches);
  g_assert_cmpint (x.window_from, ==, y.window_from);
  g_assert_cmpint (x.window_to, ==, y.window_to);
}

/* The kept ledger says what one says that has just begun. Returns for how many it judged. */
static guint64
assert_fresh (MusterTestDesk *test, const gint64 *ids, gsize n, MusterDates dates)
{
  Asking kept = { ids, n, dates, FALSE, NULL, 0 };
  Asking fresh = { ids, n, dates, TRUE, NULL, 0 };

  ask (test, &kept);
  ask (test, &fresh);
  g_assert_cmpuint (fresh.judged, ==, n);
  g_assert_cmpuint (kept.results->days->len, ==, fresh.results->days->len);
  for (guint i = 0; i < fresh.results->days->len; i++)
    assert_same_day (&g_array_index (kept.results->days, MusterDay, i),
                     &g_array_index (fresh.results->days, MusterDay, i));
  muster_results_unref (kept.results);
  muster_results_unref (fresh.results);

  return kept.judged;
}

static void submit (MusterTestDesk *test, const char *command, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static void
submit (MusterTestDesk *test, const char *command, const char *format, ...)
{
  g_autofree char *args = NULL;
  va_list list;

  va_start (list, format);
  args = g_strdup_vprintf (format, list);
  va_end (list);
  g_variant_unref (muster_test_submit (test, command, args));
}

/* Six people with two weeks of punches, all on one clock. */
static gint64
fill (MusterTestDesk *test, gint64 *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 source = muster_test_add_source (test, "Gate");

  for (int i = 0; i < PEOPLE; i++)
    {
      g_autofree char *staff_no = g_strdup_printf ("%d", 1001 + i);
      g_autofree char *name = g_strdup_printf ("Wren %c", 'A' + i);

      ids[i] = muster_test_add_person (test, staff_no, name, "", "");
      submit (test, "person.map",
              "{'source': <int64 %" G_GINT64_FORMAT ">, 'key': <'%d'>, "
              "'person': <int64 %" G_GINT64_FORMAT ">}",
              source, 1 + i, ids[i]);
      for (int day = 16; day <= 28; day++)
        g_string_append_printf (text,
                                "%d\t2026-02-%02d 08:%02d:00\t1\t0\t1\t0\r\n"
                                "%d\t2026-02-%02d 18:%02d:00\t1\t1\t1\t0\r\n",
                                1 + i, day, 40 + 3 * i, 1 + i, day, 2 * i);
    }
  g_object_unref (muster_test_import (test, source, "1_attlog.dat", text->str));

  return source;
}

/* Changes something of one person, of a day within or outside of what is looked at. */
static void
change (MusterTestDesk *test, GRand *dice, const gint64 *ids, gint64 source)
{
  int who = g_rand_int_range (dice, 0, PEOPLE);
  gint64 id = ids[who];
  MusterDate date = muster_test_date ("2026-02-01") + g_rand_int_range (dice, 0, 28);

  switch (g_rand_int_range (dice, 0, 6))
    {
    case 0:
      {
        g_autoptr (MusterFilter) filter = muster_filter_new ();
        g_autoptr (GPtrArray) punches = NULL;

        filter->person_id = id;
        punches = muster_test_rows (test, test->admin, "punches", filter);
        if (punches->len > 0)
          {
            MusterPunchRow *row = g_ptr_array_index (
              punches, (guint) g_rand_int_range (dice, 0, (int) punches->len));

            submit (test,
                    row->punch.marks & MUSTER_PUNCH_VOID ? "punch.unvoid" : "punch.void",
                    "{'punch': <int64 %" G_GINT64_FORMAT ">, 'reason': <'a test'>}",
                    row->punch.id);
          }
        break;
      }
    case 1:
      submit (test, "cover.add",
              "{'person': <int64 %" G_GINT64_FORMAT ">, 'kind': <'leave'>, "
              "'from_date': <%d>}",
              id, date);
      break;
    case 2:
      submit (test, "person.change",
              "{'person': <int64 %" G_GINT64_FORMAT ">, 'exempt': <%s>}", id,
              g_rand_boolean (dice) ? "true" : "false");
      break;
    case 3:
      submit (test, "person.change",
              "{'person': <int64 %" G_GINT64_FORMAT ">, 'joined': <%d>}", id, date);
      break;
    case 4:
      submit (test, "person.map",
              "{'source': <int64 %" G_GINT64_FORMAT ">, 'key': <'%d'>, "
              "'person': <int64 %" G_GINT64_FORMAT ">}",
              source, 1 + g_rand_int_range (dice, 0, PEOPLE), id);
      break;
    default:
      submit (test, "person.change",
              "{'person': <int64 %" G_GINT64_FORMAT ">, 'name': <'Wren %d'>}", id, date);
    }
}

/* Whatever changes, the kept days are those of a ledger that knows nothing yet, and of one person
 * only that one is judged again. */
static void
test_equality (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (GRand) dice = g_rand_new_with_seed (20260305);
  MusterDates dates = { muster_test_date ("2026-02-16"),
                        muster_test_date ("2026-03-01") };
  MusterDates day = { muster_test_date ("2026-02-20"), muster_test_date ("2026-02-20") };
  gint64 ids[PEOPLE];
  gint64 source = fill (test, ids);

  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, dates), ==, PEOPLE);
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, dates), ==, 0);
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, day), ==, PEOPLE);
  for (guint i = 0; i < ROUNDS; i++)
    {
      change (test, dice, ids, source);
      /* A number that goes to somebody else touches two */
      g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, dates), <=, 2);
      g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, day), <=, 2);
    }
}

/* Another order, a part, somebody new: only who is not known is judged. */
static void
test_parts (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  MusterDates dates = { muster_test_date ("2026-02-16"),
                        muster_test_date ("2026-03-01") };
  gint64 ids[PEOPLE + 1];
  gint64 turned[PEOPLE];

  fill (test, ids);
  for (guint i = 0; i < PEOPLE; i++)
    turned[i] = ids[PEOPLE - 1 - i];

  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE - 1, dates), ==, PEOPLE - 1);
  g_assert_cmpuint (assert_fresh (test, turned, PEOPLE, dates), ==, 1);
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, dates), ==, 0);
  g_assert_cmpuint (assert_fresh (test, ids + 2, 3, dates), ==, 0);
  g_assert_cmpuint (assert_fresh (test, NULL, 0, dates), ==, 0);

  ids[PEOPLE] = muster_test_add_person (test, "2001", "Heron", "", "");
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE + 1, dates), ==, 1);
}

/* What names no days touches all. */
static void
test_everything (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  MusterDates dates = { muster_test_date ("2026-02-16"),
                        muster_test_date ("2026-03-01") };
  gint64 ids[PEOPLE];
  gint64 source = fill (test, ids);

  assert_fresh (test, ids, PEOPLE, dates);
  submit (test, "calendar.set", "{'date': <%d>, 'kind': <'statutory'>, 'name': <'Day'>}",
          muster_test_date ("2026-02-27"));
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, dates), ==, PEOPLE);
  g_object_unref (muster_test_import (test, source, "2_attlog.dat",
                                      "3\t2026-02-24 12:00:00\t1\t0\t1\t0\r\n"));
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, dates), ==, PEOPLE);

  /* Neither what touches no days, nor what touches days elsewhere */
  submit (test, "company.rename", "{'name': <'River Works'>}");
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, dates), ==, 0);
  submit (test, "cover.add",
          "{'person': <int64 %" G_GINT64_FORMAT
          ">, 'kind': <'leave'>, 'from_date': <%d>}",
          ids[0], muster_test_date ("2025-10-20"));
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, dates), ==, 0);
}

/* As time passes days come due, and after a minute all are judged again. */
static void
test_time (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  MusterDates today = { muster_test_date ("2026-03-05"),
                        muster_test_date ("2026-03-05") };
  gint64 ids[PEOPLE];

  fill (test, ids);
  assert_fresh (test, ids, PEOPLE, today);
  test->now += 30 * MUSTER_SECOND;
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, today), ==, 0);
  muster_test_desk_set_clock (test, "2026-03-06T08:00");
  g_assert_cmpuint (assert_fresh (test, ids, PEOPLE, today), ==, PEOPLE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ledger/equality", test_equality);
  g_test_add_func ("/ledger/parts", test_parts);
  g_test_add_func ("/ledger/everything", test_everything);
  g_test_add_func ("/ledger/time", test_time);

  return g_test_run ();
}
