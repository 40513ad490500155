/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-application.h"
#include "muster-language.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

static gboolean
signal_cb (gpointer user_data)
{
  muster_application_quit (user_data);

  return G_SOURCE_REMOVE;
}

/* The translations of the build tree, or of the installation. */
static void
bind_words (void)
{
  const char *folder = g_getenv ("MUSTER_LOCALE_DIR");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : MUSTER_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
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
    { "store", 0, 0, G_OPTION_ARG_FILENAME, folder, N_ ("Folder of the company"), N_ ("DIR") },
    { "demo", 0, 0, G_OPTION_ARG_NONE, demo, N_ ("Open an invented company"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, language, N_ ("Language, zh_CN or en"), N_ ("LANG") },
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

  setlocale (LC_ALL, "");
  bind_words ();

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

  if (language != NULL && muster_language_find (language) == NULL)
    {
      /* Translators: what was given after --lang */
      g_printerr (_ ("muster: there is no language “%s”; choose zh_CN or en\n"), language);
      return 2;
    }

  if (language != NULL)
    muster_language_force (language);

  if (given == NULL)
    given = g_strdup (g_getenv ("MUSTER_STORE"));
  if (given != NULL)
    folder = g_canonicalize_filename (given, NULL);

  g_set_prgname (MUSTER_APPLICATION_ID);
  application = muster_application_new (folder, demo);
  g_unix_signal_add (SIGTERM, signal_cb, application);
  g_unix_signal_add (SIGINT, signal_cb, application);
  g_unix_signal_add (SIGHUP, signal_cb, application);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
