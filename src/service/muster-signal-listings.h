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
