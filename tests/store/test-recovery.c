/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-recovery.h"

static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static void
secret_fill (guint8 *secret, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (int i = 0; i < MUSTER_RECOVERY_BYTES; i++)
    secret[i] = (guint8) g_rand_int_range (rand, 0, 256);
}

static void
test_round_trip (void)
{
  for (guint32 seed = 1; seed < 500; seed++)
    {
      guint8 secret[MUSTER_RECOVERY_BYTES];
      guint8 back[MUSTER_RECOVERY_BYTES];
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      secret_fill (secret, seed);
      text = muster_recovery_format (secret);
      g_assert_cmpint (strlen (text), ==, 8 * 5 + 7);
      g_assert_true (muster_recovery_parse (text, back, &error));
      g_assert_no_error (error);
      g_assert_cmpmem (secret, sizeof secret, back, sizeof back);
    }
}

static void
test_loose_writing (void)
{
  guint8 secret[MUSTER_RECOVERY_BYTES];
  guint8 back[MUSTER_RECOVERY_BYTES];
  g_autofree char *text = NULL;
  g_autoptr (GString) loose = g_string_new ("\n  ");

  secret_fill (secret, 7);
  memset (secret, 0, 6);     /* zeros, to be written as O */
  memset (secret + 6, 8, 5); /* ones, to be written as l and I */
  text = muster_recovery_format (secret);
  for (const char *c = text; *c != '\0'; c++)
    if (*c == '0')
      g_string_append_c (loose, (c - text) % 2 ? 'o' : 'O');
    else if (*c == '1')
      g_string_append_c (loose, (c - text) % 2 ? 'l' : 'I');
    else if (*c != '-')
      g_string_append_printf (loose, "%c ", g_ascii_tolower (*c));

  g_assert_true (muster_recovery_parse (loose->str, back, NULL));
  g_assert_cmpmem (secret, sizeof secret, back, sizeof back);
}

/* Every single slip in every place is noticed, and its group named */
static void
test_slips (void)
{
  guint8 secret[MUSTER_RECOVERY_BYTES];
  guint8 back[MUSTER_RECOVERY_BYTES];
  g_autofree char *text = NULL;

  secret_fill (secret, 11);
  text = muster_recovery_format (secret);
  for (guint i = 0; text[i] != '\0'; i++)
    for (guint s = 0; text[i] != '-' && symbols[s] != '\0'; s++)
      {
        g_autofree char *bad = g_strdup (text);
        g_autofree char *group = g_strdup_printf ("roup %u ", i / 6 + 1);
        g_autoptr (GError) error = NULL;

        if (symbols[s] == text[i])
          continue;
        bad[i] = symbols[s];
        g_assert_false (muster_recovery_parse (bad, back, &error));
        g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
        g_assert_cmpstr (muster_error_get_field (error), ==, "recovery");
        g_assert_nonnull (strstr (error->message, group));
      }
}

static void
test_exchanges (void)
{
  guint8 secret[MUSTER_RECOVERY_BYTES];
  guint8 back[MUSTER_RECOVERY_BYTES];

  for (guint32 seed = 1; seed < 50; seed++)
    {
      g_autofree char *text = NULL;

      secret_fill (secret, seed);
      text = muster_recovery_format (secret);

      /* Neighbours within a group */
      for (guint i = 0; text[i + 1] != '\0'; i++)
        {
          g_autofree char *bad = g_strdup (text);

          bad[i] = text[i + 1];
          bad[i + 1] = text[i];
          if (text[i] != '-' && text[i + 1] != '-' && text[i] != text[i + 1])
            g_assert_false (muster_recovery_parse (bad, back, NULL));
        }

      /* Whole groups */
      for (guint a = 0; a < 8; a++)
        for (guint b = a + 1; b < 8; b++)
          {
            g_autofree char *bad = g_strdup (text);

            memcpy (bad + a * 6, text + b * 6, 5);
            memcpy (bad + b * 6, text + a * 6, 5);
            g_assert_false (muster_recovery_parse (bad, back, NULL));
          }
    }
}

static void
test_other_texts (void)
{
  static const char *const texts[] = {
    "",         "  ",
    "00000",    "UUUUU-UUUUU",
    "恢复密钥", "0000000000000000000000000000000000000000000000000",
  };
  guint8 back[MUSTER_RECOVERY_BYTES];

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (muster_recovery_parse (texts[i], back, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/recovery/round-trip", test_round_trip);
  g_test_add_func ("/store/recovery/loose-writing", test_loose_writing);
  g_test_add_func ("/store/recovery/slips", test_slips);
  g_test_add_func ("/store/recovery/exchanges", test_exchanges);
  g_test_add_func ("/store/recovery/other-texts", test_other_texts);

  return g_test_run ();
}
