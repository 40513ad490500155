/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-office.h"
#include "muster-person.h"

/**
 * MusterDatumHint:
 * @source_id: a source
 * @declared: the datum that it is set to
 * @better: the datum under which its punches fit the places
 * @offset: metres by which most of them miss a place as it is
 *
 * That a source is probably set to a wrong datum.
 */
typedef struct
{
  gint64 source_id;
  MusterDatum declared;
  MusterDatum better;
  double offset;
} MusterDatumHint;

/**
 * MusterSurvey:
 * @hints: (element-type MusterDatumHint): sources whose punches lie beside the places as if their datum
 *   were another
 * @punches: (element-type MusterSited): punches with a position that the actor may see, person by
 *   person and in time order for each
 * @places: (element-type MusterPlace): where punches count on any of the dates
 * @dates: the dates
 * @zone: the company's zone
 *
 * Where punches were made, all at once, for a map. Immutable.
 */
#define MUSTER_TYPE_SURVEY (muster_survey_get_type ())
G_DECLARE_FINAL_TYPE (MusterSurvey, muster_survey, MUSTER, SURVEY, GObject)

struct _MusterSurvey
{
  GObject parent_instance;

  GArray *punches;
  GPtrArray *places;
  GArray *hints;
  MusterDates dates;
  MusterZone *zone;

  /*< private >*/
  GHashTable *people;  /* of MusterPerson, by id */
  GHashTable *sources; /* of names, by id */
  GObject *rules;      /* owns what punches point to */
};

/**
 * muster_survey_new:
 * @office: the office
 * @actor: who looks
 * @filter: dates, person, group, department, source, search
 * @without: a place that is left out of account, 0 for none
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_DENIED, %MUSTER_ERROR_INVALID without dates, and storage
 *
 * Judges where punches were made. Blocks.
 *
 * Returns: (transfer full) (nullable): the survey
 */
MusterSurvey *muster_survey_new (MusterOffice *office,
                                 MusterActor *actor,
                                 MusterFilter *filter,
                                 gint64 without,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * muster_survey_fetch:
 * @office: the office
 * @actor: who looks
 * @filter: which days and whose punches
 * @without: a place that is left out, 0 for none
 * @cancellable: (nullable): to give up
 * @callback: told at the end; takes the survey with muster_office_run_finish()
 * @user_data: for @callback
 *
 * muster_survey_new() beside the main loop.
 */
void muster_survey_fetch (MusterOffice *office,
                          MusterActor *actor,
                          MusterFilter *filter,
                          gint64 without,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/**
 * muster_survey_get_person:
 * @self: a survey
 * @person_id: who
 *
 * Returns: (transfer none) (nullable): the person
 */
MusterPerson *muster_survey_get_person (MusterSurvey *self, gint64 person_id);

/* (transfer full): the name of whose punch it is */
char *muster_survey_say_person (MusterSurvey *self, gint64 person_id);

/**
 * muster_survey_get_source:
 * @self: a survey
 * @source_id: a source
 *
 * Returns: (transfer none): its name, "" when it is unknown
 */
const char *muster_survey_get_source (MusterSurvey *self, gint64 source_id);

/**
 * MusterPrediction:
 * @n: punches by #MusterSite, as the fence would make them
 * @before: punches by #MusterSite, as they are without it
 * @changed_punches: punches whose verdict it changes
 * @changed_people: (element-type gint64): whose verdicts it changes, in order of the survey
 *
 * What a fence would do.
 */
typedef struct
{
  guint n[4];
  guint before[4];
  guint changed_punches;
  GArray *changed_people;
} MusterPrediction;

/**
 * muster_survey_predict:
 * @self: a survey
 * @place: (nullable): a place that is not saved yet, for the days it would hold; %NULL for none
 * @compare: (nullable): a survey of the same punches with what the fence replaces, to tell which
 *   verdicts change; %NULL to compare with @self
 * @prediction: (out): what it would do; its array is emptied and used, or made
 *
 * Judges every punch of a survey that the place is for against its fence too: the better verdict
 * counts. Quick enough to be done while a corner is dragged.
 */
void muster_survey_predict (MusterSurvey *self,
                            MusterPlace *place,
                            MusterSurvey *compare,
                            MusterPrediction *prediction);

/**
 * muster_survey_propose:
 * @self: a survey
 * @near: metres within which punches belong together
 * @n_punches: (out): punches of the cluster
 * @n_people: (out): how many people made them
 *
 * Finds where most people punch outside of every fence: the cluster of the most people, several at
 * least.
 *
 * Returns: (transfer full) (nullable) (element-type MusterFencePart): a circle round nine tenths of
 *   it, %NULL when there is no such cluster
 */
GPtrArray *muster_survey_propose (MusterSurvey *self,
                                  double near,
                                  guint *n_punches,
                                  guint *n_people);
