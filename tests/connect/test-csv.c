/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-csv.h"

#include <string.h>

/* All rows: cells in <>, rows led by their line number. */
static char *
read_all (const char *text, char separator)
{
  g_autoptr (GInputStream)
    stream = g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (MusterCsv) csv = muster_csv_new (muster_lines_new (stream, NULL), separator);
  g_autoptr (GError) error = NULL;
  GString *all = g_string_new (NULL);
  MusterRecord record;

  while (muster_csv_next (csv, &record, NULL))
    {
      g_string_append_printf (all, "%" G_GUINT64_FORMAT, record.line.number);
      for (guint i = 0; i < record.n_cells; i++)
        {
          g_assert_cmpuint (strlen (record.cells[i].text), ==, record.cells[i].length);
          g_string_append_printf (all, "<%s>", record.cells[i].text);
        }
    }

  muster_csv_done (csv, &error);
  g_assert_no_error (error);
  return g_string_free (all, FALSE);
}

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    char separator;
    const char *expected;
  } cases[] = {
    { "a,b\nc,d\n", ',', "1<a><b>2<c><d>" },
    { "a,,\n", ',', "1<a><><>" },
    { " a , b ;c\n", ',', "1<a><b ;c>" },
    { "a;b\n\n\nc;d", ';', "1<a><b>4<c><d>" },
    { "a\tb c\t\"d\te\"\n", '\t', "1<a><b c><d\te>" },
    { "a|\"b|c\"\n", '|', "1<a><b|c>" },
    { "\"a\",\"b \"\"x\"\"\"\n", ',', "1<a><b \"x\">" },
    { "\"\",\"\"\"\"\n", ',', "1<><\">" },
    { " \"a\" , b\n", ',', "1<a><b>" },
    { "\"a\nb\",c\nd\n", ',', "1<a\nb><c>3<d>" },
    { "\"a\r\n\r\nb\",c\r\nd\r\n", ',', "1<a\n\nb><c>4<d>" },
    { "x,\"a\nb\",\"c\nd\"\ne\n", ',', "1<x><a\nb><c\nd>4<e>" },
    /* Quotes that are none. */
    { "a \"b\" c,d\n", ',', "1<a \"b\" c><d>" },
    { "5\" disk,d\n", ',', "1<5\" disk><d>" },
    { "\"a\" b,c\n", ',', "1<a b><c>" },
    { "\"a,b\nc,d\n", ',', "1<\"a><b>2<c><d>" },
    { "\"a,b\nc,\"d\ne,f\n", ',', "1<a,b\nc,d>3<e><f>" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = read_all (cases[i].text, cases[i].separator);

      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

/* A stray quote costs its own row its sense, and no other. */
static void
test_stray_quote (void)
{
  g_autoptr (GString) text = g_string_new ("\"stray,1\n");
  g_autofree char *found = NULL;

  for (int i = 0; i < 300; i++)
    g_string_append_printf (text, "row %d,x\n", i);

  found = read_all (text->str, ',');
  g_assert_true (g_str_has_prefix (found, "1<\"stray><1>2<row 0><x>3<row 1><x>"));
  g_assert_true (g_str_has_suffix (found, "301<row 299><x>"));
}

static void
test_separator (void)
{
  static const struct
  {
    const char *lines[5];
    char expected;
  } cases[] = {
    { { "a,b,c", "1,2,3" }, ',' },
    { { "a;b;c", "1,5;2,5;3" }, ';' },
    { { "a\tb", "1\t2,3" }, '\t' },
    { { "a|b|c", "1|2|3" }, '|' },
    { { "Report, printed", "a;b;c", "1;2;3", "4;5;6" }, ';' },
    { { "\"a,b,c\";d", "\"e,f\";g" }, ';' },
    { { "nothing", "here" }, 0 },
    { { NULL }, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (muster_csv_guess_separator (cases[i].lines), ==, cases[i].expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/csv/rows", test_rows);
  g_test_add_func ("/csv/stray-quote", test_stray_quote);
  g_test_add_func ("/csv/separator", test_separator);

  return g_test_run ();
}
