/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterRequestsPage:
 *
 * What people ask for: see, judge, next. The list at the side, one request with its evidence, its
 * day before and after, and its thread beside it, and the decision at the bottom.
 */
#define MUSTER_TYPE_REQUESTS_PAGE (muster_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterRequestsPage,
                      muster_requests_page,
                      MUSTER,
                      REQUESTS_PAGE,
                      MusterPage)

extern const MusterPageKind muster_requests_page_kind;

/**
 * muster_requests_page_show:
 * @self: the Requests page
 * @request_id: which
 *
 * Shows that request among all of them, whatever was chosen before.
 */
void muster_requests_page_show (MusterRequestsPage *self, gint64 request_id);
