/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-holiday-preview.h"

#include "muster-holidays.h"
#include "muster-reading.h"

typedef struct
{
  const char *document;
  MusterHolidaysAre holidays;
  gboolean unmarked;
  MusterHolidayPreview *preview;
} Job;

static void
change_clear (gpointer data)
{
  g_free (((MusterHolidayChange *) data)->name);
}

void
muster_holiday_preview_free (MusterHolidayPreview *preview)
{
  g_clear_pointer (&preview->changes, g_array_unref);
  g_clear_pointer (&preview->years, g_array_unref);
  g_free (preview);
}

static const MusterCalendarDay *
find_day (GArray *days, MusterDate date)
{
  for (guint i = 0; i < days->len; i++)
    if (g_array_index (days, MusterCalendarDay, i).date == date)
      return &g_array_index (days, MusterCalendarDay, i);

  return NULL;
}

static const char *
get_name (const MusterCalendarDay *day)
{
  return day->name_zh != NULL ? day->name_zh : day->name_en;
}

static void
add_change (GArray *changes,
            const MusterCalendarDay *before,
            const MusterCalendarDay *after)
{
  MusterHolidayChange change = {
    .date = after != NULL ? after->date : before->date,
    .before = before != NULL ? before->kind : "ordinary",
    .after = after != NULL ? after->kind : "ordinary",
  };

  if (g_str_equal (change.before, change.after))
    return;
  change.name = g_strdup (get_name (after != NULL ? after : before));
  g_array_append_val (changes, change);
}

static int
changes_compare (gconstpointer a, gconstpointer b)
{
  const MusterHolidayChange *x = a;
  const MusterHolidayChange *y = b;

  return x->date < y->date ? -1 : x->date > y->date;
}

/* As the import does: the years of the file are the file's, other days are put in. */
static gboolean
preview_read (MusterReading *reading, gpointer data, GError **error)
{
  Job *job = data;
  MusterHolidayPreview *preview = job->preview;
  g_autoptr (GArray) after = NULL;
  g_autoptr (GArray) before = NULL;

  after = muster_holidays_read (job->document, reading->zone, job->holidays,
                                job->unmarked, preview->years, &preview->n_skipped,
                                error);
  if (after == NULL ||
      !(before = muster_timetable_list_days (
          reading->db, (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_EVER }, error)))
    return FALSE;

  preview->n_days = after->len;
  for (guint i = 0; i < after->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (after, MusterCalendarDay, i);

      add_change (preview->changes, find_day (before, day->date), day);
    }
  for (guint i = 0; i < before->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (before, MusterCalendarDay, i);
      int year;

      muster_date_get_ymd (day->date, &year, NULL, NULL);
      for (guint k = 0; k < preview->years->len; k++)
        if (g_array_index (preview->years, int, k) == year &&
            find_day (after, day->date) == NULL)
          add_change (preview->changes, day, NULL);
    }
  g_array_sort (preview->changes, changes_compare);

  return TRUE;
}

MusterHolidayPreview *
muster_holiday_preview_run (MusterOffice *office,
                            MusterActor *actor,
                            const char *document,
                            const char *holidays,
                            gboolean unmarked,
                            GCancellable *cancellable,
                            GError **error)
{
  g_autoptr (MusterHolidayPreview) preview = g_new0 (MusterHolidayPreview, 1);
  Job job = { document, muster_holidays_are (holidays), unmarked, preview };

  preview->changes = g_array_new (FALSE, FALSE, sizeof (MusterHolidayChange));
  preview->years = g_array_new (FALSE, FALSE, sizeof (int));
  g_array_set_clear_func (preview->changes, change_clear);

  return muster_office_read (office, actor, MUSTER_MAY_EDIT_RULES, preview_read, &job,
                             cancellable, error)
           ? g_steal_pointer (&preview)
           : NULL;
}
