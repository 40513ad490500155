/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/*
 * The contents of evidence, which are too large for a command's arguments or a listing's rows.
 * They go from the database to the eye and back in memory only. The functions block.
 */

/**
 * muster_evidence_open:
 * @office: the office
 * @actor: who wants to see it
 * @id: a piece of evidence
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_MISSING also for one out of the actor's scope
 *
 * Returns: (transfer full) (nullable): its content
 */
GBytes *muster_evidence_open (MusterOffice *office,
                              MusterActor *actor,
                              gint64 id,
                              GCancellable *cancellable,
                              GError **error);

/**
 * muster_evidence_attach:
 * @office: the office
 * @actor: who gives it
 * @request_id: to which request
 * @name: name of the file, or of what was pasted
 * @data: the content
 * @cancellable: (nullable): to give up
 * @error: what is wrong with it, or with the request
 *
 * Adds a piece of evidence, its type and size checked by the content.
 *
 * Returns: whether it was stored
 */
gboolean muster_evidence_attach (MusterOffice *office,
                                 MusterActor *actor,
                                 gint64 request_id,
                                 const char *name,
                                 GBytes *data,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * muster_evidence_put:
 * @txn: a transaction
 * @request_id: to which request
 * @name: name of the file
 * @data: the content
 * @error: as muster_evidence_attach()
 *
 * The same within a transaction. Returns: whether it was stored
 */
gboolean muster_evidence_put (MusterTransaction *txn,
                              gint64 request_id,
                              const char *name,
                              GBytes *data,
                              GError **error);
