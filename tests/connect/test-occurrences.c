/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-frame.h"
#include "muster-occurrences.h"

static void
test_numbers (void)
{
  g_autoptr (MusterOccurrences) occurrences = muster_occurrences_new ();

  g_assert_cmpint (muster_occurrences_add (occurrences, 1, 10, FALSE), ==, 0);
  g_assert_cmpint (muster_occurrences_add (occurrences, 1, 10, FALSE), ==, -1);
  g_assert_cmpint (muster_occurrences_add (occurrences, 1, 11, FALSE), ==, 1);
  g_assert_cmpint (muster_occurrences_add (occurrences, 1, 10, FALSE), ==, -1);
  g_assert_cmpint (muster_occurrences_add (occurrences, 1, 12, FALSE), ==, 2);
  g_assert_cmpint (muster_occurrences_add (occurrences, 0, 0, FALSE), ==,
                   3); /* 0 shares the place of 1 */
  g_assert_cmpint (muster_occurrences_add (occurrences, 2, 10, TRUE), ==, 0);
  g_assert_cmpint (muster_occurrences_add (occurrences, 2, 10, TRUE), ==, 1);
}

/* Growing forgets nothing, with and without room made beforehand. */
static void
test_many (void)
{
  for (int reserved = 0; reserved < 2; reserved++)
    {
      g_autoptr (MusterOccurrences) occurrences = muster_occurrences_new ();

      if (reserved)
        muster_occurrences_reserve (occurrences, 150000);
      for (int round = 0; round < 2; round++)
        for (guint32 i = 0; i < 200000; i++)
          {
            guint64 key = muster_occurrences_hash (0, &i, sizeof i);

            muster_occurrences_expect (occurrences, key);
            g_assert_cmpint (muster_occurrences_add (occurrences, key, i, FALSE), ==,
                             -round);
          }
    }
}

static void
test_hash (void)
{
  g_autoptr (GHashTable)
    seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint8 text[64] = { 0 };

  g_assert_cmpuint (muster_occurrences_hash (0, "", 0), !=,
                    muster_occurrences_hash (1, "", 0));

  for (gsize length = 0; length < sizeof text; length++)
    for (gsize bit = 0; bit < 8 * length + 1; bit++)
      {
        guint64 hash;

        if (bit < 8 * length)
          text[bit / 8] ^= (guint8) (1 << bit % 8);
        hash = muster_occurrences_hash (7, text, length);
        g_assert_true (g_hash_table_add (seen, g_memdup2 (&hash, sizeof hash)));
        if (bit < 8 * length)
          text[bit / 8] ^= (guint8) (1 << bit % 8);
      }
}

static void
test_frame (void)
{
  static const guint8 bytes[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
  g_autoptr (GByteArray) block = g_byte_array_new ();
  MusterFrame frame;

  muster_frame_put_uint8 (block, 1);
  muster_frame_put_uint16 (block, 0x0302);
  muster_frame_put_uint32 (block, 0x07060504);
  g_assert_cmpmem (block->data, block->len, bytes, 7);

  muster_frame_init (&frame, bytes, sizeof bytes);
  g_assert_cmpuint (muster_frame_uint8 (&frame), ==, 1);
  g_assert_cmpuint (muster_frame_uint16 (&frame), ==, 0x0302);
  g_assert_cmpuint (muster_frame_uint32 (&frame), ==, 0x07060504);
  g_assert_cmpuint (muster_frame_get_left (&frame), ==, 1);
  g_assert_true (muster_frame_is_good (&frame));

  /* A step too far is remembered, and nothing is given after it. */
  g_assert_cmpuint (muster_frame_uint16 (&frame), ==, 0);
  g_assert_false (muster_frame_is_good (&frame));
  g_assert_cmpuint (muster_frame_uint8 (&frame), ==, 0);
  g_assert_cmpuint (muster_frame_get_left (&frame), ==, 0);
  g_assert_null (muster_frame_bytes (&frame, G_MAXSIZE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/occurrences/numbers", test_numbers);
  g_test_add_func ("/occurrences/many", test_many);
  g_test_add_func ("/occurrences/hash", test_hash);
  g_test_add_func ("/occurrences/frame", test_frame);

  return g_test_run ();
}
