/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-person.h"

/**
 * MusterPersonDialog:
 *
 * Adds a person or changes one: a form of the command's own fields.
 */
#define MUSTER_TYPE_PERSON_DIALOG (muster_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MusterPersonDialog,
                      muster_person_dialog,
                      MUSTER,
                      PERSON_DIALOG,
                      AdwDialog)

/**
 * muster_person_dialog_present:
 * @parent: a widget of the window
 * @office: the office
 * @actor: who edits
 * @person: (nullable): whom to change; %NULL to add one
 *
 * Opens the dialog. What it did is said by a notice in @parent.
 */
void muster_person_dialog_present (GtkWidget *parent,
                                   MusterOffice *office,
                                   MusterActor *actor,
                                   MusterPerson *person);
