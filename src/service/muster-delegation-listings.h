/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/**
 * MusterDelegationRow:
 * @id: the row
 * @user: for whom it is decided
 * @delegate: who decides
 * @dates: on which dates
 * @reason: why
 * @holds: whether it holds today
 * @ended_by: (nullable): who ended it before its time
 *
 * That somebody decides for somebody else.
 */
#define MUSTER_TYPE_DELEGATION_ROW (muster_delegation_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterDelegationRow,
                      muster_delegation_row,
                      MUSTER,
                      DELEGATION_ROW,
                      GObject)

struct _MusterDelegationRow
{
  GObject parent_instance;

  gint64 id;
  char *user;
  char *delegate;
  MusterDates dates;
  char *reason;
  gboolean holds;
  char *ended_by;
};

/* Rows are MusterDelegationRow, in order of their first date */
extern const MusterListing muster_delegations_listing;
