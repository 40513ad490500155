/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-source-listings.h"

/**
 * muster_source_text_state:
 * @row: a source
 * @now: what time it is
 *
 * Returns: (transfer full): how it is, in words: "In step · 3 minutes ago", "Unreachable since …"
 */
char *muster_source_text_state (MusterSourceRow *row, gint64 now);

/**
 * muster_source_text_drift:
 * @ahead: microseconds that a clock is ahead
 *
 * Returns: (transfer full): "2 min 10 s ahead", "right"
 */
char *muster_source_text_drift (gint64 ahead);

/**
 * muster_source_text_kind:
 * @kind: name of a kind of source
 *
 * Returns: (transfer none): what it is, in a line for whoever chooses among them
 */
const char *muster_source_text_kind (const char *kind);

/**
 * muster_source_text_remedy:
 * @error: what a source answered
 *
 * Returns: (transfer none): what to do about it
 */
const char *muster_source_text_remedy (const GError *error);

/**
 * muster_source_text_found:
 * @name: a key of what a connector's probe found
 * @value: its value
 * @title: (out) (transfer full): what it is called
 *
 * Returns: (transfer full) (nullable): what it says, %NULL for what means nothing to people
 */
char *muster_source_text_found (const char *name, GVariant *value, char **title);

/**
 * muster_source_text_sync:
 * @row: a sync of the log
 *
 * Returns: (transfer full): what it brought, or why it failed
 */
char *muster_source_text_sync (MusterImportRow *row);
