/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-reading.h"

MusterDate
muster_reading_get_today (MusterReading *reading)
{
  return muster_zone_get_civil (reading->zone, reading->now, NULL);
}

MusterSpan
muster_reading_get_span (MusterReading *reading, MusterDates dates)
{
  MusterSpan span = { G_MININT64, G_MAXINT64 };

  if (dates.from != MUSTER_DATE_NONE)
    span.from = muster_zone_get_instant (reading->zone, dates.from, 0);
  if (dates.to != MUSTER_DATE_NONE && dates.to != MUSTER_DATE_EVER)
    span.until = muster_zone_get_instant (reading->zone, dates.to + 1, 0);

  return span;
}

MusterZone *
muster_reading_get_zone (MusterReading *reading, const char *name)
{
  MusterZone *zone = NULL;

  if (name != NULL && !g_str_equal (name, muster_zone_get_name (reading->zone)))
    zone = muster_zone_new (
      name, NULL); /* a zone that was removed from the system: company's */

  return zone != NULL ? zone : muster_zone_ref (reading->zone);
}
