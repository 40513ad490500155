/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterHold:
 *
 * Says to every process at a company's folder that somebody is at work on something that has a
 * number. The system takes it back when the process ends, however it ends.
 */
typedef struct _MusterHold MusterHold;

/**
 * MusterHoldSubject:
 * @MUSTER_HOLD_IMPORT: an import of a file
 * @MUSTER_HOLD_SOURCE: a source that is being read
 * @MUSTER_HOLD_RUNNER: keeping schedules and listening, of which there is but one
 *
 * What is worked on.
 */
typedef enum
{
  MUSTER_HOLD_IMPORT,
  MUSTER_HOLD_SOURCE,
  MUSTER_HOLD_RUNNER,
} MusterHoldSubject;

/**
 * muster_hold_new:
 * @folder: the company's folder
 * @subject: what is worked on
 * @id: which of them, above 0
 * @error: %MUSTER_ERROR_STORAGE, %MUSTER_ERROR_CONFLICT when somebody else is at it
 *
 * Returns: (transfer full) (nullable): the hold
 */
MusterHold *muster_hold_new (const char *folder,
                             MusterHoldSubject subject,
                             gint64 id,
                             GError **error);

/**
 * muster_hold_free:
 * @hold: a hold
 *
 * Gives it up.
 */
void muster_hold_free (MusterHold *hold);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterHold, muster_hold_free)
