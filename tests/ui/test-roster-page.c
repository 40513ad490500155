/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-plan-listings.h"
#include "muster-roster-files.h"
#include "muster-roster-line.h"
#include "muster-roster-page.h"
#include "muster-roster-print.h"
#include "muster-stage.h"
#include "muster-test-desk.h"

#include <xlsxwriter.h>

#define PEOPLE 60

/* Two shifts whose marks differ, and nothing planned by itself at the weekend. */
static const char rules_text[] =
  "{ \"schema\": \"muster-rules/1\", \"name\": \"Mill\", \"shifts\": ["
  "  { \"id\": \"early\", \"name\": \"Early\","
  "    \"segments\": [{ \"on\": \"06:00\", \"off\": \"14:00\" }] },"
  "  { \"id\": \"late\", \"name\": \"Late\","
  "    \"segments\": [{ \"on\": \"14:00\", \"off\": \"22:00\" }] } ],"
  " \"groups\": [ { \"id\": \"mill\", \"name\": \"Mill\", \"pattern\": {"
  "    \"kind\": \"weekly\", \"slots\": [\"early\", \"early\", \"early\", \"early\","
  "    \"early\", null, null] }, \"policy\": {} } ] }";

typedef struct
{
  MusterTestDesk *desk;
  MusterOutlook *outlook;
  GtkWidget *window;
  MusterPage *page; /* weak */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *quoted = g_strescape (rules_text, NULL);
  g_autofree char *args = g_strdup_printf ("{'document': <\"%s\">, 'from': <%d>}", quoted,
                                           muster_test_date ("2026-01-01"));

  self->desk = muster_test_desk_new ();
  g_variant_unref (muster_test_submit (self->desk, "rules.publish", args));
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *staff_no = g_strdup_printf ("%03u", i + 1);
      g_autofree char *name = g_strdup_printf ("Worker %02u", i + 1);

      muster_test_add_person (self->desk, staff_no, name, "mill", "Hall");
    }

  self->outlook = muster_outlook_new (self->desk->office);
  muster_outlook_set_date (self->outlook, muster_test_date ("2026-03-04"));
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1280, 760);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));

  /* What the page asked for comes back before the clock that it reads goes. */
  while (self->page != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->outlook);
  muster_test_desk_free (self->desk);
}

static gboolean
palette_is_there (gpointer data)
{
  return muster_page_get_state (data) == MUSTER_PAGE_CONTENT &&
         gtk_widget_get_first_child (stage_get (data, "palette")) != NULL;
}

static MusterPage *
open_page (Fixture *self)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  MusterPage *page = g_object_new (
    MUSTER_TYPE_ROSTER_PAGE, "kind", &muster_roster_page_kind, "office",
    self->desk->office, "actor", self->desk->admin, "outlook", self->outlook, NULL);

  g_set_weak_pointer (&self->page, page);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (page));
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (GTK_WINDOW (self->window));
  stage_wait (palette_is_there, page);

  return page;
}

static void
press (MusterPage *page, guint key, GdkModifierType state)
{
  GtkWidget *lines = stage_get (GTK_WIDGET (page), "lines");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (lines);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (one) &&
          gtk_event_controller_get_propagation_phase (one) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (one, "key-pressed", key, 0, state, &taken);
    }
  g_assert_true (taken);
}

/* How many cells of a date somebody chose, and the shift of the last of them */
typedef struct
{
  Fixture *fixture;
  const char *date;
  const char *shift; /* "" for a rest */
  guint n;
} Wanted;

static gboolean
is_painted (gpointer data)
{
  Wanted *wanted = data;
  g_autoptr (MusterFilter) filter = muster_test_filter (wanted->date);
  g_autoptr (GPtrArray) rows = muster_test_rows (
    wanted->fixture->desk, wanted->fixture->desk->admin, "plans", filter);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      guint k;
      const MusterPlan *plan =
        muster_plan_row_find (g_ptr_array_index (rows, i), filter->dates.from, &k);

      n += (plan->reason == MUSTER_REASON_ROSTERED && plan->shift != NULL &&
            g_str_equal (plan->shift->code, wanted->shift)) ||
           (plan->reason == MUSTER_REASON_ROSTERED_REST && *wanted->shift == '\0');
    }

  return n == wanted->n;
}

static void
wait_for (Fixture *self, const char *date, const char *shift, guint n)
{
  Wanted wanted = { self, date, shift, n };

  stage_wait (is_painted, &wanted);
}

/* A month for sixty people, by keyboard alone, and step by step back */
static void
test_paint_by_keyboard (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);
  GtkWidget *widget = GTK_WIDGET (page);

  gtk_widget_activate_action (widget, "roster.select-all", NULL);
  press (page, GDK_KEY_2, 0);
  press (page, GDK_KEY_Return, 0);
  wait_for (self, "2026-03-31", "late", PEOPLE);
  wait_for (self, "2026-03-01", "late", PEOPLE);

  /* The first cell of the month is a rest now, and the one to its right is clear */
  press (page, GDK_KEY_Home, 0);
  for (guint i = 0; i < PEOPLE; i += 10)
    press (page, GDK_KEY_Page_Up, 0);
  press (page, GDK_KEY_r, 0);
  wait_for (self, "2026-03-01", "", 1);
  press (page, GDK_KEY_Right, 0);
  press (page, GDK_KEY_Down, GDK_SHIFT_MASK);
  press (page, GDK_KEY_Delete, 0);
  wait_for (self, "2026-03-02", "late", PEOPLE - 2);

  gtk_widget_activate_action (widget, "roster.undo", NULL);
  wait_for (self, "2026-03-02", "late", PEOPLE);
  gtk_widget_activate_action (widget, "roster.undo", NULL);
  wait_for (self, "2026-03-01", "late", PEOPLE);
  gtk_widget_activate_action (widget, "roster.undo", NULL);
  wait_for (self, "2026-03-31", "late", 0);
  gtk_widget_activate_action (widget, "roster.redo", NULL);
  wait_for (self, "2026-03-31", "late", PEOPLE);
}

static void
test_paste (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);

  press (page, GDK_KEY_Down, 0); /* the first one, on the 4th */
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (page)),
                          "Late\tlate\tRest\r\n\tL\t休息\r\n");
  gtk_widget_activate_action (GTK_WIDGET (page), "roster.paste", NULL);
  wait_for (self, "2026-03-04", "late", 1);
  wait_for (self, "2026-03-05", "late", 2);
  wait_for (self, "2026-03-06", "", 2);
}

/* ---- Files ---- */

static GVariant *taken;

static void
take (MusterPage *page, GVariant *cells)
{
  g_assert_null (taken);
  taken = g_variant_ref (cells);
}

static gboolean
is_offered (gpointer data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (data)) != NULL;
}

static gboolean
is_answered (gpointer data)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (data)) == NULL;
}

static gboolean
is_taken (gpointer data)
{
  return taken != NULL;
}

/* Opens a file and answers what is shown. */
static void
open_file (Fixture *self, MusterPage *page, const char *path, const char *answer)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  AdwDialog *dialog;

  g_clear_pointer (&taken, g_variant_unref);
  muster_roster_files_open (page, file, take);
  stage_wait (is_offered, self->window);
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  g_signal_emit_by_name (stage_find_button (GTK_WIDGET (dialog), answer), "clicked");
  stage_wait (is_answered, self->window);
  if (g_str_equal (answer, "_Import"))
    stage_wait (is_taken, NULL);
}

/* What was exported as a workbook comes back as it was; of a file with faults the good cells. */
static void
test_files (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("roster-XXXXXX", NULL);
  g_autofree char *book = g_build_filename (folder, "roster.xlsx", NULL);
  g_autofree char *text = g_build_filename (folder, "given.csv", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "roster.xlsx", NULL);
  g_autoptr (GVariant) cells = NULL;

  filter->dates =
    (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-03-08") };
  rows = muster_test_rows (self->desk, self->desk->admin, "plans", filter);
  g_assert_true (muster_roster_sheet_save (rows, filter->dates, book, &error));
  g_assert_no_error (error);
  g_assert_false (muster_roster_sheet_save (rows, filter->dates, nowhere, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_STORAGE);

  open_file (self, page, book, "_Import");
  g_variant_get (taken, "(v)", &cells);
  g_assert_cmpuint (g_variant_n_children (cells), ==, 7 * PEOPLE);
  open_file (self, page, book, "_Cancel");
  g_assert_null (taken);

  g_file_set_contents (text,
                       "staff_no,2026-03-07,2026-03-08\n"
                       "001,Late,no such\nnobody,,\n",
                       -1, NULL);
  open_file (self, page, text, "_Import");
  g_clear_pointer (&cells, g_variant_unref);
  g_variant_get (taken, "(v)", &cells);
  g_assert_cmpuint (g_variant_n_children (cells), ==, 1);
  g_clear_pointer (&taken, g_variant_unref);
  stage_remove_folder (folder);
}

static void
write_line (lxw_worksheet *sheet, guint row, const char *first, const char *second)
{
  worksheet_write_string (sheet, row, 0, first, NULL);
  worksheet_write_string (sheet, row, 1, second, NULL);
}

static GtkWidget *
offered_sheet (gpointer data)
{
  AdwDialog *dialog = adw_window_get_visible_dialog (ADW_WINDOW (data));

  return dialog != NULL ? stage_find_row (GTK_WIDGET (dialog), "Sheet") : NULL;
}

static gboolean
has_april_first (gpointer data)
{
  GtkWidget *row = offered_sheet (data);
  GtkStringObject *name =
    row != NULL ? adw_combo_row_get_selected_item (ADW_COMBO_ROW (row)) : NULL;

  return name != NULL && g_str_equal (gtk_string_object_get_string (name), "April");
}

/* Of several sheets the first one with content is offered; choosing another makes another offer. */
static void
test_sheets (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);
  g_autofree char *folder = g_dir_make_tmp ("roster-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "year.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *march = workbook_add_worksheet (book, "March");
  lxw_worksheet *april = workbook_add_worksheet (book, "April");
  g_autoptr (GVariant) cells = NULL;
  AdwDialog *dialog;

  write_line (march, 0, "staff_no", "2026-03-07");
  write_line (march, 1, "001", "Late");
  write_line (april, 0, "staff_no", "2026-04-04");
  write_line (april, 1, "001", "Late");
  write_line (april, 2, "002", "Late");
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);

  g_clear_pointer (&taken, g_variant_unref);
  muster_roster_files_open (page, file, take);
  stage_wait (is_offered, self->window);
  g_assert_false (has_april_first (self->window));
  adw_combo_row_set_selected (ADW_COMBO_ROW (offered_sheet (self->window)), 1);
  stage_wait (has_april_first, self->window);
  g_assert_null (taken);

  dialog = adw_window_get_visible_dialog (ADW_WINDOW (self->window));
  g_signal_emit_by_name (stage_find_button (GTK_WIDGET (dialog), "_Import"), "clicked");
  stage_wait (is_taken, NULL);
  g_variant_get (taken, "(v)", &cells);
  g_assert_cmpuint (g_variant_n_children (cells), ==, 2);
  g_clear_pointer (&taken, g_variant_unref);
  stage_remove_folder (folder);
}

/* Sixty people do not fit on one page, forty dates not beside each other. */
static void
test_print (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("roster-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "roster.pdf", NULL);
  g_autofree char *printed = NULL;
  int pages = 0;

  filter->dates =
    (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-04-10") };
  rows = muster_test_rows (self->desk, self->desk->admin, "plans", filter);
  operation = muster_roster_print_new (rows, filter->dates);
  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT,
                                            GTK_WINDOW (self->window), &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &pages, NULL);
  g_assert_cmpint (pages, >=, 4);
  g_assert_cmpint (pages % 2, ==, 0);
  g_assert_true (g_file_get_contents (path, &printed, NULL, &error));
  g_assert_true (g_str_has_prefix (printed, "%PDF"));
  stage_remove_folder (folder);
}

static void
test_swap_two (Fixture *self, gconstpointer data)
{
  MusterPage *page = open_page (self);

  press (page, GDK_KEY_Down, 0);
  press (page, GDK_KEY_2, 0);
  press (page, GDK_KEY_Return, 0);
  wait_for (self, "2026-03-04", "late", 1);
  press (page, GDK_KEY_Down, GDK_SHIFT_MASK);
  gtk_widget_activate_action (GTK_WIDGET (page), "roster.swap", NULL);
  wait_for (self, "2026-03-04", "early", 1);
  wait_for (self, "2026-03-04", "late", 1);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  muster_pages_register_resource ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  ADD ("/roster-page/paint-by-keyboard", test_paint_by_keyboard);
  ADD ("/roster-page/paste", test_paste);
  ADD ("/roster-page/swap-two", test_swap_two);
  ADD ("/roster-page/files", test_files);
  ADD ("/roster-page/sheets", test_sheets);
  ADD ("/roster-page/print", test_print);

  return g_test_run ();
}
