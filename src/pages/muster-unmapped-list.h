/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"

/**
 * MusterUnmappedList:
 *
 * Device numbers that wait for a person, most punches first, each with the person it seems to
 * be and a way to choose another.
 *
 * Property: "n-items" (uint, read-only). Signal: "settled" (), when it has looked.
 */
#define MUSTER_TYPE_UNMAPPED_LIST (muster_unmapped_list_get_type ())
G_DECLARE_FINAL_TYPE (MusterUnmappedList,
                      muster_unmapped_list,
                      MUSTER,
                      UNMAPPED_LIST,
                      GtkWidget)

/**
 * muster_unmapped_list_watch:
 * @self: a list
 * @office: the office
 * @actor: who maps
 *
 * Gives a list of a template what it reads through.
 */
void muster_unmapped_list_watch (MusterUnmappedList *self,
                                 MusterOffice *office,
                                 MusterActor *actor);

/**
 * muster_unmapped_list_search:
 * @self: a list
 * @search: (nullable): number or name on the device
 */
void muster_unmapped_list_search (MusterUnmappedList *self, const char *search);

/**
 * muster_unmapped_list_take_proposals:
 * @self: a list
 *
 * Maps every number that has a proposal. Says how many there were.
 */
void muster_unmapped_list_take_proposals (MusterUnmappedList *self);
