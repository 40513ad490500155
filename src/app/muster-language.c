/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-language.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

static const MusterLanguage languages[] = {
  { "zh_CN", "简体中文" },
  { "en", "English" },
  { NULL },
};

/* Locales in which gettext looks up translations at all: it does not in C and C.UTF-8. */
static const char *const carriers[] = { "zh_CN.UTF-8", "en_US.UTF-8", "en_GB.UTF-8", NULL };

/* glibc remembers what it looked up; this tells it that the answer may be another now. */
extern int _nl_msg_cat_cntr;

static const MusterLanguage *spoken;
static const MusterLanguage *forced;

static void
remember_system (char **language, char **messages)
{
  static char *first_language;
  static char *first_messages;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      first_language = g_strdup (g_getenv ("LANGUAGE"));
      first_messages = g_strdup (setlocale (LC_MESSAGES, NULL));
      g_once_init_leave (&once, 1);
    }

  *language = first_language;
  *messages = first_messages;
}

/* The first of the languages that the system asks for that Muster speaks. */
static const MusterLanguage *
find_system (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      const MusterLanguage *language = muster_language_find (names[i]);

      if (language != NULL)
        return language;
    }

  return muster_language_find ("en");
}

const MusterLanguage *
muster_language_list (void)
{
  return languages;
}

const MusterLanguage *
muster_language_find (const char *code)
{
  if (code == NULL || *code == '\0')
    return NULL;

  for (const MusterLanguage *one = languages; one->code != NULL; one++)
    if (strncmp (one->code, code, 2) == 0)
      return one;

  return NULL;
}

const MusterLanguage *
muster_language_get_current (void)
{
  return spoken != NULL ? spoken : find_system ();
}

void
muster_language_apply (const char *code)
{
  const MusterLanguage *language = muster_language_find (code);
  char *system_language, *system_messages;

  remember_system (&system_language, &system_messages);
  spoken = language;

  if (language == NULL)
    {
      if (system_language != NULL)
        g_setenv ("LANGUAGE", system_language, TRUE);
      else
        g_unsetenv ("LANGUAGE");
      setlocale (LC_MESSAGES, system_messages);
    }
  else
    {
      g_setenv ("LANGUAGE", language->code, TRUE);
      for (guint i = 0; carriers[i] != NULL; i++)
        if (setlocale (LC_MESSAGES, carriers[i]) != NULL)
          break;
    }

  _nl_msg_cat_cntr++;
}

void
muster_language_force (const char *code)
{
  muster_language_apply (code);
  forced = muster_language_find (code);
}

const MusterLanguage *
muster_language_get_forced (void)
{
  return forced;
}
