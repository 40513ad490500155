/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * MusterShortcutGroup:
 *
 * How the shortcuts are told apart in their dialog.
 */
typedef enum
{
  MUSTER_SHORTCUTS_GENERAL,
  MUSTER_SHORTCUTS_TIME,
  MUSTER_SHORTCUTS_LISTS,
  MUSTER_N_SHORTCUT_GROUPS,
} MusterShortcutGroup;

/**
 * MusterShortcut:
 * @keys: accelerator, as for gtk_shortcut_trigger_parse_string(); "|" between alternatives
 * @action: (nullable): detailed name of the action; %NULL for one that a list itself answers
 * @title: (nullable): what it does, marked with N_ (); %NULL is not in the dialog
 * @shown: (nullable): keys to show in place of @keys
 * @group: where in the dialog
 * @offered: whether the launcher offers it by its title
 *
 * A key that works anywhere in the shell, in one table for the keyboard, the dialog and the
 * launcher.
 */
typedef struct
{
  const char *keys;
  const char *action;
  const char *title;
  const char *shown;
  MusterShortcutGroup group;
  gboolean offered;
} MusterShortcut;

/**
 * muster_shortcut_list:
 *
 * Returns: (transfer none) (array): all of them, ended by one without keys
 */
const MusterShortcut *muster_shortcut_list (void);

/**
 * muster_shortcut_build_controller:
 *
 * Returns: (transfer full): a controller for the shell, which lets an entry have its letters
 */
GtkEventController *muster_shortcut_build_controller (void);

/**
 * muster_shortcut_present_dialog:
 * @parent: a widget of the window
 *
 * Shows all shortcuts.
 */
void muster_shortcut_present_dialog (GtkWidget *parent);
