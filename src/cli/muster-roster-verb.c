/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-verb.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-options.h"
#include "muster-plan-listings.h"
#include "muster-roster-commands.h"
#include "muster-roster-file.h"
#include "muster-roster-sheet.h"
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
  { .name = "sheet",
    .title = N_ ("Which sheet of a workbook is imported"),
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

  if (path != NULL)
    return muster_roster_sheet_save (rows, filter->dates, path, error);

  text = muster_roster_sheet_to_csv (rows, filter->dates);
  g_print ("%s", text);
  return TRUE;
}

/* ---- Import ---- */

/* The people and shifts that a table of some dates may speak of. */
static MusterRosterSheet *
read_sheet (MusterSession *session, const MusterRosterTable *table, GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) people = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) shifts = g_ptr_array_new ();

  filter->dates = muster_roster_table_get_dates (table);
  if (!(people = list_rows (session, &muster_plans_listing, filter, error)) ||
      !(rows = list_rows (session, &muster_shifts_listing, filter, error)))
    return NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterShiftRow *row = g_ptr_array_index (rows, i);

      if (row != NULL)
        g_ptr_array_add (shifts, row->shift);
    }

  return muster_roster_sheet_read (table, people, shifts);
}

/* Nothing is taken unless all is right, or the user says so. */
static gboolean
finish_import (MusterSession *session,
               GVariantDict *options,
               const MusterRosterSheet *sheet,
               GError **error)
{
  g_autoptr (GVariant) before = NULL;
  MusterOffice *office;

  for (guint i = 0; i < sheet->faults->len; i++)
    {
      g_autofree char *fault =
        muster_roster_sheet_say_fault (g_ptr_array_index (sheet->faults, i));

      g_print ("%s\n", fault);
    }

  if (sheet->faults->len > 0 && !muster_options_has (options, "good"))
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             ngettext ("%u cell is not right, and nothing was changed.",
                                       "%u cells are not right, and nothing was changed.",
                                       sheet->faults->len),
                             sheet->faults->len);

  if (!muster_options_has (options, "preview"))
    {
      if (!(office = muster_session_open (session, error)) ||
          !(before = muster_office_submit (office, session->actor, &muster_set_roster,
                                           sheet->cells, session->cancellable, error)))
        return FALSE;
    }

  g_print (muster_options_has (options, "preview")
             ? ngettext ("%u cell is right.", "%u cells are right.", sheet->n_cells)
             : ngettext ("%u cell was set.", "%u cells were set.", sheet->n_cells),
           sheet->n_cells);
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
  g_autoptr (MusterRosterSheet) sheet = NULL;
  g_autoptr (GBytes) data = NULL;
  const char *name = NULL;
  char *text;
  gsize length;

  g_variant_dict_lookup (options, "sheet", "&s", &name);
  if (!g_file_get_contents (path, &text, &length, error))
    return FALSE;

  data = g_bytes_new_take (text, length);
  if (!(table = muster_roster_file_read (data, name, error)))
    {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }

  return (sheet = read_sheet (session, table, error)) != NULL &&
         finish_import (session, options, sheet, error);
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
  .title = N_ ("Import or export the roster as a table: .csv or .xlsx"),
  .arguments = N_ ("import FILE | export [FILE]"),
  .options = roster_options,
  .least = 1,
  .most = 2,
  .run = roster_run,
};
