/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-import-log.h"

typedef struct _MusterImportRow MusterImportRow;

/**
 * muster_import_row_new:
 * @record: the import as it is stored
 * @zone: zone of the source
 *
 * Returns: (transfer full): its row
 */
MusterImportRow *muster_import_row_new (const MusterImportRecord *record,
                                        MusterZone *zone);
