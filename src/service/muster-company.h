/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * MusterCompany:
 *
 * One company folder: muster.db, muster.keys, backups. The way from a password to an office.
 */
#define MUSTER_TYPE_COMPANY (muster_company_get_type ())
G_DECLARE_FINAL_TYPE (MusterCompany, muster_company, MUSTER, COMPANY, GObject)

/**
 * muster_company_exists:
 * @folder: a path
 *
 * Returns: whether there is a company in @folder
 */
gboolean muster_company_exists (const char *folder);

/**
 * muster_company_create:
 * @folder: where; made if need be, refused if it holds a company already
 * @name: what the company is called
 * @zone: IANA name of its zone
 * @user: name of the first user, who becomes admin
 * @password: that user's password; not empty
 * @clock: (nullable): the clock, %NULL for the real one
 * @clock_data: for @clock
 * @recovery: (out) (optional) (transfer full): the recovery key in groups, to be shown once; wipe it
 *   with muster_company_wipe()
 * @actor: (out) (transfer full): the first admin
 * @error: what went wrong; nothing is left behind
 *
 * Makes a company with a usable setup: a day shift 09:00–18:00 with rest 12:00–13:00, weekly
 * rest Saturday and Sunday, the built-in holiday calendar.
 *
 * Returns: (transfer full) (nullable): the open company
 */
MusterCompany *muster_company_create (const char *folder,
                                      const char *name,
                                      const char *zone,
                                      const char *user,
                                      const char *password,
                                      MusterClock clock,
                                      gpointer clock_data,
                                      char **recovery,
                                      MusterActor **actor,
                                      GError **error);

/**
 * MusterKeyEffort:
 * @MUSTER_KEY_EFFORT_FULL: about a second a try, as people's passwords deserve
 * @MUSTER_KEY_EFFORT_LEAST: no effort at all: for tests and companies of invented people
 *
 * How hard it shall be to guess a password.
 */
typedef enum
{
  MUSTER_KEY_EFFORT_FULL,
  MUSTER_KEY_EFFORT_LEAST,
} MusterKeyEffort;

/**
 * muster_company_create_with_effort:
 *
 * Like muster_company_create(), with passwords that cost less to try.
 */
MusterCompany *muster_company_create_with_effort (const char *folder,
                                                  const char *name,
                                                  const char *zone,
                                                  const char *user,
                                                  const char *password,
                                                  MusterKeyEffort effort,
                                                  MusterClock clock,
                                                  gpointer clock_data,
                                                  char **recovery,
                                                  MusterActor **actor,
                                                  GError **error);

/**
 * muster_company_open:
 * @folder: where the company is
 * @user: (nullable): who signs in; %NULL when the company has one user only
 * @password: that user's password
 * @clock: (nullable): the clock, %NULL for the real one
 * @clock_data: for @clock
 * @actor: (out) (transfer full): who signed in
 * @error: %MUSTER_ERROR_LOCKED for a wrong password or an unknown user (not told apart),
 *   %MUSTER_ERROR_MISSING when there is no company, %MUSTER_ERROR_STORAGE for a damaged slot
 *   file or a damaged database, each with its own words; nothing is changed
 *
 * Returns: (transfer full) (nullable): the open company
 */
MusterCompany *muster_company_open (const char *folder,
                                    const char *user,
                                    const char *password,
                                    MusterClock clock,
                                    gpointer clock_data,
                                    MusterActor **actor,
                                    GError **error);

/**
 * muster_company_open_with_recovery:
 *
 * Like muster_company_open() with the recovery key, spaces, dashes and case as they come.
 */
MusterCompany *muster_company_open_with_recovery (const char *folder,
                                                  const char *user,
                                                  const char *recovery,
                                                  MusterClock clock,
                                                  gpointer clock_data,
                                                  MusterActor **actor,
                                                  GError **error);

/**
 * muster_company_open_with_session:
 *
 * Like muster_company_open() with the key that the desktop's Secret Service keeps, if the user
 * let it; %MUSTER_ERROR_MISSING when it keeps none.
 */
MusterCompany *muster_company_open_with_session (const char *folder,
                                                 const char *user,
                                                 GCancellable *cancellable,
                                                 MusterClock clock,
                                                 gpointer clock_data,
                                                 MusterActor **actor,
                                                 GError **error);

/**
 * muster_company_keep_in_session:
 * @company: an open company
 * @actor: who signed in
 * @keep: whether the desktop's Secret Service keeps the key, or forgets it
 *
 * Returns: whether it could
 */
gboolean muster_company_keep_in_session (MusterCompany *company,
                                         MusterActor *actor,
                                         gboolean keep,
                                         GCancellable *cancellable,
                                         GError **error);

/**
 * muster_company_note_audit:
 * @company: an open company
 * @error: %MUSTER_ERROR_LOCKED, %MUSTER_ERROR_STORAGE
 *
 * Notes in muster.keys how far the audit log reaches, so that a log that is cut later is found
 * out. Blocks.
 *
 * Returns: whether it is noted
 */
gboolean muster_company_note_audit (MusterCompany *company, GError **error);

/**
 * muster_company_close:
 * @company: a company
 *
 * Notes the end of the audit log, closes the database and wipes the key; every later call through its office fails with
 * %MUSTER_ERROR_LOCKED. Called by lock and on dispose.
 */
void muster_company_close (MusterCompany *company);

/**
 * muster_company_renew_recovery:
 * @company: an open company
 * @actor: who may administer
 * @error: %MUSTER_ERROR_DENIED, %MUSTER_ERROR_STORAGE
 *
 * Makes a new recovery key; the old one opens nothing any more.
 *
 * Returns: (transfer full) (nullable): the recovery key in groups, to be shown once; wipe it
 */
char *muster_company_renew_recovery (MusterCompany *company,
                                     MusterActor *actor,
                                     GError **error);

MusterOffice *muster_company_get_office (MusterCompany *company);
const char *muster_company_get_folder (MusterCompany *company);
const char *muster_company_get_name (MusterCompany *company);
MusterZone *muster_company_get_zone (MusterCompany *company);

/**
 * muster_company_dup_vault:
 * @company: an open company
 *
 * Returns: (transfer full): its database, for services that handle it as a whole
 */
MusterVault *muster_company_dup_vault (MusterCompany *company);

/**
 * muster_company_list_slots:
 * @folder: where a company is
 * @error: a missing or damaged slot file
 *
 * Returns: (transfer full) (nullable): how many users there are is known without a password,
 *   their names are not: the ids of the slots
 */
GStrv muster_company_list_slots (const char *folder, GError **error);

/**
 * muster_company_wipe:
 * @secret: (transfer full) (nullable): a secret
 *
 * Overwrites and frees a password or recovery key.
 */
void muster_company_wipe (char *secret);
