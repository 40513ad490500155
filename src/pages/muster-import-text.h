/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-enrolment.h"

/**
 * muster_import_text_wall:
 * @wall: the face of a clock, microseconds since 1970 as if it were UTC
 *
 * Returns: (transfer full): "2026-03-05 09:12:30"
 */
char *muster_import_text_wall (gint64 wall);

/**
 * muster_import_text_how:
 * @direction: a #MusterDirection
 * @verify: a #MusterVerify
 *
 * Returns: (transfer full): "in · fingerprint", "" when neither is known
 */
char *muster_import_text_how (guint8 direction, guint8 verify);

/**
 * muster_import_text_outcome:
 * @outcome: what becomes of a row of a list of people
 *
 * Returns: (transfer none): a word for it
 */
const char *muster_import_text_outcome (MusterEnrolmentOutcome outcome);
