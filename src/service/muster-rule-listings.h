/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-ruleset.h"
#include "muster-shift.h"

/**
 * MusterShiftRow:
 * @shift: a shift
 * @rules: the rule set in force that has it
 *
 * A shift as it is in force on the filter's last date, else today.
 */
#define MUSTER_TYPE_SHIFT_ROW (muster_shift_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterShiftRow, muster_shift_row, MUSTER, SHIFT_ROW, GObject)

struct _MusterShiftRow
{
  GObject parent_instance;

  MusterShift *shift;
  MusterRuleset *rules;
};

/**
 * MusterRulesetRow:
 * @id: the key of the row
 * @rules: the rule set
 * @from: date from which it holds
 * @published_at: microseconds UTC
 * @published_by: the user
 * @document: the rule file, JSON
 * @zone: the company's zone
 *
 * A published rule set.
 */
#define MUSTER_TYPE_RULESET_ROW (muster_ruleset_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterRulesetRow, muster_ruleset_row, MUSTER, RULESET_ROW, GObject)

struct _MusterRulesetRow
{
  GObject parent_instance;

  gint64 id;
  MusterRuleset *rules;
  MusterDate from;
  gint64 published_at;
  char *published_by;
  char *document;
  MusterZone *zone;
};

/**
 * MusterCalendarRow:
 * @date: the date
 * @kind: "statutory", "rest", "workday"
 * @name: (nullable): what it is called, in Chinese where both are known
 * @name_en: (nullable): what it is called in English
 *
 * A date of the holiday calendar.
 */
#define MUSTER_TYPE_CALENDAR_ROW (muster_calendar_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterCalendarRow,
                      muster_calendar_row,
                      MUSTER,
                      CALENDAR_ROW,
                      GObject)

struct _MusterCalendarRow
{
  GObject parent_instance;

  MusterDate date;
  char *kind;
  char *name;
  char *name_en;
};

/**
 * MusterRosterRow:
 * @id: the key of the row
 * @person_id: who
 * @person_name: that person's name
 * @staff_no: that person's staff number
 * @shift: (nullable): code of the shift; %NULL for an explicit rest
 * @from: first date
 * @to: last date, included; %MUSTER_DATE_EVER for open
 * @single: whether someone chose that very date
 *
 * A roster entry.
 */
#define MUSTER_TYPE_ROSTER_ROW (muster_roster_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterRosterRow, muster_roster_row, MUSTER, ROSTER_ROW, GObject)

struct _MusterRosterRow
{
  GObject parent_instance;

  gint64 id;
  gint64 person_id;
  char *person_name;
  char *staff_no;
  char *shift;
  MusterDate from;
  MusterDate to;
  gboolean single;
};

/**
 * MusterCoverRow:
 * @id: the key of the row
 * @person_id: who
 * @person_name: that person's name
 * @staff_no: that person's staff number
 * @kind: "leave", "trip", "field", "outing", "remote", "overtime"
 * @date: the date, %MUSTER_DATE_NONE for a span of instants
 * @part: "whole", "first", "second", "half"
 * @from: first instant, 0 with a date
 * @until: first instant after it
 * @note: (nullable): what was noted
 * @lieu: whether leave is time off in lieu
 * @zone: the company's zone
 *
 * Approved leave, a trip and so on.
 */
#define MUSTER_TYPE_COVER_ROW (muster_cover_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterCoverRow, muster_cover_row, MUSTER, COVER_ROW, GObject)

struct _MusterCoverRow
{
  GObject parent_instance;

  gint64 id;
  gint64 person_id;
  char *person_name;
  char *staff_no;
  char *kind;
  MusterDate date;
  char *part;
  gint64 from;
  gint64 until;
  char *note;
  gboolean lieu;
  MusterZone *zone;
};

extern const MusterListing muster_shifts_listing;
extern const MusterListing muster_rulesets_listing;
extern const MusterListing muster_calendar_listing;
extern const MusterListing muster_roster_listing;
extern const MusterListing muster_covers_listing;
