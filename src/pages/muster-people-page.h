/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterPeoplePage:
 *
 * Who is kept: the list, all about one person, and the device numbers that wait for somebody
 * (view "unmapped").
 */
#define MUSTER_TYPE_PEOPLE_PAGE (muster_people_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterPeoplePage,
                      muster_people_page,
                      MUSTER,
                      PEOPLE_PAGE,
                      MusterPage)

extern const MusterPageKind muster_people_page_kind;
