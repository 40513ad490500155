/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-imports.h"

#include "muster-hold.h"
#include "muster-columns.h"
#include "muster-error.h"
#include "muster-file-connector.h"
#include "muster-file-plan.h"
#include "muster-import-row.h"
#include "muster-ingest.h"
#include "muster-mappings.h"
#include "muster-reading.h"
#include "muster-sources.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

/* ---- Saved mappings ---- */

static const MusterField *
field_find (const MusterField *fields, const char *name)
{
  for (; fields->name != NULL; fields++)
    if (g_str_equal (fields->name, name))
      return fields;

  return NULL;
}

GVariant *
muster_mapping_parse (const char *document, GError **error)
{
  GVariant *settings;

  if (!(settings = json_gvariant_deserialize_data (document, -1, "a{sv}", error)))
    return NULL;

  return g_variant_take_ref (settings);
}

char *
muster_mapping_format (GVariant *settings)
{
  g_autoptr (GVariant) document = NULL;
  GVariantBuilder kept;
  GVariantIter iter;
  const char *name;
  GVariant *value;

  /* The file itself is no part of how its columns are read. */
  g_variant_builder_init (&kept, G_VARIANT_TYPE_VARDICT);
  g_variant_iter_init (&iter, settings);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    if (!g_str_equal (name, "path"))
      g_variant_builder_add (&kept, "{sv}", name, value);

  document = g_variant_ref_sink (g_variant_builder_end (&kept));

  return json_gvariant_serialize_data (document, NULL);
}

/* JSON has one kind of number and arrays of anything: gives each value the type of its field. */
static GVariant *
value_of_field (const MusterField *field, GVariant *value)
{
  const GVariantType *type = muster_field_get_variant_type (field);

  if (g_variant_is_of_type (value, type))
    return g_variant_ref (value);

  /* A structure that one kind of file takes in a box, another takes as it is. */
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT))
    {
      g_autoptr (GVariant) inner = g_variant_get_variant (value);

      return value_of_field (field, inner);
    }

  /* JSON knows neither boxes nor lists of texts: a saved list comes as a list of anything. */
  if ((g_variant_type_equal (type, G_VARIANT_TYPE_STRING_ARRAY) ||
       g_variant_type_equal (type, G_VARIANT_TYPE_VARIANT)) &&
      g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
    {
      GVariantBuilder strings;
      GVariantIter iter;
      GVariant *item;

      g_variant_builder_init (&strings, G_VARIANT_TYPE_STRING_ARRAY);
      g_variant_iter_init (&iter, value);
      while (g_variant_iter_loop (&iter, "v", &item))
        g_variant_builder_add (&strings, "s",
                               g_variant_is_of_type (item, G_VARIANT_TYPE_STRING)
                                 ? g_variant_get_string (item, NULL)
                                 : "");

      if (g_variant_type_equal (type, G_VARIANT_TYPE_VARIANT))
        return g_variant_ref_sink (
          g_variant_new_variant (g_variant_builder_end (&strings)));

      return g_variant_ref_sink (g_variant_builder_end (&strings));
    }

  if (g_variant_type_equal (type, G_VARIANT_TYPE_VARIANT))
    return g_variant_ref_sink (g_variant_new_variant (value));

  if (g_variant_type_equal (type, G_VARIANT_TYPE_DOUBLE) &&
      g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_variant_ref_sink (
      g_variant_new_double ((double) g_variant_get_int64 (value)));

  return g_variant_ref (value); /* the check of the settings will name it */
}

static void
settings_merge (GVariantDict *merged, const MusterField *fields, GVariant *settings)
{
  GVariantIter iter;
  const char *name;
  GVariant *value;

  if (settings == NULL)
    return;

  g_variant_iter_init (&iter, settings);
  while (g_variant_iter_loop (&iter, "{&sv}", &name, &value))
    {
      const MusterField *field = field_find (fields, name);
      g_autoptr (GVariant) typed = field != NULL ? value_of_field (field, value)
                                                 : g_variant_ref (value);

      if (!g_str_equal (name, "mapping"))
        g_variant_dict_insert_value (merged, name, typed);
    }
}

typedef struct
{
  const char *kind;
  const char *name;
  char *document;
} Mapping;

static gboolean
mapping_run (MusterReading *reading, gpointer data, GError **error)
{
  Mapping *mapping = data;

  mapping->document =
    muster_mappings_get (reading->db, mapping->kind, mapping->name, error);

  return mapping->document != NULL;
}

MusterParams *
muster_mapping_apply (MusterOffice *office,
                      MusterActor *actor,
                      const char *kind,
                      const MusterField *fields,
                      const char *path,
                      GVariant *base,
                      GVariant *settings,
                      GError **error)
{
  g_autoptr (GVariant) mapped = NULL;
  g_autoptr (GVariant) values = NULL;
  Mapping mapping = { kind, NULL, NULL };
  GVariantDict merged;

  if (settings != NULL && g_variant_lookup (settings, "mapping", "&s", &mapping.name))
    {
      gboolean found = muster_office_read (office, actor, MUSTER_MAY_INGEST, mapping_run,
                                           &mapping, NULL, error);
      g_autofree char *document = mapping.document;

      if (!found || !(mapped = muster_mapping_parse (document, error)))
        return NULL;
    }

  g_variant_dict_init (&merged, NULL);
  settings_merge (&merged, fields, base);
  settings_merge (&merged, fields, mapped);
  settings_merge (&merged, fields, settings);
  g_variant_dict_insert (&merged, "path", "s", path);
  values = g_variant_ref_sink (g_variant_dict_end (&merged));

  return muster_params_new (fields, values, error);
}

/* ---- Preview ---- */

typedef struct
{
  gint64 source_id;
  MusterSource *source;
  GPtrArray *sources;
} Look;

static gboolean
look_run (MusterReading *reading, gpointer data, GError **error)
{
  Look *look = data;

  if (look->source_id != 0)
    return (look->source = muster_sources_get (reading->db, look->source_id, error)) !=
           NULL;

  return (look->sources = muster_sources_list (reading->db, error)) != NULL;
}

/* The one active source of files whose device the file names; none when several are. */
static gint64
propose_source (GPtrArray *sources, GVariant *found)
{
  const char *device = "";
  const char *serial = "";
  gint64 id = 0;

  g_variant_lookup (found, "device", "&s", &device);
  g_variant_lookup (found, "serial", "&s", &serial);
  for (guint i = 0; i < sources->len; i++)
    {
      MusterSource *source = g_ptr_array_index (sources, i);

      if (source->state == MUSTER_SOURCE_RETIRED || source->device == NULL ||
          (g_strcmp0 (source->device, device) != 0 &&
           g_strcmp0 (source->device, serial) != 0))
        continue;
      if (id != 0)
        return 0;
      id = source->id;
    }

  return id;
}

GVariant *
muster_imports_preview (MusterOffice *office,
                        MusterActor *actor,
                        const char *path,
                        GVariant *settings,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (GVariant) held = settings != NULL ? g_variant_ref_sink (settings) : NULL;
  g_autoptr (MusterParams) params = NULL;
  g_autoptr (MusterSource) nobody = muster_source_new ();
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GPtrArray) sources = NULL;
  GVariantDict dict;
  Look look = { 0 };

  if (!muster_office_read (office, actor, MUSTER_MAY_INGEST, look_run, &look, cancellable,
                           error))
    return NULL;

  sources = look.sources;
  g_set_str (&nobody->kind, "file");
  g_set_str (&nobody->zone, muster_zone_get_name (muster_office_get_zone (office)));
  params = muster_mapping_apply (office, actor, "punches", muster_file_connector.fields,
                                 path, NULL, held, error);
  if (params == NULL ||
      !(found = muster_file_connector.probe (nobody, params, cancellable, error)))
    return NULL;

  g_variant_dict_init (&dict, found);
  g_variant_dict_insert (&dict, "source", "x", propose_source (sources, found));

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/* ---- Running ---- */

typedef struct
{
  MusterImportRecord *record;
  MusterHold *hold;
} Beginning;

static gboolean
begin_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Beginning *beginning = data;
  MusterImportRecord *record = beginning->record;

  record->id = muster_import_log_begin (txn->db, record, error);

  /* Before anybody sees it, or it could be taken for one that was killed. */
  return record->id != 0 &&
         (beginning->hold = muster_hold_new (txn->access->folder, MUSTER_HOLD_IMPORT,
                                             record->id, error)) != NULL &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

/* Returns the hold that says that it runs. */
static MusterHold *
record_begin (MusterImportRecord *record,
              MusterOffice *office,
              MusterActor *actor,
              GError **error)
{
  Beginning beginning = { record, NULL };
  g_autoptr (MusterHold) hold = NULL;
  GVariantDict args;
  gboolean begun;

  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "source", "x", record->source_id);
  g_variant_dict_insert (&args, "file", "s", record->file);

  begun = muster_office_write (office, actor, MUSTER_MAY_INGEST, "import.begin",
                               g_variant_dict_end (&args), begin_run, &beginning, NULL,
                               error);
  hold = beginning.hold;

  return begun ? g_steal_pointer (&hold) : NULL;
}

static void
record_clear (MusterImportRecord *record)
{
  g_free (record->source_name);
  g_free (record->zone);
  g_free (record->file);
  g_free (record->kind);
  g_free (record->state);
  g_free (record->user);
  g_free (record->message);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MusterImportRecord, record_clear)

static MusterParams *
params_for_run (MusterOffice *office,
                MusterActor *actor,
                MusterSource *source,
                const char *path,
                GVariant *settings,
                GError **error)
{
  return muster_mapping_apply (office, actor, "punches", muster_file_connector.fields,
                               path, source->settings, settings, error);
}

/* What the file is, as it was recognised: the report says it. */
static char *
kind_of_file (MusterSource *source,
              MusterParams *params,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (MusterFilePlan)
    plan = muster_file_plan_new (params, source->datum, cancellable, error);

  return plan != NULL
           ? g_strdup (muster_file_kind_get_name (muster_file_plan_get_kind (plan)))
           : NULL;
}

MusterImportRow *
muster_imports_run (MusterOffice *office,
                    MusterActor *actor,
                    gint64 source_id,
                    const char *path,
                    GVariant *settings,
                    MusterProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GVariant) held = settings != NULL ? g_variant_ref_sink (settings) : NULL;
  g_auto (MusterImportRecord) record = { 0 };
  g_autoptr (MusterSource) source = NULL;
  g_autoptr (MusterParams) params = NULL;
  g_autoptr (MusterIngest) ingest = NULL;
  g_autoptr (MusterZone) zone = NULL;
  g_autoptr (MusterHold) hold = NULL;
  g_autoptr (GError) why = NULL;
  Look look = { .source_id = source_id };
  gboolean read, cancelled;

  if (!muster_office_read (office, actor, MUSTER_MAY_INGEST, look_run, &look, cancellable,
                           error))
    return NULL;

  source = look.source;
  if (!(params = params_for_run (office, actor, source, path, held, error)) ||
      !(record.kind = kind_of_file (source, params, cancellable, error)) ||
      !(zone = muster_zone_new (source->zone, error)))
    return NULL;

  record.source_id = source_id;
  record.source_name = g_strdup (source->name);
  record.file = g_path_get_basename (path);
  record.state = g_strdup ("running");
  record.user = g_strdup (actor->name);
  record.started_at = muster_office_get_now (office);
  if (!(hold = record_begin (&record, office, actor, error)) ||
      !(ingest = muster_ingest_new (office, actor, source, &record, progress,
                                    progress_data, error)))
    return NULL;

  read = muster_file_connector.pull (source, params, NULL,
                                     muster_ingest_get_sink (ingest), cancellable, &why);
  cancelled = g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  if (!muster_ingest_finish (ingest,
                             read        ? "done"
                             : cancelled ? "cancelled"
                                         : "failed",
                             why != NULL && !cancelled ? why->message : NULL, error))
    return NULL;

  /* A run that somebody ended has a report like any other; one that broke says why. */
  if (why != NULL && !cancelled)
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }

  return muster_import_row_new (&record, zone);
}

/* ---- What was killed ---- */

static gboolean
running_run (MusterReading *reading, gpointer data, GError **error)
{
  GArray **ids = data;

  return (*ids = muster_import_log_find_running (reading->db, error)) != NULL;
}

static gboolean
interrupted_run (MusterTransaction *txn, gpointer data, GError **error)
{
  return muster_import_log_interrupt (
           txn->db, *(const gint64 *) data, txn->now,
           _ ("It was interrupted. What is counted here is in the company; import the "
              "file again for the rest."),
           error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

void
muster_imports_end_interrupted (MusterOffice *office, const char *folder)
{
  g_autoptr (MusterActor) muster = muster_actor_new (0, "Muster", MUSTER_ROLE_SYNC, NULL);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  if (!muster_office_read (office, muster, MUSTER_MAY_INGEST, running_run, &ids, NULL,
                           &error))
    {
      g_debug ("Whether an import was interrupted is not known: %s", error->message);
      return;
    }

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 *id = &g_array_index (ids, gint64, i);
      g_autoptr (MusterHold)
        hold = muster_hold_new (folder, MUSTER_HOLD_IMPORT, *id, NULL);
      g_autoptr (GError) refusal = NULL;
      GVariantDict args;

      if (hold == NULL) /* it runs, in this process or another */
        continue;

      g_variant_dict_init (&args, NULL);
      g_variant_dict_insert (&args, "import", "x", *id);
      g_variant_dict_insert (&args, "state", "s", "interrupted");
      if (!muster_office_write (office, muster, MUSTER_MAY_INGEST, "import.end",
                                g_variant_dict_end (&args), interrupted_run, id, NULL,
                                &refusal))
        g_debug ("Import %" G_GINT64_FORMAT " is not ended: %s", *id, refusal->message);
    }
}

const MusterField *
muster_imports_get_fields (void)
{
  return muster_file_connector.fields;
}

const MusterChoice *
muster_imports_get_roles (void)
{
  return muster_columns_roles;
}
