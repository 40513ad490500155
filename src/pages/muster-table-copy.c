/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-table-copy.h"

#include "muster-notice.h"
#include "muster-table-writer.h"

#include <glib/gi18n-lib.h>

static void
written (const char *table, const GError *error, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;

  if (table == NULL)
    {
      muster_notice_show (widget, error);
      return;
    }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), table);
  muster_notice_say (widget, _ ("Copied as a table"));
}

void
muster_table_copy_selected (GtkWidget *widget,
                            MusterPagedList *list,
                            GtkSelectionModel *selection,
                            GCancellable *cancellable)
{
  g_autoptr (GtkBitset) bits = NULL;
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GtkBitsetIter iter;
  guint position;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GTK_IS_SELECTION_MODEL (selection));

  bits = gtk_selection_model_get_selection (selection);
  if (!gtk_bitset_iter_init_first (&iter, bits, &position))
    return;

  do
    g_array_append_val (positions, position);
  while (gtk_bitset_iter_next (&iter, &position));

  muster_table_writer_run (list, (const guint *) (gpointer) positions->data,
                           positions->len, cancellable, written, g_object_ref (widget));
}
