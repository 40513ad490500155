/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-punch.h"

/**
 * MusterPunchRow:
 * @punch: the instant that counts, position in WGS-84, marks and so on
 * @person_id: 0 while its key is unmapped
 * @person_name: (nullable): whose
 * @staff_no: (nullable): staff number
 * @department: (nullable): department today
 * @group: (nullable): group today
 * @badge_id: the device number it came with
 * @key: that number as the source has it
 * @key_name: (nullable): the name that came with it
 * @source_name: name of the source
 * @zone: zone of the source
 * @wall: the face of the source's clock, as if it were UTC
 * @offset: seconds that @wall is ahead of UTC, %G_MININT32 when the source did not say
 * @import_id: the import that brought it, 0 for none
 * @line: where it stood in the import, 0 for unknown
 * @device: (nullable): the device that a server or a table names
 * @work_code: as given, 0 for none
 * @note: (nullable): what came with it
 * @extra: (nullable): further evidence as JSON
 * @raw_lat: latitude as given, meaningful with %MUSTER_PUNCH_PLACED
 * @raw_lon: longitude as given
 * @datum: the #MusterDatum of these
 * @void_reason: (nullable): why it does not count
 * @void_by: (nullable): the user who said so
 * @void_at: when, 0 when it is not void
 *
 * A raw punch with all that there is to show of it.
 */
#define MUSTER_TYPE_PUNCH_ROW (muster_punch_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterPunchRow, muster_punch_row, MUSTER, PUNCH_ROW, GObject)

struct _MusterPunchRow
{
  GObject parent_instance;

  MusterPunch punch;
  gint64 person_id;
  char *person_name;
  char *staff_no;
  char *department;
  char *group;
  gint64 badge_id;
  char *key;
  char *key_name;
  char *source_name;
  MusterZone *zone;
  gint64 wall;
  gint32 offset;
  gint64 import_id;
  guint64 line;
  char *device;
  guint32 work_code;
  char *note;
  char *extra;
  double raw_lat;
  double raw_lon;
  guint8 datum;
  char *void_reason;
  char *void_by;
  gint64 void_at;
};

/* Rows are MusterPunchRow, newest first; states "normal", "void", "suspect", "unmapped",
 * "correction" */
extern const MusterListing muster_punches_listing;
