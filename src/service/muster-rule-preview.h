/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"
#include "muster-outcome.h"

/**
 * MusterPreviewTotal:
 * @days: person-days on which a value differs
 * @difference: what the draft adds to it in all, of a number
 */
typedef struct
{
  guint days;
  gint64 difference;
} MusterPreviewTotal;

/**
 * MusterPreview:
 * @differences: (element-type MusterDifference): what the draft changes, by person in the order
 *   of their names, then of date; @before is under the rules in force
 * @judged_people: people who were judged
 * @judged_days: person-days that were judged
 * @people: people of whom something differs
 * @days: person-days on which something differs
 * @totals: by #MusterOutcome
 *
 * What a draft of rules would change. Immutable.
 */
#define MUSTER_TYPE_PREVIEW (muster_preview_get_type ())
G_DECLARE_FINAL_TYPE (MusterPreview, muster_preview, MUSTER, PREVIEW, GObject)

struct _MusterPreview
{
  GObject parent_instance;

  GArray *differences;
  guint judged_people;
  guint judged_days;
  guint people;
  guint days;
  MusterPreviewTotal totals[MUSTER_N_OUTCOMES];

  /*< private >*/
  GHashTable *persons; /* of MusterPerson, by id */
  GArray *closed;      /* of MusterDates */
};

/**
 * MusterPreviewRow:
 * @value: code of what differs
 * @before: under the rules in force
 * @after: under the draft
 * @difference: @after less @before, of a number
 * @locked: whether the day is frozen, so that the draft would only make an adjustment
 *
 * One value of one person's day that the draft changes.
 */
#define MUSTER_TYPE_PREVIEW_ROW (muster_preview_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterPreviewRow, muster_preview_row, MUSTER, PREVIEW_ROW, GObject)

struct _MusterPreviewRow
{
  GObject parent_instance;

  gint64 person_id;
  char *person_name;
  char *staff_no;
  MusterDate date;
  guint nth;
  const char *value;
  char *before;
  char *after;
  gint64 difference;
  gboolean locked;
};

/* The columns of a MusterPreviewRow, ended by a %NULL name */
extern const MusterColumn muster_preview_columns[];

/**
 * muster_preview_run:
 * @office: the office
 * @actor: who asks; must be allowed to see days and to edit rules
 * @document: the draft, a rule file
 * @effective: the first date on which it would hold, %MUSTER_DATE_NONE for ever since
 * @dates: the days to judge, bounded
 * @filter: (nullable): whose: person, group, department, search
 * @progress: (nullable): told how many people are judged, of how many
 * @progress_data: for @progress
 * @cancellable: (nullable): to give up
 * @error: a %MUSTER_ERROR_INVALID that names the place in @document, %MUSTER_ERROR_DENIED,
 *   %G_IO_ERROR_CANCELLED
 *
 * Judges days under the rules in force and under these rules with the draft among them, as if it
 * were published, and compares. Rules that hold from a later date than @effective stay in force
 * from there. Nothing is written. Blocks.
 *
 * Returns: (transfer full) (nullable): what differs, of people in the actor's scope
 */
MusterPreview *muster_preview_run (MusterOffice *office,
                                   MusterActor *actor,
                                   const char *document,
                                   MusterDate effective,
                                   MusterDates dates,
                                   MusterFilter *filter,
                                   MusterProgress progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * muster_preview_get_row:
 * @preview: a preview
 * @index: which of its differences
 *
 * Returns: (transfer full): it as a row
 */
MusterPreviewRow *muster_preview_get_row (MusterPreview *preview, guint index);

/**
 * muster_preview_judge_day:
 * @office: the office
 * @actor: who asks; must be allowed to see days and to edit rules
 * @document: the draft, a rule file
 * @effective: the first date on which it would hold, %MUSTER_DATE_NONE for ever since
 * @person_id: whose day
 * @date: which
 * @after: (out) (transfer full) (element-type MusterDaySheet): the day under the draft
 * @cancellable: (nullable): to give up
 * @error: as muster_preview_run(), %MUSTER_ERROR_MISSING for a person out of scope
 *
 * Judges one day with its reasons under the rules in force and under the draft. Blocks.
 *
 * Returns: (transfer full) (element-type MusterDaySheet) (nullable): the day under the rules in force
 */
GPtrArray *muster_preview_judge_day (MusterOffice *office,
                                     MusterActor *actor,
                                     const char *document,
                                     MusterDate effective,
                                     gint64 person_id,
                                     MusterDate date,
                                     GPtrArray **after,
                                     GCancellable *cancellable,
                                     GError **error);
