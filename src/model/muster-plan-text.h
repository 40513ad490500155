/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-plan.h"

/* In all of these @plans are the plans of one person and date, of which there may be several. */

/**
 * muster_plan_text_shift_mark:
 * @shift: a shift
 *
 * Returns: (transfer full): the shift in a cell of a table: its code when that is one or two
 *   characters, else the first character of its name
 */
char *muster_plan_text_shift_mark (const MusterShift *shift);

/**
 * muster_plan_text_mark:
 * @plan: a plan
 *
 * Returns: (transfer full): the plan in a cell of a table: one or two characters, none when
 *   nothing is planned
 */
char *muster_plan_text_mark (const MusterPlan *plan);

/**
 * muster_plan_text_shift:
 * @shift: a shift
 *
 * Returns: (transfer full): its name and times: "Early shift 06:00–14:00"
 */
char *muster_plan_text_shift (const MusterShift *shift);

/**
 * muster_plan_text_what:
 * @plans: (array length=n) (nullable): the plans
 * @n: how many
 *
 * Returns: (transfer full): what is planned: shifts and times, rest, the holiday
 */
char *muster_plan_text_what (const MusterPlan *plans, guint n);

/**
 * muster_plan_text_why:
 * @plans: (array length=n) (nullable): the plans
 * @n: how many
 *
 * Returns: (transfer full): what it rests on, and what is to be looked at, as sentences
 */
char *muster_plan_text_why (const MusterPlan *plans, guint n);

/**
 * muster_plan_text_date:
 * @plans: (array length=n) (nullable): the plans
 * @n: how many
 * @date: their date
 *
 * Returns: (transfer full): the date, what is planned and why, as a tooltip says it
 */
char *muster_plan_text_date (const MusterPlan *plans, guint n, MusterDate date);

/**
 * muster_plan_text_word:
 * @plans: (array length=n) (nullable): the plans
 * @n: how many
 *
 * Returns: (transfer full): the cell in a spreadsheet: names of shifts with "+" between them, the
 *   word for a rest, nothing on a holiday and when nothing is planned
 */
char *muster_plan_text_word (const MusterPlan *plans, guint n);
