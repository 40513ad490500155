/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Packets of standalone terminals, byte by byte: most were captured from real ones. */

#include "muster-civil.h"
#include "muster-hex.h"
#include "muster-zk-packet.h"

#include <string.h>

static void
test_captured (void)
{
  static const struct
  {
    const char *frame;
    guint16 code;
    guint16 session;
    guint16 reply;
    const char *data;
  } cases[] = {
    { "5050827d 08000000 e803 17fc 0000 0000", 1000, 0, 0, "" },
    { "5050827d 08000000 e803 16fc 0000 0100", 1000, 0, 1, "" },
    { "5050827d 08000000 d007 8e8c a06b 0100", 2000, 0x6ba0, 1, "" },
    { "5050827d 08000000 d507 8a8c a06b 0000", 2005, 0x6ba0, 0, "" },
    { "5050827d 0c000000 4e04 b77e a06b 0100 267f3292", 1102, 0x6ba0, 1, "267f3292" },
    { "5050827d 08000000 e903 6a90 a06b 0c00", 1001, 0x6ba0, 12, "" },
    { "5050827d 0c000000 0b00 58ef c5c0 0500 7e4f5300", 11, 0xc0c5, 5, "7e4f5300" },
    { "5050827d 11000000 0b00 84c2 f38d 0b00 576f726b436f646500", 11, 0x8df3, 11,
      "576f726b436f646500" },
    { "5050827d 13000000 d007 828a f38d 0b00 576f726b436f64653d3000", 2000, 0x8df3, 11,
      "576f726b436f64653d3000" },
    { "5050827d 12000000 0b00 b9e6 f38d 0c00 7e506c6174666f726d00", 11, 0x8df3, 12,
      "7e506c6174666f726d00" },
    { "5050827d 1d000000 d007 714c f38d 0c00 7e506c6174666f726d3d5a454d3736305f54465400",
      2000, 0x8df3, 12, "7e506c6174666f726d3d5a454d3736305f54465400" },
    { "5050827d 08000000 d007 f6f7 0200 3700", 2000, 2, 0x37, "" },
    { "5050827d 09000000 f401 a7fc 0001 0000 64", 500, 0x100, 0, "64" },
    { "5050827d 08000000 0d00 5094 a06b 0200", 13, 0x6ba0, 2, "" },
    { "5050827d 10000000 dc05 158a a06b 0200 7c000000 f0030000", 1500, 0x6ba0, 2,
      "7c000000f0030000" },
    { "5050827d 10000000 dc05 1baa b64a 0500 54050000 f8ff0000", 1500, 0x4ab6, 5,
      "54050000f8ff0000" },
    { "5050827d 08000000 e903 7390 a06b 0300", 1001, 0x6ba0, 3, "" },
    { "5050827d 08000000 d007 b1f7 7c00 0200", 2000, 124, 2, "" },
    { "5050827d 08000000 d007 826b a48c 0900", 2000, 0x8ca4, 9, "" },
    { "5050827d 16000000 0b00 4f4b a06b 0200 7e53657269616c4e756d62657200", 11, 0x6ba0, 2,
      "7e53657269616c4e756d62657200" },
    { "5050827d 13000000 df05 7880 a06b 0700 0109000500000000000000", 1503, 0x6ba0, 7,
      "0109000500000000000000" },
    { "5050827d 13000000 df05 7781 a06b 0800 010d000000000000000000", 1503, 0x6ba0, 8,
      "010d000000000000000000" },
    { "5050827d 10000000 e005 d201 a06b 0900 00000000 a48c0000", 1504, 0x6ba0, 9,
      "00000000a48c0000" },
    { "5050827d 08000000 de05 778e a06b 0a00", 1502, 0x6ba0, 10, "" },
    { "5050827d 0c000000 f401 5f92 a06b 0b00 01000000", 500, 0x6ba0, 11, "01000000" },
    { "5050827d 0c000000 d007 2bce a06b 0400 1790482e", 2000, 0x6ba0, 4, "1790482e" },
    { "5050827d 0c000000 ca00 48fb a06b 0500 fe69492e", 202, 0x6ba0, 5, "fe69492e" },
    { "5050827d 28000000 f401 648f 0100 0000"
      "3130303100000000000000000000000000000000000000000f011802 1d080102",
      500, 1, 0, "3130303100000000000000000000000000000000000000000f0118021d080102" },
    { "5050827d 28000000 f401 ac12 0100 0000"
      "393939313131333333000000000000000000000000000000 0100 120619112905",
      500, 1, 0, "3939393131313333330000000000000000000000000000000100120619112905" },
    { "5050827d 1d000000 d007 1644 a06b 0300 56657220362e3630205365702020372032303230 00",
      2000, 0x6ba0, 3, "56657220362e363020536570202037203230323000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) frame = muster_hex_new (cases[i].frame);
      g_autoptr (GByteArray) data = muster_hex_new (cases[i].data);
      g_autoptr (GByteArray) written = g_byte_array_new ();
      MusterZkPacket packet;

      g_assert_cmpint (muster_zk_packet_measure (frame->data, frame->len), ==,
                       frame->len);
      g_assert_true (muster_zk_packet_read (frame->data + MUSTER_ZK_PREFIX,
                                            frame->len - MUSTER_ZK_PREFIX, &packet));
      g_assert_true (packet.sound);
      g_assert_cmpuint (packet.code, ==, cases[i].code);
      g_assert_cmpuint (packet.session, ==, cases[i].session);
      g_assert_cmpuint (packet.reply, ==, cases[i].reply);
      g_assert_cmpmem (packet.data, packet.length, data->data, data->len);

      /* What we can say, we say with the same bytes, over TCP and over UDP. */
      if (!muster_zk_command_is_known (cases[i].code))
        continue;
      muster_zk_packet_write (written, (MusterZkCommand) cases[i].code, cases[i].session,
                              cases[i].reply, data->data, data->len, TRUE);
      g_assert_cmpmem (written->data, written->len, frame->data, frame->len);
      g_byte_array_set_size (written, 0);
      muster_zk_packet_write (written, (MusterZkCommand) cases[i].code, cases[i].session,
                              cases[i].reply, data->data, data->len, FALSE);
      g_assert_cmpmem (written->data, written->len, frame->data + MUSTER_ZK_PREFIX,
                       frame->len - MUSTER_ZK_PREFIX);
    }
}

/* The list of commands is closed, and nothing on it writes to a terminal but its clock. */
static void
test_commands (void)
{
  static const guint16 known[] = { 9,    11,   13,   50,   201,  202,  500,  1000, 1001,
                                   1002, 1003, 1100, 1102, 1502, 1503, 1504, 2000 };
  static const guint16 never[] = { 3,  5,  8,  10, 12, 14, 15,   16,   17,   18,   19,
                                   20, 21, 24, 25, 31, 33, 35,   60,   61,   62,   66,
                                   67, 68, 72, 74, 77, 78, 1004, 1005, 1006, 1013, 1014 };
  guint n = 0;

  for (guint code = 0; code <= G_MAXUINT16; code++)
    n += muster_zk_command_is_known ((guint16) code);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (known));

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_assert_true (muster_zk_command_is_known (known[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    g_assert_false (muster_zk_command_is_known (never[i]));
}

static void
write_clear_log (void)
{
  g_autoptr (GByteArray) written = g_byte_array_new ();

  muster_zk_packet_write (written, (MusterZkCommand) 15, 0x6ba0, 1, NULL, 0, TRUE);
}

static void
test_never (void)
{
  if (g_test_subprocess ())
    {
      write_clear_log ();
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*muster_zk_command_is_known*");
}

static void
test_frames (void)
{
  static const struct
  {
    const char *bytes;
    gssize expected;
  } cases[] = {
    { "", 0 },
    { "5050", 0 },
    { "5050827d 08000000", 0 },
    { "5050827d 08000000 e80317fc000000", 0 },
    { "5050827d 08000000 e80317fc00000000", 16 },
    { "5050827d 08000000 e80317fc00000000 5050827d", 16 },
    { "5050827e 08000000 e80317fc00000000", -1 },
    { "5050827d 07000000 e80317fc000000", -1 },
    { "5050827d 00001000", 0 },
    { "5050827d 01001000", -1 },
    { "5050827d ffffffff", -1 },
    { "485454502f312e31 20343030", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = muster_hex_new (cases[i].bytes);

      g_assert_cmpint (muster_zk_packet_measure (bytes->data, bytes->len), ==,
                       cases[i].expected);
    }
}

static void
test_unsound (void)
{
  g_autoptr (GByteArray) bytes = muster_hex_new ("d007 8f8c a06b 0100");
  MusterZkPacket packet;

  g_assert_true (muster_zk_packet_read (bytes->data, bytes->len, &packet));
  g_assert_false (packet.sound);
  g_assert_cmpuint (packet.code, ==, MUSTER_ZK_OK);
  g_assert_false (muster_zk_packet_read (bytes->data, 7, &packet));
}

static void
test_key (void)
{
  static const struct
  {
    guint32 key;
    guint16 session;
    const char *bytes;
  } cases[] = {
    { 0, 0x6ba0, "617d3212" },      { 123456, 0x6ba0, "267f3292" },
    { 123456, 0x6b11, "267f3292" }, { 1234, 0x1f2e, "41363266" },
    { 999999, 0xffff, "22813296" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) expected = muster_hex_new (cases[i].bytes);
      guint8 bytes[4];

      muster_zk_scramble_key (cases[i].key, cases[i].session, bytes);
      g_assert_cmpmem (bytes, sizeof bytes, expected->data, expected->len);
    }
}

static void
test_time (void)
{
  static const struct
  {
    guint32 packed;
    const char *wall; /* NULL: there is no such time */
  } cases[] = {
    { 0, "2000-01-01T00:00:00Z" },          { 594064235, "2018-06-25T17:50:35Z" },
    { 771379199, "2023-12-31T23:59:59Z" },  { 776505662, "2024-02-29T08:01:02Z" },
    { 776507415, "2024-02-29T08:30:15Z" },  { 776541784, "2024-02-29T18:03:04Z" },
    { 776563198, "2024-02-29T23:59:58Z" },  { 776649600, NULL },
    { 3214079999, "2099-12-31T23:59:59Z" }, { G_MAXUINT32, "2133-08-18T06:28:15Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 wall = -1, expected;

      g_assert_cmpint (muster_zk_time_unpack (cases[i].packed, &wall), ==,
                       cases[i].wall != NULL);
      if (cases[i].wall == NULL)
        continue;
      g_assert_true (muster_instant_parse (cases[i].wall, NULL, &expected, NULL));
      g_assert_cmpint (wall, ==, expected);
      if (cases[i].packed <= 3214079999)
        g_assert_cmpuint (muster_zk_time_pack (wall), ==, cases[i].packed);
    }

  /* Every day of the century, there and back. */
  for (gint64 day = 10957; day < 10957 + 36525; day++)
    {
      gint64 wall, then = day * MUSTER_DAY + day % 86400 * MUSTER_SECOND;

      g_assert_true (muster_zk_time_unpack (muster_zk_time_pack (then), &wall));
      g_assert_cmpint (wall, ==, then);
    }
}

static void
test_counters (void)
{
  g_autoptr (GByteArray) bytes =
    muster_hex_new ("00000000000000000000000000000000 02000000000000000300000000000000"
                    "02000000000000002800000000000000 0100000000000000b80b000010270000"
                    "a0860100b50b00000e2700009e860100 0100000000000000b80b0000");
  g_autoptr (GByteArray) negative =
    muster_hex_new ("00000000000000000000000000000000 ffffffff000000000300000000000000"
                    "ffffffff000000002800000000000000 0100000000000000b80b000010270000"
                    "000000800000000000000000 00000000");
  MusterZkCounters counters;

  g_assert_true (muster_zk_counters_read (bytes->data, bytes->len, &counters));
  g_assert_cmpuint (counters.users, ==, 2);
  g_assert_cmpuint (counters.records, ==, 2);
  g_assert_cmpuint (counters.capacity, ==, 100000);
  g_assert_true (muster_zk_counters_read (bytes->data, 80, &counters));
  g_assert_false (muster_zk_counters_read (bytes->data, 79, &counters));

  g_assert_true (muster_zk_counters_read (negative->data, negative->len, &counters));
  g_assert_cmpuint (counters.users, ==, 0);
  g_assert_cmpuint (counters.records, ==, 0);
  g_assert_cmpuint (counters.capacity, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/zk-packet/captured", test_captured);
  g_test_add_func ("/zk-packet/commands", test_commands);
  g_test_add_func ("/zk-packet/never", test_never);
  g_test_add_func ("/zk-packet/frames", test_frames);
  g_test_add_func ("/zk-packet/unsound", test_unsound);
  g_test_add_func ("/zk-packet/key", test_key);
  g_test_add_func ("/zk-packet/time", test_time);
  g_test_add_func ("/zk-packet/counters", test_counters);

  return g_test_run ();
}
