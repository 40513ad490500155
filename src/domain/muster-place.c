/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-place.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST_BUFFER 100000.0

/* A cluster speaks of its source's datum from so many punches on, when another datum brings it
 * within so many metres and the declared one leaves it so many times farther. */
#define SUGGEST_PUNCHES 5
#define SUGGEST_WITHIN 100.0
#define SUGGEST_TIMES 3.0

G_DEFINE_FINAL_TYPE (MusterPlace, muster_place, G_TYPE_OBJECT)

static void
muster_place_finalize (GObject *object)
{
  MusterPlace *self = MUSTER_PLACE (object);

  g_free (self->uid);
  g_free (self->name);
  g_clear_object (&self->fence);
  g_strfreev (self->groups);
  g_clear_pointer (&self->people, g_array_unref);
  g_strfreev (self->bssids);
  g_strfreev (self->networks);
  g_clear_pointer (&self->masks, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_place_parent_class)->finalize (object);
}

static void
muster_place_class_init (MusterPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_place_finalize;
}

static void
muster_place_init (MusterPlace *self)
{
  self->from = MUSTER_DATE_NONE;
  self->to = MUSTER_DATE_EVER;
  self->masks = g_ptr_array_new_with_free_func (g_object_unref);
}

char *
muster_bssid_parse (const char *text)
{
  char digits[13];
  guint n = 0;

  if (text == NULL)
    return NULL;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == ':' || *c == '-' || *c == '.' || *c == ' ')
        continue;
      if (!g_ascii_isxdigit (*c) || n == 12)
        return NULL;
      digits[n++] = g_ascii_tolower (*c);
    }
  if (n != 12)
    return NULL;

  return g_strdup_printf ("%.2s:%.2s:%.2s:%.2s:%.2s:%.2s", digits, digits + 2, digits + 4,
                          digits + 6, digits + 8, digits + 10);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
take_bssids (MusterPlace *self, const char *const *bssids, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; bssids != NULL && bssids[i] != NULL; i++)
    {
      char *bssid = muster_bssid_parse (bssids[i]);

      if (bssid == NULL)
        return muster_error_set_field (
          error, "bssids", _ ("“%s” is no Wi-Fi address like 00:11:22:aa:bb:cc."),
          bssids[i]);
      g_strv_builder_take (builder, bssid);
    }
  self->bssids = g_strv_builder_end (builder);
  qsort (self->bssids, g_strv_length (self->bssids), sizeof (char *), compare_texts);

  return TRUE;
}

static gboolean
take_networks (MusterPlace *self, const char *const *networks, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; networks != NULL && networks[i] != NULL; i++)
    {
      g_autofree char *text = g_strstrip (g_strdup (networks[i]));
      GInetAddressMask *mask = g_inet_address_mask_new_from_string (text, NULL);

      if (mask == NULL)
        return muster_error_set_field (
          error, "networks", _ ("“%s” is no IP address or range like 192.0.2.0/24."),
          networks[i]);
      g_ptr_array_add (self->masks, mask);
      g_strv_builder_take (builder, g_inet_address_mask_to_string (mask));
    }
  self->networks = g_strv_builder_end (builder);

  return TRUE;
}

MusterPlace *
muster_place_new (const char *name,
                  MusterFence *fence,
                  const char *const *bssids,
                  const char *const *networks,
                  GError **error)
{
  g_autoptr (MusterPlace) self = g_object_new (MUSTER_TYPE_PLACE, NULL);

  self->name = g_strstrip (g_strdup (name != NULL ? name : ""));
  if (*self->name == '\0')
    {
      muster_error_set_field (error, "name", _ ("A place needs a name."));
      return NULL;
    }

  if (!take_bssids (self, bssids, error) || !take_networks (self, networks, error))
    return NULL;

  if (fence == NULL && *self->bssids == NULL && self->masks->len == 0)
    {
      muster_error_set_field (error, "fence",
                              _ ("A place needs a fence, a Wi-Fi or an IP range."));
      return NULL;
    }
  self->fence = fence != NULL ? g_object_ref (fence) : NULL;

  return g_steal_pointer (&self);
}

gboolean
muster_place_check (MusterPlace *place, GError **error)
{
  gboolean has_people = place->people != NULL && place->people->len > 0;

  if (!(place->buffer >= 0.0 && place->buffer <= LARGEST_BUFFER))
    return muster_error_set_field (error, "buffer",
                                   _ ("A buffer is 0 to 100000 metres."));

  if (place->audience == MUSTER_AUDIENCE_GROUPS &&
      (place->groups == NULL || *place->groups == NULL))
    return muster_error_set_field (error, "groups", _ ("Name the groups it is for."));

  if (place->audience >= MUSTER_AUDIENCE_PEOPLE && !has_people)
    return muster_error_set_field (error, "people", _ ("Name the people it is for."));

  if (place->audience == MUSTER_AUDIENCE_REQUEST && place->request_id == 0)
    return muster_error_set_field (error, "request",
                                   _ ("Name the request that it belongs to."));

  if (place->to < place->from)
    return muster_error_set_field (error, "to", _ ("The last date is before the first."));

  return TRUE;
}

gboolean
muster_place_is_for (MusterPlace *place,
                     MusterDate date,
                     gint64 person_id,
                     const char *group)
{
  if (date < place->from || date > place->to)
    return FALSE;

  switch (place->audience)
    {
    case MUSTER_AUDIENCE_ALL:
      return TRUE;

    case MUSTER_AUDIENCE_GROUPS:
      return group != NULL &&
             g_strv_contains ((const char *const *) place->groups, group);

    case MUSTER_AUDIENCE_PEOPLE:
    case MUSTER_AUDIENCE_REQUEST:
    default:
      for (guint i = 0; place->people != NULL && i < place->people->len; i++)
        if (g_array_index (place->people, gint64, i) == person_id)
          return TRUE;
      return FALSE;
    }
}

gboolean
muster_place_has_bssid (MusterPlace *place, const char *bssid)
{
  g_autofree char *wanted = NULL;

  if (bssid == NULL || *place->bssids == NULL)
    return FALSE;

  wanted = muster_bssid_parse (bssid);

  return wanted != NULL && g_strv_contains ((const char *const *) place->bssids, wanted);
}

gboolean
muster_place_has_address (MusterPlace *place, const char *address)
{
  g_autoptr (GInetAddress) wanted = NULL;

  if (address == NULL || place->masks->len == 0)
    return FALSE;

  wanted = g_inet_address_new_from_string (address);
  for (guint i = 0; wanted != NULL && i < place->masks->len; i++)
    {
      GInetAddressMask *mask = g_ptr_array_index (place->masks, i);

      if (g_inet_address_mask_get_family (mask) == g_inet_address_get_family (wanted) &&
          g_inet_address_mask_matches (mask, wanted))
        return TRUE;
    }

  return FALSE;
}

static const char *const audiences[] = { "all", "groups", "people", "request" };

const char *
muster_audience_get_code (MusterAudience audience)
{
  return audiences[MIN ((guint) audience, G_N_ELEMENTS (audiences) - 1)];
}

gboolean
muster_audience_from_code (const char *code, MusterAudience *audience)
{
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (g_strcmp0 (audiences[i], code) == 0)
      {
        *audience = (MusterAudience) i;
        return TRUE;
      }

  return FALSE;
}

/* ---- A wrong datum ---- */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *numbers, gsize n)
{
  qsort (numbers, n, sizeof *numbers, compare_numbers);

  return n % 2 == 1 ? numbers[n / 2] : (numbers[n / 2 - 1] + numbers[n / 2]) / 2.0;
}

static double
miss (MusterPoint at, MusterFence *const *fences, gsize n)
{
  double best = INFINITY;

  for (gsize i = 0; i < n; i++)
    best = MIN (best, MAX (0.0, muster_fence_measure (fences[i], at)));

  return best;
}

MusterDatum
muster_datum_suggest (const MusterPoint *points,
                      gsize n,
                      MusterDatum declared,
                      MusterFence *const *fences,
                      gsize n_fences,
                      double *offset,
                      double *left)
{
  g_autofree double *lats = g_new (double, n + 1);
  g_autofree double *lons = g_new (double, n + 1);
  MusterDatum found = declared;
  MusterPoint middle;
  double under[3];

  for (gsize i = 0; i < n; i++)
    {
      lats[i] = points[i].lat;
      lons[i] = points[i].lon;
    }

  under[declared] = INFINITY;
  if (n >= SUGGEST_PUNCHES && n_fences > 0)
    {
      middle = (MusterPoint) { median (lats, n), median (lons, n) };
      for (guint i = 0; i < G_N_ELEMENTS (under); i++)
        under[i] =
          miss (muster_point_convert (middle, (MusterDatum) i, MUSTER_DATUM_WGS84),
                fences, n_fences);
      for (guint i = 0; i < G_N_ELEMENTS (under); i++)
        if (under[i] < under[found] && under[i] <= SUGGEST_WITHIN &&
            under[declared] > SUGGEST_WITHIN &&
            under[declared] > under[i] * SUGGEST_TIMES)
          found = (MusterDatum) i;
    }

  if (offset != NULL)
    *offset = under[declared];
  if (left != NULL)
    *left = under[found];

  return found;
}
