/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-source.h"

/**
 * muster_source_settings_present:
 * @parent: a widget of the window
 * @office: the office
 * @actor: who changes the source
 * @source: a source that is read by itself or calls in
 *
 * Shows how a source is reached and when it is read, as they are now. A password or token that is
 * left empty stays what it is: nobody gets to see it.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *muster_source_settings_present (GtkWidget *parent,
                                           MusterOffice *office,
                                           MusterActor *actor,
                                           MusterSource *source);
