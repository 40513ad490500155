/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-strength.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What guessing programs try first; a password made of these is as good as none. */
static const char *const common[] = {
  "password", "passw0rd", "admin",  "administrator", "letmein", "welcome",
  "login",    "root",     "abc123", "iloveyou",      "woaini",  "monkey",
  "dragon",   "master",   "secret", "muster",        "dianmao", "kaoqin",
  "qwerty",   "asdfgh",   "zxcvbn", "test",          "user",    "a123456",
};

/* Keys in the order of the keyboard; runs along them are guessed early. */
static const char *const rows[] = {
  "01234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm",
};

/* Bits that a word from a short list is worth, however long it is. */
#define WORD_BITS 6.0
/* Bits of a character that goes on a run or repeats the one before. */
#define RUN_BITS 1.0

static gboolean
goes_on (gunichar before, gunichar now)
{
  before = g_unichar_tolower (before);
  now = g_unichar_tolower (now);

  if (before == now)
    return TRUE;

  if (before > 127 || now > 127)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *at = strchr (rows[i], (int) before);

      if (at != NULL && now != 0 &&
          (at[1] == (char) now || (at > rows[i] && at[-1] == (char) now)))
        return TRUE;
    }

  return FALSE;
}

/* Bits of one character by the size of the alphabet it is drawn from. */
static double
alphabet_bits (const char *password)
{
  gboolean lower = FALSE, upper = FALSE, digit = FALSE, sign = FALSE, other = FALSE;
  double size;

  for (const char *p = password; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c > 127)
        other = TRUE;
      else if (g_ascii_isdigit ((char) c))
        digit = TRUE;
      else if (g_ascii_islower ((char) c))
        lower = TRUE;
      else if (g_ascii_isupper ((char) c))
        upper = TRUE;
      else
        sign = TRUE;
    }

  size = 26 * lower + 26 * upper + 10 * digit + 32 * sign + 2000 * other;

  return size > 0 ? log2 (size) : 0;
}

/* Characters at the start of @text that are one guessable word, 0 for none. */
static gsize
word_at (const char *text, const char *user, const char *company)
{
  gsize longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (common); i++)
    if (g_str_has_prefix (text, common[i]))
      longest = MAX (longest, strlen (common[i]));

  if (user != NULL && strlen (user) > 1 && g_str_has_prefix (text, user))
    longest = MAX (longest, strlen (user));
  if (company != NULL && strlen (company) > 1 && g_str_has_prefix (text, company))
    longest = MAX (longest, strlen (company));

  /* A year of somebody's life. */
  if ((g_str_has_prefix (text, "19") || g_str_has_prefix (text, "20")) &&
      g_ascii_isdigit (text[2]) && g_ascii_isdigit (text[3]))
    longest = MAX (longest, 4);

  return longest;
}

static double
count_bits (const char *password, const char *user, const char *company)
{
  double each = alphabet_bits (password);
  double bits = 0;
  gunichar before = 0;
  const char *p = password;

  while (*p != '\0')
    {
      gsize word = word_at (p, user, company);

      if (word > 0)
        {
          bits += WORD_BITS;
          before = 0;
          p += word;
          continue;
        }

      bits += before != 0 && goes_on (before, g_utf8_get_char (p)) ? RUN_BITS : each;
      before = g_utf8_get_char (p);
      p = g_utf8_next_char (p);
    }

  return bits;
}

MusterStrength
muster_strength_judge (const char *password, const char *user, const char *company)
{
  g_autofree char *folded = NULL;
  g_autofree char *folded_user = NULL;
  g_autofree char *folded_company = NULL;
  double bits;

  g_return_val_if_fail (password != NULL, MUSTER_STRENGTH_NONE);

  if (*password == '\0')
    return MUSTER_STRENGTH_NONE;

  folded = g_utf8_strdown (password, -1);
  folded_user = user != NULL ? g_utf8_strdown (user, -1) : NULL;
  folded_company = company != NULL ? g_utf8_strdown (company, -1) : NULL;

  /* Capitals enlarge the alphabet, but do not hide a word. */
  bits = count_bits (folded, folded_user, folded_company);
  if (strcmp (folded, password) != 0)
    bits *= alphabet_bits (password) / MAX (alphabet_bits (folded), 1);

  if (bits < 36)
    return MUSTER_STRENGTH_WEAK;
  if (bits < 50)
    return MUSTER_STRENGTH_FAIR;
  if (bits < 66)
    return MUSTER_STRENGTH_GOOD;

  return MUSTER_STRENGTH_STRONG;
}

const char *
muster_strength_say (MusterStrength strength)
{
  switch (strength)
    {
    case MUSTER_STRENGTH_WEAK:
      return _ ("Weak: several unrelated words hold better");
    case MUSTER_STRENGTH_FAIR:
      return _ ("Fair: one more word would help");
    case MUSTER_STRENGTH_GOOD:
      return _ ("Good");
    case MUSTER_STRENGTH_STRONG:
      return _ ("Strong");
    case MUSTER_STRENGTH_NONE:
    default:
      return "";
    }
}
