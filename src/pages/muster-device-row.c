/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-device-row.h"

#include "muster-phone-text.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MusterPhoneRow *phone;
  gboolean bind;
  gboolean asked;
  MusterDeviceDecided decided;
  gpointer data;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->phone);
  g_free (choice);
}

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  Choice *choice = user_data;

  /* Once: the list is read again then. A button that went grey would lose the focus */
  if (choice->asked)
    return;

  choice->asked = TRUE;
  choice->decided (choice->phone, choice->bind, choice->data);
}

static void
add_button (GtkWidget *row,
            MusterPhoneRow *phone,
            gboolean bind,
            MusterDeviceDecided decided,
            gpointer data)
{
  gboolean bound = g_str_equal (phone->state, "bound");
  GtkWidget *button = gtk_button_new_with_mnemonic (bind    ? C_ ("device", "_Confirm")
                                                    : bound ? _ ("Re_lease")
                                                            : _ ("Re_fuse"));
  Choice *choice = g_new0 (Choice, 1);

  choice->phone = g_object_ref (phone);
  choice->bind = bind;
  choice->decided = decided;
  choice->data = data;
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (!bind)
    gtk_widget_add_css_class (button, "flat");
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), choice, choice_free,
                         G_CONNECT_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

GtkWidget *
muster_device_row_new (MusterPhoneRow *phone,
                       gboolean named,
                       MusterDeviceDecided decided,
                       gpointer data)
{
  GtkWidget *row = adw_action_row_new ();
  const char *doubt = muster_phone_text_doubt (phone);
  g_autofree char *use = muster_phone_text_use (phone);
  g_autofree char *name = named ? muster_text_person (phone->person_name, phone->staff_no)
                                : g_strdup (phone->device);
  g_autofree char *device = named ? g_strjoin (" · ", phone->device, doubt, NULL)
                                  : g_strdup (doubt);
  g_autofree char *below = device != NULL ? g_strjoin ("\n", device, use, NULL)
                                          : g_strdup (use);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below);
  gtk_widget_add_css_class (row, "numeric");
  if (decided == NULL)
    return row;

  if (!g_str_equal (phone->state, "released"))
    add_button (row, phone, FALSE, decided, data);
  if (!g_str_equal (phone->state, "bound"))
    add_button (row, phone, TRUE, decided, data);

  return row;
}
