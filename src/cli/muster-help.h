/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-verb.h"

/**
 * muster_help_print_verb:
 * @verb: a verb
 *
 * Prints how a verb is used.
 */
void muster_help_print_verb (const MusterVerb *verb);

/**
 * muster_help_print_all:
 * @verbs: the verbs, ended by %NULL
 *
 * Prints which verbs there are.
 */
void muster_help_print_all (const MusterVerb *const *verbs);
