/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/**
 * MusterPhoneRow:
 * @person_id: who
 * @person_name: their name
 * @staff_no: their employee number
 * @device: the device, as punches name it
 * @state: "proposed", "bound" or "released"
 * @first_at: its first punch, microseconds UTC, 0 for none
 * @last_at: its last punch, 0 for none
 * @n_punches: punches made with it
 * @decided_at: when somebody decided, 0 for never
 * @decided_by: (nullable): who
 * @reason: (nullable): why
 * @sole: whether it is proposed, the only one of its person, and nobody else's
 * @zone: the company's zone
 *
 * A phone that a person uses.
 */
#define MUSTER_TYPE_PHONE_ROW (muster_phone_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterPhoneRow, muster_phone_row, MUSTER, PHONE_ROW, GObject)

struct _MusterPhoneRow
{
  GObject parent_instance;

  gint64 person_id;
  char *person_name;
  char *staff_no;
  char *device;
  const char *state;
  gint64 first_at;
  gint64 last_at;
  gint64 n_punches;
  gint64 decided_at;
  char *decided_by;
  char *reason;
  gboolean sole;
  MusterZone *zone;
};

/**
 * muster_phones_listing:
 *
 * "phones": which phones people use, and what was decided about them. States: "proposed",
 * "bound", "released".
 */
extern const MusterListing muster_phones_listing;
