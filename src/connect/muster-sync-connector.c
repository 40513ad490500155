/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sync-connector.h"

#include "muster-error.h"
#include "muster-http.h"
#include "muster-json-path.h"
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

/* Of one file; Muster keeps none that is larger. And how much is held before it is committed, a
 * request counted without its files. */
#define FILE_BYTES (10 * 1024 * 1024)
#define HELD_BYTES (32 * 1024 * 1024)
#define REQUEST_BYTES 1024

/* Decisions in one go. */
#define TOLD 200

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
  guint64 held; /* bytes of requests that are not committed */
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

  const char *zone = source != NULL && source->zone != NULL && *source->zone != '\0'
                       ? source->zone
                       : "UTC";

  if (!(run->zone = muster_zone_new (zone, error)))
    return FALSE;
  if (!(run->http = muster_http_new (&options, error)))
    return FALSE;

  run->sink = sink;
  run->reader = muster_sync_reader_new (run->zone);
  run->batch = sink != NULL ? muster_batch_new (sink, NULL, FALSE) : NULL;
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

/* ---- Requests ---- */

static gboolean
file_is_promised (const MusterDeliveryFile *file, GBytes *data)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, data);

  return (file->size == 0 || (gsize) file->size == g_bytes_get_size (data)) &&
         (file->sha256 == NULL || g_ascii_strcasecmp (file->sha256, sum) == 0);
}

/* What the server cannot give now is asked for again at the next sync; what it does not have, or
 * has otherwise than it said, is noted. */
static gboolean
run_fetch (Run *run, MusterDeliveryFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *id = g_uri_escape_string (file->id, NULL, FALSE);
  g_autofree char *path = g_strconcat ("/muster/v1/evidence/", id, NULL);
  const MusterHttpRequest request = {
    .path = path,
    .authorization = run->authorization,
    .wanted = FILE_BYTES + 1,
  };
  g_autoptr (MusterHttpReply) reply = NULL;
  GBytes *data;

  if (file->size > FILE_BYTES)
    {
      file->fault = "too-large";
      return TRUE;
    }

  if (!(reply = muster_http_exchange (run->http, &request, cancellable, error)))
    return FALSE;

  if (muster_http_reply_get_status (reply) == 404 ||
      muster_http_reply_get_status (reply) == 410)
    {
      file->fault = "missing";
      return TRUE;
    }
  if (!muster_http_reply_check (reply, "secret", error))
    return FALSE;

  data = muster_http_reply_get_body (reply);
  if (g_bytes_get_size (data) > FILE_BYTES)
    file->fault = "too-large";
  else if (!file_is_promised (file, data))
    file->fault = "other";
  else
    file->data = g_bytes_ref (data);
  run->held += file->data != NULL ? g_bytes_get_size (data) : 0;

  return TRUE;
}

/* Takes @request. Evidence is held in memory until the sink has it for good. */
static gboolean
run_request (Run *run, MusterDelivery *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (MusterDelivery) owned = request;

  /* To look at it is not to take it. */
  if (run->sink->deliver == NULL)
    return TRUE;

  for (guint i = 0; i < request->files->len; i++)
    if (!run_fetch (run, g_ptr_array_index (request->files, i), cancellable, error))
      return FALSE;

  run->held += REQUEST_BYTES;
  muster_sink_deliver (run->sink, g_steal_pointer (&owned));
  if (run->held < HELD_BYTES)
    return TRUE;

  run->held = 0;

  return muster_sink_flush (run->sink, error);
}

static gboolean
run_line (Run *run,
          const MusterLine *text,
          gboolean *ended,
          GCancellable *cancellable,
          GError **error)
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
      return run_request (run, g_steal_pointer (&line.request), cancellable, error);

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
    if (!ended && !run_line (run, &text, &ended, cancellable, error))
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

/* ---- Decisions ---- */

static char *
decision_line (Run *run, const MusterAnswer *answer)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *at = muster_instant_format (answer->at, run->zone);
  const struct
  {
    const char *name;
    const char *value;
  } members[] = {
    { "type", "decision" },         { "id", answer->id },
    { "request", answer->request }, { "decision", answer->decision },
    { "by", answer->by },           { "at", at },
    { "note", answer->note },
  };

  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      json_builder_set_member_name (builder, members[i].name);
      json_builder_add_string_value (builder, members[i].value);
    }
  json_builder_set_member_name (builder, "revision");
  json_builder_add_int_value (builder, answer->revision);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);

  return json_generator_to_data (generator, NULL);
}

static const char *
outcome_of (JsonObject *object)
{
  static const char *const outcomes[] = { "taken", "known", "conflict", "unknown" };
  JsonNode *node = json_object_get_member (object, "status");
  g_autofree char *status = muster_json_dup_text (node);

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (outcomes[i], status) == 0)
      return outcomes[i];

  return NULL;
}

/* An answer counts for the decision in whose place it stands and whose request it names. */
static gboolean
take_outcomes (Run *run,
               GBytes *body,
               GPtrArray *answers,
               guint first,
               guint n,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (body);
  g_autoptr (MusterLines) lines = muster_lines_new (stream, "UTF-8");
  MusterLine text;
  guint i = 0;

  while (i < n && muster_lines_next (lines, &text, cancellable))
    {
      MusterAnswer *answer = g_ptr_array_index (answers, first + i);
      g_autoptr (JsonNode) record = NULL;
      g_autofree char *request = NULL;

      if (text.kind != MUSTER_LINE_TEXT || text.length == 0)
        continue;
      record = muster_json_parse (text.text, text.length, NULL);
      if (record == NULL || !JSON_NODE_HOLDS_OBJECT (record))
        break;
      request = muster_json_dup_text (
        json_object_get_member (json_node_get_object (record), "request"));
      if (g_strcmp0 (request, answer->request) != 0)
        break;
      if (!(answer->outcome = outcome_of (json_node_get_object (record))))
        break;
      i++;
    }

  if (!muster_lines_done (lines, error))
    return FALSE;

  return i == n || muster_error_set (
                     error, MUSTER_ERROR_PROTOCOL,
                     _ ("%s did not answer to every decision; they are told again at "
                        "the next sync."),
                     muster_http_get_host (run->http));
}

static gboolean
run_tell (Run *run,
          GPtrArray *answers,
          guint first,
          guint n,
          GCancellable *cancellable,
          GError **error)
{
  static const char *const headers[] = { "Accept", "application/x-ndjson", NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (MusterHttpReply) reply = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = decision_line (run, g_ptr_array_index (answers, first + i));

      g_string_append_printf (text, "%s\n", line);
    }
  body = g_string_free_to_bytes (g_steal_pointer (&text));

  reply =
    muster_http_exchange (run->http,
                          &(MusterHttpRequest) { .path = "/muster/v1/decisions",
                                                 .authorization = run->authorization,
                                                 .headers = headers,
                                                 .content_type = "application/x-ndjson",
                                                 .body = body },
                          cancellable, error);

  return reply != NULL && muster_http_reply_check (reply, "secret", error) &&
         take_outcomes (run, muster_http_reply_get_body (reply), answers, first, n,
                        cancellable, error);
}

static gboolean
sync_answer (MusterSource *source,
             MusterParams *settings,
             GPtrArray *answers,
             GCancellable *cancellable,
             GError **error)
{
  g_auto (Run) run = { 0 };

  if (!run_begin (&run, source, settings, NULL, error))
    return FALSE;

  for (guint i = 0; i < answers->len; i += TOLD)
    if (!run_tell (&run, answers, i, MIN (TOLD, answers->len - i), cancellable, error))
      return FALSE;

  return TRUE;
}

/* ---- A look ---- */

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
  .answer = sync_answer,
  .unattended = TRUE,
};
