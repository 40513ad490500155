/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-person.h"
#include "muster-reading.h"
#include "muster-request-policy.h"
#include "muster-rulebook.h"

/**
 * MusterRequestTerms:
 * @policy: how the person's group handled requests on the request's date
 * @deadline: the last date on which it may be submitted
 * @period: the period of quota that its date lies in
 * @used: corrections of that period, this one apart
 * @locked: whether one of its dates is in a closed period
 * @of_day: time of day of the wanted punch, minutes; -1 for what is no correction
 *
 * What holds for one request.
 */
typedef struct
{
  MusterRequestPolicy policy;
  MusterDate deadline;
  MusterDates period;
  int used;
  gboolean locked;
  int of_day;
} MusterRequestTerms;

/**
 * muster_request_terms_read:
 * @terms: (out): the terms, to be cleared in any case
 * @reading: a snapshot
 * @rules: the rules of the snapshot
 * @request: a request
 * @person: whose it is, with the group of the request's date
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether they could be read
 */
gboolean muster_request_terms_read (MusterRequestTerms *terms,
                                    MusterReading *reading,
                                    MusterRulebook *rules,
                                    MusterRequest *request,
                                    MusterPerson *person,
                                    GError **error);

void muster_request_terms_clear (MusterRequestTerms *terms);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterRequestTerms, muster_request_terms_clear)

/**
 * muster_request_terms_get_deviation:
 * @reading: a snapshot
 * @request: a correction
 * @person: whose it is
 * @deviation: (out): minutes between wanted and scheduled time, -1 when nothing is scheduled
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether the day could be judged
 */
gboolean muster_request_terms_get_deviation (MusterReading *reading,
                                             MusterRequest *request,
                                             MusterPerson *person,
                                             int *deviation,
                                             GError **error);
