/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-signals.h"

/**
 * MusterSignalRow:
 * @signal: what was found, with its evidence
 * @person_name: whose punch
 * @staff_no: their employee number
 * @other_name: (nullable): of a shared device, the other person; %NULL when the actor may not
 *   see them
 * @other_staff_no: (nullable): likewise
 * @zone: the company's zone
 *
 * Something about a punch that is worth a look.
 */
#define MUSTER_TYPE_SIGNAL_ROW (muster_signal_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterSignalRow, muster_signal_row, MUSTER, SIGNAL_ROW, GObject)

struct _MusterSignalRow
{
  GObject parent_instance;

  MusterSignal signal;
  char *person_name;
  char *staff_no;
  char *other_name;
  char *other_staff_no;
  MusterZone *zone;
};

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
  MusterZone *zone;
};

/**
 * muster_signals_of:
 * @reading: a snapshot
 * @filter: whose; its states are heeded too
 * @scope: whose may be seen
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterSignalRow) (nullable): the signals of the filter's
 *   dates, without any of the last 31 days
 */
GPtrArray *muster_signals_of (MusterReading *reading,
                              MusterFilter *filter,
                              const MusterScope *scope,
                              GError **error);

/**
 * muster_signals_listing:
 *
 * "signals": punches of the filter's dates (without any, of the last 31 days) that are worth a
 * look, each with its evidence. States are the kinds: "mock", "speed", "shared_device",
 * "several_devices", "same_position", "unbound_device", "weak_verify", "two_sources".
 */
extern const MusterListing muster_signals_listing;

/**
 * muster_phones_listing:
 *
 * "phones": which phones people use, and what was decided about them. States: "proposed",
 * "bound", "released".
 */
extern const MusterListing muster_phones_listing;
