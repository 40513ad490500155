/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-tiles.h"

#include "muster-db.h"
#include "muster-error.h"
#include "muster-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ZOOM 22

/* No tile is larger, packed or not. */
#define MOST_BYTES (16 * 1024 * 1024)

struct _MusterTiles
{
  GObject parent_instance;

  MusterDb *db;
  char *name;
  char *credit;
  char *format;
  guint most_zoom;
};

G_DEFINE_FINAL_TYPE (MusterTiles, muster_tiles, G_TYPE_OBJECT)

static void
muster_tiles_finalize (GObject *object)
{
  MusterTiles *self = MUSTER_TILES (object);

  g_clear_pointer (&self->db, muster_db_close);
  g_free (self->name);
  g_free (self->credit);
  g_free (self->format);

  G_OBJECT_CLASS (muster_tiles_parent_class)->finalize (object);
}

static void
muster_tiles_class_init (MusterTilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_tiles_finalize;
}

static void
muster_tiles_init (MusterTiles *self)
{
}

/* Attributions may be HTML: only the words are shown. */
static char *
strip_markup (const char *text)
{
  GString *plain = g_string_new (NULL);
  gboolean within = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '<')
      within = TRUE;
    else if (*p == '>' && within)
      within = FALSE;
    else if (!within)
      g_string_append_c (plain, *p);
  g_string_replace (plain, "&copy;", "©", 0);
  g_string_replace (plain, "&amp;", "&", 0);

  return g_strstrip (g_string_free_and_steal (plain));
}

static void
take_fact (MusterTiles *self, const char *name, const char *value)
{
  guint64 number;

  if (name == NULL || value == NULL || *value == '\0')
    return;

  if (g_str_equal (name, "name"))
    g_set_str (&self->name, value);
  else if (g_str_equal (name, "format"))
    self->format = g_ascii_strdown (value, -1);
  else if (g_str_equal (name, "attribution") && self->credit == NULL)
    self->credit = strip_markup (value);
  else if (g_str_equal (name, "maxzoom") &&
           g_ascii_string_to_unsigned (value, 10, 0, MOST_ZOOM, &number, NULL))
    self->most_zoom = (guint) number;
}

static gboolean
read_facts (MusterTiles *self, GError **error)
{
  g_autoptr (MusterQuery)
    facts = muster_query_new (self->db, "SELECT name, value FROM metadata");
  g_autoptr (MusterQuery)
    deepest = muster_query_new (self->db, "SELECT max (zoom_level) FROM tiles");
  gboolean has_zoom;

  self->most_zoom = MOST_ZOOM + 1;
  while (muster_query_next (facts))
    take_fact (self, muster_query_get_text (facts, 0), muster_query_get_text (facts, 1));
  has_zoom = self->most_zoom <= MOST_ZOOM;
  if (!has_zoom && muster_query_next (deepest))
    self->most_zoom = (guint) CLAMP (muster_query_get_int64 (deepest, 0), 0, MOST_ZOOM);

  return muster_query_done (facts, error) &&
         (has_zoom || muster_query_done (deepest, error));
}

/* What the file says of itself, or what its first tile is. */
static const char *
recognise (MusterTiles *self)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (self->db, "SELECT tile_data FROM tiles LIMIT 1");
  g_autoptr (GBytes) tile = muster_query_next (query) ? muster_query_get_blob (query, 0)
                                                      : NULL;
  gsize size = 0;
  const guint8 *data = tile != NULL ? g_bytes_get_data (tile, &size) : NULL;

  if (size >= 8 && memcmp (data, "\x89PNG", 4) == 0)
    return "png";
  if (size >= 3 && data[0] == 0xff && data[1] == 0xd8)
    return "jpg";
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0)
    return "webp";
  if (size >= 2 && data[0] == 0x1f && data[1] == 0x8b)
    return "pbf";

  return self->format;
}

MusterTiles *
muster_tiles_open (const char *path, GError **error)
{
  g_autoptr (MusterTiles) self = g_object_new (MUSTER_TYPE_TILES, NULL);
  g_autoptr (GError) local = NULL;
  const char *format;

  if (!(self->db = muster_db_open_foreign (path, error)))
    return NULL;

  if (!read_facts (self, &local))
    {
      muster_error_set_field (error, "address", _ ("“%s” is no MBTiles file."), path);
      return NULL;
    }

  format = recognise (self);
  if (format == NULL || (!g_str_equal (format, "png") && !g_str_equal (format, "jpg") &&
                         !g_str_equal (format, "jpeg") && !g_str_equal (format, "pbf")))
    {
      muster_error_set_field (error, "address",
                              _ ("“%1$s” has tiles of a kind that Muster does not draw "
                                 "(%2$s): PNG, JPEG and vector tiles can be."),
                              path, format != NULL ? format : "?");
      return NULL;
    }
  if (format != self->format)
    g_set_str (&self->format, format);

  return g_steal_pointer (&self);
}

/* Vector tiles are packed, pictures are not. */
static GBytes *
unpack (GBytes *packed)
{
  g_autoptr (GZlibDecompressor)
    inflate = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GInputStream) raw = g_memory_input_stream_new_from_bytes (packed);
  g_autoptr (GInputStream)
    stream = g_converter_input_stream_new (raw, G_CONVERTER (inflate));
  g_autoptr (GByteArray) all = g_byte_array_new ();
  guint8 piece[16 * 1024];
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, NULL, NULL)) > 0)
    if (all->len + (gsize) n > MOST_BYTES)
      return NULL;
    else
      g_byte_array_append (all, piece, (guint) n);

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&all)) : NULL;
}

GBytes *
muster_tiles_read (MusterTiles *self, int zoom, int column, int row)
{
  g_autoptr (MusterQuery) query = NULL;
  g_autoptr (GBytes) tile = NULL;
  const guint8 *data;
  gsize size;

  g_return_val_if_fail (MUSTER_IS_TILES (self), NULL);

  if (zoom < 0 || zoom > MOST_ZOOM)
    return NULL;

  /* Rows are counted from the south. */
  query = muster_query_new (self->db,
                            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND"
                            " tile_column = ? AND tile_row = ?");
  muster_query_int64 (query, zoom);
  muster_query_int64 (query, column);
  muster_query_int64 (query, ((gint64) 1 << zoom) - 1 - row);
  if (muster_query_next (query))
    tile = muster_query_get_blob (query, 0);
  if (tile == NULL || g_bytes_get_size (tile) > MOST_BYTES)
    return NULL;

  data = g_bytes_get_data (tile, &size);

  return size >= 2 && data[0] == 0x1f && data[1] == 0x8b ? unpack (tile)
                                                         : g_steal_pointer (&tile);
}

gboolean
muster_tiles_get_vector (MusterTiles *self)
{
  return g_str_equal (self->format, "pbf");
}

guint
muster_tiles_get_most_zoom (MusterTiles *self)
{
  return self->most_zoom;
}

const char *
muster_tiles_get_name (MusterTiles *self)
{
  return self->name;
}

const char *
muster_tiles_get_credit (MusterTiles *self)
{
  return self->credit;
}
