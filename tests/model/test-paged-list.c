/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-paged-list.h"
#include "muster-person.h"
#include "muster-table-writer.h"
#include "muster-test-desk.h"
#include "muster-tongue.h"

#define PAGE 128

/* ---- A listing of numbers, whose rows are people named after them ---- */

typedef struct
{
  GArray *keys;
  int code; /* of the error to fail with, -1 to go well */
  int version;
  int n_finds;
  int n_loads;
} Shelf;

static Shelf shelf = { .code = -1 };

static gboolean
shelf_find (MusterReading *reading,
            MusterFilter *filter,
            const MusterScope *scope,
            MusterFinding *finding,
            GError **error)
{
  g_atomic_int_inc (&shelf.n_finds);

  if (shelf.code >= 0)
    return muster_error_set (error, (MusterError) shelf.code, "No.");

  for (guint i = 0; i < shelf.keys->len; i++)
    {
      gint64 key = g_array_index (shelf.keys, gint64,
                                  filter->descending ? shelf.keys->len - 1 - i : i);

      if (filter->search == NULL || key == g_ascii_strtoll (filter->search, NULL, 10))
        g_array_append_val (finding->keys, key);
    }
  finding->total = shelf.keys->len;
  muster_finding_count (finding, "odd", shelf.keys->len / 2);

  return TRUE;
}

static GPtrArray *
shelf_load (MusterReading *reading,
            MusterFinding *finding,
            const gint64 *keys,
            guint n_keys,
            const MusterScope *scope,
            GError **error)
{
  GPtrArray *rows = muster_rows_new ();

  g_atomic_int_inc (&shelf.n_loads);
  for (guint i = 0; i < n_keys; i++)
    {
      MusterPerson *person = NULL;

      /* Key 13 has gone since it was found */
      if (keys[i] != 13)
        {
          person = muster_person_new ();
          person->id = keys[i];
          person->name = g_strdup_printf ("n%d\t%d", (int) keys[i], shelf.version);
        }
      g_ptr_array_add (rows, person);
    }

  return rows;
}

static void
get_name (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (((MusterPerson *) row)->name);
}

static void
get_id (GObject *row, MusterCell *cell)
{
  cell->integer = ((MusterPerson *) row)->id;
}

static const MusterColumn shelf_columns[] = {
  { "id", "Id", MUSTER_COLUMN_INTEGER, get_id },
  { "name", "Name", MUSTER_COLUMN_TEXT, get_name },
  { "more", "More", MUSTER_COLUMN_TEXT, get_name, .optional = TRUE },
  { NULL },
};

static const MusterListing shelf_listing = {
  .name = "shelf",
  .title = "Shelf",
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_person_get_type,
  .columns = shelf_columns,
  .topics = MUSTER_TOPIC_PEOPLE,
  .find = shelf_find,
  .load = shelf_load,
};

static void
shelf_fill (gint64 from, gint64 until)
{
  g_clear_pointer (&shelf.keys, g_array_unref);
  shelf.keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint64 key = from; key < until; key++)
    g_array_append_val (shelf.keys, key);
}

/* ---- What every test begins with ---- */

typedef struct
{
  MusterTestDesk *desk;
  MusterPagedList *list;
  GString *news;
} Fixture;

static void
items_changed_cb (Fixture *self, guint position, guint removed, guint added)
{
  g_string_append_printf (self->news, "%u-%u+%u ", position, removed, added);
  g_assert_true (removed == 0 || added == 0 || added <= 256);
}

static void
replacing_cb (Fixture *self)
{
  g_string_append (self->news, "( ");
}

static void
replaced_cb (Fixture *self, gboolean again)
{
  g_string_append (self->news, again ? ")again " : ")other ");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  shelf = (Shelf) { .code = -1 };
  shelf_fill (0, 1000);
  self->desk = muster_test_desk_new ();
  self->list =
    muster_paged_list_new (self->desk->office, self->desk->admin, &shelf_listing);
  self->news = g_string_new (NULL);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (items_changed_cb),
                            self);
  g_signal_connect_swapped (self->list, "replacing", G_CALLBACK (replacing_cb), self);
  g_signal_connect_swapped (self->list, "replaced", G_CALLBACK (replaced_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->list);
  muster_test_desk_free (self->desk);
  g_string_free (self->news, TRUE);
  g_clear_pointer (&shelf.keys, g_array_unref);
}

static void
settle (Fixture *self)
{
  while (muster_paged_list_get_busy (self->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
look (Fixture *self, const char *search, gboolean descending)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->search = g_strdup (search);
  filter->descending = descending;
  muster_paged_list_set_filter (self->list, filter);
}

static void
assert_news (Fixture *self, const char *expected)
{
  g_assert_cmpstr (self->news->str, ==, expected);
  g_string_truncate (self->news, 0);
}

static MusterPagedItem *
item_at (Fixture *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->list), position);
}

static const char *
name_of (MusterPagedItem *item)
{
  MusterPerson *person = muster_paged_item_get_row (item);

  return person ? person->name : NULL;
}

static void
wait_for_row (MusterPagedItem *item)
{
  while (muster_paged_item_get_row (item) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* ---- Tests ---- */

static void
test_first_look (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterPagedItem) first = NULL;
  g_autoptr (MusterPagedItem) far = NULL;
  g_autoptr (MusterPagedItem) gone = NULL;

  g_assert_cmpint (muster_paged_list_get_state (self->list), ==, MUSTER_LIST_IDLE);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->list), 0));
  look (self, NULL, FALSE);
  g_assert_cmpint (muster_paged_list_get_state (self->list), ==, MUSTER_LIST_LOADING);
  settle (self);

  g_assert_cmpint (muster_paged_list_get_state (self->list), ==, MUSTER_LIST_READY);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 1000);
  g_assert_cmpuint (muster_paged_list_get_total (self->list), ==, 1000);
  g_assert_cmpuint (muster_paged_list_get_count (self->list, "odd"), ==, 500);
  g_assert_cmpuint (muster_paged_list_get_count (self->list, "even"), ==, 0);
  g_assert_cmpint (muster_paged_list_get_as_of (self->list), ==, self->desk->now);
  assert_news (self, "( 0-0+0 0-0+1000 )other ");

  /* The first page comes with the news, another one when it is looked at */
  first = item_at (self, 0);
  far = item_at (self, 900);
  gone = item_at (self, 13);
  g_assert_cmpstr (name_of (first), ==, "n0\t0");
  g_assert_null (muster_paged_item_get_row (far));
  g_assert_cmpint (muster_paged_item_get_key (far), ==, 900);
  wait_for_row (far);
  g_assert_cmpstr (name_of (far), ==, "n900\t0");
  g_assert_null (muster_paged_item_get_row (gone));
  g_assert_cmpint (g_atomic_int_get (&shelf.n_loads), ==, 2);
}

static void
test_same_again (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterPagedItem) held = NULL;

  look (self, NULL, FALSE);
  settle (self);
  held = item_at (self, 300);
  wait_for_row (held);
  assert_news (self, "( 0-0+0 0-0+1000 )other ");

  /* Nothing moved: nobody is told, and what is held gets its new row */
  shelf.version = 1;
  muster_paged_list_refresh (self->list);
  settle (self);
  while (g_strcmp0 (name_of (held), "n300\t1") != 0)
    g_main_context_iteration (NULL, TRUE);
  assert_news (self, "");
}

static void
test_few_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterPagedItem) before = NULL;
  g_autoptr (MusterPagedItem) after = NULL;
  gint64 key = 5000;

  look (self, NULL, FALSE);
  settle (self);
  before = item_at (self, 600);
  assert_news (self, "( 0-0+0 0-0+1000 )other ");

  g_array_insert_val (shelf.keys, 500, key);
  muster_paged_list_refresh (self->list);
  settle (self);
  assert_news (self, "500-0+1 ");
  after = item_at (self, 601);
  g_assert_true (after == before);

  g_array_remove_range (shelf.keys, 0, 700);
  muster_paged_list_refresh (self->list);
  settle (self);
  assert_news (self, "0-700+0 ");
}

static void
test_other_rows (Fixture *self, gconstpointer data)
{
  guint position = 0;

  look (self, NULL, FALSE);
  settle (self);
  assert_news (self, "( 0-0+0 0-0+1000 )other ");

  /* All gone, then all new: never so many replaced at once */
  look (self, NULL, TRUE);
  settle (self);
  assert_news (self, "( 0-1000+0 0-0+1000 )other ");
  g_assert_true (muster_paged_list_find_key (self->list, 0, &position));
  g_assert_cmpuint (position, ==, 999);
  g_assert_cmpint (muster_paged_list_get_key (self->list, 0), ==, 999);
  g_assert_false (muster_paged_list_find_key (self->list, 1000, NULL));

  shelf_fill (2000, 3000);
  muster_paged_list_refresh (self->list);
  settle (self);
  assert_news (self, "( 0-1000+0 0-0+1000 )again ");

  look (self, "7", FALSE);
  settle (self);
  assert_news (self, "0-1000+0 ");
  g_assert_cmpint (muster_paged_list_get_state (self->list), ==, MUSTER_LIST_READY);
}

static void
test_failures (Fixture *self, gconstpointer data)
{
  look (self, NULL, FALSE);
  settle (self);

  /* What was there stays while it is what was asked for … */
  shelf.code = MUSTER_ERROR_STORAGE;
  muster_paged_list_refresh (self->list);
  settle (self);
  g_assert_cmpint (muster_paged_list_get_state (self->list), ==, MUSTER_LIST_FAILED);
  g_assert_error (muster_paged_list_get_error (self->list), MUSTER_ERROR,
                  MUSTER_ERROR_STORAGE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 1000);

  /* … and goes when something else was */
  look (self, NULL, TRUE);
  settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);

  shelf.code = -1;
  look (self, NULL, FALSE);
  settle (self);
  g_assert_cmpint (muster_paged_list_get_state (self->list), ==, MUSTER_LIST_READY);
  g_assert_no_error (muster_paged_list_get_error (self->list));

  /* Nobody goes on seeing what they may no longer see */
  shelf.code = MUSTER_ERROR_DENIED;
  muster_paged_list_refresh (self->list);
  settle (self);
  g_assert_cmpint (muster_paged_list_get_state (self->list), ==, MUSTER_LIST_DENIED);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
}

static void
test_many_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (MusterPagedItem) held = NULL;

  shelf_fill (0, 60 * PAGE);
  look (self, NULL, FALSE);
  settle (self);
  held = item_at (self, 3 * PAGE);

  for (guint page = 0; page < 60; page++)
    {
      g_autoptr (MusterPagedItem) item = item_at (self, page * PAGE + 20);

      wait_for_row (item);
    }
  g_assert_cmpint (g_atomic_int_get (&shelf.n_loads), ==, 60);

  /* The last ones are kept, the first ones were let go, the held one was not */
  g_object_unref (item_at (self, 59 * PAGE));
  g_object_unref (item_at (self, 3 * PAGE));
  g_assert_cmpint (g_atomic_int_get (&shelf.n_loads), ==, 60);
  {
    g_autoptr (MusterPagedItem) first = item_at (self, 0);

    g_assert_null (muster_paged_item_get_row (first));
    wait_for_row (first);
  }
  g_assert_cmpint (g_atomic_int_get (&shelf.n_loads), ==, 61);

  shelf.version = 1;
  muster_paged_list_refresh (self->list);
  while (g_strcmp0 (name_of (held), "n384\t1") != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_live (Fixture *self, gconstpointer data)
{
  look (self, NULL, FALSE);
  settle (self);
  g_assert_cmpint (shelf.n_finds, ==, 1);

  shelf_fill (0, 1001);
  muster_test_add_person (self->desk, "1", "Ada", "", "");
  while (g_list_model_get_n_items (G_LIST_MODEL (self->list)) != 1001)
    g_main_context_iteration (NULL, TRUE);
  settle (self);

  muster_paged_list_set_live (self->list, FALSE);
  shelf_fill (0, 1002);
  muster_test_add_person (self->desk, "2", "Ben", "", "");
  muster_test_add_source (self->desk, "Gate");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (muster_paged_list_get_busy (self->list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 1001);
}

static void
test_haste (Fixture *self, gconstpointer data)
{
  /* Only the last question is answered */
  look (self, "3", FALSE);
  look (self, "4", FALSE);
  look (self, "5", FALSE);
  settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 1);
  g_assert_cmpint (muster_paged_list_get_key (self->list, 0), ==, 5);
  assert_news (self, "( 0-0+0 0-0+1 )other ");

  /* Refreshing while a look is on its way adds one more look, however often */
  shelf.n_finds = 0;
  muster_paged_list_refresh (self->list);
  muster_paged_list_refresh (self->list);
  muster_paged_list_refresh (self->list);
  settle (self);
  g_assert_cmpint (shelf.n_finds, ==, 2);
}

static void
written_cb (const char *table, const GError *error, gpointer user_data)
{
  g_assert_no_error (error);
  *(char **) user_data = g_strdup (table);
}

static void
test_table (Fixture *self, gconstpointer data)
{
  static const guint positions[] = { 1, 2, 13, 700 };
  g_autofree char *table = NULL;
  g_autofree char *empty = NULL;

  look (self, NULL, FALSE);
  settle (self);
  muster_table_writer_run (self->list, positions, G_N_ELEMENTS (positions), NULL,
                           written_cb, &table);
  g_assert_null (table);
  while (table == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (table, ==, "Id\tName\n1\tn1 0\n2\tn2 0\n700\tn700 0\n");

  muster_table_writer_run (self->list, NULL, 0, NULL, written_cb, &empty);
  while (empty == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (empty, ==, "Id\tName\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  muster_tongue_set (MUSTER_TONGUE_EN);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/paged-list/first-look", test_first_look);
  ADD ("/paged-list/same-again", test_same_again);
  ADD ("/paged-list/few-rows", test_few_rows);
  ADD ("/paged-list/other-rows", test_other_rows);
  ADD ("/paged-list/failures", test_failures);
  ADD ("/paged-list/many-pages", test_many_pages);
  ADD ("/paged-list/live", test_live);
  ADD ("/paged-list/haste", test_haste);
  ADD ("/paged-list/table", test_table);
#undef ADD

  return g_test_run ();
}
