/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-headers.h"
#include "muster-people-format.h"
#include "muster-zk-users.h"

#include <string.h>

typedef struct
{
  MusterPeopleSink sink;
  GString *people;
  GString *faults;
} People;

static gboolean
people_take (MusterPeopleSink *sink, const MusterPersonDraft *draft, GError **error)
{
  People *people = (People *) sink;

  g_string_append_printf (people->people, "%" G_GUINT64_FORMAT " %s %s", draft->line,
                          draft->staff_no, draft->name);
  if (draft->department != NULL)
    g_string_append_printf (people->people, " d:%s", draft->department);
  if (draft->group != NULL)
    g_string_append_printf (people->people, " g:%s", draft->group);
  if (draft->has_joined || draft->has_left)
    {
      g_autofree char *joined = draft->joined != MUSTER_DATE_NONE
                                  ? muster_date_format (draft->joined)
                                  : g_strdup ("");
      g_autofree char *left = draft->left != MUSTER_DATE_EVER
                                ? muster_date_format (draft->left)
                                : g_strdup ("");

      g_string_append_printf (people->people, " %s~%s", joined, left);
    }
  for (gsize i = 0; i < draft->n_badges; i++)
    g_string_append_printf (people->people, " [%s:%s]",
                            draft->badges[i].source != NULL ? draft->badges[i].source
                                                            : "",
                            draft->badges[i].key);
  g_string_append_c (people->people, '\n');
  return TRUE;
}

static void
people_fault (MusterPeopleSink *sink,
              guint64 line,
              const char *field,
              const char *message)
{
  People *people = (People *) sink;

  g_assert_cmpstr (message, !=, "");
  g_string_append_printf (people->faults, "%" G_GUINT64_FORMAT " %s\n", line, field);
}

static void
people_clear (People *people)
{
  g_string_free (people->people, TRUE);
  g_string_free (people->faults, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (People, people_clear)

static MusterPeopleList *
open_list (const char *data, gsize length, GVariant *values, GError **error)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "people.csv", NULL);
  g_autoptr (GVariant) own = values != NULL ? g_variant_ref_sink (values) : NULL;
  g_auto (GVariantDict) all = G_VARIANT_DICT_INIT (own);
  g_autoptr (MusterParams) settings = NULL;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  g_variant_dict_insert (&all, "path", "s", path);
  settings = muster_params_new (muster_people_fields, g_variant_dict_end (&all), error);
  g_assert_nonnull (settings);
  return muster_people_list_new (settings, NULL, error);
}

#define BYTES(text) text, sizeof (text) - 1

static void
test_lists (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *people;
    const char *faults;
  } cases[] = {
    { BYTES ("工号,姓名,部门,考勤组,入职日期,离职日期,考勤号\n"
             "0017,张三,总部/研发,白班,2020-01-15,,1001\n"
             "0018,李四,,,2020/3/1,2024/2/29,1002 1003\n"),
      "2 0017 张三 d:总部/研发 g:白班 2020-01-15~ [:1001]\n"
      "3 0018 李四 d: g: 2020-03-01~2024-02-29 [:1002] [:1003]\n",
      "" },
    { BYTES ("\xef\xbb\xbf"
             "Staff No.;Name;Department;Device number: gate;Device number (yard)\r\n"
             "7;Ann Example;Works;17;18\r\n"),
      "2 7 Ann Example d:Works [gate:17] [yard:18]\n", "" },
    { BYTES ("staff_no\tname\tbadges\n1\tBo\tgate:5, yard:6;7\n"),
      "2 1 Bo [gate:5] [yard:6] [:7]\n", "" },
    /* GB18030 and UTF-16. */
    { BYTES ("\xb9\xa4\xba\xc5,\xd0\xd5\xc3\xfb\n1,\xd5\xc5\xc8\xfd\n"), "2 1 张三\n",
      "" },
    { BYTES ("\xff\xfe\xe5\x5d\xf7\x53,\0\xd3\x59\x0d\x54\n\0"
             "1\0,\0\x20\x5f\x09\x4e\n\0"),
      "2 1 张三\n", "" },
    /* A title above the headers, empty rows, a required mark. */
    { BYTES ("员工花名册\n导出时间：2024-03-01,,\n工号*,姓名（必填）,备注\n\n1,甲,x\n,,"
             "\n2,乙,\n"),
      "5 1 甲\n7 2 乙\n", "" },
    { BYTES ("工号,姓名\n1,\"a, b\"\n2,\"c\"\"d\"\n"), "2 1 a, b\n3 2 c\"d\n", "" },
    /* Faults, each with its line and field; the others come in. */
    { BYTES ("工号,姓名,入职日期,离职日期\n,甲,,\n2,,,\n3,丙,2024-02-30,\n4,丁,2024-03-"
             "01,2024-02-01\n"
             "5,戊,2024-03-01,至今\n"),
      "6 5 戊 2024-03-01~\n", "2 staff_no\n3 name\n4 joined\n5 left\n" },
    { BYTES ("工号,姓名,考勤号\n1,甲,5\n1,甲,6\n1,乙,7\n"), "2 1 甲 [:5]\n3 1 甲 [:6]\n",
      "4 staff_no\n" },
    { BYTES ("工号,姓名\n1,甲\n\0\0\0"
             "2,乙\n"),
      "2 1 甲\n3 2 乙\n", "3 file\n" },
    /* Only a device number: it is the key. */
    { BYTES ("登记号码,姓名\n17,甲\n"), "2 17 甲\n", "" },
    { BYTES ("No,Name,Joined\n1,A,13/02/2024\n2,B,01/02/2024\n"),
      "2 1 A 2024-02-13~\n3 2 B 2024-02-01~\n", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterPeopleList)
        list = open_list (cases[i].data, cases[i].length, NULL, &error);
      g_auto (People) people = { { people_take, people_fault },
                                 g_string_new (NULL),
                                 g_string_new (NULL) };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      muster_people_list_run (list, &people.sink, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (people.people->str, ==, cases[i].people);
      g_assert_cmpstr (people.faults->str, ==, cases[i].faults);
    }
}

static void
test_questions (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *setting;
    const char *value;
    const char *people;
  } cases[] = {
    { BYTES ("no,name,joined\n1,A,01/02/2024\n"), "order", "mdy", "2 1 A 2024-01-02~\n" },
    { BYTES ("no,name\n1,\xc7\xcd\xe3\xff\xff\n"), "charset", "windows-1252",
      "2 1 ÇÍãÿÿ\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterPeopleList)
        list = open_list (cases[i].data, cases[i].length, NULL, &error);
      g_autoptr (MusterPeopleList) told = NULL;
      g_autoptr (GVariant) found = NULL;
      g_autofree const char **ask = NULL;
      g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);
      g_auto (People) people = { { people_take, people_fault },
                                 g_string_new (NULL),
                                 g_string_new (NULL) };

      g_assert_no_error (error);
      found = muster_people_list_describe (list);
      g_assert_true (g_variant_lookup (found, "ask", "^a&s", &ask));
      g_assert_cmpstr (ask[0], ==, cases[i].setting);
      g_assert_false (muster_people_list_run (list, &people.sink, NULL, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
      g_assert_cmpstr (muster_error_get_field (error), ==, cases[i].setting);
      g_clear_error (&error);

      g_variant_dict_insert (&values, cases[i].setting, "s", cases[i].value);
      told =
        open_list (cases[i].data, cases[i].length, g_variant_dict_end (&values), &error);
      g_assert_no_error (error);
      muster_people_list_run (told, &people.sink, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (people.people->str, ==, cases[i].people);
    }
}

/* What a preview proposes is what it would have done by itself. */
static void
test_settings_round_trip (void)
{
  static const char data[] = "a;b;c\n1;Ann;x\n";
  static const char *const columns[] = { "staff-no", "name", "ignore", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterPeopleList) list = open_list (BYTES (data), NULL, &error);
  g_autoptr (MusterPeopleList) told = NULL;
  g_autoptr (MusterPeopleList) again = NULL;
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GVariant) settings = NULL;
  g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);
  g_auto (People)
    people = { { people_take, people_fault }, g_string_new (NULL), g_string_new (NULL) };

  g_assert_no_error (error);
  g_assert_false (muster_people_list_run (list, &people.sink, NULL, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "columns");
  g_clear_error (&error);

  g_variant_dict_insert_value (&values, "columns", g_variant_new_strv (columns, -1));
  told = open_list (BYTES (data), g_variant_dict_end (&values), &error);
  found = muster_people_list_describe (told);
  settings = g_variant_lookup_value (found, "settings", G_VARIANT_TYPE_VARDICT);
  again = open_list (BYTES (data), settings, &error);
  g_assert_no_error (error);
  muster_people_list_run (again, &people.sink, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (people.people->str, ==, "1 a b\n2 1 Ann\n");
}

static const guint8 wide_user[72] = {
  0x01, 0x00, 0x0e, 0x31,        0x32, 0x33, 0x34, 0x00, 0x00,        0x00, 0x00, 0xd5,
  0xc5, 0xc8, 0xfd, [35] = 0x15, 0xcd, 0x5b, 0x07, 0x01, [48] = 0x31, 0x30, 0x30, 0x31,
};
static const guint8 narrow_user[28] = {
  0x01, 0x00, 0x0e, 0x31, 0x32, 0x33, 0x34, 0x00, 0xd5, 0xc5, 0xc8, 0xfd, 0x00, 0x00,
  0x00, 0x00, 0x15, 0xcd, 0x5b, 0x07, 0x00, 0x01, 0x00, 0x00, 0xe9, 0x03, 0x00, 0x00,
};

static void
test_user_records (void)
{
  const struct
  {
    const guint8 *data;
    gsize length;
  } cases[] = { { wide_user, sizeof wide_user }, { narrow_user, sizeof narrow_user } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) file = g_byte_array_new ();
      g_auto (People) people = { { people_take, people_fault },
                                 g_string_new (NULL),
                                 g_string_new (NULL) };
      g_autoptr (MusterPeopleList) list = NULL;
      g_autoptr (GError) error = NULL;
      MusterZkUser user;
      gsize skip;

      g_assert_true (muster_zk_users_read (cases[i].data, cases[i].length, NULL, &user));
      g_assert_cmpuint (user.uid, ==, 1);
      g_assert_cmpuint (user.role, ==, 14);
      g_assert_false (user.disabled);
      g_assert_cmpstr (user.name, ==, "张三");
      g_assert_cmpuint (user.card, ==, 123456789);
      g_assert_cmpstr (user.key, ==, "1001");

      g_byte_array_append (file, cases[i].data, (guint) cases[i].length);
      g_assert_cmpuint (muster_zk_users_recognise (file->data, file->len, &skip), ==,
                        cases[i].length);
      g_assert_cmpuint (skip, ==, 0);
      list = open_list ((const char *) file->data, file->len, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (muster_people_list_run (list, &people.sink, NULL, &error));
      g_assert_cmpstr (people.people->str, ==, "1 1001 张三 [:1001]\n");

      g_byte_array_prepend (file, (const guint8 *) "\x48\0\0\0", 4);
      g_assert_cmpuint (muster_zk_users_recognise (file->data, file->len, &skip), ==,
                        cases[i].length);
      g_assert_cmpuint (skip, ==, 4);

      file->data[4 + 2] = 0xf1;
      g_assert_cmpuint (muster_zk_users_recognise (file->data, file->len, &skip), ==, 0);
    }
}

static void
test_headers (void)
{
  static const struct
  {
    const char *text;
    const char *person;
    const char *punch;
  } cases[] = {
    { "工号", "staff-no", "person" },
    { " Employee ID* ", "staff-no", "person" },
    { "姓 名", "name", "name" },
    { "考勤号（前门）", "badge:前门", "person" },
    { "badge:gate", "badge:gate", NULL },
    { "打卡时间", NULL, "time" },
    { "日期时间", NULL, "moment" },
    { "Date/Time", NULL, "moment" },
    { "登记号码", "badge", "person" },
    { "机器号", NULL, "device" },
    { "比对方式", NULL, "verify" },
    { "签到时间", NULL, "in-time" },
    { "经度", NULL, "longitude" },
    { "纬度", NULL, "latitude" },
    { "地点", NULL, "note" },
    { "状态", NULL, "state" },
    { "部门", "department", NULL },
    { "设备", NULL, "device" },
    { "编号", "staff-no", "person" },
    { "", NULL, NULL },
    { "(x)", NULL, NULL },
    { "啊", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *person = muster_headers_find_person (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (person, ==, cases[i].person);
      g_assert_cmpstr (muster_headers_find_punch (cases[i].text, NULL), ==,
                       cases[i].punch);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/people/headers", test_headers);
  g_test_add_func ("/people/lists", test_lists);
  g_test_add_func ("/people/questions", test_questions);
  g_test_add_func ("/people/settings-round-trip", test_settings_round_trip);
  g_test_add_func ("/people/user-records", test_user_records);

  return g_test_run ();
}
