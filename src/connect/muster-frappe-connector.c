/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-frappe-connector.h"

#include "muster-error.h"
#include "muster-rest-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const MusterField frappe_fields[] = {
  MUSTER_REST_FIELDS (NULL),
  { .name = "key",
    .title = N_ ("API key"),
    .hint = N_ ("Of a user who may read Employee Checkin"),
    .kind = MUSTER_FIELD_TEXT,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "secret",
    .title = N_ ("API secret"),
    .kind = MUSTER_FIELD_SECRET,
    .flags = MUSTER_FIELD_REQUIRED },
  MUSTER_REST_SPAN_FIELDS,
  { NULL },
};

/* Messages of Frappe are a JSON array of texts, each a JSON object, whose message may be HTML. */
static char *
frappe_unwrap (const char *words)
{
  g_autoptr (JsonNode) all = muster_json_parse (words, strlen (words), NULL);
  g_autofree char *first = NULL;
  g_autoptr (JsonNode) one = NULL;
  char *message;

  if (all == NULL || !JSON_NODE_HOLDS_ARRAY (all) ||
      !(first = muster_json_find_text (all, "$[0]")))
    return g_strdup (words);

  one = muster_json_parse (first, strlen (first), NULL);
  message = one != NULL && JSON_NODE_HOLDS_OBJECT (one)
              ? muster_json_find_text (one, "$.message")
              : NULL;
  return message != NULL ? message : g_steal_pointer (&first);
}

static const MusterRestManners frappe_manners = {
  .authorization = "token {key}:{secret}",
  .codes = { "$.exc_type" },
  .words = { "$._server_messages", "$.exception", "$.exc_type" },
  .verdicts =
    (const typeof (*frappe_manners.verdicts)[]) {
      { "AuthenticationError|InvalidAuthorization*|SessionExpired", MUSTER_REST_SECRET },
      { "PermissionError", MUSTER_REST_DENIED },
      { "RateLimitExceededError|TooManyRequestsError", MUSTER_REST_BUSY },
      { NULL },
    },
  .unwrap = frappe_unwrap,
  .secret = "secret",
};

static const MusterRestTemplate frappe_request = {
  .path =
    "/api/resource/Employee Checkin"
    "?fields=[\"*\"]&filters=[[\"modified\",\"%3E%3D\",\"{from:us}\"]]"
    "&order_by=modified asc, name asc&limit_start={offset}&limit_page_length={limit}",
};

static const MusterRestTemplate frappe_zone_request = {
  .path =
    "/api/method/frappe.client.get_value?doctype=System Settings&fieldname=time_zone",
};

static const MusterRestTemplate frappe_employees = {
  .path = "/api/resource/Employee"
          "?fields=[\"name\",\"employee_name\",\"employee_number\",\"department\"]"
          "&order_by=name asc&limit_start={offset}&limit_page_length={limit}",
};

static const MusterRestRoll frappe_roll = {
  .members = &frappe_employees,
  .records = "$.data",
  .key = "$.name",
  .name = "$.employee_name",
  .staff_no = "$.employee_number",
  .section = "$.department",
  .paging = MUSTER_REST_OFFSET,
  .size = 500,
  .right = N_ ("Read Employee"),
};

static const MusterRestMapping frappe_mapping = {
  .key = "$.employee",
  .name = "$.employee_name",
  .time = "$.time",
  .time_is = MUSTER_REST_TIME_LOCAL,
  .record_key = { "$.name" },
  .revision = "$.modified",
  .revision_is = MUSTER_REST_TIME_LOCAL,
  .direction = "$.log_type",
  .in = "IN",
  .out = "OUT",
  .lat = "$.latitude",
  .lon = "$.longitude",
  .device = "$.device_id",
};

/* Only who may read System Settings learns the zone; else the source's own zone stands. */
static gboolean
frappe_prepare (MusterRestSession *session,
                MusterRestFound *found,
                GCancellable *cancellable,
                GError **error)
{
  const MusterRestValues values = { 0 };
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *zone = NULL;

  root = muster_rest_session_call (session, &frappe_zone_request, &values, cancellable,
                                   &cause);
  if (root != NULL)
    zone = muster_json_find_text (root, "$.message.time_zone");
  if (zone != NULL)
    found->zone = muster_zone_new (zone, NULL);

  if (root != NULL || g_error_matches (cause, MUSTER_ERROR, MUSTER_ERROR_DENIED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static const MusterRestPlan frappe_plan = {
  .manners = &frappe_manners,
  .fields = frappe_fields,
  .request = &frappe_request,
  .records = "$.data",
  .mappings = { &frappe_mapping },
  .paging = MUSTER_REST_SINCE,
  .size = 500,
  .datum = MUSTER_DATUM_WGS84,
  .roll = &frappe_roll,
  .prepare = frappe_prepare,
};

static GVariant *
frappe_probe (MusterSource *source,
              MusterParams *settings,
              GCancellable *cancellable,
              GError **error)
{
  return muster_rest_plan_probe (&frappe_plan, source, settings, cancellable, error);
}

static gboolean
frappe_pull (MusterSource *source,
             MusterParams *settings,
             GVariant *cursor,
             MusterSink *sink,
             GCancellable *cancellable,
             GError **error)
{
  return muster_rest_plan_pull (&frappe_plan, source, settings, cursor, sink, cancellable,
                                error);
}

const MusterConnector muster_frappe_connector = {
  .kind = "frappe",
  .title = N_ ("Frappe HR (ERPNext)"),
  .fields = frappe_fields,
  .probe = frappe_probe,
  .pull = frappe_pull,
  .unattended = TRUE,
};
