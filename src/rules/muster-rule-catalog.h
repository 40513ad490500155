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
