/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-map-bases.h"

#include "muster-basemap-listing.h"
#include "muster-fetch.h"
#include "muster-notice.h"

#include <glib/gi18n-lib.h>

#define WORLD "world"
#define STREETS "osm"
#define OWN "map:"

struct _MusterMapBases
{
  GObject parent_instance;

  MusterPage *page;
  MusterMap *map;
  GMenu *menu;
  char *action;
  GPtrArray *rows; /* of MusterBasemapRow; NULL until they are known */
  char *chosen;
  char *drawn; /* what the map is drawn upon */
};

G_DEFINE_FINAL_TYPE (MusterMapBases, muster_map_bases, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
muster_map_bases_finalize (GObject *object)
{
  MusterMapBases *self = MUSTER_MAP_BASES (object);

  g_clear_weak_pointer (&self->page);
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->menu);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->action);
  g_free (self->chosen);
  g_free (self->drawn);

  G_OBJECT_CLASS (muster_map_bases_parent_class)->finalize (object);
}

static void
muster_map_bases_class_init (MusterMapBasesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_map_bases_finalize;

  signals[CHANGED] = g_signal_new ("changed", MUSTER_TYPE_MAP_BASES, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
muster_map_bases_init (MusterMapBases *self)
{
  self->chosen = g_strdup (WORLD);
  self->drawn = g_strdup (WORLD);
}

/* ---- Drawing ---- */

static MusterBasemapRow *
find_row (MusterMapBases *self, const char *base)
{
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    {
      MusterBasemapRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *code = g_strdup_printf (OWN "%" G_GINT64_FORMAT, row->id);

      if (g_str_equal (code, base))
        return row;
    }

  return NULL;
}

static gboolean
draw_own (MusterMapBases *self, MusterBasemapRow *row, GError **error)
{
  g_autofree char *url = NULL;
  g_autoptr (GObject) tiles = NULL;
  MusterBasemap basemap = {
    .license = row->credit,
    .max_zoom = row->most_zoom,
    .datum = row->datum,
  };

  if (row->file)
    {
      if (!(tiles = muster_basemap_row_open (row, &basemap.vector, error)))
        return FALSE;
      basemap.read = muster_basemap_read;
      basemap.data = tiles;
    }
  else
    {
      url = muster_basemap_row_build_url (row);
      basemap.url = url;
    }

  return muster_map_set_basemap (self->map, &basemap, error);
}

static void
draw (MusterMapBases *self)
{
  MusterBasemapRow *row = find_row (self, self->chosen);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (g_str_equal (self->chosen, self->drawn))
    return;

  if (row != NULL)
    done = draw_own (self, row, &error);
  else if (g_str_equal (self->chosen, STREETS))
    done = muster_map_set_basemap (self->map, muster_basemap_open_street_map (), &error);
  else if (g_str_equal (self->chosen, WORLD) || self->rows != NULL)
    done = muster_map_set_basemap (self->map, NULL, &error);
  else
    return; /* until it is known */

  if (!done)
    {
      muster_notice_show (GTK_WIDGET (self->map), error);
      muster_map_set_basemap (self->map, NULL, NULL);
    }
  if (!done || (row == NULL && g_str_has_prefix (self->chosen, OWN)))
    g_set_str (&self->chosen, WORLD);
  g_set_str (&self->drawn, self->chosen);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
muster_map_bases_choose (MusterMapBases *self, const char *base)
{
  g_set_str (&self->chosen, base);
  draw (self);
}

const char *
muster_map_bases_get_chosen (MusterMapBases *self)
{
  return self->chosen;
}

/* ---- The menu ---- */

static void
add_item (MusterMapBases *self, const char *label, const char *base)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, self->action, "s", base);
  g_menu_append_item (self->menu, item);
}

static void
fill_menu (MusterMapBases *self)
{
  g_menu_remove_all (self->menu);
  add_item (self, _ ("_Coarse World (No Network)"), WORLD);
  add_item (self, _ ("_OpenStreetMap"), STREETS);
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    {
      MusterBasemapRow *row = g_ptr_array_index (self->rows, i);
      g_autofree char *code = g_strdup_printf (OWN "%" G_GINT64_FORMAT, row->id);
      g_auto (GStrv) parts = g_strsplit (row->name, "_", -1);
      g_autofree char *label = g_strjoinv ("__", parts); /* no mnemonics in a name */

      add_item (self, label, code);
    }
}

static void
fetched (MusterFinding *finding, GPtrArray *rows, const GError *error, gpointer user_data)
{
  g_autoptr (MusterMapBases) self = user_data;

  if (self->map == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self->map), error);
      return;
    }

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (rows);
  fill_menu (self);
  /* One that was removed is not drawn upon any more. */
  if (g_str_has_prefix (self->chosen, OWN) && find_row (self, self->chosen) == NULL)
    g_set_str (&self->chosen, WORLD);
  draw (self);
}

void
muster_map_bases_look (MusterMapBases *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_fetch_rows (muster_page_get_office (self->page),
                     muster_page_get_actor (self->page), &muster_basemaps_listing, filter,
                     G_MAXUINT, muster_page_get_cancellable (self->page), fetched,
                     g_object_ref (self));
}

static void
office_changed_cb (MusterMapBases *self, guint topics)
{
  if ((topics & MUSTER_TOPIC_SETTINGS) != 0 && self->page != NULL)
    muster_map_bases_look (self);
}

MusterMapBases *
muster_map_bases_new (MusterPage *page, MusterMap *map, GMenu *menu, const char *action)
{
  MusterMapBases *self = g_object_new (MUSTER_TYPE_MAP_BASES, NULL);

  g_set_weak_pointer (&self->page, page);
  g_set_weak_pointer (&self->map, map);
  self->menu = g_object_ref (menu);
  self->action = g_strdup (action);
  fill_menu (self);
  g_signal_connect_object (muster_page_get_office (page), "changed",
                           G_CALLBACK (office_changed_cb), self, G_CONNECT_SWAPPED);
  muster_map_bases_look (self);

  return self;
}
