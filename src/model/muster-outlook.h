/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"
#include "muster-sync.h"

/**
 * MusterReach:
 *
 * How much time a page shows at once.
 */
typedef enum
{
  MUSTER_REACH_DAY,
  MUSTER_REACH_WEEK, /* Monday to Sunday */
  MUSTER_REACH_MONTH,
} MusterReach;

/**
 * MusterOutlook:
 *
 * What all pages of a window look at: a date and the days around it, a group or department,
 * a search. The scope bar changes it, pages listen to #MusterOutlook::changed.
 *
 * Signals: "changed" (), once for every change, however many parts it has.
 * "day-passed" (), when another day has begun: "now" lines and "today" are to be looked at
 * again.
 */
#define MUSTER_TYPE_OUTLOOK (muster_outlook_get_type ())
G_DECLARE_FINAL_TYPE (MusterOutlook, muster_outlook, MUSTER, OUTLOOK, GObject)

/**
 * muster_outlook_new:
 * @office: the office, whose clock and zone say when it is today
 *
 * Returns: (transfer full): an outlook on today, everybody, no search
 */
MusterOutlook *muster_outlook_new (MusterOffice *office);

MusterZone *muster_outlook_get_zone (MusterOutlook *self);

/**
 * muster_outlook_set_sync:
 * @self: an outlook
 * @sync: (nullable): what keeps the sources in step, for pages that show or ask it
 */
void muster_outlook_set_sync (MusterOutlook *self, MusterSync *sync);
MusterSync *muster_outlook_get_sync (MusterOutlook *self);

/**
 * muster_outlook_get_now:
 * @self: an outlook
 *
 * Returns: what time it is, microseconds UTC since 1970
 */
gint64 muster_outlook_get_now (MusterOutlook *self);

/**
 * muster_outlook_get_today:
 * @self: an outlook
 *
 * Returns: the civil date of now in the company's zone
 */
MusterDate muster_outlook_get_today (MusterOutlook *self);

MusterDate muster_outlook_get_date (MusterOutlook *self);
void muster_outlook_set_date (MusterOutlook *self, MusterDate date);

/**
 * muster_outlook_get_dates:
 * @self: an outlook
 *
 * Returns: the day, week or month around the date
 */
MusterDates muster_outlook_get_dates (MusterOutlook *self);

MusterReach muster_outlook_get_reach (MusterOutlook *self);
void muster_outlook_set_reach (MusterOutlook *self, MusterReach reach);

/**
 * muster_outlook_pin_reach:
 * @self: an outlook
 * @reach: the only #MusterReach that the page in view can show, -1 when it can show each
 *
 * Lets a page have its own reach while it is in view; what the user chose elsewhere stays for
 * elsewhere. No signal.
 */
void muster_outlook_pin_reach (MusterOutlook *self, int reach);

/**
 * muster_outlook_step:
 * @self: an outlook
 * @steps: days, weeks or months to go forward, back when negative
 *
 * Moves the date by the reach. A month that is too short takes its last day.
 */
void muster_outlook_step (MusterOutlook *self, int steps);

const char *muster_outlook_get_group (MusterOutlook *self);
const char *muster_outlook_get_department (MusterOutlook *self);

/**
 * muster_outlook_set_part:
 * @self: an outlook
 * @group: (nullable): code of an attendance group
 * @department: (nullable): name of a department
 *
 * Narrows the view to a part of the company, or with two %NULL widens it to all.
 */
void muster_outlook_set_part (MusterOutlook *self,
                              const char *group,
                              const char *department);

const char *muster_outlook_get_search (MusterOutlook *self);

/**
 * muster_outlook_set_search:
 * @self: an outlook
 * @search: (nullable): what was typed; an empty text is the same as %NULL
 */
void muster_outlook_set_search (MusterOutlook *self, const char *search);

/**
 * muster_outlook_set_units:
 * @self: an outlook
 * @groups: (nullable) (element-type MusterUnitRow): the groups that one can choose
 * @departments: (nullable) (element-type MusterUnitRow): the departments likewise
 */
void muster_outlook_set_units (MusterOutlook *self,
                               GListModel *groups,
                               GListModel *departments);

/**
 * muster_outlook_say_group:
 * @self: an outlook
 * @code: (nullable): code of an attendance group
 *
 * Returns: (transfer none) (nullable): what the group is called, @code itself when it is not among
 *   the groups
 */
const char *muster_outlook_say_group (MusterOutlook *self, const char *code);

GListModel *muster_outlook_get_groups (MusterOutlook *self);
GListModel *muster_outlook_get_departments (MusterOutlook *self);

/**
 * muster_outlook_build_filter:
 * @self: an outlook
 * @dated: whether the dates belong in it
 *
 * Returns: (transfer full): a new filter with what is looked at, for its builder to refine
 */
MusterFilter *muster_outlook_build_filter (MusterOutlook *self, gboolean dated);
