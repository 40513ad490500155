/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-state.h"

typedef struct
{
  const char *code;
  guint statuses; /* bits of MusterStatus */
  guint flags;    /* or any of these */
} StateRow;

static const StateRow state_rows[] = {
  { "present", 1 << MUSTER_STATUS_PRESENT, 0 },
  { "late", 0, MUSTER_FLAG_LATE | MUSTER_FLAG_SEVERE_LATE },
  { "early_leave", 0, MUSTER_FLAG_EARLY_LEAVE },
  { "missing", 0, MUSTER_FLAG_MISSING_IN | MUSTER_FLAG_MISSING_OUT },
  { "absent", 1 << MUSTER_STATUS_ABSENT, 0 },
  { "pending", 1 << MUSTER_STATUS_PENDING, 0 },
  { "leave", 1 << MUSTER_STATUS_LEAVE, 0 },
  { "rest", 1 << MUSTER_STATUS_REST, 0 },
  { "holiday", 1 << MUSTER_STATUS_HOLIDAY, 0 },
  { "half_day", 1 << MUSTER_STATUS_HALF_DAY, 0 },
  { "incomplete", 1 << MUSTER_STATUS_INCOMPLETE, 0 },
  { "outside", 0, MUSTER_FLAG_OUTSIDE },
  { "off_shift", 0, MUSTER_FLAG_OFF_SHIFT },
  { "overtime", 0, MUSTER_FLAG_OVERTIME },
  { "none", 1 << MUSTER_STATUS_NONE, 0 },
};

G_STATIC_ASSERT (G_N_ELEMENTS (state_rows) == MUSTER_N_DAY_STATES);

const char *
muster_day_state_get_code (guint index)
{
  g_return_val_if_fail (index < MUSTER_N_DAY_STATES, NULL);

  return state_rows[index].code;
}

guint
muster_day_state_of (const MusterDay *day)
{
  guint states = 0;

  for (guint i = 0; i < MUSTER_N_DAY_STATES; i++)
    if ((state_rows[i].statuses & (1u << day->status)) != 0 ||
        (state_rows[i].flags & day->flags) != 0)
      states |= 1u << i;

  return states;
}

guint
muster_day_state_from_filter (MusterFilter *filter)
{
  guint wanted = 0;

  if (filter->states == NULL)
    return 0;

  for (guint i = 0; i < MUSTER_N_DAY_STATES; i++)
    if (g_strv_contains ((const char *const *) filter->states, state_rows[i].code))
      wanted |= 1u << i;

  return wanted;
}
