/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-void-dialog.h"

#include "muster-notice.h"
#include "muster-punch-commands.h"

#include <glib/gi18n-lib.h>

/* One change of mind: what was asked, and then how to take it back */
typedef struct
{
  GtkWidget *parent;
  GtkWidget *reason;
  MusterOffice *office;
  MusterActor *actor;
  gint64 punch;
  gboolean voided;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->parent);
  g_clear_object (&change->office);
  g_clear_object (&change->actor);
  g_free (change);
}

static void
undone_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) parent = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    muster_notice_show (parent, error);
}

static void
undo (gpointer data)
{
  Change *change = data;
  const MusterCommand *inverse = change->voided ? &muster_void_punch
                                                : &muster_unvoid_punch;

  muster_office_submit_async (change->office, change->actor, inverse,
                              g_variant_new ("(xs)", change->punch, _ ("Undone")), NULL,
                              undone_cb, g_object_ref (change->parent));
}

static void
submitted_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  Change *change = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    {
      muster_notice_show (change->parent, error);
      change_free (change);
      return;
    }

  muster_notice_offer_undo (
    change->parent, change->voided ? _ ("The punch counts again") : _ ("Punch voided"),
    undo, change, change_free);
}

static void
responded_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Change *change = user_data;
  g_autofree char *reason = NULL;

  if (!g_str_equal (response, "change"))
    {
      change_free (change);
      return;
    }

  reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (change->reason))));
  muster_office_submit_async (change->office, change->actor,
                              change->voided ? &muster_unvoid_punch : &muster_void_punch,
                              g_variant_new ("(xs)", change->punch, reason), NULL,
                              submitted_cb, change);
}

static void
reason_changed_cb (GtkEditable *reason, AdwAlertDialog *dialog)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (reason)));

  adw_alert_dialog_set_response_enabled (dialog, "change", *text != '\0');
}

void
muster_void_dialog_present (GtkWidget *parent,
                            MusterOffice *office,
                            MusterActor *actor,
                            gint64 punch,
                            const char *subject,
                            gboolean voided)
{
  AdwDialog *dialog;
  GtkWidget *list;
  Change *change;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (MUSTER_IS_OFFICE (office));

  change = g_new0 (Change, 1);
  change->parent = g_object_ref (parent);
  change->office = g_object_ref (office);
  change->actor = g_object_ref (actor);
  change->punch = punch;
  change->voided = voided;

  dialog = adw_alert_dialog_new (
    voided ? _ ("Let This Punch Count Again?") : _ ("Void This Punch?"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s\n%s", subject,
                                voided ? _ ("The day is judged again with it.")
                                       : _ ("It stays on record and no longer counts. "
                                            "The day is judged again without it."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                  "change", voided ? _ ("_Let It Count") : _ ("_Void"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "change",
                                            voided ? ADW_RESPONSE_SUGGESTED
                                                   : ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "change");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "change", FALSE);

  change->reason = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (change->reason), _ ("Reason"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (change->reason), TRUE);
  g_signal_connect (change->reason, "changed", G_CALLBACK (reason_changed_cb), dialog);
  list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), change->reason);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), list);

  g_signal_connect (dialog, "response", G_CALLBACK (responded_cb), change);
  adw_dialog_present (dialog, parent);
  gtk_widget_grab_focus (change->reason);
}
