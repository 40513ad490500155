/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* screens FOLDER LANGUAGE [PAGE…]: opens the demo company and writes a picture of every page and
 * dialog, or of some, light and dark, wide and narrow. */

#include "muster-badge-dialog.h"
#include "muster-basemap-listing.h"
#include "muster-basemaps-dialog.h"
#include "muster-camera-dialog.h"
#include "muster-devices-dialog.h"
#include "muster-import-dialog.h"
#include "muster-language.h"
#include "muster-launcher.h"
#include "muster-page-catalog.h"
#include "muster-map-picture.h"
#include "muster-people-listings.h"
#include "muster-person-dialog.h"
#include "muster-phone-listings.h"
#include "muster-request-dialog.h"
#include "muster-settings-dialog.h"
#include "muster-shortcut.h"
#include "muster-source-dialog.h"
#include "muster-source-listings.h"
#include "muster-source-settings.h"
#include "muster-stage.h"
#include "muster-survey.h"
#include "muster-terminal.h"
#include "muster-words.h"

#include <glib/gi18n.h>
#include <stdio.h>

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

  printf ("%s\n", path);
  fflush (stdout);
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

/* Pages that have several views, and the views beside the first that are worth a picture. */
static const struct
{
  const char *page;
  const char *view;
} views[] = {
  { "exceptions", "shared_device" }, { "exceptions", "speed" },
  { "exceptions", "same_position" }, { "rules", "groups" },
  { "rules", "versions" },
};

static gboolean
take_views (MusterWindow *window,
            const char *const *wanted,
            const char *folder,
            const char *language,
            GError **error)
{
  MusterShell *shell = muster_window_get_shell (window);

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_autofree char *name = g_strconcat (views[i].page, "-", views[i].view, NULL);

      if (wanted[0] != NULL && !g_strv_contains (wanted, views[i].page))
        continue;

      muster_shell_go (shell, views[i].page);
      wait_for (page_is_loaded, shell);
      muster_page_show_view (muster_shell_get_page (shell), views[i].view);
      if (!take (window, muster_shell_get_page (shell), folder, name, language, error))
        return FALSE;
    }

  return TRUE;
}

/* ---- Dialogs ---- */

static AdwDialog *
shown_dialog (MusterWindow *window)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
}

static MusterOffice *
office_of (MusterWindow *window)
{
  return muster_company_get_office (
    muster_shell_get_company (muster_window_get_shell (window)));
}

static MusterActor *
actor_of (MusterWindow *window)
{
  return muster_shell_get_actor (muster_window_get_shell (window));
}

static void
open_settings (MusterWindow *window, const char *page)
{
  MusterShell *shell = muster_window_get_shell (window);
  MusterSettingsDialog *dialog = muster_settings_dialog_present (
    GTK_WIDGET (window), muster_shell_get_company (shell), actor_of (window), NULL);

  adw_preferences_dialog_set_visible_page (
    ADW_PREFERENCES_DIALOG (dialog),
    ADW_PREFERENCES_PAGE (stage_get (GTK_WIDGET (dialog), page)));
}

static void
open_shortcuts (MusterWindow *window, const char *unused)
{
  muster_shortcut_present_dialog (GTK_WIDGET (window));
}

static void
open_launcher (MusterWindow *window, const char *unused)
{
  muster_launcher_present (muster_window_get_shell (window));
}

/* Somebody of the demo company, who has a number on a device. */
static MusterPerson *
find_somebody (MusterWindow *window)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  finding = muster_office_list (office_of (window), actor_of (window),
                                &muster_people_listing, filter, NULL, &error);
  g_assert_no_error (error);
  rows = muster_office_load (office_of (window), finding, 0, 1, NULL, &error);
  g_assert_no_error (error);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

static void
open_person (MusterWindow *window, const char *unused)
{
  g_autoptr (MusterPerson) person = find_somebody (window);

  muster_person_dialog_present (GTK_WIDGET (window), office_of (window),
                                actor_of (window), person);
}

static void
open_badge (MusterWindow *window, const char *typed)
{
  g_autoptr (MusterPerson) person = find_somebody (window);

  muster_badge_dialog_present_for_person (GTK_WIDGET (window), office_of (window),
                                          actor_of (window), person);
  stage_type (GTK_WIDGET (shown_dialog (window)), "entry", typed);
}

static gboolean
is_recognised (gpointer data)
{
  const char *page =
    gtk_stack_get_visible_child_name (GTK_STACK (stage_get (data, "stack")));

  return g_str_equal (page, "look") || g_str_equal (page, "done") ||
         g_str_equal (page, "failed");
}

static void
open_import (MusterWindow *window, const char *text)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;

  if (text != NULL)
    {
      folder = g_dir_make_tmp ("muster-screens-XXXXXX", NULL);
      path = g_build_filename (folder, "1_attlog.dat", NULL);
      g_file_set_contents (path, text, -1, NULL);
      file = g_file_new_for_path (path);
      g_list_store_append (files, file);
    }

  muster_import_dialog_present (GTK_WIDGET (muster_window_get_shell (window)),
                                office_of (window), actor_of (window),
                                text != NULL ? G_LIST_MODEL (files) : NULL);
  if (text != NULL)
    {
      wait_for (is_recognised, shown_dialog (window));
      stage_remove_folder (folder);
    }
}

/* The report of an import, which needs the file longer. */
static void
open_report (MusterWindow *window, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("muster-screens-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "1_attlog.dat", NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_file_set_contents (path, text, -1, NULL);
  g_list_store_append (files, file);
  muster_import_dialog_present (GTK_WIDGET (muster_window_get_shell (window)),
                                office_of (window), actor_of (window),
                                G_LIST_MODEL (files));
  wait_for (is_recognised, shown_dialog (window));
  stage_type (GTK_WIDGET (shown_dialog (window)), "source_name_row", "东门");
  stage_click (GTK_WIDGET (shown_dialog (window)), "import_button");
  wait_for (is_recognised, shown_dialog (window));
  stage_remove_folder (folder);
}

/* The person whose phone was seen first, in People. */
static void
open_pane (MusterWindow *window, const char *unused)
{
  MusterShell *shell = muster_window_get_shell (window);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = muster_office_list (
    office_of (window), actor_of (window), &muster_phones_listing, filter, NULL, &error);
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = muster_office_load (office_of (window), finding, 0, 1, NULL, &error);
  g_assert_no_error (error);
  muster_shell_go (shell, "people");
  wait_for (page_is_loaded, shell);
  muster_page_reveal (muster_shell_get_page (shell),
                      MUSTER_PHONE_ROW (g_ptr_array_index (rows, 0))->person_id);
  settle ();
}

static void
open_request (MusterWindow *window, const char *kind)
{
  MusterShell *shell = muster_window_get_shell (window);
  g_autoptr (MusterPerson) person = find_somebody (window);
  GVariantDict shown;

  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "kind", "s", kind);
  muster_shell_go (shell, "requests");
  wait_for (page_is_loaded, shell);
  muster_request_dialog_present (
    GTK_WIDGET (muster_shell_get_page (shell)), office_of (window), actor_of (window),
    g_str_equal (kind, "place") ? person : NULL, g_variant_dict_end (&shown));
  settle ();
}

static void
open_devices (MusterWindow *window, const char *unused)
{
  MusterShell *shell = muster_window_get_shell (window);

  muster_shell_go (shell, "people");
  wait_for (page_is_loaded, shell);
  muster_devices_dialog_present (muster_shell_get_page (shell));
  settle ();
}

static void
open_basemaps (MusterWindow *window, const char *unused)
{
  MusterShell *shell = muster_window_get_shell (window);
  g_autoptr (GVariant) done = NULL;
  g_autoptr (GError) error = NULL;

  done = muster_office_submit (
    office_of (window), actor_of (window), &muster_add_basemap,
    g_variant_new ("(sssssx)", "天地图 影像",
                   "https://t0.tianditu.gov.cn/img_w/wmts?TILEMATRIX={z}&TILEROW={y}"
                   "&TILECOL={x}&tk={key}",
                   "invented", "wgs84", "© 天地图", (gint64) 18),
    NULL, &error);
  g_assert_no_error (error);
  muster_shell_go (shell, "map");
  wait_for (page_is_loaded, shell);
  muster_basemaps_dialog_present (muster_shell_get_page (shell));
  settle ();
}

/* ---- Adding a source ---- */

static MusterTerminal *terminal; /* simulated, as long as the pictures are taken */
static MusterSync *runner;

static gboolean
has_button (gpointer dialog)
{
  return stage_find_button (dialog, _ ("_Add")) != NULL;
}

/* A test pattern is what the camera sees. */
static void
open_camera (MusterWindow *window, const char *unused)
{
  muster_camera_dialog_present (
    GTK_WIDGET (window),
    "videotestsrc is-live=true ! video/x-raw,width=640,height=360 ! identity");
}

static gboolean
has_map_button (gpointer dialog)
{
  return stage_find_button (dialog, _ ("_Close")) != NULL &&
         !muster_sync_get_busy (runner);
}

static void
fill_row (GtkWidget *root, const char *title, const char *text)
{
  GtkWidget *row = stage_find_row (root, title);

  if (ADW_IS_SPIN_ROW (row))
    adw_spin_row_set_value (ADW_SPIN_ROW (row), g_ascii_strtod (text, NULL));
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* As far as @step: "kinds", "fields", "found", "first". */
static void
open_source (MusterWindow *window, const char *step)
{
  static const char *const steps[] = { "kinds", "fields", "found", "first" };
  g_autofree char *port = NULL;
  GtkWidget *dialog;
  guint n = 0;

  while (!g_str_equal (steps[n], step))
    n++;
  if (runner == NULL)
    runner = muster_sync_new (office_of (window));
  dialog = GTK_WIDGET (muster_source_dialog_present (
    GTK_WIDGET (window), office_of (window), actor_of (window), runner));
  if (n == 0)
    return;

  g_signal_emit_by_name (stage_find_row (dialog, muster_words_say ("source_kind", "zk")),
                         "activated");
  settle ();
  if (n == 1)
    return;

  if (terminal == NULL)
    terminal = muster_terminal_new ("--users 12 --records 4000 --clock-ahead 95");
  port = g_strdup_printf ("%u", muster_terminal_get_port (terminal));
  fill_row (dialog, _ ("Name"), "南门考勤机");
  fill_row (dialog, _ ("Address"), "127.0.0.1");
  fill_row (dialog, _ ("Port"), port);
  g_signal_emit_by_name (stage_find_button (dialog, _ ("_Next")), "clicked");
  wait_for (has_button, dialog);
  if (n == 2)
    return;

  g_signal_emit_by_name (stage_find_button (dialog, _ ("_Add")), "clicked");
  wait_for (has_map_button, dialog);
  settle ();
}

/* How the newest source is reached. */
static void
open_connection (MusterWindow *window, const char *unused)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  MusterSource *newest = NULL;

  finding = muster_office_list (office_of (window), actor_of (window),
                                &muster_sources_listing, filter, NULL, &error);
  g_assert_no_error (error);
  rows =
    muster_office_load (office_of (window), finding, 0, finding->keys->len, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterSource *source = MUSTER_SOURCE_ROW (g_ptr_array_index (rows, i))->source;

      if (newest == NULL || source->id > newest->id)
        newest = source;
    }
  muster_source_settings_present (GTK_WIDGET (window), office_of (window),
                                  actor_of (window), newest);
}

#define ATTLOG                                                                           \
  "     1001\t2026-03-02 08:58:02\t1\t255\t1\t0\r\n"                                     \
  "     1001\t2026-03-02 18:03:10\t1\t255\t1\t0\r\n"                                     \
  "     9002\t2026-03-02 09:12:44\t1\t255\t15\t0\r\n"                                    \
  "     9002\t2026-03-02 09:12:44\t1\t255\t15\t0\r\n"                                    \
  "     9003\t1971--10--29 -23:-59:-53\t1\t255\t1\t0\r\n"                                \
  "     9003\t2026-03-02 18:00:00\t1\t255\t1\t0\r\n"
#define PUNCH_TABLE                                                                      \
  "编号,姓名,打卡时间,地点,备注\n1001,张三,2026-03-02 08:58,东门,\n"                     \
  "1001,张三,2026-03-02 18:03,东门,\n1002,李四,2026-03-02 09:12,东门,补录\n"
#define PEOPLE_TABLE                                                                     \
  "工号,姓名,部门,入职日期,考勤号\n0001,张三,生产部/一车间,2020-03-01,1001\n"            \
  "0002,李四,生产部/一车间,2021-07-15,1002\n,无名,生产部,,\n"

static const struct
{
  const char *name;
  void (*open) (MusterWindow *window, const char *what);
  const char *what;
} dialogs[] = {
  { "settings-desk", open_settings, "desk_page" },
  { "settings-company", open_settings, "company_page" },
  { "shortcuts", open_shortcuts },
  { "launcher", open_launcher },
  { "person", open_person },
  { "badge", open_badge, "1234" },
  { "import", open_import },
  { "import-look", open_import, ATTLOG },
  { "import-columns", open_import, PUNCH_TABLE },
  { "import-people", open_import, PEOPLE_TABLE },
  { "import-done", open_report, ATTLOG },
  { "person-pane", open_pane },
  { "devices", open_devices },
  { "request-missing", open_request, "missing" },
  { "request-leave", open_request, "leave" },
  { "request-place", open_request, "place" },
  { "basemaps", open_basemaps },
  { "camera", open_camera },
  { "source-kinds", open_source, "kinds" },
  { "source-fields", open_source, "fields" },
  { "source-found", open_source, "found" },
  { "source-first", open_source, "first" },
  { "source-connection", open_connection },
};

static gboolean
take_dialogs (MusterWindow *window,
              const char *const *wanted,
              const char *folder,
              const char *language,
              GError **error)
{
  AdwDialog *dialog;

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      if (wanted[0] != NULL && !g_strv_contains (wanted, dialogs[i].name) &&
          !g_strv_contains (wanted, "dialogs"))
        continue;

      dialogs[i].open (window, dialogs[i].what);
      if (!take (window, NULL, folder, dialogs[i].name, language, error))
        return FALSE;
      while ((dialog = shown_dialog (window)) != NULL)
        adw_dialog_force_close (dialog);
      settle ();
    }

  return TRUE;
}

/* The day of somebody who punched by phone, with its small map. */
static gboolean
take_day_map (MusterWindow *window,
              const char *const *wanted,
              const char *folder,
              const char *language,
              GError **error)
{
  MusterShell *shell = muster_window_get_shell (window);
  g_autoptr (MusterFilter) filter = NULL;
  g_autoptr (MusterSurvey) survey = NULL;

  if (wanted[0] != NULL && !g_strv_contains (wanted, "today-map"))
    return TRUE;

  muster_shell_go (shell, "today");
  wait_for (page_is_loaded, shell);
  filter = muster_outlook_build_filter (muster_shell_get_outlook (shell), TRUE);
  survey =
    muster_survey_new (office_of (window), actor_of (window), filter, 0, NULL, error);
  if (survey == NULL)
    return FALSE;

  g_assert_cmpuint (survey->punches->len, >, 0);
  gtk_widget_activate_action (GTK_WIDGET (shell), "shell.reveal", "(sx)", "today",
                              g_array_index (survey->punches, MusterSited, 0).person_id);
  wait_for (page_is_loaded, shell);
  muster_page_reveal (muster_shell_get_page (shell),
                      g_array_index (survey->punches, MusterSited, 0).person_id);
  settle ();
  return take (window, NULL, folder, "today-map", language, error);
}

/* The map while a place is drawn: a circle in the middle, with its numbers. */
static gboolean
take_map_drawing (MusterWindow *window,
                  const char *const *wanted,
                  const char *folder,
                  const char *language,
                  GError **error)
{
  MusterShell *shell = muster_window_get_shell (window);
  GtkWidget *page;
  gboolean good;

  if (wanted[0] != NULL && !g_strv_contains (wanted, "map-drawing"))
    return TRUE;

  muster_shell_go (shell, "map");
  wait_for (page_is_loaded, shell);
  settle ();
  page = GTK_WIDGET (muster_shell_get_page (shell));
  muster_page_move (MUSTER_PAGE (page), 1);
  gtk_widget_activate_action (page, "map.place-here", NULL);
  settle ();
  good = take (window, NULL, folder, "map-drawing", language, error);
  gtk_widget_activate_action (page, "map.cancel", NULL);

  return good;
}

/* The map as it is kept and printed. */
static gboolean
take_map_picture (MusterWindow *window,
                  const char *const *wanted,
                  const char *folder,
                  const char *language,
                  GError **error)
{
  static const guint counts[MUSTER_CLOUD_SITES] = { 1, 43, 2, 7 };
  MusterShell *shell = muster_window_get_shell (window);
  g_autofree char *name = g_strdup_printf ("map-picture-%s.png", language);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (MusterMapPicture) picture = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (wanted[0] != NULL && !g_strv_contains (wanted, "map-picture"))
    return TRUE;

  muster_shell_go (shell, "map");
  wait_for (page_is_loaded, shell);
  settle ();
  picture = muster_map_picture_new (MUSTER_MAP (stage_get (GTK_WIDGET (shell), "map")),
                                    _ ("Everybody"), counts);
  if (picture == NULL)
    return TRUE;

  bytes = muster_map_picture_to_png (picture);
  return g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                              (gssize) g_bytes_get_size (bytes), error);
}

/* The sources once there is one that is read by itself. */
static gboolean
take_live (MusterWindow *window,
           const char *const *wanted,
           const char *folder,
           const char *language,
           GError **error)
{
  MusterShell *shell = muster_window_get_shell (window);

  if (terminal == NULL)
    return TRUE;

  muster_shell_go (shell, "sources");
  wait_for (page_is_loaded, shell);
  return take (window, muster_shell_get_page (shell), folder, "sources-live", language,
               error);
}

/* ---- Before the company is open ---- */

static gboolean
key_is_shown (gpointer data)
{
  return *gtk_label_get_label (GTK_LABEL (stage_get (data, "recovery_label"))) != '\0';
}

/* Only one of the groups is the one that is asked for. */
static void
confirm_key (GtkWidget *root)
{
  g_auto (GStrv) groups = g_strsplit (
    gtk_label_get_label (GTK_LABEL (stage_get (root, "recovery_label"))), "-", -1);
  guint i = 0;

  do
    stage_type (root, "group_row", groups[i++]);
  while (!gtk_widget_get_sensitive (stage_get (root, "confirmed_button")) &&
         groups[i] != NULL);
  stage_click (root, "confirmed_button");
}

/* The first run, step by step, up to a company of its own. */
static gboolean
take_welcome (MusterWindow *window,
              const char *folder,
              const char *language,
              GError **error)
{
  g_autofree char *top = g_dir_make_tmp ("muster-screens-XXXXXX", NULL);
  g_autofree char *company = g_build_filename (top, "company", NULL);
  GtkWidget *root = GTK_WIDGET (window);
  gboolean good;

  muster_window_show_welcome (window, company);
  if (!take (window, NULL, folder, "welcome", language, error))
    return FALSE;

  stage_click (root, "create_button");
  stage_type (root, "name_row", "青禾精密制造");
  stage_type (root, "user_row", "李静");
  stage_type (root, "password_row", STAGE_PASSWORD);
  stage_type (root, "confirm_row", STAGE_PASSWORD);
  if (!take (window, NULL, folder, "welcome-company", language, error))
    return FALSE;

  stage_click (root, "submit_button");
  if (!wait_for (key_is_shown, root) ||
      !take (window, NULL, folder, "welcome-key", language, error))
    return FALSE;

  confirm_key (root);
  good = take (window, NULL, folder, "welcome-next", language, error);
  stage_remove_folder (top);

  return good;
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

  return (wanted[0] != NULL && !g_strv_contains (wanted, "welcome")) ||
         take_welcome (window, folder, language, error);
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

  return take_views (window, wanted, folder, language, error) &&
         take_dialogs (window, wanted, folder, language, error) &&
         take_live (window, wanted, folder, language, error) &&
         take_day_map (window, wanted, folder, language, error) &&
         take_map_picture (window, wanted, folder, language, error) &&
         take_map_drawing (window, wanted, folder, language, error) &&
         take_doors (window, wanted, folder, language, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (MusterApplication) application = NULL;
  g_autoptr (GError) error = NULL;
  gboolean good;

  /* The simulated terminal is found as in tests; a warning is no reason to take no pictures. */
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
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

  if (runner != NULL)
    muster_sync_stop (runner);
  g_clear_object (&runner);
  g_clear_pointer (&terminal, muster_terminal_free);
  muster_application_quit (application);
  return good ? 0 : 1;
}
