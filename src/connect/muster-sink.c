/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sink.h"

GVariant *
muster_draft_to_variant (const MusterDraft *draft)
{
  g_return_val_if_fail (draft != NULL, NULL);

  return g_variant_new ("(tssxyys)", draft->line, draft->person_key,
                        draft->person_name != NULL ? draft->person_name : "", draft->wall,
                        draft->direction, draft->verify,
                        draft->note != NULL ? draft->note : "");
}

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

void
muster_sink_deliver (MusterSink *sink, MusterDelivery *delivery)
{
  if (sink->deliver != NULL)
    sink->deliver (sink, delivery);
  else
    muster_delivery_free (delivery);
}
