/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-db.h"

/**
 * MusterEdition:
 * @id: the row
 * @uid: UUIDv7
 * @from: date from which it holds, %MUSTER_DATE_NONE for ever since
 * @published_at: microseconds UTC
 * @author: the user who published it
 * @document: the rule file, JSON
 *
 * A published rule set as it is stored. Where two hold from one date, the later one counts.
 */
typedef struct
{
  gint64 id;
  char *uid;
  MusterDate from;
  gint64 published_at;
  char *author;
  char *document;
} MusterEdition;

/**
 * muster_rulesets_add:
 * @db: a connection that writes
 * @edition: what to publish; its id is ignored, a missing uid is made
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_rulesets_add (MusterDb *db, const MusterEdition *edition, GError **error);

/**
 * muster_rulesets_list:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterEdition) (nullable): all of them, in order of
 *   effective date and then of publication; the array clears them
 */
GArray *muster_rulesets_list (MusterDb *db, GError **error);
