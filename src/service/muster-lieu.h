/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-listing.h"
#include "muster-person.h"
#include "muster-roster.h"

typedef struct _MusterReading MusterReading;

/**
 * MusterLieuBalance:
 * @earned: minutes of overtime that were given back as time off, up to the date
 * @taken: minutes taken of them
 * @expired: minutes that expired before anybody took them
 * @left: minutes that are there on the date
 * @short_of: minutes that were taken without being there
 * @expires: the next date on which some of @left are there for the last time,
 *   %MUSTER_DATE_EVER for never
 * @expiring: minutes of @left that are lost after @expires
 *
 * Somebody's time off in lieu (semantics §9). What was earned first is taken first.
 */
typedef struct
{
  gint64 earned;
  gint64 taken;
  gint64 expired;
  gint64 left;
  gint64 short_of;
  MusterDate expires;
  gint64 expiring;
} MusterLieuBalance;

/**
 * muster_lieu_sum:
 * @days: (array length=n): one person's days in order of date
 * @n: how many
 * @date: on which date; later days count as taken, nothing of them is earned
 * @balance: (out): the balance
 *
 * What a day earns can be taken from the next date on, and on its last date still.
 */
void muster_lieu_sum (const MusterDay *days,
                      gsize n,
                      MusterDate date,
                      MusterLieuBalance *balance);

/**
 * muster_lieu_read:
 * @reading: a snapshot
 * @people: (element-type MusterPerson): whose
 * @date: on which date
 * @balances: (array): where to put a balance for each of @people
 * @error: as muster_ledger_get_days()
 *
 * Judges all days from the first punch on that was made by anybody.
 *
 * Returns: whether they were read
 */
gboolean muster_lieu_read (MusterReading *reading,
                           GPtrArray *people,
                           MusterDate date,
                           MusterLieuBalance *balances,
                           GError **error);

/**
 * muster_lieu_try:
 * @reading: a snapshot
 * @person: whose
 * @covers: (array length=n): time off in lieu that somebody asks for
 * @n: how many
 * @dates: the dates they are about
 * @missing: (out): minutes that would be taken without being there, 0 when there is enough
 * @left: (out): minutes that are there on the first of the dates
 * @error: as muster_ledger_get_days()
 *
 * Returns: whether it was found out
 */
gboolean muster_lieu_try (MusterReading *reading,
                          MusterPerson *person,
                          const MusterCover *covers,
                          gsize n,
                          MusterDates dates,
                          gint64 *missing,
                          gint64 *left,
                          GError **error);

/**
 * MusterLieuRow:
 * @person: whose
 * @balance: the balance on the last date of the filter, or today
 *
 * A line of the balances of time off in lieu.
 */
#define MUSTER_TYPE_LIEU_ROW (muster_lieu_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterLieuRow, muster_lieu_row, MUSTER, LIEU_ROW, GObject)

struct _MusterLieuRow
{
  GObject parent_instance;

  MusterPerson *person;
  MusterLieuBalance balance;
};

/* Rows are MusterLieuRow, one a person in the order of people. */
extern const MusterListing muster_balances_listing;
