/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"

/**
 * muster_holiday_dialog_present:
 * @parent: a widget of the window
 * @office: the office
 * @actor: who may edit rules
 * @file: an iCalendar or muster-holidays file
 *
 * Shows what importing a calendar file would change, names what is wrong with it, and imports it.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *muster_holiday_dialog_present (GtkWidget *parent,
                                          MusterOffice *office,
                                          MusterActor *actor,
                                          GFile *file);
