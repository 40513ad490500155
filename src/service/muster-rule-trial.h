/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-ruleset.h"

/**
 * muster_rules_try:
 * @rules: rules
 * @group: code of one of its groups
 * @zone: the company's zone
 * @minutes: (array length=n): punches, in minutes after the midnight of an ordinary working day
 * @n: how many
 *
 * Judges one day on paper, of somebody who punched so: the example beside a setting.
 *
 * Returns: (transfer full) (nullable): the day; %NULL when the group has no working day
 */
MusterDaySheet *muster_rules_try (MusterRuleset *rules,
                                  const char *group,
                                  MusterZone *zone,
                                  const int *minutes,
                                  guint n);
