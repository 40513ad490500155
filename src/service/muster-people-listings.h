/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-person.h"

/**
 * MusterBadgeRow:
 * @id: the key of the row
 * @source_id: the source that the number belongs to
 * @source_name: its name
 * @key: the number on that source
 * @name: (nullable): the name that came with it
 * @person_id: whom it is mapped to, 0 for nobody yet
 * @person_name: (nullable): that person's name
 * @staff_no: (nullable): that person's staff number
 * @n_punches: punches that came with it
 * @first_at: the first of them, 0 for none
 * @last_at: the last of them, 0 for none
 * @device_no: (nullable): the employee number as the source has it
 * @card: (nullable): the card's number as the source has it
 * @proposed_id: whose it may be, see muster_matching_propose(); 0 for nobody, or when it is mapped
 * @proposed_name: (nullable): that person's name
 * @certainty: (transfer none): how sure that is: "none", "possible", "likely", "certain"
 * @zone: zone of the source
 *
 * A device number: a person's key on one source, mapped or waiting.
 */
#define MUSTER_TYPE_BADGE_ROW (muster_badge_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterBadgeRow, muster_badge_row, MUSTER, BADGE_ROW, GObject)

struct _MusterBadgeRow
{
  GObject parent_instance;

  gint64 id;
  gint64 source_id;
  char *source_name;
  char *key;
  char *name;
  gint64 person_id;
  char *person_name;
  char *staff_no;
  guint64 n_punches;
  gint64 first_at;
  gint64 last_at;
  char *device_no;
  char *card;
  gint64 proposed_id;
  char *proposed_name;
  const char *certainty;
  MusterZone *zone;
};

/**
 * MusterMembershipRow:
 * @id: the key of the row
 * @person_id: who
 * @group: code of the attendance group
 * @from: first date, %MUSTER_DATE_NONE for ever since
 * @to: last date, included; %MUSTER_DATE_EVER for open
 *
 * That a person is in a group over a span of dates.
 */
#define MUSTER_TYPE_MEMBERSHIP_ROW (muster_membership_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterMembershipRow,
                      muster_membership_row,
                      MUSTER,
                      MEMBERSHIP_ROW,
                      GObject)

struct _MusterMembershipRow
{
  GObject parent_instance;

  gint64 id;
  gint64 person_id;
  char *group;
  MusterDate from;
  MusterDate to;
};

/**
 * MusterUnitRow:
 * @code: code of a group, path of a department
 * @name: what it is called
 * @n_people: people in it today
 *
 * An attendance group or a department, for a choice.
 */
#define MUSTER_TYPE_UNIT_ROW (muster_unit_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterUnitRow, muster_unit_row, MUSTER, UNIT_ROW, GObject)

struct _MusterUnitRow
{
  GObject parent_instance;

  char *code;
  char *name;
  guint n_people;
};

/* Rows are MusterPerson with badges; states "employed" (on the filter's last date, else today),
 * "left", "exempt", "without_badge" */
extern const MusterListing muster_people_listing;

/* Rows are MusterBadgeRow; states "mapped", "unmapped" */
extern const MusterListing muster_badges_listing;

/* The same rows, only those that nobody is mapped to, most punches first */
extern const MusterListing muster_unmapped_listing;

/* Rows are MusterMembershipRow, of the filter's person */
extern const MusterListing muster_memberships_listing;

/* Rows are MusterUnitRow */
extern const MusterListing muster_groups_listing;
extern const MusterListing muster_departments_listing;
