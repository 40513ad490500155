/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-holiday-export.h"

#include "muster-error.h"
#include "muster-icalendar.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MusterDates dates;
  char *text;
} Export;

static gboolean
export_run (MusterReading *reading, gpointer data, GError **error)
{
  Export *job = data;
  g_autoptr (GArray) days = muster_timetable_list_days (reading->db, job->dates, error);

  if (days == NULL)
    return FALSE;
  if (days->len == 0)
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("The holiday calendar has no day in these dates."));

  job->text = muster_icalendar_format (days, _ ("Holidays"), reading->now);

  return TRUE;
}

char *
muster_holiday_export_run (MusterOffice *office,
                           MusterActor *actor,
                           MusterDates dates,
                           GCancellable *cancellable,
                           GError **error)
{
  Export job = { dates, NULL };

  if (!muster_office_read (office, actor, MUSTER_MAY_SEE_DAYS, export_run, &job,
                           cancellable, error))
    return NULL;

  return job.text;
}
