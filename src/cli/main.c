/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "muster-help.h"
#include "muster-language.h"
#include "muster-options.h"
#include "muster-verb-catalog.h"

#define EXIT_GOOD 0
#define EXIT_FAILED 1
#define EXIT_USAGE 2

static const MusterField own_fields[] = {
  { .name = "version", .title = N_ ("Print the version"), .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

/* Messages about the other options should be in the language already. */
static const char *
find_language (char **words)
{
  const char *language = NULL;

  for (; *words != NULL && !g_str_equal (*words, "--"); words++)
    if (g_str_has_prefix (*words, "--lang="))
      language = *words + strlen ("--lang=");
    else if (g_str_equal (*words, "--lang"))
      language = words[1];

  return language;
}

/* One line, whatever the message holds. */
static int
fail (const GError *error)
{
  g_autofree char *message = g_strdup (error->message);

  g_strdelimit (message, "\r\n", ' ');
  fprintf (stderr, "musterctl: %s\n", message);

  return error->domain == MUSTER_USAGE_ERROR ? EXIT_USAGE : EXIT_FAILED;
}

static gboolean
run_verb (const MusterVerb *verb,
          GVariantDict *options,
          const char *const *words,
          GError **error)
{
  const MusterField *tables[] = { muster_session_fields, verb->options, NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (MusterSession) session = NULL;
  g_auto (GStrv) arguments = NULL;
  guint n;

  if (!muster_options_parse (tables, words, NULL, options, builder, error))
    return FALSE;

  if (muster_options_has (options, "help"))
    {
      muster_help_print_verb (verb);
      return TRUE;
    }

  arguments = g_strv_builder_end (builder);
  n = g_strv_length (arguments);
  if (n < verb->least || n > verb->most)
    return muster_usage_error_set (error, _ ("Usage: musterctl %s %s"), verb->name,
                                   verb->arguments != NULL ? _ (verb->arguments) : "");

  session = muster_session_new (options);
  if (!verb->run (session, options, (const char *const *) arguments, error))
    return FALSE;

  if (fflush (stdout) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _ ("The output could not be written"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
run (const char *const *words, GError **error)
{
  const MusterField *tables[] = { muster_session_fields, own_fields, NULL };
  g_autoptr (GVariantDict) options = g_variant_dict_new (NULL);
  const MusterVerb *verb;
  gsize n_read = 0;

  if (!muster_options_parse (tables, words, &n_read, options, NULL, error))
    return FALSE;

  if (muster_options_has (options, "version"))
    {
      g_print ("musterctl %s\n", MUSTER_VERSION);
      return TRUE;
    }

  if (muster_options_has (options, "help"))
    {
      muster_help_print_all (muster_verb_catalog);
      return TRUE;
    }

  if (words[n_read] == NULL)
    return muster_usage_error_set (error, _ ("Say what to do: see “musterctl help”"));

  verb = muster_verb_find (words[n_read]);
  if (verb == NULL)
    return muster_usage_error_set (error, _ ("There is no verb %s: see “musterctl help”"),
                                   words[n_read]);

  return run_verb (verb, options, words + n_read + 1, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc < 1)
    return EXIT_USAGE;

  g_set_prgname ("musterctl");
  if (!muster_language_begin (find_language (argv + 1), &error))
    return fail (error);

  if (!run ((const char *const *) argv + 1, &error))
    return fail (error);

  return EXIT_GOOD;
}
