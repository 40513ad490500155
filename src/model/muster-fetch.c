/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fetch.h"

typedef struct
{
  MusterFinding *finding;
  guint most;
  GCancellable *cancellable;
  MusterFetchFunc func;
  gpointer user_data;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_clear_object (&fetch->finding);
  g_clear_object (&fetch->cancellable);
  g_free (fetch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetch, fetch_free)

static void
loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    loaded = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  g_autoptr (GPtrArray) rows = NULL;

  if (loaded == NULL)
    {
      fetch->func (NULL, NULL, error, fetch->user_data);
      return;
    }

  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < loaded->len; i++)
    if (g_ptr_array_index (loaded, i) != NULL)
      g_ptr_array_add (rows, g_object_ref (g_ptr_array_index (loaded, i)));

  fetch->func (fetch->finding, rows, NULL, fetch->user_data);
}

static void
found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetch) fetch = user_data;
  g_autoptr (GError) error = NULL;

  fetch->finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);

  if (fetch->finding == NULL)
    {
      fetch->func (NULL, NULL, error, fetch->user_data);
      return;
    }

  if (fetch->most == 0 || fetch->finding->keys->len == 0)
    {
      g_autoptr (GPtrArray) none = g_ptr_array_new ();

      fetch->func (fetch->finding, none, NULL, fetch->user_data);
      return;
    }

  muster_office_load_async (MUSTER_OFFICE (office), fetch->finding, 0,
                            MIN (fetch->most, fetch->finding->keys->len),
                            fetch->cancellable, loaded_cb, fetch);
  fetch = NULL;
}

void
muster_fetch_rows (MusterOffice *office,
                   MusterActor *actor,
                   const MusterListing *listing,
                   MusterFilter *filter,
                   guint most,
                   GCancellable *cancellable,
                   MusterFetchFunc func,
                   gpointer user_data)
{
  Fetch *fetch;

  g_return_if_fail (MUSTER_IS_OFFICE (office));
  g_return_if_fail (func != NULL);

  fetch = g_new0 (Fetch, 1);
  fetch->most = most;
  fetch->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  fetch->func = func;
  fetch->user_data = user_data;

  muster_office_list_async (office, actor, listing, filter, cancellable, found_cb, fetch);
}
