/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterExceptionsPage:
 *
 * What a person must look at, the graver kinds first, and what becomes of it. Its views are
 * the states and kinds of the listing, and "2026-10-01": all since that date.
 */
#define MUSTER_TYPE_EXCEPTIONS_PAGE (muster_exceptions_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterExceptionsPage,
                      muster_exceptions_page,
                      MUSTER,
                      EXCEPTIONS_PAGE,
                      MusterPage)

extern const MusterPageKind muster_exceptions_page_kind;
