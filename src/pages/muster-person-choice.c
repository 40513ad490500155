/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-person-choice.h"

#include "muster-fetch.h"
#include "muster-notice.h"
#include "muster-people-listings.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define MOST_FOUND 6

struct _MusterPersonChoice
{
  GtkWidget parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  MusterPerson *person;
  GCancellable *search;
  gboolean hurried; /* Enter was pressed before anybody was found */

  GtkWidget *box;
  GtkWidget *entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MusterPersonChoice, muster_person_choice, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
muster_person_choice_dispose (GObject *object)
{
  MusterPersonChoice *self = MUSTER_PERSON_CHOICE (object);

  g_cancellable_cancel (self->search);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_person_choice_parent_class)->dispose (object);
}

static void
muster_person_choice_finalize (GObject *object)
{
  MusterPersonChoice *self = MUSTER_PERSON_CHOICE (object);

  g_clear_object (&self->search);
  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->person);

  G_OBJECT_CLASS (muster_person_choice_parent_class)->finalize (object);
}

static void
muster_person_choice_class_init (MusterPersonChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = muster_person_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_person_choice_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", MUSTER_TYPE_PERSON_CHOICE, G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* ---- Finding ---- */

/* A note is a row of nobody. */
static void
take_row (MusterPersonChoice *self, GtkListBoxRow *row)
{
  MusterPerson *person = g_object_get_data (G_OBJECT (row), "person");

  self->hurried = FALSE;
  if (person == NULL)
    return;

  muster_person_choice_set_person (self, person);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
add_note (MusterPersonChoice *self, const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_widget_add_css_class (row, "dim-label");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

static void
add_rest (MusterPersonChoice *self, guint n)
{
  g_autofree char *text = g_strdup_printf (
    ngettext ("%u more: type on to see them", "%u more: type on to see them", n), n);

  add_note (self, text);
}

static void
found (MusterFinding *finding, GPtrArray *rows, const GError *error, gpointer user_data)
{
  g_autoptr (MusterPersonChoice) self = user_data;

  if (self->person != NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (rows, i);
      GtkWidget *row = NULL;
      g_autofree char *title = NULL;
      g_autofree char *department = NULL;

      if (person == NULL)
        continue;
      row = adw_action_row_new ();
      title = muster_text_person (person->name, person->staff_no);
      department = muster_text_department (person->department);
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), department);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      g_object_set_data_full (G_OBJECT (row), "person", g_object_ref (person),
                              g_object_unref);
      gtk_list_box_append (self->list, row);
    }
  if (rows->len == 0)
    add_note (self, _ ("Nobody has such a name or number"));
  else if (finding->keys->len > rows->len)
    add_rest (self, finding->keys->len - rows->len);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  if (self->hurried)
    take_row (self, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
changed_cb (MusterPersonChoice *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  g_clear_object (&self->person);
  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  self->search = g_cancellable_new ();
  self->hurried = FALSE;
  /* Who fitted what was typed before is nobody to take now */
  gtk_list_box_remove_all (self->list);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  if (*typed == '\0')
    return;

  filter->search = g_strdup (typed);
  muster_fetch_rows (self->office, self->actor, &muster_people_listing, filter,
                     MOST_FOUND, self->search, found, g_object_ref (self));
}

/* Enter may come before those that fit have been found. */
static void
activated_cb (MusterPersonChoice *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (self->person == NULL && row != NULL)
    take_row (self, row);
  else
    self->hurried = self->person == NULL;
}

/* ---- Life ---- */

static void
muster_person_choice_init (MusterPersonChoice *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), group);

  self->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry),
                                 _ ("Employee: name, number or pinyin"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->entry);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Employees"), -1);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->list));

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "entry-activated", G_CALLBACK (activated_cb),
                            self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (take_row), self);
}

GtkWidget *
muster_person_choice_new (MusterOffice *office, MusterActor *actor)
{
  MusterPersonChoice *self = g_object_new (MUSTER_TYPE_PERSON_CHOICE, NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);

  return GTK_WIDGET (self);
}

MusterPerson *
muster_person_choice_get_person (MusterPersonChoice *self)
{
  g_return_val_if_fail (MUSTER_IS_PERSON_CHOICE (self), NULL);

  return self->person;
}

void
muster_person_choice_set_person (MusterPersonChoice *self, MusterPerson *person)
{
  g_autoptr (MusterPerson) held = g_object_ref (person);
  g_autofree char *text = muster_text_person (person->name, person->staff_no);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_cancellable_cancel (self->search);
  g_set_object (&self->person, held);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}

GtkWidget *
muster_person_choice_get_entry (MusterPersonChoice *self)
{
  g_return_val_if_fail (MUSTER_IS_PERSON_CHOICE (self), NULL);

  return self->entry;
}
