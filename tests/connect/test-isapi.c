/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connector of access terminals against tests/kit/isapi-terminal. */

#include "muster-collector.h"
#include "muster-connector-suite.h"
#include "muster-error.h"
#include "muster-isapi-connector.h"
#include "muster-isapi-event.h"
#include "muster-isapi-parts.h"
#include "muster-simulator.h"

#include <string.h>

/* ---- Decoders ---- */

static JsonNode *
tree (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = muster_isapi_tree_read ((const guint8 *) text, strlen (text), &error);

  g_assert_no_error (error);
  return node;
}

static void
test_tree (void)
{
  static const char *const none[] = { "",    " ",       "hello",   "[1]",      "{",
                                      "<a>", "<a></b>", "<a/><b/", "\xff\xfe<" };
  g_autoptr (JsonNode) json = tree ("\xef\xbb\xbf {\"a\": {\"n\": 5, \"t\": \"6\"}}\n");
  g_autoptr (JsonNode) xml = tree (
    "<?xml version=\"1.0\"?>\n<A xmlns=\"http://x\"><ns:n v=\"1\"> 5 </ns:n><e/><l>1</l>"
    "<l>2</l><l><x>\xe5\xbc\xa0</x></l></A>");
  JsonNode *a = muster_isapi_tree_get (xml, "A");
  g_autoptr (GString) deep = g_string_new (NULL);

  g_assert_cmpint (
    muster_isapi_tree_get_number (muster_isapi_tree_get (json, "a"), "n", 0), ==, 5);
  g_assert_cmpint (
    muster_isapi_tree_get_number (muster_isapi_tree_get (json, "a"), "t", 0), ==, 6);
  g_assert_cmpint (muster_isapi_tree_get_number (a, "n", 0), ==, 5);
  g_assert_null (muster_isapi_tree_get_text (a, "e"));
  g_assert_true (JSON_NODE_HOLDS_ARRAY (muster_isapi_tree_get (a, "l")));
  g_assert_cmpuint (
    json_array_get_length (json_node_get_array (muster_isapi_tree_get (a, "l"))), ==, 3);

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
        muster_isapi_tree_read ((const guint8 *) none[i], strlen (none[i]), &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
    }

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "{\"a\":");
  g_assert_null (muster_isapi_tree_read ((const guint8 *) deep->str, deep->len, NULL));
  g_string_truncate (deep, 0);
  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  g_assert_null (muster_isapi_tree_read ((const guint8 *) deep->str, deep->len, NULL));
}

static void
test_kinds (void)
{
  static const struct
  {
    const char *info;
    MusterIsapiKind kind;
    MusterVerify verify;
  } cases[] = {
#define EVENT(minor, rest)                                                               \
  "{\"major\":5,\"minor\":" minor ",\"time\":\"2024-02-29T08:01:02+08:00\"," rest "}"
#define WHO "\"employeeNoString\":\"1\""
    { EVENT ("75", WHO), MUSTER_ISAPI_PUNCH, MUSTER_VERIFY_FACE },
    { EVENT ("1", WHO), MUSTER_ISAPI_PUNCH, MUSTER_VERIFY_CARD },
    { EVENT ("38", WHO), MUSTER_ISAPI_PUNCH, MUSTER_VERIFY_FINGERPRINT },
    { EVENT ("40", WHO), MUSTER_ISAPI_PUNCH, MUSTER_VERIFY_MULTI },
    { EVENT ("101", WHO), MUSTER_ISAPI_PUNCH, MUSTER_VERIFY_PASSWORD },
    { EVENT ("76", WHO), MUSTER_ISAPI_OTHER, MUSTER_VERIFY_UNKNOWN },
    { EVENT ("41", WHO), MUSTER_ISAPI_OTHER, MUSTER_VERIFY_UNKNOWN },
    { EVENT ("9", WHO), MUSTER_ISAPI_OTHER, MUSTER_VERIFY_UNKNOWN },
    { EVENT ("75", "\"employeeNoString\":\"\""), MUSTER_ISAPI_OTHER,
      MUSTER_VERIFY_UNKNOWN },
    { EVENT ("117", WHO ",\"currentVerifyMode\":\"face\""), MUSTER_ISAPI_UNKNOWN,
      MUSTER_VERIFY_UNKNOWN },
    { EVENT ("117", WHO ",\"currentVerifyMode\":\"invalid\""), MUSTER_ISAPI_OTHER,
      MUSTER_VERIFY_UNKNOWN },
    { EVENT ("75", "\"employeeNo\":1001"), MUSTER_ISAPI_PUNCH, MUSTER_VERIFY_FACE },
    { EVENT ("1", "\"cardNo\":\"90001\""), MUSTER_ISAPI_PUNCH, MUSTER_VERIFY_CARD },
    { "{\"major\":2,\"minor\":75,\"time\":\"2024-02-29T08:01:02\"," WHO "}",
      MUSTER_ISAPI_OTHER, MUSTER_VERIFY_UNKNOWN },
  };
  g_autoptr (GString) key = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) info = tree (cases[i].info);
      MusterIsapiEvent event;
      MusterDraft draft;

      g_test_message ("%s", cases[i].info);
      g_assert_null (muster_isapi_event_read (info, NULL, &event));
      g_assert_cmpint (muster_isapi_event_get_kind (&event), ==, cases[i].kind);
      if (cases[i].kind == MUSTER_ISAPI_PUNCH)
        {
          muster_isapi_event_to_draft (&event, key, &draft);
          g_assert_cmpint (draft.verify, ==, cases[i].verify);
        }
    }
}

static void
test_zones (void)
{
  g_assert_cmpint (muster_isapi_zone_read ("CST-8:00:00"), ==, 8 * 3600);
  g_assert_cmpint (muster_isapi_zone_read ("EST5"), ==, -5 * 3600);
  g_assert_cmpint (muster_isapi_zone_read ("IST-5:30"), ==, 5 * 3600 + 1800);
  g_assert_cmpint (muster_isapi_zone_read ("UTC0"), ==, 0);
  g_assert_cmpint (muster_isapi_zone_read ("CST-1:00:00DST00:30:00,M3.5.0/02:00:00"), ==,
                   MUSTER_OFFSET_UNKNOWN);
  g_assert_cmpint (muster_isapi_zone_read (""), ==, MUSTER_OFFSET_UNKNOWN);
  g_assert_cmpint (muster_isapi_zone_read (NULL), ==, MUSTER_OFFSET_UNKNOWN);
}

static void
part_cb (const guint8 *data, gsize length, gpointer user_data)
{
  g_string_append_len (user_data, (const char *) data, (gssize) length);
  g_string_append_c (user_data, '|');
}

/* However the stream is cut into pieces, its texts come whole. */
static void
test_parts (void)
{
  static const char stream[] =
    "HTTP preamble\r\n--MIME_boundary\r\nContent-Type: application/json\r\n"
    "Content-Length: 9\r\n\r\n{\"a\":\r\n1}\r\n--other\r\nContent-Type: image/jpeg\r\n"
    "Content-Length: 12\r\n\r\n\xff\xd8--x\n--y\r\n\xd9\r\n--MIME_boundary\r\n"
    "content-type: text/xml\r\n\r\n<b>\r\n</b>\r\n--MIME_boundary\r\n"
    "Content-Type: image/jpeg\r\n\r\nbytes\r\n--MIME_boundary\r\n"
    "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
  gsize length = strlen (stream);

  for (gsize piece = 1; piece <= length; piece++)
    {
      g_autoptr (GString) heard = g_string_new (NULL);
      g_autoptr (MusterIsapiParts) parts = muster_isapi_parts_new (part_cb, heard);

      for (gsize at = 0; at < length; at += piece)
        g_assert_true (muster_isapi_parts_feed (parts, (const guint8 *) stream + at,
                                                MIN (piece, length - at), NULL));
      g_assert_cmpstr (heard->str, ==, "{\"a\":\r\n1}|<b>\n</b>\n|{}|");
    }
}

/* ---- The connector ---- */

typedef struct
{
  MusterSimulator *simulator;
  MusterCollector *collector;
  MusterSource *source;
  GHashTable *facts;
  gint64 reach;
  gint64 ahead;
  guint flushes;
  guint stop_after; /* flushes after which following is cancelled */
  GCancellable *cancellable;
} Scene;

static Scene *scene_now;

static void
scene_learn (MusterSink *sink, const char *fact, const char *value)
{
  g_hash_table_replace (scene_now->facts, g_strdup (fact), g_strdup (value));
}

static void
scene_reach (MusterSink *sink, gint64 until)
{
  scene_now->reach = until;
}

static void
scene_clock (MusterSink *sink, gint64 ahead, gint64 doubt)
{
  g_assert_cmpint (doubt, >, 0);
  scene_now->ahead = ahead;
}

static gboolean
scene_flush (MusterSink *sink, GError **error)
{
  if (++scene_now->flushes == scene_now->stop_after)
    g_cancellable_cancel (scene_now->cancellable);
  return TRUE;
}

static void
scene_begin (Scene *scene)
{
  g_clear_pointer (&scene->collector, muster_collector_free);
  scene->collector = muster_collector_new ();
  scene->collector->sink.learn = scene_learn;
  scene->collector->sink.reach = scene_reach;
  scene->collector->sink.clock = scene_clock;
  scene->collector->sink.flush = scene_flush;
  g_hash_table_remove_all (scene->facts);
  scene->flushes = 0;
  scene->reach = 0;
}

static void
scene_set_up (Scene *scene, const char *options)
{
  scene->simulator = muster_simulator_new ("isapi-terminal", options);
  scene->source = muster_source_new ();
  scene->source->zone = g_strdup ("Asia/Shanghai");
  scene->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  scene->cancellable = g_cancellable_new ();
  scene_now = scene;
  scene_begin (scene);
}

static void
scene_clear (Scene *scene)
{
  g_assert_cmpint (muster_simulator_count (scene->simulator, "forbidden"), ==, 0);
  muster_simulator_free (scene->simulator);
  muster_collector_free (scene->collector);
  g_object_unref (scene->source);
  g_object_unref (scene->cancellable);
  g_hash_table_unref (scene->facts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scene, scene_clear)

static MusterParams *
settings_for (MusterSimulator *simulator, const char *password, const char *extra)
{
  g_autoptr (GError) error = NULL;
  GVariantDict values;
  MusterParams *settings;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "address", "s",
                         muster_simulator_get_address (simulator));
  g_variant_dict_insert (&values, "password", "s", password);
  g_variant_dict_insert (&values, "since", "i", muster_date_new (2024, 2, 28));
  if (extra != NULL)
    {
      g_auto (GStrv) pair = g_strsplit (extra, "=", 2);

      g_variant_dict_insert (&values, pair[0], "s", pair[1]);
    }
  settings = muster_params_new (muster_isapi_connector.fields,
                                g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  return settings;
}

static gboolean
scene_pull (Scene *scene, const char *extra, GVariant *cursor, GError **error)
{
  g_autoptr (MusterParams) settings = settings_for (scene->simulator, "Abc12345", extra);

  return muster_isapi_connector.pull (scene->source, settings, cursor,
                                      &scene->collector->sink, NULL, error);
}

static void
scene_pull_well (Scene *scene, const char *extra)
{
  g_autoptr (GError) error = NULL;

  scene_pull (scene, extra, NULL, &error);
  g_assert_no_error (error);
}

/* How many different punches came. */
static guint
scene_count (Scene *scene)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < scene->collector->punches->len; i++)
    g_hash_table_add (seen, g_ptr_array_index (scene->collector->punches, i));
  return g_hash_table_size (seen);
}

static const char *
scene_get_fact (Scene *scene, const char *fact)
{
  return g_hash_table_lookup (scene->facts, fact);
}

static void
test_pull (void)
{
  g_auto (Scene) scene = { NULL };

  scene_set_up (&scene, "--punches 100 --statuses");
  scene_pull_well (&scene, NULL);
  g_assert_cmpuint (scene.collector->punches->len, ==, 100);
  g_assert_cmpuint (scene.collector->events, ==, 10);
  g_assert_cmpstr (g_ptr_array_index (scene.collector->punches, 0), ==,
                   "1001 2024-03-01 00:00:00+28800 in v2 name:张三");
  g_assert_cmpstr (g_ptr_array_index (scene.collector->punches, 1), ==,
                   "1002 2024-03-01 00:00:07+28800 out v5 name:李四");
  g_assert_cmpstr (scene_get_fact (&scene, "serial"), ==, "DS-K1T000-SIM-1");
  g_assert_cmpstr (scene_get_fact (&scene, "model"), ==, "DS-K1T000");
  g_assert_null (scene_get_fact (&scene, "missing"));

  /* 2024-03-06 12:00 of its clock, which is long ago */
  g_assert_cmpint (scene.reach, ==, G_GINT64_CONSTANT (1709697600) * MUSTER_SECOND);
  g_assert_cmpint (scene.ahead, <, 0);
}

/* Whatever a terminal does to its answers, all punches come. */
static void
test_ways (void)
{
  static const char *const ways[] = {
    "--xml",
    "--old",
    "--cards",
    "--no-serial",
    "--no-offset",
    "--page 7",
    "--page-totals",
    "--truncate 90",
    "--truncate 40 --xml",
    "--more-empty 60",
    "--nonce-uses 1",
    "--nonce-uses 2 --no-stale",
    "--nonce-seconds 0.05",
    "--busy 2",
    "--zone -3.5",
    "--lie 3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto (Scene) scene = { NULL };
      g_autofree char *options = g_strconcat ("--punches 300 ", ways[i], NULL);

      g_test_message ("%s", ways[i]);
      scene_set_up (&scene, options);
      scene_pull_well (&scene, NULL);
      g_assert_cmpuint (scene_count (&scene), ==, 300);
      g_assert_cmpuint (scene.collector->rejects->len, ==, 0);
      g_assert_cmpint (muster_simulator_count (scene.simulator, "tries"), ==, 0);
      g_assert_true ((scene_get_fact (&scene, "missing") != NULL) ==
                     (strstr (ways[i], "lie") != NULL));
    }
}

static void
test_cursor (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (GVariant) cursor = NULL;
  g_autoptr (GError) error = NULL;
  GVariantDict values;
  gint64 all, later;

  scene_set_up (&scene, "--punches 20000 --page 500");
  scene_pull_well (&scene, NULL);
  all = muster_simulator_count (scene.simulator, "searches");

  /* From the end of the second day on, with some hours before it. */
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "until", "x",
                         G_GINT64_CONSTANT (1709424000) * MUSTER_SECOND);
  cursor = g_variant_ref_sink (g_variant_dict_end (&values));
  scene_begin (&scene);
  scene_pull (&scene, NULL, cursor, &error);
  g_assert_no_error (error);
  later = muster_simulator_count (scene.simulator, "searches") - all;
  g_assert_cmpint (later, >, 0);
  g_assert_cmpint (later * 4, <, all);
}

static void
test_codes (void)
{
  g_auto (Scene) scene = { NULL };

  /* Codes that nobody knows are taken and told, until somebody has decided. */
  scene_set_up (&scene, "--punches 50 --minor 117");
  scene_pull_well (&scene, NULL);
  g_assert_cmpuint (scene.collector->punches->len, ==, 50);
  g_assert_cmpstr (scene_get_fact (&scene, "unknown-event"), ==, "117");

  scene_begin (&scene);
  scene_pull_well (&scene, "not_punches=9, 117");
  g_assert_cmpuint (scene.collector->punches->len, ==, 0);
  g_assert_null (scene_get_fact (&scene, "unknown-event"));

  scene_begin (&scene);
  scene_pull_well (&scene, "punches=117");
  g_assert_cmpuint (scene.collector->punches->len, ==, 50);
  g_assert_null (scene_get_fact (&scene, "unknown-event"));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *options;
    int code;
  } cases[] = {
    { "--no-search", MUSTER_ERROR_MISSING },
    { "--low-privilege", MUSTER_ERROR_DENIED },
    { "--in-200", MUSTER_ERROR_PROTOCOL },
    { "--fault not-json --fault-at 3-", MUSTER_ERROR_PROTOCOL },
    { "--fault html --fault-at 3-", MUSTER_ERROR_INVALID },
    { "--fault 403 --fault-at 3-", MUSTER_ERROR_DENIED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Scene) scene = { NULL };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].options);
      scene_set_up (&scene, cases[i].options);
      g_assert_false (scene_pull (&scene, NULL, NULL, &error));
      g_assert_error (error, MUSTER_ERROR, cases[i].code);
      g_assert_cmpuint (scene.collector->punches->len, ==, 0);
    }
}

/* A line that breaks is an error that keeps what came. */
static void
test_faults (void)
{
  static const char *const faults[] = { "drop", "half", "garbage" };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    for (guint at = 1; at < 10; at += 4)
      {
        g_auto (Scene) scene = { NULL };
        g_autofree char *options =
          g_strdup_printf ("--punches 100 --fault %s --fault-at %u-", faults[i], at);
        g_autoptr (GError) error = NULL;

        scene_set_up (&scene, options);
        g_assert_false (scene_pull (&scene, NULL, NULL, &error));
        g_assert_nonnull (error);
        g_assert_cmpint (scene.reach, ==, 0);
        muster_simulator_set (scene.simulator, "{\"fault\": \"\"}");
        scene_begin (&scene);
        scene_pull_well (&scene, NULL);
        g_assert_cmpuint (scene_count (&scene), ==, 100);
      }
}

/* A wrong password is tried once, whatever is asked for: five would lock the account. */
static void
test_password (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (MusterParams) wrong = NULL;
  g_autoptr (MusterParams) right = NULL;
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GError) error = NULL;

  scene_set_up (&scene, "");
  wrong = settings_for (scene.simulator, "wrong", NULL);
  right = settings_for (scene.simulator, "Abc12345", NULL);
  g_assert_false (muster_isapi_connector.pull (scene.source, wrong, NULL,
                                               &scene.collector->sink, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, "password");
  g_assert_cmpint (muster_simulator_count (scene.simulator, "tries"), ==, 1);
  g_clear_error (&error);

  g_assert_false (muster_isapi_connector.follow (scene.source, wrong,
                                                 &scene.collector->sink, NULL, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "password");
  g_assert_cmpint (muster_simulator_count (scene.simulator, "tries"), ==, 2);
  g_clear_error (&error);

  /* Once it is locked, the right one is of no use either, and the error says so. */
  muster_simulator_set (scene.simulator, "{\"lock_after\": 2}");
  found = muster_isapi_connector.probe (scene.source, right, NULL, &error);
  g_assert_null (found);
  g_assert_cmpstr (muster_error_get_field (error), ==, "password");
  g_assert_nonnull (strstr (error->message, "26 minutes"));
}

static void
test_another (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (GError) error = NULL;

  scene_set_up (&scene, "");
  scene.source->device = g_strdup ("DS-K1T000-SIM-2");
  g_assert_false (scene_pull (&scene, NULL, NULL, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "address");
  g_assert_cmpuint (scene.collector->punches->len, ==, 0);
}

static void
test_probe (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (MusterParams) settings = NULL;
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GVariant) poor = NULL;
  g_autoptr (GError) error = NULL;
  const char *serial;
  guint64 punches;
  gint64 ahead;

  scene_set_up (&scene, "--punches 100");
  settings = settings_for (scene.simulator, "Abc12345", NULL);
  found = muster_isapi_connector.probe (NULL, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (found, "serial", "&s", &serial));
  g_assert_cmpstr (serial, ==, "DS-K1T000-SIM-1");
  g_assert_true (g_variant_lookup (found, "punches", "t", &punches));
  g_assert_cmpuint (punches, ==, 110);
  g_assert_true (g_variant_lookup (found, "clock-ahead", "x", &ahead));
  g_assert_false (g_variant_lookup (found, "lacks", "^as", NULL));

  muster_simulator_set (scene.simulator, "{\"no_search\": true}");
  poor = muster_isapi_connector.probe (NULL, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (poor, "lacks", "as", NULL));
}

static void
scene_follow (Scene *scene, guint stop_after, GError **error)
{
  g_autoptr (MusterParams) settings = settings_for (scene->simulator, "Abc12345", NULL);

  scene->stop_after = stop_after;
  g_assert_false (muster_isapi_connector.follow (
    scene->source, settings, &scene->collector->sink, scene->cancellable, error));
}

static void
test_follow (void)
{
  static const char *const ways[] = {
    "--live 5 --hold",
    "--live 5 --hold --xml",
    "--live 5 --hold --images --quoted",
    "--live 5 --hold --images --wrong-boundary --piece 11",
    "--live 5 --hold --images --no-lengths --piece 1000",
    "--live 5 --hold --xml --no-lengths",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto (Scene) scene = { NULL };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", ways[i]);
      scene_set_up (&scene, ways[i]);
      scene_follow (&scene, 5, &error);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (scene_count (&scene), ==, 5);
      g_assert_cmpint (muster_simulator_count (scene.simulator, "streams"), ==, 1);
    }
}

/* What the stream leaves out is searched. */
static void
test_follow_gap (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (GError) error = NULL;

  scene_set_up (&scene, "--live 5 --skip 3 --hold");
  scene_follow (&scene, 5, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (muster_simulator_count (scene.simulator, "searches"), >, 0);
  g_assert_cmpuint (scene_count (&scene), ==, 8);
}

/* A stream that ends or is cut is an error, after what came whole. */
static void
test_follow_cut (void)
{
  g_auto (Scene) scene = { NULL };
  g_autoptr (GError) error = NULL;

  scene_set_up (&scene, "--live 4 --cut 700 --late");
  scene_follow (&scene, 0, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  g_assert_cmpuint (scene_count (&scene), ==, 3);
}

/* ---- The suite of all connectors ---- */

static MusterSimulator *suite;

static void
suite_serve (guint n, gboolean damaged)
{
  g_autofree char *options =
    g_strdup_printf ("{\"punches\": %u, \"garbage\": %s}", n, damaged ? "true" : "false");

  if (suite == NULL)
    suite = muster_simulator_new ("isapi-terminal", "--page 500");
  muster_simulator_set (suite, options);
}

static MusterParams *
suite_settings (void)
{
  /* After the terminal is gone, its address still is. */
  static char *address;
  GVariantDict values;

  if (suite != NULL)
    g_set_str (&address, muster_simulator_get_address (suite));
  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "address", "s", address);
  g_variant_dict_insert (&values, "password", "s", "Abc12345");
  return muster_params_new (muster_isapi_connector.fields, g_variant_dict_end (&values),
                            NULL);
}

static void
suite_stop (void)
{
  g_object_unref (suite_settings ());
  g_clear_pointer (&suite, muster_simulator_free);
}

int
main (int argc, char **argv)
{
  static const MusterConnectorMock mock = { &muster_isapi_connector, suite_serve,
                                            suite_settings, suite_stop };
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/isapi/tree", test_tree);
  g_test_add_func ("/isapi/kinds", test_kinds);
  g_test_add_func ("/isapi/zones", test_zones);
  g_test_add_func ("/isapi/parts", test_parts);
  g_test_add_func ("/isapi/pull", test_pull);
  g_test_add_func ("/isapi/ways", test_ways);
  g_test_add_func ("/isapi/cursor", test_cursor);
  g_test_add_func ("/isapi/codes", test_codes);
  g_test_add_func ("/isapi/refusals", test_refusals);
  g_test_add_func ("/isapi/faults", test_faults);
  g_test_add_func ("/isapi/password", test_password);
  g_test_add_func ("/isapi/another", test_another);
  g_test_add_func ("/isapi/probe", test_probe);
  g_test_add_func ("/isapi/follow", test_follow);
  g_test_add_func ("/isapi/follow-gap", test_follow_gap);
  g_test_add_func ("/isapi/follow-cut", test_follow_cut);
  muster_connector_suite_add ("/isapi", &mock);

  status = g_test_run ();
  g_clear_pointer (&suite, muster_simulator_free);
  return status;
}
