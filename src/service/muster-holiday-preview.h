/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * MusterHolidayChange:
 * @date: the date
 * @before: code of its kind now, "ordinary" for none
 * @after: code of its kind with the file
 * @name: its name with the file, else the one it has
 *
 * A date that would be another kind of day.
 */
typedef struct
{
  MusterDate date;
  const char *before;
  const char *after;
  char *name;
} MusterHolidayChange;

/**
 * MusterHolidayPreview:
 * @changes: (element-type MusterHolidayChange): in order of date
 * @years: (element-type int): the years that the file speaks of
 * @n_days: days that it has
 * @n_skipped: events that it has and that are left out
 *
 * What importing a calendar file would change.
 */
typedef struct
{
  GArray *changes;
  GArray *years;
  guint n_days;
  guint n_skipped;
} MusterHolidayPreview;

void muster_holiday_preview_free (MusterHolidayPreview *preview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterHolidayPreview, muster_holiday_preview_free)

/**
 * muster_holiday_preview_run:
 * @office: the office
 * @actor: who may edit rules
 * @document: the text of the file
 * @holidays: as "calendar.import" takes it: "china", "statutory", "rest"
 * @unmarked: as "calendar.import" takes it
 * @cancellable: (nullable): to give up
 * @error: what is wrong with the file, naming the place
 *
 * Reads a calendar file without importing it. Blocks.
 *
 * Returns: (transfer full) (nullable): what it would change
 */
MusterHolidayPreview *muster_holiday_preview_run (MusterOffice *office,
                                                  MusterActor *actor,
                                                  const char *document,
                                                  const char *holidays,
                                                  gboolean unmarked,
                                                  GCancellable *cancellable,
                                                  GError **error);
