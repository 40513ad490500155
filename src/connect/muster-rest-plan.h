/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"
#include "muster-rest-mapping.h"
#include "muster-rest-session.h"

/**
 * MusterRestPaging:
 * @MUSTER_REST_ONE: one answer has everything
 * @MUSTER_REST_OFFSET: {offset} and {limit}
 * @MUSTER_REST_PAGE: {page}, from 1, and {limit}
 * @MUSTER_REST_CURSOR: {cursor}, which each answer gives for the next; kept from one sync to the
 *   next when the request has no {from}
 * @MUSTER_REST_LINK: each answer gives the address of the next page
 * @MUSTER_REST_SINCE: ordered by when a record was changed last, beginning with {from}: the next
 *   page begins with the last change seen, so that changes under way make nothing slip; {offset}
 *   counts only within one such moment
 *
 * How an answer that is too long for one page is asked for.
 */
typedef enum
{
  MUSTER_REST_ONE,
  MUSTER_REST_OFFSET,
  MUSTER_REST_PAGE,
  MUSTER_REST_CURSOR,
  MUSTER_REST_LINK,
  MUSTER_REST_SINCE,
} MusterRestPaging;

/**
 * MusterRestRoll:
 * @departments: (nullable): asks for the departments below {department}
 * @department_id: (nullable): their ids
 * @top: (nullable): the id of the department above all
 * @deep: whether the answer has the departments further below, too
 * @departments_more: (nullable): whether there are more; with @departments_next
 * @departments_next: (nullable): the {cursor} of the next page
 * @members: asks for the people (of {department}, if there are any)
 * @records: the people in the answer
 * @key: of each
 * @name: (nullable): of each
 * @staff_no: (nullable): of each
 * @section: (nullable): name of the department of each
 * @paging: %MUSTER_REST_ONE, _OFFSET or _CURSOR
 * @size: {limit}
 * @begin: (nullable): the first {cursor}
 * @more: (nullable): whether there are more; "true" or "1"
 * @next: (nullable): the {cursor} of the next page
 * @right: the permission that this needs, in plain words, marked with N_ ()
 *
 * How to find out who there is.
 */
typedef struct
{
  const MusterRestTemplate *departments;
  const char *department_id;
  const char *top;
  gboolean deep;
  const char *departments_more;
  const char *departments_next;
  const MusterRestTemplate *members;
  const char *records;
  const char *key;
  const char *name;
  const char *staff_no;
  const char *section;
  MusterRestPaging paging;
  guint size;
  const char *begin;
  const char *more;
  const char *next;
  const char *right;
} MusterRestRoll;

/**
 * MusterRestFound:
 * @wanted: (nullable): {fields}
 * @zone: (nullable): the zone of the server's times
 *
 * What a server was asked beforehand.
 */
typedef struct
{
  char *wanted;
  MusterZone *zone;
} MusterRestFound;

/**
 * MusterRestPlan:
 * @manners: how the server is talked to
 * @fields: the settings; among them %MUSTER_REST_FIELDS and %MUSTER_REST_SPAN_FIELDS
 * @request: asks for punches
 * @records: the punches in the answer
 * @mappings: what a record is: one punch, or an in and an out; ended by %NULL
 * @paging: a #MusterRestPaging
 * @size: {limit}
 * @short_ends: whether a page with fewer than {limit} records is the last one; else an empty one is
 * @more: (nullable): what says that there is another page: "true" or "1"
 * @next: (nullable): the {cursor}, or the address of the next page
 * @days: the longest span of one request, 0 for any
 * @people: how many {people} one request may ask for, 0 when it asks for all there are
 * @utc: whether the server's times are in UTC
 * @datum: of its positions
 * @roll: (nullable): how to find out who there is; who is asked for, if @people, unless the
 *   setting "users" says so
 * @prepare: (nullable): asks what must be known beforehand
 *
 * A server as data.
 */
typedef struct
{
  const MusterRestManners *manners;
  const MusterField *fields;
  const MusterRestTemplate *request;
  const char *records;
  const MusterRestMapping *mappings[3];
  MusterRestPaging paging;
  guint size;
  gboolean short_ends;
  const char *more;
  const char *next;
  guint days;
  guint people;
  gboolean utc;
  MusterDatum datum;
  const MusterRestRoll *roll;
  gboolean (*prepare) (MusterRestSession *session,
                       MusterRestFound *found,
                       GCancellable *cancellable,
                       GError **error);
} MusterRestPlan;

/**
 * MUSTER_REST_SPAN_FIELDS:
 *
 * The settings "since", the first date that the first sync asks for, and "overlap", how many days
 * each sync asks for again.
 */
#define MUSTER_REST_SPAN_FIELDS                                                          \
  { .name = "since",                                                                     \
    .title = N_ ("Punches from"),                                                        \
    .hint = N_ ("First date of the first sync; 31 days back when empty"),                \
    .kind = MUSTER_FIELD_DATE },                                                         \
    { .name = "overlap",                                                                 \
      .title = N_ ("Ask again for days"),                                                \
      .hint = N_ ("Phones deliver late and administrators change punches"),              \
      .kind = MUSTER_FIELD_INTEGER,                                                      \
      .fallback = "2",                                                                   \
      .min = 1,                                                                          \
      .max = 60 }

/**
 * MUSTER_REST_USERS_FIELD:
 *
 * The setting "users": whom a server is asked for, when it tells punches only of people it is asked
 * for.
 */
#define MUSTER_REST_USERS_FIELD                                                          \
  { .name = "users",                                                                     \
    .title = N_ ("User ids"),                                                            \
    .hint = N_ ("Whose punches to ask for; everyone in the directory when empty"),       \
    .kind = MUSTER_FIELD_STRINGS }

extern const MusterChoice muster_rest_datums[];

/**
 * MUSTER_REST_DATUM_FIELD:
 *
 * The setting "datum", for a server whose makers do not say which it is.
 */
#define MUSTER_REST_DATUM_FIELD                                                          \
  { .name = "datum",                                                                     \
    .title = N_ ("Datum of positions"),                                                  \
    .hint = N_ ("In mainland China phones report GCJ-02"),                               \
    .kind = MUSTER_FIELD_CHOICE,                                                         \
    .fallback = "gcj02",                                                                 \
    .choices = muster_rest_datums }

/* The datum that %MUSTER_REST_DATUM_FIELD says. */
MusterDatum muster_rest_datum (MusterParams *settings);

/**
 * muster_rest_plan_pull:
 * @plan: the server
 * @source: (nullable): the source
 * @settings: of @plan->fields
 * @cursor: (nullable): where the last sync stopped, as a{sv}
 * @sink: where punches and people go
 * @cancellable: (nullable): ends it at once
 * @error: see muster_rest_session_call()
 *
 * Pulls as a #MusterConnector does. A span of a request is stored when all of it came, and the cursor
 * goes on with it. Tells the sink "calls", and how far the server reported.
 *
 * Returns: whether all came
 */
gboolean muster_rest_plan_pull (const MusterRestPlan *plan,
                                MusterSource *source,
                                MusterParams *settings,
                                GVariant *cursor,
                                MusterSink *sink,
                                GCancellable *cancellable,
                                GError **error);

/**
 * muster_rest_plan_probe:
 * @plan: the server
 * @source: (nullable): the source
 * @settings: of @plan->fields
 * @cancellable: (nullable): ends it at once
 * @error: see muster_rest_session_call()
 *
 * Probes as a #MusterConnector does: a dry run of the first page of the last days. Besides the
 * common keys: "request" s, the request with its secrets as dots; "reply" s, the beginning of the
 * answer; "sample" a(tssxyys) and "rejects" a(tsst), what was made of it, as a file's preview has
 * them; "records" t; "calls" t; "zone" s, when the server says in which its times are.
 *
 * Returns: (transfer full) (nullable): an a{sv}
 */
GVariant *muster_rest_plan_probe (const MusterRestPlan *plan,
                                  MusterSource *source,
                                  MusterParams *settings,
                                  GCancellable *cancellable,
                                  GError **error);
