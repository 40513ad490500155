/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <libintl.h>
#include <locale.h>

#define MUSTER_TONGUE_EN "en_US.UTF-8"
#define MUSTER_TONGUE_ZH "zh_CN.UTF-8"

/**
 * muster_tongue_set:
 * @locale: one of the languages that Muster speaks
 *
 * Makes the test speak it, with the translations of this build.
 */
static inline void
muster_tongue_set (const char *locale)
{
  const char *folder = g_getenv ("MUSTER_LOCALE_DIR");

  g_assert_nonnull (folder);
  g_unsetenv ("LANGUAGE");
  g_setenv ("LC_ALL", locale, TRUE);
  g_assert_nonnull (setlocale (LC_ALL, locale));
  g_assert_nonnull (bindtextdomain (GETTEXT_PACKAGE, folder));
  g_assert_nonnull (bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8"));
}
