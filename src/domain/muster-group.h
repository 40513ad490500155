/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-params.h"
#include "muster-shift.h"

/**
 * MusterPatternKind:
 *
 * How a group's days repeat (semantics §3.5).
 */
typedef enum
{
  MUSTER_PATTERN_NONE,     /* they do not: the default shift every day */
  MUSTER_PATTERN_WEEKLY,   /* 7 slots from Monday */
  MUSTER_PATTERN_BIWEEKLY, /* 14 slots from the Monday of the week of the anchor */
  MUSTER_PATTERN_CYCLE,    /* n slots from the anchor */
} MusterPatternKind;

/**
 * MusterSlotKind:
 *
 * What a slot of a pattern says.
 */
typedef enum
{
  MUSTER_SLOT_DEFAULT, /* nothing: the default shift */
  MUSTER_SLOT_SHIFT,   /* a shift */
  MUSTER_SLOT_REST,    /* rest */
} MusterSlotKind;

/**
 * MusterSlot:
 * @kind: a #MusterSlotKind
 * @shift: (nullable): the shift, of a %MUSTER_SLOT_SHIFT
 *
 * One day of a pattern.
 */
typedef struct
{
  guint8 kind;
  MusterShift *shift;
} MusterSlot;

/**
 * MusterSpecialDate:
 * @date: the date
 * @shift: (nullable): the shift that must be attended; %NULL when everybody is exempt
 *
 * A group's special date (semantics §3.3).
 */
typedef struct
{
  MusterDate date;
  MusterShift *shift;
} MusterSpecialDate;

/**
 * MusterGroup:
 * @code: its name in files, unique in its rule set
 * @name: what people call it
 * @zone: (nullable): the zone of shifts that name none; %NULL for the company's
 * @default_shift: (nullable): the shift of a day that nothing else decides
 * @makeup_shift: (nullable): the shift of a make-up workday
 * @pattern: a #MusterPatternKind
 * @anchor: the date that a two-week or n-day pattern is counted from
 * @slots: (array length=n_slots): the pattern
 * @n_slots: how many
 * @specials: (element-type MusterSpecialDate): in order of date
 * @policy: how its days are judged, in the fields of muster_judge_get_fields()
 * @requests: (nullable): how its requests are handled, in the fields of
 *   muster_request_policy_get_fields(); %NULL for the defaults
 * @exceptions: (nullable): which small exceptions its rules accept, in the fields of
 *   muster_exception_get_fields(); %NULL for none
 *
 * An attendance group: people under one set of rules. Immutable once built; its shifts are
 * those of its rule set.
 */
#define MUSTER_TYPE_GROUP (muster_group_get_type ())
G_DECLARE_FINAL_TYPE (MusterGroup, muster_group, MUSTER, GROUP, GObject)

struct _MusterGroup
{
  GObject parent_instance;

  char *code;
  char *name;
  MusterZone *zone;
  MusterShift *default_shift;
  MusterShift *makeup_shift;
  MusterPatternKind pattern;
  MusterDate anchor;
  MusterSlot *slots;
  guint n_slots;
  GArray *specials;
  MusterParams *policy;
  MusterParams *requests;
  MusterParams *exceptions;
};

/**
 * muster_group_new:
 * @code: its name in files
 *
 * Returns: (transfer full): a group without shifts and pattern, for its builder to fill
 */
MusterGroup *muster_group_new (const char *code);

/**
 * muster_group_set_pattern:
 * @group: a group that is being built
 * @kind: how its days repeat
 * @anchor: the date it is counted from; ignored for a weekly one
 * @slots: (array length=n): copied, with a reference to their shifts
 * @n: 7 for a week, 14 for two, as many as the cycle has
 *
 * Gives the group its pattern.
 */
void muster_group_set_pattern (MusterGroup *group,
                               MusterPatternKind kind,
                               MusterDate anchor,
                               const MusterSlot *slots,
                               guint n);

/**
 * muster_group_add_special:
 * @group: a group that is being built
 * @date: the date
 * @shift: (nullable): the shift, %NULL for exempt
 *
 * Adds a special date, in any order; the last word on a date stands.
 */
void muster_group_add_special (MusterGroup *group, MusterDate date, MusterShift *shift);

/**
 * muster_group_find_special:
 * @group: a group
 * @date: a date
 *
 * Returns: (transfer none) (nullable): the group's special date
 */
const MusterSpecialDate *muster_group_find_special (const MusterGroup *group,
                                                    MusterDate date);

/**
 * muster_group_get_slot:
 * @group: a group
 * @date: a date
 *
 * Returns: what the pattern says of that date
 */
MusterSlot muster_group_get_slot (const MusterGroup *group, MusterDate date);
