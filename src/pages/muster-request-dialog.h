/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-person.h"

/**
 * muster_request_dialog_present:
 * @parent: a widget of the window, inside an #AdwToastOverlay
 * @office: the doors
 * @actor: who enters it
 * @person: (nullable): for whom; %NULL to choose
 * @shown: (nullable): an a{sv} of the "kind", "date", "slot" and "evidence" (paths of files) that
 *   are shown first; floating is sunk
 *
 * Enters a request on somebody's behalf: what is asked for, when, why, and of a reported place
 * where. Only what the kind has is asked for. Times are those of the company's zone.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *muster_request_dialog_present (GtkWidget *parent,
                                          MusterOffice *office,
                                          MusterActor *actor,
                                          MusterPerson *person,
                                          GVariant *shown);
