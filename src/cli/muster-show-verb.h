/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-printer.h"
#include "muster-verb.h"

extern const MusterVerb muster_show_verb;

/**
 * muster_show_rows:
 * @session: an open session
 * @listing: what
 * @filter: which
 * @form: how
 * @error: what stands against it
 *
 * Prints the rows of a listing.
 *
 * Returns: whether all were printed
 */
gboolean muster_show_rows (MusterSession *session,
                           const MusterListing *listing,
                           MusterFilter *filter,
                           MusterForm form,
                           GError **error);
