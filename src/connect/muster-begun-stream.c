/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-begun-stream.h"

#include <string.h>

/* ---- What is read ---- */

#define MUSTER_TYPE_BEGUN_INPUT (muster_begun_input_get_type ())
G_DECLARE_FINAL_TYPE (MusterBegunInput,
                      muster_begun_input,
                      MUSTER,
                      BEGUN_INPUT,
                      GFilterInputStream)

struct _MusterBegunInput
{
  GFilterInputStream parent_instance;

  GBytes *first;
  gsize at;
  guint64 left; /* bytes that may still come from the rest */
};

static void muster_begun_input_iface_init (GPollableInputStreamInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MusterBegunInput,
                               muster_begun_input,
                               G_TYPE_FILTER_INPUT_STREAM,
                               G_IMPLEMENT_INTERFACE (G_TYPE_POLLABLE_INPUT_STREAM,
                                                      muster_begun_input_iface_init))

static GInputStream *
rest_of (MusterBegunInput *self)
{
  return g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
}

/* Gives of the first bytes what is left. */
static gsize
take_first (MusterBegunInput *self, void *buffer, gsize count)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (self->first, &size);
  gsize n = MIN (count, size - self->at);

  if (n > 0)
    memcpy (buffer, bytes + self->at, n);
  self->at += n;
  return n;
}

static gssize
count_rest (MusterBegunInput *self, gssize n, GError **error)
{
  if (n <= 0)
    return n;

  if ((guint64) n > self->left)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                           "more came than is allowed");
      return -1;
    }

  self->left -= (guint64) n;
  return n;
}

static gssize
muster_begun_input_read (GInputStream *stream,
                         void *buffer,
                         gsize count,
                         GCancellable *cancellable,
                         GError **error)
{
  MusterBegunInput *self = MUSTER_BEGUN_INPUT (stream);
  gsize n = take_first (self, buffer, count);

  if (n > 0)
    return (gssize) n;

  return count_rest (
    self, g_input_stream_read (rest_of (self), buffer, count, cancellable, error), error);
}

static gboolean
muster_begun_input_is_readable (GPollableInputStream *stream)
{
  MusterBegunInput *self = MUSTER_BEGUN_INPUT (stream);

  return self->at < g_bytes_get_size (self->first) ||
         g_pollable_input_stream_is_readable (G_POLLABLE_INPUT_STREAM (rest_of (self)));
}

static GSource *
muster_begun_input_create_source (GPollableInputStream *stream, GCancellable *cancellable)
{
  MusterBegunInput *self = MUSTER_BEGUN_INPUT (stream);
  g_autoptr (GSource) ready = NULL;

  if (self->at < g_bytes_get_size (self->first))
    ready = g_timeout_source_new (0);
  else
    ready = g_pollable_input_stream_create_source (
      G_POLLABLE_INPUT_STREAM (rest_of (self)), NULL);

  return g_pollable_source_new_full (stream, ready, cancellable);
}

static gssize
muster_begun_input_read_nonblocking (GPollableInputStream *stream,
                                     void *buffer,
                                     gsize count,
                                     GError **error)
{
  MusterBegunInput *self = MUSTER_BEGUN_INPUT (stream);
  gsize n = take_first (self, buffer, count);

  if (n > 0)
    return (gssize) n;

  return count_rest (
    self,
    g_pollable_input_stream_read_nonblocking (G_POLLABLE_INPUT_STREAM (rest_of (self)),
                                              buffer, count, NULL, error),
    error);
}

static void
muster_begun_input_finalize (GObject *object)
{
  MusterBegunInput *self = MUSTER_BEGUN_INPUT (object);

  g_bytes_unref (self->first);

  G_OBJECT_CLASS (muster_begun_input_parent_class)->finalize (object);
}

static void
muster_begun_input_iface_init (GPollableInputStreamInterface *iface)
{
  iface->is_readable = muster_begun_input_is_readable;
  iface->create_source = muster_begun_input_create_source;
  iface->read_nonblocking = muster_begun_input_read_nonblocking;
}

static void
muster_begun_input_class_init (MusterBegunInputClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_begun_input_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = muster_begun_input_read;
}

static void
muster_begun_input_init (MusterBegunInput *self)
{
}

/* ---- The stream ---- */

struct _MusterBegunStream
{
  GIOStream parent_instance;

  GIOStream *rest;
  GInputStream *input;
};

G_DEFINE_FINAL_TYPE (MusterBegunStream, muster_begun_stream, G_TYPE_IO_STREAM)

static GInputStream *
muster_begun_stream_get_input (GIOStream *stream)
{
  return MUSTER_BEGUN_STREAM (stream)->input;
}

static GOutputStream *
muster_begun_stream_get_output (GIOStream *stream)
{
  return g_io_stream_get_output_stream (MUSTER_BEGUN_STREAM (stream)->rest);
}

static gboolean
muster_begun_stream_close (GIOStream *stream, GCancellable *cancellable, GError **error)
{
  return g_io_stream_close (MUSTER_BEGUN_STREAM (stream)->rest, cancellable, error);
}

static void
muster_begun_stream_dispose (GObject *object)
{
  MusterBegunStream *self = MUSTER_BEGUN_STREAM (object);

  G_OBJECT_CLASS (muster_begun_stream_parent_class)->dispose (object);

  g_clear_object (&self->input);
  g_clear_object (&self->rest);
}

static void
muster_begun_stream_class_init (MusterBegunStreamClass *klass)
{
  GIOStreamClass *stream_class = G_IO_STREAM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_begun_stream_dispose;
  stream_class->get_input_stream = muster_begun_stream_get_input;
  stream_class->get_output_stream = muster_begun_stream_get_output;
  stream_class->close_fn = muster_begun_stream_close;
}

static void
muster_begun_stream_init (MusterBegunStream *self)
{
}

GIOStream *
muster_begun_stream_new (GIOStream *rest, GBytes *first, guint64 most)
{
  MusterBegunStream *self = g_object_new (MUSTER_TYPE_BEGUN_STREAM, NULL);
  MusterBegunInput *input = g_object_new (MUSTER_TYPE_BEGUN_INPUT, "base-stream",
                                          g_io_stream_get_input_stream (rest),
                                          "close-base-stream", FALSE, NULL);

  input->first = g_bytes_ref (first);
  input->left = most;
  self->rest = g_object_ref (rest);
  self->input = G_INPUT_STREAM (input);
  return G_IO_STREAM (self);
}
