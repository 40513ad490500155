/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Adding a source as a person does, against simulated ones. */

#include "muster-source-dialog.h"
#include "muster-source-listings.h"
#include "muster-stage.h"
#include "muster-terminal.h"
#include "muster-test-desk.h"

typedef struct
{
  MusterTestDesk *desk;
  MusterSync *sync;
  GtkWidget *window;
  GtkWidget *dialog;
  GtkWidget *weak;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk = muster_test_desk_new ();
  self->sync = muster_sync_new (self->desk->office);
  self->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (self->window), adw_toast_overlay_new ());
  gtk_window_present (GTK_WINDOW (self->window));
  self->dialog = GTK_WIDGET (
    muster_source_dialog_present (gtk_window_get_child (GTK_WINDOW (self->window)),
                                  self->desk->office, self->desk->admin, self->sync));
  g_set_weak_pointer (&self->weak, self->dialog);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  muster_sync_stop (self->sync);
  gtk_window_destroy (GTK_WINDOW (self->window));

  /* What was asked for comes back before the clock that it reads goes. */
  while (self->weak != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (self->sync);
  muster_test_desk_free (self->desk);
}

static MusterSourceRow *
get_source (Fixture *self)
{
  g_autoptr (GPtrArray)
    rows = muster_test_rows (self->desk, self->desk->admin, "sources", NULL);

  g_assert_cmpuint (rows->len, ==, 1);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

/* A label that holds these words */
static GtkWidget *
find_words (GtkWidget *root, const char *words)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      strstr (gtk_label_get_label (GTK_LABEL (root)), words) != NULL)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_words (child, words);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static gboolean
is_found (gpointer data)
{
  return find_words (((Fixture *) data)->dialog, "It answers.") != NULL;
}

static gboolean
is_not_found (gpointer data)
{
  return stage_find_button (((Fixture *) data)->dialog, "_Add Anyway") != NULL;
}

static gboolean
has_fault (gpointer row)
{
  return gtk_widget_has_css_class (row, "error");
}

static gboolean
is_complete (gpointer data)
{
  return find_words (((Fixture *) data)->dialog, "The first sync is complete.") != NULL;
}

static gboolean
has_failed (gpointer data)
{
  return find_words (((Fixture *) data)->dialog, "have come so far") != NULL &&
         !muster_sync_get_busy (((Fixture *) data)->sync);
}

static gboolean
everybody_counted (gpointer data)
{
  return find_words (((Fixture *) data)->dialog, "30 punches have come so far") != NULL &&
         find_words (((Fixture *) data)->dialog, "belong to nobody yet") != NULL;
}

static void
choose (Fixture *self, const char *kind)
{
  GtkWidget *row = stage_find_row (self->dialog, kind);

  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "activated");
}

static void
fill (Fixture *self, const char *title, const char *text)
{
  GtkWidget *row = stage_find_row (self->dialog, title);

  g_assert_nonnull (row);
  if (ADW_IS_SPIN_ROW (row))
    adw_spin_row_set_value (ADW_SPIN_ROW (row), g_ascii_strtod (text, NULL));
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
press (Fixture *self, const char *label)
{
  GtkWidget *button = stage_find_button (self->dialog, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
fill_terminal (Fixture *self, MusterTerminal *terminal)
{
  g_autofree char *port = g_strdup_printf ("%u", muster_terminal_get_port (terminal));

  choose (self, "Time clock (ZKTeco)");
  fill (self, "Name", "Gate");
  fill (self, "Address", "127.0.0.1");
  fill (self, "Port", port);
}

/* A wrong comm key stands at its field; with the right one the terminal says who it is, is added, and
 * its people and punches come. */
static void
test_terminal (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterTerminal)
    terminal = muster_terminal_new ("--comm-key 4321 --users 5 --records 30");
  g_autoptr (MusterSourceRow) row = NULL;
  GtkWidget *key;

  fill_terminal (self, terminal);
  key = stage_find_row (self->dialog, "Comm key");
  gtk_editable_set_text (GTK_EDITABLE (key), "1234");
  press (self, "_Next");
  stage_wait (has_fault, key);

  gtk_editable_set_text (GTK_EDITABLE (key), "4321");
  press (self, "_Next");
  stage_wait (is_found, self);
  g_assert_nonnull (stage_find_row (self->dialog, "Serial number"));

  press (self, "_Add");
  stage_wait (is_complete, self);
  stage_wait (everybody_counted, self);
  row = get_source (self);
  g_assert_cmpuint (row->n_punches, ==, 30);
  g_assert_cmpuint (row->n_unmapped, ==, 5);
  press (self, "_Close");
}

/* One that does not answer can be added for later, and says what is wrong. */
static void
test_nobody (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterSourceRow) row = NULL;

  choose (self, "Time clock (ZKTeco)");
  fill (self, "Name", "Gate");
  fill (self, "Address", "127.0.0.1");
  fill (self, "Port", "1");
  press (self, "_Next");
  stage_wait (is_not_found, self);
  press (self, "_Add Anyway");
  stage_wait (has_failed, self);
  g_assert_null (find_words (self->dialog, "The first sync is complete."));
  row = get_source (self);
  g_assert_cmpstr (row->code, ==, "unreachable");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/source-dialog/terminal", Fixture, NULL, set_up, test_terminal, tear_down);
  g_test_add ("/source-dialog/nobody", Fixture, NULL, set_up, test_nobody, tear_down);

  return g_test_run ();
}
