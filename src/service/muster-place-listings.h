/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-place.h"

/**
 * MusterPlaceRow:
 * @place: the place, with the dates on which it holds so
 * @people: employee numbers, of a place for some people
 * @state: "current", "coming" or "past", as of today
 * @zone: the company's zone
 *
 * A place as it holds over some dates.
 */
#define MUSTER_TYPE_PLACE_ROW (muster_place_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterPlaceRow, muster_place_row, MUSTER, PLACE_ROW, GObject)

struct _MusterPlaceRow
{
  GObject parent_instance;

  MusterPlace *place;
  GStrv people;
  const char *state;
};

/**
 * muster_places_listing:
 *
 * "places": where punches count: every version of every place that holds on one of the filter's
 * dates, or on any date without. States: "current", "coming", "past".
 */
extern const MusterListing muster_places_listing;
