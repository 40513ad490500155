/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-office.h"
#include "muster-source-listings.h"

/**
 * muster_mapping_parse:
 * @document: a saved mapping, JSON
 * @error: what is wrong with it
 *
 * Returns: (transfer full) (nullable): the settings that it stands for, an a{sv} in the types
 *   that JSON has
 */
GVariant *muster_mapping_parse (const char *document, GError **error);

/**
 * muster_mapping_format:
 * @settings: an a{sv} of a connector's fields
 *
 * Returns: (transfer full): the document for the command mapping.save, without the file's path
 */
char *muster_mapping_format (GVariant *settings);

/**
 * muster_mapping_apply:
 * @office: the office
 * @actor: who imports
 * @kind: kind of mapping: "punches", "people"
 * @fields: what can be set
 * @path: the file
 * @base: (nullable): an a{sv} that @settings override
 * @settings: (nullable): an a{sv}; "mapping" names a saved mapping, which the others override
 * @error: a setting that makes no sense, a mapping that there is not
 *
 * Returns: (transfer full) (nullable): the settings of an import
 */
MusterParams *muster_mapping_apply (MusterOffice *office,
                                    MusterActor *actor,
                                    const char *kind,
                                    const MusterField *fields,
                                    const char *path,
                                    GVariant *base,
                                    GVariant *settings,
                                    GError **error);

/**
 * muster_imports_preview:
 * @office: the office
 * @actor: who looks
 * @path: the file
 * @settings: (nullable): an a{sv} of the file connector's fields; "mapping" names a saved
 *   mapping
 * @cancellable: (nullable): to give up
 * @error: why the file cannot be read at all
 *
 * Looks at a punch file without taking anything. Blocks.
 *
 * Returns: (transfer full) (nullable): what the file connector's probe found, an a{sv}, and
 *   "source": x, the source that it seems to belong to, 0 for none
 */
GVariant *muster_imports_preview (MusterOffice *office,
                                  MusterActor *actor,
                                  const char *path,
                                  GVariant *settings,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * muster_imports_end_interrupted:
 * @office: the office
 * @folder: the company's folder
 *
 * Finds the imports that run no more although nobody said that they ended, for the program was
 * killed or the computer lost its power, and says so in the log. What they reported is in the
 * company; the same file again brings in the rest. Done whenever a company is opened. Blocks.
 */
void muster_imports_end_interrupted (MusterOffice *office, const char *folder);

/**
 * muster_imports_get_fields:
 *
 * Returns: (transfer none): the settings of a punch file, for a form
 */
const MusterField *muster_imports_get_fields (void);

/**
 * muster_imports_get_roles:
 *
 * Returns: (transfer none): what a column of a table of punches can be, for a choice
 */
const MusterChoice *muster_imports_get_roles (void);

/**
 * muster_imports_run:
 * @office: the office
 * @actor: who imports
 * @source_id: the source it goes to
 * @path: the file
 * @settings: (nullable): as in muster_imports_preview()
 * @progress: (nullable): who wants to know how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): ends it after the last whole batch
 * @error: why nothing more could be taken; what was committed stays
 *
 * Imports a punch file. What the report says has come in is in the database for good. Safe
 * to run again, in any order. Blocks.
 *
 * Returns: (transfer full) (nullable): the report
 */
MusterImportRow *muster_imports_run (MusterOffice *office,
                                     MusterActor *actor,
                                     gint64 source_id,
                                     const char *path,
                                     GVariant *settings,
                                     MusterProgress progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     GError **error);
