/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-phone-listings.h"

/**
 * MusterDeviceDecided:
 * @phone: a device of a person
 * @bind: whether it is to be confirmed, or refused or released
 * @data: as given
 *
 * Called when a button of a device is pressed.
 */
typedef void (*MusterDeviceDecided) (MusterPhoneRow *phone, gboolean bind, gpointer data);

/**
 * muster_device_row_new:
 * @phone: a device of a person
 * @named: whether the person is named, and the device below
 * @decided: (nullable): what its buttons do; %NULL for a reader who may not decide
 * @data: for @decided; outlives the row
 *
 * Makes a row of a list that shows the device, what was decided of it and how much it is used.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *muster_device_row_new (MusterPhoneRow *phone,
                                  gboolean named,
                                  MusterDeviceDecided decided,
                                  gpointer data);
