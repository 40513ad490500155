/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-plan-table.h"

#include "muster-error.h"
#include "muster-plan-text.h"

#include <glib/gi18n-lib.h>

/* However the table was made, these are rests. */
static const char *const rests[] = { "rest", "off", "休息", "休", "0", "-", "–", "—" };

static gboolean
is_rest (const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (rests); i++)
    if (g_str_equal (rests[i], folded))
      return TRUE;

  return g_str_equal (word, C_ ("roster", "Rest"));
}

/* A name and a code say more than a mark, which two shifts may share. */
static MusterShift *
find_shift (GPtrArray *shifts, const char *word)
{
  MusterShift *marked = NULL;
  guint n_marked = 0;

  for (guint i = 0; i < shifts->len; i++)
    {
      MusterShift *shift = g_ptr_array_index (shifts, i);
      g_autofree char *mark = muster_plan_text_shift_mark (shift);

      if (g_str_equal (shift->name, word) || g_ascii_strcasecmp (shift->code, word) == 0)
        return shift;
      if (g_str_equal (mark, word))
        {
          marked = shift;
          n_marked++;
        }
    }

  return n_marked == 1 ? marked : NULL;
}

gboolean
muster_plan_table_read_cell (GPtrArray *shifts,
                             const char *text,
                             GPtrArray *codes,
                             GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, "+", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);
      MusterShift *shift;

      if (*word == '\0')
        continue;
      /* A shift may be called so; then it is the shift. */
      if ((shift = find_shift (shifts, word)) != NULL)
        g_ptr_array_add (codes, (gpointer) g_intern_string (shift->code));
      else if (is_rest (word))
        g_ptr_array_add (codes, (gpointer) "");
      else
        return muster_error_set_field (error, "shift", _ ("There is no shift “%s”."),
                                       word);
    }

  return TRUE;
}

char *
muster_plan_table_write (GPtrArray *rows, MusterDates dates)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    for (MusterDate date = dates.from; date <= dates.to; date++)
      {
        guint n;
        const MusterPlan *plans =
          muster_plan_row_find (g_ptr_array_index (rows, i), date, &n);
        g_autofree char *word = muster_plan_text_word (plans, n);

        g_string_append (text, word);
        g_string_append_c (text, date < dates.to ? '\t' : '\n');
      }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
read_line (GVariantBuilder *builder,
           const char *line,
           guint row,
           gint64 person_id,
           GPtrArray *shifts,
           MusterDates dates,
           GError **error)
{
  g_auto (GStrv) cells = g_strsplit (line, "\t", -1);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) codes = g_ptr_array_new ();
      g_autoptr (GError) fault = NULL;

      if (dates.from + (int) i > dates.to)
        return muster_error_set_field (
          error, "cells", _ ("Row %u has more cells than there are dates from here on."),
          row + 1);
      if (!muster_plan_table_read_cell (shifts, cells[i], codes, &fault))
        return muster_error_set_field (error, "cells", _ ("Row %u, column %u: %s"),
                                       row + 1, i + 1, fault->message);

      g_variant_builder_open (builder, G_VARIANT_TYPE ("(xias)"));
      g_variant_builder_add (builder, "x", person_id);
      g_variant_builder_add (builder, "i", dates.from + (int) i);
      g_variant_builder_add_value (
        builder, g_variant_new_strv ((const char *const *) codes->pdata, codes->len));
      g_variant_builder_close (builder);
    }

  return TRUE;
}

GVariant *
muster_plan_table_read (const char *text,
                        GPtrArray *shifts,
                        const gint64 *ids,
                        gsize n,
                        MusterDates dates,
                        GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint last = g_strv_length (lines);
  GVariantBuilder builder;

  while (last > 0 && *g_strchomp (lines[last - 1]) == '\0')
    last--;
  if (last > n)
    {
      muster_error_set_field (error, "cells",
                              _ ("The table has more lines than there are people from "
                                 "here on."));
      return NULL;
    }

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(xias)"));
  for (guint i = 0; i < last; i++)
    {
      g_strdelimit (lines[i], "\r", ' ');
      if (!read_line (&builder, lines[i], i, ids[i], shifts, dates, error))
        {
          g_variant_builder_clear (&builder);
          return NULL;
        }
    }

  return g_variant_new ("(v)", g_variant_builder_end (&builder));
}
