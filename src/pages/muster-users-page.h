/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterUsersPage:
 *
 * Who signs in: role in plain words, for whom and when, which employee they are, who stands in for
 * them, and what an administrator does about it.
 */
#define MUSTER_TYPE_USERS_PAGE (muster_users_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterUsersPage, muster_users_page, MUSTER, USERS_PAGE, MusterPage)

extern const MusterPageKind muster_users_page_kind;
