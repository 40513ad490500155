/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-dialog.h"

#include "muster-command-catalog.h"
#include "muster-errand.h"
#include "muster-error.h"
#include "muster-fact-row.h"
#include "muster-form.h"
#include "muster-people-commands.h"
#include "muster-people-listings.h"
#include "muster-source-commands.h"
#include "muster-source-kinds.h"
#include "muster-source-text.h"
#include "muster-sync-plan.h"
#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwDialog *dialog;
  GtkWidget *parent; /* NULL when it has gone */
  MusterOffice *office;
  MusterActor *actor;
  MusterSync *sync;
  GCancellable *cancellable;

  AdwNavigationView *views;
  MusterSourceKind kind;
  MusterForm *own;    /* name, serial number */
  MusterForm *fields; /* those of the kind */
  MusterForm *plan;
  GtkWidget *next;
  GtkWidget *busy;
  GVariant *settings; /* a{sv} as it was looked at */
  char *certificate;  /* that would be trusted */

  GtkWidget *found_box;
  GtkWidget *add;
  gint64 source_id;
  GtkLabel *came;
  GtkLabel *rest; /* how the first sync goes */
  GtkWidget *people_group;
  GtkWidget *map;
  GtkWidget *people; /* leads to those who are left */
} Assistant;

static void
assistant_free (gpointer data)
{
  Assistant *self = data;

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->sync);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->settings, g_variant_unref);
  g_free (self->certificate);
  g_free (self);
}

static Assistant *
assistant_of (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "assistant");
}

static GtkWidget *
build_page (Assistant *self,
            const char *title,
            GtkWidget *content,
            GtkWidget *button,
            gboolean first)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  AdwNavigationPage *page;

  gtk_widget_add_css_class (content, "muster-pane");
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  if (button != NULL)
    {
      gtk_widget_add_css_class (button, "suggested-action");
      adw_header_bar_pack_end (ADW_HEADER_BAR (bar), button);
    }
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scrolled);
  page = adw_navigation_page_new (view, title);
  if (first)
    adw_navigation_view_add (self->views, page);
  else
    adw_navigation_view_push (self->views, page);
  if (button != NULL)
    gtk_widget_grab_focus (button);

  return GTK_WIDGET (page);
}

static GtkWidget *
box_new (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
}

static GtkWidget *
text_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);

  return label;
}

/* ---- The first sync, and the people that come with it ---- */

static void
show_count (Assistant *self, guint64 n_punches)
{
  g_autofree char *number = muster_text_number (n_punches);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%s punch has come so far", "%s punches have come so far",
                               (gulong) n_punches),
                     number);

  gtk_label_set_label (self->came, text);
}

static void
people_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Assistant *self = assistant_of (dialog);
  g_autoptr (GPtrArray)
    rows = muster_office_load_finish (MUSTER_OFFICE (office), result, NULL);
  guint certain = 0, open = 0;
  g_autofree char *text = NULL;

  if (rows == NULL)
    return;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterBadgeRow *badge = g_ptr_array_index (rows, i);

      if (badge == NULL)
        continue;
      open++;
      certain += g_str_equal (badge->certainty, "certain");
    }

  text = g_strdup_printf (ngettext ("%u number belongs to nobody yet.",
                                    "%u numbers belong to nobody yet.", open),
                          open);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->people_group),
                                         open > 0 ? text : _ ("Everybody is known."));
  gtk_widget_set_visible (self->people_group, TRUE);
  gtk_widget_set_visible (self->map, certain > 0);
  gtk_widget_set_visible (self->people, open > certain);
  if (certain > 0)
    {
      g_autofree char *label = g_strdup_printf (
        ngettext ("Map %u Who Is Certain", "Map %u Who Are Certain", certain), certain);

      gtk_button_set_label (GTK_BUTTON (self->map), label);
    }
}

static void
people_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Assistant *self = assistant_of (dialog);
  g_autoptr (MusterFinding)
    finding = muster_office_list_finish (MUSTER_OFFICE (office), result, NULL);

  if (finding != NULL)
    muster_office_load_async (self->office, finding, 0, finding->keys->len,
                              self->cancellable, people_loaded_cb, g_object_ref (dialog));
}

static void
look_for_people (Assistant *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->source_id = self->source_id;
  muster_office_list_async (self->office, self->actor, &muster_unmapped_listing, filter,
                            self->cancellable, people_found_cb,
                            g_object_ref (self->dialog));
}

static void
counted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  g_autoptr (GPtrArray)
    rows = muster_office_load_finish (MUSTER_OFFICE (office), result, NULL);

  if (rows != NULL && rows->len > 0 && g_ptr_array_index (rows, 0) != NULL)
    show_count (assistant_of (dialog),
                MUSTER_SOURCE_ROW (g_ptr_array_index (rows, 0))->n_punches);
}

static void
count_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Assistant *self = assistant_of (dialog);
  g_autoptr (MusterFinding)
    finding = muster_office_list_finish (MUSTER_OFFICE (office), result, NULL);

  if (finding != NULL)
    muster_office_load_async (self->office, finding, 0, 1, self->cancellable, counted_cb,
                              g_object_ref (dialog));
}

/* Live: as often as a batch is committed. */
static void
changed_cb (AdwDialog *dialog, guint topics)
{
  Assistant *self = assistant_of (dialog);
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  if (self->came == NULL ||
      (topics & (MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_SOURCES)) == 0)
    return;

  filter->source_id = self->source_id;
  muster_office_list_async (self->office, self->actor, &muster_sources_listing, filter,
                            self->cancellable, count_found_cb, g_object_ref (dialog));
  look_for_people (self);
}

static void
mapped_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (assistant_of (dialog)->people_group), error->message);
}

static void
map_cb (Assistant *self)
{
  muster_office_submit_async (self->office, self->actor, &muster_map_certain,
                              g_variant_new ("(x)", self->source_id), self->cancellable,
                              mapped_cb, g_object_ref (self->dialog));
}

/* Those who are not certain are mapped one by one where all people are. */
static void
people_cb (Assistant *self)
{
  if (self->parent != NULL)
    gtk_widget_activate_action (self->parent, "shell.go", "s", "people/unmapped");
  adw_dialog_close (self->dialog);
}

static void
close_cb (Assistant *self)
{
  adw_dialog_close (self->dialog);
}

static void
sync_ended_cb (AdwDialog *dialog,
               gint64 source_id,
               MusterImportRow *report,
               const GError *why)
{
  Assistant *self = assistant_of (dialog);
  g_autofree char *text = NULL;

  if (source_id == 0 || source_id != self->source_id)
    return;

  if (why == NULL)
    text = g_strdup (_ ("The first sync is complete."));
  else
    text = g_strdup_printf ("%s %s", why->message, muster_source_text_remedy (why));
  gtk_label_set_label (self->rest, text);
}

static void
show_first_sync (Assistant *self)
{
  GtkWidget *box = box_new ();
  GtkWidget *done = gtk_button_new_with_mnemonic (_ ("_Close"));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *page;

  self->came = GTK_LABEL (text_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->came), "title-3");
  self->people_group = adw_preferences_group_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->people_group),
                                   _ ("People"));
  self->map = gtk_button_new ();
  self->people = gtk_button_new_with_mnemonic (_ ("_Show in People"));
  gtk_widget_add_css_class (self->map, "pill");
  gtk_widget_add_css_class (self->people, "pill");
  gtk_box_append (GTK_BOX (buttons), self->map);
  gtk_box_append (GTK_BOX (buttons), self->people);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->people_group), buttons);
  gtk_widget_set_visible (self->people_group, FALSE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->came));
  self->rest = GTK_LABEL (
    text_new (self->kind.listens
                ? _ ("Punches come as soon as the device calls in. Devices may call in "
                     "where the company's settings say so.")
                : _ ("The rest comes while you go on working: you can close this.")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rest));
  gtk_box_append (GTK_BOX (box), self->people_group);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (self->map, "clicked", G_CALLBACK (map_cb), self);
  g_signal_connect_swapped (self->people, "clicked", G_CALLBACK (people_cb), self);
  page = build_page (self, _ ("First Sync"), box, done, FALSE);
  /* It is added: there is no way back. */
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (page), FALSE);
  show_count (self, 0);
  if (self->sync != NULL && !self->kind.listens)
    muster_sync_run (self->sync, self->source_id, self->actor->name);
}

/* ---- Adding ---- */

static void
show_fault (Assistant *self, const GError *error)
{
  if (!muster_form_show_error (self->fields, error) &&
      !muster_form_show_error (self->plan, error))
    muster_form_show_error (self->own, error);
  adw_navigation_view_pop_to_tag (self->views, "settings");
}

static void
added_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Assistant *self = assistant_of (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  gtk_widget_set_sensitive (self->add, TRUE);
  if (value == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_fault (self, error);
      return;
    }

  g_variant_get (value, "(x)", &self->source_id);
  show_first_sync (self);
}

static void
merge_into (GVariantDict *dict, GVariant *values)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, values);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    g_variant_dict_insert_value (dict, name, value);
}

static void
add_cb (Assistant *self)
{
  g_auto (GVariantDict) args = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) own = muster_form_get_values (self->own, &error);
  g_autoptr (GVariant) plan = NULL;
  g_autoptr (GVariant) settings = NULL;
  g_autoptr (GVariant) secrets = NULL;
  GVariant *built;

  if (own == NULL || !(plan = muster_form_get_values (self->plan, &error)))
    {
      show_fault (self, error);
      return;
    }

  muster_source_kinds_split (self->kind.fields, self->settings, &settings, &secrets);
  merge_into (&args, own);
  g_variant_dict_insert (&args, "kind", "s", self->kind.kind);
  g_variant_dict_insert_value (&args, "settings", g_variant_new_variant (settings));
  g_variant_dict_insert_value (&args, "plan", g_variant_new_variant (plan));
  g_variant_dict_insert_value (&args, "secrets", g_variant_new_variant (secrets));
  built =
    muster_command_build_args (&muster_add_source, g_variant_dict_end (&args), &error);
  if (built == NULL)
    {
      show_fault (self, error);
      return;
    }

  gtk_widget_set_sensitive (self->add, FALSE);
  muster_office_submit_async (self->office, self->actor, &muster_add_source, built,
                              self->cancellable, added_cb, g_object_ref (self->dialog));
}

/* ---- Looking ---- */

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  const char *kind;
  char *device;
  GVariant *settings;
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_object_unref (probe->office);
  g_object_unref (probe->actor);
  g_free (probe->device);
  g_variant_unref (probe->settings);
  g_free (probe);
}

static gpointer
probe_work (gpointer data,
            MusterProgress progress,
            gpointer progress_data,
            GCancellable *cancellable,
            GError **error)
{
  Probe *probe = data;

  return muster_errand_probe (probe->office, probe->actor, probe->kind, probe->device,
                              probe->settings, cancellable, error);
}

static void look_cb (Assistant *self);

static void
trust_cb (Assistant *self)
{
  muster_form_set_value (self->fields, "certificate",
                         g_variant_new_string (self->certificate));
  adw_navigation_view_pop (self->views);
  look_cb (self);
}

static void
show_found (Assistant *self, GVariant *found)
{
  GtkWidget *box = box_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, found);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      g_autofree char *title = NULL;
      g_autofree char *text = muster_source_text_found (name, value, &title);

      if (text != NULL)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                   muster_fact_row_new (title, text));
    }
  gtk_box_append (GTK_BOX (box),
                  text_new (_ ("It answers. This is what it says of itself; "
                               "nothing was taken yet.")));
  gtk_box_append (GTK_BOX (box), group);
  self->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  build_page (self, _ ("What Was Found"), box, self->add, FALSE);
}

static void
show_not_found (Assistant *self, const GError *error)
{
  GtkWidget *box = box_new ();
  GtkWidget *status = text_new (error->message);
  GtkWidget *trust = NULL;

  gtk_widget_add_css_class (status, "heading");
  gtk_label_set_selectable (GTK_LABEL (status), TRUE);
  gtk_box_append (GTK_BOX (box), status);
  gtk_box_append (GTK_BOX (box), text_new (muster_source_text_remedy (error)));
  g_set_str (&self->certificate,
             g_strcmp0 (muster_error_get_field (error), "certificate") == 0
               ? muster_error_get_value (error)
               : NULL);
  if (self->certificate != NULL)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_add (
        ADW_PREFERENCES_GROUP (group),
        muster_fact_row_new (_ ("Fingerprint"), self->certificate));
      gtk_box_append (GTK_BOX (box), group);
      trust = gtk_button_new_with_mnemonic (_ ("_Trust It"));
      gtk_widget_set_halign (trust, GTK_ALIGN_START);
      gtk_widget_add_css_class (trust, "pill");
      g_signal_connect_swapped (trust, "clicked", G_CALLBACK (trust_cb), self);
      gtk_box_append (GTK_BOX (box), trust);
    }

  self->add = gtk_button_new_with_mnemonic (_ ("_Add Anyway"));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  build_page (self, _ ("It Does Not Answer"), box, self->add, FALSE);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Assistant *self = assistant_of (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) found = muster_office_run_finish (result, &error);

  gtk_widget_set_sensitive (self->next, TRUE);
  gtk_widget_set_visible (self->busy, FALSE);
  if (found != NULL)
    show_found (self, found);
  else if (muster_error_get_field (error) != NULL &&
           muster_form_get_row (self->fields, muster_error_get_field (error)) != NULL &&
           muster_error_get_value (error) == NULL)
    muster_form_show_error (self->fields, error);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_not_found (self, error);
}

static void
look_cb (Assistant *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) own = muster_form_get_values (self->own, &error);
  g_autoptr (GVariant)
    values = own != NULL ? muster_form_get_values (self->fields, &error) : NULL;
  const char *device = NULL;
  Probe *probe;

  muster_form_show_error (self->own, NULL);
  muster_form_show_error (self->fields, NULL);
  if (values == NULL)
    {
      if (!muster_form_show_error (self->fields, error))
        muster_form_show_error (self->own, error);
      return;
    }

  g_clear_pointer (&self->settings, g_variant_unref);
  self->settings = g_variant_ref (values);
  g_variant_lookup (own, "device", "&s", &device);
  probe = g_new0 (Probe, 1);
  probe->office = g_object_ref (self->office);
  probe->actor = g_object_ref (self->actor);
  probe->kind = self->kind.kind;
  probe->device = g_strdup (device);
  probe->settings = g_variant_ref (values);
  gtk_widget_set_sensitive (self->next, FALSE);
  gtk_widget_set_visible (self->busy, TRUE);
  muster_office_run_async (NULL, probe_work, probe, probe_free,
                           (GDestroyNotify) g_variant_unref, NULL, self->cancellable,
                           looked_cb, g_object_ref (self->dialog));
}

/* ---- Settings ---- */

static void
show_settings (Assistant *self)
{
  static const char *const named[] = { "name", NULL };
  static const char *const with_serial[] = { "name", "device", NULL };
  static const char *const when[] = { "schedule", "every", "times", NULL };
  static const char *const live[] = { "schedule", "every", "times", "live", NULL };
  GtkWidget *box = box_new ();
  GtkWidget *page;

  self->own = MUSTER_FORM (muster_form_new ());
  self->fields = MUSTER_FORM (muster_form_new ());
  self->plan = MUSTER_FORM (muster_form_new ());
  muster_form_add_fields (self->own, muster_add_source.fields,
                          self->kind.listens ? with_serial : named);
  muster_form_add_fields (self->fields, self->kind.fields, NULL);
  if (self->kind.unattended)
    muster_form_add_fields (self->plan, muster_sync_plan_fields,
                            self->kind.follows ? live : when);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->own));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fields));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->plan));
  gtk_widget_set_visible (GTK_WIDGET (self->plan), self->kind.unattended);
  self->busy = text_new (_ ("Looking at it…"));
  gtk_widget_add_css_class (self->busy, "dim-label");
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_box_append (GTK_BOX (box), self->busy);
  self->next = gtk_button_new_with_mnemonic (_ ("_Next"));
  g_signal_connect_swapped (self->next, "clicked", G_CALLBACK (look_cb), self);
  g_signal_connect_swapped (self->fields, "activated", G_CALLBACK (look_cb), self);
  page = build_page (self, muster_words_say ("source_kind", self->kind.kind), box,
                     self->next, FALSE);
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (page), "settings");
  gtk_widget_grab_focus (muster_form_get_row (self->own, "name"));
}

/* ---- Kinds ---- */

static void
kind_cb (AdwActionRow *row, gpointer user_data)
{
  Assistant *self = user_data;
  const char *kind = g_object_get_data (G_OBJECT (row), "kind");

  if (!muster_source_kinds_find (self->office, kind, &self->kind))
    return;

  if (self->kind.unattended || self->kind.listens)
    {
      show_settings (self);
      return;
    }

  /* A file says itself what it is. */
  if (self->parent != NULL)
    gtk_widget_activate_action (self->parent, "shell.import", NULL);
  adw_dialog_close (self->dialog);
}

static GtkWidget *
build_kinds (Assistant *self)
{
  g_autoptr (GArray) kinds = muster_source_kinds_list (self->office);
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < kinds->len; i++)
    {
      const MusterSourceKind *kind = &g_array_index (kinds, MusterSourceKind, i);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                     muster_words_say ("source_kind", kind->kind));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                                   muster_source_text_kind (kind->kind));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                                 gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data (G_OBJECT (row), "kind", (gpointer) kind->kind);
      g_signal_connect (row, "activated", G_CALLBACK (kind_cb), self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }

  return group;
}

AdwDialog *
muster_source_dialog_present (GtkWidget *parent,
                              MusterOffice *office,
                              MusterActor *actor,
                              MusterSync *sync)
{
  Assistant *self = g_new0 (Assistant, 1);

  self->dialog = adw_dialog_new ();
  g_set_weak_pointer (&self->parent, parent);
  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->sync = sync != NULL ? g_object_ref (sync) : NULL;
  self->cancellable = g_cancellable_new ();
  self->views = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  g_object_set_data_full (G_OBJECT (self->dialog), "assistant", self, assistant_free);
  adw_dialog_set_title (self->dialog, _ ("Add a Source"));
  adw_dialog_set_content_width (self->dialog, 520);
  adw_dialog_set_content_height (self->dialog, 620);
  build_page (self, _ ("Where Do Punches Come From?"), build_kinds (self), NULL, TRUE);
  adw_dialog_set_child (self->dialog, GTK_WIDGET (self->views));
  g_signal_connect_object (office, "changed", G_CALLBACK (changed_cb), self->dialog,
                           G_CONNECT_SWAPPED);
  if (sync != NULL)
    g_signal_connect_object (sync, "ended", G_CALLBACK (sync_ended_cb), self->dialog,
                             G_CONNECT_SWAPPED);
  adw_dialog_present (self->dialog, parent);

  return self->dialog;
}
