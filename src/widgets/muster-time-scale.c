/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-time-scale.h"

#include <math.h>

#define HOUR 60
#define MARGIN 20 /* minutes that stay free before the first and after the last thing */

struct _MusterTimeScale
{
  GObject parent_instance;

  int from;
  int until;
  gint64 now;
};

G_DEFINE_FINAL_TYPE (MusterTimeScale, muster_time_scale, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
grow (MusterTimeScale *self, gint64 midnight, gint64 from, gint64 until)
{
  double first = (double) (from - midnight) / MUSTER_MINUTE - MARGIN;
  double last = (double) (until - midnight) / MUSTER_MINUTE + MARGIN;
  int begin = (int) floor (first / HOUR) * HOUR;
  int end = (int) ceil (last / HOUR) * HOUR;

  /* A punch of another day, kept beside this one, must not squeeze everything else */
  begin = MAX (begin, -24 * HOUR);
  end = MIN (end, 60 * HOUR);

  if (self->from == self->until)
    {
      self->from = begin;
      self->until = end;
    }

  self->from = MIN (self->from, begin);
  self->until = MAX (self->until, end);
}

static void
muster_time_scale_class_init (MusterTimeScaleClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", MUSTER_TYPE_TIME_SCALE, G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
muster_time_scale_init (MusterTimeScale *self)
{
}

MusterTimeScale *
muster_time_scale_new (void)
{
  return g_object_new (MUSTER_TYPE_TIME_SCALE, NULL);
}

void
muster_time_scale_reset (MusterTimeScale *self, int from, int until)
{
  g_return_if_fail (MUSTER_IS_TIME_SCALE (self));

  if (self->from == from && self->until == until)
    return;

  self->from = from;
  self->until = until;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
muster_time_scale_include (MusterTimeScale *self, MusterDaySheet *sheet)
{
  int from, until;
  gint64 midnight;

  g_return_if_fail (MUSTER_IS_TIME_SCALE (self));
  g_return_if_fail (MUSTER_IS_DAY_SHEET (sheet));

  from = self->from;
  until = self->until;
  midnight = muster_zone_get_instant (sheet->zone, sheet->day.date, 0);

  for (guint i = 0; i < sheet->stretches->len; i++)
    {
      const MusterStretch *stretch = &g_array_index (sheet->stretches, MusterStretch, i);

      if (stretch->kind != MUSTER_STRETCH_WINDOW)
        grow (self, midnight, stretch->from, stretch->until);
    }

  for (guint i = 0; i < sheet->placed->len; i++)
    {
      const MusterPlaced *placed = &g_array_index (sheet->placed, MusterPlaced, i);

      grow (self, midnight, placed->punch.at, placed->punch.at);
    }

  if (self->from != from || self->until != until)
    g_signal_emit (self, signals[CHANGED], 0);
}

int
muster_time_scale_get_from (MusterTimeScale *self)
{
  g_return_val_if_fail (MUSTER_IS_TIME_SCALE (self), 0);

  return self->from;
}

int
muster_time_scale_get_until (MusterTimeScale *self)
{
  g_return_val_if_fail (MUSTER_IS_TIME_SCALE (self), 0);

  return self->until;
}

void
muster_time_scale_set_now (MusterTimeScale *self, gint64 now)
{
  g_return_if_fail (MUSTER_IS_TIME_SCALE (self));

  if (self->now == now)
    return;

  self->now = now;
  g_signal_emit (self, signals[CHANGED], 0);
}

gint64
muster_time_scale_get_now (MusterTimeScale *self)
{
  g_return_val_if_fail (MUSTER_IS_TIME_SCALE (self), 0);

  return self->now;
}
