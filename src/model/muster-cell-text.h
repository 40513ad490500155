/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/**
 * muster_cell_text_say:
 * @column: a column
 * @row: a row of its listing
 *
 * Returns: (transfer full): what a table for people shows there, "" for nothing
 */
char *muster_cell_text_say (const MusterColumn *column, GObject *row);
