/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"
#include "muster-filter.h"

/**
 * MusterAuditEntry:
 * @seq: number in the chain, from 1
 * @at: microseconds UTC
 * @user_id: who, 0 for the runner of sources
 * @user: the name
 * @delegate_of: (nullable): on whose behalf
 * @command: name of the command, or of the service that wrote
 * @args: (nullable): arguments less secrets, as text
 * @outcome: "done", "denied", "failed"
 * @message: (nullable): why it was refused or failed
 * @hash: hash of this entry, which covers that of the one before, in hexadecimal
 */
typedef struct
{
  gint64 seq;
  gint64 at;
  gint64 user_id;
  char *user;
  char *delegate_of;
  char *command;
  char *args;
  char *outcome;
  char *message;
  char *hash;
} MusterAuditEntry;

#define MUSTER_AUDIT_HASH_BYTES 32

/**
 * MusterAuditMark:
 * @seq: number of an entry, 0 for none
 * @hash: its hash
 *
 * How long the chain was once. Kept outside the database, so that a chain that was cut shows.
 */
typedef struct
{
  gint64 seq;
  guint8 hash[MUSTER_AUDIT_HASH_BYTES];
} MusterAuditMark;

/**
 * muster_audit_append:
 * @db: a connection that writes
 * @entry: the entry; @seq and @hash are made here
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Adds an entry to the chain: its hash is BLAKE2b-256 over the hash before and all of its
 * own fields.
 *
 * Returns: its number, 0 on error
 */
gint64 muster_audit_append (MusterDb *db, const MusterAuditEntry *entry, GError **error);

/**
 * muster_audit_get_mark:
 * @db: a connection
 * @mark: (out): the newest entry
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be read
 */
gboolean muster_audit_get_mark (MusterDb *db, MusterAuditMark *mark, GError **error);

/**
 * muster_audit_verify:
 * @db: a connection
 * @mark: (nullable): an entry that was there once
 * @n: (out): entries that are good, from the first on
 * @bad: (out): number of the first entry that is not what it was, or that should be there and
 *   is not; 0 when the chain is whole
 * @error: %MUSTER_ERROR_STORAGE when it could not be read
 *
 * Walks the chain from the first entry.
 *
 * Returns: whether it could be walked, whatever was found
 */
gboolean muster_audit_verify (MusterDb *db,
                              const MusterAuditMark *mark,
                              guint64 *n,
                              gint64 *bad,
                              GError **error);

/**
 * muster_audit_find:
 * @db: a connection
 * @filter: search (in user, command and arguments), states, limit
 * @span: the instants of the filter's dates
 * @counts: (nullable) (element-type utf8 guint): adds the entries by outcome
 * @total: (out) (optional): entries before the filter's states and limit
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type gint64) (nullable): numbers, oldest first unless the
 *   filter turns them round
 */
GArray *muster_audit_find (MusterDb *db,
                           MusterFilter *filter,
                           MusterSpan span,
                           GHashTable *counts,
                           guint *total,
                           GError **error);

/**
 * muster_audit_load:
 * @db: a connection
 * @seqs: (array length=n): which
 * @n: how many
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterAuditEntry) (nullable): one for each of @seqs in
 *   their order, with seq 0 for one that is not there; the array clears them
 */
GArray *muster_audit_load (MusterDb *db, const gint64 *seqs, gsize n, GError **error);
