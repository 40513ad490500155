/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source.h"

G_DEFINE_FINAL_TYPE (MusterSource, muster_source, G_TYPE_OBJECT)

static void
muster_source_finalize (GObject *object)
{
  MusterSource *self = MUSTER_SOURCE (object);

  g_free (self->uid);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->zone);
  g_free (self->device);
  g_clear_pointer (&self->settings, g_variant_unref);
  g_clear_pointer (&self->plan, g_variant_unref);

  G_OBJECT_CLASS (muster_source_parent_class)->finalize (object);
}

static void
muster_source_class_init (MusterSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_source_finalize;
}

static void
muster_source_init (MusterSource *self)
{
}

MusterSource *
muster_source_new (void)
{
  return g_object_new (MUSTER_TYPE_SOURCE, NULL);
}

MusterSource *
muster_source_copy (MusterSource *source)
{
  MusterSource *copy = muster_source_new ();

  copy->id = source->id;
  copy->uid = g_strdup (source->uid);
  copy->name = g_strdup (source->name);
  copy->kind = g_strdup (source->kind);
  copy->zone = g_strdup (source->zone);
  copy->datum = source->datum;
  copy->state = source->state;
  copy->waited_for = source->waited_for;
  copy->correction = source->correction;
  copy->synced_to = source->synced_to;
  copy->settings = source->settings != NULL ? g_variant_ref (source->settings) : NULL;
  copy->plan = source->plan != NULL ? g_variant_ref (source->plan) : NULL;
  copy->device = g_strdup (source->device);

  return copy;
}
