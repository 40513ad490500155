/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-office.h"

/**
 * muster_demo_requests_invent:
 * @office: the office of a demo company that has its punches
 * @actor: who fills it
 * @last: its last date
 * @seed: makes it
 * @cancellable: (nullable): to give up
 * @error: what went wrong
 *
 * Lets people ask for the punches that they miss, some with a note or a form as evidence, and for
 * leave; a few are decided already, and so are the exceptions of the days before.
 *
 * Returns: whether it went well
 */
gboolean muster_demo_requests_invent (MusterOffice *office,
                                      MusterActor *actor,
                                      MusterDate last,
                                      guint64 seed,
                                      GCancellable *cancellable,
                                      GError **error);
