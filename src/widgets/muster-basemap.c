/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-basemap.h"

#include "muster-asset.h"

#include <glib/gi18n-lib.h>

#define TILE 256

/* ---- Tiles of a file ---- */

/* A tile that was read at once, as what an asynchronous function must hand over. */
#define MUSTER_TYPE_TILE_ANSWER (muster_tile_answer_get_type ())
G_DECLARE_FINAL_TYPE (MusterTileAnswer, muster_tile_answer, MUSTER, TILE_ANSWER, GObject)

struct _MusterTileAnswer
{
  GObject parent_instance;

  GObject *source;
  GBytes *bytes;
};

static GObject *
answer_get_source (GAsyncResult *result)
{
  return g_object_ref (MUSTER_TILE_ANSWER (result)->source);
}

static void
answer_iface_init (GAsyncResultIface *iface)
{
  iface->get_source_object = answer_get_source;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MusterTileAnswer,
                               muster_tile_answer,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_ASYNC_RESULT,
                                                      answer_iface_init))

static void
muster_tile_answer_finalize (GObject *object)
{
  MusterTileAnswer *self = MUSTER_TILE_ANSWER (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (muster_tile_answer_parent_class)->finalize (object);
}

static void
muster_tile_answer_class_init (MusterTileAnswerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_tile_answer_finalize;
}

static void
muster_tile_answer_init (MusterTileAnswer *self)
{
}

#define MUSTER_TYPE_TILE_FILE (muster_tile_file_get_type ())
G_DECLARE_FINAL_TYPE (MusterTileFile,
                      muster_tile_file,
                      MUSTER,
                      TILE_FILE,
                      ShumateDataSource)

struct _MusterTileFile
{
  ShumateDataSource parent_instance;

  MusterTileRead read;
  GObject *data;
  gboolean vector;
};

G_DEFINE_FINAL_TYPE (MusterTileFile, muster_tile_file, SHUMATE_TYPE_DATA_SOURCE)

typedef struct
{
  MusterTileAnswer *answer;
  GAsyncReadyCallback callback;
  gpointer user_data;
} Pending;

static gboolean
answer_cb (gpointer data)
{
  g_autofree Pending *pending = data;
  g_autoptr (MusterTileAnswer) answer = pending->answer;

  pending->callback (answer->source, G_ASYNC_RESULT (answer), pending->user_data);

  return G_SOURCE_REMOVE;
}

static void
tile_file_get_async (ShumateDataSource *source,
                     int x,
                     int y,
                     int zoom,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  MusterTileFile *self = MUSTER_TILE_FILE (source);
  MusterTileAnswer *answer = g_object_new (MUSTER_TYPE_TILE_ANSWER, NULL);
  Pending *pending = g_new (Pending, 1);

  answer->source = g_object_ref (G_OBJECT (source));
  answer->bytes = self->read (zoom, x, y, self->data);
  /* Where there is no shape there is ground. */
  if (answer->bytes == NULL && self->vector)
    answer->bytes = g_bytes_new_static ("", 0);
  *pending = (Pending) { answer, callback, user_data };
  g_idle_add (answer_cb, pending);
}

static GBytes *
tile_file_get_finish (ShumateDataSource *source, GAsyncResult *result, GError **error)
{
  MusterTileAnswer *answer = MUSTER_TILE_ANSWER (result);

  if (answer->bytes == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s",
                   _ ("There is no such tile."));
      return NULL;
    }

  return g_bytes_ref (answer->bytes);
}

static void
muster_tile_file_finalize (GObject *object)
{
  g_clear_object (&MUSTER_TILE_FILE (object)->data);

  G_OBJECT_CLASS (muster_tile_file_parent_class)->finalize (object);
}

static void
muster_tile_file_class_init (MusterTileFileClass *klass)
{
  ShumateDataSourceClass *source_class = SHUMATE_DATA_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = muster_tile_file_finalize;
  source_class->get_tile_data_async = tile_file_get_async;
  source_class->get_tile_data_finish = tile_file_get_finish;
}

static void
muster_tile_file_init (MusterTileFile *self)
{
}

/* ---- Basemaps ---- */

const MusterBasemap *
muster_basemap_open_street_map (void)
{
  static const MusterBasemap map = {
    .url = (char *) "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
    .license = (char *) N_ ("© OpenStreetMap contributors"),
    .license_uri = (char *) "https://www.openstreetmap.org/copyright",
    .max_zoom = 19,
    .datum = MUSTER_DATUM_WGS84,
  };

  return &map;
}

static ShumateDataSource *
build_file (const MusterBasemap *basemap)
{
  MusterTileFile *file = g_object_new (MUSTER_TYPE_TILE_FILE, NULL);

  file->read = basemap->read;
  file->data = basemap->data != NULL ? g_object_ref (basemap->data) : NULL;
  file->vector = basemap->vector;
  shumate_data_source_set_max_zoom_level (SHUMATE_DATA_SOURCE (file), basemap->max_zoom);

  return SHUMATE_DATA_SOURCE (file);
}

/* Shapes are drawn in threads, of which a single core has none. */
static ShumateMapSource *
build_vector (const MusterBasemap *basemap, GError **error)
{
  g_autoptr (GBytes) style = muster_asset_find ("map-style.json");
  g_autoptr (ShumateDataSource) file = NULL;
  g_autofree char *zoom = g_strdup_printf ("%u", basemap->max_zoom);
  ShumateVectorRenderer *renderer;
  GString *text;

  if (!shumate_vector_renderer_is_supported () || g_get_num_processors () < 2)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                   _ ("This machine cannot draw vector tiles. Use a file of pictures."));
      return NULL;
    }

  text =
    g_string_new_len (g_bytes_get_data (style, NULL), (gssize) g_bytes_get_size (style));
  g_string_replace (text, "@MOST_ZOOM@", zoom, 0);
  renderer = shumate_vector_renderer_new ("muster-file", text->str, error);
  g_string_free (text, TRUE);
  if (renderer == NULL)
    return NULL;

  file = build_file (basemap);
  shumate_vector_renderer_set_data_source (renderer, "tiles", file);
  shumate_map_source_set_license (SHUMATE_MAP_SOURCE (renderer), basemap->license);

  return SHUMATE_MAP_SOURCE (renderer);
}

ShumateMapSource *
muster_basemap_build_source (const MusterBasemap *basemap, GError **error)
{
  const char *license = basemap->license != NULL ? _ (basemap->license) : NULL;
  g_autofree char *id = NULL;

  if (basemap->read != NULL && basemap->vector)
    return build_vector (basemap, error);

  if (basemap->read != NULL)
    return SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_full (
      "muster-file", "file", license, basemap->license_uri, 0, basemap->max_zoom, TILE,
      SHUMATE_MAP_PROJECTION_MERCATOR, build_file (basemap)));

  if (basemap->url == NULL)
    return NULL;

  /* Who serves tiles wants to know who asks for them. What names the folder of kept tiles says
   * neither the address nor a key in it. */
  shumate_set_user_agent ("Muster/" MUSTER_VERSION " (" MUSTER_APPLICATION_ID ")");
  id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, basemap->url, -1);

  return SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_full_from_url (
    id, "tiles", license, basemap->license_uri, 0, basemap->max_zoom, TILE,
    SHUMATE_MAP_PROJECTION_MERCATOR, basemap->url));
}
