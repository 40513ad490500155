/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-place-commands.h"

#include "muster-devices.h"
#include "muster-error.h"
#include "muster-fence-document.h"
#include "muster-gazetteer.h"
#include "muster-geojson.h"
#include "muster-people.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

/* Whether the actor may say where punches count for all whom the place is for. */
static gboolean
may_edit (MusterTransaction *txn, MusterPlace *place, GError **error)
{
  if (place->audience == MUSTER_AUDIENCE_ALL)
    return muster_transaction_allows_all (txn, error);

  if (place->audience == MUSTER_AUDIENCE_GROUPS)
    {
      for (guint i = 0; place->groups[i] != NULL; i++)
        if (!muster_transaction_allows_place (txn, place->groups[i], NULL, error))
          return FALSE;

      return TRUE;
    }

  for (guint i = 0; i < place->people->len; i++)
    if (!muster_transaction_allows (txn, g_array_index (place->people, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
find_people (MusterTransaction *txn,
             const char *const *staff_nos,
             GArray **people,
             GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; staff_nos != NULL && staff_nos[i] != NULL; i++)
    {
      gint64 id = 0;

      if (!muster_people_get_by_staff_no (txn->db, staff_nos[i], &id, error))
        return FALSE;
      if (id == 0)
        return muster_error_set_field (
          error, "people", _ ("Nobody has the employee number %s."), staff_nos[i]);
      g_array_append_val (found, id);
    }
  *people = g_steal_pointer (&found);

  return TRUE;
}

static gint64
save (MusterTransaction *txn,
      MusterPlace *place,
      gint64 id,
      gboolean retired,
      GError **error)
{
  g_autofree char *document = muster_gazetteer_write_document (place);
  MusterPlaceRecord record = {
    .id = id,
    .uid = place->uid,
    .from = place->from,
    .to = place->to,
    .retired = retired,
    .name = place->name,
    .document = document,
    .people = place->people,
    .saved_at = txn->now,
    .saved_by = txn->actor->name,
  };

  return muster_places_save (txn->db, &record, error);
}

/* ---- Adding ---- */

static gboolean
add_place_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_autofree const char **groups = NULL;
  g_autofree const char **people = NULL;
  g_autofree const char **bssids = NULL;
  g_autofree const char **networks = NULL;
  g_autoptr (MusterFence) fence = NULL;
  g_autoptr (MusterPlace) place = NULL;
  const char *name;
  const char *shape;
  const char *audience;
  MusterDate from;
  MusterDate to;
  gint64 request;
  double buffer;
  gint64 id;

  g_variant_get (args, "(&s&sii&s^a&s^a&sxd^a&s^a&s)", &name, &shape, &from, &to,
                 &audience, &groups, &people, &request, &buffer, &bssids, &networks);
  if (*shape != '\0' && !(fence = muster_fence_document_parse (shape, error)))
    return FALSE;

  if (!(place = muster_place_new (name, fence, bssids, networks, error)))
    return FALSE;

  place->from = from;
  place->to = to == MUSTER_DATE_NONE ? MUSTER_DATE_EVER : to;
  place->groups = g_strdupv ((GStrv) groups);
  place->buffer = buffer;
  place->request_id = request;
  if (!muster_audience_from_code (audience, &place->audience) ||
      !find_people (txn, people, &place->people, error) ||
      !muster_place_check (place, error) || !may_edit (txn, place, error) ||
      !(id = save (txn, place, 0, FALSE, error)))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_PLACES);
}

static const MusterChoice audience_choices[] = {
  { "all", N_ ("Everybody") },
  { "groups", N_ ("Some groups") },
  { "people", N_ ("Some people") },
  { "request", N_ ("One approved request") },
  { NULL },
};

static const MusterField add_place_fields[] = {
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "fence", N_ ("Fence"), N_ ("Circle, polygon or GeoJSON, as JSON"),
    MUSTER_FIELD_TEXT },
  { "from", N_ ("From"), N_ ("The first date on which it holds"), MUSTER_FIELD_DATE },
  { "to", N_ ("To"), N_ ("The last date on which it holds"), MUSTER_FIELD_DATE },
  { "for", N_ ("For"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_OPTIONAL, "all",
    .choices = audience_choices },
  { "groups", N_ ("Groups"), N_ ("Codes of attendance groups"), MUSTER_FIELD_STRINGS },
  { "people", N_ ("People"), N_ ("Employee numbers"), MUSTER_FIELD_STRINGS },
  { "request", N_ ("Request"), NULL, MUSTER_FIELD_RECORD },
  { "buffer", N_ ("Buffer"), N_ ("Metres by which the fence is taken larger"),
    MUSTER_FIELD_REAL, MUSTER_FIELD_OPTIONAL, "0", 0, 100000 },
  { "bssids", N_ ("Wi-Fi"), N_ ("Addresses of access points that also count"),
    MUSTER_FIELD_STRINGS },
  { "networks", N_ ("IP ranges"), N_ ("Addresses that also count"),
    MUSTER_FIELD_STRINGS },
  { NULL },
};

const MusterCommand muster_add_place = {
  .name = "place.add",
  .title = N_ ("Add a place"),
  .args = "(ssiisasasxdasas)",
  .fields = add_place_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = add_place_run,
};

/* ---- Changing ---- */

/* The version that holds on a date, or else the nearest after it. */
static MusterPlace *
find_place (MusterTransaction *txn, gint64 id, MusterDate on, GError **error)
{
  g_autoptr (GPtrArray) places = muster_gazetteer_read (txn->db, error);
  MusterPlace *found = NULL;

  if (places == NULL)
    return NULL;

  for (guint i = 0; i < places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (places, i);

      if (place->id == id && (found == NULL || place->from <= on))
        found = place;
    }
  if (found == NULL)
    muster_error_set (error, MUSTER_ERROR_MISSING, _ ("There is no such place."));

  return found != NULL ? g_object_ref (found) : NULL;
}

static gboolean
change_place_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  g_autofree const char **groups = NULL;
  g_autofree const char **people = NULL;
  g_autofree const char **bssids = NULL;
  g_autofree const char **networks = NULL;
  g_autoptr (MusterFence) fence = NULL;
  g_autoptr (MusterPlace) before = NULL;
  g_autoptr (MusterPlace) place = NULL;
  const char *name = NULL;
  const char *shape = NULL;
  const char *audience = NULL;
  gboolean has_to = FALSE;
  gboolean has_buffer = FALSE;
  MusterDate from;
  MusterDate to = MUSTER_DATE_EVER;
  double buffer = 0.0;
  gint64 id;

  g_variant_get (args, "(xim&sm&smim&sm^a&sm^a&smdm^a&sm^a&s)", &id, &from, &name, &shape,
                 &has_to, &to, &audience, &groups, &people, &has_buffer, &buffer, &bssids,
                 &networks);
  if (!(before = find_place (txn, id, from, error)) || !may_edit (txn, before, error))
    return FALSE;

  if (shape == NULL)
    fence = before->fence != NULL ? g_object_ref (before->fence) : NULL;
  else if (*shape != '\0' && !(fence = muster_fence_document_parse (shape, error)))
    return FALSE;

  place = muster_place_new (
    name != NULL ? name : before->name, fence,
    bssids != NULL ? bssids : (const char *const *) before->bssids,
    networks != NULL ? networks : (const char *const *) before->networks, error);
  if (place == NULL)
    return FALSE;

  place->from = from;
  if (has_to)
    place->to = to == MUSTER_DATE_NONE ? MUSTER_DATE_EVER : to;
  place->buffer = has_buffer ? buffer : before->buffer;
  place->request_id = before->request_id;
  place->audience = before->audience;
  place->groups = g_strdupv (groups != NULL ? (GStrv) groups : before->groups);
  if (audience != NULL && !muster_audience_from_code (audience, &place->audience))
    return muster_error_set_field (error, "for", _ ("This is all, groups or people."));

  if (people == NULL)
    place->people = before->people != NULL ? g_array_ref (before->people) : NULL;
  else if (!find_people (txn, people, &place->people, error))
    return FALSE;

  return muster_place_check (place, error) && may_edit (txn, place, error) &&
         save (txn, place, id, FALSE, error) != 0 &&
         muster_transaction_touch (txn, MUSTER_TOPIC_PLACES);
}

static const MusterField change_place_fields[] = {
  { "place", N_ ("Place"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "from", N_ ("From"), N_ ("The first date on which it holds so"), MUSTER_FIELD_DATE,
    MUSTER_FIELD_REQUIRED },
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_MAYBE },
  { "fence", N_ ("Fence"), N_ ("Circle, polygon or GeoJSON, as JSON"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_MAYBE },
  { "to", N_ ("To"), N_ ("The last date on which it holds"), MUSTER_FIELD_DATE,
    MUSTER_FIELD_MAYBE },
  { "for", N_ ("For"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_MAYBE,
    .choices = audience_choices },
  { "groups", N_ ("Groups"), N_ ("Codes of attendance groups"), MUSTER_FIELD_STRINGS,
    MUSTER_FIELD_MAYBE },
  { "people", N_ ("People"), N_ ("Employee numbers"), MUSTER_FIELD_STRINGS,
    MUSTER_FIELD_MAYBE },
  { "buffer", N_ ("Buffer"), N_ ("Metres by which the fence is taken larger"),
    MUSTER_FIELD_REAL, MUSTER_FIELD_MAYBE, NULL, 0, 100000 },
  { "bssids", N_ ("Wi-Fi"), N_ ("Addresses of access points that also count"),
    MUSTER_FIELD_STRINGS, MUSTER_FIELD_MAYBE },
  { "networks", N_ ("IP ranges"), N_ ("Addresses that also count"), MUSTER_FIELD_STRINGS,
    MUSTER_FIELD_MAYBE },
  { NULL },
};

const MusterCommand muster_change_place = {
  .name = "place.change",
  .title = N_ ("Change a place"),
  .args = "(ximsmsmimsmasmasmdmasmas)",
  .fields = change_place_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = change_place_run,
};

/* ---- Retiring ---- */

static gboolean
retire_place_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  g_autoptr (MusterPlace) place = NULL;
  MusterDate from;
  gint64 id;

  g_variant_get (args, "(xi)", &id, &from);
  if (!(place = find_place (txn, id, from, error)) || !may_edit (txn, place, error))
    return FALSE;

  place->from = from;
  place->to = MUSTER_DATE_EVER;

  return save (txn, place, id, TRUE, error) != 0 &&
         muster_transaction_touch (txn, MUSTER_TOPIC_PLACES);
}

static const MusterField retire_place_fields[] = {
  { "place", N_ ("Place"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "from", N_ ("From"), N_ ("The first date on which it is none any more"),
    MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_retire_place = {
  .name = "place.retire",
  .title = N_ ("Retire a place"),
  .args = "(xi)",
  .fields = retire_place_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = retire_place_run,
};

/* ---- Importing ---- */

static MusterPlace *
find_known (GPtrArray *places, MusterPlace *wanted)
{
  for (int by_uid = wanted->uid != NULL; by_uid >= 0; by_uid--)
    for (guint i = places->len; i > 0; i--)
      {
        MusterPlace *place = g_ptr_array_index (places, i - 1);

        if (by_uid ? g_strcmp0 (place->uid, wanted->uid) == 0
                   : g_strcmp0 (place->name, wanted->name) == 0)
          return place;
      }

  return NULL;
}

static gboolean
import_place (MusterTransaction *txn,
              GPtrArray *known,
              MusterGeoPlace *read,
              MusterDate from,
              gboolean *changed,
              GError **error)
{
  MusterPlace *place = read->place;
  MusterPlace *before = find_known (known, place);

  if (place->from == MUSTER_DATE_NONE || before != NULL)
    place->from = from;
  if (!find_people (txn, (const char *const *) read->people, &place->people, error) ||
      !muster_place_check (place, error) || !may_edit (txn, place, error))
    return FALSE;

  *changed = before != NULL;

  return (before == NULL || may_edit (txn, before, error)) &&
         save (txn, place, before != NULL ? before->id : 0, FALSE, error) != 0;
}

static gboolean
import_places_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  g_autoptr (GPtrArray) read = NULL;
  g_autoptr (GPtrArray) known = NULL;
  const char *document;
  MusterDate from;
  gint64 n[2] = { 0, 0 };

  g_variant_get (args, "(&si)", &document, &from);
  if (!(read = muster_geojson_parse (document, error)) ||
      !(known = muster_gazetteer_read (txn->db, error)))
    return FALSE;

  for (guint i = 0; i < read->len; i++)
    {
      gboolean changed;

      if (!import_place (txn, known, g_ptr_array_index (read, i), from, &changed, error))
        return FALSE;
      n[changed ? 1 : 0]++;
    }

  *result = g_variant_new ("(xx)", n[0], n[1]);

  return muster_transaction_touch (txn, MUSTER_TOPIC_PLACES);
}

static const MusterField import_places_fields[] = {
  { "document", N_ ("GeoJSON"), N_ ("Its text"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED },
  { "from", N_ ("From"), N_ ("The first date on which they hold"), MUSTER_FIELD_DATE },
  { NULL },
};

const MusterCommand muster_import_places = {
  .name = "place.import",
  .title = N_ ("Import places"),
  .args = "(si)",
  .fields = import_places_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = import_places_run,
};

/* ---- People's own phones ---- */

static gboolean
touch_person (MusterTransaction *txn, gint64 person_id, GError **error)
{
  return muster_transaction_touch_days (txn, MUSTER_TOPIC_PUNCHES, person_id,
                                        MUSTER_DATE_NONE, MUSTER_DATE_EVER);
}

static gboolean
decide_device (MusterTransaction *txn,
               GVariant *args,
               MusterBinding binding,
               GError **error)
{
  const char *device;
  const char *reason;
  gint64 person_id;

  g_variant_get (args, "(x&s&s)", &person_id, &device, &reason);
  if (*device == '\0')
    return muster_error_set_field (error, "device", _ ("Name the device."));

  return muster_transaction_allows (txn, person_id, error) &&
         muster_devices_decide (txn->db, person_id, device, binding, reason, txn->now,
                                txn->actor->name, error) &&
         touch_person (txn, person_id, error);
}

static gboolean
bind_device_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  return decide_device (txn, args, MUSTER_BINDING_BOUND, error);
}

static gboolean
unbind_device_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  return decide_device (txn, args, MUSTER_BINDING_RELEASED, error);
}

static gboolean
undo_device_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  const char *device;
  gint64 person_id;

  g_variant_get (args, "(x&s)", &person_id, &device);

  return muster_transaction_allows (txn, person_id, error) &&
         muster_devices_undo (txn->db, person_id, device, txn->now, txn->actor->name,
                              error) &&
         touch_person (txn, person_id, error);
}

static const MusterField device_fields[] = {
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "device", N_ ("Device"), N_ ("As its punches name it"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED },
  { "reason", N_ ("Reason"), NULL, MUSTER_FIELD_TEXT },
  { NULL },
};

const MusterCommand muster_bind_device = {
  .name = "device.bind",
  .title = N_ ("Confirm a person's device"),
  .args = "(xss)",
  .fields = device_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = bind_device_run,
};

const MusterCommand muster_unbind_device = {
  .name = "device.unbind",
  .title = N_ ("Refuse or release a person's device"),
  .args = "(xss)",
  .fields = device_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = unbind_device_run,
};

static const MusterField undo_device_fields[] = {
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "device", N_ ("Device"), N_ ("As its punches name it"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_undo_device = {
  .name = "device.undo",
  .title = N_ ("Take back what was decided about a device"),
  .args = "(xs)",
  .fields = undo_device_fields,
  .permission = MUSTER_MAY_DECIDE,
  .run = undo_device_run,
};
