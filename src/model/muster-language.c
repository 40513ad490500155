/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-language.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <string.h>

#include "muster-error.h"

static const MusterLanguage languages[] = {
  { "zh_CN", "简体中文" },
  { "en", "English" },
  { NULL },
};

/* glibc remembers what it looked up; this tells it that the answer may be another now. */
extern int _nl_msg_cat_cntr;

/* What was chosen in place of what the system says. */
static const MusterLanguage *chosen;

/* Where the translations are: where the environment says, beside a program in its build folder,
 * in the prefix that it was moved to with the program, or where they were installed. */
static char *
find_translations (void)
{
  static const char *const beside[] = { "../po", "../share/locale" };
  const char *said = g_getenv ("MUSTER_LOCALE_DIR");
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  if (said != NULL)
    return g_strdup (said);

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *path = g_build_filename (folder, beside[i], NULL);
      g_autofree char *catalog =
        g_build_filename (path, "zh_CN", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

      if (g_file_test (catalog, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }

  return g_strdup (MUSTER_LOCALE_DIR);
}

/* gettext translates nothing in the C locale, whatever LANGUAGE says, so a language needs some
 * real locale to be spoken in; its own is the best, as it also orders by it. */
static gboolean
choose_locale (const char *const *locales)
{
  for (; *locales != NULL; locales++)
    if (setlocale (LC_ALL, *locales) != NULL)
      {
        g_setenv ("LC_ALL", *locales, TRUE);
        return TRUE;
      }

  return FALSE;
}

const MusterLanguage *
muster_language_list (void)
{
  return languages;
}

const MusterLanguage *
muster_language_find (const char *code)
{
  for (const MusterLanguage *one = languages; code != NULL && one->code != NULL; one++)
    if (strncmp (one->code, code, 2) == 0)
      return one;

  return NULL;
}

gboolean
muster_language_begin (const char *language, GError **error)
{
  static const char *const chinese[] = { "zh_CN.UTF-8", "zh_CN.utf8", "en_US.UTF-8",
                                         NULL };
  static const char *const english[] = { "en_US.UTF-8", "en_GB.UTF-8", "C.UTF-8", "C",
                                         NULL };
  g_autofree char *translations = find_translations ();
  const MusterLanguage *meant = muster_language_find (language);
  gboolean is_chinese = meant != NULL && g_str_equal (meant->code, "zh_CN");
  gboolean is_english = meant != NULL && g_str_equal (meant->code, "en");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, translations);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (language == NULL)
    return TRUE;

  if (!is_chinese && !is_english)
    return muster_error_set_field (
      error, "lang", _ ("Muster does not speak “%s”: choose zh_CN or en"), language);

  g_setenv ("LANGUAGE", is_chinese ? "zh_CN" : "en", TRUE);
  if (!choose_locale (is_chinese ? chinese : english))
    return muster_error_set_field (
      error, "lang", _ ("The system has no locale for “%s”: install zh_CN.UTF-8"),
      language);

  chosen = muster_language_find (language);

  return TRUE;
}

const MusterLanguage *
muster_language_get_current (void)
{
  const char *const *names = g_get_language_names ();

  if (chosen != NULL)
    return chosen;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const MusterLanguage *language = muster_language_find (names[i]);

      if (language != NULL)
        return language;
    }

  return muster_language_find ("en");
}

void
muster_language_change (const char *code)
{
  static const char *const carriers[] = { "zh_CN.UTF-8", "en_US.UTF-8", "en_GB.UTF-8",
                                          NULL };
  const MusterLanguage *language = muster_language_find (code);

  g_return_if_fail (language != NULL);

  chosen = language;
  g_setenv ("LANGUAGE", language->code, TRUE);
  for (guint i = 0; carriers[i] != NULL; i++)
    if (setlocale (LC_MESSAGES, carriers[i]) != NULL)
      break;

  _nl_msg_cat_cntr++;
}
