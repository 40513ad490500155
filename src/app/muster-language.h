/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/**
 * MusterLanguage:
 * @code: as in the setting and after --lang: "zh_CN"; "" for the language of the system
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
 * muster_language_apply:
 * @code: (nullable): a language, %NULL or "" for that of the system
 *
 * Speaks another language from now on; widgets that are there keep theirs until they are made
 * anew.
 */
void muster_language_apply (const char *code);

/**
 * muster_language_force:
 * @code: a language
 *
 * Like muster_language_apply(), and no setting changes it for this run.
 */
void muster_language_force (const char *code);

/**
 * muster_language_get_forced:
 *
 * Returns: (transfer none) (nullable): the language that was forced
 */
const MusterLanguage *muster_language_get_forced (void);
