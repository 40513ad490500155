/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-ruleset.h"

/**
 * muster_rulefile_parse:
 * @document: a rule file, JSON
 * @effective: the first date on which it holds, %MUSTER_DATE_NONE since ever
 * @error: a %MUSTER_ERROR_INVALID that names the key at fault
 *
 * Reads a rule file.
 *
 * Returns: (transfer full) (nullable): its rule set
 */
MusterRuleset *muster_rulefile_parse (const char *document, MusterDate effective, GError **error);

/**
 * muster_rulefile_get_default:
 *
 * Returns: (transfer none): the rule file that a company starts with: a day shift 09:00–18:00
 *   with rest 12:00–13:00, weekly rest on Saturday and Sunday
 */
const char *muster_rulefile_get_default (void);
