/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-zone-model.h"

#include <string.h>

#define ZONE_TABLE "/usr/share/zoneinfo/zone.tab"

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Third column of the table of zones by country: code, coordinates, name, comment. */
static void
read_table (GPtrArray *names)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  /* A system without the table still knows its own zone and UTC. */
  if (!g_file_get_contents (ZONE_TABLE, &text, NULL, NULL))
    return;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = NULL;

      if (lines[i][0] == '#')
        continue;

      columns = g_strsplit (lines[i], "\t", 4);
      if (g_strv_length (columns) >= 3)
        g_ptr_array_add (names, g_strstrip (g_strdup (columns[2])));
    }
}

GtkStringList *
muster_zone_model_new (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *own = g_time_zone_get_identifier (local);
  GtkStringList *model = gtk_string_list_new (NULL);

  read_table (names);
  g_ptr_array_sort (names, compare_names);

  if (own != NULL && strchr (own, '/') != NULL)
    gtk_string_list_append (model, own);
  else
    own = NULL;

  for (guint i = 0; i < names->len; i++)
    if (g_strcmp0 (g_ptr_array_index (names, i), own) != 0)
      gtk_string_list_append (model, g_ptr_array_index (names, i));

  gtk_string_list_append (model, "UTC");

  return model;
}

guint
muster_zone_model_find (GtkStringList *model, const char *name)
{
  g_return_val_if_fail (GTK_IS_STRING_LIST (model), 0);

  for (guint i = 0; name != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (model));
       i++)
    if (g_str_equal (gtk_string_list_get_string (model, i), name))
      return i;

  return 0;
}
