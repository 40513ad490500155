/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define MUSTER_MEASURE_RUNS 5

/**
 * MusterMeasure:
 * @title: what is compared, one line
 * @ours: seconds of each run of Muster
 * @bare: seconds of each run of what it is compared with
 * @n: how many runs
 *
 * Times of two things measured side by side in one run of a program.
 */
typedef struct
{
  const char *title;
  double ours[MUSTER_MEASURE_RUNS];
  double bare[MUSTER_MEASURE_RUNS];
  guint n;
} MusterMeasure;

/**
 * muster_measure_now:
 *
 * Returns: seconds of a clock that never goes back
 */
static inline double
muster_measure_now (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/**
 * muster_measure_add:
 * @measure: a measure
 * @ours: seconds that Muster took
 * @bare: seconds that the other took
 *
 * Adds a pair of runs.
 */
static inline void
muster_measure_add (MusterMeasure *measure, double ours, double bare)
{
  g_assert_cmpuint (measure->n, <, MUSTER_MEASURE_RUNS);
  measure->ours[measure->n] = ours;
  measure->bare[measure->n] = bare;
  measure->n++;
}

static inline int
muster_measure_compare (gconstpointer a, gconstpointer b)
{
  const double *left = a;
  const double *right = b;

  return (*left > *right) - (*left < *right);
}

static inline double
muster_measure_median (const double *seconds, guint n)
{
  double sorted[MUSTER_MEASURE_RUNS];

  memcpy (sorted, seconds, n * sizeof (double));
  qsort (sorted, n, sizeof (double), muster_measure_compare);

  return sorted[n / 2];
}

/**
 * muster_measure_report:
 * @measure: a measure with its runs
 * @most: how many times as long Muster may take at most
 *
 * Prints one line with the medians and their ratio.
 *
 * Returns: the exit status of the program: 0, or 1 when it took longer
 */
static inline int
muster_measure_report (const MusterMeasure *measure, double most)
{
  double ours = muster_measure_median (measure->ours, measure->n);
  double bare = muster_measure_median (measure->bare, measure->n);
  gboolean good = ours <= most * bare;

  g_print ("%-58s %8.3f s against %8.3f s: %5.2f times, at most %.1f%s\n", measure->title,
           ours, bare, ours / bare, most, good ? "" : "  TOO SLOW");

  return good ? 0 : 1;
}
