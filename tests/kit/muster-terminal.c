/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-terminal.h"

#include <string.h>

struct _MusterTerminal
{
  GSubprocess *process;
  GDataInputStream *said;
  guint16 port;
};

static char *
read_line (MusterTerminal *terminal)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (terminal->said, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

MusterTerminal *
muster_terminal_new (const char *options)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_DIST, "kit", "zk-terminal", NULL);
  g_autofree char *command =
    g_strdup_printf ("'%s' --port 0 --control %s", program, options);
  g_auto (GStrv) argv = NULL;
  g_autofree char *port = NULL;
  g_autoptr (GError) error = NULL;
  MusterTerminal *terminal = g_new0 (MusterTerminal, 1);

  g_shell_parse_argv (command, NULL, &argv, &error);
  g_assert_no_error (error);
  terminal->process = g_subprocess_newv (
    (const char *const *) argv,
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);

  terminal->said =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (terminal->process));
  port = read_line (terminal);
  g_assert_true (g_str_has_prefix (port, "port "));
  terminal->port = (guint16) g_ascii_strtoull (port + strlen ("port "), NULL, 10);
  g_assert_cmpuint (terminal->port, >, 0);
  return terminal;
}

void
muster_terminal_free (MusterTerminal *terminal)
{
  g_autoptr (GError) error = NULL;

  if (terminal == NULL)
    return;

  /* The end of its input is the end of it. */
  g_output_stream_close (g_subprocess_get_stdin_pipe (terminal->process), NULL, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (terminal->process, NULL, &error);
  g_assert_no_error (error);

  g_object_unref (terminal->said);
  g_object_unref (terminal->process);
  g_free (terminal);
}

guint16
muster_terminal_get_port (MusterTerminal *terminal)
{
  return terminal->port;
}

char *
muster_terminal_order (MusterTerminal *terminal, const char *order)
{
  g_autofree char *line = g_strconcat (order, "\n", NULL);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (g_subprocess_get_stdin_pipe (terminal->process), line,
                             strlen (line), NULL, NULL, &error);
  g_assert_no_error (error);
  return read_line (terminal);
}
