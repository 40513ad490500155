/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-launcher.h"
#include "muster-shell.h"
#include "muster-shortcut.h"
#include "muster-stage.h"
#include "muster-strength.h"
#include "muster-tongue.h"

/* Every key parses, means one thing, and its action is there. */
static void
test_table (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  muster_tongue_set (MUSTER_TONGUE_ZH);
  stage_prepare ();
  for (const MusterShortcut *one = muster_shortcut_list (); one->keys != NULL; one++)
    {
      g_autoptr (GtkShortcutTrigger)
        trigger = gtk_shortcut_trigger_parse_string (one->keys);
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      g_assert_nonnull (trigger);
      g_assert_true (g_hash_table_add (seen, (gpointer) one->keys));
      if (one->action != NULL)
        g_assert_true (g_action_parse_detailed_name (one->action, &name, &target, NULL));
    }
}

/* The keys do what they say, in a shell. */
static void
test_actions (void)
{
  Stage stage = { 0 };
  MusterShell *shell;
  MusterOutlook *outlook;
  MusterDate today;

  muster_tongue_set (MUSTER_TONGUE_ZH);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  shell = muster_shell_new (stage.company, stage.actor, FALSE);
  stage_put (&stage, GTK_WIDGET (shell));
  muster_shell_go (shell, NULL);
  outlook = muster_shell_get_outlook (shell);
  today = muster_outlook_get_today (outlook);

  gtk_widget_activate_action (GTK_WIDGET (shell), "shell.step", "i", -1);
  g_assert_cmpint (muster_outlook_get_date (outlook), ==, today - 1);
  gtk_widget_activate_action (GTK_WIDGET (shell), "shell.step", "i", 1);
  g_assert_cmpint (muster_outlook_get_date (outlook), ==, today);
  muster_outlook_set_date (outlook, today - 40);
  gtk_widget_activate_action (GTK_WIDGET (shell), "shell.today", NULL);
  g_assert_cmpint (muster_outlook_get_date (outlook), ==, today);

  gtk_widget_activate_action (GTK_WIDGET (shell), "shell.go", "s", "people");
  g_assert_cmpstr (muster_shell_get_page_name (shell), ==, "people");
  gtk_widget_activate_action (GTK_WIDGET (shell), "shell.go-nth", "i", 1);
  g_assert_cmpstr (muster_shell_get_page_name (shell), !=, "people");
  gtk_widget_activate_action (GTK_WIDGET (shell), "shell.go", "s",
                              "there is no such page");
  g_assert_nonnull (muster_shell_get_page (shell));

  for (const MusterShortcut *one = muster_shortcut_list (); one->keys != NULL; one++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      if (one->action == NULL || !g_str_has_prefix (one->action, "shell.") ||
          g_str_has_prefix (one->action, "shell.launcher"))
        continue;
      g_assert_true (g_action_parse_detailed_name (one->action, &name, &target, NULL));
      g_assert_true (
        gtk_widget_activate_action_variant (GTK_WIDGET (shell), name, target));
    }

  stage_clear (&stage);
}

static void
test_dates (void)
{
  static const struct
  {
    const char *typed;
    const char *meant; /* NULL: no date */
  } cases[] = {
    { "2026-03-05", "2026-03-05" },
    { "2026/3/5", "2026-03-05" },
    { "20260305", "2026-03-05" },
    { "3-5", "2026-03-05" },
    { "3月5日", "2026-03-05" },
    { "2026年3月5日", "2026-03-05" },
    { "5", "2026-03-05" },
    { "12-31", "2025-12-31" },
    { "4-10", "2026-04-10" },
    { "2-30", NULL },
    { "13-1", NULL },
    { "张三", NULL },
    { "zs", NULL },
    { "1-2-3-4", NULL },
    { "32", NULL },
  };
  MusterDate today = muster_date_new (2026, 3, 20);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MusterDate date = MUSTER_DATE_NONE;
      gboolean is_date = muster_launcher_read_date (cases[i].typed, today, &date);
      g_autofree char *text = is_date ? muster_date_format (date) : NULL;

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (text, ==, cases[i].meant);
    }
}

static void
test_strength (void)
{
  static const struct
  {
    const char *password;
    MusterStrength least;
    MusterStrength most;
  } cases[] = {
    { "", MUSTER_STRENGTH_NONE, MUSTER_STRENGTH_NONE },
    { "1", MUSTER_STRENGTH_WEAK, MUSTER_STRENGTH_WEAK },
    { "12345678901234567890", MUSTER_STRENGTH_WEAK, MUSTER_STRENGTH_WEAK },
    { "aaaaaaaaaaaaaaaaaaaa", MUSTER_STRENGTH_WEAK, MUSTER_STRENGTH_WEAK },
    { "qwertyuiop", MUSTER_STRENGTH_WEAK, MUSTER_STRENGTH_WEAK },
    { "Password2026", MUSTER_STRENGTH_WEAK, MUSTER_STRENGTH_WEAK },
    { "liqinghe1990", MUSTER_STRENGTH_WEAK, MUSTER_STRENGTH_WEAK },
    { "kx7Wp2", MUSTER_STRENGTH_WEAK, MUSTER_STRENGTH_FAIR },
    { STAGE_PASSWORD, MUSTER_STRENGTH_STRONG, MUSTER_STRENGTH_STRONG },
    { "晨雾穿过旧石桥边", MUSTER_STRENGTH_GOOD, MUSTER_STRENGTH_STRONG },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MusterStrength strength = muster_strength_judge (cases[i].password, "li", "qinghe");

      g_test_message ("%s", cases[i].password);
      g_assert_cmpint (strength, >=, cases[i].least);
      g_assert_cmpint (strength, <=, cases[i].most);
      g_assert_nonnull (muster_strength_say (strength));
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keys/table", test_table);
  g_test_add_func ("/keys/actions", test_actions);
  g_test_add_func ("/keys/dates", test_dates);
  g_test_add_func ("/keys/strength", test_strength);

  return g_test_run ();
}
