/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A roster comes as a file and as cells pasted from a spreadsheet. */

#include "muster-plan-table.h"
#include "muster-roster-file.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_file (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterRosterTable) table = muster_roster_file_read (bytes, NULL, &error);

  g_assert_true ((table == NULL) == (error != NULL));
  for (guint i = 0; table != NULL && i < table->entries->len; i++)
    {
      const MusterRosterEntry *entry = g_ptr_array_index (table->entries, i);

      g_assert_true (g_utf8_validate (entry->staff_no, -1, NULL));
      g_assert_cmpuint (entry->words->len, ==, table->dates->len);
    }
}

static void
read_cells (const guint8 *data, gsize size)
{
  static const gint64 ids[] = { 1, 2, 3 };
  static GPtrArray *shifts;
  MusterDates dates = { 20000, 20030 };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) set = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    return;
  if (shifts == NULL)
    {
      shifts = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (shifts, muster_shift_new ("day"));
      g_ptr_array_add (shifts, muster_shift_new ("night"));
      g_set_str (&((MusterShift *) shifts->pdata[0])->name, "白班");
      g_set_str (&((MusterShift *) shifts->pdata[1])->name, "Night");
    }

  set = muster_plan_table_read (text, shifts, ids, G_N_ELEMENTS (ids), dates, &error);
  g_assert_true ((set == NULL) == (error != NULL));
  if (set != NULL)
    g_variant_ref_sink (set);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  read_file (data, size);
  read_cells (data, size);
  return 0;
}
