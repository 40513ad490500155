/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-contacts.h"

#include "muster-query.h"

void
muster_contact_clear (MusterContact *contact)
{
  g_free (contact->code);
  g_free (contact->field);
  g_free (contact->value);
  g_free (contact->message);
  *contact = (MusterContact) { .outcome = "" };
}

gboolean
muster_contacts_get (MusterDb *db,
                     gint64 source_id,
                     MusterContact *contact,
                     GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT attempted_at, good_at, heard_at, next_at, outcome, code, field, value,"
        " message, failures, failing_since, clock_ahead, clock_doubt, clock_at"
        " FROM contact WHERE source_id = ?");

  *contact = (MusterContact) { .outcome = "" };
  muster_query_int64 (query, source_id);
  if (muster_query_next (query))
    *contact = (MusterContact) {
      .attempted_at = muster_query_get_int64 (query, 0),
      .good_at = muster_query_get_int64 (query, 1),
      .heard_at = muster_query_get_int64 (query, 2),
      .next_at = muster_query_get_int64 (query, 3),
      .outcome = muster_query_get_code (query, 4),
      .code = muster_query_dup_text (query, 5),
      .field = muster_query_dup_text (query, 6),
      .value = muster_query_dup_text (query, 7),
      .message = muster_query_dup_text (query, 8),
      .failures = (guint) muster_query_get_int64 (query, 9),
      .failing_since = muster_query_get_int64 (query, 10),
      .clock_known = !muster_query_is_null (query, 11),
      .clock_ahead = muster_query_get_int64 (query, 11),
      .clock_doubt = muster_query_get_int64 (query, 12),
      .clock_at = muster_query_get_int64 (query, 13),
    };

  return muster_query_done (query, error);
}

gboolean
muster_contacts_set (MusterDb *db,
                     gint64 source_id,
                     const MusterContact *contact,
                     GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "UPDATE contact SET attempted_at = ?, good_at = ?, heard_at = ?, next_at = ?,"
        " outcome = ?, code = ?, field = ?, value = ?, message = ?, failures = ?,"
        " failing_since = ?, clock_ahead = ?, clock_doubt = ?, clock_at = ?"
        " WHERE source_id = ?");

  muster_query_int64 (query, contact->attempted_at);
  muster_query_int64 (query, contact->good_at);
  muster_query_int64 (query, contact->heard_at);
  muster_query_int64 (query, contact->next_at);
  muster_query_text (query, contact->outcome != NULL ? contact->outcome : "");
  muster_query_text (query, contact->code);
  muster_query_text (query, contact->field);
  muster_query_text (query, contact->value);
  muster_query_text (query, contact->message);
  muster_query_int64 (query, contact->failures);
  muster_query_int64 (query, contact->failing_since);
  if (contact->clock_known)
    muster_query_int64 (query, contact->clock_ahead);
  else
    muster_query_null (query);
  muster_query_int64 (query, contact->clock_doubt);
  muster_query_int64 (query, contact->clock_at);
  muster_query_int64 (query, source_id);

  return muster_query_run (query, error);
}

gboolean
muster_contacts_learn (MusterDb *db,
                       gint64 source_id,
                       const char *fact,
                       const char *value,
                       gint64 at,
                       GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO source_fact (source_id, fact, value, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (source_id, fact) DO UPDATE SET value = excluded.value,"
        " at = excluded.at");

  muster_query_int64 (query, source_id);
  muster_query_text (query, fact);
  muster_query_text (query, value);
  muster_query_int64 (query, at);

  return muster_query_run (query, error);
}

GVariant *
muster_contacts_get_facts (MusterDb *db, gint64 source_id, GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "SELECT fact, value FROM source_fact WHERE source_id = ? ORDER BY fact");
  g_autoptr (GVariantBuilder) builder = g_variant_builder_new (G_VARIANT_TYPE ("a{ss}"));

  muster_query_int64 (query, source_id);
  while (muster_query_next (query))
    g_variant_builder_add (builder, "{ss}", muster_query_get_text (query, 0),
                           muster_query_get_text (query, 1));

  return muster_query_done (query, error)
           ? g_variant_ref_sink (g_variant_builder_end (builder))
           : NULL;
}

gboolean
muster_contacts_note_gap (MusterDb *db,
                          gint64 source_id,
                          guint64 from,
                          guint64 until,
                          gint64 at,
                          GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO source_gap (source_id, from_no, until_no, at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING");

  muster_query_int64 (query, source_id);
  muster_query_int64 (query, (gint64) from);
  muster_query_int64 (query, (gint64) until);
  muster_query_int64 (query, at);

  return muster_query_run (query, error);
}

gboolean
muster_contacts_count_gaps (MusterDb *db,
                            gint64 source_id,
                            guint *n_gaps,
                            guint64 *n_records,
                            GError **error)
{
  g_autoptr (MusterQuery) query =
    muster_query_new (db, "SELECT count(*), ifnull (sum (until_no - from_no + 1), 0)"
                          " FROM source_gap WHERE source_id = ?");

  muster_query_int64 (query, source_id);
  *n_gaps = 0;
  *n_records = 0;
  if (muster_query_next (query))
    {
      *n_gaps = (guint) muster_query_get_int64 (query, 0);
      *n_records = (guint64) muster_query_get_int64 (query, 1);
    }

  return muster_query_done (query, error);
}
