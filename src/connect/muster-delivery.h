/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"

/**
 * MusterDeliveryFile:
 * @id: by which the server has it
 * @name: (nullable): of the file
 * @media_type: (nullable): what it is, as the server says: "image/jpeg"
 * @sha256: (nullable): of its content, hexadecimal
 * @size: bytes, as the server says
 * @data: (nullable): its content; %NULL until it was fetched, and when it could not be
 * @fault: (nullable) (transfer none): why it could not be: "missing" (the server does not have it),
 *   "other" (it is not what the request names), "too-large"
 *
 * A file that comes with a request.
 */
typedef struct
{
  char *id;
  char *name;
  char *media_type;
  char *sha256;
  gint64 size;
  GBytes *data;
  const char *fault;
} MusterDeliveryFile;

/**
 * MusterDelivery:
 * @id: the server's own
 * @revision: grows with each change
 * @person: the person's key on the source
 * @kind: "correction", "leave", "trip", "outing", "field", "remote", "overtime", "place" …
 * @status: "submitted", "withdrawn" or another
 * @slot: (nullable): "in", "out", "in2" …, of a correction
 * @part: (nullable): "first" or "second" half, of a span by dates
 * @reason: (nullable): in the person's words
 * @date: the date that it is about, %MUSTER_DATE_NONE when it is to be found by the time
 * @to_date: the last date of a span, %MUSTER_DATE_NONE for none
 * @at: the time that a correction wants, microseconds UTC, 0 for none
 * @from: when what is asked for begins, microseconds UTC, 0 for none
 * @until: when it ends
 * @created: when it was made, 0 when it does not say
 * @lieu: whether leave is time off in lieu
 * @place: (nullable): name of a reported place
 * @lat: its latitude in degrees WGS-84
 * @lon: its longitude in degrees WGS-84
 * @radius: its radius in metres
 * @files: (element-type MusterDeliveryFile): its evidence
 *
 * A request of a person as a server delivers it.
 */
typedef struct
{
  char *id;
  gint64 revision;
  char *person;
  char *kind;
  char *status;
  char *slot;
  char *part;
  char *reason;
  MusterDate date;
  MusterDate to_date;
  gint64 at;
  gint64 from;
  gint64 until;
  gint64 created;
  gboolean lieu;
  char *place;
  double lat;
  double lon;
  double radius;
  GPtrArray *files;
} MusterDelivery;

/* Returns: (transfer full): an empty one */
MusterDelivery *muster_delivery_new (void);

void muster_delivery_free (MusterDelivery *delivery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterDelivery, muster_delivery_free)

/**
 * muster_delivery_add_file:
 * @delivery: a delivery
 * @id: (transfer full): by which the server has it
 *
 * Returns: (transfer none): one more file, to be described
 */
MusterDeliveryFile *muster_delivery_add_file (MusterDelivery *delivery, char *id);

/**
 * MusterAnswer:
 * @id: Muster's own, the same when it is said again
 * @request: the server's id of the request
 * @revision: of it, as it was decided
 * @decision: (transfer none): "approve", "reject", "revoke"
 * @by: who decided
 * @at: when, microseconds UTC
 * @note: what was said; may be empty
 * @outcome: (transfer none): what the server made of it: %NULL until it said so, "taken", "known",
 *   "conflict", "unknown"
 *
 * What became of a request, for the server that delivered it.
 */
typedef struct
{
  char *id;
  char *request;
  gint64 revision;
  const char *decision;
  char *by;
  gint64 at;
  char *note;
  const char *outcome;
} MusterAnswer;

void muster_answer_free (MusterAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterAnswer, muster_answer_free)
