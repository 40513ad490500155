/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-page-catalog.h"
#include "muster-shell.h"
#include "muster-stage.h"
#include "muster-tongue.h"

static gboolean
page_is_loaded (gpointer data)
{
  return muster_page_get_state (MUSTER_PAGE (data)) != MUSTER_PAGE_LOADING;
}

static gboolean
is_narrow (gpointer data)
{
  return gtk_widget_get_width (GTK_WIDGET (data)) <= 360;
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* What is in the page, which does not say how much room it wants. */
static gboolean
fits (gpointer page)
{
  GtkWidget *child =
    adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (stage_get (page, "root")));
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  return minimum <= 360;
}

/* Every page of the catalog, in an empty company: built, shown, narrow, and disposed. */
static void
test_catalog (gconstpointer locale)
{
  Stage stage = { 0 };
  MusterShell *shell;
  gpointer watched;

  muster_tongue_set (locale);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  shell = muster_shell_new (stage.company, stage.actor, FALSE);
  stage_put (&stage, GTK_WIDGET (shell));

  for (const MusterPageKind *const *kind = muster_page_catalog_get (); *kind != NULL;
       kind++)
    {
      MusterPage *page;

      g_test_message ("%s", (*kind)->name);
      muster_shell_go (shell, (*kind)->name);
      page = muster_shell_get_page (shell);
      g_assert_cmpstr (muster_shell_get_page_name (shell), ==, (*kind)->name);
      stage_wait (page_is_loaded, page);
      g_assert_cmpint (muster_page_get_state (page), !=, MUSTER_PAGE_FAILED);
      g_assert_cmpint (muster_page_get_state (page), !=, MUSTER_PAGE_DENIED);
    }

  gtk_window_set_default_size (stage.window, 360, 640);
  stage_wait (is_narrow, shell);
  for (const MusterPageKind *const *kind = muster_page_catalog_get (); *kind != NULL;
       kind++)
    {
      int minimum;

      muster_shell_go (shell, (*kind)->name);
      gtk_widget_measure (GTK_WIDGET (shell), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                          NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
      stage_wait (is_narrow, muster_shell_get_page (shell));
      stage_wait (fits, muster_shell_get_page (shell));
    }

  watched = muster_shell_get_page (shell);
  g_object_add_weak_pointer (watched, &watched);
  adw_window_set_content (ADW_WINDOW (stage.window), NULL);
  stage_wait (is_gone, &watched);
  stage_clear (&stage);
}

/* A role without the permission sees neither the page's row nor, if it gets there, its rows. */
static void
test_denied (void)
{
  Stage stage = { 0 };
  g_autoptr (MusterActor) supervisor = NULL;
  g_autoptr (MusterOutlook) outlook = NULL;
  MusterShell *shell;
  GtkWidget *page;

  muster_tongue_set (MUSTER_TONGUE_EN);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  supervisor =
    muster_actor_new (stage.actor->user_id + 1, "wang", MUSTER_ROLE_SUPERVISOR, NULL);
  g_assert_false (muster_actor_may (supervisor, MUSTER_MAY_AUDIT));

  shell = muster_shell_new (stage.company, supervisor, FALSE);
  g_object_ref_sink (shell);
  muster_shell_go (shell, "audit");
  g_assert_cmpstr (muster_shell_get_page_name (shell), !=, "audit");
  g_object_unref (shell);

  outlook = muster_outlook_new (muster_company_get_office (stage.company));
  page = g_object_new (muster_page_catalog_find ("audit")->get_type (), "kind",
                       muster_page_catalog_find ("audit"), "office",
                       muster_company_get_office (stage.company), "actor", supervisor,
                       "outlook", outlook, NULL);
  stage_put (&stage, page);
  stage_wait (page_is_loaded, page);
  g_assert_cmpint (muster_page_get_state (MUSTER_PAGE (page)), ==, MUSTER_PAGE_DENIED);
  stage_clear (&stage);
}

/* What a page shows for each of its states is there and has a name. */
static void
test_states (void)
{
  static const MusterPageState states[] = { MUSTER_PAGE_LOADING, MUSTER_PAGE_CONTENT,
                                            MUSTER_PAGE_EMPTY, MUSTER_PAGE_NOTHING,
                                            MUSTER_PAGE_DENIED };
  Stage stage = { 0 };
  g_autoptr (GError) failure = NULL;
  MusterShell *shell;

  muster_tongue_set (MUSTER_TONGUE_ZH);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  shell = muster_shell_new (stage.company, stage.actor, FALSE);
  stage_put (&stage, GTK_WIDGET (shell));
  g_set_error (&failure, G_IO_ERROR, G_IO_ERROR_FAILED, "a <b> & c");

  for (const MusterPageKind *const *kind = muster_page_catalog_get (); *kind != NULL;
       kind++)
    {
      MusterPage *page;

      muster_shell_go (shell, (*kind)->name);
      page = muster_shell_get_page (shell);
      stage_wait (page_is_loaded, page);
      for (guint i = 0; i < G_N_ELEMENTS (states); i++)
        {
          GtkWidget *stack = stage_get (GTK_WIDGET (page), "states");

          muster_page_end (page, states[i]);
          gtk_test_widget_wait_for_draw (GTK_WIDGET (stage.window));
          g_assert_nonnull (gtk_stack_get_visible_child (GTK_STACK (stack)));
        }
      muster_page_fail (page, failure);
      g_assert_cmpint (muster_page_get_state (page), ==, MUSTER_PAGE_FAILED);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (stage.window));
    }

  stage_clear (&stage);
}

/* That of the page: drop-downs have one of the same name. */
static GtkWidget *
get_entry (gpointer page)
{
  return stage_get (stage_get (page, "search_bar"), "search_entry");
}

/* Whether what is typed is what is searched for. */
static gboolean
is_searched (gpointer page)
{
  const char *search = muster_outlook_get_search (muster_page_get_outlook (page));
  GtkWidget *entry = get_entry (page);

  return g_strcmp0 (search, gtk_editable_get_text (GTK_EDITABLE (entry))) == 0;
}

/* What is searched for goes along from page to page, over what was typed there before. */
static void
test_search (void)
{
  static const struct
  {
    const char *page;
    const char *search;
  } steps[] = { { "people", "li" },
                { "punches", "wang" },
                { "people", NULL },
                { "punches", "zhao" },
                { "people", NULL } };
  Stage stage = { 0 };
  MusterShell *shell;
  const char *searched = NULL;

  muster_tongue_set (MUSTER_TONGUE_EN);
  stage_prepare ();
  stage_create_company (&stage);
  stage_open_window (&stage);
  shell = muster_shell_new (stage.company, stage.actor, FALSE);
  stage_put (&stage, GTK_WIDGET (shell));

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      MusterPage *page;
      GtkWidget *entry;

      muster_shell_go (shell, steps[i].page);
      page = muster_shell_get_page (shell);
      stage_wait (page_is_loaded, page);
      entry = get_entry (page);
      if (searched != NULL)
        g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, searched);
      g_assert_cmpstr (muster_outlook_get_search (muster_page_get_outlook (page)), ==,
                       searched);
      if (steps[i].search != NULL)
        {
          searched = steps[i].search;
          gtk_search_bar_set_search_mode (
            GTK_SEARCH_BAR (stage_get (GTK_WIDGET (page), "search_bar")), TRUE);
          gtk_editable_set_text (GTK_EDITABLE (entry), searched);
          stage_wait (is_searched, page);
        }
    }

  stage_clear (&stage);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pages/catalog/zh", MUSTER_TONGUE_ZH, test_catalog);
  g_test_add_data_func ("/pages/catalog/en", MUSTER_TONGUE_EN, test_catalog);
  g_test_add_func ("/pages/denied", test_denied);
  g_test_add_func ("/pages/states", test_states);
  g_test_add_func ("/pages/search", test_search);

  return g_test_run ();
}
