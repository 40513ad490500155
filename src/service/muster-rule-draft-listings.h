/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/**
 * MusterRuleDraftRow:
 * @id: the key of the row
 * @user: whose draft
 * @base: the rule set that it was begun from, 0 for none
 * @document: the rule file as edited so far
 * @changed_at: microseconds UTC
 * @zone: the company's zone
 *
 * Rules that somebody is editing and that are not in force.
 */
#define MUSTER_TYPE_RULE_DRAFT_ROW (muster_rule_draft_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterRuleDraftRow,
                      muster_rule_draft_row,
                      MUSTER,
                      RULE_DRAFT_ROW,
                      GObject)

struct _MusterRuleDraftRow
{
  GObject parent_instance;

  gint64 id;
  char *user;
  gint64 base;
  char *document;
  gint64 changed_at;
  MusterZone *zone;
};

/* The last changed one first */
extern const MusterListing muster_rule_drafts_listing;
