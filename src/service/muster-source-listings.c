/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-import-row.h"
#include "muster-mappings.h"
#include "muster-name.h"
#include "muster-reading.h"
#include "muster-sources.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterSourceRow, muster_source_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterImportRow, muster_import_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterRejectRow, muster_reject_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterMappingRow, muster_mapping_row, G_TYPE_OBJECT)

static void
muster_source_row_finalize (GObject *object)
{
  MusterSourceRow *self = MUSTER_SOURCE_ROW (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_source_row_parent_class)->finalize (object);
}

static void
muster_source_row_class_init (MusterSourceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_source_row_finalize;
}

static void
muster_source_row_init (MusterSourceRow *self)
{
}

static void
muster_import_row_finalize (GObject *object)
{
  MusterImportRow *self = MUSTER_IMPORT_ROW (object);

  g_free (self->source_name);
  g_free (self->file);
  g_free (self->kind);
  g_free (self->state);
  g_free (self->user);
  g_free (self->message);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_import_row_parent_class)->finalize (object);
}

static void
muster_import_row_class_init (MusterImportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_import_row_finalize;
}

static void
muster_import_row_init (MusterImportRow *self)
{
}

static void
muster_reject_row_finalize (GObject *object)
{
  MusterRejectRow *self = MUSTER_REJECT_ROW (object);

  g_free (self->file);
  g_free (self->reason);
  g_free (self->text);

  G_OBJECT_CLASS (muster_reject_row_parent_class)->finalize (object);
}

static void
muster_reject_row_class_init (MusterRejectRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_reject_row_finalize;
}

static void
muster_reject_row_init (MusterRejectRow *self)
{
}

/* ---- Sources: dozens, read whole ---- */

static const char *const source_states[] = { "active", "paused", "retired" };
static const char *const datum_codes[] = { "wgs84", "gcj02", "bd09" };

MUSTER_CELL_INTEGER (source_get_id, MusterSourceRow, source->id)
MUSTER_CELL_TEXT (source_get_uid, MusterSourceRow, source->uid)
MUSTER_CELL_TEXT (source_get_name, MusterSourceRow, source->name)
MUSTER_CELL_TEXT (source_get_kind, MusterSourceRow, source->kind)
MUSTER_CELL_TEXT (source_get_zone, MusterSourceRow, source->zone)
MUSTER_CELL_TEXT (source_get_device, MusterSourceRow, source->device)
MUSTER_CELL_INTEGER (source_get_waited_for, MusterSourceRow, source->waited_for)
MUSTER_CELL_INSTANT (source_get_synced_to, MusterSourceRow, source->synced_to, zone)
MUSTER_CELL_INTEGER (source_get_punches, MusterSourceRow, n_punches)
MUSTER_CELL_INSTANT (source_get_first, MusterSourceRow, first_at, zone)
MUSTER_CELL_INSTANT (source_get_last, MusterSourceRow, last_at, zone)
MUSTER_CELL_INTEGER (source_get_unmapped, MusterSourceRow, n_unmapped)
MUSTER_CELL_INSTANT (source_get_last_import, MusterSourceRow, last_import_at, zone)

static void
source_get_state (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (source_states[((MusterSourceRow *) row)->source->state]);
}

static void
source_get_datum (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (datum_codes[((MusterSourceRow *) row)->source->datum]);
}

static void
source_get_correction (GObject *row, MusterCell *cell)
{
  cell->integer = ((MusterSourceRow *) row)->source->correction / MUSTER_SECOND;
}

static const MusterColumn sources_columns[] = {
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, source_get_name },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, source_get_kind, "source_kind" },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, source_get_state, "source_state" },
  { "zone", N_ ("Time zone"), MUSTER_COLUMN_TEXT, source_get_zone },
  { "punches", N_ ("Punches"), MUSTER_COLUMN_INTEGER, source_get_punches },
  { "first", N_ ("First punch"), MUSTER_COLUMN_INSTANT, source_get_first },
  { "last", N_ ("Last punch"), MUSTER_COLUMN_INSTANT, source_get_last },
  { "unmapped", N_ ("Unmapped device user numbers"), MUSTER_COLUMN_INTEGER,
    source_get_unmapped },
  { "synced_to", N_ ("Complete up to"), MUSTER_COLUMN_INSTANT, source_get_synced_to },
  { "last_import", N_ ("Last import"), MUSTER_COLUMN_INSTANT, source_get_last_import,
    .optional = TRUE },
  { "device", N_ ("Time clock"), MUSTER_COLUMN_TEXT, source_get_device,
    .optional = TRUE },
  { "datum", N_ ("Datum"), MUSTER_COLUMN_TEXT, source_get_datum, .optional = TRUE },
  { "waited_for", N_ ("Days wait for it"), MUSTER_COLUMN_BOOLEAN, source_get_waited_for,
    .optional = TRUE },
  { "correction", N_ ("Clock correction in seconds"), MUSTER_COLUMN_INTEGER,
    source_get_correction, .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, source_get_id, .optional = TRUE },
  { "uid", N_ ("Unique id"), MUSTER_COLUMN_TEXT, source_get_uid, .optional = TRUE },
  { NULL },
};

static gboolean
sources_find (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  g_autoptr (GPtrArray) sources = muster_sources_list (reading->db, error);
  g_autofree char *folded = filter->search != NULL ? muster_name_fold (filter->search)
                                                   : NULL;

  if (sources == NULL)
    return FALSE;

  for (guint i = 0; i < sources->len; i++)
    {
      guint k = filter->descending ? sources->len - 1 - i : i;
      MusterSource *source = g_ptr_array_index (sources, k);

      if ((filter->source_id != 0 && source->id != filter->source_id) ||
          (folded != NULL && !muster_name_matches (source->name, NULL, folded)))
        continue;

      finding->total++;
      muster_finding_count (finding, source_states[source->state], 1);
      if (muster_filter_has_state (filter, source_states[source->state]) &&
          (filter->limit == 0 || finding->keys->len < filter->limit))
        g_array_append_val (finding->keys, source->id);
    }

  return TRUE;
}

static MusterSourceRow *
source_row_new (MusterReading *reading, MusterSource *source, GError **error)
{
  g_autoptr (MusterSourceRow) row = g_object_new (MUSTER_TYPE_SOURCE_ROW, NULL);
  MusterSourceStats stats;

  if (!muster_sources_get_stats (reading->db, source->id, &stats, error))
    return NULL;

  row->source = g_object_ref (source);
  row->n_punches = stats.n_punches;
  row->first_at = stats.first_at;
  row->last_at = stats.last_at;
  row->n_unmapped = stats.n_unmapped;
  row->last_import_at = stats.last_import_at;
  row->zone = muster_reading_get_zone (reading, source->zone);

  return g_steal_pointer (&row);
}

static GPtrArray *
sources_load (MusterReading *reading,
              MusterFinding *finding,
              const gint64 *keys,
              guint n_keys,
              const MusterScope *scope,
              GError **error)
{
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autoptr (GPtrArray) sources = muster_sources_list (reading->db, error);

  if (sources == NULL)
    return NULL;

  for (guint i = 0; i < n_keys; i++)
    {
      MusterSourceRow *row = NULL;

      for (guint k = 0; k < sources->len; k++)
        {
          MusterSource *source = g_ptr_array_index (sources, k);

          if (source->id == keys[i] && !(row = source_row_new (reading, source, error)))
            return NULL;
        }
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

const MusterListing muster_sources_listing = {
  .name = "sources",
  .title = N_ ("Sources"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_source_row_get_type,
  .columns = sources_columns,
  .topics = MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE,
  .find = sources_find,
  .load = sources_load,
};

/* ---- Imports ---- */

MUSTER_CELL_INTEGER (import_get_id, MusterImportRow, id)
MUSTER_CELL_TEXT (import_get_source, MusterImportRow, source_name)
MUSTER_CELL_INTEGER (import_get_source_id, MusterImportRow, source_id)
MUSTER_CELL_TEXT (import_get_file, MusterImportRow, file)
MUSTER_CELL_TEXT (import_get_kind, MusterImportRow, kind)
MUSTER_CELL_TEXT (import_get_state, MusterImportRow, state)
MUSTER_CELL_TEXT (import_get_user, MusterImportRow, user)
MUSTER_CELL_INSTANT (import_get_started, MusterImportRow, started_at, zone)
MUSTER_CELL_INSTANT (import_get_ended, MusterImportRow, ended_at, zone)
MUSTER_CELL_INTEGER (import_get_rows, MusterImportRow, rows)
MUSTER_CELL_INTEGER (import_get_added, MusterImportRow, added)
MUSTER_CELL_INTEGER (import_get_known, MusterImportRow, known)
MUSTER_CELL_INTEGER (import_get_rejected, MusterImportRow, rejected)
MUSTER_CELL_INTEGER (import_get_skipped, MusterImportRow, skipped)
MUSTER_CELL_INTEGER (import_get_duplicates, MusterImportRow, duplicates)
MUSTER_CELL_INTEGER (import_get_suspect, MusterImportRow, suspect)
MUSTER_CELL_INTEGER (import_get_unmapped, MusterImportRow, unmapped)
MUSTER_CELL_INSTANT (import_get_first, MusterImportRow, first_at, zone)
MUSTER_CELL_INSTANT (import_get_last, MusterImportRow, last_at, zone)
MUSTER_CELL_TEXT (import_get_message, MusterImportRow, message)

static const MusterColumn imports_columns[] = {
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, import_get_id },
  { "started", N_ ("Started"), MUSTER_COLUMN_INSTANT, import_get_started },
  { "file", N_ ("File"), MUSTER_COLUMN_TEXT, import_get_file },
  { "source", N_ ("Source"), MUSTER_COLUMN_TEXT, import_get_source },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, import_get_kind, "file_kind" },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, import_get_state, "import_state" },
  { "rows", N_ ("Rows"), MUSTER_COLUMN_INTEGER, import_get_rows },
  { "new", N_ ("New"), MUSTER_COLUMN_INTEGER, import_get_added },
  { "known", N_ ("Already known"), MUSTER_COLUMN_INTEGER, import_get_known },
  { "rejected", N_ ("Rejected"), MUSTER_COLUMN_INTEGER, import_get_rejected },
  { "duplicates", N_ ("Duplicate lines"), MUSTER_COLUMN_INTEGER, import_get_duplicates },
  { "skipped", N_ ("Skipped"), MUSTER_COLUMN_INTEGER, import_get_skipped },
  { "suspect", N_ ("Suspect"), MUSTER_COLUMN_INTEGER, import_get_suspect },
  { "unmapped", N_ ("Unmapped device user numbers"), MUSTER_COLUMN_INTEGER,
    import_get_unmapped },
  { "first", N_ ("First punch"), MUSTER_COLUMN_INSTANT, import_get_first },
  { "last", N_ ("Last punch"), MUSTER_COLUMN_INSTANT, import_get_last },
  { "user", N_ ("User"), MUSTER_COLUMN_TEXT, import_get_user },
  { "ended", N_ ("Ended"), MUSTER_COLUMN_INSTANT, import_get_ended, .optional = TRUE },
  { "message", N_ ("Message"), MUSTER_COLUMN_TEXT, import_get_message, .optional = TRUE },
  { "source_id", N_ ("Source id"), MUSTER_COLUMN_INTEGER, import_get_source_id,
    .optional = TRUE },
  { NULL },
};

static gboolean
imports_find (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  GArray *keys =
    muster_import_log_find (reading->db, filter, finding->counts, &finding->total, error);

  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

MusterImportRow *
muster_import_row_new (const MusterImportRecord *record, MusterZone *zone)
{
  MusterImportRow *row = g_object_new (MUSTER_TYPE_IMPORT_ROW, NULL);

  row->id = record->id;
  row->source_id = record->source_id;
  row->source_name = g_strdup (record->source_name);
  row->file = g_strdup (record->file);
  row->kind = g_strdup (record->kind);
  row->state = g_strdup (record->state);
  row->user = g_strdup (record->user);
  row->started_at = record->started_at;
  row->ended_at = record->ended_at;
  row->rows = record->rows;
  row->added = record->added;
  row->known = record->known;
  row->rejected = record->rejected;
  row->skipped = record->skipped;
  row->duplicates = record->duplicates;
  row->suspect = record->suspect;
  row->unmapped = record->unmapped;
  row->first_at = record->first_at;
  row->last_at = record->last_at;
  row->message = g_strdup (record->message);
  row->zone = muster_zone_ref (zone);

  return row;
}

static GPtrArray *
imports_load (MusterReading *reading,
              MusterFinding *finding,
              const gint64 *keys,
              guint n_keys,
              const MusterScope *scope,
              GError **error)
{
  g_autoptr (GArray) records = muster_import_log_load (reading->db, keys, n_keys, error);
  GPtrArray *rows;

  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterImportRecord *record = &g_array_index (records, MusterImportRecord, i);
      g_autoptr (MusterZone) zone = muster_reading_get_zone (reading, record->zone);

      g_ptr_array_add (rows,
                       record->id != 0 ? muster_import_row_new (record, zone) : NULL);
    }

  return rows;
}

const MusterListing muster_imports_listing = {
  .name = "imports",
  .title = N_ ("Imports"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_import_row_get_type,
  .columns = imports_columns,
  .topics = MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PUNCHES,
  .find = imports_find,
  .load = imports_load,
};

/* ---- What imports could not read ---- */

MUSTER_CELL_INTEGER (reject_get_import, MusterRejectRow, import_id)
MUSTER_CELL_TEXT (reject_get_file, MusterRejectRow, file)
MUSTER_CELL_INTEGER (reject_get_line, MusterRejectRow, line)
MUSTER_CELL_TEXT (reject_get_reason, MusterRejectRow, reason)
MUSTER_CELL_TEXT (reject_get_text, MusterRejectRow, text)
MUSTER_CELL_INTEGER (reject_get_length, MusterRejectRow, length)

static const MusterColumn rejects_columns[] = {
  { "import", N_ ("Import"), MUSTER_COLUMN_INTEGER, reject_get_import },
  { "file", N_ ("File"), MUSTER_COLUMN_TEXT, reject_get_file },
  { "line", N_ ("Line"), MUSTER_COLUMN_INTEGER, reject_get_line },
  { "reason", N_ ("Reason"), MUSTER_COLUMN_TEXT, reject_get_reason, "reject" },
  { "text", N_ ("Text"), MUSTER_COLUMN_TEXT, reject_get_text },
  { "length", N_ ("Bytes"), MUSTER_COLUMN_INTEGER, reject_get_length },
  { NULL },
};

/* What stands in a line that could not be read may be anybody's: only for everybody. */
static gboolean
rejects_find (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  GArray *keys;

  if (!scope->all)
    return TRUE;

  keys = muster_import_log_find_rejects (reading->db, filter, finding->counts,
                                         &finding->total, error);
  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

static GPtrArray *
rejects_load (MusterReading *reading,
              MusterFinding *finding,
              const gint64 *keys,
              guint n_keys,
              const MusterScope *scope,
              GError **error)
{
  g_autoptr (GArray) records = NULL;
  GPtrArray *rows;

  records = muster_import_log_load_rejects (reading->db, keys, n_keys, error);
  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterRejectRecord *record = &g_array_index (records, MusterRejectRecord, i);
      MusterRejectRow *row = NULL;

      if (record->id != 0 && scope->all)
        {
          row = g_object_new (MUSTER_TYPE_REJECT_ROW, NULL);
          row->id = record->id;
          row->import_id = record->import_id;
          row->file = g_strdup (record->file);
          row->line = record->line;
          row->reason = g_strdup (record->reason);
          row->text = g_strdup (record->text);
          row->length = record->length;
        }
      g_ptr_array_add (rows, row);
    }

  return rows;
}

const MusterListing muster_rejects_listing = {
  .name = "rejects",
  .title = N_ ("Rejected lines"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_reject_row_get_type,
  .columns = rejects_columns,
  .topics = MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PUNCHES,
  .find = rejects_find,
  .load = rejects_load,
};

/* ---- Saved mappings of columns ---- */

static void
muster_mapping_row_finalize (GObject *object)
{
  MusterMappingRow *self = MUSTER_MAPPING_ROW (object);

  g_free (self->kind);
  g_free (self->name);
  g_free (self->document);

  G_OBJECT_CLASS (muster_mapping_row_parent_class)->finalize (object);
}

static void
muster_mapping_row_class_init (MusterMappingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_mapping_row_finalize;
}

static void
muster_mapping_row_init (MusterMappingRow *self)
{
}

MUSTER_CELL_TEXT (mapping_get_kind, MusterMappingRow, kind)
MUSTER_CELL_TEXT (mapping_get_name, MusterMappingRow, name)
MUSTER_CELL_TEXT (mapping_get_document, MusterMappingRow, document)

static const MusterColumn mappings_columns[] = {
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, mapping_get_kind, "mapping_kind" },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, mapping_get_name },
  { "document", N_ ("Document"), MUSTER_COLUMN_TEXT, mapping_get_document,
    .optional = TRUE },
  { NULL },
};

static GPtrArray *
mappings_read (MusterReading *reading, GError **error)
{
  static const char *const kinds[] = { "punches", "people" };
  g_autoptr (GPtrArray) rows = muster_rows_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) names = muster_mappings_list (reading->db, kinds[i], error);

      if (names == NULL)
        return NULL;

      for (guint k = 0; names[k] != NULL; k++)
        {
          MusterMappingRow *row = g_object_new (MUSTER_TYPE_MAPPING_ROW, NULL);

          g_ptr_array_add (rows, row);
          row->kind = g_strdup (kinds[i]);
          row->name = g_strdup (names[k]);
          row->document = muster_mappings_get (reading->db, kinds[i], names[k], error);
          if (row->document == NULL)
            return NULL;
        }
    }

  return g_steal_pointer (&rows);
}

static gboolean
mappings_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  return muster_finding_number_rows (finding, mappings_read (reading, error));
}

static GPtrArray *
mappings_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  return muster_finding_pick_rows (mappings_read (reading, error), keys, n_keys);
}

const MusterListing muster_mappings_listing = {
  .name = "mappings",
  .title = N_ ("Column mappings"),
  .permission = MUSTER_MAY_INGEST,
  .row_type = muster_mapping_row_get_type,
  .columns = mappings_columns,
  .topics = MUSTER_TOPIC_SETTINGS,
  .find = mappings_find,
  .load = mappings_load,
};
