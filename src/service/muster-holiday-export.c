/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-holiday-export.h"

#include "muster-error.h"
#include "muster-holidays.h"
#include "muster-icalendar.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  MusterDates dates;
  gboolean json;
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

  job->text = job->json ? muster_holidays_format (days)
                        : muster_icalendar_format (days, _ ("Holidays"), reading->now);

  return TRUE;
}

static char *
export_days (MusterOffice *office,
             MusterActor *actor,
             MusterDates dates,
             gboolean json,
             GCancellable *cancellable,
             GError **error)
{
  Export job = { dates, json, NULL };

  return muster_office_read (office, actor, MUSTER_MAY_SEE_DAYS, export_run, &job,
                             cancellable, error)
           ? job.text
           : NULL;
}

char *
muster_holiday_export_run (MusterOffice *office,
                           MusterActor *actor,
                           MusterDates dates,
                           GCancellable *cancellable,
                           GError **error)
{
  return export_days (office, actor, dates, FALSE, cancellable, error);
}

char *
muster_holiday_export_json (MusterOffice *office,
                            MusterActor *actor,
                            MusterDates dates,
                            GCancellable *cancellable,
                            GError **error)
{
  return export_days (office, actor, dates, TRUE, cancellable, error);
}
