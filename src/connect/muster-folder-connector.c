/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-folder-connector.h"

#include "muster-error.h"
#include "muster-file-plan.h"

#include <glib/gi18n-lib.h>

#define CURSOR_TYPE G_VARIANT_TYPE ("a(sxxxs)")
#define PIECE 65536

/* Files that a look at a folder recognises; the others are only counted. */
#define LOOKED_AT 20

static const MusterField folder_fields[] = {
  { "path", N_ ("Folder"), N_ ("A stick, a share, or where exports are put"),
    MUSTER_FIELD_PATH, MUSTER_FIELD_REQUIRED },
  { "settle", N_ ("Seconds until a file is complete"),
    N_ ("Without a change of its size or time"), MUSTER_FIELD_SECONDS, .fallback = "10",
    .max = 86400 },
  { "charset", N_ ("Text encoding"),
    N_ ("For example UTF-8, GB18030 or windows-1256; “auto” finds it"), MUSTER_FIELD_TEXT,
    .fallback = "auto" },
  { "sheet", N_ ("Sheet of the workbook"),
    N_ ("If empty, the first one that holds a table"), MUSTER_FIELD_TEXT },
  { "states", N_ ("The state keys are used"),
    N_ ("Off where people only touch the sensor: the terminal then says “in” each time"),
    MUSTER_FIELD_BOOLEAN, .fallback = "false" },
  { NULL },
};

/* A file as it was seen; without a hash it is not read yet. */
typedef struct
{
  char *name;
  gint64 size;
  gint64 changed_at;
  gint64 seen_at;
  char *hash;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_free (seen->name);
  g_free (seen->hash);
  g_free (seen);
}

static GPtrArray *
seen_list_new (void)
{
  return g_ptr_array_new_with_free_func (seen_free);
}

/* ---- What was seen before ---- */

static GPtrArray *
seen_from_cursor (GVariant *cursor)
{
  GPtrArray *list = seen_list_new ();
  GVariantIter iter;
  const char *name, *hash;
  gint64 size, changed_at, seen_at;

  if (cursor == NULL || !g_variant_is_of_type (cursor, CURSOR_TYPE))
    return list;

  g_variant_iter_init (&iter, cursor);
  while (
    g_variant_iter_next (&iter, "(&sxxx&s)", &name, &size, &changed_at, &seen_at, &hash))
    {
      Seen *seen = g_new0 (Seen, 1);

      seen->name = g_strdup (name);
      seen->size = size;
      seen->changed_at = changed_at;
      seen->seen_at = seen_at;
      seen->hash = g_strdup (hash);
      g_ptr_array_add (list, seen);
    }

  return list;
}

static GVariant *
seen_to_cursor (GPtrArray *list)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, CURSOR_TYPE);
  for (guint i = 0; i < list->len; i++)
    {
      Seen *seen = g_ptr_array_index (list, i);

      g_variant_builder_add (&builder, "(sxxxs)", seen->name, seen->size,
                             seen->changed_at, seen->seen_at, seen->hash);
    }

  return g_variant_builder_end (&builder);
}

static Seen *
seen_find (GPtrArray *list, const Seen *like)
{
  for (guint i = 0; i < list->len; i++)
    {
      Seen *seen = g_ptr_array_index (list, i);

      if (seen->size == like->size && seen->changed_at == like->changed_at &&
          g_str_equal (seen->name, like->name))
        return seen;
    }

  return NULL;
}

static gboolean
hash_is_known (GPtrArray *list, const char *hash)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((Seen *) g_ptr_array_index (list, i))->hash, hash))
      return TRUE;

  return FALSE;
}

/* ---- What is there ---- */

#define ATTRIBUTES                                                                       \
  G_FILE_ATTRIBUTE_STANDARD_NAME                                                         \
  "," G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE                  \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC

static gint64
info_get_time (GFileInfo *info)
{
  g_autoptr (GDateTime) at = g_file_info_get_modification_date_time (info);

  return at != NULL
           ? g_date_time_to_unix (at) * MUSTER_SECOND + g_date_time_get_microsecond (at)
           : 0;
}

/* Names under which programs write what is not complete, or hide it. */
static gboolean
name_is_passed_over (const char *name)
{
  static const char *const ends[] = { ".part", ".partial", ".crdownload", ".tmp", "~" };

  if (*name == '.' || *name == '~')
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (name, ends[i]))
      return TRUE;

  return FALSE;
}

static gint
seen_compare (gconstpointer first, gconstpointer second)
{
  const Seen *a = *(const Seen *const *) first;
  const Seen *b = *(const Seen *const *) second;

  if (a->changed_at != b->changed_at)
    return a->changed_at < b->changed_at ? -1 : 1;

  return g_strcmp0 (a->name, b->name);
}

/* Oldest first */
static GPtrArray *
folder_list (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GPtrArray) list = seen_list_new ();
  g_autoptr (GError) local = NULL;
  g_autoptr (GFileEnumerator) files = g_file_enumerate_children (
    folder, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &local);
  GFileInfo *info = NULL;

  if (files == NULL)
    {
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        g_set_error (
          error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
          _ ("The folder %s is not there. Is the stick plugged in, or the share "
             "mounted?"),
          path);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  while (g_file_enumerator_iterate (files, &info, NULL, cancellable, error))
    {
      Seen *seen;

      if (info == NULL)
        {
          g_ptr_array_sort (list, seen_compare);
          return g_steal_pointer (&list);
        }
      if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
          name_is_passed_over (g_file_info_get_name (info)))
        continue;

      seen = g_new0 (Seen, 1);
      seen->name = g_strdup (g_file_info_get_name (info));
      seen->size = g_file_info_get_size (info);
      seen->changed_at = info_get_time (info);
      seen->hash = g_strdup ("");
      g_ptr_array_add (list, seen);
    }

  return NULL;
}

/* ---- Reading one ---- */

static char *
hash_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n;

  if (stream == NULL)
    return NULL;

  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), piece, PIECE, cancellable,
                                   error)) > 0)
    g_checksum_update (sum, piece, n);

  return n == 0 ? g_strdup (g_checksum_get_string (sum)) : NULL;
}

static gboolean
file_is_as_seen (const char *path, const Seen *seen, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  return info != NULL && g_file_info_get_size (info) == seen->size &&
         info_get_time (info) == seen->changed_at;
}

static MusterParams *
params_of_file (MusterParams *settings, const char *path, GError **error)
{
  g_auto (GVariantDict) values = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GVariant) held = NULL;

  g_variant_dict_insert (&values, "path", "s", path);
  g_variant_dict_insert (&values, "charset", "s",
                         muster_params_get_string (settings, "charset"));
  if (muster_params_get_string (settings, "sheet") != NULL)
    g_variant_dict_insert (&values, "sheet", "s",
                           muster_params_get_string (settings, "sheet"));
  g_variant_dict_insert (&values, "states", "b",
                         muster_params_get_boolean (settings, "states"));
  held = g_variant_ref_sink (g_variant_dict_end (&values));

  return muster_params_new (muster_file_fields, held, error);
}

/* Passes on what a file's plan says, and notes how far its punches go. */
typedef struct
{
  MusterSink sink;
  MusterSink *inner;
  gint64 newest; /* wall time */
} Through;

static gboolean
through_take (MusterSink *sink,
              const MusterDraft *drafts,
              gsize n_drafts,
              GVariant *cursor,
              GError **error)
{
  Through *self = (Through *) sink;

  for (gsize i = 0; i < n_drafts; i++)
    if ((drafts[i].marks & MUSTER_PUNCH_SUSPECT) == 0)
      self->newest = MAX (self->newest, drafts[i].wall);

  return self->inner->take (self->inner, drafts, n_drafts, cursor, error);
}

static void
through_reject (MusterSink *sink, const MusterReject *reject)
{
  Through *self = (Through *) sink;

  self->inner->reject (self->inner, reject);
}

static void
through_skip (MusterSink *sink, const char *reason, guint64 n)
{
  Through *self = (Through *) sink;

  self->inner->skip (self->inner, reason, n);
}

static void
through_progress (MusterSink *sink, guint64 done, guint64 total)
{
  Through *self = (Through *) sink;

  self->inner->progress (self->inner, done, total);
}

static void
through_meet (MusterSink *sink, const MusterDeviceUser *users, gsize n_users)
{
  muster_sink_meet (((Through *) sink)->inner, users, n_users);
}

static void
tell_reach (MusterSource *source, MusterSink *sink, gint64 wall)
{
  g_autoptr (MusterZone) zone = muster_zone_new (source->zone, NULL);
  gint64 day;

  if (zone == NULL || wall < 0)
    return;

  day = wall / MUSTER_DAY;
  muster_sink_reach (
    sink, muster_zone_get_instant (zone, (MusterDate) day, wall - day * MUSTER_DAY));
}

static void
reject_file (MusterSink *sink, const Seen *seen, const char *reason)
{
  const MusterReject reject = {
    .reason = reason,
    .text = seen->name,
    .length = (guint64) seen->size,
  };

  sink->reject (sink, &reject);
}

/* FALSE only for what ends the pull: what is wrong with one file does not keep another from being
 * read. */
static gboolean
read_punches (MusterSource *source,
              MusterParams *settings,
              const char *path,
              const Seen *seen,
              MusterSink *sink,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (MusterParams) params = params_of_file (settings, path, error);
  g_autoptr (MusterFilePlan) plan = NULL;
  g_autoptr (GError) local = NULL;
  Through through = {
    .sink = { .take = through_take,
              .reject = through_reject,
              .skip = through_skip,
              .progress = through_progress,
              .meet = through_meet },
    .inner = sink,
    .newest = G_MININT64,
  };

  if (params == NULL)
    return FALSE;

  plan = muster_file_plan_new (params, source->datum, cancellable, &local);
  if (plan == NULL && g_error_matches (local, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL))
    {
      reject_file (sink, seen, "not-punches");
      return TRUE;
    }
  if (plan == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (muster_file_plan_get_kind (plan) == MUSTER_FILE_PEOPLE ||
      muster_file_plan_get_kind (plan) == MUSTER_FILE_USERS)
    reject_file (sink, seen, "not-punches");
  else if (!muster_file_plan_is_ready (plan))
    reject_file (sink, seen, "unclear");
  else if (!muster_file_plan_run (plan, &through.sink, cancellable, error))
    return FALSE;

  muster_sink_learn (sink, "last-file", seen->name);
  tell_reach (source, sink, through.newest);

  return TRUE;
}

/* ---- The pull ---- */

/* Whether it stayed as it is for long enough: by its own time, or, when the clock of whoever wrote
 * it cannot be believed, by ours. */
static gboolean
seen_is_settled (const Seen *seen, gint64 settle, gint64 now)
{
  return (seen->changed_at <= now && now - seen->changed_at >= settle) ||
         now - seen->seen_at >= settle;
}

static gboolean
read_one (MusterSource *source,
          MusterParams *settings,
          GPtrArray *known,
          GPtrArray *files,
          Seen *seen,
          MusterSink *sink,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *path =
    g_build_filename (muster_params_get_string (settings, "path"), seen->name, NULL);
  g_autofree char *hash = NULL;
  g_autoptr (GError) local = NULL;

  hash = hash_file (path, cancellable, &local);
  if (hash == NULL)
    {
      /* One that went away or that may not be read is looked at again. */
      if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      return TRUE;
    }

  if (hash_is_known (known, hash) || hash_is_known (files, hash))
    sink->skip (sink, "duplicate", 1);
  else if (!read_punches (source, settings, path, seen, sink, cancellable, error))
    return FALSE;

  /* One that grew meanwhile is read again: what is known adds nothing. */
  if (file_is_as_seen (path, seen, cancellable))
    g_set_str (&seen->hash, hash);

  return sink->take (sink, NULL, 0, seen_to_cursor (files), error) &&
         muster_sink_flush (sink, error);
}

static gboolean
folder_pull (MusterSource *source,
             MusterParams *settings,
             GVariant *cursor,
             MusterSink *sink,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) known = seen_from_cursor (cursor);
  g_autoptr (GPtrArray)
    files = folder_list (muster_params_get_string (settings, "path"), cancellable, error);
  gint64 settle = muster_params_get_int64 (settings, "settle") * MUSTER_SECOND;
  gint64 now = g_get_real_time ();

  if (files == NULL)
    return FALSE;

  for (guint i = 0; i < files->len; i++)
    {
      Seen *seen = g_ptr_array_index (files, i);
      Seen *before = seen_find (known, seen);

      seen->seen_at = before != NULL ? before->seen_at : now;
      if (before != NULL)
        g_set_str (&seen->hash, before->hash);
    }

  for (guint i = 0; i < files->len; i++)
    {
      Seen *seen = g_ptr_array_index (files, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (*seen->hash == '\0' && seen_is_settled (seen, settle, now) &&
          !read_one (source, settings, known, files, seen, sink, cancellable, error))
        return FALSE;
    }

  return sink->take (sink, NULL, 0, seen_to_cursor (files), error);
}

/* ---- A look at it ---- */

static gboolean
is_punch_file (MusterParams *settings, const Seen *seen, GCancellable *cancellable)
{
  g_autofree char *path =
    g_build_filename (muster_params_get_string (settings, "path"), seen->name, NULL);
  g_autoptr (MusterParams) params = params_of_file (settings, path, NULL);
  g_autoptr (MusterFilePlan) plan =
    params != NULL ? muster_file_plan_new (params, MUSTER_DATUM_WGS84, cancellable, NULL)
                   : NULL;

  return plan != NULL && muster_file_plan_is_ready (plan);
}

static GVariant *
folder_probe (MusterSource *source,
              MusterParams *settings,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray)
    files = folder_list (muster_params_get_string (settings, "path"), cancellable, error);
  g_auto (GVariantDict) found = G_VARIANT_DICT_INIT (NULL);
  guint64 n_good = 0;

  if (files == NULL)
    return NULL;

  for (guint i = 0; i < MIN (files->len, LOOKED_AT); i++)
    n_good += is_punch_file (settings, g_ptr_array_index (files, i), cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  g_variant_dict_insert (&found, "files", "t", (guint64) files->len);
  g_variant_dict_insert (&found, "looked-at", "t", (guint64) MIN (files->len, LOOKED_AT));
  g_variant_dict_insert (&found, "punch-files", "t", n_good);

  return g_variant_ref_sink (g_variant_dict_end (&found));
}

const MusterConnector muster_folder_connector = {
  .kind = "folder",
  .title = N_ ("Watched folder"),
  .fields = folder_fields,
  .probe = folder_probe,
  .pull = folder_pull,
  .unattended = TRUE,
  .takes_datum = TRUE,
};
