/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Feeds every file of a folder to a fuzz target, where there is no libFuzzer to do it. */

#include <gio/gio.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
replay_file (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autofree guint8 *exact = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &contents, &size, error))
    return FALSE;

  /* A block of just this size: a read past the end is one that a sanitizer sees. */
  exact = g_memdup2 (contents, size);
  LLVMFuzzerTestOneInput (exact, size);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *name;
  guint n_files = 0;

  if (argc != 2)
    {
      g_printerr ("usage: %s CORPUS\n", argv[0]);
      return 2;
    }

  if (!(dir = g_dir_open (argv[1], 0, &error)))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      if (!replay_file (argv[1], name, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      n_files++;
    }

  g_print ("%u inputs\n", n_files);
  return n_files > 0 ? 0 : 1;
}
