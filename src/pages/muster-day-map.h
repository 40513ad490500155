/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-office.h"

/**
 * MusterDayMap:
 *
 * Where a person punched on a day, small: fences, punches by verdict, and a line through them in
 * order. Hidden when no punch has a position. A button: what it opens is its owner's to say.
 *
 * Signals: `pressed`.
 */
#define MUSTER_TYPE_DAY_MAP (muster_day_map_get_type ())
G_DECLARE_FINAL_TYPE (MusterDayMap, muster_day_map, MUSTER, DAY_MAP, GtkWidget)

/**
 * muster_day_map_show:
 * @self: a map
 * @office: the office
 * @actor: who looks
 * @person_id: whose punches, 0 for nobody's
 * @date: of which day
 *
 * Shows a day as soon as it is read. The day that is shown already is read again, without being
 * hidden meanwhile.
 */
void muster_day_map_show (MusterDayMap *self,
                          MusterOffice *office,
                          MusterActor *actor,
                          gint64 person_id,
                          MusterDate date);
