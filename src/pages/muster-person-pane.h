/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-outlook.h"
#include "muster-person.h"

/**
 * MusterPersonPane:
 *
 * All about one person: employment, group, device numbers, groups over time.
 *
 * Actions: pane.edit, pane.map, pane.unmap (xs: source, key), pane.show-days.
 */
#define MUSTER_TYPE_PERSON_PANE (muster_person_pane_get_type ())
G_DECLARE_FINAL_TYPE (MusterPersonPane,
                      muster_person_pane,
                      MUSTER,
                      PERSON_PANE,
                      GtkWidget)

/**
 * muster_person_pane_new:
 * @office: the office
 * @actor: who looks
 * @outlook: knows what the groups are called
 *
 * Returns: (transfer floating): a pane about nobody yet
 */
MusterPersonPane *muster_person_pane_new (MusterOffice *office,
                                          MusterActor *actor,
                                          MusterOutlook *outlook);

/**
 * muster_person_pane_watch:
 * @self: a pane
 * @office: the office
 * @actor: who looks
 * @outlook: knows what the groups are called
 *
 * Gives a pane of a template what it reads through.
 */
void muster_person_pane_watch (MusterPersonPane *self,
                               MusterOffice *office,
                               MusterActor *actor,
                               MusterOutlook *outlook);

/**
 * muster_person_pane_set_person:
 * @self: a pane
 * @person: (nullable): whom it is about
 */
void muster_person_pane_set_person (MusterPersonPane *self, MusterPerson *person);

MusterPerson *muster_person_pane_get_person (MusterPersonPane *self);
