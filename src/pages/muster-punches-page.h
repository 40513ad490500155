/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterPunchesPage:
 *
 * The raw stream: every punch as its source gave it, and the lines that could not be read. Its
 * views are "all", the states of the listing, and "rejected".
 */
#define MUSTER_TYPE_PUNCHES_PAGE (muster_punches_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterPunchesPage,
                      muster_punches_page,
                      MUSTER,
                      PUNCHES_PAGE,
                      MusterPage)

extern const MusterPageKind muster_punches_page_kind;
