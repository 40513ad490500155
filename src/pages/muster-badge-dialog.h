/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-people-listings.h"
#include "muster-person.h"

/**
 * MusterBadgeDialog:
 *
 * Brings a device number and a person together, from either side.
 */
#define MUSTER_TYPE_BADGE_DIALOG (muster_badge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MusterBadgeDialog,
                      muster_badge_dialog,
                      MUSTER,
                      BADGE_DIALOG,
                      AdwDialog)

/**
 * muster_badge_dialog_present_for_person:
 * @parent: a widget of the window
 * @office: the office
 * @actor: who maps
 * @person: whose number is looked for
 *
 * Offers the numbers that wait for somebody.
 */
void muster_badge_dialog_present_for_person (GtkWidget *parent,
                                             MusterOffice *office,
                                             MusterActor *actor,
                                             MusterPerson *person);

/**
 * muster_badge_dialog_present_for_badge:
 * @parent: a widget of the window
 * @office: the office
 * @actor: who maps
 * @badge: the number whose owner is looked for
 *
 * Offers people.
 */
void muster_badge_dialog_present_for_badge (GtkWidget *parent,
                                            MusterOffice *office,
                                            MusterActor *actor,
                                            MusterBadgeRow *badge);
