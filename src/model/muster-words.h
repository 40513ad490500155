/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterWord:
 * @value: the number of the enumeration it is for, where there is one
 * @code: its name in files, on the command line, in filters
 * @word: what a person reads, marked with NC_ () in the context of its vocabulary
 * @icon: (nullable): name of a symbolic icon
 * @style: (nullable): a CSS class for its colour: "warning", "error", "accent", "dim-label"
 *
 * One value of one vocabulary in code, word and sign. The words are the glossary's.
 */
typedef struct
{
  int value;
  const char *code;
  const char *word;
  const char *icon;
  const char *style;
} MusterWord;

/**
 * muster_words_list:
 * @vocabulary: "status", "flag", "day_type", "direction", "verify", "verdict", "mark",
 *   "day_state", "punch_state", "import_state", "reject", "role", "source_state", "datum",
 *   "outcome", "value", "period_state", "adjustment_state", "condition", "certainty", "source_kind", "sync_fault", "month_mark",
 *   "period_check", "check_state", "adjustment_cause", "holiday"
 *
 * Returns: (transfer none) (nullable) (array): its words, ended by a %NULL code; %NULL when
 *   there is no such vocabulary
 */
const MusterWord *muster_words_list (const char *vocabulary);

/**
 * muster_words_find:
 * @vocabulary: a vocabulary
 * @code: a code of it
 *
 * Returns: (transfer none) (nullable): its word
 */
const MusterWord *muster_words_find (const char *vocabulary, const char *code);

/**
 * muster_words_at:
 * @vocabulary: a vocabulary
 * @value: a number of its enumeration
 *
 * Returns: (transfer none) (nullable): its word
 */
const MusterWord *muster_words_at (const char *vocabulary, int value);

/**
 * muster_words_say:
 * @vocabulary: a vocabulary
 * @code: (nullable): a code of it
 *
 * Returns: (transfer none): what a person reads for it, in their language; @code itself when the
 *   vocabulary does not have it
 */
const char *muster_words_say (const char *vocabulary, const char *code);

/**
 * muster_words_say_value:
 * @vocabulary: a vocabulary
 * @value: a number of its enumeration
 *
 * Returns: (transfer none): what a person reads for it; "" when the vocabulary does not have it
 */
const char *muster_words_say_value (const char *vocabulary, int value);

/**
 * muster_words_say_all:
 * @vocabulary: a vocabulary
 * @codes: (nullable): some of its codes
 *
 * Returns: (transfer full): their words with the comma of the language between them
 */
char *muster_words_say_all (const char *vocabulary, const char *const *codes);

/**
 * muster_words_say_flags:
 * @vocabulary: a vocabulary whose numbers are bits
 * @flags: some of its bits
 *
 * Returns: (transfer full): their words with the comma of the language between them
 */
char *muster_words_say_flags (const char *vocabulary, guint flags);
