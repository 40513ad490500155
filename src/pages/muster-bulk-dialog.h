/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"

/**
 * muster_bulk_dialog_present:
 * @parent: a widget of the window, inside an #AdwToastOverlay
 * @office: the doors
 * @actor: who decides
 * @ids: (element-type gint64): requests
 * @decision: "approve" or "reject"
 * @note: why; a rejection needs one
 *
 * Shows what deciding many would do, and which would be refused and why; then does it, with
 * progress, and offers to undo it as a whole.
 */
void muster_bulk_dialog_present (GtkWidget *parent,
                                 MusterOffice *office,
                                 MusterActor *actor,
                                 GArray *ids,
                                 const char *decision,
                                 const char *note);
