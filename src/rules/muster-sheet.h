/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-facts.h"
#include "muster-rule.h"

#define MUSTER_NO_PUNCH G_MAXUINT

/**
 * MusterSiteEvidence:
 *
 * What the verdict on a place goes by.
 */
typedef enum
{
  MUSTER_EVIDENCE_NONE,
  MUSTER_EVIDENCE_POSITION,
  MUSTER_EVIDENCE_WIFI,
  MUSTER_EVIDENCE_ADDRESS,
} MusterSiteEvidence;

/**
 * MusterSheetPunch:
 * @at: the instant that the rules use: whole minutes under `precision` minute
 * @line: index of the line it was placed in, -1 for none
 * @verdict: a #MusterVerdict
 * @segment: the segment it was placed in, -1 for none
 * @site: a #MusterSite
 * @site_as: a #MusterSiteAs
 * @evidence: a #MusterSiteEvidence
 * @distance: metres to the boundary of @place, negative inside; NAN when it was not measured
 * @place: (nullable): the place that the verdict is about
 *
 * What becomes of one punch; beside the punch of the same index in the facts.
 */
typedef struct
{
  gint64 at;
  gint32 line;
  guint8 verdict;
  gint8 segment;
  guint8 site;
  guint8 site_as;
  guint8 evidence;
  float distance;
  const MusterPlace *place;
} MusterSheetPunch;

/**
 * MusterSession:
 * @from: when it begins
 * @until: when it ends; @from for one that nothing closed
 * @in: index of the punch that opened it, %MUSTER_NO_PUNCH for a piece cut at midnight
 * @out: index of the punch that closed it, %MUSTER_NO_PUNCH for none
 * @line: the line it belongs to
 * @group: which group of sessions of that line, from 0
 * @segment: which segment it was paired in, from 0
 * @closed: whether it has an end
 *
 * A stretch between an in and an out.
 */
typedef struct
{
  gint64 from;
  gint64 until;
  guint in;
  guint out;
  gint32 line;
  guint8 group;
  guint8 segment;
  gboolean closed;
} MusterSession;

/**
 * MusterInterval:
 * @from: microseconds UTC since 1970
 * @until: first instant after it
 * @group: the group of sessions it came from
 *
 * A stretch of worked time.
 */
typedef struct
{
  gint64 from;
  gint64 until;
  guint8 group;
} MusterInterval;

/**
 * MusterCovered:
 * @from: microseconds UTC since 1970
 * @until: first instant after it
 * @kind: a #MusterCoverKind
 * @lieu: whether it is leave in lieu of overtime
 *
 * A stretch of a line that something approved covers.
 */
typedef struct
{
  gint64 from;
  gint64 until;
  guint8 kind;
  gboolean lieu;
} MusterCovered;

/**
 * MusterSlice:
 * @first: index of the first element
 * @n: how many
 *
 * The part of one of the sheet's arrays that belongs to a line.
 */
typedef struct
{
  guint first;
  guint n;
} MusterSlice;

/**
 * MusterSheetLine:
 *
 * One date and shift of a person: the result and what the rules work out on the way.
 */
typedef struct
{
  MusterDay day;

  /* kind */
  const MusterPolicy *policy; /* NULL when no rules are in force */
  const MusterRuleset *ruleset;
  const MusterGroup *group;
  const MusterZone *zone;
  const MusterShift *lends; /* of a day off: the shift whose window takes its punches */
  const MusterHoliday *holiday;
  gint64 midnight;
  gint64 next_midnight;
  gint64 on[MUSTER_SHIFT_SEGMENTS];
  gint64 off[MUSTER_SHIFT_SEGMENTS];
  gint64 rest_from[MUSTER_SHIFT_RESTS];
  gint64 rest_to[MUSTER_SHIFT_RESTS];
  guint n_segments;
  guint n_rests;
  gint64 scheduled; /* microseconds of schedule less rest */
  gboolean employed;
  gboolean off_day; /* rest or statutory: nothing is expected */
  gboolean session; /* punches are placed by session */
  gboolean counted; /* punches count: not on a holiday that ignores them */

  /* placing */
  gint64 parts[MUSTER_SHIFT_SEGMENTS + 1]; /* where the window is cut between segments */
  gint64 open_until;  /* until when a session may still change the day */
  MusterSlice placed; /* of sheet->order */
  gint64 natural_from;
  gint64 natural_to;

  /* pairing */
  MusterSlice sessions;
  gint64 in_at[MUSTER_SHIFT_SEGMENTS];
  gint64 out_at[MUSTER_SHIFT_SEGMENTS];
  guint in_punch[MUSTER_SHIFT_SEGMENTS];
  guint out_punch[MUSTER_SHIFT_SEGMENTS];
  guint8 has_in;  /* a bit for each segment */
  guint8 has_out; /* a bit for each segment */
  gboolean any_punch;

  /* cover */
  MusterSlice covered;
  gint64 covered_work; /* microseconds of schedule that trips and the like cover */
  gint64 leave_work;   /* microseconds of schedule that leave covers */
  guint8 need_in;      /* a bit for each segment whose on-punch is required */
  guint8 need_out;
  gboolean leave_whole;
  gboolean leave_half;
  gboolean
    leave_by_half; /* a half day that takes half of the minutes, not hours that take their own */
  gboolean covered_whole;
  gboolean leave_lieu;  /* some of the leave is time off in lieu */
  gboolean leave_other; /* some of it is not */

  /* overtime */
  guint64
    seal; /* with reasons: of the punches that an approval stands on; 0 where none is needed */

  /* tardy */
  gint64 moved; /* flexible: the day moves by so much */
  gboolean half_tier;
  gboolean absent_tier;
  const char *tier_setting;
  int tier_raw;
  int tier;

  /* worked */
  MusterSlice worked; /* of sheet->worked, in order */

  /* overtime */
  MusterSlice claims;

} MusterSheetLine;

/**
 * MusterSheetNote:
 * @note: the note
 * @line: the line that it is about
 */
typedef struct
{
  MusterNote note;
  guint line;
} MusterSheetNote;

/**
 * MusterSheetClaim:
 * @claim: the stretch
 * @line: the line whose worked time it is
 * @rule: index of the overtime rule in the line's policy
 */
typedef struct
{
  MusterClaim claim;
  guint line;
  guint rule;
} MusterSheetClaim;

/**
 * MusterSheet:
 * @facts: what it is made from
 * @dates: the dates that have lines: those wanted and as far as they reach
 * @compile: looks up the settings of groups
 * @policies: (element-type MusterPolicy): what groups' settings were compiled to
 * @why: whether reasons are noted
 * @measure: whether distances to fences are wanted, also where a verdict needs none
 * @lines: (element-type MusterSheetLine): in order of date and first on-time
 * @first_line: (element-type guint): of each date of @dates, its first line; one more at the end
 * @punches: (element-type MusterSheetPunch): beside those of the facts
 * @order: (element-type guint): indices of punches, line by line
 * @sessions: (element-type MusterSession): line by line, in order
 * @worked: (element-type MusterInterval): line by line, in order, apart from each other
 * @covered: (element-type MusterCovered): line by line
 * @claims: (element-type MusterSheetClaim): line by line
 * @notes: (element-type MusterSheetNote): as they were noted
 * @scratch: (element-type MusterInterval): for one step of one rule
 * @spare: (element-type MusterInterval): likewise
 * @bag: (element-type MusterSession): what placing by session found, line by line
 * @eligible: (element-type guint): indices of punches that no window took
 *
 * A person's span of days while it is judged. The judge keeps one and reuses its arrays.
 */
struct _MusterSheet
{
  const MusterFacts *facts;
  MusterDates dates;
  MusterPolicyFunc compile;
  GHashTable *policies;
  gboolean why;
  gboolean measure;
  GArray *lines;
  GArray *first_line;
  GArray *punches;
  GArray *order;
  GArray *sessions;
  GArray *worked;
  GArray *covered;
  GArray *claims;
  GArray *notes;
  GArray *scratch;
  GArray *spare;
  GArray *bag;
  GArray *eligible;
};

/**
 * muster_sheet_init:
 * @sheet: zeroed memory
 * @compile: looks up the settings of groups
 *
 * Makes the arrays.
 */
void muster_sheet_init (MusterSheet *sheet, MusterPolicyFunc compile);

/**
 * muster_sheet_clear:
 * @sheet: a sheet
 *
 * Frees the arrays.
 */
void muster_sheet_clear (MusterSheet *sheet);

/**
 * muster_sheet_begin:
 * @sheet: a sheet
 * @facts: a person's facts
 * @dates: the dates that get lines
 * @why: whether to note reasons
 *
 * Empties the arrays for the next person; their memory stays.
 */
void muster_sheet_begin (MusterSheet *sheet,
                         const MusterFacts *facts,
                         MusterDates dates,
                         gboolean why);

/**
 * muster_sheet_get_policy:
 * @sheet: a sheet
 * @group: a group
 *
 * Returns: (transfer none) (nullable): the group's settings, compiled once; %NULL for a group
 *   without valid settings
 */
const MusterPolicy *muster_sheet_get_policy (MusterSheet *sheet,
                                             const MusterGroup *group);

static inline MusterSheetLine *
muster_sheet_line (MusterSheet *sheet, guint i)
{
  return &g_array_index (sheet->lines, MusterSheetLine, i);
}

static inline MusterSheetPunch *
muster_sheet_punch (MusterSheet *sheet, guint i)
{
  return &g_array_index (sheet->punches, MusterSheetPunch, i);
}

/**
 * muster_sheet_lines_of:
 * @sheet: a sheet
 * @date: a date
 *
 * Returns: the lines of that date; none when it lies outside the sheet
 */
MusterSlice muster_sheet_lines_of (MusterSheet *sheet, MusterDate date);

/**
 * muster_sheet_note:
 * @sheet: a sheet
 * @line: index of the line
 * @note: what to note; the rule set is filled in
 *
 * Notes a reason. Does nothing unless reasons are wanted.
 */
void muster_sheet_note (MusterSheet *sheet, guint line, const MusterNote *note);

/* Notes a reason without building it when nobody asked. */
#define MUSTER_NOTE(sheet, line, ...)                                                    \
  G_STMT_START                                                                           \
  {                                                                                      \
    if (G_UNLIKELY ((sheet)->why))                                                       \
      muster_sheet_note ((sheet), (line), &(MusterNote) { __VA_ARGS__ });                \
  }                                                                                      \
  G_STMT_END

/**
 * muster_intervals_total:
 * @intervals: (element-type MusterInterval): stretches apart from each other
 *
 * Returns: microseconds they last
 */
gint64 muster_intervals_total (GArray *intervals);

/**
 * muster_intervals_cut:
 * @intervals: (element-type MusterInterval): stretches in order
 * @from: microseconds UTC
 * @until: microseconds UTC
 * @spare: (element-type MusterInterval): emptied and used
 *
 * Takes a stretch out. Returns: microseconds that were taken out
 */
gint64 muster_intervals_cut (GArray *intervals, gint64 from, gint64 until, GArray *spare);

/**
 * muster_sheet_line_closes_at:
 * @line: a line whose punches were placed
 *
 * Returns: the instant after which no punch can belong to the line, microseconds UTC
 */
gint64 muster_sheet_line_closes_at (const MusterSheetLine *line);

/**
 * muster_sheet_seal_line:
 * @sheet: a sheet whose punches were placed
 * @index: a line
 * @seal: what was sealed before
 *
 * Returns: @seal with the punches of the line that take part in its result
 */
guint64 muster_sheet_seal_line (MusterSheet *sheet, guint index, guint64 seal);

/**
 * muster_sheet_is_due:
 * @sheet: a sheet
 * @line: a line with a policy, whose punches were placed
 *
 * Returns: whether its window has closed and every source has reported past it, or was waited
 *   for long enough (semantics §12)
 */
gboolean muster_sheet_is_due (const MusterSheet *sheet, const MusterSheetLine *line);
