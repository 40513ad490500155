/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-sync.h"

/**
 * muster_source_dialog_present:
 * @parent: a widget of the window
 * @office: the office
 * @actor: who adds a source
 * @sync: (nullable): what reads it for the first time
 *
 * Leads through adding a source: its kind, its settings, a look at it with what it says or what is
 * wrong, and the first sync with the people that came with it.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *muster_source_dialog_present (GtkWidget *parent,
                                         MusterOffice *office,
                                         MusterActor *actor,
                                         MusterSync *sync);
