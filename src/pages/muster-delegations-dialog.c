/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-delegations-dialog.h"

#include "muster-decision-commands.h"
#include "muster-delegation-listings.h"
#include "muster-list-dialog.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

static gboolean
is_over (MusterDelegationRow *row, MusterDate today)
{
  return row->ended_by != NULL || row->dates.to < today;
}

static char *
say_state (MusterDelegationRow *row, MusterDate today)
{
  if (row->ended_by != NULL)
    /* Translators: name of a user */
    return g_strdup_printf (_ ("Ended by %s"), row->ended_by);
  if (row->dates.to < today)
    return g_strdup (C_ ("delegation", "Over"));
  if (row->dates.from > today)
    return g_strdup (C_ ("delegation", "Coming"));

  return g_strdup (C_ ("delegation", "Now"));
}

static void
end_cb (GtkButton *button, gpointer user_data)
{
  MusterDelegationRow *row = g_object_get_data (G_OBJECT (button), "row");

  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  muster_list_dialog_submit (user_data, &muster_end_delegation,
                             g_variant_new ("(x)", row->id), NULL, NULL, NULL);
}

/* One's own, those of whom one stands in for, and all for an administrator. */
static gboolean
may_end (MusterDelegationRow *row, MusterActor *actor)
{
  return g_str_equal (row->user, actor->name) ||
         g_str_equal (row->delegate, actor->name) ||
         muster_actor_may (actor, MUSTER_MAY_ADMIN);
}

static GtkWidget *
make_row (MusterListDialog *dialog, gpointer item)
{
  MusterDelegationRow *delegation = item;
  MusterDate today = muster_outlook_get_today (muster_list_dialog_get_outlook (dialog));
  GtkWidget *row = adw_action_row_new ();
  /* Translators: "Li Wei for Zhao Min": a delegate and on whose behalf */
  g_autofree char *title =
    g_strdup_printf (_ ("%1$s for %2$s"), delegation->delegate, delegation->user);
  g_autofree char *from = muster_text_date (delegation->dates.from);
  g_autofree char *to = muster_text_date (delegation->dates.to);
  g_autofree char *state = say_state (delegation, today);
  g_autofree char *when = delegation->dates.from == delegation->dates.to
                            ? g_strdup_printf ("%s · %s", state, from)
                            : g_strdup_printf ("%s · %s – %s", state, from, to);
  g_autofree char *note = delegation->reason != NULL && *delegation->reason != '\0'
                            ? g_strdup_printf ("%s\n%s", when, delegation->reason)
                            : g_strdup (when);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), note);
  if (is_over (delegation, today))
    {
      gtk_widget_add_css_class (row, "dim-label");
    }
  else if (may_end (delegation, muster_list_dialog_get_actor (dialog)))
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_End"));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "row", g_object_ref (delegation),
                              g_object_unref);
      g_signal_connect (button, "clicked", G_CALLBACK (end_cb), dialog);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }

  return row;
}

/* The latest first: those that hold are what one looks for. */
AdwDialog *
muster_delegations_dialog_present (MusterPage *page)
{
  const MusterListDialogKind kind = {
    .title = _ ("Delegations"),
    .label = _ ("Who decides for whom"),
    .none_icon = "muster-requests-symbolic",
    .none_title = _ ("Everybody Decides for Themselves"),
    .none_text = _ ("While you are away, “Hand Over Your Decisions” in the menu gives "
                    "them to somebody."),
    .listing = &muster_delegations_listing,
    .latest_first = TRUE,
    .make_row = make_row,
  };

  return ADW_DIALOG (muster_list_dialog_present (page, &kind));
}
