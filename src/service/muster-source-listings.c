/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-source-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-contacts.h"
#include "muster-deliveries.h"
#include "muster-geo.h"
#include "muster-import-row.h"
#include "muster-mappings.h"
#include "muster-name.h"
#include "muster-reading.h"
#include "muster-sources.h"
#include "muster-strangers.h"
#include "muster-sync-plan.h"

#include <glib/gi18n-lib.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (MusterSourceRow, muster_source_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterImportRow, muster_import_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterRejectRow, muster_reject_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterMappingRow, muster_mapping_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterStrangerRow, muster_stranger_row, G_TYPE_OBJECT)

static void
muster_source_row_finalize (GObject *object)
{
  MusterSourceRow *self = MUSTER_SOURCE_ROW (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->zone, muster_zone_unref);
  g_clear_pointer (&self->facts, g_variant_unref);
  g_free (self->code);
  g_free (self->field);
  g_free (self->value);
  g_free (self->message);

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
  g_free (self->code);
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
MUSTER_CELL_INTEGER (source_get_waiting, MusterSourceRow, n_waiting)
MUSTER_CELL_INTEGER (source_get_untold, MusterSourceRow, n_untold)
MUSTER_CELL_INSTANT (source_get_last_import, MusterSourceRow, last_import_at, zone)

MUSTER_CELL_INSTANT (source_get_attempted, MusterSourceRow, attempted_at, zone)
MUSTER_CELL_INSTANT (source_get_next, MusterSourceRow, next_at, zone)
MUSTER_CELL_TEXT (source_get_code, MusterSourceRow, code)
MUSTER_CELL_TEXT (source_get_message, MusterSourceRow, message)
MUSTER_CELL_TEXT (source_get_value, MusterSourceRow, value)
MUSTER_CELL_INTEGER (source_get_gaps, MusterSourceRow, n_gaps)
MUSTER_CELL_INTEGER (source_get_missing, MusterSourceRow, n_missing)

static void
source_get_contact (GObject *row, MusterCell *cell)
{
  MusterSourceRow *self = (MusterSourceRow *) row;

  cell->integer = muster_source_row_get_contact (self);
  cell->zone = muster_zone_ref (self->zone);
}

static void
source_get_condition (GObject *row, MusterCell *cell)
{
  MusterSourceRow *self = (MusterSourceRow *) row;

  cell->text = g_strdup (muster_source_row_get_condition (self, self->as_of));
}

static void
source_get_clock (GObject *row, MusterCell *cell)
{
  MusterSourceRow *self = (MusterSourceRow *) row;

  cell->real = self->clock_known ? (double) self->clock_ahead / (double) MUSTER_SECOND
                                 : NAN;
}

static void
source_get_settings (GObject *row, MusterCell *cell)
{
  GVariant *settings = ((MusterSourceRow *) row)->source->settings;

  cell->variant = settings != NULL ? g_variant_ref (settings) : NULL;
}

static void
source_get_plan (GObject *row, MusterCell *cell)
{
  GVariant *plan = ((MusterSourceRow *) row)->source->plan;

  cell->variant = plan != NULL ? g_variant_ref (plan) : NULL;
}

static void
source_get_state (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (source_states[((MusterSourceRow *) row)->source->state]);
}

static void
source_get_datum (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_datum_get_code (((MusterSourceRow *) row)->source->datum));
}

static void
source_get_correction (GObject *row, MusterCell *cell)
{
  cell->integer = ((MusterSourceRow *) row)->source->correction / MUSTER_SECOND;
}

static const MusterColumn sources_columns[] = {
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, source_get_name },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, source_get_kind, "source_kind" },
  { "condition", N_ ("State"), MUSTER_COLUMN_TEXT, source_get_condition, "condition" },
  { "contact", N_ ("Last report"), MUSTER_COLUMN_INSTANT, source_get_contact },
  { "next", N_ ("Next sync"), MUSTER_COLUMN_INSTANT, source_get_next },
  { "clock", N_ ("Seconds its clock is ahead"), MUSTER_COLUMN_REAL, source_get_clock },
  { "state", N_ ("In use"), MUSTER_COLUMN_TEXT, source_get_state, "source_state",
    .optional = TRUE },
  { "zone", N_ ("Time zone"), MUSTER_COLUMN_TEXT, source_get_zone, .optional = TRUE },
  { "punches", N_ ("Punches"), MUSTER_COLUMN_INTEGER, source_get_punches },
  { "first", N_ ("First punch"), MUSTER_COLUMN_INSTANT, source_get_first,
    .optional = TRUE },
  { "last", N_ ("Last punch"), MUSTER_COLUMN_INSTANT, source_get_last },
  { "unmapped", N_ ("Unmapped device user numbers"), MUSTER_COLUMN_INTEGER,
    source_get_unmapped },
  { "message", N_ ("Message"), MUSTER_COLUMN_TEXT, source_get_message },
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
  { "attempted", N_ ("Last attempt"), MUSTER_COLUMN_INSTANT, source_get_attempted,
    .optional = TRUE },
  { "code", N_ ("Kind of error"), MUSTER_COLUMN_TEXT, source_get_code, .optional = TRUE },
  { "value", N_ ("What would mend it"), MUSTER_COLUMN_TEXT, source_get_value,
    .optional = TRUE },
  { "gaps", N_ ("Gaps in its record numbers"), MUSTER_COLUMN_INTEGER, source_get_gaps,
    .optional = TRUE },
  { "missing", N_ ("Record numbers missing"), MUSTER_COLUMN_INTEGER, source_get_missing,
    .optional = TRUE },
  { "waiting", N_ ("Requests of unmapped numbers"), MUSTER_COLUMN_INTEGER,
    source_get_waiting, .optional = TRUE },
  { "untold", N_ ("Decisions not sent yet"), MUSTER_COLUMN_INTEGER, source_get_untold,
    .optional = TRUE },
  { "settings", N_ ("Settings"), MUSTER_COLUMN_VARIANT, source_get_settings,
    .optional = TRUE },
  { "plan", N_ ("Schedule"), MUSTER_COLUMN_VARIANT, source_get_plan, .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, source_get_id, .optional = TRUE },
  { "uid", N_ ("Unique id"), MUSTER_COLUMN_TEXT, source_get_uid, .optional = TRUE },
  { NULL },
};

gint64
muster_source_row_get_contact (MusterSourceRow *row)
{
  return row->unattended ? MAX (row->good_at, row->heard_at) : row->last_import_at;
}

static const char *
condition_of_fault (MusterSourceRow *row)
{
  if (g_str_equal (row->outcome, "refused") || g_str_equal (row->outcome, "offline"))
    return row->outcome;
  if (!g_str_equal (row->outcome, "failed"))
    return NULL;

  return g_strcmp0 (row->code, "protocol") == 0 || g_strcmp0 (row->code, "storage") == 0
           ? "faulty"
           : "unreachable";
}

static gboolean
is_silent (MusterSourceRow *row, gint64 now)
{
  gint64 contact = muster_source_row_get_contact (row);

  return row->silent_after != G_MAXINT64 && contact != 0 &&
         now - contact > row->silent_after;
}

static gboolean
is_adrift (MusterSourceRow *row)
{
  return row->clock_known && ABS (row->clock_ahead) > row->drift_warn;
}

const char *
muster_source_row_get_condition (MusterSourceRow *row, gint64 now)
{
  const char *fault = condition_of_fault (row);

  if (row->source->state != MUSTER_SOURCE_ACTIVE)
    return source_states[row->source->state];
  if (!row->unattended)
    return "file";
  if (fault != NULL)
    return fault;
  if (muster_source_row_get_contact (row) == 0)
    return row->listens ? "waiting" : "new";
  if (is_silent (row, now))
    return "behind";

  return is_adrift (row) ? "drift" : "step";
}

gboolean
muster_source_row_needs_person (MusterSourceRow *row, gint64 now)
{
  if (row->source->state != MUSTER_SOURCE_ACTIVE || !row->unattended)
    return FALSE;

  return g_str_equal (row->outcome, "refused") || is_silent (row, now) || is_adrift (row);
}

static gboolean
is_read_by_itself (MusterReading *reading, MusterSource *source)
{
  const MusterConnector *connector =
    muster_connector_find_in (reading->connectors->connectors, source->kind);

  return connector != NULL && (connector->unattended || connector->listens);
}

static gboolean
sources_list (MusterReading *reading,
              MusterFilter *filter,
              gboolean devices,
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
          (devices && !is_read_by_itself (reading, source)) ||
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

static gboolean
sources_find (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  return sources_list (reading, filter, FALSE, finding, error);
}

static gboolean
devices_find (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  return sources_list (reading, filter, TRUE, finding, error);
}

static gboolean
source_row_read_contact (MusterSourceRow *row, MusterReading *reading, GError **error)
{
  g_auto (MusterContact) contact = { 0 };

  if (!muster_contacts_get (reading->db, row->source->id, &contact, error))
    return FALSE;

  row->attempted_at = contact.attempted_at;
  row->good_at = contact.good_at;
  row->heard_at = contact.heard_at;
  row->next_at = contact.next_at;
  row->failing_since = contact.failing_since;
  row->failures = contact.failures;
  row->outcome = contact.outcome;
  row->code = g_steal_pointer (&contact.code);
  row->field = g_steal_pointer (&contact.field);
  row->value = g_steal_pointer (&contact.value);
  row->message = g_steal_pointer (&contact.message);
  row->clock_known = contact.clock_known;
  row->clock_ahead = contact.clock_ahead;
  row->clock_at = contact.clock_at;

  return TRUE;
}

/* A plan that cannot be read any more is the usual one: the source's form says what is wrong. */
static void
source_row_read_plan (MusterSourceRow *row, MusterReading *reading)
{
  const MusterConnector *connector =
    muster_connector_find_in (reading->connectors->connectors, row->source->kind);
  g_autoptr (MusterSyncPlan) plan = muster_sync_plan_new (row->source->plan, NULL);

  if (plan == NULL)
    plan = muster_sync_plan_new (NULL, NULL);

  row->listens = connector != NULL && connector->listens;
  row->sets_clock = connector != NULL && connector->set_clock != NULL;
  row->unattended = row->listens || (connector != NULL && connector->unattended);
  row->clock_measured = plan->measured;
  row->drift_warn = plan->drift_warn;
  row->silent_after = plan->silent_after;
}

static gboolean
source_row_read_hours (MusterSourceRow *row, MusterReading *reading, GError **error)
{
  gint64 hour = 60 * MUSTER_MINUTE;
  gint64 from = reading->now - MUSTER_SYNC_HOURS * hour;
  g_autoptr (GArray)
    syncs = muster_import_log_list_syncs (reading->db, row->source->id, from, error);

  for (guint i = 0; syncs != NULL && i < syncs->len; i++)
    {
      const MusterSyncMark *mark = &g_array_index (syncs, MusterSyncMark, i);
      MusterSyncHour *slot =
        &row->hours[CLAMP ((mark->started_at - from) / hour, 0, MUSTER_SYNC_HOURS - 1)];

      slot->n_good += mark->good;
      slot->n_failed += !mark->good;
      slot->n_added += mark->added;
    }

  return syncs != NULL;
}

static MusterSourceRow *
source_row_new (MusterReading *reading, MusterSource *source, GError **error)
{
  g_autoptr (MusterSourceRow) row = g_object_new (MUSTER_TYPE_SOURCE_ROW, NULL);
  MusterSourceStats stats;

  row->source = g_object_ref (source);
  row->as_of = reading->now;
  source_row_read_plan (row, reading);
  if (!muster_sources_get_stats (reading->db, source->id, &stats, error) ||
      !source_row_read_contact (row, reading, error) ||
      !source_row_read_hours (row, reading, error) ||
      !(row->facts = muster_contacts_get_facts (reading->db, source->id, error)) ||
      !muster_contacts_count_gaps (reading->db, source->id, &row->n_gaps, &row->n_missing,
                                   error) ||
      !muster_deliveries_count_waiting (reading->db, source->id, &row->n_waiting,
                                        error) ||
      !muster_deliveries_count_to_tell (reading->db, source->id, &row->n_untold, error))
    return NULL;

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
  .states = "active paused retired",
  .title = N_ ("Sources"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_source_row_get_type,
  .columns = sources_columns,
  .topics = MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE,
  .find = sources_find,
  .load = sources_load,
};

/* ---- What sources told of themselves ---- */

static void
source_get_fact (GObject *row, const char *fact, MusterCell *cell)
{
  GVariant *facts = ((MusterSourceRow *) row)->facts;
  const char *value = NULL;

  g_variant_lookup (facts, fact, "&s", &value);
  cell->text = g_strdup (value);
}

#define FACT(name, fact)                                                                 \
  static void name (GObject *row, MusterCell *cell)                                      \
  {                                                                                      \
    source_get_fact (row, fact, cell);                                                   \
  }

FACT (device_get_serial, "serial")
FACT (device_get_model, "model")
FACT (device_get_firmware, "firmware")
FACT (device_get_address, "address")
FACT (device_get_users, "users")
FACT (device_get_records, "punches")

static void
device_get_facts (GObject *row, MusterCell *cell)
{
  cell->variant = g_variant_ref (((MusterSourceRow *) row)->facts);
}

static const MusterColumn devices_columns[] = {
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, source_get_name },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, source_get_kind, "source_kind" },
  { "condition", N_ ("State"), MUSTER_COLUMN_TEXT, source_get_condition, "condition" },
  { "serial", N_ ("Serial number"), MUSTER_COLUMN_TEXT, device_get_serial },
  { "model", N_ ("Model"), MUSTER_COLUMN_TEXT, device_get_model },
  { "firmware", N_ ("Firmware"), MUSTER_COLUMN_TEXT, device_get_firmware },
  { "address", N_ ("Address"), MUSTER_COLUMN_TEXT, device_get_address },
  { "users", N_ ("People on it"), MUSTER_COLUMN_TEXT, device_get_users },
  { "records", N_ ("Punches on it"), MUSTER_COLUMN_TEXT, device_get_records },
  { "clock", N_ ("Seconds its clock is ahead"), MUSTER_COLUMN_REAL, source_get_clock },
  { "gaps", N_ ("Gaps in its record numbers"), MUSTER_COLUMN_INTEGER, source_get_gaps },
  { "missing", N_ ("Record numbers missing"), MUSTER_COLUMN_INTEGER, source_get_missing,
    .optional = TRUE },
  { "facts", N_ ("What it told"), MUSTER_COLUMN_VARIANT, device_get_facts,
    .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, source_get_id, .optional = TRUE },
  { NULL },
};

const MusterListing muster_devices_listing = {
  .name = "devices",
  .states = "active paused retired",
  .title = N_ ("Devices and servers"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_source_row_get_type,
  .columns = devices_columns,
  .topics = MUSTER_TOPIC_SOURCES,
  .find = devices_find,
  .load = sources_load,
};

/* ---- Devices that wait ---- */

static void
muster_stranger_row_finalize (GObject *object)
{
  MusterStrangerRow *self = MUSTER_STRANGER_ROW (object);

  g_free (self->serial);
  g_free (self->address);
  g_clear_pointer (&self->about, g_variant_unref);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_stranger_row_parent_class)->finalize (object);
}

static void
muster_stranger_row_class_init (MusterStrangerRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_stranger_row_finalize;
}

static void
muster_stranger_row_init (MusterStrangerRow *self)
{
}

MUSTER_CELL_TEXT (stranger_get_serial, MusterStrangerRow, serial)
MUSTER_CELL_TEXT (stranger_get_address, MusterStrangerRow, address)
MUSTER_CELL_INSTANT (stranger_get_first, MusterStrangerRow, first_at, zone)
MUSTER_CELL_INSTANT (stranger_get_last, MusterStrangerRow, last_at, zone)

static void
stranger_get_about (GObject *row, MusterCell *cell)
{
  GVariant *about = ((MusterStrangerRow *) row)->about;

  cell->variant = about != NULL ? g_variant_ref (about) : NULL;
}

static const MusterColumn strangers_columns[] = {
  { "serial", N_ ("Serial number"), MUSTER_COLUMN_TEXT, stranger_get_serial },
  { "address", N_ ("Address"), MUSTER_COLUMN_TEXT, stranger_get_address },
  { "first", N_ ("First call"), MUSTER_COLUMN_INSTANT, stranger_get_first },
  { "last", N_ ("Last call"), MUSTER_COLUMN_INSTANT, stranger_get_last },
  { "about", N_ ("What it told"), MUSTER_COLUMN_VARIANT, stranger_get_about,
    .optional = TRUE },
  { NULL },
};

static GPtrArray *
strangers_read (MusterReading *reading, GError **error)
{
  g_autoptr (GArray) strangers = muster_strangers_list (reading->db, error);
  GPtrArray *rows;

  if (strangers == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < strangers->len; i++)
    {
      const MusterStranger *stranger = &g_array_index (strangers, MusterStranger, i);
      MusterStrangerRow *row = g_object_new (MUSTER_TYPE_STRANGER_ROW, NULL);

      row->serial = g_strdup (stranger->serial);
      row->address = g_strdup (stranger->address);
      row->about = stranger->about != NULL ? g_variant_ref (stranger->about) : NULL;
      row->first_at = stranger->first_at;
      row->last_at = stranger->last_at;
      row->zone = muster_zone_ref (reading->zone);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
strangers_find (MusterReading *reading,
                MusterFilter *filter,
                const MusterScope *scope,
                MusterFinding *finding,
                GError **error)
{
  return muster_finding_number_rows (finding, strangers_read (reading, error));
}

static GPtrArray *
strangers_load (MusterReading *reading,
                MusterFinding *finding,
                const gint64 *keys,
                guint n_keys,
                const MusterScope *scope,
                GError **error)
{
  return muster_finding_pick_rows (strangers_read (reading, error), keys, n_keys);
}

const MusterListing muster_strangers_listing = {
  .name = "strangers",
  .title = N_ ("Devices that wait to be admitted"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_stranger_row_get_type,
  .columns = strangers_columns,
  .topics = MUSTER_TOPIC_SOURCES,
  .find = strangers_find,
  .load = strangers_load,
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
  GArray *keys = muster_import_log_find (reading->db, "file", filter, finding->counts,
                                         &finding->total, error);

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
  row->way = record->way != NULL ? record->way : "file";
  row->code = g_strdup (record->code);
  row->replaced = record->replaced;
  row->met = record->met;
  row->clock_known = record->clock_known;
  row->clock_ahead = record->clock_ahead;
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
  .states = "running done cancelled failed interrupted",
  .title = N_ ("Imports"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_import_row_get_type,
  .columns = imports_columns,
  .topics = MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PUNCHES,
  .find = imports_find,
  .load = imports_load,
};

/* ---- Syncs: the same log, another way ---- */

MUSTER_CELL_TEXT (sync_get_code, MusterImportRow, code)
MUSTER_CELL_INTEGER (sync_get_replaced, MusterImportRow, replaced)
MUSTER_CELL_INTEGER (sync_get_met, MusterImportRow, met)

static void
sync_get_clock (GObject *row, MusterCell *cell)
{
  MusterImportRow *self = (MusterImportRow *) row;

  cell->real = self->clock_known ? (double) self->clock_ahead / (double) MUSTER_SECOND
                                 : NAN;
}

static const MusterColumn syncs_columns[] = {
  { "started", N_ ("Started"), MUSTER_COLUMN_INSTANT, import_get_started },
  { "source", N_ ("Source"), MUSTER_COLUMN_TEXT, import_get_source },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, import_get_state, "import_state" },
  { "new", N_ ("New"), MUSTER_COLUMN_INTEGER, import_get_added },
  { "known", N_ ("Already known"), MUSTER_COLUMN_INTEGER, import_get_known },
  { "replaced", N_ ("Changed by the source"), MUSTER_COLUMN_INTEGER, sync_get_replaced },
  { "rejected", N_ ("Rejected"), MUSTER_COLUMN_INTEGER, import_get_rejected },
  { "suspect", N_ ("Suspect"), MUSTER_COLUMN_INTEGER, import_get_suspect },
  { "unmapped", N_ ("Unmapped device user numbers"), MUSTER_COLUMN_INTEGER,
    import_get_unmapped },
  { "people", N_ ("People told of"), MUSTER_COLUMN_INTEGER, sync_get_met },
  { "clock", N_ ("Seconds its clock is ahead"), MUSTER_COLUMN_REAL, sync_get_clock },
  { "message", N_ ("Message"), MUSTER_COLUMN_TEXT, import_get_message },
  { "user", N_ ("User"), MUSTER_COLUMN_TEXT, import_get_user },
  { "ended", N_ ("Ended"), MUSTER_COLUMN_INSTANT, import_get_ended, .optional = TRUE },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, import_get_kind, "source_kind",
    .optional = TRUE },
  { "code", N_ ("Kind of error"), MUSTER_COLUMN_TEXT, sync_get_code, .optional = TRUE },
  { "skipped", N_ ("Skipped"), MUSTER_COLUMN_INTEGER, import_get_skipped,
    .optional = TRUE },
  { "duplicates", N_ ("Duplicate lines"), MUSTER_COLUMN_INTEGER, import_get_duplicates,
    .optional = TRUE },
  { "first", N_ ("First punch"), MUSTER_COLUMN_INSTANT, import_get_first,
    .optional = TRUE },
  { "last", N_ ("Last punch"), MUSTER_COLUMN_INSTANT, import_get_last, .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, import_get_id, .optional = TRUE },
  { "source_id", N_ ("Source id"), MUSTER_COLUMN_INTEGER, import_get_source_id,
    .optional = TRUE },
  { NULL },
};

static gboolean
syncs_find (MusterReading *reading,
            MusterFilter *filter,
            const MusterScope *scope,
            MusterFinding *finding,
            GError **error)
{
  GArray *keys = muster_import_log_find (reading->db, "sync", filter, finding->counts,
                                         &finding->total, error);

  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

const MusterListing muster_syncs_listing = {
  .name = "syncs",
  .states = "running done cancelled failed interrupted",
  .title = N_ ("Syncs"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_import_row_get_type,
  .columns = syncs_columns,
  .topics = MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PUNCHES,
  .find = syncs_find,
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
