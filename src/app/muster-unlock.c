/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-unlock.h"

#include "muster-error.h"
#include "muster-signin.h"

#include <glib/gi18n-lib.h>

struct _MusterUnlock
{
  GtkWidget parent_instance;

  char *folder;
  GSettings *settings;
  GCancellable *cancellable;
  gboolean several;
  gboolean kept; /* the login session may have the key from before */

  GtkWidget *root;
  GtkLabel *heading;
  GtkLabel *explanation;
  AdwEntryRow *user_row;
  AdwPasswordEntryRow *password_row;
  AdwEntryRow *recovery_row;
  AdwSwitchRow *keep_row;
  GtkWidget *error_box;
  GtkLabel *error_label;
  GtkButton *submit_button;
  GtkStack *submit_stack;
  GtkSpinner *spinner;
  GtkButton *other_button;
};

G_DEFINE_FINAL_TYPE (MusterUnlock, muster_unlock, GTK_TYPE_WIDGET)

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
by_recovery (MusterUnlock *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->recovery_row));
}

static GtkEditable *
secret_row (MusterUnlock *self)
{
  return by_recovery (self) ? GTK_EDITABLE (self->recovery_row)
                            : GTK_EDITABLE (self->password_row);
}

static void
set_working (MusterUnlock *self, gboolean working)
{
  gtk_stack_set_visible_child_name (self->submit_stack, working ? "spinner" : "label");
  gtk_spinner_set_spinning (self->spinner, working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit_button), !working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->user_row), !working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password_row), !working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->recovery_row), !working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->other_button), !working);
}

static void
show_trouble (MusterUnlock *self, const char *text)
{
  gtk_label_set_label (self->error_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->error_box, text != NULL);

  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (secret_row (self)), "error");
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->password_row), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (self->recovery_row), "error");
    }
}

static void
focus_first (MusterUnlock *self)
{
  gboolean named = *gtk_editable_get_text (GTK_EDITABLE (self->user_row)) != '\0';

  gtk_widget_grab_focus (self->several && !named ? GTK_WIDGET (self->user_row)
                                                 : GTK_WIDGET (secret_row (self)));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterUnlock) self = user_data;
  g_autoptr (GError) error = NULL;
  MusterSignin *signin;

  signin = muster_signin_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      self->submit_stack == NULL)
    {
      g_clear_pointer (&signin, muster_signin_free);
      return;
    }

  set_working (self, FALSE);
  if (signin == NULL)
    {
      show_trouble (self, error->message);
      gtk_editable_select_region (secret_row (self), 0, -1);
      gtk_widget_grab_focus (GTK_WIDGET (secret_row (self)));
      return;
    }

  gtk_editable_set_text (secret_row (self), "");
  g_signal_emit (self, signals[OPENED], 0, signin);
}

static void
resumed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterUnlock) self = user_data;
  g_autoptr (GError) error = NULL;
  MusterSignin *signin = muster_signin_finish (result, &error);

  if (self->submit_stack == NULL)
    {
      g_clear_pointer (&signin, muster_signin_free);
      return;
    }

  set_working (self, FALSE);
  if (signin != NULL)
    {
      g_signal_emit (self, signals[OPENED], 0, signin);
      return;
    }

  /* That the session keeps no key is the usual case; damage is worth saying at once. */
  if (g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE))
    show_trouble (self, error->message);
  focus_first (self);
}

static void
submit_cb (MusterUnlock *self)
{
  const char *user = gtk_editable_get_text (GTK_EDITABLE (self->user_row));
  const char *secret = gtk_editable_get_text (secret_row (self));
  MusterSigninKeep keep = adw_switch_row_get_active (self->keep_row)
                            ? MUSTER_SIGNIN_KEEP_KEY
                          : self->kept ? MUSTER_SIGNIN_FORGET_KEY
                                       : MUSTER_SIGNIN_KEEP_NOTHING;

  if (self->several && *user == '\0')
    {
      show_trouble (self, _ ("Enter your user name."));
      gtk_widget_grab_focus (GTK_WIDGET (self->user_row));
      return;
    }

  if (*secret == '\0')
    {
      show_trouble (self, by_recovery (self) ? _ ("Enter the recovery key.")
                                             : _ ("Enter your password."));
      gtk_widget_grab_focus (GTK_WIDGET (secret_row (self)));
      return;
    }

  show_trouble (self, NULL);
  set_working (self, TRUE);
  muster_signin_open_async (self->folder, *user != '\0' ? user : NULL, secret,
                            by_recovery (self), keep, self->cancellable, opened_cb,
                            g_object_ref (self));
}

static void
typed_cb (MusterUnlock *self)
{
  show_trouble (self, NULL);
}

static void
other_cb (MusterUnlock *self)
{
  gboolean recovery = !by_recovery (self);

  gtk_editable_set_text (secret_row (self), "");
  gtk_widget_set_visible (GTK_WIDGET (self->recovery_row), recovery);
  gtk_widget_set_visible (GTK_WIDGET (self->password_row), !recovery);
  gtk_label_set_label (
    self->explanation,
    recovery ? _ ("Type the recovery key that was written down when the company "
                  "was created. Spaces and dashes do not matter.")
             : _ ("Sign in to open the company."));
  gtk_button_set_label (self->other_button,
                        recovery ? _ ("Use the password…") : _ ("Use the recovery key…"));
  show_trouble (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (secret_row (self)));
}

static void
muster_unlock_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (muster_unlock_parent_class)->map (widget);

  focus_first (MUSTER_UNLOCK (widget));
}

static void
muster_unlock_dispose (GObject *object)
{
  MusterUnlock *self = MUSTER_UNLOCK (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_UNLOCK);

  G_OBJECT_CLASS (muster_unlock_parent_class)->dispose (object);
}

static void
muster_unlock_finalize (GObject *object)
{
  MusterUnlock *self = MUSTER_UNLOCK (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->cancellable);
  g_free (self->folder);

  G_OBJECT_CLASS (muster_unlock_parent_class)->finalize (object);
}

static void
muster_unlock_class_init (MusterUnlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_unlock_dispose;
  object_class->finalize = muster_unlock_finalize;
  widget_class->map = muster_unlock_map;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/app/muster-unlock.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, root);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, heading);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, explanation);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, user_row);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, password_row);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, recovery_row);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, keep_row);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, error_box);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, error_label);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, submit_button);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, submit_stack);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, spinner);
  gtk_widget_class_bind_template_child (widget_class, MusterUnlock, other_button);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
}

static void
muster_unlock_init (MusterUnlock *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

MusterUnlock *
muster_unlock_new (const char *folder, const char *user, GSettings *settings)
{
  MusterUnlock *self;
  g_auto (GStrv) slots = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (MUSTER_TYPE_UNLOCK, NULL);
  self->folder = g_strdup (folder);
  g_set_object (&self->settings, settings);

  if ((slots = muster_company_list_slots (folder, &error)) == NULL)
    show_trouble (self, error->message);

  self->several = slots != NULL && g_strv_length (slots) > 1;
  gtk_widget_set_visible (GTK_WIDGET (self->user_row), self->several);
  if (user != NULL && self->several)
    gtk_editable_set_text (GTK_EDITABLE (self->user_row), user);
  if (settings != NULL)
    g_settings_bind (settings, "keep-unlocked", self->keep_row, "active",
                     G_SETTINGS_BIND_DEFAULT);
  self->kept = adw_switch_row_get_active (self->keep_row);

  return self;
}

void
muster_unlock_resume (MusterUnlock *self)
{
  const char *user = gtk_editable_get_text (GTK_EDITABLE (self->user_row));

  g_return_if_fail (MUSTER_IS_UNLOCK (self));

  set_working (self, TRUE);
  muster_signin_resume_async (self->folder, *user != '\0' ? user : NULL,
                              self->cancellable, resumed_cb, g_object_ref (self));
}
