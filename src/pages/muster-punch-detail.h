/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-punch-listings.h"

/**
 * MusterPunchDetail:
 *
 * A raw punch with all that came with it, where it came from, and what was said about it since.
 *
 * Signals: "day-wanted" (gint date, gint64 person): the user wants to see the day it is in.
 */
#define MUSTER_TYPE_PUNCH_DETAIL (muster_punch_detail_get_type ())
G_DECLARE_FINAL_TYPE (MusterPunchDetail,
                      muster_punch_detail,
                      MUSTER,
                      PUNCH_DETAIL,
                      GtkWidget)

/**
 * muster_punch_detail_set_doors:
 * @self: a detail
 * @office: the doors
 * @actor: who reads
 * @home: the company's zone; another one is named
 *
 * Says where it acts. Once, before a punch is shown.
 */
void muster_punch_detail_set_doors (MusterPunchDetail *self,
                                    MusterOffice *office,
                                    MusterActor *actor,
                                    MusterZone *home);

/**
 * muster_punch_detail_set_row:
 * @self: a detail
 * @row: (nullable): the punch
 */
void muster_punch_detail_set_row (MusterPunchDetail *self, MusterPunchRow *row);
MusterPunchRow *muster_punch_detail_get_row (MusterPunchDetail *self);

/**
 * muster_punch_detail_void:
 * @self: a detail with a punch
 *
 * Asks about voiding it, or letting it count again.
 */
void muster_punch_detail_void (MusterPunchDetail *self);
