/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-source.h"
#include "muster-transaction.h"

/**
 * muster_source_record_set:
 * @bag: (inout) (nullable): an a{sv}
 * @boxed: (nullable): a variant that holds an a{sv}
 *
 * Replaces a bag of settings by what a command was given; an empty one is none.
 */
void muster_source_record_set (GVariant **bag, GVariant *boxed);

/**
 * muster_source_record_merge:
 * @bag: (inout) (nullable): an a{sv}
 * @boxed: (nullable): a variant that holds an a{sv}
 *
 * Changes those settings of a bag that a command names.
 */
void muster_source_record_merge (GVariant **bag, GVariant *boxed);

/**
 * muster_source_record_check:
 * @txn: a transaction
 * @source: a source about to be stored
 * @secrets: (nullable): an a{sv} of its secret settings
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether it means something: a name, a kind that there is, a zone, settings and a plan
 *   that the kind understands
 */
gboolean muster_source_record_check (MusterTransaction *txn,
                                     MusterSource *source,
                                     GVariant *secrets,
                                     GError **error);

/**
 * muster_source_record_renew:
 * @txn: a transaction
 * @source_id: a source that somebody changed
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Has it tried at once, whatever was wrong with it.
 *
 * Returns: whether it was written
 */
gboolean muster_source_record_renew (MusterTransaction *txn,
                                     gint64 source_id,
                                     GError **error);
