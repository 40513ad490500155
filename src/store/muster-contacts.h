/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/**
 * MusterContact:
 * @attempted_at: when the last attempt began, 0 for never; all instants are microseconds UTC
 * @good_at: when an attempt last went well
 * @heard_at: when it last called in
 * @next_at: when it is due again, 0 for when somebody asks
 * @outcome: (transfer none): "" before the first attempt, "done", "offline" (this computer has no
 *   network), "failed" (it can be tried again), "refused" (somebody must see to it)
 * @code: (nullable): what kind of error: "unreachable", "timeout", "protocol", "storage", "secret",
 *   "certificate", "setting", "denied", "other-device", "missing", "offline"
 * @field: (nullable): the setting at fault
 * @value: (nullable): the value that would mend it
 * @message: (nullable): the error in words
 * @failures: failed attempts in a row
 * @failing_since: when the first of them began, 0 for none
 * @clock_known: whether its clock was ever read
 * @clock_ahead: microseconds that its clock was ahead of the true time
 * @clock_doubt: how far that measurement may be off
 * @clock_at: when it was measured
 *
 * How the contact with a source is.
 */
typedef struct
{
  gint64 attempted_at;
  gint64 good_at;
  gint64 heard_at;
  gint64 next_at;
  const char *outcome;
  char *code;
  char *field;
  char *value;
  char *message;
  guint failures;
  gint64 failing_since;
  gboolean clock_known;
  gint64 clock_ahead;
  gint64 clock_doubt;
  gint64 clock_at;
} MusterContact;

void muster_contact_clear (MusterContact *contact);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterContact, muster_contact_clear)

/**
 * muster_contacts_get:
 * @db: a connection
 * @source_id: which source
 * @contact: (out): how it is; clear it
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be read
 */
gboolean muster_contacts_get (MusterDb *db,
                              gint64 source_id,
                              MusterContact *contact,
                              GError **error);

/**
 * muster_contacts_set:
 * @db: a connection that writes
 * @source_id: which source
 * @contact: how it is
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was written
 */
gboolean muster_contacts_set (MusterDb *db,
                              gint64 source_id,
                              const MusterContact *contact,
                              GError **error);

/**
 * muster_contacts_learn:
 * @db: a connection that writes
 * @source_id: which source
 * @fact: what: "serial", "model" …
 * @value: as it says
 * @at: now
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Keeps a fact that a source told of itself.
 *
 * Returns: whether it was written
 */
gboolean muster_contacts_learn (MusterDb *db,
                                gint64 source_id,
                                const char *fact,
                                const char *value,
                                gint64 at,
                                GError **error);

/**
 * muster_contacts_get_facts:
 * @db: a connection
 * @source_id: which source
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): an a{ss} of what it told, floating no more
 */
GVariant *muster_contacts_get_facts (MusterDb *db, gint64 source_id, GError **error);

/**
 * muster_contacts_note_gap:
 * @db: a connection that writes
 * @source_id: which source
 * @from: the first record number that is missing
 * @until: the last
 * @at: now
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Keeps that a source skipped numbers; the same gap again changes nothing.
 *
 * Returns: whether it was written
 */
gboolean muster_contacts_note_gap (MusterDb *db,
                                   gint64 source_id,
                                   guint64 from,
                                   guint64 until,
                                   gint64 at,
                                   GError **error);

/**
 * muster_contacts_count_gaps:
 * @db: a connection
 * @source_id: which source
 * @n_gaps: (out): how many gaps
 * @n_records: (out): how many record numbers are in them
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be read
 */
gboolean muster_contacts_count_gaps (MusterDb *db,
                                     gint64 source_id,
                                     guint *n_gaps,
                                     guint64 *n_records,
                                     GError **error);
