/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * muster_devices_dialog_present:
 * @page: the page that shows it
 *
 * Shows the devices that first use has proposed and nobody has confirmed yet, to be confirmed or
 * refused one by one, and those without doubt together.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *muster_devices_dialog_present (MusterPage *page);
