/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-group.h"

G_DEFINE_FINAL_TYPE (MusterGroup, muster_group, G_TYPE_OBJECT)

static void
muster_group_clear_pattern (MusterGroup *self)
{
  for (guint i = 0; i < self->n_slots; i++)
    g_clear_object (&self->slots[i].shift);

  g_clear_pointer (&self->slots, g_free);
  self->n_slots = 0;
}

static void
special_clear (gpointer data)
{
  MusterSpecialDate *special = data;

  g_clear_object (&special->shift);
}

static void
muster_group_finalize (GObject *object)
{
  MusterGroup *self = MUSTER_GROUP (object);

  muster_group_clear_pattern (self);
  g_free (self->code);
  g_free (self->name);
  g_clear_pointer (&self->zone, muster_zone_unref);
  g_clear_object (&self->default_shift);
  g_clear_object (&self->makeup_shift);
  g_clear_object (&self->policy);
  g_clear_object (&self->requests);
  g_clear_object (&self->exceptions);
  g_array_unref (self->specials);

  G_OBJECT_CLASS (muster_group_parent_class)->finalize (object);
}

static void
muster_group_class_init (MusterGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_group_finalize;
}

static void
muster_group_init (MusterGroup *self)
{
  self->specials = g_array_new (FALSE, FALSE, sizeof (MusterSpecialDate));
  g_array_set_clear_func (self->specials, special_clear);
}

MusterGroup *
muster_group_new (const char *code)
{
  MusterGroup *self = g_object_new (MUSTER_TYPE_GROUP, NULL);

  self->code = g_strdup (code);
  self->name = g_strdup (code);

  return self;
}

void
muster_group_set_pattern (MusterGroup *self,
                          MusterPatternKind kind,
                          MusterDate anchor,
                          const MusterSlot *slots,
                          guint n)
{
  g_return_if_fail (kind == MUSTER_PATTERN_NONE || n > 0);
  g_return_if_fail (kind != MUSTER_PATTERN_WEEKLY || n == 7);
  g_return_if_fail (kind != MUSTER_PATTERN_BIWEEKLY || n == 14);

  muster_group_clear_pattern (self);
  self->pattern = kind;
  self->anchor = anchor;
  self->slots = g_new0 (MusterSlot, n);
  self->n_slots = n;

  for (guint i = 0; i < n; i++)
    {
      self->slots[i].kind = slots[i].kind;
      g_set_object (&self->slots[i].shift, slots[i].shift);
    }
}

static guint
find_special (const MusterGroup *self, MusterDate date)
{
  guint i = 0;

  while (i < self->specials->len &&
         g_array_index (self->specials, MusterSpecialDate, i).date < date)
    i++;

  return i;
}

void
muster_group_add_special (MusterGroup *self, MusterDate date, MusterShift *shift)
{
  MusterSpecialDate special = { date, shift != NULL ? g_object_ref (shift) : NULL };
  guint i = find_special (self, date);

  if (i < self->specials->len &&
      g_array_index (self->specials, MusterSpecialDate, i).date == date)
    g_array_remove_index (self->specials, i);

  g_array_insert_val (self->specials, i, special);
}

const MusterSpecialDate *
muster_group_find_special (const MusterGroup *self, MusterDate date)
{
  guint i;

  if (self->specials->len == 0)
    return NULL;

  i = find_special (self, date);
  if (i == self->specials->len ||
      g_array_index (self->specials, MusterSpecialDate, i).date != date)
    return NULL;

  return &g_array_index (self->specials, MusterSpecialDate, i);
}

MusterSlot
muster_group_get_slot (const MusterGroup *self, MusterDate date)
{
  MusterSlot none = { MUSTER_SLOT_DEFAULT, NULL };
  gint64 since;

  switch (self->pattern)
    {
    case MUSTER_PATTERN_NONE:
      return none;

    case MUSTER_PATTERN_WEEKLY:
      since = muster_date_get_weekday (date);
      break;

    case MUSTER_PATTERN_BIWEEKLY:
      since =
        (gint64) date - ((gint64) self->anchor - muster_date_get_weekday (self->anchor));
      break;

    case MUSTER_PATTERN_CYCLE:
    default:
      since = (gint64) date - self->anchor;
      break;
    }

  since %= self->n_slots;

  return self->slots[since < 0 ? since + self->n_slots : since];
}
