/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"

/**
 * muster_holiday_export_run:
 * @office: the office
 * @actor: who reads
 * @dates: which
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_DENIED, %MUSTER_ERROR_STORAGE, %MUSTER_ERROR_MISSING when there is no
 *   day in these dates
 *
 * Writes the company's holiday calendar as an iCalendar file. Blocks.
 *
 * Returns: (transfer full) (nullable): the file
 */
char *muster_holiday_export_run (MusterOffice *office,
                                 MusterActor *actor,
                                 MusterDates dates,
                                 GCancellable *cancellable,
                                 GError **error);

/* The same as a file of schema "muster-holidays/1" */
char *muster_holiday_export_json (MusterOffice *office,
                                  MusterActor *actor,
                                  MusterDates dates,
                                  GCancellable *cancellable,
                                  GError **error);
