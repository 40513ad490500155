/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-basemap-listing.h"

#include "muster-basemaps.h"
#include "muster-cell.h"
#include "muster-error.h"
#include "muster-reading.h"
#include "muster-tiles.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (MusterBasemapRow, muster_basemap_row, G_TYPE_OBJECT)

static void
muster_basemap_row_finalize (GObject *object)
{
  MusterBasemapRow *self = MUSTER_BASEMAP_ROW (object);

  g_free (self->name);
  g_free (self->address);
  g_free (self->secret);
  g_free (self->credit);
  g_free (self->by);

  G_OBJECT_CLASS (muster_basemap_row_parent_class)->finalize (object);
}

static void
muster_basemap_row_class_init (MusterBasemapRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_basemap_row_finalize;
}

static void
muster_basemap_row_init (MusterBasemapRow *self)
{
}

char *
muster_basemap_row_build_url (MusterBasemapRow *row)
{
  g_autofree char *key =
    g_uri_escape_string (row->secret != NULL ? row->secret : "", NULL, FALSE);
  GString *url = g_string_new (row->address);

  g_string_replace (url, "{key}", key, 0);

  return g_string_free_and_steal (url);
}

GObject *
muster_basemap_row_open (MusterBasemapRow *row, gboolean *vector, GError **error)
{
  MusterTiles *tiles = muster_tiles_open (row->address, error);

  if (tiles == NULL)
    return NULL;

  *vector = muster_tiles_get_vector (tiles);

  return G_OBJECT (tiles);
}

GBytes *
muster_basemap_read (int zoom, int column, int row, gpointer tiles)
{
  return muster_tiles_read (tiles, zoom, column, row);
}

/* ---- The listing ---- */

MUSTER_CELL_INTEGER (basemap_get_id, MusterBasemapRow, id)
MUSTER_CELL_TEXT (basemap_get_name, MusterBasemapRow, name)
MUSTER_CELL_INTEGER (basemap_get_file, MusterBasemapRow, file)
MUSTER_CELL_TEXT (basemap_get_address, MusterBasemapRow, address)
MUSTER_CELL_TEXT (basemap_get_credit, MusterBasemapRow, credit)
MUSTER_CELL_INTEGER (basemap_get_most_zoom, MusterBasemapRow, most_zoom)
MUSTER_CELL_TEXT (basemap_get_by, MusterBasemapRow, by)

static void
basemap_get_datum (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (muster_datum_get_code (((MusterBasemapRow *) row)->datum));
}

static const MusterColumn basemaps_columns[] = {
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, basemap_get_id },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, basemap_get_name },
  { "file", N_ ("A file"), MUSTER_COLUMN_BOOLEAN, basemap_get_file },
  { "address", N_ ("Address"), MUSTER_COLUMN_TEXT, basemap_get_address },
  { "datum", N_ ("Datum"), MUSTER_COLUMN_TEXT, basemap_get_datum },
  { "most_zoom", N_ ("Greatest level"), MUSTER_COLUMN_INTEGER, basemap_get_most_zoom },
  { "credit", N_ ("Credit"), MUSTER_COLUMN_TEXT, basemap_get_credit, .optional = TRUE },
  { "by", N_ ("Added by"), MUSTER_COLUMN_TEXT, basemap_get_by, .optional = TRUE },
  { NULL },
};

static GPtrArray *
basemaps_read (MusterReading *reading, GError **error)
{
  g_autoptr (GArray) records = muster_basemaps_list (reading->db, error);
  GPtrArray *rows;

  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterBasemapRecord *record =
        &g_array_index (records, MusterBasemapRecord, i);
      MusterBasemapRow *row = g_object_new (MUSTER_TYPE_BASEMAP_ROW, NULL);

      row->id = record->id;
      row->name = g_strdup (record->name);
      row->file = record->file;
      row->address = g_strdup (record->address);
      row->secret = g_strdup (record->secret);
      row->credit = g_strdup (record->credit);
      row->datum = record->datum;
      row->most_zoom = record->most_zoom;
      row->by = g_strdup (record->by);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
basemaps_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  return muster_finding_number_rows (finding, basemaps_read (reading, error));
}

static GPtrArray *
basemaps_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  return muster_finding_pick_rows (basemaps_read (reading, error), keys, n_keys);
}

const MusterListing muster_basemaps_listing = {
  .name = "basemaps",
  .title = N_ ("Base maps"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_basemap_row_get_type,
  .columns = basemaps_columns,
  .topics = MUSTER_TOPIC_SETTINGS,
  .find = basemaps_find,
  .load = basemaps_load,
};

/* ---- Adding and removing ---- */

static gboolean
is_url (const char *address)
{
  return g_str_has_prefix (address, "https://") || g_str_has_prefix (address, "http://");
}

static gboolean
check_url (const MusterBasemapRecord *record, GError **error)
{
  g_autofree char *tried = NULL;
  GString *filled;

  if (strstr (record->address, "{z}") == NULL ||
      strstr (record->address, "{x}") == NULL ||
      (strstr (record->address, "{y}") == NULL &&
       strstr (record->address, "{tmsy}") == NULL))
    return muster_error_set_field (
      error, "address",
      _ ("The address needs {z}, {x} and {y} where level, column and row of a tile go "
         "({tmsy} for rows counted from the south)."));

  if ((strstr (record->address, "{key}") != NULL) != (*record->secret != '\0'))
    return muster_error_set_field (
      error, "key",
      _ ("Write {key} in the address where the key goes, and give the key beside it."));

  filled = g_string_new (record->address);
  for (const char *const *part =
         (const char *[]) { "{z}", "{x}", "{y}", "{tmsy}", "{key}", NULL };
       *part != NULL; part++)
    g_string_replace (filled, *part, "1", 0);
  tried = g_string_free_and_steal (filled);

  return (strchr (tried, '{') == NULL &&
          g_uri_is_valid (tried, G_URI_FLAGS_NONE, NULL)) ||
         muster_error_set_field (error, "address", _ ("“%s” is no address of tiles."),
                                 record->address);
}

/* What a file says of itself fills what was left open. */
static gboolean
check_file (MusterBasemapRecord *record, GError **error)
{
  g_autoptr (MusterTiles) tiles = NULL;

  if (!g_path_is_absolute (record->address))
    return muster_error_set_field (
      error, "address",
      _ ("Give an address that begins with https://, or the full path of a file."));

  if (!(tiles = muster_tiles_open (record->address, error)))
    return FALSE;

  record->file = TRUE;
  record->most_zoom = muster_tiles_get_most_zoom (tiles);
  if (*record->name == '\0' && muster_tiles_get_name (tiles) != NULL)
    g_set_str (&record->name, muster_tiles_get_name (tiles));
  if (*record->name == '\0')
    {
      g_clear_pointer (&record->name, g_free);
      record->name = g_path_get_basename (record->address);
    }
  if (*record->credit == '\0' && muster_tiles_get_credit (tiles) != NULL)
    g_set_str (&record->credit, muster_tiles_get_credit (tiles));

  return TRUE;
}

static void
record_clear (MusterBasemapRecord *record)
{
  g_free (record->name);
  g_free (record->address);
  g_free (record->secret);
  g_free (record->credit);
}

static gboolean
add_basemap_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  MusterBasemapRecord record = { .at = txn->now, .by = txn->actor->name };
  const char *datum;
  gint64 most_zoom;
  gint64 id = 0;

  g_variant_get (args, "(sss&ssx)", &record.name, &record.address, &record.secret, &datum,
                 &record.credit, &most_zoom);
  g_strstrip (record.name);
  g_strstrip (record.address);
  g_strstrip (record.secret);
  muster_datum_from_code (datum, &record.datum);
  record.most_zoom = (guint) most_zoom;

  if (muster_transaction_allows_all (txn, error) &&
      (is_url (record.address) ? check_url (&record, error)
                               : check_file (&record, error)) &&
      (*record.name != '\0' ||
       muster_error_set_field (error, "name", _ ("Give the base map a name."))))
    id = muster_basemaps_add (txn->db, &record, error);
  record_clear (&record);
  if (id == 0)
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS);
}

static const MusterField add_basemap_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT },
  { "address", N_ ("Address"),
    N_ ("https://…/{z}/{x}/{y}.png, or the path of an MBTiles file"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED },
  { "key", N_ ("Key"), N_ ("Goes where the address has {key}"), MUSTER_FIELD_SECRET },
  { "datum", N_ ("Datum"), N_ ("In which its tiles are drawn"), MUSTER_FIELD_CHOICE,
    .fallback = "wgs84", .choices = muster_datum_choices },
  { "credit", N_ ("Credit"), N_ ("Who is to be named on the map"), MUSTER_FIELD_TEXT },
  { "most_zoom", N_ ("Greatest level"), NULL, MUSTER_FIELD_INTEGER, .fallback = "18",
    .min = 1, .max = 22 },
  { NULL },
};

const MusterCommand muster_add_basemap = {
  .name = "basemap.add",
  .title = N_ ("Add a base map"),
  .args = "(sssssx)",
  .fields = add_basemap_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = add_basemap_run,
};

static gboolean
remove_basemap_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  gint64 id;

  g_variant_get (args, "(x)", &id);

  return muster_transaction_allows_all (txn, error) &&
         muster_basemaps_remove (txn->db, id, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS);
}

static const MusterField remove_basemap_fields[] = {
  { "basemap", N_ ("Base map"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_remove_basemap = {
  .name = "basemap.remove",
  .title = N_ ("Remove a base map"),
  .args = "(x)",
  .fields = remove_basemap_fields,
  .permission = MUSTER_MAY_EDIT_SOURCES,
  .run = remove_basemap_run,
};
