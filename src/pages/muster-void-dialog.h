/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"

/**
 * muster_void_dialog_present:
 * @parent: a widget inside an #AdwToastOverlay
 * @office: the doors
 * @actor: who acts
 * @punch: the punch
 * @subject: what it is, in words: "张三 09:12:30"
 * @voided: whether it is void already, and is to count again
 *
 * Asks for the reason and takes a punch out of account, or back into it. Says so, and offers to
 * undo it.
 */
void muster_void_dialog_present (GtkWidget *parent,
                                 MusterOffice *office,
                                 MusterActor *actor,
                                 gint64 punch,
                                 const char *subject,
                                 gboolean voided);
