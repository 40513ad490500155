/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-listings.h"
#include "muster-demo.h"
#include "muster-dossier.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-test-desk.h"

#include <string.h>

/* The group "loose" has no shift at all; the others are for rosters. */
#define RULES                                                                            \
  "{\"schema\": \"muster-rules/1\", \"name\": \"%s\", \"shifts\": ["                     \
  "{\"id\": \"early\", \"segments\": [{\"on\": \"06:00\", \"off\": \"14:00\"}]}, "       \
  "{\"id\": \"late\", \"segments\": [{\"on\": \"14:00\", \"off\": \"22:00\"}]}], "       \
  "\"groups\": [{\"id\": \"office\", \"default_shift\": \"early\", "                     \
  "\"policy\": {\"grace\": {\"late\": %d}}}, {\"id\": \"loose\"}]}"

typedef struct
{
  MusterTestDesk *desk;
  gint64 source;
} Fixture;

static void
publish (Fixture *self, const char *name, int grace, const char *from)
{
  g_autofree char *document = g_strdup_printf (RULES, name, grace);
  g_autofree char *args = g_strdup_printf ("{'document': <'%s'>, 'from': <%d>}", document,
                                           muster_test_date (from));

  g_variant_unref (muster_test_submit (self->desk, "rules.publish", args));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk = muster_test_desk_new ();
  self->source = muster_test_add_source (self->desk, "Gate");
  publish (self, "First", 0, "2024-01-01");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  muster_test_desk_free (self->desk);
}

/* A person with a badge of the same number */
static gint64
add_person (Fixture *self, const char *key, const char *group)
{
  gint64 id = muster_test_add_person (self->desk, key, key, group, "");
  g_autofree char *args =
    g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                     ">, 'key': <'%s'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                     self->source, key, id);

  g_variant_unref (muster_test_submit (self->desk, "person.map", args));

  return id;
}

static gint64
assign (Fixture *self, gint64 person, const char *shift, const char *from, const char *to)
{
  g_autofree char *args = g_strdup_printf (
    "{'person': <int64 %" G_GINT64_FORMAT ">, 'shift': <'%s'>, 'from': <%d>, 'to': <%d>}",
    person, shift, muster_test_date (from), muster_test_date (to));
  g_autoptr (GVariant) result = muster_test_submit (self->desk, "roster.assign", args);
  gint64 id;

  g_variant_get (result, "(x)", &id);

  return id;
}

/* Punches, and that the gate has reported until now */
static void
punch (Fixture *self, const char *name, const char *lines)
{
  g_autofree char *args = g_strdup_printf (
    "{'source': <int64 %" G_GINT64_FORMAT ">, 'synced_to': <int64 %" G_GINT64_FORMAT ">}",
    self->source, self->desk->now);

  g_object_unref (muster_test_import (self->desk, self->source, name, lines));
  g_variant_unref (muster_test_submit (self->desk, "source.mark", args));
}

/* The days of a person from Monday 2 March to Wednesday 4 March 2026, a line each:
 * "early present late=5" */
static char *
print_days (Fixture *self, gint64 person)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  filter->person_id = person;
  filter->dates =
    (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-03-04") };
  rows = muster_test_rows (self->desk, self->desk->admin, "days", filter);
  for (guint i = 0; i < rows->len; i++)
    {
      const MusterDay *day = &((MusterDayRow *) g_ptr_array_index (rows, i))->sheet->day;
      const char *shift = day->shift != NULL ? day->shift->code : "-";

      g_string_append_printf (text, "%s%s %s late=%d worked=%d%s", i > 0 ? "; " : "",
                              shift, muster_status_get_code (day->status), day->late_min,
                              day->worked_sec / 60,
                              day->flags & MUSTER_FLAG_OFF_SHIFT ? " off-shift" : "");
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define ASSERT_DAYS(self, person, expected)                                              \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *days = print_days (self, person);                                   \
    g_assert_cmpstr (days, ==, expected);                                                \
  }                                                                                      \
  G_STMT_END

static const char three_days[] = "1\t2026-03-02 06:05:00\t1\t0\t0\t0\n"
                                 "1\t2026-03-02 14:00:00\t1\t1\t0\t0\n"
                                 "1\t2026-03-03 06:05:00\t1\t0\t0\t0\n"
                                 "1\t2026-03-03 14:00:00\t1\t1\t0\t0\n"
                                 "1\t2026-03-04 06:05:00\t1\t0\t0\t0\n"
                                 "1\t2026-03-04 14:00:00\t1\t1\t0\t0\n";

/* Semantics §12: rules have effective dates; a past day uses what was in force then. */
static void
test_rulesets (Fixture *self, gconstpointer data)
{
  gint64 person = add_person (self, "1", "office");

  punch (self, "1_attlog.dat", three_days);
  ASSERT_DAYS (self, person,
               "early present late=5 worked=475; early present late=5 worked=475; "
               "early present late=5 worked=475");

  publish (self, "Second", 5, "2026-03-03");
  ASSERT_DAYS (self, person,
               "early present late=5 worked=475; early present late=0 worked=475; "
               "early present late=0 worked=475");

  /* One between them, published last, holds until the later one */
  publish (self, "Third", 4, "2026-03-02");
  publish (self, "Fourth", 0, "2026-03-04");
  ASSERT_DAYS (self, person,
               "early present late=5 worked=475; early present late=0 worked=475; "
               "early present late=5 worked=475");

  /* Of two from one date the one published later counts */
  publish (self, "Fifth", 10, "2026-03-02");
  ASSERT_DAYS (self, person,
               "early present late=0 worked=475; early present late=0 worked=475; "
               "early present late=5 worked=475");
}

/* Rosters have effective dates. */
static void
test_roster (Fixture *self, gconstpointer data)
{
  gint64 person = add_person (self, "1", "office");

  punch (self, "1_attlog.dat",
         "1\t2026-03-02 06:00:00\t1\t0\t0\t0\n1\t2026-03-02 14:00:00\t1\t1\t0\t0\n"
         "1\t2026-03-03 14:10:00\t1\t0\t0\t0\n1\t2026-03-03 22:00:00\t1\t1\t0\t0\n"
         "1\t2026-03-04 06:00:00\t1\t0\t0\t0\n1\t2026-03-04 14:00:00\t1\t1\t0\t0\n");
  assign (self, person, "early", "2026-02-01", "2026-03-02");
  assign (self, person, "late", "2026-03-03", "2026-03-03");

  /* From the 4th on no entry holds, and the default shift is hidden by none */
  ASSERT_DAYS (self, person,
               "early present late=0 worked=480; late present late=10 worked=470; "
               "early present late=0 worked=480");
}

/* Somebody without any shift is placed by session; who was ever on a roster is not, however
 * long ago that was, and the punches of a date without an entry are off-shift (§4). */
static void
test_rostered (Fixture *self, gconstpointer data)
{
  gint64 person = add_person (self, "1", "loose");
  gint64 entry;
  g_autofree char *args = NULL;

  punch (self, "1_attlog.dat", three_days);
  ASSERT_DAYS (self, person,
               "- present late=0 worked=475; - present late=0 worked=475; "
               "- present late=0 worked=475");

  /* Far outside the reach of these days, and still it changes them, at once */
  entry = assign (self, person, "early", "2024-06-01", "2024-06-02");
  ASSERT_DAYS (self, person,
               "- none late=0 worked=0 off-shift; - none late=0 worked=0 off-shift; "
               "- none late=0 worked=0 off-shift");

  args = g_strdup_printf ("{'entry': <int64 %" G_GINT64_FORMAT ">}", entry);
  g_variant_unref (muster_test_submit (self->desk, "roster.remove", args));
  ASSERT_DAYS (self, person,
               "- present late=0 worked=475; - present late=0 worked=475; "
               "- present late=0 worked=475");
}

#define CROWD 700

typedef struct
{
  GArray *alone;
  GArray *spread;
} Both;

static gboolean
judge_both (MusterReading *reading, gpointer data, GError **error)
{
  Both *both = data;
  MusterDates dates = { muster_test_date ("2026-02-20"),
                        muster_test_date ("2026-03-05") };
  g_autoptr (MusterFilter) everybody = muster_filter_new ();
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (MusterDossier) dossier = NULL;
  g_autoptr (GArray) ids = NULL;

  ids = muster_people_find (reading->db, everybody, NULL, dates.to, NULL, NULL, error);
  rules = muster_ledger_get_rules (reading->ledger, reading, error);
  if (ids == NULL || rules == NULL ||
      !(dossier = muster_dossier_read (reading, rules, (gint64 *) (gpointer) ids->data,
                                       ids->len, dates, error)))
    return FALSE;

  g_assert_nonnull (reading->spread);
  muster_dossier_judge (dossier, NULL, both->alone);
  for (int i = 0; i < 5; i++)
    {
      g_array_set_size (both->spread, 0);
      muster_dossier_judge (dossier, reading->spread, both->spread);
      g_assert_cmpmem (both->alone->data, both->alone->len * sizeof (MusterDay),
                       both->spread->data, both->spread->len * sizeof (MusterDay));
    }

  return TRUE;
}

/* Results do not depend on how many hands there are. */
static void
test_spread (void)
{
  g_autoptr (MusterTestDesk) desk = muster_test_desk_new ();
  const MusterDemoPlan plan = { CROWD, 14, muster_test_date ("2026-03-05"), 1 };
  g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  g_autoptr (GArray) spread = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  Both both = { alone, spread };
  g_autoptr (GError) error = NULL;

  muster_demo_fill (desk->office, desk->admin, &plan, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  muster_office_read (desk->office, desk->admin, MUSTER_MAY_SEE_DAYS, judge_both, &both,
                      NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alone->len, >=, CROWD * 14);
}

typedef struct
{
  int done[1000];
} Marks;

static void
mark_piece (guint piece, gpointer data)
{
  g_atomic_int_inc (&((Marks *) data)->done[piece]);
}

static gboolean
spread_marks (MusterReading *reading, gpointer data, GError **error)
{
  for (guint n = 0; n <= G_N_ELEMENTS (((Marks *) data)->done); n += 125)
    {
      memset (data, 0, sizeof (Marks));
      muster_spread_run (reading->spread, n, mark_piece, data);
      for (guint i = 0; i < G_N_ELEMENTS (((Marks *) data)->done); i++)
        g_assert_cmpint (((Marks *) data)->done[i], ==, i < n);
    }

  return TRUE;
}

/* Each piece is done once. */
static void
test_pieces (Fixture *self, gconstpointer data)
{
  g_autofree Marks *marks = g_new0 (Marks, 1);
  g_autoptr (GError) error = NULL;

  muster_office_read (self->desk->office, self->desk->admin, MUSTER_MAY_SEE_DAYS,
                      spread_marks, marks, NULL, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/dossier/rulesets", test_rulesets);
  ADD ("/dossier/roster", test_roster);
  ADD ("/dossier/rostered", test_rostered);
  ADD ("/dossier/pieces", test_pieces);
#undef ADD
  g_test_add_func ("/dossier/spread", test_spread);

  return g_test_run ();
}
