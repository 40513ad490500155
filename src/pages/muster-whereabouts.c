/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-whereabouts.h"

#include <math.h>

#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* The datum that a word names: "gcj02", "GCJ-02", "bd09" … */
static gboolean
datum_of (const char *word, MusterDatum *datum)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *c = word; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (plain, g_ascii_tolower (*c));

  if (g_str_equal (plain->str, "gcj") || g_str_equal (plain->str, "amap"))
    *datum = MUSTER_DATUM_GCJ02;
  else if (g_str_equal (plain->str, "bd") || g_str_equal (plain->str, "baidu"))
    *datum = MUSTER_DATUM_BD09;
  else
    return muster_datum_from_code (plain->str, datum);

  return TRUE;
}

gboolean
muster_whereabouts_parse (const char *text, MusterPoint *point)
{
  g_auto (GStrv) words = NULL;
  double numbers[2] = { 0.0, 0.0 };
  gboolean turned = FALSE;
  MusterDatum datum = MUSTER_DATUM_WGS84;
  guint n = 0;

  words = g_regex_split_simple ("[\\s,;，、°]+", text, 0, 0);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *end = NULL;
      double number;

      if (*words[i] == '\0')
        continue;

      number = g_ascii_strtod (words[i], &end);
      if (end == words[i])
        {
          if (n < 2 || !datum_of (words[i], &datum))
            return FALSE;
          continue;
        }
      if (n == 2 || !isfinite (number))
        return FALSE;

      if (g_ascii_toupper (*end) == 'E' || g_ascii_toupper (*end) == 'W')
        turned = n == 0;
      if (g_ascii_toupper (*end) == 'S' || g_ascii_toupper (*end) == 'W')
        number = -number;
      if (*end != '\0' && (end[1] != '\0' || strchr ("NnSsEeWw", *end) == NULL))
        return FALSE;
      numbers[n++] = number;
    }
  if (n != 2)
    return FALSE;

  /* What cannot be a latitude is a longitude. */
  if (fabs (numbers[0]) > 90.0 && fabs (numbers[1]) <= 90.0)
    turned = TRUE;
  *point = turned ? (MusterPoint) { numbers[1], numbers[0] }
                  : (MusterPoint) { numbers[0], numbers[1] };
  if (!muster_point_is_on_earth (*point))
    return FALSE;

  *point = muster_point_convert (*point, datum, MUSTER_DATUM_WGS84);

  return TRUE;
}

char *
muster_whereabouts_format (MusterPoint at)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE];
  char lon[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lat, sizeof lat, "%.6f", at.lat);
  g_ascii_formatd (lon, sizeof lon, "%.6f", at.lon);

  return g_strdup_printf ("%s, %s", lat, lon);
}

typedef struct
{
  MusterPlace *place;
  double distance;
} Found;

static int
compare_found (gconstpointer a, gconstpointer b)
{
  double one = ((const Found *) a)->distance;
  double other = ((const Found *) b)->distance;

  return one < other ? -1 : one > other;
}

char *
muster_whereabouts_explain (GPtrArray *places, MusterPoint at)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *where = muster_whereabouts_format (at);

  for (guint i = 0; i < places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (places, i);
      Found one = { place, 0.0 };

      if (place->fence == NULL)
        continue;
      one.distance = muster_fence_measure (place->fence, at) - place->buffer;
      g_array_append_val (found, one);
    }
  g_array_sort (found, compare_found);

  g_string_append_printf (text, "%s (WGS-84)", where);
  for (guint i = 0; i < MIN (found->len, 4); i++)
    {
      const Found *one = &g_array_index (found, Found, i);
      g_autofree char *metres = muster_text_distance (fabs (one->distance));

      g_string_append_c (text, '\n');
      if (one->distance <= 0.0)
        /* Translators: a place, then twice the same distance */
        g_string_append_printf (
          text,
          _ ("“%s” accepts it, %s within its edge; uncertain when the accuracy is "
             "worse than %s."),
          one->place->name, metres, metres);
      else
        /* Translators: a place, then twice the same distance */
        g_string_append_printf (
          text, _ ("“%s” does not, %s away; uncertain from an accuracy of %s."),
          one->place->name, metres, metres);
    }
  if (found->len == 0)
    g_string_append_printf (text, "\n%s", _ ("There is no fence."));

  return g_string_free_and_steal (g_steal_pointer (&text));
}
