/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-rule.h"

/**
 * muster_rules:
 *
 * The rules in the order in which they are applied, ended by %NULL.
 */
extern const MusterRule *const muster_rules[];

/**
 * muster_rules_compile:
 * @params: a group's settings, in the fields of muster_judge_get_fields()
 * @error: a %MUSTER_ERROR_INVALID that names the setting, for what the fields alone cannot say
 *
 * Looks the settings up.
 *
 * Returns: (transfer full) (nullable): the policy
 */
MusterPolicy *muster_rules_compile (MusterParams *params, GError **error);
