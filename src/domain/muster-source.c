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
