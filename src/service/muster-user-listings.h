/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-listing.h"

/**
 * MusterUserRow:
 * @id: the user
 * @name: the user's name
 * @role: a #MusterRole
 * @scope: whose records the user reaches
 * @disabled: whether the user may not sign in any more
 * @created_at: microseconds UTC
 * @dates: from when to when role and scope hold; open ends
 * @person_id: which employee the user is, 0 for none
 * @person_name: (nullable): that employee's name
 * @delegates: names of those who decide for the user today
 *
 * Someone who signs in.
 */
#define MUSTER_TYPE_USER_ROW (muster_user_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterUserRow, muster_user_row, MUSTER, USER_ROW, GObject)

struct _MusterUserRow
{
  GObject parent_instance;

  gint64 id;
  char *name;
  MusterRole role;
  MusterScope scope;
  gboolean disabled;
  gint64 created_at;
  MusterDates dates;
  gint64 person_id;
  char *person_name;
  GStrv delegates;
};

/**
 * MusterAuditRow:
 * @id: number in the chain, from 1
 * @at: microseconds UTC
 * @user: who
 * @delegate_of: (nullable): on whose behalf
 * @command: name of the command, or of the service that wrote
 * @outcome: "done", "denied", "failed"
 * @args: (nullable): arguments less secrets, as JSON
 * @details: (nullable): the same in words, "Punch 307 · Reason …"
 * @message: (nullable): why it was refused or failed
 * @hash: hash of this entry, which covers that of the one before, in hexadecimal
 * @zone: the company's zone
 *
 * An entry of the audit log.
 */
#define MUSTER_TYPE_AUDIT_ROW (muster_audit_row_get_type ())
G_DECLARE_FINAL_TYPE (MusterAuditRow, muster_audit_row, MUSTER, AUDIT_ROW, GObject)

struct _MusterAuditRow
{
  GObject parent_instance;

  gint64 id;
  gint64 at;
  char *user;
  char *delegate_of;
  char *command;
  char *outcome;
  char *args;
  char *details;
  char *message;
  char *hash;
  MusterZone *zone;
};

/* Rows are MusterUserRow */
extern const MusterListing muster_users_listing;

/* Rows are MusterUserRow, of who may sign in and decide, with name and role and nothing else: for
 * whoever gives an exception to somebody, or hands decisions over. */
extern const MusterListing muster_deciders_listing;

/* Rows are MusterAuditRow, newest first; states "done", "denied", "failed" */
extern const MusterListing muster_audit_listing;
