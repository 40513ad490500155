/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-window.h"

#include "muster-launcher.h"
#include "muster-unlock.h"
#include "muster-welcome.h"

#include <glib/gi18n-lib.h>

/* Moving the pointer says "used" no more often than this. */
#define USED_SECONDS 2

struct _MusterWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  MusterShell *shell; /* the stack's while a company is open */
  gint64 used_at;

  AdwToastOverlay *overlay;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (MusterWindow, muster_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  OPENED,
  USED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* They show people's data as much as the page behind them does. */
static void
close_dialogs (MusterWindow *self)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (
            ADW_APPLICATION_WINDOW (self))) != NULL)
    adw_dialog_force_close (dialog);
}

static void
show_child (MusterWindow *self, GtkWidget *child)
{
  GtkWidget *old = gtk_stack_get_visible_child (self->stack);

  close_dialogs (self);
  gtk_stack_add_child (self->stack, child);
  gtk_stack_set_visible_child (self->stack, child);

  /* What was there may show people's data: it goes at once, without a transition. */
  if (old != NULL)
    gtk_stack_remove (self->stack, old);
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  MusterWindow *self = user_data;
  gint64 now = g_get_monotonic_time ();

  switch (gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      if (now - self->used_at > USED_SECONDS * G_USEC_PER_SEC)
        {
          self->used_at = now;
          g_signal_emit (self, signals[USED], 0);
        }
      break;
    default:
      break;
    }

  return GDK_EVENT_PROPAGATE;
}

static void
page_cb (MusterWindow *self)
{
  const char *page = muster_shell_get_page_name (self->shell);

  if (self->settings != NULL && page != NULL)
    g_settings_set_string (self->settings, "page", page);
}

static void
unlocked_cb (MusterWindow *self, gpointer signin)
{
  g_signal_emit (self, signals[OPENED], 0, signin, "");
}

static void
welcomed_cb (MusterWindow *self, gpointer signin, const char *next)
{
  g_signal_emit (self, signals[OPENED], 0, signin, next);
}

static void
language_changed_cb (MusterWindow *self)
{
  const char *folder =
    g_object_get_data (G_OBJECT (gtk_stack_get_visible_child (self->stack)), "folder");
  g_autofree char *copy = g_strdup (folder);

  muster_window_show_welcome (self, copy);
}

static void
muster_window_dispose (GObject *object)
{
  MusterWindow *self = MUSTER_WINDOW (object);

  self->shell = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_WINDOW);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (muster_window_parent_class)->dispose (object);
}

static void
launcher_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterWindow *self = MUSTER_WINDOW (widget);

  if (self->shell != NULL)
    muster_launcher_present (self->shell);
}

static void
muster_window_class_init (MusterWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_window_dispose;

  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER,
                                  G_TYPE_STRING);
  signals[USED] = g_signal_new ("used", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/app/muster-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, MusterWindow, stack);

  gtk_widget_class_install_action (widget_class, "window.launcher", NULL,
                                   launcher_action);
}

static void
muster_window_init (MusterWindow *self)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

MusterWindow *
muster_window_new (AdwApplication *application, GSettings *settings)
{
  MusterWindow *self =
    g_object_new (MUSTER_TYPE_WINDOW, "application", application, NULL);

  g_set_object (&self->settings, settings);
  if (settings != NULL)
    {
      g_settings_bind (settings, "window-width", self, "default-width",
                       G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "window-height", self, "default-height",
                       G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "window-maximized", self, "maximized",
                       G_SETTINGS_BIND_DEFAULT);
    }
  else
    gtk_window_set_default_size (GTK_WINDOW (self), 1180, 760);

  return self;
}

void
muster_window_show_welcome (MusterWindow *self, const char *folder)
{
  GtkWidget *welcome;

  g_return_if_fail (MUSTER_IS_WINDOW (self));

  welcome = GTK_WIDGET (muster_welcome_new (folder, self->settings));
  g_object_set_data_full (G_OBJECT (welcome), "folder", g_strdup (folder), g_free);
  g_signal_connect_object (welcome, "opened", G_CALLBACK (welcomed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (welcome, "language-changed", G_CALLBACK (language_changed_cb),
                           self, G_CONNECT_SWAPPED);
  self->shell = NULL;
  show_child (self, welcome);
}

void
muster_window_show_unlock (MusterWindow *self, const char *folder, gboolean resume)
{
  g_autofree char *user = NULL;
  MusterUnlock *unlock;

  g_return_if_fail (MUSTER_IS_WINDOW (self));

  if (self->settings != NULL)
    user = g_settings_get_string (self->settings, "last-user");

  unlock = muster_unlock_new (folder, user, self->settings);
  g_signal_connect_object (unlock, "opened", G_CALLBACK (unlocked_cb), self,
                           G_CONNECT_SWAPPED);
  self->shell = NULL;
  show_child (self, GTK_WIDGET (unlock));

  if (resume)
    muster_unlock_resume (unlock);
}

void
muster_window_show_company (MusterWindow *self,
                            MusterCompany *company,
                            MusterActor *actor,
                            gboolean demo)
{
  g_autofree char *page = NULL;

  g_return_if_fail (MUSTER_IS_WINDOW (self));

  self->shell = muster_shell_new (company, actor, demo);
  if (self->settings != NULL)
    {
      page = g_settings_get_string (self->settings, "page");
      if (!demo)
        g_settings_set_string (self->settings, "last-user", actor->name);
    }

  muster_shell_go (self->shell, page);
  g_signal_connect_object (self->shell, "notify::page", G_CALLBACK (page_cb), self,
                           G_CONNECT_SWAPPED);
  show_child (self, GTK_WIDGET (self->shell));
  gtk_widget_child_focus (GTK_WIDGET (self->shell), GTK_DIR_TAB_FORWARD);
}

void
muster_window_show_progress (MusterWindow *self, const char *title)
{
  GtkWidget *status = adw_status_page_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *bar = adw_header_bar_new ();

  g_return_if_fail (MUSTER_IS_WINDOW (self));

  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_spinner_start (GTK_SPINNER (spinner));
  adw_header_bar_set_show_title (ADW_HEADER_BAR (bar), FALSE);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), spinner);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), status);
  self->shell = NULL;
  show_child (self, view);
}

MusterShell *
muster_window_get_shell (MusterWindow *self)
{
  g_return_val_if_fail (MUSTER_IS_WINDOW (self), NULL);

  return self->shell;
}

GtkWidget *
muster_window_get_overlay (MusterWindow *self)
{
  g_return_val_if_fail (MUSTER_IS_WINDOW (self), NULL);

  return GTK_WIDGET (self->overlay);
}
