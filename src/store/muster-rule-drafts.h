/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-db.h"

/**
 * MusterRuleDraftRecord:
 * @id: the row
 * @user: whose draft
 * @base: the last edition when it was begun, 0 for none
 * @document: the rule file as edited so far, JSON
 * @changed_at: microseconds UTC
 *
 * Rules that somebody is editing.
 */
typedef struct
{
  gint64 id;
  char *user;
  gint64 base;
  char *document;
  gint64 changed_at;
} MusterRuleDraftRecord;

/**
 * muster_rule_drafts_save:
 * @db: a connection that writes
 * @record: the draft; takes the place of that user's last one
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it was written
 */
gboolean muster_rule_drafts_save (MusterDb *db,
                                  const MusterRuleDraftRecord *record,
                                  GError **error);

/**
 * muster_rule_drafts_remove:
 * @db: a connection that writes
 * @user: whose draft
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: whether there is none any more
 */
gboolean muster_rule_drafts_remove (MusterDb *db, const char *user, GError **error);

/**
 * muster_rule_drafts_list:
 * @db: a connection
 * @error: %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (element-type MusterRuleDraftRecord) (nullable): all of them, the last
 *   changed first; the array clears them
 */
GArray *muster_rule_drafts_list (MusterDb *db, GError **error);
