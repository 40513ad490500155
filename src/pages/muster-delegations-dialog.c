/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-delegations-dialog.h"

#include "muster-decision-commands.h"
#include "muster-delegation-listings.h"
#include "muster-fetch.h"
#include "muster-notice.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  AdwDialog *dialog;
  MusterOffice *office;
  MusterActor *actor;
  MusterDate today;
  GCancellable *cancellable;
  GtkWidget *toasts;
  GtkListBox *list;
  GtkStack *stack;
} Shown;

static void look (Shown *self);

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

static gboolean
is_over (Shown *self, MusterDelegationRow *row)
{
  return row->ended_by != NULL || row->dates.to < self->today;
}

static char *
say_state (Shown *self, MusterDelegationRow *row)
{
  if (row->ended_by != NULL)
    /* Translators: name of a user */
    return g_strdup_printf (_ ("Ended by %s"), row->ended_by);
  if (row->dates.to < self->today)
    return g_strdup (C_ ("delegation", "Over"));
  if (row->dates.from > self->today)
    return g_strdup (C_ ("delegation", "Coming"));

  return g_strdup (C_ ("delegation", "Now"));
}

static void
ended_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwDialog) dialog = user_data;
  Shown *self = shown_of (dialog);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    done = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (done == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    muster_notice_show (self->toasts, error);
}

static void
end_cb (GtkButton *button, gpointer user_data)
{
  Shown *self = user_data;
  gint64 *id = g_object_get_data (G_OBJECT (button), "id");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  muster_office_submit_async (self->office, self->actor, &muster_end_delegation,
                              g_variant_new ("(x)", *id), self->cancellable, ended_cb,
                              g_object_ref (self->dialog));
}

/* One's own, those of whom one stands in for, and all for an administrator. */
static gboolean
may_end (Shown *self, MusterDelegationRow *row)
{
  return !is_over (self, row) && (g_str_equal (row->user, self->actor->name) ||
                                  g_str_equal (row->delegate, self->actor->name) ||
                                  muster_actor_may (self->actor, MUSTER_MAY_ADMIN));
}

static void
add_row (Shown *self, MusterDelegationRow *delegation)
{
  GtkWidget *row = adw_action_row_new ();
  /* Translators: "Li Wei for Zhao Min": a delegate and on whose behalf */
  g_autofree char *title =
    g_strdup_printf (_ ("%1$s for %2$s"), delegation->delegate, delegation->user);
  g_autofree char *from = muster_text_date (delegation->dates.from);
  g_autofree char *to = muster_text_date (delegation->dates.to);
  g_autofree char *state = say_state (self, delegation);
  g_autofree char *when = delegation->dates.from == delegation->dates.to
                            ? g_strdup_printf ("%s · %s", state, from)
                            : g_strdup_printf ("%s · %s – %s", state, from, to);
  g_autofree char *note = delegation->reason != NULL && *delegation->reason != '\0'
                            ? g_strdup_printf ("%s\n%s", when, delegation->reason)
                            : g_strdup (when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  if (is_over (self, delegation))
    gtk_widget_add_css_class (row, "dim-label");

  if (may_end (self, delegation))
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_End"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "id",
                              g_memdup2 (&delegation->id, sizeof delegation->id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (end_cb), self);
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
  if (finding == NULL)
    {
      muster_notice_show (self->toasts, error);
      return;
    }

  gtk_list_box_remove_all (self->list);
  /* The latest first: those that hold are what one looks for. */
  for (guint i = rows->len; i > 0; i--)
    add_row (self, g_ptr_array_index (rows, i - 1));
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "none");
}

static void
look (Shown *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_fetch_rows (self->office, self->actor, &muster_delegations_listing, filter,
                     G_MAXUINT, self->cancellable, fetched, g_object_ref (self->dialog));
}

static void
changed_cb (AdwDialog *dialog, guint topics)
{
  if (topics & MUSTER_TOPIC_USERS)
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
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Who decides for whom"), -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 480);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->list));
  gtk_widget_add_css_class (clamp, "muster-pane");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);

  return scrolled;
}

static GtkWidget *
build_none (void)
{
  GtkWidget *none = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "muster-requests-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none),
                             _ ("Everybody Decides for Themselves"));
  adw_status_page_set_description (ADW_STATUS_PAGE (none),
                                   _ ("While you are away, “Hand Over Your Decisions” in "
                                      "the menu gives them to somebody."));

  return none;
}

AdwDialog *
muster_delegations_dialog_present (MusterPage *page)
{
  Shown *self = g_new0 (Shown, 1);
  GtkWidget *view = adw_toolbar_view_new ();

  self->dialog = adw_dialog_new ();
  self->office = g_object_ref (muster_page_get_office (page));
  self->actor = g_object_ref (muster_page_get_actor (page));
  self->today = muster_outlook_get_today (muster_page_get_outlook (page));
  self->cancellable = g_cancellable_new ();
  self->toasts = adw_toast_overlay_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, build_list (self), "list");
  gtk_stack_add_named (self->stack, build_none (), "none");
  g_object_set_data_full (G_OBJECT (self->dialog), "shown", self, shown_free);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts),
                               GTK_WIDGET (self->stack));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), self->toasts);
  adw_dialog_set_title (self->dialog, _ ("Delegations"));
  adw_dialog_set_content_width (self->dialog, 520);
  adw_dialog_set_content_height (self->dialog, 480);
  adw_dialog_set_child (self->dialog, view);
  g_signal_connect_object (self->office, "changed", G_CALLBACK (changed_cb), self->dialog,
                           G_CONNECT_SWAPPED);
  look (self);
  adw_dialog_present (self->dialog, GTK_WIDGET (page));

  return self->dialog;
}
