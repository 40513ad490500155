/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-isapi-event.h"

#include "muster-attlog-format.h"
#include "muster-wall.h"

#include <string.h>

#define LONGEST_KEY 64
#define ACCESS 5

/* Codes of access events. Those not here are not known. */
typedef struct
{
  guint16 minor;
  gint8 verify; /* −1 for an event that is no punch */
} Code;

static const Code codes[] = {
  { 1, MUSTER_VERIFY_CARD },
  { 2, MUSTER_VERIFY_MULTI },
  { 6, -1 },
  { 7, -1 },
  { 8, -1 },
  { 9, -1 },
  { 21, -1 },
  { 22, -1 },
  { 23, -1 },
  { 24, -1 },
  { 25, -1 },
  { 26, -1 },
  { 27, -1 },
  { 38, MUSTER_VERIFY_FINGERPRINT },
  { 39, -1 },
  { 40,
    MUSTER_VERIFY_MULTI }, /* card and finger; then failed, then timed out, as all threes */
  { 41, -1 },
  { 42, -1 },
  { 43, MUSTER_VERIFY_MULTI }, /* card, finger, password */
  { 44, -1 },
  { 45, -1 },
  { 46, MUSTER_VERIFY_MULTI }, /* finger and password */
  { 47, -1 },
  { 48, -1 },
  { 54, MUSTER_VERIFY_MULTI }, /* face with a second proof, up to 68 */
  { 55, -1 },
  { 56, -1 },
  { 57, MUSTER_VERIFY_MULTI },
  { 58, -1 },
  { 59, -1 },
  { 60, MUSTER_VERIFY_MULTI },
  { 61, -1 },
  { 62, -1 },
  { 63, MUSTER_VERIFY_MULTI },
  { 64, -1 },
  { 65, -1 },
  { 66, MUSTER_VERIFY_MULTI },
  { 67, -1 },
  { 68, -1 },
  { 69, MUSTER_VERIFY_FINGERPRINT }, /* the number says whose finger to expect */
  { 70, -1 },
  { 71, -1 },
  { 72, MUSTER_VERIFY_MULTI }, /* number, finger, password */
  { 73, -1 },
  { 74, -1 },
  { 75, MUSTER_VERIFY_FACE },
  { 76, -1 },
  { 77, MUSTER_VERIFY_FACE }, /* number and face */
  { 78, -1 },
  { 79, -1 },
  { 101, MUSTER_VERIFY_PASSWORD }, /* number and password */
  { 102, -1 },
  { 103, -1 },
  { 153, MUSTER_VERIFY_UNKNOWN }, /* of newer models, which say no more */
  { 179, MUSTER_VERIFY_UNKNOWN },
  { 181, MUSTER_VERIFY_UNKNOWN },
};

static const Code *
code_of (guint32 minor)
{
  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (codes[i].minor == minor)
      return &codes[i];

  return NULL;
}

gboolean
muster_isapi_time_read (const char *text, gint64 *wall, gint32 *offset)
{
  MusterWall read;

  *offset = MUSTER_OFFSET_UNKNOWN;
  if (text == NULL || strlen (text) > 40 ||
      muster_wall_parse (text, strlen (text), MUSTER_WALL_YMD, &read) != NULL ||
      read.date == MUSTER_DATE_NONE || read.of_day < 0)
    return FALSE;

  *wall = read.date * MUSTER_DAY + read.of_day;
  *offset = read.offset;
  return TRUE;
}

gint32
muster_isapi_zone_read (const char *text)
{
  const char *at = text;
  gboolean west;
  char *end;
  gint64 parts[3] = { 0 };

  if (at == NULL)
    return MUSTER_OFFSET_UNKNOWN;

  while (g_ascii_isalpha (*at))
    at++;
  west = *at != '-';
  at += *at == '-' || *at == '+';
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (!g_ascii_isdigit (*at))
        return MUSTER_OFFSET_UNKNOWN;
      parts[i] = g_ascii_strtoll (at, &end, 10);
      at = end;
      if (*at != ':')
        break;
      at++;
    }

  /* What follows are the rules of summer time. */
  if (*at != '\0' || parts[0] > 18 || parts[1] > 59 || parts[2] > 59)
    return MUSTER_OFFSET_UNKNOWN;
  return (gint32) (parts[0] * 3600 + parts[1] * 60 + parts[2]) * (west ? -1 : 1);
}

/* The person's number as text, also where older firmware has a number, or only a card. */
static const char *
person_of (JsonNode *info)
{
  static const char *const names[] = { "employeeNoString", "employeeNo", "cardNo" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *text = muster_isapi_tree_get_text (info, names[i]);
      gint64 number;

      if (text != NULL && !g_str_equal (text, "0"))
        return text;
      if ((number = muster_isapi_tree_get_number (info, names[i], 0)) > 0)
        {
          /* As a text it belongs to the tree, too. */
          g_autofree char *written = g_strdup_printf ("%" G_GINT64_FORMAT, number);

          json_object_set_string_member (json_node_get_object (info), names[i], written);
          return muster_isapi_tree_get_text (info, names[i]);
        }
    }

  return NULL;
}

static guint32
small_number (JsonNode *info, const char *name, const char *live)
{
  gint64 number = muster_isapi_tree_get_number (
    info, name, muster_isapi_tree_get_number (info, live, -1));

  return number < 0 || number > G_MAXUINT16 ? G_MAXUINT32 : (guint32) number;
}

const char *
muster_isapi_event_read (JsonNode *info, JsonNode *alert, MusterIsapiEvent *event)
{
  JsonNode *current = muster_isapi_tree_get (info, "currentEvent");
  const char *time = muster_isapi_tree_get_text (info, "time");
  const char *said;

  *event = (MusterIsapiEvent) { .offset = MUSTER_OFFSET_UNKNOWN };
  if (info == NULL || !JSON_NODE_HOLDS_OBJECT (info))
    return "columns";

  event->major = small_number (info, "major", "majorEventType");
  event->minor = small_number (info, "minor", "subEventType");
  if (event->major == G_MAXUINT32 || event->minor == G_MAXUINT32)
    return "columns";

  if (time == NULL)
    time = muster_isapi_tree_get_text (alert, "dateTime");
  if (!muster_isapi_time_read (time, &event->wall, &event->offset))
    return "date";

  event->person = person_of (info);
  if (event->person != NULL && strlen (event->person) > LONGEST_KEY)
    return "range";
  event->name = muster_isapi_tree_get_text (info, "name");
  event->attendance = muster_isapi_tree_get_text (info, "attendanceStatus");
  event->label = muster_isapi_tree_get_text (info, "label");
  event->mode = muster_isapi_tree_get_text (info, "currentVerifyMode");
  event->serial = (guint64) MAX (muster_isapi_tree_get_number (info, "serialNo", 0), 0);
  event->front =
    (guint64) MAX (muster_isapi_tree_get_number (info, "frontSerialNo", 0), 0);

  said = muster_isapi_tree_get_text (info, "currentEvent");
  event->late = current != NULL && JSON_NODE_HOLDS_VALUE (current) &&
                (said != NULL ? g_ascii_strcasecmp (said, "false") == 0
                              : json_node_get_value_type (current) == G_TYPE_BOOLEAN &&
                                  !json_node_get_boolean (current));
  return NULL;
}

MusterIsapiKind
muster_isapi_event_get_kind (const MusterIsapiEvent *event)
{
  const Code *code = code_of (event->minor);

  if (event->major != ACCESS || event->person == NULL)
    return MUSTER_ISAPI_OTHER;
  if (code != NULL)
    return code->verify < 0 ? MUSTER_ISAPI_OTHER : MUSTER_ISAPI_PUNCH;
  return event->mode != NULL && g_ascii_strcasecmp (event->mode, "invalid") == 0
           ? MUSTER_ISAPI_OTHER
           : MUSTER_ISAPI_UNKNOWN;
}

static MusterDirection
direction_of (const char *attendance)
{
  static const struct
  {
    const char *word;
    MusterDirection direction;
  } words[] = {
    { "checkIn", MUSTER_DIRECTION_IN },    { "checkOut", MUSTER_DIRECTION_OUT },
    { "breakIn", MUSTER_DIRECTION_IN },    { "breakOut", MUSTER_DIRECTION_OUT },
    { "overtimeIn", MUSTER_DIRECTION_IN }, { "overtimeOut", MUSTER_DIRECTION_OUT },
  };

  for (gsize i = 0; attendance != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (attendance, words[i].word) == 0)
      return words[i].direction;

  return MUSTER_DIRECTION_NONE;
}

void
muster_isapi_event_to_draft (const MusterIsapiEvent *event,
                             GString *key,
                             MusterDraft *draft)
{
  const Code *code = code_of (event->minor);

  /* The count alone begins again after a reset of the device. */
  g_string_truncate (key, 0);
  if (event->serial > 0)
    g_string_printf (key, "%" G_GUINT64_FORMAT "/%" G_GINT64_FORMAT "/%s", event->serial,
                     event->wall / MUSTER_SECOND, event->person);

  *draft = (MusterDraft) {
    .person_key = event->person,
    .person_name = event->name,
    .record_key = key->len > 0 ? key->str : NULL,
    .note = event->label,
    .wall = event->wall,
    .offset = event->offset,
    .line = event->serial,
    .identity = event->minor & 0xffff,
    .direction = (guint8) direction_of (event->attendance),
    .verify = code != NULL && code->verify > 0 ? (guint8) code->verify
                                               : MUSTER_VERIFY_UNKNOWN,
    .marks =
      (guint16) ((muster_attlog_is_reset (event->wall) ? MUSTER_PUNCH_SUSPECT : 0) |
                 (event->late ? MUSTER_PUNCH_OFFLINE : 0)),
  };
}
