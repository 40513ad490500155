/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterSourcesPage:
 *
 * Where punches come from, and what came when: sources, and past imports with their reports
 * (view "imports").
 */
#define MUSTER_TYPE_SOURCES_PAGE (muster_sources_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterSourcesPage,
                      muster_sources_page,
                      MUSTER,
                      SOURCES_PAGE,
                      MusterPage)

extern const MusterPageKind muster_sources_page_kind;
