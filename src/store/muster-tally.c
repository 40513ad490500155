/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-tally.h"

void
muster_tally_add (GHashTable *counts, const char *code, guint n)
{
  guint before;

  if (counts == NULL || n == 0)
    return;

  before = GPOINTER_TO_UINT (g_hash_table_lookup (counts, code));
  g_hash_table_insert (counts, (gpointer) g_intern_string (code),
                       GUINT_TO_POINTER (before + n));
}

void
muster_tally_finish (GArray *ids, gboolean descending, guint limit)
{
  gint64 *all = (gint64 *) (gpointer) ids->data;

  for (guint i = 0; descending && i < ids->len / 2; i++)
    {
      gint64 other = all[ids->len - 1 - i];

      all[ids->len - 1 - i] = all[i];
      all[i] = other;
    }

  if (limit > 0 && ids->len > limit)
    g_array_set_size (ids, limit);
}
