/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-badge-dialog.h"

#include "muster-notice.h"
#include "muster-people-commands.h"
#include "muster-fetch.h"
#include "muster-source-listings.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* More than this nobody reads through: typing finds the rest. */
#define MAX_ROWS 60

struct _MusterBadgeDialog
{
  AdwDialog parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  MusterPerson *person;  /* a number is looked for */
  MusterBadgeRow *badge; /* or a person */
  GtkWidget *parent;     /* weak */
  GPtrArray
    *sources; /* (nullable): of MusterSourceRow, that a number can be expected on */
  GCancellable *search;
  GCancellable *cancellable;

  AdwWindowTitle *title;
  GtkSearchEntry *entry;
  GtkListBox *list;
  GtkLabel *placeholder;
};

G_DEFINE_FINAL_TYPE (MusterBadgeDialog, muster_badge_dialog, ADW_TYPE_DIALOG)

static GtkWidget *
build_row (const char *title, const char *note, const char *hint)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  if (hint != NULL)
    {
      GtkWidget *label = gtk_label_new (hint);

      gtk_widget_add_css_class (label, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }

  return row;
}

static GtkWidget *
build_badge (MusterBadgeRow *badge)
{
  g_autofree char *count = muster_text_number (badge->n_punches);
  g_autofree char *punches = g_strdup_printf (
    ngettext ("%s punch", "%s punches", (gulong) badge->n_punches), count);
  g_autofree char *title =
    muster_text_person (badge->name != NULL ? badge->name : badge->key,
                        badge->name != NULL ? badge->key : NULL);

  return build_row (title, badge->source_name, punches);
}

static GtkWidget *
build_person (MusterPerson *person)
{
  g_autofree char *title = muster_text_person (person->name, person->staff_no);
  g_autofree char *department = muster_text_department (person->department);

  return build_row (title, department, NULL);
}

static gboolean
is_waiting (GPtrArray *badges, const char *key, gint64 source_id)
{
  for (guint i = 0; i < badges->len; i++)
    {
      MusterBadgeRow *badge = g_ptr_array_index (badges, i);

      if (badge != NULL && badge->source_id == source_id && g_str_equal (badge->key, key))
        return TRUE;
    }

  return FALSE;
}

static void
add_expectation (MusterBadgeDialog *self, const char *key, MusterSourceRow *source)
{
  /* Translators: a device number that did not come with any punch yet */
  g_autofree char *title = g_strdup_printf (_ ("Expect number %s"), key);
  GtkWidget *row = build_row (
    title, source != NULL ? source->source->name : _ ("On every source"), NULL);

  g_object_set_data_full (G_OBJECT (row), "key", g_strdup (key), g_free);
  if (source != NULL)
    g_object_set_data_full (G_OBJECT (row), "source", g_object_ref (source),
                            g_object_unref);
  gtk_list_box_append (self->list, row);
}

/* A number that is typed can be expected before it comes with a punch. */
static void
offer_expectations (MusterBadgeDialog *self, GPtrArray *badges)
{
  g_autofree char *key =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*key == '\0')
    return;

  add_expectation (self, key, NULL);
  for (guint i = 0; self->sources != NULL && i < self->sources->len; i++)
    {
      MusterSourceRow *source = g_ptr_array_index (self->sources, i);

      if (source != NULL && source->source->state != MUSTER_SOURCE_RETIRED &&
          !is_waiting (badges, key, source->source->id))
        add_expectation (self, key, source);
    }
}

static void
loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterBadgeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self->list), error);
      return;
    }

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < rows->len; i++)
    {
      GObject *record = g_ptr_array_index (rows, i);
      GtkWidget *row;

      if (record == NULL)
        continue;

      row = self->person != NULL ? build_badge (MUSTER_BADGE_ROW (record))
                                 : build_person (MUSTER_PERSON (record));
      g_object_set_data_full (G_OBJECT (row), "record", g_object_ref (record),
                              g_object_unref);
      gtk_list_box_append (self->list, row);
    }

  if (self->person != NULL)
    offer_expectations (self, rows);
}

static void
found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterBadgeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (self->list == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (finding == NULL)
    {
      muster_notice_show (GTK_WIDGET (self->list), error);
      return;
    }

  muster_office_load_async (self->office, finding, 0, MIN (finding->keys->len, MAX_ROWS),
                            self->search, loaded_cb, g_object_ref (self));
}

static void
look (MusterBadgeDialog *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  self->search = g_cancellable_new ();
  if (*typed != '\0')
    filter->search = g_strdup (typed);
  filter->limit = MAX_ROWS;
  muster_office_list_async (self->office, self->actor,
                            self->person != NULL ? &muster_unmapped_listing
                                                 : &muster_people_listing,
                            filter, self->search, found_cb, g_object_ref (self));
}

static void
mapped_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterBadgeDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;
  g_autofree char *text = NULL;
  g_autofree char *count = NULL;
  guint64 n = 0;

  value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);
  if (self->list == NULL)
    return;

  if (value == NULL)
    {
      muster_notice_show (GTK_WIDGET (self->list), error);
      return;
    }

  if (g_variant_is_of_type (value, G_VARIANT_TYPE ("(t)")))
    g_variant_get (value, "(t)", &n);
  count = muster_text_number (n);
  text = n > 0 ? g_strdup_printf (ngettext ("Mapped: %s punch counts from now on",
                                            "Mapped: %s punches count from now on",
                                            (gulong) n),
                                  count)
               : g_strdup (_ ("Noted: punches with this number will count"));
  if (self->parent != NULL)
    muster_notice_say (self->parent, text);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
map (MusterBadgeDialog *self, GObject *record)
{
  MusterBadgeRow *badge = self->person != NULL ? MUSTER_BADGE_ROW (record) : self->badge;
  MusterPerson *person = self->person != NULL ? self->person : MUSTER_PERSON (record);

  muster_office_submit_async (
    self->office, self->actor, &muster_map_person,
    g_variant_new ("(xsx)", badge->source_id, badge->key, person->id), self->cancellable,
    mapped_cb, g_object_ref (self));
}

/* On one source the number is the person's at once, on every one as soon as it comes. */
static void
expect (MusterBadgeDialog *self, const char *key, MusterSourceRow *source)
{
  if (source != NULL)
    muster_office_submit_async (
      self->office, self->actor, &muster_map_person,
      g_variant_new ("(xsx)", source->source->id, key, self->person->id),
      self->cancellable, mapped_cb, g_object_ref (self));
  else
    muster_office_submit_async (
      self->office, self->actor, &muster_expect_badge,
      g_variant_new ("(xsx)", self->person->id, key, (gint64) 0), self->cancellable,
      mapped_cb, g_object_ref (self));
}

static void
typed_cb (MusterBadgeDialog *self)
{
  look (self);
}

static void
row_activated_cb (MusterBadgeDialog *self, GtkListBoxRow *row)
{
  GObject *record = g_object_get_data (G_OBJECT (row), "record");

  if (record != NULL)
    map (self, record);
  else
    expect (self, g_object_get_data (G_OBJECT (row), "key"),
            g_object_get_data (G_OBJECT (row), "source"));
}

static void
activate_cb (MusterBadgeDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  /* Enter takes the only one that is left; among several it would be a guess. */
  if (row != NULL && gtk_list_box_get_row_at_index (self->list, 1) == NULL)
    row_activated_cb (self, row);
}

static void
muster_badge_dialog_dispose (GObject *object)
{
  MusterBadgeDialog *self = MUSTER_BADGE_DIALOG (object);

  g_cancellable_cancel (self->search);
  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->parent);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_BADGE_DIALOG);

  G_OBJECT_CLASS (muster_badge_dialog_parent_class)->dispose (object);
}

static void
muster_badge_dialog_finalize (GObject *object)
{
  MusterBadgeDialog *self = MUSTER_BADGE_DIALOG (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->person);
  g_clear_object (&self->badge);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_object (&self->search);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (muster_badge_dialog_parent_class)->finalize (object);
}

static void
muster_badge_dialog_class_init (MusterBadgeDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_badge_dialog_dispose;
  object_class->finalize = muster_badge_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-badge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterBadgeDialog, title);
  gtk_widget_class_bind_template_child (widget_class, MusterBadgeDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, MusterBadgeDialog, list);
  gtk_widget_class_bind_template_child (widget_class, MusterBadgeDialog, placeholder);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
muster_badge_dialog_init (MusterBadgeDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
sources_fetched (MusterFinding *finding,
                 GPtrArray *rows,
                 const GError *error,
                 gpointer user_data)
{
  g_autoptr (MusterBadgeDialog) self = user_data;

  /* Without them a number can be expected on every source all the same. */
  if (rows == NULL || self->list == NULL)
    return;

  self->sources = g_ptr_array_ref (rows);
  look (self);
}

static MusterBadgeDialog *
build (GtkWidget *parent,
       MusterOffice *office,
       MusterActor *actor,
       const char *title,
       const char *subtitle)
{
  MusterBadgeDialog *self = g_object_new (MUSTER_TYPE_BADGE_DIALOG, "title", title, NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  g_set_weak_pointer (&self->parent, parent);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle);

  return self;
}

void
muster_badge_dialog_present_for_person (GtkWidget *parent,
                                        MusterOffice *office,
                                        MusterActor *actor,
                                        MusterPerson *person)
{
  g_autoptr (MusterFilter) all = muster_filter_new ();
  MusterBadgeDialog *self;
  g_autofree char *who = NULL;

  g_return_if_fail (MUSTER_IS_PERSON (person));

  who = muster_text_person (person->name, person->staff_no);
  self = build (parent, office, actor, _ ("Add a Device Number"), who);
  self->person = g_object_ref (person);
  g_object_set (self->entry, "placeholder-text", _ ("Number or name on the device"),
                NULL);
  gtk_label_set_label (
    self->placeholder,
    _ ("No number waits for a person. Numbers come with the punches that are "
       "imported; type one to expect it."));
  muster_fetch_rows (office, actor, &muster_sources_listing, all, MAX_ROWS,
                     self->cancellable, sources_fetched, g_object_ref (self));
  look (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

void
muster_badge_dialog_present_for_badge (GtkWidget *parent,
                                       MusterOffice *office,
                                       MusterActor *actor,
                                       MusterBadgeRow *badge)
{
  MusterBadgeDialog *self;
  g_autofree char *what = NULL;

  g_return_if_fail (MUSTER_IS_BADGE_ROW (badge));

  /* Translators: a device number, the name of a source */
  what = g_strdup_printf (_ ("Number %1$s on %2$s"), badge->key, badge->source_name);
  self = build (parent, office, actor, _ ("Whose Number Is It?"), what);
  self->badge = g_object_ref (badge);
  g_object_set (self->entry, "placeholder-text", _ ("Name, employee number or pinyin"),
                NULL);
  gtk_label_set_label (self->placeholder, _ ("Nobody matches"));
  if (badge->name != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), badge->name);
  look (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
