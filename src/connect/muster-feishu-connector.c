/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-feishu-connector.h"

#include "muster-rest-plan.h"

#include <glib/gi18n-lib.h>

static const MusterField feishu_fields[] = {
  MUSTER_REST_FIELDS ("https://open.feishu.cn"),
  { .name = "key",
    .title = N_ ("App ID"),
    .hint = N_ ("Of the company's own app; begins with cli_"),
    .kind = MUSTER_FIELD_TEXT,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "secret",
    .title = N_ ("App secret"),
    .kind = MUSTER_FIELD_SECRET,
    .flags = MUSTER_FIELD_REQUIRED },
  MUSTER_REST_USERS_FIELD,
  MUSTER_REST_DATUM_FIELD,
  MUSTER_REST_SPAN_FIELDS,
  { NULL },
};

static const MusterRestTemplate feishu_token = {
  .path = "/open-apis/auth/v3/tenant_access_token/internal",
  .body = "{\"app_id\": \"{key}\", \"app_secret\": \"{secret}\"}",
};

static const MusterRestManners feishu_manners = {
  .authorization = "Bearer {token}",
  .token = &feishu_token,
  .token_path = "$.tenant_access_token",
  .codes = { "$.code" },
  .fine = "0",
  .words = { "$.msg" },
  .verdicts =
    (const typeof (*feishu_manners.verdicts)[]) {
      { "99991661|99991663|99991664|99991668", MUSTER_REST_TOKEN },
      { "10003|10014", MUSTER_REST_SECRET },
      { "99991672|99991679|40004|40014|1220004", MUSTER_REST_DENIED },
      { "99991401", MUSTER_REST_ADDRESS },
      { "99991400|11232", MUSTER_REST_BUSY },
      { "99991403", MUSTER_REST_QUOTA },
      { NULL },
    },
  .secret = "secret",
};

static const MusterRestTemplate feishu_request = {
  .path = "/open-apis/attendance/v1/user_flows/query"
          "?employee_type=employee_id&include_terminated_user=true",
  .body = "{\"user_ids\": {people}, \"check_time_from\": \"{from:s}\","
          " \"check_time_to\": \"{until:s}\"}",
};

static const MusterRestTemplate feishu_departments = {
  .path = "/open-apis/contact/v3/departments/{department}/children"
          "?department_id_type=open_department_id&fetch_child=true&page_size=50"
          "&page_token={cursor}",
};

static const MusterRestTemplate feishu_members = {
  .path = "/open-apis/contact/v3/users/find_by_department?user_id_type=user_id"
          "&department_id_type=open_department_id&department_id={department}&page_size=50"
          "&page_token={cursor}",
};

static const MusterRestRoll feishu_roll = {
  .departments = &feishu_departments,
  .department_id = "$.data.items[*].open_department_id",
  .top = "0",
  .deep = TRUE,
  .departments_more = "$.data.has_more",
  .departments_next = "$.data.page_token",
  .members = &feishu_members,
  .records = "$.data.items",
  .key = "$.user_id",
  .name = "$.name",
  .staff_no = "$.employee_no",
  .paging = MUSTER_REST_CURSOR,
  .more = "$.data.has_more",
  .next = "$.data.page_token",
  .right = N_ ("Read the directory with user ids (contact:user.employee_id:readonly)"),
};

static const typeof (*(MusterRestMapping) { 0 }.verifies) feishu_verifies[] = {
  { "true", MUSTER_VERIFY_WIFI },
  { NULL },
};

/* What the system or an exemption wrote is no punch; what an administrator, a correction or an
 * import wrote the person did not make. */
static const MusterRestMapping feishu_mapping = {
  .key = "$.user_id",
  .time = "$.check_time",
  .time_is = MUSTER_REST_TIME_SECONDS,
  .record_key = { "$.record_id" },
  .lat = "$.latitude",
  .lon = "$.longitude",
  .note = "$.comment",
  .verify = "$.is_wifi",
  .verifies = feishu_verifies,
  .phone = "$.device_id",
  .terminal = { "$.type", "5" },
  .ssid = "$.ssid",
  .bssid = "$.bssid",
  .verdict = "$.risk_result",
  .suspicious = "1|2|3",
  .manual = { { "$.type", "1|2|7" } },
  .not_punch = { { "$.type", "3|4" }, { "$.check_result", "Lack|Todo|NoNeedCheck" } },
};

static MusterRestPlan
feishu_plan (MusterParams *settings)
{
  return (MusterRestPlan) {
    .manners = &feishu_manners,
    .fields = feishu_fields,
    .request = &feishu_request,
    .records = "$.data.user_flow_results",
    .mappings = { &feishu_mapping },
    .paging = MUSTER_REST_ONE,
    .days = 30,
    .people = 50,
    .datum = muster_rest_datum (settings),
    .roll = &feishu_roll,
  };
}

static GVariant *
feishu_probe (MusterSource *source,
              MusterParams *settings,
              GCancellable *cancellable,
              GError **error)
{
  const MusterRestPlan plan = feishu_plan (settings);

  return muster_rest_plan_probe (&plan, source, settings, cancellable, error);
}

static gboolean
feishu_pull (MusterSource *source,
             MusterParams *settings,
             GVariant *cursor,
             MusterSink *sink,
             GCancellable *cancellable,
             GError **error)
{
  const MusterRestPlan plan = feishu_plan (settings);

  return muster_rest_plan_pull (&plan, source, settings, cursor, sink, cancellable,
                                error);
}

const MusterConnector muster_feishu_connector = {
  .kind = "feishu",
  .title = N_ ("Feishu (Lark)"),
  .fields = feishu_fields,
  .probe = feishu_probe,
  .pull = feishu_pull,
  .unattended = TRUE,
};
