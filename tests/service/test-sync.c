/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-listings.h"
#include "muster-error.h"
#include "muster-errand.h"
#include "muster-mock-connector.h"
#include "muster-people-listings.h"
#include "muster-pull.h"
#include "muster-punch-listings.h"
#include "muster-source-kinds.h"
#include "muster-sync.h"
#include "muster-test-desk.h"
#include "muster-user-listings.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/wait.h>

#define DICE 0.5 /* no jitter */

static MusterTestDesk *
desk_new (void)
{
  MusterTestDesk *test = muster_test_desk_new ();

  muster_mock_reset ();
  muster_office_set_connectors (test->office, &muster_mock_table);

  return test;
}

static gint64
add_source (MusterTestDesk *test, const char *name, const char *more)
{
  g_autofree char *args =
    g_strdup_printf ("{'name': <'%s'>, 'kind': <'mock'>, 'settings': <<{'host': <'%s'>}>>"
                     "%s}",
                     name, name, more);
  g_autoptr (GVariant) result = muster_test_submit (test, "source.add", args);
  gint64 id;

  g_variant_get (result, "(x)", &id);

  return id;
}

static void
submit_id (MusterTestDesk *test, const char *command, gint64 id, const char *more)
{
  g_autofree char *args =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT ">%s}", id, more);

  g_variant_unref (muster_test_submit (test, command, args));
}

static MusterSourceRow *
row_of (MusterTestDesk *test, gint64 id)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;

  filter->source_id = id;
  rows = muster_test_rows (test, test->admin, "sources", filter);
  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

static void
assert_condition (MusterTestDesk *test, gint64 id, const char *condition)
{
  g_autoptr (MusterSourceRow) row = row_of (test, id);

  g_assert_cmpstr (muster_source_row_get_condition (row, test->now), ==, condition);
}

static guint
count_rows (MusterTestDesk *test, const char *listing)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, listing, NULL);

  return rows->len;
}

static guint
count_state (MusterTestDesk *test, const char *state)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  const char *states[] = { state, NULL };

  filter->states = g_strdupv ((char **) states);
  rows = muster_test_rows (test, test->admin, "punches", filter);

  return rows->len;
}

static MusterActor *
sync_actor (void)
{
  return muster_actor_new (0, "sync", MUSTER_ROLE_SYNC, NULL);
}

/* Must go well. */
static MusterImportRow *
pull (MusterTestDesk *test, gint64 id)
{
  g_autoptr (MusterActor) actor = sync_actor ();
  g_autoptr (GError) error = NULL;
  MusterImportRow *row =
    muster_pull_run (test->office, actor, id, "sync", DICE, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return row;
}

static void
pull_quietly (MusterTestDesk *test, gint64 id)
{
  g_object_unref (pull (test, id));
}

static void
pull_fails (MusterTestDesk *test, gint64 id, GQuark domain, int code)
{
  g_autoptr (MusterActor) actor = sync_actor ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
    muster_pull_run (test->office, actor, id, "sync", DICE, NULL, NULL, NULL, &error));
  g_assert_error (error, domain, code);
}

/* ---- Pulls ---- */

static void
test_pull (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");
  guint entries;
  g_autoptr (MusterImportRow) first = NULL;
  g_autoptr (MusterImportRow) again = NULL;
  g_autoptr (MusterImportRow) more = NULL;
  g_autoptr (MusterSourceRow) row = NULL;
  g_autoptr (GPtrArray) syncs = NULL;

  assert_condition (test, id, "new");
  muster_mock.reach = test->now - MUSTER_MINUTE;
  first = pull (test, id);
  g_assert_cmpstr (first->state, ==, "done");
  g_assert_cmpstr (first->way, ==, "sync");
  g_assert_cmpuint (first->added, ==, 10);
  g_assert_cmpuint (first->unmapped, ==, 7);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 10);
  assert_condition (test, id, "step");

  /* Nothing new: a line in the log of syncs, none in the audit log. */
  entries = count_rows (test, "audit");
  again = pull (test, id);
  g_assert_cmpuint (again->added, ==, 0);
  g_assert_cmpuint (again->rows, ==, 0);
  g_assert_cmpuint (count_rows (test, "audit"), ==, entries);

  muster_mock.n = 13;
  muster_mock.reach = test->now;
  more = pull (test, id);
  g_assert_cmpuint (more->added, ==, 3);
  g_assert_cmpuint (count_rows (test, "audit"), ==, entries + 1);

  row = row_of (test, id);
  g_assert_cmpint (row->source->synced_to, ==, test->now);
  g_assert_cmpint (row->good_at, ==, test->now);
  g_assert_cmpint (row->next_at, ==, test->now + 5 * MUSTER_MINUTE);
  g_assert_cmpuint (row->hours[MUSTER_SYNC_HOURS - 1].n_good, ==, 3);
  g_assert_cmpuint (row->hours[MUSTER_SYNC_HOURS - 1].n_added, ==, 13);

  syncs = muster_test_rows (test, test->admin, "syncs", NULL);
  g_assert_cmpuint (syncs->len, ==, 3);
  g_assert_cmpint (MUSTER_IMPORT_ROW (g_ptr_array_index (syncs, 2))->id, ==, first->id);
  g_assert_cmpuint (count_rows (test, "imports"), ==, 0);
}

/* How far it has come is what the source says, not its newest punch. */
static void
test_reach (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");
  g_autoptr (MusterSourceRow) silent = NULL;
  g_autoptr (MusterSourceRow) said = NULL;

  pull_quietly (test, id);
  silent = row_of (test, id);
  g_assert_cmpint (silent->source->synced_to, ==, 0);

  muster_mock.reach = test->now + MUSTER_DAY; /* no source knows the future */
  pull_quietly (test, id);
  said = row_of (test, id);
  g_assert_cmpint (said->source->synced_to, ==, test->now);
}

static void
test_broken (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");

  muster_mock.flush = TRUE;
  muster_mock_fail (g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "cut"));
  pull_fails (test, id, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 10);
  assert_condition (test, id, "unreachable");

  muster_mock_fail (NULL);
  pull_quietly (test, id);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 10);
  assert_condition (test, id, "step");
}

static void
test_faults (void)
{
  const struct
  {
    GError *error;
    const char *condition;
    const char *code;
    gint64 pause;
  } cases[] = {
    { g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "x"), "unreachable", "timeout", 30 },
    { g_error_new (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, "x"), "unreachable",
      "unreachable", 60 },
    { g_error_new (MUSTER_ERROR, MUSTER_ERROR_PROTOCOL, "x"), "faulty", "protocol", 120 },
    { g_error_new (MUSTER_ERROR, MUSTER_ERROR_DENIED, "x"), "refused", "denied", 3600 },
    { g_error_new (MUSTER_ERROR, MUSTER_ERROR_PROTOCOL, "x"), "faulty", "protocol", 480 },
    { g_error_new (G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE, "x"), "offline", "offline",
      480 },
    { g_error_new (MUSTER_ERROR, MUSTER_ERROR_PROTOCOL, "x"), "faulty", "protocol", 960 },
    { g_error_new (MUSTER_ERROR, MUSTER_ERROR_PROTOCOL, "x"), "faulty", "protocol",
      1800 },
    { g_error_new (MUSTER_ERROR, MUSTER_ERROR_PROTOCOL, "x"), "faulty", "protocol",
      1800 },
  };
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");
  gint64 begun = test->now;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterSourceRow) row = NULL;

      muster_mock_fail (cases[i].error);
      pull_fails (test, id, cases[i].error->domain, cases[i].error->code);
      row = row_of (test, id);
      g_test_message ("%s", cases[i].code);
      g_assert_cmpstr (muster_source_row_get_condition (row, test->now), ==,
                       cases[i].condition);
      g_assert_cmpstr (row->code, ==, cases[i].code);
      g_assert_cmpint ((row->next_at - test->now) / MUSTER_SECOND, ==, cases[i].pause);
      g_assert_cmpint (row->failing_since, ==, begun);
      test->now += MUSTER_MINUTE;
    }

  muster_mock_fail (NULL);
  pull_quietly (test, id);
  {
    g_autoptr (MusterSourceRow) row = row_of (test, id);

    g_assert_cmpint (row->failing_since, ==, 0);
    g_assert_cmpuint (row->failures, ==, 0);
    g_assert_null (row->code);
    g_assert_null (row->message);
  }
}

/* What would mend it is kept until somebody agrees. */
static void
test_trust (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");
  g_autoptr (MusterSourceRow) row = NULL;
  g_autoptr (MusterSourceRow) exchanged = NULL;
  g_autoptr (MusterSourceRow) mended = NULL;
  const char *certificate = NULL;
  GError *error = NULL;

  muster_error_set_value (&error, "certificate", "AB:CD", "Not trusted");
  muster_mock_fail (error);
  pull_fails (test, id, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  row = row_of (test, id);
  g_assert_cmpstr (row->code, ==, "certificate");
  g_assert_cmpstr (row->field, ==, "certificate");
  g_assert_cmpstr (row->value, ==, "AB:CD");
  g_assert_true (muster_source_row_needs_person (row, test->now));

  /* Another device is no setting that would be changed. */
  muster_mock_fail (NULL);
  error = NULL;
  muster_error_set_value (&error, "device", "S-2", "Another one");
  muster_mock_fail (error);
  pull_fails (test, id, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  exchanged = row_of (test, id);
  g_assert_cmpstr (exchanged->code, ==, "other-device");

  submit_id (test, "source.trust", id, ", 'fingerprint': <'AB:CD'>");
  muster_mock_fail (NULL);
  pull_quietly (test, id);
  mended = row_of (test, id);
  g_assert_true (
    g_variant_lookup (mended->source->settings, "certificate", "&s", &certificate));
  g_assert_cmpstr (certificate, ==, "AB:CD");
  g_assert_null (mended->value);
  g_assert_false (muster_source_row_needs_person (mended, test->now));
}

static void
test_silence (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");
  gint64 patient =
    add_source (test, "Hall", ", 'plan': <<{'silent_after': <int64 600>}>>");
  g_autoptr (MusterSourceRow) row = NULL;

  pull_quietly (test, id);
  pull_quietly (test, patient);
  test->now += 61 * MUSTER_MINUTE;
  assert_condition (test, id, "behind");
  assert_condition (test, patient, "step");
  row = row_of (test, id);
  g_assert_true (muster_source_row_needs_person (row, test->now));
  submit_id (test, "source.pause", id, "");
  assert_condition (test, id, "paused");
  pull_fails (test, id, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
}

/* ---- Records that a server changes ---- */

static void
assert_counts (MusterTestDesk *test, guint8 direction)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "punches", NULL);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterPunchRow *row = g_ptr_array_index (rows, i);

      if ((row->punch.marks & MUSTER_PUNCH_VOID) != 0)
        continue;
      g_assert_cmpint (row->punch.direction, ==, direction);
      n++;
    }
  g_assert_cmpuint (n, ==, 10);
}

static void
give_version (MusterTestDesk *test, gint64 id, guint8 direction, gint64 revision)
{
  muster_mock.direction = direction;
  muster_mock.revision = revision;
  submit_id (test, "source.reread", id, "");
  pull_quietly (test, id);
}

static void
test_versions (void)
{
  static const int orders[][3] = { { 1, 2, 3 }, { 1, 3, 2 }, { 2, 1, 3 },
                                   { 2, 3, 1 }, { 3, 1, 2 }, { 3, 2, 1 } };

  /* Version 3 says again what version 1 said. */
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (MusterTestDesk) test = desk_new ();
      gint64 id = add_source (test, "Server", "");

      muster_mock.records = TRUE;
      for (guint k = 0; k < 6; k++)
        give_version (test, id,
                      orders[i][k % 3] == 2 ? MUSTER_DIRECTION_OUT : MUSTER_DIRECTION_IN,
                      orders[i][k % 3]);
      assert_counts (test, MUSTER_DIRECTION_IN);
      g_assert_cmpuint (count_rows (test, "punches"), <=, 20);
    }
}

static void
test_last_word (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Server", "");
  g_autoptr (MusterImportRow) report = NULL;

  muster_mock.records = TRUE;
  give_version (test, id, MUSTER_DIRECTION_IN, 0);
  muster_mock.late = 30;
  submit_id (test, "source.reread", id, "");
  report = pull (test, id);
  g_assert_cmpuint (report->added, ==, 10);
  g_assert_cmpuint (report->replaced, ==, 10);
  g_assert_cmpuint (count_state (test, "void"), ==, 10);

  /* It took its change back: what was there first counts again, nothing is added. */
  muster_mock.late = 0;
  give_version (test, id, MUSTER_DIRECTION_IN, 0);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 20);
  g_assert_cmpuint (count_state (test, "void"), ==, 10);
  assert_counts (test, MUSTER_DIRECTION_IN);
}

/* ---- Clocks ---- */

static gint64
first_instant (MusterTestDesk *test)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "punches", NULL);
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < rows->len; i++)
    first = MIN (first, MUSTER_PUNCH_ROW (g_ptr_array_index (rows, i))->punch.at);

  return first;
}

static void
test_clock (void)
{
  static const struct
  {
    const char *plan;
    gint64 ahead;
    gint64 doubt;
    gint64 shift;
    const char *condition;
  } cases[] = {
    { "", 20, 1, 20, "step" },
    { "", -90, 1, -90, "drift" },
    { ", 'plan': <<{'clock': <'measured'>}>>", 90, 1, 0, "drift" },
    { ", 'plan': <<{'clock': <'measured'>}>>", 20, 30, 20, "step" },
    { ", 'plan': <<{'clock': <'measured'>}>>", -1, 0, -1, "step" },
    { ", 'plan': <<{'clock': <'measured'>, 'drift_warn': <int64 600>}>>", 500, 1, 0,
      "step" },
    { ", 'correction': <int64 -90>", 90, 1, 0, "drift" },
  };
  gint64 true_first = muster_test_instant ("2026-03-04T08:00");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterTestDesk) test = desk_new ();
      gint64 id = add_source (test, "Gate", cases[i].plan);
      g_autoptr (MusterImportRow) report = NULL;

      muster_mock.clock_known = TRUE;
      muster_mock.ahead = cases[i].ahead * MUSTER_SECOND;
      muster_mock.doubt = cases[i].doubt * MUSTER_SECOND;
      report = pull (test, id);
      g_test_message ("case %d", (int) i);
      g_assert_true (report->clock_known);
      g_assert_cmpint (report->clock_ahead, ==, muster_mock.ahead);
      g_assert_cmpint ((first_instant (test) - true_first) / MUSTER_SECOND, ==,
                       cases[i].shift);
      assert_condition (test, id, cases[i].condition);

      /* The same punches are the same under any correction. */
      muster_mock.clock_known = FALSE;
      submit_id (test, "source.change", id, ", 'correction': <int64 7>");
      submit_id (test, "source.reread", id, "");
      pull_quietly (test, id);
      g_assert_cmpuint (count_rows (test, "punches"), ==, 10);
    }
}

/* A clock that fell back by years stamps what nobody believes, and loses nothing. */
static void
test_reset (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");

  muster_mock.clock_known = TRUE;
  muster_mock.ahead = -3000 * MUSTER_DAY;
  pull_quietly (test, id);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 10);
  g_assert_cmpuint (count_state (test, "suspect"), ==, 10);
  assert_condition (test, id, "drift");

  /* What it stamped before its fall is good. */
  muster_mock_reset ();
  muster_mock.clock_known = FALSE;
  submit_id (test, "source.reread", id, "");
  pull_quietly (test, id);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 20);
  g_assert_cmpuint (count_state (test, "suspect"), ==, 10);
}

/* ---- Devices and their people ---- */

static gint64
person_of (MusterTestDesk *test, gint64 source_id, const char *key)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "badges", NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      MusterBadgeRow *row = g_ptr_array_index (rows, i);

      if (row->source_id == source_id && g_str_equal (row->key, key))
        return row->person_id;
    }

  return -1;
}

static void
test_replace (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", ", 'device': <'S-1'>");
  gint64 ada = muster_test_add_person (test, "1", "Ada", "", "");
  g_autofree char *map =
    g_strdup_printf (", 'key': <'1'>, 'person': <int64 %" G_GINT64_FORMAT ">", ada);
  g_autoptr (GVariant) result = NULL;
  g_autofree char *args = NULL;
  g_autoptr (MusterSourceRow) old = NULL;
  g_autoptr (MusterSourceRow) fresh = NULL;
  const char *host = NULL;
  gint64 other;

  muster_mock.serial = "S-1";
  pull_quietly (test, id);
  submit_id (test, "person.map", id, map);

  /* Another device answers at its address: its numbers may be other people's. */
  muster_mock.serial = "S-2";
  muster_mock.n = 20;
  pull_fails (test, id, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 10);
  assert_condition (test, id, "refused");

  args = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT ">, 'device': <'S-2'>,"
                          " 'set': <<{'host': <'elsewhere'>}>>}",
                          id);
  result = muster_test_submit (test, "source.replace", args);
  g_variant_get (result, "(x)", &other);
  pull_quietly (test, other);
  g_assert_cmpint (person_of (test, other, "1"), ==, ada);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 30);

  old = row_of (test, id);
  fresh = row_of (test, other);
  g_assert_cmpint (old->source->state, ==, MUSTER_SOURCE_RETIRED);
  g_assert_cmpstr (old->source->name, ==, "Gate (until 2026-03-05)");
  g_assert_cmpstr (fresh->source->name, ==, "Gate");
  g_assert_cmpstr (fresh->source->device, ==, "S-2");
  g_assert_true (g_variant_lookup (fresh->source->settings, "host", "&s", &host));
  g_assert_cmpstr (host, ==, "elsewhere");
}

static void
test_people (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GVariant) mapped = NULL;
  gint64 ada, bo;
  guint entries;
  guint64 n = 0;

  ada = muster_test_add_person (test, "0001", "Ada", "", "");
  bo = muster_test_add_person (test, "1002", "博", "", "");
  muster_test_add_person (test, "3", "Cy", "", "");

  /* People come without any punch. */
  muster_mock.n = 0;
  muster_mock.people = TRUE;
  pull_quietly (test, id);
  waiting = muster_test_rows (test, test->admin, "unmapped", NULL);
  g_assert_cmpuint (waiting->len, ==, 2);
  for (guint i = 0; i < waiting->len; i++)
    {
      MusterBadgeRow *badge = g_ptr_array_index (waiting, i);

      g_assert_cmpint (badge->proposed_id, ==, g_str_equal (badge->key, "1") ? ada : bo);
      g_assert_cmpstr (badge->certainty, ==, "certain");
    }

  /* The same people again are no news. */
  entries = count_rows (test, "audit");
  pull_quietly (test, id);
  g_assert_cmpuint (count_rows (test, "audit"), ==, entries);

  /* A number without a name is not certain. */
  muster_mock.n = 10;
  pull_quietly (test, id);
  mapped = muster_test_submit (test, "person.map_certain", "@a{sv} {}");
  g_variant_get (mapped, "(t)", &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (person_of (test, id, "1"), ==, ada);
  g_assert_cmpint (person_of (test, id, "2"), ==, bo);
  g_assert_cmpint (person_of (test, id, "3"), ==, 0);
}

static void
test_secrets (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate",
                          ", 'secrets': <<{'comm_key': <'tulip-tulip'>}>>,"
                          " 'plan': <<{'every': <int64 7>}>>");
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (MusterSourceRow) row = NULL;
  gint64 every = 0;

  submit_id (test, "source.change", id,
             ", 'secrets': <<{'comm_key': <'tulip-daisy'>}>>, 'set': <<{'port': <int64 "
             "4371>}>>");
  entries = muster_test_rows (test, test->admin, "audit", NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      MusterAuditRow *entry = g_ptr_array_index (entries, i);

      g_assert_null (strstr (entry->args != NULL ? entry->args : "", "tulip"));
    }

  row = row_of (test, id);
  g_assert_true (g_variant_lookup (row->source->plan, "every", "x", &every));
  g_assert_cmpint (every, ==, 7);
  muster_test_refuse (test, test->admin, "source.add",
                      "{'name': <'B'>, 'kind': <'mock'>}", MUSTER_ERROR_INVALID);
  muster_test_refuse (test, test->admin, "source.add",
                      "{'name': <'B'>, 'kind': <'mock'>, 'settings': <<{'host': <'h'>}>>,"
                      " 'plan': <<{'schedule': <'times'>, 'times': <['25:00']>}>>}",
                      MUSTER_ERROR_INVALID);
}

static void
test_errands (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");
  g_autoptr (MusterActor)
    supervisor = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, NULL);
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GVariant) known = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  const char *model = NULL;

  found = muster_errand_probe (test->office, test->admin, "mock", NULL,
                               g_variant_new_parsed ("{'host': <'h'>}"), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (found, "model", "&s", &model));
  g_assert_cmpstr (model, ==, "Mock 9");
  known = muster_errand_probe_source (test->office, test->admin, id, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (muster_errand_probe_source (test->office, supervisor, id, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
  g_clear_error (&error);
  g_assert_cmpuint (muster_mock.probes, ==, 2);

  g_assert_true (muster_errand_set_clock (test->office, test->admin, id, NULL, &error));
  g_assert_cmpuint (muster_mock.clocks, ==, 1);
  entries = muster_test_rows (test, test->admin, "audit", NULL);
  g_assert_cmpstr (MUSTER_AUDIT_ROW (g_ptr_array_index (entries, 0))->command, ==,
                   "source.set_clock");
  g_assert_false (muster_errand_set_clock (test->office, supervisor, id, NULL, &error));
  g_assert_cmpuint (muster_mock.clocks, ==, 1);
}

/* ---- The runner ---- */

static double
still_dice (gpointer dice_data)
{
  return DICE;
}

static MusterSync *
runner_new (MusterTestDesk *test)
{
  MusterSync *sync = muster_sync_new (test->office);

  muster_sync_set_dice (sync, still_dice, NULL);

  return sync;
}

static void
settle (MusterSync *sync)
{
  while (muster_sync_get_busy (sync))
    g_main_context_iteration (NULL, TRUE);
}

static void
look (MusterSync *sync)
{
  muster_sync_look (sync);
  settle (sync);
}

static void
test_schedule (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) sync = runner_new (test);
  gint64 often = add_source (test, "Gate", "");

  add_source (test, "Hall", ", 'plan': <<{'schedule': <'manual'>}>>");
  add_source (test, "Dock",
              ", 'plan': <<{'schedule': <'times'>, 'times': <['12:00', '08:30']>}>>");

  muster_sync_start (sync);
  settle (sync);
  g_assert_true (muster_sync_get_keeps (sync));
  g_assert_cmpuint (muster_mock.pulls, ==, 2); /* what has a schedule, at the start */
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 2);
  test->now += 4 * MUSTER_MINUTE;
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 2);
  test->now += MUSTER_MINUTE;
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 3);

  /* At noon the one, every five minutes the other; after days off each once. */
  muster_test_desk_set_clock (test, "2026-03-05T12:00");
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 5);
  muster_test_desk_set_clock (test, "2026-03-09T07:00");
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 7);
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 7);

  submit_id (test, "source.pause", often, "");
  test->now += MUSTER_DAY / 48;
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 7);
  submit_id (test, "source.resume", often, "");
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 8);

  muster_sync_run (sync, 0, "Warden");
  settle (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 11);
}

static void
test_retry (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) sync = runner_new (test);
  gint64 id = add_source (test, "Gate", "");

  muster_mock_fail (g_error_new (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "x"));
  muster_sync_start (sync);
  settle (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 1);
  test->now += 29 * MUSTER_SECOND;
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 1);
  test->now += MUSTER_SECOND;
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 2);
  test->now += 30 * MUSTER_SECOND;
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 2);
  muster_mock_fail (NULL);
  test->now += 30 * MUSTER_SECOND;
  look (sync);
  g_assert_cmpuint (muster_mock.pulls, ==, 3);
  assert_condition (test, id, "step");
}

static void
wait_for (MusterSync *sync, guint running)
{
  guint now = 0;

  do
    {
      g_autoptr (GArray) jobs = NULL;

      g_main_context_iteration (NULL, FALSE);
      jobs = muster_sync_list_jobs (sync);
      now = 0;
      for (guint i = 0; i < jobs->len; i++)
        now += g_array_index (jobs, MusterSyncJob, i).running;
    }
  while (now < running);
  muster_mock_wait_held (running);
}

static void
test_parallel (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) sync = runner_new (test);
  g_autoptr (GArray) jobs = NULL;
  guint queued = 0;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *name = g_strdup_printf ("Gate %u", i);

      add_source (test, name, "");
    }

  muster_mock.hold = TRUE;
  muster_sync_start (sync);
  wait_for (sync, 4);
  g_assert_cmpuint (muster_mock.most_running, ==, 4);
  jobs = muster_sync_list_jobs (sync);
  g_assert_cmpuint (jobs->len, ==, 6);
  for (guint i = 0; i < jobs->len; i++)
    {
      const MusterSyncJob *job = &g_array_index (jobs, MusterSyncJob, i);

      queued += job->queued;
      if (job->running)
        g_assert_cmpuint (job->done, ==, 10);
    }
  g_assert_cmpuint (queued, ==, 2);

  /* What was taken before the cancel stays. */
  muster_sync_cancel (sync, 0);
  settle (sync);
  g_assert_cmpuint (muster_mock.most_running, ==, 4);
  g_assert_cmpuint (count_rows (test, "punches"), ==, 40);
}

/* Two views of one terminal */
static void
test_one_at_a_time (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) sync = runner_new (test);
  gint64 id = add_source (test, "Gate", "");
  g_autoptr (MusterActor) actor = sync_actor ();
  g_autoptr (GError) error = NULL;

  g_variant_unref (muster_test_submit (
    test, "source.add",
    "{'name': <'Gate again'>, 'kind': <'mock'>, 'settings': <<{'host': <'Gate'>}>>}"));
  muster_mock.hold = TRUE;
  muster_sync_start (sync);
  wait_for (sync, 1);
  g_assert_cmpuint (muster_mock.most_running, ==, 1);
  g_assert_null (
    muster_pull_run (test->office, actor, id, "sync", DICE, NULL, NULL, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);

  muster_mock.hold = FALSE;
  muster_sync_cancel (sync, 0);
  settle (sync);
  muster_sync_run (sync, 0, "Warden");
  settle (sync);
  g_assert_cmpuint (muster_mock.most_running, ==, 1);
}

static void
test_two_runners (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) first = runner_new (test);
  g_autoptr (MusterSync) second = runner_new (test);

  add_source (test, "Gate", "");
  muster_sync_start (first);
  settle (first);
  muster_sync_start (second);
  settle (second);
  g_assert_true (muster_sync_get_keeps (first));
  g_assert_false (muster_sync_get_keeps (second));
  g_assert_cmpuint (muster_mock.pulls, ==, 1);

  muster_sync_run (second, 0, "Warden");
  settle (second);
  g_assert_cmpuint (muster_mock.pulls, ==, 2);

  muster_sync_stop (first);
  test->now += 5 * MUSTER_MINUTE;
  look (second);
  g_assert_true (muster_sync_get_keeps (second));
  g_assert_cmpuint (muster_mock.pulls, ==, 3);
}

/* Stopping ends everything that runs, however long it would have taken. */
static void
test_stop (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) sync = runner_new (test);

  add_source (test, "Gate", "");
  muster_mock.hold = TRUE;
  muster_sync_start (sync);
  wait_for (sync, 1);
  muster_sync_stop (sync);
  g_assert_cmpuint (muster_mock.running, ==, 0);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
wait_followed (MusterSync *sync, guint n)
{
  guint followed;

  do
    {
      g_main_context_iteration (NULL, FALSE);
      g_mutex_lock (&muster_mock.lock);
      followed = muster_mock.followed;
      g_mutex_unlock (&muster_mock.lock);
    }
  while (followed != n);
}

static void
test_follow (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) sync = runner_new (test);
  gint64 id = add_source (test, "Gate", ", 'plan': <<{'live': <true>}>>");

  muster_sync_start (sync);
  settle (sync);
  wait_followed (sync, 1);
  g_assert_cmpuint (muster_mock.pulls, ==, 1);

  /* It gives way to a read and comes back. */
  test->now += 5 * MUSTER_MINUTE;
  look (sync);
  wait_followed (sync, 1);
  g_assert_cmpuint (muster_mock.pulls, ==, 2);
  g_assert_cmpuint (muster_mock.follows, ==, 2);
  g_assert_cmpuint (count_rows (test, "syncs"), ==, 2);

  submit_id (test, "source.pause", id, "");
  look (sync);
  wait_followed (sync, 0);
}

/* ---- Devices that call in ---- */

typedef struct
{
  MusterTestDesk *test;
  const char *serial;
  const char *comm_key;
  guint n;
  gboolean admitted;
  gboolean done;
} Call;

/* In the listener's context */
static gboolean
call_cb (gpointer user_data)
{
  Call *call = user_data;
  MusterPushCaller caller = { call->serial, "192.0.2.7", call->comm_key, NULL };
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (GError) error = NULL;
  gpointer data = muster_mock_host.host_data;
  MusterSink *sink = muster_mock_host.admit (&caller, &source, data, &error);
  MusterDraft drafts[64] = { 0 };

  g_assert_no_error (error);
  call->admitted = sink != NULL;
  if (sink != NULL)
    {
      muster_mock_host.heard (&caller, data);
      for (guint i = 0; i < call->n; i++)
        drafts[i] = (MusterDraft) {
          .person_key = "5",
          .wall = (muster_test_instant ("2026-03-05T08:00") + i * MUSTER_MINUTE) +
                  8 * 60 * MUSTER_MINUTE,
          .offset = MUSTER_OFFSET_UNKNOWN,
        };
      g_assert_true (sink->take (sink, drafts, call->n, NULL, &error));
      muster_sink_reach (sink, muster_office_get_now (call->test->office));
      g_assert_true (muster_mock_host.commit (&sink, 1, data, &error));
      g_assert_cmpint (muster_mock_host.count (sink, 0, G_MAXINT64, data), >=, call->n);
    }
  call->done = TRUE;
  g_main_context_wakeup (NULL);

  return G_SOURCE_REMOVE;
}

static gboolean
call_in (MusterTestDesk *test, const char *serial, const char *comm_key, guint n)
{
  Call call = { test, serial, comm_key, n, FALSE, FALSE };

  g_assert_nonnull (muster_mock_context);
  g_main_context_invoke (muster_mock_context, call_cb, &call);
  while (!call.done)
    g_main_context_iteration (NULL, FALSE);

  return call.admitted;
}

static void
test_listener (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) sync = runner_new (test);
  g_autoptr (GPtrArray) strangers = NULL;
  g_autoptr (GVariant) admitted = NULL;
  g_autoptr (MusterSourceRow) row = NULL;
  MusterStrangerRow *stranger;
  gint64 id;

  muster_sync_start (sync);
  settle (sync);
  g_assert_cmpuint (muster_sync_get_port (sync), ==, 0); /* off unless somebody says so */
  g_variant_unref (
    muster_test_submit (test, "listener.set", "{'address': <'127.0.0.1'>}"));
  look (sync);
  g_assert_cmpuint (muster_sync_get_port (sync), ==, 8081);

  g_assert_false (call_in (test, "T-9", NULL, 3));
  g_assert_cmpuint (count_rows (test, "punches"), ==, 0);
  strangers = muster_test_rows (test, test->admin, "strangers", NULL);
  g_assert_cmpuint (strangers->len, ==, 1);
  stranger = g_ptr_array_index (strangers, 0);
  g_assert_cmpstr (stranger->serial, ==, "T-9");
  g_assert_cmpstr (stranger->address, ==, "192.0.2.7");

  admitted =
    muster_test_submit (test, "source.admit", "{'serial': <'T-9'>, 'name': <'Yard'>}");
  g_variant_get (admitted, "(x)", &id);
  g_assert_cmpuint (count_rows (test, "strangers"), ==, 0);
  assert_condition (test, id, "waiting");
  g_assert_true (call_in (test, "T-9", NULL, 3));
  g_assert_true (call_in (test, "T-9", NULL, 3));
  g_assert_cmpuint (count_rows (test, "punches"), ==, 3);
  assert_condition (test, id, "step");
  row = row_of (test, id);
  g_assert_cmpint (row->source->synced_to, ==, test->now);
  g_assert_cmpint (row->heard_at, ==, test->now);
  muster_test_refuse (test, test->admin, "source.admit", "{'serial': <'T-9'>}",
                      MUSTER_ERROR_CONFLICT);

  /* A key is asked for as soon as there is one. */
  submit_id (test, "source.change", id,
             ", 'secrets': <<{'comm_key': <'lark'>}>>, "
             "'name': <'Yard 2'>");
  test->now += 20 * MUSTER_SECOND;
  g_assert_false (call_in (test, "T-9", "wren", 4));
  g_assert_true (call_in (test, "T-9", "lark", 4));
  g_assert_cmpuint (count_rows (test, "punches"), ==, 4);

  submit_id (test, "source.pause", id, "");
  test->now += 20 * MUSTER_SECOND;
  g_assert_false (call_in (test, "T-9", "lark", 9));
  g_assert_cmpuint (count_rows (test, "punches"), ==, 4);
  submit_id (test, "source.resume", id, "");
  test->now += 20 * MUSTER_SECOND;
  g_assert_true (call_in (test, "T-9", "lark", 9));

  test->now += 61 * MUSTER_MINUTE;
  assert_condition (test, id, "behind");

  /* A port that is taken is said, and tried again. */
  g_variant_unref (muster_test_submit (test, "listener.set", "{'port': <int64 1>}"));
  look (sync);
  g_assert_cmpuint (muster_sync_get_port (sync), ==, 0);
  g_assert_error (muster_sync_get_listener_error (sync), G_IO_ERROR,
                  G_IO_ERROR_ADDRESS_IN_USE);
  g_variant_unref (muster_test_submit (test, "listener.set", "{'enabled': <false>}"));
  look (sync);
  g_assert_null (muster_sync_get_listener_error (sync));
}

/* ---- The board ---- */

static char *
waits_of (MusterTestDesk *test, gint64 person_id)
{
  g_autoptr (MusterFilter) filter = muster_test_filter ("2026-03-05");
  g_autoptr (GPtrArray) rows = NULL;

  filter->person_id = person_id;
  rows = muster_test_rows (test, test->admin, "days", filter);
  g_assert_cmpuint (rows->len, ==, 1);

  return g_strdup (MUSTER_DAY_ROW (g_ptr_array_index (rows, 0))->sheet->waits);
}

static void
map_to (MusterTestDesk *test, gint64 source_id, const char *key, gint64 person_id)
{
  g_autofree char *more = g_strdup_printf (
    ", 'key': <'%s'>, 'person': <int64 %" G_GINT64_FORMAT ">", key, person_id);

  submit_id (test, "person.map", source_id, more);
}

/* Two devices, one that calls in, and a folder; one goes silent, the board says so, and it comes
 * back by itself. */
static void
test_board (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  g_autoptr (MusterSync) sync = runner_new (test);
  gint64 gate = add_source (test, "Gate", "");
  gint64 ada = muster_test_add_person (test, "A1", "Ada", "", "");
  g_autofree char *folder = g_path_get_dirname (test->folder);
  g_autofree char *stick = g_build_filename (folder, "stick", NULL);
  g_autofree char *file = g_build_filename (stick, "1_attlog.dat", NULL);
  g_autofree char *args = g_strdup_printf (
    "{'name': <'Stick'>, 'kind': <'folder'>, 'settings': <<{'path': <'%s'>, 'settle': "
    "<int64 0>}>>}",
    stick);
  g_autoptr (GVariant) admitted = NULL;
  g_autoptr (GVariant) added = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *all_there = NULL;
  g_autofree char *back = NULL;
  gint64 yard, files;

  add_source (test, "Hall", "");
  g_assert_cmpint (g_mkdir (stick, 0700), ==, 0);
  g_assert_true (
    g_file_set_contents (file, "9\t2026-03-05 08:30:00\t1\t0\t1\t0\n", -1, &error));
  added = muster_test_submit (test, "source.add", args);
  g_variant_get (added, "(x)", &files);
  g_variant_unref (
    muster_test_submit (test, "listener.set", "{'address': <'127.0.0.1'>}"));
  admitted =
    muster_test_submit (test, "source.admit", "{'serial': <'T-9'>, 'name': <'Yard'>}");
  g_variant_get (admitted, "(x)", &yard);
  muster_test_desk_set_clock (test, "2026-03-06T09:00");
  muster_mock.reach = test->now;
  muster_sync_start (sync);
  settle (sync);
  g_assert_true (call_in (test, "T-9", NULL, 3));
  g_assert_cmpuint (count_rows (test, "punches"), ==, 10 + 10 + 3 + 1);
  map_to (test, yard, "5", ada);
  map_to (test, gate, "1", ada);
  all_there = waits_of (test, ada);
  g_assert_null (all_there);

  /* The plug is pulled: its days wait from the next on, and its state says so. */
  muster_mock_fail (g_error_new (G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE, "gone"));
  muster_mock.fail_host = "Gate";
  muster_test_desk_set_clock (test, "2026-03-06T10:30");
  muster_mock.reach = test->now;
  look (sync);
  assert_condition (test, gate, "unreachable");
  {
    g_autoptr (MusterSourceRow) row = row_of (test, gate);

    g_assert_true (muster_source_row_needs_person (row, test->now));
    g_assert_cmpint (row->source->synced_to, <, test->now);
  }

  /* Back again, without anybody's doing. */
  muster_mock_fail (NULL);
  test->now += MUSTER_MINUTE;
  muster_mock.reach = test->now;
  look (sync);
  assert_condition (test, gate, "step");
  back = waits_of (test, ada);
  g_assert_null (back);
  assert_condition (test, files, "step");
  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (stick), ==, 0);
}

/* ---- Killed at any instant ---- */

#define KILLS 200
#define KILL_PUNCHES 60

typedef struct
{
  guint left;
} Fuse;

static void
burn (gpointer step_data)
{
  Fuse *fuse = step_data;

  if (fuse->left-- == 0)
    kill (getpid (), SIGKILL);
}

/* The child reads and is killed at a step of its connector; or in the midst of one,
 * after some microseconds, by an alarm. */
static void
kill_one (MusterTestDesk *test, gint64 id, GRand *rand)
{
  Fuse fuse = { (guint) g_rand_int_range (rand, 0, 60) };
  gboolean within = g_rand_boolean (rand);
  suseconds_t delay = g_rand_int_range (rand, 1, 15000);
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (MusterActor) actor = sync_actor ();

      struct itimerval timer = { .it_value = { 0, delay } };

      /* The alarm ends the process wherever it is: nothing handles it. */
      if (!within)
        setitimer (ITIMER_REAL, &timer, NULL);
      muster_mock.step = within ? burn : NULL;
      muster_mock.step_data = &fuse;
      test->company = muster_company_open (test->folder, NULL, MUSTER_TEST_PASSPHRASE,
                                           NULL, NULL, &test->admin, NULL);
      test->office = muster_company_get_office (test->company);
      muster_office_set_connectors (test->office, &muster_mock_table);
      muster_pull_run (test->office, actor, id, "sync", DICE, NULL, NULL, NULL, NULL);
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
}

static void
reopen (MusterTestDesk *test)
{
  g_autoptr (GError) error = NULL;

  test->company = muster_company_open (test->folder, NULL, MUSTER_TEST_PASSPHRASE, NULL,
                                       NULL, &test->admin, &error);
  g_assert_no_error (error);
  test->office = muster_company_get_office (test->company);
  muster_office_set_connectors (test->office, &muster_mock_table);
}

/* No connection may be open over a fork. */
static void
close_company (MusterTestDesk *test)
{
  muster_company_close (test->company);
  g_clear_object (&test->company);
  g_clear_object (&test->admin);
}

static void
assert_no_doubles (MusterTestDesk *test, guint n)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "punches", NULL);
  g_autoptr (GHashTable)
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (rows->len, <=, n);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterPunchRow *row = g_ptr_array_index (rows, i);

      g_assert_true (g_hash_table_add (
        seen, g_strdup_printf ("%s %" G_GINT64_FORMAT, row->key, row->punch.at)));
    }
}

static void
test_kills (void)
{
  g_autoptr (MusterTestDesk) test = desk_new ();
  gint64 id = add_source (test, "Gate", "");
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);
  g_autoptr (GError) error = NULL;

  muster_mock.n = 0;
  close_company (test);
  for (guint i = 0; i < KILLS; i++)
    {
      muster_mock.flush = i % 2 == 0;
      muster_mock.people = i % 3 == 0;
      muster_mock.batch = 1 + i % 7;
      muster_mock.n += i % 10 == 0 ? KILL_PUNCHES : 0;
      kill_one (test, id, rand);

      if (i % 10 != 9)
        continue;
      reopen (test);
      assert_no_doubles (test, muster_mock.n);
      pull_quietly (test, id);
      assert_no_doubles (test, muster_mock.n);
      g_assert_cmpuint (count_rows (test, "punches"), ==, muster_mock.n);
      g_assert_true (
        muster_office_verify_audit (test->office, test->admin, NULL, NULL, &error));
      close_company (test);
    }
  reopen (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* First: no thread may run over a fork. */
  g_test_add_func ("/service/sync/kills", test_kills);
  g_test_add_func ("/service/sync/pull", test_pull);
  g_test_add_func ("/service/sync/reach", test_reach);
  g_test_add_func ("/service/sync/broken", test_broken);
  g_test_add_func ("/service/sync/faults", test_faults);
  g_test_add_func ("/service/sync/trust", test_trust);
  g_test_add_func ("/service/sync/silence", test_silence);
  g_test_add_func ("/service/sync/versions", test_versions);
  g_test_add_func ("/service/sync/last-word", test_last_word);
  g_test_add_func ("/service/sync/clock", test_clock);
  g_test_add_func ("/service/sync/reset", test_reset);
  g_test_add_func ("/service/sync/replace", test_replace);
  g_test_add_func ("/service/sync/people", test_people);
  g_test_add_func ("/service/sync/secrets", test_secrets);
  g_test_add_func ("/service/sync/errands", test_errands);
  g_test_add_func ("/service/sync/schedule", test_schedule);
  g_test_add_func ("/service/sync/retry", test_retry);
  g_test_add_func ("/service/sync/parallel", test_parallel);
  g_test_add_func ("/service/sync/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/service/sync/two-runners", test_two_runners);
  g_test_add_func ("/service/sync/stop", test_stop);
  g_test_add_func ("/service/sync/follow", test_follow);
  g_test_add_func ("/service/sync/listener", test_listener);
  g_test_add_func ("/service/sync/board", test_board);

  return g_test_run ();
}
