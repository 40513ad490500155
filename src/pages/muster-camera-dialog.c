/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-camera-dialog.h"

#include "muster-camera.h"
#include "muster-office.h"

#include <glib/gi18n-lib.h>

struct _MusterCameraDialog
{
  AdwDialog parent_instance;

  GtkStack *stack;
  AdwStatusPage *failed_page;
  GtkPicture *picture;
  GtkWidget *buttons;
  GtkWidget *again_button;
  GtkWidget *use_button;
  GtkWidget *take_button;
  GtkWidget *other_button;

  char *description;
  guint index;
  MusterCamera *camera; /* while it is on */
  GdkTexture *photo;    /* that was taken */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MusterCameraDialog, muster_camera_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show (MusterCameraDialog *self, const char *name)
{
  gboolean seen = g_str_equal (name, "seen");
  gboolean taken = self->photo != NULL;

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->buttons, seen);
  gtk_widget_set_visible (self->take_button, !taken);
  gtk_widget_set_visible (self->again_button, taken);
  gtk_widget_set_visible (self->use_button, taken);
  if (seen)
    adw_dialog_set_focus (ADW_DIALOG (self),
                          taken ? self->use_button : self->take_button);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
    taken ? _ ("The photo") : _ ("What the camera sees"), -1);
}

/* ---- The camera ---- */

static void
switch_off (MusterCameraDialog *self)
{
  if (self->camera != NULL)
    g_signal_handlers_disconnect_by_data (self->camera, self);
  g_clear_object (&self->camera);
}

static void
fail (MusterCameraDialog *self, const char *text)
{
  switch_off (self);
  adw_status_page_set_description (self->failed_page, text);
  show (self, "failed");
}

static void
frame_cb (MusterCameraDialog *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "seen"))
    show (self, "seen");
}

typedef struct
{
  char *description;
  guint index;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->description);
  g_free (opening);
}

static gpointer
open_work (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  Opening *opening = data;

  return muster_camera_open (opening->description, opening->index, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterCameraDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterCamera) camera = muster_office_run_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (camera == NULL)
    {
      fail (self, error->message);
      return;
    }

  self->camera = g_steal_pointer (&camera);
  gtk_widget_set_visible (self->other_button,
                          muster_camera_get_n_cameras (self->camera) > 1);
  g_signal_connect_swapped (self->camera, "frame", G_CALLBACK (frame_cb), self);
  g_signal_connect_swapped (self->camera, "failed", G_CALLBACK (fail), self);
}

static void
switch_on (MusterCameraDialog *self)
{
  Opening *opening = g_new0 (Opening, 1);

  switch_off (self);
  g_clear_object (&self->photo);
  show (self, "starting");
  opening->description = g_strdup (self->description);
  opening->index = self->index;
  muster_office_run_async (NULL, open_work, opening, opening_free, g_object_unref, NULL,
                           self->cancellable, opened_cb, g_object_ref (self));
}

/* ---- Doing ---- */

static void
take_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterCameraDialog *self = MUSTER_CAMERA_DIALOG (widget);
  GdkPaintable *seen = gtk_picture_get_paintable (self->picture);

  if (self->camera == NULL || !GDK_IS_TEXTURE (seen))
    return;

  switch_off (self);
  g_set_object (&self->photo, GDK_TEXTURE (seen));
  show (self, "seen");
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *args)
{
  switch_on (MUSTER_CAMERA_DIALOG (widget));
}

static void
other_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MUSTER_CAMERA_DIALOG (widget)->index++;
  switch_on (MUSTER_CAMERA_DIALOG (widget));
}

static void
use_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterCameraDialog *self = MUSTER_CAMERA_DIALOG (widget);
  g_autoptr (GBytes) bytes = NULL;

  if (self->photo == NULL)
    return;

  bytes = muster_camera_build_photo (self->photo);
  g_signal_emit (self, signals[SIGNAL_TAKEN], 0, bytes);
  adw_dialog_close (ADW_DIALOG (self));
}

/* ---- Life ---- */

static void
muster_camera_dialog_closed (AdwDialog *dialog)
{
  MusterCameraDialog *self = MUSTER_CAMERA_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  switch_off (self);
}

static void
muster_camera_dialog_dispose (GObject *object)
{
  MusterCameraDialog *self = MUSTER_CAMERA_DIALOG (object);

  muster_camera_dialog_closed (ADW_DIALOG (self));
  g_clear_object (&self->photo);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_CAMERA_DIALOG);

  G_OBJECT_CLASS (muster_camera_dialog_parent_class)->dispose (object);
}

static void
muster_camera_dialog_finalize (GObject *object)
{
  MusterCameraDialog *self = MUSTER_CAMERA_DIALOG (object);

  g_clear_pointer (&self->description, g_free);
  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (muster_camera_dialog_parent_class)->finalize (object);
}

static void
muster_camera_dialog_class_init (MusterCameraDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_camera_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_camera_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = muster_camera_dialog_closed;
  signals[SIGNAL_TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_BYTES);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-camera-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterCameraDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, MusterCameraDialog, failed_page);
  gtk_widget_class_bind_template_child (widget_class, MusterCameraDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, MusterCameraDialog, buttons);
  gtk_widget_class_bind_template_child (widget_class, MusterCameraDialog, again_button);
  gtk_widget_class_bind_template_child (widget_class, MusterCameraDialog, use_button);
  gtk_widget_class_bind_template_child (widget_class, MusterCameraDialog, take_button);
  gtk_widget_class_bind_template_child (widget_class, MusterCameraDialog, other_button);
  gtk_widget_class_install_action (widget_class, "camera.take", NULL, take_action);
  gtk_widget_class_install_action (widget_class, "camera.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "camera.use", NULL, use_action);
  gtk_widget_class_install_action (widget_class, "camera.other", NULL, other_action);
}

static void
muster_camera_dialog_init (MusterCameraDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

MusterCameraDialog *
muster_camera_dialog_present (GtkWidget *parent, const char *description)
{
  MusterCameraDialog *self = g_object_new (MUSTER_TYPE_CAMERA_DIALOG, NULL);

  self->description = g_strdup (description);
  switch_on (self);
  adw_dialog_present (ADW_DIALOG (self), parent);

  return self;
}
