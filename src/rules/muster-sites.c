/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sites.h"

#include <math.h>

void
muster_sites_clear (MusterSheetPunch *punch)
{
  punch->site = MUSTER_SITE_UNJUDGED;
  punch->site_as = MUSTER_SITE_AS_ACCEPT;
  punch->evidence = MUSTER_EVIDENCE_NONE;
  punch->distance = NAN;
  punch->place = NULL;
}

static const MusterPunchNetwork *
find_network (const MusterFacts *facts, gint64 punch_id)
{
  gsize low = 0;
  gsize high = facts->n_networks;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (facts->networks[middle].punch_id < punch_id)
        low = middle + 1;
      else
        high = middle;
    }

  return low < facts->n_networks && facts->networks[low].punch_id == punch_id
           ? &facts->networks[low]
           : NULL;
}

static gboolean
judge_network (MusterSheetPunch *it,
               MusterPlace *place,
               const MusterPunchNetwork *network,
               const MusterPolicy *policy)
{
  if (policy->accept_wifi && muster_place_has_bssid (place, network->bssid))
    it->evidence = MUSTER_EVIDENCE_WIFI;
  else if (policy->accept_ip && muster_place_has_address (place, network->address))
    it->evidence = MUSTER_EVIDENCE_ADDRESS;
  else
    return FALSE;

  it->site = MUSTER_SITE_INSIDE;
  it->place = place;
  it->distance = NAN;

  return TRUE;
}

/* Inside is better than uncertain, uncertain better than outside, then what is nearer. */
static gboolean
is_better (MusterSite site, double distance, const MusterSheetPunch *than)
{
  static const int rank[] = { [MUSTER_SITE_UNJUDGED] = 0,
                              [MUSTER_SITE_OUTSIDE] = 1,
                              [MUSTER_SITE_UNCERTAIN] = 2,
                              [MUSTER_SITE_INSIDE] = 3 };

  if (rank[site] != rank[than->site])
    return rank[site] > rank[than->site];

  return distance < (double) than->distance;
}

static void
judge_fence (MusterSheet *sheet,
             MusterSheetPunch *it,
             MusterPlace *place,
             const MusterPunch *punch,
             const MusterPolicy *policy)
{
  MusterPoint at = { punch->lat, punch->lon };
  double accuracy = punch->marks & MUSTER_PUNCH_ACCURATE ? (double) punch->accuracy
                                                         : -1.0;
  double buffer = policy->buffer + place->buffer;
  double distance = INFINITY;
  MusterSite site;

  /* What is outside of one place already need not be measured from one that is farther. */
  if (it->site != MUSTER_SITE_UNJUDGED && accuracy <= policy->max_accuracy &&
      muster_fence_is_farther (
        place->fence, at,
        MAX (sheet->measure && isfinite (it->distance) ? (double) it->distance : 0.0,
             buffer + MAX (accuracy, 0.0))))
    return;

  site = muster_fence_judge (place->fence, at, accuracy, buffer, policy->max_accuracy,
                             sheet->measure ? &distance : NULL);
  if (!is_better (site, distance, it))
    return;

  it->site = (guint8) site;
  it->place = place;
  it->distance = (float) distance;
  it->evidence = MUSTER_EVIDENCE_POSITION;
}

/* Whether field work, a trip and the like was approved for when the punch was made. */
static gboolean
is_covered (const MusterFacts *facts, const MusterPunch *punch, MusterDate date)
{
  for (gsize i = 0; i < facts->n_covers; i++)
    {
      const MusterCover *cover = &facts->covers[i];

      if (cover->kind != MUSTER_COVER_TRIP && cover->kind != MUSTER_COVER_FIELD &&
          cover->kind != MUSTER_COVER_OUTING && cover->kind != MUSTER_COVER_REMOTE)
        continue;

      if (cover->date != MUSTER_DATE_NONE
            ? cover->date == date
            : cover->from <= punch->at && punch->at <= cover->until)
        return TRUE;
    }

  return FALSE;
}

gboolean
muster_sites_judge (MusterSheet *sheet, guint index, const MusterSheetLine *line)
{
  const MusterFacts *facts = sheet->facts;
  const MusterPunch *punch = &facts->punches[index];
  const MusterPolicy *policy = line->policy;
  MusterSheetPunch *it = muster_sheet_punch (sheet, index);
  const MusterPunchNetwork *network = NULL;

  if (facts->n_places == 0 || policy == NULL)
    return TRUE;

  if (facts->n_networks > 0)
    network = find_network (facts, punch->id);
  if (network == NULL && (punch->marks & MUSTER_PUNCH_PLACED) == 0)
    return TRUE;

  for (gsize i = 0; i < facts->n_places; i++)
    {
      MusterPlace *place = facts->places[i];

      if (!muster_place_is_for (place, line->day.date, facts->person_id,
                                line->group != NULL ? line->group->code : NULL))
        continue;

      if (network != NULL && judge_network (it, place, network, policy))
        break;

      if (place->fence != NULL && (punch->marks & MUSTER_PUNCH_PLACED) != 0)
        judge_fence (sheet, it, place, punch, policy);
    }

  if (it->site == MUSTER_SITE_UNCERTAIN)
    it->site_as = (guint8) policy->uncertain_as;
  else if (it->site == MUSTER_SITE_OUTSIDE)
    it->site_as = (guint8) policy->outside_as;

  if (it->site_as == MUSTER_SITE_AS_FIELD_NEEDS_APPROVAL &&
      is_covered (facts, punch, line->day.date))
    it->site_as = MUSTER_SITE_AS_FIELD;

  return it->site_as < MUSTER_SITE_AS_FIELD_NEEDS_APPROVAL ||
         (punch->marks & MUSTER_PUNCH_ACCEPTED) != 0;
}
