/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-calendar.h"
#include "muster-day.h"
#include "muster-note.h"
#include "muster-place.h"
#include "muster-roster.h"
#include "muster-ruleset.h"

/**
 * MusterFacts:
 * @person_id: whose
 * @dates: which days are wanted. The facts reach further on both sides, see
 *   muster_judge_get_reach()
 * @rulesets: (array length=n_rulesets): the rule sets in order of their effective date
 * @calendar: the holiday calendar
 * @zone: the company's zone, for shifts and groups that name none
 * @joined: first date of employment
 * @left: last date of employment
 * @exempt: whether nobody expects punches
 * @rostered: whether the person was ever on a roster, also outside the facts' reach; punches
 *   of someone without any shift are placed by session (§4)
 * @default_shift: (nullable): code of the person's own default shift; else the group's
 * @memberships: (array length=n_memberships): groups, in order
 * @assignments: (array length=n_assignments): roster, in order of @from
 * @covers: (array length=n_covers): leave, trips and so on
 * @punches: (array length=n_punches): in the order of muster_punch_compare(); void and suspect
 *   ones too
 * @places: (array length=n_places): places as they hold over dates, of anybody
 * @networks: (array length=n_networks): Wi-Fi and addresses of punches, in order of their ids
 * @as_of: the moment of judging, microseconds UTC
 * @synced_to: how far all sources that serve the person have reported, microseconds UTC;
 *   %G_MAXINT64 when there is nothing to wait for
 *
 * All that the result of a person's days depends on. Nothing here is owned: the ledger keeps
 * the arrays for as long as judging takes.
 */
typedef struct
{
  gint64 person_id;
  MusterDates dates;
  MusterRuleset *const *rulesets;
  gsize n_rulesets;
  MusterCalendar *calendar;
  MusterZone *zone;
  MusterDate joined;
  MusterDate left;
  gboolean exempt;
  gboolean rostered;
  const char *default_shift;
  const MusterMembership *memberships;
  gsize n_memberships;
  const MusterAssignment *assignments;
  gsize n_assignments;
  const MusterCover *covers;
  gsize n_covers;
  const MusterPunch *punches;
  gsize n_punches;
  MusterPlace *const *places;
  gsize n_places;
  const MusterPunchNetwork *networks;
  gsize n_networks;
  gint64 as_of;
  gint64 synced_to;
} MusterFacts;
