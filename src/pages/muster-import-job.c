/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-import-job.h"

#include "muster-source-commands.h"

G_DEFINE_FINAL_TYPE (MusterImportJob, muster_import_job, G_TYPE_OBJECT)

/* What work brings back from its thread: the job itself is only written on the main context. */
typedef struct
{
  gint64 source_id;
  GVariant *found;
  MusterEnrolment *people;
  MusterImportRow *report;
} Outcome;

static void
outcome_free (gpointer data)
{
  Outcome *outcome = data;

  g_clear_pointer (&outcome->found, g_variant_unref);
  g_clear_object (&outcome->people);
  g_clear_object (&outcome->report);
  g_free (outcome);
}

static gboolean
found_people (GVariant *found)
{
  const char *kind = "";

  g_variant_lookup (found, "kind", "&s", &kind);

  return g_str_equal (kind, "people") || g_str_equal (kind, "users");
}

static gpointer
look_work (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  MusterImportJob *job = data;
  Outcome *outcome = g_new0 (Outcome, 1);
  gboolean people = job->found != NULL && found_people (job->found);

  /* Settings of the one kind mean nothing to the other: what it is is asked without them. */
  if (!people)
    {
      outcome->found = muster_imports_preview (job->office, job->actor, job->path,
                                               job->settings, cancellable, error);
      people = outcome->found != NULL && found_people (outcome->found);
    }

  if (people)
    {
      g_clear_pointer (&outcome->found, g_variant_unref);
      outcome->people = muster_enrolment_preview (job->office, job->actor, job->path,
                                                  job->settings, cancellable, error);
      if (outcome->people != NULL)
        outcome->found = g_variant_ref (outcome->people->found);
    }

  if (outcome->found == NULL)
    g_clear_pointer (&outcome, outcome_free);

  return outcome;
}

static gint64
make_source (MusterImportJob *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (GVariant) result = NULL;
  const char *device = "";
  const char *serial = "";
  gint64 id = 0;

  g_variant_lookup (job->found, "device", "&s", &device);
  g_variant_lookup (job->found, "serial", "&s", &serial);
  result = muster_office_submit (
    job->office, job->actor, &muster_add_source,
    g_variant_new ("(ssssbxsvvv)", job->source_name, "file", job->zone, "wgs84", TRUE,
                   G_GINT64_CONSTANT (0), *serial != '\0' ? serial : device,
                   g_variant_new ("a{sv}", NULL), g_variant_new ("a{sv}", NULL),
                   g_variant_new ("a{sv}", NULL)),
    cancellable, error);
  if (result != NULL)
    g_variant_get (result, "(x)", &id);

  return id;
}

static gpointer
run_work (gpointer data,
          MusterProgress progress,
          gpointer progress_data,
          GCancellable *cancellable,
          GError **error)
{
  MusterImportJob *job = data;
  Outcome *outcome = g_new0 (Outcome, 1);

  outcome->source_id = job->source_id;
  if (found_people (job->found))
    outcome->people = muster_enrolment_apply (job->office, job->actor, job->path,
                                              job->settings, cancellable, error);
  else if (outcome->source_id != 0 ||
           (outcome->source_id = make_source (job, cancellable, error)) != 0)
    outcome->report = muster_imports_run (job->office, job->actor, outcome->source_id,
                                          job->path, job->settings, progress,
                                          progress_data, cancellable, error);

  if (outcome->people == NULL && outcome->report == NULL)
    g_clear_pointer (&outcome, outcome_free);

  return outcome;
}

static void
muster_import_job_finalize (GObject *object)
{
  MusterImportJob *self = MUSTER_IMPORT_JOB (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_free (self->path);
  g_clear_pointer (&self->settings, g_variant_unref);
  g_free (self->source_name);
  g_free (self->zone);
  g_clear_pointer (&self->found, g_variant_unref);
  g_clear_object (&self->people);
  g_clear_object (&self->report);

  G_OBJECT_CLASS (muster_import_job_parent_class)->finalize (object);
}

static void
muster_import_job_class_init (MusterImportJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_import_job_finalize;
}

static void
muster_import_job_init (MusterImportJob *self)
{
  self->settings = g_variant_ref_sink (g_variant_new ("a{sv}", NULL));
}

MusterImportJob *
muster_import_job_new (MusterOffice *office, MusterActor *actor, const char *path)
{
  MusterImportJob *self = g_object_new (MUSTER_TYPE_IMPORT_JOB, NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->path = g_strdup (path);

  return self;
}

gboolean
muster_import_job_is_people (MusterImportJob *self)
{
  g_return_val_if_fail (MUSTER_IS_IMPORT_JOB (self), FALSE);

  return self->found != NULL && found_people (self->found);
}

void
muster_import_job_set (MusterImportJob *self, const char *name, GVariant *value)
{
  g_autoptr (GVariant) old = NULL;
  GVariantDict settings;

  g_return_if_fail (MUSTER_IS_IMPORT_JOB (self));

  old = g_steal_pointer (&self->settings);
  g_variant_dict_init (&settings, old);
  if (value != NULL)
    g_variant_dict_insert_value (&settings, name, value);
  else
    g_variant_dict_remove (&settings, name);
  self->settings = g_variant_ref_sink (g_variant_dict_end (&settings));
}

void
muster_import_job_look_async (MusterImportJob *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (MUSTER_IS_IMPORT_JOB (self));

  muster_office_run_async (self, look_work, g_object_ref (self), g_object_unref,
                           outcome_free, NULL, cancellable, callback, user_data);
}

void
muster_import_job_run_async (MusterImportJob *self,
                             MusterProgress progress,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (MUSTER_IS_IMPORT_JOB (self));
  g_return_if_fail (self->found != NULL);

  muster_office_run_async (self, run_work, g_object_ref (self), g_object_unref,
                           outcome_free, progress, cancellable, callback, user_data);
}

gboolean
muster_import_job_finish (MusterImportJob *self, GAsyncResult *result, GError **error)
{
  Outcome *outcome = muster_office_run_finish (result, error);

  if (outcome == NULL)
    return FALSE;

  if (outcome->source_id != 0)
    self->source_id = outcome->source_id;
  if (outcome->found != NULL)
    {
      g_clear_pointer (&self->found, g_variant_unref);
      self->found = g_steal_pointer (&outcome->found);
    }
  g_set_object (&self->people, outcome->people);
  g_set_object (&self->report, outcome->report);
  outcome_free (outcome);

  return TRUE;
}
