/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/**
 * muster_add_place:
 *
 * "place.add" (name, fence, from, to, for, groups, people, request, buffer, bssids, networks): adds
 * a place; returns its id.
 */
extern const MusterCommand muster_add_place;

/**
 * muster_change_place:
 *
 * "place.change" (place, from, …): changes a place from a date on. What is not given stays as it
 * was on that date; earlier days are judged by what held before.
 */
extern const MusterCommand muster_change_place;

/**
 * muster_retire_place:
 *
 * "place.retire" (place, from): a place is none any more from a date on.
 */
extern const MusterCommand muster_retire_place;

/**
 * muster_import_places:
 *
 * "place.import" (document, from): adds and changes places from GeoJSON, all or none. A feature
 * changes the place of its uid or, without one, of its name; returns how many were added and how
 * many changed.
 */
extern const MusterCommand muster_import_places;

/**
 * muster_bind_device:
 *
 * "device.bind" (person, device, reason): confirms that a phone is a person's own.
 */
extern const MusterCommand muster_bind_device;

/**
 * muster_unbind_device:
 *
 * "device.unbind" (person, device, reason): takes that back, or refuses it.
 */
extern const MusterCommand muster_unbind_device;

/**
 * muster_undo_device:
 *
 * "device.undo" (person, device): takes back what the same user decided last about it.
 */
extern const MusterCommand muster_undo_device;
