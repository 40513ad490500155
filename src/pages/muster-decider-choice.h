/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * MusterDeciderFunc:
 * @page: the page that asked
 * @options: the others who may decide, "Zhao Min · Supervisor"
 * @names: (array zero-terminated=1): the name of each
 *
 * Shows the dialog in which one of them is chosen.
 */
typedef void (*MusterDeciderFunc) (MusterPage *page,
                                   GtkStringList *options,
                                   const char *const *names);

/**
 * muster_decider_choice_fetch:
 * @page: a page
 * @func: called later, unless there is nobody else, which is said
 *
 * Finds who decides beside the page's actor.
 */
void muster_decider_choice_fetch (MusterPage *page, MusterDeciderFunc func);
