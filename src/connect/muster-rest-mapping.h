/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-batch.h"
#include "muster-json-path.h"
#include "muster-sink.h"

/**
 * MusterRestTime:
 * @MUSTER_REST_TIME_GUESS: a number of seconds or (from 10¹¹ on) milliseconds since 1970, or a text
 *   with its offset or in the source's zone
 * @MUSTER_REST_TIME_SECONDS: seconds since 1970, as a number or its digits
 * @MUSTER_REST_TIME_MILLISECONDS: milliseconds since 1970
 * @MUSTER_REST_TIME_LOCAL: a text in the source's zone, unless it has an offset
 * @MUSTER_REST_TIME_UTC: a text in UTC, unless it has an offset
 *
 * How a server writes times.
 */
typedef enum
{
  MUSTER_REST_TIME_GUESS,
  MUSTER_REST_TIME_SECONDS,
  MUSTER_REST_TIME_MILLISECONDS,
  MUSTER_REST_TIME_LOCAL,
  MUSTER_REST_TIME_UTC,
} MusterRestTime;

/**
 * MusterRestTest:
 * @path: where in a record
 * @values: patterns, separated by "|", with * and ?; those that a text fits
 *
 * A condition on a record.
 */
typedef struct
{
  const char *path;
  const char *values;
} MusterRestTest;

#define MUSTER_REST_KEY_PARTS 4
#define MUSTER_REST_TESTS 4

/**
 * MusterRestMapping:
 * @key: the person's key
 * @name: (nullable): the person's name
 * @time: when it was
 * @time_is: how @time is written
 * @optional: whether a record without a time is simply not such a punch, rather than damaged
 * @record_key: the parts of the record's own key, joined by "/"; none when it has none
 * @suffix: (nullable): joined to it, where a record holds two punches
 * @revision: (nullable): when the record was changed last, written as @revision_is
 * @received: (nullable): when the server received it, written as @time_is
 * @direction: (nullable): which way it goes
 * @in: (nullable): its values that mean in, as of a #MusterRestTest
 * @out: (nullable): its values that mean out
 * @always: a #MusterDirection for a mapping without @direction
 * @lat: (nullable): latitude
 * @lon: (nullable): longitude
 * @divisor: what both are divided by, 0 for 1
 * @accuracy: (nullable): metres
 * @device: (nullable): name or number of the device
 * @note: (nullable): what the person wrote, or a place's name
 * @verify: (nullable): how the person was known
 * @verifies: (nullable): its values and what they mean, ended by a %NULL value
 * @phone: (nullable): id of the person's phone
 * @terminal: what shows that @phone is the id of a terminal instead, and so the device
 * @ssid: (nullable): name of the Wi-Fi
 * @bssid: (nullable): address of the access point
 * @ip: (nullable): address it was made from
 * @verdict: (nullable): the server's own suspicion, in its words
 * @suspicious: (nullable): patterns of @verdict that are one; %NULL for any text
 * @mock: (nullable): what says that the position is made up
 * @manual: what shows that the person did not make it: its verification is "manual"
 * @not_punch: what shows that it is no punch at all
 *
 * Where in a record of a server each part of a punch is: paths, see
 * muster_json_path_new().
 */
typedef struct
{
  const char *key;
  const char *name;
  const char *time;
  MusterRestTime time_is;
  gboolean optional;
  const char *record_key[MUSTER_REST_KEY_PARTS];
  const char *suffix;
  const char *revision;
  MusterRestTime revision_is;
  const char *received;
  const char *direction;
  const char *in;
  const char *out;
  MusterDirection always;
  const char *lat;
  const char *lon;
  double divisor;
  const char *accuracy;
  const char *device;
  const char *note;
  const char *verify;
  const struct
  {
    const char *value;
    MusterVerify verify;
  } *verifies;
  const char *phone;
  MusterRestTest terminal;
  const char *ssid;
  const char *bssid;
  const char *ip;
  const char *verdict;
  const char *suspicious;
  MusterRestTest mock;
  MusterRestTest manual[MUSTER_REST_TESTS];
  MusterRestTest not_punch[MUSTER_REST_TESTS];
} MusterRestMapping;

/**
 * MusterRestMapper:
 *
 * A mapping, ready to be applied to many records.
 */
typedef struct _MusterRestMapper MusterRestMapper;

/**
 * muster_rest_mapper_new:
 * @mapping: what is where; outlives the mapper
 * @zone: (nullable): the zone of times without an offset; %NULL leaves that to the source
 * @datum: of its positions
 * @error: a %MUSTER_ERROR_INVALID for a path that is none: of the user's own mapping it names the
 *   setting of that part ("time", "lat" …)
 *
 * Returns: (transfer full) (nullable): the mapper
 */
MusterRestMapper *muster_rest_mapper_new (const MusterRestMapping *mapping,
                                          const MusterZone *zone,
                                          MusterDatum datum,
                                          GError **error);

void muster_rest_mapper_free (MusterRestMapper *mapper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterRestMapper, muster_rest_mapper_free)

/**
 * MusterRestOutcome:
 * @MUSTER_REST_PUNCH: the record is a punch
 * @MUSTER_REST_EVENT: it is no punch by design
 * @MUSTER_REST_NOTHING: it says nothing of this kind (an optional time is absent)
 * @MUSTER_REST_DAMAGED: it lacks what a punch must have
 */
typedef enum
{
  MUSTER_REST_PUNCH,
  MUSTER_REST_EVENT,
  MUSTER_REST_NOTHING,
  MUSTER_REST_DAMAGED,
} MusterRestOutcome;

/**
 * muster_rest_mapper_read:
 * @mapper: a mapper
 * @record: a record
 * @batch: whose texts are used
 * @draft: (out): the punch; @extra is the evidence as JSON, see #MusterDraft, with the whole record
 *   under "record"
 * @reason: (out): of a damaged one, as #MusterReject has it
 *
 * Reads a record.
 *
 * Returns: what it is
 */
MusterRestOutcome muster_rest_mapper_read (MusterRestMapper *mapper,
                                           JsonNode *record,
                                           MusterBatch *batch,
                                           MusterDraft *draft,
                                           const char **reason);

/**
 * muster_rest_time_parse:
 * @node: (nullable): what a server wrote
 * @how: how it writes times
 * @zone: (nullable): of a time without an offset
 * @wall: (out): what a clock there showed, microseconds as if UTC
 * @offset: (out): seconds that it is ahead of UTC, or %MUSTER_OFFSET_UNKNOWN
 *
 * Returns: whether it is a time
 */
gboolean muster_rest_time_parse (JsonNode *node,
                                 MusterRestTime how,
                                 const MusterZone *zone,
                                 gint64 *wall,
                                 gint32 *offset);

/**
 * muster_rest_matches:
 * @text: (nullable): a text
 * @values: (nullable): patterns, separated by "|", with * and ?
 *
 * Returns: whether @text fits one of them
 */
gboolean muster_rest_matches (const char *text, const char *values);
