/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connectors of servers, each against its simulator in tests/kit. */

#include "muster-collector.h"
#include "muster-connector-suite.h"
#include "muster-dingtalk-connector.h"
#include "muster-error.h"
#include "muster-feishu-connector.h"
#include "muster-frappe-connector.h"
#include "muster-odoo-connector.h"
#include "muster-server-mock.h"
#include "muster-wecom-connector.h"

#include <string.h>

/* --- the suite of all connectors --- */

/* One simulator at a time; its punches begin when the program did. */
static MusterSimulator *running;
static const MusterConnector *running_for;
static gint64 begin;

static void
run_for (const MusterConnector *connector)
{
  g_autofree char *name = g_strconcat (connector->kind, "-server", NULL);
  g_autofree char *options =
    g_strdup_printf ("--others 40 --begin %" G_GINT64_FORMAT, begin);

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
  static const char *const impatient[] = { "timeout=2", NULL };

  return muster_server_settings (connector, running, stalls ? impatient : NULL);
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

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  begin = g_get_real_time () / G_USEC_PER_SEC - 2 * 86400;

  muster_connector_suite_add ("/frappe", &frappe_mock);
  muster_connector_suite_add ("/odoo", &odoo_mock);
  muster_connector_suite_add ("/dingtalk", &dingtalk_mock);
  muster_connector_suite_add ("/wecom", &wecom_mock);
  muster_connector_suite_add ("/feishu", &feishu_mock);

  failed = g_test_run ();
  g_clear_pointer (&running, muster_simulator_free);
  return failed;
}
