/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-signin.h"
#include "muster-stage.h"
#include "muster-tongue.h"
#include "muster-unlock.h"
#include "muster-welcome.h"

typedef struct
{
  MusterSignin *signin;
  char *next;
} Opened;

static void
unlocked_cb (MusterUnlock *unlock, gpointer signin, Opened *opened)
{
  opened->signin = signin;
}

static void
welcomed_cb (MusterWelcome *welcome, gpointer signin, const char *next, Opened *opened)
{
  opened->signin = signin;
  opened->next = g_strdup (next);
}

static gboolean
is_opened (gpointer data)
{
  return ((Opened *) data)->signin != NULL;
}

static gboolean
error_is_shown (gpointer data)
{
  return gtk_widget_get_visible (stage_get (GTK_WIDGET (data), "error_box"));
}

static gboolean
recovery_is_shown (gpointer data)
{
  GtkWidget *label = stage_get (GTK_WIDGET (data), "recovery_label");

  return *gtk_label_get_label (GTK_LABEL (label)) != '\0';
}

/* The first run from its first click to the open company. */
static void
test_first_run (gconstpointer locale)
{
  Stage stage = { 0 };
  Opened opened = { 0 };
  GtkWidget *welcome, *navigation;
  g_auto (GStrv) groups = NULL;
  g_autofree char *folder = NULL;
  guint right = 0;

  muster_tongue_set (locale);
  stage_prepare ();
  stage.folder = g_dir_make_tmp ("muster-ui-XXXXXX", NULL);
  folder = g_build_filename (stage.folder, "company", NULL);
  stage_open_window (&stage);
  welcome = GTK_WIDGET (muster_welcome_new (folder, NULL));
  g_signal_connect (welcome, "opened", G_CALLBACK (welcomed_cb), &opened);
  stage_put (&stage, welcome);

  stage_click (welcome, "create_button");
  stage_type (welcome, "name_row", "青禾");
  stage_type (welcome, "user_row", "li");
  stage_type (welcome, "password_row", STAGE_PASSWORD);
  g_assert_false (gtk_widget_get_sensitive (stage_get (welcome, "submit_button")));
  stage_type (welcome, "confirm_row", "another");
  g_assert_false (gtk_widget_get_sensitive (stage_get (welcome, "submit_button")));
  stage_type (welcome, "confirm_row", STAGE_PASSWORD);
  g_assert_true (gtk_widget_get_sensitive (stage_get (welcome, "submit_button")));
  stage_click (welcome, "submit_button");
  stage_wait (recovery_is_shown, welcome);
  g_assert_true (muster_company_exists (folder));
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (stage_get (welcome, "password_row"))), ==, "");

  /* Just one of the groups is asked for; every other one is refused. */
  groups = g_strsplit_set (
    gtk_label_get_label (GTK_LABEL (stage_get (welcome, "recovery_label"))), "- ", -1);
  g_assert_cmpuint (g_strv_length (groups), >, 3);
  stage_type (welcome, "group_row", "nothing");
  g_assert_false (gtk_widget_get_sensitive (stage_get (welcome, "confirmed_button")));
  for (guint i = 0; groups[i] != NULL && right == 0; i++)
    {
      stage_type (welcome, "group_row", groups[i]);
      right += gtk_widget_get_sensitive (stage_get (welcome, "confirmed_button"));
    }
  g_assert_cmpuint (right, ==, 1);

  stage_click (welcome, "confirmed_button");
  navigation = stage_get (welcome, "navigation");
  g_assert_cmpstr (adw_navigation_page_get_tag (adw_navigation_view_get_visible_page (
                     ADW_NAVIGATION_VIEW (navigation))),
                   ==, "next");
  g_assert_false (recovery_is_shown (welcome));
  g_signal_emit_by_name (stage_get (welcome, "next_list"), "row-activated",
                         stage_get (welcome, "people_next"));
  g_assert_true (is_opened (&opened));
  g_assert_cmpstr (opened.next, ==, "people");
  g_assert_cmpstr (muster_company_get_name (opened.signin->company), ==, "青禾");
  g_assert_cmpstr (opened.signin->actor->name, ==, "li");

  muster_company_close (opened.signin->company);
  muster_signin_free (opened.signin);
  g_free (opened.next);
  stage_clear (&stage);
}

/* A wrong password is said in words and changes nothing; the right one opens. */
static void
test_unlock (void)
{
  Stage stage = { 0 };
  Opened opened = { 0 };
  GtkWidget *unlock;

  muster_tongue_set (MUSTER_TONGUE_ZH);
  stage_prepare ();
  stage_create_company (&stage);
  muster_company_close (stage.company);
  stage_open_window (&stage);
  unlock = GTK_WIDGET (muster_unlock_new (stage.folder, NULL, NULL));
  g_signal_connect (unlock, "opened", G_CALLBACK (unlocked_cb), &opened);
  stage_put (&stage, unlock);
  g_assert_false (gtk_widget_get_visible (stage_get (unlock, "user_row")));

  stage_click (unlock, "submit_button");
  g_assert_true (error_is_shown (unlock));
  stage_type (unlock, "password_row", "wrong");
  g_assert_false (error_is_shown (unlock));
  stage_click (unlock, "submit_button");
  stage_wait (error_is_shown, unlock);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (stage_get (unlock, "error_label"))),
                   !=, "");
  g_assert_null (opened.signin);

  stage_type (unlock, "password_row", STAGE_PASSWORD);
  stage_click (unlock, "submit_button");
  stage_wait (is_opened, &opened);
  g_assert_cmpstr (
    gtk_editable_get_text (GTK_EDITABLE (stage_get (unlock, "password_row"))), ==, "");

  muster_company_close (opened.signin->company);
  muster_signin_free (opened.signin);
  stage_clear (&stage);
}

/* Damaged keys are said as soon as one stands before the door. */
static void
test_damaged (void)
{
  Stage stage = { 0 };
  g_autofree char *keys = NULL;
  GtkWidget *unlock;

  muster_tongue_set (MUSTER_TONGUE_EN);
  stage_prepare ();
  stage_create_company (&stage);
  muster_company_close (stage.company);
  keys = g_build_filename (stage.folder, "muster.keys", NULL);
  g_assert_true (g_file_set_contents (keys, "{ torn", -1, NULL));
  stage_open_window (&stage);
  unlock = GTK_WIDGET (muster_unlock_new (stage.folder, NULL, NULL));
  stage_put (&stage, unlock);
  g_assert_true (error_is_shown (unlock));
  stage_clear (&stage);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  /* A window that no window manager gave the focus makes an entry warn when another takes it. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_data_func ("/doors/first-run/zh", MUSTER_TONGUE_ZH, test_first_run);
  g_test_add_data_func ("/doors/first-run/en", MUSTER_TONGUE_EN, test_first_run);
  g_test_add_func ("/doors/unlock", test_unlock);
  g_test_add_func ("/doors/damaged", test_damaged);

  return g_test_run ();
}
