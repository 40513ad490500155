/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-outcome.h"

typedef struct
{
  const char *code;
  gsize offset; /* of a gint32 or a byte in MusterDay */
  gsize size;
} NumberRow;

#define NUMBER(name, member)                                                             \
  { name, G_STRUCT_OFFSET (MusterDay, member), sizeof (((MusterDay *) NULL)->member) }

/* A row without a size is no number. */
static const NumberRow rows[] = {
  [MUSTER_OUTCOME_SHIFT] = { "shift", 0, 0 },
  [MUSTER_OUTCOME_DAY_TYPE] = { "day_type", 0, 0 },
  [MUSTER_OUTCOME_STATUS] = { "status", 0, 0 },
  [MUSTER_OUTCOME_OTHER_HALF] = { "other_half", 0, 0 },
  [MUSTER_OUTCOME_FLAGS] = { "flags", 0, 0 },
  [MUSTER_OUTCOME_EXPECTED] = NUMBER ("expected", expected_min),
  [MUSTER_OUTCOME_WORKED_SEC] = NUMBER ("worked_sec", worked_sec),
  [MUSTER_OUTCOME_LATE] = NUMBER ("late", late_min),
  [MUSTER_OUTCOME_EARLY] = NUMBER ("early", early_min),
  [MUSTER_OUTCOME_OVERTIME] = NUMBER ("overtime", overtime_min),
  [MUSTER_OUTCOME_OVERTIME_PENDING] = NUMBER ("overtime_pending", overtime_pending_min),
  [MUSTER_OUTCOME_UNDERTIME] = NUMBER ("undertime", undertime_min),
  [MUSTER_OUTCOME_LIEU_EARNED] = NUMBER ("lieu_earned", lieu_earned_min),
  [MUSTER_OUTCOME_LIEU_TAKEN] = NUMBER ("lieu_taken", lieu_taken_min),
  [MUSTER_OUTCOME_ATTENDED_HALF] = NUMBER ("attended_half", attended_half),
  [MUSTER_OUTCOME_ABSENT_HALF] = NUMBER ("absent_half", absent_half),
};

G_STATIC_ASSERT (G_N_ELEMENTS (rows) == MUSTER_N_OUTCOMES);

static const MusterDay no_day = { .type = MUSTER_DAY_NONE, .status = MUSTER_STATUS_NONE };

const char *
muster_outcome_get_code (MusterOutcome outcome)
{
  return rows[outcome].code;
}

gboolean
muster_outcome_is_number (MusterOutcome outcome)
{
  return rows[outcome].size > 0;
}

gint64
muster_outcome_get_number (MusterOutcome outcome, const char *text)
{
  return text != NULL && muster_outcome_is_number (outcome)
           ? g_ascii_strtoll (text, NULL, 10)
           : 0;
}

static gint64
number_get (const NumberRow *row, const MusterDay *day)
{
  const char *member = (const char *) day + row->offset;

  return row->size == sizeof (gint32) ? *(const gint32 *) (gconstpointer) member
                                      : *(const guint8 *) (gconstpointer) member;
}

static char *
flags_to_text (guint flags)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint flag = 1; flag <= MUSTER_FLAG_FORGIVEN; flag <<= 1)
    if ((flags & flag) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "",
                              muster_day_flag_get_code (flag));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
outcome_differs (MusterOutcome outcome,
                 const MusterDay *before,
                 const char *before_shift,
                 const MusterDay *after,
                 const char *after_shift)
{
  switch (outcome)
    {
    case MUSTER_OUTCOME_SHIFT:
      return g_strcmp0 (before_shift, after_shift) != 0;
    case MUSTER_OUTCOME_DAY_TYPE:
      return before->type != after->type;
    case MUSTER_OUTCOME_STATUS:
      return before->status != after->status;
    case MUSTER_OUTCOME_OTHER_HALF:
      return before->other_half != after->other_half;
    case MUSTER_OUTCOME_FLAGS:
      return before->flags != after->flags;
    default:
      return number_get (&rows[outcome], before) != number_get (&rows[outcome], after);
    }
}

static char *
outcome_to_text (MusterOutcome outcome, const MusterDay *day, const char *shift)
{
  switch (outcome)
    {
    case MUSTER_OUTCOME_SHIFT:
      return g_strdup (shift != NULL ? shift : "");
    case MUSTER_OUTCOME_DAY_TYPE:
      return g_strdup (muster_day_type_get_code (day->type));
    case MUSTER_OUTCOME_STATUS:
      return g_strdup (muster_status_get_code (day->status));
    case MUSTER_OUTCOME_OTHER_HALF:
      return g_strdup (muster_status_get_code (day->other_half));
    case MUSTER_OUTCOME_FLAGS:
      return flags_to_text (day->flags);
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number_get (&rows[outcome], day));
    }
}

static void
difference_clear (MusterDifference *difference)
{
  g_free (difference->before);
  g_free (difference->after);
}

GArray *
muster_differences_new (void)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (MusterDifference));

  g_array_set_clear_func (differences, (GDestroyNotify) difference_clear);

  return differences;
}

void
muster_differences_add (GArray *differences,
                        const MusterDay *before,
                        const char *before_shift,
                        const MusterDay *after,
                        const char *after_shift)
{
  const MusterDay *named = before != NULL ? before : after;

  if (before == NULL)
    before = &no_day;
  if (after == NULL)
    after = &no_day;

  for (MusterOutcome outcome = 0; outcome < MUSTER_N_OUTCOMES; outcome++)
    if (outcome_differs (outcome, before, before_shift, after, after_shift))
      {
        MusterDifference difference = {
          .person_id = named->person_id,
          .date = named->date,
          .nth = named->nth,
          .outcome = (guint8) outcome,
          .before = outcome_to_text (outcome, before, before_shift),
          .after = outcome_to_text (outcome, after, after_shift),
        };

        g_array_append_val (differences, difference);
      }
}

int
muster_day_compare_entry (const MusterDay *a, const MusterDay *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  if (a->date != b->date)
    return a->date < b->date ? -1 : 1;

  return (int) a->nth - (int) b->nth;
}

const char *
muster_day_get_shift_code (const MusterDay *day)
{
  return day != NULL && day->shift != NULL ? day->shift->code : NULL;
}
