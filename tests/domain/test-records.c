/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day.h"
#include "muster-error.h"
#include "muster-filter.h"
#include "muster-person.h"
#include "muster-punch.h"

static void
test_field (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  g_assert_false (muster_error_set_field (&error, "name", "Enter %s.", "a name"));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "Enter a name.");

  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_cmpstr (muster_error_get_field (copy), ==, "name");
}

static void
test_no_field (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "c");

  muster_error_set (&error, MUSTER_ERROR_DENIED, "No.");
  g_assert_null (muster_error_get_field (error));
  g_assert_null (muster_error_get_field (other));
  g_assert_null (muster_error_get_field (NULL));
  g_assert_false (muster_error_set (NULL, MUSTER_ERROR_DENIED, "Nobody listens."));
}

static void
test_person (void)
{
  static const struct
  {
    const char *staff_no;
    const char *name;
    const char *group;
    MusterDate joined;
    MusterDate left;
    const char *field;
  } cases[] = {
    { "1", "A", "g", 10, 10, NULL },
    { "1", "A", "g", 10, 9, "left" },
    { "", "A", "g", 0, 1, "staff_no" },
    { " \t", "A", "g", 0, 1, "staff_no" },
    { "1", NULL, "g", 0, 1, "name" },
    { "1", "A", NULL, 0, 1, "group" },
    { "1", "A", "g", MUSTER_DATE_NONE, MUSTER_DATE_EVER, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterPerson) person = muster_person_new ();
      g_autoptr (GError) error = NULL;

      person->staff_no = g_strdup (cases[i].staff_no);
      person->name = g_strdup (cases[i].name);
      person->group = g_strdup (cases[i].group);
      person->joined = cases[i].joined;
      person->left = cases[i].left;

      g_assert_cmpint (muster_person_check (person, &error), ==, cases[i].field == NULL);
      g_assert_cmpstr (muster_error_get_field (error), ==, cases[i].field);
    }
}

static void
test_filter (void)
{
  const char *states[] = { "late", "absent", NULL };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFilter) copy = NULL;

  g_assert_true (muster_filter_has_state (filter, "late"));

  filter->states = g_strdupv ((GStrv) states);
  filter->search = g_strdup ("zs");
  filter->dates = (MusterDates) { 3, 4 };
  copy = muster_filter_copy (filter);
  g_clear_object (&filter);

  g_assert_true (muster_filter_has_state (copy, "late"));
  g_assert_false (muster_filter_has_state (copy, "present"));
  g_assert_cmpstr (copy->search, ==, "zs");
  g_assert_cmpint (copy->dates.to, ==, 4);
}

static void
test_punch_order (void)
{
  const MusterPunch early = { .id = 9, .at = 1 };
  const MusterPunch late = { .id = 1, .at = 2 };
  const MusterPunch in = { .id = 9, .at = 2, .direction = MUSTER_DIRECTION_IN };
  const MusterPunch out = { .id = 10, .at = 2, .direction = MUSTER_DIRECTION_OUT };
  const MusterPunch placed = { .id = 1, .at = 2, .lat = 3 };

  g_assert_cmpint (muster_punch_compare (&early, &late), <, 0);
  g_assert_cmpint (muster_punch_compare (&late, &early), >, 0);
  g_assert_cmpint (muster_punch_compare (&out, &in), <, 0);
  g_assert_cmpint (muster_punch_compare (&in, &late), <, 0);
  g_assert_cmpint (muster_punch_compare (&late, &placed), <, 0);
  g_assert_cmpint (muster_punch_compare (&late, &late), ==, 0);
}

/* Every code leads back to what it stands for. */
static void
test_day_codes (void)
{
  for (guint status = 0; status < MUSTER_N_STATUSES; status++)
    g_assert_cmpuint (muster_status_from_code (muster_status_get_code (status)), ==,
                      status);
  for (guint type = MUSTER_DAY_NONE; type <= MUSTER_DAY_STATUTORY; type++)
    g_assert_cmpuint (muster_day_type_from_code (muster_day_type_get_code (type)), ==,
                      type);
  for (guint flag = 1; flag <= MUSTER_FLAG_FORGIVEN; flag <<= 1)
    g_assert_cmpuint (muster_day_flag_from_code (muster_day_flag_get_code (flag)), ==,
                      flag);

  g_assert_cmpuint (muster_status_from_code ("party"), ==, MUSTER_STATUS_NONE);
  g_assert_cmpuint (muster_day_type_from_code (NULL), ==, MUSTER_DAY_NONE);
  g_assert_cmpuint (muster_day_flag_from_code (""), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/domain/error/field", test_field);
  g_test_add_func ("/domain/error/no-field", test_no_field);
  g_test_add_func ("/domain/person/check", test_person);
  g_test_add_func ("/domain/filter/copy", test_filter);
  g_test_add_func ("/domain/day/codes", test_day_codes);
  g_test_add_func ("/domain/punch/order", test_punch_order);

  return g_test_run ();
}
