/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-name.h"

#include <string.h>
#include <unicode/utrans.h>

/* Surnames that are read otherwise than the same characters elsewhere. A reading has a blank
 * between its syllables; the longest surname that fits is taken. */
static const struct
{
  const char *surname;
  const char *reading;
} surname_rows[] = {
  { "万俟", "mo qi" },   { "单于", "chan yu" },   { "尉迟", "yu chi" },
  { "澹台", "tan tai" }, { "长孙", "zhang sun" }, { "乐正", "yue zheng" },
  { "令狐", "ling hu" }, { "尉", "wei" },         { "乐", "yue" },
  { "乜", "nie" },       { "仇", "qiu" },         { "任", "ren" },
  { "会", "gui" },       { "佴", "nai" },         { "冼", "xian" },
  { "区", "ou" },        { "单", "shan" },        { "卜", "bu" },
  { "句", "gou" },       { "召", "shao" },        { "员", "yun" },
  { "宁", "ning" },      { "应", "ying" },        { "折", "she" },
  { "晁", "chao" },      { "曲", "qu" },          { "曾", "zeng" },
  { "朴", "piao" },      { "柏", "bai" },         { "查", "zha" },
  { "洗", "xian" },      { "牟", "mou" },         { "瞿", "qu" },
  { "祭", "zhai" },      { "秘", "bi" },          { "种", "chong" },
  { "纪", "ji" },        { "繁", "po" },          { "缪", "miao" },
  { "翟", "zhai" },      { "能", "nai" },         { "葛", "ge" },
  { "盖", "ge" },        { "褚", "chu" },         { "覃", "qin" },
  { "解", "xie" },       { "訾", "zi" },          { "谌", "chen" },
  { "贾", "jia" },       { "车", "che" },         { "逄", "pang" },
  { "那", "na" },        { "郇", "xun" },         { "郗", "xi" },
  { "阚", "kan" },       { "隗", "wei" },         { "黑", "he" },
};

/* ICU's transliterators are made once, for that takes milliseconds, and used one at a time. */
static char *
romanize (const char *text)
{
  static const char rules[] =
    "Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Latin-ASCII; Lower";
  static GMutex mutex;
  static UTransliterator *transliterator;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autofree gunichar2 *source = NULL;
  g_autofree UChar *buffer = NULL;
  UErrorCode status = U_ZERO_ERROR;
  glong length = 0;
  int32_t written, limit, capacity;

  source = g_utf8_to_utf16 (text, -1, NULL, &length, NULL);
  if (source == NULL)
    return g_strdup ("");

  if (transliterator == NULL)
    {
      g_autofree gunichar2 *id = g_utf8_to_utf16 (rules, -1, NULL, NULL, NULL);

      transliterator =
        utrans_openU ((const UChar *) id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
      if (U_FAILURE (status))
        {
          transliterator = NULL;
          return g_utf8_strdown (text, -1);
        }
    }

  capacity = (int32_t) length * 16 + 16;
  buffer = g_new0 (UChar, capacity);
  memcpy (buffer, source, (gsize) length * sizeof (UChar));
  written = limit = (int32_t) length;
  utrans_transUChars (transliterator, buffer, &written, capacity, 0, &limit, &status);
  if (U_FAILURE (status))
    return g_utf8_strdown (text, -1);

  return g_utf16_to_utf8 ((const gunichar2 *) buffer, written, NULL, NULL, NULL);
}

static void
add_syllable (GString *full, GString *initials, const char *syllable)
{
  gboolean first = TRUE;

  for (const char *c = syllable; *c != '\0'; c++)
    {
      if (!g_ascii_isalnum (*c))
        {
          first = TRUE;
          continue;
        }
      g_string_append_c (full, g_ascii_tolower (*c));
      if (first)
        g_string_append_c (initials, g_ascii_tolower (*c));
      first = FALSE;
    }
}

/* Returns the rest of @name after a surname with a reading of its own. */
static const char *
add_surname (GString *full, GString *initials, const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (surname_rows); i++)
    if (g_str_has_prefix (name, surname_rows[i].surname))
      {
        add_syllable (full, initials, surname_rows[i].reading);
        return name + strlen (surname_rows[i].surname);
      }

  return name;
}

char *
muster_name_get_search_key (const char *name)
{
  g_autoptr (GString) full = g_string_new (NULL);
  g_autoptr (GString) initials = g_string_new (NULL);
  g_autofree char *clean = NULL;
  const char *rest;

  g_return_val_if_fail (name != NULL, NULL);

  clean = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  if (clean == NULL)
    return g_strdup ("");

  rest = add_surname (full, initials, g_strstrip (clean));
  while (*rest != '\0')
    {
      const char *end = rest;
      g_autofree char *word = NULL;
      g_autofree char *latin = NULL;

      /* A Chinese character is a word; of other scripts, what stands between blanks. */
      do
        end = g_utf8_next_char (end);
      while (*end != '\0' &&
             g_unichar_get_script (g_utf8_get_char (rest)) != G_UNICODE_SCRIPT_HAN &&
             g_unichar_get_script (g_utf8_get_char (end)) != G_UNICODE_SCRIPT_HAN);

      word = g_strndup (rest, (gsize) (end - rest));
      latin = romanize (word);
      add_syllable (full, initials, latin);
      rest = end;
    }

  if (full->len == 0)
    return g_strdup ("");

  return g_strdup_printf ("%s %s", full->str, initials->str);
}

char *
muster_name_fold (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) plain = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  if (normal == NULL)
    return g_strdup ("");

  folded = g_utf8_casefold (normal, -1);
  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      g_string_append_unichar (plain, g_utf8_get_char (c));

  return g_string_free_and_steal (g_steal_pointer (&plain));
}

gboolean
muster_name_matches (const char *name, const char *key, const char *folded)
{
  g_autofree char *plain = muster_name_fold (name);
  g_autofree char *umlaut = NULL;

  if (strstr (plain, folded) != NULL || (key != NULL && strstr (key, folded) != NULL))
    return TRUE;

  if (key == NULL || strchr (folded, 'v') == NULL)
    return FALSE;

  umlaut = g_strdup (folded);
  for (char *c = umlaut; *c != '\0'; c++)
    if (*c == 'v' && c > umlaut && (c[-1] == 'l' || c[-1] == 'n'))
      *c = 'u';

  return strstr (key, umlaut) != NULL;
}
