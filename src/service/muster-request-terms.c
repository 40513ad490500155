/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-terms.h"

#include "muster-ledger.h"
#include "muster-periods.h"
#include "muster-requests.h"

typedef struct
{
  MusterCalendar *calendar;
  MusterGroup *group;
} Workdays;

void
muster_request_terms_clear (MusterRequestTerms *terms)
{
  muster_request_policy_clear (&terms->policy);
}

/* The calendar's word, then the group's week. */
static gboolean
is_workday (MusterDate date, gpointer data)
{
  Workdays *days = data;
  const MusterHoliday *holiday = muster_calendar_find (days->calendar, date);

  if (holiday != NULL)
    return holiday->kind == MUSTER_HOLIDAY_WORKDAY;

  return days->group == NULL || days->group->pattern == MUSTER_PATTERN_NONE ||
         muster_group_get_slot (days->group, date).kind != MUSTER_SLOT_REST;
}

static MusterGroup *
find_group (MusterRulebook *rules, MusterDate date, const char *code)
{
  MusterRuleset *ruleset = muster_rulebook_find (rules, date);
  MusterGroup *group;

  if (ruleset == NULL || ruleset->groups->len == 0)
    return NULL;

  group = muster_ruleset_find_group (ruleset, code);

  return group != NULL ? group : g_ptr_array_index (ruleset->groups, 0);
}

gboolean
muster_request_terms_read (MusterRequestTerms *terms,
                           MusterReading *reading,
                           MusterRulebook *rules,
                           MusterRequest *request,
                           MusterPerson *person,
                           GError **error)
{
  MusterGroup *group = find_group (rules, request->date, person->group);
  Workdays days = { rules->calendar, group };
  g_autoptr (GArray) closed = NULL;

  *terms = (MusterRequestTerms) { .of_day = -1 };
  if (!muster_request_policy_init (&terms->policy, group != NULL ? group->requests : NULL,
                                   error))
    return FALSE;

  /* A night shift's punch may be of the next date: its time of day is counted on. */
  if (muster_request_is_correction (request->kind))
    {
      gint64 of_day;
      MusterDate civil = muster_zone_get_civil (
        group != NULL && group->zone != NULL ? group->zone : reading->zone, request->at,
        &of_day);

      terms->of_day = (int) (of_day / MUSTER_MINUTE) + (civil - request->date) * 24 * 60;
    }

  terms->deadline =
    muster_request_get_deadline (request->to_date, terms->policy.deadline,
                                 terms->policy.working_days ? is_workday : NULL, &days);
  terms->period = muster_request_get_period (request->date, terms->policy.start_day);
  if (!muster_requests_count_quota (reading->db, request->person_id, terms->period,
                                    request->id, &terms->used, error))
    return FALSE;

  closed = muster_periods_list (
    reading->db, (MusterDates) { request->date, request->to_date }, TRUE, error);
  terms->locked = closed != NULL && closed->len > 0;

  return closed != NULL;
}

gboolean
muster_request_terms_get_deviation (MusterReading *reading,
                                    MusterRequest *request,
                                    MusterPerson *person,
                                    int *deviation,
                                    GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) sheets = NULL;
  guint segment = (request->slot - 1) / 2;

  *deviation = -1;
  g_ptr_array_add (people, person);
  sheets = muster_ledger_get_sheets (reading->ledger, reading, people,
                                     (MusterDates) { request->date, request->date },
                                     error);
  for (guint i = 0; sheets != NULL && i < sheets->len && *deviation < 0; i++)
    {
      MusterDaySheet *sheet = g_ptr_array_index (sheets, i);
      const MusterShift *shift = sheet->day.shift;
      gint64 due;

      if (shift == NULL || segment >= shift->n_segments)
        continue;

      due = muster_zone_get_instant (sheet->zone, request->date,
                                     (muster_request_is_out (request->slot)
                                        ? shift->segments[segment].off
                                        : shift->segments[segment].on) *
                                       MUSTER_MINUTE);
      *deviation = (int) (ABS (request->at - due) / MUSTER_MINUTE);
    }

  return sheets != NULL;
}
