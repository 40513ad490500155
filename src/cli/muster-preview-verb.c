/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-preview-verb.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>

#include "muster-error.h"
#include "muster-meter.h"
#include "muster-options.h"
#include "muster-rule-preview.h"
#include "muster-printer.h"
#include "muster-resolve.h"
#include "muster-words.h"

static const MusterField preview_options[] = {
  { .name = "from", .title = N_ ("First date"), .kind = MUSTER_FIELD_DATE },
  { .name = "to", .title = N_ ("Last date"), .kind = MUSTER_FIELD_DATE },
  { .name = "effective",
    .title = N_ ("Date from which the rules would hold (the first date)"),
    .kind = MUSTER_FIELD_DATE },
  { .name = "person",
    .title = N_ ("Only this employee, by number"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "group",
    .title = N_ ("Only this attendance group"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "department",
    .title = N_ ("Only this department and those below it"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "json", .title = N_ ("Print JSON"), .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

static gboolean
read_dates (GVariantDict *options,
            MusterDates *dates,
            MusterDate *effective,
            GError **error)
{
  if (!g_variant_dict_lookup (options, "from", "i", &dates->from) ||
      !g_variant_dict_lookup (options, "to", "i", &dates->to))
    return muster_usage_error_set (error, _ ("Give --from and --to"));

  if (dates->from > dates->to)
    return muster_usage_error_set (error, _ ("The first date is after the last"));

  if (!g_variant_dict_lookup (options, "effective", "i", effective))
    *effective = dates->from;

  return TRUE;
}

static MusterFilter *
read_filter (MusterSession *session, GVariantDict *options, GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autofree char *person = muster_options_get_text (options, "person");

  if (person != NULL &&
      (filter->person_id = muster_resolve_person (session, person, error)) == 0)
    return NULL;

  filter->group = muster_options_get_text (options, "group");
  filter->department = muster_options_get_text (options, "department");

  return g_steal_pointer (&filter);
}

static gboolean
print_rows (MusterPreview *preview, MusterForm form, MusterZone *zone, GError **error)
{
  MusterPrinter *printer =
    muster_printer_new (form, muster_preview_columns, zone, stdout);

  for (guint i = 0; i < preview->differences->len; i++)
    {
      g_autoptr (MusterPreviewRow) row = muster_preview_get_row (preview, i);

      muster_printer_add (printer, G_OBJECT (row));
    }

  return muster_printer_finish (printer, error);
}

static void
print_json_totals (MusterPreview *preview)
{
  const char *separator = "";

  g_print ("{\"judged\": {\"people\": %u, \"days\": %u}, \"differing\": {\"people\": %u, "
           "\"days\": %u},\n\"totals\": {",
           preview->judged_people, preview->judged_days, preview->people, preview->days);
  for (MusterOutcome outcome = 0; outcome < MUSTER_N_OUTCOMES; outcome++)
    if (preview->totals[outcome].days > 0)
      {
        g_print ("%s\"%s\": {\"days\": %u, \"difference\": %" G_GINT64_FORMAT "}",
                 separator, muster_outcome_get_code (outcome),
                 preview->totals[outcome].days, preview->totals[outcome].difference);
        separator = ", ";
      }
  g_print ("},\n\"differences\": ");
}

static void
print_totals (MusterPreview *preview)
{
  g_print (preview->days > 0 ? "\n" : "");
  g_print (_ ("Judged: people %u, days %u. Different: people %u, days %u.\n"),
           preview->judged_people, preview->judged_days, preview->people, preview->days);
  for (MusterOutcome outcome = 0; outcome < MUSTER_N_OUTCOMES; outcome++)
    {
      const MusterPreviewTotal *total = &preview->totals[outcome];
      const char *word = muster_words_say ("value", muster_outcome_get_code (outcome));

      if (total->days == 0)
        continue;
      if (muster_outcome_is_number (outcome))
        {
          g_autofree char *sum =
            g_strdup_printf ("%+" G_GINT64_FORMAT, total->difference);

          g_print (_ ("%s: days %u, in all %s\n"), word, total->days, sum);
        }
      else
        g_print (_ ("%s: days %u\n"), word, total->days);
    }
}

static gboolean
preview_run (MusterSession *session,
             GVariantDict *options,
             const char *const *arguments,
             GError **error)
{
  g_autoptr (MusterFilter) filter = NULL;
  g_autoptr (MusterPreview) preview = NULL;
  g_autoptr (MusterMeter) meter = NULL;
  g_autofree char *document = NULL;
  gboolean json = muster_options_has (options, "json");
  MusterDates dates;
  MusterDate effective;
  MusterOffice *office;

  if (!read_dates (options, &dates, &effective, error) ||
      !g_file_get_contents (arguments[0], &document, NULL, error) ||
      !(office = muster_session_open (session, error)) ||
      !(filter = read_filter (session, options, error)))
    return FALSE;

  meter = muster_meter_new (_ ("Judging under both rules"), session->cancellable);
  preview = muster_preview_run (office, session->actor, document, effective, dates,
                                filter, muster_meter_show, meter, session->cancellable,
                                error);
  g_clear_pointer (&meter, muster_meter_free);
  if (preview == NULL)
    return FALSE;

  /* Sockets ignore SIGPIPE for the whole program; "| head" should simply end it. */
  signal (SIGPIPE, SIG_DFL);

  if (json)
    print_json_totals (preview);
  if ((json || preview->days > 0) &&
      !print_rows (preview, json ? MUSTER_FORM_JSON : MUSTER_FORM_TABLE,
                   muster_office_get_zone (office), error))
    return FALSE;

  if (json)
    g_print ("}\n");
  else
    print_totals (preview);

  return TRUE;
}

const MusterVerb muster_preview_verb = {
  .name = "preview",
  .title = N_ ("Say what rules would change before they are published"),
  .arguments = N_ ("RULES.json"),
  .options = preview_options,
  .least = 1,
  .most = 1,
  .run = preview_run,
};
