/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-odoo-connector.h"

#include "muster-error.h"
#include "muster-rest-plan.h"

#include <glib/gi18n-lib.h>

static const MusterChoice odoo_apis[] = {
  { "json-rpc", N_ ("JSON-RPC (up to version 21)") },
  { "json-2", N_ ("JSON-2 (version 19 and later)") },
  { NULL },
};

static const MusterField odoo_fields[] = {
  MUSTER_REST_FIELDS (NULL),
  { .name = "api",
    .title = N_ ("Interface"),
    .kind = MUSTER_FIELD_CHOICE,
    .fallback = "json-rpc",
    .choices = odoo_apis },
  { .name = "database",
    .title = N_ ("Database"),
    .hint = N_ ("Its name; JSON-2 needs it only where a server has several"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "user",
    .title = N_ ("User name"),
    .hint = N_ ("Of a user who may read attendance; JSON-2 goes by the key alone"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "secret",
    .title = N_ ("API key"),
    .hint = N_ ("A key lives three months at most: note when it ends"),
    .kind = MUSTER_FIELD_SECRET,
    .flags = MUSTER_FIELD_REQUIRED },
  MUSTER_REST_SPAN_FIELDS,
  { NULL },
};

/* What to ask for, of what the version has. */
static const char *const odoo_wanted[] = {
  "employee_id",
  "check_in",
  "check_out",
  "in_latitude",
  "in_longitude",
  "out_latitude",
  "out_longitude",
  "in_location",
  "out_location",
  "in_city",
  "out_city",
  "in_country_name",
  "out_country_name",
  "in_ip_address",
  "out_ip_address",
  "in_browser",
  "out_browser",
  "in_mode",
  "out_mode",
  "worked_hours",
  "overtime_hours",
  "write_date",
  NULL,
};

static const typeof (*(MusterRestManners) { 0 }.verdicts) odoo_verdicts[] = {
  { "*AccessDenied", MUSTER_REST_SECRET },
  { "*AccessError", MUSTER_REST_DENIED },
  { "*Unauthorized", MUSTER_REST_SECRET },
  { "*SessionExpiredException", MUSTER_REST_TOKEN },
  { "*TooManyRequests", MUSTER_REST_BUSY },
  { NULL },
};

/* --- JSON-RPC --- */

static const MusterRestTemplate odoo_rpc_login = {
  .path = "/jsonrpc",
  .body = "{\"jsonrpc\": \"2.0\", \"method\": \"call\", \"id\": 1, \"params\":"
          " {\"service\": \"common\", \"method\": \"authenticate\", \"args\":"
          " [\"{database}\", \"{user}\", \"{secret}\", {}]}}",
};

#define ODOO_RPC(model, method, arguments, options)                                      \
  "{\"jsonrpc\": \"2.0\", \"method\": \"call\", \"id\": 2, \"params\":"                  \
  " {\"service\": \"object\", \"method\": \"execute_kw\", \"args\":"                     \
  " [\"{database}\", {token}, \"{secret}\", \"" model "\", \"" method "\", " arguments   \
  ", " options "]}}"

static const MusterRestTemplate odoo_rpc_request = {
  .path = "/jsonrpc",
  .body = ODOO_RPC ("hr.attendance",
                    "search_read",
                    "[[[\"write_date\", \">=\", \"{from:text}\"]]]",
                    "{\"fields\": {fields}, \"limit\": {limit}, \"offset\": {offset},"
                    " \"order\": \"write_date asc, id asc\"}"),
};

static const MusterRestTemplate odoo_rpc_has = {
  .path = "/jsonrpc",
  .body = ODOO_RPC ("hr.attendance", "fields_get", "[]", "{\"attributes\": [\"type\"]}"),
};

static const MusterRestTemplate odoo_rpc_employees = {
  .path = "/jsonrpc",
  .body = ODOO_RPC ("hr.employee",
                    "search_read",
                    "[[]]",
                    "{\"fields\": [\"name\", \"barcode\", \"department_id\"],"
                    " \"limit\": {limit}, \"offset\": {offset}, \"order\": \"id asc\"}"),
};

static const MusterRestManners odoo_rpc_manners = {
  .token = &odoo_rpc_login,
  .token_path = "$.result",
  .codes = { "$.error.data.name", "$.error.code" },
  .words = { "$.error.data.message", "$.error.message" },
  .verdicts = odoo_verdicts,
  .secret = "secret",
};

static const MusterRestRoll odoo_rpc_roll = {
  .members = &odoo_rpc_employees,
  .records = "$.result",
  .key = "$.id",
  .name = "$.name",
  .staff_no = "$.barcode",
  .section = "$.department_id[1]",
  .paging = MUSTER_REST_OFFSET,
  .size = 500,
  .right = N_ ("Read employees"),
};

/* --- JSON-2 --- */

#define ODOO_2_HEADERS "X-Odoo-Database: {database}"

static const MusterRestTemplate odoo_2_request = {
  .path = "/json/2/hr.attendance/search_read",
  .headers = ODOO_2_HEADERS,
  .body =
    "{\"domain\": [[\"write_date\", \">=\", \"{from:text}\"]], \"fields\": {fields},"
    " \"limit\": {limit}, \"offset\": {offset}, \"order\": \"write_date asc, id asc\"}",
};

static const MusterRestTemplate odoo_2_has = {
  .path = "/json/2/hr.attendance/fields_get",
  .headers = ODOO_2_HEADERS,
  .body = "{\"attributes\": [\"type\"]}",
};

static const MusterRestTemplate odoo_2_employees = {
  .path = "/json/2/hr.employee/search_read",
  .headers = ODOO_2_HEADERS,
  .body = "{\"domain\": [], \"fields\": [\"name\", \"barcode\", \"department_id\"],"
          " \"limit\": {limit}, \"offset\": {offset}, \"order\": \"id asc\"}",
};

static const MusterRestManners odoo_2_manners = {
  .authorization = "bearer {secret}",
  .codes = { "$.name" },
  .words = { "$.message" },
  .verdicts = odoo_verdicts,
  .secret = "secret",
};

static const MusterRestRoll odoo_2_roll = {
  .members = &odoo_2_employees,
  .records = "$",
  .key = "$.id",
  .name = "$.name",
  .staff_no = "$.barcode",
  .section = "$.department_id[1]",
  .paging = MUSTER_REST_OFFSET,
  .size = 500,
  .right = N_ ("Read employees"),
};

/* --- both --- */

/* What an administrator entered is no punch that the person made; what was added because nobody
 * checked out is none at all. */
static const MusterRestMapping odoo_in = {
  .key = "$.employee_id[0]",
  .name = "$.employee_id[1]",
  .time = "$.check_in",
  .time_is = MUSTER_REST_TIME_UTC,
  .optional = TRUE,
  .record_key = { "$.id" },
  .suffix = "/in",
  .revision = "$.write_date",
  .revision_is = MUSTER_REST_TIME_UTC,
  .always = MUSTER_DIRECTION_IN,
  .lat = "$.in_latitude",
  .lon = "$.in_longitude",
  .note = "$.in_location",
  .ip = "$.in_ip_address",
  .manual = { { "$.in_mode", "manual|technical" } },
};

static const MusterRestMapping odoo_out = {
  .key = "$.employee_id[0]",
  .name = "$.employee_id[1]",
  .time = "$.check_out",
  .time_is = MUSTER_REST_TIME_UTC,
  .optional = TRUE,
  .record_key = { "$.id" },
  .suffix = "/out",
  .revision = "$.write_date",
  .revision_is = MUSTER_REST_TIME_UTC,
  .always = MUSTER_DIRECTION_OUT,
  .lat = "$.out_latitude",
  .lon = "$.out_longitude",
  .note = "$.out_location",
  .ip = "$.out_ip_address",
  .manual = { { "$.out_mode", "manual|technical" } },
  .not_punch = { { "$.out_mode", "auto_check_out" } },
};

/* Asks which fields there are, and wants of them what is of use. */
static gboolean
odoo_want (MusterRestSession *session,
           const MusterRestTemplate *has,
           const char *path,
           MusterRestFound *found,
           GCancellable *cancellable,
           GError **error)
{
  const MusterRestValues values = { 0 };
  g_autoptr (JsonNode)
    root = muster_rest_session_call (session, has, &values, cancellable, error);
  g_autoptr (JsonPath) where = muster_json_path_new (path, NULL);
  g_autoptr (JsonNode) all = NULL;
  g_autoptr (GString) wanted = g_string_new ("[");
  JsonObject *object;

  if (root == NULL)
    return FALSE;

  all = muster_json_path_first (where, root);
  object = all != NULL && JSON_NODE_HOLDS_OBJECT (all) ? json_node_get_object (all)
                                                       : NULL;
  if (object == NULL || !json_object_has_member (object, "check_in"))
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("This database has no attendance. Is the app Attendances "
                                "installed?"));

  for (gsize i = 0; odoo_wanted[i] != NULL; i++)
    if (json_object_has_member (object, odoo_wanted[i]))
      g_string_append_printf (wanted, "%s\"%s\"", wanted->len > 1 ? ", " : "",
                              odoo_wanted[i]);

  g_string_append_c (wanted, ']');
  found->wanted = g_string_free (g_steal_pointer (&wanted), FALSE);
  return TRUE;
}

static gboolean
odoo_rpc_prepare (MusterRestSession *session,
                  MusterRestFound *found,
                  GCancellable *cancellable,
                  GError **error)
{
  return odoo_want (session, &odoo_rpc_has, "$.result", found, cancellable, error);
}

static gboolean
odoo_2_prepare (MusterRestSession *session,
                MusterRestFound *found,
                GCancellable *cancellable,
                GError **error)
{
  return odoo_want (session, &odoo_2_has, "$", found, cancellable, error);
}

static const MusterRestPlan odoo_rpc_plan = {
  .manners = &odoo_rpc_manners,
  .fields = odoo_fields,
  .request = &odoo_rpc_request,
  .records = "$.result",
  .mappings = { &odoo_in, &odoo_out },
  .paging = MUSTER_REST_SINCE,
  .size = 500,
  .utc = TRUE,
  .datum = MUSTER_DATUM_WGS84,
  .roll = &odoo_rpc_roll,
  .prepare = odoo_rpc_prepare,
};

static const MusterRestPlan odoo_2_plan = {
  .manners = &odoo_2_manners,
  .fields = odoo_fields,
  .request = &odoo_2_request,
  .records = "$",
  .mappings = { &odoo_in, &odoo_out },
  .paging = MUSTER_REST_SINCE,
  .size = 500,
  .utc = TRUE,
  .datum = MUSTER_DATUM_WGS84,
  .roll = &odoo_2_roll,
  .prepare = odoo_2_prepare,
};

static const MusterRestPlan *
odoo_plan (MusterParams *settings, GError **error)
{
  if (g_str_equal (muster_params_get_string (settings, "api"), "json-2"))
    return &odoo_2_plan;

  if (*muster_params_get_string (settings, "database") == '\0')
    {
      muster_error_set_field (error, "database",
                              _ ("JSON-RPC needs the database's name"));
      return NULL;
    }
  if (*muster_params_get_string (settings, "user") == '\0')
    {
      muster_error_set_field (error, "user", _ ("JSON-RPC needs the user's name"));
      return NULL;
    }
  return &odoo_rpc_plan;
}

static GVariant *
odoo_probe (MusterSource *source,
            MusterParams *settings,
            GCancellable *cancellable,
            GError **error)
{
  const MusterRestPlan *plan = odoo_plan (settings, error);

  return plan != NULL
           ? muster_rest_plan_probe (plan, source, settings, cancellable, error)
           : NULL;
}

static gboolean
odoo_pull (MusterSource *source,
           MusterParams *settings,
           GVariant *cursor,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  const MusterRestPlan *plan = odoo_plan (settings, error);

  return plan != NULL &&
         muster_rest_plan_pull (plan, source, settings, cursor, sink, cancellable, error);
}

const MusterConnector muster_odoo_connector = {
  .kind = "odoo",
  .title = N_ ("Odoo"),
  .fields = odoo_fields,
  .probe = odoo_probe,
  .pull = odoo_pull,
  .unattended = TRUE,
};
