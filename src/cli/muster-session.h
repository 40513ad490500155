/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-company.h"
#include "muster-params.h"

/**
 * MusterSession:
 * @folder: where the company is
 * @user: (nullable): who signs in
 * @passphrase_file: (nullable): where that user's password is read from
 * @cancellable: cancelled when the program is asked to stop
 * @company: (nullable): the open company
 * @actor: (nullable): who signed in
 *
 * One run of musterctl: what every verb is given.
 */
typedef struct
{
  char *folder;
  char *user;
  char *passphrase_file;
  GCancellable *cancellable;
  MusterCompany *company;
  MusterActor *actor;
} MusterSession;

/**
 * muster_session_fields:
 *
 * The options that every verb takes, ended by a %NULL name.
 */
extern const MusterField muster_session_fields[];

/**
 * muster_session_new:
 * @options: what was given of muster_session_fields
 *
 * Returns: (transfer full): a session that has not opened its company yet
 */
MusterSession *muster_session_new (GVariantDict *options);
void muster_session_free (MusterSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterSession, muster_session_free)

/**
 * muster_session_open:
 * @session: the run
 * @error: no company, a wrong password, no way to ask for one
 *
 * Opens the company: with the password file, else with the key that the desktop keeps, else
 * with a password asked for at the terminal. Does nothing when it is open.
 *
 * Returns: (transfer none) (nullable): its office
 */
MusterOffice *muster_session_open (MusterSession *session, GError **error);

/**
 * muster_session_get_password:
 * @session: the run
 * @prompt: what to ask for
 * @again: whether a new password is chosen, which is asked for twice
 * @error: no way to ask, nothing typed
 *
 * Returns: (transfer full) (nullable): the password; wipe it with muster_company_wipe()
 */
char *muster_session_get_password (MusterSession *session,
                                   const char *prompt,
                                   gboolean again,
                                   GError **error);
