/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * MUSTER_DEMO_ZONE:
 *
 * The zone of the demo company.
 */
#define MUSTER_DEMO_ZONE "Asia/Shanghai"

/**
 * MusterDemoPlan:
 * @people: how many people
 * @days: how many days, the last one included; 0 for the last three months and what there is of
 *   this one
 * @end: the last date, %MUSTER_DATE_NONE for today
 * @seed: decides what is invented: the same plan gives the same company
 *
 * What demo company is wanted. Punches of today that lie in the future are left out.
 */
typedef struct
{
  guint people;
  guint days;
  MusterDate end;
  guint64 seed;
} MusterDemoPlan;

/**
 * muster_demo_get_name:
 *
 * Returns: (transfer none): what a demo company is called, which says plainly that it is one
 */
const char *muster_demo_get_name (void);

/**
 * muster_demo_fill:
 * @office: the office of a new and empty company in %MUSTER_DEMO_ZONE
 * @actor: an admin
 * @plan: what is wanted
 * @progress: (nullable): who wants to know how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @error: what went wrong
 *
 * Fills a company with invented people and their punches: departments of two levels, two day
 * shifts and a rotating night shift, holidays, late comers, leavers and joiners, missing,
 * duplicate, void and unmapped punches, punches of phones around three sites, some received
 * days later, leave, and a clock that has not yet been read today. Blocks.
 *
 * Returns: whether it is filled
 */
gboolean muster_demo_fill (MusterOffice *office,
                           MusterActor *actor,
                           const MusterDemoPlan *plan,
                           MusterProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error);
