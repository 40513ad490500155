/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"
#include "muster-db.h"
#include "muster-keys.h"

typedef struct _MusterAccess MusterAccess;
typedef struct _MusterConnectorTable MusterConnectorTable;

/**
 * MusterAccess:
 * @folder: the company's folder
 * @key: the database key
 * @cost: what trying a new password shall cost
 *
 * What commands on users need beside the database: the slot file and what it wraps.
 */
struct _MusterAccess
{
  char *folder;
  GBytes *key;
  MusterKeyCost cost;
};

/**
 * MusterTouch:
 * @topics: #MusterTopics for which it stands
 * @person_id: whose days
 * @dates: which, widened by the ledger to all that depend on them
 *
 * Days that may come out otherwise after a commit.
 */
typedef struct
{
  guint topics;
  gint64 person_id;
  MusterDates dates;
} MusterTouch;

/**
 * MusterUndo:
 * @undo: what to do
 * @data: for @undo
 * @data_free: (nullable): frees @data
 *
 * What takes something back that lies outside the database.
 */
typedef struct
{
  void (*undo) (gpointer data);
  gpointer data;
  GDestroyNotify data_free;
} MusterUndo;

/**
 * MusterTransaction:
 * @db: the writing connection, within BEGIN IMMEDIATE
 * @now: when it began, microseconds UTC
 * @zone: the company's zone
 * @actor: who acts
 * @access: the key slots, for commands on users; their file is not part of the database's
 *   transaction, see muster_transaction_undo()
 * @connectors: the kinds of sources that there are
 * @command: name of what is done
 * @prepared: (nullable): what the command prepared from a snapshot that still holds
 * @topics: #MusterTopics touched so far
 * @touched: (element-type MusterTouch): days touched so far; of a topic that touches days
 *   without any entry here, all days count as touched
 * @undos: (element-type MusterUndo): what to do when the transaction is rolled back
 * @delegate_of: (nullable): on whose behalf the actor acts here, for the audit log
 *
 * What a command runs in.
 */
struct _MusterTransaction
{
  MusterDb *db;
  gint64 now;
  MusterZone *zone;
  MusterActor *actor;
  const MusterAccess *access;
  const MusterConnectorTable *connectors;
  const char *command;
  gconstpointer prepared;
  guint topics;
  GArray *touched;
  GArray *undos;
  const char *delegate_of;
};

/**
 * muster_transaction_allows:
 * @txn: a transaction
 * @person_id: whose record it is
 * @error: %MUSTER_ERROR_DENIED, or %MUSTER_ERROR_MISSING when there is no such person
 *
 * Asks whether the actor's scope reaches a person.
 *
 * Returns: whether it does
 */
gboolean muster_transaction_allows (MusterTransaction *txn,
                                    gint64 person_id,
                                    GError **error);

/**
 * muster_transaction_allows_place:
 * @txn: a transaction
 * @group: (nullable): code of a group
 * @department: (nullable): a department
 * @error: %MUSTER_ERROR_DENIED
 *
 * Asks whether the actor's scope reaches people of a group and department, before a person is
 * put there.
 *
 * Returns: whether it does
 */
gboolean muster_transaction_allows_place (MusterTransaction *txn,
                                          const char *group,
                                          const char *department,
                                          GError **error);

/**
 * muster_transaction_allows_all:
 * @txn: a transaction
 * @error: %MUSTER_ERROR_DENIED
 *
 * Asks whether the actor's scope is everybody, for what concerns everybody.
 *
 * Returns: whether it is
 */
gboolean muster_transaction_allows_all (MusterTransaction *txn, GError **error);

/**
 * muster_transaction_touch:
 * @txn: a transaction
 * @topics: #MusterTopics
 *
 * Says what the commit will have changed. Returns %TRUE always, so that a command can end
 * with it.
 */
gboolean muster_transaction_touch (MusterTransaction *txn, guint topics);

/**
 * muster_transaction_touch_days:
 * @txn: a transaction
 * @topics: #MusterTopics
 * @person_id: whose days
 * @from: the first of them, %MUSTER_DATE_NONE for all earlier ones
 * @to: the last of them, %MUSTER_DATE_EVER for all later ones
 *
 * Says what the commit will have changed, and that only these days depend on it. Returns %TRUE
 * always.
 */
gboolean muster_transaction_touch_days (MusterTransaction *txn,
                                        guint topics,
                                        gint64 person_id,
                                        MusterDate from,
                                        MusterDate to);

/**
 * muster_transaction_undo:
 * @txn: a transaction
 * @undo: what to do
 * @data: for @undo
 * @data_free: (nullable): frees @data, called in any case
 *
 * Has something done if the transaction is rolled back after all, for what lies outside the
 * database.
 */
void muster_transaction_undo (MusterTransaction *txn,
                              void (*undo) (gpointer data),
                              gpointer data,
                              GDestroyNotify data_free);
