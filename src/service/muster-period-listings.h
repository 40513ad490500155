/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/* Of the layer below, which those above do not see */
typedef struct _MusterPeriodRecord MusterPeriodRecord;

/**
 * MusterPeriodRow:
 * @id: the key of the row
 * @uid: UUIDv7
 * @dates: the dates it covers
 * @closed_at: microseconds UTC
 * @closed_by: the user who closed it
 * @forced: whether days were pending
 * @people: people with frozen days
 * @days: frozen days
 * @reopened_at: microseconds UTC, 0 while it is closed
 * @reopened_by: (nullable): the user who reopened it
 * @reason: (nullable): why
 * @zone: the company's zone
 *
 * A period that was closed for payroll.
 */
#define MUSTER_TYPE_PERIOD_ROW (muster_period_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterPeriodRow, muster_period_row, MUSTER, PERIOD_ROW, GObject)

struct _MusterPeriodRow
{
  GObject parent_instance;

  gint64 id;
  char *uid;
  MusterDates dates;
  gint64 closed_at;
  char *closed_by;
  gboolean forced;
  guint people;
  guint days;
  gint64 reopened_at;
  char *reopened_by;
  char *reason;
  MusterZone *zone;
};

/**
 * muster_period_row_new:
 * @reading: a snapshot
 * @record: what the store has
 *
 * Returns: (transfer full): its row
 */
MusterPeriodRow *muster_period_row_new (MusterReading *reading,
                                        const MusterPeriodRecord *record);

/**
 * MusterAdjustmentRow:
 * @period_id: the closed period
 * @person_id: who
 * @person_name: that person's name
 * @staff_no: that person's staff number
 * @date: which day
 * @nth: which of several entries of the day
 * @value: code of what differs
 * @before: as it counts, or counted before it was accepted
 * @after: as the view says by now, or as it was accepted
 * @difference: @after less @before, of a number
 * @into: the date that it was accepted into, %MUSTER_DATE_NONE while it is open
 * @accepted_at: microseconds UTC, 0 while it is open
 * @accepted_by: (nullable): the user who accepted it
 * @zone: the company's zone
 *
 * One value of a locked day that the view has otherwise.
 */
#define MUSTER_TYPE_ADJUSTMENT_ROW (muster_adjustment_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterAdjustmentRow,
                      muster_adjustment_row,
                      MUSTER,
                      ADJUSTMENT_ROW,
                      GObject)

struct _MusterAdjustmentRow
{
  GObject parent_instance;

  gint64 period_id;
  gint64 person_id;
  char *person_name;
  char *staff_no;
  MusterDate date;
  guint nth;
  const char *value;
  char *before;
  char *after;
  gint64 difference;
  MusterDate into;
  gint64 accepted_at;
  char *accepted_by;
  MusterZone *zone;
};

/* States: "closed", "reopened". In order of date */
extern const MusterListing muster_periods_listing;

/* States: "open", "accepted". Orders: "date" (the default, then by name), "person", "staff_no",
 * "department", "group" */
extern const MusterListing muster_adjustments_listing;
