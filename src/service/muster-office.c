/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-office.h"

#include "muster-audit.h"
#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-error.h"
#include "muster-ledger.h"
#include "muster-push-connector.h"
#include "muster-reading.h"
#include "muster-standing.h"
#include "muster-transaction.h"
#include "muster-vault.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#define POLL_INTERVAL 500 /* milliseconds between looks for commits of other processes */
#define TOPICS_ALL G_MAXUINT
#define MOST_HELPERS 15
#define MOST_PREPARATIONS                                                                \
  3 /* tries to prepare a command before it works under the lock */

/**
 * MusterOffice:
 * @vault: the database
 * @access: the key slots
 * @connectors: kinds of sources
 * @zones: the company's zone, last, and those that it had before, which work under way may
 *   still hold; guarded by @lock
 * @ledger: judges days
 * @spread: helps it
 * @lock: guards what follows
 * @data_version: of the database when it was last looked at
 * @seq: number of the last audit entry that is known here
 * @own: whether a commit since then was ours
 * @topics: touched by commits that were not announced yet
 * @announcing: the source that will announce them
 * @polling: the source that looks for other processes
 */
struct _MusterOffice
{
  GObject parent_instance;

  MusterVault *vault;
  const MusterAccess *access;
  const MusterConnectorTable *connectors;
  GPtrArray *zones;
  MusterLedger *ledger;
  MusterSpread *spread;
  MusterClock clock;
  gpointer clock_data;

  GMutex lock;
  gint64 data_version;
  gint64 seq;
  gboolean own;
  guint topics;
  GSource *announcing;
  GSource *polling;
};

static void
listener_close (MusterPushListener *listener)
{
  muster_push_listener_close (listener);
  g_object_unref (listener);
}

static const MusterConnectorTable own_connectors = {
  .connectors = muster_connector_catalog,
  .admits = muster_push_connector_admits,
  .listen = muster_push_listener_new,
  .get_port = muster_push_listener_get_port,
  .close = listener_close,
};

G_DEFINE_FINAL_TYPE (MusterOffice, muster_office, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterFinding, muster_finding, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* ---- Many hands ---- */

struct _MusterSpread
{
  GThreadPool *pool; /* of Round, as many threads as there are other cores */
};

/* Pieces that are being done. Whoever comes late to it finds none left. */
typedef struct
{
  gatomicrefcount references;
  int next; /* the first piece that nobody took */
  int n;
  MusterSpreadFunc func;
  gpointer data;
  GMutex lock;
  GCond all_done;
  int done;
} Round;

static void
round_unref (Round *work)
{
  if (!g_atomic_ref_count_dec (&work->references))
    return;

  g_mutex_clear (&work->lock);
  g_cond_clear (&work->all_done);
  g_free (work);
}

static void
round_help (gpointer data, gpointer unused)
{
  Round *work = data;
  int piece;

  while ((piece = g_atomic_int_add (&work->next, 1)) < work->n)
    {
      work->func ((guint) piece, work->data);

      g_mutex_lock (&work->lock);
      if (++work->done == work->n)
        g_cond_signal (&work->all_done);
      g_mutex_unlock (&work->lock);
    }

  round_unref (work);
}

void
muster_spread_run (MusterSpread *spread, guint n, MusterSpreadFunc func, gpointer data)
{
  Round *work = g_new0 (Round, 1);
  guint helpers = 0;

  if (spread->pool != NULL && n > 1)
    helpers = MIN (n - 1, (guint) g_thread_pool_get_max_threads (spread->pool));

  g_atomic_ref_count_init (&work->references);
  work->n = (int) n;
  work->func = func;
  work->data = data;
  g_mutex_init (&work->lock);
  g_cond_init (&work->all_done);

  for (guint i = 0; i < helpers; i++)
    {
      g_atomic_ref_count_inc (&work->references);
      /* It says that no thread could be started; the work waits for one that is there. */
      g_thread_pool_push (spread->pool, work, NULL);
    }

  g_atomic_ref_count_inc (&work->references);
  round_help (work, NULL);

  g_mutex_lock (&work->lock);
  while (work->done < work->n)
    g_cond_wait (&work->all_done, &work->lock);
  g_mutex_unlock (&work->lock);
  round_unref (work);
}

static MusterSpread *
spread_new (void)
{
  MusterSpread *spread = g_new0 (MusterSpread, 1);
  guint others = g_get_num_processors () - 1;

  /* Threads are shared with those of tasks, so none can be refused here. */
  if (others > 0)
    spread->pool =
      g_thread_pool_new (round_help, NULL, (int) MIN (others, MOST_HELPERS), FALSE, NULL);

  return spread;
}

static void
spread_free (MusterSpread *spread)
{
  if (spread->pool != NULL)
    g_thread_pool_free (spread->pool, FALSE, TRUE);
  g_free (spread);
}

/* ---- Change notices ---- */

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* A source that does not keep the office alive. */
static GSource *
office_attach (MusterOffice *self, GSource *source, GSourceFunc func)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_source_set_callback (source, func, weak, weak_ref_free);
  g_source_attach (source, NULL);

  return source;
}

static gboolean
announce_cb (gpointer user_data)
{
  g_autoptr (MusterOffice) self = g_weak_ref_get (user_data);
  guint topics;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_mutex_lock (&self->lock);
  topics = self->topics;
  self->topics = 0;
  g_clear_pointer (&self->announcing, g_source_unref);
  g_mutex_unlock (&self->lock);

  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, topics);

  return G_SOURCE_REMOVE;
}

static void
office_announce (MusterOffice *self, guint topics)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->topics |= topics;
  if (self->announcing != NULL)
    return;

  self->announcing = g_idle_source_new ();
  g_source_set_priority (self->announcing, G_PRIORITY_DEFAULT);
  g_source_set_static_name (self->announcing, "muster-office-announce");
  office_attach (self, self->announcing, announce_cb);
}

static gboolean
last_entry_run (MusterDb *db, gpointer data, GError **error)
{
  g_autoptr (MusterFilter) newest = muster_filter_new ();
  g_autoptr (GArray) seqs = NULL;

  newest->descending = TRUE;
  newest->limit = 1;
  seqs = muster_audit_find (db, newest, (MusterSpan) { G_MININT64, G_MAXINT64 }, NULL,
                            NULL, error);
  if (seqs == NULL)
    return FALSE;

  *(gint64 *) data = seqs->len > 0 ? g_array_index (seqs, gint64, 0) : 0;

  return TRUE;
}

static void
office_expect (MusterOffice *self, guint topics)
{
  muster_ledger_forget (self->ledger, topics, NULL);
  office_announce (self, topics);
}

static void
office_expect_all (MusterOffice *self)
{
  office_expect (self, TOPICS_ALL);
}

/* Every commit leaves one audit entry, so a number that is not ours is another process's; and
 * what another process committed is in no transaction of ours: anything may look different. A
 * commit without an entry is a note about sources. */
static void
office_notice_others (MusterOffice *self)
{
  gint64 version = muster_vault_get_data_version (self->vault);
  gint64 seq = 0;
  gboolean changed, noted;

  g_mutex_lock (&self->lock);
  changed = version != 0 && version != self->data_version;
  g_mutex_unlock (&self->lock);

  /* A company that is being closed has nothing to say any more. */
  if (!changed || !muster_vault_read (self->vault, last_entry_run, &seq, NULL, NULL))
    return;

  g_mutex_lock (&self->lock);
  self->data_version = version;
  changed = seq > self->seq;
  noted = !changed && !self->own;
  self->seq = MAX (self->seq, seq);
  self->own = FALSE;
  g_mutex_unlock (&self->lock);

  if (changed)
    office_expect_all (self);
  else if (noted)
    office_expect (self, MUSTER_TOPIC_SOURCES);
}

/* Notes an entry of our own, from within its transaction, which only one can be in. */
static void
office_notice_own (MusterOffice *self, gint64 seq)
{
  gboolean others;

  g_mutex_lock (&self->lock);
  others = seq != self->seq + 1;
  self->seq = seq;
  g_mutex_unlock (&self->lock);

  if (others)
    office_expect_all (self);
}

static gboolean
poll_cb (gpointer user_data)
{
  g_autoptr (MusterOffice) self = g_weak_ref_get (user_data);

  if (self == NULL)
    return G_SOURCE_REMOVE;

  office_notice_others (self);

  return G_SOURCE_CONTINUE;
}

/* ---- Doors ---- */

static gboolean
office_allows (MusterActor *actor,
               MusterPermission permission,
               const char *name,
               GError **error)
{
  if (muster_actor_may (actor, permission))
    return TRUE;

  return muster_error_set (error, MUSTER_ERROR_DENIED,
                           _ ("%s may not do this (%s). Ask an administrator."),
                           actor->name, name);
}

/* A value as the audit log keeps it; NULL for one that says nothing. */
static GVariant *
value_for_audit (const MusterField *field, GVariant *value, MusterZone *zone)
{
  if (field->kind == MUSTER_FIELD_STRINGS && g_variant_n_children (value) == 0)
    return NULL;

  if (field->kind == MUSTER_FIELD_SECRET ||
      (field->flags & MUSTER_FIELD_CONFIDENTIAL) != 0)
    return g_variant_new_string ("***");

  if (field->kind == MUSTER_FIELD_DATE)
    {
      MusterDate date = g_variant_get_int32 (value);

      return date == MUSTER_DATE_NONE || date == MUSTER_DATE_EVER
               ? NULL
               : g_variant_new_take_string (muster_date_format (date));
    }

  if (field->kind == MUSTER_FIELD_INSTANT)
    return g_variant_get_int64 (value) == 0
             ? NULL
             : g_variant_new_take_string (
                 muster_instant_format (g_variant_get_int64 (value), zone));

  return value;
}

/* The arguments as the audit log keeps them: by name, secrets only said to have been there. */
static GVariant *
args_for_audit (const MusterCommand *command, GVariant *args, MusterZone *zone)
{
  GVariantBuilder builder;
  gsize i = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (const MusterField *field = command->fields; field->name != NULL; field++, i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (args, i);
      GVariant *kept;

      if (g_variant_classify (value) == G_VARIANT_CLASS_MAYBE)
        {
          GVariant *inner = g_variant_get_maybe (value);

          if (inner == NULL)
            continue;
          g_variant_unref (value);
          value = inner;
        }

      kept = value_for_audit (field, value, zone);
      if (kept != NULL)
        g_variant_builder_add (&builder, "{sv}", field->name, kept);
    }

  return g_variant_builder_end (&builder);
}

static gboolean
args_are_good (const MusterCommand *command, GVariant *args, GError **error)
{
  gsize i = 0;

  for (const MusterField *field = command->fields; field->name != NULL; field++, i++)
    {
      g_autoptr (GVariant) value = g_variant_get_child_value (args, i);
      g_autoptr (GVariant) inner = NULL;

      if (g_variant_classify (value) == G_VARIANT_CLASS_MAYBE)
        {
          if (!(inner = g_variant_get_maybe (value)))
            continue;
        }
      else
        {
          inner = g_variant_ref (value);
        }

      if (!muster_field_check (field, inner, error))
        return FALSE;
    }

  return TRUE;
}

/* Who the actor is by now: what a window knows may be of this morning. */
static MusterActor *
standing_take (MusterDb *db,
               MusterActor *actor,
               gint64 now,
               MusterZone *zone,
               GError **error)
{
  return muster_standing_renew (db, actor, muster_zone_get_civil (zone, now, NULL),
                                error);
}

typedef struct
{
  MusterOffice *office;
  MusterPermission permission;
  MusterTransaction txn;
  const char *args;
  gboolean noted; /* leaves no audit entry */
  MusterWriting writing;
  gpointer data;
} Writing;

static void
undo_clear (gpointer data)
{
  MusterUndo *undo = data;

  if (undo->data_free != NULL)
    undo->data_free (undo->data);
}

static void
writing_undo (Writing *writing)
{
  for (guint i = writing->txn.undos->len; i > 0; i--)
    {
      MusterUndo *undo = &g_array_index (writing->txn.undos, MusterUndo, i - 1);

      undo->undo (undo->data);
    }
}

static gboolean
audit_append (MusterOffice *office,
              MusterDb *db,
              MusterActor *actor,
              const char *delegate_of,
              gint64 at,
              const char *command,
              const char *args,
              const char *outcome,
              const char *message,
              GError **error)
{
  MusterAuditEntry entry = {
    .at = at,
    .user_id = actor->user_id,
    .user = actor->name,
    .delegate_of = (char *) (delegate_of != NULL ? delegate_of : actor->delegate_of),
    .command = (char *) command,
    .args = (char *) args,
    .outcome = (char *) outcome,
    .message = (char *) message,
  };
  gint64 seq;

  seq = muster_audit_append (db, &entry, error);
  if (seq == 0)
    return FALSE;

  office_notice_own (office, seq);

  return TRUE;
}

static gboolean
writing_run (MusterDb *db, gpointer data, GError **error)
{
  Writing *writing = data;
  MusterTransaction *txn = &writing->txn;
  g_autoptr (MusterActor) actor = NULL;

  txn->db = db;
  if (!(actor = standing_take (db, txn->actor, txn->now, txn->zone, error)) ||
      !office_allows (actor, writing->permission, txn->command, error))
    return FALSE;

  txn->actor = actor;

  return writing->writing (txn, writing->data, error) &&
         (writing->noted ||
          audit_append (writing->office, db, actor, txn->delegate_of, txn->now,
                        txn->command, writing->args, "done", NULL, error));
}

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  const char *name;
  const char *args;
  const GError *why;
  gint64 now;
} Refusal;

static gboolean
refusal_run (MusterDb *db, gpointer data, GError **error)
{
  Refusal *refusal = data;
  gboolean denied = g_error_matches (refusal->why, MUSTER_ERROR, MUSTER_ERROR_DENIED);

  return audit_append (refusal->office, db, refusal->actor, NULL, refusal->now,
                       refusal->name, refusal->args, denied ? "denied" : "failed",
                       refusal->why->message, error);
}

/* What was refused or failed is on record too, in a transaction of its own. */
static void
office_record_refusal (MusterOffice *self,
                       MusterActor *actor,
                       const char *name,
                       const char *args,
                       const GError *why)
{
  Refusal refusal = { self, actor, name, args, why, muster_office_get_now (self) };
  g_autoptr (GError) error = NULL;

  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!muster_vault_write (self->vault, refusal_run, &refusal, NULL, &error))
    {
      /* Most likely the same full disk or closed company that the caller hears of. */
      g_debug ("No audit entry for a refused %s: %s", name, error->message);
      return;
    }

  office_announce (self, MUSTER_TOPIC_AUDIT);
}

static gboolean
office_commit (MusterOffice *self,
               MusterActor *actor,
               MusterPermission permission,
               const char *name,
               const char *args,
               gboolean noted,
               MusterWriting func,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (MusterTouch));
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (MusterUndo));
  Writing writing = {
    .office = self,
    .permission = permission,
    .txn = {
      .now = muster_office_get_now (self),
      .zone = muster_office_get_zone (self),
      .actor = actor,
      .access = self->access,
      .connectors = self->connectors,
      .command = name,
      .touched = touched,
      .undos = undos,
    },
    .args = args,
    .noted = noted,
    .writing = func,
    .data = data,
  };

  g_array_set_clear_func (undos, undo_clear);
  if (!muster_vault_write (self->vault, writing_run, &writing, cancellable, error))
    {
      writing_undo (&writing);
      return FALSE;
    }

  g_mutex_lock (&self->lock);
  self->own = TRUE;
  g_mutex_unlock (&self->lock);
  muster_ledger_forget (self->ledger, writing.txn.topics, touched);
  office_announce (self, writing.txn.topics | (noted ? 0 : MUSTER_TOPIC_AUDIT));

  return TRUE;
}

static char *
args_print (GVariant *args)
{
  return args != NULL ? json_gvariant_serialize_data (args, NULL) : NULL;
}

gboolean
muster_office_write (MusterOffice *office,
                     MusterActor *actor,
                     MusterPermission permission,
                     const char *name,
                     GVariant *args,
                     MusterWriting writing,
                     gpointer data,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GVariant) held = args != NULL ? g_variant_ref_sink (args) : NULL;
  g_autoptr (GError) why = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (MUSTER_IS_OFFICE (office), FALSE);
  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), FALSE);

  text = args_print (held);
  if (office_allows (actor, permission, name, &why) &&
      office_commit (office, actor, permission, name, text, FALSE, writing, data,
                     cancellable, &why))
    return TRUE;

  office_record_refusal (office, actor, name, text, why);
  g_propagate_error (error, g_steal_pointer (&why));

  return FALSE;
}

gboolean
muster_office_note (MusterOffice *office,
                    MusterActor *actor,
                    MusterPermission permission,
                    const char *name,
                    MusterWriting writing,
                    gpointer data,
                    GError **error)
{
  g_return_val_if_fail (MUSTER_IS_OFFICE (office), FALSE);
  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), FALSE);

  return office_allows (actor, permission, name, error) &&
         office_commit (office, actor, permission, name, NULL, TRUE, writing, data, NULL,
                        error);
}

typedef struct
{
  const MusterCommand *command;
  GVariant *args;
  GVariant *result;
  gpointer prepared;
  gint64 seq; /* of the last audit entry in the snapshot that was prepared from */
  gboolean stale;
} Submission;

/* Every commit leaves one audit entry, so the same last entry is the same database. */
static gboolean
submission_check (Submission *submission, MusterDb *db, GError **error)
{
  gint64 seq = 0;

  if (!last_entry_run (db, &seq, error))
    return FALSE;

  submission->stale = seq != submission->seq;

  return !submission->stale || muster_error_set (error, MUSTER_ERROR_CONFLICT,
                                                 _ ("The company changed meanwhile."));
}

static gboolean
submission_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Submission *submission = data;

  if (submission->prepared != NULL && !submission_check (submission, txn->db, error))
    return FALSE;

  txn->prepared = submission->prepared;

  return submission->command->run (txn, submission->args, &submission->result, error);
}

static gboolean
prepare_run (MusterReading *reading, gpointer data, GError **error)
{
  Submission *submission = data;

  if (!last_entry_run (reading->db, &submission->seq, error))
    return FALSE;

  submission->prepared = submission->command->prepare (reading, submission->args, error);

  return submission->prepared != NULL;
}

static void
submission_clear (Submission *submission)
{
  if (submission->prepared != NULL)
    submission->command->prepared_free (submission->prepared);
  submission->prepared = NULL;
}

/* Prepares anew when somebody else committed meanwhile; who is overtaken too often does the
 * whole under the lock, where nobody can. */
static gboolean
office_commit_submission (MusterOffice *self,
                          MusterActor *actor,
                          Submission *submission,
                          const char *args,
                          GCancellable *cancellable,
                          GError **error)
{
  const MusterCommand *command = submission->command;

  for (guint i = 0; command->prepare != NULL && i < MOST_PREPARATIONS; i++)
    {
      g_autoptr (GError) local = NULL;
      gboolean done;

      submission->stale = FALSE;
      if (!muster_office_read (self, actor, command->permission, prepare_run, submission,
                               cancellable, error))
        return FALSE;

      done = office_commit (self, actor, command->permission, command->name, args, FALSE,
                            submission_run, submission, cancellable, &local);
      submission_clear (submission);
      if (done)
        return TRUE;

      if (!submission->stale)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }

  return office_commit (self, actor, command->permission, command->name, args, FALSE,
                        submission_run, submission, cancellable, error);
}

GVariant *
muster_office_submit (MusterOffice *office,
                      MusterActor *actor,
                      const MusterCommand *command,
                      GVariant *args,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (GVariant) held = g_variant_ref_sink (args);
  g_autoptr (GError) why = NULL;
  g_autofree char *text = NULL;
  Submission submission = { .command = command, .args = held };

  g_return_val_if_fail (MUSTER_IS_OFFICE (office), NULL);
  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), NULL);
  g_return_val_if_fail (command != NULL, NULL);

  if (!g_variant_is_of_type (held, G_VARIANT_TYPE (command->args)))
    {
      muster_error_set (&why, MUSTER_ERROR_INVALID, _ ("“%s” takes other arguments: %s"),
                        command->name, command->args);
    }
  else
    {
      g_autoptr (GVariant) audited = g_variant_ref_sink (
        args_for_audit (command, held, muster_office_get_zone (office)));

      text = args_print (audited);
      if (office_allows (actor, command->permission, command->name, &why) &&
          args_are_good (command, held, &why) &&
          office_commit_submission (office, actor, &submission, text, cancellable, &why))
        {
          if (submission.result == NULL)
            return g_variant_ref_sink (g_variant_new_tuple (NULL, 0));
          return g_variant_take_ref (submission.result);
        }
    }

  if (submission.result != NULL)
    g_variant_unref (g_variant_ref_sink (submission.result));
  office_record_refusal (office, actor, command->name, text, why);
  g_propagate_error (error, g_steal_pointer (&why));

  return NULL;
}

typedef struct
{
  MusterReading reading;
  MusterPermission permission;
  MusterReadingFunc func;
  gpointer data;
} Read;

static gboolean
read_run (MusterDb *db, gpointer data, GError **error)
{
  Read *read = data;
  g_autoptr (MusterActor) actor = NULL;

  read->reading.db = db;
  if (!(actor = standing_take (db, read->reading.actor, read->reading.now,
                               read->reading.zone, error)) ||
      !office_allows (actor, read->permission, _ ("reading"), error))
    return FALSE;

  read->reading.actor = actor;

  return read->func (&read->reading, read->data, error);
}

gboolean
muster_office_read (MusterOffice *office,
                    MusterActor *actor,
                    MusterPermission permission,
                    MusterReadingFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  Read read = {
    .reading.actor = actor,
    .permission = permission,
    .func = func,
    .data = data,
  };

  g_return_val_if_fail (MUSTER_IS_OFFICE (office), FALSE);
  g_return_val_if_fail (MUSTER_IS_ACTOR (actor), FALSE);

  if (!office_allows (actor, permission, _ ("reading"), error))
    return FALSE;

  /* Before the snapshot is taken, so that the ledger never keeps what is older than it says. */
  office_notice_others (office);
  read.reading.now = muster_office_get_now (office);
  read.reading.zone = muster_office_get_zone (office);
  read.reading.connectors = office->connectors;
  read.reading.ledger = office->ledger;
  read.reading.generation = muster_ledger_get_generation (office->ledger);
  read.reading.cancellable = cancellable;
  read.reading.spread = office->spread;

  return muster_vault_read (office->vault, read_run, &read, cancellable, error);
}

static gboolean
find_run (MusterReading *reading, gpointer data, GError **error)
{
  MusterFinding *finding = data;

  finding->as_of = reading->now;

  return finding->listing->find (reading, finding->filter, &reading->actor->sight,
                                 finding, error);
}

MusterFinding *
muster_office_list (MusterOffice *office,
                    MusterActor *actor,
                    const MusterListing *listing,
                    MusterFilter *filter,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (MusterFinding) finding = g_object_new (MUSTER_TYPE_FINDING, NULL);

  g_return_val_if_fail (listing != NULL, NULL);
  g_return_val_if_fail (MUSTER_IS_FILTER (filter), NULL);

  finding->listing = listing;
  finding->filter = g_object_ref (filter);
  finding->actor = g_object_ref (actor);

  if (!muster_listing_check_states (listing, filter, error) ||
      !muster_office_read (office, actor, listing->permission, find_run, finding,
                           cancellable, error))
    return NULL;

  return g_steal_pointer (&finding);
}

typedef struct
{
  MusterFinding *finding;
  guint first;
  guint n;
  GPtrArray *rows;
} Load;

static gboolean
load_run (MusterReading *reading, gpointer data, GError **error)
{
  Load *load = data;
  MusterFinding *finding = load->finding;

  /* The rows belong to the moment of their finding, or pending days would jump while scrolling. */
  reading->now = finding->as_of;
  load->rows = finding->listing->load (
    reading, finding, &g_array_index (finding->keys, gint64, load->first), load->n,
    &reading->actor->sight, error);

  return load->rows != NULL;
}

GPtrArray *
muster_office_load (MusterOffice *office,
                    MusterFinding *finding,
                    guint first,
                    guint n,
                    GCancellable *cancellable,
                    GError **error)
{
  Load load = { finding, first, n, NULL };

  g_return_val_if_fail (MUSTER_IS_FINDING (finding), NULL);

  if (first >= finding->keys->len)
    return muster_rows_new ();

  load.n = MIN (n, finding->keys->len - first);
  if (!muster_office_read (office, finding->actor, finding->listing->permission, load_run,
                           &load, cancellable, error))
    {
      g_clear_pointer (&load.rows, g_ptr_array_unref);
      return NULL;
    }

  return load.rows;
}

/* ---- The same from the main thread ---- */

typedef struct
{
  MusterActor *actor;
  const MusterCommand *command;
  GVariant *args;
  const MusterListing *listing;
  MusterFilter *filter;
  MusterFinding *finding;
  guint first;
  guint n;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->actor);
  g_clear_pointer (&job->args, g_variant_unref);
  g_clear_object (&job->filter);
  g_clear_object (&job->finding);
  g_free (job);
}

static void
submit_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GVariant *result = muster_office_submit (source, job->actor, job->command, job->args,
                                           cancellable, &error);

  if (result == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, (GDestroyNotify) g_variant_unref);
}

void
muster_office_submit_async (MusterOffice *office,
                            MusterActor *actor,
                            const MusterCommand *command,
                            GVariant *args,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (office, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->actor = g_object_ref (actor);
  job->command = command;
  job->args = g_variant_ref_sink (args);
  g_task_set_source_tag (task, muster_office_submit_async);
  g_task_set_task_data (task, job, job_free);
  /* Whether it was committed is what counts, not that somebody lost patience afterwards. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, submit_thread);
}

GVariant *
muster_office_submit_finish (MusterOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  MusterFinding *finding = muster_office_list (source, job->actor, job->listing,
                                               job->filter, cancellable, &error);

  if (finding == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, finding, g_object_unref);
}

void
muster_office_list_async (MusterOffice *office,
                          MusterActor *actor,
                          const MusterListing *listing,
                          MusterFilter *filter,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (office, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->actor = g_object_ref (actor);
  job->listing = listing;
  job->filter = g_object_ref (filter);
  g_task_set_source_tag (task, muster_office_list_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, list_thread);
}

MusterFinding *
muster_office_list_finish (MusterOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GPtrArray *rows =
    muster_office_load (source, job->finding, job->first, job->n, cancellable, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
}

void
muster_office_load_async (MusterOffice *office,
                          MusterFinding *finding,
                          guint first,
                          guint n,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (office, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->finding = g_object_ref (finding);
  job->first = first;
  job->n = n;
  g_task_set_source_tag (task, muster_office_load_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, load_thread);
}

GPtrArray *
muster_office_load_finish (MusterOffice *office, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, office), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Work longer than a submit ---- */

/* How far some work is, on its way to the main context; one notice at a time is under way. */
typedef struct
{
  gatomicrefcount references;
  GMutex lock;
  MusterProgress progress;
  gpointer progress_data;
  guint64 done;
  guint64 total;
  gboolean noticed;
  gboolean ended;
} Meter;

static void
meter_unref (gpointer data)
{
  Meter *meter = data;

  if (!g_atomic_ref_count_dec (&meter->references))
    return;

  g_mutex_clear (&meter->lock);
  g_free (meter);
}

static gboolean
meter_cb (gpointer user_data)
{
  Meter *meter = user_data;
  guint64 done, total;
  gboolean ended;

  g_mutex_lock (&meter->lock);
  meter->noticed = FALSE;
  done = meter->done;
  total = meter->total;
  ended = meter->ended;
  g_mutex_unlock (&meter->lock);

  /* After the end its data may be gone. */
  if (!ended)
    meter->progress (done, total, meter->progress_data);

  return G_SOURCE_REMOVE;
}

static void
meter_progress (guint64 done, guint64 total, gpointer progress_data)
{
  Meter *meter = progress_data;
  gboolean noticed;

  g_mutex_lock (&meter->lock);
  noticed = meter->noticed;
  meter->done = done;
  meter->total = total;
  meter->noticed = TRUE;
  g_mutex_unlock (&meter->lock);

  if (!noticed)
    {
      g_atomic_ref_count_inc (&meter->references);
      g_idle_add_full (G_PRIORITY_DEFAULT, meter_cb, meter, meter_unref);
    }
}

typedef struct
{
  MusterWork work;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  Meter *meter;
  GAsyncReadyCallback callback;
  gpointer user_data;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->data_free != NULL)
    work->data_free (work->data);
  meter_unref (work->meter);
  g_free (work);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  gpointer result = work->work (work->data,
                                work->meter->progress != NULL ? meter_progress : NULL,
                                work->meter, cancellable, &error);

  if (result == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->result_free);
}

static void
work_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = g_task_get_task_data (G_TASK (result));

  g_mutex_lock (&work->meter->lock);
  work->meter->ended = TRUE;
  g_mutex_unlock (&work->meter->lock);

  if (work->callback != NULL)
    work->callback (source, result, work->user_data);
}

void
muster_office_run_async (gpointer owner,
                         MusterWork func,
                         gpointer data,
                         GDestroyNotify data_free,
                         GDestroyNotify result_free,
                         MusterProgress progress,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, work_ended_cb, NULL);
  Work *work = g_new0 (Work, 1);

  work->work = func;
  work->data = data;
  work->data_free = data_free;
  work->result_free = result_free;
  work->callback = callback;
  work->user_data = user_data;
  work->meter = g_new0 (Meter, 1);
  g_atomic_ref_count_init (&work->meter->references);
  g_mutex_init (&work->meter->lock);
  work->meter->progress = progress;
  work->meter->progress_data = user_data;
  g_task_set_source_tag (task, muster_office_run_async);
  g_task_set_task_data (task, work, work_free);
  /* As with submits: what was done is done, and its result counts. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, work_thread);
}

gpointer
muster_office_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  MusterAuditMark mark;
  guint64 n;
} Verification;

static gboolean
verify_run (MusterReading *reading, gpointer data, GError **error)
{
  Verification *verification = data;
  MusterAuditMark newest;
  gint64 bad = 0;

  if (!muster_audit_verify (reading->db, &verification->mark, &verification->n, &bad,
                            error) ||
      !muster_audit_get_mark (reading->db, &newest, error))
    return FALSE;

  if (bad != 0 && newest.seq == (gint64) verification->n)
    return muster_error_set (
      error, MUSTER_ERROR_STORAGE,
      _ ("The audit log ends after entry %u, and once had %u. Somebody or something "
         "removed the newest entries behind Muster."),
      (guint) verification->n, (guint) verification->mark.seq);

  if (bad != 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, bad);

      return muster_error_set (
        error, MUSTER_ERROR_STORAGE,
        _ ("Entry %s of the audit log is not what it was, or is missing. "
           "Somebody or something changed the database behind Muster."),
        number);
    }

  return TRUE;
}

gboolean
muster_office_verify_audit (MusterOffice *office,
                            MusterActor *actor,
                            guint64 *n_entries,
                            GCancellable *cancellable,
                            GError **error)
{
  Verification verification = { 0 };
  gboolean whole;

  /* Before the snapshot: the log only grows. */
  whole = (office->access == NULL ||
           muster_keys_get_mark (office->access->folder, &verification.mark, error)) &&
          muster_office_read (office, actor, MUSTER_MAY_AUDIT, verify_run, &verification,
                              cancellable, error);

  if (n_entries != NULL)
    *n_entries = verification.n;

  return whole;
}

/* ---- The office itself ---- */

static void
muster_finding_finalize (GObject *object)
{
  MusterFinding *self = MUSTER_FINDING (object);

  g_clear_object (&self->filter);
  g_clear_object (&self->actor);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_finding_parent_class)->finalize (object);
}

static void
muster_finding_class_init (MusterFindingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_finding_finalize;
}

static void
muster_finding_init (MusterFinding *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->counts = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
muster_office_finalize (GObject *object)
{
  MusterOffice *self = MUSTER_OFFICE (object);

  if (self->polling != NULL)
    g_source_destroy (self->polling);
  g_clear_pointer (&self->polling, g_source_unref);
  if (self->announcing != NULL)
    g_source_destroy (self->announcing);
  g_clear_pointer (&self->announcing, g_source_unref);
  g_clear_object (&self->vault);
  g_ptr_array_unref (self->zones);
  g_clear_pointer (&self->ledger, muster_ledger_free);
  g_clear_pointer (&self->spread, spread_free);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (muster_office_parent_class)->finalize (object);
}

static void
muster_office_class_init (MusterOfficeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_office_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MUSTER_TYPE_OFFICE,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
muster_office_init (MusterOffice *self)
{
  g_mutex_init (&self->lock);
  self->zones = g_ptr_array_new_with_free_func ((GDestroyNotify) muster_zone_unref);
}

MusterOffice *
muster_office_new (MusterVault *vault,
                   const MusterAccess *access,
                   MusterZone *zone,
                   MusterClock clock,
                   gpointer clock_data)
{
  MusterOffice *self = g_object_new (MUSTER_TYPE_OFFICE, NULL);
  g_autoptr (GError) error = NULL;

  self->vault = g_object_ref (vault);
  self->access = access;
  self->connectors = &own_connectors;
  g_ptr_array_add (self->zones, muster_zone_ref (zone));
  self->clock = clock;
  self->clock_data = clock_data;
  self->ledger = muster_ledger_new ();
  self->spread = spread_new ();
  self->data_version = muster_vault_get_data_version (vault);
  if (!muster_vault_read (vault, last_entry_run, &self->seq, NULL, &error))
    g_debug ("The audit log cannot be read yet: %s", error->message);
  self->polling = g_timeout_source_new (POLL_INTERVAL);
  g_source_set_static_name (self->polling, "muster-office-poll");
  office_attach (self, self->polling, poll_cb);

  return self;
}

gint64
muster_office_get_now (MusterOffice *office)
{
  return office->clock != NULL ? office->clock (office->clock_data) : g_get_real_time ();
}

MusterZone *
muster_office_get_zone (MusterOffice *office)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&office->lock);

  return g_ptr_array_index (office->zones, office->zones->len - 1);
}

void
muster_office_set_zone (MusterOffice *office, MusterZone *zone)
{
  const char *name = muster_zone_get_name (zone);

  if (g_str_equal (muster_zone_get_name (muster_office_get_zone (office)), name))
    return;

  g_mutex_lock (&office->lock);
  g_ptr_array_add (office->zones, muster_zone_ref (zone));
  g_mutex_unlock (&office->lock);
  office_expect_all (office);
}

const char *
muster_office_get_folder (MusterOffice *office)
{
  return office->access->folder;
}

void
muster_office_set_connectors (MusterOffice *office,
                              const MusterConnectorTable *connectors)
{
  office->connectors = connectors;
}

const MusterConnectorTable *
muster_office_get_connectors (MusterOffice *office)
{
  return office->connectors;
}
