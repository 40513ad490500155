/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "muster-place.h"

/* Places as GeoJSON (RFC 7946). A circle is a Point with a property "radius" in metres, anything
 * else a Polygon or MultiPolygon; a GeometryCollection holds several parts of both. Properties that
 * mean something: "name" (or "title"), "uid", "from", "to", "datum", "radius", "buffer", "for",
 * "groups", "people", "bssids", "networks"; others are kept out. Coordinates are WGS-84, as the
 * standard demands, unless "datum" names another. */

/**
 * MusterGeoPlace:
 * @place: the place; its people are none
 * @people: (nullable): employee numbers, of a place for some people
 *
 * A feature that was read.
 */
typedef struct
{
  MusterPlace *place;
  GStrv people;
} MusterGeoPlace;

void muster_geo_place_free (MusterGeoPlace *place);

/**
 * muster_geojson_is_geometry:
 * @object: an object
 *
 * Returns: whether it says that it is GeoJSON: a geometry or a feature
 */
gboolean muster_geojson_is_geometry (JsonObject *object);

/**
 * muster_geojson_read_parts:
 * @object: a geometry or a feature
 * @path: where it stands, for errors
 * @parts: (out) (element-type MusterFencePart): what it draws
 * @datum: (out): the datum of its coordinates
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: whether it draws something that a fence can be
 */
gboolean muster_geojson_read_parts (JsonObject *object,
                                    const char *path,
                                    GPtrArray **parts,
                                    MusterDatum *datum,
                                    GError **error);

/**
 * muster_geojson_parse:
 * @text: a FeatureCollection, a Feature or a geometry
 * @error: a %MUSTER_ERROR_INVALID that names the feature and what is wrong with it
 *
 * Reads places. A feature without a name is called by its number.
 *
 * Returns: (transfer full) (nullable) (element-type MusterGeoPlace): the places
 */
GPtrArray *muster_geojson_parse (const char *text, GError **error);

/**
 * muster_geojson_format:
 * @places: (element-type MusterPlace): places
 * @people: (nullable) (element-type GStrv): of each the employee numbers it is for, or %NULL
 *
 * Writes places in WGS-84. A circle loses nothing; networks stay in the properties, and a place
 * without a fence has no geometry.
 *
 * Returns: (transfer full): a FeatureCollection
 */
char *muster_geojson_format (GPtrArray *places, GPtrArray *people);
