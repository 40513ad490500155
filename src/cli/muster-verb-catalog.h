/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-verb.h"

/**
 * muster_verb_catalog:
 *
 * Every verb of musterctl in the order of the help, ended by %NULL.
 */
extern const MusterVerb *const muster_verb_catalog[];

/**
 * muster_verb_find:
 * @name: a word
 *
 * Returns: (nullable): the verb of that name
 */
const MusterVerb *muster_verb_find (const char *name);
