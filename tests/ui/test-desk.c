/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application as a whole, with its window and everything that hangs on the desktop: files,
 * clipboard, printer, key store, other instances. */

#include "muster-badge-dialog.h"
#include "muster-people-commands.h"
#include "muster-people-listings.h"
#include "muster-settings-dialog.h"
#include "muster-stage.h"
#include "muster-status-line.h"
#include "muster-test-desk.h"
#include "muster-test-secrets.h"
#include "muster-test-vault.h"
#include "muster-tongue.h"
#include "muster-user-commands.h"
#include "muster-user-listings.h"
#include "muster-welcome.h"

#include <string.h>

typedef struct
{
  char *top;
  char *folder;
  MusterApplication *application;
} Desk;

static MusterWindow *
window_of (Desk *desk)
{
  return muster_application_get_window (desk->application);
}

static GtkWidget *
root_of (Desk *desk)
{
  return GTK_WIDGET (window_of (desk));
}

static AdwDialog *
dialog_of (Desk *desk)
{
  return adw_application_window_get_visible_dialog (
    ADW_APPLICATION_WINDOW (window_of (desk)));
}

static gboolean
is_open (gpointer data)
{
  return muster_window_get_shell (window_of (data)) != NULL;
}

static gboolean
is_locked (gpointer data)
{
  return stage_find (root_of (data), "password_row") != NULL && !is_open (data);
}

static gboolean
has_dialog (gpointer data)
{
  return dialog_of (data) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return dialog_of (data) == NULL;
}

/* A company whose password takes no time to try. */
static void
desk_create_company (Desk *desk)
{
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;

  company = muster_company_create_with_effort (
    desk->folder, "青禾", "Asia/Shanghai", "li", STAGE_PASSWORD, MUSTER_KEY_EFFORT_LEAST,
    NULL, NULL, NULL, &actor, &error);
  g_assert_no_error (error);
  muster_company_close (company);
}

static void
desk_start (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  desk->application = muster_application_new (desk->folder, FALSE, TRUE);
  g_application_register (G_APPLICATION (desk->application), NULL, &error);
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_application_activate (G_APPLICATION (desk->application));
}

static void
desk_stop (Desk *desk)
{
  muster_application_quit (desk->application);
  /* What run would do at its end. */
  G_APPLICATION_GET_CLASS (desk->application)
    ->shutdown (G_APPLICATION (desk->application));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&desk->application);
}

static void
desk_sign_in (Desk *desk)
{
  stage_wait (is_locked, desk);
  stage_type (root_of (desk), "password_row", STAGE_PASSWORD);
  stage_click (root_of (desk), "submit_button");
  stage_wait (is_open, desk);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.muster.Muster");

  g_settings_reset (settings, "keep-unlocked");
  g_settings_reset (settings, "idle-minutes");
  g_settings_reset (settings, "digest");
  g_settings_reset (settings, "digest-told");
  muster_tongue_set (MUSTER_TONGUE_ZH);
  desk->top = muster_test_folder_new ();
  desk->folder = g_build_filename (desk->top, "company", NULL);
  if (data == NULL)
    {
      desk_create_company (desk);
      desk_start (desk);
      desk_sign_in (desk);
    }
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  if (desk->application != NULL)
    desk_stop (desk);
  muster_test_folder_remove (desk->top);
  g_free (desk->top);
  g_free (desk->folder);
}

static MusterOffice *
office_of (Desk *desk)
{
  return muster_company_get_office (
    muster_shell_get_company (muster_window_get_shell (window_of (desk))));
}

static MusterActor *
actor_of (Desk *desk)
{
  return muster_shell_get_actor (muster_window_get_shell (window_of (desk)));
}

static GPtrArray *
rows_of (Desk *desk, const MusterListing *listing)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows;

  finding =
    muster_office_list (office_of (desk), actor_of (desk), listing, filter, NULL, &error);
  g_assert_no_error (error);
  rows = muster_office_load (office_of (desk), finding, 0, G_MAXUINT, NULL, &error);
  g_assert_no_error (error);

  return rows;
}

/* ---- What the desktop asks ---- */

/* The file dialog is the desktop's own: these stand in for GTK's functions of the same names, and
 * hold the question until somebody answers. */
static GTask *file_asked;

static void
ask_file (GtkFileDialog *self,
          GtkWindow *parent,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  g_assert_null (file_asked);
  g_assert_true (GTK_IS_WINDOW (parent));
  g_assert_cmpstr (gtk_file_dialog_get_title (self), !=, NULL);
  file_asked = g_task_new (self, cancellable, callback, user_data);
}

void
gtk_file_dialog_open (GtkFileDialog *self,
                      GtkWindow *parent,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  ask_file (self, parent, cancellable, callback, user_data);
}

GFile *
gtk_file_dialog_open_finish (GtkFileDialog *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
gtk_file_dialog_save (GtkFileDialog *self,
                      GtkWindow *parent,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  /* Whoever saves is offered a name. */
  g_assert_cmpstr (gtk_file_dialog_get_initial_name (self), !=, NULL);
  ask_file (self, parent, cancellable, callback, user_data);
}

GFile *
gtk_file_dialog_save_finish (GtkFileDialog *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
file_is_asked (gpointer data)
{
  return file_asked != NULL;
}

/* Answers the dialog that asks for a file, one that is there or a new one. */
static void
choose_file (const char *path)
{
  g_autoptr (GTask) task = NULL;

  stage_wait (file_is_asked, NULL);
  task = g_steal_pointer (&file_asked);
  g_task_return_pointer (task, g_file_new_for_path (path), g_object_unref);
}

static gboolean
file_exists (gpointer data)
{
  g_autofree char *text = NULL;
  gsize length = 0;

  return g_file_get_contents (data, &text, &length, NULL) && length > 0;
}

static GtkWidget *
find_class (GtkWidget *root, GType type, const char *class)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type) &&
      (class == NULL || gtk_widget_has_css_class (root, class)))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_class (child, type, class);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* Clicks the button with this picture and a word. */
static void
button_click (GtkWidget *root, const char *icon)
{
  if (ADW_IS_BUTTON_CONTENT (root) &&
      g_str_equal (adw_button_content_get_icon_name (ADW_BUTTON_CONTENT (root)), icon))
    {
      g_signal_emit_by_name (gtk_widget_get_ancestor (root, GTK_TYPE_BUTTON), "clicked");
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child))
      button_click (child, icon);
}

/* ---- The recovery key ---- */

static gboolean
key_is_shown (gpointer data)
{
  GtkWidget *label = stage_find (root_of (data), "recovery_label");

  return label != NULL && *gtk_label_get_label (GTK_LABEL (label)) != '\0';
}

typedef struct
{
  char *text;
  gboolean done;
} Pasted;

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  Pasted *pasted = user_data;

  pasted->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  pasted->done = TRUE;
}

static gboolean
is_pasted (gpointer data)
{
  return ((Pasted *) data)->done;
}

/* What comes out of the printer, in a file. */
static void
print_key (GtkWidget *welcome, const char *path)
{
  g_autoptr (GtkPrintOperation)
    operation = muster_welcome_build_print (MUSTER_WELCOME (welcome));
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error);
  g_assert_no_error (error);
}

static void
test_recovery (Desk *desk, gconstpointer data)
{
  g_autofree char *saved = g_build_filename (desk->top, "key.txt", NULL);
  g_autofree char *printed = g_build_filename (desk->top, "key.pdf", NULL);
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  Pasted pasted = { NULL, FALSE };
  GtkWidget *root;
  GStatBuf status;

  desk_start (desk);
  root = root_of (desk);
  stage_click (root, "create_button");
  stage_type (root, "name_row", "青禾");
  stage_type (root, "user_row", "li");
  stage_type (root, "password_row", STAGE_PASSWORD);
  stage_type (root, "confirm_row", STAGE_PASSWORD);
  stage_click (root, "submit_button");
  stage_wait (key_is_shown, desk);
  key = g_strdup (gtk_label_get_label (GTK_LABEL (stage_get (root, "recovery_label"))));

  button_click (root, "edit-copy-symbolic");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (root), NULL, pasted_cb,
                                 &pasted);
  stage_wait (is_pasted, &pasted);
  g_assert_cmpstr (pasted.text, ==, key);
  g_free (pasted.text);

  button_click (root, "document-save-symbolic");
  choose_file (saved);
  stage_wait (file_exists, saved);
  g_assert_true (g_file_get_contents (saved, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, key));
  g_assert_nonnull (strstr (text, "青禾"));
  g_assert_cmpint (g_stat (saved, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 077, ==, 0);

  print_key (find_class (root, MUSTER_TYPE_WELCOME, NULL), printed);
  stage_wait (file_exists, printed);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (printed, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "%PDF"));
}

/* ---- The desktop's key store ---- */

static gboolean
musterctl_opens (Desk *desk)
{
  g_autofree char *ctl =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "src", "musterctl", NULL);
  const char *argv[] = { ctl, "--store", desk->folder, "show", "people", "--json", NULL };
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;

  child = g_subprocess_newv (
    argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (child, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);

  return g_subprocess_get_successful (child);
}

/* The key is entrusted to the login session, which opens the company from then on, for the window
 * and the terminal; until it is taken back. */
static void
test_session (Desk *desk, gconstpointer data)
{
  g_autoptr (MusterTestSecrets) secrets = muster_test_secrets_new ();

  desk_create_company (desk);
  desk_start (desk);
  stage_wait (is_locked, desk);
  adw_switch_row_set_active (ADW_SWITCH_ROW (stage_get (root_of (desk), "keep_row")),
                             TRUE);
  desk_sign_in (desk);
  /* Under the user's name, and for whoever says none */
  g_assert_cmpuint (muster_test_secrets_count (secrets), ==, 2);
  g_assert_false (muster_test_secrets_has (secrets, STAGE_PASSWORD));
  g_assert_true (musterctl_opens (desk));
  desk_stop (desk);

  desk_start (desk);
  stage_wait (is_open, desk);
  g_assert_cmpstr (actor_of (desk)->name, ==, "li");

  /* Locking is locking: the password is asked for, whatever the session keeps. */
  muster_application_lock (desk->application);
  g_assert_true (is_locked (desk));
  desk_stop (desk);

  /* A key store that gives nothing away leaves the password. */
  muster_test_secrets_refuse (secrets, TRUE);
  desk_start (desk);
  stage_wait (is_locked, desk);
  g_assert_false (musterctl_opens (desk));
  muster_test_secrets_refuse (secrets, FALSE);

  adw_switch_row_set_active (ADW_SWITCH_ROW (stage_get (root_of (desk), "keep_row")),
                             FALSE);
  desk_sign_in (desk);
  g_assert_cmpuint (muster_test_secrets_count (secrets), ==, 0);
  g_assert_false (musterctl_opens (desk));
}

/* ---- Locking ---- */

static void
test_idle (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.muster.Muster");
  gint64 now = g_get_monotonic_time ();
  gint64 minute = 60 * G_USEC_PER_SEC;

  g_settings_set_int (settings, "idle-minutes", 0);
  muster_application_lock_when_idle (desk->application, now + 10000 * minute);
  g_assert_true (is_open (desk));
  g_settings_set_int (settings, "idle-minutes", 5);
  muster_application_lock_when_idle (desk->application, now + 4 * minute);
  g_assert_true (is_open (desk));

  /* Who moves is there. */
  g_signal_emit_by_name (window_of (desk), "used");
  now = g_get_monotonic_time ();
  muster_application_lock_when_idle (desk->application, now + 5 * minute - minute / 2);
  g_assert_true (is_open (desk));
  muster_application_lock_when_idle (desk->application, now + 5 * minute);
  g_assert_true (is_locked (desk));

  /* And in again, where one was. */
  desk_sign_in (desk);
}

static gboolean
has_row (gpointer data)
{
  MusterShell *shell = muster_window_get_shell (window_of (data));

  return muster_page_get_state (muster_shell_get_page (shell)) == MUSTER_PAGE_CONTENT;
}

static guint
count_windows (void)
{
  return g_list_model_get_n_items (gtk_window_get_toplevels ());
}

static void
add_person (Desk *desk, const char *staff_no, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) result = NULL;

  result =
    muster_office_submit (office_of (desk), actor_of (desk), &muster_add_person,
                          g_variant_new ("(ssssiibs)", staff_no, name, "", "",
                                         MUSTER_DATE_NONE, MUSTER_DATE_NONE, FALSE, ""),
                          NULL, &error);
  g_assert_no_error (error);
}

static gboolean
has_so_many_windows (gpointer data)
{
  return count_windows () == GPOINTER_TO_UINT (data);
}

/* Nothing of a person stays on the screen: neither a detail in its own window nor a dialog. */
static void
test_lock_closes_all (Desk *desk, gconstpointer data)
{
  MusterShell *shell = muster_window_get_shell (window_of (desk));
  guint before = count_windows ();

  add_person (desk, "001", "单可");
  muster_shell_go (shell, "people");
  stage_wait (has_row, desk);
  muster_page_move (muster_shell_get_page (shell), 1);
  gtk_widget_activate_action (GTK_WIDGET (shell), "shell.detail-window", NULL);
  g_assert_cmpuint (count_windows (), ==, before + 1);
  g_action_group_activate_action (G_ACTION_GROUP (desk->application), "settings", NULL);
  stage_wait (has_dialog, desk);

  muster_application_lock (desk->application);
  g_assert_true (is_locked (desk));
  g_assert_true (has_no_dialog (desk));
  stage_wait (has_so_many_windows, GUINT_TO_POINTER (before));
}

/* ---- A second start ---- */

static gboolean
is_set (gpointer data)
{
  return *(gboolean *) data;
}

static void
set_cb (gboolean *flag)
{
  *flag = TRUE;
}

static void
ended_cb (GObject *child, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (child), result, NULL));
  *(gboolean *) user_data = TRUE;
}

/* It hands over to the one that runs, which comes to the front, and ends. */
static void
test_second_start (Desk *desk, gconstpointer data)
{
  g_autofree char *program =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "src", "muster", NULL);
  g_autofree char *file = g_build_filename (desk->top, "1_attlog.dat", NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  gboolean activated = FALSE;
  gboolean ended = FALSE;
  guint before = count_windows ();

  g_signal_connect_swapped (desk->application, "activate", G_CALLBACK (set_cb),
                            &activated);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--store",
                            desk->folder, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (child, NULL, ended_cb, &ended);
  stage_wait (is_set, &ended);
  stage_wait (is_set, &activated);
  g_assert_cmpuint (count_windows (), ==, before);

  /* A file that it is given opens there. */
  g_assert_true (
    g_file_set_contents (file, "1001\t2026-03-02 08:55:12\t1\t0\t1\t0\r\n", -1, NULL));
  g_clear_object (&child);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--store",
                            desk->folder, file, NULL);
  g_assert_no_error (error);
  stage_wait (has_dialog, desk);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (dialog_of (desk)), ==, "MusterImportDialog");
}

/* ---- Files that are dropped ---- */

static gboolean
looks_at_file (gpointer data)
{
  GtkWidget *dialog = GTK_WIDGET (dialog_of (data));

  return dialog != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (
                                        GTK_STACK (stage_get (dialog, "stack"))),
                                      "look") == 0;
}

static void
test_drop (Desk *desk, gconstpointer data)
{
  GtkWidget *shell = GTK_WIDGET (muster_window_get_shell (window_of (desk)));
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (shell);
  g_autofree char *path = g_build_filename (desk->top, "x.dat", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GValue value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_assert_true (
    g_file_set_contents (path, "1001\t2026-03-02 08:55:12\t1\t0\t1\t0\r\n", -1, NULL));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (one))
        g_signal_emit_by_name (one, "drop", &value, 10.0, 10.0, &taken);
    }
  g_value_unset (&value);
  g_assert_true (taken);
  stage_wait (looks_at_file, desk);
}

/* ---- Settings ---- */

static gboolean
zone_is_tokyo (gpointer data)
{
  return g_str_equal (muster_zone_get_name (muster_office_get_zone (office_of (data))),
                      "Asia/Tokyo");
}

/* Rows have buttons of their own that look alike. */
static GtkWidget *
find_save (GtkWidget *form)
{
  return find_class (find_class (form, ADW_TYPE_HEADER_BAR, NULL), GTK_TYPE_BUTTON,
                     "suggested-action");
}

static void
select_text (GtkWidget *row, const char *text)
{
  GListModel *model = adw_combo_row_get_model (ADW_COMBO_ROW (row));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (model, i);

      if (g_str_equal (gtk_string_object_get_string (item), text))
        {
          adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
          return;
        }
    }
  g_error ("there is no “%s” to choose", text);
}

static void
open_settings (Desk *desk)
{
  g_action_group_activate_action (G_ACTION_GROUP (desk->application), "settings", NULL);
  stage_wait (has_dialog, desk);
}

static gboolean
is_form (gpointer data)
{
  AdwDialog *dialog = dialog_of (data);

  return dialog != NULL && !MUSTER_IS_SETTINGS_DIALOG (dialog);
}

static gboolean
is_settings (gpointer data)
{
  return MUSTER_IS_SETTINGS_DIALOG (dialog_of (data));
}

static void
test_zone (Desk *desk, gconstpointer data)
{
  GtkWidget *settings;

  open_settings (desk);
  settings = GTK_WIDGET (dialog_of (desk));
  g_signal_emit_by_name (stage_get (settings, "zone_row"), "activated");
  stage_wait (is_form, desk);
  select_text (stage_find_row (GTK_WIDGET (dialog_of (desk)), "时区"), "Asia/Tokyo");
  g_signal_emit_by_name (find_save (GTK_WIDGET (dialog_of (desk))), "clicked");
  stage_wait (zone_is_tokyo, desk);
  stage_wait (is_settings, desk);
  g_assert_nonnull (strstr (
    adw_action_row_get_subtitle (ADW_ACTION_ROW (stage_get (settings, "zone_row"))),
    "Asia/Tokyo"));
}

static gboolean
users_are_there (gpointer page)
{
  return muster_page_get_state (page) == MUSTER_PAGE_CONTENT;
}

/* Chooses the user; whether there is one. */
static gboolean
shows_user (gpointer page)
{
  GtkSelectionModel *model =
    gtk_list_view_get_model (GTK_LIST_VIEW (stage_get (page, "view")));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr (MusterUserRow) user = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (g_str_equal (user->name, "王芳"))
        return gtk_selection_model_select_item (model, i, TRUE);
    }

  return FALSE;
}

static gboolean
is_auditor (gpointer data)
{
  g_autoptr (GPtrArray) rows = rows_of (data, &muster_users_listing);

  for (guint i = 0; i < rows->len; i++)
    {
      MusterUserRow *user = g_ptr_array_index (rows, i);

      if (g_str_equal (user->name, "王芳"))
        return user->role == MUSTER_ROLE_AUDITOR && !user->scope.all &&
               g_strv_contains ((const char *const *) user->scope.departments, "生产部");
    }

  return FALSE;
}

static gboolean
is_disabled (gpointer data)
{
  g_autoptr (GPtrArray) rows = rows_of (data, &muster_users_listing);

  for (guint i = 0; i < rows->len; i++)
    {
      MusterUserRow *user = g_ptr_array_index (rows, i);

      if (g_str_equal (user->name, "王芳"))
        return user->disabled;
    }

  return FALSE;
}

static gboolean
no_dialog (gpointer data)
{
  return dialog_of (data) == NULL;
}

/* A user is added, gets another role and scope, and is locked out, all from the page. */
static void
test_users (Desk *desk, gconstpointer data)
{
  MusterShell *shell = muster_window_get_shell (window_of (desk));
  GtkWidget *page;
  GtkWidget *form;

  muster_shell_go (shell, "users");
  page = GTK_WIDGET (muster_shell_get_page (shell));
  stage_wait (users_are_there, page);
  gtk_widget_activate_action (page, "users.add", NULL);
  stage_wait (is_form, desk);
  form = GTK_WIDGET (dialog_of (desk));
  gtk_editable_set_text (GTK_EDITABLE (stage_find_row (form, "名称")), "王芳");
  gtk_editable_set_text (GTK_EDITABLE (stage_find_row (form, "密码")), "one two three");
  g_signal_emit_by_name (find_save (form), "clicked");
  stage_wait (no_dialog, desk);
  stage_wait (shows_user, page);

  gtk_widget_activate_action (page, "users.change", NULL);
  stage_wait (is_form, desk);
  form = GTK_WIDGET (dialog_of (desk));
  select_text (stage_find_row (form, "角色"), "审计员");
  gtk_editable_set_text (GTK_EDITABLE (stage_find_row (form, "部门")), "生产部");
  g_signal_emit_by_name (find_save (form), "clicked");
  stage_wait (no_dialog, desk);
  g_assert_true (is_auditor (desk));

  stage_wait (shows_user, page);
  gtk_widget_activate_action (page, "users.disable", NULL);
  stage_wait (has_dialog, desk);
  g_signal_emit_by_name (dialog_of (desk), "response::disable", "disable");
  adw_dialog_force_close (dialog_of (desk));
  stage_wait (is_disabled, desk);
}

/* ---- Backups ---- */

static GtkWidget *
find_labelled (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && gtk_button_get_label (GTK_BUTTON (root)) != NULL &&
      g_str_has_prefix (gtk_button_get_label (GTK_BUTTON (root)), label))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_labelled (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_alert (gpointer data)
{
  return ADW_IS_ALERT_DIALOG (dialog_of (data));
}

static gboolean
spinner_rests (gpointer data)
{
  return !gtk_widget_get_visible (
    stage_get (GTK_WIDGET (dialog_of (data)), "backup_spinner"));
}

/* One file is written from the settings; restored from the locked window it brings back what was
 * there, and sets aside what came after. */
static void
test_backup (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->top, "copy.muster", NULL);
  g_autofree char *kept = g_strconcat (desk->folder, ".before-restore-1", NULL);
  g_autoptr (GPtrArray) people = NULL;

  add_person (desk, "001", "单可");
  open_settings (desk);
  g_signal_emit_by_name (stage_get (GTK_WIDGET (dialog_of (desk)), "backup_row"),
                         "activated");
  choose_file (path);
  stage_wait (file_exists, path);
  stage_wait (spinner_rests, desk);
  adw_dialog_force_close (dialog_of (desk));
  add_person (desk, "002", "欧阳文轩");

  muster_application_lock (desk->application);
  g_action_group_activate_action (G_ACTION_GROUP (desk->application), "restore", NULL);
  choose_file (path);
  stage_wait (is_alert, desk);
  gtk_editable_set_text (
    GTK_EDITABLE (stage_find_row (GTK_WIDGET (dialog_of (desk)), "密码")),
    STAGE_PASSWORD);
  g_signal_emit_by_name (find_labelled (GTK_WIDGET (dialog_of (desk)), "恢复"),
                         "clicked");
  while (!g_file_test (kept, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);

  desk_sign_in (desk);
  people = rows_of (desk, &muster_people_listing);
  g_assert_cmpuint (people->len, ==, 1);
}

/* ---- A number that is expected ---- */

static GtkListBoxRow *
first_choice (Desk *desk)
{
  return gtk_list_box_get_row_at_index (
    GTK_LIST_BOX (stage_get (GTK_WIDGET (dialog_of (desk)), "list")), 0);
}

static gboolean
has_choice (gpointer data)
{
  return first_choice (data) != NULL;
}

static gboolean
number_is_expected (gpointer data)
{
  g_autoptr (GPtrArray) rows = rows_of (data, &muster_people_listing);
  MusterPerson *person = g_ptr_array_index (rows, 0);

  return person->badges != NULL &&
         g_strv_contains ((const char *const *) person->badges, ":1001");
}

/* Before any punch came with it, and without any source. */
static void
test_expected_number (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  add_person (desk, "001", "单可");
  rows = rows_of (desk, &muster_people_listing);
  muster_badge_dialog_present_for_person (
    GTK_WIDGET (muster_window_get_shell (window_of (desk))), office_of (desk),
    actor_of (desk), g_ptr_array_index (rows, 0));
  stage_wait (has_dialog, desk);
  g_assert_false (has_choice (desk));
  stage_type (GTK_WIDGET (dialog_of (desk)), "entry", "1001");
  stage_wait (has_choice, desk);
  g_signal_emit_by_name (stage_get (GTK_WIDGET (dialog_of (desk)), "list"),
                         "row-activated", first_choice (desk));
  stage_wait (has_no_dialog, desk);
  g_assert_true (number_is_expected (desk));
}

/* ---- The digest ---- */

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
is_counted (gpointer data)
{
  return *(guint *) data > 0;
}

/* What waits is counted, beside the page and, once a day unless one does not want it, in a
 * notice. Who was never there is absent. */
static void
test_digest (Desk *desk, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new ("io.github.muster.Muster");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%F");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *line = stage_get (root_of (desk), "status_line");
  guint n = 0;

  g_signal_connect_swapped (line, "notify::n-requests", G_CALLBACK (count_cb), &n);
  g_settings_set_boolean (settings, "digest", FALSE);
  add_person (desk, "001", "单可");
  stage_wait (is_counted, &n);
  g_assert_cmpuint (muster_status_line_get_n_exceptions (MUSTER_STATUS_LINE (line)), >,
                    0);
  before = g_settings_get_string (settings, "digest-told");
  g_assert_cmpstr (before, ==, "");

  n = 0;
  g_settings_set_boolean (settings, "digest", TRUE);
  add_person (desk, "002", "欧阳文轩");
  stage_wait (is_counted, &n);
  after = g_settings_get_string (settings, "digest-told");
  g_assert_cmpstr (after, ==, today);
}

int
main (int argc, char **argv)
{
  g_setenv ("GTK_USE_PORTAL", "0", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  /* A window that no window manager gave the focus makes an entry warn when another takes it. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);

#define ADD(path, data, test) g_test_add (path, Desk, data, set_up, test, tear_down)
  ADD ("/desk/recovery", "bare", test_recovery);
  ADD ("/desk/session", "bare", test_session);
  ADD ("/desk/idle", NULL, test_idle);
  ADD ("/desk/lock-closes-all", NULL, test_lock_closes_all);
  ADD ("/desk/second-start", NULL, test_second_start);
  ADD ("/desk/drop", NULL, test_drop);
  ADD ("/desk/zone", NULL, test_zone);
  ADD ("/desk/users", NULL, test_users);
  ADD ("/desk/backup", NULL, test_backup);
  ADD ("/desk/expected-number", NULL, test_expected_number);
  ADD ("/desk/digest", NULL, test_digest);
#undef ADD

  return g_test_run ();
}
