/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-strangers.h"

#include "muster-query.h"

static void
stranger_clear (gpointer data)
{
  MusterStranger *stranger = data;

  g_free (stranger->serial);
  g_free (stranger->address);
  g_clear_pointer (&stranger->about, g_variant_unref);
}

gboolean
muster_strangers_note (MusterDb *db,
                       const char *serial,
                       const char *address,
                       GVariant *about,
                       gint64 at,
                       GError **error)
{
  g_autoptr (MusterQuery) query = muster_query_new (
    db, "INSERT INTO stranger (serial, address, about, first_at, last_at)"
        " VALUES (?1, ?2, ?3, ?4, ?4) ON CONFLICT (serial) DO UPDATE SET"
        " address = excluded.address, about = ifnull (excluded.about, about),"
        " last_at = excluded.last_at");
  g_autofree char *text = about != NULL ? g_variant_print (about, TRUE) : NULL;

  muster_query_text (query, serial);
  muster_query_text (query, address);
  muster_query_text (query, text);
  muster_query_int64 (query, at);

  return muster_query_run (query, error);
}

gboolean
muster_strangers_remove (MusterDb *db, const char *serial, GError **error)
{
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "DELETE FROM stranger WHERE serial = ?");

  muster_query_text (query, serial);

  return muster_query_run (query, error);
}

GArray *
muster_strangers_list (MusterDb *db, GError **error)
{
  g_autoptr (GArray) strangers = g_array_new (FALSE, FALSE, sizeof (MusterStranger));
  g_autoptr (MusterQuery)
    query = muster_query_new (db, "SELECT serial, address, about, first_at, last_at FROM "
                                  "stranger ORDER BY last_at DESC, serial");

  g_array_set_clear_func (strangers, stranger_clear);
  while (muster_query_next (query))
    {
      const char *about = muster_query_get_text (query, 2);
      MusterStranger stranger = {
        .serial = muster_query_dup_text (query, 0),
        .address = muster_query_dup_text (query, 1),
        .about = about != NULL
                   ? g_variant_parse (G_VARIANT_TYPE ("a{ss}"), about, NULL, NULL, NULL)
                   : NULL,
        .first_at = muster_query_get_int64 (query, 3),
        .last_at = muster_query_get_int64 (query, 4),
      };

      g_array_append_val (strangers, stranger);
    }

  return muster_query_done (query, error) ? g_steal_pointer (&strangers) : NULL;
}
