/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-exception-listings.h"
#include "muster-words.h"

/**
 * muster_exception_text_title:
 * @row: an exception
 *
 * Returns: (transfer full): whom or what it concerns: a name, a source, a device number
 */
char *muster_exception_text_title (MusterExceptionRow *row);

/**
 * muster_exception_text_what:
 * @row: an exception
 *
 * Returns: (transfer full): the essence in a line: "Late 12 min", "Missing punch",
 *   "Clock is off by 75 s"
 */
char *muster_exception_text_what (MusterExceptionRow *row);

/**
 * muster_exception_text_why:
 * @row: an exception
 *
 * Returns: (transfer full) (nullable): in a sentence what makes the punch of a signal worth a look,
 *   with its evidence; %NULL for what the day itself explains
 */
char *muster_exception_text_why (MusterExceptionRow *row);

/**
 * muster_exception_text_when:
 * @row: an exception
 *
 * Returns: (transfer full) (nullable): its date, %NULL without one
 */
char *muster_exception_text_when (MusterExceptionRow *row);

/**
 * muster_exception_text_state:
 * @row: an exception
 *
 * Returns: (transfer full): what was decided, by whom and why: "Excused by Li Wei: fire drill",
 *   "Given to Zhao Min", "Open"
 */
char *muster_exception_text_state (MusterExceptionRow *row);

/**
 * muster_exception_text_request:
 * @row: an exception
 *
 * Returns: (transfer full) (nullable): that a request about that day waits; %NULL when none does
 */
char *muster_exception_text_request (MusterExceptionRow *row);
