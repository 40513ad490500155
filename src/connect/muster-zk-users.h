/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#define MUSTER_ZK_KEY_SIZE 25 /* of a user id of 24 bytes and its NUL */

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
  char key[MUSTER_ZK_KEY_SIZE];
  char name[80];
  guint32 card;
  guint8 role;
  gboolean disabled;
} MusterZkUser;

/**
 * muster_zk_key_read:
 * @data: (array fixed-size=24): the field of a user id
 * @key: (out) (array fixed-size=25): the user id, leading zeros kept
 *
 * Returns: whether it is one: printable ASCII, and nothing but NULs behind
 */
gboolean muster_zk_key_read (const guint8 *data, char key[MUSTER_ZK_KEY_SIZE]);

/**
 * muster_zk_users_read:
 * @data: (array length=length): one record
 * @length: its size, 72 or 28
 * @charset: (nullable): the charset of names that are not UTF-8, see muster_charset_decode()
 * @user: (out): what it says
 *
 * Returns: whether it is a user, whose key can be printed
 */
gboolean muster_zk_users_read (const guint8 *data,
                               gsize length,
                               const char *charset,
                               MusterZkUser *user);

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

/**
 * muster_zk_users_measure:
 * @data: (array length=length): the records of a terminal
 * @length: bytes of them
 * @counted: how many users the terminal says there are, 0 when it does not
 *
 * Returns: the size of the records, 72 or 28, by what they hold; 0 when none of them is a user
 */
gsize muster_zk_users_measure (const guint8 *data, gsize length, guint32 counted);
