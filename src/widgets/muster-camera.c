/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-camera.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>

#define QUALITY "88"
#define START_LIMIT (10 * GST_SECOND)

/* Whatever the camera speaks becomes pictures of a size that evidence needs. */
#define PIPELINE                                                                         \
  "decodebin name=decoder ! videoconvert ! videoscale ! video/x-raw,format=RGBA,"        \
  "width=[1,1920],height=[1,1080],pixel-aspect-ratio=1/1 ! "                             \
  "appsink name=sink max-buffers=1 drop=true"

struct _MusterCamera
{
  GObject parent_instance;

  GstElement *pipeline;
  guint watch_id;
  guint n_cameras;

  /* From the camera's thread to the main context */
  GMutex mutex;
  GdkTexture *pending;
  guint idle_id;
};

G_DEFINE_FINAL_TYPE (MusterCamera, muster_camera, G_TYPE_OBJECT)

enum
{
  SIGNAL_FRAME,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The camera's own thread has ended when the pipeline is at rest. */
static void
muster_camera_dispose (GObject *object)
{
  MusterCamera *self = MUSTER_CAMERA (object);

  g_clear_handle_id (&self->watch_id, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->pipeline);
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_clear_object (&self->pending);

  G_OBJECT_CLASS (muster_camera_parent_class)->dispose (object);
}

static void
muster_camera_finalize (GObject *object)
{
  g_mutex_clear (&MUSTER_CAMERA (object)->mutex);

  G_OBJECT_CLASS (muster_camera_parent_class)->finalize (object);
}

static void
muster_camera_class_init (MusterCameraClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = muster_camera_dispose;
  object_class->finalize = muster_camera_finalize;
  signals[SIGNAL_FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, GDK_TYPE_TEXTURE);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
muster_camera_init (MusterCamera *self)
{
  g_mutex_init (&self->mutex);
}

/* ---- Faults ---- */

/* What people can do something about is said in our words. */
static void
set_fault (GError **error, const GError *cause)
{
  if (g_error_matches (cause, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY))
    g_set_error_literal (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT,
                         _ ("Another program uses the camera. Close it and try again."));
  else if (g_error_matches (cause, GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED))
    g_set_error_literal (error, MUSTER_ERROR, MUSTER_ERROR_DENIED,
                         _ ("This user may not use the camera."));
  else
    g_set_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL,
                 /* Translators: what the system says of it */
                 _ ("The camera does not work: %s"), cause->message);
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  MusterCamera *self = user_data;
  g_autoptr (GError) cause = NULL;
  g_autoptr (GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR)
    return G_SOURCE_CONTINUE;

  gst_message_parse_error (message, &cause, NULL);
  set_fault (&error, cause);
  self->watch_id = 0;
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);

  return G_SOURCE_REMOVE;
}

/* ---- Frames ---- */

static gboolean
frame_cb (gpointer user_data)
{
  MusterCamera *self = user_data;
  g_autoptr (GdkTexture) texture = NULL;

  g_mutex_lock (&self->mutex);
  texture = g_steal_pointer (&self->pending);
  self->idle_id = 0;
  g_mutex_unlock (&self->mutex);
  if (texture != NULL)
    g_signal_emit (self, signals[SIGNAL_FRAME], 0, texture);

  return G_SOURCE_REMOVE;
}

static GdkTexture *
read_frame (GstSample *sample)
{
  const GstStructure *caps = gst_caps_get_structure (gst_sample_get_caps (sample), 0);
  GstBuffer *buffer = gst_sample_get_buffer (sample);
  g_autoptr (GBytes) bytes = NULL;
  GstMapInfo map;
  int width = 0;
  int height = 0;

  if (!gst_structure_get_int (caps, "width", &width) ||
      !gst_structure_get_int (caps, "height", &height) ||
      !gst_buffer_map (buffer, &map, GST_MAP_READ))
    return NULL;

  /* Rows of RGBA have no padding. */
  if (map.size >= (gsize) width * (gsize) height * 4)
    bytes = g_bytes_new (map.data, (gsize) width * (gsize) height * 4);
  gst_buffer_unmap (buffer, &map);

  return bytes != NULL ? gdk_memory_texture_new (width, height, GDK_MEMORY_R8G8B8A8,
                                                 bytes, (gsize) width * 4)
                       : NULL;
}

/* In the camera's thread. One frame waits at most: a newer one takes its place. */
static GstFlowReturn
sample_cb (GstAppSink *sink, gpointer user_data)
{
  MusterCamera *self = user_data;
  g_autoptr (GstSample) sample = gst_app_sink_pull_sample (sink);
  g_autoptr (GdkTexture) texture = sample != NULL ? read_frame (sample) : NULL;

  if (texture == NULL)
    return GST_FLOW_OK;

  g_mutex_lock (&self->mutex);
  g_set_object (&self->pending, texture);
  if (self->idle_id == 0)
    self->idle_id = g_idle_add (frame_cb, self);
  g_mutex_unlock (&self->mutex);

  return GST_FLOW_OK;
}

/* ---- Opening ---- */

gboolean
muster_camera_is_there (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/dev", 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "video") && g_ascii_isdigit (name[5]))
      return TRUE;

  return FALSE;
}

/* (transfer full) (nullable): the source of a camera */
static GstElement *
find_camera (guint index, guint *n)
{
  g_autoptr (GstDeviceMonitor) monitor = gst_device_monitor_new ();
  GstElement *source = NULL;
  GList *devices;

  gst_device_monitor_add_filter (monitor, "Video/Source", NULL);
  if (!gst_device_monitor_start (monitor))
    return NULL;

  devices = gst_device_monitor_get_devices (monitor);
  gst_device_monitor_stop (monitor);
  *n = g_list_length (devices);
  if (*n > 0)
    source = gst_device_create_element (g_list_nth_data (devices, index % *n), NULL);
  g_list_free_full (devices, gst_object_unref);

  return source;
}

static GstElement *
build_source (MusterCamera *self, const char *description, guint index, GError **error)
{
  GstElement *source;

  self->n_cameras = 1;
  if (description != NULL)
    return gst_parse_bin_from_description (description, TRUE, error);

  source = find_camera (index, &self->n_cameras);
  if (source == NULL)
    g_set_error_literal (error, MUSTER_ERROR, MUSTER_ERROR_MISSING,
                         _ ("No camera was found. Plug one in and try again."));

  return source;
}

/* Waits until the camera is on: what it says is why it is not. */
static gboolean
start (MusterCamera *self, GError **error)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (self->pipeline);
  g_autoptr (GstMessage) message = NULL;
  g_autoptr (GError) cause = NULL;

  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  message = gst_bus_timed_pop_filtered (bus, START_LIMIT,
                                        GST_MESSAGE_ERROR | GST_MESSAGE_STREAM_START);
  if (message == NULL)
    {
      g_set_error_literal (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL,
                           _ ("The camera does not answer."));
      return FALSE;
    }
  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      gst_message_parse_error (message, &cause, NULL);
      set_fault (error, cause);
      return FALSE;
    }
  self->watch_id = gst_bus_add_watch (bus, bus_cb, self);

  return TRUE;
}

MusterCamera *
muster_camera_open (const char *description, guint index, GError **error)
{
  GstAppSinkCallbacks callbacks = { .new_sample = sample_cb };
  g_autoptr (MusterCamera) self = NULL;
  g_autoptr (GstElement) decoder = NULL;
  g_autoptr (GstElement) sink = NULL;
  GstElement *source;

  if (!gst_init_check (NULL, NULL, error))
    return NULL;

  self = g_object_new (MUSTER_TYPE_CAMERA, NULL);
  source = build_source (self, description, index, error);
  if (source == NULL)
    return NULL;

  self->pipeline = gst_parse_launch (PIPELINE, error);
  if (self->pipeline == NULL)
    {
      gst_object_unref (gst_object_ref_sink (source));
      return NULL;
    }

  decoder = gst_bin_get_by_name (GST_BIN (self->pipeline), "decoder");
  sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "sink");
  gst_bin_add (GST_BIN (self->pipeline), source);
  gst_element_link (source, decoder);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);

  return start (self, error) ? g_steal_pointer (&self) : NULL;
}

guint
muster_camera_get_n_cameras (MusterCamera *self)
{
  g_return_val_if_fail (MUSTER_IS_CAMERA (self), 0);

  return self->n_cameras;
}

GBytes *
muster_camera_build_photo (GdkTexture *texture)
{
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  char *data = NULL;
  gsize stride;
  gsize size;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8);
  bytes = gdk_texture_downloader_download_bytes (downloader, &stride);
  pixbuf = gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, FALSE, 8,
                                      gdk_texture_get_width (texture),
                                      gdk_texture_get_height (texture), (int) stride);
  return gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, "quality",
                                    QUALITY, NULL)
           ? g_bytes_new_take (data, size)
           : gdk_texture_save_to_png_bytes (texture);
}
