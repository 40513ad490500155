/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-actor.h"
#include "muster-civil.h"

/**
 * MusterFilter:
 * @dates: the span, inclusive; both %MUSTER_DATE_NONE for all time
 * @person_id: one person, 0 for all
 * @group: (nullable): code of an attendance group
 * @department: (nullable): name of a department, with those below it
 * @source_id: one source, 0 for all
 * @import_id: one import, 0 for all
 * @request_id: one request, 0 for all
 * @states: (nullable): codes of which a row must have one ("late", "absent", "void" …); which
 *   codes there are is the listing's to say
 * @search: (nullable): name, staff number, pinyin or initials, as typed
 * @order: (nullable): name of the column to order by, the listing's own order when %NULL
 * @descending: whether the order is turned round
 * @limit: at most so many rows; 0 for all
 *
 * What a reader asks for. Immutable once built.
 */
#define MUSTER_TYPE_FILTER (muster_filter_get_type ())
G_DECLARE_FINAL_TYPE (MusterFilter, muster_filter, MUSTER, FILTER, GObject)

struct _MusterFilter
{
  GObject parent_instance;

  MusterDates dates;
  gint64 person_id;
  char *group;
  char *department;
  gint64 source_id;
  gint64 import_id;
  gint64 request_id;
  GStrv states;
  char *search;
  char *order;
  gboolean descending;
  guint limit;
};

/**
 * muster_filter_new:
 *
 * Returns: (transfer full): a filter that lets everything pass, for its builder to fill
 */
MusterFilter *muster_filter_new (void);

/**
 * muster_filter_copy:
 * @filter: a filter
 *
 * Returns: (transfer full): a copy, for its builder to change
 */
MusterFilter *muster_filter_copy (MusterFilter *filter);

/**
 * muster_filter_has_state:
 * @filter: a filter
 * @code: a code
 *
 * Returns: whether a row of that state passes: it is among the states, or none were named
 */
gboolean muster_filter_has_state (MusterFilter *filter, const char *code);
