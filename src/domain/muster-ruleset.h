/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-group.h"
#include "muster-shift.h"

/**
 * MusterRuleset:
 * @id: 0 until stored
 * @uid: UUIDv7, the same on every desk; may be empty
 * @version: counts the versions that the company has published, from 1
 * @name: what people call it
 * @effective: the first date on which it is in force; %MUSTER_DATE_NONE since ever
 * @shifts: (element-type MusterShift): in the order of the document
 * @groups: (element-type MusterGroup): in the order of the document; the first one is the
 *   group of people whose own group the rule set does not know
 *
 * Shifts, groups and policies in force from a date on. A date is judged by the last rule set
 * whose effective date is not after it (semantics §12). Immutable once built.
 */
#define MUSTER_TYPE_RULESET (muster_ruleset_get_type ())
G_DECLARE_FINAL_TYPE (MusterRuleset, muster_ruleset, MUSTER, RULESET, GObject)

struct _MusterRuleset
{
  GObject parent_instance;

  gint64 id;
  char *uid;
  int version;
  char *name;
  MusterDate effective;
  GPtrArray *shifts;
  GPtrArray *groups;
};

/**
 * muster_ruleset_new:
 * @name: what people call it
 * @effective: the first date on which it is in force
 *
 * Returns: (transfer full): an empty rule set, for its builder to fill
 */
MusterRuleset *muster_ruleset_new (const char *name, MusterDate effective);

/**
 * muster_ruleset_find_shift:
 * @ruleset: a rule set
 * @code: a shift's name in files
 *
 * Returns: (transfer none) (nullable): the shift
 */
MusterShift *muster_ruleset_find_shift (const MusterRuleset *ruleset, const char *code);

/**
 * muster_ruleset_find_group:
 * @ruleset: a rule set
 * @code: (nullable): a group's name in files
 *
 * Returns: (transfer none) (nullable): the group
 */
MusterGroup *muster_ruleset_find_group (const MusterRuleset *ruleset, const char *code);
