/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-day-listings.h"
#include "muster-office.h"

/**
 * MusterDayDetail:
 *
 * One person's day in full: the verdict, the large day bar, every punch with its evidence and what
 * became of it, the reasons, the days before, and what can be done. It keeps itself up to date
 * while it is shown.
 *
 * Signals: "date-chosen" (gint date): the user wants to see another day of this person.
 */
#define MUSTER_TYPE_DAY_DETAIL (muster_day_detail_get_type ())
G_DECLARE_FINAL_TYPE (MusterDayDetail, muster_day_detail, MUSTER, DAY_DETAIL, GtkWidget)

/**
 * muster_day_detail_set_doors:
 * @self: a detail
 * @office: the doors
 * @actor: who reads
 *
 * Says where it reads. Once, before a day is shown.
 */
void muster_day_detail_set_doors (MusterDayDetail *self,
                                  MusterOffice *office,
                                  MusterActor *actor);

/**
 * muster_day_detail_set_row:
 * @self: a detail
 * @row: (nullable): the day; what @row does not say is fetched
 * @now: what time it is, microseconds UTC
 */
void muster_day_detail_set_row (MusterDayDetail *self, MusterDayRow *row, gint64 now);

/**
 * muster_day_detail_set_closable:
 * @self: a detail
 * @closable: whether it is a pane that goes away, with a button for that: so it is at first
 */
void muster_day_detail_set_closable (MusterDayDetail *self, gboolean closable);

MusterDayRow *muster_day_detail_get_row (MusterDayDetail *self);

/**
 * muster_day_detail_void:
 * @self: a detail
 *
 * Asks about voiding: the punch that has the focus, else the only one there is.
 *
 * Returns: whether it was clear which one is meant
 */
gboolean muster_day_detail_void (MusterDayDetail *self);

/**
 * muster_day_detail_show_why:
 * @self: a detail
 *
 * Scrolls to the reasons and moves the focus there.
 */
void muster_day_detail_show_why (MusterDayDetail *self);

/* Opens the large map at the person and the date that are shown */
void muster_day_detail_open_map (MusterDayDetail *self);
