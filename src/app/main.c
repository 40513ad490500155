/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-application.h"
#include "muster-language.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

static gboolean
signal_cb (gpointer user_data)
{
  muster_application_quit (user_data);

  return G_SOURCE_REMOVE;
}

/* Takes our options and leaves files and those of GTK to the application. */
static gboolean
parse_options (int *argc,
               char ***argv,
               char **folder,
               char **language,
               gboolean *demo,
               gboolean *version,
               GError **error)
{
  const GOptionEntry entries[] = {
    { "store", 0, 0, G_OPTION_ARG_FILENAME, folder, N_ ("Folder of the company"),
      N_ ("DIR") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, demo, N_ ("Open an invented company"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, language, N_ ("Language, zh_CN or en"),
      N_ ("LANG") },
    { "version", 0, 0, G_OPTION_ARG_NONE, version, N_ ("Say the version"), NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("[FILE…]"));

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  return g_option_context_parse (context, argc, argv, error);
}

int
main (int argc, char **argv)
{
  g_autofree char *given = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *language = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterApplication) application = NULL;
  gboolean demo = FALSE;
  gboolean version = FALSE;

  /* The words of the options are wanted before a language among them is known. */
  muster_language_begin (NULL, NULL);

  if (!parse_options (&argc, &argv, &given, &language, &demo, &version, &error))
    {
      g_printerr ("muster: %s\n", error->message);
      return 2;
    }

  if (version)
    {
      g_print ("Muster %s\n", MUSTER_VERSION);
      return 0;
    }

  if (language != NULL && !muster_language_begin (language, &error))
    {
      g_printerr ("muster: %s\n", error->message);
      return 2;
    }

  if (given == NULL)
    given = g_strdup (g_getenv ("MUSTER_STORE"));
  if (given != NULL)
    folder = g_canonicalize_filename (given, NULL);

  g_set_prgname (MUSTER_APPLICATION_ID);
  application = muster_application_new (folder, demo, language != NULL);
  g_unix_signal_add (SIGTERM, signal_cb, application);
  g_unix_signal_add (SIGINT, signal_cb, application);
  g_unix_signal_add (SIGHUP, signal_cb, application);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
