/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"

/**
 * MusterOutcome:
 *
 * One value of a day that payroll may ask for; what two results of a day can differ in.
 */
typedef enum
{
  MUSTER_OUTCOME_SHIFT,
  MUSTER_OUTCOME_DAY_TYPE,
  MUSTER_OUTCOME_STATUS,
  MUSTER_OUTCOME_OTHER_HALF,
  MUSTER_OUTCOME_FLAGS,
  MUSTER_OUTCOME_EXPECTED,
  MUSTER_OUTCOME_WORKED_SEC,
  MUSTER_OUTCOME_LATE,
  MUSTER_OUTCOME_EARLY,
  MUSTER_OUTCOME_OVERTIME,
  MUSTER_OUTCOME_OVERTIME_PENDING,
  MUSTER_OUTCOME_UNDERTIME,
  MUSTER_OUTCOME_LIEU_EARNED,
  MUSTER_OUTCOME_LIEU_TAKEN,
  MUSTER_OUTCOME_ATTENDED_HALF,
  MUSTER_OUTCOME_ABSENT_HALF,
  MUSTER_N_OUTCOMES,
} MusterOutcome;

/**
 * MusterDifference:
 * @before: the value on the one side: a number, a code, codes with "," between them; "" for none
 * @after: the value on the other side
 *
 * One value of one person's day that came out otherwise.
 */
typedef struct
{
  gint64 person_id;
  MusterDate date;
  guint8 nth;
  guint8 outcome;
  char *before;
  char *after;
} MusterDifference;

/**
 * muster_outcome_get_code:
 * @outcome: a value
 *
 * Returns: (transfer none): its name in files, that of the column of the days listing
 */
const char *muster_outcome_get_code (MusterOutcome outcome);

/**
 * muster_outcome_is_number:
 * @outcome: a value
 *
 * Returns: whether it is a number, of which there can be a total
 */
gboolean muster_outcome_is_number (MusterOutcome outcome);

/**
 * muster_outcome_get_number:
 * @outcome: a value that is a number
 * @text: (nullable): as a #MusterDifference has it
 *
 * Returns: the number, 0 for none
 */
gint64 muster_outcome_get_number (MusterOutcome outcome, const char *text);

/**
 * muster_differences_new:
 *
 * Returns: (transfer full) (element-type MusterDifference): an empty list that owns its texts
 */
GArray *muster_differences_new (void);

/**
 * muster_differences_add:
 * @differences: where to add them
 * @before: (nullable): a day; %NULL when there is none, which equals one that expects nothing
 * @before_shift: (nullable): code of its shift
 * @after: (nullable): the same day, otherwise judged; one of the two must be there
 * @after_shift: (nullable): code of its shift
 *
 * Adds what the two differ in, in the order of #MusterOutcome.
 */
void muster_differences_add (GArray *differences,
                             const MusterDay *before,
                             const char *before_shift,
                             const MusterDay *after,
                             const char *after_shift);

/**
 * muster_day_compare_entry:
 * @a: (nullable): a day, the last of all when %NULL
 * @b: (nullable): another of the same person
 *
 * Returns: less than, equal to or more than 0: the order of date and nth
 */
int muster_day_compare_entry (const MusterDay *a, const MusterDay *b);

/**
 * muster_day_get_shift_code:
 * @day: (nullable): a day that points to its shift
 *
 * Returns: (transfer none) (nullable): the code of its shift
 */
const char *muster_day_get_shift_code (const MusterDay *day);
