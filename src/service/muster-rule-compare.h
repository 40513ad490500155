/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-ruleset.h"

/**
 * MusterRuleChange:
 * @thing: (nullable): name of the shift or group, %NULL for the rules themselves
 * @what: what of it: the title of a setting, of a part of a shift; translated
 * @before: (nullable): as it was, %NULL for what is new
 * @after: (nullable): as it is, %NULL for what is gone
 *
 * One difference between two rule sets, for the eye.
 */
typedef struct
{
  char *thing;
  char *what;
  char *before;
  char *after;
} MusterRuleChange;

void muster_rule_change_free (MusterRuleChange *change);

/**
 * muster_rules_compare:
 * @before: rules
 * @after: others
 *
 * Returns: (transfer full) (element-type MusterRuleChange): what differs, shifts first
 */
GPtrArray *muster_rules_compare (MusterRuleset *before, MusterRuleset *after);
