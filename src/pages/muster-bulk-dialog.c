/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-bulk-dialog.h"

#include "muster-bulk.h"
#include "muster-notice.h"
#include "muster-request-commands.h"
#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 200

typedef struct
{
  GtkWidget *parent;
  MusterOffice *office;
  MusterActor *actor;
  GArray *ids;
  GArray *good; /* those that will be decided */
  char *decision;
  char *note;
  char *bulk;
  AdwDialog *dialog;
  GtkWidget *label;
  GtkWidget *list;
  GtkWidget *meter;
  GtkWidget *run;
  GCancellable *cancellable;
} Many;

static void
many_free (gpointer data)
{
  Many *many = data;

  g_cancellable_cancel (many->cancellable);
  g_clear_object (&many->cancellable);
  g_clear_object (&many->parent);
  g_clear_object (&many->office);
  g_clear_object (&many->actor);
  g_clear_pointer (&many->ids, g_array_unref);
  g_clear_pointer (&many->good, g_array_unref);
  g_clear_pointer (&many->decision, g_free);
  g_clear_pointer (&many->note, g_free);
  g_clear_pointer (&many->bulk, g_free);
  g_free (many);
}

static Many *
many_of (gpointer dialog)
{
  return g_object_get_data (dialog, "many");
}

/* What a thread needs of it; the dialog may be gone before it is done. */
static Many *
many_copy (Many *many, GArray *ids)
{
  Many *copy = g_new0 (Many, 1);

  copy->parent = g_object_ref (many->parent);
  copy->office = g_object_ref (many->office);
  copy->actor = g_object_ref (many->actor);
  copy->ids = g_array_ref (ids);
  copy->decision = g_strdup (many->decision);
  copy->note = g_strdup (many->note);

  return copy;
}

/* ---- Undoing ---- */

static void
undone_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    muster_notice_show (parent, error);
  else
    muster_notice_say (parent, _ ("All of it was taken back"));
}

static void
undo (gpointer data)
{
  Many *many = data;

  muster_office_submit_async (many->office, many->actor, &muster_undo_requests,
                              g_variant_new ("(s)", many->bulk), NULL, undone_cb,
                              g_object_ref (many->parent));
}

/* ---- Doing ---- */

static gpointer
decide_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Many *many = data;

  return muster_bulk_decide (many->office, many->actor, many->ids, many->decision,
                             many->note, progress, progress_data, cancellable);
}

static void
progress_cb (guint64 done, guint64 total, gpointer dialog)
{
  Many *many = many_of (dialog);

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (many->meter),
                                 total > 0 ? (double) done / (double) total : 0.0);
}

static void
offer_undo (Many *many, MusterBulkResult *result)
{
  Many *offer = many_copy (many, many->ids);
  g_autofree char *text = g_strdup_printf (
    g_str_equal (many->decision, "reject")
      ? ngettext ("%u request rejected", "%u requests rejected", result->done)
      : ngettext ("%u request approved", "%u requests approved", result->done),
    result->done);

  offer->bulk = g_strdup (result->bulk);
  muster_notice_offer_undo (many->parent, text, undo, offer, many_free);
}

static void
decided_cb (GObject *source, GAsyncResult *task, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Many *many = many_of (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterBulkResult) result = muster_office_run_finish (task, &error);

  if (result == NULL)
    {
      muster_notice_show (many->parent, error);
      return;
    }

  if (result->done > 0)
    offer_undo (many, result);
  if (result->why != NULL)
    muster_notice_say (many->parent, result->why);
  adw_dialog_force_close (dialog);
}

static void
run_cb (AdwDialog *dialog)
{
  Many *many = many_of (dialog);

  gtk_widget_set_sensitive (many->run, FALSE);
  gtk_widget_set_visible (many->meter, TRUE);
  muster_office_run_async (many->office, decide_work, many_copy (many, many->good),
                           many_free, (GDestroyNotify) muster_bulk_result_free,
                           progress_cb, many->cancellable, decided_cb,
                           g_object_ref (dialog));
}

static void
cancel_cb (AdwDialog *dialog)
{
  g_cancellable_cancel (many_of (dialog)->cancellable);
  adw_dialog_force_close (dialog);
}

/* ---- Seeing before ---- */

static gpointer
foresee_work (gpointer data,
              MusterProgress progress,
              gpointer progress_data,
              GCancellable *cancellable,
              GError **error)
{
  Many *many = data;

  return muster_bulk_foresee (many->office, many->actor, many->ids, many->decision,
                              cancellable, error);
}

static GtkWidget *
build_row (const MusterBulkItem *item)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *date = muster_text_date_short (item->date);
  g_autofree char *title =
    g_strdup_printf ("%s · %s · %s", item->person_name != NULL ? item->person_name : "–",
                     muster_words_say ("request_kind", item->what), date);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (item->refusal != NULL)
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), item->refusal);
      gtk_widget_add_css_class (row, "warning");
    }

  return row;
}

/* Refused ones first: they are what one must know. */
static void
show_rows (Many *many, GArray *items)
{
  guint n = 0;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < items->len && n < MOST_ROWS; i++)
      {
        const MusterBulkItem *item = &g_array_index (items, MusterBulkItem, i);

        if ((item->refusal == NULL) != (pass == 1))
          continue;
        gtk_list_box_append (GTK_LIST_BOX (many->list), build_row (item));
        n++;
      }
}

static void
foreseen_cb (GObject *source, GAsyncResult *task, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Many *many = many_of (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) items = muster_office_run_finish (task, &error);
  g_autofree char *text = NULL;

  if (items == NULL)
    {
      gtk_label_set_label (GTK_LABEL (many->label), error->message);
      return;
    }

  for (guint i = 0; i < items->len; i++)
    {
      const MusterBulkItem *item = &g_array_index (items, MusterBulkItem, i);

      if (item->refusal == NULL)
        g_array_append_val (many->good, item->id);
    }

  text = g_strdup_printf (g_str_equal (many->decision, "reject")
                            ? _ ("%1$u will be rejected, %2$u refused.")
                            : _ ("%1$u will be approved, %2$u refused."),
                          many->good->len, items->len - many->good->len);
  gtk_label_set_label (GTK_LABEL (many->label), text);
  gtk_widget_set_sensitive (many->run, many->good->len > 0);
  gtk_widget_grab_focus (many->run);
  show_rows (many, items);
}

static GtkWidget *
build_view (Many *many)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  many->run = gtk_button_new_with_mnemonic (
    g_str_equal (many->decision, "reject") ? _ ("_Reject") : _ ("_Approve"));
  gtk_widget_add_css_class (many->run, "suggested-action");
  gtk_widget_set_sensitive (many->run, FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), many->run);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), many->dialog);
  g_signal_connect_swapped (many->run, "clicked", G_CALLBACK (run_cb), many->dialog);

  many->label = gtk_label_new (_ ("Looking at what would happen…"));
  gtk_label_set_wrap (GTK_LABEL (many->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (many->label), 0);
  gtk_widget_add_css_class (many->label, "heading");
  many->meter = gtk_progress_bar_new ();
  gtk_widget_set_visible (many->meter, FALSE);
  many->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (many->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (many->list, "boxed-list");
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), many->label);
  gtk_box_append (GTK_BOX (box), many->meter);
  gtk_box_append (GTK_BOX (box), many->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);

  return view;
}

void
muster_bulk_dialog_present (GtkWidget *parent,
                            MusterOffice *office,
                            MusterActor *actor,
                            GArray *ids,
                            const char *decision,
                            const char *note)
{
  Many *many = g_new0 (Many, 1);
  g_autofree char *title = g_strdup_printf (
    ngettext ("Decide %u Request", "Decide %u Requests", ids->len), ids->len);

  many->dialog = adw_dialog_new ();
  many->parent = g_object_ref (parent);
  many->office = g_object_ref (office);
  many->actor = g_object_ref (actor);
  many->ids = g_array_ref (ids);
  many->good = g_array_new (FALSE, FALSE, sizeof (gint64));
  many->decision = g_strdup (decision);
  many->note = g_strdup (note);
  many->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (many->dialog), "many", many, many_free);

  adw_dialog_set_title (many->dialog, title);
  adw_dialog_set_content_width (many->dialog, 480);
  adw_dialog_set_content_height (many->dialog, 520);
  adw_dialog_set_child (many->dialog, build_view (many));
  adw_dialog_present (many->dialog, parent);
  muster_office_run_async (office, foresee_work, many_copy (many, ids), many_free,
                           (GDestroyNotify) g_array_unref, NULL, many->cancellable,
                           foreseen_cb, g_object_ref (many->dialog));
}
