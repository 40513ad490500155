/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-state.h"
#include "muster-demo-punches.h"
#include "muster-demo.h"
#include "muster-dice.h"
#include "muster-error.h"
#include "muster-exception-listings.h"
#include "muster-listing-catalog.h"
#include "muster-punch.h"
#include "muster-request-listings.h"
#include "muster-signals.h"
#include "muster-test-desk.h"

#include <string.h>

static MusterDates
march (void)
{
  return (MusterDates) { muster_date_new (2026, 3, 1), muster_date_new (2026, 3, 31) };
}

static void
test_dice_repeat (void)
{
  MusterDice one = muster_dice_new (7, 1, 2);
  MusterDice same = muster_dice_new (7, 1, 2);
  MusterDice other = muster_dice_new (7, 2, 1);
  guint differs = 0;

  for (int i = 0; i < 100; i++)
    {
      guint thrown = muster_dice_throw (&one, 1000);

      g_assert_cmpuint (thrown, <, 1000);
      g_assert_cmpuint (thrown, ==, muster_dice_throw (&same, 1000));
      differs += thrown != muster_dice_throw (&other, 1000);
    }

  g_assert_cmpuint (differs, >, 90);
}

static void
test_dice_are_fair (void)
{
  MusterDice dice = muster_dice_new (1, 0, 0);
  guint happened = 0;
  guint sides[6] = { 0 };
  double sum = 0.0;

  for (int i = 0; i < 60000; i++)
    {
      happened += muster_dice_happens (&dice, 100);
      sides[muster_dice_between (&dice, 1, 6) - 1]++;
      sum += muster_dice_spread (&dice);
    }

  g_assert_cmpuint (happened, >, 5600);
  g_assert_cmpuint (happened, <, 6400);
  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_assert_cmpuint (sides[i], >, 9500);
      g_assert_cmpuint (sides[i], <, 10500);
    }
  g_assert_cmpfloat (ABS (sum / 60000), <, 0.02);
}

static void
test_people_repeat (void)
{
  g_autoptr (GPtrArray) few = muster_demo_people_invent (20, march (), 5);
  g_autoptr (GPtrArray) many = muster_demo_people_invent (400, march (), 5);
  g_autoptr (GPtrArray) others = muster_demo_people_invent (20, march (), 6);
  guint same_names = 0;

  for (guint i = 0; i < few->len; i++)
    {
      MusterDemoPerson *a = g_ptr_array_index (few, i);
      MusterDemoPerson *b = g_ptr_array_index (many, i);
      MusterDemoPerson *c = g_ptr_array_index (others, i);

      g_assert_cmpstr (a->person->name, ==, b->person->name);
      g_assert_cmpstr (a->person->staff_no, ==, b->person->staff_no);
      g_assert_cmpstr (a->person->department, ==, b->person->department);
      g_assert_cmpstr (a->key, ==, b->key);
      same_names += g_str_equal (a->person->name, c->person->name);
    }

  g_assert_cmpuint (same_names, <, 5);
}

/* Everything that a demo is to show is there once there are enough people. */
static void
test_people_are_varied (void)
{
  g_autoptr (GPtrArray) people = muster_demo_people_invent (2000, march (), 1);
  g_autoptr (GHashTable)
    keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  guint sources[MUSTER_DEMO_N_SOURCES] = { 0 };
  guint joiners = 0;
  guint leavers = 0;
  guint exempt = 0;

  for (guint i = 0; i < people->len; i++)
    {
      MusterDemoPerson *demo = g_ptr_array_index (people, i);
      g_autoptr (GError) error = NULL;

      g_assert_true (muster_person_check (demo->person, &error));
      g_assert_no_error (error);
      g_assert_nonnull (strchr (demo->person->department, '/'));
      g_assert_true (
        g_hash_table_add (keys, g_strdup_printf ("%d:%s", demo->source, demo->key)));
      g_hash_table_add (groups, demo->person->group);
      sources[demo->source]++;
      joiners += demo->person->joined > march ().from;
      leavers += demo->person->left <= march ().to;
      exempt += demo->person->exempt;
    }

  g_assert_cmpuint (g_hash_table_size (groups), ==, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_assert_cmpuint (sources[i], >, 100);
  g_assert_cmpuint (joiners, >, 10);
  g_assert_cmpuint (leavers, >, 10);
  g_assert_cmpuint (exempt, >, 3);
}

static GArray *
invent_month (GPtrArray *people, guint64 seed, gboolean backwards)
{
  GArray *punches = g_array_new (FALSE, FALSE, sizeof (MusterDemoPunch));

  for (guint i = 0; i < people->len; i++)
    {
      guint at = backwards ? people->len - 1 - i : i;

      for (MusterDate date = march ().from; date <= march ().to; date++)
        muster_demo_punches_invent (g_ptr_array_index (people, at), at, date,
                                    MUSTER_DEMO_DAY, seed, punches);
    }
  g_array_sort (punches, muster_demo_punch_compare);

  return punches;
}

static void
test_punches_repeat (void)
{
  g_autoptr (GPtrArray) people = muster_demo_people_invent (50, march (), 3);
  g_autoptr (GArray) one = invent_month (people, 3, FALSE);
  g_autoptr (GArray) other = invent_month (people, 3, TRUE);

  g_assert_cmpuint (one->len, >, 50 * 31);
  g_assert_cmpuint (one->len, ==, other->len);
  for (guint i = 0; i < one->len; i++)
    {
      MusterDemoPunch *a = &g_array_index (one, MusterDemoPunch, i);
      MusterDemoPunch *b = &g_array_index (other, MusterDemoPunch, i);

      g_assert_cmpint (a->wall, ==, b->wall);
      g_assert_cmpuint (a->person, ==, b->person);
      g_assert_cmpint (a->received, ==, b->received);
      g_assert_cmpuint (a->marks, ==, b->marks);
    }
}

static void
test_punches_are_varied (void)
{
  g_autoptr (GPtrArray) people = muster_demo_people_invent (300, march (), 1);
  g_autoptr (GArray) punches = invent_month (people, 1, FALSE);
  guint late = 0;
  guint twice = 0;
  guint offline = 0;
  guint placed = 0;
  guint vague = 0;

  for (guint i = 0; i < punches->len; i++)
    {
      MusterDemoPunch *punch = &g_array_index (punches, MusterDemoPunch, i);
      MusterDemoPerson *demo = g_ptr_array_index (people, punch->person);
      int minute = (int) (punch->wall % MUSTER_DAY / MUSTER_MINUTE);

      g_assert_cmpint (punch->received, >=, punch->wall);
      g_assert_true ((punch->marks & MUSTER_PUNCH_PLACED) == 0 ||
                     demo->source == MUSTER_DEMO_PHONE);
      late += minute > 540 && minute < 600;
      offline += (punch->marks & MUSTER_PUNCH_OFFLINE) != 0;
      placed += (punch->marks & MUSTER_PUNCH_PLACED) != 0;
      vague += (punch->marks & MUSTER_PUNCH_PLACED) &&
               !(punch->marks & MUSTER_PUNCH_ACCURATE);
    }

  for (guint i = 0; i + 1 < punches->len; i++)
    {
      MusterDemoPunch *a = &g_array_index (punches, MusterDemoPunch, i);

      for (guint j = i + 1; j < punches->len; j++)
        {
          MusterDemoPunch *b = &g_array_index (punches, MusterDemoPunch, j);

          if (b->wall - a->wall >= 60 * MUSTER_SECOND)
            break;
          twice += a->person == b->person;
        }
    }

  g_assert_cmpuint (late, >, 100);
  g_assert_cmpuint (twice, >, 100);
  g_assert_cmpuint (offline, >, 10);
  g_assert_cmpuint (placed, >, 500);
  g_assert_cmpuint (vague, >, 3);
}

static void
test_roster_takes_turns (void)
{
  g_autoptr (GPtrArray) people = muster_demo_people_invent (200, march (), 1);
  MusterDemoPerson one = *(MusterDemoPerson *) g_ptr_array_index (people, 0);
  MusterDemoPerson other = one;
  MusterDate monday = muster_date_new (2026, 3, 2);

  one.team = 0;
  other.team = 1;
  for (MusterDate date = monday; date < monday + 28; date++)
    {
      MusterDemoShift a = muster_demo_punches_get_roster (&one, date);
      MusterDemoShift b = muster_demo_punches_get_roster (&other, date);

      if (muster_date_get_weekday (date) >= 5)
        {
          g_assert_cmpint (a, ==, MUSTER_DEMO_OFF);
          g_assert_cmpint (b, ==, MUSTER_DEMO_OFF);
          continue;
        }
      g_assert_cmpint (a + b, ==, MUSTER_DEMO_EARLY + MUSTER_DEMO_NIGHT);
      g_assert_cmpint (a, !=, b);
      g_assert_cmpint (a, ==, muster_demo_punches_get_roster (&other, date + 7));
    }
}

static GPtrArray *
rows_in (MusterTestDesk *desk, const char *listing, const char *state)
{
  g_autoptr (MusterFilter) filter = muster_test_filter (NULL);
  const char *states[] = { state, NULL };

  filter->states = g_strdupv ((char **) states);

  return muster_test_rows (desk, desk->admin, listing, filter);
}

static guint
count_requests (GPtrArray *rows, MusterRequestKind kind)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterRequestRow *row = g_ptr_array_index (rows, i);

      n += row->request->kind == kind;
    }

  return n;
}

static guint
count_exceptions (GPtrArray *rows, MusterExceptionKind kind)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterExceptionRow *row = g_ptr_array_index (rows, i);

      n += row->exception.kind == kind;
    }

  return n;
}

/* Whoever opens the demo company finds the work of a morning, with something of each kind. */
static void
test_morning (void)
{
  static const MusterExceptionKind kinds[] = {
    MUSTER_EXCEPTION_ABSENT,         MUSTER_EXCEPTION_LATE,
    MUSTER_EXCEPTION_EARLY,          MUSTER_EXCEPTION_OUTSIDE,
    MUSTER_EXCEPTION_SPEED,          MUSTER_EXCEPTION_SHARED_DEVICE,
    MUSTER_EXCEPTION_UNBOUND_DEVICE, MUSTER_EXCEPTION_SAME_POSITION,
    MUSTER_EXCEPTION_UNMAPPED,
  };
  static const MusterRequestKind wanted[] = {
    MUSTER_REQUEST_MISSING,
    MUSTER_REQUEST_LATE,
    MUSTER_REQUEST_OUTING,
    MUSTER_REQUEST_FIELD,
  };
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  const MusterDemoPlan plan = { 100, 31, MUSTER_DATE_NONE, 1 };
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GPtrArray) exceptions = NULL;
  g_autoptr (GError) error = NULL;
  guint n_evidence = 0;

  muster_test_desk_set_clock (desk, "2026-03-27T09:30");
  muster_demo_fill (desk->office, desk->admin, &plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  requests = rows_in (desk, "requests", "mine");
  exceptions = rows_in (desk, "exceptions", "open");
  for (guint i = 0; i < requests->len; i++)
    {
      MusterRequestRow *row = g_ptr_array_index (requests, i);

      n_evidence += row->n_evidence;
    }

  g_assert_cmpuint (requests->len, >=, 20);
  g_assert_cmpuint (requests->len, <, 40);
  g_assert_cmpuint (n_evidence, >=, 14);
  g_assert_cmpuint (exceptions->len, >=, 30);
  g_assert_cmpuint (exceptions->len, <, 80);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (count_requests (requests, wanted[i]) == 0)
      g_error ("no request of kind %s", muster_request_kind_get_code (wanted[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (count_exceptions (exceptions, kinds[i]) == 0)
      g_error ("no exception of kind %s", muster_exception_kind_get_code (kinds[i]));
}

/* What is counted can be asked for, and what nobody knows is no state without rows. */
static void
test_states (void)
{
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  const MusterDemoPlan plan = { 40, 14, MUSTER_DATE_NONE, 1 };
  g_autoptr (GError) error = NULL;
  guint n_counts = 0;

  muster_demo_fill (desk->office, desk->admin, &plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  for (const MusterListing *const *listing = muster_listing_list (); *listing; listing++)
    {
      const char *unknown[] = { "nobody-knows", NULL };
      g_autoptr (MusterFilter) filter = muster_test_filter (NULL);
      g_autoptr (MusterFinding) found =
        muster_office_list (desk->office, desk->admin, *listing, filter, NULL, NULL);
      g_autoptr (MusterFinding) none = NULL;
      g_autofree GStrv counted = NULL;

      g_test_message ("%s", (*listing)->name);
      if (found != NULL)
        {
          counted = (GStrv) g_hash_table_get_keys_as_array (found->counts, NULL);
          filter->states = g_strdupv (counted);
          muster_listing_check_states (*listing, filter, &error);
          g_assert_no_error (error);
          n_counts += g_strv_length (counted);
        }

      g_strfreev (filter->states);
      filter->states = g_strdupv ((char **) unknown);
      none =
        muster_office_list (desk->office, desk->admin, *listing, filter, NULL, &error);
      g_assert_null (none);
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_cmpuint (n_counts, >, 40);
}

static gboolean
knows (const char *listing, const char *state)
{
  g_auto (GStrv) states = g_strsplit (muster_listing_lookup (listing)->states, " ", -1);

  return g_strv_contains ((const char *const *) states, state);
}

/* The states that listings name are those that there are. */
static void
test_codes (void)
{
  for (guint i = 0; i < MUSTER_N_DAY_STATES; i++)
    {
      g_assert_true (knows ("days", muster_day_state_get_code (i)));
      g_assert_true (knows ("months", muster_day_state_get_code (i)));
    }
  for (int i = 0; i < MUSTER_N_EXCEPTION_KINDS; i++)
    g_assert_true (knows ("exceptions", muster_exception_kind_get_code (i)));
  for (int i = MUSTER_SIGNAL_MOCK; i <= MUSTER_SIGNAL_TWO_SOURCES; i++)
    g_assert_true (knows ("signals", muster_signal_get_code (i)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/dice/repeat", test_dice_repeat);
  g_test_add_func ("/dice/are-fair", test_dice_are_fair);
  g_test_add_func ("/demo-people/repeat", test_people_repeat);
  g_test_add_func ("/demo-people/are-varied", test_people_are_varied);
  g_test_add_func ("/demo-punches/repeat", test_punches_repeat);
  g_test_add_func ("/demo-punches/are-varied", test_punches_are_varied);
  g_test_add_func ("/demo-punches/roster-takes-turns", test_roster_takes_turns);

  g_test_add_func ("/demo/morning", test_morning);
  g_test_add_func ("/demo/states", test_states);
  g_test_add_func ("/demo/codes", test_codes);

  return g_test_run ();
}
