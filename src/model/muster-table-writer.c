/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-table-writer.h"

#include "muster-cell-text.h"

#include <glib/gi18n-lib.h>

#define MAX_CHUNK 512

typedef struct
{
  MusterOffice *office;
  MusterFinding *finding;
  GCancellable *cancellable;
  GArray *positions;
  guint next;
  GString *table;
  MusterTableFunc func;
  gpointer user_data;
} Writer;

static void write_next (Writer *writer);

static void
writer_free (Writer *writer)
{
  g_clear_object (&writer->office);
  g_clear_object (&writer->finding);
  g_clear_object (&writer->cancellable);
  g_array_unref (writer->positions);
  g_string_free (writer->table, TRUE);
  g_free (writer);
}

/* A tab or line break inside a cell would break the table that the paste makes */
static void
append_cell (GString *table, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    g_string_append_c (table, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

static void
append_headings (Writer *writer)
{
  for (const MusterColumn *column = writer->finding->listing->columns; column->name;
       column++)
    {
      if (column->optional)
        continue;
      if (writer->table->len > 0)
        g_string_append_c (writer->table, '\t');
      append_cell (writer->table, g_dgettext (GETTEXT_PACKAGE, column->title));
    }
  g_string_append_c (writer->table, '\n');
}

static void
append_row (Writer *writer, GObject *row)
{
  gboolean first = TRUE;

  for (const MusterColumn *column = writer->finding->listing->columns; column->name;
       column++)
    {
      g_autofree char *text = NULL;

      if (column->optional)
        continue;

      text = muster_cell_text_say (column, row);
      if (!first)
        g_string_append_c (writer->table, '\t');
      append_cell (writer->table, text);
      first = FALSE;
    }
  g_string_append_c (writer->table, '\n');
}

static guint
position_at (Writer *writer, guint i)
{
  return g_array_index (writer->positions, guint, i);
}

static void
loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  Writer *writer = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  guint first;

  if (rows == NULL)
    {
      writer->func (NULL, error, writer->user_data);
      writer_free (writer);
      return;
    }

  first = position_at (writer, writer->next);
  while (writer->next < writer->positions->len &&
         position_at (writer, writer->next) - first < MAX_CHUNK)
    {
      guint i = position_at (writer, writer->next++) - first;
      GObject *row = i < rows->len ? g_ptr_array_index (rows, i) : NULL;

      if (row != NULL)
        append_row (writer, row);
    }

  write_next (writer);
}

static void
write_next (Writer *writer)
{
  guint first, last;

  if (writer->next == writer->positions->len)
    {
      writer->func (writer->table->str, NULL, writer->user_data);
      writer_free (writer);
      return;
    }

  first = last = position_at (writer, writer->next);
  for (guint i = writer->next; i < writer->positions->len; i++)
    if (position_at (writer, i) - first < MAX_CHUNK)
      last = position_at (writer, i);

  muster_office_load_async (writer->office, writer->finding, first, last - first + 1,
                            writer->cancellable, loaded_cb, writer);
}

static gboolean
begin_cb (gpointer user_data)
{
  write_next (user_data);

  return G_SOURCE_REMOVE;
}

void
muster_table_writer_run (MusterPagedList *list,
                         const guint *positions,
                         gsize n,
                         GCancellable *cancellable,
                         MusterTableFunc func,
                         gpointer user_data)
{
  Writer *writer;

  g_return_if_fail (MUSTER_IS_PAGED_LIST (list));
  g_return_if_fail (muster_paged_list_get_finding (list) != NULL);
  g_return_if_fail (func != NULL);

  writer = g_new0 (Writer, 1);
  writer->office = g_object_ref (muster_paged_list_get_office (list));
  writer->finding = g_object_ref (muster_paged_list_get_finding (list));
  writer->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  writer->positions = g_array_sized_new (FALSE, FALSE, sizeof (guint), (guint) n);
  writer->table = g_string_new (NULL);
  writer->func = func;
  writer->user_data = user_data;

  g_array_append_vals (writer->positions, positions, (guint) n);
  append_headings (writer);

  /* Never before this returns, also when there is nothing to load */
  g_idle_add (begin_cb, writer);
}
