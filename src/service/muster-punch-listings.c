/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-punch-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-punches.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (MusterPunchRow, muster_punch_row, G_TYPE_OBJECT)

static void
muster_punch_row_finalize (GObject *object)
{
  MusterPunchRow *self = MUSTER_PUNCH_ROW (object);

  g_free (self->person_name);
  g_free (self->staff_no);
  g_free (self->department);
  g_free (self->group);
  g_free (self->key);
  g_free (self->key_name);
  g_free (self->source_name);
  g_clear_pointer (&self->zone, muster_zone_unref);
  g_free (self->device);
  g_free (self->note);
  g_free (self->extra);
  g_free (self->void_reason);
  g_free (self->void_by);

  G_OBJECT_CLASS (muster_punch_row_parent_class)->finalize (object);
}

static void
muster_punch_row_class_init (MusterPunchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_punch_row_finalize;
}

static void
muster_punch_row_init (MusterPunchRow *self)
{
}

MUSTER_CELL_INTEGER (punch_get_id, MusterPunchRow, punch.id)
MUSTER_CELL_TEXT (punch_get_staff_no, MusterPunchRow, staff_no)
MUSTER_CELL_TEXT (punch_get_person, MusterPunchRow, person_name)
MUSTER_CELL_TEXT (punch_get_department, MusterPunchRow, department)
MUSTER_CELL_TEXT (punch_get_group, MusterPunchRow, group)
MUSTER_CELL_INSTANT (punch_get_at, MusterPunchRow, punch.at, zone)
MUSTER_CELL_INSTANT (punch_get_received, MusterPunchRow, punch.received_at, zone)
MUSTER_CELL_TEXT (punch_get_source, MusterPunchRow, source_name)
MUSTER_CELL_INTEGER (punch_get_source_id, MusterPunchRow, punch.source_id)
MUSTER_CELL_TEXT (punch_get_key, MusterPunchRow, key)
MUSTER_CELL_TEXT (punch_get_device, MusterPunchRow, device)
MUSTER_CELL_TEXT (punch_get_note, MusterPunchRow, note)
MUSTER_CELL_TEXT (punch_get_void_reason, MusterPunchRow, void_reason)
MUSTER_CELL_TEXT (punch_get_void_by, MusterPunchRow, void_by)
MUSTER_CELL_INTEGER (punch_get_import_id, MusterPunchRow, import_id)
MUSTER_CELL_INTEGER (punch_get_line, MusterPunchRow, line)
MUSTER_CELL_INTEGER (punch_get_work_code, MusterPunchRow, work_code)

static void
punch_get_direction (GObject *row, MusterCell *cell)
{
  static const char *const codes[] = { "", "in", "out" };
  guint direction = ((MusterPunchRow *) row)->punch.direction;

  cell->text = g_strdup (direction < G_N_ELEMENTS (codes) ? codes[direction] : "");
}

static void
punch_get_verify (GObject *row, MusterCell *cell)
{
  static const char *const codes[] = { "",     "fingerprint", "face",     "palm",
                                       "iris", "card",        "password", "mfa",
                                       "gps",  "wifi",        "ip",       "manual" };
  guint verify = ((MusterPunchRow *) row)->punch.verify;

  cell->text = g_strdup (verify < G_N_ELEMENTS (codes) ? codes[verify] : "");
}

static void
punch_get_marks (GObject *row, MusterCell *cell)
{
  MusterPunchRow *self = (MusterPunchRow *) row;
  guint marks = self->punch.marks;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  if (marks & MUSTER_PUNCH_VOID)
    g_strv_builder_add (codes, "void");
  if (marks & MUSTER_PUNCH_SUSPECT)
    g_strv_builder_add (codes, "suspect");
  if (self->person_id == 0)
    g_strv_builder_add (codes, "unmapped");
  if (marks & MUSTER_PUNCH_CORRECTION)
    g_strv_builder_add (codes, "correction");
  if (marks & MUSTER_PUNCH_OFFLINE)
    g_strv_builder_add (codes, "offline");
  if (marks & MUSTER_PUNCH_MOCK)
    g_strv_builder_add (codes, "mock");

  cell->codes = g_strv_builder_end (codes);
}

static void
punch_get_lat (GObject *row, MusterCell *cell)
{
  MusterPunchRow *self = (MusterPunchRow *) row;

  cell->real = self->punch.marks & MUSTER_PUNCH_PLACED ? self->punch.lat : NAN;
}

static void
punch_get_lon (GObject *row, MusterCell *cell)
{
  MusterPunchRow *self = (MusterPunchRow *) row;

  cell->real = self->punch.marks & MUSTER_PUNCH_PLACED ? self->punch.lon : NAN;
}

static void
punch_get_accuracy (GObject *row, MusterCell *cell)
{
  MusterPunchRow *self = (MusterPunchRow *) row;

  cell->real = self->punch.marks & MUSTER_PUNCH_ACCURATE ? (double) self->punch.accuracy
                                                         : NAN;
}

static const MusterColumn punches_columns[] = {
  { "at", N_ ("Time"), MUSTER_COLUMN_INSTANT, punch_get_at },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, punch_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, punch_get_person },
  { "key", N_ ("Device user number"), MUSTER_COLUMN_TEXT, punch_get_key },
  { "direction", N_ ("Direction"), MUSTER_COLUMN_TEXT, punch_get_direction, "direction" },
  { "verify", N_ ("Verification"), MUSTER_COLUMN_TEXT, punch_get_verify, "verify" },
  { "source", N_ ("Source"), MUSTER_COLUMN_TEXT, punch_get_source },
  { "received", N_ ("Received"), MUSTER_COLUMN_INSTANT, punch_get_received },
  { "marks", N_ ("Marks"), MUSTER_COLUMN_CODES, punch_get_marks, "mark" },
  { "department", N_ ("Department"), MUSTER_COLUMN_TEXT, punch_get_department,
    .optional = TRUE },
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, punch_get_group,
    .optional = TRUE },
  { "device", N_ ("Time clock"), MUSTER_COLUMN_TEXT, punch_get_device, .optional = TRUE },
  { "note", N_ ("Note"), MUSTER_COLUMN_TEXT, punch_get_note, .optional = TRUE },
  { "lat", N_ ("Latitude (WGS-84)"), MUSTER_COLUMN_REAL, punch_get_lat,
    .optional = TRUE },
  { "lon", N_ ("Longitude (WGS-84)"), MUSTER_COLUMN_REAL, punch_get_lon,
    .optional = TRUE },
  { "accuracy", N_ ("Accuracy"), MUSTER_COLUMN_REAL, punch_get_accuracy,
    .optional = TRUE },
  { "work_code", N_ ("Work code"), MUSTER_COLUMN_INTEGER, punch_get_work_code,
    .optional = TRUE },
  { "void_reason", N_ ("Why void"), MUSTER_COLUMN_TEXT, punch_get_void_reason,
    .optional = TRUE },
  { "void_by", N_ ("Voided by"), MUSTER_COLUMN_TEXT, punch_get_void_by,
    .optional = TRUE },
  { "import_id", N_ ("Import"), MUSTER_COLUMN_INTEGER, punch_get_import_id,
    .optional = TRUE },
  { "line", N_ ("Line"), MUSTER_COLUMN_INTEGER, punch_get_line, .optional = TRUE },
  { "source_id", N_ ("Source id"), MUSTER_COLUMN_INTEGER, punch_get_source_id,
    .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, punch_get_id, .optional = TRUE },
  { NULL },
};

static gboolean
punches_find (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  g_autoptr (MusterFilter) newest = muster_filter_copy (filter);
  GArray *keys;

  /* Whoever names no order wants to see what came last. */
  if (filter->order == NULL)
    newest->descending = !filter->descending;
  else if (g_str_equal (filter->order, "at"))
    g_clear_pointer (&newest->order, g_free);

  keys = muster_punches_find (
    reading->db, newest, muster_reading_get_span (reading, filter->dates), scope,
    muster_reading_get_today (reading), finding->counts, &finding->total, error);
  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

static MusterPunchRow *
punch_row_new (MusterReading *reading, const MusterPunchRecord *record)
{
  MusterPunchRow *row = g_object_new (MUSTER_TYPE_PUNCH_ROW, NULL);

  row->punch = record->punch;
  row->person_id = record->person_id;
  row->person_name = g_strdup (record->person_name);
  row->staff_no = g_strdup (record->staff_no);
  row->department = g_strdup (record->department);
  row->group = g_strdup (record->group);
  row->badge_id = record->badge_id;
  row->key = g_strdup (record->key);
  row->key_name = g_strdup (record->key_name);
  row->source_name = g_strdup (record->source_name);
  row->zone = muster_reading_get_zone (reading, record->zone);
  row->wall = record->wall;
  row->offset = record->offset_given ? record->offset : G_MININT32;
  row->import_id = record->import_id;
  row->line = record->line;
  row->device = g_strdup (record->device);
  row->work_code = record->work_code;
  row->note = g_strdup (record->note);
  row->extra = g_strdup (record->extra);
  row->raw_lat = record->raw_lat;
  row->raw_lon = record->raw_lon;
  row->datum = record->datum;
  row->void_reason = g_strdup (record->void_reason);
  row->void_by = g_strdup (record->void_by);
  row->void_at = record->void_at;

  return row;
}

static GPtrArray *
punches_load (MusterReading *reading,
              MusterFinding *finding,
              const gint64 *keys,
              guint n_keys,
              const MusterScope *scope,
              GError **error)
{
  g_autoptr (GArray) records = NULL;
  GPtrArray *rows;

  records = muster_punches_load (reading->db, keys, n_keys, scope,
                                 muster_reading_get_today (reading), error);
  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterPunchRecord *record = &g_array_index (records, MusterPunchRecord, i);

      g_ptr_array_add (rows,
                       record->punch.id != 0 ? punch_row_new (reading, record) : NULL);
    }

  return rows;
}

const MusterListing muster_punches_listing = {
  .name = "punches",
  .states = "normal void suspect unmapped correction offline mock",
  .title = N_ ("Punches"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_punch_row_get_type,
  .columns = punches_columns,
  .topics = MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_SOURCES,
  .find = punches_find,
  .load = punches_load,
};
