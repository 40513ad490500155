/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-simulator.h"

#include "muster-http.h"

#include <string.h>

struct _MusterSimulator
{
  GSubprocess *process;
  guint port;
  char *address;
};

MusterSimulator *
muster_simulator_new (const char *name, const char *options)
{
  MusterSimulator *simulator = g_new0 (MusterSimulator, 1);
  g_autofree char *program = g_test_build_filename (G_TEST_DIST, "kit", name, NULL);
  g_autofree char *line =
    g_strdup_printf ("python3 %s %s", program, options != NULL ? options : "");
  g_auto (GStrv) argv = g_strsplit (g_strchomp (line), " ", -1);
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GDataInputStream) out = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "PYTHONDONTWRITEBYTECODE", "1", TRUE);
  simulator->process =
    g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);

  out = g_data_input_stream_new (g_subprocess_get_stdout_pipe (simulator->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (out), FALSE);
  said = g_data_input_stream_read_line_utf8 (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (said);
  g_assert_true (g_str_has_prefix (said, "port "));
  simulator->port = (guint) g_ascii_strtoull (said + strlen ("port "), NULL, 10);
  simulator->address = g_strdup_printf ("http://127.0.0.1:%u", simulator->port);
  return simulator;
}

void
muster_simulator_end (MusterSimulator *simulator)
{
  g_subprocess_force_exit (simulator->process);
  g_subprocess_wait (simulator->process, NULL, NULL);
}

void
muster_simulator_free (MusterSimulator *simulator)
{
  if (simulator == NULL)
    return;

  muster_simulator_end (simulator);
  g_object_unref (simulator->process);
  g_free (simulator->address);
  g_free (simulator);
}

guint
muster_simulator_get_port (MusterSimulator *simulator)
{
  return simulator->port;
}

const char *
muster_simulator_get_address (MusterSimulator *simulator)
{
  return simulator->address;
}

static char *
talk (MusterSimulator *simulator, const char *options)
{
  const MusterHttpOptions how = { .address = simulator->address };
  MusterHttpRequest request = { .path = "/_simulator" };
  g_autoptr (MusterHttp) http = NULL;
  g_autoptr (MusterHttpReply) reply = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  if (options != NULL)
    request.body = body = g_bytes_new (options, strlen (options));

  http = muster_http_new (&how, &error);
  g_assert_no_error (error);
  reply = muster_http_exchange (http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (muster_http_reply_get_status (reply), ==, 200);
  return g_strndup (g_bytes_get_data (muster_http_reply_get_body (reply), NULL),
                    g_bytes_get_size (muster_http_reply_get_body (reply)));
}

void
muster_simulator_set (MusterSimulator *simulator, const char *options)
{
  g_autofree char *said = talk (simulator, options);

  g_assert_nonnull (said);
}

gint64
muster_simulator_count (MusterSimulator *simulator, const char *what)
{
  g_autofree char *said = talk (simulator, NULL);
  g_autofree char *name = g_strdup_printf ("\"%s\": ", what);
  const char *value = strstr (said, name);

  g_assert_nonnull (value);
  return g_ascii_strtoll (value + strlen (name), NULL, 10);
}
