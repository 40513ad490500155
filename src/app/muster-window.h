/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-shell.h"

/**
 * MusterWindow:
 *
 * The one window: the first run, the way in, or the shell. Remembers its size and its page.
 *
 * Signals: "opened" (pointer signin, string next), from the first run or the way in; the
 * handler owns the #MusterSignin. "used" (): somebody is at the keyboard or the pointer.
 */
#define MUSTER_TYPE_WINDOW (muster_window_get_type ())
G_DECLARE_FINAL_TYPE (MusterWindow, muster_window, MUSTER, WINDOW, AdwApplicationWindow)

/**
 * muster_window_new:
 * @application: the application
 * @settings: (nullable): what is remembered; %NULL remembers nothing
 *
 * Returns: (transfer none): an empty window, owned by @application
 */
MusterWindow *muster_window_new (AdwApplication *application, GSettings *settings);

/**
 * muster_window_show_welcome:
 * @self: a window
 * @folder: where the company will be
 */
void muster_window_show_welcome (MusterWindow *self, const char *folder);

/**
 * muster_window_show_unlock:
 * @self: a window
 * @folder: where the company is
 * @resume: whether to try the key that the login session keeps
 *
 * Shows the way in; what was open before is gone from the screen and from memory.
 */
void muster_window_show_unlock (MusterWindow *self, const char *folder, gboolean resume);

/**
 * muster_window_show_company:
 * @self: a window
 * @company: an open company
 * @actor: who works in it
 * @demo: whether it is the demo company
 *
 * Shows the shell, on the page that was shown last.
 */
void muster_window_show_company (MusterWindow *self,
                                 MusterCompany *company,
                                 MusterActor *actor,
                                 gboolean demo);

/**
 * muster_window_show_progress:
 * @self: a window
 * @title: what is being done
 *
 * Shows that something takes its time, before there is a company.
 */
void muster_window_show_progress (MusterWindow *self, const char *title);

/**
 * muster_window_get_shell:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the shell while a company is open
 */
MusterShell *muster_window_get_shell (MusterWindow *self);

/**
 * muster_window_get_overlay:
 * @self: a window
 *
 * Returns: (transfer none): a widget for notices that belong to no page
 */
GtkWidget *muster_window_get_overlay (MusterWindow *self);
