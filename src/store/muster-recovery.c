/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-recovery.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "muster-error.h"

#define GROUPS 8
#define DIGITS 4                  /* that carry bits, in a group */
#define GROUP_LENGTH (DIGITS + 1) /* with the one that checks */
#define SYMBOLS (GROUPS * GROUP_LENGTH)
#define DIGIT_BITS 5

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Doubling in the field of 32 elements, x⁵ + x² + 1 */
static guint8
twice (guint8 value)
{
  return (guint8) (((value << 1) & 0x1f) ^ (value & 0x10 ? 0x05 : 0));
}

/* Every digit has a weight of its own and so has the group's place: no single slip, no two
 * neighbours exchanged and no two groups exchanged go unnoticed. */
static guint8
check_digit (const guint8 *digits, guint group)
{
  guint8 sum = (guint8) group;

  for (guint i = 0; i < DIGITS; i++)
    sum = (guint8) (twice (sum) ^ digits[i]);

  return twice (sum);
}

static int
digit_from_char (char c)
{
  const char *found;

  c = g_ascii_toupper (c);
  if (c == 'O')
    c = '0';
  if (c == 'I' || c == 'L')
    c = '1';

  return c != '\0' && (found = strchr (alphabet, c)) != NULL ? (int) (found - alphabet)
                                                             : -1;
}

/* The bits of a group are the same number of bits of the secret */
static void
group_get (const guint8 *secret, guint group, guint8 *digits)
{
  for (guint i = 0; i < DIGITS; i++)
    {
      guint8 digit = 0;

      for (guint bit = 0; bit < DIGIT_BITS; bit++)
        {
          guint at = (group * DIGITS + i) * DIGIT_BITS + bit;

          digit = (guint8) (digit << 1 | (secret[at / 8] >> (7 - at % 8) & 1));
        }
      digits[i] = digit;
    }
}

static void
group_set (guint8 *secret, guint group, const guint8 *digits)
{
  for (guint i = 0; i < DIGITS; i++)
    for (guint bit = 0; bit < DIGIT_BITS; bit++)
      {
        guint at = (group * DIGITS + i) * DIGIT_BITS + bit;

        if (digits[i] >> (DIGIT_BITS - 1 - bit) & 1)
          secret[at / 8] |= (guint8) (1 << (7 - at % 8));
      }
}

char *
muster_recovery_format (const guint8 secret[MUSTER_RECOVERY_BYTES])
{
  char *text = g_malloc (SYMBOLS + GROUPS);
  char *end = text;
  guint8 digits[DIGITS];

  for (guint group = 0; group < GROUPS; group++)
    {
      group_get (secret, group, digits);
      for (guint i = 0; i < DIGITS; i++)
        *end++ = alphabet[digits[i]];
      *end++ = alphabet[check_digit (digits, group)];
      *end++ = group + 1 < GROUPS ? '-' : '\0';
    }
  sodium_memzero (digits, sizeof digits);

  return text;
}

gboolean
muster_recovery_parse (const char *text,
                       guint8 secret[MUSTER_RECOVERY_BYTES],
                       GError **error)
{
  guint8 symbols[SYMBOLS];
  guint n = 0;
  guint bad = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      int digit = digit_from_char (*c);

      if (digit >= 0 && n < SYMBOLS)
        symbols[n] = (guint8) digit;
      if (digit >= 0)
        n++;
      else if (!g_ascii_isspace (*c) && *c != '-')
        {
          sodium_memzero (symbols, sizeof symbols);
          return muster_error_set_field (
            error, "recovery",
            _ ("A recovery key has only digits and Latin letters, "
               "and no U. Look at group %u again."),
            MIN (n / GROUP_LENGTH, GROUPS - 1) + 1);
        }
    }

  memset (secret, 0, MUSTER_RECOVERY_BYTES);
  for (guint group = 0; n == SYMBOLS && bad == 0 && group < GROUPS; group++)
    {
      const guint8 *digits = symbols + group * GROUP_LENGTH;

      if (check_digit (digits, group) == digits[DIGITS])
        group_set (secret, group, digits);
      else
        bad = group + 1;
    }
  sodium_memzero (symbols, sizeof symbols);

  if (n == SYMBOLS && bad == 0)
    return TRUE;

  sodium_memzero (secret, MUSTER_RECOVERY_BYTES);

  if (bad > 0)
    return muster_error_set_field (
      error, "recovery", _ ("Group %u of the recovery key has a slip. Look at it again."),
      bad);

  return muster_error_set_field (
    error, "recovery",
    _ ("A recovery key has %d groups of %d characters; these are %u "
       "characters."),
    GROUPS, GROUP_LENGTH, n);
}
