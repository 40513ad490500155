/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-enrolment.h"
#include "muster-error.h"
#include "muster-people-listings.h"
#include "muster-test-desk.h"

static const char list[] = "工号,姓名,部门,入职日期,考勤号\n"
                           "1001,张三,生产/一车间,2024-03-01,5\n"
                           "1002,李四,办公室,,9\n"
                           ",王五,办公室,,\n"
                           "1004,赵六,办公室,2024-02-30,\n";

static MusterEnrolment *
run (MusterTestDesk *test, const char *text, gboolean apply)
{
  g_autofree char *path = muster_test_write_file (test, "people.csv", text, -1);
  g_autoptr (GError) error = NULL;
  MusterEnrolment *enrolment =
    apply
      ? muster_enrolment_apply (test->office, test->admin, path, NULL, NULL, &error)
      : muster_enrolment_preview (test->office, test->admin, path, NULL, NULL, &error);

  g_assert_no_error (error);

  return enrolment;
}

static void
assert_counts (MusterEnrolment *enrolment,
               guint added,
               guint changed,
               guint same,
               guint faulty)
{
  g_assert_cmpuint (enrolment->n_added, ==, added);
  g_assert_cmpuint (enrolment->n_changed, ==, changed);
  g_assert_cmpuint (enrolment->n_same, ==, same);
  g_assert_cmpuint (enrolment->n_faulty, ==, faulty);
}

static void
test_list (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterEnrolment) look = run (test, list, FALSE);
  g_autoptr (MusterEnrolment) first = NULL;
  g_autoptr (MusterEnrolment) again = NULL;
  g_autoptr (MusterEnrolment) changed = NULL;
  g_autoptr (GPtrArray) people = muster_test_rows (test, test->admin, "people", NULL);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  MusterEnrolmentRow *row;
  MusterPerson *person;

  assert_counts (look, 2, 0, 0, 2);
  g_assert_cmpuint (people->len, ==, 0);

  first = run (test, list, TRUE);
  assert_counts (first, 2, 0, 0, 2);
  for (guint i = 0; i < first->rows->len; i++)
    {
      row = g_ptr_array_index (first->rows, i);
      if (row->outcome == MUSTER_ENROLMENT_FAULTY)
        {
          g_assert_nonnull (row->field);
          g_assert_nonnull (row->message);
        }
    }

  filter->search = g_strdup ("zs");
  g_clear_pointer (&people, g_ptr_array_unref);
  people = muster_test_rows (test, test->admin, "people", filter);
  g_assert_cmpuint (people->len, ==, 1);
  person = g_ptr_array_index (people, 0);
  g_assert_cmpstr (person->staff_no, ==, "1001");
  g_assert_cmpstr (person->department, ==, "生产/一车间");
  g_assert_cmpint (person->joined, ==, muster_test_date ("2024-03-01"));

  again = run (test, list, TRUE);
  assert_counts (again, 0, 0, 2, 2);

  changed = run (test, "工号,姓名,部门\n1001,张三,生产/二车间\n1002,李四,办公室\n", TRUE);
  assert_counts (changed, 0, 1, 1, 0);
  row = g_ptr_array_index (changed->rows, 0);
  g_assert_cmpstr (row->fields[0], ==, "department");
  g_assert_null (row->fields[1]);
}

/* Who comes with a number has the punches that came with it, before or after. */
static void
test_badges (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 source = muster_test_add_source (test, "Gate");
  g_autoptr (MusterEnrolment) enrolment = NULL;
  g_autoptr (GPtrArray) unmapped = NULL;
  g_autoptr (GPtrArray) badges = NULL;

  g_object_unref (muster_test_import (test, source, "1_attlog.dat",
                                      "5\t2026-03-04 08:55:00\t1\t0\t1\t0\n"));
  enrolment = run (test, list, TRUE);
  g_object_unref (muster_test_import (test, source, "2_attlog.dat",
                                      "9\t2026-03-04 08:55:00\t1\t0\t1\t0\n"));
  unmapped = muster_test_rows (test, test->admin, "unmapped", NULL);
  badges = muster_test_rows (test, test->admin, "badges", NULL);
  g_assert_cmpuint (unmapped->len, ==, 0);
  g_assert_cmpuint (badges->len, ==, 2);
  g_assert_cmpstr (MUSTER_BADGE_ROW (g_ptr_array_index (badges, 0))->staff_no, ==,
                   "1001");
  g_assert_cmpstr (MUSTER_BADGE_ROW (g_ptr_array_index (badges, 1))->staff_no, ==,
                   "1002");
}

/* A number that is somebody else's is the fault of its row, and leaves nothing of it behind. */
static void
test_conflict (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterEnrolment) first = run (test, "工号,姓名,考勤号\n1001,张三,5\n", TRUE);
  g_autoptr (MusterEnrolment)
    second = run (test, "工号,姓名,考勤号\n1002,李四,5\n1003,王五,6\n", TRUE);
  g_autoptr (GPtrArray) people = muster_test_rows (test, test->admin, "people", NULL);

  assert_counts (first, 1, 0, 0, 0);
  assert_counts (second, 1, 0, 0, 1);
  g_assert_cmpuint (people->len, ==, 2);
}

static void
test_denied (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterActor)
    supervisor = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, NULL);
  g_autofree char *path = muster_test_write_file (test, "people.csv", list, -1);
  g_autoptr (MusterEnrolment) enrolment = NULL;
  g_autoptr (GError) error = NULL;

  enrolment = muster_enrolment_apply (test->office, supervisor, path, NULL, NULL, &error);
  g_assert_null (enrolment);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/enrolment/list", test_list);
  g_test_add_func ("/enrolment/badges", test_badges);
  g_test_add_func ("/enrolment/conflict", test_conflict);
  g_test_add_func ("/enrolment/denied", test_denied);

  return g_test_run ();
}
