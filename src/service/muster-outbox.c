/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-outbox.h"

#include "muster-deliveries.h"
#include "muster-reading.h"
#include "muster-request-desk.h"
#include "muster-requests.h"

#include <glib/gi18n-lib.h>

/* What is to be told, and beside it the words for the source. */
typedef struct
{
  MusterSource *source;
  GPtrArray *tellings; /* of MusterTelling */
  GPtrArray *answers;  /* of MusterAnswer */
} Outbox;

static void
outbox_clear (Outbox *outbox)
{
  g_clear_pointer (&outbox->tellings, g_ptr_array_unref);
  g_clear_pointer (&outbox->answers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outbox, outbox_clear)

static MusterAnswer *
answer_new (const MusterTelling *telling)
{
  MusterAnswer *answer = g_new0 (MusterAnswer, 1);

  answer->id = g_strdup (telling->id);
  answer->request = g_strdup (telling->record_key);
  answer->revision = telling->revision;
  answer->decision = telling->decision;
  answer->by = g_strdup (telling->by);
  answer->at = telling->at;
  answer->note = g_strdup (telling->note);

  return answer;
}

static gboolean
read_run (MusterReading *reading, gpointer data, GError **error)
{
  Outbox *outbox = data;

  outbox->tellings = muster_deliveries_to_tell (reading->db, outbox->source->id, error);
  if (outbox->tellings == NULL)
    return FALSE;

  outbox->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) muster_answer_free);
  for (guint i = 0; i < outbox->tellings->len; i++)
    g_ptr_array_add (outbox->answers,
                     answer_new (g_ptr_array_index (outbox->tellings, i)));

  return TRUE;
}

/* The people who decide learn that the source did not follow. */
static gboolean
note_outcome (MusterTransaction *txn,
              Outbox *outbox,
              const MusterTelling *telling,
              const char *outcome,
              GError **error)
{
  g_auto (MusterRequestDesk) desk = { 0 };
  const char *words;

  if (g_str_equal (outcome, "conflict"))
    words = _ ("The server did not take this decision: the request changed there, or was "
               "decided there.");
  else if (g_str_equal (outcome, "unknown"))
    words = _ ("The server did not take this decision: it does not know the request.");
  else
    return TRUE;

  if (!muster_request_desk_open (
        &desk, txn, muster_requests_get (txn->db, telling->request_id, error), error))
    return FALSE;

  desk.by = outbox->source->name;

  return muster_request_desk_note (&desk, MUSTER_REQUEST_COMMENT, words, NULL, FALSE,
                                   error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_REQUESTS);
}

static gboolean
write_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Outbox *outbox = data;

  for (guint i = 0; i < outbox->answers->len; i++)
    {
      const MusterTelling *telling = g_ptr_array_index (outbox->tellings, i);
      const MusterAnswer *answer = g_ptr_array_index (outbox->answers, i);

      if (answer->outcome == NULL)
        continue;

      if (telling->request_id == 0)
        {
          if (!muster_deliveries_told_fault (txn->db, telling->delivery_id, error))
            return FALSE;
          continue;
        }

      if (!muster_deliveries_told (txn->db, telling->request_id, telling->decision,
                                   error) ||
          !note_outcome (txn, outbox, telling, answer->outcome, error))
        return FALSE;
    }

  return muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static gboolean
outbox_write (Outbox *outbox, MusterOffice *office, MusterActor *actor, GError **error)
{
  g_auto (GVariantDict) args = G_VARIANT_DICT_INIT (NULL);
  guint n = 0;

  for (guint i = 0; i < outbox->answers->len; i++)
    n += ((MusterAnswer *) g_ptr_array_index (outbox->answers, i))->outcome != NULL;
  if (n == 0)
    return TRUE;

  g_variant_dict_insert (&args, "source", "x", outbox->source->id);
  g_variant_dict_insert (&args, "decisions", "u", n);

  return muster_office_write (office, actor, MUSTER_MAY_INGEST, "sync.answer",
                              g_variant_dict_end (&args), write_run, outbox, NULL, error);
}

gboolean
muster_outbox_empty (MusterOffice *office,
                     MusterActor *actor,
                     const MusterConnector *connector,
                     MusterSource *source,
                     MusterParams *settings,
                     GCancellable *cancellable,
                     GError **error)
{
  g_auto (Outbox) outbox = { .source = source };
  g_autoptr (GError) why = NULL;
  gboolean told;

  if (connector->answer == NULL)
    return TRUE;

  if (!muster_office_read (office, actor, MUSTER_MAY_INGEST, read_run, &outbox,
                           cancellable, error))
    return FALSE;
  if (outbox.answers->len == 0)
    return TRUE;

  told = connector->answer (source, settings, outbox.answers, cancellable, &why);
  if (!outbox_write (&outbox, office, actor, error))
    return FALSE;

  if (!told)
    g_propagate_error (error, g_steal_pointer (&why));

  return told;
}
