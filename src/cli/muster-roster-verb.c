/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-verb.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-options.h"
#include "muster-plan-listings.h"
#include "muster-plan-table.h"
#include "muster-plan-text.h"
#include "muster-print.h"
#include "muster-roster-commands.h"
#include "muster-roster-file.h"
#include "muster-rule-listings.h"
#include "muster-usage-error.h"

static const MusterField roster_options[] = {
  { .name = "from", .title = N_ ("First date"), .kind = MUSTER_FIELD_DATE },
  { .name = "to", .title = N_ ("Last date"), .kind = MUSTER_FIELD_DATE },
  { .name = "group",
    .title = N_ ("Only this attendance group"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "department",
    .title = N_ ("Only this department and those below it"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "preview",
    .title = N_ ("Say what is wrong, and change nothing"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { .name = "good",
    .title = N_ ("Take the cells that are right, even when others are not"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

static GPtrArray *
list_rows (MusterSession *session,
           const MusterListing *listing,
           MusterFilter *filter,
           GError **error)
{
  MusterOffice *office = muster_session_open (session, error);
  g_autoptr (MusterFinding) finding = NULL;

  if (office == NULL ||
      (finding = muster_office_list (office, session->actor, listing, filter,
                                     session->cancellable, error)) == NULL)
    return NULL;

  return muster_office_load (office, finding, 0, finding->keys->len, session->cancellable,
                             error);
}

/* ---- Export ---- */

static void
append_cell (GString *text, const char *cell, gboolean last)
{
  muster_print_csv_field (text, cell);
  g_string_append (text, last ? "\r\n" : ",");
}

static char *
write_table (GPtrArray *rows, MusterDates dates)
{
  GString *text = g_string_new ("\xef\xbb\xbfstaff_no,name,");

  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      g_autofree char *heading = muster_date_format (date);

      append_cell (text, heading, date == dates.to);
    }

  for (guint i = 0; i < rows->len; i++)
    {
      MusterPlanRow *row = g_ptr_array_index (rows, i);

      if (row == NULL)
        continue;
      append_cell (text, row->person->staff_no != NULL ? row->person->staff_no : "",
                   FALSE);
      append_cell (text, row->person->name, FALSE);
      for (MusterDate date = dates.from; date <= dates.to; date++)
        {
          guint n;
          const MusterPlan *plans = muster_plan_row_find (row, date, &n);
          g_autofree char *word = muster_plan_text_word (plans, n);

          append_cell (text, word, date == dates.to);
        }
    }

  return g_string_free (text, FALSE);
}

static gboolean
export_file (MusterSession *session,
             GVariantDict *options,
             const char *path,
             GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;

  filter->group = muster_options_get_text (options, "group");
  filter->department = muster_options_get_text (options, "department");
  g_variant_dict_lookup (options, "from", "i", &filter->dates.from);
  g_variant_dict_lookup (options, "to", "i", &filter->dates.to);
  if (!(rows = list_rows (session, &muster_plans_listing, filter, error)))
    return FALSE;

  text = write_table (rows, filter->dates);
  if (path != NULL)
    return g_file_set_contents (path, text, -1, error);

  g_print ("%s", text);
  return TRUE;
}

/* ---- Import ---- */

/* What an import knows of the company, and what it found. */
typedef struct
{
  GHashTable *people; /* staff number to MusterPerson */
  GPtrArray *shifts;
  GVariantBuilder cells;
  guint n_cells;
  guint n_faults;
} Import;

static void
tell (Import *import, guint64 line, guint column, const char *message)
{
  import->n_faults++;
  g_print (_ ("Row %u, column %u: %s"), (guint) line, column, message);
  g_print ("\n");
}

static void
take_cell (Import *import,
           const MusterRosterTable *table,
           const MusterRosterEntry *entry,
           MusterPerson *person,
           guint index)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GError) fault = NULL;

  if (!muster_plan_table_read_cell (
        import->shifts, g_ptr_array_index (entry->words, index), codes, &fault))
    {
      tell (import, entry->line, g_array_index (table->columns, guint, index),
            fault->message);
      return;
    }

  g_variant_builder_add (
    &import->cells, "(xi@as)", person->id,
    g_array_index (table->dates, MusterDate, index),
    g_variant_new_strv ((const char *const *) codes->pdata, codes->len));
  import->n_cells++;
}

static void
take_table (Import *import, const MusterRosterTable *table)
{
  for (guint i = 0; i < table->entries->len; i++)
    {
      const MusterRosterEntry *entry = g_ptr_array_index (table->entries, i);
      MusterPerson *person = g_hash_table_lookup (import->people, entry->staff_no);

      if (person == NULL)
        {
          g_autofree char *message = g_strdup_printf (
            _ ("There is nobody with the employee number “%s”."), entry->staff_no);

          tell (import, entry->line, 1, message);
          continue;
        }
      for (guint k = 0; k < entry->words->len; k++)
        take_cell (import, table, entry, person, k);
    }
}

static gboolean
learn (Import *import, MusterSession *session, MusterDates dates, GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) shifts = NULL;

  filter->dates = dates;
  if (!(people = list_rows (session, &muster_plans_listing, filter, error)) ||
      !(shifts = list_rows (session, &muster_shifts_listing, filter, error)))
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      MusterPlanRow *row = g_ptr_array_index (people, i);

      if (row != NULL && row->person->staff_no != NULL)
        g_hash_table_insert (import->people, g_strdup (row->person->staff_no),
                             g_object_ref (row->person));
    }
  for (guint i = 0; i < shifts->len; i++)
    {
      MusterShiftRow *row = g_ptr_array_index (shifts, i);

      if (row != NULL)
        g_ptr_array_add (import->shifts, g_object_ref (row->shift));
    }

  return TRUE;
}

static MusterDates
span_of (const MusterRosterTable *table)
{
  MusterDates dates = { MUSTER_DATE_EVER, MUSTER_DATE_NONE };

  for (guint i = 0; i < table->dates->len; i++)
    {
      MusterDate date = g_array_index (table->dates, MusterDate, i);

      dates.from = MIN (dates.from, date);
      dates.to = MAX (dates.to, date);
    }

  return dates;
}

/* Nothing is taken unless all is right, or the user says so. */
static gboolean
finish_import (MusterSession *session,
               GVariantDict *options,
               Import *import,
               GError **error)
{
  g_autoptr (GVariant)
    cells = g_variant_ref_sink (g_variant_builder_end (&import->cells));
  g_autoptr (GVariant) before = NULL;
  MusterOffice *office;

  if (import->n_faults > 0 && !muster_options_has (options, "good"))
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             ngettext ("%u cell is not right, and nothing was changed.",
                                       "%u cells are not right, and nothing was changed.",
                                       import->n_faults),
                             import->n_faults);

  if (!muster_options_has (options, "preview"))
    {
      if (!(office = muster_session_open (session, error)) ||
          !(before = muster_office_submit (office, session->actor, &muster_set_roster,
                                           g_variant_new ("(v)", cells),
                                           session->cancellable, error)))
        return FALSE;
    }

  g_print (muster_options_has (options, "preview")
             ? ngettext ("%u cell is right.", "%u cells are right.", import->n_cells)
             : ngettext ("%u cell was set.", "%u cells were set.", import->n_cells),
           import->n_cells);
  g_print ("\n");

  return TRUE;
}

static gboolean
import_file (MusterSession *session,
             GVariantDict *options,
             const char *path,
             GError **error)
{
  g_autoptr (MusterRosterTable) table = NULL;
  g_autoptr (GHashTable)
    people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GPtrArray) shifts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GBytes) data = NULL;
  Import import = { .people = people, .shifts = shifts };
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;

  data = g_bytes_new_take (text, length);
  if (!(table = muster_roster_file_read (data, error)))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  if (!learn (&import, session, span_of (table), error))
    return FALSE;

  g_variant_builder_init (&import.cells, G_VARIANT_TYPE ("a(xias)"));
  take_table (&import, table);

  return finish_import (session, options, &import, error);
}

static gboolean
roster_run (MusterSession *session,
            GVariantDict *options,
            const char *const *arguments,
            GError **error)
{
  if (g_str_equal (arguments[0], "export"))
    return export_file (session, options, arguments[1], error);
  if (g_str_equal (arguments[0], "import") && arguments[1] != NULL)
    return import_file (session, options, arguments[1], error);

  return muster_usage_error_set (
    error, _ ("Say “roster import FILE” or “roster export [FILE] --from D --to D”"));
}

const MusterVerb muster_roster_verb = {
  .name = "roster",
  .title = N_ ("Import or export the roster as a table, CSV"),
  .arguments = N_ ("import FILE | export [FILE]"),
  .options = roster_options,
  .least = 1,
  .most = 2,
  .run = roster_run,
};
