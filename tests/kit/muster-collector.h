/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sink.h"

/**
 * MusterCollector:
 * @sink: to give to a connector
 * @punches: what came in, one text a draft: "key|2024-02-29 08:01:02|" and so on, see
 *   muster_collector_new()
 * @rejects: what could not be read: "line reason" and the text
 * @lines: of each punch
 * @identities: of each punch
 * @batches: how often drafts came
 * @largest: drafts in the largest batch
 * @duplicates: skipped as exact copies
 * @events: skipped as events
 * @suspect: punches with that mark
 * @nul_runs: runs of NULs
 * @nul_bytes: bytes in them
 * @progressed: the last progress
 * @total: of the last progress
 * @fail_after: batches to take before failing, 0 for never
 * @cancel_after: batches to take before cancelling @cancellable, 0 for never
 * @cancellable: (nullable): what to cancel
 * @cursor: (nullable): of the last batch
 * @record_keys: of each punch, "" for none
 * @users: who was met: "key name card", each only when it is there
 * @facts: what was learnt, the last value of each
 * @flushes: how often all was to be committed
 * @clocks: how often the clock was told
 * @ahead: of the last clock
 * @doubt: of the last clock
 * @reached: the last instant that the source reached
 *
 * A sink that remembers everything, for tests.
 */
typedef struct
{
  MusterSink sink;
  GPtrArray *punches;
  GPtrArray *rejects;
  GArray *lines;
  GArray *identities;
  guint batches;
  gsize largest;
  guint64 duplicates;
  guint64 events;
  guint64 suspect;
  guint64 nul_runs;
  guint64 nul_bytes;
  guint64 progressed;
  guint64 total;
  guint fail_after;
  guint cancel_after;
  GCancellable *cancellable;
  GVariant *cursor;
  GPtrArray *record_keys;
  GPtrArray *users;
  GHashTable *facts;
  guint flushes;
  guint clocks;
  gint64 ahead;
  gint64 doubt;
  gint64 reached;
} MusterCollector;

/**
 * muster_collector_new:
 *
 * A punch is remembered as "key 2024-02-29 08:01:02", then, each only when it says something,
 * " in" or " out", " v" and the verification, " w" and the work code, " name:", " device:",
 * " note:", " at:" and lat,lon,datum,accuracy, " suspect".
 *
 * Returns: (transfer full): an empty collector
 */
MusterCollector *muster_collector_new (void);

void muster_collector_free (MusterCollector *collector);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterCollector, muster_collector_free)

/**
 * muster_collector_get_punches:
 * @collector: a collector
 *
 * Returns: (transfer full): all punches, a line each
 */
char *muster_collector_get_punches (MusterCollector *collector);

/**
 * muster_collector_get_rejects:
 * @collector: a collector
 *
 * Returns: (transfer full): all rejects, a line each: "3 torn: the text"
 */
char *muster_collector_get_rejects (MusterCollector *collector);

/**
 * muster_collector_get_fact:
 * @collector: a collector
 * @fact: the name of a fact
 *
 * Returns: (transfer none) (nullable): what was learnt of it last
 */
const char *muster_collector_get_fact (MusterCollector *collector, const char *fact);
