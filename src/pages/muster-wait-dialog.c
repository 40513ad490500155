/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-wait-dialog.h"

#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define PULSE_MSEC 120

/* It belongs to the dialog. */
typedef struct
{
  GtkProgressBar *bar;
  GtkWidget *cancel;
  GCancellable *cancellable;
  guint pulse_id;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_clear_handle_id (&waiting->pulse_id, g_source_remove);
  g_clear_object (&waiting->cancellable);
  g_free (waiting);
}

static Waiting *
waiting_of (AdwDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "muster-waiting");
}

static gboolean
pulse_cb (gpointer user_data)
{
  Waiting *waiting = user_data;

  gtk_progress_bar_pulse (waiting->bar);

  return G_SOURCE_CONTINUE;
}

/* The dialog stays until the work has stopped, so that nothing is begun meanwhile. */
static void
cancel_cb (AdwDialog *dialog)
{
  Waiting *waiting = waiting_of (dialog);

  gtk_widget_set_sensitive (waiting->cancel, FALSE);
  g_cancellable_cancel (waiting->cancellable);
}

static GtkWidget *
build_content (AdwDialog *dialog, Waiting *waiting, const char *title, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *title_label = gtk_label_new (title);
  GtkWidget *text_label = gtk_label_new (text);
  GtkWidget *bar = gtk_progress_bar_new ();

  waiting->bar = GTK_PROGRESS_BAR (bar);
  waiting->cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_label_set_wrap (GTK_LABEL (title_label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text_label), TRUE);
  gtk_widget_add_css_class (title_label, "title-3");
  gtk_widget_add_css_class (text_label, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_widget_set_halign (waiting->cancel, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (waiting->cancel, "pill");
  g_signal_connect_swapped (waiting->cancel, "clicked", G_CALLBACK (cancel_cb), dialog);
  gtk_widget_add_css_class (box, "muster-pane");
  gtk_box_append (GTK_BOX (box), title_label);
  gtk_box_append (GTK_BOX (box), text_label);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), waiting->cancel);

  return box;
}

AdwDialog *
muster_wait_dialog_present (GtkWidget *parent,
                            const char *title,
                            const char *text,
                            GCancellable *cancellable)
{
  AdwDialog *dialog = adw_dialog_new ();
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->cancellable = g_object_ref (cancellable);
  g_object_set_data_full (G_OBJECT (dialog), "muster-waiting", waiting, waiting_free);
  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, 400);
  adw_dialog_set_can_close (dialog, FALSE);
  adw_dialog_set_child (dialog, build_content (dialog, waiting, title, text));
  g_signal_connect (dialog, "close-attempt", G_CALLBACK (cancel_cb), NULL);
  waiting->pulse_id = g_timeout_add (PULSE_MSEC, pulse_cb, waiting);
  adw_dialog_present (dialog, parent);

  return g_object_ref (dialog);
}

void
muster_wait_dialog_set (AdwDialog *dialog, guint64 done, guint64 total)
{
  Waiting *waiting = waiting_of (dialog);
  g_autofree char *a = muster_text_number (done);
  g_autofree char *b = muster_text_number (total);
  g_autofree char *text = NULL;

  if (total == 0)
    return;

  g_clear_handle_id (&waiting->pulse_id, g_source_remove);
  /* Translators: how many are done, of how many */
  text = g_strdup_printf (_ ("%1$s of %2$s"), a, b);
  gtk_progress_bar_set_fraction (waiting->bar, (double) done / (double) total);
  gtk_progress_bar_set_show_text (waiting->bar, TRUE);
  gtk_progress_bar_set_text (waiting->bar, text);
}

void
muster_wait_dialog_end (AdwDialog *dialog)
{
  adw_dialog_force_close (dialog);
  g_object_unref (dialog);
}
