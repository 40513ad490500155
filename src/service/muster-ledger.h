/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-dossier.h"
#include "muster-listing.h"
#include "muster-person.h"
#include "muster-rulebook.h"
#include "muster-transaction.h"

/**
 * MusterLedger:
 *
 * Judges the days of people from what the store knows, and keeps the results of the last spans
 * looked at in memory, for as long as nothing that they depend on has changed. It is a view:
 * nothing of it is ever stored. Safe from any thread.
 */
typedef struct _MusterLedger MusterLedger;
typedef struct _MusterTransaction MusterTransaction;

/**
 * MusterResults:
 * @days: (element-type MusterDay): in the order of the people asked for, then of date
 * @as_of: the moment of judging, microseconds UTC
 *
 * Days as they were judged. Immutable; reference counted.
 */
typedef struct
{
  GArray *days;
  gint64 as_of;
} MusterResults;

MusterResults *muster_results_ref (MusterResults *results);
void muster_results_unref (MusterResults *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterResults, muster_results_unref)

/**
 * muster_ledger_new:
 *
 * Returns: (transfer full): a ledger that keeps nothing yet
 */
MusterLedger *muster_ledger_new (void);
void muster_ledger_free (MusterLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterLedger, muster_ledger_free)

/**
 * muster_ledger_get_generation:
 * @ledger: a ledger
 *
 * Returns: a number that grows with every change that days depend on. Take it before the
 *   snapshot that is judged
 */
guint64 muster_ledger_get_generation (MusterLedger *ledger);

/**
 * muster_ledger_get_judged:
 * @ledger: a ledger
 *
 * Returns: how many times the days of a person were judged so far, for who measures it
 */
guint64 muster_ledger_get_judged (MusterLedger *ledger);

/**
 * muster_ledger_forget:
 * @ledger: a ledger
 * @topics: #MusterTopics that a commit touched
 * @touched: (nullable) (element-type MusterTouch): the days that depend on it, as far as they
 *   were named
 *
 * Forgets what may come out otherwise now: the days of the people that @touched names when it
 * accounts for all of @topics, else everything.
 */
void muster_ledger_forget (MusterLedger *ledger, guint topics, GArray *touched);

/**
 * muster_ledger_get_rules:
 * @ledger: a ledger
 * @reading: a snapshot
 * @error: as muster_rulebook_read()
 *
 * Returns: (transfer full) (nullable): the rule sets and calendar of the snapshot
 */
MusterRulebook *muster_ledger_get_rules (MusterLedger *ledger,
                                         MusterReading *reading,
                                         GError **error);

/**
 * muster_ledger_get_days:
 * @ledger: a ledger
 * @reading: a snapshot
 * @ids: (array length=n): people, each once
 * @n: how many
 * @dates: which days, bounded
 * @error: %MUSTER_ERROR_STORAGE, %G_IO_ERROR_CANCELLED, a rule set that cannot be read
 *
 * Judges the days of many people, as far as they are not judged already. Results may be up to a minute older
 * than the snapshot, as far as only time has passed since; their as_of says so.
 *
 * Returns: (transfer full) (nullable): the results
 */
MusterResults *muster_ledger_get_days (MusterLedger *ledger,
                                       MusterReading *reading,
                                       const gint64 *ids,
                                       gsize n,
                                       MusterDates dates,
                                       GError **error);

/**
 * muster_ledger_judge:
 * @reading: a snapshot
 * @rules: what to judge under
 * @ids: (array length=n): people, each once
 * @n: how many
 * @dates: which days, bounded
 * @days: (element-type MusterDay): where to add the results, in the order of @ids, then of date
 * @error: as muster_ledger_get_days()
 *
 * Judges under rules that need not be in force; nothing of it is kept.
 *
 * Returns: whether all were judged
 */
gboolean muster_ledger_judge (MusterReading *reading,
                              MusterRulebook *rules,
                              const gint64 *ids,
                              gsize n,
                              MusterDates dates,
                              GArray *days,
                              GError **error);

/**
 * muster_ledger_suppose:
 * @ledger: a ledger
 * @reading: a snapshot
 * @person: whose
 * @dates: which days, bounded
 * @supposition: what is supposed
 * @error: as muster_ledger_get_days()
 *
 * Judges days as they would be; nothing of it is kept.
 *
 * Returns: (transfer full) (element-type MusterDaySheet) (nullable): in order of date
 */
GPtrArray *muster_ledger_suppose (MusterLedger *ledger,
                                  MusterReading *reading,
                                  MusterPerson *person,
                                  MusterDates dates,
                                  const MusterSupposition *supposition,
                                  GError **error);

/**
 * muster_ledger_get_sheets:
 * @ledger: a ledger
 * @reading: a snapshot
 * @people: (element-type MusterPerson): whose
 * @dates: which days, bounded
 * @error: as muster_ledger_get_days()
 *
 * Judges the days of some people for the eye, with punches, picture and reasons, and with the
 * sources that a pending day waits for.
 *
 * Returns: (transfer full) (element-type MusterDaySheet) (nullable): in the order of @people,
 *   then of date
 */
GPtrArray *muster_ledger_get_sheets (MusterLedger *ledger,
                                     MusterReading *reading,
                                     GPtrArray *people,
                                     MusterDates dates,
                                     GError **error);

/**
 * muster_ledger_read_transaction:
 * @ledger: (transfer none): a ledger of its own, for what the transaction has written
 * @txn: a transaction
 *
 * Returns: the transaction as a listing sees it, so that what a command judges is judged as what
 *   is shown
 */
MusterReading muster_ledger_read_transaction (MusterLedger *ledger,
                                              MusterTransaction *txn);

/**
 * muster_ledger_judge_sheets:
 * @reading: a snapshot
 * @rules: what to judge under
 * @people: (element-type MusterPerson): whose
 * @dates: which days, bounded
 * @error: as muster_ledger_get_days()
 *
 * The same under rules that need not be in force.
 *
 * Returns: (transfer full) (element-type MusterDaySheet) (nullable): in the order of @people,
 *   then of date
 */
GPtrArray *muster_ledger_judge_sheets (MusterReading *reading,
                                       MusterRulebook *rules,
                                       GPtrArray *people,
                                       MusterDates dates,
                                       GError **error);
