/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* screens FOLDER LANGUAGE [PAGE…]: opens the demo company and writes a picture of every page, or
 * of some, light and dark, wide and narrow. */

#include "muster-application.h"
#include "muster-language.h"
#include "muster-page-catalog.h"

#define LIMIT_SECONDS 120

static const struct
{
  int width;
  int height;
} sizes[] = {
  { 1280, 800 },
  { 720, 900 },
};

static const struct
{
  AdwColorScheme scheme;
  const char *name;
} styles[] = {
  { ADW_COLOR_SCHEME_FORCE_LIGHT, "light" },
  { ADW_COLOR_SCHEME_FORCE_DARK, "dark" },
};

typedef gboolean (*Ready) (gpointer data);

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_for (Ready ready, gpointer data)
{
  gint64 limit = g_get_monotonic_time () + LIMIT_SECONDS * G_USEC_PER_SEC;
  guint source = g_timeout_add (20, wake_cb, NULL);
  gboolean good;

  while (!(good = ready (data)) && g_get_monotonic_time () < limit)
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (source);
  return good;
}

static gboolean
passed (gpointer data)
{
  const gint64 *until = data;

  return g_get_monotonic_time () >= *until;
}

/* Lets what is under way be drawn: a row that is loaded for a list asks for one more frame. */
static void
settle (void)
{
  gint64 until = g_get_monotonic_time () + G_USEC_PER_SEC * 7 / 10;

  wait_for (passed, &until);
}

static gboolean
company_is_open (gpointer data)
{
  MusterWindow *window = muster_application_get_window (data);

  return window != NULL && muster_window_get_shell (window) != NULL;
}

static gboolean
page_is_loaded (gpointer data)
{
  MusterPage *page = muster_shell_get_page (data);

  return page != NULL && muster_page_get_state (page) != MUSTER_PAGE_LOADING;
}

typedef struct
{
  GtkWidget *window;
  GskRenderNode *node;
} Drawing;

/* Right after a change of size or style there may be nothing to draw yet. */
static gboolean
is_drawn (gpointer data)
{
  Drawing *drawing = data;
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (drawing->window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (drawing->window),
                          gtk_widget_get_height (drawing->window));
  drawing->node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));

  return drawing->node != NULL;
}

static gboolean
save (GtkWidget *window, const char *path, GError **error)
{
  Drawing drawing = { window, NULL };
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  int width;
  int height;

  if (!wait_for (is_drawn, &drawing))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: nothing was drawn", path);
      return FALSE;
    }

  node = drawing.node;
  width = gtk_widget_get_width (window);
  height = gtk_widget_get_height (window);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)),
                                         node, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (!gdk_texture_save_to_png (texture, path))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be written", path);
      return FALSE;
    }

  g_print ("%s\n", path);
  return TRUE;
}

/* The frame that a window draws around itself counts for its size and is not in the picture. */
static void
resize (GtkWidget *window, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  settle ();
  gtk_window_set_default_size (GTK_WINDOW (window),
                               2 * width - gtk_widget_get_width (window),
                               2 * height - gtk_widget_get_height (window));
  settle ();
}

static gboolean
take (MusterWindow *window,
      MusterPage *page,
      const char *folder,
      const char *name,
      const char *language,
      GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      resize (GTK_WIDGET (window), sizes[i].width, sizes[i].height);

      /* Wide, the detail of the first row stands beside the list; narrow, it would hide it. */
      if (page != NULL && i == 0 && muster_page_get_state (page) == MUSTER_PAGE_CONTENT)
        muster_page_move (page, 1);
      if (page != NULL && i > 0)
        muster_page_set_show_detail (page, FALSE);

      for (guint j = 0; j < G_N_ELEMENTS (styles); j++)
        {
          g_autofree char *file = g_strdup_printf ("%s-%s-%s-%dx%d.png", name, language,
                                                   styles[j].name, sizes[i].width,
                                                   sizes[i].height);
          g_autofree char *path = g_build_filename (folder, file, NULL);

          adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                              styles[j].scheme);
          settle ();
          if (!save (GTK_WIDGET (window), path, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
take_page (MusterWindow *window,
           const char *folder,
           const char *name,
           const char *language,
           GError **error)
{
  MusterShell *shell = muster_window_get_shell (window);

  muster_shell_go (shell, name);
  if (!wait_for (page_is_loaded, shell))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s does not load", name);
      return FALSE;
    }

  return take (window, muster_shell_get_page (shell), folder, name, language, error);
}

/* What comes before there is a company, and before it is open. */
static gboolean
take_doors (MusterWindow *window,
            const char *const *wanted,
            const char *folder,
            const char *language,
            GError **error)
{
  g_autofree char *company = g_strdup (muster_company_get_folder (
    muster_shell_get_company (muster_window_get_shell (window))));

  if (wanted[0] == NULL || g_strv_contains (wanted, "unlock"))
    {
      muster_window_show_unlock (window, company, FALSE);
      if (!take (window, NULL, folder, "unlock", language, error))
        return FALSE;
    }

  if (wanted[0] == NULL || g_strv_contains (wanted, "welcome"))
    {
      muster_window_show_welcome (window, company);
      if (!take (window, NULL, folder, "welcome", language, error))
        return FALSE;
    }

  return TRUE;
}

/* The last day that is over and was no weekend: there is more to see than today at dawn. */
static void
go_to_working_day (MusterOutlook *outlook)
{
  MusterDate date = muster_outlook_get_date (outlook) - 1;

  while (muster_date_get_weekday (date) >= 5)
    date--;

  muster_outlook_set_date (outlook, date);
}

static gboolean
take_all (MusterApplication *application,
          const char *folder,
          const char *language,
          const char *const *wanted,
          GError **error)
{
  MusterWindow *window;

  if (!wait_for (company_is_open, application))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                   "the demo company does not open");
      return FALSE;
    }

  window = muster_application_get_window (application);
  go_to_working_day (muster_shell_get_outlook (muster_window_get_shell (window)));
  for (const MusterPageKind *const *kind = muster_page_catalog_get (); *kind != NULL;
       kind++)
    if (wanted[0] == NULL || g_strv_contains (wanted, (*kind)->name))
      if (!take_page (window, folder, (*kind)->name, language, error))
        return FALSE;

  return take_doors (window, wanted, folder, language, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (MusterApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (argc < 3)
    {
      g_printerr ("usage: %s FOLDER LANGUAGE [PAGE…]\n", argv[0]);
      return 2;
    }

  if (!muster_language_begin (argv[2], &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  application = muster_application_new (NULL, TRUE, TRUE);
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_application_activate (G_APPLICATION (application));
  good = take_all (application, argv[1], argv[2], (const char *const *) argv + 3, &error);
  if (!good)
    g_printerr ("%s\n", error->message);

  muster_application_quit (application);
  return good ? 0 : 1;
}
