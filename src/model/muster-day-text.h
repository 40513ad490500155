/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-words.h"

/**
 * muster_day_text_sign:
 * @day: a result
 *
 * Chooses the one sign that a day is shown with: what a person must look at goes before what
 * they need not.
 *
 * Returns: (transfer none): a word of the vocabulary "status" or "flag"
 */
const MusterWord *muster_day_text_sign (const MusterDay *day);

/**
 * muster_day_text_mark:
 * @day: a result
 *
 * Returns: (transfer none): its sign in one or two letters, for a calendar; "" when there is nothing
 *   to say
 */
const char *muster_day_text_mark (const MusterDay *day);

/**
 * muster_day_text_find:
 * @days: (element-type MusterDay): days of one person
 * @date: a date
 *
 * Returns: (transfer none) (nullable): the day to show where a date has room for one: of several
 *   entries the one that most needs a look; %NULL when there is none
 */
const MusterDay *muster_day_text_find (const GArray *days, MusterDate date);

/**
 * muster_day_text_label:
 * @day: a result
 *
 * Returns: (transfer full): the sign's word with its minutes: "Late 12 min", "Late 12 min, left
 *   early 5 min"
 */
char *muster_day_text_label (const MusterDay *day);

/**
 * muster_day_text_of_date:
 * @day: (nullable): what is known of the date
 * @date: the date
 *
 * Returns: (transfer full): the date, its label, its worked time and its other flags, a line each,
 *   for a tooltip
 */
char *muster_day_text_of_date (const MusterDay *day, MusterDate date);

/**
 * muster_day_text_month:
 * @days: (element-type MusterDay): days of one person
 *
 * Returns: (transfer full): the days that are not as they should be, for a screen reader: "Thu 5 Mar:
 *   Late 12 min; …"
 */
char *muster_day_text_month (const GArray *days);

/**
 * muster_day_text_flags:
 * @day: a result
 *
 * Returns: (transfer full): the flags that muster_day_text_label() does not say already
 */
char *muster_day_text_flags (const MusterDay *day);

/**
 * muster_day_text_in:
 * @sheet: a day
 *
 * Returns: (transfer full): when the on-punch that counts was, "Missing" when it is missing, ""
 *   when there is none to miss
 */
char *muster_day_text_in (MusterDaySheet *sheet);

/**
 * muster_day_text_out:
 *
 * Like muster_day_text_in() for the off-punch.
 */
char *muster_day_text_out (MusterDaySheet *sheet);

/**
 * muster_day_text_worked:
 * @day: a result
 *
 * Returns: (transfer full): the worked time as "7:45", "" for a day on which nothing was worked
 *   or expected
 */
char *muster_day_text_worked (const MusterDay *day);

/**
 * muster_day_text_count:
 * @minutes: minutes late, early or of overtime
 *
 * Returns: (transfer full): the number for a column of minutes, "" for none
 */
char *muster_day_text_count (int minutes);

/**
 * muster_day_text_schedule:
 * @sheet: a day
 *
 * Returns: (transfer full): the shift and its times: "Day shift, 09:00–18:00"; else what kind of
 *   day it is, with the name of the holiday
 */
char *muster_day_text_schedule (MusterDaySheet *sheet);

/**
 * muster_day_text_ground:
 * @sheet: a day
 *
 * Returns: (transfer full): what the result rests on, in one sentence, without its word
 */
char *muster_day_text_ground (MusterDaySheet *sheet);

/**
 * muster_day_text_verdict:
 * @sheet: a day
 *
 * Returns: (transfer full): the result in one or two sentences: what it is and what it rests on
 */
char *muster_day_text_verdict (MusterDaySheet *sheet);

/**
 * muster_day_text_stretch:
 * @sheet: a day
 * @stretch: one of its stretches
 *
 * Returns: (transfer full): what it is and when: "Late 09:00–09:12, 12 min"
 */
char *muster_day_text_stretch (MusterDaySheet *sheet, const MusterStretch *stretch);

/**
 * muster_day_text_placed:
 * @sheet: a day
 * @placed: one of its punches
 *
 * Returns: (transfer full): when it was and what it did: "09:12:30 On-punch"
 */
char *muster_day_text_placed (MusterDaySheet *sheet, const MusterPlaced *placed);

/**
 * muster_day_text_bar:
 * @sheet: a day
 *
 * Returns: (transfer full): the whole picture as a sentence, for a screen reader
 */
char *muster_day_text_bar (MusterDaySheet *sheet);

/**
 * muster_day_text_reason:
 * @verdict: a #MusterVerdict
 *
 * Returns: (transfer none): why a punch does not count, "" for one that does
 */
const char *muster_day_text_reason (MusterVerdict verdict);

/**
 * muster_day_text_evidence:
 * @punch: a punch
 * @zone: the zone to say times in
 * @date: the date that it belongs to
 *
 * Returns: (transfer full): how the source knew who it was and what else came with it:
 *   "Fingerprint · In · Offline punch, received Fri 6 Mar 08:10"
 */
char *muster_day_text_evidence (const MusterPunch *punch,
                                const MusterZone *zone,
                                MusterDate date);
