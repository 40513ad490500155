/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-basemaps-dialog.h"

#include "muster-basemap-listing.h"
#include "muster-command-dialog.h"
#include "muster-list-dialog.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

/* ---- Adding and removing ---- */

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  MusterBasemapRow *row = g_object_get_data (G_OBJECT (button), "row");
  g_autofree char *done = g_strdup_printf (_ ("%s was removed"), row->name);

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  muster_list_dialog_submit (user_data, &muster_remove_basemap,
                             g_variant_new ("(x)", row->id), done, &muster_add_basemap,
                             g_variant_new ("(sssssx)", row->name, row->address,
                                            row->secret != NULL ? row->secret : "",
                                            muster_datum_get_code (row->datum),
                                            row->credit != NULL ? row->credit : "",
                                            (gint64) row->most_zoom));
}

static void
add_address_cb (MusterListDialog *self)
{
  static const char *const names[] = { "name",   "address",   "key", "datum",
                                       "credit", "most_zoom", NULL };

  muster_command_dialog_present (GTK_WIDGET (self), muster_list_dialog_get_office (self),
                                 muster_list_dialog_get_actor (self), &muster_add_basemap,
                                 _ ("Add an Address"), names, NULL, NULL, NULL);
}

/* The file says the rest of itself. */
static void
chosen_cb (GObject *chooser, GAsyncResult *result, gpointer user_data)
{
  static const char *const names[] = { "name", "datum", "credit", NULL };
  g_autoptr (MusterListDialog) self = user_data;
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
  muster_command_dialog_present (GTK_WIDGET (self), muster_list_dialog_get_office (self),
                                 muster_list_dialog_get_actor (self), &muster_add_basemap,
                                 _ ("Add a File"), names, g_variant_dict_end (&shown),
                                 g_variant_dict_end (&fixed), NULL);
}

static void
add_file_cb (MusterListDialog *self)
{
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("MBTiles files"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (chooser, _ ("Add a File"));
  gtk_file_dialog_set_filters (chooser, G_LIST_MODEL (filters));
  gtk_file_dialog_open (chooser, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                        NULL, chosen_cb, g_object_ref (self));
}

/* ---- The list ---- */

static gboolean
may_change (MusterActor *actor)
{
  return muster_actor_may (actor, MUSTER_MAY_EDIT_SOURCES);
}

static GtkWidget *
make_row (MusterListDialog *dialog, gpointer item)
{
  MusterBasemapRow *basemap = item;
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
  if (may_change (muster_list_dialog_get_actor (dialog)))
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_set_tooltip_text (button, _ ("Remove"));
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data_full (G_OBJECT (button), "row", g_object_ref (basemap),
                              g_object_unref);
      g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), dialog);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

AdwDialog *
muster_basemaps_dialog_present (MusterPage *page)
{
  gboolean may = may_change (muster_page_get_actor (page));
  const MusterListDialogKind kind = {
    .title = _ ("Base Maps"),
    .label = _ ("Base maps"),
    .none_icon = "mark-location-symbolic",
    .none_title = _ ("No Base Maps of Your Own"),
    .none_text =
      may ? _ ("Add the address of a map service with its datum, or an MBTiles file "
               "for offices without internet.")
          : _ ("An HR officer can add map services, and files for offices without "
               "internet."),
    .listing = &muster_basemaps_listing,
    .make_row = make_row,
  };
  MusterListDialog *self = muster_list_dialog_present (page, &kind);

  if (may)
    {
      muster_list_dialog_add_button (self, "list-add-symbolic", NULL,
                                     _ ("Add an address…"), add_address_cb);
      muster_list_dialog_add_button (self, "document-open-symbolic", NULL,
                                     _ ("Add an MBTiles file…"), add_file_cb);
    }

  return ADW_DIALOG (self);
}
