/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-plan-bar.h"
#include "muster-plan-listings.h"

/**
 * MusterRosterLine:
 *
 * A line of the roster: who, and what is planned. When narrow the plan comes below the name.
 */
#define MUSTER_TYPE_ROSTER_LINE (muster_roster_line_get_type ())
G_DECLARE_FINAL_TYPE (MusterRosterLine, muster_roster_line, MUSTER, ROSTER_LINE, GtkBox)

/* The room of the name, so that the heading can stand above the cells */
#define MUSTER_ROSTER_NAME_WIDTH 96
#define MUSTER_ROSTER_SPACING 8

/**
 * muster_roster_line_new:
 * @narrow: whether the plan comes below the name
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *muster_roster_line_new (gboolean narrow);

/**
 * muster_roster_line_new_with:
 * @bar: (transfer floating): what stands where a person's cells would
 * @title: what stands where the name would
 * @narrow: whether the bar comes below the title
 *
 * Returns: (transfer floating): a line that is nobody's, laid out like the others
 */
GtkWidget *muster_roster_line_new_with (GtkWidget *bar,
                                        const char *title,
                                        gboolean narrow);

/**
 * muster_roster_line_set_row:
 * @self: a line
 * @row: (nullable): what it shows
 */
void muster_roster_line_set_row (MusterRosterLine *self, MusterPlanRow *row);

/**
 * muster_roster_line_get_row:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what it shows
 */
MusterPlanRow *muster_roster_line_get_row (MusterRosterLine *self);

/**
 * muster_roster_line_get_bar:
 * @self: a person's line
 *
 * Returns: (transfer none): its cells
 */
MusterPlanBar *muster_roster_line_get_bar (MusterRosterLine *self);

void muster_roster_line_set_narrow (MusterRosterLine *self, gboolean narrow);
