/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small map of a day: with punches of a simulated server, which have positions. */

#include "muster-day-map.h"
#include "muster-pull.h"
#include "muster-simulator.h"
#include "muster-stage.h"
#include "muster-test-desk.h"

/* Wednesday 2026-03-04 08:00 in Shanghai */
#define BEGIN "1772582400"

typedef struct
{
  MusterTestDesk *desk;
  GtkWidget *window;
  GtkWidget *map;
  GtkWidget *weak;
  gint64 person;
  guint pressed;
} Fixture;

static void
pull_punches (Fixture *self)
{
  g_autoptr (MusterActor) sync = muster_actor_new (0, "sync", MUSTER_ROLE_SYNC, NULL);
  g_autoptr (MusterSimulator) server =
    muster_simulator_new ("sync-server", "--begin " BEGIN " --count 8 --people 1");
  g_autofree char *args =
    g_strdup_printf ("{'name': <'Phones'>, 'kind': <'muster'>, 'settings':"
                     " <<{'address': <'%s'>, 'plain': <true>}>>,"
                     " 'secrets': <<{'secret': <'secret'>}>>}",
                     muster_simulator_get_address (server));
  g_autoptr (GVariant) added = muster_test_submit (self->desk, "source.add", args);
  g_autoptr (MusterImportRow) row = NULL;
  g_autofree char *map = NULL;
  g_autoptr (GError) error = NULL;
  gint64 source;

  g_variant_get (added, "(x)", &source);
  row = muster_pull_run (self->desk->office, sync, source, "Warden", 0.5, NULL, NULL,
                         NULL, &error);
  g_assert_no_error (error);
  map = g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                         ">, 'key': <'p0000'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                         source, self->person);
  g_variant_unref (muster_test_submit (self->desk, "person.map", map));
}

static void
pressed_cb (Fixture *self)
{
  self->pressed++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->desk = muster_test_desk_new ();
  self->person =
    muster_test_add_person (self->desk, "8000", "Ada", "office", "Works/Forge");
  pull_punches (self);
  self->map = g_object_new (MUSTER_TYPE_DAY_MAP, NULL);
  g_set_weak_pointer (&self->weak, self->map);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (self->window), self->map);
  g_signal_connect_swapped (self->map, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));

  /* What was asked for comes back before the clock that it reads goes. */
  while (self->weak != NULL)
    g_main_context_iteration (NULL, TRUE);
  muster_test_desk_free (self->desk);
}

static gboolean
is_shown (gpointer map)
{
  return gtk_widget_get_visible (map);
}

static gboolean
is_hidden (gpointer map)
{
  return !gtk_widget_get_visible (map);
}

static gboolean
is_pressed (gpointer data)
{
  return ((Fixture *) data)->pressed > 0;
}

static void
show (Fixture *self, MusterActor *actor, const char *date)
{
  muster_day_map_show (MUSTER_DAY_MAP (self->map), self->desk->office, actor,
                       self->person, muster_test_date (date));
}

/* It is there when there is something to see, and only then; it opens by keyboard. */
static void
test_shown (Fixture *self, gconstpointer data)
{
  GtkWidget *button = gtk_widget_get_first_child (self->map);

  g_assert_false (gtk_widget_get_visible (self->map));
  show (self, self->desk->admin, "2026-03-04");
  stage_wait (is_shown, self->map);
  g_assert_true (gtk_widget_activate (button));
  stage_wait (is_pressed, self);
  g_assert_cmpuint (self->pressed, ==, 1);

  show (self, self->desk->admin, "2026-03-03");
  stage_wait (is_hidden, self->map);
}

/* Whoever may not see the person sees no map of theirs. */
static void
test_scope (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterActor)
    other = muster_test_actor (MUSTER_ROLE_SUPERVISOR, "shop", NULL);

  show (self, other, "2026-03-04");
  show (self, self->desk->admin, "2026-03-04");
  stage_wait (is_shown, self->map);
  show (self, other, "2026-03-04");
  stage_wait (is_hidden, self->map);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  stage_prepare ();

  g_test_add ("/day-map/shown", Fixture, NULL, set_up, test_shown, tear_down);
  g_test_add ("/day-map/scope", Fixture, NULL, set_up, test_scope, tear_down);

  return g_test_run ();
}
