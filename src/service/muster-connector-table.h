/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"
#include "muster-push-listener.h"

typedef struct _MusterConnectorTable MusterConnectorTable;

/**
 * MusterConnectorTable:
 * @connectors: kinds of sources, ended by %NULL
 * @admits: (nullable): whether a device that calls in may bring punches of a source
 * @listen: (nullable): answers devices that call in, see muster_push_listener_new(): lives in the
 *   main context that is the thread's default
 * @get_port: of what @listen returned
 * @close: likewise: stops answering and lets go of it
 *
 * The kinds of sources that an office knows; the layers above see them as #MusterSourceKind.
 */
struct _MusterConnectorTable
{
  const MusterConnector *const *connectors;
  gboolean (*admits) (MusterSource *source,
                      MusterParams *settings,
                      const MusterPushCaller *caller);
  MusterPushListener *(*listen) (const char *address,
                                 guint port,
                                 GTlsCertificate *certificate,
                                 const MusterPushHost *host,
                                 GError **error);
  guint (*get_port) (MusterPushListener *listener);
  void (*close) (MusterPushListener *listener);
};
