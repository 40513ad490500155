/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-isapi-tree.h"
#include "muster-sink.h"

/**
 * MusterIsapiEvent:
 * @person: (nullable): the person's number, or the card's where there is no other
 * @name: (nullable): the person's name
 * @attendance: (nullable): "checkIn", "breakOut" …
 * @label: (nullable): the site's own word for it
 * @mode: (nullable): what the door demands, not what was used
 * @wall: the time on the device's clock, microseconds since 1970 as if it were UTC
 * @offset: seconds ahead of UTC, %MUSTER_OFFSET_UNKNOWN when it does not say
 * @major: kind of event, 5 for access
 * @minor: which one
 * @serial: the device's own count, 0 for none
 * @front: the count of the event before, of a live one; 0 for none
 * @late: whether it is an old event that is delivered only now
 *
 * An event of a device. The texts belong to what it was read from.
 */
typedef struct
{
  const char *person;
  const char *name;
  const char *attendance;
  const char *label;
  const char *mode;
  gint64 wall;
  gint32 offset;
  guint32 major;
  guint32 minor;
  guint64 serial;
  guint64 front;
  gboolean late;
} MusterIsapiEvent;

/**
 * MusterIsapiKind:
 * @MUSTER_ISAPI_PUNCH: somebody was let in
 * @MUSTER_ISAPI_OTHER: somebody was not, or it is about a door
 * @MUSTER_ISAPI_UNKNOWN: somebody, by a code that is not known
 *
 * What an event is.
 */
typedef enum
{
  MUSTER_ISAPI_PUNCH,
  MUSTER_ISAPI_OTHER,
  MUSTER_ISAPI_UNKNOWN,
} MusterIsapiKind;

/**
 * muster_isapi_event_read:
 * @info: an element of a search's list, or an alert's "AccessControllerEvent"
 * @alert: (nullable): the alert around it, which has its time
 * @event: (out): what it says; its texts belong to @info
 *
 * Returns: (nullable): %NULL when it is an event, else why not, as a #MusterReject reason
 */
const char *muster_isapi_event_read (JsonNode *info,
                                     JsonNode *alert,
                                     MusterIsapiEvent *event);

/**
 * muster_isapi_event_get_kind:
 * @event: an event
 *
 * Returns: what it is
 */
MusterIsapiKind muster_isapi_event_get_kind (const MusterIsapiEvent *event);

/**
 * muster_isapi_event_to_draft:
 * @event: an event with a person
 * @key: what its record key is written to; lives as long as @draft
 * @draft: (out): the punch; its texts belong to @event and @key
 *
 * Makes a punch of an event.
 */
void muster_isapi_event_to_draft (const MusterIsapiEvent *event,
                                  GString *key,
                                  MusterDraft *draft);

/**
 * muster_isapi_time_read:
 * @text: (nullable): "2024-02-29T08:30:15+08:00", or without an offset
 * @wall: (out): the face of the clock, microseconds since 1970 as if it were UTC
 * @offset: (out): seconds ahead of UTC, %MUSTER_OFFSET_UNKNOWN when it does not say
 *
 * Returns: whether it is a time
 */
gboolean muster_isapi_time_read (const char *text, gint64 *wall, gint32 *offset);

/**
 * muster_isapi_zone_read:
 * @text: (nullable): "CST-8:00:00", with its sign turned round
 *
 * Returns: seconds ahead of UTC; %MUSTER_OFFSET_UNKNOWN when it does not say, or has two times
 */
gint32 muster_isapi_zone_read (const char *text);
