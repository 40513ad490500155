/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rest-mapping.h"

#include "muster-error.h"
#include "muster-geo.h"
#include "muster-wall.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LONGEST_TIME 80
#define MILLISECONDS_FROM 1e11
#define LATEST (G_GINT64_CONSTANT (253402300799) * MUSTER_SECOND) /* the year 9999 */

typedef enum
{
  KEY,
  NAME,
  TIME,
  REVISION,
  RECEIVED,
  DIRECTION,
  LAT,
  LON,
  ACCURACY,
  DEVICE,
  NOTE,
  VERIFY,
  PHONE,
  SSID,
  BSSID,
  IP,
  VERDICT,
  MOCK,
  TERMINAL,
  MANUAL,
  NOT_PUNCH = MANUAL + MUSTER_REST_TESTS,
  RECORD_KEY = NOT_PUNCH + MUSTER_REST_TESTS,
  N_PATHS = RECORD_KEY + MUSTER_REST_KEY_PARTS,
} Part;

struct _MusterRestMapper
{
  const MusterRestMapping *mapping;
  const MusterZone *zone;
  MusterDatum datum;
  JsonPath *paths[N_PATHS];
};

static gboolean
mapper_path (MusterRestMapper *mapper,
             guint part,
             const char *path,
             const char *field,
             GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (path == NULL || *path == '\0')
    return TRUE;

  if ((mapper->paths[part] = muster_json_path_new (path, &cause)) != NULL)
    return TRUE;

  return muster_error_set_field (error, field, "%s", cause->message);
}

MusterRestMapper *
muster_rest_mapper_new (const MusterRestMapping *mapping,
                        const MusterZone *zone,
                        MusterDatum datum,
                        GError **error)
{
  g_autoptr (MusterRestMapper) mapper = g_new0 (MusterRestMapper, 1);
  const struct
  {
    guint part;
    const char *path;
    const char *field;
  } paths[] = {
    { KEY, mapping->key, "key" },
    { NAME, mapping->name, "name" },
    { TIME, mapping->time, "time" },
    { REVISION, mapping->revision, "revision" },
    { RECEIVED, mapping->received, "received" },
    { DIRECTION, mapping->direction, "direction" },
    { LAT, mapping->lat, "lat" },
    { LON, mapping->lon, "lon" },
    { ACCURACY, mapping->accuracy, "accuracy" },
    { DEVICE, mapping->device, "device" },
    { NOTE, mapping->note, "note" },
    { VERIFY, mapping->verify, "verify" },
    { PHONE, mapping->phone, "phone" },
    { SSID, mapping->ssid, "ssid" },
    { BSSID, mapping->bssid, "bssid" },
    { IP, mapping->ip, "ip" },
    { VERDICT, mapping->verdict, "verdict" },
    { MOCK, mapping->mock.path, "mock" },
    { TERMINAL, mapping->terminal.path, "terminal" },
  };

  g_return_val_if_fail (mapping != NULL, NULL);

  mapper->mapping = mapping;
  mapper->zone = zone;
  mapper->datum = datum;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    if (!mapper_path (mapper, paths[i].part, paths[i].path, paths[i].field, error))
      return NULL;

  for (guint i = 0; i < MUSTER_REST_TESTS; i++)
    if (!mapper_path (mapper, MANUAL + i, mapping->manual[i].path, "manual", error) ||
        !mapper_path (mapper, NOT_PUNCH + i, mapping->not_punch[i].path, "not-punch",
                      error))
      return NULL;

  for (guint i = 0; i < MUSTER_REST_KEY_PARTS; i++)
    if (!mapper_path (mapper, RECORD_KEY + i, mapping->record_key[i], "record", error))
      return NULL;

  return g_steal_pointer (&mapper);
}

void
muster_rest_mapper_free (MusterRestMapper *mapper)
{
  if (mapper == NULL)
    return;

  for (guint i = 0; i < N_PATHS; i++)
    g_clear_object (&mapper->paths[i]);
  g_free (mapper);
}

gboolean
muster_rest_matches (const char *text, const char *values)
{
  g_auto (GStrv) patterns = NULL;

  if (text == NULL || values == NULL)
    return FALSE;

  patterns = g_strsplit (values, "|", -1);
  for (gsize i = 0; patterns[i] != NULL; i++)
    if (g_pattern_match_simple (g_strstrip (patterns[i]), text))
      return TRUE;

  return FALSE;
}

/* A number of seconds, exactly where it is whole. */
static gboolean
epoch_parse (const char *text, MusterRestTime how, gint64 *at)
{
  double number;
  char *end;

  number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (number))
    return FALSE;

  if (how == MUSTER_REST_TIME_MILLISECONDS ||
      (how == MUSTER_REST_TIME_GUESS && fabs (number) >= MILLISECONDS_FROM))
    number /= 1000;
  if (fabs (number) > (double) (LATEST / MUSTER_SECOND))
    return FALSE;

  *at = (gint64) round (number * 1000) * 1000;
  return TRUE;
}

/* Takes ".123456" out of a time: gives its microseconds, 0 without one. */
static gint64
take_fraction (char *text)
{
  char *colon = strrchr (text, ':');
  char *dot = strchr (text, '.');
  gint64 fraction = 0;
  gint64 unit = MUSTER_SECOND;
  char *end;

  while (dot != NULL && (dot == text || !g_ascii_isdigit (dot[-1]) ||
                         memchr (text, ':', (gsize) (dot - text)) == NULL))
    dot = strchr (dot + 1, '.');
  if (colon == NULL || dot == NULL)
    return 0;

  for (end = dot + 1; g_ascii_isdigit (*end); end++)
    if (unit > 1)
      {
        unit /= 10;
        fraction += (*end - '0') * unit;
      }

  memmove (dot, end, strlen (end) + 1);
  return fraction;
}

static gboolean
text_parse (const char *text, MusterRestTime how, gint64 *wall, gint32 *offset)
{
  g_autofree char *rest = NULL;
  MusterWall parsed;
  gint64 fraction;

  if (strlen (text) > LONGEST_TIME)
    return FALSE;

  rest = g_strdup (text);
  fraction = take_fraction (rest);
  if (muster_wall_parse (rest, strlen (rest), MUSTER_WALL_YMD, &parsed) != NULL &&
      muster_wall_parse (rest, strlen (rest), MUSTER_WALL_COMPACT, &parsed) != NULL)
    return FALSE;

  if (parsed.date == MUSTER_DATE_NONE || parsed.of_day < 0)
    return FALSE;

  *wall = parsed.date * MUSTER_DAY + parsed.of_day + fraction;
  *offset = parsed.offset;
  if (*offset == MUSTER_OFFSET_UNKNOWN && how == MUSTER_REST_TIME_UTC)
    *offset = 0;
  return TRUE;
}

gboolean
muster_rest_time_parse (JsonNode *node,
                        MusterRestTime how,
                        const MusterZone *zone,
                        gint64 *wall,
                        gint32 *offset)
{
  g_autofree char *text = muster_json_dup_text (node);
  gboolean counts = how != MUSTER_REST_TIME_LOCAL && how != MUSTER_REST_TIME_UTC;
  gint64 at;

  if (text == NULL || node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;

  if (counts && epoch_parse (text, how, &at))
    {
      if (how == MUSTER_REST_TIME_GUESS && strlen (text) <= 8)
        return FALSE; /* 20240229, not a second of 1970 */
      *offset = zone != NULL ? muster_zone_get_offset (zone, at) : 0;
      *wall = at + *offset * MUSTER_SECOND;
      return TRUE;
    }

  if (how == MUSTER_REST_TIME_SECONDS || how == MUSTER_REST_TIME_MILLISECONDS ||
      !text_parse (text, how, wall, offset))
    return FALSE;

  if (zone == NULL)
    return TRUE;

  if (*offset == MUSTER_OFFSET_UNKNOWN)
    {
      MusterDate date = (MusterDate) (*wall / MUSTER_DAY - (*wall % MUSTER_DAY < 0));

      at = muster_zone_get_instant (zone, date, *wall - date * MUSTER_DAY);
      *offset = muster_zone_get_offset (zone, at);
      *wall = at + *offset * MUSTER_SECOND;
    }
  else if (how == MUSTER_REST_TIME_UTC && *offset == 0)
    {
      at = *wall;
      *offset = muster_zone_get_offset (zone, at);
      *wall = at + *offset * MUSTER_SECOND;
    }
  return TRUE;
}

/* What is at a part's path as text. Some servers write false for an empty field. */
static char *
part_text (MusterRestMapper *mapper, guint part, JsonNode *record)
{
  g_autoptr (JsonNode) node = muster_json_path_first (mapper->paths[part], record);

  if (node == NULL || (JSON_NODE_HOLDS_VALUE (node) &&
                       json_node_get_value_type (node) == G_TYPE_BOOLEAN &&
                       !json_node_get_boolean (node)))
    return NULL;

  return muster_json_dup_text (node);
}

static const char *
part_keep (MusterRestMapper *mapper, guint part, JsonNode *record, MusterBatch *batch)
{
  g_autofree char *text = part_text (mapper, part, record);

  return text != NULL ? muster_batch_text (batch, text, strlen (text)) : NULL;
}

static gboolean
passes (MusterRestMapper *mapper, guint part, const char *values, JsonNode *record)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  if (mapper->paths[part] == NULL)
    return FALSE;

  node = muster_json_path_first (mapper->paths[part], record);
  text = muster_json_dup_text (node);
  return muster_rest_matches (text != NULL ? text : "", values);
}

static gboolean
passes_any (MusterRestMapper *mapper,
            guint part,
            const MusterRestTest *tests,
            JsonNode *record)
{
  for (guint i = 0; i < MUSTER_REST_TESTS; i++)
    if (passes (mapper, part + i, tests[i].values, record))
      return TRUE;

  return FALSE;
}

static gboolean
part_time (MusterRestMapper *mapper,
           guint part,
           MusterRestTime how,
           JsonNode *record,
           gint64 *wall,
           gint32 *offset)
{
  g_autoptr (JsonNode) node = muster_json_path_first (mapper->paths[part], record);

  return muster_rest_time_parse (node, how, mapper->zone, wall, offset);
}

static gint64
part_instant (MusterRestMapper *mapper, guint part, MusterRestTime how, JsonNode *record)
{
  gint64 wall;
  gint32 offset;

  if (mapper->paths[part] == NULL ||
      !part_time (mapper, part, how, record, &wall, &offset))
    return 0;

  return offset == MUSTER_OFFSET_UNKNOWN ? wall : wall - offset * MUSTER_SECOND;
}

static const char *
record_key (MusterRestMapper *mapper, JsonNode *record, MusterBatch *batch)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = 0; i < MUSTER_REST_KEY_PARTS && mapper->paths[RECORD_KEY + i] != NULL;
       i++)
    {
      g_autofree char *part = part_text (mapper, RECORD_KEY + i, record);

      /* A record's own number is there or it is not; of a composed key parts may be empty. */
      if (part == NULL && mapper->paths[RECORD_KEY + 1] == NULL)
        return NULL;
      if (i > 0)
        g_string_append_c (key, '/');
      if (part != NULL)
        g_string_append (key, part);
    }

  if (key->len > 0 && mapper->mapping->suffix != NULL)
    g_string_append (key, mapper->mapping->suffix);
  return muster_batch_text (batch, key->str, key->len);
}

static void
read_direction (MusterRestMapper *mapper, JsonNode *record, MusterDraft *draft)
{
  g_autofree char *text = NULL;

  draft->direction = (guint8) mapper->mapping->always;
  if (mapper->paths[DIRECTION] == NULL)
    return;

  text = part_text (mapper, DIRECTION, record);
  if (muster_rest_matches (text, mapper->mapping->in))
    draft->direction = MUSTER_DIRECTION_IN;
  else if (muster_rest_matches (text, mapper->mapping->out))
    draft->direction = MUSTER_DIRECTION_OUT;
}

static void
read_position (MusterRestMapper *mapper, JsonNode *record, MusterDraft *draft)
{
  g_autoptr (JsonNode) lat = muster_json_path_first (mapper->paths[LAT], record);
  g_autoptr (JsonNode) lon = muster_json_path_first (mapper->paths[LON], record);
  g_autoptr (JsonNode)
    accuracy = muster_json_path_first (mapper->paths[ACCURACY], record);
  double divisor = mapper->mapping->divisor > 0 ? mapper->mapping->divisor : 1;
  MusterPoint point;
  double metres;

  if (!muster_json_get_double (lat, &point.lat) ||
      !muster_json_get_double (lon, &point.lon))
    return;

  point.lat /= divisor;
  point.lon /= divisor;
  if (!muster_point_is_valid (point))
    return;

  draft->lat = point.lat;
  draft->lon = point.lon;
  draft->datum = (guint8) mapper->datum;
  draft->marks |= MUSTER_PUNCH_PLACED;
  if (muster_json_get_double (accuracy, &metres) && metres > 0 && metres < 1e7)
    {
      draft->accuracy = (float) metres;
      draft->marks |= MUSTER_PUNCH_ACCURATE;
    }
}

static void
read_verify (MusterRestMapper *mapper, JsonNode *record, MusterDraft *draft)
{
  g_autofree char *text = part_text (mapper, VERIFY, record);

  for (gsize i = 0; text != NULL && mapper->mapping->verifies != NULL &&
                    mapper->mapping->verifies[i].value != NULL;
       i++)
    if (muster_rest_matches (text, mapper->mapping->verifies[i].value))
      {
        draft->verify = (guint8) mapper->mapping->verifies[i].verify;
        break;
      }

  if (passes_any (mapper, MANUAL, mapper->mapping->manual, record))
    draft->verify = MUSTER_VERIFY_MANUAL;
  else if (draft->verify == MUSTER_VERIFY_UNKNOWN &&
           (draft->marks & MUSTER_PUNCH_PLACED) != 0)
    draft->verify = MUSTER_VERIFY_GPS;
}

static void
build_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static const char *
evidence (MusterRestMapper *mapper,
          JsonNode *record,
          gboolean terminal,
          MusterBatch *batch)
{
  static const struct
  {
    guint part;
    const char *name;
  } parts[] = { { PHONE, "phone" }, { SSID, "ssid" }, { BSSID, "bssid" }, { IP, "ip" } };
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autofree char *verdict = part_text (mapper, VERDICT, record);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *value = parts[i].part != PHONE || !terminal
                                 ? part_text (mapper, parts[i].part, record)
                                 : NULL;

      build_text (builder, parts[i].name, value);
    }
  if (mapper->mapping->suspicious == NULL ||
      muster_rest_matches (verdict, mapper->mapping->suspicious))
    build_text (builder, "verdict", verdict);
  json_builder_set_member_name (builder, "record");
  json_builder_add_value (builder, json_node_ref (record));
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return muster_batch_text (batch, text, strlen (text));
}

MusterRestOutcome
muster_rest_mapper_read (MusterRestMapper *mapper,
                         JsonNode *record,
                         MusterBatch *batch,
                         MusterDraft *draft,
                         const char **reason)
{
  const MusterRestMapping *mapping;
  g_autofree char *time = NULL;
  gboolean terminal;

  g_return_val_if_fail (mapper != NULL && record != NULL, MUSTER_REST_DAMAGED);
  g_return_val_if_fail (batch != NULL && draft != NULL && reason != NULL,
                        MUSTER_REST_DAMAGED);

  mapping = mapper->mapping;
  *draft = (MusterDraft) { .offset = MUSTER_OFFSET_UNKNOWN };
  *reason = "columns";
  if (!JSON_NODE_HOLDS_OBJECT (record) && !JSON_NODE_HOLDS_ARRAY (record))
    return MUSTER_REST_DAMAGED;

  if (passes_any (mapper, NOT_PUNCH, mapping->not_punch, record))
    return MUSTER_REST_EVENT;

  time = part_text (mapper, TIME, record);
  if (time == NULL && mapping->optional)
    return MUSTER_REST_NOTHING;

  *reason = "empty-key";
  if (!(draft->person_key = part_keep (mapper, KEY, record, batch)))
    return MUSTER_REST_DAMAGED;

  *reason = "date";
  if (!part_time (mapper, TIME, mapping->time_is, record, &draft->wall, &draft->offset))
    return MUSTER_REST_DAMAGED;

  draft->person_name = part_keep (mapper, NAME, record, batch);
  draft->record_key = record_key (mapper, record, batch);
  terminal = passes (mapper, TERMINAL, mapping->terminal.values, record);
  draft->device = part_keep (mapper, DEVICE, record, batch);
  if (draft->device == NULL && terminal)
    draft->device = part_keep (mapper, PHONE, record, batch);
  draft->note = part_keep (mapper, NOTE, record, batch);
  draft->received_at = part_instant (mapper, RECEIVED, mapping->time_is, record);
  draft->revision = part_instant (mapper, REVISION, mapping->revision_is, record);
  read_direction (mapper, record, draft);
  read_position (mapper, record, draft);
  read_verify (mapper, record, draft);
  if (passes (mapper, MOCK, mapping->mock.values, record))
    draft->marks |= MUSTER_PUNCH_MOCK;
  draft->extra = evidence (mapper, record, terminal, batch);
  return MUSTER_REST_PUNCH;
}
