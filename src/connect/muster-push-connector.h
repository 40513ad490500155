/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"
#include "muster-push-listener.h"

/**
 * muster_push_connector:
 *
 * Terminals that call in ("cloud server", "ADMS"). The source's device is the serial number, the
 * only thing that names one; see #MusterPushListener for who answers it. There is nothing to pull:
 * its pull does nothing, its probe only says which serial number is awaited, as "serial".
 */
extern const MusterConnector muster_push_connector;

/**
 * muster_push_connector_admits:
 * @source: a source of this kind, in use
 * @settings: its settings, with secrets
 * @caller: who calls
 *
 * Checks what beside the serial number the source asks for: the secret text, compared in a time
 * that does not depend on it, and the address.
 *
 * Returns: whether @caller may bring punches of @source
 */
gboolean muster_push_connector_admits (MusterSource *source,
                                       MusterParams *settings,
                                       const MusterPushCaller *caller);
