/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-person.h"

/**
 * MusterPersonChoice:
 *
 * An entry for an employee's name, number or pinyin with those that fit below it. Enter takes the
 * first, a click another; what is typed afterwards chooses anew.
 *
 * Signals: "chosen" (), when somebody was taken.
 */
#define MUSTER_TYPE_PERSON_CHOICE (muster_person_choice_get_type ())
G_DECLARE_FINAL_TYPE (MusterPersonChoice,
                      muster_person_choice,
                      MUSTER,
                      PERSON_CHOICE,
                      GtkWidget)

/**
 * muster_person_choice_new:
 * @office: the doors
 * @actor: who chooses, of those in their scope
 *
 * Returns: (transfer floating): a choice of nobody yet
 */
GtkWidget *muster_person_choice_new (MusterOffice *office, MusterActor *actor);

/**
 * muster_person_choice_get_person:
 * @self: a choice
 *
 * Returns: (transfer none) (nullable): who is chosen
 */
MusterPerson *muster_person_choice_get_person (MusterPersonChoice *self);

/**
 * muster_person_choice_set_person:
 * @self: a choice
 * @person: who is chosen
 */
void muster_person_choice_set_person (MusterPersonChoice *self, MusterPerson *person);

/**
 * muster_person_choice_get_entry:
 * @self: a choice
 *
 * Returns: (transfer none): the row to type in, for its focus and its marks
 */
GtkWidget *muster_person_choice_get_entry (MusterPersonChoice *self);
