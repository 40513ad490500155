/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterRulesPage:
 *
 * Shifts, attendance groups and their policies, edited as a draft; what the draft would change, publishing
 * it from a date, and the versions before.
 */
#define MUSTER_TYPE_RULES_PAGE (muster_rules_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterRulesPage, muster_rules_page, MUSTER, RULES_PAGE, MusterPage)

extern const MusterPageKind muster_rules_page_kind;
