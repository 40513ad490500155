/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking a photo, with a test pattern in the place of a camera. */

#include "muster-camera.h"
#include "muster-camera-dialog.h"
#include "muster-error.h"
#include "muster-stage.h"

#define RED                                                                              \
  "videotestsrc is-live=true pattern=red ! "                                             \
  "video/x-raw,width=320,height=240 ! identity"
#define BREAKS                                                                           \
  "videotestsrc is-live=true ! video/x-raw,width=64,height=64 ! "                        \
  "identity error-after=20"

typedef struct
{
  GtkWidget *window;
  MusterCameraDialog *dialog; /* weak */
  GBytes *photo;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 700);
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
is_gone (gpointer data)
{
  return ((Fixture *) data)->dialog == NULL;
}

/* What is under way holds the dialog until it has ended. */
static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  stage_wait (is_gone, self);
  g_clear_pointer (&self->photo, g_bytes_unref);
}

static void
taken_cb (Fixture *self, GBytes *photo)
{
  g_assert_null (self->photo);
  self->photo = g_bytes_ref (photo);
}

static void
present (Fixture *self, const char *description)
{
  g_set_weak_pointer (&self->dialog,
                      muster_camera_dialog_present (self->window, description));
  g_signal_connect_swapped (self->dialog, "taken", G_CALLBACK (taken_cb), self);
}

static const char *
get_view (Fixture *self)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (stage_get (GTK_WIDGET (self->dialog), "stack")));
}

static gboolean
is_seen (gpointer data)
{
  return g_str_equal (get_view (data), "seen");
}

static gboolean
has_failed (gpointer data)
{
  return g_str_equal (get_view (data), "failed");
}

static gboolean
is_visible (Fixture *self, const char *id)
{
  return gtk_widget_get_visible (stage_get (GTK_WIDGET (self->dialog), id));
}

static void
test_photo (Fixture *self, gconstpointer data)
{
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  guint8 pixels[4 * 320 * 240];
  const guint8 *head;
  gsize size;

  present (self, RED);
  g_assert_cmpstr (get_view (self), ==, "starting");
  stage_wait (is_seen, self);
  g_assert_true (is_visible (self, "take_button"));
  g_assert_false (is_visible (self, "use_button"));
  g_assert_false (is_visible (self, "other_button"));

  /* Taken, not liked, taken again */
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "camera.take", NULL);
  g_assert_true (is_visible (self, "use_button"));
  g_assert_false (is_visible (self, "take_button"));
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "camera.again", NULL);
  g_assert_cmpstr (get_view (self), ==, "starting");
  stage_wait (is_seen, self);
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "camera.take", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "camera.use", NULL);
  g_assert_nonnull (self->photo);

  head = g_bytes_get_data (self->photo, &size);
  g_assert_cmpuint (size, >, 100);
  g_assert_cmpmem (head, 3, "\xff\xd8\xff", 3);
  texture = gdk_texture_new_from_bytes (self->photo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, 320);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 240);
  gdk_texture_download (texture, pixels, 4 * 320);
  g_assert_cmpint (pixels[4 * (120 * 320 + 160) + 2], >, 220); /* red of BGRA */
  g_assert_cmpint (pixels[4 * (120 * 320 + 160)], <, 40);
}

/* A camera that stops is said to, and can be tried again; nothing can be taken meanwhile. */
static void
test_break (Fixture *self, gconstpointer data)
{
  present (self, BREAKS);
  stage_wait (has_failed, self);
  g_assert_false (is_visible (self, "buttons"));
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "camera.take", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "camera.use", NULL);
  g_assert_null (self->photo);
  gtk_widget_activate_action (GTK_WIDGET (self->dialog), "camera.again", NULL);
  g_assert_cmpstr (get_view (self), ==, "starting");
  stage_wait (has_failed, self);
}

/* Closed while it is starting */
static void
test_close (Fixture *self, gconstpointer data)
{
  present (self, RED);
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  stage_wait (is_gone, self);
}

static void
test_none (void)
{
  static const char *const descriptions[] = { "there-is-no-such-thing",
                                              "v4l2src device=/dev/null" };

  for (guint i = 0; i < G_N_ELEMENTS (descriptions); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (muster_camera_open (descriptions[i], 0, &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/camera/photo", Fixture, NULL, set_up, test_photo, tear_down);
  g_test_add ("/camera/break", Fixture, NULL, set_up, test_break, tear_down);
  g_test_add ("/camera/close", Fixture, NULL, set_up, test_close, tear_down);
  g_test_add_func ("/camera/none", test_none);

  return g_test_run ();
}
