/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bodies of uploads, byte by byte. */

#include "muster-collector.h"
#include "muster-push-record.h"

#include <string.h>

typedef struct
{
  const char *name;
  MusterPushTable table;
  const char *body;
  guint rows;
  const char *punches;
  const char *rejects;
} Case;

static const Case cases[] = {
  {
    "two rows",
    MUSTER_PUSH_TABLE_ATTLOG,
    "1001\t2024-02-29 08:01:02\t0\t1\t0\t0\t0\n"
    "0012345\t2024-02-29 08:03:17\t0\t15\t0\t0\t0\n",
    2,
    "1001 2024-02-29 08:01:02 in v1\n0012345 2024-02-29 08:03:17 in v2\n",
    "",
  },
  {
    "four fields, no last end, CRLF, empty lines",
    MUSTER_PUSH_TABLE_ATTLOG,
    "4\t2008-12-29 19:08:16\t0\t1\r\n\r\n\n5\t2008-12-29 19:09:00\t1\t3",
    2,
    "4 2008-12-29 19:08:16 in v1\n5 2008-12-29 19:09:00 out v6\n",
    "",
  },
  {
    "all states",
    MUSTER_PUSH_TABLE_ATTLOG,
    "1\t2024-02-29 08:00:00\t0\t4\n1\t2024-02-29 08:00:01\t1\t4\n"
    "1\t2024-02-29 08:00:02\t2\t4\n1\t2024-02-29 08:00:03\t3\t4\n"
    "1\t2024-02-29 08:00:04\t4\t4\n1\t2024-02-29 08:00:05\t5\t4\n"
    "1\t2024-02-29 08:00:06\t8\t4\n1\t2024-02-29 08:00:07\t9\t4\n"
    "1\t2024-02-29 08:00:08\t255\t200\n",
    9,
    "1 2024-02-29 08:00:00 in v5\n1 2024-02-29 08:00:01 out v5\n"
    "1 2024-02-29 08:00:02 out v5\n1 2024-02-29 08:00:03 in v5\n"
    "1 2024-02-29 08:00:04 in v5\n1 2024-02-29 08:00:05 out v5\n"
    "1 2024-02-29 08:00:06 out v5\n1 2024-02-29 08:00:07 in v5\n"
    "1 2024-02-29 08:00:08\n",
    "",
  },
  {
    "offset and position",
    MUSTER_PUSH_TABLE_ATTLOG,
    "1001\t2024-02-29 08:01:02\t0\t15\t7\t0\t0\t1\t36.5\t36.5\t+28800\t"
    "eyJHUFNJbmZvIjp7ImxvbmdpdHVkZSI6IjExNC4wODAwMjEiLCJsYXRpdHVkZSI6IjIyLjc2MzQ1NiJ9fQ=="
    "\tmore\n"
    "1002\t2024-02-29 08:01:02\t0\t15\t0\t0\t0\t0\t0\t0\t-18000\t-1\n"
    "1003\t2024-02-29 08:01:02\t0\t15\t0\t0\t0\t0\t255\t255\t\t\n",
    3,
    "1001 2024-02-29 08:01:02+28800 in v2 w7 at:22.763456,114.080021,1\n"
    "1002 2024-02-29 08:01:02-18000 in v2\n1003 2024-02-29 08:01:02 in v2\n",
    "",
  },
  {
    "rows of names and values",
    MUSTER_PUSH_TABLE_ATTLOG,
    "PIN=1001\tDateTime=2025-09-02 14:32:11\tVerified=1\tStatus=0\n",
    1,
    "1001 2025-09-02 14:32:11 in v1\n",
    "",
  },
  {
    "a bridge",
    MUSTER_PUSH_TABLE_OTHER,
    "TABLE=ATTLOG\n7\t2024-02-29 08:00:00\t15\t15\t1\t0\n",
    1,
    "7 2024-02-29 08:00:00 out v2\n",
    "",
  },
  {
    "clocks that were reset, noise",
    MUSTER_PUSH_TABLE_ATTLOG,
    "9\t2000-01-01 00:00:09\t0\t1\t0\n3\t2024-02-29 08:00:00\t0\t3\t255\n",
    2,
    "9 2000-01-01 00:00:09 in v1 suspect\n",
    "",
  },
  {
    "what is no punch",
    MUSTER_PUSH_TABLE_ATTLOG,
    "nothing\n\t2024-02-29 08:00:00\t0\n1\tyesterday\t0\t1\n1\t2024-02-30 08:00:00\t0\n"
    "1\t2024-02-29\t0\n1234567890123456789012345678901234567890123456789012345678901234"
    "5\t2024-02-29 08:00:00\t0\t1\n",
    6,
    "",
    "1 columns: nothing\n2 empty-key: \t2024-02-29 08:00:00\t0\n"
    "3 date: 1\tyesterday\t0\t1\n4 date: 1\t2024-02-30 08:00:00\t0\n"
    "5 date: 1\t2024-02-29\t0\n"
    "6 range: 1234567890123456789012345678901234567890123456789012345678901234"
    "5\t2024-02-29 08:00:00\t0\t1\n",
  },
  {
    "an access controller",
    MUSTER_PUSH_TABLE_RTLOG,
    "time=2024-02-29 08:01:02\tpin=1001\tcardno=0\teventaddr=1\tevent=3\tinoutstatus=0\t"
    "verifytype=15\tindex=81\n"
    "time=2024-02-29 08:01:03\tpin=0\tcardno=0\teventaddr=1\tevent=0\tinoutstatus=0\t"
    "verifytype=15\tindex=82\n"
    "time=2024-02-29 08:01:04\tpin=1002\tcardno=0\teventaddr=1\tevent=27\tinoutstatus=0\t"
    "verifytype=15\tindex=83\n",
    3,
    "1001 2024-02-29 08:01:02 in v2\n",
    "",
  },
};

static void
test_bodies (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (MusterPushRecord) record = muster_push_record_read (
        c->table, (const guint8 *) c->body, strlen (c->body), MUSTER_DATUM_GCJ02, NULL);
      g_autofree char *punches = NULL;
      g_autofree char *rejects = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", c->name);
      g_assert_cmpuint (record->n_rows, ==, c->rows);
      g_assert_false (record->unreadable);
      muster_push_record_give (record, &collector->sink, &error);
      g_assert_no_error (error);
      punches = muster_collector_get_punches (collector);
      rejects = muster_collector_get_rejects (collector);
      g_assert_cmpstr (punches, ==, c->punches);
      g_assert_cmpstr (rejects, ==, c->rejects);
      g_assert_cmpuint (collector->punches->len + collector->rejects->len +
                          collector->events,
                        ==, c->rows);
    }
}

static MusterPushRecord *
read_body (MusterPushTable table, const char *body, gsize length)
{
  return muster_push_record_read (table, (const guint8 *) body, length,
                                  MUSTER_DATUM_WGS84, "192.168.1.20");
}

static void
test_identities (void)
{
  static const char body[] =
    "1\t2024-02-29 08:00:00\t0\t1\n1\t2024-02-29 08:00:00\t0\t1\n"
    "1\t2024-02-29 08:00:00\t1\t1\n2\t2024-02-29 08:00:00\t0\t1\n";
  g_autoptr (MusterPushRecord)
    record = read_body (MUSTER_PUSH_TABLE_ATTLOG, body, strlen (body));
  const MusterDraft *drafts = (const MusterDraft *) (gpointer) record->drafts->data;

  /* Equal ones are numbered, so that the same body again is the same punches. */
  g_assert_cmpuint (record->drafts->len, ==, 4);
  g_assert_cmpuint (drafts[0].identity, ==, 0 | 1 << 8);
  g_assert_cmpuint (drafts[1].identity, ==, 0 | 1 << 8 | 1 << 16);
  g_assert_cmpuint (drafts[2].identity, ==, 1 | 1 << 8);
  g_assert_cmpuint (drafts[3].identity, ==, 0 | 1 << 8);
  g_assert_cmpstr (drafts[3].extra, ==, "{\"caller\":\"192.168.1.20\"}");
  g_assert_cmpuint (drafts[3].line, ==, 4);
}

static void
test_people (void)
{
  static const char body[] =
    "OPLOG 4\t1\t2024-02-29 09:12:40\t0\t0\t0\t0\n"
    "USER PIN=1001\tName=\xd5\xc5\xc8\xfd\tPri=0\tPasswd=1234\tCard=[15CD5B07]\tGrp=1\t"
    "TZ=0000000100000000\tVerify=0\tViceCard=\n"
    "USER PIN=2\tName=A = B\tPri=14\tPasswd=\tCard=123456789\n"
    "USER PIN=3\tName=\xe5\xbc\xa0\xe4\xb8\x89\tCard=[00000000]\n"
    "USER PIN=\tName=Nobody\n"
    "FP PIN=1001\tFID=1\tSize=4\tValid=1\tTMP=AAAA\n"
    "OPLOG 23\t0\t2024-02-29 10:00:00\t0\t0\t0\t0\n";
  g_autoptr (MusterPushRecord)
    record = read_body (MUSTER_PUSH_TABLE_OPERLOG, body, strlen (body));
  const MusterDeviceUser *users =
    (const MusterDeviceUser *) (gpointer) record->users->data;

  g_assert_cmpuint (record->n_rows, ==, 7);
  g_assert_cmpuint (record->n_events, ==, 3);
  g_assert_cmpuint (record->rejects->len, ==, 1);
  g_assert_cmpuint (record->users->len, ==, 3);
  g_assert_cmpstr (users[0].key, ==, "1001");
  g_assert_cmpstr (users[0].name, ==, "张三");
  g_assert_cmpstr (users[0].card, ==, "123456789");
  g_assert_cmpstr (users[1].name, ==, "A = B");
  g_assert_cmpstr (users[1].card, ==, "123456789");
  g_assert_cmpstr (users[2].name, ==, "张三");
  g_assert_null (users[2].card);
  g_assert_cmpuint (record->facts->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (record->facts, 0), ==, "log-cleared");
  g_assert_cmpstr (g_ptr_array_index (record->facts, 1), ==, "2024-02-29 10:00:00");
}

static void
test_tables (void)
{
  static const struct
  {
    const char *table;
    const char *name;
    MusterPushTable said;
  } tables[] = {
    { "ATTLOG", NULL, MUSTER_PUSH_TABLE_ATTLOG },
    { "attlog", NULL, MUSTER_PUSH_TABLE_ATTLOG },
    { "OperLog", NULL, MUSTER_PUSH_TABLE_OPERLOG },
    { "options", NULL, MUSTER_PUSH_TABLE_OPTIONS },
    { "USERINFO", NULL, MUSTER_PUSH_TABLE_USERINFO },
    { "rtlog", NULL, MUSTER_PUSH_TABLE_RTLOG },
    { "tabledata", "user", MUSTER_PUSH_TABLE_USERINFO },
    { "tabledata", "biophoto", MUSTER_PUSH_TABLE_OTHER },
    { "ATTPHOTO", NULL, MUSTER_PUSH_TABLE_OTHER },
    { "BIODATA", NULL, MUSTER_PUSH_TABLE_OTHER },
    { "rtstate", NULL, MUSTER_PUSH_TABLE_OTHER },
    { NULL, NULL, MUSTER_PUSH_TABLE_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_assert_cmpint (muster_push_record_table (tables[i].table, tables[i].name), ==,
                     tables[i].said);
}

static void
test_unreadable (void)
{
  static const char packed[] = "\x01\x00\x42\x9c\x1f";
  static const char torn[] = "1\t2024-02-29 08:00:00\t0\t1\n2\t2024-0";
  g_autoptr (MusterPushRecord)
    unreadable = read_body (MUSTER_PUSH_TABLE_ATTLOG, packed, sizeof packed);
  g_autoptr (MusterPushRecord)
    photo = read_body (MUSTER_PUSH_TABLE_OTHER, packed, sizeof packed);
  g_autoptr (MusterPushRecord)
    cut = read_body (MUSTER_PUSH_TABLE_ATTLOG, torn, strlen (torn));
  g_autoptr (MusterPushRecord) empty = read_body (MUSTER_PUSH_TABLE_ATTLOG, NULL, 0);

  g_assert_true (unreadable->unreadable);
  g_assert_false (photo->unreadable);
  g_assert_true (cut->torn);
  g_assert_false (empty->torn);
  g_assert_cmpuint (empty->n_rows, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/push-record/bodies", test_bodies);
  g_test_add_func ("/push-record/identities", test_identities);
  g_test_add_func ("/push-record/people", test_people);
  g_test_add_func ("/push-record/tables", test_tables);
  g_test_add_func ("/push-record/unreadable", test_unreadable);

  return g_test_run ();
}
