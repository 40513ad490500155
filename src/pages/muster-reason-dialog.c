/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-reason-dialog.h"

#include <glib/gi18n-lib.h>

#define QUICK_MOST 9

typedef struct
{
  AdwAlertDialog *dialog;
  GtkWidget *entry;
  const char *const *quick;
  guint n_quick;
  MusterReasonFunc func;
  gpointer data;
  GDestroyNotify destroy;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  if (asking->destroy != NULL)
    asking->destroy (asking->data);
  g_free (asking);
}

static char *
get_reason (Asking *asking)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (asking->entry))));
}

static void
changed_cb (Asking *asking)
{
  g_autofree char *reason = get_reason (asking);

  adw_alert_dialog_set_response_enabled (asking->dialog, "do", *reason != '\0');
}

static void
responded_cb (AdwAlertDialog *dialog, const char *response, Asking *asking)
{
  g_autofree char *reason = get_reason (asking);

  if (g_str_equal (response, "do") && *reason != '\0')
    asking->func (reason, asking->data);
}

static void
choose_quick (Asking *asking, guint index)
{
  if (index >= asking->n_quick)
    return;

  asking->func (_ (asking->quick[index]), asking->data);
  adw_dialog_force_close (ADW_DIALOG (asking->dialog));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Asking *asking)
{
  int index = gtk_list_box_row_get_index (row);

  if (index < (int) asking->n_quick)
    choose_quick (asking, (guint) index);
}

/* A digit is a reason unless one is being written. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        Asking *asking)
{
  g_autofree char *reason = get_reason (asking);
  guint32 letter = gdk_keyval_to_unicode (key);

  if (*reason != '\0' || letter < '1' || letter > '9' || letter - '1' >= asking->n_quick)
    return GDK_EVENT_PROPAGATE;

  choose_quick (asking, letter - '1');

  return GDK_EVENT_STOP;
}

static GtkWidget *
build_list (Asking *asking)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < asking->n_quick; i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *digit = g_strdup_printf ("%u", i + 1);
      GtkWidget *key = gtk_label_new (digit);

      gtk_widget_add_css_class (key, "muster-key");
      gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (asking->quick[i]));
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), key);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_list_box_append (GTK_LIST_BOX (list), asking->entry);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), asking);

  return list;
}

void
muster_reason_dialog_present (GtkWidget *parent,
                              const char *title,
                              const char *subject,
                              const char *verb,
                              const char *const *quick,
                              MusterReasonFunc func,
                              gpointer data,
                              GDestroyNotify destroy)
{
  AdwDialog *dialog = adw_alert_dialog_new (title, subject);
  GtkEventController *keys = gtk_event_controller_key_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->dialog = ADW_ALERT_DIALOG (dialog);
  asking->quick = quick;
  asking->n_quick = quick != NULL ? MIN (g_strv_length ((char **) quick), QUICK_MOST) : 0;
  asking->func = func;
  asking->data = data;
  asking->destroy = destroy;
  g_object_set_data_full (G_OBJECT (dialog), "asking", asking, asking_free);

  adw_alert_dialog_add_responses (asking->dialog, "cancel", _ ("_Cancel"), "do", verb,
                                  NULL);
  adw_alert_dialog_set_response_appearance (asking->dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (asking->dialog, "do", FALSE);
  adw_alert_dialog_set_default_response (asking->dialog, "do");
  adw_alert_dialog_set_close_response (asking->dialog, "cancel");

  asking->entry = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (asking->entry), _ ("Reason"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (asking->entry), TRUE);
  g_signal_connect_swapped (asking->entry, "changed", G_CALLBACK (changed_cb), asking);
  adw_alert_dialog_set_extra_child (asking->dialog, build_list (asking));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), asking);
  gtk_widget_add_controller (GTK_WIDGET (dialog), keys);

  g_signal_connect (dialog, "response", G_CALLBACK (responded_cb), asking);
  adw_dialog_present (dialog, parent);
  gtk_widget_grab_focus (asking->entry);
}
