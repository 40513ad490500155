/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-collector.h"
#include "muster-connector-catalog.h"
#include "muster-error.h"
#include "muster-file-connector.h"

#include <glib/gstdio.h>
#include <string.h>

#define BYTES(text) text, sizeof (text) - 1

static MusterParams *
settings_for (const char *name, const char *data, gsize length, const char *values)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GVariant) parsed = NULL;
  g_auto (GVariantDict) dict = { 0 };
  g_autoptr (GError) error = NULL;
  MusterParams *settings;

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
  if (values != NULL)
    {
      parsed = g_variant_parse (G_VARIANT_TYPE_VARDICT, values, NULL, NULL, &error);
      g_assert_no_error (error);
    }
  g_variant_dict_init (&dict, parsed);
  g_variant_dict_insert (&dict, "path", "s", path);
  settings =
    muster_params_new (muster_file_connector.fields, g_variant_dict_end (&dict), &error);
  g_assert_no_error (error);
  return settings;
}

typedef struct
{
  const char *name;
  const char *data;
  gsize length;
  const char *values; /* settings */
  const char *kind;
  const char *punches;
  const char *rejects;
  guint64 duplicates;
  guint64 events;
} Case;

static void
check_cases (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      const Case *c = &cases[i];
      g_autoptr (MusterParams)
        settings = settings_for (c->name, c->data, c->length, c->values);
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GVariant) found = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *punches = NULL;
      g_autofree char *rejects = NULL;
      const char *kind = NULL;
      guint64 n = 0;

      g_test_message ("case %" G_GSIZE_FORMAT " %s", i, c->name);
      found = muster_file_connector.probe (NULL, settings, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_variant_lookup (found, "kind", "&s", &kind));
      g_assert_cmpstr (kind, ==, c->kind);

      muster_file_connector.pull (NULL, settings, NULL, &collector->sink, NULL, &error);
      g_assert_no_error (error);
      punches = muster_collector_get_punches (collector);
      rejects = muster_collector_get_rejects (collector);
      g_assert_cmpstr (punches, ==, c->punches);
      g_assert_cmpstr (rejects, ==, c->rejects != NULL ? c->rejects : "");
      g_assert_cmpuint (collector->duplicates, ==, c->duplicates);
      g_assert_cmpuint (collector->events, ==, c->events);

      /* The preview counts just what the pull takes. */
      g_assert_true (g_variant_lookup (found, "good", "t", &n));
      g_assert_cmpuint (n, ==, collector->punches->len);
      g_assert_true (g_variant_lookup (found, "rejected", "t", &n));
      g_assert_cmpuint (n, ==, collector->rejects->len);
      g_assert_true (g_variant_lookup (found, "duplicates", "t", &n));
      g_assert_cmpuint (n, ==, c->duplicates);
      g_assert_true (g_variant_lookup (found, "events", "t", &n));
      g_assert_cmpuint (n, ==, c->events);
      g_assert_true (g_variant_lookup (found, "suspect", "t", &n));
      g_assert_cmpuint (n, ==, collector->suspect);
    }
}

static void
test_glg (void)
{
  static const Case cases[] = {
    /* Layout A. */
    { "GLG_001.TXT",
      BYTES ("No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n"
             "1\t1\t1\t\t0\t0\t2017/11/22 14:17:21\r\n"
             "2\t1\t2\tLi Lei\t1\t0\t2017/11/22 14:18:00\r\n"
             "3\t1\t1\t\t0\t0\t2017/11/22 14:17:21\r\n"
             "4\t1\t0\t\t2\t0\t2017/11/22 14:20:00\r\n"
             "5\t1\t3\t\t0\t0\t2017/13/22 14:20:00\r\n"),
      "{'states': <true>}", "glg",
      "1 2017-11-22 14:17:21 in\n2 2017-11-22 14:18:00 out name:Li Lei\n",
      "6 date: 5\t1\t3\t\t0\t0\t2017/13/22 14:20:00\n", 1, 1 },
    /* Layout B: a header more than the rows have. */
    { "AGL_001.TXT",
      BYTES ("No\tTMNo\tEnNo\tName\t\tGMNo\tMode\tIN/OUT\tAntipass\tDateTime\n"
             "1\t1\t302\t          \t1\t3\t \t0\t06-30-2016  01:19:29PM\n"
             "2\t1\t303\tAnn       \t1\t3\t0\t0\t06-30-2016  12:19:29AM\n"),
      NULL, "glg", "302 2016-06-30 13:19:29\n303 2016-06-30 00:19:29 name:Ann\n" },
    /* … and rows that have it. */
    { "AGL_002.TXT",
      BYTES ("No\tTMNo\tEnNo\tName\t\tGMNo\tMode\tIN/OUT\tAntipass\tDateTime\n"
             "1\t1\t302\tAnn\t\t1\t3\t \t0\t30-06-2016  01:19:29PM\n"),
      NULL, "glg", "302 2016-06-30 13:19:29 name:Ann\n" },
    /* Layout C: name and number share a field. */
    { "GLG_002.TXT",
      BYTES ("No\tTMNo\tEnNo\tName GMNo\tMode\tDateTime\n"
             "1\t1\t9\tBo Li 1\t1\t2023/01/06 10:00:17\n"
             "2\t1\t10\t1\t1\t2023/01/06 10:00:18\n"),
      NULL, "glg", "9 2023-01-06 10:00:17 name:Bo Li\n10 2023-01-06 10:00:18\n" },
    /* Layout D: padded ids, two spaces, names in GBK. */
    { "AGL_003.TXT",
      BYTES ("No\tMchn\tEnNo\tName\tMode\tIOMd\tDateTime\r\n"
             "000001\t1\t000000012\t\xd5\xc5\xc8\xfd\t1\t0\t2011/05/03  08:02:11\r\n"
             "000002\t1\t000000345\t\t1\t1\t2011/05/03  08:03:11\r\n"),
      NULL, "glg", "12 2011-05-03 08:02:11 name:张三\n345 2011-05-03 08:03:11\n" },
    { "AGL_003.TXT",
      BYTES ("No\tMchn\tEnNo\tName\tMode\tIOMd\tDateTime\r\n"
             "000001\t1\t000000012\t\t1\t0\t2011/05/03  08:02:11\r\n"),
      "{'zeros': <'keep'>}", "glg", "000000012 2011-05-03 08:02:11\n" },
    /* The first letter of the header lost. */
    { "GLG_003.TXT",
      BYTES ("o\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n1\t1\t1\t\t0\t0\t2017/11/22 "
             "14:17:21\r\n"),
      NULL, "glg", "1 2017-11-22 14:17:21\n" },
    /* Zero bytes and a torn row; two files in one. */
    { "GLG_004.TXT",
      BYTES ("No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n"
             "1\t1\t1\t\t0\t0\t2017/11/22 14:17:21\r\n"
             "2\t1\t2\t\t0\t0\t2017/11/2\0\0\0"
             "2 14:17:22\r\n"
             "No\tTMNo\tEnNo\tName GMNo\tMode\tDateTime\r\n"
             "1\t1\t9\tBo 1\t1\t2023/01/06 10:00:17\r\n"
             "2\t1\t10\tBo 1\t1\t2023/01/06 10:00:1"),
      NULL, "glg", "1 2017-11-22 14:17:21\n9 2023-01-06 10:00:17 name:Bo\n",
      "3 torn: 2\t1\t2\t\t0\t0\t2017/11/2\n3 torn: 2 14:17:22\n"
      "6 torn: 2\t1\t10\tBo 1\t1\t2023/01/06 10:00:1\n" },
    { "GLG_005.TXT",
      BYTES ("No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\n1\t1\t7\t\t0\t0\t01/02/2017 "
             "14:17:21\n"),
      "{'order': <'mdy'>}", "glg", "7 2017-01-02 14:17:21\n" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_tables (void)
{
  static const Case cases[] = {
    { "a.csv",
      BYTES ("\xef\xbb\xbf工号,姓名,部门,日期,时间,状态,机器号,比对方式,备注\r\n"
             "0017,张三,研发,2024-02-29,08:30,上班签到,2,指纹,\"门口, 北\"\r\n"
             "0017,张三,研发,2024-02-29,18:05:09,下班,2,人脸,\r\n"
             "0018,李四,研发,2024-02-30,18:05,C/Out,2,密码,\r\n"
             ",无名,研发,2024-02-29,18:05,,,,\r\n"),
      NULL, "table",
      "0017 2024-02-29 08:30:00 in v1 name:张三 device:2 note:门口, 北\n"
      "0017 2024-02-29 18:05:09 out v2 name:张三 device:2\n",
      "4 date: 0018,李四,研发,2024-02-30,18:05,C/Out,2,密码,\n5 empty-key: "
      ",无名,研发,2024-02-29,18:05,,,,\n" },
    { "b.csv",
      BYTES (
        "登记号码;打卡时间\n7;2024/2/9 8:05\n7;2024/2/9 8:05\n8;2024年2月9日 17:30\n"),
      NULL, "table", "7 2024-02-09 08:05:00\n8 2024-02-09 17:30:00\n", NULL, 1 },
    { "c.tsv", BYTES ("User ID\tName\tDate/Time\n7\tAnn\t29/02/2024 8:05 PM\n"), NULL,
      "table", "7 2024-02-29 20:05:00 name:Ann\n" },
    { "d.csv", BYTES ("id|datetime\n7|20240229083015\n"), NULL, "table",
      "7 2024-02-29 08:30:15\n" },
    { "e.csv", BYTES ("staff_no,at,direction\n7,2024-02-29T08:30:15+08:00,in\n"), NULL,
      "table", "7 2024-02-29 08:30:15+28800 in\n" },
    /* GB18030, UTF-16; a quoted line end; a title above. */
    { "f.csv",
      BYTES ("\xb9\xa4\xba\xc5,\xcb\xa2\xbf\xa8\xca\xb1\xbc\xe4\n7,2024-02-29 08:30\n"),
      NULL, "table", "7 2024-02-29 08:30:00\n" },
    { "g.csv",
      BYTES ("\xff\xfe\xe5\x5d\xf7\x53\x09\0\xf6\x65\xf4\x95\n\0"
             "7\0\x09\0"
             "2\0"
             "0\0"
             "2\0"
             "4\0-\0"
             "0\0"
             "2\0-\0"
             "2\0"
             "9\0 \0"
             "0\0"
             "8\0:\0"
             "3\0"
             "0\0\n\0"),
      NULL, "table", "7 2024-02-29 08:30:00\n" },
    { "h.csv",
      BYTES ("考勤明细,,\n工号,打卡时间,备注\n7,2024-02-29 "
             "08:30,\"a\nb\"\n\n8,2024-02-29 08:31,\n"),
      NULL, "table", "7 2024-02-29 08:30:00 note:a\nb\n8 2024-02-29 08:31:00\n" },
    /* Positions. */
    { "i.csv",
      BYTES ("工号,打卡时间,经度(GCJ-02),纬度(GCJ-02),精度\n"
             "7,2024-02-29 08:30,121.4737,31.2304,25\n8,2024-02-29 08:31,,,\n"
             "9,2024-02-29 08:32,191,31,\n"),
      NULL, "table",
      "7 2024-02-29 08:30:00 at:31.230400,121.473700,1,25\n8 2024-02-29 08:31:00\n",
      "4 range: 9,2024-02-29 08:32,191,31,\n" },
    { "j.csv", BYTES ("user,time,lat,lon,datum\n7,2024-02-29 08:30,31.5,121.5,BD-09\n"),
      NULL, "table", "7 2024-02-29 08:30:00 at:31.500000,121.500000,2\n" },
    /* No headers at all. */
    { "k.csv", BYTES ("1001,x,2024-02-29 08:30\n1002,y,2024-02-29 08:31\n"), NULL,
      "table", "1001 2024-02-29 08:30:00\n1002 2024-02-29 08:31:00\n" },
    /* Headers that nobody knows, and some of which are known. */
    { "k2.csv", BYTES ("who,what,when\n1001,x,2024-02-29 08:30\n"), NULL, "table",
      "1001 2024-02-29 08:30:00\n" },
    { "k3.csv", BYTES ("who,日期,时间\n1001,2024-02-29,08:30\n"), NULL, "table",
      "1001 2024-02-29 08:30:00\n" },
    /* Several punches in a cell. */
    { "l.csv",
      BYTES (
        "工号,姓名,日期,打卡记录\n7,张三,2024-02-29,08:01 12:02 13:00 18:05\n"
        "8,李四,2024-02-29,08:01;18:05\n9,王五,2024-02-29,\"08:01\n18:05\"\n10,赵六,2024-"
        "02-29,\n"
        "11,钱七,2024-02-29,08:0118:05次日00:30\n12,孙八,2024-02-29,08:01 25:99 休\n"),
      NULL, "cells",
      "7 2024-02-29 08:01:00 name:张三\n7 2024-02-29 12:02:00 name:张三\n"
      "7 2024-02-29 13:00:00 name:张三\n7 2024-02-29 18:05:00 name:张三\n"
      "8 2024-02-29 08:01:00 name:李四\n8 2024-02-29 18:05:00 name:李四\n"
      "9 2024-02-29 08:01:00 name:王五\n9 2024-02-29 18:05:00 name:王五\n"
      "11 2024-02-29 08:01:00 name:钱七\n11 2024-02-29 18:05:00 name:钱七\n"
      "11 2024-03-01 00:30:00 name:钱七\n12 2024-02-29 08:01:00 name:孙八\n",
      "8 date: 25:99\n" },
    { "m.csv",
      BYTES (
        "工号,日期,签到时间,签退时间\n7,2024-02-29,08:30,18:05\n8,2024-02-29,,18:06\n"),
      NULL, "cells",
      "7 2024-02-29 08:30:00 in\n7 2024-02-29 18:05:00 out\n8 2024-02-29 18:06:00 "
      "out\n" },
    /* A person a row, a day a column. */
    { "n.csv",
      BYTES ("2024年2月考勤表,,,,,,,\n工号,姓名,26,27,28,29,1,2\n"
             "7,张三,08:01 18:05,,休,08:02,09:00,\n8,李四,,08:3018:00,,,,x1\n"),
      NULL, "cross",
      "7 2024-02-26 08:01:00 name:张三\n7 2024-02-26 18:05:00 name:张三\n"
      "7 2024-02-29 08:02:00 name:张三\n7 2024-03-01 09:00:00 name:张三\n"
      "8 2024-02-27 08:30:00 name:李四\n8 2024-02-27 18:00:00 name:李四\n",
      "4 date: x1\n" },
    { "o.csv",
      BYTES ("姓名,考勤号,2024-02-01,2024-02-02,2024-02-03,2024-02-04,2024-02-05\n甲,5,"
             "08:00,,,,17:00\n"),
      NULL, "cross", "5 2024-02-01 08:00:00 name:甲\n5 2024-02-05 17:00:00 name:甲\n" },
    { "p.csv", BYTES ("工号,1日,2日,3日,4日,5日\n5,08:00,,,,17:00\n"),
      "{'month': <'2023-12'>}", "cross",
      "5 2023-12-01 08:00:00\n5 2023-12-05 17:00:00\n" },
    { "2023-11.csv", BYTES ("工号,1,2,3,4,5\n5,08:00,,,,17:00\n"), NULL, "cross",
      "5 2023-11-01 08:00:00\n5 2023-11-05 17:00:00\n" },
    /* A mapping that was kept: by place, and by name when columns have moved. */
    { "q.csv", BYTES ("x;y;z\n7;8;2024-02-29 08:30\n"),
      "{'kind': <'table'>, 'columns': <{'separator': <';'>, 'header': <uint32 1>, "
      "'roles': <['ignore', "
      "'person', 'moment']>}>}",
      "table", "8 2024-02-29 08:30:00\n" },
    { "r.csv", BYTES ("姓名,时间,编号\n甲,2024-02-29 08:30,8\n"),
      "{'columns': <{'columns': <['编号', '时间', '姓名']>, 'roles': <['person', "
      "'moment', 'ignore']>}>}",
      "table", "8 2024-02-29 08:30:00\n" },
    /* Zero bytes, a torn row, the headers once more. */
    { "s.csv",
      BYTES ("工号,打卡时间,备注\n7,2024-02-29 08:30,a\n8,2024-02-\0\0\0"
             "29 08:31,b\n工号,打卡时间,备注\n"
             "9,2024-02-29 08:32,c\n"),
      NULL, "table", "7 2024-02-29 08:30:00 note:a\n9 2024-02-29 08:32:00 note:c\n",
      "3 torn: 8,2024-02-\n3 torn: 29 08:31,b\n" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_attlog_files (void)
{
  static const Case cases[] = {
    { "1_attlog.dat",
      BYTES ("        5\t2016-11-15 07:07:29\t1\t255\t1\t0\r\n 25831029\t2014-09-02 "
             "16:26:02\t1\t0\t0\t0\n"
             "      200\t2020-08-26 23:08:49\t7\t0\t1\t53\n"),
      NULL, "attlog",
      "5 2016-11-15 07:07:29 v1\n25831029 2014-09-02 16:26:02\n200 2020-08-26 23:08:49 "
      "v1 w53\n" },
    { "x.csv", BYTES ("9\tName\t2021-03-04 08:00:11\t1\t0\n"), NULL, "attlog",
      "9 2021-03-04 08:00:11 name:Name\n" },
    { "x.dat", BYTES ("9\t2021-03-04 08:00:11\t1\t15\n"),
      "{'tail': <'state-verify'>, 'states': <true>}", "attlog",
      "9 2021-03-04 08:00:11 out v2\n" },
    /* A name in GB18030. */
    { "y.dat", BYTES ("9\t\xd5\xc5\xc8\xfd\t2021-03-04 08:00:11\t1\t0\t1\n"), NULL,
      "attlog", "9 2021-03-04 08:00:11 v1 name:张三\n" },
    /* More faults than good lines are still a log when they are its own faults. */
    { "z.dat",
      BYTES (
        "9\t2021--03--04 -8:-00:-11\t1\t0\t1\t0\n9\t2021--03--05 -8:-00:-11\t1\t0\t1\t0\n"
        "9\t2021-03-04 08:00:11\t1\t0\t1\t0\n"),
      NULL, "attlog", "9 2021-03-04 08:00:11 v1\n",
      "1 negative-date: 9\t2021--03--04 -8:-00:-11\t1\t0\t1\t0\n"
      "2 negative-date: 9\t2021--03--05 -8:-00:-11\t1\t0\t1\t0\n" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_questions (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *ask;
    const char *answer;
    const char *punches;
  } cases[] = {
    { BYTES ("id,time\n7,01/02/2024 08:30\n8,03/04/2024 08:30\n"), "order",
      "{'order': <'dmy'>}", "7 2024-02-01 08:30:00\n8 2024-04-03 08:30:00\n" },
    { BYTES ("No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\n1\t1\t7\t\t0\t0\t01-02-2017 "
             "14:17:21\n"),
      "order", "{'order': <'dmy'>}", "7 2017-02-01 14:17:21\n" },
    { BYTES ("No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\n1\t1\t7\t\xc7\xcd\xff\t0\t0\t2"
             "017/11/22 14:17:21\n"),
      "charset", "{'charset': <'windows-1252'>}", "7 2017-11-22 14:17:21 name:ÇÍÿ\n" },
    { BYTES ("工号,1,2,3,4,5\n5,08:00,,,,17:00\n"), "month", "{'month': <'2024-02'>}",
      "5 2024-02-01 08:00:00\n5 2024-02-05 17:00:00\n" },
    { BYTES ("a,日期,时间\n某人,2024-02-29,08:30\n"), "columns",
      "{'columns': <{'roles': <['person', 'date', 'time']>}>}",
      "某人 2024-02-29 08:30:00\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterParams)
        settings = settings_for ("q.csv", cases[i].data, cases[i].length, NULL);
      g_autoptr (MusterParams) answered =
        settings_for ("q.csv", cases[i].data, cases[i].length, cases[i].answer);
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GVariant) found = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree const char **ask = NULL;
      g_autofree char *punches = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      found = muster_file_connector.probe (NULL, settings, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_variant_lookup (found, "ask", "^a&s", &ask));
      g_assert_cmpstr (ask[0], ==, cases[i].ask);
      g_assert_false (g_variant_lookup (found, "good", "t", NULL));

      g_assert_false (muster_file_connector.pull (NULL, settings, NULL, &collector->sink,
                                                  NULL, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
      g_assert_cmpstr (muster_error_get_field (error), ==, cases[i].ask);
      g_assert_cmpstr (error->message, !=, "");
      g_assert_cmpuint (collector->punches->len, ==, 0);
      g_clear_error (&error);

      muster_file_connector.pull (NULL, answered, NULL, &collector->sink, NULL, &error);
      g_assert_no_error (error);
      punches = muster_collector_get_punches (collector);
      g_assert_cmpstr (punches, ==, cases[i].punches);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *name;
    const char *data;
    gsize length;
  } cases[] = {
    { "empty.dat", BYTES ("") },
    { "attlog.dat", BYTES ("\0\0\0\0\0\0\0\0") },
    { "a.csv", BYTES ("PK\3\4\x14\0\0\0\0\0[Content_Types].xml") },
    { "b.xlsx", BYTES ("PK\3\4\x14\0\0\0\0\0xl/workbook.xml") },
    { "a.docx", BYTES ("PK\3\4\x14\0\0\0\0\0[Content_Types].xml word/") },
    { "a.zip", BYTES ("PK\3\4\x14\0\0\0\0\0attlog.dat") },
    { "a.xls", BYTES ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") },
    { "a.png", BYTES ("\x89PNG\r\n\x1a\n") },
    { "a.pdf", BYTES ("%PDF-1.7\n") },
    { "a.db", BYTES ("SQLite format 3\0") },
    { "1_template.dat", BYTES ("5\t2021-03-04 08:00:11\t1\t0\n") },
    { "face.dat", BYTES ("xyz") },
    { "8.fp10", BYTES ("xyz") },
    { "a.bin", BYTES ("\1\2\3\4\5\6\7\x08\x0e\x0f\x10\x11\x12") },
    { "letter.txt", BYTES ("Dear all,\nplease be on time.\n") },
    { "notes.txt", BYTES ("hello\nworld\n") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterParams)
        settings = settings_for (cases[i].name, cases[i].data, cases[i].length, NULL);
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].name);
      g_assert_null (muster_file_connector.probe (NULL, settings, NULL, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
      g_clear_error (&error);
      g_assert_false (muster_file_connector.pull (NULL, settings, NULL, &collector->sink,
                                                  NULL, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
      g_assert_cmpuint (collector->punches->len, ==, 0);
    }
}

static void
test_missing (void)
{
  g_autoptr (MusterParams) settings = settings_for ("gone.dat", BYTES ("x"), NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (muster_params_get_string (settings, "path"));
  g_assert_null (muster_file_connector.probe (NULL, settings, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_people_are_told (void)
{
  g_autoptr (MusterParams)
    settings = settings_for ("p.csv", BYTES ("工号,姓名,部门\n1,甲,乙\n"), NULL);
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GError) error = NULL;
  const char *kind;

  found = muster_file_connector.probe (NULL, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (found, "kind", "&s", &kind));
  g_assert_cmpstr (kind, ==, "people");
  g_assert_false (
    muster_file_connector.pull (NULL, settings, NULL, &collector->sink, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
}

static void
test_described (void)
{
  g_autoptr (MusterParams)
    settings = settings_for ("CEXH2109_attlog.dat",
                             BYTES ("     1001\t2024-02-29 08:01:02\t3\t0\t1\t0\n"
                                    "     1001\t2000-01-01 00:01:02\t3\t0\t1\t0\n\0\0\0"
                                    "     1002\t2024-02-29 18:01:02\t3\t1\t1\t0\n"),
                             NULL);
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GVariant) proposed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree const char **check = NULL;
  g_autofree const char **roles = NULL;
  const char *text;
  guint64 n;
  gint64 first;
  gint64 last;

  found = muster_file_connector.probe (NULL, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (found, "device", "&s", &text));
  g_assert_cmpstr (text, ==, "3");
  g_assert_true (g_variant_lookup (found, "serial", "&s", &text));
  g_assert_cmpstr (text, ==, "CEXH2109");
  g_assert_true (g_variant_lookup (found, "check", "^a&s", &check));
  g_assert_cmpstr (check[0], ==, "states");
  g_assert_true (g_variant_lookup (found, "roles", "^a&s", &roles));
  g_assert_cmpstr (roles[3], ==, "state");
  g_assert_true (g_variant_lookup (found, "people", "t", &n));
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (g_variant_lookup (found, "suspect", "t", &n));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (g_variant_lookup (found, "nul-bytes", "t", &n));
  g_assert_cmpuint (n, ==, 3);
  g_assert_true (g_variant_lookup (found, "first", "x", &first));
  g_assert_cmpint (first, ==, G_GINT64_CONSTANT (1709193662) * MUSTER_SECOND);
  g_assert_true (g_variant_lookup (found, "last", "x", &last));
  g_assert_cmpint (last, ==, G_GINT64_CONSTANT (1709229662) * MUSTER_SECOND);

  /* What it proposes is accepted as settings. */
  proposed = g_variant_lookup_value (found, "settings", G_VARIANT_TYPE_VARDICT);
  g_assert_nonnull (proposed);
  {
    g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (proposed);
    g_autoptr (MusterParams) again = NULL;

    g_variant_dict_insert (&dict, "path", "s", "/x");
    again = muster_params_new (muster_file_connector.fields, g_variant_dict_end (&dict),
                               &error);
    g_assert_no_error (error);
  }
}

static void
test_catalog (void)
{
  for (gsize i = 0; muster_connector_catalog[i] != NULL; i++)
    {
      const MusterConnector *connector = muster_connector_catalog[i];

      g_assert_true (muster_connector_find (connector->kind) == connector);
      g_assert_nonnull (connector->title);
      g_assert_nonnull (connector->fields);
      g_assert_nonnull (connector->pull);
      g_assert_nonnull (connector->probe);
    }

  g_assert_null (muster_connector_find ("carrier pigeon"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/file/attlog", test_attlog_files);
  g_test_add_func ("/file/glg", test_glg);
  g_test_add_func ("/file/tables", test_tables);
  g_test_add_func ("/file/questions", test_questions);
  g_test_add_func ("/file/refused", test_refused);
  g_test_add_func ("/file/missing", test_missing);
  g_test_add_func ("/file/people-are-told", test_people_are_told);
  g_test_add_func ("/file/described", test_described);
  g_test_add_func ("/file/catalog", test_catalog);

  return g_test_run ();
}
