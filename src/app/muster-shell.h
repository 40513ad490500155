/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-company.h"
#include "muster-page.h"

/**
 * MusterShell:
 *
 * The place of work in an unlocked company: the sidebar, the pages, the status line. Pages are
 * made when they are first gone to. It goes away when the company is locked, and with it
 * everything that was read.
 *
 * Actions: shell.go (s), shell.sidebar, shell.undo, shell.detail-window.
 * Property: `page` (string), name of the page that is shown.
 */
#define MUSTER_TYPE_SHELL (muster_shell_get_type ())
G_DECLARE_FINAL_TYPE (MusterShell, muster_shell, MUSTER, SHELL, GtkWidget)

/**
 * muster_shell_new:
 * @company: an open company
 * @actor: who works in it
 * @demo: whether to say plainly that it is invented
 *
 * Returns: (transfer floating): the shell, on no page yet
 */
MusterShell *muster_shell_new (MusterCompany *company, MusterActor *actor, gboolean demo);

/**
 * muster_shell_go:
 * @self: a shell
 * @name: (nullable): name of a page; one that there is not, or that the actor may not see, is
 *   the first
 *
 * Shows a page.
 */
void muster_shell_go (MusterShell *self, const char *name);

const char *muster_shell_get_page_name (MusterShell *self);
MusterPage *muster_shell_get_page (MusterShell *self);
MusterOutlook *muster_shell_get_outlook (MusterShell *self);
MusterCompany *muster_shell_get_company (MusterShell *self);
MusterActor *muster_shell_get_actor (MusterShell *self);

/**
 * muster_shell_open_files:
 * @self: a shell
 * @files: files that were dropped on the window or given on the command line
 *
 * Starts the import assistant with them.
 */
void muster_shell_open_files (MusterShell *self, GListModel *files);
