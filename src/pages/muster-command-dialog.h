/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"

/**
 * muster_command_dialog_present:
 * @parent: a widget of the window
 * @office: the office
 * @actor: who acts
 * @command: what is to be done
 * @title: title of the dialog
 * @names: (array zero-terminated=1): the arguments to ask for, in order
 * @shown: (nullable): an a{sv} of what they are now; floating is sunk
 * @fixed: (nullable): an a{sv} of the other arguments; floating is sunk
 * @done: (nullable): what to say when it is done
 *
 * Asks for the arguments of a command in a form made of its own fields, and submits it.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *muster_command_dialog_present (GtkWidget *parent,
                                          MusterOffice *office,
                                          MusterActor *actor,
                                          const MusterCommand *command,
                                          const char *title,
                                          const char *const *names,
                                          GVariant *shown,
                                          GVariant *fixed,
                                          const char *done);

/**
 * muster_command_dialog_offer:
 * @dialog: a dialog of a command
 * @name: a text field of it
 * @options: what can be chosen, as shown
 * @values: (array zero-terminated=1): the value of each
 *
 * Turns an entry into a choice.
 */
void muster_command_dialog_offer (AdwDialog *dialog,
                                  const char *name,
                                  GtkStringList *options,
                                  const char *const *values);

/**
 * muster_command_dialog_set_inverse:
 * @dialog: such a dialog, that says what was done; its parent is inside an #AdwToastOverlay
 * @command: what takes it back, offered in the toast and by Ctrl+Z
 * @args: its arguments; floating is sunk
 */
void muster_command_dialog_set_inverse (AdwDialog *dialog,
                                        const MusterCommand *command,
                                        GVariant *args);
