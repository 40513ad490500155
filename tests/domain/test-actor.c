/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-actor.h"

static void
test_roles (void)
{
  static const struct
  {
    const char *code;
    MusterPermission permission;
    gboolean may;
  } cases[] = {
    { "hr", MUSTER_MAY_SEE_DAYS, TRUE },
    { "hr", MUSTER_MAY_EDIT_PEOPLE, TRUE },
    { "hr", MUSTER_MAY_ADMIN, FALSE },
    { "hr", MUSTER_MAY_AUDIT, FALSE },
    { "supervisor", MUSTER_MAY_DECIDE, TRUE },
    { "supervisor", MUSTER_MAY_INGEST, FALSE },
    { "supervisor", MUSTER_MAY_CLOSE, FALSE },
    { "auditor", MUSTER_MAY_AUDIT, TRUE },
    { "auditor", MUSTER_MAY_VOID, FALSE },
    { "auditor", MUSTER_MAY_EDIT_PEOPLE, FALSE },
    { "admin", MUSTER_MAY_ADMIN, TRUE },
    { "admin", MUSTER_MAY_DECIDE, TRUE },
    { "sync", MUSTER_MAY_INGEST, TRUE },
    { "sync", MUSTER_MAY_SEE_DAYS, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MusterRole role = muster_role_from_code (cases[i].code);
      g_autoptr (MusterActor) actor = muster_actor_new (1, "u", role, NULL);

      g_assert_cmpstr (muster_role_get_code (role), ==, cases[i].code);
      g_assert_cmpint (muster_actor_may (actor, cases[i].permission), ==, cases[i].may);
    }

  g_assert_cmpint (muster_role_from_code ("king"), ==, 0);
}

static void
test_both_permissions_are_needed (void)
{
  g_autoptr (MusterActor) actor = muster_actor_new (1, "u", MUSTER_ROLE_AUDITOR, NULL);

  g_assert_true (muster_actor_may (actor, MUSTER_MAY_AUDIT | MUSTER_MAY_SEE_DAYS));
  g_assert_false (muster_actor_may (actor, MUSTER_MAY_AUDIT | MUSTER_MAY_VOID));
}

static void
test_scope (void)
{
  const char *groups[] = { "night", NULL };
  const char *departments[] = { "Works/Line 1", NULL };
  const MusterScope scope = { FALSE, (GStrv) groups, (GStrv) departments };
  g_autoptr (MusterActor)
    some = muster_actor_new (2, "s", MUSTER_ROLE_SUPERVISOR, &scope);
  g_autoptr (MusterActor) all = muster_actor_new (3, "h", MUSTER_ROLE_HR, NULL);

  g_assert_true (muster_actor_reaches (all, NULL, NULL));
  g_assert_true (muster_actor_reaches (some, "night", NULL));
  g_assert_false (muster_actor_reaches (some, "day", NULL));
  g_assert_true (muster_actor_reaches (some, "day", "Works/Line 1"));
  g_assert_true (muster_actor_reaches (some, "day", "Works/Line 1/Team A"));
  g_assert_false (muster_actor_reaches (some, "day", "Works/Line 10"));
  g_assert_false (muster_actor_reaches (some, NULL, "Works"));
  g_assert_false (muster_actor_reaches (some, NULL, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/domain/actor/roles", test_roles);
  g_test_add_func ("/domain/actor/both-permissions", test_both_permissions_are_needed);
  g_test_add_func ("/domain/actor/scope", test_scope);

  return g_test_run ();
}
