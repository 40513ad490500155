/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "muster-uid.h"

static void
test_shape (void)
{
  g_autofree char *uid = muster_uid_new (G_GINT64_CONSTANT (1645557742000) * 1000);

  g_assert_true (muster_uid_is_valid (uid));
  g_assert_true (g_uuid_string_is_valid (uid));
  g_assert_true (g_str_has_prefix (uid, "017f22e2-79b0-7")); /* RFC 9562, appendix A.6 */
  g_assert_nonnull (strchr ("89ab", uid[19]));
}

static void
test_order (void)
{
  g_autoptr (GHashTable)
    seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *before = muster_uid_new (0);

  for (int i = 1; i < 2000; i++)
    {
      char *uid = muster_uid_new ((gint64) i * 1000000007);

      g_assert_cmpstr (before, <, uid);
      g_set_str (&before, uid);
      g_assert_true (g_hash_table_add (seen, uid));
    }

  /* Of one moment, too, no two are the same */
  for (int i = 0; i < 2000; i++)
    g_assert_true (g_hash_table_add (seen, muster_uid_new (5)));
}

static void
test_valid (void)
{
  static const char *const bad[] = {
    NULL,
    "",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
    "017F22E2-79B0-7CC3-98C4-DC0C0C07398F",
    "017f22e2x79b0-7cc3-98c4-dc0c0c07398f",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
  };

  g_assert_true (muster_uid_is_valid ("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (muster_uid_is_valid (bad[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/domain/uid/shape", test_shape);
  g_test_add_func ("/domain/uid/order", test_order);
  g_test_add_func ("/domain/uid/valid", test_valid);

  return g_test_run ();
}
