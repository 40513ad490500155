/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-world.h"

#include <math.h>
#include <string.h>

#include "muster-asset.h"
#include "muster-mercator.h"

#define MAGIC "MWORLD1\n"
#define STEP (360.0 / 262144.0)

typedef struct
{
  const guint8 *data;
  gsize size;
  gsize at;
  gboolean torn;
} Reader;

static guint64
read_varint (Reader *reader)
{
  guint64 number = 0;

  for (guint shift = 0; shift < 63; shift += 7)
    {
      guint8 byte;

      if (reader->at >= reader->size)
        {
          reader->torn = TRUE;
          return 0;
        }
      byte = reader->data[reader->at++];
      number |= (guint64) (byte & 127) << shift;
      if (byte < 128)
        return number;
    }
  reader->torn = TRUE;

  return 0;
}

static gint64
read_zigzag (Reader *reader)
{
  guint64 number = read_varint (reader);

  return (gint64) (number >> 1) ^ -(gint64) (number & 1);
}

/* Whole worlds to add to what follows @b, when the way there from @a is the short one. */
static int
turn_of (const MusterWorldPoint *a, const MusterWorldPoint *b)
{
  return b->x - a->x > 0.5f ? -1 : b->x - a->x < -0.5f ? 1 : 0;
}

/* A ring over the 180th meridian is one piece, part of which lies beyond the world's edge. One that
 * goes round the earth is left as it is. */
static void
unwrap (MusterWorld *world, MusterWorldLine *line)
{
  MusterWorldPoint *points =
    &g_array_index (world->points, MusterWorldPoint, line->first);
  int turns = 0;

  for (guint i = 0; i < line->n; i++)
    turns += turn_of (&points[i], &points[(i + 1) % line->n]);
  if (turns != 0)
    return;

  for (guint i = 1; i < line->n; i++)
    {
      points[i].x += (float) turn_of (&points[i - 1], &points[i]);
      line->west = MIN (line->west, points[i].x);
      line->east = MAX (line->east, points[i].x);
    }
}

static void
read_line (Reader *reader, MusterWorld *world, GArray *lines)
{
  guint64 n = read_varint (reader);
  MusterWorldLine line = { .first = world->points->len,
                           .west = INFINITY,
                           .north = INFINITY,
                           .east = -INFINITY,
                           .south = -INFINITY };
  gint64 x = 0;
  gint64 y = 0;

  for (guint64 i = 0; i < n && !reader->torn; i++)
    {
      MusterWorldPoint point;

      x += read_zigzag (reader);
      y += read_zigzag (reader);
      point.x = (float) muster_mercator_x ((double) x * STEP);
      point.y = (float) muster_mercator_y ((double) y * STEP);
      line.west = MIN (line.west, point.x);
      line.east = MAX (line.east, point.x);
      line.north = MIN (line.north, point.y);
      line.south = MAX (line.south, point.y);
      g_array_append_val (world->points, point);
    }
  line.n = world->points->len - line.first;
  if (line.n > 2)
    unwrap (world, &line);
  g_array_append_val (lines, line);
}

MusterWorld *
muster_world_parse (GBytes *bytes)
{
  g_autoptr (MusterWorld) world = g_new0 (MusterWorld, 1);
  Reader reader = { .at = strlen (MAGIC) };

  reader.data = g_bytes_get_data (bytes, &reader.size);
  world->points = g_array_new (FALSE, FALSE, sizeof (MusterWorldPoint));
  for (guint kind = 0; kind < MUSTER_N_WORLD_KINDS; kind++)
    world->lines[kind] = g_array_new (FALSE, FALSE, sizeof (MusterWorldLine));

  if (reader.size < strlen (MAGIC) || memcmp (reader.data, MAGIC, strlen (MAGIC)) != 0)
    return NULL;

  for (guint kind = 0; kind < MUSTER_N_WORLD_KINDS; kind++)
    {
      guint64 n = read_varint (&reader);

      for (guint64 i = 0; i < n && !reader.torn; i++)
        read_line (&reader, world, world->lines[kind]);
    }

  return reader.torn || reader.at != reader.size ? NULL : g_steal_pointer (&world);
}

void
muster_world_free (MusterWorld *world)
{
  for (guint kind = 0; kind < MUSTER_N_WORLD_KINDS; kind++)
    g_clear_pointer (&world->lines[kind], g_array_unref);
  g_array_unref (world->points);
  g_free (world);
}

const MusterWorld *
muster_world_get (void)
{
  static gsize once;
  static MusterWorld *world;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes = muster_asset_find ("world.bin");

      world = muster_world_parse (bytes);
      g_once_init_leave (&once, 1);
    }

  return world;
}
