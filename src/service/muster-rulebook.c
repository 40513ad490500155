/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rulebook.h"

#include "muster-gazetteer.h"
#include "muster-holidays.h"
#include "muster-rulefile.h"
#include "muster-rulesets.h"
#include "muster-timetable.h"

G_DEFINE_FINAL_TYPE (MusterRulebook, muster_rulebook, G_TYPE_OBJECT)

static void
muster_rulebook_finalize (GObject *object)
{
  MusterRulebook *self = MUSTER_RULEBOOK (object);

  g_clear_pointer (&self->rulesets, g_ptr_array_unref);
  g_clear_object (&self->calendar);
  g_clear_pointer (&self->zones, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_rulebook_parent_class)->finalize (object);
}

static void
muster_rulebook_class_init (MusterRulebookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_rulebook_finalize;
}

static void
muster_rulebook_init (MusterRulebook *self)
{
  self->rulesets = g_ptr_array_new_with_free_func (g_object_unref);
  self->calendar = muster_calendar_new (NULL);
  self->zones = g_ptr_array_new_with_free_func ((GDestroyNotify) muster_zone_unref);
}

static void
rulebook_add_zone (MusterRulebook *self, MusterZone *zone)
{
  if (zone == NULL)
    return;

  for (guint i = 0; i < self->zones->len; i++)
    if (g_str_equal (muster_zone_get_name (g_ptr_array_index (self->zones, i)),
                     muster_zone_get_name (zone)))
      return;

  g_ptr_array_add (self->zones, muster_zone_ref (zone));
}

static void
rulebook_add_zones_of (MusterRulebook *self, MusterRuleset *ruleset)
{
  for (guint i = 0; i < ruleset->shifts->len; i++)
    rulebook_add_zone (self, MUSTER_SHIFT (g_ptr_array_index (ruleset->shifts, i))->zone);
  for (guint i = 0; i < ruleset->groups->len; i++)
    rulebook_add_zone (self, MUSTER_GROUP (g_ptr_array_index (ruleset->groups, i))->zone);
}

static gboolean
rulebook_read_rulesets (MusterRulebook *self, MusterDb *db, GError **error)
{
  g_autoptr (GArray) editions = muster_rulesets_list (db, error);

  if (editions == NULL)
    return FALSE;

  for (guint i = 0; i < editions->len; i++)
    {
      const MusterEdition *edition = &g_array_index (editions, MusterEdition, i);
      MusterRuleset *ruleset =
        muster_rulefile_parse (edition->document, edition->from, error);

      if (ruleset == NULL)
        return FALSE;

      ruleset->id = edition->id;
      g_set_str (&ruleset->uid, edition->uid);
      ruleset->version = (int) i + 1;
      rulebook_add_zones_of (self, ruleset);

      /* Of two that hold from one date, the one published later counts. */
      if (self->rulesets->len > 0)
        {
          MusterRuleset *last =
            g_ptr_array_index (self->rulesets, self->rulesets->len - 1);

          if (last->effective == ruleset->effective)
            g_ptr_array_remove_index (self->rulesets, self->rulesets->len - 1);
        }
      g_ptr_array_add (self->rulesets, ruleset);
    }

  return TRUE;
}

static int
holiday_kind_from_code (const char *code)
{
  if (g_str_equal (code, "statutory"))
    return MUSTER_HOLIDAY_STATUTORY;
  if (g_str_equal (code, "workday"))
    return MUSTER_HOLIDAY_WORKDAY;

  return MUSTER_HOLIDAY_REST;
}

static gboolean
rulebook_read_calendar (MusterRulebook *self, MusterDb *db, GError **error)
{
  g_autoptr (GArray) days = NULL;

  days = muster_timetable_list_days (
    db, (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_EVER }, error);
  if (days == NULL)
    return FALSE;

  for (guint i = 0; i < days->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (days, MusterCalendarDay, i);
      MusterHoliday holiday = {
        .date = day->date,
        .kind = (guint8) holiday_kind_from_code (day->kind),
        .name_zh = day->name_zh,
        .name_en = day->name_en,
      };
      int year;

      muster_calendar_add (self->calendar, &holiday);
      muster_date_get_ymd (day->date, &year, NULL, NULL);
      if (muster_holidays_speak_of_year (day->date))
        muster_calendar_add_year (self->calendar, year);
    }

  return TRUE;
}

MusterRulebook *
muster_rulebook_read (MusterDb *db, MusterZone *zone, GError **error)
{
  g_autoptr (MusterRulebook) self = g_object_new (MUSTER_TYPE_RULEBOOK, NULL);

  rulebook_add_zone (self, zone);
  if (!rulebook_read_rulesets (self, db, error) ||
      !rulebook_read_calendar (self, db, error) ||
      !(self->places = muster_gazetteer_read (db, error)))
    return NULL;

  return g_steal_pointer (&self);
}

MusterRulebook *
muster_rulebook_draft (MusterRulebook *rulebook, MusterRuleset *draft)
{
  MusterRulebook *self = g_object_new (MUSTER_TYPE_RULEBOOK, NULL);
  guint place = 0;

  g_set_object (&self->calendar, rulebook->calendar);
  self->places = g_ptr_array_ref (rulebook->places);
  for (guint i = 0; i < rulebook->zones->len; i++)
    rulebook_add_zone (self, g_ptr_array_index (rulebook->zones, i));
  rulebook_add_zones_of (self, draft);

  for (guint i = 0; i < rulebook->rulesets->len; i++)
    {
      MusterRuleset *ruleset = g_ptr_array_index (rulebook->rulesets, i);

      if (ruleset->effective != draft->effective)
        g_ptr_array_add (self->rulesets, g_object_ref (ruleset));
      if (ruleset->effective < draft->effective)
        place++;
    }
  g_ptr_array_insert (self->rulesets, (int) place, g_object_ref (draft));

  return self;
}

MusterRuleset *
muster_rulebook_find (MusterRulebook *rulebook, MusterDate date)
{
  for (guint i = rulebook->rulesets->len; i > 0; i--)
    {
      MusterRuleset *ruleset = g_ptr_array_index (rulebook->rulesets, i - 1);

      if (ruleset->effective == MUSTER_DATE_NONE || ruleset->effective <= date)
        return ruleset;
    }

  return NULL;
}
