/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-survey.h"

/**
 * MusterSurveyItem:
 * @survey: the survey
 * @index: which of its punches
 *
 * A punch of a survey as a row of a list.
 */
#define MUSTER_TYPE_SURVEY_ITEM (muster_survey_item_get_type ())
G_DECLARE_FINAL_TYPE (MusterSurveyItem, muster_survey_item, MUSTER, SURVEY_ITEM, GObject)

struct _MusterSurveyItem
{
  GObject parent_instance;

  MusterSurvey *survey;
  guint index;
};

/**
 * MusterSurveyList:
 *
 * Punches of a survey as a list, the doubtful ones first; rows are made when they are shown.
 */
#define MUSTER_TYPE_SURVEY_LIST (muster_survey_list_get_type ())
G_DECLARE_FINAL_TYPE (MusterSurveyList, muster_survey_list, MUSTER, SURVEY_LIST, GObject)

MusterSurveyList *muster_survey_list_new (void);

/**
 * muster_survey_list_set:
 * @self: a list
 * @survey: (nullable): the survey
 * @sites: which verdicts are shown, a bit for each #MusterSite
 * @until: punches up to this instant are shown, microseconds UTC
 */
void muster_survey_list_set (MusterSurveyList *self,
                             MusterSurvey *survey,
                             guint sites,
                             gint64 until);

/**
 * muster_survey_list_find:
 * @self: a list
 * @index: a punch of the survey
 *
 * Returns: its place in the list, %GTK_INVALID_LIST_POSITION when it is not shown
 */
guint muster_survey_list_find (MusterSurveyList *self, guint index);
