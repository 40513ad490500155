/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-test-vault.h"

#define MUSTER_TEST_NOW                                                                  \
  (G_GINT64_CONSTANT (1772600400) * 1000000) /* 2026-03-04 05:00 UTC */
#define MUSTER_TEST_TODAY 20516              /* 2026-03-04 */

/* Records as a few words; each must be new. They return the id. */
gint64 muster_test_person_add (MusterDb *db,
                               const char *staff_no,
                               const char *name,
                               const char *department,
                               const char *group);
gint64 muster_test_source_add (MusterDb *db, const char *name);

/* A punch of a badge of a source at so many minutes after %MUSTER_TEST_NOW, in UTC+8; the badge
 * is made when it is not there. Returns the punch's id, 0 when it was known. */
gint64 muster_test_punch_add (MusterDb *db,
                              gint64 source_id,
                              const char *key,
                              int minutes);
