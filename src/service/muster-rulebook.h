/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-calendar.h"
#include "muster-db.h"
#include "muster-ruleset.h"

/**
 * MusterRulebook:
 * @rulesets: (element-type MusterRuleset): in order of their effective date
 * @calendar: the holiday calendar
 * @zones: (element-type MusterZone): every zone that a day may be judged in, the company's first
 * @places: (element-type MusterPlace): where punches count, each with the dates on which it does
 *
 * What all days are judged under. Immutable.
 */
#define MUSTER_TYPE_RULEBOOK (muster_rulebook_get_type ())
G_DECLARE_FINAL_TYPE (MusterRulebook, muster_rulebook, MUSTER, RULEBOOK, GObject)

struct _MusterRulebook
{
  GObject parent_instance;

  GPtrArray *rulesets;
  MusterCalendar *calendar;
  GPtrArray *zones;
  GPtrArray *places;
};

/**
 * muster_rulebook_read:
 * @db: a connection
 * @zone: the company's zone
 * @error: %MUSTER_ERROR_STORAGE, or a rule set that this Muster cannot read
 *
 * Returns: (transfer full) (nullable): the published rule sets and the calendar
 */
MusterRulebook *muster_rulebook_read (MusterDb *db, MusterZone *zone, GError **error);

/**
 * muster_rulebook_draft:
 * @rulebook: a rulebook
 * @draft: a rule set
 *
 * Returns: (transfer full): the same with @draft published last: it takes the place of one that
 *   holds from the same date
 */
MusterRulebook *muster_rulebook_draft (MusterRulebook *rulebook, MusterRuleset *draft);

/**
 * muster_rulebook_find:
 * @rulebook: a rulebook
 * @date: a date
 *
 * Returns: (transfer none) (nullable): the rule set in force on @date
 */
MusterRuleset *muster_rulebook_find (MusterRulebook *rulebook, MusterDate date);
