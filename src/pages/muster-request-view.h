/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-evidence-view.h"
#include "muster-office.h"
#include "muster-request-listings.h"

/**
 * MusterRequestView:
 *
 * One request on one screen: who asks for what and why, the day without it and with it, the
 * evidence, the person's last months, the thread, and what can be done. Its buttons are the
 * actions "requests.…" of the page that it is in.
 */
#define MUSTER_TYPE_REQUEST_VIEW (muster_request_view_get_type ())
G_DECLARE_FINAL_TYPE (MusterRequestView,
                      muster_request_view,
                      MUSTER,
                      REQUEST_VIEW,
                      GtkWidget)

/**
 * muster_request_view_set_doors:
 * @self: a view
 * @office: the doors
 * @actor: who reads
 *
 * Says where it reads. Once, before a request is shown.
 */
void muster_request_view_set_doors (MusterRequestView *self,
                                    MusterOffice *office,
                                    MusterActor *actor);

/**
 * muster_request_view_set_row:
 * @self: a view
 * @row: (nullable): the request; what @row does not say is fetched
 */
void muster_request_view_set_row (MusterRequestView *self, MusterRequestRow *row);

MusterRequestRow *muster_request_view_get_row (MusterRequestView *self);
MusterEvidenceView *muster_request_view_get_evidence (MusterRequestView *self);

/* Puts a file among the evidence of the request that is shown */
void muster_request_view_attach (MusterRequestView *self, const char *name, GBytes *data);

/* Opens the large map at the person and the date of the request */
void muster_request_view_open_map (MusterRequestView *self);
