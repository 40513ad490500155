/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-audit.h"

/**
 * MusterKeyCost:
 * @ops: passes of Argon2id
 * @memory: bytes it works in
 *
 * What it costs to try a password. Stored in each slot.
 */
typedef struct
{
  guint64 ops;
  gsize memory;
} MusterKeyCost;

/**
 * muster_key_cost_default:
 *
 * What a new slot gets: Argon2id with three passes over 256 MiB, about a second.
 */
extern const MusterKeyCost muster_key_cost_default;

/**
 * muster_keys_create:
 * @folder: the company's folder
 * @user: name of the first user
 * @password: that user's password; not empty
 * @cost: what a try shall cost
 * @slot: (out) (transfer full): id of the user's slot
 * @recovery: (out) (transfer full): the recovery key in groups, to be shown once; wipe it with
 *   muster_keys_wipe()
 * @error: %MUSTER_ERROR_CONFLICT when there are keys already, %MUSTER_ERROR_INVALID for an
 *   empty name or password, %MUSTER_ERROR_STORAGE
 *
 * Makes a random database key and wraps it for the user and under a recovery key, in
 * muster.keys.
 *
 * Returns: (transfer full) (nullable): the database key; its memory is locked and wiped
 *   when it is freed
 */
GBytes *muster_keys_create (const char *folder,
                            const char *user,
                            const char *password,
                            const MusterKeyCost *cost,
                            char **slot,
                            char **recovery,
                            GError **error);

/**
 * muster_keys_open:
 * @folder: the company's folder
 * @user: (nullable): who; %NULL when there is one user only
 * @password: the password
 * @slot: (out) (optional) (transfer full): id of the slot that it opened
 * @error: %MUSTER_ERROR_LOCKED for a wrong password or an unknown user, which take the same
 *   time and words; %MUSTER_ERROR_MISSING when there is no slot file, %MUSTER_ERROR_STORAGE
 *   when it is damaged or from a newer Muster; %MUSTER_ERROR_INVALID with the field "user"
 *   when there are several users and none was named
 *
 * Returns: (transfer full) (nullable): the database key
 */
GBytes *muster_keys_open (const char *folder,
                          const char *user,
                          const char *password,
                          char **slot,
                          GError **error);

/**
 * muster_keys_open_with_recovery:
 * @folder: the company's folder
 * @recovery: the recovery key; case, spaces and dashes as they come, O for 0 and I or L for 1
 * @error: %MUSTER_ERROR_INVALID with the field "recovery" for a slip of the pen, naming the
 *   group; %MUSTER_ERROR_LOCKED for the key of another company; others as muster_keys_open()
 *
 * Returns: (transfer full) (nullable): the database key
 */
GBytes *muster_keys_open_with_recovery (const char *folder,
                                        const char *recovery,
                                        GError **error);

/**
 * muster_keys_add:
 * @folder: the company's folder
 * @key: the database key
 * @user: name of the new user
 * @password: that user's password
 * @cost: what a try shall cost
 * @error: %MUSTER_ERROR_CONFLICT when the user has a slot already, %MUSTER_ERROR_INVALID for
 *   an empty name or password or a foreign key, %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): id of the new slot
 */
char *muster_keys_add (const char *folder,
                       GBytes *key,
                       const char *user,
                       const char *password,
                       const MusterKeyCost *cost,
                       GError **error);

/**
 * muster_keys_set_password:
 * @folder: the company's folder
 * @key: the database key
 * @slot: id of a slot
 * @password: the new password
 * @cost: what a try shall cost
 * @error: %MUSTER_ERROR_MISSING for an unknown slot; others as muster_keys_add()
 *
 * Wraps the key anew. Returns: whether the slot now opens with @password
 */
gboolean muster_keys_set_password (const char *folder,
                                   GBytes *key,
                                   const char *slot,
                                   const char *password,
                                   const MusterKeyCost *cost,
                                   GError **error);

/**
 * muster_keys_remove:
 * @folder: the company's folder
 * @slot: id of a user's slot
 * @error: %MUSTER_ERROR_MISSING for an unknown slot, %MUSTER_ERROR_CONFLICT for the last one
 *
 * Returns: whether the slot is gone
 */
gboolean muster_keys_remove (const char *folder, const char *slot, GError **error);

/**
 * muster_keys_renew_recovery:
 * @folder: the company's folder
 * @key: the database key
 * @error: as muster_keys_add()
 *
 * Makes a new recovery key; the old one opens nothing any more.
 *
 * Returns: (transfer full) (nullable): the recovery key in groups; wipe it
 */
char *muster_keys_renew_recovery (const char *folder, GBytes *key, GError **error);

/**
 * muster_keys_list:
 * @folder: the company's folder
 * @error: %MUSTER_ERROR_MISSING, %MUSTER_ERROR_STORAGE
 *
 * Returns: (transfer full) (nullable): ids of the users' slots
 */
GStrv muster_keys_list (const char *folder, GError **error);

/**
 * muster_keys_get_mark:
 * @folder: the company's folder
 * @mark: (out): the newest audit entry that was noted here, seq 0 when none was
 * @error: %MUSTER_ERROR_MISSING, %MUSTER_ERROR_STORAGE
 *
 * Returns: whether it could be read
 */
gboolean muster_keys_get_mark (const char *folder, MusterAuditMark *mark, GError **error);

/**
 * muster_keys_set_mark:
 * @folder: the company's folder
 * @mark: an audit entry
 * @error: %MUSTER_ERROR_MISSING, %MUSTER_ERROR_STORAGE
 *
 * Notes that the audit log reached @mark. A mark never goes back.
 *
 * Returns: whether it is noted, or a later one is
 */
gboolean muster_keys_set_mark (const char *folder,
                               const MusterAuditMark *mark,
                               GError **error);

/**
 * muster_keys_wipe:
 * @secret: (transfer full) (nullable): a secret
 *
 * Overwrites and frees a password or recovery key.
 */
void muster_keys_wipe (char *secret);
