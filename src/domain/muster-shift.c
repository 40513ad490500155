/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-shift.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>

#define LAST_MINUTE 2880
#define LONGEST_WINDOW 2880

G_DEFINE_FINAL_TYPE (MusterShift, muster_shift, G_TYPE_OBJECT)

static void
muster_shift_finalize (GObject *object)
{
  MusterShift *self = MUSTER_SHIFT (object);

  g_free (self->code);
  g_free (self->name);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_shift_parent_class)->finalize (object);
}

static void
muster_shift_class_init (MusterShiftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_shift_finalize;
}

static void
muster_shift_init (MusterShift *self)
{
  self->before = 240;
  self->after = 480;
}

MusterShift *
muster_shift_new (const char *code)
{
  MusterShift *self = g_object_new (MUSTER_TYPE_SHIFT, NULL);

  self->code = g_strdup (code);
  self->name = g_strdup (code);

  return self;
}

static gboolean
check_segments (MusterShift *self, GError **error)
{
  int last = 0;

  for (guint i = 0; i < self->n_segments; i++)
    {
      const MusterSegment *segment = &self->segments[i];

      if (segment->on < 0 || segment->off > LAST_MINUTE || segment->off <= segment->on)
        return muster_error_set_field (
          error, "segments",
          _ ("The off-time of a segment comes after its on-time, "
             "both between 00:00 and 48:00."));

      if (segment->on < last)
        return muster_error_set_field (
          error, "segments", _ ("The segments of a shift follow one another in order."));

      last = segment->off;
    }

  if (self->segments[0].on >= LAST_MINUTE / 2)
    return muster_error_set_field (error, "segments",
                                   _ ("The first on-time of a shift is before 24:00."));

  return TRUE;
}

static gboolean
check_rests (MusterShift *self, GError **error)
{
  int last = 0;

  for (guint i = 0; i < self->n_rests; i++)
    {
      const MusterRest *rest = &self->rests[i];

      if (rest->from < last || rest->to <= rest->from || rest->to > LAST_MINUTE)
        return muster_error_set_field (
          error, "rests",
          _ ("Rests follow one another in order, and each ends after it begins."));

      last = rest->to;
    }

  return TRUE;
}

static gboolean
check_after_late (MusterShift *self, GError **error)
{
  for (guint i = 0; i < self->n_after_late; i++)
    if (self->after_late[i].stayed < 0 || self->after_late[i].stayed > LAST_MINUTE ||
        self->after_late[i].allowance < 0 || self->after_late[i].allowance > LAST_MINUTE)
      return muster_error_set_field (
        error, "after_late", _ ("Minutes stayed and allowed are between 0 and 2880."));

  return TRUE;
}

gboolean
muster_shift_check (MusterShift *self, GError **error)
{
  if (self->code == NULL || *self->code == '\0')
    return muster_error_set_field (error, "id", _ ("A shift needs a name."));

  if (self->n_segments > MUSTER_SHIFT_SEGMENTS || self->n_rests > MUSTER_SHIFT_RESTS ||
      self->n_after_late > MUSTER_SHIFT_AFTER_LATE)
    return muster_error_set_field (
      error, "segments", _ ("A shift has at most 4 segments, 8 rests and 4 allowances."));

  if (self->free != (self->n_segments == 0))
    return muster_error_set_field (
      error, "segments",
      _ ("A shift has between 1 and 4 segments, or is free and has none."));

  if (self->before < 0 || self->before > LONGEST_WINDOW || self->after < 0 ||
      self->after > LONGEST_WINDOW)
    return muster_error_set_field (
      error, "window", _ ("A window opens and closes at most 2880 minutes away."));

  if (self->flex_late < 0 || self->flex_late > 1440 || self->flex_early < 0 ||
      self->flex_early > 1440)
    return muster_error_set_field (error, "flex",
                                   _ ("A flexible day moves by at most 1440 minutes."));

  if (self->required < 0 || self->required > 1440)
    return muster_error_set_field (error, "required",
                                   _ ("A day requires between 0 and 1440 minutes."));

  return check_after_late (self, error) && check_rests (self, error) &&
         (self->free || check_segments (self, error));
}

int
muster_shift_get_scheduled (const MusterShift *self)
{
  int minutes = self->free ? self->required : 0;

  for (guint i = 0; i < self->n_segments; i++)
    {
      const MusterSegment *segment = &self->segments[i];

      minutes += segment->off - segment->on;
      for (guint j = 0; j < self->n_rests; j++)
        minutes -= MAX (0, MIN (segment->off, self->rests[j].to) -
                             MAX (segment->on, self->rests[j].from));
    }

  return minutes;
}

gboolean
muster_shift_overlaps (const MusterShift *a, const MusterShift *b, int days)
{
  int moved = days * 1440;

  for (guint i = 0; i < a->n_segments; i++)
    for (guint j = 0; j < b->n_segments; j++)
      if (a->segments[i].on < b->segments[j].off + moved &&
          b->segments[j].on + moved < a->segments[i].off)
        return TRUE;

  return FALSE;
}

gboolean
muster_clock_parse (const char *text, int *minutes)
{
  if (text == NULL || !g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]) ||
      text[2] != ':' || !g_ascii_isdigit (text[3]) || !g_ascii_isdigit (text[4]) ||
      text[5] != '\0' || text[3] > '5')
    return FALSE;

  *minutes =
    ((text[0] - '0') * 10 + text[1] - '0') * 60 + (text[3] - '0') * 10 + text[4] - '0';

  return *minutes <= LAST_MINUTE;
}

char *
muster_clock_format (int minutes)
{
  return g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60);
}
