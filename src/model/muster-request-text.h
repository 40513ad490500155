/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-request-listings.h"
#include "muster-words.h"

/**
 * muster_request_text_sign:
 * @row: a request
 *
 * Returns: (transfer none): the word of its state
 */
const MusterWord *muster_request_text_sign (MusterRequestRow *row);

/**
 * muster_request_text_dates:
 * @row: a request
 *
 * Returns: (transfer full): its date, or its first and its last
 */
char *muster_request_text_dates (MusterRequestRow *row);

/**
 * muster_request_text_part:
 * @row: a request
 *
 * Returns: (transfer full) (nullable): which punch and when, from when until when, or which half of
 *   the date; %NULL for the whole of it
 */
char *muster_request_text_part (MusterRequestRow *row);

/**
 * muster_request_text_when:
 * @row: a request
 *
 * Returns: (transfer full): what it is about: "Wed 4 Mar, off-punch 18:05", "2–4 March 2026",
 *   "Wed 4 Mar 18:00–21:00"
 */
char *muster_request_text_when (MusterRequestRow *row);

/**
 * muster_request_text_state:
 * @row: a request
 *
 * Returns: (transfer full): its state with who: "Waits for Li Wei", "Approved by Li Wei for Zhao
 *   Min"
 */
char *muster_request_text_state (MusterRequestRow *row);

/**
 * muster_request_text_terms:
 * @row: a request
 *
 * Returns: (transfer full): what the rules say of it, with what was let through, a thing a line:
 *   "Correction 2 of 3 this period", "Deadline Wed 11 Mar"
 */
char *muster_request_text_terms (MusterRequestRow *row);

/**
 * muster_request_text_step:
 * @row: a step of a thread
 *
 * Returns: (transfer full): who did what: "Li Wei for Zhao Min · Approved"
 */
char *muster_request_text_step (MusterStepRow *row);
