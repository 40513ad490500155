/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sink.h"

#define MUSTER_BATCH_DRAFTS 4096

/**
 * MusterBatch:
 *
 * Collects drafts and hands them to a sink some thousands at a time. It owns their texts, packs
 * their identity (state, verify and occurrence number) and leaves out exact copies, which are
 * counted as skipped with the reason "duplicate".
 */
typedef struct _MusterBatch MusterBatch;

/**
 * muster_batch_new:
 * @sink: where the drafts go
 * @cursor: (nullable): goes with every batch
 * @copies: whether exact copies are further punches rather than skipped
 *
 * Returns: (transfer full): an empty batch
 */
MusterBatch *muster_batch_new (MusterSink *sink, GVariant *cursor, gboolean copies);

void muster_batch_free (MusterBatch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterBatch, muster_batch_free)

/**
 * muster_batch_set_cursor:
 * @batch: a batch
 * @cursor: (nullable): goes with the drafts from here on; when there are none, the next hand-over
 *   hands over it alone
 *
 * Says what the next hand-over covers. Whoever changes the cursor on the way flushes where it
 * ends, so that no batch is covered by the cursor of another.
 */
void muster_batch_set_cursor (MusterBatch *batch, GVariant *cursor);

/**
 * muster_batch_expect:
 * @batch: an empty batch
 * @n_drafts: about how many drafts will come in all
 *
 * Makes room to tell so many apart. More may come, or fewer.
 */
void muster_batch_expect (MusterBatch *batch, guint64 n_drafts);

/**
 * muster_batch_text:
 * @batch: a batch
 * @text: (nullable): some UTF-8
 * @length: bytes of it
 *
 * Returns: (transfer none) (nullable): a copy that lives until the batch is handed over,
 *   %NULL for an empty text
 */
const char *muster_batch_text (MusterBatch *batch, const char *text, gsize length);

/**
 * muster_batch_add:
 * @batch: a batch
 * @draft: what to add: texts from muster_batch_text(); @identity is set here
 * @state: the source's own code of direction, 255 for none
 * @verify: the source's own code of verification, 255 for none
 * @rest: hash of all that the source said
 * @error: what stopped the sink
 *
 * Adds a draft, and hands over when there are enough.
 *
 * Returns: whether to go on
 */
gboolean muster_batch_add (MusterBatch *batch,
                           const MusterDraft *draft,
                           guint32 state,
                           guint32 verify,
                           guint32 rest,
                           GError **error);

/**
 * muster_batch_pass:
 * @batch: a batch
 * @draft: a draft that was handed over before: its key and wall time
 * @state: as for muster_batch_add()
 * @verify: as for muster_batch_add()
 * @rest: as for muster_batch_add()
 *
 * Remembers a draft without handing it over, so that later ones of the same identity are numbered
 * after it.
 */
void muster_batch_pass (MusterBatch *batch,
                        const MusterDraft *draft,
                        guint32 state,
                        guint32 verify,
                        guint32 rest);

/**
 * muster_batch_flush:
 * @batch: a batch
 * @error: what stopped the sink
 *
 * Hands over what there is.
 *
 * Returns: whether to go on
 */
gboolean muster_batch_flush (MusterBatch *batch, GError **error);
