/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What terminals say in heads and addresses, and what they are told and asked. */

#include "muster-civil.h"
#include "muster-push-greeting.h"
#include "muster-push-head.h"
#include "muster-push-orders.h"
#include "muster-push-request.h"

#include <string.h>

#define NOON (G_GINT64_CONSTANT (1709208000) * MUSTER_SECOND) /* 2024-02-29 12:00:00 */

/* ---- Heads ---- */

static void
test_heads (void)
{
  static const struct
  {
    const char *head;
    const char *clean; /* without Host and Connection; %NULL for a bad one */
  } cases[] = {
    { "GET /iclock/cdata?SN=1 HTTP/1.1\r\nHost: a\r\nUser-Agent: b\r\n\r\n",
      "GET /iclock/cdata?SN=1 HTTP/1.1\r\n" },
    { "Get /a HTTP/1.0\n\n", "GET /a HTTP/1.0\r\n" },
    { "post http://10.0.0.1:8081/iclock/cdata.aspx?SN=1 HTTP/1.1\r\n"
      "content-LENGTH : 12 \r\n\r\n",
      "POST /iclock/cdata.aspx?SN=1 HTTP/1.1\r\nContent-Length: 12\r\n" },
    { "GET http://10.0.0.1 HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n" },
    { "GET /a?INFO=Ver 6.60,\xd5\xc5%zz%41#x HTTP/1.1\r\n\r\n",
      "GET /a?INFO=Ver%206.60,%D5%C5%25zz%41%23x HTTP/1.1\r\n" },
    { "GET iclock/ping\r\n\r\n", "GET /iclock/ping HTTP/1.0\r\n" },
    { "GET /a?u=http://b HTTP/1.1\r\n\r\n", "GET /a?u=http://b HTTP/1.1\r\n" },
    { "POST /a HTTP/1.1\r\nTransfer-Encoding: Chunked\r\nContent-Length: 5\r\n\r\n",
      "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" },
    { "POST /a HTTP/1.1\r\nContent-Length: 7\r\nContent-Length: 7\r\n\r\n",
      "POST /a HTTP/1.1\r\nContent-Length: 7\r\n" },
    { "POST /a HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 007\r\n\r\n",
      "POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 7\r\n" },
    { "POST /a HTTP/1.1\r\nContent-Length: 7\r\nContent-Length: 8\r\n\r\n", NULL },
    { "POST /a HTTP/1.1\r\nContent-Length: 7x\r\n\r\n", NULL },
    { "POST /a HTTP/1.1\r\nContent-Length: 16777217\r\n\r\n", NULL },
    { "POST /a HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", NULL },
    { "\x16\x03\x01\x02\x00\n\n", NULL },
    { "GET HTTP/1.1\r\n\r\n", NULL },
    { "GET\r\n\r\n", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const guint8 *head = (const guint8 *) cases[i].head;
      gsize length = strlen (cases[i].head);
      g_autoptr (GString) clean = g_string_new (NULL);
      gsize used = 0;

      g_test_message ("%s", cases[i].head);
      if (cases[i].clean == NULL)
        {
          g_assert_cmpint (muster_push_head_read (head, length, &used, clean), ==,
                           MUSTER_PUSH_HEAD_BAD);
          g_assert_cmpuint (clean->len, ==, 0);
          continue;
        }

      /* However it is cut, it is not taken before its end. */
      for (gsize n = 0; n < length; n++)
        g_assert_cmpint (muster_push_head_read (head, n, &used, clean), ==,
                         MUSTER_PUSH_HEAD_MORE);
      g_assert_cmpint (muster_push_head_read (head, length, &used, clean), ==,
                       MUSTER_PUSH_HEAD_WHOLE);
      g_assert_cmpuint (used, ==, length);
      g_assert_true (g_str_has_suffix (clean->str, "Connection: close\r\n\r\n"));
      g_string_replace (clean, "Host: muster\r\n", "", 1);
      g_string_replace (clean, "Connection: close\r\n\r\n", "", 1);
      g_assert_cmpstr (clean->str, ==, cases[i].clean);
    }
}

static void
test_requests (void)
{
  static const struct
  {
    const char *path;
    MusterPushPath said;
  } paths[] = {
    { "/iclock/cdata", MUSTER_PUSH_PATH_CDATA },
    { "/iclock/cdata/", MUSTER_PUSH_PATH_CDATA },
    { "/iclock/CData.ASPX", MUSTER_PUSH_PATH_CDATA },
    { "/iclock/iclock/cdata", MUSTER_PUSH_PATH_CDATA },
    { "/iclock/getrequest.aspx/", MUSTER_PUSH_PATH_GETREQUEST },
    { "/iclock/devicecmd", MUSTER_PUSH_PATH_DEVICECMD },
    { "/registry", MUSTER_PUSH_PATH_REGISTRY },
    { "/iclock/push", MUSTER_PUSH_PATH_PUSH },
    { "/iclock/ping", MUSTER_PUSH_PATH_PING },
    { "/iclock/exchange", MUSTER_PUSH_PATH_NONE },
    { "/.aspx", MUSTER_PUSH_PATH_NONE },
    { "/", MUSTER_PUSH_PATH_NONE },
    { "", MUSTER_PUSH_PATH_NONE },
  };
  g_autoptr (MusterPushRequest) request = NULL;
  g_autoptr (MusterPushRequest) none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (MusterPushRequest) one = muster_push_request_new (paths[i].path, NULL);

      g_assert_cmpint (one->path, ==, paths[i].said);
      g_assert_null (one->serial);
    }

  request = muster_push_request_new ("/cdata",
                                     "sn=ABC-1.2_3&TABLE=AttLog&Info=a%2Cb%20%D5%C5&x&=");
  g_assert_cmpstr (request->serial, ==, "ABC-1.2_3");
  g_assert_cmpstr (muster_push_request_get (request, "table"), ==, "AttLog");
  g_assert_cmpstr (muster_push_request_get (request, "info"), ==, "a,b 张");
  g_assert_null (muster_push_request_get (request, "x"));

  none = muster_push_request_new ("/cdata", "SN=a%20b");
  g_assert_null (none->serial);
}

/* ---- What they are told ---- */

static void
test_greetings (void)
{
  const MusterPushGreeting modern = {
    .serial = "ABC1234567890",
    .version = "2.4.1",
    .punch_stamp = "None",
    .operation_stamp = "9999",
    .offset = 8 * 3600,
  };
  const MusterPushGreeting old = {
    .serial = "0316144680030",
    .version = "2.2.14",
    .punch_stamp = "None",
    .operation_stamp = "9999",
    .offset = 8 * 3600,
  };
  g_autofree char *told = muster_push_greeting_format (&modern);
  g_autofree char *told_old = muster_push_greeting_format (&old);

  g_assert_cmpstr (told, ==,
                   "GET OPTION FROM: ABC1234567890\nATTLOGStamp=None\n"
                   "OPERLOGStamp=9999\nATTPHOTOStamp=None\nErrorDelay=30\nDelay=10\n"
                   "TransTimes=00:00;14:05\nTransInterval=1\n"
                   "TransFlag=TransData AttLog\tOpLog\tEnrollUser\tChgUser\n"
                   "TimeZone=8\nRealtime=1\nEncrypt=None\nServerVer=2.4.1\n"
                   "PushProtVer=2.4.1\nPushOptionsFlag=1\n");
  g_assert_cmpuint (strlen (told), ==, 286);
  g_assert_cmpuint (strlen (told_old), ==, 189);
}

/* ---- What they are asked ---- */

typedef struct
{
  gint64 stored;
  MusterPushProof proof;
  guint n_proved;
} Book;

static gint64
count_cb (gint64 from, gint64 until, gpointer data)
{
  return ((Book *) data)->stored;
}

static void
proved_cb (const MusterPushProof *proof, gpointer data)
{
  Book *book = data;

  book->proof = *proof;
  book->n_proved++;
}

static char *
next (MusterPushOrders *orders, gint64 now)
{
  g_autoptr (GString) text = g_string_new (NULL);

  muster_push_orders_next (orders, now, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
say (MusterPushOrders *orders, const char *text)
{
  muster_push_orders_answer (orders, (const guint8 *) text, strlen (text), NULL);
}

static void
test_about (void)
{
  Book book = { 0 };
  g_autoptr (MusterPushOrders)
    orders = muster_push_orders_new (count_cb, proved_cb, &book);
  g_autoptr (GString) about = g_string_new (NULL);
  g_autofree char *first = NULL;
  g_autofree char *nothing = NULL;
  static const char answers[] =
    "ID=1&Return=0&CMD=INFO\r\n~DeviceName=Sim\nMAC=00:17\n"
    "ID=2&Return=0&CMD=DATA\nContent=no\nID=77&Return=0&CMD=X\n";

  muster_push_orders_ask_about (orders);
  muster_push_orders_ask_about (orders);
  first = next (orders, NOON);
  g_assert_cmpstr (first, ==, "C:1:INFO\nC:2:DATA QUERY USERINFO\n");
  nothing = next (orders, NOON);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_false (muster_push_orders_is_idle (orders));

  muster_push_orders_answer (orders, (const guint8 *) answers, strlen (answers), about);
  g_assert_cmpstr (about->str, ==, "~DeviceName=Sim\nMAC=00:17\n");
  g_assert_true (muster_push_orders_is_idle (orders));
}

static void
test_silence (void)
{
  Book book = { 0 };
  g_autoptr (MusterPushOrders)
    orders = muster_push_orders_new (count_cb, proved_cb, &book);
  gint64 now = NOON;
  guint asked = 0;

  /* Without an answer it is asked again, under a new number, but not for ever. */
  muster_push_orders_ask_span (orders, NOON - MUSTER_DAY, NOON);
  for (guint i = 0; i < 100; i++, now += MUSTER_MINUTE)
    {
      g_autofree char *text = next (orders, now);

      if (*text != '\0')
        {
          g_autofree char *number = g_strdup_printf ("C:%u:", ++asked);

          g_assert_true (g_str_has_prefix (text, number));
        }
    }
  g_assert_cmpuint (asked, ==, 3);
  g_assert_true (muster_push_orders_is_idle (orders));
  g_assert_cmpuint (book.n_proved, ==, 1);
  g_assert_false (book.proof.proved);
}

static void
test_complete (void)
{
  Book book = { .stored = 25 };
  g_autoptr (MusterPushOrders)
    orders = muster_push_orders_new (count_cb, proved_cb, &book);
  gint64 from = NOON - NOON % MUSTER_DAY - MUSTER_DAY;
  g_autofree char *asked = NULL;

  muster_push_orders_ask_span (orders, from, from + MUSTER_DAY - MUSTER_SECOND);
  asked = next (orders, NOON);
  g_assert_cmpstr (asked, ==,
                   "C:1:VERIFY SUM ATTLOG StartTime=2024-02-28 00:00:00\t"
                   "EndTime=2024-02-28 23:59:59\n");
  say (orders, "ID=1&Return=0&CMD=VERIFY SUM&StartTime=2024-02-28 00:00:00&"
               "EndTime=2024-02-28 23:59:59&AttlogSum=25\n");
  g_assert_cmpuint (book.n_proved, ==, 1);
  g_assert_true (book.proof.proved);
  g_assert_cmpint (book.proof.missing, ==, 0);
}

static void
test_missing (void)
{
  Book book = { .stored = 24 };
  g_autoptr (MusterPushOrders)
    orders = muster_push_orders_new (count_cb, proved_cb, &book);
  g_autofree char *sum = NULL;
  g_autofree char *rows = NULL;
  g_autofree char *sum_again = NULL;

  /* Half an hour: too short to halve. */
  muster_push_orders_ask_span (orders, NOON, NOON + 30 * MUSTER_MINUTE);
  sum = next (orders, NOON);
  say (orders, "ID=1&Return=0&CMD=VERIFY SUM&AttlogSum=25\n");
  rows = next (orders, NOON);
  g_assert_cmpstr (rows, ==,
                   "C:2:DATA QUERY ATTLOG StartTime=2024-02-29 12:00:00\t"
                   "EndTime=2024-02-29 12:30:00\n");
  say (orders, "ID=2&Return=0&CMD=DATA\n");
  sum_again = next (orders, NOON);
  g_assert_true (g_str_has_prefix (sum_again, "C:3:VERIFY SUM"));
  say (orders, "ID=3&Return=0&CMD=VERIFY SUM&AttlogSum=25\n");
  g_assert_cmpuint (book.n_proved, ==, 1);
  g_assert_cmpint (book.proof.missing, ==, 1);
  g_assert_cmpint (book.proof.missing_from, ==, NOON);
  g_assert_cmpint (book.proof.missing_until, ==, NOON + 30 * MUSTER_MINUTE);
}

/* Whatever is answered, only a few harmless commands ever go out, and it ends. */
static void
test_never_dangerous (void)
{
  static const char *const returns[] = {
    "0", "-1", "-2", "-1002", "-1004", "-1005", "7"
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240229);

  for (guint round = 0; round < 200; round++)
    {
      Book book = { 0 };
      g_autoptr (MusterPushOrders)
        orders = muster_push_orders_new (count_cb, proved_cb, &book);
      gint64 now = NOON;

      muster_push_orders_ask_about (orders);
      muster_push_orders_ask_span (orders, NOON - 40 * MUSTER_DAY, NOON);
      for (guint i = 0; !muster_push_orders_is_idle (orders); i++, now += MUSTER_MINUTE)
        {
          g_autofree char *text = next (orders, now);
          g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

          g_assert_cmpuint (i, <, 5000);
          g_assert_cmpuint (strlen (text), <, 40 * 1024);
          for (guint line = 0; lines[line] != NULL && *lines[line] != '\0'; line++)
            {
              g_auto (GStrv) parts = g_strsplit (lines[line], ":", 3);
              g_autofree char *answer = NULL;

              g_assert_true (
                g_str_equal (parts[2], "INFO") ||
                g_str_equal (parts[2], "DATA QUERY USERINFO") ||
                g_str_has_prefix (parts[2], "VERIFY SUM ATTLOG StartTime=") ||
                g_str_has_prefix (parts[2], "DATA QUERY ATTLOG StartTime="));
              book.stored = g_rand_int_range (rand, 0, 50);
              answer = g_strdup_printf (
                "ID=%s&Return=%s&CMD=X&AttlogSum=%d\n", parts[1],
                returns[g_rand_int_range (rand, 0, G_N_ELEMENTS (returns))],
                g_rand_int_range (rand, 0, 50));
              if (g_rand_int_range (rand, 0, 20) > 0)
                say (orders, answer);
            }
        }
      g_assert_cmpuint (book.n_proved, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/push-words/heads", test_heads);
  g_test_add_func ("/push-words/requests", test_requests);
  g_test_add_func ("/push-words/greetings", test_greetings);
  g_test_add_func ("/push-words/about", test_about);
  g_test_add_func ("/push-words/silence", test_silence);
  g_test_add_func ("/push-words/complete", test_complete);
  g_test_add_func ("/push-words/missing", test_missing);
  g_test_add_func ("/push-words/never-dangerous", test_never_dangerous);

  return g_test_run ();
}
