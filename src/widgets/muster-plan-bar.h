/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-plan.h"

/**
 * MusterPlanBar:
 *
 * What is planned for one person over a month, side by side: a cell a day with the mark of its
 * shift on the shift's tint. A line below the mark says that somebody chose this very date, a
 * corner that the plan is to be looked at. Under the pointer a cell says it in words.
 */
#define MUSTER_TYPE_PLAN_BAR (muster_plan_bar_get_type ())
G_DECLARE_FINAL_TYPE (MusterPlanBar, muster_plan_bar, MUSTER, PLAN_BAR, GtkWidget)

/**
 * muster_plan_bar_new:
 *
 * Returns: (transfer floating): a bar of nothing
 */
GtkWidget *muster_plan_bar_new (void);

/**
 * muster_plan_bar_set_plans:
 * @self: a bar
 * @dates: the span, of at most 62 days
 * @plans: (nullable) (element-type MusterPlan): in order of date, %NULL while not known
 * @owner: (nullable): what the plans' shifts belong to
 */
void muster_plan_bar_set_plans (MusterPlanBar *self,
                                MusterDates dates,
                                GArray *plans,
                                GObject *owner);

/**
 * muster_plan_bar_set_selection:
 * @self: a bar
 * @selected: the dates that are selected; from %MUSTER_DATE_NONE for none
 * @cursor: the date that the keyboard is on, %MUSTER_DATE_NONE for none
 */
void muster_plan_bar_set_selection (MusterPlanBar *self,
                                    MusterDates selected,
                                    MusterDate cursor);

/**
 * muster_plan_bar_get_date:
 * @self: a bar
 * @x: across the bar, in pixels; beyond an end it is the date at that end
 *
 * Returns: the date there, %MUSTER_DATE_NONE without dates
 */
MusterDate muster_plan_bar_get_date (MusterPlanBar *self, double x);

/**
 * muster_plan_bar_get_tint:
 * @place: which shift of its rule set it is, from 0
 * @color: (out): the colour that is faded behind its mark
 *
 * Tints come again after six shifts; the mark tells them apart.
 */
void muster_plan_bar_get_tint (int place, GdkRGBA *color);
