/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sync-plan.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#define RETRY_FIRST (30 * MUSTER_SECOND)
#define RETRY_LONGEST (30 * MUSTER_MINUTE)
#define RETRY_REFUSED (60 * MUSTER_MINUTE)
#define RETRY_JITTER 0.2

/* Without a word of the user's: a source that missed three of its turns, but at least an hour, is
 * silent; one that is read at times of day after a day and some. */
#define SILENT_TURNS 3
#define SILENT_LEAST (60 * MUSTER_MINUTE)
#define SILENT_TIMES (26 * 60 * MUSTER_MINUTE)

static const MusterChoice when_choices[] = {
  { "interval", N_ ("Every few minutes") },
  { "times", N_ ("At times of day") },
  { "manual", N_ ("Only when asked") },
  { NULL },
};

static const MusterChoice clock_choices[] = {
  { "constant", N_ ("By the correction that is set") },
  { "measured", N_ ("By the difference measured at each sync") },
  { NULL },
};

const MusterField muster_sync_plan_fields[] = {
  { "schedule", N_ ("Sync"), NULL, MUSTER_FIELD_CHOICE, .fallback = "interval",
    .choices = when_choices },
  { "every", N_ ("Minutes between syncs"), NULL, MUSTER_FIELD_MINUTES, .fallback = "5",
    .min = 1, .max = 10080 },
  { "times", N_ ("Times of day"), N_ ("Such as 08:30, 12:15"), MUSTER_FIELD_STRINGS },
  { "live", N_ ("Stay connected"),
    N_ ("Punches come as they are made, where the source can do that"),
    MUSTER_FIELD_BOOLEAN, .fallback = "false" },
  { "clock", N_ ("Correct its clock"), N_ ("The raw time stays visible"),
    MUSTER_FIELD_CHOICE, .fallback = "constant", .choices = clock_choices },
  { "drift_warn", N_ ("Clock may be off by"), N_ ("Seconds before you are told"),
    MUSTER_FIELD_SECONDS, .fallback = "60", .min = 1, .max = 86400 },
  { "silent_after", N_ ("Silent after"),
    N_ ("Minutes without a report before you are told; 0 lets Muster decide"),
    MUSTER_FIELD_MINUTES, .fallback = "0", .max = 43200 },
  { NULL },
};

/* ---- Reading it ---- */

static gboolean
time_parse (const char *text, int *minute)
{
  int hours, minutes, end = 0;

  if (sscanf (text, "%2d:%2d%n", &hours, &minutes, &end) < 2 || text[end] != '\0' ||
      hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return FALSE;

  *minute = hours * 60 + minutes;

  return TRUE;
}

static int
time_compare (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static gboolean
plan_read_times (MusterSyncPlan *plan, MusterParams *params, GError **error)
{
  GVariant *value = muster_params_get_value (params, "times");
  g_autofree const char **times = value != NULL ? g_variant_get_strv (value, NULL) : NULL;

  for (gsize i = 0; times != NULL && times[i] != NULL; i++)
    {
      int minute;

      if (!time_parse (times[i], &minute))
        return muster_error_set_field (
          error, "times", _ ("“%s” is not a time of day such as 08:30."), times[i]);
      g_array_append_val (plan->times, minute);
    }
  g_array_sort (plan->times, time_compare);

  if (plan->when == MUSTER_SYNC_TIMES && plan->times->len == 0)
    return muster_error_set_field (error, "times",
                                   _ ("Say at which times of day to sync."));

  return TRUE;
}

static gint64
plan_get_silence (const MusterSyncPlan *plan, gint64 minutes)
{
  if (minutes > 0)
    return minutes * MUSTER_MINUTE;

  switch (plan->when)
    {
    case MUSTER_SYNC_INTERVAL:
      return MAX (SILENT_LEAST, SILENT_TURNS * plan->every);
    case MUSTER_SYNC_TIMES:
      return SILENT_TIMES;
    case MUSTER_SYNC_MANUAL:
    default:
      return G_MAXINT64;
    }
}

MusterSyncPlan *
muster_sync_plan_new (GVariant *values, GError **error)
{
  g_autoptr (MusterParams)
    params = muster_params_new (muster_sync_plan_fields, values, error);
  g_autoptr (MusterSyncPlan) plan = NULL;
  const char *when;

  if (params == NULL)
    return NULL;

  when = muster_params_get_string (params, "schedule");
  plan = g_new0 (MusterSyncPlan, 1);
  plan->times = g_array_new (FALSE, FALSE, sizeof (int));
  plan->when = g_str_equal (when, "times")    ? MUSTER_SYNC_TIMES
               : g_str_equal (when, "manual") ? MUSTER_SYNC_MANUAL
                                              : MUSTER_SYNC_INTERVAL;
  plan->every = muster_params_get_int64 (params, "every") * MUSTER_MINUTE;
  plan->live = muster_params_get_boolean (params, "live");
  plan->measured = g_str_equal (muster_params_get_string (params, "clock"), "measured");
  plan->drift_warn = muster_params_get_int64 (params, "drift_warn") * MUSTER_SECOND;
  plan->silent_after =
    plan_get_silence (plan, muster_params_get_int64 (params, "silent_after"));

  return plan_read_times (plan, params, error) ? g_steal_pointer (&plan) : NULL;
}

void
muster_sync_plan_free (MusterSyncPlan *plan)
{
  g_array_unref (plan->times);
  g_free (plan);
}

/* ---- When ---- */

/* The first of the times of day after an instant. */
static gint64
next_time (const MusterSyncPlan *plan, MusterZone *zone, gint64 after)
{
  MusterDate date = muster_zone_get_civil (zone, after, NULL);

  for (MusterDate day = date; day <= date + 2; day++)
    for (guint i = 0; i < plan->times->len; i++)
      {
        gint64 at = muster_zone_get_instant (
          zone, day, g_array_index (plan->times, int, i) * MUSTER_MINUTE);

        if (at > after)
          return at;
      }

  return G_MAXINT64;
}

gint64
muster_sync_plan_get_next (const MusterSyncPlan *plan,
                           MusterZone *zone,
                           gint64 attempted_at,
                           gint64 now)
{
  if (plan->when == MUSTER_SYNC_MANUAL)
    return G_MAXINT64;
  if (attempted_at == 0)
    return now;
  if (plan->when == MUSTER_SYNC_TIMES)
    return next_time (plan, zone, attempted_at);

  /* A clock that was set back must not make a source wait for years. */
  return MIN (attempted_at + plan->every, now + plan->every);
}

gint64
muster_sync_plan_get_retry (const MusterSyncPlan *plan,
                            MusterZone *zone,
                            guint failures,
                            gboolean refused,
                            double dice,
                            gint64 now)
{
  gint64 pause = RETRY_FIRST;

  if (plan->when == MUSTER_SYNC_MANUAL)
    return G_MAXINT64;

  for (guint i = 1; i < failures && pause < RETRY_LONGEST; i++)
    pause *= 2;
  pause = refused ? RETRY_REFUSED : MIN (pause, RETRY_LONGEST);
  pause += (gint64) ((double) pause * RETRY_JITTER * (2 * dice - 1));

  if (plan->when == MUSTER_SYNC_TIMES)
    return MIN (now + pause, next_time (plan, zone, now));

  return now + pause;
}
