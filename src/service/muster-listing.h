/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-actor.h"
#include "muster-civil.h"
#include "muster-filter.h"

typedef struct _MusterReading MusterReading;

/**
 * MusterColumnKind:
 *
 * What a column holds, so that one printer serves every listing.
 */
typedef enum
{
  MUSTER_COLUMN_TEXT,    /* const char * */
  MUSTER_COLUMN_INTEGER, /* gint64 */
  MUSTER_COLUMN_BOOLEAN, /* gint64 */
  MUSTER_COLUMN_REAL,    /* double, NAN for none */
  MUSTER_COLUMN_MINUTES, /* gint64 minutes */
  MUSTER_COLUMN_DATE,    /* gint64 MusterDate, MUSTER_DATE_NONE or _EVER for none */
  MUSTER_COLUMN_INSTANT, /* gint64 microseconds UTC, 0 for none; written in the row's zone */
  MUSTER_COLUMN_CODES,   /* GStrv of codes */
  MUSTER_COLUMN_VARIANT, /* GVariant, only in JSON */
} MusterColumnKind;

/**
 * MusterCell:
 *
 * The value of one column of one row. What it points to belongs to the cell: clear it with
 * muster_cell_clear().
 */
typedef struct
{
  char *text;
  GStrv codes;
  GVariant *variant;
  MusterZone *zone;
  gint64 integer;
  double real;
} MusterCell;

void muster_cell_clear (MusterCell *cell);

/**
 * MusterColumn:
 * @name: its key in JSON and CSV, stable
 * @title: its heading, marked with N_ ()
 * @kind: a #MusterColumnKind
 * @get: fills @cell, which comes zeroed
 * @vocabulary: (nullable): for codes: which words they are ("status", "flag" …), for the printer
 * @optional: whether it is printed only when asked for or in JSON
 */
typedef struct
{
  const char *name;
  const char *title;
  MusterColumnKind kind;
  void (*get) (GObject *row, MusterCell *cell);
  const char *vocabulary;
  gboolean optional;
} MusterColumn;

/**
 * MusterFinding:
 * @keys: (element-type gint64): what identifies each row, in order
 * @counts: (element-type utf8 guint): rows by state before the filter's own states were applied
 * @total: rows before the filter's own states were applied
 * @rows: (element-type GObject) (nullable): the rows themselves, of a listing that cannot find
 *   them without making them; its loading takes them from here
 * @as_of: when it was found, microseconds UTC
 *
 * Which rows there are. Immutable.
 */
#define MUSTER_TYPE_FINDING (muster_finding_get_type ())
G_DECLARE_FINAL_TYPE (MusterFinding, muster_finding, MUSTER, FINDING, GObject)

typedef struct _MusterListing MusterListing;

struct _MusterFinding
{
  GObject parent_instance;

  const MusterListing *listing;
  MusterFilter *filter;
  MusterActor *actor;
  GArray *keys;
  GHashTable *counts;
  guint total;
  GPtrArray *rows;
  gint64 as_of;
};

/**
 * muster_rows_new:
 *
 * Returns: (transfer full): an empty array of rows, some of which may be %NULL
 */
GPtrArray *muster_rows_new (void);

/**
 * muster_finding_count:
 * @finding: a finding that is being made
 * @code: a state
 * @n: rows of that state
 *
 * Adds to the counts.
 */
void muster_finding_count (MusterFinding *finding, const char *code, guint n);

/**
 * muster_finding_set_keys:
 * @finding: a finding that is being made
 * @keys: (transfer full) (element-type gint64): the keys in order
 *
 * Gives the finding its keys.
 */
void muster_finding_set_keys (MusterFinding *finding, GArray *keys);

/**
 * muster_finding_number_rows:
 * @finding: a finding that is being made
 * @rows: (transfer full) (nullable): all rows of a short listing that is read whole each time
 *
 * Makes the places of the rows their keys, in the filter's direction and within its limit.
 *
 * Returns: whether there were @rows
 */
gboolean muster_finding_number_rows (MusterFinding *finding, GPtrArray *rows);

/**
 * muster_finding_pick_rows:
 * @rows: (transfer full) (nullable): all rows of a short listing
 * @keys: (array length=n_keys): keys that muster_finding_number_rows() made
 * @n_keys: how many
 *
 * Returns: (transfer full) (nullable): the rows wanted, %NULL without @rows
 */
GPtrArray *muster_finding_pick_rows (GPtrArray *rows, const gint64 *keys, guint n_keys);

/**
 * MusterListing:
 * @name: "days"
 * @states: (nullable): the codes that a filter may name and the counts are of, between single
 *   blanks; %NULL when its rows have no states
 * @title: what it lists, marked with N_ ()
 * @permission: what the actor must be allowed
 * @row_type: returns the type of its rows
 * @columns: its columns, ended by a %NULL name
 * @topics: #MusterTopics after which it may look different
 * @find: finds the rows of @scope (only these) that @filter lets through, into @finding
 * @load: loads rows by key, one for each, %NULL for one that is gone; still only those of @scope
 *
 * Something that can be read. Blocking; knows no permission but heeds @scope.
 */
struct _MusterListing
{
  const char *name;
  const char *states;
  const char *title;
  MusterPermission permission;
  GType (*row_type) (void);
  const MusterColumn *columns;
  guint topics;
  gboolean (*find) (MusterReading *reading,
                    MusterFilter *filter,
                    const MusterScope *scope,
                    MusterFinding *finding,
                    GError **error);
  GPtrArray *(*load) (MusterReading *reading,
                      MusterFinding *finding,
                      const gint64 *keys,
                      guint n_keys,
                      const MusterScope *scope,
                      GError **error);
};

/**
 * muster_listing_check_states:
 * @listing: a listing
 * @filter: a filter
 * @error: a %MUSTER_ERROR_INVALID that names "states" and says which there are
 *
 * Returns: whether @listing has all the states of @filter
 */
gboolean muster_listing_check_states (const MusterListing *listing,
                                      MusterFilter *filter,
                                      GError **error);
