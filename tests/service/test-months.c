/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-listing-catalog.h"
#include "muster-month-listings.h"
#include "muster-test-desk.h"

/* Heron is late once and misses an off-punch, Swan works as she should, Crane joins next month. */
static MusterTestDesk *
desk_new (void)
{
  MusterTestDesk *desk = muster_test_desk_new ();
  gint64 source = muster_test_add_source (desk, "Gate");
  const gint64 people[] = {
    muster_test_add_person (desk, "H-1", "Heron", "", "Yard"),
    muster_test_add_person (desk, "S-2", "Swan", "", "Office"),
  };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *args =
        g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                         ">, 'key': <'%u'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                         source, i + 1, people[i]);

      g_variant_unref (muster_test_submit (desk, "person.map", args));
    }
  g_variant_unref (muster_test_submit (
    desk, "person.add", "{'staff_no': <'C-3'>, 'name': <'Crane'>, 'joined': <20550>}"));
  g_object_unref (muster_test_import (desk, source, "1_attlog.dat",
                                      "1\t2026-03-02 09:12:00\t1\t0\t1\t0\n"
                                      "1\t2026-03-02 18:05:00\t1\t1\t1\t0\n"
                                      "1\t2026-03-03 08:50:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-02 08:50:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-02 18:00:00\t1\t1\t1\t0\n"
                                      "2\t2026-03-03 08:50:00\t1\t0\t1\t0\n"
                                      "2\t2026-03-03 18:00:00\t1\t1\t1\t0\n"));
  muster_test_desk_set_clock (desk, "2026-03-06T10:00");

  return desk;
}

static MusterFilter *
week (void)
{
  MusterFilter *filter = muster_filter_new ();

  filter->dates =
    (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-03-03") };

  return filter;
}

static void
test_sums (void)
{
  g_autoptr (MusterTestDesk) desk = desk_new ();
  g_autoptr (MusterFilter) filter = week ();
  g_autoptr (GPtrArray) rows = muster_test_rows (desk, desk->admin, "months", filter);
  MusterMonthRow *heron, *swan;

  /* Crane was not there yet */
  g_assert_cmpuint (rows->len, ==, 2);
  heron = g_ptr_array_index (rows, 0);
  swan = g_ptr_array_index (rows, 1);
  g_assert_cmpstr (heron->person->name, ==, "Heron");
  g_assert_cmpuint (heron->days->len, ==, 2);
  g_assert_cmpuint (heron->totals.expected_days, ==, 2);
  g_assert_cmpuint (heron->totals.late_days, ==, 1);
  g_assert_cmpint (heron->totals.late_min, ==, 12);
  g_assert_cmpuint (heron->totals.missing_days, ==, 1);
  g_assert_cmpint (heron->totals.worked_sec, ==, (8 * 60 + 53 - 60) * 60);
  g_assert_cmpuint (swan->totals.attended_half, ==, 4);
  g_assert_cmpuint (swan->totals.late_days, ==, 0);
  g_assert_cmpint (swan->totals.worked_sec, ==, 2 * (8 * 60 + 10) * 60);
}

static void
test_states_and_orders (void)
{
  static const struct
  {
    const char *state;
    const char *order;
    gboolean descending;
    const char *first;
    guint n;
  } cases[] = {
    { NULL, "name", FALSE, "Heron", 2 },     { NULL, "name", TRUE, "Swan", 2 },
    { NULL, "late", TRUE, "Heron", 2 },      { NULL, "late", FALSE, "Swan", 2 },
    { NULL, "worked", TRUE, "Swan", 2 },     { NULL, "missing", TRUE, "Heron", 2 },
    { "late", NULL, FALSE, "Heron", 1 },     { "missing", NULL, FALSE, "Heron", 1 },
    { "present", NULL, FALSE, "Heron", 2 },  { "none", NULL, FALSE, "Crane", 1 },
    { NULL, "staff_no", FALSE, "Heron", 2 },
  };
  g_autoptr (MusterTestDesk) desk = desk_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterFilter) filter = week ();
      g_autoptr (GPtrArray) rows = NULL;

      if (cases[i].state != NULL)
        {
          const char *states[] = { cases[i].state, NULL };

          filter->states = g_strdupv ((GStrv) states);
        }
      filter->order = g_strdup (cases[i].order);
      filter->descending = cases[i].descending;
      rows = muster_test_rows (desk, desk->admin, "months", filter);
      g_test_message ("case %u", i);
      g_assert_cmpuint (rows->len, ==, cases[i].n);
      g_assert_cmpstr (MUSTER_MONTH_ROW (g_ptr_array_index (rows, 0))->person->name, ==,
                       cases[i].first);
    }
}

static void
test_refusals (void)
{
  g_autoptr (MusterTestDesk) desk = desk_new ();
  g_autoptr (MusterFilter) endless = muster_filter_new ();
  g_autoptr (MusterFilter) disorder = week ();
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_office_list (desk->office, desk->admin, &muster_months_listing,
                                     endless, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_clear_error (&error);

  disorder->order = g_strdup ("weather");
  g_assert_null (muster_office_list (desk->office, desk->admin, &muster_months_listing,
                                     disorder, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, "order");
}

static void
test_scope (void)
{
  g_autoptr (MusterTestDesk) desk = desk_new ();
  g_autoptr (MusterActor) yard = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, "Yard");
  g_autoptr (MusterFilter) filter = week ();
  g_autoptr (GPtrArray) rows = muster_test_rows (desk, yard, "months", filter);

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (MUSTER_MONTH_ROW (g_ptr_array_index (rows, 0))->person->name, ==,
                   "Heron");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/months/sums", test_sums);
  g_test_add_func ("/months/states-and-orders", test_states_and_orders);
  g_test_add_func ("/months/refusals", test_refusals);
  g_test_add_func ("/months/scope", test_scope);

  return g_test_run ();
}
