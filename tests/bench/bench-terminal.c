/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A log of 100,000 records is pulled from the simulated terminal over loopback and stored. Against
 * it, the same log is asked for in the same pieces and only received. The terminal has the manners
 * of a current one, 5 ms between packets; a real one takes longer.
 *
 * Then the records of a log of a million are decoded into drafts. Against it, their fields are
 * only fetched from where they stand. */

#include <string.h>

#include "muster-bench-company.h"
#include "muster-import-log.h"
#include "muster-ingest.h"
#include "muster-measure.h"
#include "muster-sources.h"
#include "muster-terminal.h"
#include "muster-test-vault.h"
#include "muster-transaction.h"
#include "muster-zk-connector.h"
#include "muster-zk-reader.h"
#include "muster-zk-session.h"

#define RECORDS 100000
#define MOST_PULLED 3.0
#define DECODED 1000000
#define MOST_DECODED 40.0

typedef struct
{
  MusterImportRecord record;
  MusterSource *source;
} Delivery;

static gboolean
begin_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Delivery *delivery = data;

  delivery->source = muster_sources_get (txn->db, delivery->record.source_id, error);
  delivery->record.id = muster_import_log_begin (txn->db, &delivery->record, error);
  return delivery->source != NULL && delivery->record.id != 0 &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static MusterParams *
settings_of (MusterTerminal *terminal)
{
  g_autoptr (GError) error = NULL;
  MusterParams *settings;
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "host", "s", "127.0.0.1");
  g_variant_dict_insert (&values, "port", "x",
                         (gint64) muster_terminal_get_port (terminal));
  settings =
    muster_params_new (muster_zk_connector.fields, g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  return settings;
}

/* ---- Pulled and stored ---- */

static double
pull_into (MusterOffice *office,
           MusterActor *actor,
           gint64 source_id,
           MusterTerminal *terminal)
{
  g_autoptr (MusterParams) settings = settings_of (terminal);
  g_autoptr (MusterIngest) ingest = NULL;
  g_autoptr (GError) error = NULL;
  Delivery delivery = { 0 };
  double from = muster_measure_now ();
  double took;

  delivery.record = (MusterImportRecord) {
    .source_id = source_id,
    .file = g_strdup (""),
    .kind = g_strdup ("zk"),
    .state = g_strdup ("running"),
    .user = g_strdup (actor->name),
    .started_at = muster_office_get_now (office),
  };
  muster_office_write (office, actor, MUSTER_MAY_INGEST, "import.begin", NULL, begin_run,
                       &delivery, NULL, &error);
  g_assert_no_error (error);
  ingest = muster_ingest_new (office, actor, delivery.source, &delivery.record, NULL,
                              NULL, &error);
  g_assert_no_error (error);
  muster_zk_connector.pull (delivery.source, settings, NULL,
                            muster_ingest_get_sink (ingest), NULL, &error);
  g_assert_no_error (error);
  muster_ingest_finish (ingest, "done", NULL, &error);
  g_assert_no_error (error);
  took = muster_measure_now () - from;

  g_assert_cmpuint (delivery.record.added, ==, RECORDS);
  g_object_unref (delivery.source);
  g_free (delivery.record.file);
  g_free (delivery.record.kind);
  g_free (delivery.record.state);
  g_free (delivery.record.user);
  g_free (delivery.record.message);
  return took;
}

static double
pull (const char *folder, MusterTerminal *terminal)
{
  g_autofree char *path = g_build_filename (folder, "company", NULL);
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  gint64 source_id;
  double took;

  company = muster_bench_company_new (path, &source_id, &actor);
  took = pull_into (muster_company_get_office (company), actor, source_id, terminal);
  muster_company_close (company);
  muster_test_folder_remove (path);
  return took;
}

static double
receive (MusterTerminal *terminal)
{
  const MusterZkPlace place = {
    .host = "127.0.0.1",
    .port = muster_terminal_get_port (terminal),
    .patience = 10 * G_USEC_PER_SEC,
  };
  double from = muster_measure_now ();
  g_autoptr (MusterZkSession) session = NULL;
  g_autoptr (GByteArray) log = NULL;
  g_autoptr (GError) error = NULL;

  session = muster_zk_session_open (&place, NULL, &error);
  g_assert_no_error (error);
  log = muster_zk_session_read_table (session, MUSTER_ZK_TABLE_LOG, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (log->len, ==, RECORDS * 40 + 4);
  muster_zk_session_close (session);
  return muster_measure_now () - from;
}

static int
measure_pull (const char *folder)
{
  g_autofree char *options = g_strdup_printf ("--records %d", RECORDS);
  g_autoptr (MusterTerminal) terminal = muster_terminal_new (options);
  MusterMeasure measure = { .title =
                              "Pulling 100,000 records, against receiving the bytes" };

  for (int i = 0; i < MUSTER_MEASURE_RUNS; i++)
    muster_measure_add (&measure, pull (folder, terminal), receive (terminal));

  return muster_measure_report (&measure, MOST_PULLED);
}

/* ---- Decoded ---- */

typedef struct
{
  MusterSink sink;
  guint64 n;
  guint64 sum; /* of their seconds, so that they are looked at */
} Counter;

static gboolean
counter_take (MusterSink *sink,
              const MusterDraft *drafts,
              gsize n_drafts,
              GVariant *cursor,
              GError **error)
{
  Counter *counter = (Counter *) sink;

  counter->n += n_drafts;
  for (gsize i = 0; i < n_drafts; i++)
    counter->sum += (guint64) (drafts[i].wall / MUSTER_SECOND);
  return TRUE;
}

static GByteArray *
make_log (void)
{
  GByteArray *log = g_byte_array_sized_new (DECODED * 40);

  for (int i = 0; i < DECODED; i++)
    {
      guint8 record[40] = { 0 };
      guint32 packed = muster_zk_time_pack (
        (G_GINT64_CONSTANT (1709190062) + i * G_GINT64_CONSTANT (7)) * MUSTER_SECOND);

      record[0] = (guint8) (i % 200 + 1);
      g_snprintf ((char *) record + 2, 24, "%d", 1001 + i % 200);
      record[26] = 1;
      for (int j = 0; j < 4; j++)
        record[27 + j] = (guint8) (packed >> (8 * j));
      record[31] = i & 1;
      record[36] = 0xff;
      g_byte_array_append (log, record, sizeof record);
    }

  return log;
}

static double
decode (const GByteArray *log)
{
  MusterZkReader reader = { .serial = "A" };
  Counter counter = { .sink = { .take = counter_take } };
  double from = muster_measure_now ();
  g_autoptr (GError) error = NULL;

  reader.layout = muster_zk_layout_recognise (log->data, log->len, DECODED,
                                              g_get_real_time () + MUSTER_DAY);
  muster_zk_reader_run (&reader, log->data, log->len, NULL, &counter.sink, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counter.n, ==, DECODED);
  g_assert_cmpuint (counter.sum, >, 0);
  return muster_measure_now () - from;
}

/* The fields of a record as they stand, one after the other. */
static double
fetch (const GByteArray *log)
{
  double from = muster_measure_now ();
  guint64 sum = 0;

  for (gsize at = 0; at < log->len; at += 40)
    {
      const guint8 *record = log->data + at;
      char key[25] = "";
      guint32 packed;

      memcpy (key, record + 2, 24);
      memcpy (&packed, record + 27, sizeof packed);
      sum += strlen (key) + GUINT32_FROM_LE (packed) + record[26] + record[31];
    }

  g_assert_cmpuint (sum, >, 0);
  return muster_measure_now () - from;
}

static int
measure_decoding (void)
{
  g_autoptr (GByteArray) log = make_log ();
  MusterMeasure measure = {
    .title = "Decoding 1,000,000 records, against fetching their fields"
  };
  int status;

  for (int i = 0; i < MUSTER_MEASURE_RUNS; i++)
    muster_measure_add (&measure, decode (log), fetch (log));

  status = muster_measure_report (&measure, MOST_DECODED);
  g_print ("%-58s %8.1f ns\n", "Decoding one record",
           muster_measure_median (measure.ours, measure.n) / DECODED * 1e9);
  return status;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = muster_test_folder_new ();
  status = measure_pull (folder) | measure_decoding ();
  muster_test_folder_remove (folder);

  return status;
}
