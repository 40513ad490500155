/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-unmapped-list.h"

#include "muster-badge-dialog.h"
#include "muster-error.h"
#include "muster-notice.h"
#include "muster-paged-list.h"
#include "muster-people-commands.h"
#include "muster-people-listings.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

struct _MusterUnmappedList
{
  GtkWidget parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  MusterPagedList *list;
  GCancellable *cancellable;

  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (MusterUnmappedList, muster_unmapped_list, GTK_TYPE_WIDGET)

enum
{
  SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The widgets of one row of the view, which are used for one item after another. */
typedef struct
{
  MusterUnmappedList *self;
  GtkLabel *title;
  GtkLabel *note;
  GtkButton *proposed;
  GtkLabel *proposed_label;
  GtkButton *choose;
  gulong row_id;
} Cells;

static void
show_badge (Cells *cells, MusterBadgeRow *badge)
{
  g_autofree char *title = NULL;
  g_autofree char *count = NULL;
  g_autofree char *last = NULL;
  g_autofree char *note = NULL;
  g_autofree char *proposal = NULL;
  gboolean may = muster_actor_may (cells->self->actor, MUSTER_MAY_EDIT_PEOPLE);

  gtk_widget_set_visible (GTK_WIDGET (cells->choose), badge != NULL && may);
  gtk_widget_set_visible (GTK_WIDGET (cells->proposed),
                          badge != NULL && may && badge->proposed_id != 0);
  if (badge == NULL)
    {
      gtk_label_set_label (cells->title, "");
      gtk_label_set_label (cells->note, "");
      return;
    }

  title = badge->name != NULL && *badge->name != '\0'
            ? g_strdup_printf ("%s · %s", badge->key, badge->name)
            : g_strdup (badge->key);
  count = muster_text_number (badge->n_punches);
  last = muster_text_date_short (
    badge->last_at != 0 ? muster_zone_get_civil (badge->zone, badge->last_at, NULL)
                        : MUSTER_DATE_NONE);
  note = g_strdup_printf (ngettext ("%1$s · %2$s punch, last %3$s",
                                    "%1$s · %2$s punches, last %3$s",
                                    (gulong) badge->n_punches),
                          badge->source_name, count, last);
  gtk_label_set_label (cells->title, title);
  gtk_label_set_label (cells->note, note);

  if (badge->proposed_id != 0)
    {
      /* Translators: a person's name: it is that person's number */
      proposal = g_strdup_printf (_ ("It is %s"), badge->proposed_name);
      gtk_label_set_label (cells->proposed_label, proposal);
    }
}

static void
row_changed_cb (MusterPagedItem *item, GParamSpec *pspec, gpointer user_data)
{
  show_badge (user_data, muster_paged_item_get_row (item));
}

static void
mapped_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterUnmappedList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = NULL;

  if ((value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error)) ==
      NULL)
    muster_notice_show (GTK_WIDGET (self), error);
}

typedef struct
{
  MusterUnmappedList *self;
  gint64 source_id;
  char *key;
} Mapping;

static void
mapping_free (gpointer data)
{
  Mapping *mapping = data;

  g_object_unref (mapping->self);
  g_free (mapping->key);
  g_free (mapping);
}

static void
take_back (gpointer data)
{
  Mapping *mapping = data;

  muster_office_submit_async (mapping->self->office, mapping->self->actor,
                              &muster_unmap_person,
                              g_variant_new ("(xs)", mapping->source_id, mapping->key),
                              NULL, mapped_cb, g_object_ref (mapping->self));
}

static void
proposed_cb (GtkButton *button, gpointer user_data)
{
  GtkListItem *list_item = user_data;
  Cells *cells = g_object_get_data (G_OBJECT (list_item), "cells");
  MusterPagedItem *item = gtk_list_item_get_item (list_item);
  MusterBadgeRow *badge = item != NULL ? muster_paged_item_get_row (item) : NULL;
  MusterUnmappedList *self = cells->self;
  g_autofree char *text = NULL;
  Mapping *mapping;

  if (badge == NULL)
    return;

  mapping = g_new0 (Mapping, 1);
  mapping->self = g_object_ref (self);
  mapping->source_id = badge->source_id;
  mapping->key = g_strdup (badge->key);
  /* Translators: a device number, a person's name */
  text = g_strdup_printf (_ ("Number %1$s is %2$s"), badge->key, badge->proposed_name);
  muster_office_submit_async (
    self->office, self->actor, &muster_map_person,
    g_variant_new ("(xsx)", badge->source_id, badge->key, badge->proposed_id),
    self->cancellable, mapped_cb, g_object_ref (self));
  muster_notice_offer_undo (GTK_WIDGET (self), text, take_back, mapping, mapping_free);
}

static void
choose_cb (GtkButton *button, gpointer user_data)
{
  GtkListItem *list_item = user_data;
  Cells *cells = g_object_get_data (G_OBJECT (list_item), "cells");
  MusterPagedItem *item = gtk_list_item_get_item (list_item);
  MusterBadgeRow *badge = item != NULL ? muster_paged_item_get_row (item) : NULL;

  if (badge != NULL)
    muster_badge_dialog_present_for_badge (GTK_WIDGET (cells->self), cells->self->office,
                                           cells->self->actor, badge);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Cells *cells = g_new0 (Cells, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  cells->self = user_data;
  cells->title = GTK_LABEL (gtk_label_new (NULL));
  cells->note = GTK_LABEL (gtk_label_new (NULL));
  cells->proposed = GTK_BUTTON (gtk_button_new ());
  cells->proposed_label = GTK_LABEL (gtk_label_new (NULL));
  cells->choose = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("C_hoose…")));

  gtk_label_set_xalign (cells->title, 0);
  gtk_label_set_ellipsize (cells->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (cells->title), "numeric");
  gtk_label_set_xalign (cells->note, 0);
  gtk_label_set_ellipsize (cells->note, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (cells->note), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (cells->note), "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (cells->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (cells->note));

  gtk_label_set_ellipsize (cells->proposed_label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (cells->proposed_label, 16);
  gtk_button_set_child (cells->proposed, GTK_WIDGET (cells->proposed_label));
  gtk_widget_set_valign (GTK_WIDGET (cells->proposed), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (cells->choose), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (cells->choose), "flat");
  g_signal_connect (cells->proposed, "clicked", G_CALLBACK (proposed_cb), list_item);
  g_signal_connect (cells->choose, "clicked", G_CALLBACK (choose_cb), list_item);

  gtk_widget_add_css_class (box, "muster-list-row");
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cells->proposed));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cells->choose));
  gtk_list_item_set_child (list_item, box);
  gtk_list_item_set_activatable (list_item, FALSE);
  g_object_set_data_full (G_OBJECT (list_item), "cells", cells, g_free);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Cells *cells = g_object_get_data (G_OBJECT (list_item), "cells");
  MusterPagedItem *item = gtk_list_item_get_item (list_item);

  cells->row_id =
    g_signal_connect (item, "notify::row", G_CALLBACK (row_changed_cb), cells);
  show_badge (cells, muster_paged_item_get_row (item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  Cells *cells = g_object_get_data (G_OBJECT (list_item), "cells");

  g_clear_signal_handler (&cells->row_id, gtk_list_item_get_item (list_item));
}

static void
found_cb (MusterUnmappedList *self)
{
  g_signal_emit (self, signals[SETTLED], 0);
}

/* What a run over all proposals needs, on its own thread. */
typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->office);
  g_object_unref (run->actor);
  g_free (run);
}

static gpointer
take_proposals_work (gpointer data,
                     MusterProgress progress,
                     gpointer progress_data,
                     GCancellable *cancellable,
                     GError **error)
{
  Run *run = data;
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint n = 0;

  finding = muster_office_list (run->office, run->actor, &muster_unmapped_listing, filter,
                                cancellable, error);
  if (finding == NULL)
    return NULL;

  rows =
    muster_office_load (run->office, finding, 0, finding->keys->len, cancellable, error);
  if (rows == NULL)
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterBadgeRow *badge = g_ptr_array_index (rows, i);
      g_autoptr (GVariant) value = NULL;

      if (badge == NULL || !g_str_equal (badge->certainty, "certain"))
        continue;

      value = muster_office_submit (
        run->office, run->actor, &muster_map_person,
        g_variant_new ("(xsx)", badge->source_id, badge->key, badge->proposed_id),
        cancellable, error);
      if (value == NULL)
        return NULL;
      n++;
    }

  return g_strdup_printf (ngettext ("%u number mapped", "%u numbers mapped", n), n);
}

static void
proposals_taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterUnmappedList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = muster_office_run_finish (result, &error);

  if (text == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_notice_say (GTK_WIDGET (self), text);
}

static void
muster_unmapped_list_dispose (GObject *object)
{
  MusterUnmappedList *self = MUSTER_UNMAPPED_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->view, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_unmapped_list_parent_class)->dispose (object);
}

static void
muster_unmapped_list_finalize (GObject *object)
{
  MusterUnmappedList *self = MUSTER_UNMAPPED_LIST (object);

  g_clear_object (&self->list);
  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (muster_unmapped_list_parent_class)->finalize (object);
}

static void
muster_unmapped_list_get_property (GObject *object,
                                   guint id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  MusterUnmappedList *self = MUSTER_UNMAPPED_LIST (object);

  g_value_set_uint (
    value, self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0);
}

static void
muster_unmapped_list_class_init (MusterUnmappedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = muster_unmapped_list_dispose;
  object_class->finalize = muster_unmapped_list_finalize;
  object_class->get_property = muster_unmapped_list_get_property;

  g_object_class_install_property (
    object_class, 1,
    g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
}

static void
muster_unmapped_list_init (MusterUnmappedList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_view_new (NULL, factory);

  self->cancellable = g_cancellable_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_show_separators (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Unmapped numbers"), -1);
  gtk_widget_add_css_class (list, "muster-list");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  self->view = scrolled;
}

void
muster_unmapped_list_watch (MusterUnmappedList *self,
                            MusterOffice *office,
                            MusterActor *actor)
{
  GtkWidget *list;

  g_return_if_fail (MUSTER_IS_UNMAPPED_LIST (self));
  g_return_if_fail (self->office == NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->list = muster_paged_list_new (office, actor, &muster_unmapped_listing);
  g_signal_connect_object (self->list, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  list = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->view));
  gtk_list_view_set_model (GTK_LIST_VIEW (list),
                           GTK_SELECTION_MODEL (gtk_no_selection_new (
                             g_object_ref (G_LIST_MODEL (self->list)))));
}

void
muster_unmapped_list_search (MusterUnmappedList *self, const char *search)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  g_return_if_fail (MUSTER_IS_UNMAPPED_LIST (self));

  filter->search = g_strdup (search);
  muster_paged_list_set_filter (self->list, filter);
}

void
muster_unmapped_list_take_proposals (MusterUnmappedList *self)
{
  Run *run;

  g_return_if_fail (MUSTER_IS_UNMAPPED_LIST (self));

  run = g_new0 (Run, 1);
  run->office = g_object_ref (self->office);
  run->actor = g_object_ref (self->actor);
  muster_office_run_async (self, take_proposals_work, run, run_free, g_free, NULL,
                           self->cancellable, proposals_taken_cb, g_object_ref (self));
}
