/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"
#include "muster-paged-list.h"

#include <gtk/gtk.h>

/**
 * muster_exception_run:
 * @page: the page in whose name it is done
 * @list: a list of exceptions
 * @selection: which of them
 * @decision: "accept", "excuse" or "reopen"
 * @reason: why; "" for none
 *
 * Decides many exceptions, each whole and in the log by itself, with progress for more than a
 * few. What was refused is said with the first reason; what was done can be taken back at once.
 */
void muster_exception_run (MusterPage *page,
                           MusterPagedList *list,
                           GtkSelectionModel *selection,
                           const char *decision,
                           const char *reason);
