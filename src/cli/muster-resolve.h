/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"
#include "muster-session.h"

/**
 * muster_resolve_person:
 * @session: an open session
 * @text: a staff number, or the name of just one person
 * @error: nobody, or several of that name
 *
 * Returns: the person's id, 0 with @error
 */
gint64 muster_resolve_person (MusterSession *session, const char *text, GError **error);

/**
 * muster_resolve_record:
 * @session: an open session
 * @listing: the listing that has it
 * @text: its number as that listing shows it, or its name
 * @error: there is none
 *
 * Returns: the record's id, 0 with @error
 */
gint64 muster_resolve_record (MusterSession *session,
                              const MusterListing *listing,
                              const char *text,
                              GError **error);
