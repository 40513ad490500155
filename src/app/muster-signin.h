/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-company.h"

/**
 * MusterSignin:
 * @company: the open company
 * @actor: who works in it
 * @recovery: (nullable): the recovery key of a company that was just made
 *
 * What comes out of a password.
 */
typedef struct
{
  MusterCompany *company;
  MusterActor *actor;
  char *recovery;
} MusterSignin;

void muster_signin_free (MusterSignin *signin);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterSignin, muster_signin_free)

/**
 * MusterSigninKeep:
 *
 * What the login session does with the key. That it cannot is no error of signing in.
 */
typedef enum
{
  MUSTER_SIGNIN_KEEP_NOTHING, /* it stays as it was */
  MUSTER_SIGNIN_KEEP_KEY,
  MUSTER_SIGNIN_FORGET_KEY,
} MusterSigninKeep;

/**
 * muster_signin_create_async:
 * @folder: where
 * @name: what the company is called
 * @zone: its zone
 * @user: the first user
 * @password: that user's password
 * @cancellable: (nullable): to give up
 * @callback: ends with muster_signin_finish()
 * @user_data: for @callback
 *
 * Makes a company without holding up the main loop: deriving a key takes its time.
 */
void muster_signin_create_async (const char *folder,
                                 const char *name,
                                 const char *zone,
                                 const char *user,
                                 const char *password,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * muster_signin_open_async:
 * @folder: where the company is
 * @user: (nullable): who signs in
 * @secret: the password or the recovery key
 * @recovery: whether @secret is the recovery key
 * @keep: what the login session does with the key
 * @cancellable: (nullable): to give up
 * @callback: ends with muster_signin_finish()
 * @user_data: for @callback
 *
 * Opens a company.
 */
void muster_signin_open_async (const char *folder,
                               const char *user,
                               const char *secret,
                               gboolean recovery,
                               MusterSigninKeep keep,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * muster_signin_resume_async:
 * @folder: where the company is
 * @user: (nullable): who signs in
 * @cancellable: (nullable): to give up
 * @callback: ends with muster_signin_finish()
 * @user_data: for @callback
 *
 * Opens a company with the key that the login session keeps.
 */
void muster_signin_resume_async (const char *folder,
                                 const char *user,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/**
 * muster_signin_demo_async:
 * @folder: an empty folder
 * @cancellable: (nullable): to give up
 * @callback: ends with muster_signin_finish()
 * @user_data: for @callback
 *
 * Makes and fills the demo company.
 */
void muster_signin_demo_async (const char *folder,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * muster_signin_finish:
 * @result: what the callback got
 * @error: what muster_company_create() or muster_company_open() says
 *
 * Returns: (transfer full) (nullable): the open company
 */
MusterSignin *muster_signin_finish (GAsyncResult *result, GError **error);
