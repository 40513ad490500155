/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-badges.h"

/**
 * MusterCertainty:
 * @MUSTER_CERTAINTY_NONE: nobody is proposed
 * @MUSTER_CERTAINTY_POSSIBLE: the names sound the same, or number and name speak of different people
 * @MUSTER_CERTAINTY_LIKELY: the number or the name is that of just one person
 * @MUSTER_CERTAINTY_CERTAIN: the source says that person's employee number, or number and name
 *   agree
 *
 * How sure it is whose a device user number is. Nothing but a person makes a mapping of it.
 */
typedef enum
{
  MUSTER_CERTAINTY_NONE,
  MUSTER_CERTAINTY_POSSIBLE,
  MUSTER_CERTAINTY_LIKELY,
  MUSTER_CERTAINTY_CERTAIN,
} MusterCertainty;

/**
 * muster_certainty_get_code:
 * @certainty: how sure
 *
 * Returns: (transfer none): "none", "possible", "likely", "certain"
 */
const char *muster_certainty_get_code (MusterCertainty certainty);

/**
 * MusterMatching:
 *
 * All people by number, name and sound, to find whom a source means.
 */
typedef struct _MusterMatching MusterMatching;

/**
 * muster_matching_new:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): the people as they are now
 */
MusterMatching *muster_matching_new (MusterDb *db, GError **error);

void muster_matching_free (MusterMatching *matching);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterMatching, muster_matching_free)

/**
 * muster_matching_propose:
 * @matching: the people
 * @badge: a device user number
 * @person_id: (out): who it may be, 0 for nobody
 * @name: (out) (transfer none) (nullable): that person's name, of @matching
 *
 * Compares the employee number that the source has, the key, the name and its sound: "ZHANG SAN" on
 * a clock without Chinese is 张三 where just one person sounds so.
 *
 * Returns: how sure it is
 */
MusterCertainty muster_matching_propose (MusterMatching *matching,
                                         const MusterBadgeRecord *badge,
                                         gint64 *person_id,
                                         const char **name);
