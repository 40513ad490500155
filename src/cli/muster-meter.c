/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-meter.h"

#include <stdio.h>
#include <unistd.h>

#include "muster-interrupt.h"

#define INTERVAL (G_USEC_PER_SEC / 5)

struct _MusterMeter
{
  char *what;
  GCancellable *cancellable;
  gint64 shown_at;
  gboolean visible;
};

MusterMeter *
muster_meter_new (const char *what, GCancellable *cancellable)
{
  MusterMeter *meter = g_new0 (MusterMeter, 1);

  muster_interrupt_begin ();
  meter->what = g_strdup (what);
  meter->cancellable = g_object_ref (cancellable);
  meter->visible = isatty (STDERR_FILENO);

  return meter;
}

void
muster_meter_show (guint64 done, guint64 total, gpointer data)
{
  MusterMeter *meter = data;
  gint64 now = g_get_monotonic_time ();

  if (muster_interrupt_arrived ())
    g_cancellable_cancel (meter->cancellable);

  if (!meter->visible || now - meter->shown_at < INTERVAL)
    return;

  meter->shown_at = now;
  if (total > 0)
    fprintf (stderr, "\r\033[K%s  %d %%", meter->what,
             (int) (100.0 * (double) MIN (done, total) / (double) total));
  else
    fprintf (stderr, "\r\033[K%s  %" G_GUINT64_FORMAT, meter->what, done);
  fflush (stderr);
}

void
muster_meter_free (MusterMeter *meter)
{
  if (meter->visible && meter->shown_at > 0)
    fputs ("\r\033[K", stderr);

  g_object_unref (meter->cancellable);
  g_free (meter->what);
  g_free (meter);
}
