/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"
#include "muster-listing.h"
#include "muster-spread.h"

typedef struct _MusterConnectorTable MusterConnectorTable;
typedef struct _MusterLedger MusterLedger;

/**
 * MusterReading:
 * @db: a reading connection, a snapshot
 * @now: when it began, microseconds UTC
 * @zone: the company's zone
 * @connectors: the kinds of sources that there are
 * @ledger: judges days
 * @generation: of the ledger, from before the snapshot was taken
 * @cancellable: (nullable): to give up
 * @spread: (nullable): hands for long computing
 * @actor: (nullable): who reads
 *
 * What a listing reads from.
 */
struct _MusterReading
{
  MusterDb *db;
  gint64 now;
  MusterZone *zone;
  const MusterConnectorTable *connectors;
  MusterLedger *ledger;
  guint64 generation;
  GCancellable *cancellable;
  MusterSpread *spread;
  MusterActor *actor;
};

/**
 * muster_reading_get_today:
 * @reading: a reading
 *
 * Returns: the date today, in the company's zone
 */
MusterDate muster_reading_get_today (MusterReading *reading);

/**
 * muster_reading_get_span:
 * @reading: a reading
 * @dates: dates of the company's zone; %MUSTER_DATE_NONE and %MUSTER_DATE_EVER for open ends
 *
 * Returns: the instants of @dates, %G_MININT64 and %G_MAXINT64 for open ends
 */
MusterSpan muster_reading_get_span (MusterReading *reading, MusterDates dates);

/**
 * muster_reading_get_zone:
 * @reading: a reading
 * @name: (nullable): an IANA name
 *
 * Returns: (transfer full): that zone, the company's when this system does not know it
 */
MusterZone *muster_reading_get_zone (MusterReading *reading, const char *name);
