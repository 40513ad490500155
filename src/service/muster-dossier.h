/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-listing.h"
#include "muster-plan.h"
#include "muster-punch.h"
#include "muster-roster.h"
#include "muster-rulebook.h"
#include "muster-spread.h"

/**
 * MusterDossier:
 *
 * All that the days of some people depend on, read in bulk from one snapshot: what the judge
 * is given as their facts. Immutable; judging it needs no database.
 */
typedef struct _MusterDossier MusterDossier;

/**
 * muster_dossier_read:
 * @reading: a snapshot
 * @rules: what they are to be judged under
 * @ids: (array length=n): people, each once
 * @n: how many
 * @dates: which days, bounded
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): the dossier
 */
MusterDossier *muster_dossier_read (MusterReading *reading,
                                    MusterRulebook *rules,
                                    const gint64 *ids,
                                    gsize n,
                                    MusterDates dates,
                                    GError **error);
void muster_dossier_free (MusterDossier *dossier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterDossier, muster_dossier_free)

/**
 * muster_dossier_judge:
 * @dossier: a dossier
 * @spread: (nullable): who helps; %NULL for this thread alone
 * @days: (element-type MusterDay): where to add the results, in the order of the people, then
 *   of date
 *
 * Judges all of them. The results do not depend on who helps.
 */
void muster_dossier_judge (MusterDossier *dossier, MusterSpread *spread, GArray *days);

/**
 * muster_dossier_judge_sheets:
 * @dossier: a dossier
 * @sheets: (element-type MusterDaySheet): where to add the results, with their reasons and with
 *   the sources that a pending day waits for
 *
 * Judges all of them for the eye.
 */
void muster_dossier_judge_sheets (MusterDossier *dossier, GPtrArray *sheets);

/**
 * MusterSupposition:
 * @punch: (nullable): a punch that is not there
 * @without_punch: a punch that shall not count, 0 for none
 * @covers: (nullable) (array length=n_covers): covers that are not there
 * @n_covers: how many
 * @without_request: the request whose covers shall not count, 0 for none
 *
 * What is supposed of one person's facts.
 */
typedef struct
{
  const MusterPunch *punch;
  gint64 without_punch;
  const MusterCover *covers;
  gsize n_covers;
  gint64 without_request;
} MusterSupposition;

/**
 * muster_dossier_suppose:
 * @dossier: a dossier of one person that nobody has judged yet
 * @supposition: what is supposed
 *
 * Changes the person's facts to what they would be.
 */
void muster_dossier_suppose (MusterDossier *dossier,
                             const MusterSupposition *supposition);

/**
 * muster_dossier_survey:
 * @dossier: what was read
 * @without: a place that is left out of account, 0 for none
 * @sited: (element-type MusterSited): what is found is appended, person by person
 *
 * Judges where the punches of the dates that have a position were made, and nothing else.
 */
void muster_dossier_survey (MusterDossier *dossier, gint64 without, GArray *sited);

/**
 * muster_dossier_plan:
 * @reading: a snapshot
 * @rules: what is in force
 * @ids: (array length=n): people, each once
 * @n: how many
 * @dates: which dates, bounded
 * @plans: (element-type MusterPlan): where to add what is planned, in the order of @ids, then of
 *   date; their shifts and labels are owned by @rules
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Reads no punches: only what is planned is wanted.
 *
 * Returns: whether all were added
 */
gboolean muster_dossier_plan (MusterReading *reading,
                              MusterRulebook *rules,
                              const gint64 *ids,
                              gsize n,
                              MusterDates dates,
                              GArray *plans,
                              GError **error);
