/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-push-record.h"

#include "muster-attlog-format.h"
#include "muster-charset.h"
#include "muster-geo.h"
#include "muster-json-text.h"
#include "muster-occurrences.h"
#include "muster-wall.h"
#include "muster-zk-codes.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define LONGEST_KEY 64
#define LONGEST_EXTEND 4096
#define MOST_FIELDS 16
#define SHOWN_BYTES 200

typedef struct
{
  const char *at;
  gsize length;
} Field;

typedef struct
{
  MusterPushRecord *record;
  MusterOccurrences *occurrences;
  MusterDatum datum;
  const char *extra; /* where it came from, as JSON */
  const char *line;  /* the row that is read */
  gsize length;
  gsize offset;
  gboolean
    bridge; /* a program that speaks for a terminal, with fields in its own order */
} Reader;

/* ---- Fields ---- */

static guint
split (const char *line, gsize length, Field *fields)
{
  const char *end = line + length;
  guint n = 0;

  for (const char *next; n < MOST_FIELDS; line = next + 1)
    {
      next = memchr (line, '\t', (gsize) (end - line));
      if (next == NULL)
        next = end;
      fields[n++] = (Field) { line, (gsize) (next - line) };
      if (next == end)
        break;
    }

  return n;
}

static gboolean
begins_with (Field field, const char *word)
{
  gsize length = strlen (word);

  return field.length >= length && g_ascii_strncasecmp (field.at, word, length) == 0;
}

static Field
stripped (Field field)
{
  while (field.length > 0 && *field.at == ' ')
    {
      field.at++;
      field.length--;
    }
  while (field.length > 0 && field.at[field.length - 1] == ' ')
    field.length--;

  return field;
}

/* The value of "name=value" among fields, none when it is not there. */
static Field
value_of (const Field *fields, guint n, const char *name)
{
  gsize length = strlen (name);

  for (guint i = 0; i < n; i++)
    if (fields[i].length > length && fields[i].at[length] == '=' &&
        g_ascii_strncasecmp (fields[i].at, name, length) == 0)
      return (Field) { fields[i].at + length + 1, fields[i].length - length - 1 };

  return (Field) { NULL, 0 };
}

/* A number of up to nine digits, @none for anything else. */
static guint32
number_of (Field field, guint32 none)
{
  guint32 number = 0;

  field = stripped (field);
  if (field.length == 0 || field.length > 9)
    return none;

  for (gsize i = 0; i < field.length; i++)
    if (g_ascii_isdigit (field.at[i]))
      number = number * 10 + (guint32) (field.at[i] - '0');
    else
      return none;

  return number;
}

static const char *
keep (Reader *reader, Field field)
{
  GStringChunk *texts = reader->record->texts;
  g_autofree char *text = NULL;

  if (field.length == 0)
    return NULL;
  if (g_utf8_validate_len (field.at, field.length, NULL))
    return g_string_chunk_insert_len (texts, field.at, (gssize) field.length);

  text = muster_charset_decode ((const guint8 *) field.at, field.length, "GB18030");
  return *text != '\0' ? g_string_chunk_insert (texts, text) : NULL;
}

static void
learn (Reader *reader, const char *fact, const char *value)
{
  GPtrArray *facts = reader->record->facts;

  if (value == NULL || *value == '\0')
    return;

  g_ptr_array_add (facts, (gpointer) fact);
  g_ptr_array_add (facts, (gpointer) value);
}

/* ---- Punches ---- */

static void
reject (Reader *reader, const char *reason)
{
  Field shown = { reader->line, MIN (reader->length, SHOWN_BYTES) };
  const MusterReject rejected = {
    .line = reader->record->n_rows,
    .reason = reason,
    .text = keep (reader, shown),
    .offset = reader->offset,
    .length = reader->length,
  };

  g_array_append_val (reader->record->rejects, rejected);
}

/* What identifies a punch: its codes, and how many equal ones came before it in this body. */
static guint32
identity_of (Reader *reader, const MusterDraft *draft, guint32 state, guint32 verify)
{
  guint32 identity = MIN (state, 255) | MIN (verify, 255) << 8;
  guint64 seed =
    (guint64) draft->wall * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + identity;
  guint64 key =
    muster_occurrences_hash (seed, draft->person_key, strlen (draft->person_key));
  int before = muster_occurrences_add (reader->occurrences, key, 0, TRUE);

  return identity | (guint32) CLAMP (before, 0, G_MAXUINT16) << 16;
}

static const char *
read_wall (Field field, gint64 *at)
{
  MusterWall wall;
  const char *reason = muster_wall_parse (field.at, field.length, MUSTER_WALL_YMD, &wall);

  if (reason != NULL)
    return reason;
  if (wall.date == MUSTER_DATE_NONE || wall.of_day < 0)
    return "date";

  *at = wall.date * MUSTER_DAY + wall.of_day;
  return NULL;
}

/* Seconds ahead of UTC, "28800" or "+28800"; anything else says nothing. */
static gint32
offset_of (Field field)
{
  gboolean west;
  guint32 seconds;

  field = stripped (field);
  west = begins_with (field, "-");
  if (field.length > 0 && (west || *field.at == '+'))
    {
      field.at++;
      field.length--;
    }

  seconds = number_of (field, G_MAXUINT32);
  if (seconds > 18 * 3600)
    return MUSTER_OFFSET_UNKNOWN;
  return west ? -(gint32) seconds : (gint32) seconds;
}

static double
degrees_of (JsonObject *place, const char *name)
{
  JsonNode *node = json_object_get_member (place, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NAN;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      const char *text = json_node_get_string (node);
      char *end;
      double value = g_ascii_strtod (text, &end);

      return end > text && *end == '\0' ? value : NAN;
    }
  return json_node_get_double (node);
}

/* The position in base64 of {"GPSInfo":{"longitude":"…","latitude":"…"}}. */
static void
read_extend (Field field, MusterDatum datum, MusterDraft *draft)
{
  g_autofree char *text = NULL;
  g_autofree guchar *json = NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;
  JsonNode *place;
  MusterPoint point;
  gsize length;

  field = stripped (field);
  if (field.length < 8 || field.length > LONGEST_EXTEND)
    return;

  text = g_strndup (field.at, field.length);
  json = g_base64_decode (text, &length);
  if (!muster_json_text_check ((const char *) json, length, NULL))
    return;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, (const char *) json, (gssize) length, NULL))
    return;

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  place = json_object_get_member (json_node_get_object (root), "GPSInfo");
  if (place == NULL || !JSON_NODE_HOLDS_OBJECT (place))
    return;

  point.lat = degrees_of (json_node_get_object (place), "latitude");
  point.lon = degrees_of (json_node_get_object (place), "longitude");
  if (!muster_point_is_valid (point))
    return;

  draft->lat = point.lat;
  draft->lon = point.lon;
  draft->datum = datum;
  draft->marks |= MUSTER_PUNCH_PLACED;
}

static void
add_punch (Reader *reader,
           Field key,
           Field time,
           MusterDraft *draft,
           guint32 state,
           guint32 verify)
{
  const char *reason = read_wall (stripped (time), &draft->wall);

  key = stripped (key);
  if (key.length == 0)
    reason = "empty-key";
  else if (key.length > LONGEST_KEY)
    reason = "range";
  if (reason != NULL)
    {
      reject (reader, reason);
      return;
    }

  if (!(draft->person_key = keep (reader, key)))
    {
      reject (reader, "empty-key");
      return;
    }

  draft->line = reader->record->n_rows;
  draft->extra = reader->extra;
  draft->direction = (guint8) muster_zk_direction (state);
  draft->verify = (guint8) muster_zk_verify (verify, FALSE);
  if (muster_attlog_is_reset (draft->wall))
    draft->marks |= MUSTER_PUNCH_SUSPECT;
  draft->identity = identity_of (reader, draft, state, verify);
  g_array_append_val (reader->record->drafts, *draft);
}

/* PIN=1001, DateTime=…, Verified=1, Status=0 */
static void
read_named_punch (Reader *reader, const Field *fields, guint n)
{
  MusterDraft draft = { .offset = MUSTER_OFFSET_UNKNOWN };
  Field work = value_of (fields, n, "WorkCode");

  draft.work_code = number_of (work, 0);
  add_punch (reader, value_of (fields, n, "PIN"), value_of (fields, n, "DateTime"),
             &draft, number_of (value_of (fields, n, "Status"), MUSTER_CODE_NONE),
             number_of (value_of (fields, n, "Verified"), MUSTER_CODE_NONE));
}

static void
read_attlog (Reader *reader)
{
  Field fields[MOST_FIELDS] = { { NULL, 0 } };
  guint n = split (reader->line, reader->length, fields);
  gboolean bridge = reader->bridge && n == 6;
  MusterDraft draft = { .offset = MUSTER_OFFSET_UNKNOWN };
  guint32 state, verify;

  if (begins_with (fields[0], "PIN="))
    {
      read_named_punch (reader, fields, n);
      return;
    }
  if (n < 2)
    {
      reject (reader, "columns");
      return;
    }

  state = number_of (fields[bridge ? 4 : 2], MUSTER_CODE_NONE);
  verify = number_of (fields[3], MUSTER_CODE_NONE);
  draft.work_code = number_of (fields[bridge ? 5 : 4], 0);

  /* One firmware invents rows: 3, verified by 3, work code 255. */
  if (draft.work_code == 255 && verify == 3 && number_of (fields[0], 0) == 3)
    {
      reader->record->n_events++;
      return;
    }

  if (n > 10)
    draft.offset = offset_of (fields[10]);
  if (n > 11)
    read_extend (fields[11], reader->datum, &draft);
  add_punch (reader, fields[0], fields[1], &draft, state, verify);
}

/* An event of an access controller: granted entries are punches. */
static void
read_rtlog (Reader *reader)
{
  Field fields[MOST_FIELDS];
  guint n = split (reader->line, reader->length, fields);
  guint32 event = number_of (value_of (fields, n, "event"), G_MAXUINT32);
  Field key = stripped (value_of (fields, n, "pin"));
  MusterDraft draft = { .offset = MUSTER_OFFSET_UNKNOWN };

  if (key.length == 0 || (key.length == 1 && *key.at == '0') ||
      !(event <= 3 || (event >= 14 && event <= 26)))
    {
      reader->record->n_events++;
      return;
    }

  draft.record_key = keep (reader, stripped (value_of (fields, n, "index")));
  add_punch (reader, key, value_of (fields, n, "time"), &draft,
             number_of (value_of (fields, n, "inoutstatus"), MUSTER_CODE_NONE),
             number_of (value_of (fields, n, "verifytype"), MUSTER_CODE_NONE));
}

/* ---- People and operations ---- */

/* "[15CD5B07]", low byte first, or decimal; %NULL for none. */
static const char *
read_card (Reader *reader, Field field)
{
  guint64 number = 0;
  char text[24];

  field = stripped (field);
  if (field.length >= 4 && field.length <= 18 && field.length % 2 == 0 &&
      field.at[0] == '[' && field.at[field.length - 1] == ']')
    {
      for (gsize i = field.length - 3;; i -= 2)
        {
          if (!g_ascii_isxdigit (field.at[i]) || !g_ascii_isxdigit (field.at[i + 1]))
            return NULL;
          number = number << 8 | (guint64) (g_ascii_xdigit_value (field.at[i]) * 16 +
                                            g_ascii_xdigit_value (field.at[i + 1]));
          if (i == 1)
            break;
        }
    }
  else
    {
      if (field.length == 0 || field.length > 18)
        return NULL;
      for (gsize i = 0; i < field.length; i++)
        if (!g_ascii_isdigit (field.at[i]))
          return NULL;
        else
          number = number * 10 + (guint64) (field.at[i] - '0');
    }

  if (number == 0)
    return NULL;
  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT, number);
  return g_string_chunk_insert (reader->record->texts, text);
}

static void
add_user (Reader *reader, Field rest)
{
  Field fields[MOST_FIELDS];
  guint n = split (rest.at, rest.length, fields);
  Field key = stripped (value_of (fields, n, "PIN"));
  MusterDeviceUser user = { NULL };
  Field card;

  if (key.length == 0 || key.length > LONGEST_KEY || !(user.key = keep (reader, key)))
    {
      reject (reader, key.length > LONGEST_KEY ? "range" : "empty-key");
      return;
    }

  card = value_of (fields, n, "Card");
  if (card.at == NULL)
    card = value_of (fields, n, "CardNo");
  user.name = keep (reader, stripped (value_of (fields, n, "Name")));
  user.card = read_card (reader, card);
  g_array_append_val (reader->record->users, user);
}

/* Of what was done at the terminal, only what bears on the punches is told. */
static void
add_operation (Reader *reader, Field rest)
{
  Field fields[MOST_FIELDS] = { { NULL, 0 } };
  const char *fact = NULL;
  gint64 wall;

  if (split (rest.at, rest.length, fields) < 3 ||
      read_wall (stripped (fields[2]), &wall) != NULL)
    return;

  switch (number_of (fields[0], 0))
    {
    case 21:
      fact = "clock-set";
      break;
    case 13: /* all data */
    case 23: /* the punches */
    case 43: /* after they were taken by USB */
      fact = "log-cleared";
      break;
    default:
      break;
    }

  if (fact != NULL)
    learn (reader, fact, keep (reader, stripped (fields[2])));
}

static void
read_operlog (Reader *reader)
{
  Field line = { reader->line, reader->length };

  if (begins_with (line, "USER "))
    {
      add_user (reader, (Field) { line.at + 5, line.length - 5 });
      return;
    }

  if (begins_with (line, "OPLOG "))
    add_operation (reader, (Field) { line.at + 6, line.length - 6 });
  reader->record->n_events++;
}

/* Users of a bridge begin with PIN=, those of an access controller with "user ". */
static void
read_userinfo (Reader *reader)
{
  Field line = { reader->line, reader->length };
  gsize word = begins_with (line, "USER ") ? 5 : 0;

  add_user (reader, (Field) { line.at + word, line.length - word });
}

static void
read_options (Reader *reader, const char *text, gsize length)
{
  static const struct
  {
    const char *option;
    const char *fact;
  } known[] = {
    { "~DeviceName", "model" },  { "DeviceName", "model" },
    { "FWVersion", "firmware" }, { "FirmVer", "firmware" },
    { "UserCount", "users" },    { "TransactionCount", "punches" },
  };
  const char *end = text + length;

  for (const char *next; text < end; text = next + 1)
    {
      Field field;

      for (next = text; next < end && *next != ',' && *next != '\n' && *next != '\r';)
        next++;
      field = stripped ((Field) { text, (gsize) (next - text) });
      for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
        {
          Field value = value_of (&field, 1, known[i].option);

          if (value.at != NULL && value.length <= SHOWN_BYTES)
            learn (reader, known[i].fact, keep (reader, stripped (value)));
        }
      if (next == end)
        break;
    }
}

/* ---- Bodies ---- */

/* What an earlier server made the terminal compress or encrypt is full of control characters. */
static gboolean
is_text (const guint8 *data, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (data[i] < 0x20 && data[i] != '\t' && data[i] != '\n' && data[i] != '\r' &&
        data[i] != 0x1a && data[i] != 0x1b)
      return FALSE;

  return TRUE;
}

static gboolean
read_row (Reader *reader, MusterPushTable table)
{
  guint faults = reader->record->rejects->len;

  reader->record->n_rows++;
  switch (table)
    {
    case MUSTER_PUSH_TABLE_ATTLOG:
      read_attlog (reader);
      break;
    case MUSTER_PUSH_TABLE_OPERLOG:
      read_operlog (reader);
      break;
    case MUSTER_PUSH_TABLE_USERINFO:
      read_userinfo (reader);
      break;
    case MUSTER_PUSH_TABLE_RTLOG:
      read_rtlog (reader);
      break;
    case MUSTER_PUSH_TABLE_OTHER:
    case MUSTER_PUSH_TABLE_OPTIONS:
    default:
      reader->record->n_events++;
      break;
    }

  return reader->record->rejects->len == faults;
}

static void
read_rows (Reader *reader, MusterPushTable table, const char *text, gsize length)
{
  const char *from = text;
  const char *end = text + length;

  for (const char *next; text < end; text = next + 1)
    {
      gboolean whole = TRUE;
      gsize n;

      if (!(next = memchr (text, '\n', (gsize) (end - text))))
        {
          next = end;
          whole = FALSE;
        }
      n = (gsize) (next - text);
      while (n > 0 && (text[n - 1] == '\r' || text[n - 1] == ' '))
        n--;

      if (text == from && n > 6 && g_ascii_strncasecmp (text, "TABLE=", 6) == 0)
        {
          g_autofree char *name = g_strndup (text + 6, n - 6);

          table = muster_push_record_table (name, NULL);
          reader->record->table = table;
          reader->bridge = TRUE;
        }
      else if (n > 0)
        {
          reader->line = text;
          reader->length = n;
          reader->offset = (gsize) (text - from);
          if (!read_row (reader, table) && !whole)
            reader->record->torn = TRUE;
        }

      if (next == end)
        break;
    }
}

MusterPushTable
muster_push_record_table (const char *table, const char *name)
{
  static const struct
  {
    const char *name;
    MusterPushTable table;
  } tables[] = {
    { "ATTLOG", MUSTER_PUSH_TABLE_ATTLOG },   { "OPERLOG", MUSTER_PUSH_TABLE_OPERLOG },
    { "options", MUSTER_PUSH_TABLE_OPTIONS }, { "USERINFO", MUSTER_PUSH_TABLE_USERINFO },
    { "rtlog", MUSTER_PUSH_TABLE_RTLOG },
  };

  if (table == NULL)
    return MUSTER_PUSH_TABLE_OTHER;
  if (g_ascii_strcasecmp (table, "tabledata") == 0)
    return name != NULL && g_ascii_strcasecmp (name, "user") == 0
             ? MUSTER_PUSH_TABLE_USERINFO
             : MUSTER_PUSH_TABLE_OTHER;

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (g_ascii_strcasecmp (table, tables[i].name) == 0)
      return tables[i].table;

  return MUSTER_PUSH_TABLE_OTHER;
}

MusterPushRecord *
muster_push_record_read (MusterPushTable table,
                         const guint8 *data,
                         gsize length,
                         MusterDatum datum,
                         const char *address)
{
  MusterPushRecord *record = g_new0 (MusterPushRecord, 1);
  g_autoptr (MusterOccurrences) occurrences = NULL;
  Reader reader = { .record = record, .datum = datum };

  record->drafts = g_array_new (FALSE, TRUE, sizeof (MusterDraft));
  record->users = g_array_new (FALSE, TRUE, sizeof (MusterDeviceUser));
  record->rejects = g_array_new (FALSE, TRUE, sizeof (MusterReject));
  record->facts = g_ptr_array_new ();
  record->texts = g_string_chunk_new (4096);

  /* A bridge may say only in the body what it sends. */
  if (table == MUSTER_PUSH_TABLE_OTHER && length > 6 &&
      g_ascii_strncasecmp ((const char *) data, "TABLE=", 6) == 0)
    table = MUSTER_PUSH_TABLE_ATTLOG;
  record->table = table;
  if (table == MUSTER_PUSH_TABLE_OTHER)
    {
      record->n_events = 1;
      return record;
    }
  if (!is_text (data, length))
    {
      record->unreadable = TRUE;
      return record;
    }
  if (table == MUSTER_PUSH_TABLE_OPTIONS)
    {
      read_options (&reader, (const char *) data, length);
      return record;
    }

  if (address != NULL)
    {
      g_autofree char *extra = g_strdup_printf ("{\"caller\":\"%s\"}", address);

      reader.extra = g_string_chunk_insert (record->texts, extra);
    }
  occurrences = muster_occurrences_new ();
  reader.occurrences = occurrences;
  read_rows (&reader, table, (const char *) data, length);
  return record;
}

void
muster_push_record_free (MusterPushRecord *record)
{
  g_array_unref (record->drafts);
  g_array_unref (record->users);
  g_array_unref (record->rejects);
  g_ptr_array_unref (record->facts);
  g_string_chunk_free (record->texts);
  g_free (record);
}

gboolean
muster_push_record_give (MusterPushRecord *record, MusterSink *sink, GError **error)
{
  g_return_val_if_fail (record != NULL && sink != NULL, FALSE);

  if (record->drafts->len > 0 &&
      !sink->take (sink, (const MusterDraft *) (gpointer) record->drafts->data,
                   record->drafts->len, NULL, error))
    return FALSE;

  for (guint i = 0; i < record->rejects->len; i++)
    sink->reject (sink, &g_array_index (record->rejects, MusterReject, i));
  if (record->n_events > 0)
    sink->skip (sink, "event", record->n_events);
  muster_sink_meet (sink, (const MusterDeviceUser *) (gpointer) record->users->data,
                    record->users->len);
  for (guint i = 0; i + 1 < record->facts->len; i += 2)
    muster_sink_learn (sink, g_ptr_array_index (record->facts, i),
                       g_ptr_array_index (record->facts, i + 1));
  return TRUE;
}
