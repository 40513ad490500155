/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-person.h"

/**
 * MusterDemoSource:
 *
 * What people of the demo company punch at.
 */
typedef enum
{
  MUSTER_DEMO_GATE,     /* a clock, read up to now */
  MUSTER_DEMO_WORKSHOP, /* a clock that was last read this morning */
  MUSTER_DEMO_PHONE,    /* phones, with positions in GCJ-02 */
  MUSTER_DEMO_N_SOURCES,
} MusterDemoSource;

/**
 * MusterDemoPerson:
 * @person: the record, to be stored
 * @key: the person's number on @source
 * @phone: (nullable): the id of the person's phone, of one who punches with it
 * @extra: (nullable): what that phone says with each punch, as punches store it
 * @source: a #MusterDemoSource
 * @site: which of the three sites, from 0
 * @team: which of the two teams that take turns at night, from 0
 * @late: how often the person is late, of a thousand days
 *
 * An invented person.
 */
typedef struct
{
  MusterPerson *person;
  char *key;
  char *phone;
  char *extra;
  guint8 source;
  guint8 site;
  guint8 team;
  guint16 late;
} MusterDemoPerson;

/**
 * muster_demo_people_invent:
 * @n: how many
 * @dates: the span that there will be punches of; some join or leave within it
 * @seed: decides who they are
 *
 * Invents people: plausible names that mean nobody, in departments of two levels.
 *
 * Returns: (transfer full) (element-type MusterDemoPerson): the people
 */
GPtrArray *muster_demo_people_invent (guint n, MusterDates dates, guint64 seed);
