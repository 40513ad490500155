/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_uid_new:
 * @at: the moment it is made, microseconds UTC since 1970
 *
 * Makes a UUIDv7: the millisecond in front, so that uids sort by age, and 74 random bits.
 *
 * Returns: (transfer full): a new uid, in small letters with dashes
 */
char *muster_uid_new (gint64 at);

/**
 * muster_uid_is_valid:
 * @uid: (nullable): a text
 *
 * Returns: whether it has the shape of a UUID in small letters
 */
gboolean muster_uid_is_valid (const char *uid);
