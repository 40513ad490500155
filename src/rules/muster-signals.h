/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-punch.h"

/**
 * MusterSignalKind:
 *
 * What makes a punch worth a look (semantics §10). A signal is never a verdict: a person decides.
 */
typedef enum
{
  MUSTER_SIGNAL_MOCK,            /* the phone says that its position is made up */
  MUSTER_SIGNAL_SPEED,           /* nobody travels that fast from the punch before */
  MUSTER_SIGNAL_SHARED_DEVICE,   /* one device, several people */
  MUSTER_SIGNAL_SEVERAL_DEVICES, /* one person, several devices in a day */
  MUSTER_SIGNAL_SAME_POSITION,   /* identical to the last digit on many days */
  MUSTER_SIGNAL_UNBOUND_DEVICE,  /* another device than the person's confirmed one */
  MUSTER_SIGNAL_WEAK_VERIFY,     /* fewer kinds of verification than the policy demands */
  MUSTER_SIGNAL_TWO_SOURCES,     /* one person at two sources within a minute */
} MusterSignalKind;

/**
 * MusterSignalPunch:
 * @punch: the punch
 * @person_id: who made it
 * @date: its civil date
 * @device: (nullable): the person's own device that it came from, interned
 * @bound: whether @device is confirmed as the person's
 * @any_bound: whether the person has any confirmed device
 * @factors: kinds of verification that the policy asks of a punch away from a time clock
 *
 * A punch as signals are looked for.
 */
typedef struct
{
  MusterPunch punch;
  gint64 person_id;
  MusterDate date;
  const char *device;
  gboolean bound;
  gboolean any_bound;
  int factors;
} MusterSignalPunch;

/**
 * MusterSignal:
 * @kind: a #MusterSignalKind
 * @person_id: whose punch
 * @date: the day that it shows on
 * @at: the instant of the punch, microseconds UTC
 * @punch_id: the punch
 * @before_id: the other punch that it is told from, 0 for none
 * @other_id: of a shared device: the other person; 0 otherwise
 * @device: (nullable): the device, interned
 * @metres: of a speed: the distance at least, accuracy taken off
 * @seconds: of a speed and of two sources: the time between
 * @number: days with one position, devices in a day, people with one device, or kinds of
 *   verification that were there
 * @wanted: kinds of verification that the policy asks for
 *
 * What was found, with its evidence.
 */
typedef struct
{
  MusterSignalKind kind;
  gint64 person_id;
  MusterDate date;
  gint64 at;
  gint64 punch_id;
  gint64 before_id;
  gint64 other_id;
  const char *device;
  double metres;
  gint64 seconds;
  int number;
  int wanted;
} MusterSignal;

/**
 * muster_signals_find:
 * @punches: (array length=n): punches of people, person by person and in time order for each;
 *   void ones are passed over
 * @n: how many
 * @signals: (element-type MusterSignal): what is found is appended, in order of date, person, kind
 *   and instant
 *
 * Looks for what is worth a look. Pure, and independent of the order in which people come.
 */
void muster_signals_find (const MusterSignalPunch *punches, gsize n, GArray *signals);

/**
 * muster_signal_get_code:
 * @kind: a kind
 *
 * Returns: (transfer none): its name in files, "shared_device"
 */
const char *muster_signal_get_code (MusterSignalKind kind);

/**
 * muster_signals_count_factors:
 * @punch: a punch
 * @device: whether it came from a confirmed device
 *
 * Counts kinds of verification: something the person is (finger, face, palm, iris), knows
 * (password) or has (card, own device). A position, a Wi-Fi or an address verifies nobody.
 *
 * Returns: 0, 1 or 2
 */
int muster_signals_count_factors (const MusterPunch *punch, gboolean device);
