/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-lines.h"

#include <string.h>

/* A stream that gives one byte at a time, as the slowest disk would. */
#define DRIP_TYPE_STREAM (drip_stream_get_type ())
G_DECLARE_FINAL_TYPE (DripStream, drip_stream, DRIP, STREAM, GMemoryInputStream)

struct _DripStream
{
  GMemoryInputStream parent_instance;
};

G_DEFINE_FINAL_TYPE (DripStream, drip_stream, G_TYPE_MEMORY_INPUT_STREAM)

static gssize
drip_stream_read (GInputStream *stream,
                  void *buffer,
                  gsize count,
                  GCancellable *cancellable,
                  GError **error)
{
  return G_INPUT_STREAM_CLASS (drip_stream_parent_class)
    ->read_fn (stream, buffer, MIN (count, 1), cancellable, error);
}

static void
drip_stream_class_init (DripStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = drip_stream_read;
}

static void
drip_stream_init (DripStream *self)
{
}

/* Everything a text gives, as "number:flags[text]". */
static char *
read_all (const char *data, gsize length, const char *charset, gboolean drip)
{
  g_autoptr (GInputStream)
    stream = g_object_new (drip ? DRIP_TYPE_STREAM : G_TYPE_MEMORY_INPUT_STREAM, NULL);
  g_autoptr (MusterLines) lines = NULL;
  g_autoptr (GError) error = NULL;
  GString *all = g_string_new (NULL);
  MusterLine line;

  g_memory_input_stream_add_data (G_MEMORY_INPUT_STREAM (stream),
                                  g_memdup2 (data, length), (gssize) length, g_free);
  lines = muster_lines_new (stream, charset);

  while (muster_lines_next (lines, &line, NULL))
    {
      g_string_append_printf (all, "%" G_GUINT64_FORMAT, line.number);
      if ((line.flags & MUSTER_LINE_AFTER_NULS) != 0)
        g_string_append_c (all, 'a');
      if ((line.flags & MUSTER_LINE_BEFORE_NULS) != 0)
        g_string_append_c (all, 'b');
      if ((line.flags & MUSTER_LINE_UNENDED) != 0)
        g_string_append_c (all, 'u');
      if ((line.flags & MUSTER_LINE_UNDECODED) != 0)
        g_string_append_c (all, '?');
      if (line.kind == MUSTER_LINE_TEXT)
        g_string_append_printf (all, "[%.*s]", (int) line.length, line.text);
      else
        g_string_append_printf (all, "%s@%" G_GUINT64_FORMAT "+%" G_GSIZE_FORMAT,
                                line.kind == MUSTER_LINE_NULS ? "nul" : "long",
                                line.offset, line.length);
    }

  muster_lines_done (lines, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (muster_lines_get_position (lines), ==, length);
  return g_string_free (all, FALSE);
}

#define BYTES(text) text, sizeof (text) - 1

static void
test_lines (void)
{
  static const struct
  {
    const char *data;
    gsize length;
    const char *charset;
    const char *expected;
  } cases[] = {
    { BYTES (""), NULL, "" },
    { BYTES ("a\nb\n"), NULL, "1[a]2[b]" },
    { BYTES ("a\r\nb\r\n"), NULL, "1[a]2[b]" },
    { BYTES ("a\rb\r"), NULL, "1[a]2[b]" },
    { BYTES ("a\n\n\r\n\r\rb"), NULL, "1[a]2[]3[]4[]5[]6u[b]" },
    { BYTES ("a\r\r\nb"), NULL, "1[a]2[]3u[b]" },
    { BYTES ("a"), NULL, "1u[a]" },
    { BYTES ("\xef\xbb\xbf"
             "a\nb"),
      NULL, "1[a]2u[b]" },
    { BYTES ("\xef\xbb\xbf"), NULL, "" },
    { BYTES ("\xef\xbb"), NULL, "1u?[\xef\xbf\xbd\xef\xbf\xbd]" },
    /* The old end of file is dropped at the very end only. */
    { BYTES ("a\n\x1a"), NULL, "1[a]" },
    { BYTES ("a\x1a"), NULL, "1u[a]" },
    { BYTES ("a\x1a"
             "b\n"),
      NULL,
      "1[a\x1a"
      "b]" },
    /* Zero bytes break a line without ending it. */
    { BYTES ("a\0\0b\n"), NULL,
      "1b[a]1nul@1+2"
      "1a[b]" },
    { BYTES ("a\n\0\0b\nc\n"), NULL,
      "1[a]2nul@2+2"
      "2a[b]3[c]" },
    { BYTES ("a\0\nb\n"), NULL,
      "1b[a]1nul@1+1"
      "1a[]2[b]" },
    { BYTES ("a\0"), NULL, "1b[a]1nul@1+1" },
    { BYTES ("\0\0\0"), NULL, "1nul@0+3" },
    { BYTES ("\xef\xbb\xbf"
             "a\0b"),
      NULL,
      "1b[a]1nul@4+1"
      "1au[b]" },
    /* Charsets. */
    { BYTES ("\xd5\xc5\xc8\xfd\n"), "GB18030", "1[张三]" },
    { BYTES ("\xd5\xc5\xc8\xfd\n"), "gbk", "1[张三]" },
    { BYTES ("\xd5\xc5\xc8\n"), "GB18030", "1?[张\xef\xbf\xbd]" },
    { BYTES ("\x81\x30\x89\x38|\n"), "GB18030", "1[ß|]" },
    { BYTES ("\xc7\xcd\xe3\xcf\n"), "windows-1256", "1[احمد]" },
    { BYTES ("\xff"
             "a\n"),
      NULL,
      "1?[\xef\xbf\xbd"
      "a]" },
    { BYTES ("\xe5\xbc\xa0\xff\xe4\xb8\x89\n"), "UTF-8", "1?[张\xef\xbf\xbd三]" },
    { BYTES ("\xff\xfe"
             "a\0\r\0\n\0"
             "\x20\x5f"
             "\n\0"),
      NULL, "1[a]2[张]" },
    { BYTES ("\xfe\xff"
             "\0a\0\n"
             "\x5f\x20"),
      "GB18030", "1[a]2u[张]" },
    { BYTES ("\xff\xfe"
             "\x3d\xd8\x00\xde"
             "\n\0"),
      NULL, "1[😀]" },
    { BYTES ("\xff\xfe"
             "a\0\n"),
      NULL, "1u[a\xef\xbf\xbd]" },
    { BYTES ("\xff\xfe"), NULL, "" },
    /* A mark overrules what was said. */
    { BYTES ("\xef\xbb\xbf"
             "\xe5\xbc\xa0\n"),
      "GB18030", "1[张]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int drip = 0; drip < 2; drip++)
      {
        g_autofree char *found =
          read_all (cases[i].data, cases[i].length, cases[i].charset, drip);

        g_assert_cmpstr (found, ==, cases[i].expected);
      }
}

/* Lines around the size of the buffer, and a run of zero bytes longer than it. */
static void
test_long (void)
{
  const gsize sizes[] = { 65535, 65536, 65537, 262143, 262144, 262145, 400000, 2000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = g_string_new ("first\n");
      g_autofree char *found = NULL;
      g_autofree char *expected = NULL;

      for (gsize n = 0; n < sizes[i]; n++)
        g_string_append_c (text, 'x');
      g_string_append (text, "\nlast\n");

      found = read_all (text->str, text->len, NULL, FALSE);
      if (sizes[i] >= MUSTER_LINES_LONGEST)
        expected =
          g_strdup_printf ("1[first]2long@6+%" G_GSIZE_FORMAT "3[last]", sizes[i]);
      else
        expected =
          g_strdup_printf ("1[first]2[%.*s]3[last]", (int) sizes[i], text->str + 6);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_long_nuls (void)
{
  const gsize sizes[] = { 1, 262138, 262144, 311077, 1000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GString) text = g_string_new ("first\n");
      g_autofree char *found = NULL;
      g_autofree char *expected = NULL;

      g_string_set_size (text, 6 + sizes[i]);
      memset (text->str + 6, 0, sizes[i]);
      g_string_append (text, "last\n");

      found = read_all (text->str, text->len, NULL, FALSE);
      expected = g_strdup_printf ("1[first]2nul@6+%" G_GSIZE_FORMAT "2a[last]", sizes[i]);
      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_errors (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("a\n", 2, NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (MusterLines) strange = muster_lines_new (stream, "klingon");
  g_autoptr (MusterLines) lines = muster_lines_new (stream, NULL);
  g_autoptr (GError) error = NULL;
  MusterLine line;

  g_assert_false (muster_lines_next (strange, &line, NULL));
  g_assert_false (muster_lines_done (strange, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, "charset");
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  g_assert_false (muster_lines_next (lines, &line, cancelled));
  g_assert_false (muster_lines_done (lines, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (muster_lines_next (lines, &line, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/lines/lines", test_lines);
  g_test_add_func ("/lines/long", test_long);
  g_test_add_func ("/lines/long-nuls", test_long_nuls);
  g_test_add_func ("/lines/errors", test_errors);

  return g_test_run ();
}
