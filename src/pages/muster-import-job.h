/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-enrolment.h"
#include "muster-imports.h"

/**
 * MusterImportJob:
 * @path: the file
 * @settings: an a{sv} of the fields of its kind, as far as they were answered
 * @source_id: the source that punches go to, 0 for a new one
 * @source_name: what a new source is called
 * @zone: zone of a new source
 * @found: (nullable): how the file was recognised, see muster_imports_preview() and
 *   #MusterEnrolment
 * @people: (nullable): what a list of people would do, or did; %NULL for punches
 * @report: (nullable): what an import of punches did
 *
 * One file on its way in: looked at as often as its settings change, then run once.
 */
#define MUSTER_TYPE_IMPORT_JOB (muster_import_job_get_type ())
G_DECLARE_FINAL_TYPE (MusterImportJob, muster_import_job, MUSTER, IMPORT_JOB, GObject)

struct _MusterImportJob
{
  GObject parent_instance;

  MusterOffice *office;
  MusterActor *actor;
  char *path;
  GVariant *settings;
  gint64 source_id;
  char *source_name;
  char *zone;
  GVariant *found;
  MusterEnrolment *people;
  MusterImportRow *report;
};

/**
 * muster_import_job_new:
 * @office: the office
 * @actor: who imports
 * @path: the file
 *
 * Returns: (transfer full): a job that was not looked at yet
 */
MusterImportJob *muster_import_job_new (MusterOffice *office,
                                        MusterActor *actor,
                                        const char *path);

/**
 * muster_import_job_is_people:
 * @self: a job that was looked at
 *
 * Returns: whether the file is a list of people
 */
gboolean muster_import_job_is_people (MusterImportJob *self);

/**
 * muster_import_job_set:
 * @self: a job
 * @name: a setting
 * @value: (nullable): its value, floating is sunk; %NULL leaves it to be guessed again
 */
void muster_import_job_set (MusterImportJob *self, const char *name, GVariant *value);

/**
 * muster_import_job_look_async:
 *
 * Looks at the file without taking anything, and fills in @found, and @people for a list of people.
 * End with muster_import_job_finish().
 */
void muster_import_job_look_async (MusterImportJob *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * muster_import_job_run_async:
 *
 * Imports the file, first making its source if need be, and fills in @report or @people. End with
 * muster_import_job_finish().
 */
void muster_import_job_run_async (MusterImportJob *self,
                                  MusterProgress progress,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * muster_import_job_finish:
 * @result: what the callback got
 * @error: why it went wrong
 *
 * Returns: whether the look or the import went well
 */
gboolean muster_import_job_finish (MusterImportJob *self,
                                   GAsyncResult *result,
                                   GError **error);
