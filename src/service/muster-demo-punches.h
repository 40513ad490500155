/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-demo-people.h"

/**
 * MusterDemoShift:
 *
 * What a person of the demo company has on a date.
 */
typedef enum
{
  MUSTER_DEMO_OFF,
  MUSTER_DEMO_DAY,   /* 09:00–18:00 */
  MUSTER_DEMO_EARLY, /* 08:00–17:00 */
  MUSTER_DEMO_NIGHT, /* 22:00–06:00 */
} MusterDemoShift;

/**
 * MusterDemoPunch:
 * @wall: the face of the clock, microseconds since 1970 as if it were UTC
 * @received: the same of when it was received; @wall for at once
 * @lat: latitude in GCJ-02, meaningful with %MUSTER_PUNCH_PLACED
 * @lon: longitude in GCJ-02
 * @accuracy: metres, meaningful with %MUSTER_PUNCH_ACCURATE
 * @person: index of the person; %G_MAXUINT32 for a number that is nobody's
 * @phone: index of the person whose phone it came from, meaningful with %MUSTER_PUNCH_PLACED
 * @stranger: which of these numbers, from 0
 * @marks: #MusterPunchMarks
 * @direction: a #MusterDirection
 * @verify: a #MusterVerify
 *
 * An invented punch.
 */
typedef struct
{
  gint64 wall;
  gint64 received;
  double lat;
  double lon;
  float accuracy;
  guint32 person;
  guint32 phone;
  guint16 marks;
  guint8 stranger;
  guint8 direction;
  guint8 verify;
} MusterDemoPunch;

/**
 * muster_demo_punches_get_roster:
 * @demo: a person of the group "rotating"
 * @date: a date
 *
 * Returns: the turn of the person's team: a week of early shifts, a week of nights, the
 *   weekends off
 */
MusterDemoShift muster_demo_punches_get_roster (const MusterDemoPerson *demo,
                                                MusterDate date);

/**
 * muster_demo_punches_is_leave:
 * @number: index of a person
 * @date: a date
 * @seed: decides
 *
 * Returns: whether the person has leave on that date, should it be a working day
 */
gboolean muster_demo_punches_is_leave (guint number, MusterDate date, guint64 seed);

/**
 * muster_demo_punches_invent:
 * @demo: a person
 * @number: index of that person
 * @date: the date
 * @shift: what the person has on that date
 * @seed: decides what happens
 * @punches: (element-type MusterDemoPunch): the punches are appended
 *
 * Invents one day of one person: mostly in time, some late, some forgotten, some twice.
 */
void muster_demo_punches_invent (const MusterDemoPerson *demo,
                                 guint number,
                                 MusterDate date,
                                 MusterDemoShift shift,
                                 guint64 seed,
                                 GArray *punches);

/**
 * muster_demo_punches_invent_strangers:
 * @date: a working day
 * @seed: decides
 * @punches: (element-type MusterDemoPunch): the punches are appended
 *
 * Invents punches of numbers that belong to nobody, and of a clock that was reset.
 */
void muster_demo_punches_invent_strangers (MusterDate date,
                                           guint64 seed,
                                           GArray *punches);

/**
 * muster_demo_punches_invent_incidents:
 * @date: the date of the incidents
 * @punches: (element-type MusterDemoPunch): those of the phones, ordered; some are changed and
 *   one is appended
 *
 * Invents what somebody has to look at: one person punches with the phone of another, one is at
 * two places too soon, and the phone of a third has said one position for a week. Each happens
 * when enough people punched on @date.
 */
void muster_demo_punches_invent_incidents (MusterDate date, GArray *punches);

/**
 * muster_demo_punch_compare:
 *
 * Orders by the face of the clock, then by person.
 */
int muster_demo_punch_compare (gconstpointer a, gconstpointer b);
