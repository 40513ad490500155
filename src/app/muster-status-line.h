/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-actor.h"
#include "muster-office.h"

/**
 * MusterStatusLine:
 *
 * The quiet line under all pages: what the sources brought last and what needs a person. Each
 * part is a button that goes there.
 */
#define MUSTER_TYPE_STATUS_LINE (muster_status_line_get_type ())
G_DECLARE_FINAL_TYPE (MusterStatusLine,
                      muster_status_line,
                      MUSTER,
                      STATUS_LINE,
                      GtkWidget)

/**
 * muster_status_line_watch:
 * @self: a status line
 * @office: the office
 * @actor: who reads
 * @digests: whether a notice of the desktop may say once a day what waits
 *
 * Begins to say how things are.
 */
void muster_status_line_watch (MusterStatusLine *self,
                               MusterOffice *office,
                               MusterActor *actor,
                               gboolean digests);

/**
 * muster_status_line_get_n_unmapped:
 * @self: a status line
 *
 * Returns: device numbers that wait for a person; "notify::n-unmapped" tells when it changes
 */
guint muster_status_line_get_n_unmapped (MusterStatusLine *self);

/**
 * muster_status_line_get_n_needy:
 * @self: a status line
 *
 * Returns: how many sources and waiting devices need a person; property `n-needy`
 */
guint muster_status_line_get_n_needy (MusterStatusLine *self);

/**
 * muster_status_line_get_n_adjusted:
 * @self: a status line
 *
 * Returns: days of the two periods closed last that come out otherwise by now; property
 *   `n-adjusted`
 */
guint muster_status_line_get_n_adjusted (MusterStatusLine *self);

/**
 * muster_status_line_get_n_exceptions:
 * @self: a status line
 *
 * Returns: exceptions of the last month that the reader may decide and nobody has; property
 *   `n-exceptions`
 */
guint muster_status_line_get_n_exceptions (MusterStatusLine *self);

/**
 * muster_status_line_get_n_requests:
 * @self: a status line
 *
 * Returns: requests that wait for the reader; property `n-requests`
 */
guint muster_status_line_get_n_requests (MusterStatusLine *self);
