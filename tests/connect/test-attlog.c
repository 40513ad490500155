/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-attlog-reader.h"
#include "muster-civil.h"
#include "muster-collector.h"
#include "muster-error.h"

#include <string.h>

#define BYTES(text) text, sizeof (text) - 1

static MusterCollector *
read_with (const MusterAttlogReader *reader,
           const char *data,
           gsize length,
           gboolean copies)
{
  MusterCollector *collector = muster_collector_new ();
  g_autoptr (GInputStream)
    stream = g_memory_input_stream_new_from_data (data, (gssize) length, NULL);
  g_autoptr (MusterLines) lines = muster_lines_new (stream, NULL);
  g_autoptr (MusterBatch) batch = muster_batch_new (&collector->sink, NULL, copies);
  g_autoptr (GError) error = NULL;

  muster_attlog_reader_run (reader, lines, batch, &collector->sink, length, NULL, &error);
  g_assert_no_error (error);
  return collector;
}

static MusterCollector *
read_attlog (const char *data, gsize length)
{
  const MusterAttlogReader reader = { .states = TRUE, .fields = 6, .padded = TRUE };

  return read_with (&reader, data, length, FALSE);
}

static void
test_row_in_hex (void)
{
  static const guint8 line[] = {
    0x20, 0x20, 0x20, 0x20, 0x20, 0x31, 0x30, 0x30, 0x31, 0x09, 0x32, 0x30, 0x32,
    0x34, 0x2d, 0x30, 0x32, 0x2d, 0x32, 0x39, 0x20, 0x30, 0x38, 0x3a, 0x30, 0x31,
    0x3a, 0x30, 0x32, 0x09, 0x31, 0x09, 0x30, 0x09, 0x31, 0x09, 0x30, 0x0d, 0x0a,
  };
  MusterAttlogRow row;

  g_assert_cmpuint (sizeof line, ==, 39);
  g_assert_null (
    muster_attlog_read (line, sizeof line - 2, MUSTER_ATTLOG_TAIL_DEVICE_STATE, &row));
  g_assert_cmpmem (row.key, row.key_length, "1001", 4);
  g_assert_cmpint (row.wall, ==, G_GINT64_CONSTANT (1709193662) * MUSTER_SECOND);
  g_assert_cmpuint (row.device, ==, 1);
  g_assert_cmpuint (row.state, ==, 0);
  g_assert_cmpuint (row.verify, ==, 1);
  g_assert_cmpuint (row.work_code, ==, 0);
  g_assert_cmpuint (row.fields, ==, 6);
  g_assert_cmpuint (row.key_width, ==, 9);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *line;
    MusterAttlogTail tail;
    const char
      *expected; /* key name wall device state verify work code, fields; or the reason */
  } cases[] = {
    { "        5\t2016-11-15 07:07:29\t1\t255\t1\t0", 0, "5 - 1479193649 1 255 1 0 6" },
    { " 25831029\t2014-09-02 16:26:02\t1\t0\t0\t0", 0,
      "25831029 - 1409675162 1 0 0 0 6" },
    { "      200\t2020-08-26 23:08:49\t7\t0\t1\t53", 0, "200 - 1598483329 7 0 1 53 6" },
    /* Keys: leading zeros kept, long ones not cut, letters allowed. */
    { "000123456\t2024-02-29 08:01:02\t1\t0\t1\t0", 0,
      "000123456 - 1709193662 1 0 1 0 6" },
    { "12345678901234567890\t2024-02-29 08:01:02\t1\t0\t1\t0", 0,
      "12345678901234567890 - 1709193662 1 0 1 0 6" },
    { "A-17\t2024-02-29 08:01:02\t1\t0\t1\t0", 0, "A-17 - 1709193662 1 0 1 0 6" },
    /* Fewer fields. */
    { "7\t2024-02-29 08:01:02\t1\t0\t15", 0, "7 - 1709193662 1 0 15 0 5" },
    { "7\t2024-02-29 08:01:02\t1\t0", 0, "7 - 1709193662 1 0 255 0 4" },
    { "7\t2024-02-29 08:01:02\t1\t15", MUSTER_ATTLOG_TAIL_STATE_VERIFY,
      "7 - 1709193662 0 1 15 0 4" },
    { "7\t2024-02-29 08:01:02\t1\t15", MUSTER_ATTLOG_TAIL_DEVICE_VERIFY,
      "7 - 1709193662 1 255 15 0 4" },
    { "7\t2024-02-29 08:01:02\t1", 0, "7 - 1709193662 1 255 255 0 3" },
    { "7\t2024-02-29 08:01:02", 0, "7 - 1709193662 0 255 255 0 2" },
    { "7\t2024-02-29 08:01:02\t1\t\t1\t", 0, "7 - 1709193662 1 255 1 0 6" },
    /* More fields. */
    { "7\t2024-02-29 08:01:02\t1\t0\t1\t0\t0\tx y\t", 0, "7 - 1709193662 1 0 1 0 9" },
    /* A name before the time; a number there is none. */
    { "9\tName\t2021-03-04 08:00:11\t1\t0", 0, "9 Name 1614844811 1 0 255 0 4" },
    { "9\t张 三 \t2021-03-04 08:00:11\t1\t0\t1\t0", 0, "9 张 三 1614844811 1 0 1 0 6" },
    { "9\t17\t2021-03-04 08:00:11\t1\t0\t1\t0", 0, "9 - 1614844811 1 0 1 0 6" },
    { "9\t\t2021-03-04 08:00:11\t1\t0\t1\t0", 0, "9 - 1614844811 1 0 1 0 6" },
    /* Spaces in place of TABs, and a stray end of file. */
    { "     1001 2024-02-29 08:01:02 1 0 1 0", 0, "1001 - 1709193662 1 0 1 0 6" },
    { "  1001   2024-02-29  08:01:02   1 0  1 0 ", 0, "1001 - 1709193662 1 0 1 0 6" },
    { "1001 Li Lei 2024-02-29 08:01:02 1 0", 0, "1001 Li Lei 1709193662 1 0 255 0 4" },
    { "1001\t2024/02/29 08:01:02\t1\t0\t1\t0\x1a", 0, "1001 - 1709193662 1 0 1 0 6" },
    { "1001\t2024-02-29T08:01:02\t1\t0\t1\t0", 0, "1001 - 1709193662 1 0 1 0 6" },
    /* Damage. */
    { "       29\t1971--10--29 -23:-59:-53\t1\t0\t1\t0", 0, "negative-date" },
    { "       29\t1990-00--8 -16:-29:-40\t1\t0\t1\t0", 0, "negative-date" },
    { "       29\t2019-01-02 -3:00:00\t1\t0\t1\t0", 0, "negative-date" },
    { "       29\t2019-01-02 08:-1:00\t1\t0\t1\t0", 0, "negative-date" },
    { "       29\t2024-02-30 08:01:02\t1\t0\t1\t0", 0, "date" },
    { "       29\t2023-02-29 08:01:02\t1\t0\t1\t0", 0, "date" },
    { "       29\t2024-00-29 08:01:02\t1\t0\t1\t0", 0, "date" },
    { "       29\t2024-13-29 08:01:02\t1\t0\t1\t0", 0, "date" },
    { "       29\t0000-00-00 00:00:00\t1\t0\t1\t0", 0, "date" },
    { "       29\t2024-02-29 24:01:02\t1\t0\t1\t0", 0, "date" },
    { "       29\t2024-02-29 08:60:02\t1\t0\t1\t0", 0, "date" },
    { "       29\t2024-02-29 08:01:60\t1\t0\t1\t0", 0, "date" },
    { "       29\t2024-02-29 08:01:022\t1\t0\t1\t0", 0, "date" },
    { "       29\t2024-02-29 08:01\t1\t0\t1\t0", 0, "date" },
    { "       29\t2024-02-29 08:0", 0, "date" },
    { "       29\t2024-02-2", 0, "date" },
    { "       29\t2024-0", 0, "columns" },
    { "       29", 0, "columns" },
    { "         ", 0, "empty-key" },
    { "\t2024-02-29 08:01:02\t1\t0\t1\t0", 0, "empty-key" },
    { "02-29 08:01:02\t1\t0\t1\t0", 0, "date" },
    { "7\t2024-02-29 08:01:02\tx\t0\t1\t0", 0, "columns" },
    { "7\t2024-02-29 08:01:02\t1\t0\t1\t99999999999", 0, "columns" },
    { "7\t2024-02-29 08:01:02\t1\t4294967296\t1\t0", 0, "columns" },
    { "hello world", 0, "columns" },
    { "12345678901234567890123456789012345678901234567890123456789012345\t"
      "2024-02-29 08:01:02\t1\t0\t1\t0",
      0, "range" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* An own block of just this size, so that a step beyond it shows. */
      g_autofree guint8 *copy = g_memdup2 (cases[i].line, strlen (cases[i].line));
      g_autofree char *found = NULL;
      MusterAttlogRow row;
      const char *reason =
        muster_attlog_read (copy, strlen (cases[i].line), cases[i].tail, &row);

      if (reason != NULL)
        found = g_strdup (reason);
      else
        found = g_strdup_printf (
          "%.*s %.*s %" G_GINT64_FORMAT " %u %u %u %u %u", (int) row.key_length, row.key,
          row.name != NULL ? (int) row.name_length : 1, row.name != NULL ? row.name : "-",
          row.wall / MUSTER_SECOND, row.device, row.state, row.verify, row.work_code,
          row.fields);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

#define A "     1001\t2024-02-29 08:01:02\t1\t0\t1\t0"
#define B "     1002\t2024-02-29 08:01:30\t1\t1\t15\t53"
#define C "     1003\t2024-02-29 08:02:00\t1\t255\t4\t0"
#define A_IS "1001 2024-02-29 08:01:02 in v1\n"
#define B_IS "1002 2024-02-29 08:01:30 out v2 w53\n"
#define C_IS "1003 2024-02-29 08:02:00 v5\n"

static void
test_files (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *punches;
    const char *rejects;
    guint64 duplicates;
    guint64 nul_runs;
    guint64 nul_bytes;
  } cases[] = {
    { BYTES (""), "", "" },
    { BYTES (A "\r\n" B "\r\n"), A_IS B_IS, "" },
    { BYTES (A "\n" B "\n"), A_IS B_IS, "" },
    { BYTES (A "\n" B), A_IS B_IS, "" },
    { BYTES (A "\r\n" B "\r\n\x1a"), A_IS B_IS, "" },
    { BYTES (A "\r\n" B "\x1a"), A_IS B_IS, "" },
    { BYTES ("\xef\xbb\xbf" A "\r\n\r\n   \r\n" B "\r\n"), A_IS B_IS, "" },
    { BYTES ("\xff\xfe\x37\0\x09\0"
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
             "0\0"
             "1\0:\0"
             "0\0"
             "2\0\x09\0"
             "1\0\x0d\0\x0a\0"),
      "7 2024-02-29 08:01:02\n", "" },
    /* One bad line stops nothing. */
    { BYTES (A "\n       29\t1971--10--29 -23:-59:-53\t1\t0\t1\t0\n" B "\n"), A_IS B_IS,
      "2 negative-date:        29\t1971--10--29 -23:-59:-53\t1\t0\t1\t0\n" },
    { BYTES (A "\nrubbish\n" B "\n"), A_IS B_IS, "2 columns: rubbish\n" },
    { BYTES (A "\n\xff\xfe\xfd\n" B "\n"), A_IS B_IS,
      "2 encoding: \xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n" },
    /* Exact copies are one punch, wherever they stand; another work code is another punch. */
    { BYTES (A "\n" A "\n" B "\n" A "\n"), A_IS B_IS, "", 2 },
    { BYTES (A "\n     1001\t2024-02-29 08:01:02\t1\t0\t1\t9\n" A "\n"),
      A_IS "1001 2024-02-29 08:01:02 in v1 w9\n", "", 1 },
    /* A clock that fell back; time that runs backwards. */
    { BYTES (B "\n     1001\t2000-01-01 00:03:00\t1\t0\t1\t0\n" A "\n"),
      B_IS "1001 2000-01-01 00:03:00 in v1 suspect\n" A_IS, "" },
    /* Zero bytes between whole lines. */
    { BYTES (A "\r\n\0\0\0\0" B "\r\n"), A_IS B_IS, "", 0, 1, 4 },
    { BYTES (A "\r\n\0\0\0\0\r\n" B "\r\n"), A_IS B_IS, "", 0, 1, 4 },
    { BYTES ("\0\0" A "\r\n"), A_IS, "", 0, 1, 2 },
    { BYTES (A "\r\n\0\0"), A_IS, "", 0, 1, 2 },
    { BYTES (A "\0\0\r\n" B "\r\n"), A_IS B_IS, "", 0, 1, 2 },
    { BYTES (A "\0\0"), A_IS, "", 0, 1, 2 },
    /* A line torn by them: both halves go, and nothing else. */
    { BYTES (A "\n     1002\t2024-02-2\0\0"
               "9 08:01:30\t1\t1\t15\t53\n" C "\n"),
      A_IS C_IS, "2 torn:      1002\t2024-02-2\n2 torn: 9 08:01:30\t1\t1\t15\t53\n", 0, 1,
      2 },
    /* … also when the first half reads like a line with fewer fields … */
    { BYTES (A "\n     1002\t2024-02-29 08:01:30\t1\0\0\t1\t15\t53\n" C "\n"), A_IS C_IS,
      "2 torn:      1002\t2024-02-29 08:01:30\t1\n2 torn: \t1\t15\t53\n", 0, 1, 2 },
    { BYTES (A "\n     1002\t2024-02-29 08:01:30\t1\t1\t15\t5\0"
               "3\n" C "\n"),
      A_IS C_IS, "2 torn:      1002\t2024-02-29 08:01:30\t1\t1\t15\t5\n2 torn: 3\n", 0, 1,
      1 },
    /* … or the second like one with a shorter user id. */
    { BYTES (A "\n     10\0\0"
               "02\t2024-02-29 08:01:30\t1\t1\t15\t53\n" C "\n"),
      A_IS C_IS, "2 torn:      10\n2 torn: 02\t2024-02-29 08:01:30\t1\t1\t15\t53\n", 0, 1,
      2 },
    { BYTES (A "\n   \0\0  1002\t2024-02-29 08:01:30\t1\t1\t15\t53\n" C "\n"), A_IS C_IS,
      "2 torn:   1002\t2024-02-29 08:01:30\t1\t1\t15\t53\n", 0, 1, 2 },
    { BYTES (A "\n     1002\t2024-02-29 08:01:30\t1\0\0" C "\n"), A_IS C_IS,
      "2 torn:      1002\t2024-02-29 08:01:30\t1\n", 0, 1, 2 },
    { BYTES (A "\n     1002\t2024-02-29 08:01:30\t1\0\0"), A_IS,
      "2 torn:      1002\t2024-02-29 08:01:30\t1\n", 0, 1, 2 },
    /* Cut off at the end. */
    { BYTES (A "\n     1002\t2024-02-29 08:01:30\t1"), A_IS,
      "2 torn:      1002\t2024-02-29 08:01:30\t1\n" },
    { BYTES (A "\n     1002\t2024-02-29 08:0"), A_IS,
      "2 torn:      1002\t2024-02-29 08:0\n" },
    /* Without padding only a clean end before the run vouches for what follows it. */
    { BYTES ("1001\t2024-02-29 08:01:02\t1\t0\t1\t0\n\0\0"
             "1002\t2024-02-29 08:01:30\t1\t1\t15\t53\n"),
      A_IS B_IS, "", 0, 1, 2 },
    { BYTES ("1001\t2024-02-29 08:01:02\t1\t0\t1\t0\n10\0\0"
             "02\t2024-02-29 08:01:30\t1\t1\t15\t53\n"),
      A_IS, "2 torn: 10\n2 torn: 02\t2024-02-29 08:01:30\t1\t1\t15\t53\n", 0, 1, 2 },
    /* Several runs in one line. */
    { BYTES (A "\n     10\0\0\x30\0\0"
               "2\t2024-02-29 08:01:30\t1\t1\t15\t53\n" C "\n"),
      A_IS C_IS,
      "2 torn:      10\n2 torn: 0\n2 torn: 2\t2024-02-29 08:01:30\t1\t1\t15\t53\n", 0, 2,
      4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterCollector)
        collector = read_attlog (cases[i].data, cases[i].length);
      g_autofree char *punches = muster_collector_get_punches (collector);
      g_autofree char *rejects = muster_collector_get_rejects (collector);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (punches, ==, cases[i].punches);
      g_assert_cmpstr (rejects, ==, cases[i].rejects);
      g_assert_cmpuint (collector->duplicates, ==, cases[i].duplicates);
      g_assert_cmpuint (collector->nul_runs, ==, cases[i].nul_runs);
      g_assert_cmpuint (collector->nul_bytes, ==, cases[i].nul_bytes);
    }
}

/* 311 077 zero bytes at offset 71 551, as found in a real file. */
static void
test_big_hole (void)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autoptr (MusterCollector) collector = NULL;
  guint before = 0;
  guint after = 0;

  while (data->len < 71551)
    g_string_append_printf (data, "%9u\t2018-05-%02u 08:%02u:%02u\t1\t0\t1\t0\r\n",
                            1000 + before, 1 + before / 3600, before / 60 % 60,
                            before % 60),
      before++;
  g_string_truncate (data, 71551);
  g_string_set_size (data, 71551 + 311077);
  memset (data->str + 71551, 0, 311077);
  g_string_append (data, "\t1\t0\r\n");
  for (; after < 5000; after++)
    g_string_append_printf (data, "%9u\t2018-06-%02u 08:%02u:%02u\t1\t0\t1\t0\r\n",
                            1000 + after, 1 + after / 3600, after / 60 % 60, after % 60);

  collector = read_attlog (data->str, data->len);
  g_assert_cmpuint (collector->punches->len, ==, before - 1 + after);
  g_assert_cmpuint (collector->rejects->len, ==, 2);
  g_assert_cmpuint (collector->nul_runs, ==, 1);
  g_assert_cmpuint (collector->nul_bytes, ==, 311077);
}

static void
test_identity (void)
{
  static const char data[] = A "\n"
                               "     1001\t2024-02-29 08:01:02\t1\t0\t1\t9\n"
                               "     1001\t2024-02-29 08:01:02\t1\t1\t1\t0\n" B "\n" C
                               "\n";
  const guint32 expected[] = { 0x0100, 0x10100, 0x0101, 0x0f01, 0x04ff };
  g_autoptr (MusterCollector) collector = read_attlog (BYTES (data));
  const MusterAttlogReader reader = { 0 };
  g_autoptr (MusterCollector)
    copies = read_with (&reader, BYTES (A "\n" A "\n" A "\n"), TRUE);

  g_assert_cmpmem (collector->identities->data, collector->identities->len * 4, expected,
                   sizeof expected);
  g_assert_cmpuint (copies->identities->len, ==, 3);
  g_assert_cmpuint (copies->duplicates, ==, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (g_array_index (copies->identities, guint32, i), ==,
                      0x0100 | i << 16);
}

static void
test_states_unused (void)
{
  const MusterAttlogReader reader = { .states = FALSE, .old_codes = TRUE };
  g_autoptr (MusterCollector)
    collector = read_with (&reader,
                           BYTES ("7\t2024-02-29 08:01:02\t1\t1\t0\t0\n"
                                  "7\t2024-02-29 08:01:03\t1\t1\t2\t0\n"),
                           FALSE);
  g_autofree char *punches = muster_collector_get_punches (collector);

  g_assert_cmpstr (punches, ==, "7 2024-02-29 08:01:02 v6\n7 2024-02-29 08:01:03 v5\n");
}

/* Whatever the place of a cut or of a hole, no whole line is lost and none is invented. */
static void
test_cut_anywhere (void)
{
  static const char file[] = A "\r\n" B "\r\n" C "\r\n";
  const gsize ends[] = { sizeof (A "\r\n") - 1, sizeof (A "\r\n" B "\r\n") - 1,
                         sizeof file - 1 };
  const char *const all[] = { A_IS, B_IS, C_IS };

  for (gsize cut = 0; cut < sizeof file; cut++)
    for (int hole = 0; hole < 2; hole++)
      {
        g_autoptr (GString) data = g_string_new_len (file, (gssize) cut);
        g_autoptr (GString) must = g_string_new (NULL);
        g_autoptr (MusterCollector) collector = NULL;
        g_autofree char *punches = NULL;

        if (hole)
          {
            g_string_append_len (data, "\0\0\0", 3);
            g_string_append_len (data, file + cut, (gssize) (sizeof file - 1 - cut));
          }
        collector = read_attlog (data->str, data->len);
        punches = muster_collector_get_punches (collector);

        for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
          {
            gsize begin = i > 0 ? ends[i - 1] : 0;

            if (ends[i] <= cut || (hole && begin >= cut))
              {
                g_assert_nonnull (strstr (punches, all[i]));
                g_string_append (must, all[i]);
              }
          }

        /* Of the line at the cut itself only a whole one may be there. */
        g_assert_cmpuint (collector->punches->len, <=, 3);
        for (guint i = 0; i < collector->punches->len; i++)
          {
            g_autofree char *line =
              g_strconcat (g_ptr_array_index (collector->punches, i), "\n", NULL);
            gboolean known = g_str_equal (line, A_IS) || g_str_equal (line, C_IS) ||
                             g_str_equal (line, B_IS) ||
                             g_str_equal (line, "1002 2024-02-29 08:01:30 out v2 w5\n");

            g_assert_true (known);
          }
      }
}

static void
test_batches (void)
{
  g_autoptr (GString) data = g_string_new (NULL);
  g_autoptr (MusterCollector) collector = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (data, "%9u\t2018-05-%02u 08:%02u:%02u\t1\t0\t1\t0\r\n",
                            1000 + i % 7, 1 + i / 3600, i / 60 % 60, i % 60);

  collector = read_attlog (data->str, data->len);
  g_assert_cmpuint (collector->punches->len, ==, 20000);
  g_assert_cmpuint (collector->largest, ==, MUSTER_BATCH_DRAFTS);
  g_assert_cmpuint (collector->progressed, ==, data->len);
  g_assert_cmpuint (collector->total, ==, data->len);
  g_assert_cmpuint (g_array_index (collector->lines, guint64, 19999), ==, 20000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/attlog/row-in-hex", test_row_in_hex);
  g_test_add_func ("/attlog/rows", test_rows);
  g_test_add_func ("/attlog/files", test_files);
  g_test_add_func ("/attlog/big-hole", test_big_hole);
  g_test_add_func ("/attlog/identity", test_identity);
  g_test_add_func ("/attlog/states-unused", test_states_unused);
  g_test_add_func ("/attlog/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/attlog/batches", test_batches);

  return g_test_run ();
}
