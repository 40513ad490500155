/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-listing.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>

void
muster_cell_clear (MusterCell *cell)
{
  g_clear_pointer (&cell->text, g_free);
  g_clear_pointer (&cell->codes, g_strfreev);
  g_clear_pointer (&cell->variant, g_variant_unref);
  g_clear_pointer (&cell->zone, muster_zone_unref);
}

static void
row_unref (gpointer row)
{
  if (row != NULL)
    g_object_unref (row);
}

GPtrArray *
muster_rows_new (void)
{
  return g_ptr_array_new_with_free_func (row_unref);
}

void
muster_finding_count (MusterFinding *finding, const char *code, guint n)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (finding->counts, code));

  g_hash_table_insert (finding->counts, (gpointer) g_intern_string (code),
                       GUINT_TO_POINTER (before + n));
}

void
muster_finding_set_keys (MusterFinding *finding, GArray *keys)
{
  g_array_unref (finding->keys);
  finding->keys = keys;
}

gboolean
muster_finding_number_rows (MusterFinding *finding, GPtrArray *rows)
{
  g_autoptr (GPtrArray) held = rows;
  guint limit;

  if (rows == NULL)
    return FALSE;

  limit = finding->filter->limit > 0 ? MIN (rows->len, finding->filter->limit)
                                     : rows->len;
  finding->total = rows->len;
  for (guint i = 0; i < limit; i++)
    {
      gint64 key = finding->filter->descending ? rows->len - 1 - i : i;

      g_array_append_val (finding->keys, key);
    }

  return TRUE;
}

GPtrArray *
muster_finding_pick_rows (GPtrArray *rows, const gint64 *keys, guint n_keys)
{
  g_autoptr (GPtrArray) held = rows;
  GPtrArray *picked;

  if (rows == NULL)
    return NULL;

  picked = muster_rows_new ();
  for (guint i = 0; i < n_keys; i++)
    {
      gboolean there = keys[i] >= 0 && keys[i] < rows->len;

      g_ptr_array_add (picked,
                       there ? g_object_ref (g_ptr_array_index (rows, keys[i])) : NULL);
    }

  return picked;
}

gboolean
muster_listing_check_states (const MusterListing *listing,
                             MusterFilter *filter,
                             GError **error)
{
  g_auto (GStrv)
    known = g_strsplit (listing->states != NULL ? listing->states : "", " ", -1);

  for (guint i = 0; filter->states != NULL && filter->states[i] != NULL; i++)
    {
      const char *state = filter->states[i];

      if (listing->states == NULL)
        return muster_error_set_field (
          error, "states", _ ("There are no states here, and so no “%s”."), state);
      if (!g_strv_contains ((const char *const *) known, state))
        return muster_error_set_field (
          error, "states", _ ("There is no state “%s” here. Those known are: %s"), state,
          listing->states);
    }

  return TRUE;
}
