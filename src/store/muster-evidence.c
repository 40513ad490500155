/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-evidence.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "muster-error.h"
#include "muster-query.h"
#include "muster-uid.h"

#define DIGEST_BYTES 32

static const struct
{
  const char *type;
  const char *begins;
  gsize length;
} magic[] = {
  { "png", "\x89PNG\r\n\x1a\n", 8 },
  { "jpeg", "\xff\xd8\xff", 3 },
  { "pdf", "%PDF-", 5 },
};

static gboolean
is_text (const char *data, gsize size)
{
  if (!g_utf8_validate (data, (gssize) size, NULL))
    return FALSE;

  for (gsize i = 0; i < size; i++)
    if ((guchar) data[i] < ' ' && strchr ("\t\n\r\f", data[i]) == NULL)
      return FALSE;

  return TRUE;
}

const char *
muster_evidence_recognise (GBytes *data, GError **error)
{
  gsize size;
  const char *content = g_bytes_get_data (data, &size);

  if (size == 0)
    {
      muster_error_set_field (error, "evidence", _ ("This file is empty."));
      return NULL;
    }

  if (size > MUSTER_EVIDENCE_BYTES)
    {
      g_autofree char *most = g_format_size (MUSTER_EVIDENCE_BYTES);

      muster_error_set_field (error, "evidence",
                              _ ("A piece of evidence can have %s at most."), most);
      return NULL;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (magic); i++)
    if (size > magic[i].length && memcmp (content, magic[i].begins, magic[i].length) == 0)
      return magic[i].type;

  if (is_text (content, size))
    return "text";

  muster_error_set_field (
    error, "evidence",
    _ ("Evidence is a PNG or JPEG picture, a PDF, or plain text; this is none of them."));

  return NULL;
}

static gboolean
check_room (MusterDb *db, gint64 request_id, GError **error)
{
  guint n;

  if (!muster_evidence_count (db, request_id, &n, error))
    return FALSE;

  return n < MUSTER_EVIDENCE_PIECES ||
         muster_error_set (error, MUSTER_ERROR_CONFLICT,
                           _ ("This request has %u pieces of evidence already."), n);
}

static GBytes *
digest_of (GBytes *data)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[DIGEST_BYTES];
  gsize length = sizeof digest;
  gsize size;
  const guint8 *content = g_bytes_get_data (data, &size);

  g_checksum_update (sum, content, (gssize) size);
  g_checksum_get_digest (sum, digest, &length);

  return g_bytes_new (digest, length);
}

gint64
muster_evidence_add (MusterDb *db,
                     const MusterEvidenceRecord *record,
                     GBytes *data,
                     GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "INSERT INTO evidence (uid, request_id, name, type,"
                                  " size, digest, data, at, by)"
                                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  g_autofree char *uid = muster_uid_new (record->at);
  g_autoptr (GBytes) digest = NULL;
  g_autoptr (GError) local = NULL;
  const char *type = muster_evidence_recognise (data, error);

  if (type == NULL || !check_room (db, record->request_id, error))
    return 0;

  digest = digest_of (data);
  muster_query_text (query, uid);
  muster_query_int64 (query, record->request_id);
  muster_query_text (query, record->name);
  muster_query_text (query, type);
  muster_query_int64 (query, (gint64) g_bytes_get_size (data));
  muster_query_blob (query, digest);
  muster_query_blob (query, data);
  muster_query_int64 (query, record->at);
  muster_query_text (query, record->by);
  if (muster_query_run (query, &local))
    return muster_db_get_last_id (db);

  if (g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_CONFLICT))
    muster_error_set (error, MUSTER_ERROR_CONFLICT,
                      _ ("This request has that piece of evidence already."));
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return 0;
}

static void
record_clear (gpointer data)
{
  MusterEvidenceRecord *record = data;

  g_free (record->uid);
  g_free (record->name);
  g_free (record->by);
}

GArray *
muster_evidence_list (MusterDb *db, gint64 request_id, GError **error)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (MusterEvidenceRecord));
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT id, uid, request_id, name, type, size, at, by"
                                  " FROM evidence WHERE ?1 = 0 OR request_id = ?1"
                                  " ORDER BY id");

  g_array_set_clear_func (records, record_clear);
  muster_query_int64 (query, request_id);
  while (muster_query_next (query))
    {
      MusterEvidenceRecord record = {
        .id = muster_query_get_int64 (query, 0),
        .uid = muster_query_dup_text (query, 1),
        .request_id = muster_query_get_int64 (query, 2),
        .name = muster_query_dup_text (query, 3),
        .type = muster_query_get_code (query, 4),
        .size = muster_query_get_int64 (query, 5),
        .at = muster_query_get_int64 (query, 6),
        .by = muster_query_dup_text (query, 7),
      };

      g_array_append_val (records, record);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&records) : NULL;
}

gboolean
muster_evidence_count (MusterDb *db, gint64 request_id, guint *n, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT count (*) FROM evidence WHERE request_id = ?");

  muster_query_int64 (query, request_id);
  *n = muster_query_next (query) ? (guint) muster_query_get_int64 (query, 0) : 0;

  return muster_query_done (query, error);
}

GBytes *
muster_evidence_read (MusterDb *db, gint64 id, gint64 *request_id, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT request_id, data FROM evidence WHERE id = ?");

  muster_query_int64 (query, id);
  if (muster_query_next (query))
    {
      *request_id = muster_query_get_int64 (query, 0);
      return muster_query_get_blob (query, 1);
    }

  if (muster_query_done (query, error))
    muster_error_set (error, MUSTER_ERROR_MISSING,
                      _ ("There is no such piece of evidence."));

  return NULL;
}
