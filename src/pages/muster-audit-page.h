/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterAuditPage:
 *
 * Who did what when, newest first, and whether the chain of entries is whole.
 */
#define MUSTER_TYPE_AUDIT_PAGE (muster_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (MusterAuditPage, muster_audit_page, MUSTER, AUDIT_PAGE, MusterPage)

extern const MusterPageKind muster_audit_page_kind;
