/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterLanguage:
 * @code: as in settings and after --lang: "zh_CN"
 * @title: what its speakers call it
 *
 * A language that Muster speaks.
 */
typedef struct
{
  const char *code;
  const char *title;
} MusterLanguage;

/**
 * muster_language_begin:
 * @language: (nullable): "zh_CN" or "en"; %NULL for what the environment says
 * @error: a %MUSTER_ERROR_INVALID when Muster does not speak it, or the system has no locale to
 *   say it in
 *
 * Sets locale and translations of the program. Called once, before anything is shown. A
 * program that was not installed finds its translations in the build folder.
 *
 * Returns: whether that language is spoken from now on
 */
gboolean muster_language_begin (const char *language, GError **error);

/**
 * muster_language_list:
 *
 * Returns: (transfer none) (array): the languages, ended by one without code
 */
const MusterLanguage *muster_language_list (void);

/**
 * muster_language_find:
 * @code: (nullable): "zh_CN", "zh", "en_US.UTF-8"
 *
 * Returns: (transfer none) (nullable): the language meant
 */
const MusterLanguage *muster_language_find (const char *code);

/**
 * muster_language_get_current:
 *
 * Returns: (transfer none): the language that is spoken now
 */
const MusterLanguage *muster_language_get_current (void);

/**
 * muster_language_change:
 * @code: a language
 *
 * Speaks another language from now on, in a program that shows something already: widgets that
 * are there keep theirs until they are made anew. Dates and numbers stay as they were.
 */
void muster_language_change (const char *code);
