/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * muster_name_get_search_key:
 * @name: a name as written, Chinese or not
 *
 * Makes what a name is searched by: its pinyin without tones and spaces, a space, and its
 * initials, in lower case: "张三" gives "zhangsan zs". The first character is read as a
 * surname ("单" is shan, "曾" zeng, "尉迟" yuchi). Other scripts are put into Latin letters
 * without accents.
 *
 * Returns: (transfer full): the key, empty for an empty name
 */
char *muster_name_get_search_key (const char *name);

/**
 * muster_name_fold:
 * @text: what a person typed, or a name
 *
 * Makes two writings of the same comparable: lower case, full-width letters as plain ones,
 * no blanks.
 *
 * Returns: (transfer full): the folded text
 */
char *muster_name_fold (const char *text);

/**
 * muster_name_matches:
 * @name: a name as written
 * @key: its muster_name_get_search_key()
 * @folded: a muster_name_fold() of what is searched for
 *
 * Returns: whether @folded is a part of the name, of its pinyin or of its initials; "lv" and
 *   "nv" find what is written "lu" and "nu" in a key
 */
gboolean muster_name_matches (const char *name, const char *key, const char *folded);
