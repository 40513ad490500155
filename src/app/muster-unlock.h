/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/**
 * MusterUnlock:
 *
 * The way into a company that is there: user, password or recovery key.
 *
 * Signals: "opened" (pointer signin), a #MusterSignin that the handler owns.
 */
#define MUSTER_TYPE_UNLOCK (muster_unlock_get_type ())
G_DECLARE_FINAL_TYPE (MusterUnlock, muster_unlock, MUSTER, UNLOCK, GtkWidget)

/**
 * muster_unlock_new:
 * @folder: where the company is
 * @user: (nullable): who signed in last
 * @settings: (nullable): where to keep whether the session keeps the key
 *
 * Returns: (transfer floating): the page, ready for a password
 */
MusterUnlock *muster_unlock_new (const char *folder,
                                 const char *user,
                                 GSettings *settings);

/**
 * muster_unlock_resume:
 * @self: an unlock page
 *
 * Tries the key that the login session keeps, and asks for the password when it keeps none.
 */
void muster_unlock_resume (MusterUnlock *self);
