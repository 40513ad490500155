/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the engine of servers is made of: paths, templates, mappings. */

#include "muster-collector.h"
#include "muster-error.h"
#include "muster-rest-mapping.h"
#include "muster-rest-template.h"

#include <string.h>

#define AT (G_GINT64_CONSTANT (1709166615) * MUSTER_SECOND) /* 2024-02-29 00:30:15 UTC */

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = muster_json_parse (text, strlen (text), &error);

  g_assert_no_error (error);
  return node;
}

static void
test_paths (void)
{
  static const struct
  {
    const char *text;
    const char *path;
    const char *value;
  } cases[] = {
    { "{\"a\": {\"b\": [1, 2]}}", "$.a.b[1]", "2" },
    { "{\"a\": {\"b\": [1, 2]}}", "a.b[0]", "1" },
    { "{\"a\": {\"b\": [1, 2]}}", "a.b[5]", NULL },
    { "{\"a\": {\"b\": [1, 2]}}", "a.b", "[1,2]" },
    { "{\"a\": 5}", "a.b.c", NULL },
    { "{\"a b\": \"x\"}", "['a b']", "x" },
    { "{\"a]$\": \"x\"}", "['a]$']", "x" },
    { "[7]", "$", "[7]" },
    { "{\"a\": {\"b\": [{\"c\": 3}]}}", "$.a..c", "3" },
    { "{\"a\": {\"b\": [{\"c\": 3}]}}", "a.*[*].c", "3" },
    { "{\"a b-c@d\": 4}", "a b-c@d", "4" },
    { "{\"姓名\": \"张三\"}", "姓名", "张三" },
    { "[7, false]", "[1]", "false" },
    { "{\"a\": null}", "a", NULL },
    { "{\"a\": \"\"}", "a", NULL },
    { "{\"a\": 22.543096}", "a", "22.543096" },
    { "{\"a\": true}", "a", "true" },
    /* No digit of a record's number is lost, whatever its size. */
    { "{\"id\": 6709359313699356941}", "id", "6709359313699356941" },
    { "{\"id\": 9007199254740993}", "id", "9007199254740993" },
    { "{\"id\": 18446744073709551615}", "id", "18446744073709551615" },
    { "{\"id\": -9223372036854775808}", "id", "-9223372036854775808" },
    { "{\"id\": 123456789012345678901234567890}", "id",
      "123456789012345678901234567890" },
    { "{\"a\": \"text 12345678901234567890 \\\" 12345678901234567890\", \"b\": 1}", "b",
      "1" },
  };
  static const char *const wrong[] = { "",      "a[",     "a..",           "$.",
                                       "a[x]",  "['",     "a['b",          "a['b'",
                                       "$['b'", "a[\"b'", "a['b'c",        "*$",
                                       "a[0]$", "['a']b", "['a']\"",       "a.*b",
                                       "a...b", "a[]",    "a[1234567890]", "a]b" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = parse (cases[i].text);
      g_autofree char *value = muster_json_find_text (node, cases[i].path);

      g_assert_cmpstr (value, ==, cases[i].value);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (muster_json_path_new (wrong[i], &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
    }
}

static void
test_not_json (void)
{
  g_autofree char *deep = g_strnfill (5000000, '[');
  const char *const texts[] = { "",       "{",    "<html>", "{\"a\": 1}}", "\xff\xfe",
                                "2313{}", "{}{}", "['a']",  deep };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (muster_json_parse (texts[i], strlen (texts[i]), &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
    }
}

static const MusterField fields[] = {
  { .name = "user", .title = "User", .kind = MUSTER_FIELD_TEXT, .fallback = "a\"b/c d" },
  { .name = "secret",
    .title = "Secret",
    .kind = MUSTER_FIELD_SECRET,
    .fallback = "hunter2&x" },
  { .name = "size", .title = "Size", .kind = MUSTER_FIELD_INTEGER, .fallback = "7" },
  { NULL },
};

static void
test_templates (void)
{
  static const struct
  {
    const char *text;
    MusterRestEscape escape;
    const char *expanded; /* NULL when it cannot be */
  } cases[] = {
    { "/x?f=[\"a b\"]&s={secret}", MUSTER_REST_PATH,
      "/x?f=%5B%22a%20b%22%5D&s=hunter2%26x" },
    { "/x%20y?u={user}", MUSTER_REST_PATH, "/x%20y?u=a%22b%2Fc%20d" },
    { "{\"u\": \"{user}\", \"n\": {size}, \"e\": {}}", MUSTER_REST_JSON,
      "{\"u\": \"a\\\"b/c d\", \"n\": 7, \"e\": {}}" },
    { "{\"who\": {people}}", MUSTER_REST_JSON, "{\"who\": [\"p1\",\"p\\\"2\"]}" },
    { "/x?who={people:comma}", MUSTER_REST_PATH, "/x?who=p1%2Cp%222" },
    { "Token {secret}", MUSTER_REST_PLAIN, "Token hunter2&x" },
    { "{from:s} {from:ms} {from:utc} {from:ymd}", MUSTER_REST_PLAIN,
      "1709166615 1709166615000 2024-02-29 00:30:15 20240229" },
    { "{from} {from:us} {from:date}", MUSTER_REST_PLAIN,
      "2024-02-29 08:30:15 2024-02-29 08:30:15.000000 2024-02-29" },
    { "{until:iso}", MUSTER_REST_PATH, "2024-02-29T08%3A30%3A16%2B08%3A00" },
    { "{offset}/{page}/{limit}/{cursor}", MUSTER_REST_PLAIN, "20/3/10/c 1" },
    { "{nothing}", MUSTER_REST_PLAIN, NULL },
    { "{from:nonsense}", MUSTER_REST_PLAIN, NULL },
    { "{user:text}", MUSTER_REST_PLAIN, NULL },
  };
  static const char *const people[] = { "p1", "p\"2" };
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  g_autoptr (MusterParams) settings = muster_params_new (fields, NULL, NULL);
  MusterRestValues values = {
    .fields = fields,
    .settings = settings,
    .zone = zone,
    .people = people,
    .n_people = 2,
    .cursor = "c 1",
    .from = AT,
    .until = AT + MUSTER_SECOND,
    .offset = 20,
    .page = 3,
    .limit = 10,
  };
  g_autofree char *masked = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *expanded =
        muster_rest_expand (cases[i].text, cases[i].escape, &values, &error);

      g_assert_cmpstr (expanded, ==, cases[i].expanded);
      if (cases[i].expanded == NULL)
        g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
    }

  values.mask = TRUE;
  values.token = "t0ken";
  masked = muster_rest_expand ("/x?a={secret}&b={token}&c={basic}&u={user}",
                               MUSTER_REST_PATH, &values, NULL);
  g_assert_cmpstr (masked, ==, "/x?a=•••&b=•••&c=•••&u=a%22b%2Fc%20d");
}

static void
test_template_check (void)
{
  static const struct
  {
    MusterRestTemplate template;
    const char *field;
  } cases[] = {
    { { .path = "/x?f={from}", .body = "{\"a\": {limit}}" }, NULL },
    { { .path = "x" }, "path" },
    { { .path = "/{what}" }, "path" },
    { { .path = "/", .headers = "X: {what}" }, "headers" },
    { { .path = "/", .body = "{\"a\": " }, "body" },
    { { .path = "/", .body = "{\"a\": {what}}" }, "body" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (muster_rest_template_check (&cases[i].template, fields, &error),
                       ==, cases[i].field == NULL);
      g_assert_cmpstr (muster_error_get_field (error), ==, cases[i].field);
    }
}

static void
test_times (void)
{
  static const struct
  {
    const char *json;
    MusterRestTime how;
    gint64 at; /* seconds UTC, 0 when it is no time */
  } cases[] = {
    { "1709166615", MUSTER_REST_TIME_GUESS, 1709166615 },
    { "1709166615000", MUSTER_REST_TIME_GUESS, 1709166615 },
    { "\"1709166615\"", MUSTER_REST_TIME_GUESS, 1709166615 },
    { "\"1709166615\"", MUSTER_REST_TIME_SECONDS, 1709166615 },
    { "1709166615000", MUSTER_REST_TIME_MILLISECONDS, 1709166615 },
    { "\"1709166615000\"", MUSTER_REST_TIME_MILLISECONDS, 1709166615 },
    { "\"2024-02-29 08:30:15\"", MUSTER_REST_TIME_LOCAL, 1709166615 },
    { "\"2024-02-29 08:30:15\"", MUSTER_REST_TIME_GUESS, 1709166615 },
    { "\"2024-02-29 00:30:15\"", MUSTER_REST_TIME_UTC, 1709166615 },
    { "\"2024-02-29T08:30:15+08:00\"", MUSTER_REST_TIME_GUESS, 1709166615 },
    { "\"2024-02-29T00:30:15Z\"", MUSTER_REST_TIME_LOCAL, 1709166615 },
    { "\"2024-02-29T01:30:15.123456+01:00\"", MUSTER_REST_TIME_UTC, 1709166615 },
    { "\"2024-02-29 08:30:15.123456\"", MUSTER_REST_TIME_LOCAL, 1709166615 },
    { "\"20240229083015\"", MUSTER_REST_TIME_LOCAL, 1709166615 },
    { "\"soon\"", MUSTER_REST_TIME_GUESS, 0 },
    { "\"\"", MUSTER_REST_TIME_GUESS, 0 },
    { "null", MUSTER_REST_TIME_GUESS, 0 },
    { "false", MUSTER_REST_TIME_UTC, 0 },
    { "true", MUSTER_REST_TIME_SECONDS, 0 },
    { "{}", MUSTER_REST_TIME_GUESS, 0 },
    { "1e300", MUSTER_REST_TIME_SECONDS, 0 },
    { "\"2024-02-30 08:30:15\"", MUSTER_REST_TIME_LOCAL, 0 },
    { "\"2024-02-29\"", MUSTER_REST_TIME_LOCAL, 0 },
    { "20240229", MUSTER_REST_TIME_GUESS, 0 },
  };
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = parse (cases[i].json);
      gint64 wall;
      gint32 offset;
      gboolean is = muster_rest_time_parse (node, cases[i].how, zone, &wall, &offset);

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (is, ==, cases[i].at != 0);
      if (is)
        g_assert_cmpint ((wall - offset * MUSTER_SECOND) / MUSTER_SECOND, ==,
                         cases[i].at);
    }
}

static const MusterRestMapping mapping = {
  .key = "user",
  .name = "name",
  .time = "at",
  .record_key = { "id" },
  .revision = "changed",
  .direction = "way",
  .in = "IN|上班*",
  .out = "OUT",
  .lat = "lat",
  .lon = "lon",
  .divisor = 1000000,
  .accuracy = "accuracy",
  .device = "device",
  .note = "note",
  .phone = "phone",
  .terminal = { "kind", "terminal" },
  .ssid = "ssid",
  .bssid = "bssid",
  .ip = "ip",
  .verdict = "verdict",
  .suspicious = "*cheat*",
  .mock = { "mock", "true|1" },
  .manual = { { "kind", "boss" } },
  .not_punch = { { "kind", "missing|system" } },
};

static void
test_mapping (void)
{
  static const struct
  {
    const char *record;
    const char *is; /* as a collector writes it; NULL for no punch */
    MusterRestOutcome outcome;
    const char *evidence; /* what it begins with */
  } cases[] = {
    { "{\"user\": \"p1\", \"at\": 1709166615, \"id\": 6709359313699356941, \"way\": "
      "\"上班打卡\","
      " \"lat\": 22540379, \"lon\": \"114062979\", \"accuracy\": 35, \"phone\": "
      "\"E5FA\"}",
      "p1 2024-02-29 08:30:15+28800 in v8 at:22.540379,114.062979,1,35",
      MUSTER_REST_PUNCH, "{\"phone\":\"E5FA\",\"record\":{" },
    { "{\"user\": 17, \"name\": \"张三\", \"at\": \"1709166615\", \"way\": \"OUT\", "
      "\"lat\": 0,"
      " \"lon\": 0, \"device\": \"Gate-1\", \"note\": \"ok\"}",
      "17 2024-02-29 08:30:15+28800 out name:张三 device:Gate-1 note:ok",
      MUSTER_REST_PUNCH, "{\"record\":{" },
    { "{\"user\": \"p1\", \"at\": 1709166615, \"kind\": \"terminal\", \"phone\": \"T1\"}",
      "p1 2024-02-29 08:30:15+28800 device:T1", MUSTER_REST_PUNCH, "{\"record\":{" },
    { "{\"user\": \"p1\", \"at\": 1709166615, \"kind\": \"boss\", \"verdict\": "
      "\"cheated\"}",
      "p1 2024-02-29 08:30:15+28800 v11", MUSTER_REST_PUNCH,
      "{\"verdict\":\"cheated\",\"record\":{" },
    { "{\"user\": \"p1\", \"at\": 1709166615, \"verdict\": \"fine\", \"ssid\": "
      "\"office\","
      " \"bssid\": \"b8:f8:53:00:00:01\", \"ip\": \"192.0.2.7\", \"new\": [1]}",
      "p1 2024-02-29 08:30:15+28800", MUSTER_REST_PUNCH,
      "{\"ssid\":\"office\",\"bssid\":\"b8:f8:53:00:00:01\",\"ip\":\"192.0.2.7\","
      "\"record\":{" },
    { "{\"user\": \"p1\", \"at\": 1709166615, \"kind\": \"system\"}", NULL,
      MUSTER_REST_EVENT, NULL },
    { "{\"user\": \"\", \"at\": 1709166615}", NULL, MUSTER_REST_DAMAGED, NULL },
    { "{\"user\": false, \"at\": 1709166615}", NULL, MUSTER_REST_DAMAGED, NULL },
    { "{\"user\": \"p1\"}", NULL, MUSTER_REST_DAMAGED, NULL },
    { "{\"user\": \"p1\", \"at\": \"soon\"}", NULL, MUSTER_REST_DAMAGED, NULL },
    { "17", NULL, MUSTER_REST_DAMAGED, NULL },
  };
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterRestMapper)
    mapper = muster_rest_mapper_new (&mapping, zone, MUSTER_DATUM_GCJ02, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (MusterBatch) batch = muster_batch_new (&collector->sink, NULL, FALSE);
      g_autoptr (JsonNode) record = parse (cases[i].record);
      const char *reason = NULL;
      MusterDraft draft;

      g_test_message ("%s", cases[i].record);
      g_assert_cmpint (muster_rest_mapper_read (mapper, record, batch, &draft, &reason),
                       ==, cases[i].outcome);
      if (cases[i].is == NULL)
        continue;

      g_assert_true (g_str_has_prefix (draft.extra, cases[i].evidence));
      muster_batch_add (batch, &draft, 255, 255, 0, &error);
      muster_batch_flush (batch, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (g_ptr_array_index (collector->punches, 0), ==, cases[i].is);
    }
}

static void
test_mapping_wrong (void)
{
  const MusterRestMapping wrong = { .key = "a", .time = "b[" };
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_rest_mapper_new (&wrong, NULL, MUSTER_DATUM_WGS84, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "time");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/rest/paths", test_paths);
  g_test_add_func ("/rest/not-json", test_not_json);
  g_test_add_func ("/rest/templates", test_templates);
  g_test_add_func ("/rest/template-check", test_template_check);
  g_test_add_func ("/rest/times", test_times);
  g_test_add_func ("/rest/mapping", test_mapping);
  g_test_add_func ("/rest/mapping-wrong", test_mapping_wrong);

  return g_test_run ();
}
