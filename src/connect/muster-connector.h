/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"
#include "muster-sink.h"

/**
 * MusterConnector:
 * @kind: its name in files and on the command line
 * @title: what people call such a source, marked with N_ ()
 * @fields: its settings; secrets among them are %MUSTER_FIELD_SECRET
 * @probe: looks without taking anything: an a{sv} of what it found. Common keys, each present
 *   when the source can tell: "serial" s, "model" s, "firmware" s, "clock-ahead" x (microseconds),
 *   "people" t, "punches" t, "first" x and "last" x (wall times as if UTC), "lacks" as
 *   (permissions that are missing, in plain words), "sample" …, as the connector documents
 * @pull: reads what came after @cursor into @sink, oldest first where it can
 * @follow: (nullable): stays connected and hands over punches as they are made, flushing each
 *   batch, until cancelled or cut off. A hint beside @pull, never instead of it
 * @set_clock: (nullable): sets the source's clock to the true time; only when a person asks
 * @answer: (nullable): tells the source what became of requests that it delivered
 *   (#MusterAnswer), and sets the outcome of each; those without one are told again
 * @unattended: whether the runner may pull it by itself on a schedule; a file comes when it comes
 * @listens: whether the source calls in, so that there is nothing to pull: see
 *   #MusterPushListener
 * @takes_datum: whether its positions are in the datum that the source is set to
 *
 * A kind of source. Stateless: settings come in, punches go out through the sink. All functions
 * block, return at once when cancelled (%G_IO_ERROR_CANCELLED), and have time limits of their own.
 * Their errors say what to do; a wrong secret is a %MUSTER_ERROR_INVALID that names its field, a
 * certificate that is not trusted one that names "certificate" and holds its fingerprint, see
 * muster_error_get_value(); another device in the place of the known one names "device" and holds
 * its serial number; a missing permission is %MUSTER_ERROR_DENIED; an unreachable source
 * a %G_IO_ERROR.
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
  gboolean (*follow) (MusterSource *source,
                      MusterParams *settings,
                      MusterSink *sink,
                      GCancellable *cancellable,
                      GError **error);
  gboolean (*set_clock) (MusterSource *source,
                         MusterParams *settings,
                         GCancellable *cancellable,
                         GError **error);
  gboolean (*answer) (MusterSource *source,
                      MusterParams *settings,
                      GPtrArray *answers,
                      GCancellable *cancellable,
                      GError **error);
  gboolean unattended;
  gboolean listens;
  gboolean takes_datum;
} MusterConnector;
