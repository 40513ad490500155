/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterDate:
 *
 * A civil date as days since 1970-01-01 (proleptic Gregorian), without a zone.
 */
typedef gint32 MusterDate;

#define MUSTER_DATE_NONE G_MININT32 /* no date; as the start of a span: since ever */
#define MUSTER_DATE_EVER G_MAXINT32 /* as the end of a span: without end */

#define MUSTER_SECOND G_GINT64_CONSTANT (1000000)
#define MUSTER_MINUTE (60 * MUSTER_SECOND)
#define MUSTER_DAY (86400 * MUSTER_SECOND) /* the face of a day, not its duration */

/**
 * MusterDates:
 * @from: first date
 * @to: last date, included
 *
 * A span of civil dates.
 */
typedef struct
{
  MusterDate from;
  MusterDate to;
} MusterDates;

/**
 * MusterSpan:
 * @from: first instant, microseconds UTC since 1970
 * @until: first instant after it
 *
 * A half-open span of instants.
 */
typedef struct
{
  gint64 from;
  gint64 until;
} MusterSpan;

/**
 * MusterZone:
 *
 * The rules of one IANA zone, resolved once for the years that attendance can be in, and
 * then read without a lock from any thread. Reference counted and immutable.
 */
typedef struct _MusterZone MusterZone;

/**
 * muster_zone_new:
 * @name: an IANA name such as "Asia/Shanghai"
 * @error: set when there is no such zone on this system
 *
 * Gets a zone; asking twice for a name gives the same data.
 *
 * Returns: (transfer full) (nullable): the zone
 */
MusterZone *muster_zone_new (const char *name, GError **error);

MusterZone *muster_zone_ref (MusterZone *zone);
void muster_zone_unref (MusterZone *zone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterZone, muster_zone_unref)

/**
 * muster_zone_get_name:
 * @zone: a zone
 *
 * Returns: (transfer none): its IANA name
 */
const char *muster_zone_get_name (const MusterZone *zone);

/**
 * muster_zone_get_offset:
 * @zone: a zone
 * @at: microseconds UTC since 1970
 *
 * Returns: seconds that local time is ahead of UTC at that instant
 */
gint32 muster_zone_get_offset (const MusterZone *zone, gint64 at);

/**
 * muster_zone_get_instant:
 * @zone: a zone
 * @date: a civil date
 * @of_day: microseconds of wall time after the midnight that begins @date; may be negative
 *   or beyond a day ("25:00")
 *
 * Gets the instant of a wall time. One that happens twice is the earlier instant; one that
 * never happens is moved forward by the gap (semantics §1.4).
 *
 * Returns: microseconds UTC since 1970
 */
gint64 muster_zone_get_instant (const MusterZone *zone, MusterDate date, gint64 of_day);

/**
 * muster_zone_get_civil:
 * @zone: a zone
 * @at: microseconds UTC since 1970
 * @of_day: (out) (optional): microseconds of wall time after midnight, 0 … a day less one
 *
 * Returns: the civil date at that instant
 */
MusterDate muster_zone_get_civil (const MusterZone *zone, gint64 at, gint64 *of_day);

/**
 * muster_date_new:
 * @year: 1 … 9999
 * @month: 1 … 12
 * @day: 1 … 31
 *
 * Returns: the date, or %MUSTER_DATE_NONE if there is no such day
 */
MusterDate muster_date_new (int year, int month, int day);

/**
 * muster_date_get_ymd:
 * @date: a date
 * @year: (out) (optional): the year
 * @month: (out) (optional): 1 … 12
 * @day: (out) (optional): 1 … 31
 *
 * Takes a date apart.
 */
void muster_date_get_ymd (MusterDate date, int *year, int *month, int *day);

/**
 * muster_date_get_weekday:
 * @date: a date
 *
 * Returns: 0 for Monday … 6 for Sunday
 */
int muster_date_get_weekday (MusterDate date);

/**
 * muster_date_parse:
 * @text: "2026-03-05"
 * @date: (out): the date
 * @error: set when @text is not such a date
 *
 * Reads an ISO date. Returns: whether it was one
 */
gboolean muster_date_parse (const char *text, MusterDate *date, GError **error);

/**
 * muster_date_get_period_start:
 * @date: a date
 * @day: day of the month on which attendance periods begin, 1 to 28
 *
 * Returns: the first date of the period that @date is in
 */
MusterDate muster_date_get_period_start (MusterDate date, int day);

/**
 * muster_date_format:
 * @date: a date
 *
 * Returns: (transfer full): "2026-03-05"
 */
char *muster_date_format (MusterDate date);

/**
 * muster_instant_parse:
 * @text: "2026-03-05T09:00", "2026-03-05 09:00:30", the same with "Z" or "+08:00"; hours
 *   may go beyond 24
 * @zone: (nullable): the zone of a text without an offset; %NULL refuses such a text
 * @at: (out): microseconds UTC since 1970
 * @error: set when @text is not such a time
 *
 * Reads an instant. Returns: whether it was one
 */
gboolean muster_instant_parse (const char *text,
                               const MusterZone *zone,
                               gint64 *at,
                               GError **error);

/**
 * muster_instant_format:
 * @at: microseconds UTC since 1970
 * @zone: the zone to write it in
 *
 * Returns: (transfer full): "2026-03-05T09:00:30+08:00", with microseconds only if there are any
 */
char *muster_instant_format (gint64 at, const MusterZone *zone);
