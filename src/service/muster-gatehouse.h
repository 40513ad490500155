/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"
#include "muster-push-listener.h"

/**
 * MusterGatehouse:
 *
 * Says where the punches of devices that call in go: admitted ones to their source, others wait.
 * Lives in one thread, that of the listener.
 */
typedef struct _MusterGatehouse MusterGatehouse;

/**
 * muster_gatehouse_new:
 * @office: the office
 * @actor: the runner of sources
 *
 * Returns: (transfer full): a gatehouse that nobody has called at
 */
MusterGatehouse *muster_gatehouse_new (MusterOffice *office, MusterActor *actor);

/**
 * muster_gatehouse_free:
 * @gatehouse: a gatehouse; what its guests brought is stored
 */
void muster_gatehouse_free (MusterGatehouse *gatehouse);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterGatehouse, muster_gatehouse_free)

/**
 * muster_gatehouse_get_host:
 * @gatehouse: a gatehouse
 *
 * Returns: what a listener asks of it
 */
MusterPushHost muster_gatehouse_get_host (MusterGatehouse *gatehouse);
