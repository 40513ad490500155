/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-archive.h"

#include "muster-error.h"
#include "muster-keys.h"
#include "muster-transaction.h"
#include "muster-vault.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* A backup is: the mark, then for muster.keys and muster.db the length in eight bytes (most
 * significant first) and the bytes, then the SHA-256 of all that. The parts are encrypted as
 * they are in the folder: there is nothing in plain text that was not there before. */
#define MARK "muster-backup/1\n"
#define MARK_LENGTH (sizeof (MARK) - 1)
#define DIGEST_LENGTH 32
#define PIECE (1024 * 1024)

static const char *const part_names[] = { "muster.keys", "muster.db" };

/* How far the work is. */
typedef struct
{
  MusterProgress progress;
  gpointer progress_data;
  guint64 done;
  guint64 total;
} Meter;

static void
meter_add (Meter *meter, guint64 n)
{
  meter->done += n;
  if (meter->progress != NULL)
    meter->progress (meter->done, meter->total, meter->progress_data);
}

static gboolean
set_io_error (GError **error, GError *why, const char *what)
{
  g_autoptr (GError) held = why;

  if (g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&held));
      return FALSE;
    }

  return muster_error_set (error, MUSTER_ERROR_STORAGE, "%s: %s", what, why->message);
}

static gboolean
set_torn (GError **error)
{
  return muster_error_set (error, MUSTER_ERROR_STORAGE,
                           _ ("This backup is torn or was changed. Use another one."));
}

static guint64
file_get_size (GFile *file)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? (guint64) g_file_info_get_size (info) : 0;
}

/* ---- Writing ---- */

static gboolean
write_bytes (GOutputStream *out,
             GChecksum *sum,
             const void *data,
             gsize length,
             GError **error)
{
  g_autoptr (GError) why = NULL;

  if (sum != NULL)
    g_checksum_update (sum, data, (gssize) length);
  if (g_output_stream_write_all (out, data, length, NULL, NULL, &why))
    return TRUE;

  return set_io_error (error, g_steal_pointer (&why), _ ("The backup cannot be written"));
}

static gboolean
write_part (GOutputStream *out,
            GChecksum *sum,
            const char *path,
            Meter *meter,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = NULL;
  g_autoptr (GError) why = NULL;
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint64 left = file_get_size (file);
  guint64 length = GUINT64_TO_BE (left);

  if (!(in = g_file_read (file, cancellable, &why)))
    return set_io_error (error, g_steal_pointer (&why), path);

  if (!write_bytes (out, sum, &length, sizeof (length), error))
    return FALSE;

  while (left > 0)
    {
      gsize n = 0;

      if (!g_input_stream_read_all (G_INPUT_STREAM (in), piece, MIN (left, PIECE), &n,
                                    cancellable, &why))
        return set_io_error (error, g_steal_pointer (&why), path);
      if (n == 0)
        return set_torn (error);
      if (!write_bytes (out, sum, piece, n, error))
        return FALSE;
      left -= n;
      meter_add (meter, n);
    }

  return TRUE;
}

static gboolean
write_archive (const char *path,
               const char *const *parts,
               Meter *meter,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileOutputStream) out = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) why = NULL;
  guint8 digest[DIGEST_LENGTH];
  gsize n = sizeof (digest);

  out = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, &why);
  if (out == NULL)
    return set_io_error (error, g_steal_pointer (&why),
                         _ ("The backup cannot be written"));

  if (!write_bytes (G_OUTPUT_STREAM (out), sum, MARK, MARK_LENGTH, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (part_names); i++)
    if (!write_part (G_OUTPUT_STREAM (out), sum, parts[i], meter, cancellable, error))
      return FALSE;

  g_checksum_get_digest (sum, digest, &n);
  if (!write_bytes (G_OUTPUT_STREAM (out), NULL, digest, n, error))
    return FALSE;
  if (!g_output_stream_close (G_OUTPUT_STREAM (out), NULL, &why))
    return set_io_error (error, g_steal_pointer (&why),
                         _ ("The backup cannot be written"));

  return TRUE;
}

/* ---- Reading ---- */

static gboolean
read_bytes (GInputStream *in, GChecksum *sum, void *data, gsize length, GError **error)
{
  g_autoptr (GError) why = NULL;
  gsize n = 0;

  if (!g_input_stream_read_all (in, data, length, &n, NULL, &why))
    return set_io_error (error, g_steal_pointer (&why), _ ("The backup cannot be read"));
  if (n < length)
    return set_torn (error);
  if (sum != NULL)
    g_checksum_update (sum, data, (gssize) length);

  return TRUE;
}

static gboolean
read_part (GInputStream *in,
           GChecksum *sum,
           GOutputStream *out,
           guint64 most,
           Meter *meter,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  guint64 left;

  if (!read_bytes (in, sum, &left, sizeof (left), error))
    return FALSE;
  left = GUINT64_FROM_BE (left);
  if (left > most)
    return set_torn (error);

  while (left > 0)
    {
      gsize n = MIN (left, PIECE);

      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !read_bytes (in, sum, piece, n, error) ||
          (out != NULL && !write_bytes (out, NULL, piece, n, error)))
        return FALSE;
      left -= n;
      meter_add (meter, n);
    }

  return TRUE;
}

static GOutputStream *
part_create (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) why = NULL;
  GFileOutputStream *out = g_file_create (file, G_FILE_CREATE_PRIVATE, NULL, &why);

  if (out == NULL)
    set_io_error (error, g_steal_pointer (&why), path);

  return (GOutputStream *) out;
}

/* Reads a backup to its end and checks it; with a @folder, puts its parts there. */
static gboolean
read_archive (const char *path,
              const char *folder,
              Meter *meter,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GError) why = NULL;
  char mark[MARK_LENGTH];
  guint8 wanted[DIGEST_LENGTH], digest[DIGEST_LENGTH], more;
  gsize n = sizeof (digest);
  guint64 size = file_get_size (file);

  if (!(in = g_file_read (file, cancellable, &why)))
    return set_io_error (error, g_steal_pointer (&why), path);

  if (size < MARK_LENGTH + DIGEST_LENGTH ||
      !read_bytes (G_INPUT_STREAM (in), sum, mark, sizeof (mark), NULL) ||
      memcmp (mark, MARK, MARK_LENGTH) != 0)
    return muster_error_set (error, MUSTER_ERROR_STORAGE,
                             _ ("%s is no backup of Muster."), path);

  for (gsize i = 0; i < G_N_ELEMENTS (part_names); i++)
    {
      g_autoptr (GOutputStream) out = NULL;

      if ((folder != NULL && !(out = part_create (folder, part_names[i], error))) ||
          !read_part (G_INPUT_STREAM (in), sum, out, size, meter, cancellable, error))
        return FALSE;
      if (out != NULL && !g_output_stream_close (out, NULL, &why))
        return set_io_error (error, g_steal_pointer (&why), folder);
    }

  g_checksum_get_digest (sum, digest, &n);
  if (!read_bytes (G_INPUT_STREAM (in), NULL, wanted, sizeof (wanted), error))
    return FALSE;
  if (memcmp (wanted, digest, sizeof (digest)) != 0 ||
      g_input_stream_read (G_INPUT_STREAM (in), &more, 1, NULL, NULL) != 0)
    return set_torn (error);

  return TRUE;
}

/* ---- Backup ---- */

/* The entry in the audit log is all that a backup changes. */
static gboolean
note_run (MusterTransaction *txn, gpointer data, GError **error)
{
  return TRUE;
}

static gboolean
copy_slots (MusterCompany *company, const char *to, GError **error)
{
  g_autofree char *path =
    g_build_filename (muster_company_get_folder (company), part_names[0], NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) why = NULL;
  gsize length;

  if (!muster_company_note_audit (company, error))
    return FALSE;

  if (!g_file_get_contents (path, &text, &length, &why) ||
      !g_file_set_contents_full (to, text, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0600, &why))
    return set_io_error (error, g_steal_pointer (&why),
                         _ ("The backup cannot be written"));

  return TRUE;
}

static gboolean
backup_through (MusterCompany *company,
                MusterVault *vault,
                const char *path,
                const char *keys,
                const char *copy,
                const char *fresh,
                Meter *meter,
                GCancellable *cancellable,
                GError **error)
{
  const char *parts[] = { keys, copy };
  g_autoptr (GFile) copied = g_file_new_for_path (copy);

  /* The slots before the database, or the audit log that they note could be longer than the one
   * that is copied. */
  if (!copy_slots (company, keys, error) ||
      !muster_vault_copy (vault, copy, NULL, NULL, cancellable, error))
    return FALSE;

  meter->total = 2 * file_get_size (copied);
  if (!write_archive (fresh, parts, meter, cancellable, error))
    return FALSE;

  if (!read_archive (fresh, NULL, meter, cancellable, error))
    return FALSE;

  if (g_rename (fresh, path) != 0)
    return muster_error_set (error, MUSTER_ERROR_STORAGE, _ ("%s cannot be written: %s"),
                             path, g_strerror (errno));

  return TRUE;
}

gboolean
muster_archive_backup (MusterCompany *company,
                       MusterActor *actor,
                       const char *path,
                       MusterProgress progress,
                       gpointer progress_data,
                       GCancellable *cancellable,
                       GError **error)
{
  MusterOffice *office = muster_company_get_office (company);
  g_autoptr (MusterVault) vault = muster_company_dup_vault (company);
  g_autofree char *keys = g_strconcat (path, ".keys", NULL);
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  g_autofree char *fresh = g_strconcat (path, ".part", NULL);
  g_autofree char *file = g_path_get_basename (path);
  Meter meter = { progress, progress_data, 0, 0 };
  GVariantDict args;
  gboolean done;

  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "file", "s", file);
  if (!muster_office_write (office, actor, MUSTER_MAY_ADMIN, "company.backup",
                            g_variant_dict_end (&args), note_run, NULL, cancellable,
                            error))
    return FALSE;

  g_unlink (copy);
  done =
    backup_through (company, vault, path, keys, copy, fresh, &meter, cancellable, error);
  g_unlink (keys);
  g_unlink (copy);
  g_unlink (fresh);

  return done;
}

/* ---- Restore ---- */

static void
folder_remove (const char *folder)
{
  static const char *const files[] = { "muster.keys", "muster.db", "muster.db-wal",
                                       "muster.db-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* Whether the password opens what was unpacked, and all of it can be decrypted. */
static gboolean
folder_verify (const char *folder,
               const char *user,
               const char *password,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *path = g_build_filename (folder, part_names[1], NULL);
  g_autoptr (GBytes) key = muster_keys_open (folder, user, password, NULL, error);
  g_autoptr (MusterVault) vault = NULL;
  gboolean whole;

  if (key == NULL || !(vault = muster_vault_open (path, key, FALSE, error)))
    return FALSE;

  whole = muster_vault_verify (vault, cancellable, error);
  muster_vault_close (vault);

  return whole;
}

/* A name beside @folder that is free. */
static char *
folder_get_kept_name (const char *folder)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.before-restore-%u", folder, i);

      if (!g_file_test (name, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&name);
    }
}

static gboolean
folder_swap (const char *fresh, const char *folder, char **kept, GError **error)
{
  g_autofree char *old = NULL;

  if (g_file_test (folder, G_FILE_TEST_EXISTS))
    {
      old = folder_get_kept_name (folder);
      if (g_rename (folder, old) != 0)
        return muster_error_set (error, MUSTER_ERROR_STORAGE,
                                 _ ("%s cannot be set aside: %s"), folder,
                                 g_strerror (errno));
    }

  if (g_rename (fresh, folder) != 0)
    {
      muster_error_set (error, MUSTER_ERROR_STORAGE, _ ("%s cannot be written: %s"),
                        folder, g_strerror (errno));
      if (old != NULL && g_rename (old, folder) != 0)
        g_warning ("The company is in %s now", old);
      return FALSE;
    }

  if (kept != NULL)
    *kept = g_steal_pointer (&old);

  return TRUE;
}

gboolean
muster_archive_restore (const char *path,
                        const char *folder,
                        const char *user,
                        const char *password,
                        MusterProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        char **kept,
                        GError **error)
{
  g_autofree char *plain = g_strdup (folder);
  g_autofree char *fresh = NULL;
  g_autofree char *parent = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Meter meter = { progress, progress_data, 0, file_get_size (file) };

  if (kept != NULL)
    *kept = NULL;

  while (strlen (plain) > 1 && g_str_has_suffix (plain, G_DIR_SEPARATOR_S))
    plain[strlen (plain) - 1] = '\0';
  parent = g_path_get_dirname (plain);
  fresh = g_strconcat (plain, ".restore-XXXXXX", NULL);
  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp_full (fresh, 0700) == NULL)
    return muster_error_set (error, MUSTER_ERROR_STORAGE, _ ("%s cannot be made: %s"),
                             fresh, g_strerror (errno));

  if (!read_archive (path, fresh, &meter, cancellable, error) ||
      !folder_verify (fresh, user, password, cancellable, error) ||
      !folder_swap (fresh, plain, kept, error))
    {
      folder_remove (fresh);
      return FALSE;
    }

  return TRUE;
}
