/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-paged-item.h"

struct _MusterPagedItem
{
  GObject parent_instance;

  gint64 key;
  GObject *row;
};

G_DEFINE_FINAL_TYPE (MusterPagedItem, muster_paged_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
muster_paged_item_finalize (GObject *object)
{
  MusterPagedItem *self = MUSTER_PAGED_ITEM (object);

  g_clear_object (&self->row);

  G_OBJECT_CLASS (muster_paged_item_parent_class)->finalize (object);
}

static void
muster_paged_item_get_property (GObject *object,
                                guint id,
                                GValue *value,
                                GParamSpec *pspec)
{
  MusterPagedItem *self = MUSTER_PAGED_ITEM (object);

  switch (id)
    {
    case PROP_ROW:
      g_value_set_object (value, self->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_paged_item_class_init (MusterPagedItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = muster_paged_item_finalize;
  object_class->get_property = muster_paged_item_get_property;

  properties[PROP_ROW] = g_param_spec_object ("row", NULL, NULL, G_TYPE_OBJECT,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
muster_paged_item_init (MusterPagedItem *self)
{
}

MusterPagedItem *
muster_paged_item_new (gint64 key, GObject *row)
{
  MusterPagedItem *self = g_object_new (MUSTER_TYPE_PAGED_ITEM, NULL);

  self->key = key;
  g_set_object (&self->row, row);

  return self;
}

gint64
muster_paged_item_get_key (MusterPagedItem *item)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_ITEM (item), 0);

  return item->key;
}

gpointer
muster_paged_item_get_row (MusterPagedItem *item)
{
  g_return_val_if_fail (MUSTER_IS_PAGED_ITEM (item), NULL);

  return item->row;
}

void
muster_paged_item_set_row (MusterPagedItem *item, gpointer row)
{
  g_return_if_fail (MUSTER_IS_PAGED_ITEM (item));

  if (g_set_object (&item->row, row))
    g_object_notify_by_pspec (G_OBJECT (item), properties[PROP_ROW]);
}
