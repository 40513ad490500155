/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterZkUser:
 * @uid: the internal slot
 * @key: the user id, leading zeros kept
 * @name: UTF-8, "" for none
 * @card: number of the card, 0 for none
 * @role: 0 user, 2 enroller, 6 administrator, 14 super administrator
 * @disabled: whether the user is barred
 *
 * A user record of a terminal. Passwords are never read.
 */
typedef struct
{
  guint16 uid;
  char key[25];
  char name[80];
  guint32 card;
  guint8 role;
  gboolean disabled;
} MusterZkUser;

/**
 * muster_zk_users_read:
 * @data: (array length=length): one record
 * @length: its size, 72 or 28
 * @user: (out): what it says
 *
 * Returns: whether it is a user: its key can be printed and its name decodes
 */
gboolean muster_zk_users_read (const guint8 *data, gsize length, MusterZkUser *user);

/**
 * muster_zk_users_recognise:
 * @data: (array length=length): a file
 * @length: bytes of it
 * @skip: (out): bytes before the first record
 *
 * Returns: the size of its records, 72 or 28, when all of them are users or empty; 0 when this is
 *   no such file
 */
gsize muster_zk_users_recognise (const guint8 *data, gsize length, gsize *skip);
