/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-fuzz-sink.h"
#include "muster-push-head.h"
#include "muster-push-orders.h"
#include "muster-push-record.h"
#include "muster-push-request.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
try_head (const guint8 *data, gsize size)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  gsize used = 0;
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (MusterPushRequest) request = NULL;

  if (muster_push_head_read (data, size, &used, clean) != MUSTER_PUSH_HEAD_WHOLE)
    return;

  /* What is handed on has no line that the terminal could have smuggled in. */
  g_assert_cmpuint (used, <=, size);
  g_assert_cmpuint (strlen (clean->str), ==, clean->len);
  g_assert_true (g_str_has_suffix (clean->str, "Connection: close\r\n\r\n"));
  words = g_strsplit (clean->str, " ", 3);
  g_assert_true (g_str_has_prefix (words[2], "HTTP/1."));
  g_assert_true (*words[1] == '/');

  parts = g_strsplit (words[1], "?", 2);
  request = muster_push_request_new (parts[0], parts[1]);
  g_assert_true (request->serial == NULL || g_str_is_ascii (request->serial));
}

static gint64
count_cb (gint64 from, gint64 until, gpointer data)
{
  return 1;
}

static void
proved_cb (const MusterPushProof *proof, gpointer data)
{
  g_assert_cmpint (proof->missing, >=, 0);
}

static void
try_answers (const guint8 *data, gsize size)
{
  g_autoptr (MusterPushOrders)
    orders = muster_push_orders_new (count_cb, proved_cb, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  muster_push_orders_ask_about (orders);
  muster_push_orders_ask_span (orders, 0, 40 * MUSTER_DAY);
  for (guint i = 0; i < 4; i++)
    {
      muster_push_orders_next (orders, i * MUSTER_MINUTE, text);
      muster_push_orders_answer (orders, data, size, text);
    }
}

static void
try_record (MusterPushTable table, const guint8 *data, gsize size)
{
  g_autoptr (MusterPushRecord)
    record = muster_push_record_read (table, data, size, MUSTER_DATUM_GCJ02, "::1");

  g_assert_true (record->table == MUSTER_PUSH_TABLE_OPTIONS || record->unreadable ||
                 record->table == MUSTER_PUSH_TABLE_OTHER ||
                 record->drafts->len + record->users->len + record->rejects->len +
                     record->n_events ==
                   record->n_rows);
  for (guint i = 0; i < record->users->len; i++)
    {
      const MusterDeviceUser *user = &g_array_index (record->users, MusterDeviceUser, i);

      g_assert_true (user->key != NULL && g_utf8_validate (user->key, -1, NULL));
      g_assert_true (user->name == NULL || g_utf8_validate (user->name, -1, NULL));
    }
  g_assert_true (muster_push_record_give (record, muster_fuzz_sink (), NULL));
}

/* The first byte says what it is, the rest is what came. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  guint8 how = size > 0 ? data[0] % 8 : 0;

  if (size == 0)
    return 0;

  if (how <= MUSTER_PUSH_TABLE_RTLOG)
    try_record ((MusterPushTable) how, data + 1, size - 1);
  else if (how == 6)
    try_head (data + 1, size - 1);
  else
    try_answers (data + 1, size - 1);
  return 0;
}
