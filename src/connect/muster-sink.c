/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sink.h"

gboolean
muster_sink_flush (MusterSink *sink, GError **error)
{
  return sink->flush == NULL || sink->flush (sink, error);
}

void
muster_sink_meet (MusterSink *sink, const MusterDeviceUser *users, gsize n_users)
{
  if (sink->meet != NULL && n_users > 0)
    sink->meet (sink, users, n_users);
}

void
muster_sink_clock (MusterSink *sink, gint64 ahead, gint64 doubt)
{
  if (sink->clock != NULL)
    sink->clock (sink, ahead, doubt);
}

void
muster_sink_reach (MusterSink *sink, gint64 until)
{
  if (sink->reach != NULL)
    sink->reach (sink, until);
}

void
muster_sink_gap (MusterSink *sink, guint64 from, guint64 until)
{
  if (sink->gap != NULL)
    sink->gap (sink, from, until);
}

void
muster_sink_learn (MusterSink *sink, const char *fact, const char *value)
{
  if (sink->learn != NULL && value != NULL && *value != '\0')
    sink->learn (sink, fact, value);
}
