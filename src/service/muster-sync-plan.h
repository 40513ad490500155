/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-params.h"

/**
 * muster_sync_plan_fields:
 *
 * What can be set of every source that is read by itself: when, how its clock is taken, how long it
 * may be silent.
 */
extern const MusterField muster_sync_plan_fields[];

/**
 * MusterSyncWhen:
 *
 * When a source is read.
 */
typedef enum
{
  MUSTER_SYNC_INTERVAL, /* every so many minutes */
  MUSTER_SYNC_TIMES,    /* at times of day */
  MUSTER_SYNC_MANUAL,   /* when somebody asks */
} MusterSyncWhen;

/**
 * MusterSyncPlan:
 * @when: when it is read
 * @every: microseconds from one attempt to the next
 * @times: (element-type int): minutes after midnight, in order
 * @live: whether the connection is kept open for punches as they are made
 * @measured: whether its clock is corrected by what was measured last, not by a constant
 * @drift_warn: microseconds by which its clock may be off before somebody is told
 * @silent_after: microseconds after which a source that has not reported is behind, %G_MAXINT64 for
 *   never
 *
 * When and how a source is read.
 */
typedef struct
{
  MusterSyncWhen when;
  gint64 every;
  GArray *times;
  gboolean live;
  gboolean measured;
  gint64 drift_warn;
  gint64 silent_after;
} MusterSyncPlan;

/**
 * muster_sync_plan_new:
 * @values: (nullable): an a{sv} of #muster_sync_plan_fields
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: (transfer full) (nullable): the plan
 */
MusterSyncPlan *muster_sync_plan_new (GVariant *values, GError **error);

void muster_sync_plan_free (MusterSyncPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterSyncPlan, muster_sync_plan_free)

/**
 * muster_sync_plan_get_next:
 * @plan: a plan
 * @zone: the zone that its times of day are in
 * @attempted_at: when the last attempt began, microseconds UTC, 0 for never
 * @now: what time it is
 *
 * Says when a source is due that has no fault. What was missed while nobody was there is due at
 * once, once.
 *
 * Returns: that instant, never before @attempted_at; %G_MAXINT64 for never
 */
gint64 muster_sync_plan_get_next (const MusterSyncPlan *plan,
                                  MusterZone *zone,
                                  gint64 attempted_at,
                                  gint64 now);

/**
 * muster_sync_plan_get_retry:
 * @plan: a plan
 * @zone: as above
 * @failures: failed attempts in a row, at least 1
 * @refused: whether somebody must see to it before it can go well
 * @dice: a number from 0 up to 1, so that many do not come back at the same instant
 * @now: when the last of them ended
 *
 * Says when to try again: after half a minute, then twice as long each time up to half an hour, a
 * fifth more or less. What a person must mend is tried once an hour: a wrong password tried often
 * locks accounts.
 *
 * Returns: that instant; %G_MAXINT64 when it is only read on demand
 */
gint64 muster_sync_plan_get_retry (const MusterSyncPlan *plan,
                                   MusterZone *zone,
                                   guint failures,
                                   gboolean refused,
                                   double dice,
                                   gint64 now);
