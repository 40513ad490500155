/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-vault.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "muster-error.h"
#include "muster-query.h"
#include "muster-schema.h"

#define IDLE_READERS 4 /* kept open between reads */

struct _MusterVault
{
  GObject parent_instance;

  char *path;

  GMutex lock; /* guards all below */
  GCond changed;
  GBytes *key; /* NULL once closed */
  MusterDb *writer;
  gboolean writing;
  GPtrArray *idle; /* readers that nobody uses */
  MusterDb *watcher;
  guint n_reading;
};

G_DEFINE_FINAL_TYPE (MusterVault, muster_vault, G_TYPE_OBJECT)

static gboolean
error_closed (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_LOCKED,
                           _ ("The company is locked. Sign in again."));
}

/* A function that fails without saying why must not pass for one that went well */
static gboolean
error_ensure (GError **error)
{
  if (error != NULL && *error == NULL)
    muster_error_set (error, MUSTER_ERROR_STORAGE, _ ("The change was refused."));

  return FALSE;
}

static void
wake_cb (GCancellable *cancellable, gpointer data)
{
  MusterVault *self = data;

  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static MusterDb *
writer_take (MusterVault *self, GCancellable *cancellable, GError **error)
{
  MusterDb *db = NULL;
  gulong id = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  if (cancellable != NULL)
    id = g_cancellable_connect (cancellable, G_CALLBACK (wake_cb), self, NULL);

  g_mutex_lock (&self->lock);
  while (self->writing && self->key != NULL && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->changed, &self->lock);
  if (self->key != NULL && !self->writing && !g_cancellable_is_cancelled (cancellable))
    {
      db = self->writer;
      self->writing = TRUE;
    }
  g_mutex_unlock (&self->lock);

  g_cancellable_disconnect (cancellable, id);

  if (db == NULL && !g_cancellable_set_error_if_cancelled (cancellable, error))
    error_closed (error);

  return db;
}

static void
writer_give (MusterVault *self)
{
  g_mutex_lock (&self->lock);
  self->writing = FALSE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static MusterDb *
reader_take (MusterVault *self, GError **error)
{
  g_autoptr (GBytes) key = NULL;
  MusterDb *db = NULL;

  g_mutex_lock (&self->lock);
  if (self->key != NULL)
    {
      key = g_bytes_ref (self->key);
      self->n_reading++;
      if (self->idle->len > 0)
        db = g_ptr_array_steal_index (self->idle, self->idle->len - 1);
    }
  g_mutex_unlock (&self->lock);

  if (key == NULL)
    {
      error_closed (error);
      return NULL;
    }

  if (db == NULL && !(db = muster_db_open (self->path, key, MUSTER_DB_READ, error)))
    {
      g_mutex_lock (&self->lock);
      self->n_reading--;
      g_cond_broadcast (&self->changed);
      g_mutex_unlock (&self->lock);
    }

  return db;
}

static void
reader_give (MusterVault *self, MusterDb *db)
{
  g_mutex_lock (&self->lock);
  if (self->key != NULL && self->idle->len < IDLE_READERS)
    g_ptr_array_add (self->idle, g_steal_pointer (&db));
  g_mutex_unlock (&self->lock);

  muster_db_close (db);

  g_mutex_lock (&self->lock);
  self->n_reading--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
}

static void
transaction_end (MusterDb *db)
{
  /* Without a cancellable, which would keep even this from running */
  muster_db_set_cancellable (db, NULL);
  if (muster_db_in_transaction (db))
    muster_db_execute (db, "ROLLBACK", NULL);
}

static void
muster_vault_dispose (GObject *object)
{
  muster_vault_close (MUSTER_VAULT (object));

  G_OBJECT_CLASS (muster_vault_parent_class)->dispose (object);
}

static void
muster_vault_finalize (GObject *object)
{
  MusterVault *self = MUSTER_VAULT (object);

  g_ptr_array_unref (self->idle);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self->path);

  G_OBJECT_CLASS (muster_vault_parent_class)->finalize (object);
}

static void
muster_vault_class_init (MusterVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = muster_vault_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_vault_finalize;
}

static void
muster_vault_init (MusterVault *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->idle = g_ptr_array_new_with_free_func ((GDestroyNotify) muster_db_close);
}

MusterVault *
muster_vault_open (const char *path, GBytes *key, gboolean create, GError **error)
{
  g_autoptr (MusterVault) self = g_object_new (MUSTER_TYPE_VAULT, NULL);
  gboolean is_new = create && !g_file_test (path, G_FILE_TEST_EXISTS);

  self->path = g_strdup (path);
  self->writer =
    muster_db_open (path, key, create ? MUSTER_DB_CREATE : MUSTER_DB_WRITE, error);
  if (self->writer == NULL ||
      !muster_schema_upgrade (self->writer, muster_schema_get_version (), error))
    {
      g_clear_pointer (&self->writer, muster_db_close);
      if (is_new)
        g_unlink (path);
      return NULL;
    }

  self->key = g_bytes_ref (key);

  return g_steal_pointer (&self);
}

void
muster_vault_close (MusterVault *vault)
{
  g_autoptr (GBytes) key = NULL;

  g_return_if_fail (MUSTER_IS_VAULT (vault));

  g_mutex_lock (&vault->lock);
  key = g_steal_pointer (&vault->key);
  g_cond_broadcast (&vault->changed);
  while (vault->writing || vault->n_reading > 0)
    g_cond_wait (&vault->changed, &vault->lock);

  /* The writer goes last: the last connection of all folds the write-ahead log back in */
  g_ptr_array_set_size (vault->idle, 0);
  g_clear_pointer (&vault->watcher, muster_db_close);
  g_clear_pointer (&vault->writer, muster_db_close);
  g_mutex_unlock (&vault->lock);
}

gboolean
muster_vault_write (MusterVault *vault,
                    MusterVaultFunc func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (GError) local = NULL;
  MusterDb *db;
  gboolean good;

  g_return_val_if_fail (MUSTER_IS_VAULT (vault) && func != NULL, FALSE);

  if (!(db = writer_take (vault, cancellable, error)))
    return FALSE;

  muster_db_set_cancellable (db, cancellable);
  good = muster_db_execute (db, "BEGIN IMMEDIATE", &local) &&
         (func (db, data, &local) || error_ensure (&local)) &&
         !g_cancellable_set_error_if_cancelled (cancellable, &local);

  /* From here on nothing interrupts: what is committed is committed whole */
  muster_db_set_cancellable (db, NULL);
  good = good && muster_db_execute (db, "COMMIT", &local);
  transaction_end (db);
  writer_give (vault);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return good;
}

gboolean
muster_vault_read (MusterVault *vault,
                   MusterVaultFunc func,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GError) local = NULL;
  MusterDb *db;
  gboolean good;

  g_return_val_if_fail (MUSTER_IS_VAULT (vault) && func != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !(db = reader_take (vault, error)))
    return FALSE;

  muster_db_set_cancellable (db, cancellable);
  good = muster_db_execute (db, "BEGIN", &local) &&
         (func (db, data, &local) || error_ensure (&local));
  transaction_end (db);
  reader_give (vault, db);

  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return good;
}

gint64
muster_vault_get_data_version (MusterVault *vault)
{
  gint64 version = 0;

  g_return_val_if_fail (MUSTER_IS_VAULT (vault), 0);

  /* A connection that writes does not see its own commits in the pragma, so this needs one
   * that does nothing else */
  g_mutex_lock (&vault->lock);
  if (vault->key != NULL && vault->watcher == NULL)
    vault->watcher = muster_db_open (vault->path, vault->key, MUSTER_DB_READ, NULL);
  if (vault->watcher != NULL)
    {
      g_autoptr (MusterQuery)
        query = muster_query_new (vault->watcher, "PRAGMA data_version");

      if (muster_query_next (query))
        version = muster_query_get_int64 (query, 0);
    }
  g_mutex_unlock (&vault->lock);

  return version;
}

typedef struct
{
  MusterDb *target;
  MusterDbProgress progress;
  gpointer data;
} Copy;

static gboolean
copy_run (MusterDb *db, gpointer data, GError **error)
{
  Copy *copy = data;

  return muster_db_copy (db, copy->target, copy->progress, copy->data, error);
}

static gboolean
file_sync (const char *path, GError **error)
{
  int fd = g_open (path, O_RDWR | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);

  return synced || muster_error_set (error, MUSTER_ERROR_STORAGE,
                                     _ ("The copy could not be written to the disk."));
}

gboolean
muster_vault_copy (MusterVault *vault,
                   const char *path,
                   MusterDbProgress progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GBytes) key = NULL;
  Copy copy = { .progress = progress, .data = data };
  gboolean good;

  g_return_val_if_fail (MUSTER_IS_VAULT (vault) && path != NULL, FALSE);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                             _ ("There is a file of that name already."));

  g_mutex_lock (&vault->lock);
  key = vault->key != NULL ? g_bytes_ref (vault->key) : NULL;
  g_mutex_unlock (&vault->lock);
  if (key == NULL)
    return error_closed (error);

  copy.target = muster_db_open (path, key, MUSTER_DB_CREATE, error);
  good = copy.target != NULL &&
         muster_vault_read (vault, copy_run, &copy, cancellable, error);
  muster_db_close (copy.target);
  good = good && file_sync (path, error);

  if (!good)
    g_unlink (path);

  return good;
}

static gboolean
verify_run (MusterDb *db, gpointer data, GError **error)
{
  /* Rows of the first name what is wrong; the second says "ok" when nothing is */
  g_autoptr (MusterQuery) seals = muster_query_new (db, "PRAGMA cipher_integrity_check");
  g_autoptr (MusterQuery) structure = muster_query_new (db, "PRAGMA quick_check(1)");
  g_autofree char *fault = NULL;

  if (muster_query_next (seals))
    fault = muster_query_dup_text (seals, 0);
  else if (muster_query_next (structure) &&
           g_strcmp0 (muster_query_get_text (structure, 0), "ok") != 0)
    fault = muster_query_dup_text (structure, 0);

  if (fault != NULL)
    return muster_error_set (
      error, MUSTER_ERROR_STORAGE,
      _ ("The database is damaged (%s). Restore it from a backup."), fault);

  return muster_query_done (seals, error) && muster_query_done (structure, error);
}

gboolean
muster_vault_verify (MusterVault *vault, GCancellable *cancellable, GError **error)
{
  return muster_vault_read (vault, verify_run, NULL, cancellable, error);
}
