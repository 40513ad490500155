/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-outlook.h"

#include "muster-people-listings.h"

struct _MusterOutlook
{
  GObject parent_instance;

  MusterOffice *office;
  MusterSync *sync;
  GListModel *groups;
  GListModel *departments;

  MusterDate date;
  MusterReach reach;
  int pinned; /* a MusterReach, -1 for none */
  char *group;
  char *department;
  char *search;

  MusterDate last_today;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (MusterOutlook, muster_outlook, G_TYPE_OBJECT)

enum
{
  CHANGED,
  DAY_PASSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* An empty text and none are the same. */
static gboolean
set_text (char **slot, const char *text)
{
  return g_set_str (slot, text != NULL && *text != '\0' ? text : NULL);
}

static gboolean
tick_cb (gpointer user_data)
{
  MusterOutlook *self = user_data;
  MusterDate today = muster_outlook_get_today (self);

  if (today != self->last_today)
    {
      self->last_today = today;
      g_signal_emit (self, signals[DAY_PASSED], 0);
    }

  return G_SOURCE_CONTINUE;
}

static void
muster_outlook_finalize (GObject *object)
{
  MusterOutlook *self = MUSTER_OUTLOOK (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_object (&self->office);
  g_clear_object (&self->sync);
  g_clear_object (&self->groups);
  g_clear_object (&self->departments);
  g_free (self->group);
  g_free (self->department);
  g_free (self->search);

  G_OBJECT_CLASS (muster_outlook_parent_class)->finalize (object);
}

static void
muster_outlook_class_init (MusterOutlookClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = muster_outlook_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                   0);
  signals[DAY_PASSED] = g_signal_new ("day-passed", G_TYPE_FROM_CLASS (klass),
                                      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                      0);
}

static void
muster_outlook_init (MusterOutlook *self)
{
  self->pinned = -1;
}

MusterOutlook *
muster_outlook_new (MusterOffice *office)
{
  MusterOutlook *self;

  g_return_val_if_fail (MUSTER_IS_OFFICE (office), NULL);

  self = g_object_new (MUSTER_TYPE_OUTLOOK, NULL);
  self->office = g_object_ref (office);
  self->last_today = muster_outlook_get_today (self);
  self->date = self->last_today;
  self->tick_id = g_timeout_add_seconds (20, tick_cb, self);

  return self;
}

MusterZone *
muster_outlook_get_zone (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), NULL);

  return muster_office_get_zone (self->office);
}

gint64
muster_outlook_get_now (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), 0);

  return muster_office_get_now (self->office);
}

MusterDate
muster_outlook_get_today (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), MUSTER_DATE_NONE);

  return muster_zone_get_civil (muster_outlook_get_zone (self),
                                muster_outlook_get_now (self), NULL);
}

MusterDate
muster_outlook_get_date (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), MUSTER_DATE_NONE);

  return self->date;
}

void
muster_outlook_set_date (MusterOutlook *self, MusterDate date)
{
  g_return_if_fail (MUSTER_IS_OUTLOOK (self));
  g_return_if_fail (date != MUSTER_DATE_NONE && date != MUSTER_DATE_EVER);

  if (self->date == date)
    return;

  self->date = date;
  g_signal_emit (self, signals[CHANGED], 0);
}

MusterDates
muster_outlook_get_dates (MusterOutlook *self)
{
  MusterDates dates = { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
  int year, month;

  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), dates);

  switch (muster_outlook_get_reach (self))
    {
    case MUSTER_REACH_WEEK:
      dates.from = self->date - muster_date_get_weekday (self->date);
      dates.to = dates.from + 6;
      break;

    case MUSTER_REACH_MONTH:
      muster_date_get_ymd (self->date, &year, &month, NULL);
      dates.from = muster_date_new (year, month, 1);
      dates.to = dates.from + g_date_get_days_in_month (month, year) - 1;
      break;

    case MUSTER_REACH_DAY:
    default:
      dates.from = self->date;
      dates.to = self->date;
      break;
    }

  return dates;
}

MusterReach
muster_outlook_get_reach (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), MUSTER_REACH_DAY);

  return self->pinned >= 0 ? (MusterReach) self->pinned : self->reach;
}

void
muster_outlook_pin_reach (MusterOutlook *self, int reach)
{
  g_return_if_fail (MUSTER_IS_OUTLOOK (self));

  self->pinned = reach;
}

void
muster_outlook_set_reach (MusterOutlook *self, MusterReach reach)
{
  g_return_if_fail (MUSTER_IS_OUTLOOK (self));

  if (self->reach == reach)
    return;

  self->reach = reach;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
muster_outlook_step (MusterOutlook *self, int steps)
{
  int year, month, day, months;

  g_return_if_fail (MUSTER_IS_OUTLOOK (self));

  switch (muster_outlook_get_reach (self))
    {
    case MUSTER_REACH_WEEK:
      muster_outlook_set_date (self, self->date + 7 * steps);
      break;

    case MUSTER_REACH_MONTH:
      muster_date_get_ymd (self->date, &year, &month, &day);
      months = year * 12 + month - 1 + steps;
      year = months / 12;
      month = months % 12 + 1;
      day = MIN (day, g_date_get_days_in_month (month, year));
      muster_outlook_set_date (self, muster_date_new (year, month, day));
      break;

    case MUSTER_REACH_DAY:
    default:
      muster_outlook_set_date (self, self->date + steps);
      break;
    }
}

const char *
muster_outlook_get_group (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), NULL);

  return self->group;
}

const char *
muster_outlook_get_department (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), NULL);

  return self->department;
}

void
muster_outlook_set_part (MusterOutlook *self, const char *group, const char *department)
{
  gboolean group_changed, department_changed;

  g_return_if_fail (MUSTER_IS_OUTLOOK (self));

  group_changed = set_text (&self->group, group);
  department_changed = set_text (&self->department, department);

  if (group_changed || department_changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

const char *
muster_outlook_get_search (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), NULL);

  return self->search;
}

void
muster_outlook_set_search (MusterOutlook *self, const char *search)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (MUSTER_IS_OUTLOOK (self));

  if (search != NULL)
    stripped = g_strstrip (g_strdup (search));

  if (set_text (&self->search, stripped))
    g_signal_emit (self, signals[CHANGED], 0);
}

void
muster_outlook_set_units (MusterOutlook *self,
                          GListModel *groups,
                          GListModel *departments)
{
  g_return_if_fail (MUSTER_IS_OUTLOOK (self));

  g_set_object (&self->groups, groups);
  g_set_object (&self->departments, departments);
}

const char *
muster_outlook_say_group (MusterOutlook *self, const char *code)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), code);

  for (guint i = 0; self->groups != NULL && i < g_list_model_get_n_items (self->groups);
       i++)
    {
      g_autoptr (MusterUnitRow) unit = g_list_model_get_item (self->groups, i);

      if (g_strcmp0 (unit->code, code) == 0 && unit->name != NULL)
        return g_intern_string (unit->name);
    }

  return code;
}

GListModel *
muster_outlook_get_groups (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), NULL);

  return self->groups;
}

GListModel *
muster_outlook_get_departments (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), NULL);

  return self->departments;
}

MusterFilter *
muster_outlook_build_filter (MusterOutlook *self, gboolean dated)
{
  MusterFilter *filter;

  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), NULL);

  filter = muster_filter_new ();
  filter->group = g_strdup (self->group);
  filter->department = g_strdup (self->department);
  filter->search = g_strdup (self->search);
  if (dated)
    filter->dates = muster_outlook_get_dates (self);

  return filter;
}

void
muster_outlook_set_sync (MusterOutlook *self, MusterSync *sync)
{
  g_return_if_fail (MUSTER_IS_OUTLOOK (self));

  g_set_object (&self->sync, sync);
}

MusterSync *
muster_outlook_get_sync (MusterOutlook *self)
{
  g_return_val_if_fail (MUSTER_IS_OUTLOOK (self), NULL);

  return self->sync;
}
