/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-show-verb.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>

#include "muster-coverage-listing.h"
#include "muster-day-listings.h"
#include "muster-day-reasons.h"
#include "muster-listing-catalog.h"
#include "muster-month-listings.h"
#include "muster-options.h"
#include "muster-plan-listings.h"
#include "muster-print.h"
#include "muster-printer.h"
#include "muster-resolve.h"
#include "muster-source-listings.h"

#define ROWS_AT_ONCE 1024
#define DAY "day"

static const MusterField show_options[] = {
  { .name = "date", .title = N_ ("Only this date"), .kind = MUSTER_FIELD_DATE },
  { .name = "from", .title = N_ ("First date"), .kind = MUSTER_FIELD_DATE },
  { .name = "to", .title = N_ ("Last date"), .kind = MUSTER_FIELD_DATE },
  { .name = "person",
    .title = N_ ("Only this employee, by number"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "group",
    .title = N_ ("Only this attendance group"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "department",
    .title = N_ ("Only this department and those below it"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "status",
    .title = N_ ("Only rows of this status; may be given several times"),
    .kind = MUSTER_FIELD_STRINGS },
  { .name = "source",
    .title = N_ ("Only this source, by name"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "import",
    .title = N_ ("Only this import, by number"),
    .kind = MUSTER_FIELD_INTEGER },
  { .name = "search",
    .title = N_ ("Only rows with this name, employee number, pinyin or initials"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "order", .title = N_ ("Order by this column"), .kind = MUSTER_FIELD_TEXT },
  { .name = "descending",
    .title = N_ ("Turn the order round"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { .name = "limit", .title = N_ ("At most so many rows"), .kind = MUSTER_FIELD_INTEGER },
  { .name = "table",
    .title = N_ ("Print a table for people (the default)"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { .name = "json", .title = N_ ("Print JSON"), .kind = MUSTER_FIELD_BOOLEAN },
  { .name = "csv",
    .title = N_ ("Print CSV for spreadsheets"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

static void
show_topics (void)
{
  g_print ("\n%s\n", _ ("Listings:"));
  for (const MusterListing *const *listing = muster_listing_list (); *listing != NULL;
       listing++)
    {
      g_autofree char *padded = muster_print_pad ((*listing)->name, 14, FALSE);

      g_print ("  %s  %s\n", padded, _ ((*listing)->title));
      if (*listing == &muster_days_listing)
        {
          g_autofree char *day = muster_print_pad (DAY, 14, FALSE);

          g_print ("  %s  %s\n", day, _ ("A day of a person with its reasons"));
        }
    }
}

static gboolean
choose_form (GVariantDict *options, MusterForm *form, GError **error)
{
  gboolean table = muster_options_has (options, "table");
  gboolean json = muster_options_has (options, "json");
  gboolean csv = muster_options_has (options, "csv");

  if (table + json + csv > 1)
    return muster_usage_error_set (error, _ ("Choose one of --table, --json and --csv"));

  *form = json ? MUSTER_FORM_JSON : csv ? MUSTER_FORM_CSV : MUSTER_FORM_TABLE;
  return TRUE;
}

static gboolean
get_date (GVariantDict *options, const char *name, MusterDate *date)
{
  gint32 value;

  if (!g_variant_dict_lookup (options, name, "i", &value))
    return FALSE;

  *date = value;
  return TRUE;
}

static gboolean
needs_dates (const MusterListing *listing)
{
  return listing == &muster_days_listing || listing == &muster_months_listing ||
         listing == &muster_plans_listing || listing == &muster_coverage_listing;
}

/* Results exist for every date, so a listing of them needs both ends: today unless told, and
 * of months the days of this one. */
static gboolean
fill_dates (MusterSession *session,
            const MusterListing *listing,
            GVariantDict *options,
            MusterFilter *filter,
            GError **error)
{
  gboolean has_from = get_date (options, "from", &filter->dates.from);
  gboolean has_to = get_date (options, "to", &filter->dates.to);
  MusterOffice *office = muster_company_get_office (session->company);
  MusterDate date;
  MusterDate today;

  if (get_date (options, "date", &date))
    {
      if (has_from || has_to)
        return muster_usage_error_set (error,
                                       _ ("Give either --date or --from and --to"));
      filter->dates = (MusterDates) { date, date };
      return TRUE;
    }

  if (has_from && has_to && filter->dates.from > filter->dates.to)
    return muster_usage_error_set (error, _ ("The first date is after the last"));

  if (!needs_dates (listing))
    {
      if (has_from && !has_to)
        filter->dates.to = MUSTER_DATE_EVER;
      else if (has_to && !has_from)
        filter->dates.from = MUSTER_DATE_NONE;
      return TRUE;
    }

  today = muster_zone_get_civil (muster_office_get_zone (office),
                                 muster_office_get_now (office), NULL);
  if (!has_to)
    filter->dates.to = has_from ? MAX (filter->dates.from, today) : today;
  if (!has_from)
    filter->dates.from = listing == &muster_months_listing
                           ? muster_date_get_period_start (filter->dates.to, 1)
                           : filter->dates.to;

  return TRUE;
}

static const MusterColumn *
find_column (const MusterListing *listing, const char *name)
{
  for (const MusterColumn *column = listing->columns; column->name != NULL; column++)
    if (g_str_equal (column->name, name))
      return column;

  return NULL;
}

static MusterFilter *
build_filter (MusterSession *session,
              const MusterListing *listing,
              GVariantDict *options,
              GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autofree char *person = NULL;
  g_autofree char *source = muster_options_get_text (options, "source");
  gint64 number;

  if (!fill_dates (session, listing, options, filter, error))
    return NULL;

  if (g_variant_dict_lookup (options, "person", "s", &person) &&
      (filter->person_id = muster_resolve_person (session, person, error)) == 0)
    return NULL;

  if (source != NULL && (filter->source_id = muster_resolve_record (
                           session, &muster_sources_listing, source, error)) == 0)
    return NULL;

  filter->group = muster_options_get_text (options, "group");
  filter->department = muster_options_get_text (options, "department");
  filter->search = muster_options_get_text (options, "search");
  filter->order = muster_options_get_text (options, "order");
  filter->descending = muster_options_has (options, "descending");
  g_variant_dict_lookup (options, "status", "^as", &filter->states);

  if (filter->order != NULL && find_column (listing, filter->order) == NULL)
    {
      muster_usage_error_set (error, _ ("The listing %s has no column %s"), listing->name,
                              filter->order);
      return NULL;
    }

  if (g_variant_dict_lookup (options, "import", "x", &number))
    filter->import_id = number;

  if (g_variant_dict_lookup (options, "limit", "x", &number))
    {
      if (number < 1 || number > G_MAXUINT)
        {
          muster_usage_error_set (error, _ ("--limit: give a number from 1"));
          return NULL;
        }
      filter->limit = (guint) number;
    }

  return g_steal_pointer (&filter);
}

static gboolean
print_finding (MusterSession *session,
               MusterFinding *finding,
               MusterForm form,
               GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  MusterPrinter *printer;

  /* Sockets ignore SIGPIPE for the whole program; "| head" should simply end it. */
  signal (SIGPIPE, SIG_DFL);

  printer = muster_printer_new (form, finding->listing->columns,
                                muster_office_get_zone (office), stdout);
  for (guint first = 0; first < finding->keys->len; first += ROWS_AT_ONCE)
    {
      g_autoptr (GPtrArray) rows = muster_office_load (
        office, finding, first, ROWS_AT_ONCE, session->cancellable, error);

      if (rows == NULL)
        {
          muster_printer_finish (printer, NULL);
          return FALSE;
        }

      for (guint i = 0; i < rows->len; i++)
        if (g_ptr_array_index (rows, i) != NULL)
          muster_printer_add (printer, g_ptr_array_index (rows, i));
    }

  return muster_printer_finish (printer, error);
}

gboolean
muster_show_rows (MusterSession *session,
                  const MusterListing *listing,
                  MusterFilter *filter,
                  MusterForm form,
                  GError **error)
{
  g_autoptr (MusterFinding) finding =
    muster_office_list (muster_company_get_office (session->company), session->actor,
                        listing, filter, session->cancellable, error);

  return finding != NULL && print_finding (session, finding, form, error);
}

/* "show day" is the listing of days for eyes that want to know why. */
static gboolean
print_reasons (MusterSession *session, MusterFilter *filter, GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  if (!(finding = muster_office_list (office, session->actor, &muster_days_listing,
                                      filter, session->cancellable, error)) ||
      !(rows = muster_office_load (office, finding, 0, finding->keys->len,
                                   session->cancellable, error)))
    return FALSE;

  signal (SIGPIPE, SIG_DFL);
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      muster_day_reasons_print (g_ptr_array_index (rows, i), i > 0);

  return TRUE;
}

static gboolean
show_run (MusterSession *session,
          GVariantDict *options,
          const char *const *arguments,
          GError **error)
{
  gboolean one_day = g_str_equal (arguments[0], DAY);
  const MusterListing *listing = one_day ? &muster_days_listing
                                         : muster_listing_lookup (arguments[0]);
  g_autoptr (MusterFilter) filter = NULL;
  MusterForm form = MUSTER_FORM_TABLE;

  if (listing == NULL)
    return muster_usage_error_set (
      error, _ ("There is no listing %s: see “musterctl help show”"), arguments[0]);

  if (one_day && !g_variant_dict_contains (options, "person"))
    return muster_usage_error_set (error, _ ("Say whose day: --person"));

  if (!choose_form (options, &form, error) ||
      muster_session_open (session, error) == NULL ||
      !(filter = build_filter (session, listing, options, error)))
    return FALSE;

  if (one_day && form == MUSTER_FORM_TABLE)
    return print_reasons (session, filter, error);

  return muster_show_rows (session, listing, filter, form, error);
}

const MusterVerb muster_show_verb = {
  .name = "show",
  .title = N_ ("Print a listing"),
  .arguments = N_ ("LISTING"),
  .options = show_options,
  .least = 1,
  .most = 1,
  .topics = show_topics,
  .run = show_run,
};
