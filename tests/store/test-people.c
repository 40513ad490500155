/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-badges.h"
#include "muster-error.h"
#include "muster-people.h"
#include "muster-test-company.h"
#include "muster-uid.h"

static char *office[] = { (char *) "office", NULL };
static char *production[] = { (char *) "生产部", NULL };

static gboolean
record_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterPerson) person = muster_person_new ();
  g_autoptr (MusterPerson) read = NULL;
  g_autoptr (MusterPerson) changed = NULL;
  g_autoptr (GError) local = NULL;
  gint64 id;
  gint64 found;

  person->staff_no = g_strdup ("0041");
  person->name = g_strdup ("陆小满");
  person->department = g_strdup ("生产部/一车间");
  person->group = g_strdup ("workshop");
  person->joined = 20000;
  person->left = 20900;
  person->exempt = TRUE;
  person->zone = g_strdup ("Asia/Urumqi");
  id = muster_people_add (db, person, MUSTER_TEST_NOW, error);
  g_assert_cmpint (id, >, 0);

  read = muster_people_get (db, id, MUSTER_TEST_TODAY, error);
  g_assert_nonnull (read);
  g_assert_cmpint (read->id, ==, id);
  g_assert_true (muster_uid_is_valid (read->uid));
  g_assert_cmpstr (read->staff_no, ==, "0041");
  g_assert_cmpstr (read->name, ==, "陆小满");
  g_assert_cmpstr (read->department, ==, "生产部/一车间");
  g_assert_cmpstr (read->group, ==, "workshop");
  g_assert_cmpint (read->joined, ==, 20000);
  g_assert_cmpint (read->left, ==, 20900);
  g_assert_true (read->exempt);
  g_assert_cmpstr (read->zone, ==, "Asia/Urumqi");

  g_assert_true (muster_people_get_by_staff_no (db, "0041", &found, error));
  g_assert_cmpint (found, ==, id);
  g_assert_true (muster_people_get_by_staff_no (db, "41", &found, error));
  g_assert_cmpint (found, ==, 0);

  /* Taken */
  g_assert_cmpint (muster_people_add (db, person, MUSTER_TEST_NOW, &local), ==, 0);
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_assert_nonnull (strstr (local->message, "0041"));
  g_clear_error (&local);

  /* Changed, with open ends and nothing in what may be empty */
  person->id = id;
  person->joined = MUSTER_DATE_NONE;
  person->left = MUSTER_DATE_EVER;
  g_set_str (&person->department, "");
  g_set_str (&person->zone, NULL);
  g_set_str (&person->name, "Lu");
  g_assert_true (muster_people_change (db, person, error));
  changed = muster_people_get (db, id, MUSTER_TEST_TODAY, error);
  g_assert_cmpstr (changed->name, ==, "Lu");
  g_assert_null (changed->department);
  g_assert_null (changed->zone);
  g_assert_cmpint (changed->joined, ==, MUSTER_DATE_NONE);
  g_assert_cmpint (changed->left, ==, MUSTER_DATE_EVER);
  g_assert_cmpstr (changed->uid, ==, read->uid);

  person->id = 999;
  g_set_str (&person->staff_no, "other");
  g_assert_false (muster_people_change (db, person, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);
  g_clear_error (&local);
  g_assert_null (muster_people_get (db, 999, MUSTER_TEST_TODAY, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_MISSING);

  return TRUE;
}

static void
test_record (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, record_run, NULL);
}

static void
assert_group (MusterDb *db, gint64 id, MusterDate on, const char *group)
{
  g_autoptr (MusterPerson) person = muster_people_get (db, id, on, NULL);

  g_assert_cmpstr (person->group, ==, group);
}

static gboolean
groups_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 ids[3] = {
    muster_test_person_add (db, "1", "Bai", NULL, "office"),
    muster_test_person_add (db, "2", "Shen", NULL, "night"),
    muster_test_person_add (db, "3", "Lu", NULL, "night"),
  };
  gint64 wanted[3] = { ids[2], ids[0], ids[1] };
  g_autoptr (GArray) records = NULL;
  g_autoptr (GArray) memberships = NULL;
  guint starts[4];

  g_assert_true (muster_people_set_group (db, ids[0], "night", 20100, error));
  g_assert_true (muster_people_set_group (db, ids[0], "shop", 20300, error));
  assert_group (db, ids[0], 20099, "office");
  assert_group (db, ids[0], 20100, "night");
  assert_group (db, ids[0], 20299, "night");
  assert_group (db, ids[0], 20300, "shop");

  memberships = muster_people_memberships (db, wanted, 3, (MusterDates) { 20299, 20300 },
                                           starts, error);
  g_assert_cmpint (memberships->len, ==, 4);
  g_assert_cmpint (starts[0], ==, 0);
  g_assert_cmpint (starts[1], ==, 1);
  g_assert_cmpint (starts[2], ==, 3);
  g_assert_cmpint (starts[3], ==, 4);
  g_assert_cmpstr (g_array_index (memberships, MusterMembership, 1).group, ==, "night");
  g_assert_cmpint (g_array_index (memberships, MusterMembership, 1).to, ==, 20299);
  g_assert_cmpstr (g_array_index (memberships, MusterMembership, 2).group, ==, "shop");
  g_assert_cmpint (g_array_index (memberships, MusterMembership, 2).to, ==,
                   MUSTER_DATE_EVER);

  /* From a date in between: what was known of later ones is gone */
  g_assert_true (muster_people_set_group (db, ids[0], "yard", 20200, error));
  assert_group (db, ids[0], 20199, "night");
  assert_group (db, ids[0], 20400, "yard");
  records = muster_people_list_memberships (db, ids[0], error);
  g_assert_cmpint (records->len, ==, 3);
  g_assert_cmpint (g_array_index (records, MusterMembershipRecord, 0).from, ==,
                   MUSTER_DATE_NONE);

  g_assert_true (muster_people_set_group (db, ids[0], "all", MUSTER_DATE_NONE, error));
  assert_group (db, ids[0], 10, "all");
  assert_group (db, ids[0], 30000, "all");

  return TRUE;
}

static void
test_groups (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, groups_run, NULL);
}

/* Ids as a text in the order found: people get 1, 2, 3 … */
static char *
find (MusterDb *db, MusterFilter *filter, const MusterScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray)
    ids = muster_people_find (db, filter, scope, MUSTER_TEST_TODAY, NULL, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%d", (int) g_array_index (ids, gint64, i));

  return g_string_free (text, FALSE);
}

#define assert_found(filter, scope, ids)                                                 \
  G_STMT_START                                                                           \
  {                                                                                      \
    g_autofree char *found = find (db, filter, scope);                                   \
    g_assert_cmpstr (found, ==, ids);                                                    \
  }                                                                                      \
  G_STMT_END

static gboolean
find_build (MusterDb *db, gpointer data, GError **error)
{
  gint64 source = muster_test_source_add (db, "Gate");
  gint64 id;

  muster_test_person_add (db, "A10", "张三", "生产部/一车间", "workshop"); /* 1 */
  muster_test_person_add (db, "A9", "单小满", "生产部", "office");         /* 2 */
  muster_test_person_add (db, "7", "Bai Ning", "生产部门", "office");      /* 3 */
  id = muster_test_person_add (db, "B1", "李四", NULL, "night");           /* 4 */
  g_assert_true (
    muster_people_set_group (db, id, "office", MUSTER_TEST_TODAY + 5, error));

  return muster_badges_map (db, source, "x", id, MUSTER_TEST_NOW, "Warden", NULL, NULL,
                            error) &&
         muster_db_execute (
           db, "UPDATE person SET left_on = 20500, exempt = 1 WHERE id = 2", error);
}

static gboolean
find_run (MusterDb *db, gpointer data, GError **error)
{
  static const struct
  {
    const char *search;
    const char *ids;
  } searches[] = {
    { "张", "1" },     { "zs", "1" },   { "ZhangSan", "1" }, { "张三", "1" },
    { "sxm", "2" },    { "shan", "2" }, { "bai n", "3" },    { "a1", "1" },
    { "Ａ１０", "1" }, { "7", "3" },    { "none", "" },      { "'; --", "" },
    { "%", "" },
  };
  static const struct
  {
    const char *order;
    const char *ids;
  } orders[] = { { NULL, "3421" },         { "name", "3421" },  { "staff_no", "3241" },
                 { "department", "4213" }, { "group", "4321" }, { "left", "2341" } };
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) local = NULL;
  MusterScope group = { .groups = office };
  MusterScope department = { .departments = production };
  MusterScope nothing = { 0 };
  const char *left[] = { "left", NULL };
  const char *several[] = { "exempt", "without_badge", NULL };
  guint total = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_set_str (&filter->order, orders[i].order);
      assert_found (filter, NULL, orders[i].ids);
    }
  filter->descending = TRUE;
  g_set_str (&filter->order, "staff_no");
  filter->limit = 2;
  assert_found (filter, NULL, "14");
  filter->descending = FALSE;
  filter->limit = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_set_str (&filter->search, searches[i].search);
      assert_found (filter, NULL, searches[i].ids);
    }
  g_set_str (&filter->search, NULL);

  g_set_str (&filter->department, "生产部");
  assert_found (filter, NULL, "21");
  g_set_str (&filter->department, NULL);
  g_set_str (&filter->group, "office");
  assert_found (filter, NULL, "32");
  filter->dates = (MusterDates) { MUSTER_TEST_TODAY, MUSTER_TEST_TODAY + 5 };
  assert_found (filter, NULL, "324");
  g_set_str (&filter->group, NULL);

  /* Scope: a group also of later dates, a department with those below it */
  assert_found (filter, &group, "324");
  filter->dates = (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
  assert_found (filter, &group, "32");
  assert_found (filter, &department, "21");
  assert_found (filter, &nothing, "");
  filter->person_id = 1;
  assert_found (filter, &group, "");
  assert_found (filter, &department, "1");
  filter->person_id = 0;

  ids = muster_people_find (db, filter, NULL, MUSTER_TEST_TODAY, counts, &total, error);
  g_assert_cmpint (total, ==, 4);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "employed")), ==, 3);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "left")), ==, 1);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "exempt")), ==, 1);
  g_assert_cmpint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "without_badge")), ==,
                   3);
  filter->states = (GStrv) left;
  assert_found (filter, NULL, "2");
  filter->states = (GStrv) several;
  assert_found (filter, NULL, "321");
  filter->states = NULL;

  g_set_str (&filter->order, "shoe");
  g_assert_null (
    muster_people_find (db, filter, NULL, MUSTER_TEST_TODAY, NULL, NULL, &local));
  g_assert_error (local, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (local), ==, "order");

  return TRUE;
}

static gboolean
load_run (MusterDb *db, gpointer data, GError **error)
{
  gint64 ids[5] = { 4, 77, 2, 1, 4 };
  MusterScope group = { .groups = office };
  g_autoptr (GPtrArray)
    all = muster_people_load (db, ids, 5, MUSTER_TEST_TODAY, TRUE, NULL, error);
  g_autoptr (GPtrArray)
    some = muster_people_load (db, ids, 5, MUSTER_TEST_TODAY, FALSE, &group, error);
  MusterPerson *person = g_ptr_array_index (all, 0);
  gboolean reaches;

  g_assert_cmpint (all->len, ==, 5);
  g_assert_cmpstr (person->name, ==, "李四");
  g_assert_cmpint (g_strv_length (person->badges), ==, 1);
  g_assert_cmpstr (person->badges[0], ==, "Gate:x");
  g_assert_null (g_ptr_array_index (all, 1));
  g_assert_cmpstr (((MusterPerson *) g_ptr_array_index (all, 2))->name, ==, "单小满");
  g_assert_cmpstr (((MusterPerson *) g_ptr_array_index (all, 4))->name, ==, "李四");

  g_assert_cmpint (some->len, ==, 5);
  for (guint i = 0; i < 5; i++)
    g_assert_true ((g_ptr_array_index (some, i) != NULL) == (i == 2));

  g_assert_true (muster_people_reaches (
    db, 4, &group, (MusterDates) { MUSTER_TEST_TODAY, MUSTER_TEST_TODAY }, &reaches,
    error));
  g_assert_false (reaches);
  g_assert_true (muster_people_reaches (
    db, 4, &group, (MusterDates) { MUSTER_TEST_TODAY, MUSTER_TEST_TODAY + 5 }, &reaches,
    error));
  g_assert_true (reaches);
  g_assert_true (
    muster_people_reaches (db, 4, NULL, (MusterDates) { 0, 0 }, &reaches, error));
  g_assert_true (reaches);

  return TRUE;
}

static gboolean
units_run (MusterDb *db, gpointer data, GError **error)
{
  MusterScope department = { .departments = production };
  g_autoptr (GArray)
    groups = muster_people_list_groups (db, NULL, MUSTER_TEST_TODAY, error);
  g_autoptr (GArray)
    departments = muster_people_list_departments (db, NULL, MUSTER_TEST_TODAY, error);
  g_autoptr (GArray)
    some = muster_people_list_groups (db, &department, MUSTER_TEST_TODAY, error);

  /* Who has left is not counted */
  g_assert_cmpint (groups->len, ==, 3);
  g_assert_cmpstr (g_array_index (groups, MusterUnitRecord, 1).code, ==, "office");
  g_assert_cmpint (g_array_index (groups, MusterUnitRecord, 1).n_people, ==, 1);
  g_assert_cmpint (departments->len, ==, 2);
  g_assert_cmpint (some->len, ==, 1);
  g_assert_cmpstr (g_array_index (some, MusterUnitRecord, 0).code, ==, "workshop");

  return TRUE;
}

static void
test_find (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();

  muster_test_vault_write (test, find_build, NULL);
  muster_test_vault_read (test, find_run, NULL);
  muster_test_vault_read (test, load_run, NULL);
  muster_test_vault_read (test, units_run, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/store/people/record", test_record);
  g_test_add_func ("/store/people/groups", test_groups);
  g_test_add_func ("/store/people/find", test_find);

  return g_test_run ();
}
