/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-wecom-connector.h"

#include "muster-rest-plan.h"

#include <glib/gi18n-lib.h>

static const MusterField wecom_fields[] = {
  MUSTER_REST_FIELDS ("https://qyapi.weixin.qq.com"),
  { .name = "key",
    .title = N_ ("Corporation id"),
    .hint = N_ ("Under “My company” in the administration"),
    .kind = MUSTER_FIELD_TEXT,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "secret",
    .title = N_ ("Secret of the attendance app"),
    .hint = N_ ("That of the built-in attendance app; another app's is refused"),
    .kind = MUSTER_FIELD_SECRET,
    .flags = MUSTER_FIELD_REQUIRED },
  MUSTER_REST_USERS_FIELD,
  MUSTER_REST_SPAN_FIELDS,
  { NULL },
};

static const MusterRestTemplate wecom_token = {
  .path = "/cgi-bin/gettoken?corpid={key}&corpsecret={secret}",
};

static const MusterRestManners wecom_manners = {
  .token = &wecom_token,
  .token_path = "$.access_token",
  .codes = { "$.errcode" },
  .fine = "0",
  .words = { "$.errmsg" },
  .verdicts =
    (const typeof (*wecom_manners.verdicts)[]) {
      { "40014|42001|41001", MUSTER_REST_TOKEN },
      { "40001|40013|40091", MUSTER_REST_SECRET },
      { "60020", MUSTER_REST_ADDRESS },
      { "48002|60011|60111|301002|301005|301021|301022|301023|301024|301025",
        MUSTER_REST_DENIED },
      { "45009|45033|-1", MUSTER_REST_BUSY },
      { NULL },
    },
  .secret = "secret",
};

static const MusterRestTemplate wecom_request = {
  .path = "/cgi-bin/checkin/getcheckindata?access_token={token}",
  .body = "{\"opencheckindatatype\": 3, \"starttime\": {from:s}, \"endtime\": {until:s},"
          " \"useridlist\": {people}}",
};

static const MusterRestTemplate wecom_members = {
  .path = "/cgi-bin/user/simplelist?access_token={token}&department_id=1&fetch_child=1",
};

static const MusterRestRoll wecom_roll = {
  .members = &wecom_members,
  .records = "$.userlist",
  .key = "$.userid",
  .name = "$.name",
  .paging = MUSTER_REST_ONE,
  .right = N_ ("See the company's top department in the app's visible range"),
};

static const typeof (*(MusterRestMapping) { 0 }.verifies) wecom_verifies[] = {
  { "*", MUSTER_VERIFY_WIFI },
  { NULL },
};

/* There is no number of a record: person, time, type and device are its key. What should have been
 * and was not (未打卡) is listed, too, at the time it should have been. */
static const MusterRestMapping wecom_mapping = {
  .key = "$.userid",
  .time = "$.checkin_time",
  .time_is = MUSTER_REST_TIME_SECONDS,
  .record_key = { "$.userid", "$.checkin_time", "$.checkin_type", "$.deviceid" },
  .direction = "$.checkin_type",
  .in = "上班*",
  .out = "下班*",
  .lat = "$.lat",
  .lon = "$.lng",
  .divisor = 1000000,
  .note = "$.notes",
  .verify = "$.wifimac",
  .verifies = wecom_verifies,
  .phone = "$.deviceid",
  .ssid = "$.wifiname",
  .bssid = "$.wifimac",
  .verdict = "$.exception_type",
  .suspicious = "*非常用设备*|*wifi异常*",
  .not_punch = { { "$.exception_type", "*未打卡*" } },
};

static const MusterRestPlan wecom_plan = {
  .manners = &wecom_manners,
  .fields = wecom_fields,
  .request = &wecom_request,
  .records = "$.checkindata",
  .mappings = { &wecom_mapping },
  .paging = MUSTER_REST_ONE,
  .days = 30,
  .people = 100,
  .datum = MUSTER_DATUM_GCJ02,
  .roll = &wecom_roll,
};

static GVariant *
wecom_probe (MusterSource *source,
             MusterParams *settings,
             GCancellable *cancellable,
             GError **error)
{
  return muster_rest_plan_probe (&wecom_plan, source, settings, cancellable, error);
}

static gboolean
wecom_pull (MusterSource *source,
            MusterParams *settings,
            GVariant *cursor,
            MusterSink *sink,
            GCancellable *cancellable,
            GError **error)
{
  return muster_rest_plan_pull (&wecom_plan, source, settings, cursor, sink, cancellable,
                                error);
}

const MusterConnector muster_wecom_connector = {
  .kind = "wecom",
  .title = N_ ("WeCom"),
  .fields = wecom_fields,
  .probe = wecom_probe,
  .pull = wecom_pull,
  .unattended = TRUE,
};
