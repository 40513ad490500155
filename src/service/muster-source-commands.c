/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-commands.h"

#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-error.h"
#include "muster-geo.h"
#include "muster-mappings.h"
#include "muster-source-record.h"
#include "muster-sources.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

static MusterDatum
datum_from_code (const char *code)
{
  MusterDatum datum = MUSTER_DATUM_WGS84;

  muster_datum_from_code (code, &datum);

  return datum;
}

static gboolean
add_source_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_autoptr (MusterSource) source = muster_source_new ();
  g_autoptr (GVariant) settings = NULL;
  g_autoptr (GVariant) plan = NULL;
  g_autoptr (GVariant) boxed = NULL;
  g_autoptr (GVariant) secrets = NULL;
  const char *name, *kind, *zone, *datum, *device;
  gint64 correction, id;

  if (!muster_transaction_allows_all (txn, error))
    return FALSE;

  g_variant_get (args, "(&s&s&s&sbx&s@v@v@v)", &name, &kind, &zone, &datum,
                 &source->waited_for, &correction, &device, &settings, &plan, &boxed);
  g_set_str (&source->name, name);
  g_set_str (&source->kind, kind);
  g_set_str (&source->zone, *zone != '\0' ? zone : muster_zone_get_name (txn->zone));
  g_set_str (&source->device, *device != '\0' ? device : NULL);
  source->datum = datum_from_code (datum);
  source->correction = correction * MUSTER_SECOND;
  muster_source_record_set (&source->settings, settings);
  muster_source_record_set (&source->plan, plan);
  muster_source_record_set (&secrets, boxed);

  if (!muster_source_record_check (txn, source, secrets, error) ||
      !(id = muster_sources_add (txn->db, source, txn->now, error)) ||
      !muster_sources_set_secrets (txn->db, id, secrets, error))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static const MusterField add_source_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "kind", N_ ("Kind"), NULL, MUSTER_FIELD_TEXT, .fallback = "file" },
  { "zone", N_ ("Time zone"), N_ ("Of its clock; the company's unless said otherwise"),
    MUSTER_FIELD_ZONE },
  { "datum", N_ ("Datum"), N_ ("In which it reports positions"), MUSTER_FIELD_CHOICE,
    .fallback = "wgs84", .choices = muster_datum_choices },
  { "waited_for", N_ ("Days wait for it"), NULL, MUSTER_FIELD_BOOLEAN,
    .fallback = "true" },
  { "correction", N_ ("Clock correction"), N_ ("Seconds to add to its clock"),
    MUSTER_FIELD_SECONDS, .min = -10 * 366 * 86400.0, .max = 10 * 366 * 86400.0 },
  { "device", N_ ("Time clock"),
    N_ ("Serial number or device number, to recognise its files"), MUSTER_FIELD_TEXT },
  { "settings", N_ ("Settings"), N_ ("Those of its kind"), MUSTER_FIELD_VARIANT },
  { "plan", N_ ("Schedule"), N_ ("When and how it is read"), MUSTER_FIELD_VARIANT },
  { "secrets", N_ ("Secrets"), N_ ("Those of its kind"), MUSTER_FIELD_VARIANT,
    MUSTER_FIELD_CONFIDENTIAL },
  { NULL },
};

const MusterCommand muster_add_source = {
  .name = "source.add",
  .title = N_ ("Add a source"),
  .args = "(ssssbxsvvv)",
  .fields = add_source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = add_source_run,
};

static gboolean
change_source_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  g_autoptr (MusterSource) old = NULL;
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (GVariant) settings = NULL;
  g_autoptr (GVariant) set = NULL;
  g_autoptr (GVariant) plan = NULL;
  g_autoptr (GVariant) boxed = NULL;
  g_autoptr (GVariant) secrets = NULL;
  const char *name, *zone, *datum, *device;
  gboolean has_waited_for, waited_for, has_correction;
  gint64 id, correction;

  g_variant_get (args, "(xm&sm&sm&smbmxm&sm@vm@vm@vm@v)", &id, &name, &zone, &datum,
                 &has_waited_for, &waited_for, &has_correction, &correction, &device,
                 &settings, &set, &plan, &boxed);
  if (!muster_transaction_allows_all (txn, error) ||
      !(old = muster_sources_get (txn->db, id, error)) ||
      !muster_sources_get_secrets (txn->db, id, &secrets, error))
    return FALSE;

  source = muster_source_copy (old);
  if (name != NULL)
    g_set_str (&source->name, name);
  if (zone != NULL)
    g_set_str (&source->zone, *zone != '\0' ? zone : muster_zone_get_name (txn->zone));
  if (datum != NULL)
    source->datum = datum_from_code (datum);
  if (device != NULL)
    g_set_str (&source->device, *device != '\0' ? device : NULL);
  if (has_waited_for)
    source->waited_for = waited_for;
  if (has_correction)
    source->correction = correction * MUSTER_SECOND;
  if (settings != NULL)
    muster_source_record_set (&source->settings, settings);
  muster_source_record_merge (&source->settings, set);
  muster_source_record_merge (&source->plan, plan);
  muster_source_record_merge (&secrets, boxed);

  return muster_source_record_check (txn, source, secrets, error) &&
         muster_sources_change (txn->db, source, error) &&
         muster_sources_set_secrets (txn->db, id, secrets, error) &&
         muster_source_record_renew (txn, id, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static const MusterField change_source_fields[] = {
  { "source", N_ ("Source"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_MAYBE },
  { "zone", N_ ("Time zone"), N_ ("Holds for punches that come from now on"),
    MUSTER_FIELD_ZONE, MUSTER_FIELD_MAYBE },
  { "datum", N_ ("Datum"), N_ ("Holds for punches that come from now on"),
    MUSTER_FIELD_CHOICE, MUSTER_FIELD_MAYBE, .choices = muster_datum_choices },
  { "waited_for", N_ ("Days wait for it"), NULL, MUSTER_FIELD_BOOLEAN,
    MUSTER_FIELD_MAYBE },
  { "correction", N_ ("Clock correction"), N_ ("Holds for punches that come from now on"),
    MUSTER_FIELD_SECONDS, MUSTER_FIELD_MAYBE, .min = -10 * 366 * 86400.0,
    .max = 10 * 366 * 86400.0 },
  { "device", N_ ("Time clock"),
    N_ ("Serial number or device number, to recognise its files"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_MAYBE },
  { "settings", N_ ("Settings"), N_ ("All of them; the others get their defaults"),
    MUSTER_FIELD_VARIANT, MUSTER_FIELD_MAYBE },
  { "set", N_ ("Changed settings"), N_ ("The others stay"), MUSTER_FIELD_VARIANT,
    MUSTER_FIELD_MAYBE },
  { "plan", N_ ("Schedule"), N_ ("When and how it is read; the rest stays"),
    MUSTER_FIELD_VARIANT, MUSTER_FIELD_MAYBE },
  { "secrets", N_ ("Secrets"), N_ ("The others stay"), MUSTER_FIELD_VARIANT,
    MUSTER_FIELD_MAYBE | MUSTER_FIELD_CONFIDENTIAL },
  { NULL },
};

const MusterCommand muster_change_source = {
  .name = "source.change",
  .title = N_ ("Change a source"),
  .args = "(xmsmsmsmbmxmsmvmvmvmv)",
  .fields = change_source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = change_source_run,
};

static gboolean
set_state (MusterTransaction *txn,
           GVariant *args,
           MusterSourceState state,
           GError **error)
{
  g_autoptr (MusterSource) old = NULL;
  g_autoptr (MusterSource) source = NULL;
  gint64 id;

  g_variant_get (args, "(x)", &id);
  if (!muster_transaction_allows_all (txn, error) ||
      !(old = muster_sources_get (txn->db, id, error)))
    return FALSE;

  source = muster_source_copy (old);
  source->state = state;

  return muster_sources_change (txn->db, source, error) &&
         muster_source_record_renew (txn, id, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static gboolean
pause_source_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  return set_state (txn, args, MUSTER_SOURCE_PAUSED, error);
}

static gboolean
resume_source_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  return set_state (txn, args, MUSTER_SOURCE_ACTIVE, error);
}

static gboolean
retire_source_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  return set_state (txn, args, MUSTER_SOURCE_RETIRED, error);
}

static const MusterField source_fields[] = {
  { "source", N_ ("Source"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_pause_source = {
  .name = "source.pause",
  .title = N_ ("Pause a source"),
  .args = "(x)",
  .fields = source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = pause_source_run,
};

const MusterCommand muster_resume_source = {
  .name = "source.resume",
  .title = N_ ("Use a source again"),
  .args = "(x)",
  .fields = source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = resume_source_run,
};

const MusterCommand muster_retire_source = {
  .name = "source.retire",
  .title = N_ ("Retire a source"),
  .args = "(x)",
  .fields = source_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = retire_source_run,
};

static gboolean
mark_source_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  g_autoptr (MusterSource) source = NULL;
  gint64 id, synced_to;

  g_variant_get (args, "(xx)", &id, &synced_to);
  if (!muster_transaction_allows_all (txn, error) ||
      !(source = muster_sources_get (txn->db, id, error)))
    return FALSE;

  if (synced_to > txn->now)
    return muster_error_set_field (error, "synced_to",
                                   _ ("Punches of the future cannot have arrived yet."));

  return muster_sources_set_progress (txn->db, id, NULL, synced_to, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static const MusterField mark_source_fields[] = {
  { "source", N_ ("Source"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "synced_to", N_ ("Complete up to"), NULL, MUSTER_FIELD_INSTANT,
    MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_mark_source = {
  .name = "source.mark",
  .title = N_ ("Say that all punches of a source have arrived"),
  .args = "(xx)",
  .fields = mark_source_fields,
  .permission = MUSTER_MAY_INGEST,
  .run = mark_source_run,
};

/* ---- How the columns of tables are read ---- */

static const MusterChoice mapping_choices[] = {
  { "punches", N_ ("Punches") },
  { "people", N_ ("People") },
  { NULL },
};

static gboolean
save_mapping_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  const char *kind, *name, *document;

  g_variant_get (args, "(&s&s&s)", &kind, &name, &document);
  if (*name == '\0')
    return muster_error_set_field (error, "name", _ ("Give the column mapping a name."));

  return muster_mappings_save (txn->db, kind, name, document, txn->now, txn->actor->name,
                               error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS);
}

static const MusterField save_mapping_fields[] = {
  { "kind", N_ ("Kind"), NULL, MUSTER_FIELD_CHOICE, .fallback = "punches",
    .choices = mapping_choices },
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "document", N_ ("Document"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_save_mapping = {
  .name = "mapping.save",
  .title = N_ ("Keep a column mapping"),
  .args = "(sss)",
  .fields = save_mapping_fields,
  .permission = MUSTER_MAY_INGEST,
  .run = save_mapping_run,
};

static gboolean
remove_mapping_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  const char *kind, *name;

  g_variant_get (args, "(&s&s)", &kind, &name);

  return muster_mappings_remove (txn->db, kind, name, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS);
}

static const MusterField remove_mapping_fields[] = {
  { "kind", N_ ("Kind"), NULL, MUSTER_FIELD_CHOICE, .fallback = "punches",
    .choices = mapping_choices },
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_remove_mapping = {
  .name = "mapping.remove",
  .title = N_ ("Forget a column mapping"),
  .args = "(ss)",
  .fields = remove_mapping_fields,
  .permission = MUSTER_MAY_INGEST,
  .run = remove_mapping_run,
};
