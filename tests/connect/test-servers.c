/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connectors of servers, each against its simulator in tests/kit. */

#include "muster-collector.h"
#include "muster-connector-suite.h"
#include "muster-dingtalk-connector.h"
#include "muster-error.h"
#include "muster-feishu-connector.h"
#include "muster-frappe-connector.h"
#include "muster-json-connector.h"
#include "muster-odoo-connector.h"
#include "muster-server-mock.h"
#include "muster-sync-connector.h"
#include "muster-sync-format.h"
#include "muster-wecom-connector.h"

#include <string.h>

/* --- the suite of all connectors --- */

/* One simulator at a time; its punches begin a day and a half before the program did. */
static MusterSimulator *running;
static const MusterConnector *running_for;
static gint64 begin;

/* A Frappe site, described by hand. */
static const char *const frappe_by_hand[] = {
  "path=/api/resource/Employee Checkin?fields=[\"*\"]&order_by=modified asc, name asc"
  "&limit_start={offset}&limit_page_length={limit}",
  "headers=Authorization: token key:{secret}",
  "records=data",
  "key=employee",
  "name=employee_name",
  "time=time",
  "record=name",
  "revision=modified",
  "direction=log_type",
  "lat=latitude",
  "lon=longitude",
  "device=device_id",
  "paging=offset",
  "size=500",
  NULL,
};

static char *
server_name (const MusterConnector *connector)
{
  if (connector == &muster_json_connector)
    return g_strdup ("frappe-server");
  if (connector == &muster_sync_connector)
    return g_strdup ("sync-server");

  return g_strconcat (connector->kind, "-server", NULL);
}

static void
run_for (const MusterConnector *connector)
{
  g_autofree char *name = server_name (connector);
  g_autofree char *options =
    g_strdup_printf ("--others 40 --begin %" G_GINT64_FORMAT "%s", begin,
                     connector == &muster_sync_connector ? " --page 200" : "");

  if (running != NULL && running_for == connector)
    return;

  g_clear_pointer (&running, muster_simulator_free);
  running = muster_simulator_new (name, options);
  running_for = connector;
}

/* Enough for a page and a batch; JSON takes its time. */
#define MANY 5000

static gboolean stalls;

static void
serve (const MusterConnector *connector, guint n, gboolean damaged)
{
  g_autofree char *set = g_strdup_printf (
    "{\"count\": %u, \"damaged\": %d, \"fault\": \"\", \"secret\": \"secret\"}", n,
    damaged ? 50 : 0);

  run_for (connector);
  muster_simulator_set (running, set);
  stalls = FALSE;
}

static void
stop (void)
{
  /* The address stays: a port that nobody listens on. */
  muster_simulator_end (running);
  running_for = NULL;
}

static void
fail (MusterConnectorFault fault, guint after)
{
  static const char *const faults[] = { "drop", "half", "garbage", "stall" };
  g_autofree char *set = NULL;

  /* A sync has few answers: one that is to stall must come at all. */
  stalls = fault == MUSTER_CONNECTOR_STALL;
  set = g_strdup_printf ("{\"fault\": \"%s\", \"fault_at\": \"%u-\"}", faults[fault],
                         (stalls ? MIN (after, 1) : after) + 1);
  muster_simulator_set (running, set);
}

static const char *
lock (void)
{
  muster_simulator_set (running, "{\"secret\": \"another\"}");
  return "secret";
}

static MusterParams *
settings_for (const MusterConnector *connector)
{
  g_autoptr (GPtrArray) more = g_ptr_array_new ();

  for (gsize i = 0; connector == &muster_json_connector && frappe_by_hand[i] != NULL; i++)
    g_ptr_array_add (more, (gpointer) frappe_by_hand[i]);
  if (stalls)
    g_ptr_array_add (more, (gpointer) "timeout=2");
  g_ptr_array_add (more, NULL);
  return muster_server_settings (connector, running, (const char *const *) more->pdata);
}

#define MOCK(kind_)                                                                      \
  static void kind_##_serve (guint n, gboolean damaged)                                  \
  {                                                                                      \
    serve (&muster_##kind_##_connector, n, damaged);                                     \
  }                                                                                      \
                                                                                         \
  static MusterParams *kind_##_settings (void)                                           \
  {                                                                                      \
    return settings_for (&muster_##kind_##_connector);                                   \
  }                                                                                      \
                                                                                         \
  static const MusterConnectorMock kind_##_mock = {                                      \
    .connector = &muster_##kind_##_connector,                                            \
    .serve = kind_##_serve,                                                              \
    .settings = kind_##_settings,                                                        \
    .stop = stop,                                                                        \
    .fail = fail,                                                                        \
    .lock = lock,                                                                        \
    .many = MANY,                                                                        \
  };

MOCK (frappe)
MOCK (odoo)
MOCK (dingtalk)
MOCK (wecom)
MOCK (feishu)
MOCK (json)
MOCK (sync)

/* --- what is particular --- */

typedef struct
{
  MusterSimulator *server;
  const MusterConnector *connector;
  MusterParams *settings;
  MusterSource *source;
} Try;

static void
try_begin (Try *try,
           const MusterConnector *connector,
           const char *options,
           const char *const *settings)
{
  g_autofree char *name = server_name (connector);
  g_autofree char *all = g_strdup_printf ("--count 200 --begin %" G_GINT64_FORMAT " %s",
                                          begin, options != NULL ? options : "");

  try->server = muster_simulator_new (name, g_strstrip (all));
  try->connector = connector;
  try->settings = muster_server_settings (connector, try->server, settings);
  try->source = muster_source_new ();
  try->source->zone = g_strdup ("Asia/Shanghai");
}

static void
try_end (Try *try)
{
  g_clear_pointer (&try->server, muster_simulator_free);
  g_clear_object (&try->settings);
  g_clear_object (&try->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Try, try_end)

static MusterCollector *
try_pull (Try *try, GVariant *cursor, GError **error)
{
  MusterCollector *collector = muster_collector_new ();

  try->connector->pull (try->source, try->settings, cursor, &collector->sink, NULL,
                        error);
  return collector;
}

static const char *
punch_at (MusterCollector *collector, guint i)
{
  return g_ptr_array_index (collector->punches, i);
}

/* The first punch of each, whole. */
static void
test_first (void)
{
  const struct
  {
    const MusterConnector *connector;
    const char *const *settings;
    const char *record_key; /* a pattern */
    const char *punch;      /* a pattern */
  } cases[] = {
    { &muster_dingtalk_connector, NULL, "6709359313699356000",
      "p0000 *+28800 in v8 at:22.540379,114.062979,1,15" },
    { &muster_wecom_connector, NULL, "p0000/*/上班打卡/phone-0000",
      "p0000 *+28800 in v9 at:22.540379,114.062979,1" },
    { &muster_feishu_connector, NULL, "6709359313699356000", "p0000 *+28800" },
    { &muster_frappe_connector, NULL, "EMP-CKIN-000000",
      "p0000 *+28800 in name:王伟 device:Gate-1" },
    { &muster_odoo_connector, NULL, "41/in",
      "101 *+28800 in v8 name:王伟 at:22.540379,114.062979,0" },
    { &muster_odoo_connector, (const char *const[]) { "api=json-2", NULL }, "41/in",
      "101 *+28800 in v8 name:王伟 at:22.540379,114.062979,0" },
    { &muster_sync_connector, NULL, "r0",
      "p0000 *+28800 in v8 at:22.540379,114.062979,1,15" },
    { &muster_json_connector, frappe_by_hand, "EMP-CKIN-000000",
      "p0000 *+28800 in name:王伟 device:Gate-1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Try) try = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterCollector) collector = NULL;

      try_begin (&try, cases[i].connector, NULL, cases[i].settings);
      collector = try_pull (&try, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s: %s", cases[i].connector->kind, punch_at (collector, 0));
      g_assert_cmpuint (collector->punches->len, ==, 200);
      g_assert_true (g_pattern_match_simple (cases[i].punch, punch_at (collector, 0)));
      g_assert_true (g_pattern_match_simple (
        cases[i].record_key, g_ptr_array_index (collector->record_keys, 0)));
      g_assert_nonnull (g_hash_table_lookup (collector->facts, "calls"));
      g_assert_cmpint (collector->reached, >, begin * G_USEC_PER_SEC);
      if (cases[i].connector != &muster_json_connector)
        g_assert_cmpuint (collector->users->len, ==, 37);
    }
}

static const MusterConnector *const all[] = {
  &muster_dingtalk_connector, &muster_wecom_connector, &muster_feishu_connector,
  &muster_frappe_connector,   &muster_odoo_connector,
};

/* Numbers that come as texts are the same numbers; what is no punch is counted. */
static void
test_liberties (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_auto (Try) exact = { 0 };
      g_auto (Try) loose = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterCollector) one = NULL;
      g_autoptr (MusterCollector) other = NULL;
      g_autofree char *punches = NULL;
      g_autofree char *same = NULL;

      try_begin (&exact, all[i], "--others 10", NULL);
      try_begin (&loose, all[i], "--as-text", NULL);
      one = try_pull (&exact, NULL, &error);
      g_assert_no_error (error);
      other = try_pull (&loose, NULL, &error);
      g_assert_no_error (error);
      punches = muster_collector_get_punches (one);
      same = muster_collector_get_punches (other);
      g_assert_cmpstr (punches, ==, same);
      g_assert_cmpuint (one->rejects->len, ==, 0);
      if (all[i] != &muster_frappe_connector)
        g_assert_cmpuint (one->events, >, 0);
    }
}

/* A token that ends in the middle is renewed. */
static void
test_tokens (void)
{
  for (gsize i = 0; i < 3; i++)
    {
      g_auto (Try) try = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterCollector) collector = NULL;

      try_begin (&try, all[i], "--expire 1", NULL);
      collector = try_pull (&try, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (collector->punches->len, ==, 200);
      g_assert_cmpint (muster_simulator_count (try.server, "tokens"), >, 1);
    }
}

/* Who is too fast waits. */
static void
test_rates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_auto (Try) try = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterCollector) collector = NULL;

      try_begin (&try, all[i], "--rate 2", NULL);
      collector = try_pull (&try, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (collector->punches->len, ==, 200);
    }
}

/* What an account may not do is said in words, with the server's own. */
static void
test_denied (void)
{
  static const char *const few[] = { "users=p0000,p0001", NULL };
  const struct
  {
    const MusterConnector *connector;
    const char *options;
    const char *const *settings;
    const char *says; /* NULL when it goes well */
  } cases[] = {
    { &muster_dingtalk_connector, "--deny attendance", NULL, "60011" },
    { &muster_dingtalk_connector, "--deny directory", NULL, "Read the members" },
    { &muster_dingtalk_connector, "--deny directory", few, NULL },
    { &muster_wecom_connector, "--deny attendance", NULL, "48002" },
    { &muster_wecom_connector, "--deny address", few, "192.0.2.7" },
    { &muster_wecom_connector, "--deny directory", NULL, "top department" },
    { &muster_wecom_connector, "--deny directory", few, NULL },
    { &muster_feishu_connector, "--deny attendance", NULL, "attendance:task:readonly" },
    { &muster_feishu_connector, "--deny directory", few, NULL },
    { &muster_frappe_connector, "--deny Employee_Checkin", NULL, "No permission" },
    { &muster_frappe_connector, "--deny Employee", NULL, NULL },
    { &muster_frappe_connector, "--deny System_Settings", NULL, NULL },
    { &muster_odoo_connector, "--deny hr.attendance", NULL, "not allowed to access" },
    { &muster_odoo_connector, "--deny hr.employee", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Try) try = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterCollector) collector = NULL;

      try_begin (&try, cases[i].connector, cases[i].options, cases[i].settings);
      collector = try_pull (&try, NULL, &error);
      g_test_message ("%s %s: %s", cases[i].connector->kind, cases[i].options,
                      error != NULL ? error->message : "well");
      if (cases[i].says == NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (collector->punches->len, >, 0);
          continue;
        }

      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_null (strstr (error->message, "token-"));
      g_assert_null (strchr (error->message, '<'));
    }
}

static void
test_quota (void)
{
  g_auto (Try) try = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterCollector) collector = NULL;

  try_begin (&try, &muster_dingtalk_connector, "--quota --rate 3", NULL);
  collector = try_pull (&try, NULL, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "本月"));
}

/* A page for people, and what is no JSON, in place of an answer. */
static void
test_wrong_place (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_auto (Try) page = { 0 };
      g_auto (Try) text = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterCollector) one = NULL;
      g_autoptr (MusterCollector) other = NULL;

      try_begin (&page, all[i], "--fault html", NULL);
      one = try_pull (&page, NULL, &error);
      g_assert_cmpstr (muster_error_get_field (error), ==, "address");
      g_clear_error (&error);
      try_begin (&text, all[i], "--fault not-json", NULL);
      other = try_pull (&text, NULL, &error);
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
    }
}

/* What was changed since comes again with its key. */
static void
test_edited (void)
{
  const struct
  {
    const MusterConnector *connector;
    const char *record_key;
  } cases[] = {
    { &muster_frappe_connector, "EMP-CKIN-000003" },
    { &muster_odoo_connector, "42/out" },
    { &muster_dingtalk_connector, "6709359313699356003" },
    { &muster_sync_connector, "r3" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Try) try = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (MusterCollector) before = NULL;
      g_autoptr (MusterCollector) after = NULL;
      const char *first = NULL;
      const char *second = NULL;

      try_begin (&try, cases[i].connector, NULL, NULL);
      before = try_pull (&try, NULL, &error);
      g_assert_no_error (error);
      muster_simulator_set (try.server, "{\"edit\": 3}");
      after = try_pull (&try, before->cursor, &error);
      g_assert_no_error (error);

      for (guint j = 0; j < before->punches->len; j++)
        if (g_str_equal (g_ptr_array_index (before->record_keys, j), cases[i].record_key))
          first = punch_at (before, j);
      for (guint j = 0; j < after->punches->len; j++)
        if (g_str_equal (g_ptr_array_index (after->record_keys, j), cases[i].record_key))
          second = punch_at (after, j);
      g_assert_nonnull (first);
      g_assert_nonnull (second);
      g_assert_cmpstr (first, !=, second);
    }
}

/* Who was not asked for before is asked for from the first date. */
static void
test_newcomers (void)
{
  static const char *const one[] = { "users=p0000", NULL };
  static const char *const two[] = { "users=p0000,p0001", "overlap=1", NULL };
  g_auto (Try) try = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterCollector) before = NULL;
  g_autoptr (MusterCollector) after = NULL;
  guint n = 0;

  try_begin (&try, &muster_dingtalk_connector, NULL, one);
  before = try_pull (&try, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->punches->len, ==, 6);

  g_clear_object (&try.settings);
  try.settings = muster_server_settings (try.connector, try.server, two);
  after = try_pull (&try, before->cursor, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < after->punches->len; i++)
    n += g_str_has_prefix (punch_at (after, i), "p0001 ");
  g_assert_cmpuint (n, ==, 6);
}

/* The directory is read once a day, not with every sync. */
static void
test_directory_once (void)
{
  g_auto (Try) try = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterCollector) before = NULL;
  g_autoptr (MusterCollector) after = NULL;
  gint64 first;

  try_begin (&try, &muster_dingtalk_connector, NULL, NULL);
  before = try_pull (&try, NULL, &error);
  g_assert_no_error (error);
  first = muster_simulator_count (try.server, "requests");
  after = try_pull (&try, before->cursor, &error);
  g_assert_no_error (error);
  g_assert_cmpint (muster_simulator_count (try.server, "requests") - first, ==, 2);
  g_assert_cmpuint (after->users->len, ==, 0);
}

static void
test_odoo_old (void)
{
  g_auto (Try) try = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterCollector) collector = NULL;

  try_begin (&try, &muster_odoo_connector, "--version 16", NULL);
  collector = try_pull (&try, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (collector->punches->len, ==, 200);
  g_assert_null (strstr (punch_at (collector, 0), " at:"));
}

/* A dry run shows what is asked, without secrets, what comes back and what is made of it. */
static void
test_dry_run (void)
{
  const struct
  {
    const MusterConnector *connector;
    const char *const *settings;
    const char *request;
  } cases[] = {
    { &muster_dingtalk_connector, NULL, "POST /attendance/listRecord?access_token=•••" },
    { &muster_wecom_connector, NULL,
      "POST /cgi-bin/checkin/getcheckindata?access_token=•••" },
    { &muster_feishu_connector, NULL, "Authorization: Bearer •••" },
    { &muster_frappe_connector, NULL, "Authorization: token key:•••" },
    { &muster_odoo_connector, NULL, "\"company\", •••, \"•••\", \"hr.attendance\"" },
    { &muster_json_connector, frappe_by_hand, "Authorization: token key:•••" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Try) try = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) found = NULL;
      g_autoptr (GVariant) sample = NULL;
      const char *request;
      const char *reply;
      gint64 ahead;

      try_begin (&try, cases[i].connector, NULL, cases[i].settings);
      found = try.connector->probe (try.source, try.settings, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_variant_lookup (found, "request", "&s", &request));
      g_assert_true (g_variant_lookup (found, "reply", "&s", &reply));
      g_test_message ("%s", request);
      g_assert_nonnull (strstr (request, cases[i].request));
      g_assert_null (strstr (request, "token-1"));
      g_assert_null (strstr (request, "\"secret\""));
      g_assert_null (strstr (reply, "token-1"));
      sample = g_variant_lookup_value (found, "sample", G_VARIANT_TYPE ("a(tssxyys)"));
      g_assert_cmpuint (g_variant_n_children (sample), ==, 20);
      g_assert_true (g_variant_lookup (found, "clock-ahead", "x", &ahead));
      g_assert_cmpint (ABS (ahead), <=, 5 * G_USEC_PER_SEC);
    }
}

/* Settings of the user's own template that cannot be. */
static void
test_json_settings (void)
{
  static const struct
  {
    const char *setting;
    const char *field;
  } cases[] = {
    { "path=punches", "path" },     { "path=/{what}", "path" },
    { "body={\"a\": ", "body" },    { "headers=X: {what}", "headers" },
    { "records=a[", "records" },    { "time=a[", "time" },
    { "people=50", "users" },       { "paging=since", "revision" },
    { "auth=token", "token-path" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const more[] = {
        "address=http://127.0.0.1:1", "path=/", "key=a", "time=b", cases[i].setting, NULL
      };
      g_autoptr (MusterParams)
        settings = muster_server_settings (&muster_json_connector, NULL, more);
      g_autoptr (GError) error = NULL;

      g_assert_null (muster_json_connector.probe (NULL, settings, NULL, &error));
      g_assert_cmpstr (muster_error_get_field (error), ==, cases[i].field);
    }
}

/* A server of another version, and a page that does not end. */
static void
test_sync_format (void)
{
  g_auto (Try) other = { 0 };
  g_auto (Try) empty = { 0 };
  g_auto (Try) pages = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterCollector) one = NULL;
  g_autoptr (MusterCollector) two = NULL;
  g_autoptr (MusterCollector) three = NULL;

  try_begin (&other, &muster_sync_connector, "--version 2", NULL);
  one = try_pull (&other, NULL, &error);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
  g_clear_error (&error);

  try_begin (&empty, &muster_sync_connector, "--fault not-json", NULL);
  two = try_pull (&empty, NULL, &error);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
  g_assert_null (two->cursor);
  g_clear_error (&error);

  try_begin (&pages, &muster_sync_connector, "--page 50 --requests 3 --others 10", NULL);
  three = try_pull (&pages, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (three->punches->len, ==, 200);
  g_assert_cmpuint (three->events, ==, 20);
}

/* A request with its evidence, and lines that are none. */
static void
test_sync_request (void)
{
  static const char text[] =
    "{\"type\": \"request\", \"id\": \"q5\", \"revision\": 2, \"person\": \"p1\","
    " \"kind\": \"correction\", \"status\": \"submitted\", \"slot\": \"in\","
    " \"at\": \"2024-02-29T08:30:15+08:00\", \"reason\": \"忘记打卡\", \"evidence\":"
    " [{\"id\": \"e9\", \"name\": \"door.jpg\", \"media_type\": \"image/jpeg\","
    " \"size\": 48211, \"sha256\": \"9f86\"}, 17]}";
  static const char *const damaged[] = {
    "{\"type\": \"request\"}",
    "{\"type\": \"request\", \"id\": \"q5\", \"person\": \"p1\", \"kind\": \"leave\","
    " \"status\": \"submitted\"}",
    "{\"type\": \"request\", \"id\": \"q5\", \"person\": \"p1\", \"kind\": \"leave\","
    " \"status\": \"submitted\", \"from\": \"2024-02-29T08:30:15\"}",
    "{\"type\": \"person\"}",
    "{\"type\": \"page\"}",
    "{\"type\": \"punch\", \"id\": \"r\", \"person\": \"p\", \"at\": \"2024-02-29 "
    "08:30:15\"}",
    "{\"type\": \"punch\", \"person\": \"p\", \"at\": \"2024-02-29T08:30:15Z\"}",
    "[]",
    "{",
  };
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (MusterBatch) batch = muster_batch_new (&collector->sink, NULL, FALSE);
  g_autoptr (MusterSyncReader) reader = muster_sync_reader_new (NULL);
  g_auto (MusterSyncLine) line = { 0 };
  const MusterDeliveryFile *file;

  g_assert_cmpint (muster_sync_reader_read (reader, text, strlen (text), batch, &line),
                   ==, MUSTER_SYNC_REQUEST);
  g_assert_cmpstr (line.request->id, ==, "q5");
  g_assert_cmpint (line.request->revision, ==, 2);
  g_assert_cmpstr (line.request->reason, ==, "忘记打卡");
  g_assert_cmpint (line.request->at, ==, G_GINT64_CONSTANT (1709166615) * MUSTER_SECOND);
  g_assert_cmpuint (line.request->files->len, ==, 1);
  file = g_ptr_array_index (line.request->files, 0);
  g_assert_cmpstr (file->media_type, ==, "image/jpeg");
  g_assert_cmpint (file->size, ==, 48211);

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      g_auto (MusterSyncLine) bad = { 0 };

      g_assert_cmpint (
        muster_sync_reader_read (reader, damaged[i], strlen (damaged[i]), batch, &bad),
        ==, MUSTER_SYNC_DAMAGED);
      g_assert_nonnull (bad.reason);
    }
}

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  begin = g_get_real_time () / G_USEC_PER_SEC - 36 * 3600; /* within the overlap */

  muster_connector_suite_add ("/frappe", &frappe_mock);
  muster_connector_suite_add ("/odoo", &odoo_mock);
  muster_connector_suite_add ("/dingtalk", &dingtalk_mock);
  muster_connector_suite_add ("/wecom", &wecom_mock);
  muster_connector_suite_add ("/feishu", &feishu_mock);
  muster_connector_suite_add ("/json", &json_mock);
  muster_connector_suite_add ("/muster", &sync_mock);
  g_test_add_func ("/servers/first", test_first);
  g_test_add_func ("/servers/liberties", test_liberties);
  g_test_add_func ("/servers/tokens", test_tokens);
  g_test_add_func ("/servers/rates", test_rates);
  g_test_add_func ("/servers/denied", test_denied);
  g_test_add_func ("/servers/quota", test_quota);
  g_test_add_func ("/servers/wrong-place", test_wrong_place);
  g_test_add_func ("/servers/edited", test_edited);
  g_test_add_func ("/servers/newcomers", test_newcomers);
  g_test_add_func ("/servers/directory-once", test_directory_once);
  g_test_add_func ("/servers/odoo-old", test_odoo_old);
  g_test_add_func ("/servers/dry-run", test_dry_run);
  g_test_add_func ("/servers/json-settings", test_json_settings);
  g_test_add_func ("/servers/sync-format", test_sync_format);
  g_test_add_func ("/servers/sync-request", test_sync_request);

  failed = g_test_run ();
  g_clear_pointer (&running, muster_simulator_free);
  return failed;
}
