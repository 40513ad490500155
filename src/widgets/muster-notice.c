/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-notice.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>

#define OFFER_KEY "muster-undo-offer"

/* What a toast can say in the two lines that it has. */
#define TOAST_CHARS 72

typedef struct
{
  MusterUndoFunc undo;
  gpointer data;
  GDestroyNotify destroy;
  AdwToast *toast; /* not owned; weak */
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_clear_weak_pointer (&offer->toast);
  if (offer->destroy != NULL)
    offer->destroy (offer->data);
  g_free (offer);
}

static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  return overlay != NULL ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

static void
alert_response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  const char *details = user_data;

  if (g_str_equal (response, "copy"))
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (dialog)), details);
}

static void
show_alert (GtkWidget *widget, const char *message, const char *details)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("That did not work"), message);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "copy", _ ("_Copy Details"),
                                  "close", _ ("_Close"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_data (dialog, "response", G_CALLBACK (alert_response_cb),
                         g_strdup (details), (GClosureNotify) (GCallback) g_free, 0);
  adw_dialog_present (dialog, widget);
}

typedef struct
{
  GtkWidget *overlay; /* outlives its toasts */
  char *message;
  char *details;
} Trouble;

static void
trouble_free (gpointer data, GClosure *closure)
{
  Trouble *trouble = data;

  g_free (trouble->message);
  g_free (trouble->details);
  g_free (trouble);
}

static void
details_cb (AdwToast *toast, gpointer user_data)
{
  Trouble *trouble = user_data;

  show_alert (trouble->overlay, trouble->message, trouble->details);
}

static void
undo_cb (AdwToast *toast, gpointer user_data)
{
  muster_notice_undo (GTK_WIDGET (user_data));
}

void
muster_notice_say (GtkWidget *widget, const char *text)
{
  AdwToastOverlay *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  if ((overlay = find_overlay (widget)) == NULL)
    return;

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
muster_notice_show (GtkWidget *widget, const GError *error)
{
  AdwToastOverlay *overlay;
  g_autofree char *details = NULL;
  Trouble *trouble;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return;

  details = muster_notice_describe (error);
  overlay = find_overlay (widget);

  if (overlay == NULL || g_utf8_strlen (error->message, -1) > TOAST_CHARS)
    {
      show_alert (widget, error->message, details);
      return;
    }

  trouble = g_new0 (Trouble, 1);
  trouble->overlay = GTK_WIDGET (overlay);
  trouble->message = g_strdup (error->message);
  trouble->details = g_steal_pointer (&details);

  toast = adw_toast_new (error->message);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 10);
  adw_toast_set_button_label (toast, _ ("Details"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (details_cb), trouble,
                         trouble_free, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
muster_notice_offer_undo (GtkWidget *widget,
                          const char *text,
                          MusterUndoFunc undo,
                          gpointer data,
                          GDestroyNotify destroy)
{
  AdwToastOverlay *overlay;
  AdwToast *toast;
  Offer *offer;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);
  g_return_if_fail (undo != NULL);

  offer = g_new0 (Offer, 1);
  offer->undo = undo;
  offer->data = data;
  offer->destroy = destroy;

  if ((overlay = find_overlay (widget)) == NULL)
    {
      offer_free (offer);
      return;
    }

  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 8);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), overlay, 0);
  g_set_weak_pointer (&offer->toast, toast);

  g_object_set_data_full (G_OBJECT (overlay), OFFER_KEY, offer, offer_free);
  adw_toast_overlay_add_toast (overlay, toast);
}

gboolean
muster_notice_undo (GtkWidget *widget)
{
  AdwToastOverlay *overlay;
  Offer *offer;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  overlay = ADW_IS_TOAST_OVERLAY (widget) ? ADW_TOAST_OVERLAY (widget)
                                          : find_overlay (widget);
  if (overlay == NULL)
    return FALSE;

  if ((offer = g_object_steal_data (G_OBJECT (overlay), OFFER_KEY)) == NULL)
    return FALSE;

  offer->undo (offer->data);
  if (offer->toast != NULL)
    adw_toast_dismiss (offer->toast);
  offer_free (offer);

  return TRUE;
}

char *
muster_notice_describe (const GError *error)
{
  const char *field;

  g_return_val_if_fail (error != NULL, NULL);

  field = muster_error_get_field (error);

  return g_strdup_printf ("%s %d%s%s\n%s\nMuster %s", g_quark_to_string (error->domain),
                          error->code, field != NULL ? " " : "",
                          field != NULL ? field : "", error->message, MUSTER_VERSION);
}
