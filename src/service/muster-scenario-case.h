/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "muster-facts.h"

/**
 * MusterScenarioKind:
 *
 * What a case asks.
 */
typedef enum
{
  MUSTER_SCENARIO_DAYS,
  MUSTER_SCENARIO_ROSTER_OVERLAP,
  MUSTER_SCENARIO_SESSION_OVERLAP,
} MusterScenarioKind;

/**
 * MusterScenarioSession:
 * @from: when it begins
 * @until: when it ends, %G_MAXINT64 for an open one
 */
typedef struct
{
  gint64 from;
  gint64 until;
} MusterScenarioSession;

/**
 * MusterScenarioCase:
 * @id: its name
 * @title: what it shows
 * @kind: what it asks
 * @zone: the zone in which the shift is judged
 * @ruleset: shifts and policy
 * @calendar: holidays
 * @facts: all but the dates; points into the case
 * @punch_ids: (element-type utf8): names of the punches; a punch's id is its place, from 1
 * @places: (element-type MusterPlace): where punches count
 * @networks: (element-type MusterPunchNetwork): what punches say beside a position
 * @touched: (element-type MusterDate): the dates that the case speaks of, in order, each once
 * @spans: of a roster overlap: two on- and off-times in minutes
 * @existing: (element-type MusterScenarioSession): of a session overlap
 * @candidate: of a session overlap: when
 * @opens: of a session overlap: whether the candidate opens a session, else it closes one
 * @expect: (nullable): what must come out
 *
 * One case of a scenario file.
 */
typedef struct
{
  char *id;
  char *title;
  MusterScenarioKind kind;
  MusterZone *zone;
  MusterRuleset *ruleset;
  MusterCalendar *calendar;
  GArray *assignments;
  GArray *covers;
  GArray *punches;
  GPtrArray *punch_ids;
  GPtrArray *places;
  GArray *networks;
  GArray *touched;
  MusterFacts facts;
  int spans[2][2];
  GArray *existing;
  gint64 candidate;
  gboolean opens;
  JsonObject *expect;
  JsonNode *root;
} MusterScenarioCase;

/**
 * muster_scenario_case_new:
 * @object: a case
 * @path: its place in the file
 * @root: the file, kept alive by the case
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: (transfer full) (nullable): the case
 */
MusterScenarioCase *muster_scenario_case_new (JsonObject *object,
                                              const char *path,
                                              JsonNode *root,
                                              GError **error);
void muster_scenario_case_free (MusterScenarioCase *scenario);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterScenarioCase, muster_scenario_case_free)
