/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-collector.h"

#include "muster-error.h"

static char *
draft_to_text (const MusterDraft *draft)
{
  GString *text = g_string_new (draft->person_key);
  g_autoptr (GDateTime) wall = g_date_time_new_from_unix_utc_usec (draft->wall);
  g_autofree char *time = g_date_time_format (wall, " %Y-%m-%d %H:%M:%S");

  g_string_append (text, time);
  if (draft->offset != MUSTER_OFFSET_UNKNOWN)
    g_string_append_printf (text, "%+d", draft->offset);
  if (draft->direction != MUSTER_DIRECTION_NONE)
    g_string_append (text, draft->direction == MUSTER_DIRECTION_IN ? " in" : " out");
  if (draft->verify != MUSTER_VERIFY_UNKNOWN)
    g_string_append_printf (text, " v%d", draft->verify);
  if (draft->work_code != 0)
    g_string_append_printf (text, " w%u", draft->work_code);
  if (draft->person_name != NULL)
    g_string_append_printf (text, " name:%s", draft->person_name);
  if (draft->device != NULL)
    g_string_append_printf (text, " device:%s", draft->device);
  if ((draft->marks & MUSTER_PUNCH_PLACED) != 0)
    g_string_append_printf (text, " at:%.6f,%.6f,%d", draft->lat, draft->lon,
                            draft->datum);
  if ((draft->marks & MUSTER_PUNCH_ACCURATE) != 0)
    g_string_append_printf (text, ",%.0f", (double) draft->accuracy);
  if (draft->note != NULL)
    g_string_append_printf (text, " note:%s", draft->note);
  if ((draft->marks & MUSTER_PUNCH_SUSPECT) != 0)
    g_string_append (text, " suspect");

  return g_string_free (text, FALSE);
}

static gboolean
collector_take (MusterSink *sink,
                const MusterDraft *drafts,
                gsize n_drafts,
                GVariant *cursor,
                GError **error)
{
  MusterCollector *collector = (MusterCollector *) sink;

  g_assert_true (n_drafts > 0 || cursor != NULL);

  if (collector->fail_after > 0 && collector->batches == collector->fail_after)
    return muster_error_set (error, MUSTER_ERROR_STORAGE, "the disk is full");

  collector->batches++;
  collector->largest = MAX (collector->largest, n_drafts);
  if (collector->batches == collector->cancel_after)
    g_cancellable_cancel (collector->cancellable);
  if (cursor != NULL)
    {
      g_clear_pointer (&collector->cursor, g_variant_unref);
      collector->cursor = g_variant_ref (cursor);
    }

  for (gsize i = 0; i < n_drafts; i++)
    {
      g_ptr_array_add (collector->punches, draft_to_text (&drafts[i]));
      g_array_append_val (collector->lines, drafts[i].line);
      g_array_append_val (collector->identities, drafts[i].identity);
      g_ptr_array_add (
        collector->record_keys,
        g_strdup (drafts[i].record_key != NULL ? drafts[i].record_key : ""));
      collector->suspect += (drafts[i].marks & MUSTER_PUNCH_SUSPECT) != 0;
    }

  return TRUE;
}

static void
collector_reject (MusterSink *sink, const MusterReject *reject)
{
  MusterCollector *collector = (MusterCollector *) sink;

  g_assert_nonnull (reject->reason);
  g_assert_true (reject->text == NULL || g_utf8_validate (reject->text, -1, NULL));

  if (g_str_equal (reject->reason, "nul-run"))
    {
      collector->nul_runs++;
      collector->nul_bytes += reject->length;
      return;
    }

  g_ptr_array_add (collector->rejects,
                   g_strdup_printf ("%" G_GUINT64_FORMAT " %s: %s", reject->line,
                                    reject->reason,
                                    reject->text != NULL ? reject->text : ""));
}

static void
collector_skip (MusterSink *sink, const char *reason, guint64 n)
{
  MusterCollector *collector = (MusterCollector *) sink;

  if (g_str_equal (reason, "duplicate"))
    collector->duplicates += n;
  else if (g_str_equal (reason, "event"))
    collector->events += n;
  else
    g_assert_not_reached ();
}

static void
collector_progress (MusterSink *sink, guint64 done, guint64 total)
{
  MusterCollector *collector = (MusterCollector *) sink;

  g_assert_cmpuint (done, >=, collector->progressed);
  collector->progressed = done;
  collector->total = total;
}

static gboolean
collector_flush (MusterSink *sink, GError **error)
{
  ((MusterCollector *) sink)->flushes++;
  return TRUE;
}

static void
collector_meet (MusterSink *sink, const MusterDeviceUser *users, gsize n_users)
{
  MusterCollector *collector = (MusterCollector *) sink;

  for (gsize i = 0; i < n_users; i++)
    {
      GString *text = g_string_new (users[i].key);

      if (users[i].name != NULL)
        g_string_append_printf (text, " %s", users[i].name);
      if (users[i].card != NULL)
        g_string_append_printf (text, " card:%s", users[i].card);
      g_assert_true (g_utf8_validate (text->str, -1, NULL));
      g_ptr_array_add (collector->users, g_string_free (text, FALSE));
    }
}

static void
collector_clock (MusterSink *sink, gint64 ahead, gint64 doubt)
{
  MusterCollector *collector = (MusterCollector *) sink;

  g_assert_cmpint (doubt, >=, 0);
  collector->clocks++;
  collector->ahead = ahead;
  collector->doubt = doubt;
}

static void
collector_reach (MusterSink *sink, gint64 until)
{
  ((MusterCollector *) sink)->reached = until;
}

static void
collector_learn (MusterSink *sink, const char *fact, const char *value)
{
  g_hash_table_insert (((MusterCollector *) sink)->facts, g_strdup (fact),
                       g_strdup (value));
}

const char *
muster_collector_get_fact (MusterCollector *collector, const char *fact)
{
  return g_hash_table_lookup (collector->facts, fact);
}

MusterCollector *
muster_collector_new (void)
{
  MusterCollector *collector = g_new0 (MusterCollector, 1);

  collector->sink = (MusterSink) {
    .take = collector_take,
    .reject = collector_reject,
    .skip = collector_skip,
    .progress = collector_progress,
    .flush = collector_flush,
    .meet = collector_meet,
    .clock = collector_clock,
    .reach = collector_reach,
    .learn = collector_learn,
  };
  collector->record_keys = g_ptr_array_new_with_free_func (g_free);
  collector->users = g_ptr_array_new_with_free_func (g_free);
  collector->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  collector->punches = g_ptr_array_new_with_free_func (g_free);
  collector->rejects = g_ptr_array_new_with_free_func (g_free);
  collector->lines = g_array_new (FALSE, FALSE, sizeof (guint64));
  collector->identities = g_array_new (FALSE, FALSE, sizeof (guint32));
  return collector;
}

void
muster_collector_free (MusterCollector *collector)
{
  g_ptr_array_unref (collector->punches);
  g_ptr_array_unref (collector->rejects);
  g_array_unref (collector->lines);
  g_array_unref (collector->identities);
  g_clear_pointer (&collector->cursor, g_variant_unref);
  g_ptr_array_unref (collector->record_keys);
  g_ptr_array_unref (collector->users);
  g_hash_table_unref (collector->facts);
  g_free (collector);
}

static char *
join (GPtrArray *texts)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (all, "%s\n", (const char *) g_ptr_array_index (texts, i));

  return g_string_free (all, FALSE);
}

char *
muster_collector_get_punches (MusterCollector *collector)
{
  return join (collector->punches);
}

char *
muster_collector_get_rejects (MusterCollector *collector)
{
  return join (collector->rejects);
}
