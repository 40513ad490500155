/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-civil.h"
#include "muster-params.h"

/**
 * MusterDatum:
 *
 * The datum of a position (semantics §10). The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_DATUM_WGS84 = 0,
  MUSTER_DATUM_GCJ02 = 1,
  MUSTER_DATUM_BD09 = 2,
} MusterDatum;

/**
 * MusterSourceState:
 *
 * The numbers are stored and never change.
 */
typedef enum
{
  MUSTER_SOURCE_ACTIVE = 0,
  MUSTER_SOURCE_PAUSED = 1,
  MUSTER_SOURCE_RETIRED = 2,
} MusterSourceState;

/**
 * MusterSource:
 * @id: 0 until stored
 * @uid: UUIDv7
 * @name: what people call it, unique
 * @kind: name of its connector: "file", "zk", …; "correction" for approved requests
 * @zone: IANA name of the zone its wall clock runs in
 * @datum: the datum in which it reports positions
 * @state: whether it is in use
 * @waited_for: whether days of the people it serves wait for it (semantics §12)
 * @correction: microseconds to add to its clock (semantics §1.7)
 * @synced_to: punches up to this instant have arrived; 0 for never
 * @settings: (nullable): a{sv} of its connector's fields, without secrets
 * @plan: (nullable): a{sv} of when and how it is read
 * @device: (nullable): serial number or device number, to recognise its files
 *
 * A device, server or file that punches come from. Immutable once built.
 */
#define MUSTER_TYPE_SOURCE (muster_source_get_type ())
G_DECLARE_FINAL_TYPE (MusterSource, muster_source, MUSTER, SOURCE, GObject)

struct _MusterSource
{
  GObject parent_instance;

  gint64 id;
  char *uid;
  char *name;
  char *kind;
  char *zone;
  MusterDatum datum;
  MusterSourceState state;
  gboolean waited_for;
  gint64 correction;
  gint64 synced_to;
  GVariant *settings;
  GVariant *plan;
  char *device;
};

/**
 * muster_source_copy:
 * @source: a source
 *
 * Returns: (transfer full): one that is the same, for its builder to change
 */
MusterSource *muster_source_copy (MusterSource *source);

/**
 * muster_source_new:
 *
 * Returns: (transfer full): an empty source, for its builder to fill
 */
MusterSource *muster_source_new (void);
