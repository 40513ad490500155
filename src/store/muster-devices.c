/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-devices.h"

#include "muster-error.h"
#include "muster-query.h"

#include <glib/gi18n-lib.h>

static void
record_clear (MusterDeviceRecord *record)
{
  g_free (record->decided_by);
  g_free (record->reason);
}

static MusterBinding
read_binding (MusterQuery *query, int column)
{
  if (muster_query_is_null (query, column))
    return MUSTER_BINDING_PROPOSED;

  return muster_query_get_int64 (query, column) ? MUSTER_BINDING_BOUND
                                                : MUSTER_BINDING_RELEASED;
}

/* The last two decisions: what holds, by whom, and what held before */
typedef struct
{
  MusterBinding now;
  MusterBinding before;
  char *by;
} Past;

static void
past_clear (Past *past)
{
  g_free (past->by);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static gboolean
past_read (MusterDb *db, gint64 person_id, const char *device, Past *past, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT bound, by FROM device_binding"
                          " WHERE person_id = ? AND device = ? ORDER BY id DESC LIMIT 2");

  muster_query_int64 (query, person_id);
  muster_query_text (query, device);
  if (muster_query_next (query))
    {
      past->now = read_binding (query, 0);
      past->by = muster_query_dup_text (query, 1);
    }
  if (muster_query_next (query))
    past->before = read_binding (query, 0);

  return muster_query_done (query, error);
}

static gboolean
binding_add (MusterDb *db,
             gint64 person_id,
             const char *device,
             MusterBinding binding,
             const char *reason,
             gint64 at,
             const char *by,
             GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO device_binding (person_id, device, bound, reason, at, by)"
        " VALUES (?, ?, ?, ?, ?, ?)");

  muster_query_int64 (query, person_id);
  muster_query_text (query, device);
  if (binding == MUSTER_BINDING_PROPOSED)
    muster_query_null (query);
  else
    muster_query_int64 (query, binding == MUSTER_BINDING_BOUND);
  muster_query_text (query, reason);
  muster_query_int64 (query, at);
  muster_query_text (query, by);

  return muster_query_run (query, error);
}

gboolean
muster_devices_decide (MusterDb *db,
                       gint64 person_id,
                       const char *device,
                       MusterBinding binding,
                       const char *reason,
                       gint64 at,
                       const char *by,
                       GError **error)
{
  g_auto (Past) past = { 0 };

  g_return_val_if_fail (binding != MUSTER_BINDING_PROPOSED, FALSE);

  if (!past_read (db, person_id, device, &past, error))
    return FALSE;

  if (past.now == binding)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             binding == MUSTER_BINDING_BOUND
                               ? _ ("This device is confirmed already.")
                               : _ ("This device is released already."));

  return binding_add (db, person_id, device, binding, reason, at, by, error);
}

gboolean
muster_devices_undo (MusterDb *db,
                     gint64 person_id,
                     const char *device,
                     gint64 at,
                     const char *by,
                     GError **error)
{
  g_auto (Past) past = { 0 };

  if (!past_read (db, person_id, device, &past, error))
    return FALSE;

  if (past.now == MUSTER_BINDING_PROPOSED)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("Nobody has decided about this device."));
  if (g_strcmp0 (past.by, by) != 0)
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("%s has decided about this device meanwhile."), past.by);

  return binding_add (db, person_id, device, past.before, "", at, by, error);
}

static GArray *
records_read (MusterQuery *query, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (MusterDeviceRecord));

  g_array_set_clear_func (records, (GDestroyNotify) record_clear);
  while (muster_query_next (query))
    {
      MusterDeviceRecord record = {
        .person_id = muster_query_get_int64 (query, 0),
        .device = muster_query_get_code (query, 1),
        .binding = read_binding (query, 2),
        .decided_at = muster_query_get_int64 (query, 3),
        .decided_by = muster_query_dup_text (query, 4),
        .reason = muster_query_dup_text (query, 5),
        .first_at = muster_query_get_int64 (query, 6),
        .last_at = muster_query_get_int64 (query, 7),
        .n_punches = muster_query_get_int64 (query, 8),
      };

      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}

/* The newest row of a person and device counts. */
#define DECIDED(which)                                                                   \
  "decided AS (SELECT person_id AS person, device, bound, at, by, reason, max (id)"      \
  " FROM device_binding" which " GROUP BY 1, 2)"
#define USED(which)                                                                      \
  "used AS (SELECT b.person_id AS person, t.phone AS device, min (p.at) AS first,"       \
  " max (p.at) AS last, count (*) AS n"                                                  \
  " FROM punch_note t INDEXED BY punch_note_phone JOIN punch p ON p.id = t.punch_id"     \
  " JOIN badge b ON b.id = p.badge_id"                                                   \
  " WHERE t.phone IS NOT NULL AND b.person_id IS NOT NULL" which " GROUP BY 1, 2)"
#define OWN                                                                              \
  "own (device) AS (SELECT t.phone FROM badge b JOIN punch p ON p.badge_id = b.id"       \
  " JOIN punch_note t ON t.punch_id = p.id"                                              \
  " WHERE b.person_id = ?1 AND t.phone IS NOT NULL"                                      \
  " UNION SELECT device FROM device_binding WHERE person_id = ?1)"
#define IN_OWN " IN (SELECT device FROM own)"
#define PAIRS                                                                            \
  "pair AS (SELECT person, device FROM used UNION SELECT person, device FROM decided)"   \
  " SELECT pair.person, pair.device, d.bound, ifnull (d.at, 0), d.by, d.reason,"         \
  "  ifnull (u.first, 0), ifnull (u.last, 0), ifnull (u.n, 0) FROM pair"                 \
  " LEFT JOIN used u ON u.person = pair.person AND u.device = pair.device"               \
  " LEFT JOIN decided d ON d.person = pair.person AND d.device = pair.device"            \
  " ORDER BY pair.person, u.first IS NULL, u.first, pair.device"

GArray *
muster_devices_list (MusterDb *db, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "WITH " USED ("") ", " DECIDED ("") ", " PAIRS);

  return records_read (query, error);
}

GArray *
muster_devices_of_person (MusterDb *db, gint64 person_id, GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "WITH " OWN ", " USED (" AND t.phone" IN_OWN) ", " DECIDED (
                            " WHERE device" IN_OWN) ", " PAIRS);

  muster_query_int64 (query, person_id);

  return records_read (query, error);
}

GArray *
muster_devices_decided (MusterDb *db, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "WITH " DECIDED ("") " SELECT person, device, bound, at, by, reason, 0, 0, 0"
                             " FROM decided ORDER BY person, device");

  return records_read (query, error);
}

GArray *
muster_devices_uses (MusterDb *db, MusterSpan span, GError **error)
{
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (MusterDeviceUse));
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT p.id, t.phone FROM punch p INDEXED BY punch_at"
        " JOIN punch_note t ON t.punch_id = p.id"
        " WHERE p.at >= ? AND p.at < ? AND t.phone IS NOT NULL ORDER BY p.id");

  muster_query_int64 (query, span.from);
  muster_query_int64 (query, span.until);
  while (muster_query_next (query))
    {
      MusterDeviceUse use = { muster_query_get_int64 (query, 0),
                              muster_query_get_code (query, 1) };

      g_array_append_val (uses, use);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&uses) : NULL;
}
