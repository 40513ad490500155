/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-window.h"

/**
 * MusterApplication:
 *
 * Puts the parts together: folder, company, office, actor, window. One instance for each
 * folder, so a second start for it presents the first one's window.
 *
 * Actions: app.lock, app.demo, app.leave-demo, app.restore, app.settings, app.shortcuts, app.about,
 * app.quit.
 */
#define MUSTER_TYPE_APPLICATION (muster_application_get_type ())
G_DECLARE_FINAL_TYPE (MusterApplication,
                      muster_application,
                      MUSTER,
                      APPLICATION,
                      AdwApplication)

/**
 * muster_application_new:
 * @folder: (nullable): where the company is or will be; %NULL for the user's own
 * @demo: whether to open a demo company in a folder that goes away in place of it
 * @language_given: whether the language was said for this run, so that the setting waits
 *
 * Returns: (transfer full): the application
 */
MusterApplication *muster_application_new (const char *folder,
                                           gboolean demo,
                                           gboolean language_given);

/**
 * muster_application_get_window:
 * @self: an application
 *
 * Returns: (transfer none) (nullable): its window, once it is activated
 */
MusterWindow *muster_application_get_window (MusterApplication *self);

/**
 * muster_application_lock:
 * @self: an application
 *
 * Closes the company, wipes its key, and shows the way in. Nothing when it is locked already
 * or shows the demo company.
 */
void muster_application_lock (MusterApplication *self);

/**
 * muster_application_lock_when_idle:
 * @self: the application
 * @now: a monotonic time in microseconds
 *
 * Locks the company when nobody has used the window for as long as the settings say. Done every
 * few seconds.
 */
void muster_application_lock_when_idle (MusterApplication *self, gint64 now);

/**
 * muster_application_quit:
 * @self: an application
 *
 * Ends it in order: what runs is cancelled, the company closed.
 */
void muster_application_quit (MusterApplication *self);

/**
 * muster_application_register_resources:
 *
 * Makes the resources of widgets, pages and application known; twice does no harm.
 */
void muster_application_register_resources (void);
