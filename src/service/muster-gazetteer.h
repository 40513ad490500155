/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-place.h"
#include "muster-places.h"

/**
 * muster_gazetteer_read:
 * @db: a connection
 * @error: a %MUSTER_ERROR_STORAGE, or what is wrong with a stored place
 *
 * Reads where punches count and counted: a version of a place holds from its first date up to its
 * last or to the day before the next version's first.
 *
 * Returns: (transfer full) (nullable) (element-type MusterPlace): every version that holds on
 *   some date, with the dates on which it does
 */
GPtrArray *muster_gazetteer_read (MusterDb *db, GError **error);

/**
 * muster_gazetteer_read_place:
 * @record: a version
 * @error: a %MUSTER_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the place as its document has it
 */
MusterPlace *muster_gazetteer_read_place (const MusterPlaceRecord *record,
                                          GError **error);

/**
 * muster_gazetteer_write_document:
 * @place: a place
 *
 * Returns: (transfer full): what its record holds beside name, dates and people
 */
char *muster_gazetteer_write_document (MusterPlace *place);
