/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sync-format.h"

#include "muster-geo.h"
#include "muster-rest-mapping.h"

#include <math.h>
#include <string.h>

struct _MusterSyncReader
{
  MusterRestMapper *mappers[3]; /* by datum */
};

static const typeof (*(MusterRestMapping) { 0 }.verifies) sync_verifies[] = {
  { "fingerprint", MUSTER_VERIFY_FINGERPRINT },
  { "face", MUSTER_VERIFY_FACE },
  { "palm", MUSTER_VERIFY_PALM },
  { "iris", MUSTER_VERIFY_IRIS },
  { "card", MUSTER_VERIFY_CARD },
  { "password", MUSTER_VERIFY_PASSWORD },
  { "multi", MUSTER_VERIFY_MULTI },
  { "gps", MUSTER_VERIFY_GPS },
  { "wifi", MUSTER_VERIFY_WIFI },
  { "ip", MUSTER_VERIFY_IP },
  { "manual", MUSTER_VERIFY_MANUAL },
  { NULL },
};

static const MusterRestMapping sync_mapping = {
  .key = "$.person",
  .name = "$.name",
  .time = "$.at",
  .record_key = { "$.id" },
  .received = "$.received",
  .direction = "$.direction",
  .in = "in",
  .out = "out",
  .lat = "$.position.lat",
  .lon = "$.position.lon",
  .accuracy = "$.position.accuracy",
  .device = "$.device",
  .note = "$.note",
  .verify = "$.verify",
  .verifies = sync_verifies,
  .phone = "$.phone",
  .ssid = "$.wifi.ssid",
  .bssid = "$.wifi.bssid",
  .ip = "$.ip",
  .verdict = "$.verdict",
  .mock = { "$.mock", "true" },
  .not_punch = { { "$.void", "true" } },
};

MusterSyncReader *
muster_sync_reader_new (const MusterZone *zone)
{
  MusterSyncReader *reader = g_new0 (MusterSyncReader, 1);

  for (guint datum = 0; datum < G_N_ELEMENTS (reader->mappers); datum++)
    {
      reader->mappers[datum] = muster_rest_mapper_new (&sync_mapping, zone, datum, NULL);
      g_assert (reader->mappers[datum] != NULL);
    }

  return reader;
}

void
muster_sync_reader_free (MusterSyncReader *reader)
{
  if (reader == NULL)
    return;

  for (guint datum = 0; datum < G_N_ELEMENTS (reader->mappers); datum++)
    muster_rest_mapper_free (reader->mappers[datum]);
  g_free (reader);
}

void
muster_sync_line_clear (MusterSyncLine *line)
{
  g_clear_pointer (&line->server, g_free);
  g_clear_pointer (&line->cursor, g_free);
  g_clear_pointer (&line->request, muster_delivery_free);
  for (guint i = 0; i < G_N_ELEMENTS (line->texts); i++)
    g_clear_pointer (&line->texts[i], g_free);
}

/* (nullable): a member as text */
static char *
member (JsonObject *object, const char *name)
{
  return muster_json_dup_text (json_object_get_member (object, name));
}

static gint64
member_number (JsonObject *object, const char *name)
{
  g_autofree char *text = member (object, name);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static double
member_real (JsonObject *object, const char *name)
{
  g_autofree char *text = member (object, name);

  return text != NULL ? g_ascii_strtod (text, NULL) : NAN;
}

/* An instant needs its offset. */
static gint64
member_instant (JsonObject *object, const char *name)
{
  gint64 wall;
  gint32 offset;

  if (!muster_rest_time_parse (json_object_get_member (object, name),
                               MUSTER_REST_TIME_GUESS, NULL, &wall, &offset) ||
      offset == MUSTER_OFFSET_UNKNOWN)
    return 0;

  return wall - offset * MUSTER_SECOND;
}

static MusterSyncKind
damaged (MusterSyncLine *line, const char *reason)
{
  line->reason = reason;
  return MUSTER_SYNC_DAMAGED;
}

static MusterSyncKind
read_person (JsonObject *object, MusterSyncLine *line)
{
  static const char *const names[] = { "id", "name", "number", "department", "card" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    line->texts[i] = member (object, names[i]);
  if (line->texts[0] == NULL)
    return damaged (line, "empty-key");

  line->user = (MusterDeviceUser) {
    .key = line->texts[0],
    .name = line->texts[1],
    .staff_no = line->texts[2],
    .department = line->texts[3],
    .card = line->texts[4],
  };
  return MUSTER_SYNC_PERSON;
}

static MusterDatum
datum_of (JsonNode *record)
{
  g_autofree char *datum = muster_json_find_text (record, "$.position.datum");

  return g_strcmp0 (datum, "gcj02") == 0  ? MUSTER_DATUM_GCJ02
         : g_strcmp0 (datum, "bd09") == 0 ? MUSTER_DATUM_BD09
                                          : MUSTER_DATUM_WGS84;
}

static MusterSyncKind
read_punch (MusterSyncReader *reader,
            JsonNode *record,
            MusterBatch *batch,
            MusterSyncLine *line)
{
  JsonObject *object = json_node_get_object (record);
  MusterDraft *draft = &line->draft;

  switch (muster_rest_mapper_read (reader->mappers[datum_of (record)], record, batch,
                                   draft, &line->reason))
    {
    case MUSTER_REST_PUNCH:
      break;

    case MUSTER_REST_EVENT:
      return MUSTER_SYNC_VOID;

    default:
      return MUSTER_SYNC_DAMAGED;
    }

  if (draft->record_key == NULL)
    return damaged (line, "columns");
  if (draft->offset == MUSTER_OFFSET_UNKNOWN)
    return damaged (line, "date");

  draft->revision = member_number (object, "revision");
  if (json_object_has_member (object, "offline") &&
      JSON_NODE_HOLDS_VALUE (json_object_get_member (object, "offline")) &&
      json_object_get_boolean_member (object, "offline"))
    draft->marks |= MUSTER_PUNCH_OFFLINE;
  return MUSTER_SYNC_PUNCH;
}

static void
read_evidence (JsonArray *files, MusterDelivery *request)
{
  for (guint i = 0; i < json_array_get_length (files); i++)
    {
      JsonNode *node = json_array_get_element (files, i);
      g_autofree char *id = NULL;
      MusterDeliveryFile *file;
      JsonObject *object;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;

      object = json_node_get_object (node);
      if (!(id = member (object, "id")))
        continue;

      file = muster_delivery_add_file (request, g_steal_pointer (&id));
      file->name = member (object, "name");
      file->media_type = member (object, "media_type");
      file->sha256 = member (object, "sha256");
      file->size = MAX (member_number (object, "size"), 0);
    }
}

static MusterDate
member_date (JsonObject *object, const char *name)
{
  g_autofree char *text = member (object, name);
  MusterDate date;

  return text != NULL && muster_date_parse (text, &date, NULL) ? date : MUSTER_DATE_NONE;
}

static void
read_place (JsonObject *place, MusterDelivery *request)
{
  g_autofree char *code = member (place, "datum");
  MusterDatum datum = MUSTER_DATUM_WGS84;
  MusterPoint raw = { member_real (place, "lat"), member_real (place, "lon") };
  MusterPoint point;

  if (code != NULL)
    muster_datum_from_code (code, &datum);
  if (!muster_point_is_valid (raw))
    return;

  point = muster_point_convert (raw, datum, MUSTER_DATUM_WGS84);
  request->place = member (place, "name");
  request->lat = point.lat;
  request->lon = point.lon;
  request->radius = member_real (place, "radius");
  if (!isfinite (request->radius))
    request->radius = 0;
}

static MusterSyncKind
read_request (JsonObject *object, MusterSyncLine *line)
{
  MusterDelivery *request = muster_delivery_new ();
  JsonNode *files = json_object_get_member (object, "evidence");
  JsonNode *place = json_object_get_member (object, "place");
  g_autofree char *lieu = member (object, "lieu");

  line->request = request;
  request->id = member (object, "id");
  request->revision = member_number (object, "revision");
  request->person = member (object, "person");
  request->kind = member (object, "kind");
  request->status = member (object, "status");
  request->slot = member (object, "slot");
  request->part = member (object, "part");
  request->reason = member (object, "reason");
  request->date = member_date (object, "date");
  request->to_date = member_date (object, "to_date");
  request->at = member_instant (object, "at");
  request->from = member_instant (object, "from");
  request->until = member_instant (object, "until");
  request->created = member_instant (object, "created");
  request->lieu = g_strcmp0 (lieu, "true") == 0;
  if (files != NULL && JSON_NODE_HOLDS_ARRAY (files))
    read_evidence (json_node_get_array (files), request);
  if (place != NULL && JSON_NODE_HOLDS_OBJECT (place))
    read_place (json_node_get_object (place), request);

  if (request->person == NULL)
    return damaged (line, "empty-key");
  if (request->id == NULL || request->kind == NULL || request->status == NULL)
    return damaged (line, "columns");
  if (request->at == 0 && request->from == 0 && request->date == MUSTER_DATE_NONE)
    return damaged (line, "date");

  return MUSTER_SYNC_REQUEST;
}

static MusterSyncKind
read_page (JsonObject *object, MusterSyncLine *line)
{
  g_autofree char *more = member (object, "more");

  line->cursor = member (object, "cursor");
  line->more = g_strcmp0 (more, "true") == 0;
  return line->cursor != NULL ? MUSTER_SYNC_PAGE : damaged (line, "columns");
}

static MusterSyncKind
read_hello (JsonObject *object, MusterSyncLine *line)
{
  line->server = member (object, "server");
  line->version = member_number (object, "version");
  return MUSTER_SYNC_HELLO;
}

MusterSyncKind
muster_sync_reader_read (MusterSyncReader *reader,
                         const char *text,
                         gsize length,
                         MusterBatch *batch,
                         MusterSyncLine *line)
{
  g_autoptr (JsonNode) record = NULL;
  g_autofree char *type = NULL;

  g_return_val_if_fail (reader != NULL && batch != NULL && line != NULL,
                        MUSTER_SYNC_DAMAGED);

  *line = (MusterSyncLine) { 0 };
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length == 0)
    return MUSTER_SYNC_OTHER;

  record = muster_json_parse (text, length, NULL);
  if (record == NULL || !JSON_NODE_HOLDS_OBJECT (record))
    return damaged (line, "torn");

  type = member (json_node_get_object (record), "type");
  if (g_strcmp0 (type, "punch") == 0)
    return read_punch (reader, record, batch, line);
  if (g_strcmp0 (type, "person") == 0)
    return read_person (json_node_get_object (record), line);
  if (g_strcmp0 (type, "request") == 0)
    return read_request (json_node_get_object (record), line);
  if (g_strcmp0 (type, "page") == 0)
    return read_page (json_node_get_object (record), line);
  if (g_strcmp0 (type, "hello") == 0)
    return read_hello (json_node_get_object (record), line);

  return type != NULL ? MUSTER_SYNC_OTHER : damaged (line, "columns");
}
