/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-zk-connector.h"

#include "muster-charset.h"
#include "muster-error.h"
#include "muster-zk-reader.h"
#include "muster-zk-session.h"

#include <glib/gi18n-lib.h>

#define SLOW_PIECE 16384
#define LARGEST_KEY 999999
#define MEETING 256                   /* users told at once */
#define SILENCE (60 * G_USEC_PER_SEC) /* after which a live connection is tried */

static const MusterChoice transports[] = {
  [MUSTER_ZK_TRANSPORT_AUTO] = { "auto", N_ ("TCP, else UDP") },
  [MUSTER_ZK_TRANSPORT_TCP] = { "tcp", N_ ("TCP") },
  [MUSTER_ZK_TRANSPORT_UDP] = { "udp", N_ ("UDP") },
  { NULL },
};

static const MusterField zk_fields[] = {
  { "host", N_ ("Address"), N_ ("IP address or name of the time clock in your network"),
    MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED, NULL },
  { "port", N_ ("Port"), NULL, MUSTER_FIELD_INTEGER, 0, "4370", .min = 1, .max = 65535 },
  { "transport", N_ ("Transport"), NULL, MUSTER_FIELD_CHOICE, 0, "auto",
    .choices = transports },
  { "comm-key", N_ ("Comm key"),
    N_ ("Up to six digits, from its menu; nothing or 0 when it has none"),
    MUSTER_FIELD_SECRET, 0, NULL },
  { "charset", N_ ("Text encoding"),
    N_ ("For example UTF-8, GB18030 or windows-1256; “auto” finds it"), MUSTER_FIELD_TEXT,
    0, "auto" },
  { "states", N_ ("The state keys are used"),
    N_ ("Off where people only touch the sensor: the terminal then says “in” each time"),
    MUSTER_FIELD_BOOLEAN, 0, "false" },
  { "old-codes", N_ ("Older verification codes"), N_ ("0 is password and 2 is card"),
    MUSTER_FIELD_BOOLEAN, 0, "false" },
  { "block", N_ ("Block the time clock while it is read"),
    N_ ("Nobody can punch meanwhile; without it, what comes meanwhile is read next time"),
    MUSTER_FIELD_BOOLEAN, 0, "false" },
  { "slow-link", N_ ("Slow or unreliable network"), N_ ("Reads in smaller pieces"),
    MUSTER_FIELD_BOOLEAN, 0, "false" },
  { "patience", N_ ("Longest wait for an answer"), NULL, MUSTER_FIELD_SECONDS, 0, "10",
    .min = 1, .max = 300 },
  { NULL },
};

/* ---- A visit: a session with a terminal, and what it said of itself ---- */

typedef struct
{
  MusterSource *source;
  MusterParams *settings;
  MusterZkSession *session;
  char *serial;
  char *firmware;
  char *platform;
  char *model;
  MusterZone *zone;
} Visit;

static void
visit_clear (Visit *visit)
{
  g_clear_pointer (&visit->session, muster_zk_session_free);
  g_clear_pointer (&visit->zone, muster_zone_unref);
  g_clear_pointer (&visit->serial, g_free);
  g_clear_pointer (&visit->firmware, g_free);
  g_clear_pointer (&visit->platform, g_free);
  g_clear_pointer (&visit->model, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Visit, visit_clear)

static gboolean
read_comm_key (MusterParams *settings, guint32 *key, GError **error)
{
  const char *text = muster_params_get_string (settings, "comm-key");
  guint64 number = 0;

  *key = 0;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, LARGEST_KEY, &number, NULL))
    return muster_error_set_field (error, "comm-key",
                                   _ ("A comm key is a number of at most six digits"));

  *key = (guint32) number;
  return TRUE;
}

static MusterZkTransport
transport_of (MusterParams *settings)
{
  const char *name = muster_params_get_string (settings, "transport");
  MusterZkTransport transport = MUSTER_ZK_TRANSPORT_AUTO;

  while (transport < MUSTER_ZK_TRANSPORT_UDP &&
         !g_str_equal (transports[transport].value, name))
    transport++;

  return transport;
}

/* The charset that a person chose, NULL for none. */
static const char *
charset_of (MusterParams *settings)
{
  const char *charset = muster_params_get_string (settings, "charset");

  return g_str_equal (charset, "auto") || *charset == '\0' ? NULL : charset;
}

static gboolean
check_charset (MusterParams *settings, GError **error)
{
  const char *charset = charset_of (settings);

  return charset == NULL || muster_charset_check (charset) ||
         muster_error_set_field (error, "charset",
                                 _ ("“%s” is no text encoding known here"), charset);
}

/* The same terminal as before: addresses move, serial numbers do not. */
static gboolean
check_serial (Visit *visit, GVariant *cursor, GError **error)
{
  const char *known = visit->source != NULL ? visit->source->device : NULL;

  if (known == NULL || *known == '\0')
    known = muster_zk_reader_get_serial (cursor);
  if (known == NULL || *visit->serial == '\0' || g_str_equal (known, visit->serial))
    return TRUE;

  return muster_error_set_value (
    error, "device", visit->serial,
    _ ("Another time clock answers at this address: its serial "
       "number is %s, not %s. If it has taken the place of "
       "the old one, enter its number"),
    visit->serial, known);
}

static gboolean
visit_introduce (Visit *visit, GVariant *cursor, GError **error)
{
  if (!muster_zk_session_get_version (visit->session, &visit->firmware, error) ||
      !muster_zk_session_get_option (visit->session, "~SerialNumber", &visit->serial,
                                     error) ||
      !muster_zk_session_get_option (visit->session, "~Platform", &visit->platform,
                                     error) ||
      !muster_zk_session_get_option (visit->session, "~DeviceName", &visit->model, error))
    return FALSE;

  /* A few leave it empty; the network card has a number too. */
  if (*visit->serial == '\0')
    {
      g_clear_pointer (&visit->serial, g_free);
      if (!muster_zk_session_get_option (visit->session, "MAC", &visit->serial, error))
        return FALSE;
    }

  return check_serial (visit, cursor, error);
}

static gboolean
visit_begin (Visit *visit,
             MusterSource *source,
             MusterParams *settings,
             GVariant *cursor,
             GCancellable *cancellable,
             GError **error)
{
  MusterZkPlace place = {
    .host = muster_params_get_string (settings, "host"),
    .port = (guint16) muster_params_get_int64 (settings, "port"),
    .transport = transport_of (settings),
    .patience = muster_params_get_int64 (settings, "patience") * G_USEC_PER_SEC,
    .piece = muster_params_get_boolean (settings, "slow-link") ? SLOW_PIECE : 0,
  };

  visit->source = source;
  visit->settings = settings;
  if (!read_comm_key (settings, &place.comm_key, error) ||
      !check_charset (settings, error))
    return FALSE;

  /* Before the source is made nobody may have said in which zone it stands. */
  if (source != NULL && source->zone != NULL && *source->zone != '\0' &&
      !(visit->zone = muster_zone_new (source->zone, error)))
    return FALSE;

  return (visit->session = muster_zk_session_open (&place, cancellable, error)) != NULL &&
         visit_introduce (visit, cursor, error);
}

static MusterZkReader
visit_get_reader (Visit *visit)
{
  return (MusterZkReader) {
    .serial = visit->serial,
    .states = muster_params_get_boolean (visit->settings, "states"),
    .old_codes = muster_params_get_boolean (visit->settings, "old-codes"),
  };
}

/* Says in words that mean something what was only a socket's error. */
static gboolean
explain_loss (const Visit *visit, GError *why, GError **error)
{
  if (visit->session != NULL && why->domain == G_IO_ERROR &&
      why->code != G_IO_ERROR_CANCELLED)
    g_prefix_error (&why, "%s ",
                    _ ("The connection to the time clock was lost; try again "
                       "later."));

  g_propagate_error (error, why);
  return FALSE;
}

/* ---- The clock ---- */

/* What a clock in the zone shows at an instant, as if UTC. */
static gint64
face_at (const MusterZone *zone, gint64 at)
{
  return at + muster_zone_get_offset (zone, at) * MUSTER_SECOND;
}

/* The terminal tells whole seconds, and when between asking and answering it looked is unknown. */
static gint64
clock_get_ahead (const MusterZkClock *clock, const MusterZone *zone, gint64 *doubt)
{
  gint64 middle = clock->asked + (clock->answered - clock->asked) / 2;

  *doubt = MUSTER_SECOND / 2 + (clock->answered - clock->asked) / 2;
  return clock->wall + MUSTER_SECOND / 2 - face_at (zone, middle);
}

static gboolean
visit_look_at_clock (Visit *visit, MusterSink *sink, GError **error)
{
  MusterZkClock clock;
  gint64 ahead, doubt;

  if (!muster_zk_session_get_clock (visit->session, &clock, error))
    return FALSE;

  if (clock.dated && visit->zone != NULL)
    {
      ahead = clock_get_ahead (&clock, visit->zone, &doubt);
      muster_sink_clock (sink, ahead, doubt);
    }
  return TRUE;
}

static gboolean
zk_set_clock (MusterSource *source,
              MusterParams *settings,
              GCancellable *cancellable,
              GError **error)
{
  g_auto (Visit) visit = { 0 };
  GError *why = NULL;

  if (source == NULL || source->zone == NULL || *source->zone == '\0')
    return muster_error_set_field (error, "zone",
                                   _ ("The time zone of the time clock is not set"));

  return (visit_begin (&visit, source, settings, NULL, cancellable, &why) &&
          muster_zk_session_set_clock (
            visit.session, face_at (visit.zone, g_get_real_time () + MUSTER_SECOND / 2),
            &why)) ||
         explain_loss (&visit, why, error);
}

/* ---- Probe ---- */

static void
insert_text (GVariantDict *found, const char *name, const char *text)
{
  if (*text != '\0')
    g_variant_dict_insert (found, name, "s", text);
}

static gboolean
probe_fill (Visit *visit, GVariantDict *found, GError **error)
{
  MusterZkCounters counters;
  MusterZkClock clock;
  gint64 doubt;

  if (!muster_zk_session_get_clock (visit->session, &clock, error) ||
      !muster_zk_session_get_counters (visit->session, &counters, error))
    return FALSE;

  insert_text (found, "serial", visit->serial);
  insert_text (found, "model", visit->model);
  insert_text (found, "platform", visit->platform);
  insert_text (found, "firmware", visit->firmware);
  g_variant_dict_insert (found, "transport", "s",
                         muster_zk_session_is_stream (visit->session) ? "tcp" : "udp");
  if (clock.dated && visit->zone != NULL)
    g_variant_dict_insert (found, "clock-ahead", "x",
                           clock_get_ahead (&clock, visit->zone, &doubt));
  g_variant_dict_insert (found, "people", "t", (guint64) counters.users);
  g_variant_dict_insert (found, "punches", "t", (guint64) counters.records);
  if (counters.capacity > 0)
    g_variant_dict_insert (found, "capacity", "t", (guint64) counters.capacity);
  return TRUE;
}

static GVariant *
zk_probe (MusterSource *source,
          MusterParams *settings,
          GCancellable *cancellable,
          GError **error)
{
  g_auto (GVariantDict) found = G_VARIANT_DICT_INIT (NULL);
  g_auto (Visit) visit = { 0 };
  GError *why = NULL;

  if (!visit_begin (&visit, source, settings, NULL, cancellable, &why) ||
      !probe_fill (&visit, &found, &why))
    {
      explain_loss (&visit, why, error);
      return NULL;
    }

  return g_variant_ref_sink (g_variant_dict_end (&found));
}

/* ---- Users ---- */

static void
learn_number (MusterSink *sink, const char *fact, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  muster_sink_learn (sink, fact, text);
}

typedef struct
{
  MusterSink *sink;
  MusterZkUser users[MEETING];
  char cards[MEETING][12];
  MusterDeviceUser met[MEETING];
  gsize n;
} Meeting;

static void
meeting_end (Meeting *meeting)
{
  muster_sink_meet (meeting->sink, meeting->met, meeting->n);
  meeting->n = 0;
}

static void
meeting_add (Meeting *meeting, const MusterZkUser *user)
{
  gsize i = meeting->n++;

  meeting->users[i] = *user;
  g_snprintf (meeting->cards[i], sizeof meeting->cards[i], "%u", user->card);
  meeting->met[i] = (MusterDeviceUser) {
    .key = meeting->users[i].key,
    .name = *user->name != '\0' ? meeting->users[i].name : NULL,
    .card = user->card != 0 ? meeting->cards[i] : NULL,
  };
  if (meeting->n == MEETING)
    meeting_end (meeting);
}

/* Who has which slot. */
static GHashTable *
visit_meet_users (Visit *visit, guint32 counted, MusterSink *sink, GError **error)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GByteArray) dataset = NULL;
  g_autofree Meeting *meeting = g_new0 (Meeting, 1);
  const char *charset = charset_of (visit->settings);
  const guint8 *records;
  gsize length, size;

  if (!(dataset = muster_zk_session_read_table (visit->session, MUSTER_ZK_TABLE_USERS,
                                                NULL, NULL, error)))
    return NULL;

  if (!muster_zk_dataset_open (dataset->data, dataset->len, &records, &length))
    {
      muster_error_set (
        error, MUSTER_ERROR_PROTOCOL,
        _ ("The time clock's list of users was cut short; try again later"));
      return NULL;
    }

  meeting->sink = sink;
  size = muster_zk_users_measure (records, length, counted);
  for (gsize at = 0; size > 0 && at < length; at += size)
    {
      MusterZkUser user;

      if (!muster_zk_users_read (records + at, size, charset, &user))
        continue;
      g_hash_table_insert (keys, GUINT_TO_POINTER ((guint) user.uid),
                           g_strdup (user.key));
      meeting_add (meeting, &user);
    }
  meeting_end (meeting);
  learn_number (sink, "users", g_hash_table_size (keys));

  return g_steal_pointer (&keys);
}

/* ---- Pull ---- */

static void
tell_progress (gsize done, gsize total, gpointer progress_data)
{
  MusterSink *sink = progress_data;

  sink->progress (sink, done, total);
}

static void
visit_learn (Visit *visit, const MusterZkCounters *counters, MusterSink *sink)
{
  muster_sink_learn (sink, "serial", visit->serial);
  muster_sink_learn (sink, "model",
                     *visit->model != '\0' ? visit->model : visit->platform);
  muster_sink_learn (sink, "firmware", visit->firmware);
  if (counters->records > 0)
    learn_number (sink, "counted", counters->records);
  if (counters->capacity > 0)
    learn_number (sink, "capacity", counters->capacity);
}

/* A log that nothing can be made of is kept as far as a report takes it, for whoever looks into
 * it. */
static gboolean
refuse_log (const guint8 *records,
            gsize length,
            guint32 counted,
            MusterSink *sink,
            GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  MusterReject reject = { .line = 1, .reason = "columns", .length = length };

  for (gsize i = 0; i < MIN (length, 98); i++)
    g_string_append_printf (text, "%02x", records[i]);
  reject.text = text->str;
  sink->reject (sink, &reject);

  return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                           _ ("The time clock's log has a layout that is not known here "
                              "(%u bytes, %u records by its own count). Nothing was "
                              "changed"),
                           (guint) length, counted);
}

/* Finds out how a log is laid out; an empty one need not be. */
static gboolean
reader_recognise (MusterZkReader *reader,
                  const GByteArray *dataset,
                  guint32 counted,
                  const guint8 **records,
                  gsize *length,
                  MusterSink *sink,
                  GError **error)
{
  gint64 latest = g_get_real_time () + 2 * MUSTER_DAY;

  if (!muster_zk_dataset_open (dataset->data, dataset->len, records, length))
    return muster_error_set (
      error, MUSTER_ERROR_PROTOCOL,
      _ ("The time clock's log was cut short. Nothing was changed; "
         "try again later"));
  if (*length == 0)
    return TRUE;

  reader->layout = muster_zk_layout_recognise (*records, *length, counted, latest);
  if (reader->layout == MUSTER_ZK_LAYOUT_NONE)
    return refuse_log (*records, *length, counted, sink, error);

  return TRUE;
}

static gboolean
visit_pull (Visit *visit,
            GVariant *cursor,
            MusterSink *sink,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GByteArray) dataset = NULL;
  g_autoptr (GHashTable) keys = NULL;
  MusterZkReader reader = visit_get_reader (visit);
  MusterZkCounters counters;
  const guint8 *records;
  gsize length;
  gint64 complete;

  if (!visit_look_at_clock (visit, sink, error) ||
      !muster_zk_session_get_counters (visit->session, &counters, error))
    return FALSE;

  visit_learn (visit, &counters, sink);
  if (muster_params_get_boolean (visit->settings, "block") &&
      !muster_zk_session_block (visit->session, error))
    return FALSE;
  if (!(keys = visit_meet_users (visit, counters.users, sink, error)))
    return FALSE;

  /* What is punched while it is read may be in the log or not. */
  complete = g_get_real_time ();
  if (!(dataset = muster_zk_session_read_table (visit->session, MUSTER_ZK_TABLE_LOG,
                                                tell_progress, sink, error)))
    return FALSE;

  /* People wait at the door: the terminal is let go before anything is stored. */
  muster_zk_session_close (visit->session);
  if (muster_zk_session_get_unsound (visit->session) > 0)
    learn_number (sink, "unsound", muster_zk_session_get_unsound (visit->session));

  reader.keys = keys;
  if (!reader_recognise (&reader, dataset, counters.records, &records, &length, sink,
                         error))
    return FALSE;
  if (length > 0)
    learn_number (sink, "punches", length / muster_zk_layout_get_size (reader.layout));
  if (!muster_zk_reader_run (&reader, records, length, cursor, sink, cancellable, error))
    return FALSE;

  muster_sink_reach (sink, complete);
  return TRUE;
}

static gboolean
zk_pull (MusterSource *source,
         MusterParams *settings,
         GVariant *cursor,
         MusterSink *sink,
         GCancellable *cancellable,
         GError **error)
{
  g_auto (Visit) visit = { 0 };
  GError *why = NULL;

  return (visit_begin (&visit, source, settings, cursor, cancellable, &why) &&
          visit_pull (&visit, cursor, sink, cancellable, &why)) ||
         explain_loss (&visit, why, error);
}

/* ---- Follow ---- */

/* Nothing came for a while: asks something harmless, to notice a dead link. */
static gboolean
still_there (GError **why, MusterZkSession *session, GError **error)
{
  MusterZkClock clock;

  if (!g_error_matches (*why, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    {
      g_propagate_error (error, g_steal_pointer (why));
      return FALSE;
    }

  return muster_zk_session_get_clock (session, &clock, error);
}

/* Small terminals name a user by a short number, and their log may have only slots: what they say
 * is then told apart as the log tells it apart, which must be seen once. */
typedef struct
{
  MusterZkReader reader;
  GHashTable *keys;
  gboolean seen;
} Following;

static gboolean
following_look (Following *following, Visit *visit, MusterSink *sink, GError **error)
{
  g_autoptr (GByteArray) dataset = NULL;
  const guint8 *records;
  gsize length;

  if (following->seen)
    return TRUE;

  following->seen = TRUE;
  if (!(following->keys = visit_meet_users (visit, 0, sink, error)) ||
      !(dataset = muster_zk_session_read_table (visit->session, MUSTER_ZK_TABLE_LOG, NULL,
                                                NULL, error)))
    return FALSE;

  following->reader.keys = following->keys;
  return reader_recognise (&following->reader, dataset, 0, &records, &length, sink,
                           error);
}

static gboolean
following_take (Following *following,
                Visit *visit,
                const MusterZkRecord *record,
                const char *reason,
                MusterSink *sink,
                GError **error)
{
  MusterReject reject = { .reason = reason, .text = record->key };

  if (reason != NULL)
    {
      sink->reject (sink, &reject);
      return TRUE;
    }

  return (record->uid == 0 || following_look (following, visit, sink, error)) &&
         muster_zk_reader_take_event (&following->reader, record, sink, error) &&
         muster_sink_flush (sink, error);
}

static gboolean
visit_follow (Visit *visit, Following *following, MusterSink *sink, GError **error)
{
  following->reader = visit_get_reader (visit);
  muster_sink_learn (sink, "serial", visit->serial);
  if (!visit_look_at_clock (visit, sink, error) ||
      !muster_zk_session_register (visit->session, error))
    return FALSE;

  for (;;)
    {
      g_autoptr (GError) why = NULL;
      MusterZkRecord record;
      const char *reason;

      if (!muster_zk_session_next_event (visit->session, SILENCE, &record, &reason, &why))
        {
          if (!still_there (&why, visit->session, error))
            return FALSE;
        }
      else if (!following_take (following, visit, &record, reason, sink, error) ||
               !muster_zk_session_acknowledge (visit->session, error))
        {
          return FALSE;
        }
    }
}

static gboolean
zk_follow (MusterSource *source,
           MusterParams *settings,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  g_auto (Visit) visit = { 0 };
  Following following = { 0 };
  GError *why = NULL;
  gboolean followed = visit_begin (&visit, source, settings, NULL, cancellable, &why) &&
                      visit_follow (&visit, &following, sink, &why);

  g_clear_pointer (&following.keys, g_hash_table_unref);
  return followed || explain_loss (&visit, why, error);
}

const MusterConnector muster_zk_connector = {
  .kind = "zk",
  .title = N_ ("Time clock on the network (ZKTeco and alike)"),
  .fields = zk_fields,
  .probe = zk_probe,
  .pull = zk_pull,
  .follow = zk_follow,
  .set_clock = zk_set_clock,
  .unattended = TRUE,
};
