/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-exception-listings.h"
#include "muster-office.h"

/**
 * MusterExceptionView:
 *
 * One exception in full: what it is, what was decided, the day with its evidence and reasons and
 * the days around it, and the buttons of its page's actions "exceptions.…".
 */
#define MUSTER_TYPE_EXCEPTION_VIEW (muster_exception_view_get_type ())
G_DECLARE_FINAL_TYPE (MusterExceptionView,
                      muster_exception_view,
                      MUSTER,
                      EXCEPTION_VIEW,
                      GtkWidget)

/**
 * muster_exception_view_set_doors:
 * @self: a view
 * @office: the doors
 * @actor: who reads
 *
 * Says where it reads. Once, before an exception is shown.
 */
void muster_exception_view_set_doors (MusterExceptionView *self,
                                      MusterOffice *office,
                                      MusterActor *actor);

/**
 * muster_exception_view_set_row:
 * @self: a view
 * @row: (nullable): what it shows
 */
void muster_exception_view_set_row (MusterExceptionView *self, MusterExceptionRow *row);

MusterExceptionRow *muster_exception_view_get_row (MusterExceptionView *self);

/* Opens the large map at the person and the date of the exception */
void muster_exception_view_open_map (MusterExceptionView *self);
