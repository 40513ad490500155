/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"
#include "muster-sink.h"

/**
 * MusterWallOrder:
 * @MUSTER_WALL_YMD: 2024-02-29, 2024/2/29, 2024.2.29, 2024年2月29日
 * @MUSTER_WALL_DMY: 29/02/2024, 29-02-2024, 29.2.2024
 * @MUSTER_WALL_MDY: 02/29/2024, 02-29-2024
 * @MUSTER_WALL_COMPACT: 20240229, 20240229080102
 *
 * How the parts of a date are ordered. Times are the same in all: 8:30, 08:30:15, 8:30 PM,
 * 下午8:30, 8时30分; in the compact one also 083015.
 */
typedef enum
{
  MUSTER_WALL_YMD,
  MUSTER_WALL_DMY,
  MUSTER_WALL_MDY,
  MUSTER_WALL_COMPACT,
} MusterWallOrder;

#define MUSTER_WALL_ORDERS (MUSTER_WALL_COMPACT + 1)

/**
 * muster_wall_orders:
 *
 * The orders as choices, "ymd", "dmy", "mdy" and "compact", in the order of the enumeration.
 */
extern const MusterChoice muster_wall_orders[];

/**
 * MusterWall:
 * @date: the date, %MUSTER_DATE_NONE when the text has none
 * @of_day: microseconds after midnight, −1 when the text has no time
 * @offset: seconds ahead of UTC, %MUSTER_OFFSET_UNKNOWN when the text does not say
 *
 * What a text says about a moment.
 */
typedef struct
{
  MusterDate date;
  gint64 of_day;
  gint32 offset;
} MusterWall;

/**
 * muster_wall_parse:
 * @text: (array length=length): some UTF-8
 * @length: bytes of it
 * @order: how its date is ordered
 * @wall: (out): what it says
 *
 * Reads a date, a time, or a date and a time. Nothing else may stand beside it but spaces and
 * the day of the week.
 *
 * Returns: (nullable): %NULL when it was one, else why not, as a #MusterReject reason
 */
const char *muster_wall_parse (const char *text,
                               gsize length,
                               MusterWallOrder order,
                               MusterWall *wall);

/**
 * MusterWallSurvey:
 *
 * Which orders the dates of a file allow. Start with all zero.
 */
typedef struct
{
  guint64 seen;
  guint64 fits[MUSTER_WALL_ORDERS];
} MusterWallSurvey;

/**
 * muster_wall_survey_feed:
 * @survey: a survey
 * @text: (array length=length): one date, with or without a time
 * @length: bytes of it
 *
 * Looks at one more text. Empty ones do not count.
 */
void muster_wall_survey_feed (MusterWallSurvey *survey, const char *text, gsize length);

/**
 * muster_wall_survey_decide:
 * @survey: a survey of all dates of a file
 * @order: (out): the order that fits most of them
 *
 * Returns: whether that is certain; not when day and month can be taken for each other throughout
 */
gboolean muster_wall_survey_decide (const MusterWallSurvey *survey,
                                    MusterWallOrder *order);
