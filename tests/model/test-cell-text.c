/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-cell-text.h"
#include "muster-tongue.h"

#include <math.h>

/* Takes @text: lets a table of calls be one line a case */
static void
says (const char *name, char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_test_message ("%s: %s", name, owned);
  g_assert_cmpstr (owned, ==, expected);
}

/* One cell for every kind of column */
static MusterCell given;

static void
get_given (GObject *row, MusterCell *cell)
{
  *cell = given;
  cell->text = g_strdup (given.text);
  cell->codes = g_strdupv (given.codes);
  cell->zone = given.zone ? muster_zone_ref (given.zone) : NULL;
}

static void
test_cells (void)
{
  g_autoptr (GObject) row = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  MusterColumn column = { .name = "x", .title = "X", .get = get_given };
  char *codes[] = { (char *) "late", (char *) "overtime", NULL };

  muster_tongue_set (MUSTER_TONGUE_ZH);

  given = (MusterCell) { .text = (char *) "张三" };
  column.kind = MUSTER_COLUMN_TEXT;
  says ("text", muster_cell_text_say (&column, row), "张三");
  given = (MusterCell) { .text = (char *) "absent" };
  column.vocabulary = "status";
  says ("word", muster_cell_text_say (&column, row), "旷工");
  given = (MusterCell) { .codes = codes };
  column.kind = MUSTER_COLUMN_CODES;
  column.vocabulary = "flag";
  says ("words", muster_cell_text_say (&column, row), "迟到、加班");
  column.vocabulary = NULL;
  says ("codes", muster_cell_text_say (&column, row), "late、overtime");
  given = (MusterCell) { 0 };
  says ("no codes", muster_cell_text_say (&column, row), "");
  given = (MusterCell) { .integer = 465 };
  column.kind = MUSTER_COLUMN_MINUTES;
  says ("minutes", muster_cell_text_say (&column, row), "7:45");
  column.kind = MUSTER_COLUMN_INTEGER;
  says ("integer", muster_cell_text_say (&column, row), "465");
  column.kind = MUSTER_COLUMN_BOOLEAN;
  says ("boolean", muster_cell_text_say (&column, row), "是");
  given = (MusterCell) { .integer = muster_date_new (2026, 3, 5) };
  column.kind = MUSTER_COLUMN_DATE;
  says ("date", muster_cell_text_say (&column, row), "2026-03-05");
  given = (MusterCell) { .integer = MUSTER_DATE_EVER };
  says ("no date", muster_cell_text_say (&column, row), "");
  given = (MusterCell) { .real = NAN };
  column.kind = MUSTER_COLUMN_REAL;
  says ("no real", muster_cell_text_say (&column, row), "");
  given = (MusterCell) { .real = 31.25 };
  says ("real", muster_cell_text_say (&column, row), "31.25");
  given = (MusterCell) { .integer = 0, .zone = zone };
  column.kind = MUSTER_COLUMN_INSTANT;
  says ("no instant", muster_cell_text_say (&column, row), "");
  given.integer = muster_zone_get_instant (zone, muster_date_new (2026, 3, 5), 0);
  says ("instant", muster_cell_text_say (&column, row), "2026年3月5日 周四 00:00:00");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cell-text/kinds", test_cells);

  return g_test_run ();
}
