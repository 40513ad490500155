/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterRosterPage:
 *
 * The roster: people × the dates of a month. A rectangle of cells is selected with the pointer
 * or with the arrows and Shift; a shift of the palette is painted on it. Every stroke can be
 * taken back, one after the other.
 */
#define MUSTER_TYPE_ROSTER_PAGE (muster_roster_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterRosterPage,
                      muster_roster_page,
                      MUSTER,
                      ROSTER_PAGE,
                      MusterPage)

extern const MusterPageKind muster_roster_page_kind;
