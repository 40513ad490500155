/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception-run.h"

#include "muster-decision-commands.h"
#include "muster-exception-listings.h"
#include "muster-notice.h"
#include "muster-wait-dialog.h"

#include <glib/gi18n-lib.h>

/* With more than so many, progress is shown. */
#define MANY 20

typedef struct
{
  MusterPage *page;
  MusterOffice *office;
  MusterActor *actor;
  MusterFinding *finding; /* where the rows come from, until they have been read */
  GArray *positions;      /* of guint, in it */
  GPtrArray *keys;        /* of the exceptions themselves */
  char *decision;
  char *reason;
  char *bulk;
  GPtrArray *done; /* of keys */
  GError *refused; /* the first */
  guint n_refused;
  AdwDialog *dialog;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->page);
  g_object_unref (run->office);
  g_object_unref (run->actor);
  g_clear_object (&run->finding);
  g_clear_pointer (&run->positions, g_array_unref);
  g_clear_pointer (&run->keys, g_ptr_array_unref);
  g_free (run->decision);
  g_free (run->reason);
  g_free (run->bulk);
  g_ptr_array_unref (run->done);
  g_clear_error (&run->refused);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static Run *
run_new (MusterPage *page, const char *decision, const char *reason)
{
  Run *run = g_new0 (Run, 1);

  run->page = g_object_ref (page);
  run->office = g_object_ref (muster_page_get_office (page));
  run->actor = g_object_ref (muster_page_get_actor (page));
  run->decision = g_strdup (decision);
  run->reason = g_strdup (reason);
  run->bulk = g_uuid_string_random ();
  run->done = g_ptr_array_new_with_free_func (g_free);

  return run;
}

static gboolean
read_keys (Run *run, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (run->keys != NULL)
    return TRUE;
  if (!(rows = muster_office_load (run->office, run->finding, 0, G_MAXUINT, cancellable,
                                   error)))
    return FALSE;

  run->keys = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < run->positions->len; i++)
    {
      guint at = g_array_index (run->positions, guint, i);
      MusterExceptionRow *row = at < rows->len ? g_ptr_array_index (rows, at) : NULL;

      if (row != NULL)
        g_ptr_array_add (run->keys, g_strdup (row->key));
    }

  return TRUE;
}

/* One by one: each is whole, and what is done when it is cancelled stays done. */
static gpointer
run_work (gpointer data,
          MusterProgress progress,
          gpointer progress_data,
          GCancellable *cancellable,
          GError **error)
{
  Run *run = data;

  if (!read_keys (run, cancellable, error))
    return NULL;

  for (guint i = 0; i < run->keys->len; i++)
    {
      const char *key = g_ptr_array_index (run->keys, i);
      g_autoptr (GError) refused = NULL;
      g_autoptr (GVariant) value =
        muster_office_submit (run->office, run->actor, &muster_decide_exception,
                              g_variant_new ("(ssssis)", key, run->decision, run->reason,
                                             "", MUSTER_DATE_NONE, run->bulk),
                              cancellable, &refused);

      if (value != NULL)
        g_ptr_array_add (run->done, g_strdup (key));
      else if (g_error_matches (refused, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        break;
      else
        {
          run->n_refused++;
          if (run->refused == NULL)
            run->refused = g_steal_pointer (&refused);
        }
      if (progress != NULL)
        progress (i + 1, run->keys->len, progress_data);
    }

  return run;
}

static void
run_progress (guint64 done, guint64 total, gpointer user_data)
{
  Run *run = user_data;

  if (run->dialog != NULL)
    muster_wait_dialog_set (run->dialog, done, total);
}

static void run_start (Run *run, guint n, GAsyncReadyCallback callback);

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  g_autoptr (GError) error = NULL;

  if (run->dialog != NULL)
    muster_wait_dialog_end (g_steal_pointer (&run->dialog));
  if (muster_office_run_finish (result, &error) == NULL || run->refused != NULL)
    muster_notice_show (GTK_WIDGET (run->page), error != NULL ? error : run->refused);
}

static void
take_back (gpointer data)
{
  Run *run = data;
  Run *back = run_new (run->page, "reopen", "");

  back->keys = g_ptr_array_copy (run->done, (GCopyFunc) (gpointer) g_strdup, NULL);
  g_ptr_array_set_free_func (back->keys, g_free);
  run_start (back, back->keys->len, taken_back_cb);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Run) run = user_data;
  GtkWidget *widget = GTK_WIDGET (run->page);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n = run->done->len;

  if (run->dialog != NULL)
    muster_wait_dialog_end (g_steal_pointer (&run->dialog));
  if (muster_office_run_finish (result, &error) == NULL)
    {
      muster_notice_show (widget, error);
      return;
    }

  if (n == 0)
    {
      if (run->refused != NULL)
        muster_notice_show (widget, run->refused);
      return;
    }

  if (run->refused != NULL)
    /* Translators: how many exceptions were decided, how many not, and why the first was not */
    text = g_strdup_printf (_ ("%1$u decided, %2$u not: %3$s"), n, run->n_refused,
                            run->refused->message);
  else
    text =
      g_strdup_printf (ngettext ("%u exception decided", "%u exceptions decided", n), n);
  if (g_str_equal (run->decision, "reopen"))
    muster_notice_say (widget, text);
  else
    muster_notice_offer_undo (widget, text, take_back, g_steal_pointer (&run), run_free);
}

static void
run_start (Run *run, guint n, GAsyncReadyCallback callback)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  if (n > MANY)
    {
      g_autofree char *text =
        g_strdup_printf (ngettext ("%u exception", "%u exceptions", n), n);

      run->dialog = muster_wait_dialog_present (GTK_WIDGET (run->page), _ ("Exceptions"),
                                                text, cancellable);
    }
  muster_office_run_async (run->page, run_work, run, NULL, NULL, run_progress,
                           cancellable, callback, run);
}

void
muster_exception_run (MusterPage *page,
                      MusterPagedList *list,
                      GtkSelectionModel *selection,
                      const char *decision,
                      const char *reason)
{
  g_autoptr (GtkBitset) bits = NULL;
  GtkBitsetIter iter;
  guint position;
  Run *run;

  g_return_if_fail (MUSTER_IS_PAGE (page));
  g_return_if_fail (muster_paged_list_get_finding (list) != NULL);

  run = run_new (page, decision, reason);
  run->finding = g_object_ref (muster_paged_list_get_finding (list));
  run->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  bits = gtk_selection_model_get_selection (selection);
  if (gtk_bitset_iter_init_first (&iter, bits, &position))
    do
      g_array_append_val (run->positions, position);
    while (gtk_bitset_iter_next (&iter, &position));
  run_start (run, run->positions->len, done_cb);
}
