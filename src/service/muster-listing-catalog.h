/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/**
 * muster_listing_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): every listing there is
 */
const MusterListing *const *muster_listing_list (void);

/**
 * muster_listing_lookup:
 * @name: "days"
 *
 * Returns: (transfer none) (nullable): the listing of that name
 */
const MusterListing *muster_listing_lookup (const char *name);
