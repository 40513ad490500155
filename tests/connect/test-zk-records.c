/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attendance records, events and users of standalone terminals. */

#include "muster-civil.h"
#include "muster-collector.h"
#include "muster-frame.h"
#include "muster-hex.h"
#include "muster-zk-packet.h"
#include "muster-zk-reader.h"

#include <string.h>

#define NOW (G_GINT64_CONSTANT (1793000000) * MUSTER_SECOND)

static gint64
wall_of (const char *text)
{
  gint64 wall;

  g_assert_true (muster_instant_parse (text, NULL, &wall, NULL));
  return wall;
}

static const char dataset[] =
  "50000000 0100 313030310000000000000000000000000000000000000000 01 3e89482e 00"
  "00000000ff000000 0200 303030313233343536000000000000000000000000000000 0f 5816492e 01"
  "00000000ff000000";

static void
test_records (void)
{
  static const struct
  {
    MusterZkLayout layout;
    const char *bytes;
    const char *reason;
    const char *key;
    guint16 uid;
    const char *wall;
    guint8 verify;
    guint8 state;
    guint32 work_code;
  } cases[] = {
    { MUSTER_ZK_LAYOUT_40,
      "0100 313030310000000000000000000000000000000000000000 01 3e89482e 00"
      "00000000ff000000",
      NULL, "1001", 1, "2024-02-29T08:01:02Z", 1, 0, 0 },
    { MUSTER_ZK_LAYOUT_40,
      "0d00 393939313131333333000000000000000000000000000000 01 6bb36823 00"
      "00000000ff000000",
      NULL, "999111333", 13, "2018-06-25T17:50:35Z", 1, 0, 0 },
    { MUSTER_ZK_LAYOUT_49,
      "0200 303030313233343536000000000000000000000000000000 0f 5816492e 01"
      "00000000ff000000 010203040506070809",
      NULL, "000123456", 2, "2024-02-29T18:03:04Z", 15, 1, 0 },
    { MUSTER_ZK_LAYOUT_40,
      "0100 313030310000000000000000000000000000000000000000 01 80bb4a2e 00"
      "00000000ff000000",
      "date", "1001", 1, NULL, 1, 0, 0 },
    { MUSTER_ZK_LAYOUT_40,
      "0100 000000000000000000000000000000000000000000000000 01 3e89482e 00"
      "00000000ff000000",
      "empty-key", "", 1, "2024-02-29T08:01:02Z", 1, 0, 0 },
    { MUSTER_ZK_LAYOUT_40,
      "0100 31303000310000000000000000000000000000000000 0000 01 3e89482e 00"
      "00000000ff000000",
      "encoding", "100", 1, "2024-02-29T08:01:02Z", 1, 0, 0 },
    { MUSTER_ZK_LAYOUT_16, "e9030000 3e89482e 01 00 0000 35000000", NULL, "1001", 0,
      "2024-02-29T08:01:02Z", 1, 0, 53 },
    { MUSTER_ZK_LAYOUT_16, "00000000 3e89482e 01 00 0000 35000000", "empty-key", "", 0,
      "2024-02-29T08:01:02Z", 1, 0, 53 },
    { MUSTER_ZK_LAYOUT_8, "0100 01 3e89482e 00", NULL, "", 1, "2024-02-29T08:01:02Z", 1,
      0, 0 },
    { MUSTER_ZK_LAYOUT_8_STATE, "0100 01 00 3e89482e", NULL, "", 1,
      "2024-02-29T08:01:02Z", 1, 0, 0 },
    { MUSTER_ZK_LAYOUT_8, "0100 01 80bb4a2e 00", "date", "", 1, NULL, 1, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = muster_hex_new (cases[i].bytes);
      MusterZkRecord record;

      g_assert_cmpuint (bytes->len, ==, muster_zk_layout_get_size (cases[i].layout));
      g_assert_cmpstr (muster_zk_record_read (cases[i].layout, bytes->data, &record), ==,
                       cases[i].reason);
      g_assert_cmpstr (record.key, ==, cases[i].key);
      g_assert_cmpuint (record.uid, ==, cases[i].uid);
      g_assert_cmpint (record.dated, ==, cases[i].wall != NULL);
      if (cases[i].wall != NULL)
        g_assert_cmpint (record.wall, ==, wall_of (cases[i].wall));
      g_assert_cmpuint (record.verify, ==, cases[i].verify);
      g_assert_cmpuint (record.state, ==, cases[i].state);
      g_assert_cmpuint (record.work_code, ==, cases[i].work_code);
    }
}

static void
test_events (void)
{
#define TEXT_1001 "313030310000000000000000000000000000000000000000"
  static const struct
  {
    const char *bytes;
    const char *reason;
    const char *key;
    const char *wall;
    guint8 verify;
    guint8 state;
  } cases[] = {
    { "e903 0100 18021d080102", NULL, "1001", "2024-02-29T08:01:02Z", 1, 0 },
    { "e9030000 0100 18021d080102", NULL, "1001", "2024-02-29T08:01:02Z", 1, 0 },
    { "e903 0f01 18021d080102 00000000", NULL, "1001", "2024-02-29T08:01:02Z", 15, 1 },
    { TEXT_1001 "0f01 18021d080102", NULL, "1001", "2024-02-29T08:01:02Z", 15, 1 },
    { "393939313131333333000000000000000000000000000000 0100 120619112905", NULL,
      "999111333", "2018-06-25T17:41:05Z", 1, 0 },
    { "313134303036340000000000000000000000000000000000 0f00 120b1d0c3703", NULL,
      "1140064", "2018-11-29T12:55:03Z", 15, 0 },
    { TEXT_1001 "0f01 18021d080102 00000000", NULL, "1001", "2024-02-29T08:01:02Z", 15,
      1 },
    { TEXT_1001 "0f01 18021d080102 0000000000", NULL, "1001", "2024-02-29T08:01:02Z", 15,
      1 },
    { TEXT_1001 "0f01 18021d080102 0000000000000000000000000000000000000000", NULL,
      "1001", "2024-02-29T08:01:02Z", 15, 1 },
    { TEXT_1001 "0f01 18021d080102 000000000000000000000000000000000000000000", NULL,
      "1001", "2024-02-29T08:01:02Z", 15, 1 },
    { "010203040000000000000000000000000000000000000000 0f01 18021d080102"
      "000000000000000000000000000000000000000000",
      "columns", "", "2024-02-29T08:01:02Z", 15, 1 },
    { TEXT_1001 "0f01 18021e080102", "date", "1001", NULL, 15, 1 },
    { TEXT_1001 "0f01 18021d180102", "date", "1001", NULL, 15, 1 },
    { "0000 0100 18021d080102", "empty-key", "", "2024-02-29T08:01:02Z", 1, 0 },
    { "e903", "columns", "", NULL, 0, 0 },
    { "", "columns", "", NULL, 0, 0 },
    { "e903 0100 18021d0801", "columns", "", NULL, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = muster_hex_new (cases[i].bytes);
      MusterZkRecord record;

      g_assert_cmpstr (muster_zk_event_read (bytes->data, bytes->len, &record), ==,
                       cases[i].reason);
      g_assert_cmpstr (record.key, ==, cases[i].key);
      g_assert_cmpint (record.dated, ==, cases[i].wall != NULL);
      if (cases[i].wall != NULL)
        g_assert_cmpint (record.wall, ==, wall_of (cases[i].wall));
      g_assert_cmpuint (record.verify, ==, cases[i].verify);
      g_assert_cmpuint (record.state, ==, cases[i].state);
    }
#undef TEXT_1001
}

static void
test_dataset (void)
{
  g_autoptr (GByteArray) bytes = muster_hex_new (dataset);
  const guint8 *records;
  gsize size;

  g_assert_true (muster_zk_dataset_open (bytes->data, bytes->len, &records, &size));
  g_assert_cmpuint (size, ==, 80);
  g_assert_true (records == bytes->data + 4);

  /* More than promised does not count; less was cut short. */
  bytes->data[0] = 40;
  g_assert_true (muster_zk_dataset_open (bytes->data, bytes->len, &records, &size));
  g_assert_cmpuint (size, ==, 40);
  bytes->data[0] = 81;
  g_assert_false (muster_zk_dataset_open (bytes->data, bytes->len, &records, &size));
  bytes->data[3] = 0xff;
  g_assert_false (muster_zk_dataset_open (bytes->data, bytes->len, &records, &size));

  g_assert_true (muster_zk_dataset_open (NULL, 0, &records, &size));
  g_assert_cmpuint (size, ==, 0);
  g_assert_false (muster_zk_dataset_open (bytes->data, 3, &records, &size));
  memset (bytes->data, 0, 4);
  g_assert_true (muster_zk_dataset_open (bytes->data, 4, &records, &size));
  g_assert_cmpuint (size, ==, 0);
}

/* ---- Which layout it is ---- */

static void
put_text (GByteArray *block, const char *text, gsize width)
{
  guint8 field[24] = { 0 };

  memcpy (field, text, strlen (text));
  g_byte_array_append (block, field, (guint) width);
}

static void
put_record (GByteArray *block,
            MusterZkLayout layout,
            guint i,
            guint32 packed,
            guint8 verify,
            guint8 state)
{
  static const guint8 tail[] = { 0, 0, 0, 0, 0xff, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 };
  g_autofree char *key = g_strdup_printf ("%u", 1001 + i % 7);

  if (layout == MUSTER_ZK_LAYOUT_16)
    {
      muster_frame_put_uint32 (block, 1001 + i % 7);
      muster_frame_put_uint32 (block, packed);
      muster_frame_put_uint8 (block, verify);
      muster_frame_put_uint8 (block, state);
      muster_frame_put_uint16 (block, 0);
      muster_frame_put_uint32 (block, 0);
      return;
    }

  muster_frame_put_uint16 (block, (guint16) (1 + i % 7));
  if (layout == MUSTER_ZK_LAYOUT_40 || layout == MUSTER_ZK_LAYOUT_49)
    put_text (block, key, 24);
  muster_frame_put_uint8 (block, verify);
  if (layout == MUSTER_ZK_LAYOUT_8_STATE)
    muster_frame_put_uint8 (block, state);
  muster_frame_put_uint32 (block, packed);
  if (layout != MUSTER_ZK_LAYOUT_8_STATE)
    muster_frame_put_uint8 (block, state);
  if (layout == MUSTER_ZK_LAYOUT_40 || layout == MUSTER_ZK_LAYOUT_49)
    g_byte_array_append (block, tail, layout == MUSTER_ZK_LAYOUT_40 ? 8 : 17);
}

/* Some days of a few people, with what real logs have in them. */
static GByteArray *
make_log (MusterZkLayout layout, guint n, guint8 verify, guint8 state, gboolean wild)
{
  GByteArray *block = g_byte_array_new ();
  gint64 wall = wall_of ("2024-02-26T08:00:00Z");

  for (guint i = 0; i < n; i++)
    {
      guint32 packed = muster_zk_time_pack (wall + (gint64) i * 977 * MUSTER_SECOND);

      if (wild && n >= 40 && i % 40 == 17)
        packed = 776649600; /* 31 February */
      else if (wild && i % 9 == 4)
        packed = 28800 + i; /* the battery was dead */
      put_record (block, layout, i, packed, verify, state);
    }

  return block;
}

static void
test_recognise (void)
{
  static const guint8 states[] = { 0, 1, 5, 255 };
  static const guint counts[] = { 1, 2, 5, 10, 49, 80, 147, 1960 };

  for (MusterZkLayout layout = MUSTER_ZK_LAYOUT_40; layout <= MUSTER_ZK_LAYOUT_49;
       layout++)
    for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
      for (gsize s = 0; s < G_N_ELEMENTS (states); s++)
        for (guint how = 0; how < 4; how++)
          {
            gboolean wild = how >= 2;
            g_autoptr (GByteArray)
              log = make_log (layout, counts[c], how % 2 ? 15 : 1, states[s], wild);
            guint32 counted = how % 2 ? counts[c] : 0;

            g_test_message ("%s × %u, state %u, %u", muster_zk_layout_get_name (layout),
                            counts[c], states[s], how);
            g_assert_cmpint (
              muster_zk_layout_recognise (log->data, log->len, counted, NOW + MUSTER_DAY),
              ==, layout);
          }
}

/* Counters that are wrong do not lead astray. */
static void
test_lying_counters (void)
{
  for (MusterZkLayout layout = MUSTER_ZK_LAYOUT_40; layout <= MUSTER_ZK_LAYOUT_49;
       layout++)
    {
      g_autoptr (GByteArray) log = make_log (layout, 1960, 1, 0, FALSE);
      const guint32 lies[] = { log->len / 8,  log->len / 16, log->len / 40,
                               log->len / 49, 1961,          1,
                               0x7fffffff };

      for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
        g_assert_cmpint (
          muster_zk_layout_recognise (log->data, log->len, lies[i], NOW + MUSTER_DAY), ==,
          layout);
    }
}

/* What makes no sense is not guessed. */
static void
test_senseless (void)
{
  g_autoptr (GByteArray) noise = g_byte_array_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GByteArray) odd = make_log (MUSTER_ZK_LAYOUT_40, 3, 1, 0, FALSE);

  for (int i = 0; i < 40 * 49; i++)
    muster_frame_put_uint8 (noise, (guint8) g_rand_int_range (rand, 0, 256));
  g_assert_cmpint (muster_zk_layout_recognise (noise->data, noise->len, 49, NOW), ==,
                   MUSTER_ZK_LAYOUT_NONE);
  g_assert_cmpint (muster_zk_layout_recognise (odd->data, odd->len - 1, 3, NOW), ==,
                   MUSTER_ZK_LAYOUT_NONE);
}

/* ---- Users ---- */

static void
test_user_sizes (void)
{
  g_autoptr (GByteArray) wide =
    muster_hex_new ("01000e3132333400000000d5c5c8fd00000000000000000000000000000000000000"
                    "0015cd5b070100000000000000003130303100000000000000000000000000000000"
                    "00000000");
  g_autoptr (GByteArray)
    narrow = muster_hex_new ("01000e3132333400d5c5c8fd0000000015cd5b0700010000e9030000");
  g_autoptr (GByteArray) many_wide = g_byte_array_new ();
  g_autoptr (GByteArray) many_narrow = g_byte_array_new ();

  /* 504 bytes are 7 users of one size or 18 of the other. */
  for (int i = 0; i < 7; i++)
    g_byte_array_append (many_wide, wide->data, wide->len);
  for (int i = 0; i < 18; i++)
    g_byte_array_append (many_narrow, narrow->data, narrow->len);

  g_assert_cmpuint (muster_zk_users_measure (wide->data, wide->len, 0), ==, 72);
  g_assert_cmpuint (muster_zk_users_measure (narrow->data, narrow->len, 0), ==, 28);
  g_assert_cmpuint (many_wide->len, ==, many_narrow->len);
  g_assert_cmpuint (muster_zk_users_measure (many_wide->data, 504, 18), ==, 72);
  g_assert_cmpuint (muster_zk_users_measure (many_narrow->data, 504, 7), ==, 28);
  g_assert_cmpuint (muster_zk_users_measure (wide->data, 71, 0), ==, 0);
}

static void
test_user_names (void)
{
  static const struct
  {
    const char *name; /* hexadecimal, up to 24 bytes */
    const char *charset;
    const char *expected;
  } cases[] = {
    { "d5c5c8fd", NULL, "张三" },
    { "e5bca0e4b889", NULL, "张三" },
    { "e5bca0e4b889", "windows-1256", "张三" },
    { "", NULL, "" },
    { "cde3cf", "windows-1256", "حمد" },
    { "d5c5c8fdc8", NULL, "张三" },     /* cut in the middle of a character */
    { "e5bca0e4b8", NULL, "张" },       /* likewise */
    { "416e6e6100d5ff", NULL, "Anna" }, /* rubbish behind the end */
    { "ff41", NULL,
      "\xef\xbf\xbd"
      "A" }, /* nothing that is known */
    { "e9", "windows-1252", "é" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) name = muster_hex_new (cases[i].name);
      guint8 record[72] = { 1 };
      MusterZkUser user;

      if (name->len > 0)
        memcpy (record + 11, name->data, name->len);
      memcpy (record + 48, "000123456", 9);
      g_assert_true (muster_zk_users_read (record, 72, cases[i].charset, &user));
      g_assert_cmpstr (user.name, ==, cases[i].expected);
      g_assert_cmpstr (user.key, ==, "000123456");
    }
}

/* ---- A log as punches ---- */

static GHashTable *
keys_new (void)
{
  GHashTable *keys = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < 6; i++)
    g_hash_table_insert (keys, GUINT_TO_POINTER (i + 1),
                         g_strdup_printf ("%u", 1001 + i));

  return keys;
}

static MusterCollector *
collect (const MusterZkReader *reader, GByteArray *log, GVariant *cursor)
{
  MusterCollector *collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  muster_zk_reader_run (reader, log->data, log->len, cursor, &collector->sink, NULL,
                        &error);
  g_assert_no_error (error);
  return collector;
}

static void
test_drafts (void)
{
  g_autoptr (GByteArray) bytes = muster_hex_new (dataset);
  g_autoptr (GByteArray) log = g_byte_array_new ();
  MusterZkReader reader = { .serial = "DGD9190019050335743",
                            .layout = MUSTER_ZK_LAYOUT_40 };
  g_autoptr (MusterCollector) plain = NULL;
  g_autoptr (MusterCollector) typed = NULL;
  g_autofree char *plain_text = NULL;
  g_autofree char *typed_text = NULL;

  g_byte_array_append (log, bytes->data + 4, bytes->len - 4);
  plain = collect (&reader, log, NULL);
  plain_text = muster_collector_get_punches (plain);
  g_assert_cmpstr (plain_text, ==,
                   "1001 2024-02-29 08:01:02 v1\n000123456 2024-02-29 18:03:04 v2\n");

  reader.states = TRUE;
  typed = collect (&reader, log, NULL);
  typed_text = muster_collector_get_punches (typed);
  g_assert_cmpstr (
    typed_text, ==,
    "1001 2024-02-29 08:01:02 in v1\n000123456 2024-02-29 18:03:04 out v2\n");
  g_assert_cmpuint (g_array_index (typed->identities, guint32, 0), ==, 1 << 8);
  g_assert_cmpuint (g_array_index (typed->identities, guint32, 1), ==, 15 << 8 | 1);
}

static void
test_damage (void)
{
  g_autoptr (GByteArray) log = make_log (MUSTER_ZK_LAYOUT_40, 41, 1, 255, TRUE);
  MusterZkReader reader = { .serial = "A", .layout = MUSTER_ZK_LAYOUT_40 };
  g_autoptr (MusterCollector) collector = NULL;
  g_autofree char *rejects = NULL;

  collector = collect (&reader, log, NULL);
  rejects = muster_collector_get_rejects (collector);
  g_assert_cmpuint (collector->punches->len, ==, 40);
  g_assert_cmpuint (collector->suspect, ==, 5);
  g_assert_cmpstr (rejects, ==, "18 date: 1004 0x2e4abb80\n");
}

/* Equal records are so many punches, and the same ones each time. */
static void
test_copies (void)
{
  g_autoptr (GByteArray) log = g_byte_array_new ();
  MusterZkReader reader = { .serial = "A", .layout = MUSTER_ZK_LAYOUT_40 };
  g_autoptr (MusterCollector) collector = NULL;

  for (int i = 0; i < 3; i++)
    put_record (log, MUSTER_ZK_LAYOUT_40, 0, 776505662, 1, 0);
  put_record (log, MUSTER_ZK_LAYOUT_40, 0, 776505662, 1, 1);
  put_record (log, MUSTER_ZK_LAYOUT_40, 0, 776505662, 15, 0);

  collector = collect (&reader, log, NULL);
  g_assert_cmpuint (collector->punches->len, ==, 5);
  g_assert_cmpuint (g_array_index (collector->identities, guint32, 0), ==, 0x100);
  g_assert_cmpuint (g_array_index (collector->identities, guint32, 1), ==, 0x10100);
  g_assert_cmpuint (g_array_index (collector->identities, guint32, 2), ==, 0x20100);
  g_assert_cmpuint (g_array_index (collector->identities, guint32, 3), ==, 0x101);
  g_assert_cmpuint (g_array_index (collector->identities, guint32, 4), ==, 0xf00);
}

/* The cursor passes by what is stored, and nothing else. */
static void
test_cursor (void)
{
  static const guint steps[] = { 1, 3, 4095, 4096, 4097, 9000, 12288 };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GByteArray) log = make_log (MUSTER_ZK_LAYOUT_40, 13000, 1, 255, FALSE);
      g_autoptr (GByteArray) before = g_byte_array_new ();
      MusterZkReader reader = { .serial = "A", .layout = MUSTER_ZK_LAYOUT_40 };
      g_autoptr (MusterCollector) first = NULL;
      g_autoptr (MusterCollector) second = NULL;
      g_autoptr (MusterCollector) third = NULL;
      g_autoptr (MusterCollector) other = NULL;

      /* A copy on either side of the border is a further punch. */
      memcpy (log->data + steps[i] * 40, log->data, 40);
      g_byte_array_append (before, log->data, steps[i] * 40);

      first = collect (&reader, before, NULL);
      g_assert_cmpuint (first->punches->len, ==, steps[i]);
      second = collect (&reader, log, first->cursor);
      g_assert_cmpuint (second->punches->len, ==, 13000 - steps[i]);
      g_assert_cmpuint (g_array_index (second->identities, guint32, 0) >> 16, ==, 1);
      g_assert_cmpuint (g_array_index (second->lines, guint64, 0), ==, steps[i] + 1);
      third = collect (&reader, log, second->cursor);
      g_assert_cmpuint (third->punches->len, ==, 0);

      /* The oldest record went: nothing is known any more. */
      g_byte_array_remove_range (log, 0, 40);
      other = collect (&reader, log, second->cursor);
      g_assert_cmpuint (other->punches->len, ==, 12999);
      g_assert_cmpstr (muster_collector_get_fact (other, "log-cleared"), ==, "12999");
    }
}

static void
test_other_cursor (void)
{
  g_autoptr (GByteArray) log = make_log (MUSTER_ZK_LAYOUT_40, 50, 1, 255, FALSE);
  MusterZkReader reader = { .serial = "A", .layout = MUSTER_ZK_LAYOUT_40 };
  MusterZkReader replaced = { .serial = "B", .layout = MUSTER_ZK_LAYOUT_40 };
  g_autoptr (GVariant) strange = g_variant_ref_sink (g_variant_new_string ("?"));
  g_autoptr (MusterCollector) first = collect (&reader, log, NULL);
  g_autoptr (MusterCollector) second = collect (&replaced, log, first->cursor);
  g_autoptr (MusterCollector) third = collect (&reader, log, strange);

  g_assert_cmpstr (muster_zk_reader_get_serial (first->cursor), ==, "A");
  g_assert_null (muster_zk_reader_get_serial (strange));
  g_assert_null (muster_zk_reader_get_serial (NULL));
  g_assert_cmpuint (second->punches->len, ==, 50);
  g_assert_null (muster_collector_get_fact (second, "log-cleared"));
  g_assert_cmpuint (third->punches->len, ==, 50);
}

/* Short records: the slot's user, the slot where there is none, and the record itself as key. */
static void
test_short (void)
{
  static const MusterZkLayout layouts[] = { MUSTER_ZK_LAYOUT_8,
                                            MUSTER_ZK_LAYOUT_8_STATE };

  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (GHashTable) keys = keys_new ();
      MusterZkReader reader = { .serial = "A", .layout = layouts[i], .keys = keys };
      g_autoptr (GByteArray) log = make_log (layouts[i], 14, 1, 0, FALSE);
      g_autoptr (MusterCollector) first = NULL;
      g_autoptr (MusterCollector) second = NULL;

      g_byte_array_append (log, log->data, 8); /* a copy */
      first = collect (&reader, log, NULL);
      g_assert_cmpuint (first->punches->len, ==, 15);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (first->punches, 0), "1001 "));
      g_assert_true (g_str_has_prefix (g_ptr_array_index (first->punches, 6), "uid:7 "));
      g_assert_cmpstr (g_ptr_array_index (first->record_keys, 0), ==,
                       i == 0 ? "0100018094442e00" : "010001008094442e");
      g_assert_cmpstr (g_ptr_array_index (first->record_keys, 14), ==,
                       i == 0 ? "0100018094442e00-1" : "010001008094442e-1");

      /* Somebody else has the slot now: what was stored stays, and it is told. */
      g_hash_table_insert (keys, GUINT_TO_POINTER (3), g_strdup ("2002"));
      second = collect (&reader, log, first->cursor);
      g_assert_cmpuint (second->punches->len, ==, 0);
      g_assert_cmpstr (muster_collector_get_fact (second, "slot-reused"), ==,
                       "3: 1003, 2002");
    }
}

static void
test_event_is_record (void)
{
  g_autoptr (GByteArray) bytes =
    muster_hex_new ("313030310000000000000000000000000000000000000000 0100 18021d080102");
  g_autoptr (GByteArray) all = muster_hex_new (dataset);
  g_autoptr (GByteArray) log = g_byte_array_new ();
  MusterZkReader reader = { .serial = "A", .layout = MUSTER_ZK_LAYOUT_40 };
  g_autoptr (MusterCollector) live = muster_collector_new ();
  g_autoptr (MusterCollector) read = NULL;
  MusterZkRecord record;
  g_autoptr (GError) error = NULL;

  g_byte_array_append (log, all->data + 4, 40);
  read = collect (&reader, log, NULL);
  g_assert_null (muster_zk_event_read (bytes->data, bytes->len, &record));
  g_assert_true (muster_zk_reader_take_event (&reader, &record, &live->sink, &error));
  g_assert_no_error (error);

  g_assert_cmpstr (g_ptr_array_index (live->punches, 0), ==,
                   g_ptr_array_index (read->punches, 0));
  g_assert_cmpuint (g_array_index (live->identities, guint32, 0), ==,
                    g_array_index (read->identities, guint32, 0));
  g_assert_null (live->cursor);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/zk-records/records", test_records);
  g_test_add_func ("/zk-records/events", test_events);
  g_test_add_func ("/zk-records/dataset", test_dataset);
  g_test_add_func ("/zk-records/recognise", test_recognise);
  g_test_add_func ("/zk-records/lying-counters", test_lying_counters);
  g_test_add_func ("/zk-records/senseless", test_senseless);
  g_test_add_func ("/zk-records/user-sizes", test_user_sizes);
  g_test_add_func ("/zk-records/user-names", test_user_names);
  g_test_add_func ("/zk-records/drafts", test_drafts);
  g_test_add_func ("/zk-records/damage", test_damage);
  g_test_add_func ("/zk-records/copies", test_copies);
  g_test_add_func ("/zk-records/cursor", test_cursor);
  g_test_add_func ("/zk-records/other-cursor", test_other_cursor);
  g_test_add_func ("/zk-records/short", test_short);
  g_test_add_func ("/zk-records/event-is-record", test_event_is_record);

  return g_test_run ();
}
