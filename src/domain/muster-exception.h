/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"
#include "muster-params.h"

/**
 * MusterExceptionKind:
 *
 * What a person must look at, the graver first.
 */
typedef enum
{
  MUSTER_EXCEPTION_ABSENT,
  MUSTER_EXCEPTION_MISSING, /* a punch is missing */
  MUSTER_EXCEPTION_SEVERE,  /* late beyond a tier */
  MUSTER_EXCEPTION_LATE,
  MUSTER_EXCEPTION_EARLY,
  MUSTER_EXCEPTION_OUTSIDE,   /* punched outside the place */
  MUSTER_EXCEPTION_UNCERTAIN, /* the place is uncertain */
  MUSTER_EXCEPTION_MOCK,      /* a position made up by software */
  MUSTER_EXCEPTION_SPEED,     /* nobody travels that fast */
  MUSTER_EXCEPTION_SHARED_DEVICE,
  MUSTER_EXCEPTION_SEVERAL_DEVICES,
  MUSTER_EXCEPTION_SAME_POSITION,
  MUSTER_EXCEPTION_UNBOUND_DEVICE,
  MUSTER_EXCEPTION_WEAK_VERIFY,
  MUSTER_EXCEPTION_TWO_SOURCES, /* one person at two sources within a minute */
  MUSTER_EXCEPTION_OFF_SHIFT,
  MUSTER_EXCEPTION_OVERTIME, /* not approved */
  MUSTER_EXCEPTION_UNMAPPED, /* a device number that is nobody's */
  MUSTER_EXCEPTION_SILENT,   /* a source that has not reported */
  MUSTER_EXCEPTION_DRIFT,    /* a source whose clock is corrected by much */
  MUSTER_N_EXCEPTION_KINDS,
} MusterExceptionKind;

/**
 * MusterException:
 * @kind: a #MusterExceptionKind
 * @person_id: whose, 0 for a source's
 * @subject: of a day: which entry of the date; else the id of the punch, device number or source
 * @date: of which date
 * @amount: minutes late, early or of overtime; seconds of a clock or between two punches; 0 for
 *   none
 *
 * An exception. It is computed, never stored; all but @amount is its identity, so that what was
 * decided of it stays with it.
 */
typedef struct
{
  guint8 kind;
  gint64 person_id;
  gint64 subject;
  MusterDate date;
  gint64 amount;
} MusterException;

/**
 * muster_exception_get_key:
 * @exception: an exception
 *
 * Returns: (transfer full): its stable name: "missing:12:2026-03-04:0"
 */
char *muster_exception_get_key (const MusterException *exception);

/**
 * muster_exception_parse:
 * @key: such a name
 * @exception: (out): what it names, without an amount
 * @error: a %MUSTER_ERROR_INVALID for "exception"
 *
 * Returns: whether it is one
 */
gboolean muster_exception_parse (const char *key,
                                 MusterException *exception,
                                 GError **error);

/**
 * muster_exception_add_day:
 * @day: a result
 * @exceptions: (element-type MusterException): where to add what must be looked at in it
 */
void muster_exception_add_day (const MusterDay *day, GArray *exceptions);

/**
 * muster_exception_kind_is_signal:
 * @kind: a kind
 *
 * Returns: whether it is a signal about a punch: its code is that signal's, its subject the punch
 */
gboolean muster_exception_kind_is_signal (MusterExceptionKind kind);

/**
 * muster_exception_kind_is_grave:
 * @kind: a kind
 *
 * Returns: whether it costs somebody a day, or makes the record itself doubtful
 */
gboolean muster_exception_kind_is_grave (MusterExceptionKind kind);

/**
 * muster_exception_kind_find:
 * @code: its name
 *
 * Returns: the kind, %MUSTER_N_EXCEPTION_KINDS when there is none
 */
MusterExceptionKind muster_exception_kind_find (const char *code);

/**
 * muster_exception_get_fields:
 *
 * Returns: (transfer none): what a group's "exceptions" can say: which small ones its rules accept
 */
const MusterField *muster_exception_get_fields (void);

/**
 * muster_exception_is_accepted:
 * @exception: an exception
 * @params: (nullable): a group's settings in those fields, %NULL for the defaults: none
 *
 * Returns: whether the rules accept it by themselves
 */
gboolean muster_exception_is_accepted (const MusterException *exception,
                                       MusterParams *params);

const char *muster_exception_kind_get_code (MusterExceptionKind kind);
