/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-dingtalk-connector.h"

#include "muster-rest-plan.h"

#include <glib/gi18n-lib.h>

static const MusterField dingtalk_fields[] = {
  MUSTER_REST_FIELDS ("https://oapi.dingtalk.com"),
  { .name = "key",
    .title = N_ ("AppKey"),
    .hint = N_ ("Of the company's own app in the developers' console"),
    .kind = MUSTER_FIELD_TEXT,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "secret",
    .title = N_ ("AppSecret"),
    .kind = MUSTER_FIELD_SECRET,
    .flags = MUSTER_FIELD_REQUIRED },
  MUSTER_REST_USERS_FIELD,
  MUSTER_REST_DATUM_FIELD,
  MUSTER_REST_SPAN_FIELDS,
  { NULL },
};

static const MusterRestTemplate dingtalk_token = {
  .path = "/gettoken?appkey={key}&appsecret={secret}",
};

/* The number alone decides: the words change. 88 stands for many; sub_code has the true one. */
static const MusterRestManners dingtalk_manners = {
  .token = &dingtalk_token,
  .token_path = "$.access_token",
  .codes = { "$.sub_code", "$.errcode", "$.code" },
  .fine = "0",
  .words = { "$.sub_msg", "$.errmsg", "$.message" },
  .verdicts =
    (const typeof (*dingtalk_manners.verdicts)[]) {
      { "40014|42001|40001", MUSTER_REST_TOKEN },
      { "40089|40096|invalidClientIdOrSecret", MUSTER_REST_SECRET },
      { "*Quota*|*quota*", MUSTER_REST_QUOTA },
      { "-1|900*|*QpsLimit*|Throttling*", MUSTER_REST_BUSY },
      { "60020", MUSTER_REST_ADDRESS },
      { "60011|60121|50002|50004|Forbidden*", MUSTER_REST_DENIED },
      { NULL },
    },
  .secret = "secret",
};

static const MusterRestTemplate dingtalk_request = {
  .path = "/attendance/listRecord?access_token={token}",
  .body = "{\"userIds\": {people}, \"checkDateFrom\": \"{from:text}\","
          " \"checkDateTo\": \"{until:text}\", \"isI18n\": \"false\"}",
};

static const MusterRestTemplate dingtalk_departments = {
  .path = "/topapi/v2/department/listsub?access_token={token}",
  .body = "{\"dept_id\": {department}}",
};

static const MusterRestTemplate dingtalk_members = {
  .path = "/topapi/user/listsimple?access_token={token}",
  .body = "{\"dept_id\": {department}, \"cursor\": {cursor}, \"size\": {limit}}",
};

static const MusterRestRoll dingtalk_roll = {
  .departments = &dingtalk_departments,
  .department_id = "$.result[*].dept_id",
  .top = "1",
  .members = &dingtalk_members,
  .records = "$.result.list",
  .key = "$.userid",
  .name = "$.name",
  .paging = MUSTER_REST_CURSOR,
  .size = 100,
  .begin = "0",
  .more = "$.result.has_more",
  .next = "$.result.next_cursor",
  .right = N_ ("Read the members of departments in the directory"),
};

static const typeof (*(MusterRestMapping) { 0 }.verifies) dingtalk_verifies[] = {
  { "MAP", MUSTER_VERIFY_GPS },
  { "WIFI", MUSTER_VERIFY_WIFI },
  { NULL },
};

static const MusterRestMapping dingtalk_mapping = {
  .key = "$.userId",
  .time = "$.userCheckTime",
  .time_is = MUSTER_REST_TIME_MILLISECONDS,
  .record_key = { "$.id" },
  .revision = "$.gmtModified",
  .revision_is = MUSTER_REST_TIME_MILLISECONDS,
  .direction = "$.checkType",
  .in = "OnDuty",
  .out = "OffDuty",
  .lat = "$.userLatitude",
  .lon = "$.userLongitude",
  .accuracy = "$.userAccuracy",
  .device = "$.deviceSN",
  .note = "$.outsideRemark",
  .verify = "$.locationMethod",
  .verifies = dingtalk_verifies,
  .phone = "$.deviceId",
  .terminal = { "$.sourceType", "ATM|DING_ATM|BEACON" },
  .ssid = "$.userSsid",
  .bssid = "$.userMacAddr",
  .verdict = "$.invalidRecordType",
  .suspicious = "Security",
  .manual = { { "$.sourceType", "BOSS|APPROVE" } },
  .not_punch = { { "$.sourceType", "SYSTEM" }, { "$.timeResult", "NotSigned" } },
};

/* Its times are China's, wherever the source stands. */
static gboolean
dingtalk_prepare (MusterRestSession *session,
                  MusterRestFound *found,
                  GCancellable *cancellable,
                  GError **error)
{
  return (found->zone = muster_zone_new ("Asia/Shanghai", error)) != NULL;
}

static MusterRestPlan
dingtalk_plan (MusterParams *settings)
{
  return (MusterRestPlan) {
    .manners = &dingtalk_manners,
    .fields = dingtalk_fields,
    .request = &dingtalk_request,
    .records = "$.recordresult",
    .mappings = { &dingtalk_mapping },
    .paging = MUSTER_REST_ONE,
    .days = 7,
    .people = 50,
    .datum = muster_rest_datum (settings),
    .roll = &dingtalk_roll,
    .prepare = dingtalk_prepare,
  };
}

static GVariant *
dingtalk_probe (MusterSource *source,
                MusterParams *settings,
                GCancellable *cancellable,
                GError **error)
{
  const MusterRestPlan plan = dingtalk_plan (settings);

  return muster_rest_plan_probe (&plan, source, settings, cancellable, error);
}

static gboolean
dingtalk_pull (MusterSource *source,
               MusterParams *settings,
               GVariant *cursor,
               MusterSink *sink,
               GCancellable *cancellable,
               GError **error)
{
  const MusterRestPlan plan = dingtalk_plan (settings);

  return muster_rest_plan_pull (&plan, source, settings, cursor, sink, cancellable,
                                error);
}

const MusterConnector muster_dingtalk_connector = {
  .kind = "dingtalk",
  .title = N_ ("DingTalk"),
  .fields = dingtalk_fields,
  .probe = dingtalk_probe,
  .pull = dingtalk_pull,
  .unattended = TRUE,
};
