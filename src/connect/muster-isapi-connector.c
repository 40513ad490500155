/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-isapi-connector.h"

#include "muster-error.h"
#include "muster-isapi-event.h"
#include "muster-isapi-parts.h"
#include "muster-isapi-session.h"
#include "muster-occurrences.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OVERLAP (6 * 60 * MUSTER_MINUTE) /* events that a terminal has late */
#define DAYS_BACK 92
#define LONGEST (32 * MUSTER_DAY)
#define SHORTEST MUSTER_MINUTE
#define MOST_IN_VAIN 16 /* halvings: enough from a day to seconds */
#define BATCH 4096
#define SHOWN 200
#define SILENCE 180 /* seconds: three heartbeats of the slowest */

static const MusterField isapi_fields[] = {
  { .name = "address",
    .title = N_ ("Address"),
    .hint = N_ ("https:// and the terminal's address, like https://192.168.1.64"),
    .kind = MUSTER_FIELD_TEXT,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "user",
    .title = N_ ("User name"),
    .hint = N_ ("best an account of its own that may only search the log"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "admin" },
  { .name = "password",
    .title = N_ ("Password"),
    .hint = N_ ("the terminal locks an account after some wrong ones"),
    .kind = MUSTER_FIELD_SECRET,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "certificate",
    .title = N_ ("Trusted certificate"),
    .hint = N_ ("SHA-256 fingerprint, for a server with a certificate of its own"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "plain",
    .title = N_ ("Allow an unencrypted connection"),
    .hint = N_ ("Everyone on the way can read and change what is sent"),
    .kind = MUSTER_FIELD_BOOLEAN,
    .fallback = "false" },
  { .name = "since",
    .title = N_ ("Punches from"),
    .hint = N_ ("first date of the first sync; 92 days back when empty"),
    .kind = MUSTER_FIELD_DATE },
  { .name = "punches",
    .title = N_ ("Event codes that are punches"),
    .hint = N_ ("beside those that are known, separated by commas"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "not_punches",
    .title = N_ ("Event codes that are none"),
    .hint = N_ ("separated by commas"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { NULL },
};

/* One pull, or one following. */
typedef struct
{
  MusterSink *sink;
  MusterSource *source;
  MusterParams *settings;
  MusterIsapiSession *session;
  GCancellable *cancellable;
  MusterIsapiClock clock;
  gint64 from; /* wall times */
  gint64 until;
  GVariant *cursor;
  gboolean live;       /* the cursor is none of its business */
  GHashTable *unknown; /* codes that were told */
  guint vain;          /* halvings of this span that brought nothing */
  gint64 missing;
  gint64 missing_from;
  gint64 missing_until;
} Job;

/* Drafts on their way to the sink, with their texts. */
typedef struct
{
  Job *job;
  GArray *drafts;
  GStringChunk *texts;
  MusterOccurrences *occurrences;
  GString *key;
  guint64 events;
} Bundle;

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->session, muster_isapi_session_free);
  g_clear_pointer (&job->cursor, g_variant_unref);
  g_clear_pointer (&job->unknown, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

static void
bundle_init (Bundle *bundle, Job *job)
{
  *bundle = (Bundle) { .job = job };
  bundle->drafts = g_array_new (FALSE, TRUE, sizeof (MusterDraft));
  bundle->texts = g_string_chunk_new (4096);
  bundle->occurrences = muster_occurrences_new ();
  bundle->key = g_string_new (NULL);
}

static void
bundle_clear (Bundle *bundle)
{
  g_array_unref (bundle->drafts);
  g_string_chunk_free (bundle->texts);
  muster_occurrences_free (bundle->occurrences);
  g_string_free (bundle->key, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bundle, bundle_clear)

/* Whether a list of numbers like "117, 118" has this one. */
static gboolean
is_listed (MusterParams *settings, const char *name, guint32 code)
{
  const char *at = muster_params_get_string (settings, name);

  while (at != NULL && *at != '\0')
    {
      char *end;

      while (*at != '\0' && !g_ascii_isdigit (*at))
        at++;
      if (*at == '\0')
        break;
      if (g_ascii_strtoull (at, &end, 10) == code)
        return TRUE;
      at = end;
    }

  return FALSE;
}

static MusterIsapiKind
kind_of (Job *job, const MusterIsapiEvent *event)
{
  MusterIsapiKind kind = muster_isapi_event_get_kind (event);

  if (event->person == NULL || event->major != 5)
    return MUSTER_ISAPI_OTHER;
  if (is_listed (job->settings, "not_punches", event->minor))
    return MUSTER_ISAPI_OTHER;
  if (is_listed (job->settings, "punches", event->minor))
    return MUSTER_ISAPI_PUNCH;
  return kind;
}

static void
tell_unknown (Job *job, guint32 minor)
{
  g_autofree char *code = g_strdup_printf ("%u", minor);

  if (g_hash_table_contains (job->unknown, code))
    return;

  muster_sink_learn (job->sink, "unknown-event", code);
  g_hash_table_add (job->unknown, g_steal_pointer (&code));
}

static void
reject (Job *job, JsonNode *info, const char *reason)
{
  g_autofree char *text = json_to_string (info, FALSE);
  g_autofree char *shown = g_utf8_make_valid (text, (gssize) MIN (strlen (text), SHOWN));
  const MusterReject rejected = { .reason = reason,
                                  .text = shown,
                                  .length = strlen (text) };

  job->sink->reject (job->sink, &rejected);
}

/* Events without a count of their own are told apart as equal records are: by their number. */
static guint32
occurrence_of (Bundle *bundle, const MusterDraft *draft)
{
  guint64 key;

  if (draft->record_key != NULL)
    return 0;

  key = muster_occurrences_hash ((guint64) draft->wall + draft->identity,
                                 draft->person_key, strlen (draft->person_key));
  return (guint32) CLAMP (muster_occurrences_add (bundle->occurrences, key, 0, TRUE), 0,
                          G_MAXUINT16)
         << 16;
}

static const char *
keep (Bundle *bundle, const char *text)
{
  return text != NULL ? g_string_chunk_insert (bundle->texts, text) : NULL;
}

static void
bundle_add (Bundle *bundle, JsonNode *info, JsonNode *alert)
{
  Job *job = bundle->job;
  MusterIsapiEvent event;
  MusterIsapiKind kind;
  MusterDraft draft;
  const char *reason = muster_isapi_event_read (info, alert, &event);

  if (reason != NULL)
    {
      reject (job, info, reason);
      return;
    }
  if ((kind = kind_of (job, &event)) == MUSTER_ISAPI_OTHER)
    {
      bundle->events++;
      return;
    }

  muster_isapi_event_to_draft (&event, bundle->key, &draft);
  draft.identity |= occurrence_of (bundle, &draft);
  draft.person_key = keep (bundle, draft.person_key);
  draft.person_name = keep (bundle, draft.person_name);
  draft.record_key = keep (bundle, draft.record_key);
  draft.note = keep (bundle, draft.note);
  if (kind == MUSTER_ISAPI_UNKNOWN)
    {
      g_autofree char *extra = g_strdup_printf ("{\"event\":%u}", event.minor);

      draft.extra = keep (bundle, extra);
      tell_unknown (job, event.minor);
    }
  g_array_append_val (bundle->drafts, draft);
}

/* Hands over what there is; the last batch has the new cursor. */
static gboolean
bundle_give (Bundle *bundle, GVariant *cursor, GError **error)
{
  Job *job = bundle->job;
  const MusterDraft *drafts = (const MusterDraft *) (gpointer) bundle->drafts->data;
  gsize n = bundle->drafts->len;

  if (bundle->events > 0)
    job->sink->skip (job->sink, "event", bundle->events);

  for (gsize at = 0; at < n; at += BATCH)
    {
      gsize length = MIN (BATCH, n - at);

      if (g_cancellable_set_error_if_cancelled (job->cancellable, error) ||
          !job->sink->take (job->sink, drafts + at, length,
                            at + length == n ? cursor : job->cursor, error))
        return FALSE;
    }

  return TRUE;
}

static GVariant *
cursor_new (gint64 until)
{
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "until", "x", until);
  return g_variant_ref_sink (g_variant_dict_end (&values));
}

static void
note_missing (Job *job, gint64 n, gint64 from, gint64 until)
{
  if (job->missing == 0)
    job->missing_from = from;
  job->missing += n;
  job->missing_until = until;
}

static void
tell_missing (Job *job)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) until = NULL;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *missing = NULL;

  if (job->missing == 0)
    return;

  from = g_date_time_new_from_unix_utc (job->missing_from / MUSTER_SECOND);
  until = g_date_time_new_from_unix_utc (job->missing_until / MUSTER_SECOND);
  first = g_date_time_format (from, "%Y-%m-%d %H:%M:%S");
  last = g_date_time_format (until, "%Y-%m-%d %H:%M:%S");
  missing = g_strdup_printf ("%" G_GINT64_FORMAT " %s … %s", job->missing, first, last);
  muster_sink_learn (job->sink, "missing", missing);
}

static gboolean
give_find (Job *job, MusterIsapiFind *find, gint64 until, guint *n_found, GError **error)
{
  g_auto (Bundle) bundle = { NULL };
  g_autoptr (GVariant) cursor = job->live ? NULL : cursor_new (until);

  *n_found += find->infos->len;
  bundle_init (&bundle, job);
  for (guint i = 0; i < find->infos->len; i++)
    bundle_add (&bundle, g_ptr_array_index (find->infos, i), NULL);
  if (!bundle_give (&bundle, cursor, error))
    return FALSE;

  g_clear_pointer (&job->cursor, g_variant_unref);
  job->cursor = g_steal_pointer (&cursor);
  return TRUE;
}

static MusterIsapiFind *
search (Job *job, gint64 from, gint64 until, GError **error)
{
  return muster_isapi_session_search (job->session, from, until, job->clock.offset, 0,
                                      job->cancellable, error);
}

/* Takes what was found in a span; where not all of it came, its halves are searched. If even halves
 * of halves have no more, the terminal counts what it does not have. Takes @found. */
static gboolean
settle_span (Job *job,
             MusterIsapiFind *found,
             gint64 from,
             gint64 until,
             guint *n_found,
             GError **error)
{
  g_autoptr (MusterIsapiFind) find = found;

  if (!find->whole && until - from >= SHORTEST && job->vain < MOST_IN_VAIN)
    {
      gint64 middle = from + (until - from) / 2;
      g_autoptr (MusterIsapiFind) left = NULL;
      g_autoptr (MusterIsapiFind) right = NULL;

      middle -= middle % MUSTER_SECOND;
      if (!(left = search (job, from, middle, error)) ||
          !(right = search (job, middle + MUSTER_SECOND, until, error)))
        return FALSE;

      job->vain = left->infos->len + right->infos->len > find->infos->len ? 0
                                                                          : job->vain + 1;
      g_clear_pointer (&find, muster_isapi_find_free);
      return settle_span (job, g_steal_pointer (&left), from, middle, n_found, error) &&
             settle_span (job, g_steal_pointer (&right), middle + MUSTER_SECOND, until,
                          n_found, error);
    }

  if (!find->whole)
    note_missing (job, MAX (find->total - find->infos->len, 1), from, until);
  return give_find (job, find, until, n_found, error);
}

/* Searches a span, both ends included. */
static gboolean
search_span (Job *job, gint64 from, gint64 until, guint *n_found, GError **error)
{
  MusterIsapiFind *find = search (job, from, until, error);

  job->vain = 0;
  return find != NULL && settle_span (job, find, from, until, n_found, error);
}

static void
tell_progress (Job *job, gint64 at)
{
  gint64 total = MAX ((job->until - job->from) / MUSTER_SECOND, 1);
  gint64 done = (at - job->from) / MUSTER_SECOND;

  job->sink->progress (job->sink, (guint64) CLAMP (done, 1, total), (guint64) total);
}

/* Day after day; where there is nothing, in longer steps. */
static gboolean
search_all (Job *job, GError **error)
{
  gint64 step = MUSTER_DAY;

  for (gint64 at = job->from; at <= job->until;)
    {
      gint64 end = MIN (at + step - MUSTER_SECOND, job->until);
      guint n_found = 0;

      if (!search_span (job, at, end, &n_found, error))
        return FALSE;

      step = n_found == 0 ? MIN (step * 2, LONGEST) : MUSTER_DAY;
      at = end + MUSTER_SECOND;
      tell_progress (job, at > job->until ? job->until : at);
    }

  return TRUE;
}

/* ---- The terminal ---- */

static gboolean
meet_device (Job *job, GError **error)
{
  g_autoptr (JsonNode) device = NULL;
  const char *known = job->source != NULL ? job->source->device : NULL;
  const char *serial;

  if (!(device = muster_isapi_session_ask_device (job->session, job->cancellable, error)))
    return FALSE;

  serial = muster_isapi_tree_get_text (device, "serialNumber");
  if (known != NULL && *known != '\0' && !g_str_equal (known, serial))
    return muster_error_set_field (error, "address",
                                   _ ("Another terminal answers there: serial number %s, "
                                      "not %s. If it was replaced, let "
                                      "the new one take over"),
                                   serial, known);

  muster_sink_learn (job->sink, "serial", serial);
  muster_sink_learn (job->sink, "model", muster_isapi_tree_get_text (device, "model"));
  muster_sink_learn (job->sink, "firmware",
                     muster_isapi_tree_get_text (device, "firmwareVersion"));
  return TRUE;
}

static gboolean
read_clock (Job *job, GError **error)
{
  g_autoptr (MusterZone) zone = NULL;

  if (!muster_isapi_session_ask_clock (job->session, &job->clock, job->cancellable,
                                       error))
    return FALSE;

  if (job->clock.offset != MUSTER_OFFSET_UNKNOWN)
    {
      muster_sink_clock (job->sink, job->clock.ahead, job->clock.doubt);
      return TRUE;
    }

  if (job->source != NULL && job->source->zone != NULL &&
      !(zone = muster_zone_new (job->source->zone, error)))
    return FALSE;
  job->clock.offset = zone != NULL ? muster_zone_get_offset (zone, g_get_real_time ())
                                   : 0;
  return TRUE;
}

static gint64
first_wall (Job *job, GVariant *cursor)
{
  MusterDate since = (MusterDate) muster_params_get_int64 (job->settings, "since");
  gint64 until;

  if (cursor != NULL && g_variant_is_of_type (cursor, G_VARIANT_TYPE_VARDICT) &&
      g_variant_lookup (cursor, "until", "x", &until))
    return MIN (until, job->clock.wall) - OVERLAP;
  if (since != MUSTER_DATE_NONE)
    return MIN (since * MUSTER_DAY, job->clock.wall);
  return job->clock.wall - job->clock.wall % MUSTER_DAY - DAYS_BACK * MUSTER_DAY;
}

static gboolean
isapi_pull (MusterSource *source,
            MusterParams *settings,
            GVariant *cursor,
            MusterSink *sink,
            GCancellable *cancellable,
            GError **error)
{
  g_auto (Job) job = {
    .sink = sink,
    .source = source,
    .settings = settings,
    .cancellable = cancellable,
    .cursor = cursor != NULL ? g_variant_ref (cursor) : NULL,
    .unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };

  if (!(job.session = muster_isapi_session_new (settings, error)) ||
      !meet_device (&job, error) || !read_clock (&job, error))
    return FALSE;

  job.from = first_wall (&job, cursor);
  job.until = job.clock.wall;
  if (!search_all (&job, error))
    return FALSE;

  tell_missing (&job);
  muster_sink_reach (sink, job.until - job.clock.offset * MUSTER_SECOND);
  return TRUE;
}

/* How many events a span has by the terminal's own count. */
static gboolean
count_span (Job *job, gint64 from, gint64 until, gint64 *count, GError **error)
{
  g_autoptr (MusterIsapiFind) find = muster_isapi_session_search (
    job->session, from, until, job->clock.offset, 1, job->cancellable, error);

  if (find == NULL)
    return FALSE;

  *count = MAX (find->total, find->infos->len);
  return TRUE;
}

static void
describe_device (JsonNode *device, GVariantDict *found)
{
  static const struct
  {
    const char *member;
    const char *key;
  } members[] = {
    { "serialNumber", "serial" },
    { "model", "model" },
    { "firmwareVersion", "firmware" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = muster_isapi_tree_get_text (device, members[i].member);

      if (text != NULL)
        g_variant_dict_insert (found, members[i].key, "s", text);
    }
}

static gboolean
describe_punches (Job *job, GVariantDict *found, GError **error)
{
  int has = muster_isapi_session_has_search (job->session, job->cancellable, error);
  gint64 count = 0;

  if (has < 0)
    return FALSE;

  if (has == 0)
    {
      const char *const lacks[] = { _ ("a search for events: only live ones will come"),
                                    NULL };

      g_variant_dict_insert (found, "lacks", "^as", lacks);
      return TRUE;
    }

  /* 2000-01-01, when there were no such terminals yet */
  if (!count_span (job, G_GINT64_CONSTANT (946684800) * MUSTER_SECOND, job->clock.wall,
                   &count, error))
    return FALSE;

  g_variant_dict_insert (found, "punches", "t", (guint64) count);
  return TRUE;
}

static gboolean
silent_take (MusterSink *sink,
             const MusterDraft *drafts,
             gsize n_drafts,
             GVariant *cursor,
             GError **error)
{
  return TRUE;
}

static GVariant *
isapi_probe (MusterSource *source,
             MusterParams *settings,
             GCancellable *cancellable,
             GError **error)
{
  MusterSink sink = { .take = silent_take };
  g_auto (Job) job = {
    .sink = &sink,
    .source = source,
    .settings = settings,
    .cancellable = cancellable,
  };
  g_auto (GVariantDict) found = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (JsonNode) device = NULL;

  if (!(job.session = muster_isapi_session_new (settings, error)) ||
      !(device = muster_isapi_session_ask_device (job.session, cancellable, error)) ||
      !read_clock (&job, error) || !describe_punches (&job, &found, error))
    return NULL;

  describe_device (device, &found);
  if (job.clock.doubt > 0)
    {
      g_variant_dict_insert (&found, "clock-ahead", "x", job.clock.ahead);
      g_variant_dict_insert (&found, "clock-doubt", "x", job.clock.doubt);
    }
  return g_variant_ref_sink (g_variant_dict_end (&found));
}

/* ---- Live events ---- */

typedef struct
{
  Job job;
  guint64 last_serial; /* of the newest event, 0 before the first */
  gint64 last_wall;
  GError *error; /* of the last part */
} Following;

/* What was missed between two live events is searched, over a connection of its own. */
static gboolean
search_gap (Following *following, gint64 until, GError **error)
{
  Job *job = &following->job;
  guint n_found = 0;

  return (job->session != NULL ||
          (job->session = muster_isapi_session_new (job->settings, error)) != NULL) &&
         search_span (job, following->last_wall - SHORTEST, until, &n_found, error);
}

static gboolean
follow_event (Following *following, JsonNode *info, JsonNode *alert, GError **error)
{
  Job *job = &following->job;
  g_auto (Bundle) bundle = { NULL };
  MusterIsapiEvent event;
  gboolean read = muster_isapi_event_read (info, alert, &event) == NULL;

  if (read && !event.late)
    {
      if (following->last_serial > 0 && event.front > following->last_serial &&
          !search_gap (following, event.wall, error))
        return FALSE;
      if (event.serial > 0)
        {
          following->last_serial = event.serial;
          following->last_wall = event.wall;
        }
    }

  bundle_init (&bundle, job);
  bundle_add (&bundle, info, alert);
  return bundle_give (&bundle, NULL, error) && muster_sink_flush (job->sink, error);
}

static void
part_cb (const guint8 *data, gsize length, gpointer user_data)
{
  Following *following = user_data;
  g_autoptr (JsonNode) tree = muster_isapi_tree_read (data, length, NULL);
  JsonNode *alert = muster_isapi_tree_get (tree, "EventNotificationAlert");
  JsonNode *info;

  if (alert == NULL)
    alert = tree;
  info = muster_isapi_tree_get (alert, "AccessControllerEvent");

  /* Heartbeats are only a sign of life, and what cannot be read will be searched. */
  if (following->error == NULL && info != NULL && JSON_NODE_HOLDS_OBJECT (info))
    follow_event (following, info, alert, &following->error);
}

static gboolean
read_stream (Following *following, MusterHttpStream *stream, GError **error)
{
  g_autoptr (MusterIsapiParts) parts = muster_isapi_parts_new (part_cb, following);
  guint8 buffer[8192];
  gssize n;

  while ((n = muster_http_stream_read (stream, buffer, sizeof buffer, SILENCE,
                                       following->job.cancellable, error)) > 0)
    {
      if (!muster_isapi_parts_feed (parts, buffer, (gsize) n, error))
        return FALSE;
      if (following->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&following->error));
          return FALSE;
        }
    }

  if (n == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                 _ ("The terminal ended its stream of events"));
  return FALSE;
}

static gboolean
isapi_follow (MusterSource *source,
              MusterParams *settings,
              MusterSink *sink,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (MusterIsapiSession) session = NULL;
  g_autoptr (MusterHttpStream) stream = NULL;
  Following following = {
    .job = {
      .sink = sink,
      .source = source,
      .settings = settings,
      .cancellable = cancellable,
      .live = TRUE,
      .unknown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    },
  };
  gboolean followed = FALSE;

  following.job.session = muster_isapi_session_new (settings, error);
  if (following.job.session != NULL && meet_device (&following.job, error) &&
      read_clock (&following.job, error) &&
      (session = muster_isapi_session_new (settings, error)) != NULL &&
      (stream = muster_isapi_session_open (session, cancellable, error)) != NULL)
    followed = read_stream (&following, stream, error);

  g_clear_pointer (&stream, muster_http_stream_free);
  g_clear_error (&following.error);
  job_clear (&following.job);
  return followed;
}

const MusterConnector muster_isapi_connector = {
  .kind = "isapi",
  .title = N_ ("Access terminal (ISAPI)"),
  .fields = isapi_fields,
  .probe = isapi_probe,
  .pull = isapi_pull,
  .follow = isapi_follow,
  .unattended = TRUE,
};
