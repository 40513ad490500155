/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-listings.h"
#include "muster-error.h"
#include "muster-imports.h"
#include "muster-people-listings.h"
#include "muster-punch-listings.h"
#include "muster-test-desk.h"
#include "muster-test-vault.h"

#include <signal.h>
#include <sys/wait.h>

/* A stick pulled out too early, a clock that was reset, doubled lines, negative dates. */
static const char damaged[] = "        5\t2026-03-04 08:55:00\t1\t0\t1\t0\r\n"
                              "        5\t2026-03-04 08:55:00\t1\t0\t1\t0\r\n"
                              "        5\t2026-03-04 18:05:00\t1\t1\t1\t0\r\n"
                              "        9\t2026-03-04 09:20:00\t1\t255\t15\t0\r\n"
                              "        9\t1971--10--29 -23:-59:-53\t1\t255\t15\t0\r\n"
                              "        9\t2000-01-01 00:03:00\t1\t255\t15\t0\r\n"
                              "nothing of the kind\r\n"
                              "        9\t2026-03-04 17:30:00\t1\t255\t15\t0\r\n";

static GPtrArray *
punches_in_state (MusterTestDesk *test, const char *state)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  const char *states[] = { state, NULL };

  filter->states = g_strdupv ((char **) states);

  return muster_test_rows (test, test->admin, "punches", filter);
}

static guint
count_in_state (MusterTestDesk *test, const char *state)
{
  g_autoptr (GPtrArray) rows = punches_in_state (test, state);

  return rows->len;
}

static guint
count_rows (MusterTestDesk *test, const char *listing)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, listing, NULL);

  return rows->len;
}

static void
test_damaged (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 source = muster_test_add_source (test, "Gate");
  g_autoptr (MusterImportRow) first = NULL;
  g_autoptr (MusterImportRow) again = NULL;
  g_autoptr (GPtrArray) rejects = NULL;
  g_autoptr (GPtrArray) imports = NULL;
  MusterImportRow *stored;

  first = muster_test_import (test, source, "1_attlog.dat", damaged);
  g_assert_cmpstr (first->state, ==, "done");
  g_assert_cmpstr (first->kind, ==, "attlog");
  g_assert_cmpuint (first->added, ==, 5);
  g_assert_cmpuint (first->known, ==, 0);
  g_assert_cmpuint (first->duplicates, ==, 1);
  g_assert_cmpuint (first->rejected, ==, 2);
  g_assert_cmpuint (first->suspect, ==, 1);
  g_assert_cmpuint (first->unmapped, ==, 2);
  g_assert_cmpuint (first->rows, ==, 8);
  g_assert_cmpint (first->first_at, ==, muster_test_instant ("2026-03-04T08:55"));
  g_assert_cmpint (first->last_at, ==, muster_test_instant ("2026-03-04T18:05"));

  rejects = muster_test_rows (test, test->admin, "rejects", NULL);
  g_assert_cmpuint (rejects->len, ==, 2);
  g_assert_cmpuint (MUSTER_REJECT_ROW (g_ptr_array_index (rejects, 0))->line, ==, 5);
  g_assert_cmpstr (MUSTER_REJECT_ROW (g_ptr_array_index (rejects, 0))->reason, ==,
                   "negative-date");
  g_assert_nonnull (
    strstr (MUSTER_REJECT_ROW (g_ptr_array_index (rejects, 0))->text, "1971"));
  g_assert_cmpuint (MUSTER_REJECT_ROW (g_ptr_array_index (rejects, 1))->line, ==, 7);

  again = muster_test_import (test, source, "1_attlog.dat", damaged);
  g_assert_cmpuint (again->added, ==, 0);
  g_assert_cmpuint (again->known, ==, 5);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 5);
  g_assert_cmpuint (count_in_state (test, "suspect"), ==, 1);

  imports = muster_test_rows (test, test->admin, "imports", NULL);
  g_assert_cmpuint (imports->len, ==, 2);
  stored = g_ptr_array_index (imports, 1);
  g_assert_cmpint (stored->id, ==, first->id);
  g_assert_cmpuint (stored->added, ==, first->added);
  g_assert_cmpuint (stored->rejected, ==, first->rejected);
  g_assert_cmpstr (stored->state, ==, "done");
}

static MusterDaySheet *
day_of (MusterTestDesk *test, gint64 person_id, const char *date)
{
  g_autoptr (MusterFilter) filter = muster_test_filter (date);
  g_autoptr (GPtrArray) rows = NULL;

  filter->person_id = person_id;
  rows = muster_test_rows (test, test->admin, "days", filter);
  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (MUSTER_DAY_ROW (g_ptr_array_index (rows, 0))->sheet);
}

/* A day is what its punches say, whenever they come and whoever they turn out to be. */
static void
test_days_follow (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 source = muster_test_add_source (test, "Gate");
  gint64 person = muster_test_add_person (test, "1005", "Ibis", "", "");
  g_autofree char *map =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                     ">, 'key': <'9'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                     source, person);
  g_autofree char *unmap =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT ">, 'key': <'9'>}", source);
  g_autofree char *mark = g_strdup_printf (
    "{'source': <int64 %" G_GINT64_FORMAT ">, 'synced_to': <int64 %" G_GINT64_FORMAT ">}",
    source, test->now);
  g_autofree char *void_args = NULL;
  g_autofree char *unvoid_args = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GVariant) mapped = NULL;
  g_autoptr (MusterDaySheet) day = NULL;
  MusterBadgeRow *badge;
  guint64 n = 0;

  g_object_unref (muster_test_import (test, source, "1_attlog.dat", damaged));

  waiting = muster_test_rows (test, test->admin, "unmapped", NULL);
  g_assert_cmpuint (waiting->len, ==, 2);
  badge = g_ptr_array_index (waiting, 0);
  g_assert_cmpstr (badge->key, ==, "9");
  g_assert_cmpuint (badge->n_punches, ==, 3);

  day = day_of (test, person, "2026-03-04");
  g_assert_cmpint (day->day.status, ==, MUSTER_STATUS_ABSENT);
  g_clear_object (&day);

  mapped = muster_test_submit (test, "person.map", map);
  g_variant_get (mapped, "(t)", &n);
  g_assert_cmpuint (n, ==, 3);

  /* The source has not reported past the end of the window yet. */
  day = day_of (test, person, "2026-03-04");
  g_assert_cmpint (day->day.status, ==, MUSTER_STATUS_PENDING);
  g_assert_cmpstr (day->waits, ==, "Gate");
  g_clear_object (&day);

  g_variant_unref (muster_test_submit (test, "source.mark", mark));
  day = day_of (test, person, "2026-03-04");
  g_assert_cmpint (day->day.status, ==, MUSTER_STATUS_PRESENT);
  g_assert_cmpint (day->day.late_min, ==, 20);
  g_assert_cmpint (day->day.early_min, ==, 30);
  g_assert_cmpuint (day->notes->len, >, 0);
  g_assert_null (day->waits);

  void_args = g_strdup_printf (
    "{'punch': <int64 %" G_GINT64_FORMAT ">, 'reason': <'doubled'>}", day->day.out_id);
  unvoid_args =
    g_strdup_printf ("{'punch': <int64 %" G_GINT64_FORMAT ">}", day->day.out_id);
  g_clear_object (&day);

  g_variant_unref (muster_test_submit (test, "punch.void", void_args));
  muster_test_refuse (test, test->admin, "punch.void", void_args, MUSTER_ERROR_CONFLICT);
  g_assert_cmpuint (count_in_state (test, "void"), ==, 1);
  day = day_of (test, person, "2026-03-04");
  g_assert_cmpint (day->day.status, ==, MUSTER_STATUS_INCOMPLETE);
  g_clear_object (&day);

  g_variant_unref (muster_test_submit (test, "punch.unvoid", unvoid_args));
  day = day_of (test, person, "2026-03-04");
  g_assert_cmpint (day->day.status, ==, MUSTER_STATUS_PRESENT);
  g_clear_object (&day);

  /* A punch that was made without a network comes a day late. */
  g_object_unref (muster_test_import (test, source, "late.dat",
                                      "9\t2026-03-04 08:30:00\t1\t255\t15\t0\n"));
  day = day_of (test, person, "2026-03-04");
  g_assert_cmpint (day->day.late_min, ==, 0);
  g_clear_object (&day);

  g_variant_unref (muster_test_submit (test, "person.unmap", unmap));
  day = day_of (test, person, "2026-03-04");
  g_assert_cmpint (day->day.status, ==, MUSTER_STATUS_ABSENT);
}

/* ---- Idempotence, in any order and any batching ---- */

#define LINES 60

static char *
lines_to_text (GRand *rand, guint from, guint to, gboolean shuffled)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint order[LINES];

  for (guint i = 0; i < LINES; i++)
    order[i] = i;
  for (guint i = LINES - 1; shuffled && i > 0; i--)
    {
      guint k = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
      guint kept = order[i];

      order[i] = order[k];
      order[k] = kept;
    }

  for (guint i = 0; i < LINES; i++)
    if (order[i] >= from && order[i] < to)
      g_string_append_printf (text, "%u\t2026-03-%02u %02u:%02u:00\t1\t%u\t1\t0\n",
                              order[i] % 7 + 1, order[i] % 4 + 1, 8 + order[i] % 11,
                              order[i] % 60, order[i] % 2);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* What the punches are, whatever numbers they have. */
static char *
punches_to_text (MusterTestDesk *test)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "punches", NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < rows->len; i++)
    {
      MusterPunchRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s %" G_GINT64_FORMAT " %d", row->key,
                                               row->punch.at, row->punch.direction));
    }
  g_ptr_array_sort_values (lines, (GCompareFunc) strcmp);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (GStrv) lines->pdata);
}

static void
test_any_order (void)
{
  g_autofree char *wanted = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 5; round++)
    {
      g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
      gint64 source = muster_test_add_source (test, "Gate");
      guint cut = (guint) g_rand_int_range (rand, 0, LINES);
      guint overlap = cut / 2;
      g_autofree char *late = lines_to_text (rand, overlap, LINES, round > 0);
      g_autofree char *early = lines_to_text (rand, 0, cut + 1, round > 0);
      g_autofree char *text = NULL;

      g_object_unref (muster_test_import (test, source, "b_attlog.dat", late));
      g_object_unref (muster_test_import (test, source, "a_attlog.dat", early));
      g_object_unref (muster_test_import (test, source, "b_attlog.dat", late));
      text = punches_to_text (test);
      if (wanted == NULL)
        wanted = g_steal_pointer (&text);
      else
        g_assert_cmpstr (text, ==, wanted);
      g_assert_cmpuint (count_rows (test, "punches"), ==, LINES);
    }
}

/* ---- Cancel, kill, refuse ---- */

#define MANY 300000

static char *
write_many (MusterTestDesk *test)
{
  g_autoptr (GString) text = g_string_sized_new (MANY * 40);

  for (guint i = 0; i < MANY; i++)
    {
      guint minute = i % 1440;

      g_string_append_printf (text, "%9u\t%u-%02u-%02u %02u:%02u:%02u\t1\t0\t1\t0\r\n",
                              i % 97 + 1, 2015 + i / 50000, i / 1440 % 12 + 1,
                              i / 17280 % 28 + 1, minute / 60, minute % 60, i % 59);
    }

  return muster_test_write_file (test, "1_attlog.dat", text->str, (gssize) text->len);
}

typedef struct
{
  MusterTestDesk *test;
  GCancellable *cancellable;
  guint n;
} Watch;

static gboolean
something_is_stored (Watch *watch)
{
  return ++watch->n % 4 == 0 && count_rows (watch->test, "punches") > 0;
}

static void
cancel_progress (guint64 done, guint64 total, gpointer progress_data)
{
  Watch *watch = progress_data;

  if (something_is_stored (watch))
    g_cancellable_cancel (watch->cancellable);
}

static void
test_cancel (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 source = muster_test_add_source (test, "Gate");
  g_autofree char *path = write_many (test);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (MusterImportRow) report = NULL;
  g_autoptr (MusterImportRow) rest = NULL;
  g_autoptr (GError) error = NULL;
  Watch watch = { test, cancellable, 0 };

  report = muster_imports_run (test->office, test->admin, source, path, NULL,
                               cancel_progress, &watch, cancellable, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->state, ==, "cancelled");
  g_assert_cmpuint (report->added, >, 0);
  g_assert_cmpuint (report->added, <, MANY);
  g_assert_cmpuint (count_rows (test, "punches"), ==, report->added);

  rest = muster_imports_run (test->office, test->admin, source, path, NULL, NULL, NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rest->added + rest->known, ==, report->added + rest->added);
  g_assert_cmpuint (rest->known, ==, report->added);
  g_assert_cmpuint (count_rows (test, "punches"), ==, rest->added + rest->known);
}

static void
die_progress (guint64 done, guint64 total, gpointer progress_data)
{
  if (something_is_stored (progress_data))
    kill (getpid (), SIGKILL);
}

/* The child imports and is killed; the parent opens what it left. */
static void
test_kill (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 source = muster_test_add_source (test, "Gate");
  g_autofree char *path = write_many (test);
  g_autoptr (GPtrArray) imports = NULL;
  g_autoptr (MusterImportRow) rest = NULL;
  g_autoptr (GError) error = NULL;
  MusterImportRow *broken;
  guint kept;
  int status = 0;
  pid_t child;

  /* No connection may be open over a fork. */
  muster_company_close (test->company);
  g_clear_object (&test->company);
  g_clear_object (&test->admin);

  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      Watch watch = { test, NULL, 0 };

      test->company = muster_company_open (test->folder, NULL, MUSTER_TEST_PASSPHRASE,
                                           NULL, NULL, &test->admin, NULL);
      test->office = muster_company_get_office (test->company);
      muster_imports_run (test->office, test->admin, source, path, NULL, die_progress,
                          &watch, NULL, NULL);
      _exit (0); /* it should not have come to this */
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);

  test->company = muster_company_open (test->folder, NULL, MUSTER_TEST_PASSPHRASE, NULL,
                                       NULL, &test->admin, &error);
  g_assert_no_error (error);
  test->office = muster_company_get_office (test->company);

  imports = muster_test_rows (test, test->admin, "imports", NULL);
  broken = g_ptr_array_index (imports, 0);
  kept = count_rows (test, "punches");
  g_assert_cmpstr (broken->state, ==, "interrupted");
  g_assert_cmpint (broken->ended_at, !=, 0);
  g_assert_nonnull (broken->message);
  g_assert_cmpuint (broken->added, >, 0);
  g_assert_cmpuint (broken->added, ==, kept);

  rest = muster_imports_run (test->office, test->admin, source, path, NULL, NULL, NULL,
                             NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rest->known, ==, kept);
  g_assert_cmpuint (count_rows (test, "punches"), ==, kept + rest->added);
  g_assert_true (
    muster_office_verify_audit (test->office, test->admin, NULL, NULL, &error));
}

static void
test_refused (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  gint64 source = muster_test_add_source (test, "Gate");
  static const char picture[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0";
  g_autofree char *path =
    muster_test_write_file (test, "log.dat", picture, sizeof (picture));
  g_autofree char *good = muster_test_write_file (test, "1_attlog.dat", damaged, -1);
  g_autoptr (MusterActor) auditor = muster_test_actor (MUSTER_ROLE_AUDITOR, NULL, NULL);
  g_autoptr (MusterImportRow) report = NULL;
  g_autoptr (GError) error = NULL;

  report = muster_imports_run (test->office, test->admin, source, path, NULL, NULL, NULL,
                               NULL, &error);
  g_assert_null (report);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
  g_clear_error (&error);

  report = muster_imports_run (test->office, auditor, source, good, NULL, NULL, NULL,
                               NULL, &error);
  g_assert_null (report);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 0);
}

static void
test_preview (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autofree char *path = muster_test_write_file (test, "1_attlog.dat", damaged, -1);
  g_autoptr (GVariant) added =
    muster_test_submit (test, "source.add", "{'name': <'Gate'>, 'device': <'1'>}");
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GError) error = NULL;
  const char *kind = NULL;
  guint64 good = 0;
  gint64 source = 0, proposed = 0;

  g_variant_get (added, "(x)", &source);
  found = muster_imports_preview (test->office, test->admin, path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (found, "kind", "&s", &kind));
  g_assert_cmpstr (kind, ==, "attlog");
  g_assert_true (g_variant_lookup (found, "good", "t", &good));
  g_assert_cmpuint (good, ==, 5);
  g_assert_true (g_variant_lookup (found, "source", "x", &proposed));
  g_assert_cmpint (proposed, ==, source);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 0);
  g_assert_cmpuint (count_rows (test, "imports"), ==, 0);
}

/* ---- Clocks ---- */

static const struct
{
  const char *zone;
  int correction;
  const char *wall;
  const char *instant;
  gboolean suspect;
} clocks[] = {
  { "Asia/Shanghai", 0, "2026-03-04 08:00:00", "2026-03-04T00:00:00Z", FALSE },
  { "Asia/Shanghai", -90, "2026-03-04 08:00:00", "2026-03-03T23:58:30Z", FALSE },
  { "Europe/Berlin", 0, "2025-07-04 08:00:00", "2025-07-04T06:00:00Z", FALSE },
  { "Europe/Berlin", 0, "2026-01-04 08:00:00", "2026-01-04T07:00:00Z", FALSE },
  /* twice: the earlier; never: moved forward by the gap */
  { "Europe/Berlin", 0, "2025-10-26 02:30:00", "2025-10-26T00:30:00Z", FALSE },
  { "Europe/Berlin", 0, "2025-03-30 02:30:00", "2025-03-30T01:30:00Z", FALSE },
  { "Asia/Shanghai", 0, "2000-01-01 00:01:00", "1999-12-31T16:01:00Z", TRUE },
  { "Asia/Shanghai", 0, "2026-03-08 08:00:00", "2026-03-08T00:00:00Z", TRUE },
};

static void
test_clocks (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autofree char *args =
        g_strdup_printf ("{'name': <'s%u'>, 'zone': <'%s'>, 'correction': <int64 %d>}",
                         (guint) i, clocks[i].zone, clocks[i].correction);
      g_autofree char *line = g_strdup_printf ("5\t%s\t1\t0\t1\t0\n", clocks[i].wall);
      g_autoptr (GVariant) added = muster_test_submit (test, "source.add", args);
      g_autoptr (MusterFilter) filter = muster_filter_new ();
      g_autoptr (GPtrArray) rows = NULL;
      MusterPunchRow *row;
      gint64 wanted = 0;

      g_variant_get (added, "(x)", &filter->source_id);
      g_object_unref (muster_test_import (test, filter->source_id, "1_attlog.dat", line));
      rows = muster_test_rows (test, test->admin, "punches", filter);
      g_assert_cmpuint (rows->len, ==, 1);
      row = g_ptr_array_index (rows, 0);
      g_test_message ("%s %s", clocks[i].zone, clocks[i].wall);
      g_assert_true (muster_instant_parse (clocks[i].instant, NULL, &wanted, NULL));
      g_assert_cmpint (row->punch.at, ==, wanted);
      g_assert_cmpint ((row->punch.marks & MUSTER_PUNCH_SUSPECT) != 0, ==,
                       clocks[i].suspect);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/imports/damaged", test_damaged);
  g_test_add_func ("/imports/days-follow", test_days_follow);
  g_test_add_func ("/imports/any-order", test_any_order);
  g_test_add_func ("/imports/cancel", test_cancel);
  g_test_add_func ("/imports/kill", test_kill);
  g_test_add_func ("/imports/refused", test_refused);
  g_test_add_func ("/imports/preview", test_preview);
  g_test_add_func ("/imports/clocks", test_clocks);

  return g_test_run ();
}
