/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-audit-page.h"

#include "muster-cell-factory.h"
#include "muster-command-catalog.h"
#include "muster-fact-row.h"
#include "muster-filter-bar.h"
#include "muster-notice.h"
#include "muster-paged-list.h"
#include "muster-text.h"
#include "muster-user-listings.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

struct _MusterAuditPage
{
  MusterPage parent_instance;

  MusterPagedList *list;
  GtkSingleSelection *selection;

  GtkWidget *verify_button;
  MusterFilterBar *filter_bar;
  GtkColumnView *view;
  GtkColumnViewColumn *at_column;
  GtkColumnViewColumn *user_column;
  GtkColumnViewColumn *command_column;
  GtkColumnViewColumn *outcome_column;
  GtkLabel *title_label;
  GtkListBox *facts;
};

G_DEFINE_FINAL_TYPE (MusterAuditPage, muster_audit_page, MUSTER_TYPE_PAGE)

static const char *const states[] = { "done", "denied", "failed", NULL };

/* What a command does, in its own words; what the service wrote by itself keeps its name. */
static const char *
say_command (const char *name)
{
  const MusterCommand *command = muster_command_find (name);

  return command != NULL ? _ (command->title) : muster_words_say ("command", name);
}

static char *
say_at (gpointer row)
{
  MusterAuditRow *entry = row;

  return muster_text_instant (entry->at, entry->zone, entry->zone);
}

static char *
say_user (gpointer row)
{
  MusterAuditRow *entry = row;

  if (entry->delegate_of != NULL)
    /* Translators: who did it, and in whose place */
    return g_strdup_printf (_ ("%1$s for %2$s"), entry->user, entry->delegate_of);

  return g_strdup (entry->user);
}

static char *
say_action (gpointer row)
{
  MusterAuditRow *entry = row;

  return g_strdup (say_command (entry->command));
}

static char *
say_outcome (gpointer row)
{
  MusterAuditRow *entry = row;

  return g_strdup (muster_words_say ("outcome", entry->outcome));
}

static void
show_entry (MusterAuditPage *self)
{
  MusterPagedItem *item = gtk_single_selection_get_selected_item (self->selection);
  MusterAuditRow *entry = item != NULL ? muster_paged_item_get_row (item) : NULL;
  g_autofree char *number = NULL;
  g_autofree char *at = NULL;
  g_autofree char *user = NULL;
  g_autofree char *outcome = NULL;

  if (entry == NULL)
    return;

  number = g_strdup_printf ("%" G_GINT64_FORMAT, entry->id);
  at = say_at (entry);
  user = say_user (entry);
  outcome = say_outcome (entry);
  gtk_label_set_label (self->title_label, say_command (entry->command));
  gtk_list_box_remove_all (self->facts);
  muster_fact_row_add (self->facts, _ ("Time"), at);
  muster_fact_row_add (self->facts, _ ("User"), user);
  muster_fact_row_add (self->facts, _ ("Outcome"), outcome);
  muster_fact_row_add (self->facts, _ ("Message"), entry->message);
  muster_fact_row_add (self->facts, _ ("Details"), entry->details);
  muster_fact_row_add (self->facts, _ ("Number in the chain"), number);
  muster_fact_row_add (self->facts, _ ("Hash"), entry->hash);
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
selected_cb (MusterAuditPage *self)
{
  MusterPagedItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (item == NULL)
    return;

  g_signal_connect_object (item, "notify::row", G_CALLBACK (show_entry), self,
                           G_CONNECT_SWAPPED);
  show_entry (self);
}

static void
found_cb (MusterAuditPage *self)
{
  MusterPage *page = MUSTER_PAGE (self);
  const GError *error = muster_paged_list_get_error (self->list);

  for (guint i = 0; states[i] != NULL; i++)
    muster_filter_bar_set_count (self->filter_bar, states[i],
                                 muster_paged_list_get_count (self->list, states[i]));
  muster_filter_bar_set_total (self->filter_bar,
                               muster_paged_list_get_total (self->list));

  if (error != NULL)
    muster_page_fail (page, error);
  else
    muster_page_end (page, g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0
                             ? MUSTER_PAGE_CONTENT
                             : MUSTER_PAGE_NOTHING);
}

static void
filtered_cb (MusterAuditPage *self)
{
  muster_page_refresh (MUSTER_PAGE (self));
}

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
} Verification;

static void
verification_free (gpointer data)
{
  Verification *verification = data;

  g_object_unref (verification->office);
  g_object_unref (verification->actor);
  g_free (verification);
}

static gpointer
verify_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Verification *verification = data;
  guint64 n = 0;

  if (!muster_office_verify_audit (verification->office, verification->actor, &n,
                                   cancellable, error))
    return NULL;

  return muster_text_number (n);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterAuditPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *count = muster_office_run_finish (result, &error);
  g_autofree char *text = NULL;

  if (self->verify_button == NULL)
    return;

  gtk_widget_set_sensitive (self->verify_button, TRUE);
  if (count == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  /* Translators: how many entries */
  text = g_strdup_printf (_ ("The chain is whole: %s entries, none changed or taken out"),
                          count);
  muster_notice_say (GTK_WIDGET (self), text);
}

static void
verify_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterAuditPage *self = MUSTER_AUDIT_PAGE (widget);
  Verification *verification = g_new0 (Verification, 1);

  verification->office = g_object_ref (muster_page_get_office (MUSTER_PAGE (self)));
  verification->actor = g_object_ref (muster_page_get_actor (MUSTER_PAGE (self)));
  gtk_widget_set_sensitive (self->verify_button, FALSE);
  muster_office_run_async (self, verify_work, verification, verification_free, g_free,
                           NULL, muster_page_get_cancellable (MUSTER_PAGE (self)),
                           verified_cb, g_object_ref (self));
}

static void
muster_audit_page_refresh (MusterPage *page)
{
  MusterAuditPage *self = MUSTER_AUDIT_PAGE (page);
  g_autoptr (MusterFilter)
    filter = muster_outlook_build_filter (muster_page_get_outlook (page), FALSE);

  /* An entry belongs to no part of the company. */
  g_clear_pointer (&filter->group, g_free);
  g_clear_pointer (&filter->department, g_free);
  filter->states = muster_filter_bar_get_chosen (self->filter_bar);
  muster_page_begin (page);
  muster_paged_list_set_filter (self->list, filter);
}

static void
muster_audit_page_clear_filters (MusterPage *page)
{
  muster_filter_bar_clear (MUSTER_AUDIT_PAGE (page)->filter_bar);
}

static void
muster_audit_page_move (MusterPage *page, int steps)
{
  MusterAuditPage *self = MUSTER_AUDIT_PAGE (page);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  guint position = gtk_single_selection_get_selected (self->selection);
  gint64 wanted = position == GTK_INVALID_LIST_POSITION ? 0 : (gint64) position + steps;

  if (n > 0)
    gtk_column_view_scroll_to (self->view, (guint) CLAMP (wanted, 0, (gint64) n - 1),
                               NULL, GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS,
                               NULL);
}

static gboolean
muster_audit_page_focus_content (MusterPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MUSTER_AUDIT_PAGE (page)->view));
}

static void
muster_audit_page_constructed (GObject *object)
{
  MusterAuditPage *self = MUSTER_AUDIT_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);

  G_OBJECT_CLASS (muster_audit_page_parent_class)->constructed (object);

  self->list = muster_paged_list_new (
    muster_page_get_office (page), muster_page_get_actor (page), &muster_audit_listing);
  muster_paged_list_set_live (self->list, FALSE);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->list)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter_bar, "changed", G_CALLBACK (filtered_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
muster_audit_page_dispose (GObject *object)
{
  MusterAuditPage *self = MUSTER_AUDIT_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_AUDIT_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (muster_audit_page_parent_class)->dispose (object);
}

static void
muster_audit_page_class_init (MusterAuditPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_audit_page_constructed;
  object_class->dispose = muster_audit_page_dispose;
  page_class->refresh = muster_audit_page_refresh;
  page_class->clear_filters = muster_audit_page_clear_filters;
  page_class->move = muster_audit_page_move;
  page_class->focus_content = muster_audit_page_focus_content;

  g_type_ensure (MUSTER_TYPE_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-audit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, verify_button);
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, view);
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, at_column);
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, user_column);
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, command_column);
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, outcome_column);
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, MusterAuditPage, facts);
  gtk_widget_class_install_action (widget_class, "audit.verify", NULL, verify_action);
}

static void
set_factory (GtkColumnViewColumn *column, MusterCellSay say)
{
  g_autoptr (GtkListItemFactory) factory = muster_cell_factory_new_text (say, FALSE);

  gtk_column_view_column_set_factory (column, factory);
}

static void
muster_audit_page_init (MusterAuditPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  muster_filter_bar_set_states (self->filter_bar, "outcome", states,
                                G_N_ELEMENTS (states) - 1);
  set_factory (self->at_column, say_at);
  set_factory (self->user_column, say_user);
  set_factory (self->command_column, say_action);
  set_factory (self->outcome_column, say_outcome);
}

const MusterPageKind muster_audit_page_kind = {
  .name = "audit",
  .title = N_ ("Audit"),
  .icon = "muster-audit-symbolic",
  .section = MUSTER_SECTION_CONTROL,
  .scope = MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_AUDIT,
  .topics = MUSTER_TOPIC_AUDIT,
  .get_type = muster_audit_page_get_type,
};
