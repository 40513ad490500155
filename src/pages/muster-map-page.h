/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

extern const MusterPageKind muster_map_page_kind;

/**
 * MusterMapPage:
 *
 * Where punches were made, and the places where they count: the map is the page. Punches of the
 * outlook's dates lie over it, the doubtful first in the list beside it; fences are drawn on it, with
 * what they would change told while a corner is dragged.
 */
#define MUSTER_TYPE_MAP_PAGE (muster_map_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterMapPage, muster_map_page, MUSTER, MAP_PAGE, MusterPage)
