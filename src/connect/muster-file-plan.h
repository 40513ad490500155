/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"
#include "muster-sink.h"

/**
 * MusterFileKind:
 * @MUSTER_FILE_AUTO: not looked at yet
 * @MUSTER_FILE_ATTLOG: a terminal's attlog.dat
 * @MUSTER_FILE_GLG: a GLG or AGL text of the other large family
 * @MUSTER_FILE_TABLE: a table with a punch a row
 * @MUSTER_FILE_CELLS: a table with several punches in a cell beside a date
 * @MUSTER_FILE_CROSS: a table with a person a row and a date a column
 * @MUSTER_FILE_PEOPLE: a list of people, which holds no punches
 * @MUSTER_FILE_USERS: a terminal's user.dat, likewise
 *
 * What a file is.
 */
typedef enum
{
  MUSTER_FILE_AUTO,
  MUSTER_FILE_ATTLOG,
  MUSTER_FILE_GLG,
  MUSTER_FILE_TABLE,
  MUSTER_FILE_CELLS,
  MUSTER_FILE_CROSS,
  MUSTER_FILE_PEOPLE,
  MUSTER_FILE_USERS,
} MusterFileKind;

/**
 * muster_file_kind_get_name:
 * @kind: a kind
 *
 * Returns: its name in settings and reports: "attlog", "glg", "table", "cells", "cross",
 *   "people", "users", "auto"
 */
const char *muster_file_kind_get_name (MusterFileKind kind);

/**
 * muster_file_fields:
 *
 * The settings of a file: path, kind, charset and what each kind needs to know.
 */
extern const MusterField muster_file_fields[];

/**
 * MusterFilePlan:
 *
 * How one file is going to be read: what it was recognised as by its content, and what is
 * still to be answered by a person.
 */
typedef struct _MusterFilePlan MusterFilePlan;

/**
 * muster_file_plan_new:
 * @settings: of muster_file_fields; what is set there is not guessed
 * @datum: of positions that do not say theirs
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_PROTOCOL with the reason when nothing in the file can be read
 *   (binary, a picture, a spreadsheet, biometrics, empty), or why it could not be opened
 *
 * Looks through a file and decides how to read it. Reads it whole once, twice if its dates are
 * to be told apart, with flat memory.
 *
 * Returns: (transfer full) (nullable): the plan
 */
MusterFilePlan *muster_file_plan_new (MusterParams *settings,
                                      MusterDatum datum,
                                      GCancellable *cancellable,
                                      GError **error);

void muster_file_plan_free (MusterFilePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterFilePlan, muster_file_plan_free)

/**
 * muster_file_plan_get_kind:
 * @plan: a plan
 *
 * Returns: what the file is
 */
MusterFileKind muster_file_plan_get_kind (MusterFilePlan *plan);

/**
 * muster_file_plan_is_ready:
 * @plan: a plan
 *
 * Returns: whether it holds punches and nothing is left to ask
 */
gboolean muster_file_plan_is_ready (MusterFilePlan *plan);

/**
 * muster_file_plan_describe:
 * @plan: a plan
 * @found: (type a{sv}): where to add what it found
 *
 * Adds to a dictionary: "kind" s, "charset" s (empty when a person must say), "confidence" d,
 * "size" t, "device" s (the terminal's own number, when all lines agree), "serial" s (from the
 * file's name), "columns" as (headers, or roles where there are none), "roles" as (the role of
 * each column), "cells" aas (the first rows as they stand), "ask" as (settings without which
 * the file cannot be read), "check" as (settings that were guessed and that somebody should
 * look at), "settings" a{sv} (all that differs from the defaults, to give to the pull).
 */
void muster_file_plan_describe (MusterFilePlan *plan, GVariantDict *found);

/**
 * muster_file_plan_run:
 * @plan: a plan
 * @sink: where punches go
 * @cancellable: (nullable): to give up
 * @error: %MUSTER_ERROR_INVALID that names a setting without which the file cannot be read, or
 *   what stopped it
 *
 * Reads the file.
 *
 * Returns: whether it came to the end
 */
gboolean muster_file_plan_run (MusterFilePlan *plan,
                               MusterSink *sink,
                               GCancellable *cancellable,
                               GError **error);
