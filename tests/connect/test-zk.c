/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connector of standalone terminals against the simulated one: the suite of all connectors,
 * and every oddity that terminals have. */

#include "muster-collector.h"
#include "muster-connector-suite.h"
#include "muster-error.h"
#include "muster-terminal.h"
#include "muster-zk-connector.h"

#include <string.h>

/* Enough to be certain that somebody waited, and that nobody did. */
#define AT_ONCE (G_USEC_PER_SEC * 9 / 10)

static MusterTerminal *terminal;

/* What the terminal has to say of how it was spoken to since it was asked last. */
static char *
report (MusterTerminal *of)
{
  char *said = muster_terminal_order (of, "report");

  g_assert_true (g_str_has_prefix (said, "{\"violations\": []"));
  return said;
}

/* Makes it another terminal, once the one that it was has nothing to complain of. */
static void
order (const char *options)
{
  g_autofree char *line = g_strconcat ("--pause 0 ", options, NULL);
  g_autofree char *before = report (terminal);
  g_autofree char *said = muster_terminal_order (terminal, line);

  g_assert_cmpstr (said, ==, "ok");
}

static MusterParams *
settings_of (MusterTerminal *of, const char *more)
{
  g_auto (GStrv) pairs = g_strsplit (more, " ", -1);
  g_autoptr (GError) error = NULL;
  MusterParams *settings;
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "host", "s", "127.0.0.1");
  g_variant_dict_insert (&values, "port", "x", (gint64) muster_terminal_get_port (of));
  g_variant_dict_insert (&values, "patience", "x", (gint64) 1);
  for (gsize i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      char *equals = strchr (pairs[i], '=');

      *equals = '\0';
      if (g_str_equal (equals + 1, "true"))
        g_variant_dict_insert (&values, pairs[i], "b", TRUE);
      else
        g_variant_dict_insert (&values, pairs[i], "s", equals + 1);
    }

  settings =
    muster_params_new (muster_zk_connector.fields, g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  return settings;
}

static MusterSource *
source_new (const char *device)
{
  MusterSource *source = muster_source_new ();

  source->zone = g_strdup ("Asia/Shanghai");
  source->device = g_strdup (device);
  return source;
}

static gboolean
pull_of (MusterTerminal *of,
         const char *more,
         GVariant *cursor,
         MusterCollector *collector,
         GError **error)
{
  g_autoptr (MusterParams) settings = settings_of (of, more);
  g_autoptr (MusterSource) source = source_new (NULL);

  return muster_zk_connector.pull (source, settings, cursor, &collector->sink,
                                   collector->cancellable, error);
}

static MusterCollector *
pull (const char *more, GVariant *cursor)
{
  MusterCollector *collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  pull_of (terminal, more, cursor, collector, &error);
  g_assert_no_error (error);
  return collector;
}

/* ---- The suite of all connectors ---- */

static guint served;

static void
mock_serve (guint n, gboolean damaged)
{
  g_autofree char *options = g_strdup_printf ("--records %u --comm-key 123456 %s", n,
                                              damaged ? "--impossible 50" : "");

  served = n;
  order (options);
}

static void
mock_fail (MusterConnectorFault fault, guint after)
{
  static const char *const names[] = { "drop", "half", "garbage", "stall" };
  g_autofree char *options = g_strdup_printf ("--records %u --comm-key 123456 --%s %u",
                                              served, names[fault], after);

  order (options);
}

static MusterParams *
mock_settings (void)
{
  return settings_of (terminal, "comm-key=123456");
}

static const char *
mock_lock (void)
{
  order ("--records 50 --comm-key 654321");
  return "comm-key";
}

static void
mock_lie (void)
{
  order ("--records 500 --comm-key 123456 --count 3");
}

/* One that listened on a port and does not any more. */
static MusterParams *
gone_settings (void)
{
  g_autoptr (MusterTerminal) gone = muster_terminal_new ("");

  return settings_of (gone, "");
}

static const MusterConnectorMock mock = {
  .connector = &muster_zk_connector,
  .serve = mock_serve,
  .settings = mock_settings,
  .fail = mock_fail,
  .lock = mock_lock,
  .lie = mock_lie,
  .million = TRUE,
};

static void
test_gone (void)
{
  static const char *const hosts[] = { "127.0.0.1", "terminal.invalid" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (MusterParams) settings = gone_settings ();
      g_autoptr (GVariant) values = muster_params_to_variant (settings);
      g_autoptr (MusterParams) changed = NULL;
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (MusterSource) source = source_new (NULL);
      g_autoptr (GError) error = NULL;
      GVariantDict dict;

      g_variant_dict_init (&dict, values);
      g_variant_dict_insert (&dict, "host", "s", hosts[i]);
      changed = muster_params_new (muster_zk_connector.fields, g_variant_dict_end (&dict),
                                   &error);
      g_assert_no_error (error);
      g_assert_false (
        muster_zk_connector.pull (source, changed, NULL, &collector->sink, NULL, &error));
      g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
      g_assert_nonnull (strstr (error->message, hosts[i]));
      g_assert_cmpuint (collector->punches->len, ==, 0);
    }
}

/* ---- Oddities ---- */

/* Whatever the manners of a terminal, 300 punches of 37 people arrive, and we break no rule. */
static void
test_manners (void)
{
  static const struct
  {
    const char *options;
    const char *settings;
  } cases[] = {
    { "", "" },
    { "--comm-key 999999", "comm-key=999999" },
    { "", "comm-key=4711" }, /* one that it does not ask for */
    { "--coalesce", "" },
    { "--dribble --records 300", "" },
    { "--packet 1008", "" },
    { "--packet 1", "" },
    { "--session-zero", "" },
    { "--size-in-session", "" },
    { "--no-1500", "" },
    { "--no-1500 --packet 1000", "" },
    { "--no-closing", "" },
    { "--no-1500 --no-closing", "" },
    { "--checksum-off 1", "" },
    { "--inline 1000000", "" },
    { "--inline 0", "" },
    { "--no-buffer unknown", "" },
    { "--no-buffer error", "" },
    { "--no-buffer error --inline 1000000", "" },
    { "--no-buffer unknown --no-1500 --packet 1008", "" },
    { "--no-buffer unknown --no-closing", "" },
    { "--retries 3", "" },
    { "--delay 20", "" },
    { "--truncate once", "" },
    { "--promise 96", "" },
    { "--count 0", "" },
    { "--count 299", "" },
    { "--count 1500", "" },
    { "--count 2147483647", "" },
    { "--user-size 28 --layout 16", "" },
    { "--user-size 28 --layout 8", "" },
    { "--user-size 28 --layout 8-state", "" },
    { "--layout 49", "" },
    { "", "block=true" },
    { "", "slow-link=true" },
    { "--charset utf-8", "" },
    { "--verify 15 --state 255", "states=true" },
    { "--announce 1008", "" },
    { "", "transport=tcp" },
    { "", "transport=udp" },
    { "--comm-key 123456", "transport=udp comm-key=123456" },
    { "--packet 500", "transport=udp" },
    { "--repeat", "transport=udp" },
    { "--lose 7", "transport=udp" },
    { "--session-zero --size-in-session", "transport=udp" },
    { "--no-1500", "transport=udp" },
    { "--no-closing", "transport=udp" },
    { "--no-buffer unknown", "transport=udp" },
    { "--checksum-off 1", "transport=udp" },
    { "--promise 96", "transport=udp" },
    { "--layout 8 --user-size 28 --delay 20", "transport=udp block=true" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *options = g_strconcat ("--records 300 ", cases[i].options, NULL);
      g_autoptr (MusterCollector) collector = NULL;
      g_autofree char *said = NULL;

      g_test_message ("%s / %s", cases[i].options, cases[i].settings);
      order (options);
      collector = pull (cases[i].settings, NULL);
      g_assert_cmpuint (collector->punches->len, ==, 300);
      g_assert_cmpuint (collector->users->len, ==, 37);
      g_assert_cmpuint (collector->rejects->len, ==, 0);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (collector->punches, 0),
                                       "1001 2024-02-29 "
                                       "08:01:02"));
      g_assert_cmpstr (g_ptr_array_index (collector->users, 0), ==,
                       "1001 李四 card:123456789");
      g_assert_cmpint (collector->reached, >, 0);
      if (strstr (cases[i].options, "checksum-off") != NULL)
        g_assert_nonnull (muster_collector_get_fact (collector, "unsound"));

      said = report (terminal);
      g_assert_nonnull (strstr (said, "\"EXIT\": 1"));
      g_assert_nonnull (strstr (said, "\"session\": false"));
      g_assert_nonnull (strstr (said, "\"clock-set\": null"));
      g_assert_cmpint (strstr (cases[i].settings, "block") != NULL, ==,
                       strstr (said, "\"DISABLE\": 1, ") != NULL);
      g_assert_cmpint (strstr (said, "\"DISABLE\"") != NULL, ==,
                       strstr (said, "\"ENABLE\"") != NULL);
    }
}

static void
test_empty (void)
{
  static const char *const ways[] = { "zero", "bare", "ok", "error" };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    for (int buffer = 0; buffer < 2; buffer++)
      {
        g_autofree char *options = g_strdup_printf ("--records 0 --empty %s %s", ways[i],
                                                    buffer ? "" : "--no-buffer unknown");
        g_autoptr (MusterCollector) collector = NULL;
        g_autofree char *said = NULL;

        order (options);
        collector = pull ("", NULL);
        g_assert_cmpuint (collector->punches->len, ==, 0);
        g_assert_cmpuint (collector->users->len, ==, 37);
        g_assert_cmpint (collector->reached, >, 0);
        said = report (terminal);
      }
}

static void
test_users (void)
{
  g_autoptr (MusterCollector) gbk = NULL;
  g_autoptr (MusterCollector) latin = NULL;
  g_autoptr (MusterCollector) narrow = NULL;

  order ("--records 0 --users 600");
  gbk = pull ("", NULL);
  g_assert_cmpuint (gbk->users->len, ==, 600);
  g_assert_cmpstr (g_ptr_array_index (gbk->users, 1), ==, "1002 王小明");
  g_assert_cmpstr (g_ptr_array_index (gbk->users, 3), ==, "1004");
  g_assert_cmpstr (g_ptr_array_index (gbk->users, 9), ==, "000000009 吴磊");
  g_assert_cmpstr (muster_collector_get_fact (gbk, "users"), ==, "600");

  order ("--records 0 --users 600 --charset big5");
  latin = pull ("charset=big5", NULL);
  g_assert_cmpstr (g_ptr_array_index (latin->users, 1), ==, "1002 王小明");

  order ("--records 0 --users 18 --user-size 28 --layout 8");
  narrow = pull ("", NULL);
  g_assert_cmpuint (narrow->users->len, ==, 18);
  g_assert_cmpstr (g_ptr_array_index (narrow->users, 1), ==, "1002 王小明");
  g_assert_cmpstr (g_ptr_array_index (narrow->users, 7), ==, "1008 欧阳娜娜");
}

/* Dates that are none, dead batteries, copies, leading zeros. */
static void
test_damage (void)
{
  g_autoptr (MusterCollector) collector = NULL;
  g_autoptr (MusterCollector) again = NULL;
  g_autofree char *rejects = NULL;

  order ("--records 100 --impossible 50 --reset 20 --copies 10");
  collector = pull ("", NULL);
  rejects = muster_collector_get_rejects (collector);
  g_assert_cmpuint (collector->punches->len, ==, 110);
  g_assert_cmpuint (collector->suspect, ==, 10);
  g_assert_cmpstr (rejects, ==, "56 date: 1013 0x2e4abb80\n112 date: 1026 0x2e4abb80\n");
  g_assert_true (
    g_str_has_prefix (g_ptr_array_index (collector->punches, 10), "000000009 "));

  again = pull ("", collector->cursor);
  g_assert_cmpuint (again->punches->len, ==, 0);
  g_assert_cmpuint (again->rejects->len, ==, 0);
}

/* What failed changed nothing, and says so. */
static void
test_failures (void)
{
  static const struct
  {
    const char *options;
    const char *settings;
    int code;
  } cases[] = {
    { "--truncate always", "", MUSTER_ERROR_PROTOCOL },
    { "--truncate always", "transport=udp", MUSTER_ERROR_PROTOCOL },
    { "--overstate 40", "", MUSTER_ERROR_PROTOCOL },
    { "--overstate 4000000", "", MUSTER_ERROR_PROTOCOL },
    { "--promise 2000000000", "", MUSTER_ERROR_PROTOCOL },
    { "--noise", "", MUSTER_ERROR_PROTOCOL },
    { "--retries 1000", "", MUSTER_ERROR_PROTOCOL },
    { "--comm-key 5", "", MUSTER_ERROR_INVALID },
    { "--comm-key 5", "comm-key=6", MUSTER_ERROR_INVALID },
    { "--comm-key 5", "comm-key=6 transport=udp", MUSTER_ERROR_INVALID },
    { "", "comm-key=1234567", MUSTER_ERROR_INVALID },
    { "", "comm-key=abc", MUSTER_ERROR_INVALID },
    { "", "charset=klingon", MUSTER_ERROR_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *options = g_strconcat ("--records 300 ", cases[i].options, NULL);
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *said = NULL;

      g_test_message ("%s / %s", cases[i].options, cases[i].settings);
      order (options);
      g_assert_false (pull_of (terminal, cases[i].settings, NULL, collector, &error));
      g_assert_error (error, MUSTER_ERROR, cases[i].code);
      if (cases[i].code == MUSTER_ERROR_INVALID)
        g_assert_nonnull (muster_error_get_field (error));
      g_assert_cmpuint (collector->punches->len, ==, 0);
      g_assert_null (collector->cursor);
      g_assert_cmpint (collector->reached, ==, 0);
      said = report (terminal);

      /* A wrong comm key is tried once, and goodbye is said all the same. */
      if (strstr (cases[i].options, "comm-key") != NULL)
        {
          g_assert_nonnull (strstr (said, "\"AUTH\": 1"));
          g_assert_nonnull (strstr (said, "\"EXIT\": 1"));
          g_assert_nonnull (strstr (said, "\"session\": false"));
        }
    }
}

/* A log that nothing can be made of is shown as far as a report goes. */
static void
test_unknown_layout (void)
{
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autofree char *rejects = NULL;
  g_autoptr (GError) error = NULL;

  order ("--records 300 --noise");
  g_assert_false (pull_of (terminal, "", NULL, collector, &error));
  rejects = muster_collector_get_rejects (collector);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
  g_assert_true (g_str_has_prefix (rejects, "1 columns: "));
  g_assert_cmpuint (strlen (rejects), ==, strlen ("1 columns: \n") + 196);
}

static void
test_busy (void)
{
  static const char *const transports[] = { "transport=tcp", "transport=auto" };

  for (gsize i = 0; i < G_N_ELEMENTS (transports); i++)
    {
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GError) error = NULL;

      order ("--busy");
      g_assert_false (pull_of (terminal, transports[i], NULL, collector, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_assert_nonnull (strstr (error->message, "another program"));
    }
}

/* One that sends without end, and never what was asked for, is left in time. */
static void
test_flood (void)
{
  static const guint moments[] = { 1, 5, 9 };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *options = g_strdup_printf ("--records 300 --flood %u", moments[i]);
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GError) error = NULL;

      order (options);
      g_assert_false (pull_of (terminal, "", NULL, collector, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_assert_cmpuint (collector->punches->len, ==, 0);
    }
}

static void
test_only_udp (void)
{
  g_autoptr (MusterTerminal)
    old = muster_terminal_new ("--transport udp --records 200 --pause 0");
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (MusterCollector) none = muster_collector_new ();
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;

  g_assert_true (pull_of (old, "", NULL, collector, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (collector->punches->len, ==, 200);
  said = report (old);

  g_assert_false (pull_of (old, "transport=tcp", NULL, none, &refused));
  g_assert_error (refused, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
}

/* ---- Who it is, what time it has ---- */

static void
test_serial (void)
{
  g_autoptr (MusterParams) settings = settings_of (terminal, "");
  g_autoptr (MusterSource) known = source_new ("DGD9190019050335743");
  g_autoptr (MusterSource) other = source_new ("AAAA000000001");
  g_autoptr (MusterSource) fresh = source_new (NULL);
  g_autoptr (MusterCollector) first = muster_collector_new ();
  g_autoptr (MusterCollector) second = muster_collector_new ();
  g_autoptr (MusterCollector) third = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  order ("--records 10");
  g_assert_true (
    muster_zk_connector.pull (known, settings, NULL, &first->sink, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (muster_collector_get_fact (first, "serial"), ==,
                   "DGD9190019050335743");
  g_assert_cmpstr (muster_collector_get_fact (first, "model"), ==, "K40");
  g_assert_cmpstr (muster_collector_get_fact (first, "firmware"), ==,
                   "Ver 6.60 Sep  7 2020");
  g_assert_cmpstr (muster_collector_get_fact (first, "punches"), ==, "10");

  /* Another one at the same address is a question. */
  g_assert_false (
    muster_zk_connector.pull (other, settings, NULL, &second->sink, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, "device");
  g_assert_cmpstr (muster_error_get_value (error), ==, "DGD9190019050335743");
  g_assert_cmpuint (second->punches->len, ==, 0);
  g_clear_error (&error);

  /* So it is when only the cursor knows. */
  order ("--records 10 --serial BBBB000000002");
  g_assert_false (muster_zk_connector.pull (fresh, settings, first->cursor, &second->sink,
                                            NULL, &error));
  g_assert_cmpstr (muster_error_get_value (error), ==, "BBBB000000002");
  g_clear_error (&error);

  order ("--records 10 --serial \"\"");
  g_assert_true (
    muster_zk_connector.pull (fresh, settings, NULL, &third->sink, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (muster_collector_get_fact (third, "serial"), ==, "00:17:61:10:00:01");
}

static void
test_probe (void)
{
  g_autoptr (MusterParams) settings = settings_of (terminal, "");
  g_autoptr (MusterSource) source = source_new (NULL);
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GVariant) nameless = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;
  const char *text;
  guint64 number;
  gint64 ahead;

  order ("--records 1234 --clock-ahead 300");
  found = muster_zk_connector.probe (source, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (found, "serial", "&s", &text));
  g_assert_cmpstr (text, ==, "DGD9190019050335743");
  g_assert_true (g_variant_lookup (found, "model", "&s", &text));
  g_assert_cmpstr (text, ==, "K40");
  g_assert_true (g_variant_lookup (found, "platform", "&s", &text));
  g_assert_cmpstr (text, ==, "ZMM220_TFT");
  g_assert_true (g_variant_lookup (found, "transport", "&s", &text));
  g_assert_cmpstr (text, ==, "tcp");
  g_assert_true (g_variant_lookup (found, "people", "t", &number));
  g_assert_cmpuint (number, ==, 37);
  g_assert_true (g_variant_lookup (found, "punches", "t", &number));
  g_assert_cmpuint (number, ==, 1234);
  g_assert_true (g_variant_lookup (found, "capacity", "t", &number));
  g_assert_cmpuint (number, ==, 100000);
  g_assert_true (g_variant_lookup (found, "clock-ahead", "x", &ahead));
  g_assert_cmpint (ABS (ahead - 300 * MUSTER_SECOND), <, 2 * MUSTER_SECOND);

  /* It looks, and reads no table. */
  said = report (terminal);
  g_assert_null (strstr (said, "PREPARE"));

  /* Before there is a source nobody may have said in which zone it stands. */
  nameless = muster_zk_connector.probe (NULL, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_variant_lookup (nameless, "clock-ahead", "x", &ahead));
}

static void
test_clock (void)
{
  static const int heads[] = { 0, 90, -3600, 86400 };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *options =
        g_strdup_printf ("--records 5 --clock-ahead %d", heads[i]);
      g_autoptr (MusterCollector) collector = NULL;
      gint64 before = g_get_real_time ();

      order (options);
      collector = pull ("", NULL);
      g_assert_cmpuint (collector->clocks, ==, 1);
      g_assert_cmpint (collector->doubt, >=, MUSTER_SECOND / 2);
      g_assert_cmpint (ABS (collector->ahead - heads[i] * MUSTER_SECOND), <=,
                       collector->doubt + MUSTER_SECOND / 10);
      g_assert_cmpint (collector->reached, >=, before);
      g_assert_cmpint (collector->reached, <=, g_get_real_time ());
    }
}

/* A clock that shows 31 February, or its first day, keeps no punch away. */
static void
test_dead_clock (void)
{
  g_autoptr (MusterCollector) none = NULL;
  g_autoptr (MusterCollector) reset = NULL;

  order ("--records 5 --clock-value 776649600");
  none = pull ("", NULL);
  g_assert_cmpuint (none->punches->len, ==, 5);
  g_assert_cmpuint (none->clocks, ==, 0);

  order ("--records 5 --clock-value 61");
  reset = pull ("", NULL);
  g_assert_cmpuint (reset->punches->len, ==, 5);
  g_assert_cmpint (reset->ahead, <, -20 * 365 * MUSTER_DAY);
}

static void
test_set_clock (void)
{
  g_autoptr (MusterParams) settings = settings_of (terminal, "");
  g_autoptr (MusterSource) source = source_new (NULL);
  g_autoptr (MusterSource) elsewhere = source_new ("AAAA000000001");
  g_autofree char *said = NULL;
  g_autofree char *refused = NULL;
  g_autofree char *today = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Shanghai");
  g_autoptr (MusterZone) shanghai = NULL;
  g_autoptr (GError) error = NULL;
  const char *set;
  gint64 at;

  order ("--clock-ahead 5000");
  g_assert_true (muster_zk_connector.set_clock (source, settings, NULL, &error));
  g_assert_no_error (error);
  said = report (terminal);
  set = strstr (said, "\"clock-set\": \"");
  g_assert_nonnull (set);
  set += strlen ("\"clock-set\": \"");
  now = g_date_time_new_now (zone);
  today = g_strndup (set, 19);
  today[10] = 'T';
  g_assert_true (
    muster_instant_parse (today, muster_zone_new ("Asia/Shanghai", NULL), &at, NULL));
  g_assert_cmpint (ABS (at - g_date_time_to_unix_usec (now)), <, 5 * MUSTER_SECOND);

  /* Not that of another terminal. */
  g_assert_false (muster_zk_connector.set_clock (elsewhere, settings, NULL, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "device");
  refused = report (terminal);
  g_assert_nonnull (strstr (refused, "\"clock-set\": null"));
}

/* ---- Cursor ---- */

static void
test_shrunk (void)
{
  g_autoptr (MusterCollector) first = NULL;
  g_autoptr (MusterCollector) second = NULL;
  g_autoptr (MusterCollector) wrapped = NULL;

  order ("--records 500");
  first = pull ("", NULL);
  order ("--records 20");
  second = pull ("", first->cursor);
  g_assert_cmpuint (second->punches->len, ==, 20);
  g_assert_cmpstr (muster_collector_get_fact (second, "log-cleared"), ==, "20");

  /* The memory is full: for what came, the oldest went. */
  order ("--records 620 --skip 120");
  wrapped = pull ("", first->cursor);
  g_assert_cmpuint (wrapped->punches->len, ==, 500);
  g_assert_null (muster_collector_get_fact (wrapped, "log-cleared"));
}

static void
test_slots (void)
{
  g_autoptr (MusterCollector) first = NULL;
  g_autoptr (MusterCollector) second = NULL;

  order ("--records 50 --user-size 28 --layout 8");
  first = pull ("", NULL);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (first->punches, 4), "1005 "));
  order ("--records 55 --user-size 28 --layout 8 --moved 1");
  second = pull ("", first->cursor);
  g_assert_cmpuint (second->punches->len, ==, 5);
  g_assert_nonnull (muster_collector_get_fact (second, "slot-reused"));
}

/* ---- Cancelling ---- */

static void
cancel_progress (MusterSink *sink, guint64 done, guint64 total)
{
  g_cancellable_cancel (((MusterCollector *) sink)->cancellable);
}

/* In the middle of a table, and with nothing more to come. */
static void
test_cancel (void)
{
  static const char *const settings[] = { "", "block=true", "transport=udp",
                                          "transport=udp block=true" };

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (MusterCollector) collector = muster_collector_new ();
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (MusterCollector) next = NULL;
      g_autofree char *said = NULL;
      g_autoptr (GError) error = NULL;
      gint64 began;

      order ("--records 30000 --pause 1");
      collector->sink.progress = cancel_progress;
      collector->cancellable = cancellable;
      began = g_get_monotonic_time ();
      g_assert_false (pull_of (terminal, settings[i], NULL, collector, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - began, <, AT_ONCE);
      g_assert_cmpuint (collector->punches->len, ==, 0);

      /* It was told goodbye, so that the next one gets in; and nobody is left outside. */
      order ("--records 10");
      next = pull ("", NULL);
      g_assert_cmpuint (next->punches->len, ==, 10);
      said = report (terminal);
    }
}

/* ---- Events ---- */

/* A sink that ends the following after so many punches. */
static void
follow (const char *options, const char *settings, guint n, MusterCollector *collector)
{
  g_autoptr (MusterParams) params = settings_of (terminal, settings);
  g_autoptr (MusterSource) source = source_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  order (options);
  collector->cancellable = cancellable;
  collector->cancel_after = n;
  g_assert_false (
    muster_zk_connector.follow (source, params, &collector->sink, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  collector->cancellable = NULL;
}

static void
test_follow (void)
{
  static const struct
  {
    const char *options;
    const char *settings;
  } cases[] = {
    { "", "" },
    { "", "transport=udp" },
    { "--event-form 36", "" },
    { "--event-form 37", "" },
    { "--event-form 52", "" },
    { "--event-form 60", "" },
    { "--event-form 10 --layout 16", "" },
    { "--event-form 12 --layout 16", "" },
    { "--event-form 14 --layout 16", "transport=udp" },
    { "--event-form 10 --layout 8 --user-size 28", "" },
    { "--event-form 10 --layout 8-state --user-size 28", "" },
    { "--event-form 14 --layout 8 --user-size 28", "transport=udp" },
    { "--event-mix", "" },
    { "--coalesce", "" },
    { "--dribble", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *options =
        g_strconcat ("--records 20 --events 20 ", cases[i].options, NULL);
      g_autoptr (MusterCollector) live = muster_collector_new ();
      g_autoptr (MusterCollector) log = NULL;
      g_autofree char *said = NULL;

      g_test_message ("%s / %s", cases[i].options, cases[i].settings);
      follow (options, cases[i].settings, 20, live);
      g_assert_cmpuint (live->punches->len, ==, 20);
      g_assert_cmpuint (live->flushes, >=, 19);
      g_assert_null (live->cursor);
      said = report (terminal);

      /* The log has the same punches, so that the store knows them already. */
      log = pull (cases[i].settings, NULL);
      for (guint j = 0; j < 20; j++)
        {
          g_assert_cmpstr (g_ptr_array_index (live->punches, j), ==,
                           g_ptr_array_index (log->punches, j));
          g_assert_cmpuint (g_array_index (live->identities, guint32, j), ==,
                            g_array_index (log->identities, guint32, j));
          g_assert_cmpstr (g_ptr_array_index (live->record_keys, j), ==,
                           g_ptr_array_index (log->record_keys, j));
        }
    }
}

static void
test_follow_refused (void)
{
  g_autoptr (MusterParams) settings = settings_of (terminal, "");
  g_autoptr (MusterSource) source = source_new (NULL);
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  order ("--no-events");
  g_assert_false (
    muster_zk_connector.follow (source, settings, &collector->sink, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
}

/* Cut off in the middle: what came is safe, and it says so. */
static void
test_follow_cut (void)
{
  g_autoptr (MusterParams) settings = settings_of (terminal, "");
  g_autoptr (MusterSource) source = source_new (NULL);
  g_autoptr (MusterCollector) collector = muster_collector_new ();
  g_autoptr (GError) error = NULL;

  order ("--events 20 --drop 17");
  g_assert_false (
    muster_zk_connector.follow (source, settings, &collector->sink, NULL, &error));
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
  g_assert_cmpuint (collector->punches->len, >, 0);
  g_assert_cmpuint (collector->punches->len, <, 20);
  g_assert_cmpuint (collector->flushes, ==, collector->punches->len);
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  terminal = muster_terminal_new ("");

  muster_connector_suite_add ("/zk", &mock);
  g_test_add_func ("/zk/gone", test_gone);
  g_test_add_func ("/zk/manners", test_manners);
  g_test_add_func ("/zk/empty", test_empty);
  g_test_add_func ("/zk/users", test_users);
  g_test_add_func ("/zk/damage", test_damage);
  g_test_add_func ("/zk/failures", test_failures);
  g_test_add_func ("/zk/unknown-layout", test_unknown_layout);
  g_test_add_func ("/zk/busy", test_busy);
  g_test_add_func ("/zk/flood", test_flood);
  g_test_add_func ("/zk/only-udp", test_only_udp);
  g_test_add_func ("/zk/serial", test_serial);
  g_test_add_func ("/zk/probe", test_probe);
  g_test_add_func ("/zk/clock", test_clock);
  g_test_add_func ("/zk/dead-clock", test_dead_clock);
  g_test_add_func ("/zk/set-clock", test_set_clock);
  g_test_add_func ("/zk/shrunk", test_shrunk);
  g_test_add_func ("/zk/slots", test_slots);
  g_test_add_func ("/zk/cancel", test_cancel);
  g_test_add_func ("/zk/follow", test_follow);
  g_test_add_func ("/zk/follow-refused", test_follow_refused);
  g_test_add_func ("/zk/follow-cut", test_follow_cut);

  status = g_test_run ();
  muster_terminal_free (terminal);
  return status;
}
