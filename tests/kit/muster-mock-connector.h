/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector-table.h"

/**
 * MusterMock:
 * @n: punches that a source has: one a minute from 2026-03-04 08:00 on, by numbers 1 … 7 in turn
 * @batch: punches handed over at a time
 * @flush: whether it flushes after each batch
 * @records: whether they have record keys, "r1" …
 * @revision: of all of them
 * @late: seconds added to each punch's time
 * @direction: of all of them
 * @clock_known: whether it tells its clock
 * @ahead: microseconds that its clock is ahead, which its punches' times are too
 * @doubt: of that
 * @reach: up to when it says it has nothing more, 0 for not saying
 * @serial: (nullable): the serial number that it tells
 * @fail: (nullable): what every pull fails with, after its punches
 * @fail_host: (nullable): the only host whose pulls fail, %NULL for all
 * @hold: whether a pull waits at its end until it is cancelled
 * @people: whether it tells of people: number 1 is "Ada", 2 "BO" with employee number 1002
 * @pulls: (out): how often it was pulled
 * @probes: (out): how often it was probed
 * @running: (out): pulls at this moment
 * @most_running: (out): and at the worst
 * @held: (out): pulls that @hold keeps
 * @follows: (out): how often it was followed
 * @followed: (out): follows at this moment
 * @clocks: (out): how often its clock was set
 * @step: (nullable): called at each of its steps
 * @step_data: for @step
 *
 * What the mock of a source does. Set it while nothing runs; read it under @lock.
 */
typedef struct
{
  GMutex lock;
  GCond moved;
  guint n;
  guint batch;
  gboolean flush;
  gboolean records;
  gint64 revision;
  gint64 late;
  guint8 direction;
  gboolean clock_known;
  gint64 ahead;
  gint64 doubt;
  gint64 reach;
  const char *serial;
  GError *fail;
  const char *fail_host;
  gboolean hold;
  gboolean people;
  guint pulls;
  guint probes;
  guint running;
  guint most_running;
  guint held;
  guint follows;
  guint followed;
  guint clocks;
  void (*step) (gpointer step_data);
  gpointer step_data;
} MusterMock;

extern MusterMock muster_mock;

/* Back to nothing special: 10 punches, batches of 4. */
void muster_mock_reset (void);

/* Sets @fail; takes the error. */
void muster_mock_fail (GError *error);

/* Waits until so many pulls are at the end that @hold keeps them at. */
void muster_mock_wait_held (guint n);

/* The kinds "mock" (read by itself), "porter" (calls in) and "file". A listener of it is
 * muster_mock_listener: the host that it was given. */
extern const MusterConnectorTable muster_mock_table;

/* Of the last listener that was opened: its host, and the context it lives in. */
extern MusterPushHost muster_mock_host;
extern GMainContext *muster_mock_context;
