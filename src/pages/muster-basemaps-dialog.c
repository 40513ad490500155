/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-basemaps-dialog.h"

#include "muster-basemap-listing.h"
#include "muster-command-dialog.h"
#include "muster-fetch.h"
#include "muster-notice.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwDialog *dialog;
  MusterOffice *office;
  MusterActor *actor;
  GCancellable *cancellable;
  GtkWidget *toasts;
  GtkListBox *list;
  GtkStack *stack;
  gboolean may;
} Shown;

static void
shown_free (gpointer data)
{
  Shown *self = data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  g_object_unref (self->office);
  g_object_unref (self->actor);
  g_free (self);
}

static Shown *
shown_of (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "shown");
}

/* ---- Adding and removing ---- */

static void
submitted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    done = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (done == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    muster_notice_show (shown_of (dialog)->toasts, error);
}

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  Shown *self = user_data;
  gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  muster_office_submit_async (self->office, self->actor, &muster_remove_basemap,
                              g_variant_new ("(x)", *id), self->cancellable, submitted_cb,
                              g_object_ref (self->dialog));
}

static void
add_address_cb (Shown *self)
{
  static const char *const names[] = { "name",   "address",   "key", "datum",
                                       "credit", "most_zoom", NULL };

  muster_command_dialog_present (GTK_WIDGET (self->dialog), self->office, self->actor,
                                 &muster_add_basemap, _ ("Add an Address"), names, NULL,
                                 NULL, NULL);
}

/* The file says the rest of itself. */
static void
chosen_cb (GObject *chooser, GAsyncResult *result, gpointer user_data)
{
  static const char *const names[] = { "name", "datum", "credit", NULL };
  g_autoptr (AdwDialog) dialog = user_data;
  Shown *self = shown_of (dialog);
  g_autoptr (GFile)
    file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (chooser), result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *base = file != NULL ? g_file_get_basename (file) : NULL;
  GVariantDict shown, fixed;
  char *dot;

  if (path == NULL)
    return;

  if ((dot = strrchr (base, '.')) != NULL)
    *dot = '\0';
  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "name", "s", base);
  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "address", "s", path);
  muster_command_dialog_present (
    GTK_WIDGET (dialog), self->office, self->actor, &muster_add_basemap, _ ("Add a File"),
    names, g_variant_dict_end (&shown), g_variant_dict_end (&fixed), NULL);
}

static void
add_file_cb (Shown *self)
{
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("MBTiles files"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (chooser, _ ("Add a File"));
  gtk_file_dialog_set_filters (chooser, G_LIST_MODEL (filters));
  gtk_file_dialog_open (chooser,
                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->dialog))),
                        self->cancellable, chosen_cb, g_object_ref (self->dialog));
}

/* ---- The list ---- */

static void
add_row (Shown *self, MusterBasemapRow *basemap)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *note = g_strdup_printf (
    "%s\n%s", muster_words_say ("datum", muster_datum_get_code (basemap->datum)),
    basemap->address);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), basemap->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_add_prefix (
    ADW_ACTION_ROW (row),
    gtk_image_new_from_icon_name (basemap->file ? "folder-symbolic"
                                                : "network-server-symbolic"));
  if (self->may)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_set_tooltip_text (button, _ ("Remove"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "id",
                              g_memdup2 (&basemap->id, sizeof basemap->id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  gtk_list_box_append (self->list, row);
}

static void
fetched (MusterFinding *finding, GPtrArray *rows, const GError *error, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Shown *self = shown_of (dialog);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    {
      muster_notice_show (self->toasts, error);
      return;
    }

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < rows->len; i++)
    add_row (self, g_ptr_array_index (rows, i));
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "none");
}

static void
look (Shown *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_fetch_rows (self->office, self->actor, &muster_basemaps_listing, filter,
                     G_MAXUINT, self->cancellable, fetched, g_object_ref (self->dialog));
}

static void
changed_cb (AdwDialog *dialog, guint topics)
{
  if (topics & MUSTER_TOPIC_SETTINGS)
    look (shown_of (dialog));
}

static GtkWidget *
build_list (Shown *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Base maps"), -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (clamp, "muster-pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);

  return scrolled;
}

static GtkWidget *
build_none (Shown *self)
{
  GtkWidget *none = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "mark-location-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _ ("No Base Maps of Your Own"));
  adw_status_page_set_description (
    ADW_STATUS_PAGE (none),
    self->may ? _ ("Add the address of a map service with its datum, or an MBTiles file "
                   "for offices without internet.")
              : _ ("An HR officer can add map services, and files for offices without "
                   "internet."));

  return none;
}

static GtkWidget *
build_button (Shown *self, const char *icon, const char *tooltip, void (*func) (Shown *))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (func), self);

  return button;
}

AdwDialog *
muster_basemaps_dialog_present (MusterPage *page)
{
  Shown *self = g_new0 (Shown, 1);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();

  self->dialog = adw_dialog_new ();
  self->office = g_object_ref (muster_page_get_office (page));
  self->actor = g_object_ref (muster_page_get_actor (page));
  self->may = muster_actor_may (self->actor, MUSTER_MAY_EDIT_SOURCES);
  self->cancellable = g_cancellable_new ();
  self->toasts = adw_toast_overlay_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, build_list (self), "list");
  gtk_stack_add_named (self->stack, build_none (self), "none");
  g_object_set_data_full (G_OBJECT (self->dialog), "shown", self, shown_free);

  if (self->may)
    {
      adw_header_bar_pack_start (
        ADW_HEADER_BAR (bar),
        build_button (self, "list-add-symbolic", _ ("Add an address…"), add_address_cb));
      adw_header_bar_pack_start (ADW_HEADER_BAR (bar),
                                 build_button (self, "document-open-symbolic",
                                               _ ("Add an MBTiles file…"), add_file_cb));
    }
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts),
                               GTK_WIDGET (self->stack));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->toasts);
  adw_dialog_set_title (self->dialog, _ ("Base Maps"));
  adw_dialog_set_content_width (self->dialog, 520);
  adw_dialog_set_content_height (self->dialog, 480);
  adw_dialog_set_child (self->dialog, view);
  g_signal_connect_object (self->office, "changed", G_CALLBACK (changed_cb), self->dialog,
                           G_CONNECT_SWAPPED);
  look (self);
  adw_dialog_present (self->dialog, GTK_WIDGET (page));

  return self->dialog;
}
