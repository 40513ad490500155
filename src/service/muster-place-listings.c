/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-place-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-gazetteer.h"
#include "muster-geojson.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (MusterPlaceRow, muster_place_row, G_TYPE_OBJECT)

static void
muster_place_row_finalize (GObject *object)
{
  MusterPlaceRow *self = MUSTER_PLACE_ROW (object);

  g_clear_object (&self->place);
  g_strfreev (self->people);

  G_OBJECT_CLASS (muster_place_row_parent_class)->finalize (object);
}

static void
muster_place_row_class_init (MusterPlaceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_place_row_finalize;
}

static void
muster_place_row_init (MusterPlaceRow *self)
{
}

MUSTER_CELL_INTEGER (place_get_id, MusterPlaceRow, place->id)
MUSTER_CELL_INTEGER (place_get_version, MusterPlaceRow, place->version)
MUSTER_CELL_TEXT (place_get_name, MusterPlaceRow, place->name)
MUSTER_CELL_TEXT (place_get_state, MusterPlaceRow, state)
MUSTER_CELL_INTEGER (place_get_from, MusterPlaceRow, place->from)
MUSTER_CELL_INTEGER (place_get_to, MusterPlaceRow, place->to)

static void
place_get_audience (GObject *row, MusterCell *cell)
{
  cell->text =
    g_strdup (muster_audience_get_code (((MusterPlaceRow *) row)->place->audience));
}

static void
place_get_groups (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterPlaceRow *) row)->place->groups);
}

static void
place_get_people (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterPlaceRow *) row)->people);
}

static void
place_get_bssids (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterPlaceRow *) row)->place->bssids);
}

static void
place_get_networks (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterPlaceRow *) row)->place->networks);
}

static void
place_get_shape (GObject *row, MusterCell *cell)
{
  MusterFence *fence = ((MusterPlaceRow *) row)->place->fence;
  const MusterFencePart *part = fence != NULL ? g_ptr_array_index (fence->parts, 0)
                                              : NULL;

  cell->text = g_strdup (part == NULL            ? "network"
                         : fence->parts->len > 1 ? "multi"
                         : part->rings->len == 0 ? "circle"
                                                 : "polygon");
}

static MusterPoint
anchor_of (GObject *row)
{
  MusterFence *fence = ((MusterPlaceRow *) row)->place->fence;

  return fence != NULL ? muster_fence_get_anchor (fence) : (MusterPoint) { NAN, NAN };
}

static void
place_get_lat (GObject *row, MusterCell *cell)
{
  cell->real = anchor_of (row).lat;
}

static void
place_get_lon (GObject *row, MusterCell *cell)
{
  cell->real = anchor_of (row).lon;
}

static void
place_get_area (GObject *row, MusterCell *cell)
{
  MusterFence *fence = ((MusterPlaceRow *) row)->place->fence;

  cell->real = fence != NULL ? muster_fence_get_area (fence) : NAN;
}

static void
place_get_buffer (GObject *row, MusterCell *cell)
{
  cell->real = ((MusterPlaceRow *) row)->place->buffer;
}

static void
place_get_datum (GObject *row, MusterCell *cell)
{
  MusterFence *fence = ((MusterPlaceRow *) row)->place->fence;

  cell->text = g_strdup (fence != NULL ? muster_datum_get_code (fence->datum) : "");
}

static void
place_get_geojson (GObject *row, MusterCell *cell)
{
  MusterPlaceRow *self = (MusterPlaceRow *) row;
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  g_ptr_array_add (places, self->place);
  g_ptr_array_add (people, self->people);
  cell->text = muster_geojson_format (places, people);
}

static const MusterColumn places_columns[] = {
  { "name", N_ ("Place"), MUSTER_COLUMN_TEXT, place_get_name },
  { "state", N_ ("State"), MUSTER_COLUMN_TEXT, place_get_state, "place_state" },
  { "shape", N_ ("Shape"), MUSTER_COLUMN_TEXT, place_get_shape, "shape" },
  { "for", N_ ("For"), MUSTER_COLUMN_TEXT, place_get_audience, "audience" },
  { "from", N_ ("From"), MUSTER_COLUMN_DATE, place_get_from },
  { "to", N_ ("To"), MUSTER_COLUMN_DATE, place_get_to },
  { "lat", N_ ("Latitude (WGS-84)"), MUSTER_COLUMN_REAL, place_get_lat },
  { "lon", N_ ("Longitude (WGS-84)"), MUSTER_COLUMN_REAL, place_get_lon },
  { "buffer", N_ ("Buffer"), MUSTER_COLUMN_REAL, place_get_buffer, .optional = TRUE },
  { "area", N_ ("Area"), MUSTER_COLUMN_REAL, place_get_area, .optional = TRUE },
  { "datum", N_ ("Datum"), MUSTER_COLUMN_TEXT, place_get_datum, "datum",
    .optional = TRUE },
  { "groups", N_ ("Groups"), MUSTER_COLUMN_CODES, place_get_groups, .optional = TRUE },
  { "people", N_ ("People"), MUSTER_COLUMN_CODES, place_get_people, .optional = TRUE },
  { "bssids", N_ ("Wi-Fi"), MUSTER_COLUMN_CODES, place_get_bssids, .optional = TRUE },
  { "networks", N_ ("IP ranges"), MUSTER_COLUMN_CODES, place_get_networks,
    .optional = TRUE },
  { "geojson", N_ ("GeoJSON"), MUSTER_COLUMN_TEXT, place_get_geojson, .optional = TRUE },
  { "version", N_ ("Version"), MUSTER_COLUMN_INTEGER, place_get_version,
    .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, place_get_id },
  { NULL },
};

/* A place for some people is seen by whoever sees one of them. */
static gboolean
is_seen (MusterPlace *place, GHashTable *people)
{
  if (people == NULL || place->audience < MUSTER_AUDIENCE_PEOPLE)
    return TRUE;

  for (guint i = 0; i < place->people->len; i++)
    if (g_hash_table_contains (people, &g_array_index (place->people, gint64, i)))
      return TRUE;

  return FALSE;
}

static GStrv
people_of (MusterReading *reading, MusterPlace *place, GHashTable *seen, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; place->people != NULL && i < place->people->len; i++)
    {
      gint64 id = g_array_index (place->people, gint64, i);
      char *staff_no;

      if (seen != NULL && !g_hash_table_contains (seen, &id))
        continue;
      if (!(staff_no = muster_places_get_staff_no (reading->db, id, error)))
        return NULL;
      g_strv_builder_take (builder, staff_no);
    }

  return g_strv_builder_end (builder);
}

static const char *
state_of (MusterPlace *place, MusterDate today)
{
  return place->from > today ? "coming" : place->to < today ? "past" : "current";
}

static gboolean
is_wanted (MusterFilter *filter, MusterPlace *place)
{
  MusterDate from = filter->dates.from;
  MusterDate to = filter->dates.to == MUSTER_DATE_NONE ? MUSTER_DATE_EVER
                                                       : filter->dates.to;

  return place->to >= from && place->from <= to;
}

static GPtrArray *
places_read (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *count,
             GError **error)
{
  g_autoptr (MusterRulebook)
    rules = muster_ledger_get_rules (reading->ledger, reading, error);
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autoptr (GHashTable) people = NULL;
  MusterDate today = muster_reading_get_today (reading);

  if (rules == NULL ||
      !muster_people_select (reading->db, NULL, scope, today, &people, error))
    return NULL;

  for (guint i = 0; i < rules->places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (rules->places, i);
      const char *state = state_of (place, today);
      MusterPlaceRow *row;

      if (!is_wanted (filter, place) || !is_seen (place, people))
        continue;

      if (count != NULL)
        {
          muster_finding_count (count, state, 1);
          count->total++;
        }
      if (!muster_filter_has_state (filter, state))
        continue;

      row = g_object_new (MUSTER_TYPE_PLACE_ROW, NULL);
      g_ptr_array_add (rows, row);
      row->place = g_object_ref (place);
      row->state = state;
      if (!(row->people = people_of (reading, place, people, error)))
        return NULL;
    }

  return g_steal_pointer (&rows);
}

static gboolean
places_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  GPtrArray *rows = places_read (reading, filter, scope, finding, error);
  guint total = finding->total;

  if (!muster_finding_number_rows (finding, rows))
    return FALSE;

  finding->total = total;

  return TRUE;
}

static GPtrArray *
places_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  return muster_finding_pick_rows (
    places_read (reading, finding->filter, scope, NULL, error), keys, n_keys);
}

const MusterListing muster_places_listing = {
  .name = "places",
  .states = "coming current past",
  .title = N_ ("Places"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_place_row_get_type,
  .columns = places_columns,
  .topics = MUSTER_TOPIC_PLACES | MUSTER_TOPIC_PEOPLE,
  .find = places_find,
  .load = places_load,
};
