/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-holiday-export.h"
#include "muster-holiday-listings.h"
#include "muster-holiday-preview.h"
#include "muster-test-desk.h"

static GPtrArray *
holidays_of (MusterTestDesk *desk, const char *from, const char *to)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->dates = (MusterDates) { muster_test_date (from), muster_test_date (to) };

  return muster_test_rows (desk, desk->admin, "holidays", filter);
}

static MusterHolidayRow *
find_date (GPtrArray *rows, const char *date)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MusterHolidayRow *row = g_ptr_array_index (rows, i);

      if (row->date == muster_test_date (date))
        return row;
    }

  g_error ("there is no %s", date);
}

static void
set_day (MusterTestDesk *desk, const char *date, const char *kind, const char *name)
{
  g_autofree char *args =
    g_strdup_printf ("{'date': <%d>, 'kind': <'%s'>, 'name': <'%s'>}",
                     muster_test_date (date), kind, name);

  g_variant_unref (muster_test_submit (desk, "calendar.set", args));
}

/* What the company changed is marked against Muster's calendar, and is reset to it. */
static void
test_changed (void)
{
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  g_autoptr (GPtrArray) before = holidays_of (desk, "2026-10-01", "2026-10-31");
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *unset =
    g_strdup_printf ("{'date': <%d>}", muster_test_date ("2026-10-01"));
  g_autofree char *own =
    g_strdup_printf ("{'date': <%d>}", muster_test_date ("2026-10-24"));
  g_autofree char *unknown =
    g_strdup_printf ("{'date': <%d>}", muster_test_date ("2041-10-01"));

  for (guint i = 0; i < before->len; i++)
    g_assert_false (MUSTER_HOLIDAY_ROW (g_ptr_array_index (before, i))->changed);
  g_assert_cmpint (find_date (before, "2026-10-01")->kind, ==, MUSTER_HOLIDAY_STATUTORY);

  g_variant_unref (muster_test_submit (desk, "calendar.unset", unset));
  set_day (desk, "2026-10-24", "workday", "盘点");
  after = holidays_of (desk, "2026-10-01", "2026-10-31");
  g_assert_cmpuint (after->len, ==, before->len + 1);
  g_assert_cmpint (find_date (after, "2026-10-01")->kind, ==, 0);
  g_assert_cmpint (find_date (after, "2026-10-01")->builtin, ==,
                   MUSTER_HOLIDAY_STATUTORY);
  g_assert_true (find_date (after, "2026-10-01")->changed);
  g_assert_true (find_date (after, "2026-10-24")->changed);
  g_assert_cmpstr (find_date (after, "2026-10-24")->name_zh, ==, "盘点");

  g_variant_unref (muster_test_submit (desk, "calendar.reset", unset));
  g_variant_unref (muster_test_submit (desk, "calendar.reset", own));
  muster_test_refuse (desk, desk->admin, "calendar.reset", unknown, MUSTER_ERROR_MISSING);
  again = holidays_of (desk, "2026-10-01", "2026-10-31");
  g_assert_cmpuint (again->len, ==, before->len);
  for (guint i = 0; i < again->len; i++)
    {
      MusterHolidayRow *x = g_ptr_array_index (before, i);
      MusterHolidayRow *y = g_ptr_array_index (again, i);

      g_assert_false (y->changed);
      g_assert_cmpint (y->kind, ==, x->kind);
      g_assert_cmpstr (y->name_zh, ==, x->name_zh);
      g_assert_cmpstr (y->name_en, ==, x->name_en);
    }
}

/* Either form that is exported says the same days again. */
static void
test_export (void)
{
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  MusterDates dates = { muster_test_date ("2026-01-01"),
                        muster_test_date ("2026-12-31") };
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  g_autofree char *ics = NULL;
  const char *documents[2];

  set_day (desk, "2026-10-24", "workday", "盘点");
  json = muster_holiday_export_json (desk->office, desk->admin, dates, NULL, &error);
  g_assert_no_error (error);
  ics = muster_holiday_export_run (desk->office, desk->admin, dates, NULL, &error);
  g_assert_no_error (error);
  documents[0] = json;
  documents[1] = ics;
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (MusterHolidayPreview) preview = muster_holiday_preview_run (
        desk->office, desk->admin, documents[i], "china", FALSE, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (preview->changes->len, ==, 0);
      g_assert_cmpuint (preview->years->len, ==, 1);
      g_assert_cmpint (g_array_index (preview->years, int, 0), ==, 2026);
    }
}

/* What would change is said, with what goes because the file does not have it; a fault is named. */
static void
test_preview (void)
{
  static const char *document =
    "{\"schema\": \"muster-holidays/1\", \"years\": {\"2026\": {\"days\": ["
    "{\"date\": \"2026-10-24\", \"kind\": \"workday\", \"name_zh\": \"盘点\"}]}}}";
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  g_autoptr (GPtrArray) year = holidays_of (desk, "2026-01-01", "2026-12-31");
  g_autoptr (MusterActor) auditor = muster_test_actor (MUSTER_ROLE_AUDITOR, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterHolidayPreview) preview = muster_holiday_preview_run (
    desk->office, desk->admin, document, "china", FALSE, NULL, &error);
  g_autoptr (GPtrArray) kept = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (preview->changes->len, ==, year->len + 1);
  g_assert_cmpstr (g_array_index (preview->changes, MusterHolidayChange, 0).after, ==,
                   "ordinary");
  kept = holidays_of (desk, "2026-01-01", "2026-12-31");
  g_assert_cmpuint (kept->len, ==, year->len);

  g_assert_null (muster_holiday_preview_run (desk->office, desk->admin,
                                             "BEGIN:VCALENDAR\nnonsense", "china", FALSE,
                                             NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (muster_holiday_preview_run (desk->office, auditor, document, "china",
                                             FALSE, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/holidays/changed", test_changed);
  g_test_add_func ("/holidays/export", test_export);
  g_test_add_func ("/holidays/preview", test_preview);

  return g_test_run ();
}
