/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-db.h"

/**
 * MusterBinding:
 *
 * What was decided about a person's device.
 */
typedef enum
{
  MUSTER_BINDING_PROPOSED, /* seen, and nobody has decided */
  MUSTER_BINDING_BOUND,    /* confirmed: the person's own */
  MUSTER_BINDING_RELEASED, /* refused, or not the person's any more */
} MusterBinding;

/**
 * MusterDeviceRecord:
 * @person_id: who
 * @device: the device, as punches name it; interned
 * @first_at: its first punch, microseconds UTC; 0 for none
 * @last_at: its last punch; 0 for none
 * @n_punches: punches that the person made with it
 * @binding: what was decided
 * @decided_at: when, 0 for never
 * @decided_by: (nullable): by whom
 * @reason: (nullable): why
 *
 * A phone that a person uses.
 */
typedef struct
{
  gint64 person_id;
  const char *device;
  gint64 first_at;
  gint64 last_at;
  gint64 n_punches;
  MusterBinding binding;
  gint64 decided_at;
  char *decided_by;
  char *reason;
} MusterDeviceRecord;

/**
 * MusterDeviceUse:
 * @punch_id: the punch
 * @device: the device it was made with, interned
 *
 * Which device a punch came from.
 */
typedef struct
{
  gint64 punch_id;
  const char *device;
} MusterDeviceUse;

/**
 * muster_devices_decide:
 * @db: the writing connection
 * @person_id: who
 * @device: the device
 * @binding: %MUSTER_BINDING_BOUND or %MUSTER_BINDING_RELEASED
 * @reason: why, may be ""
 * @at: when, microseconds UTC
 * @by: who decides
 * @error: %MUSTER_ERROR_CONFLICT when it is so already
 *
 * Returns: whether it was added
 */
gboolean muster_devices_decide (MusterDb *db,
                                gint64 person_id,
                                const char *device,
                                MusterBinding binding,
                                const char *reason,
                                gint64 at,
                                const char *by,
                                GError **error);

/**
 * muster_devices_undo:
 * @db: the writing connection
 * @person_id: who
 * @device: the device
 * @at: when, microseconds UTC
 * @by: whose decision is taken back
 * @error: %MUSTER_ERROR_CONFLICT when the last decision is not one of @by
 *
 * Takes the last decision about a device back: it is what it was before.
 *
 * Returns: whether it is
 */
gboolean muster_devices_undo (MusterDb *db,
                              gint64 person_id,
                              const char *device,
                              gint64 at,
                              const char *by,
                              GError **error);

/**
 * muster_devices_list:
 * @db: a connection
 * @error: a %MUSTER_ERROR_STORAGE
 *
 * Reads every pair of a person and a device that was used or decided about ("phone" of the
 * further evidence of punches).
 *
 * Returns: (transfer full) (nullable) (element-type MusterDeviceRecord): person by person, the
 *   devices in the order of their first use
 */
GArray *muster_devices_list (MusterDb *db, GError **error);

/**
 * muster_devices_of_person:
 * @db: a connection
 * @person_id: who
 * @error: a %MUSTER_ERROR_STORAGE
 *
 * As muster_devices_list(), of the devices of one person only. Who else uses these is in it as well.
 *
 * Returns: (transfer full) (nullable) (element-type MusterDeviceRecord): as there
 */
GArray *muster_devices_of_person (MusterDb *db, gint64 person_id, GError **error);

/**
 * muster_devices_decided:
 * @db: a connection
 * @error: a %MUSTER_ERROR_STORAGE
 *
 * Reads what was decided, without a look at the punches.
 *
 * Returns: (transfer full) (nullable) (element-type MusterDeviceRecord): person by person; the uses
 *   are 0
 */
GArray *muster_devices_decided (MusterDb *db, GError **error);

/**
 * muster_devices_uses:
 * @db: a connection
 * @span: instants
 * @error: a %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable) (element-type MusterDeviceUse): which punches of @span
 *   name a device, in order of their ids
 */
GArray *muster_devices_uses (MusterDb *db, MusterSpan span, GError **error);
