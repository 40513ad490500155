/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A demo company of 10,000 people and a month. Judging the month through the door, from a
 * company just opened, against a bare loop that merely reads the rows that it is judged from;
 * judging alone, its facts in memory and on one core, against a bare loop that reads the same
 * punches; judging alone on all cores against one. And the memory that the judged month takes. */

#include <stdio.h>
#include <string.h>

#include "muster-bare.h"
#include "muster-bench-company.h"
#include "muster-day-listings.h"
#include "muster-dossier.h"
#include "muster-ledger.h"
#include "muster-measure.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-test-vault.h"

#define PEOPLE 10000
#define DAYS 31
#define MOST 2.0
#define MOST_ALONE 1.0
#define MOST_SPREAD 1.2 /* other work may leave no second core */
#define MOST_BYTES 512  /* a person's day */

static MusterDates
get_month (void)
{
  return (MusterDates) { muster_date_new (2026, 3, 1), muster_date_new (2026, 3, 31) };
}

static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  gsize pages = 0;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);
  g_assert_cmpint (sscanf (text, "%*s %zu", &pages), ==, 1);

  return pages * 4096;
}

static double
judge (const char *folder, gsize *bytes)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  gsize before;
  double from;
  double took;

  company = muster_company_open (folder, "admin", MUSTER_BENCH_PASSWORD, NULL, NULL,
                                 &actor, &error);
  g_assert_no_error (error);
  filter->dates = get_month ();

  before = get_resident ();
  from = muster_measure_now ();
  finding = muster_office_list (muster_company_get_office (company), actor,
                                &muster_days_listing, filter, NULL, &error);
  took = muster_measure_now () - from;
  g_assert_no_error (error);
  g_assert_cmpuint (finding->total, >, PEOPLE * (DAYS - 2));
  *bytes = get_resident () - before;
  muster_company_close (company);

  return took;
}

/* ---- Judging alone ---- */

typedef struct
{
  double alone;
  double spread;
} Judging;

static double
judge_dossier (MusterDossier *dossier, MusterSpread *spread)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  double from = muster_measure_now ();

  muster_dossier_judge (dossier, spread, days);
  g_assert_cmpuint (days->len, >, PEOPLE * (DAYS - 2));

  return muster_measure_now () - from;
}

static gboolean
judge_run (MusterReading *reading, gpointer data, GError **error)
{
  Judging *judging = data;
  g_autoptr (MusterFilter) everybody = muster_filter_new ();
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (MusterDossier) dossier = NULL;
  g_autoptr (GArray) ids = NULL;

  ids =
    muster_people_find (reading->db, everybody, NULL, get_month ().to, NULL, NULL, error);
  rules = muster_ledger_get_rules (reading->ledger, reading, error);
  if (ids == NULL || rules == NULL ||
      !(dossier = muster_dossier_read (reading, rules,
                                       (const gint64 *) (gpointer) ids->data, ids->len,
                                       get_month (), error)))
    return FALSE;

  judging->alone = judge_dossier (dossier, NULL);
  judging->spread = judge_dossier (dossier, reading->spread);

  return TRUE;
}

static Judging
judge_alone (const char *folder)
{
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  Judging judging = { 0 };

  company = muster_company_open (folder, "admin", MUSTER_BENCH_PASSWORD, NULL, NULL,
                                 &actor, &error);
  g_assert_no_error (error);
  muster_office_read (muster_company_get_office (company), actor, MUSTER_MAY_SEE_DAYS,
                      judge_run, &judging, NULL, &error);
  g_assert_no_error (error);
  muster_company_close (company);

  return judging;
}

/* All that the judge's facts are made of, into plain memory. */
static double
read_rows (const char *folder, const char *key, gboolean punches_only)
{
  static const char *const queries[] = {
    "SELECT * FROM person",
    "SELECT * FROM membership",
    "SELECT * FROM assignment",
    "SELECT * FROM cover",
    "SELECT * FROM punch_void",
    "SELECT punch.id, badge.person_id, punch.at, punch.received_at, punch.source_id, "
    "punch.marks,"
    " punch.direction, punch.verify, punch_place.lat, punch_place.lon, "
    "punch_place.accuracy"
    " FROM punch JOIN badge ON badge.id = punch.badge_id"
    " LEFT JOIN punch_place ON punch_place.punch_id = punch.id"
    " WHERE punch.at >= ? AND punch.at < ?",
  };
  gint64 from_at = (get_month ().from - 2) * MUSTER_DAY;
  gint64 until_at = (get_month ().to + 3) * MUSTER_DAY;
  g_autoptr (GArray) values = g_array_sized_new (FALSE, FALSE, sizeof (gint64), 16);
  sqlite3 *db = muster_bare_open (folder, key);
  guint64 n_rows = 0;
  double from = muster_measure_now ();

  for (gsize i = punches_only ? G_N_ELEMENTS (queries) - 1 : 0;
       i < G_N_ELEMENTS (queries); i++)
    {
      sqlite3_stmt *statement = muster_bare_prepare (db, queries[i]);

      if (sqlite3_bind_parameter_count (statement) == 2)
        {
          sqlite3_bind_int64 (statement, 1, from_at);
          sqlite3_bind_int64 (statement, 2, until_at);
        }
      for (; sqlite3_step (statement) == SQLITE_ROW; n_rows++)
        for (int column = 0; column < sqlite3_column_count (statement); column++)
          {
            gint64 value = sqlite3_column_int64 (statement, column);

            g_array_append_val (values, value);
          }
      sqlite3_finalize (statement);
    }
  from = muster_measure_now () - from;
  sqlite3_close (db);
  g_assert_cmpuint (n_rows, >, PEOPLE * DAYS);

  return from;
}

int
main (int argc, char **argv)
{
  MusterMeasure measure = { .title =
                              "Judging a month of 10,000, against reading its rows" };
  MusterMeasure alone = { .title =
                            "Judging alone on one core, against reading the punches" };
  MusterMeasure spread = { .title = "Judging alone on all cores, against one" };
  g_autofree char *folder = muster_test_folder_new ();
  g_autofree char *store = g_build_filename (folder, "company", NULL);
  g_autofree char *key = NULL;
  gsize bytes = 0;
  gsize most = 0;
  int status;

  muster_bench_company_make_demo (store, PEOPLE, DAYS);
  key = muster_bare_get_key (store, "admin", MUSTER_BENCH_PASSWORD);
  read_rows (store, key, FALSE);

  for (int i = 0; i < MUSTER_MEASURE_RUNS; i++)
    {
      double bare = read_rows (store, key, FALSE);
      double punches = read_rows (store, key, TRUE);
      Judging judging;

      muster_measure_add (&measure, judge (store, &bytes), bare);
      judging = judge_alone (store);
      muster_measure_add (&alone, judging.alone, punches);
      muster_measure_add (&spread, judging.spread, judging.alone);
      most = MAX (most, bytes);
    }
  muster_test_folder_remove (folder);

  status = muster_measure_report (&measure, MOST);
  status |= muster_measure_report (&alone, MOST_ALONE);
  status |= muster_measure_report (&spread, MOST_SPREAD);
  g_print ("%-58s %8.1f MiB, %zu bytes a person's day, at most %d%s\n",
           "Memory for that month, results and database cache",
           (double) most / (1024.0 * 1024.0), most / (PEOPLE * DAYS), MOST_BYTES,
           most / (PEOPLE * DAYS) <= MOST_BYTES ? "" : "  TOO MUCH");

  return most / (PEOPLE * DAYS) <= MOST_BYTES ? status : 1;
}
