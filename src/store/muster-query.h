/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-civil.h"
#include "muster-db.h"

/**
 * MusterQuery:
 *
 * One statement being run. It latches its first error: bind in order, step with next, ask
 * done once at the end. Prepared statements are kept by their connection, keyed by the address
 * of the SQL, which must be a literal.
 */
typedef struct _MusterQuery MusterQuery;

/**
 * muster_query_new:
 * @db: a connection
 * @sql: one statement, a string literal
 *
 * Returns: (transfer full): the query; free it with muster_query_free()
 */
MusterQuery *muster_query_new (MusterDb *db, const char *sql);
void muster_query_free (MusterQuery *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterQuery, muster_query_free)

/* Binding, in the order of the question marks. Text and blobs are copied. */
void muster_query_int64 (MusterQuery *query, gint64 value);
void muster_query_double (MusterQuery *query, double value);
void muster_query_text (MusterQuery *query, const char *value); /* NULL binds NULL */
void muster_query_blob (MusterQuery *query, GBytes *value);     /* NULL binds NULL */
void muster_query_null (MusterQuery *query);

/* A list for json_each (?): of texts (NULL binds an empty list), of numbers */
void muster_query_strings (MusterQuery *query, const char *const *values);
void muster_query_ids (MusterQuery *query, const gint64 *values, gsize n);

/* A date, with NULL for an open end: %MUSTER_DATE_NONE and %MUSTER_DATE_EVER */
void muster_query_date (MusterQuery *query, MusterDate date);

/**
 * muster_query_next:
 * @query: a query
 *
 * Steps to the next row.
 *
 * Returns: whether there is one; %FALSE also after an error, which done reports
 */
gboolean muster_query_next (MusterQuery *query);

/* Reading the current row, columns from 0. What is returned lives until the next step. */
gint64 muster_query_get_int64 (MusterQuery *query, int column);
double muster_query_get_double (MusterQuery *query, int column);
const char *muster_query_get_text (MusterQuery *query, int column);
GBytes *muster_query_get_blob (MusterQuery *query,
                               int column); /* (transfer full) (nullable) */
gboolean muster_query_is_null (MusterQuery *query, int column);
char *muster_query_dup_text (MusterQuery *query,
                             int column); /* (transfer full) (nullable) */
const char *muster_query_get_code (MusterQuery *query,
                                   int column); /* interned (nullable) */
MusterDate muster_query_get_date (MusterQuery *query, int column, MusterDate open);

/**
 * muster_query_reset:
 * @query: a query
 *
 * Makes it ready to be bound and run again; a latched error stays.
 */
void muster_query_reset (MusterQuery *query);

/**
 * muster_query_done:
 * @query: a query
 * @error: the first thing that went wrong: %MUSTER_ERROR_STORAGE, %MUSTER_ERROR_CONFLICT for a
 *   constraint, %G_IO_ERROR_CANCELLED when the connection was interrupted
 *
 * Returns: whether all went well
 */
gboolean muster_query_done (MusterQuery *query, GError **error);

/**
 * muster_query_run:
 * @query: a query that returns no rows
 * @error: as muster_query_done()
 *
 * Steps once and says how it ended; resets the query, so that it can be bound again.
 */
gboolean muster_query_run (MusterQuery *query, GError **error);
