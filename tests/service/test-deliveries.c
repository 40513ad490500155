/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Requests that a server delivers, and the decisions that it is told: against the simulated server
 * of the sync format. */

#include "muster-error.h"
#include "muster-people-listings.h"
#include "muster-pull.h"
#include "muster-request-listings.h"
#include "muster-simulator.h"
#include "muster-test-desk.h"

/* Wednesday 2026-03-04 08:00 in Shanghai: the day before the desk's */
#define BEGIN "1772582400"

typedef struct
{
  MusterTestDesk *test;
  MusterSimulator *server;
  MusterActor *sync;
  gint64 source;
} Line;

static void
line_clear (Line *line)
{
  g_clear_pointer (&line->server, muster_simulator_free);
  g_clear_pointer (&line->test, muster_test_desk_free);
  g_clear_object (&line->sync);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Line, line_clear)

static void
line_begin (Line *line, const char *options)
{
  g_autofree char *all =
    g_strconcat ("--begin " BEGIN " --count 4 --others 0 ", options, NULL);
  g_autofree char *args = NULL;
  g_autoptr (GVariant) result = NULL;

  line->test = muster_test_desk_new ();
  line->sync = muster_actor_new (0, "sync", MUSTER_ROLE_SYNC, NULL);
  line->server = muster_simulator_new ("sync-server", all);
  args = g_strdup_printf ("{'name': <'Phones'>, 'kind': <'muster'>, 'settings':"
                          " <<{'address': <'%s'>, 'plain': <true>}>>,"
                          " 'secrets': <<{'secret': <'secret'>}>>}",
                          muster_simulator_get_address (line->server));
  result = muster_test_submit (line->test, "source.add", args);
  g_variant_get (result, "(x)", &line->source);
}

static gboolean
line_sync (Line *line, GError **error)
{
  g_autoptr (MusterImportRow) row = muster_pull_run (
    line->test->office, line->sync, line->source, "Warden", 0.5, NULL, NULL, NULL, error);

  return row != NULL;
}

static void
line_synced (Line *line)
{
  g_autoptr (GError) error = NULL;

  line_sync (line, &error);
  g_assert_no_error (error);
}

static void
line_set (Line *line, const char *options)
{
  muster_simulator_set (line->server, options);
}

static void
assert_pending (Line *line, guint waiting, guint untold)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  MusterSourceRow *row;

  filter->source_id = line->source;
  rows = muster_test_rows (line->test, line->test->admin, "sources", filter);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpuint (row->n_waiting, ==, waiting);
  g_assert_cmpuint (row->n_untold, ==, untold);
}

static void
assert_told (Line *line, int approved, int rejected, int revoked)
{
  g_assert_cmpint (muster_simulator_count (line->server, "approve"), ==, approved);
  g_assert_cmpint (muster_simulator_count (line->server, "reject"), ==, rejected);
  g_assert_cmpint (muster_simulator_count (line->server, "revoke"), ==, revoked);
}

static gint64
line_add_person (Line *line, const char *number, const char *key)
{
  gint64 person =
    muster_test_add_person (line->test, number, number, "office", "Works/Forge");
  g_autofree char *args =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                     ">, 'key': <'%s'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                     line->source, key, person);

  g_variant_unref (muster_test_submit (line->test, "person.map", args));

  return person;
}

static GPtrArray *
line_rows (Line *line)
{
  return muster_test_rows (line->test, line->test->admin, "requests", NULL);
}

/* The newest request of a kind */
static MusterRequestRow *
line_find (Line *line, MusterRequestKind kind)
{
  g_autoptr (GPtrArray) rows = line_rows (line);
  MusterRequestRow *found = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterRequestRow *row = g_ptr_array_index (rows, i);

      if (row->request->kind == kind &&
          (found == NULL || row->request->id > found->request->id))
        found = row;
    }
  g_assert_nonnull (found);

  return g_object_ref (found);
}

static void
assert_state (Line *line, MusterRequestKind kind, MusterRequestState state)
{
  g_autoptr (MusterRequestRow) row = line_find (line, kind);

  g_assert_cmpstr (muster_request_state_get_code (row->request->state), ==,
                   muster_request_state_get_code (state));
}

static void
line_act (Line *line, const char *command, MusterRequestKind kind, const char *more)
{
  g_autoptr (MusterRequestRow) row = line_find (line, kind);
  g_autofree char *args = g_strdup_printf ("{'request': <int64 %" G_GINT64_FORMAT ">%s}",
                                           row->request->id, more);

  g_variant_unref (muster_test_submit (line->test, command, args));
}

/* The thread of the newest request of a kind holds these words. */
static void
assert_said (Line *line, MusterRequestKind kind, const char *words)
{
  g_autoptr (MusterRequestRow) row = line_find (line, kind);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) steps = NULL;
  gboolean said = FALSE;

  filter->request_id = row->request->id;
  steps = muster_test_rows (line->test, line->test->admin, "request-steps", filter);
  for (guint i = 0; i < steps->len; i++)
    said |= strstr (((MusterStepRow *) g_ptr_array_index (steps, i))->note, words) !=
            NULL;
  g_assert_true (said);
}

/* They wait for their person; mapped, they are requests with their evidence, once. */
static void
test_arrival (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (MusterRequestRow) punch = NULL;
  g_autoptr (MusterRequestRow) leave = NULL;
  g_autoptr (MusterRequestRow) outing = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) all = NULL;

  line_begin (&line, "--people 3 --requests 3");
  line_synced (&line);
  none = line_rows (&line);
  g_assert_cmpuint (none->len, ==, 0);
  assert_pending (&line, 3, 0);

  line_add_person (&line, "8000", "p0000");
  line_add_person (&line, "8001", "p0001");
  line_add_person (&line, "8002", "p0002");
  punch = line_find (&line, MUSTER_REQUEST_MISSING);
  g_assert_cmpstr (punch->request->entered_by, ==, "Phones");
  g_assert_cmpstr (punch->request->reason, ==, "忘记打卡");
  g_assert_cmpint (punch->request->date, ==, muster_test_date ("2026-03-04"));
  g_assert_cmpint (punch->request->at, ==, muster_test_instant ("2026-03-04T09:00"));
  g_assert_cmpint (punch->request->submitted_at, ==,
                   muster_test_instant ("2026-03-05T00:00"));
  g_assert_cmpint (punch->request->state, ==, MUSTER_REQUEST_SUBMITTED);
  g_assert_cmpuint (punch->n_evidence, ==, 1);
  leave = line_find (&line, MUSTER_REQUEST_LEAVE);
  g_assert_cmpint (leave->request->to_date, ==, muster_test_date ("2026-03-04"));
  outing = line_find (&line, MUSTER_REQUEST_OUTING);
  g_assert_cmpint (outing->request->until, ==, muster_test_instant ("2026-03-04T15:00"));

  assert_pending (&line, 0, 0);
  line_synced (&line);
  all = line_rows (&line);
  g_assert_cmpuint (all->len, ==, 3);
  assert_told (&line, 0, 0, 0);
}

/* Each decision is told once; one that is undone before it was told is not. */
static void
test_decisions (void)
{
  g_auto (Line) line = { 0 };

  line_begin (&line, "--people 3 --requests 3");
  line_synced (&line);
  line_add_person (&line, "8000", "p0000");
  line_add_person (&line, "8001", "p0001");
  line_add_person (&line, "8002", "p0002");

  line_act (&line, "request.decide", MUSTER_REQUEST_MISSING, ", 'decision': <'approve'>");
  line_act (&line, "request.decide", MUSTER_REQUEST_LEAVE,
            ", 'decision': <'reject'>, 'note': <'Too late'>");
  line_act (&line, "request.decide", MUSTER_REQUEST_OUTING, ", 'decision': <'approve'>");
  line_act (&line, "request.undo", MUSTER_REQUEST_OUTING, "");
  assert_pending (&line, 0, 2);
  line_synced (&line);
  assert_pending (&line, 0, 0);
  assert_told (&line, 1, 1, 0);
  line_synced (&line);
  g_assert_cmpint (muster_simulator_count (line.server, "came"), ==, 2);

  line_act (&line, "request.undo", MUSTER_REQUEST_MISSING, "");
  line_synced (&line);
  assert_told (&line, 0, 1, 1);
  line_act (&line, "request.decide", MUSTER_REQUEST_MISSING, ", 'decision': <'approve'>");
  line_synced (&line);
  assert_told (&line, 1, 1, 0);
  line_act (&line, "request.revoke", MUSTER_REQUEST_MISSING, ", 'reason': <'Wrong day'>");
  line_synced (&line);
  assert_told (&line, 0, 1, 1);
  g_assert_cmpint (muster_simulator_count (line.server, "came"), ==, 5);
}

/* Another version takes the place of the one that waits; one that is withdrawn there is so here. */
static void
test_changes (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (MusterRequestRow) row = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  line_begin (&line, "--people 3 --requests 3");
  line_synced (&line);
  line_add_person (&line, "8000", "p0000");
  line_add_person (&line, "8001", "p0001");

  line_set (&line, "{\"then\": \"edit:0 withdraw:1 withdraw:2\"}");
  line_synced (&line);
  row = line_find (&line, MUSTER_REQUEST_MISSING);
  g_assert_cmpstr (row->request->reason, ==, "改过 1");
  g_assert_cmpint (row->request->state, ==, MUSTER_REQUEST_SUBMITTED);
  assert_state (&line, MUSTER_REQUEST_LEAVE, MUSTER_REQUEST_WITHDRAWN);
  rows = line_rows (&line);
  g_assert_cmpuint (rows->len, ==, 3);

  /* That it was withdrawn, the server knows. The third was gone before it was known whose it is. */
  line_add_person (&line, "8002", "p0002");
  line_synced (&line);
  assert_told (&line, 0, 0, 0);
  g_ptr_array_unref (g_steal_pointer (&rows));
  rows = line_rows (&line);
  g_assert_cmpuint (rows->len, ==, 4);
  assert_state (&line, MUSTER_REQUEST_OUTING, MUSTER_REQUEST_WITHDRAWN);

  /* What was approved stays so until a person revokes it. */
  line_act (&line, "request.decide", MUSTER_REQUEST_MISSING, ", 'decision': <'approve'>");
  line_set (&line, "{\"then\": \"edit:0 withdraw:1 withdraw:2 withdraw:0\"}");
  line_synced (&line);
  assert_state (&line, MUSTER_REQUEST_MISSING, MUSTER_REQUEST_APPROVED);
  assert_said (&line, MUSTER_REQUEST_MISSING, "withdrawn");
}

/* The oldest request of all, which is in the way of another. */
static void
reject_first (Line *line)
{
  g_autoptr (GPtrArray) rows = line_rows (line);
  MusterRequestRow *first = g_ptr_array_index (rows, 0);
  g_autofree char *args = NULL;

  for (guint i = 1; i < rows->len; i++)
    {
      MusterRequestRow *row = g_ptr_array_index (rows, i);

      if (row->request->id < first->request->id)
        first = row;
    }
  args = g_strdup_printf ("{'request': <int64 %" G_GINT64_FORMAT
                          ">, 'decision': <'reject'>, 'note': <'Asked twice'>}",
                          first->request->id);
  g_variant_unref (muster_test_submit (line->test, "request.decide", args));
}

/* What the rules refuse is a draft that says why, and the server hears of it. An officer can submit
 * it all the same. */
static void
test_refusal (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (GPtrArray) rows = NULL;

  line_begin (&line, "--people 1 --requests 4");
  line_synced (&line);
  line_add_person (&line, "8000", "p0000");
  rows = line_rows (&line);
  g_assert_cmpuint (rows->len, ==, 4);
  assert_state (&line, MUSTER_REQUEST_MISSING, MUSTER_REQUEST_DRAFT);
  assert_said (&line, MUSTER_REQUEST_MISSING, "waiting already");
  line_synced (&line);
  assert_told (&line, 0, 1, 0);
  line_synced (&line);
  g_assert_cmpint (muster_simulator_count (line.server, "came"), ==, 1);

  reject_first (&line);
  line_act (&line, "request.send", MUSTER_REQUEST_MISSING, "");
  assert_state (&line, MUSTER_REQUEST_MISSING, MUSTER_REQUEST_SUBMITTED);
  line_act (&line, "request.decide", MUSTER_REQUEST_MISSING, ", 'decision': <'approve'>");
  line_synced (&line);
  assert_told (&line, 1, 1, 0);
}

/* Evidence that does not come, or otherwise than announced, is missed by name. */
static void
test_evidence (void)
{
  static const char *const kinds[][2] = {
    { "missing", "does not have it" },
    { "other", "not what it announced" },
    { "endless", "too large" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (Line) line = { 0 };
      g_autoptr (MusterRequestRow) row = NULL;
      g_autofree char *options =
        g_strconcat ("--people 1 --requests 1 --evidence ", kinds[i][0], NULL);

      line_begin (&line, options);
      line_synced (&line);
      line_add_person (&line, "8000", "p0000");
      row = line_find (&line, MUSTER_REQUEST_MISSING);
      g_assert_cmpint (row->request->state, ==, MUSTER_REQUEST_SUBMITTED);
      g_assert_cmpuint (row->n_evidence, ==, 0);
      assert_said (&line, MUSTER_REQUEST_MISSING, kinds[i][1]);
    }
}

/* A server that fails is told at the next sync; one that knows better is heard. */
static void
test_resistance (void)
{
  g_auto (Line) line = { 0 };
  g_autoptr (GError) error = NULL;

  line_begin (&line, "--people 1 --requests 1");
  line_synced (&line);
  line_add_person (&line, "8000", "p0000");
  line_act (&line, "request.decide", MUSTER_REQUEST_MISSING, ", 'decision': <'approve'>");

  line_set (&line, "{\"fault\": \"drop\", \"fault_at\": \"2-\"}");
  g_assert_false (line_sync (&line, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  assert_told (&line, 0, 0, 0);

  line_set (&line, "{\"fault\": \"\", \"answers\": \"conflict\"}");
  line_synced (&line);
  assert_told (&line, 0, 0, 0);
  assert_said (&line, MUSTER_REQUEST_MISSING, "was decided there");
  line_synced (&line);
  g_assert_cmpint (muster_simulator_count (line.server, "came"), ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/deliveries/arrival", test_arrival);
  g_test_add_func ("/deliveries/decisions", test_decisions);
  g_test_add_func ("/deliveries/changes", test_changes);
  g_test_add_func ("/deliveries/refusal", test_refusal);
  g_test_add_func ("/deliveries/evidence", test_evidence);
  g_test_add_func ("/deliveries/resistance", test_resistance);

  return g_test_run ();
}
