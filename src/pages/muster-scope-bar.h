/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-outlook.h"

/**
 * MusterScopeBar:
 *
 * Shows and changes an outlook: a date with its neighbours, a calendar and today, and the part
 * of the company. All bars of one outlook say the same.
 *
 * Properties: `outlook`, set once known; `dated`, `spanned`, `parted` (boolean), which of its
 * parts are shown.
 */
#define MUSTER_TYPE_SCOPE_BAR (muster_scope_bar_get_type ())
G_DECLARE_FINAL_TYPE (MusterScopeBar, muster_scope_bar, MUSTER, SCOPE_BAR, GtkWidget)

/**
 * muster_scope_bar_open_calendar:
 * @self: a scope bar
 *
 * Opens the calendar, as a click on the date does.
 */
void muster_scope_bar_open_calendar (MusterScopeBar *self);
