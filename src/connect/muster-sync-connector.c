/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sync-connector.h"

#include "muster-error.h"
#include "muster-http.h"
#include "muster-lines.h"
#include "muster-occurrences.h"
#include "muster-rest-session.h"
#include "muster-sync-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define VERSION 1
#define PAGE 2000
#define TASTED 20
#define SHOWN_TEXT 200

static const MusterField sync_fields[] = {
  MUSTER_REST_FIELDS (NULL),
  { .name = "secret",
    .title = N_ ("Access token"),
    .hint = N_ ("As the server's administrator gave it"),
    .kind = MUSTER_FIELD_SECRET,
    .flags = MUSTER_FIELD_REQUIRED },
  { NULL },
};

/* One run: pages from a cursor on. */
typedef struct
{
  MusterHttp *http;
  MusterSyncReader *reader;
  MusterBatch *batch;
  MusterSink *sink;
  MusterZone *zone;
  char *authorization;
  char *cursor;
  char *server;
  guint64 line;
  guint64 punches;
  guint64 people;
  guint64 requests;
  gboolean more;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->batch, muster_batch_free);
  g_clear_pointer (&run->reader, muster_sync_reader_free);
  g_clear_pointer (&run->http, muster_http_free);
  g_clear_pointer (&run->zone, muster_zone_unref);
  g_clear_pointer (&run->authorization, g_free);
  g_clear_pointer (&run->cursor, g_free);
  g_clear_pointer (&run->server, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
run_begin (Run *run,
           MusterSource *source,
           MusterParams *settings,
           MusterSink *sink,
           GError **error)
{
  const MusterHttpOptions options = {
    .address = muster_params_get_string (settings, "address"),
    .certificate = muster_params_get_string (settings, "certificate"),
    .plain = muster_params_get_boolean (settings, "plain"),
    .seconds = (guint) muster_params_get_int64 (settings, "timeout"),
  };

  if (source != NULL && source->zone != NULL && *source->zone != '\0' &&
      !(run->zone = muster_zone_new (source->zone, error)))
    return FALSE;
  if (!(run->http = muster_http_new (&options, error)))
    return FALSE;

  run->sink = sink;
  run->reader = muster_sync_reader_new (run->zone);
  run->batch = muster_batch_new (sink, NULL, FALSE);
  run->authorization =
    g_strconcat ("Bearer ", muster_params_get_string (settings, "secret"), NULL);
  return TRUE;
}

static MusterHttpReply *
run_ask (Run *run, guint limit, GCancellable *cancellable, GError **error)
{
  static const char *const headers[] = { "Accept", "application/x-ndjson", NULL };
  g_autofree char *cursor =
    g_uri_escape_string (run->cursor != NULL ? run->cursor : "", NULL, FALSE);
  g_autofree char *path =
    g_strdup_printf ("/muster/v1/changes?cursor=%s&limit=%u", cursor, limit);
  const MusterHttpRequest request = { .path = path,
                                      .authorization = run->authorization,
                                      .headers = headers };
  g_autoptr (MusterHttpReply)
    reply = muster_http_exchange (run->http, &request, cancellable, error);

  if (reply == NULL || !muster_http_reply_check (reply, "secret", error))
    return NULL;

  if (muster_http_reply_is_html (reply))
    {
      muster_error_set_field (
        error, "address",
        _ ("%s answers with a page for people, such as one to sign in. "
           "Is the address right?"),
        muster_http_get_host (run->http));
      return NULL;
    }

  return g_steal_pointer (&reply);
}

static void
run_reject (Run *run, const MusterLine *text, const char *reason)
{
  g_autofree char *shown =
    g_utf8_make_valid (text->text, (gssize) MIN (text->length, SHOWN_TEXT));
  const MusterReject reject = {
    .line = run->line, .reason = reason, .text = shown, .length = text->length
  };

  run->sink->reject (run->sink, &reject);
}

static gboolean
run_greet (Run *run, const MusterSyncLine *line, GError **error)
{
  if (line->version != VERSION)
    return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                             _ ("The server speaks version %d of the sync format, this "
                                "program version %d"),
                             (int) line->version, VERSION);

  g_set_str (&run->server, line->server);
  return TRUE;
}

static gboolean
run_line (Run *run, const MusterLine *text, gboolean *ended, GError **error)
{
  g_auto (MusterSyncLine) line = { 0 };

  run->line++;
  if (text->kind != MUSTER_LINE_TEXT)
    {
      run_reject (run, text, text->kind == MUSTER_LINE_NULS ? "nul-run" : "too-long");
      return TRUE;
    }

  switch (
    muster_sync_reader_read (run->reader, text->text, text->length, run->batch, &line))
    {
    case MUSTER_SYNC_HELLO:
      return run_greet (run, &line, error);

    case MUSTER_SYNC_PERSON:
      run->people++;
      muster_sink_meet (run->sink, &line.user, 1);
      return TRUE;

    case MUSTER_SYNC_PUNCH:
      run->punches++;
      line.draft.line = run->line;
      return muster_batch_add (
        run->batch, &line.draft,
        line.draft.direction != MUSTER_DIRECTION_NONE ? line.draft.direction : 255, 255,
        (guint32) muster_occurrences_hash (0, text->text, text->length), error);

    case MUSTER_SYNC_VOID:
      run->sink->skip (run->sink, "event", 1);
      return TRUE;

    case MUSTER_SYNC_REQUEST:
      run->requests++;
      return TRUE;

    case MUSTER_SYNC_PAGE:
      *ended = TRUE;
      run->more = line.more && g_strcmp0 (line.cursor, run->cursor) != 0;
      g_set_str (&run->cursor, line.cursor);
      return TRUE;

    case MUSTER_SYNC_DAMAGED:
      run_reject (run, text, line.reason);
      return TRUE;

    case MUSTER_SYNC_OTHER:
      return TRUE;
    }

  return TRUE;
}

/* A page counts when its last line came. */
static gboolean
run_page (Run *run, guint limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (MusterHttpReply) reply = run_ask (run, limit, cancellable, error);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (MusterLines) lines = NULL;
  gboolean ended = FALSE;
  MusterLine text;

  if (reply == NULL)
    return FALSE;

  stream = g_memory_input_stream_new_from_bytes (muster_http_reply_get_body (reply));
  lines = muster_lines_new (stream, "UTF-8");
  run->more = FALSE;
  while (muster_lines_next (lines, &text, cancellable))
    if (!ended && !run_line (run, &text, &ended, error))
      return FALSE;

  if (!muster_lines_done (lines, error))
    return FALSE;
  if (!ended)
    return muster_error_set (
      error, MUSTER_ERROR_PROTOCOL,
      _ ("%s did not send the end of a page. Is the address right?"),
      muster_http_get_host (run->http));

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static GVariant *
run_cursor (Run *run)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "cursor", "s", run->cursor);
  return g_variant_dict_end (&dict);
}

static gboolean
run_pages (Run *run, GCancellable *cancellable, GError **error)
{
  do
    {
      if (!run_page (run, PAGE, cancellable, error))
        return FALSE;

      muster_batch_set_cursor (run->batch, run_cursor (run));
      if (!muster_batch_flush (run->batch, error))
        return FALSE;
      run->sink->progress (run->sink, run->line, 0);
    }
  while (run->more);

  return TRUE;
}

static gboolean
sync_pull (MusterSource *source,
           MusterParams *settings,
           GVariant *cursor,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  gint64 now = g_get_real_time ();
  g_auto (Run) run = { 0 };
  g_autofree char *calls = NULL;
  gboolean done;

  if (!run_begin (&run, source, settings, sink, error))
    return FALSE;

  if (cursor != NULL && g_variant_is_of_type (cursor, G_VARIANT_TYPE_VARDICT))
    g_variant_lookup (cursor, "cursor", "s", &run.cursor);
  done = run_pages (&run, cancellable, error);

  calls = g_strdup_printf ("%" G_GUINT64_FORMAT, muster_http_get_calls (run.http));
  muster_sink_learn (sink, "calls", calls);
  muster_sink_learn (sink, "model", run.server);
  if (done)
    muster_sink_reach (sink, now);
  return done;
}

/* Shows the first punches. */
typedef struct
{
  MusterSink sink;
  GVariantBuilder sample;
  GVariantBuilder rejects;
  guint n_sample;
  guint n_rejects;
} Taste;

static gboolean
taste_take (MusterSink *sink,
            const MusterDraft *drafts,
            gsize n_drafts,
            GVariant *cursor,
            GError **error)
{
  Taste *taste = (Taste *) sink;

  for (gsize i = 0; i < n_drafts && taste->n_sample < TASTED; i++, taste->n_sample++)
    g_variant_builder_add_value (&taste->sample, muster_draft_to_variant (&drafts[i]));

  return TRUE;
}

static void
taste_reject (MusterSink *sink, const MusterReject *reject)
{
  Taste *taste = (Taste *) sink;

  if (taste->n_rejects++ < TASTED)
    g_variant_builder_add (&taste->rejects, "(tsst)", reject->line, reject->reason,
                           reject->text, reject->length);
}

static void
taste_skip (MusterSink *sink, const char *reason, guint64 n)
{
  /* What is no punch shows nothing. */
}

static void
taste_progress (MusterSink *sink, guint64 done, guint64 total)
{
  /* One page is over before anybody could read how far it is. */
}

static GVariant *
sync_probe (MusterSource *source,
            MusterParams *settings,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (GVariantDict) found = G_VARIANT_DICT_INIT (NULL);
  Taste taste = { .sink = { taste_take, taste_reject, taste_skip, taste_progress } };
  g_auto (Run) run = { 0 };
  gboolean good;

  g_variant_builder_init (&taste.sample, G_VARIANT_TYPE ("a(tssxyys)"));
  g_variant_builder_init (&taste.rejects, G_VARIANT_TYPE ("a(tsst)"));
  good = run_begin (&run, source, settings, &taste.sink, error) &&
         run_page (&run, TASTED, cancellable, error) &&
         muster_batch_flush (run.batch, error);
  if (!good)
    {
      g_variant_builder_clear (&taste.sample);
      g_variant_builder_clear (&taste.rejects);
      return NULL;
    }

  if (run.server != NULL)
    g_variant_dict_insert (&found, "model", "s", run.server);
  g_variant_dict_insert (&found, "calls", "t", muster_http_get_calls (run.http));
  g_variant_dict_insert (&found, "records", "t", run.line);
  g_variant_dict_insert_value (&found, "sample", g_variant_builder_end (&taste.sample));
  g_variant_dict_insert_value (&found, "rejects", g_variant_builder_end (&taste.rejects));
  return g_variant_ref_sink (g_variant_dict_end (&found));
}

const MusterConnector muster_sync_connector = {
  .kind = "muster",
  .title = N_ ("Muster sync server"),
  .fields = sync_fields,
  .probe = sync_probe,
  .pull = sync_pull,
  .unattended = TRUE,
};
