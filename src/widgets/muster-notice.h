/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/**
 * MusterUndoFunc:
 * @data: as given
 *
 * Takes something back.
 */
typedef void (*MusterUndoFunc) (gpointer data);

/**
 * muster_notice_say:
 * @widget: a widget inside an #AdwToastOverlay
 * @text: what happened, in the user's words
 *
 * Says something that passes by itself.
 */
void muster_notice_say (GtkWidget *widget, const char *text);

/**
 * muster_notice_show:
 * @widget: the widget that the error befell
 * @error: an error
 *
 * Shows an error where the user is, with its technical text behind "Details". Silent for one
 * that was cancelled.
 */
void muster_notice_show (GtkWidget *widget, const GError *error);

/**
 * muster_notice_offer_undo:
 * @widget: a widget inside an #AdwToastOverlay
 * @text: what happened
 * @undo: takes it back
 * @data: for @undo
 * @destroy: (nullable): frees @data, when the offer has passed or was taken
 *
 * Says what happened and offers to take it back, by a button and by muster_notice_undo().
 * The offer outlives the toast, until the next one.
 */
void muster_notice_offer_undo (GtkWidget *widget,
                               const char *text,
                               MusterUndoFunc undo,
                               gpointer data,
                               GDestroyNotify destroy);

/**
 * muster_notice_undo:
 * @widget: a widget inside the same #AdwToastOverlay
 *
 * Takes back the last offer.
 *
 * Returns: whether there was one
 */
gboolean muster_notice_undo (GtkWidget *widget);

/**
 * muster_notice_describe:
 * @error: an error
 *
 * Returns: (transfer full): its technical text, for support: domain, code, field, message
 */
char *muster_notice_describe (const GError *error);
