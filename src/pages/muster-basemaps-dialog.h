/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * muster_basemaps_dialog_present:
 * @page: the page that it belongs to
 *
 * Shows the base maps of the company, adds addresses of tiles and MBTiles files, and removes them
 * again, for those who may.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *muster_basemaps_dialog_present (MusterPage *page);
