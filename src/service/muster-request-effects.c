/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-effects.h"

#include "muster-badges.h"
#include "muster-error.h"
#include "muster-ledger.h"
#include "muster-reading.h"
#include "muster-punches.h"
#include "muster-requests.h"
#include "muster-sources.h"
#include "muster-timetable.h"

#include <glib/gi18n-lib.h>

static const int cover_kinds[MUSTER_N_REQUEST_KINDS] = {
  [MUSTER_REQUEST_MISSING] = -1,
  [MUSTER_REQUEST_LATE] = -1,
  [MUSTER_REQUEST_EARLY] = -1,
  [MUSTER_REQUEST_NORMAL] = -1,
  [MUSTER_REQUEST_LOCATION] = -1,
  [MUSTER_REQUEST_DEVICE] = -1,
  [MUSTER_REQUEST_LEAVE] = MUSTER_COVER_LEAVE,
  [MUSTER_REQUEST_TRIP] = MUSTER_COVER_TRIP,
  [MUSTER_REQUEST_FIELD] = MUSTER_COVER_FIELD,
  [MUSTER_REQUEST_OUTING] = MUSTER_COVER_OUTING,
  [MUSTER_REQUEST_REMOTE] = MUSTER_COVER_REMOTE,
  [MUSTER_REQUEST_OVERTIME] = MUSTER_COVER_OVERTIME,
  [MUSTER_REQUEST_PLACE] = -1,
};

gboolean
muster_request_get_cover (MusterRequest *request, MusterDate date, MusterCover *cover)
{
  if (cover_kinds[request->kind] < 0)
    return FALSE;

  *cover = (MusterCover) {
    .kind = (guint8) cover_kinds[request->kind],
    .date = request->at == 0 ? date : MUSTER_DATE_NONE,
    .half = (guint8) request->part,
    .lieu = request->lieu != FALSE,
    .from = request->at,
    .until = request->until,
    .request_id = request->id,
  };

  return TRUE;
}

/* The source of corrections: made with the first one. */
static gint64
correction_source (MusterTransaction *txn, GError **error)
{
  g_autoptr (GPtrArray) sources = muster_sources_list (txn->db, error);
  g_autoptr (MusterSource) source = NULL;

  if (sources == NULL)
    return 0;

  for (guint i = 0; i < sources->len; i++)
    {
      source = g_object_ref (g_ptr_array_index (sources, i));
      if (g_str_equal (source->kind, MUSTER_CORRECTION_KIND))
        return source->id;
      g_clear_object (&source);
    }

  source = muster_source_new ();
  /* Translators: name of the source that approved make-up punches come from */
  source->name = g_strdup (_ ("Corrections"));
  source->kind = g_strdup (MUSTER_CORRECTION_KIND);
  source->zone = g_strdup (muster_zone_get_name (txn->zone));
  muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);

  return muster_sources_add (txn->db, source, txn->now, error);
}

/* The person's number on it: the staff number, unless somebody else had it here before. */
static gint64
correction_badge (MusterTransaction *txn,
                  gint64 source_id,
                  MusterPerson *person,
                  GError **error)
{
  const char *const keys[] = { person->staff_no, person->uid };
  gint64 id, owner;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (!muster_badges_ensure (txn->db, source_id, keys[i], NULL, &id, &owner, error))
        return 0;
      if (owner == 0 &&
          !muster_badges_map (txn->db, source_id, keys[i], person->id, txn->now,
                              txn->actor->name, NULL, NULL, error))
        return 0;
      if (owner == 0 || owner == person->id)
        return id;
    }

  muster_error_set (
    error, MUSTER_ERROR_CONFLICT,
    _ ("The number of %s on the source of corrections is somebody else's."),
    person->name);

  return 0;
}

static gboolean
add_punch (MusterTransaction *txn,
           MusterRequest *request,
           MusterPerson *person,
           GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s/%u", request->uid, request->revision);
  gint32 offset = muster_zone_get_offset (txn->zone, request->at);
  MusterNewPunch punch = {
    .at = request->at,
    .wall = request->at + offset * MUSTER_SECOND,
    .offset = offset,
    .offset_given = TRUE,
    .received_at = txn->now,
    .record_key = key,
    .note = request->reason,
    .marks = MUSTER_PUNCH_CORRECTION,
    .direction = muster_request_is_out (request->slot) ? MUSTER_DIRECTION_OUT
                                                       : MUSTER_DIRECTION_IN,
    .verify = MUSTER_VERIFY_MANUAL,
  };
  gint64 source_id = correction_source (txn, error);

  if (source_id == 0 ||
      !(punch.badge_id = correction_badge (txn, source_id, person, error)) ||
      !muster_punches_add (txn->db, source_id, 0, &punch, 1, NULL, error))
    return FALSE;

  request->punch_id = punch.id;

  return TRUE;
}

/* The days that approved overtime is about, as they are before it is approved: none of other
 * kinds, which are approved whatever is punched. */
static gboolean
read_days (MusterTransaction *txn,
           MusterRequest *request,
           MusterPerson *person,
           GPtrArray **sheets,
           GError **error)
{
  g_autoptr (MusterLedger) ledger = NULL;
  g_autoptr (GPtrArray) people = NULL;
  MusterReading reading;

  *sheets = NULL;
  if (cover_kinds[request->kind] != MUSTER_COVER_OVERTIME)
    return TRUE;

  ledger = muster_ledger_new ();
  reading = muster_ledger_read_transaction (ledger, txn);
  people = g_ptr_array_new ();
  g_ptr_array_add (people, person);
  *sheets = muster_ledger_get_sheets (
    ledger, &reading, people,
    (MusterDates) { request->date - 1, MIN (request->to_date, request->date + 366) + 1 },
    error);

  return *sheets != NULL;
}

/* What was punched on the day that an approval speaks for, once that day is over: then it was
 * given to what was worked, not in advance. */
static guint64
find_seal (GPtrArray *sheets, const MusterCover *cover, gint64 now)
{
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    {
      const MusterDaySheet *sheet = g_ptr_array_index (sheets, i);
      MusterDate date = cover->date != MUSTER_DATE_NONE
                          ? cover->date
                          : muster_zone_get_civil (sheet->zone, cover->from, NULL);

      if (sheet->day.date == date)
        return sheet->day.status != MUSTER_STATUS_PENDING && now > sheet->day.window_to &&
                   now >= muster_zone_get_instant (sheet->zone, date + 1, 0)
                 ? sheet->seal
                 : 0;
    }

  return 0;
}

static gboolean
add_covers (MusterTransaction *txn,
            MusterRequest *request,
            MusterPerson *person,
            GError **error)
{
  g_autoptr (GPtrArray) sheets = NULL;

  if (!read_days (txn, request, person, &sheets, error))
    return FALSE;

  for (MusterDate date = request->date; date <= request->to_date; date++)
    {
      MusterCoverRecord record = {
        .person_id = request->person_id,
        .note = request->reason,
      };

      if (!muster_request_get_cover (request, date, &record.cover))
        return TRUE;
      record.cover.seal = find_seal (sheets, &record.cover, txn->now);
      if (muster_timetable_add_cover (txn->db, &record, txn->now, error) == 0)
        return FALSE;
      if (request->at != 0)
        return TRUE;
    }

  return TRUE;
}

static gboolean
touch (MusterTransaction *txn, MusterRequest *request)
{
  guint topics = muster_request_is_correction (request->kind) ? MUSTER_TOPIC_PUNCHES : 0;

  if (request->kind == MUSTER_REQUEST_PLACE)
    topics |= MUSTER_TOPIC_PLACES;

  return muster_transaction_touch_days (txn, MUSTER_TOPIC_REQUESTS | topics,
                                        request->person_id, request->date - 1,
                                        request->to_date + 1);
}

gboolean
muster_request_effects_apply (MusterTransaction *txn,
                              MusterRequest *request,
                              MusterPerson *person,
                              GError **error)
{
  return (muster_request_is_correction (request->kind)
            ? add_punch (txn, request, person, error)
            : add_covers (txn, request, person, error)) &&
         touch (txn, request);
}

gboolean
muster_request_effects_take_back (MusterTransaction *txn,
                                  MusterRequest *request,
                                  const char *reason,
                                  GError **error)
{
  g_autoptr (GArray) covers = muster_requests_covers (txn->db, request->id, error);
  g_autoptr (GError) local = NULL;

  if (covers == NULL)
    return FALSE;

  for (guint i = 0; i < covers->len; i++)
    if (!muster_timetable_remove_cover (txn->db, g_array_index (covers, gint64, i),
                                        error))
      return FALSE;

  /* Somebody may have voided the punch by itself already: then it counts as little. */
  if (request->punch_id != 0 &&
      !muster_punches_void (txn->db, request->punch_id, TRUE, reason, txn->now,
                            txn->actor->name, &local) &&
      !g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return touch (txn, request);
}
