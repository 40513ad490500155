/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-filter.h"

G_DEFINE_FINAL_TYPE (MusterFilter, muster_filter, G_TYPE_OBJECT)

static void
muster_filter_finalize (GObject *object)
{
  MusterFilter *self = MUSTER_FILTER (object);

  g_free (self->group);
  g_free (self->department);
  g_strfreev (self->states);
  g_free (self->search);
  g_free (self->order);

  G_OBJECT_CLASS (muster_filter_parent_class)->finalize (object);
}

static void
muster_filter_class_init (MusterFilterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_filter_finalize;
}

static void
muster_filter_init (MusterFilter *self)
{
  self->dates = (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
}

MusterFilter *
muster_filter_new (void)
{
  return g_object_new (MUSTER_TYPE_FILTER, NULL);
}

MusterFilter *
muster_filter_copy (MusterFilter *filter)
{
  MusterFilter *copy;

  g_return_val_if_fail (MUSTER_IS_FILTER (filter), NULL);

  copy = muster_filter_new ();
  copy->dates = filter->dates;
  copy->person_id = filter->person_id;
  copy->group = g_strdup (filter->group);
  copy->department = g_strdup (filter->department);
  copy->source_id = filter->source_id;
  copy->import_id = filter->import_id;
  copy->request_id = filter->request_id;
  copy->states = g_strdupv (filter->states);
  copy->search = g_strdup (filter->search);
  copy->order = g_strdup (filter->order);
  copy->descending = filter->descending;
  copy->limit = filter->limit;

  return copy;
}

gboolean
muster_filter_has_state (MusterFilter *filter, const char *code)
{
  g_return_val_if_fail (MUSTER_IS_FILTER (filter), FALSE);

  return filter->states == NULL || filter->states[0] == NULL ||
         g_strv_contains ((const char *const *) filter->states, code);
}
