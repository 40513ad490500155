/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"
#include "muster-sink.h"

/**
 * MusterConnector:
 * @kind: its name in files and on the command line
 * @title: what people call such a source, marked with N_ ()
 * @fields: its settings
 * @probe: looks without taking anything: an a{sv} of what it found ("model", "serial",
 *   "people", "punches", "first", "last", "sample" …), as the connector documents
 * @pull: reads what came after @cursor into @sink, oldest first where it can
 *
 * A kind of source. Stateless: settings come in, punches go out through the sink. Both
 * functions block, and return at once when cancelled.
 */
typedef struct
{
  const char *kind;
  const char *title;
  const MusterField *fields;
  GVariant *(*probe) (MusterSource *source,
                      MusterParams *settings,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*pull) (MusterSource *source,
                    MusterParams *settings,
                    GVariant *cursor,
                    MusterSink *sink,
                    GCancellable *cancellable,
                    GError **error);
} MusterConnector;
