/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"
#include "muster-roster-sheet.h"

/**
 * MusterRosterTakeFunc:
 * @page: the page that asked
 * @cells: the arguments of roster.set
 *
 * Takes what the user has looked at and wants.
 */
typedef void (*MusterRosterTakeFunc) (MusterPage *page, GVariant *cells);

/**
 * muster_roster_files_import:
 * @page: the Roster page
 * @take: called when the user agrees
 *
 * Asks for a table of a roster, shows what it comes to, and hands it over.
 */
void muster_roster_files_import (MusterPage *page, MusterRosterTakeFunc take);

/**
 * muster_roster_files_open:
 * @page: the Roster page
 * @file: a table of a roster, such as one that was dropped
 * @take: called when the user agrees
 *
 * The same for a file that is known already.
 */
void muster_roster_files_open (MusterPage *page, GFile *file, MusterRosterTakeFunc take);

/**
 * muster_roster_files_export:
 * @page: the Roster page
 * @filter: whose roster, and its dates
 *
 * Asks where to, and writes a workbook or CSV.
 */
void muster_roster_files_export (MusterPage *page, MusterFilter *filter);

/**
 * muster_roster_files_print:
 * @page: the Roster page
 * @filter: whose roster, and its dates
 *
 * Shows the desktop's print dialog for the roster as a table.
 */
void muster_roster_files_print (MusterPage *page, MusterFilter *filter);
