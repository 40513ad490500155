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

  g_assert_cmpuint (n_drafts, >, 0);

  if (collector->fail_after > 0 && collector->batches == collector->fail_after)
    return muster_error_set (error, MUSTER_ERROR_STORAGE, "the disk is full");

  collector->batches++;
  collector->largest = MAX (collector->largest, n_drafts);
  if (collector->batches == collector->cancel_after)
    g_cancellable_cancel (collector->cancellable);

  for (gsize i = 0; i < n_drafts; i++)
    {
      g_ptr_array_add (collector->punches, draft_to_text (&drafts[i]));
      g_array_append_val (collector->lines, drafts[i].line);
      g_array_append_val (collector->identities, drafts[i].identity);
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

MusterCollector *
muster_collector_new (void)
{
  MusterCollector *collector = g_new0 (MusterCollector, 1);

  collector->sink =
    (MusterSink) { collector_take, collector_reject, collector_skip, collector_progress };
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
