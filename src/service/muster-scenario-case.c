/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-scenario-case.h"

#include <math.h>
#include <string.h>

#include "muster-document.h"
#include "muster-error.h"
#include "muster-fence-document.h"
#include "muster-rulefile.h"

#include <glib/gi18n-lib.h>

static const char *const case_keys[] = {
  "id",        "title",   "kind",      "class",         "tz",
  "person_tz", "shifts",  "roster",    "calendar",      "leave",
  "punches",   "as_of",   "synced_to", "default_shift", "employment",
  "policy",    "expect",  "spans",     "existing",      "candidate",
  "covers",    "pattern", "special",   "makeup_shift",  "places",
  NULL,
};

static const char *const day_keys[] = {
  "date",
  "status",
  "other_half",
  "day_type",
  "shift",
  "window",
  "in",
  "out",
  "groups",
  "worked_min",
  "worked_sec",
  "expected_min",
  "late_min",
  "early_min",
  "overtime_min",
  "overtime_by",
  "undertime_min",
  "flags_has",
  "flags_not",
  "derived",
  "overtime_pending_min",
  "lieu_earned_min",
  "lieu_taken_min",
  NULL,
};

void
muster_scenario_case_free (MusterScenarioCase *scenario)
{
  g_free (scenario->id);
  g_free (scenario->title);
  g_clear_pointer (&scenario->zone, muster_zone_unref);
  g_clear_object (&scenario->ruleset);
  g_clear_object (&scenario->calendar);
  g_array_unref (scenario->assignments);
  g_array_unref (scenario->covers);
  g_array_unref (scenario->punches);
  g_ptr_array_unref (scenario->punch_ids);
  g_array_unref (scenario->touched);
  g_array_unref (scenario->existing);
  g_ptr_array_unref (scenario->places);
  g_array_unref (scenario->networks);
  json_node_unref (scenario->root);
  g_free (scenario);
}

static void
touch (MusterScenarioCase *self, MusterDate date)
{
  guint i = 0;

  while (i < self->touched->len && g_array_index (self->touched, MusterDate, i) < date)
    i++;

  if (i == self->touched->len || g_array_index (self->touched, MusterDate, i) != date)
    g_array_insert_val (self->touched, i, date);
}

static gboolean
read_instant (MusterScenarioCase *self,
              JsonObject *object,
              const char *path,
              const char *key,
              gint64 *at,
              GError **error)
{
  g_autoptr (GError) local = NULL;
  const char *text = NULL;

  if (!muster_document_get_string (object, path, key, &text, error))
    return FALSE;

  if (text == NULL || muster_instant_parse (text, self->zone, at, &local))
    return TRUE;

  return muster_document_fail (error, path, key, "%s", local->message);
}

static gboolean
need (gboolean there, const char *path, const char *key, GError **error)
{
  return there || muster_document_fail (error, path, key, _ ("This is needed."));
}

/* What is wrong with the rule set is wrong with the case: only the place is another. */
static gboolean
fail_as_case (const GError *fault, const char *path, GError **error)
{
  const char *field = muster_error_get_field (fault);
  const char *message = fault->message;

  if (field == NULL || *field == '\0')
    return muster_document_fail (error, path, NULL, "%s", message);

  if (g_str_has_prefix (message, field) &&
      g_str_has_prefix (message + strlen (field), ": "))
    message += strlen (field) + 2;
  if (g_str_has_prefix (field, "groups[0]."))
    field += strlen ("groups[0].");

  return muster_document_fail (error, path, field, "%s", message);
}

/* A case's shifts and policy are a rule set of one group: read by the one who reads those. */
static gboolean
read_rules (MusterScenarioCase *self,
            JsonObject *object,
            const char *path,
            GError **error)
{
  static const char *const group_keys[] = { "policy",       "pattern",       "special",
                                            "makeup_shift", "default_shift", NULL };
  g_autoptr (JsonObject) document = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;
  JsonObject *group = json_object_new ();
  JsonArray *groups = json_array_new ();
  JsonObject *calendar = NULL;

  json_object_set_string_member (group, "id", "all");
  for (guint i = 0; group_keys[i] != NULL; i++)
    if (json_object_has_member (object, group_keys[i]) &&
        !json_object_get_null_member (object, group_keys[i]))
      json_object_set_member (
        group, group_keys[i],
        json_node_copy (json_object_get_member (object, group_keys[i])));

  if (muster_document_get_object (object, path, "calendar", &calendar, NULL) &&
      calendar != NULL && json_object_has_member (calendar, "weekly_rest"))
    json_object_set_member (
      group, "weekly_rest",
      json_node_copy (json_object_get_member (calendar, "weekly_rest")));

  json_object_set_string_member (document, "schema", "muster-rules/1");
  if (json_object_has_member (object, "shifts"))
    json_object_set_member (document, "shifts",
                            json_node_copy (json_object_get_member (object, "shifts")));
  else
    json_object_set_array_member (document, "shifts", json_array_new ());
  json_array_add_object_element (groups, group);
  json_object_set_array_member (document, "groups", groups);
  json_node_set_object (root, document);
  text = json_to_string (root, FALSE);

  self->ruleset = muster_rulefile_parse (text, MUSTER_DATE_NONE, &local);
  if (self->ruleset != NULL)
    return TRUE;

  return fail_as_case (local, path, error);
}

static gboolean
read_holidays (MusterScenarioCase *self,
               JsonObject *calendar,
               const char *path,
               const char *key,
               MusterHolidayKind kind,
               GError **error)
{
  JsonArray *dates = NULL;

  if (!muster_document_get_array (calendar, path, key, &dates, error))
    return FALSE;

  for (guint i = 0; dates != NULL && i < json_array_get_length (dates); i++)
    {
      JsonNode *node = json_array_get_element (dates, i);
      MusterHoliday holiday = { .kind = (guint8) kind };
      g_autoptr (GError) local = NULL;

      if (!muster_date_parse (json_node_get_value_type (node) == G_TYPE_STRING
                                ? json_node_get_string (node)
                                : NULL,
                              &holiday.date, &local))
        return muster_document_fail (error, path, key, "%s", local->message);

      muster_calendar_add (self->calendar, &holiday);
    }

  return TRUE;
}

static gboolean
read_calendar (MusterScenarioCase *self,
               JsonObject *object,
               const char *path,
               GError **error)
{
  static const char *const keys[] = { "weekly_rest", "statutory", "rest", "makeup",
                                      NULL };
  g_autofree char *place = muster_document_join (path, "calendar");
  JsonObject *calendar = NULL;

  self->calendar = muster_calendar_new (NULL);
  if (!muster_document_get_object (object, path, "calendar", &calendar, error))
    return FALSE;

  return calendar == NULL ||
         (muster_document_check_keys (calendar, place, keys, error) &&
          read_holidays (self, calendar, place, "statutory", MUSTER_HOLIDAY_STATUTORY,
                         error) &&
          read_holidays (self, calendar, place, "rest", MUSTER_HOLIDAY_REST, error) &&
          read_holidays (self, calendar, place, "makeup", MUSTER_HOLIDAY_WORKDAY, error));
}

static gboolean
read_assignment (MusterScenarioCase *self,
                 JsonObject *object,
                 const char *path,
                 GError **error)
{
  static const char *const keys[] = { "shift", "from", "to", "single", NULL };
  MusterAssignment assignment = { NULL, MUSTER_DATE_NONE, MUSTER_DATE_EVER, FALSE };

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_date (object, path, "from", &assignment.from, error) ||
      !need (assignment.from != MUSTER_DATE_NONE, path, "from", error) ||
      !muster_document_get_boolean (object, path, "single", &assignment.single, error))
    return FALSE;

  /* An entry without a shift is a rest, an entry without an end is open. */
  if (!need (json_object_has_member (object, "shift"), path, "shift", error))
    return FALSE;

  if (!json_object_get_null_member (object, "shift"))
    {
      if (!muster_document_get_string (object, path, "shift", &assignment.shift, error))
        return FALSE;

      if (muster_ruleset_find_shift (self->ruleset, assignment.shift) == NULL)
        return muster_document_fail (error, path, "shift", _ ("There is no such shift."));
    }

  if (json_object_has_member (object, "to") &&
      !json_object_get_null_member (object, "to") &&
      !muster_document_get_date (object, path, "to", &assignment.to, error))
    return FALSE;

  if (assignment.to < assignment.from)
    return muster_document_fail (error, path, "to",
                                 _ ("The last date is before the first."));

  if (assignment.single)
    assignment.to = assignment.from;
  for (MusterDate date = assignment.from;
       assignment.to != MUSTER_DATE_EVER && date <= assignment.to; date++)
    touch (self, date);
  g_array_append_val (self->assignments, assignment);

  return TRUE;
}

static gboolean
read_employment (MusterScenarioCase *self,
                 JsonObject *object,
                 const char *path,
                 GError **error)
{
  static const char *const keys[] = { "from", "to", "inactive", NULL };
  g_autofree char *place = muster_document_join (path, "employment");
  JsonObject *employment = NULL;
  JsonNode *inactive;

  self->facts.joined = MUSTER_DATE_NONE;
  self->facts.left = MUSTER_DATE_EVER;
  if (!muster_document_get_object (object, path, "employment", &employment, error))
    return FALSE;

  if (employment == NULL)
    return TRUE;

  if (!muster_document_check_keys (employment, place, keys, error))
    return FALSE;

  if (json_object_has_member (employment, "from") &&
      !json_object_get_null_member (employment, "from") &&
      !muster_document_get_date (employment, place, "from", &self->facts.joined, error))
    return FALSE;

  if (json_object_has_member (employment, "to") &&
      !json_object_get_null_member (employment, "to") &&
      !muster_document_get_date (employment, place, "to", &self->facts.left, error))
    return FALSE;

  inactive = json_object_get_member (employment, "inactive");
  if (inactive == NULL || JSON_NODE_HOLDS_NULL (inactive))
    return TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (inactive))
    return muster_document_get_boolean (employment, place, "inactive",
                                        &self->facts.exempt, error);

  for (guint i = 0; i < json_array_get_length (json_node_get_array (inactive)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (inactive), i);
      MusterCover cover = { .kind = MUSTER_COVER_EXEMPT };
      g_autoptr (GError) local = NULL;

      if (!muster_date_parse (json_node_get_value_type (node) == G_TYPE_STRING
                                ? json_node_get_string (node)
                                : NULL,
                              &cover.date, &local))
        return muster_document_fail (error, place, "inactive", "%s", local->message);
      touch (self, cover.date);
      g_array_append_val (self->covers, cover);
    }

  return TRUE;
}

static gboolean
read_leave (MusterScenarioCase *self,
            JsonObject *object,
            const char *path,
            GError **error)
{
  static const char *const keys[] = { "date", "part", NULL };
  MusterCover cover = { .date = MUSTER_DATE_NONE, .kind = MUSTER_COVER_LEAVE };
  const char *part = "full";

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_date (object, path, "date", &cover.date, error) ||
      !need (cover.date != MUSTER_DATE_NONE, path, "date", error) ||
      !muster_document_get_string (object, path, "part", &part, error))
    return FALSE;

  if (g_str_equal (part, "half"))
    cover.half = 3;
  else if (!g_str_equal (part, "full"))
    return muster_document_fail (error, path, "part", _ ("This is “half” or “full”."));

  touch (self, cover.date);
  g_array_append_val (self->covers, cover);

  return TRUE;
}

/* Which punches there were when overtime was approved. */
static gboolean
read_seal (MusterScenarioCase *self,
           JsonObject *object,
           const char *path,
           MusterCover *cover,
           GError **error)
{
  JsonArray *names = NULL;

  if (!muster_document_get_array (object, path, "punches", &names, error))
    return FALSE;

  if (names == NULL)
    return TRUE;

  if (cover->kind != MUSTER_COVER_OVERTIME)
    return muster_document_fail (error, path, "punches",
                                 _ ("Only overtime is approved by its punches."));

  cover->seal = MUSTER_SEAL_NONE;
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      JsonNode *node = json_array_get_element (names, i);
      const char *name = json_node_get_value_type (node) == G_TYPE_STRING
                           ? json_node_get_string (node)
                           : "";
      guint found = self->punches->len;

      for (guint j = 0; j < self->punches->len; j++)
        if (g_str_equal (g_ptr_array_index (self->punch_ids, j), name))
          found = j;

      if (found == self->punches->len)
        return muster_document_fail (error, path, "punches",
                                     _ ("There is no punch “%s”."), name);

      cover->seal = muster_punch_seal (
        cover->seal, &g_array_index (self->punches, MusterPunch, found));
    }

  return TRUE;
}

static gboolean
read_cover (MusterScenarioCase *self,
            JsonObject *object,
            const char *path,
            GError **error)
{
  static const char *const keys[] = { "kind", "date",    "half", "from",
                                      "to",   "punches", "lieu", NULL };
  static const char *const kinds[] = { "leave",  "trip",     "field", "outing",
                                       "remote", "overtime", NULL };
  static const char *const halves[] = { "first", "second", NULL };
  MusterCover cover = { .date = MUSTER_DATE_NONE };
  const char *kind = "";
  const char *half = NULL;
  gboolean lieu = FALSE;

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_string (object, path, "kind", &kind, error) ||
      !muster_document_get_date (object, path, "date", &cover.date, error) ||
      !muster_document_get_string (object, path, "half", &half, error) ||
      !read_instant (self, object, path, "from", &cover.from, error) ||
      !read_instant (self, object, path, "to", &cover.until, error))
    return FALSE;

  if (!g_strv_contains (kinds, kind))
    return muster_document_fail (
      error, path, "kind", _ ("This is leave, trip, field, outing, remote or overtime."));

  while (!g_str_equal (kinds[cover.kind], kind))
    cover.kind++;

  if (half != NULL && !g_strv_contains (halves, half))
    return muster_document_fail (error, path, "half", _ ("This is “first” or “second”."));

  if (half != NULL)
    cover.half = g_str_equal (half, "first") ? 1 : 2;

  if (!read_seal (self, object, path, &cover, error) ||
      !muster_document_get_boolean (object, path, "lieu", &lieu, error))
    return FALSE;

  if (lieu && cover.kind != MUSTER_COVER_LEAVE)
    return muster_document_fail (error, path, "lieu",
                                 _ ("Only leave can be time off in lieu."));
  cover.lieu = lieu != FALSE;

  if (cover.date == MUSTER_DATE_NONE && cover.until <= cover.from)
    return muster_document_fail (error, path, NULL,
                                 _ ("Either a date, or from and to with to after from."));

  touch (self, cover.date != MUSTER_DATE_NONE
                 ? cover.date
                 : muster_zone_get_civil (self->zone, cover.from, NULL));
  g_array_append_val (self->covers, cover);

  return TRUE;
}

/* Where a punch was made, and what it came by. */
static gboolean
read_position (MusterScenarioCase *self,
               JsonObject *object,
               const char *path,
               MusterPunch *punch,
               GError **error)
{
  MusterPunchNetwork network = { .punch_id = punch->id };
  MusterDatum datum = MUSTER_DATUM_WGS84;
  MusterPoint point = { NAN, NAN };
  const char *code = "wgs84";
  double accuracy = NAN;

  if (!muster_document_get_real (object, path, "lon", &point.lon, error) ||
      !muster_document_get_real (object, path, "lat", &point.lat, error) ||
      !muster_document_get_real (object, path, "accuracy_m", &accuracy, error) ||
      !muster_document_get_string (object, path, "datum", &code, error) ||
      !muster_document_get_string (object, path, "bssid", &network.bssid, error) ||
      !muster_document_get_string (object, path, "ip", &network.address, error))
    return FALSE;

  if (!muster_datum_from_code (code, &datum))
    return muster_document_fail (error, path, "datum",
                                 _ ("This is wgs84, gcj02 or bd09."));

  if (muster_point_is_valid (point))
    {
      point = muster_point_convert (point, datum, MUSTER_DATUM_WGS84);
      punch->lat = point.lat;
      punch->lon = point.lon;
      punch->marks |= MUSTER_PUNCH_PLACED;
      if (accuracy >= 0.0)
        {
          punch->accuracy = (float) accuracy;
          punch->marks |= MUSTER_PUNCH_ACCURATE;
        }
    }
  if (network.bssid != NULL || network.address != NULL)
    g_array_append_val (self->networks, network);

  return TRUE;
}

/* In a case there is one person, "me", in one group, "all". */
static gboolean
read_place (MusterScenarioCase *self,
            JsonObject *object,
            const char *path,
            GError **error)
{
  static const char *const keys[] = { "name",     "fence",  "from",   "to",
                                      "buffer_m", "groups", "people", "bssids",
                                      "networks", NULL };
  g_autofree char *fence_path = muster_document_join (path, "fence");
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (MusterFence) fence = NULL;
  g_autoptr (MusterPlace) place = NULL;
  g_autoptr (GError) local = NULL;
  g_auto (GStrv) groups = NULL;
  g_auto (GStrv) people = NULL;
  g_auto (GStrv) bssids = NULL;
  g_auto (GStrv) networks = NULL;
  JsonObject *drawn = NULL;
  MusterDatum datum;
  const char *name = NULL;
  gint64 me = 1;

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_string (object, path, "name", &name, error) ||
      !muster_document_get_object (object, path, "fence", &drawn, error) ||
      !muster_document_get_strings (object, path, "groups", &groups, error) ||
      !muster_document_get_strings (object, path, "people", &people, error) ||
      !muster_document_get_strings (object, path, "bssids", &bssids, error) ||
      !muster_document_get_strings (object, path, "networks", &networks, error))
    return FALSE;

  if (drawn != NULL &&
      !muster_fence_document_read (drawn, fence_path, &parts, &datum, error))
    return FALSE;
  if (parts != NULL && !(fence = muster_fence_new (parts, datum, NULL, &local)))
    return muster_document_fail (error, path, "fence", "%s", local->message);

  place = muster_place_new (name, fence, (const char *const *) bssids,
                            (const char *const *) networks, &local);
  if (place == NULL)
    return muster_document_fail (error, path, muster_error_get_field (local), "%s",
                                 local->message);

  if (!muster_document_get_date (object, path, "from", &place->from, error) ||
      !muster_document_get_date (object, path, "to", &place->to, error) ||
      !muster_document_get_real (object, path, "buffer_m", &place->buffer, error))
    return FALSE;

  if (*people != NULL)
    {
      place->audience = MUSTER_AUDIENCE_PEOPLE;
      place->people = g_array_new (FALSE, FALSE, sizeof (gint64));
      me = g_strv_contains ((const char *const *) people, "me") ? 1 : 2;
      g_array_append_val (place->people, me);
    }
  else if (*groups != NULL)
    {
      place->audience = MUSTER_AUDIENCE_GROUPS;
      place->groups = g_steal_pointer (&groups);
    }
  if (!muster_place_check (place, &local))
    return muster_document_fail (error, path, muster_error_get_field (local), "%s",
                                 local->message);

  g_ptr_array_add (self->places, g_steal_pointer (&place));

  return TRUE;
}

static gboolean
read_punch (MusterScenarioCase *self,
            JsonObject *object,
            const char *path,
            GError **error)
{
  static const char *const keys[] = { "id",         "at",     "dir",      "void",
                                      "suspect",    "manual", "accepted", "correction",
                                      "accuracy_m", "lon",    "lat",      "datum",
                                      "bssid",      "ip",     NULL };
  static const char *const mark_keys[] = { "void", "suspect", "correction", "accepted" };
  static const guint marks[] = { MUSTER_PUNCH_VOID, MUSTER_PUNCH_SUSPECT,
                                 MUSTER_PUNCH_CORRECTION, MUSTER_PUNCH_ACCEPTED };
  MusterPunch punch = { .id = self->punches->len + 1, .at = G_MININT64 };
  const char *id = NULL;
  const char *direction = NULL;
  gboolean manual = FALSE;

  if (!muster_document_check_keys (object, path, keys, error) ||
      !muster_document_get_string (object, path, "id", &id, error) ||
      !need (id != NULL, path, "id", error) ||
      !muster_document_get_string (object, path, "dir", &direction, error) ||
      !muster_document_get_boolean (object, path, "manual", &manual, error) ||
      !read_instant (self, object, path, "at", &punch.at, error) ||
      !need (punch.at != G_MININT64, path, "at", error) ||
      !read_position (self, object, path, &punch, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gboolean marked = FALSE;

      if (!muster_document_get_boolean (object, path, mark_keys[i], &marked, error))
        return FALSE;
      if (marked)
        punch.marks |= (guint16) marks[i];
    }

  if (g_strcmp0 (direction, "in") == 0)
    punch.direction = MUSTER_DIRECTION_IN;
  else if (g_strcmp0 (direction, "out") == 0)
    punch.direction = MUSTER_DIRECTION_OUT;
  else if (direction != NULL)
    return muster_document_fail (error, path, "dir", _ ("This is “in” or “out”."));

  if (manual)
    punch.verify = MUSTER_VERIFY_MANUAL;
  for (guint i = 0; i < self->punch_ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->punch_ids, i), id))
      return muster_document_fail (error, path, "id", _ ("Two punches have this name."));

  touch (self, muster_zone_get_civil (self->zone, punch.at, NULL));
  g_ptr_array_add (self->punch_ids, g_strdup (id));
  g_array_append_val (self->punches, punch);

  return TRUE;
}

typedef gboolean (*ReadElement) (MusterScenarioCase *self,
                                 JsonObject *object,
                                 const char *path,
                                 GError **error);

static gboolean
read_list (MusterScenarioCase *self,
           JsonObject *object,
           const char *path,
           const char *key,
           ReadElement read,
           GError **error)
{
  g_autofree char *place = muster_document_join (path, key);
  JsonArray *array = NULL;

  if (!muster_document_get_array (object, path, key, &array, error))
    return FALSE;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *here = NULL;
      JsonObject *element;

      if (!muster_document_get_element (array, place, i, &element, &here, error) ||
          !read (self, element, here, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_expected_day (MusterScenarioCase *self,
                   JsonObject *object,
                   const char *path,
                   GError **error)
{
  static const char *const window_keys[] = { "from", "to", "shift", NULL };
  g_autofree char *place = muster_document_join (path, "window");
  g_autofree char *derived_place = muster_document_join (path, "derived");
  JsonObject *window = NULL;
  JsonObject *derived = NULL;
  MusterDate date = MUSTER_DATE_NONE;

  if (!muster_document_check_keys (object, path, day_keys, error) ||
      !muster_document_get_date (object, path, "date", &date, error) ||
      !need (date != MUSTER_DATE_NONE, path, "date", error))
    return FALSE;

  if (json_object_has_member (object, "window") &&
      !json_object_get_null_member (object, "window") &&
      (!muster_document_get_object (object, path, "window", &window, error) ||
       !muster_document_check_keys (window, place, window_keys, error)))
    return FALSE;

  if (!muster_document_get_object (object, path, "derived", &derived, error) ||
      (derived != NULL &&
       !muster_document_check_keys (derived, derived_place, day_keys, error)))
    return FALSE;

  touch (self, date);

  return TRUE;
}

static gboolean
read_expected_punches (MusterScenarioCase *self, const char *path, GError **error)
{
  static const char *const keys[] = { "shift", "date", NULL };
  static const char *const words[] = { "off_shift", "duplicate", "ignored",
                                       "unpaired",  "rejected",  NULL };
  JsonObject *punches = NULL;
  g_autofree char *place = muster_document_join (path, "punches");
  g_autoptr (GList) names = NULL;

  if (!muster_document_get_object (self->expect, path, "punches", &punches, error))
    return FALSE;

  names = punches != NULL ? json_object_get_members (punches) : NULL;
  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *node = json_object_get_member (punches, name->data);
      g_autofree char *here = muster_document_join (place, name->data);
      gboolean known = FALSE;

      for (guint i = 0; i < self->punch_ids->len; i++)
        known |= g_str_equal (g_ptr_array_index (self->punch_ids, i), name->data);
      if (!known)
        return muster_document_fail (error, place, name->data,
                                     _ ("There is no such punch."));

      if (JSON_NODE_HOLDS_OBJECT (node))
        {
          if (!muster_document_check_keys (json_node_get_object (node), here, keys,
                                           error))
            return FALSE;
        }
      else if (json_node_get_value_type (node) != G_TYPE_STRING ||
               !g_strv_contains (words, json_node_get_string (node)))
        {
          return muster_document_fail (
            error, place, name->data,
            _ ("This is a shift and a date, or one of off_shift, "
               "duplicate, ignored, unpaired, rejected."));
        }
    }

  return TRUE;
}

static gboolean
read_expect (MusterScenarioCase *self,
             JsonObject *object,
             const char *path,
             GError **error)
{
  static const char *const keys[][3] = {
    [MUSTER_SCENARIO_DAYS] = { "days", "punches", NULL },
    [MUSTER_SCENARIO_ROSTER_OVERLAP] = { "overlap", NULL },
    [MUSTER_SCENARIO_SESSION_OVERLAP] = { "valid", NULL },
  };
  g_autofree char *place = muster_document_join (path, "expect");
  gboolean answer;

  if (!muster_document_get_object (object, path, "expect", &self->expect, error))
    return FALSE;

  if (self->expect == NULL)
    return TRUE;

  if (!muster_document_check_keys (self->expect, place, keys[self->kind], error))
    return FALSE;

  if (self->kind != MUSTER_SCENARIO_DAYS)
    return muster_document_get_boolean (self->expect, place, keys[self->kind][0], &answer,
                                        error);

  return read_list (self, self->expect, place, "days", read_expected_day, error) &&
         read_expected_punches (self, place, error);
}

static gboolean
read_kind (MusterScenarioCase *self, JsonObject *object, const char *path, GError **error)
{
  const char *kind = "days";

  if (!muster_document_get_string (object, path, "kind", &kind, error))
    return FALSE;

  if (g_str_equal (kind, "roster_overlap"))
    self->kind = MUSTER_SCENARIO_ROSTER_OVERLAP;
  else if (g_str_equal (kind, "session_overlap"))
    self->kind = MUSTER_SCENARIO_SESSION_OVERLAP;
  else if (!g_str_equal (kind, "days"))
    return muster_document_fail (
      error, path, "kind", _ ("This is roster_overlap, session_overlap or left out."));

  return TRUE;
}

static gboolean
read_spans (MusterScenarioCase *self,
            JsonObject *object,
            const char *path,
            GError **error)
{
  JsonArray *spans = NULL;

  if (!muster_document_get_array (object, path, "spans", &spans, error))
    return FALSE;

  if (spans == NULL || json_array_get_length (spans) != 2)
    return muster_document_fail (error, path, "spans",
                                 _ ("Two pairs of times are needed."));

  for (guint i = 0; i < 2; i++)
    {
      JsonNode *node = json_array_get_element (spans, i);
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      for (guint j = 0; j < 2; j++)
        {
          JsonNode *clock = pair != NULL && json_array_get_length (pair) == 2
                              ? json_array_get_element (pair, j)
                              : NULL;

          if (clock == NULL || json_node_get_value_type (clock) != G_TYPE_STRING ||
              !muster_clock_parse (json_node_get_string (clock), &self->spans[i][j]))
            return muster_document_fail (error, path, "spans",
                                         _ ("Two pairs of times are needed."));
        }
    }

  return TRUE;
}

static gboolean
read_existing (MusterScenarioCase *self,
               JsonObject *object,
               const char *path,
               GError **error)
{
  JsonArray *existing = NULL;

  if (!muster_document_get_array (object, path, "existing", &existing, error))
    return FALSE;

  for (guint i = 0; existing != NULL && i < json_array_get_length (existing); i++)
    {
      JsonNode *node = json_array_get_element (existing, i);
      JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
      MusterScenarioSession session = { 0, G_MAXINT64 };
      JsonNode *ends[2] = { NULL, NULL };
      g_autoptr (GError) local = NULL;

      if (pair == NULL || json_array_get_length (pair) != 2)
        return muster_document_fail (
          error, path, "existing",
          _ ("Sessions are pairs of times, the second may be null."));

      for (guint j = 0; j < 2; j++)
        {
          ends[j] = json_array_get_element (pair, j);
          if (j == 1 && JSON_NODE_HOLDS_NULL (ends[j]))
            continue;
          if (!muster_instant_parse (json_node_get_value_type (ends[j]) == G_TYPE_STRING
                                       ? json_node_get_string (ends[j])
                                       : NULL,
                                     self->zone, j == 0 ? &session.from : &session.until,
                                     &local))
            return muster_document_fail (error, path, "existing", "%s", local->message);
        }

      g_array_append_val (self->existing, session);
    }

  return TRUE;
}

static gboolean
read_candidate (MusterScenarioCase *self,
                JsonObject *object,
                const char *path,
                GError **error)
{
  static const char *const keys[] = { "at", "as", NULL };
  g_autofree char *place = muster_document_join (path, "candidate");
  JsonObject *candidate = NULL;
  const char *as = "";

  self->candidate = G_MININT64;
  if (!muster_document_get_object (object, path, "candidate", &candidate, error) ||
      !need (candidate != NULL, path, "candidate", error) ||
      !muster_document_check_keys (candidate, place, keys, error) ||
      !read_instant (self, candidate, place, "at", &self->candidate, error) ||
      !need (self->candidate != G_MININT64, place, "at", error) ||
      !muster_document_get_string (candidate, place, "as", &as, error))
    return FALSE;

  self->opens = g_str_equal (as, "open");

  return self->opens || g_str_equal (as, "close") ||
         muster_document_fail (error, place, "as", _ ("This is “open” or “close”."));
}

static gboolean
read_days (MusterScenarioCase *self, JsonObject *object, const char *path, GError **error)
{
  MusterFacts *facts = &self->facts;

  facts->as_of = facts->synced_to = G_MAXINT64;

  if (!read_rules (self, object, path, error) ||
      !read_list (self, object, path, "roster", read_assignment, error) ||
      !read_employment (self, object, path, error) ||
      !read_list (self, object, path, "leave", read_leave, error) ||
      !read_list (self, object, path, "places", read_place, error) ||
      !read_list (self, object, path, "punches", read_punch, error) ||
      !read_list (self, object, path, "covers", read_cover, error) ||
      !read_instant (self, object, path, "as_of", &facts->as_of, error) ||
      !read_instant (self, object, path, "synced_to", &facts->synced_to, error))
    return FALSE;

  g_array_sort (self->punches, muster_punch_compare);
  facts->rulesets = &self->ruleset;
  facts->n_rulesets = 1;
  facts->calendar = self->calendar;
  facts->zone = self->zone;
  facts->assignments = (const MusterAssignment *) (gpointer) self->assignments->data;
  facts->n_assignments = self->assignments->len;
  facts->covers = (const MusterCover *) (gpointer) self->covers->data;
  facts->n_covers = self->covers->len;
  facts->punches = (const MusterPunch *) (gpointer) self->punches->data;
  facts->n_punches = self->punches->len;
  facts->person_id = 1;
  facts->places = (MusterPlace *const *) self->places->pdata;
  facts->n_places = self->places->len;
  facts->networks = (const MusterPunchNetwork *) (gpointer) self->networks->data;
  facts->n_networks = self->networks->len;

  return TRUE;
}

static gboolean
read_case (MusterScenarioCase *self, JsonObject *object, const char *path, GError **error)
{
  g_autoptr (MusterZone) person_zone = NULL;
  const char *text = NULL;

  if (!muster_document_check_keys (object, path, case_keys, error) ||
      !muster_document_get_string (object, path, "title", &text, error) ||
      !muster_document_get_zone (object, path, "tz", &self->zone, error) ||
      !muster_document_get_zone (object, path, "person_tz", &person_zone, error) ||
      !read_kind (self, object, path, error) ||
      !read_calendar (self, object, path, error))
    return FALSE;

  self->title = g_strdup (text != NULL ? text : "");
  if (self->zone == NULL && (self->zone = muster_zone_new ("UTC", error)) == NULL)
    return FALSE;

  switch (self->kind)
    {
    case MUSTER_SCENARIO_ROSTER_OVERLAP:
      if (!read_spans (self, object, path, error))
        return FALSE;
      break;

    case MUSTER_SCENARIO_SESSION_OVERLAP:
      if (!read_existing (self, object, path, error) ||
          !read_candidate (self, object, path, error))
        return FALSE;
      break;

    case MUSTER_SCENARIO_DAYS:
    default:
      if (!read_days (self, object, path, error))
        return FALSE;
      break;
    }

  return read_expect (self, object, path, error);
}

MusterScenarioCase *
muster_scenario_case_new (JsonObject *object,
                          const char *path,
                          JsonNode *root,
                          GError **error)
{
  g_autoptr (MusterScenarioCase) self = g_new0 (MusterScenarioCase, 1);
  g_autofree char *place = NULL;
  const char *id = NULL;

  self->root = json_node_ref (root);
  self->assignments = g_array_new (FALSE, FALSE, sizeof (MusterAssignment));
  self->covers = g_array_new (FALSE, FALSE, sizeof (MusterCover));
  self->punches = g_array_new (FALSE, FALSE, sizeof (MusterPunch));
  self->punch_ids = g_ptr_array_new_with_free_func (g_free);
  self->touched = g_array_new (FALSE, FALSE, sizeof (MusterDate));
  self->existing = g_array_new (FALSE, FALSE, sizeof (MusterScenarioSession));
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
  self->networks = g_array_new (FALSE, FALSE, sizeof (MusterPunchNetwork));

  if (!muster_document_get_string (object, path, "id", &id, error) ||
      !need (id != NULL, path, "id", error))
    return NULL;

  self->id = g_strdup (id);
  place = g_strdup_printf ("%s (%s)", path, id);
  if (!read_case (self, object, place, error))
    return NULL;

  return g_steal_pointer (&self);
}
