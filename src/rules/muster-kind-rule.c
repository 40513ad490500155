/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-plan.h"
#include "muster-rule.h"
#include "muster-sheet.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What kind of day it is (semantics §3): for each date, the lines that the later rules fill. */

typedef struct
{
  MusterSheet *sheet;
  const MusterRuleset *ruleset;
  const MusterGroup *group;
  const MusterPolicy *policy;
  MusterDate date;
  gboolean shiftless; /* the person has no shift whatever */
} Day;

static const MusterChoice holiday_work_choices[] = {
  { "count", N_ ("Count the time worked") },
  { "ignore", N_ ("Keep the punches, count nothing") },
  { NULL, NULL },
};

static const MusterField kind_fields[] = {
  { "holiday_work", N_ ("Work on days off"),
    N_ ("What becomes of punches on holidays and rest days"), MUSTER_FIELD_CHOICE,
    MUSTER_FIELD_OPTIONAL, "count", 0, 0, holiday_work_choices },
  { "roster.rest", N_ ("Rest between shifts"),
    N_ ("Less between the shifts of two dates is marked on the roster; 0 for any"),
    MUSTER_FIELD_MINUTES, MUSTER_FIELD_OPTIONAL, "660", 0, 2880 },
  { "roster.run", N_ ("Working days in a row"),
    N_ ("More of them are marked on the roster; 0 for any"), MUSTER_FIELD_INTEGER,
    MUSTER_FIELD_OPTIONAL, "6", 0, MUSTER_PLAN_MOST_RUN },
  { NULL },
};

static gboolean
kind_compile (MusterParams *params, MusterPolicy *policy, GError **error)
{
  policy->holiday_work =
    g_str_equal (muster_params_get_string (params, "holiday_work"), "count");
  policy->least_rest = (gint16) muster_params_get_int64 (params, "roster.rest");
  policy->longest_run = (guint8) muster_params_get_int64 (params, "roster.run");

  return TRUE;
}

/* The rule set in force: the last one that is effective by then. */
static const MusterRuleset *
find_ruleset (const MusterFacts *facts, MusterDate date)
{
  const MusterRuleset *found = NULL;

  for (gsize i = 0; i < facts->n_rulesets; i++)
    if (facts->rulesets[i]->effective <= date)
      found = facts->rulesets[i];

  return found;
}

static const MusterGroup *
find_group (const MusterFacts *facts, const MusterRuleset *ruleset, MusterDate date)
{
  const MusterGroup *group = NULL;

  for (gsize i = 0; i < facts->n_memberships && group == NULL; i++)
    if (facts->memberships[i].from <= date && date <= facts->memberships[i].to)
      group = muster_ruleset_find_group (ruleset, facts->memberships[i].group);

  if (group == NULL && ruleset->groups->len > 0)
    group = g_ptr_array_index (ruleset->groups, 0);

  return group;
}

static const MusterShift *
default_shift (const Day *day)
{
  const MusterShift *own = NULL;

  if (day->sheet->facts->default_shift != NULL)
    own = muster_ruleset_find_shift (day->ruleset, day->sheet->facts->default_shift);

  return own != NULL ? own : day->group->default_shift;
}

static gboolean
is_exempt (const MusterFacts *facts, MusterDate date)
{
  if (facts->exempt)
    return TRUE;

  for (gsize i = 0; i < facts->n_covers; i++)
    if (facts->covers[i].kind == MUSTER_COVER_EXEMPT && facts->covers[i].date == date)
      return TRUE;

  return FALSE;
}

/* Whether no roster, pattern, special date or default ever gives this person a shift. */
static gboolean
is_shiftless (const Day *day)
{
  const MusterGroup *group = day->group;

  if (day->sheet->facts->rostered || day->sheet->facts->n_assignments > 0 ||
      default_shift (day) != NULL || group->makeup_shift != NULL)
    return FALSE;

  for (guint i = 0; i < group->n_slots; i++)
    if (group->slots[i].shift != NULL)
      return FALSE;

  return group->specials->len == 0;
}

static void
fill_schedule (MusterSheetLine *line, const MusterShift *shift)
{
  MusterDate date = line->day.date;

  line->n_segments = shift->n_segments;
  for (guint i = 0; i < shift->n_segments; i++)
    {
      line->on[i] =
        muster_zone_get_instant (line->zone, date, shift->segments[i].on * MUSTER_MINUTE);
      line->off[i] = muster_zone_get_instant (line->zone, date,
                                              shift->segments[i].off * MUSTER_MINUTE);
      line->scheduled += MAX (0, line->off[i] - line->on[i]);
      line->need_in |= shift->segments[i].in_required ? 1u << i : 0;
      line->need_out |= shift->segments[i].out_required ? 1u << i : 0;
    }

  line->n_rests = shift->n_rests;
  for (guint i = 0; i < shift->n_rests; i++)
    {
      line->rest_from[i] =
        muster_zone_get_instant (line->zone, date, shift->rests[i].from * MUSTER_MINUTE);
      line->rest_to[i] =
        muster_zone_get_instant (line->zone, date, shift->rests[i].to * MUSTER_MINUTE);

      for (guint j = 0; j < line->n_segments; j++)
        line->scheduled -= MAX (0, MIN (line->off[j], line->rest_to[i]) -
                                     MAX (line->on[j], line->rest_from[i]));
    }

  if (shift->free)
    line->scheduled = shift->required * MUSTER_MINUTE;
}

static MusterZone *
zone_of (const Day *day, const MusterShift *shift)
{
  if (shift != NULL && shift->zone != NULL)
    return shift->zone;

  if (day->group != NULL && day->group->zone != NULL)
    return day->group->zone;

  return day->sheet->facts->zone;
}

static guint
add_line (const Day *day,
          MusterDayType type,
          const MusterShift *shift,
          const MusterShift *lends)
{
  MusterSheet *sheet = day->sheet;
  guint index = sheet->lines->len;
  MusterSheetLine *line;

  g_array_set_size (sheet->lines, index + 1);
  line = muster_sheet_line (sheet, index);
  memset (line, 0, sizeof *line);

  line->day.person_id = sheet->facts->person_id;
  line->day.date = day->date;
  line->day.type = type;
  line->day.shift = shift;
  line->ruleset = day->ruleset;
  line->group = day->group;
  line->policy = day->policy;
  line->zone = zone_of (day, shift != NULL ? shift : lends);
  line->lends = lends;
  line->employed = TRUE;
  line->off_day = type == MUSTER_DAY_REST || type == MUSTER_DAY_STATUTORY;
  line->counted = !line->off_day || (day->policy != NULL && day->policy->holiday_work);
  line->midnight = muster_zone_get_instant (line->zone, day->date, 0);
  line->next_midnight = muster_zone_get_instant (line->zone, day->date + 1, 0);
  line->open_until = line->next_midnight;

  if (shift != NULL)
    fill_schedule (line, shift);

  if (day->policy != NULL)
    line->session = day->policy->placing == MUSTER_PLACING_SESSION || day->shiftless ||
                    (shift != NULL && shift->free) ||
                    (shift == NULL && lends != NULL && lends->free);

  return index;
}

static void
note_kind (const Day *day, guint line, MusterReason reason, const char *label, gint64 n)
{
  MUSTER_NOTE (day->sheet, line, .rule = "kind", .reason = reason, .label = label,
               .args = { n });
}

/* A span assignment that is not beaten by one that began later and overlaps it. */
static gboolean
assignment_stands (const Day *day, gsize i, gboolean single)
{
  const MusterFacts *facts = day->sheet->facts;
  const MusterAssignment *mine = &facts->assignments[i];
  const MusterShift *shift = muster_ruleset_find_shift (day->ruleset, mine->shift);

  if (mine->single != single || day->date < mine->from || mine->to < day->date)
    return FALSE;

  for (gsize j = 0; j < facts->n_assignments; j++)
    {
      const MusterAssignment *other = &facts->assignments[j];
      const MusterShift *theirs;

      if (j == i || other->single != single || day->date < other->from ||
          other->to < day->date)
        continue;

      if (other->from < mine->from || (other->from == mine->from && j < i))
        continue;

      theirs = muster_ruleset_find_shift (day->ruleset, other->shift);
      if (shift == NULL || theirs == NULL || theirs == shift || shift->free ||
          theirs->free || muster_shift_overlaps (shift, theirs, 0))
        return FALSE;
    }

  return TRUE;
}

/* The first shift that the roster gives, and whether it says anything at all. */
static const MusterShift *
rostered_shift (const Day *day, gboolean single, gboolean *found)
{
  const MusterFacts *facts = day->sheet->facts;
  const MusterShift *shift = NULL;

  *found = FALSE;
  for (gsize i = 0; i < facts->n_assignments; i++)
    {
      if (!assignment_stands (day, i, single))
        continue;

      *found = TRUE;
      if (shift == NULL)
        shift = muster_ruleset_find_shift (day->ruleset, facts->assignments[i].shift);
    }

  return shift;
}

/* The shift that the group uses on the first working day of the week of the date; none where the
 * week's pattern names no shift at all. */
static const MusterShift *
first_of_week (const Day *day)
{
  MusterDate monday = day->date - muster_date_get_weekday (day->date);
  const MusterShift *first = NULL;
  gboolean named = FALSE;

  for (MusterDate date = monday; date < monday + 7; date++)
    {
      MusterSlot slot = muster_group_get_slot (day->group, date);

      named = named || slot.kind == MUSTER_SLOT_SHIFT;
      if (first == NULL && slot.kind != MUSTER_SLOT_REST)
        first = slot.kind == MUSTER_SLOT_SHIFT ? slot.shift : default_shift (day);
    }

  return named ? first : NULL;
}

/* The shift of a make-up workday, and the one whose window a day off borrows. */
static const MusterShift *
usual_shift (const Day *day, gboolean makeup)
{
  gboolean found;
  const MusterShift *shift = makeup ? day->group->makeup_shift : NULL;

  if (shift == NULL && makeup)
    shift = first_of_week (day);
  if (shift == NULL)
    shift = rostered_shift (day, FALSE, &found);
  if (shift == NULL && !makeup)
    shift = muster_group_get_slot (day->group, day->date).shift;
  if (shift == NULL && !makeup)
    shift = first_of_week (day);

  return shift != NULL ? shift : default_shift (day);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const MusterSheetLine *one = a;
  const MusterSheetLine *other = b;
  gint64 x = one->n_segments > 0 ? one->on[0] : one->midnight;
  gint64 y = other->n_segments > 0 ? other->on[0] : other->midnight;

  if (x != y)
    return x < y ? -1 : 1;

  return g_strcmp0 (one->day.shift != NULL ? one->day.shift->code : NULL,
                    other->day.shift != NULL ? other->day.shift->code : NULL);
}

/* All shifts that the roster gives the date, each a line. */
static gboolean
add_rostered (const Day *day, gboolean single)
{
  const MusterFacts *facts = day->sheet->facts;
  guint first = day->sheet->lines->len;
  gboolean found;
  guint n;

  rostered_shift (day, single, &found);
  if (!found)
    return FALSE;

  for (gsize i = 0; i < facts->n_assignments; i++)
    {
      const MusterShift *shift;

      if (!assignment_stands (day, i, single))
        continue;

      shift = muster_ruleset_find_shift (day->ruleset, facts->assignments[i].shift);
      if (shift != NULL)
        add_line (day, MUSTER_DAY_WORK, shift, NULL);
    }

  n = day->sheet->lines->len - first;
  if (n == 0)
    add_line (day, MUSTER_DAY_REST, NULL, usual_shift (day, FALSE));
  else if (n > 1)
    qsort (muster_sheet_line (day->sheet, first), n, sizeof (MusterSheetLine),
           compare_lines);

  for (guint i = first; i < day->sheet->lines->len; i++)
    {
      const MusterSheetLine *line = muster_sheet_line (day->sheet, i);

      if (line->day.shift == NULL)
        note_kind (day, i,
                   single ? MUSTER_REASON_ROSTERED_REST : MUSTER_REASON_ASSIGNED_REST,
                   NULL, 0);
      else
        note_kind (day, i, single ? MUSTER_REASON_ROSTERED : MUSTER_REASON_ASSIGNED,
                   line->day.shift->name, 0);
    }

  return TRUE;
}

static gboolean
add_special (const Day *day)
{
  const MusterSpecialDate *special = muster_group_find_special (day->group, day->date);
  guint line;

  if (special == NULL)
    return FALSE;

  if (special->shift == NULL)
    {
      line = add_line (day, MUSTER_DAY_NONE, NULL, NULL);
      muster_sheet_line (day->sheet, line)->employed = FALSE;
      note_kind (day, line, MUSTER_REASON_SPECIAL_EXEMPT, NULL, 0);
    }
  else
    {
      line = add_line (day, MUSTER_DAY_WORK, special->shift, NULL);
      note_kind (day, line, MUSTER_REASON_SPECIAL, special->shift->name, 0);
    }

  return TRUE;
}

static gboolean
add_holiday (const Day *day)
{
  const MusterHoliday *holiday =
    muster_calendar_find (day->sheet->facts->calendar, day->date);
  const MusterShift *shift;
  guint line;

  if (holiday == NULL)
    return FALSE;

  if (holiday->kind == MUSTER_HOLIDAY_WORKDAY)
    {
      shift = usual_shift (day, TRUE);
      if (shift == NULL)
        return FALSE;

      line = add_line (day, MUSTER_DAY_MAKEUP, shift, NULL);
      note_kind (day, line, MUSTER_REASON_MAKEUP, holiday->name_zh, 0);
    }
  else
    {
      gboolean statutory = holiday->kind == MUSTER_HOLIDAY_STATUTORY;

      line = add_line (day, statutory ? MUSTER_DAY_STATUTORY : MUSTER_DAY_REST, NULL,
                       usual_shift (day, FALSE));
      note_kind (day, line,
                 statutory ? MUSTER_REASON_STATUTORY : MUSTER_REASON_ARRANGED_REST,
                 holiday->name_zh, 0);
    }

  muster_sheet_line (day->sheet, line)->holiday = holiday;

  return TRUE;
}

static gboolean
add_pattern (const Day *day)
{
  MusterSlot slot = muster_group_get_slot (day->group, day->date);
  guint line;

  if (slot.kind == MUSTER_SLOT_DEFAULT)
    return FALSE;

  if (slot.kind == MUSTER_SLOT_REST)
    {
      line = add_line (day, MUSTER_DAY_REST, NULL, usual_shift (day, FALSE));
      note_kind (day, line, MUSTER_REASON_PATTERN_REST, NULL,
                 muster_date_get_weekday (day->date));
    }
  else
    {
      line = add_line (day, MUSTER_DAY_WORK, slot.shift, NULL);
      note_kind (day, line, MUSTER_REASON_PATTERN, slot.shift->name,
                 muster_date_get_weekday (day->date));
    }

  return TRUE;
}

static void
add_default (const Day *day)
{
  const MusterShift *shift = default_shift (day);
  guint line;

  if (shift != NULL)
    {
      line = add_line (day, MUSTER_DAY_WORK, shift, NULL);
      note_kind (day, line, MUSTER_REASON_DEFAULT_SHIFT, shift->name, 0);
    }
  else
    {
      line = add_line (day, MUSTER_DAY_NONE, NULL, NULL);
      note_kind (day, line, MUSTER_REASON_NO_SHIFT, NULL, 0);
    }
}

static void
add_nobody (const Day *day, MusterReason reason)
{
  guint line = add_line (day, MUSTER_DAY_NONE, NULL, NULL);

  muster_sheet_line (day->sheet, line)->employed = FALSE;
  muster_sheet_line (day->sheet, line)->session = FALSE;
  note_kind (day, line, reason, NULL, 0);
}

/* An ordinary day may be a holiday of a year that nobody has entered yet. */
static void
note_calendar (const Day *day)
{
  const MusterCalendar *calendar = day->sheet->facts->calendar;
  int year;

  if (!day->sheet->why || calendar == NULL || calendar->years->len == 0)
    return;

  muster_date_get_ymd (day->date, &year, NULL, NULL);
  if (!muster_calendar_has_year (calendar, year))
    note_kind (day, day->sheet->lines->len - 1, MUSTER_REASON_NO_CALENDAR, NULL, year);
}

static void
add_date (Day *day)
{
  const MusterFacts *facts = day->sheet->facts;

  if (day->group == NULL || day->policy == NULL)
    add_nobody (day, MUSTER_REASON_NO_RULES);
  else if (day->date < facts->joined || day->date > facts->left)
    add_nobody (day, MUSTER_REASON_NOT_EMPLOYED);
  else if (is_exempt (facts, day->date))
    add_nobody (day, MUSTER_REASON_EXEMPT);
  else if (!add_rostered (day, TRUE) && !add_special (day) && !add_holiday (day))
    {
      if (!add_rostered (day, FALSE) && !add_pattern (day))
        add_default (day);
      note_calendar (day);
    }
}

static void
kind_apply (MusterSheet *sheet)
{
  const MusterFacts *facts = sheet->facts;
  Day day = { .sheet = sheet };
  const MusterGroup *known = NULL;

  for (MusterDate date = sheet->dates.from; date <= sheet->dates.to; date++)
    {
      guint first = sheet->lines->len;

      day.date = date;
      day.ruleset = find_ruleset (facts, date);
      day.group = day.ruleset != NULL ? find_group (facts, day.ruleset, date) : NULL;
      if (day.group != known)
        {
          known = day.group;
          day.policy = known != NULL ? muster_sheet_get_policy (sheet, known) : NULL;
          day.shiftless = known != NULL && is_shiftless (&day);
        }

      g_array_append_val (sheet->first_line, first);
      add_date (&day);
      for (guint i = first; i < sheet->lines->len; i++)
        muster_sheet_line (sheet, i)->day.nth = (guint8) MIN (i - first, G_MAXUINT8);
    }

  g_array_append_val (sheet->first_line, sheet->lines->len);
}

const MusterRule muster_kind_rule = {
  .name = "kind",
  .title = N_ ("Kind of day"),
  .fields = kind_fields,
  .compile = kind_compile,
  .apply = kind_apply,
};
