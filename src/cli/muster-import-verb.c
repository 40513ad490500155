/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-import-verb.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "muster-command-catalog.h"
#include "muster-enrolment.h"
#include "muster-error.h"
#include "muster-imports.h"
#include "muster-meter.h"
#include "muster-options.h"
#include "muster-preview.h"
#include "muster-printer.h"
#include "muster-resolve.h"
#include "muster-source-commands.h"

#define REJECTS_SHOWN 10

static const MusterField import_options[] = {
  { .name = "source",
    .title = N_ ("Source that the punches came from; a new name makes a new source"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "kind",
    .title = N_ ("Kind of the file, when it is not recognised"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "mapping",
    .title = N_ ("Saved mapping of the columns of a table"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "set",
    .title =
      N_ ("NAME=VALUE: how to read the file, such as charset=GB18030; may be repeated"),
    .kind = MUSTER_FIELD_STRINGS },
  { .name = "people",
    .title = N_ ("The files are lists of people, not punches"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { .name = "dry-run",
    .title = N_ ("Only look, and say what is in the files"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { .name = "json",
    .title = N_ ("Print the reports as JSON"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

/* A word is a text; what reads as a number, a yes or a list in GVariant text is that. */
static gboolean
add_setting (GVariantDict *settings, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = NULL;
  GVariant *value;

  if (equals == NULL || equals == text)
    return muster_usage_error_set (
      error, _ ("Give settings as --set NAME=VALUE, not “%s”"), text);

  name = g_strndup (text, equals - text);
  value = g_variant_parse (NULL, equals + 1, NULL, NULL, NULL);
  if (value == NULL)
    value = g_variant_new_string (equals + 1);
  g_variant_dict_insert_value (settings, name, value);

  return TRUE;
}

static GVariant *
build_settings (GVariantDict *options, gboolean people, GError **error)
{
  g_autofree char *kind = muster_options_get_text (options, "kind");
  g_autofree char *mapping = muster_options_get_text (options, "mapping");
  g_auto (GStrv) set = NULL;
  GVariantDict settings;

  g_variant_dict_init (&settings, NULL);
  if (kind != NULL && !people)
    g_variant_dict_insert (&settings, "kind", "s", kind);
  if (mapping != NULL)
    g_variant_dict_insert (&settings, "mapping", "s", mapping);

  g_variant_dict_lookup (options, "set", "^as", &set);
  for (char **text = set; text != NULL && *text != NULL; text++)
    if (!add_setting (&settings, *text, error))
      {
        g_variant_dict_clear (&settings);
        return NULL;
      }

  return g_variant_ref_sink (g_variant_dict_end (&settings));
}

static gint64
find_source (MusterSession *session, const char *name, GError **error)
{
  g_autoptr (GError) local = NULL;
  gint64 id = muster_resolve_record (session, &muster_sources_listing, name, &local);

  if (id == 0 && !g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_MISSING))
    g_propagate_error (error, g_steal_pointer (&local));

  return id;
}

static gint64
add_source (MusterSession *session, const char *name, GVariant *found, GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  g_autoptr (GVariant) result = NULL;
  const char *device = "";
  GVariantDict values;
  GVariant *args;
  gint64 id;

  if (!g_variant_lookup (found, "serial", "&s", &device) || device[0] == '\0')
    g_variant_lookup (found, "device", "&s", &device);

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "name", "s", name);
  g_variant_dict_insert (&values, "kind", "s", "file");
  g_variant_dict_insert (&values, "device", "s", device);
  args =
    muster_command_build_args (&muster_add_source, g_variant_dict_end (&values), error);
  if (args == NULL)
    return 0;

  result = muster_office_submit (office, session->actor, &muster_add_source, args,
                                 session->cancellable, error);
  if (result == NULL)
    return 0;

  g_variant_get (result, "(x)", &id);
  return id;
}

/* The source that was named, made when it is new; else the one that the file speaks of. */
static gint64
choose_source (MusterSession *session,
               GVariantDict *options,
               const char *path,
               GVariant *found,
               GError **error)
{
  g_autofree char *name = muster_options_get_text (options, "source");
  g_autoptr (GError) local = NULL;
  gint64 id = 0;

  if (name == NULL)
    {
      if (!g_variant_lookup (found, "source", "x", &id) || id == 0)
        muster_usage_error_set (
          error,
          _ ("%s does not say which device it is from: name the source "
             "with --source NAME"),
          path);
      return id;
    }

  id = find_source (session, name, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return 0;
    }

  return id != 0 ? id : add_source (session, name, found, error);
}

static gboolean
print_rejects (MusterSession *session, MusterImportRow *report, GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  MusterPrinter *printer;

  if (report->rejected == 0)
    return TRUE;

  filter->import_id = report->id;
  finding = muster_office_list (office, session->actor, &muster_rejects_listing, filter,
                                session->cancellable, error);
  if (finding == NULL)
    return FALSE;

  rows =
    muster_office_load (office, finding, 0, REJECTS_SHOWN, session->cancellable, error);
  if (rows == NULL)
    return FALSE;

  g_print ("\n");
  printer = muster_printer_new (MUSTER_FORM_TABLE, muster_rejects_listing.columns,
                                muster_office_get_zone (office), stdout);
  for (guint i = 0; i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      muster_printer_add (printer, g_ptr_array_index (rows, i));
  if (!muster_printer_finish (printer, error))
    return FALSE;

  if (finding->keys->len > REJECTS_SHOWN)
    g_print (_ ("The rest: musterctl show rejects --import %d\n"), (int) report->id);

  return TRUE;
}

static gboolean
print_reports (MusterSession *session, GPtrArray *reports, gboolean json, GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  MusterPrinter *printer;

  printer = muster_printer_new (json ? MUSTER_FORM_JSON : MUSTER_FORM_TABLE,
                                muster_imports_listing.columns,
                                muster_office_get_zone (office), stdout);
  for (guint i = 0; i < reports->len; i++)
    muster_printer_add (printer, g_ptr_array_index (reports, i));
  if (!muster_printer_finish (printer, error))
    return FALSE;

  for (guint i = 0; !json && i < reports->len; i++)
    if (!print_rejects (session, g_ptr_array_index (reports, i), error))
      return FALSE;

  return TRUE;
}

static MusterImportRow *
import_punches (MusterSession *session,
                GVariantDict *options,
                const char *path,
                GVariant *settings,
                GVariant *found,
                GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  gint64 source_id = choose_source (session, options, path, found, error);
  g_autoptr (MusterMeter) meter = NULL;

  if (source_id == 0)
    return NULL;

  meter = muster_meter_new (path, session->cancellable);
  return muster_imports_run (office, session->actor, source_id, path, settings,
                             muster_meter_show, meter, session->cancellable, error);
}

/* What is good came in; that something was not is a fault all the same. */
static gboolean
check_faults (guint64 n_faults, gboolean dry, GError **error)
{
  if (n_faults == 0)
    return TRUE;

  g_set_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID,
               dry ? ngettext ("%u line cannot be imported; nothing was written",
                               "%u lines cannot be imported; nothing was written",
                               (gulong) n_faults)
                   : ngettext ("%u line was left out; the rest is in the company",
                               "%u lines were left out; the rest is in the company",
                               (gulong) n_faults),
               (guint) n_faults);

  return FALSE;
}

static gboolean
is_told (MusterEnrolmentRow *row, gboolean dry)
{
  return row->outcome == MUSTER_ENROLMENT_FAULTY ||
         (dry && row->outcome != MUSTER_ENROLMENT_SAME);
}

static gboolean
print_enrolment (MusterSession *session,
                 const char *path,
                 MusterEnrolment *enrolment,
                 gboolean json,
                 gboolean dry,
                 GError **error)
{
  MusterZone *zone = muster_company_get_zone (session->company);
  MusterPrinter *printer = NULL;

  if (json)
    {
      printer =
        muster_printer_new (MUSTER_FORM_JSON, muster_enrolment_columns, zone, stdout);
      for (guint i = 0; i < enrolment->rows->len; i++)
        muster_printer_add (printer, g_ptr_array_index (enrolment->rows, i));
      return muster_printer_finish (printer, error);
    }

  g_print (_ ("%s: %u new people, %u changed, %u as they were, %u rows left out\n"), path,
           enrolment->n_added, enrolment->n_changed, enrolment->n_same,
           enrolment->n_faulty);

  for (guint i = 0; i < enrolment->rows->len; i++)
    {
      MusterEnrolmentRow *row = g_ptr_array_index (enrolment->rows, i);

      if (!is_told (row, dry))
        continue;
      if (printer == NULL)
        printer =
          muster_printer_new (MUSTER_FORM_TABLE, muster_enrolment_columns, zone, stdout);
      muster_printer_add (printer, G_OBJECT (row));
    }

  return printer == NULL || muster_printer_finish (printer, error);
}

static gboolean
import_people (MusterSession *session,
               GVariantDict *options,
               const char *path,
               guint64 *n_faults,
               GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  gboolean dry = muster_options_has (options, "dry-run");
  g_autoptr (GVariant) settings = build_settings (options, TRUE, error);
  g_autoptr (MusterEnrolment) enrolment = NULL;

  if (settings == NULL)
    return FALSE;

  enrolment = dry ? muster_enrolment_preview (office, session->actor, path, settings,
                                              session->cancellable, error)
                  : muster_enrolment_apply (office, session->actor, path, settings,
                                            session->cancellable, error);

  if (enrolment == NULL)
    return FALSE;

  *n_faults += enrolment->n_faulty;

  return print_enrolment (session, path, enrolment, muster_options_has (options, "json"),
                          dry, error);
}

static gboolean
import_file (MusterSession *session,
             GVariantDict *options,
             const char *path,
             GVariant *settings,
             GPtrArray *reports,
             guint64 *n_faults,
             GError **error)
{
  MusterOffice *office = muster_company_get_office (session->company);
  g_autoptr (GVariant) found = NULL;
  MusterImportRow *report;
  const char *kind = "";
  guint64 n_rejected;

  if (muster_options_has (options, "people"))
    return import_people (session, options, path, n_faults, error);

  found = muster_imports_preview (office, session->actor, path, settings,
                                  session->cancellable, error);
  if (found == NULL)
    return FALSE;

  if (g_variant_lookup (found, "kind", "&s", &kind) &&
      (g_str_equal (kind, "people") || g_str_equal (kind, "users")))
    return import_people (session, options, path, n_faults, error);

  if (muster_options_has (options, "dry-run"))
    {
      muster_preview_print (path, found, muster_options_has (options, "json"));
      if (g_variant_lookup (found, "rejected", "t", &n_rejected))
        *n_faults += n_rejected;
      return TRUE;
    }

  /* Before a source is made for it. */
  if (!muster_preview_check (path, found, error))
    return FALSE;

  report = import_punches (session, options, path, settings, found, error);
  if (report == NULL)
    return FALSE;

  g_ptr_array_add (reports, report);
  *n_faults += report->rejected;
  if (!g_str_equal (report->state, "cancelled"))
    return TRUE;

  g_set_error_literal (
    error, G_IO_ERROR, G_IO_ERROR_CANCELLED,
    _ ("Cancelled: what the report says is in the company, import the file "
       "again for the rest"));
  return FALSE;
}

static gboolean
import_run (MusterSession *session,
            GVariantDict *options,
            const char *const *arguments,
            GError **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GVariant) settings = build_settings (options, FALSE, error);
  g_autoptr (GError) local = NULL;
  guint64 n_faults = 0;

  if (settings == NULL || muster_session_open (session, error) == NULL)
    return FALSE;

  for (; *arguments != NULL && local == NULL; arguments++)
    import_file (session, options, *arguments, settings, reports, &n_faults, &local);

  /* What came in before a fault is in the company for good, so it is reported all the same. */
  if (reports->len > 0 &&
      !print_reports (session, reports, muster_options_has (options, "json"),
                      local == NULL ? error : NULL))
    return FALSE;

  if (local == NULL)
    return check_faults (n_faults, muster_options_has (options, "dry-run"), error);

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

const MusterVerb muster_import_verb = {
  .name = "import",
  .title = N_ ("Bring in punch files and lists of people"),
  .arguments = N_ ("FILE…"),
  .options = import_options,
  .least = 1,
  .most = G_MAXUINT,
  .run = import_run,
};
