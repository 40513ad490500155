/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-params.h"

/**
 * MusterTopics:
 *
 * What a commit touched, so that open views know whether to look again.
 */
typedef enum
{
  MUSTER_TOPIC_PUNCHES = 1 << 0,
  MUSTER_TOPIC_PEOPLE = 1 << 1,
  MUSTER_TOPIC_SOURCES = 1 << 2,
  MUSTER_TOPIC_RULES = 1 << 3, /* rule sets, roster, calendar */
  MUSTER_TOPIC_PLACES = 1 << 4,
  MUSTER_TOPIC_REQUESTS = 1 << 5,
  MUSTER_TOPIC_PERIODS = 1 << 6,
  MUSTER_TOPIC_USERS = 1 << 7,
  MUSTER_TOPIC_AUDIT = 1 << 8,
  MUSTER_TOPIC_SETTINGS = 1 << 9,
  MUSTER_TOPIC_DAYS = MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_SOURCES |
                      MUSTER_TOPIC_RULES | MUSTER_TOPIC_PLACES | MUSTER_TOPIC_REQUESTS,
} MusterTopics;

typedef struct _MusterTransaction MusterTransaction;
typedef struct _MusterReading MusterReading;

/**
 * MusterCommand:
 * @name: subject and verb: "punch.void"
 * @title: what it does, marked with N_ ()
 * @args: GVariant type of the arguments, a tuple
 * @fields: describes each member of the tuple in order, ended by a %NULL name; the types agree
 * @permission: what the actor must be allowed; whose record it is, @run asks itself
 * @run: does it within the transaction; @result may stay %NULL for none
 * @prepare: (nullable): does from a snapshot what takes long, so that nobody waits for the lock
 *   meanwhile; @run finds it as the transaction's "prepared" if nothing at all was committed
 *   since that snapshot, and else, after a few tries, does it itself
 * @prepared_free: frees what @prepare gave
 *
 * Something that can be written. Blocking; knows neither permission nor audit.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *args;
  const MusterField *fields;
  MusterPermission permission;
  gboolean (*run) (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error);
  gpointer (*prepare) (MusterReading *reading, GVariant *args, GError **error);
  GDestroyNotify prepared_free;
} MusterCommand;
