/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-delivery.h"
#include "muster-punch.h"
#include "muster-source.h"

/**
 * MUSTER_OFFSET_UNKNOWN:
 *
 * The offset of a wall time whose source did not give one: the source's zone decides.
 */
#define MUSTER_OFFSET_UNKNOWN G_MININT32

/**
 * MusterDraft:
 * @person_key: the person's key on this source; valid during the call only
 * @person_name: (nullable): the name that came with it; valid during the call only
 * @record_key: (nullable): the source's own record id; valid during the call only
 * @device: (nullable): the device that a server or a table names; valid during the call only
 * @note: (nullable): what came with it; valid during the call only
 * @extra: (nullable): further evidence as a JSON object of texts: "bssid" and "ssid" of the Wi-Fi,
 *   "ip" it was made from, "phone" the id of the person's phone, "verdict" the source's own
 *   suspicion in its words; "record" is the record as the source has it; likewise
 * @wall: the face of the source's clock, in microseconds since 1970 as if it were UTC
 * @offset: seconds that @wall is ahead of UTC, or %MUSTER_OFFSET_UNKNOWN
 * @received_at: when the source received it, microseconds UTC, 0 when it does not say
 * @revision: with @record_key: a number that grows whenever the source changes that record, such
 *   as the instant of the change; 0 when it has none. Of two versions the greater counts, of two
 *   without number the one that was said last
 * @lat: latitude in degrees as given, in @datum
 * @lon: longitude in degrees as given, in @datum
 * @accuracy: metres
 * @line: where it stood (line or record number, from 1), 0 when that means nothing
 * @identity: tells apart punches of one person and second that have no record key: state and
 *   verify code and occurrence, packed by the connector
 * @work_code: as given, 0 for none
 * @marks: #MusterPunchMarks (placed, accurate, suspect, offline, mock)
 * @datum: a #MusterDatum, meaningful with %MUSTER_PUNCH_PLACED
 * @direction: a #MusterDirection
 * @verify: a #MusterVerify
 *
 * A punch as a connector hands it over, before it has a person or an instant.
 */
typedef struct
{
  const char *person_key;
  const char *person_name;
  const char *record_key;
  const char *device;
  const char *note;
  const char *extra;
  gint64 wall;
  gint64 received_at;
  gint64 revision;
  double lat;
  double lon;
  float accuracy;
  gint32 offset;
  guint64 line;
  guint32 identity;
  guint32 work_code;
  guint16 marks;
  guint8 datum;
  guint8 direction;
  guint8 verify;
} MusterDraft;

/**
 * MusterReject:
 * @line: where it stood, from 1
 * @reason: why it is not a punch, as a static code: "date", "negative-date", "torn", "empty-key",
 *   "columns", "encoding", "range", "too-long", "nul-run" (a run of zero bytes, which is damage
 *   but no record); of a whole file in a folder "not-punches", "unclear"
 * @text: (nullable): the text as found, cut to 200 bytes, valid UTF-8; valid during the call
 * @offset: where it begins, in bytes from the start of the file
 * @length: bytes concerned
 *
 * A line or record that a connector could not read.
 */
typedef struct
{
  guint64 line;
  const char *reason;
  const char *text;
  guint64 offset;
  guint64 length;
} MusterReject;

/**
 * MusterDeviceUser:
 * @key: the person's key on the source
 * @name: (nullable): the name that the source has
 * @staff_no: (nullable): the employee number, where the source knows it apart from the key
 * @department: (nullable): where the source knows it
 * @card: (nullable): the number of the card
 *
 * A person as a source knows them. All texts are UTF-8 and valid during the call only.
 */
typedef struct
{
  const char *key;
  const char *name;
  const char *staff_no;
  const char *department;
  const char *card;
} MusterDeviceUser;

typedef struct _MusterSink MusterSink;

/**
 * MusterSink:
 * @take: takes a batch and the cursor that covers it; returns %FALSE with an error when the
 *   connector must stop. Committed together, or not at all. There may be no drafts: then only the
 *   cursor goes on
 * @reject: notes what could not be read; never fails
 * @skip: counts what is no punch by design: "duplicate" (an exact copy within one read),
 *   "event" (a door or system event); never fails
 * @progress: says how far the pull is, in the connector's own unit; @total 0 for unknown
 * @flush: (nullable): commits all that was taken so far; when it returns %TRUE it is in the
 *   store for good. What must be acknowledged to a source is flushed first
 * @meet: (nullable): people whom the source knows; never fails
 * @clock: (nullable): how far the source's clock is ahead of the true time, in microseconds, and
 *   how far that measurement may be off; never fails
 * @reach: (nullable): the source said that it has nothing more up to an instant, microseconds UTC:
 *   what its days wait for. Committed with the next batch or at the end; never fails
 * @gap: (nullable): the source skipped its own record numbers @from … @until, both included; never
 *   fails
 * @learn: (nullable): a fact about the source: "serial", "model", "firmware", "address",
 *   "users", "punches" (how many it gave), "counted" (how many it says it has), "capacity" (how
 *   many fit), "calls" (requests made), "clock-set", "log-cleared" (how many are left), "slot-reused"
 *   (a user's slot has somebody else: "7: 1001, 1042"), "unsound" (packets with wrong checksums) …;
 *   never fails
 * @deliver: (nullable): takes (transfer full) a request that somebody made on the source, with its
 *   evidence. Committed with the next batch; never fails
 *
 * Where a connector puts what it reads. Embed it as the first member. Connectors call the nullable
 * ones through the functions below, which do nothing when there is none.
 */
struct _MusterSink
{
  gboolean (*take) (MusterSink *sink,
                    const MusterDraft *drafts,
                    gsize n_drafts,
                    GVariant *cursor,
                    GError **error);
  void (*reject) (MusterSink *sink, const MusterReject *reject);
  void (*skip) (MusterSink *sink, const char *reason, guint64 n);
  void (*progress) (MusterSink *sink, guint64 done, guint64 total);
  gboolean (*flush) (MusterSink *sink, GError **error);
  void (*meet) (MusterSink *sink, const MusterDeviceUser *users, gsize n_users);
  void (*clock) (MusterSink *sink, gint64 ahead, gint64 doubt);
  void (*reach) (MusterSink *sink, gint64 until);
  void (*gap) (MusterSink *sink, guint64 from, guint64 until);
  void (*learn) (MusterSink *sink, const char *fact, const char *value);
  void (*deliver) (MusterSink *sink, MusterDelivery *delivery);
};

/**
 * muster_draft_to_variant:
 * @draft: a punch
 *
 * Returns: (transfer floating): as a preview shows it, (tssxyys): line, key, name, wall, direction,
 *   verification, note
 */
GVariant *muster_draft_to_variant (const MusterDraft *draft);

/* See #MusterSink; without the function they do nothing and succeed. */
gboolean muster_sink_flush (MusterSink *sink, GError **error);
void muster_sink_meet (MusterSink *sink, const MusterDeviceUser *users, gsize n_users);
void muster_sink_clock (MusterSink *sink, gint64 ahead, gint64 doubt);
void muster_sink_reach (MusterSink *sink, gint64 until);
void muster_sink_gap (MusterSink *sink, guint64 from, guint64 until);
void muster_sink_learn (MusterSink *sink, const char *fact, const char *value);
void muster_sink_deliver (MusterSink *sink, MusterDelivery *delivery);
