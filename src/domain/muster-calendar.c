/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-calendar.h"

G_DEFINE_FINAL_TYPE (MusterCalendar, muster_calendar, G_TYPE_OBJECT)

static void
muster_calendar_finalize (GObject *object)
{
  MusterCalendar *self = MUSTER_CALENDAR (object);

  g_free (self->region);
  g_array_unref (self->days);
  g_array_unref (self->years);
  g_string_chunk_free (self->texts);

  G_OBJECT_CLASS (muster_calendar_parent_class)->finalize (object);
}

static void
muster_calendar_class_init (MusterCalendarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_calendar_finalize;
}

static void
muster_calendar_init (MusterCalendar *self)
{
  self->days = g_array_new (FALSE, FALSE, sizeof (MusterHoliday));
  self->years = g_array_new (FALSE, FALSE, sizeof (int));
  self->texts = g_string_chunk_new (1024);
}

/* Index of the first day that is not before @date. */
static guint
find_place (const MusterCalendar *self, MusterDate date)
{
  guint low = 0;
  guint high = self->days->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->days, MusterHoliday, middle).date < date)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

MusterCalendar *
muster_calendar_new (const char *region)
{
  MusterCalendar *self = g_object_new (MUSTER_TYPE_CALENDAR, NULL);

  self->region = g_strdup (region != NULL ? region : "");

  return self;
}

static const char *
keep (MusterCalendar *self, const char *text)
{
  return g_string_chunk_insert_const (self->texts, text != NULL ? text : "");
}

void
muster_calendar_add (MusterCalendar *self, const MusterHoliday *holiday)
{
  guint place = find_place (self, holiday->date);
  MusterHoliday kept = {
    .date = holiday->date,
    .kind = holiday->kind,
    .code = keep (self, holiday->code),
    .name_zh = keep (self, holiday->name_zh),
    .name_en = keep (self, holiday->name_en),
    .reason = keep (self, holiday->reason),
  };

  if (place < self->days->len &&
      g_array_index (self->days, MusterHoliday, place).date == holiday->date)
    g_array_index (self->days, MusterHoliday, place) = kept;
  else
    g_array_insert_val (self->days, place, kept);
}

void
muster_calendar_add_year (MusterCalendar *self, int year)
{
  guint i = 0;

  while (i < self->years->len && g_array_index (self->years, int, i) < year)
    i++;

  if (i == self->years->len || g_array_index (self->years, int, i) != year)
    g_array_insert_val (self->years, i, year);
}

const MusterHoliday *
muster_calendar_find (const MusterCalendar *self, MusterDate date)
{
  guint place;

  if (self == NULL || self->days->len == 0)
    return NULL;

  place = find_place (self, date);
  if (place == self->days->len)
    return NULL;

  if (g_array_index (self->days, MusterHoliday, place).date != date)
    return NULL;

  return &g_array_index (self->days, MusterHoliday, place);
}

gboolean
muster_calendar_has_year (const MusterCalendar *self, int year)
{
  if (self == NULL)
    return FALSE;

  for (guint i = 0; i < self->years->len; i++)
    if (g_array_index (self->years, int, i) == year)
      return TRUE;

  return FALSE;
}
