/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The caller of servers, against tests/kit/plain-server. */

#include "muster-error.h"
#include "muster-http.h"
#include "muster-simulator.h"

#include <string.h>

static MusterHttp *
caller_of (const char *address, const MusterHttpOptions *more)
{
  MusterHttpOptions options = more != NULL ? *more : (MusterHttpOptions) { 0 };
  g_autoptr (GError) error = NULL;
  MusterHttp *http;

  options.address = address;
  http = muster_http_new (&options, &error);
  g_assert_no_error (error);
  return http;
}

static char *
get (MusterHttp *http, const char *path, GError **error)
{
  const MusterHttpRequest request = { .path = path };
  g_autoptr (MusterHttpReply) reply = muster_http_exchange (http, &request, NULL, error);
  gsize size;
  const char *body;

  if (reply == NULL || !muster_http_reply_check (reply, "secret", error))
    return NULL;

  body = g_bytes_get_data (muster_http_reply_get_body (reply), &size);
  return g_strndup (body, size);
}

/* No error may tell what stood behind the host. */
static void
assert_discreet (const GError *error)
{
  g_assert_null (strstr (error->message, "hunter2"));
  g_assert_null (strstr (error->message, "?"
                                         "token"));
  g_assert_null (strstr (error->message, "secret="));
}

static void
test_exchange (void)
{
  g_autoptr (MusterSimulator) server = muster_simulator_new ("plain-server", NULL);
  g_autofree char *address =
    g_strconcat (muster_simulator_get_address (server), "/base/", NULL);
  g_autoptr (MusterHttp) http = caller_of (address, NULL);
  g_autoptr (GBytes) body = g_bytes_new_static ("{\"a\": 1}", 8);
  const char *const headers[] = { "X-Extra", "yes", NULL };
  const MusterHttpRequest request = {
    .path = "/echo?fields=%5B%22name%22%5D",
    .authorization = "Bearer abc",
    .headers = headers,
    .body = body,
  };
  g_autoptr (MusterHttpReply) reply = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *followed = NULL;
  g_autofree char *said = NULL;
  gconstpointer data;
  gsize size;

  reply = muster_http_exchange (http, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (muster_http_reply_get_status (reply), ==, 200);
  g_assert_false (muster_http_reply_is_html (reply));
  g_assert_cmpstr (muster_http_reply_get_header (reply, "content-type"), ==,
                   "application/json; charset=utf-8");
  data = g_bytes_get_data (muster_http_reply_get_body (reply), &size);
  said = g_strndup (data, size);
  g_assert_nonnull (strstr (said, "\"POST\""));
  g_assert_nonnull (strstr (said, "\"/base/echo\""));
  g_assert_nonnull (strstr (said, "\"fields=%5B%22name%22%5D\""));
  g_assert_nonnull (strstr (said, "\"Bearer abc\""));
  g_assert_nonnull (strstr (said, "\"application/json\""));
  g_assert_nonnull (strstr (said, "\"extra\": \"yes\""));
  g_assert_nonnull (strstr (said, "{\\\"a\\\": 1}"));

  followed = get (http, "/here", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (followed, "\"query\": \"moved\""));
  g_assert_cmpuint (muster_http_get_calls (http), ==, 3);
}

static void
test_address (void)
{
  static const char *const wrong[] = {
    "",
    "example.com",
    "ftp://example.com",
    "https://",
    "https://user:hunter2@example.com",
    "https://example.com/?token=hunter2",
    "http://example.com",
    "http://10.0.0.1:8000",
  };
  static const char *const right[] = {
    "https://example.com", "https://example.com:8443/hr/", "http://localhost:1",
    "http://127.0.0.5",    "http://[::1]:8000/hr",
  };
  MusterHttpOptions options = { .address = "http://10.0.0.1:8000", .plain = TRUE };
  g_autoptr (MusterHttp) allowed = NULL;
  g_autoptr (MusterHttp) pinned = NULL;
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const MusterHttpOptions one = { .address = wrong[i] };

      g_assert_null (muster_http_new (&one, &error));
      g_assert_cmpstr (muster_error_get_field (error), ==, "address");
      assert_discreet (error);
      g_clear_error (&error);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autoptr (MusterHttp) http = caller_of (right[i], NULL);

      g_assert_nonnull (muster_http_get_host (http));
    }

  allowed = muster_http_new (&options, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (muster_http_get_host (allowed), ==, "10.0.0.1:8000");

  options.certificate = "no digits";
  g_assert_null (muster_http_new (&options, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "certificate");
}

static void
test_redirections (void)
{
  g_autoptr (MusterSimulator)
    server = muster_simulator_new ("plain-server", "--fault redirect --fault-at 1");
  g_autoptr (MusterHttp) http = caller_of (muster_simulator_get_address (server), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (get (http, "/echo?secret=hunter2", &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "address");
  g_assert_nonnull (strstr (error->message, "https://elsewhere.example"));
  g_assert_null (strstr (error->message, "take"));
  assert_discreet (error);
  g_clear_error (&error);

  g_assert_null (get (http, "/circle", &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
}

static void
test_busy (void)
{
  g_autoptr (MusterSimulator)
    server = muster_simulator_new ("plain-server", "--fault 429 --fault-at 1-3");
  g_autoptr (MusterHttp) http = caller_of (muster_simulator_get_address (server), NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = get (http, "/echo", &error);

  g_assert_no_error (error);
  g_assert_nonnull (said);
  g_assert_cmpuint (muster_http_get_calls (http), ==, 4);

  muster_simulator_set (server, "{\"fault_at\": \"1-\"}");
  g_assert_null (get (http, "/echo", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_cmpint (muster_simulator_count (server, "requests"), ==,
                   MUSTER_HTTP_PAUSES + 1);
  g_clear_error (&error);

  muster_simulator_set (server, "{\"fault\": \"503\", \"retry_after\": \"7200\"}");
  g_assert_null (get (http, "/echo", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_assert_nonnull (strstr (error->message, "121 minutes"));
  g_assert_cmpint (muster_simulator_count (server, "requests"), ==, 1);
}

/* A wait is over at once when it is cancelled. */
static void
test_pause_cancelled (void)
{
  g_autoptr (MusterHttp) http = caller_of ("https://example.com", NULL);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancelled);
  g_assert_false (muster_http_pause (http, 4, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (muster_http_pause (http, MUSTER_HTTP_PAUSES, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
}

static void
test_statuses (void)
{
  static const struct
  {
    const char *fault;
    gboolean muster;
    int code;
  } cases[] = {
    { "401", TRUE, MUSTER_ERROR_INVALID },
    { "403", TRUE, MUSTER_ERROR_DENIED },
    { "404", TRUE, MUSTER_ERROR_MISSING },
    { "500", FALSE, G_IO_ERROR_FAILED },
    { "garbage", TRUE, MUSTER_ERROR_PROTOCOL },
    { "drop", FALSE, G_IO_ERROR_CONNECTION_CLOSED },
    { "half", FALSE, G_IO_ERROR_CONNECTION_CLOSED },
  };
  g_autoptr (MusterSimulator) server = muster_simulator_new ("plain-server", NULL);
  const MusterHttpOptions options = { .http1 = TRUE };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *set = g_strdup_printf ("{\"fault\": \"%s\"}", cases[i].fault);
      g_autoptr (MusterHttp)
        http = caller_of (muster_simulator_get_address (server), &options);
      g_autoptr (GError) error = NULL;

      muster_simulator_set (server, set);
      g_assert_null (get (http, "/echo?secret=hunter2", &error));
      g_test_message ("%s: %s", cases[i].fault, error->message);
      g_assert_true (error->domain == (cases[i].muster ? MUSTER_ERROR : G_IO_ERROR));
      g_assert_cmpint (error->code, ==, cases[i].code);
      assert_discreet (error);
      if (g_str_equal (cases[i].fault, "401"))
        g_assert_cmpstr (muster_error_get_field (error), ==, "secret");
    }
}

static void
test_html (void)
{
  g_autoptr (MusterSimulator)
    server = muster_simulator_new ("plain-server", "--fault html");
  g_autoptr (MusterHttp) http = caller_of (muster_simulator_get_address (server), NULL);
  const MusterHttpRequest request = { .path = "/echo" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterHttpReply) reply = muster_http_exchange (http, &request, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (muster_http_reply_is_html (reply));
}

/* What drips is late as what is silent: the limit is for the whole exchange. */
static void
test_slow (void)
{
  static const char *const faults[] = { "stall", "drip" };
  const MusterHttpOptions options = { .seconds = 1 };
  g_autoptr (MusterSimulator) server = muster_simulator_new ("plain-server", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *set = g_strdup_printf ("{\"fault\": \"%s\"}", faults[i]);
      g_autoptr (MusterHttp)
        http = caller_of (muster_simulator_get_address (server), &options);
      g_autoptr (GError) error = NULL;

      muster_simulator_set (server, set);
      g_assert_null (get (http, "/echo", &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
    }
}

static gpointer
cancel_thread (gpointer data)
{
  MusterSimulator *server = ((gpointer *) data)[0];

  while (muster_simulator_count (server, "requests") <
         GPOINTER_TO_INT (((gpointer *) data)[2]))
    g_thread_yield ();
  g_cancellable_cancel (((gpointer *) data)[1]);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (MusterSimulator)
    server = muster_simulator_new ("plain-server", "--fault stall");
  g_autoptr (MusterHttp) http = caller_of (muster_simulator_get_address (server), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const MusterHttpRequest request = { .path = "/echo" };
  gpointer data[] = { server, cancellable, GUINT_TO_POINTER (1) };
  GThread *thread = g_thread_new ("cancel", cancel_thread, data);
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_http_exchange (http, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
}

/* What is cancelled before it began leaves nothing behind. */
static void
test_cancelled_before (void)
{
  g_autoptr (MusterSimulator) server = muster_simulator_new ("plain-server", NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const MusterHttpRequest request = { .path = "/echo" };

  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (MusterHttp)
        http = caller_of (muster_simulator_get_address (server), NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *said = NULL;

      g_assert_null (muster_http_exchange (http, &request, cancellable, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      if (i % 2 == 0)
        continue;

      g_clear_error (&error);
      said = get (http, "/echo", &error);
      g_assert_no_error (error);
    }
}

/* Nor does what is cancelled, or late, on a line that was used before. */
static void
test_cancelled_after (void)
{
  const MusterHttpOptions options = { .seconds = 1 };
  const MusterHttpRequest request = { .path = "/echo" };

  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (MusterSimulator)
        server = muster_simulator_new ("plain-server", "--fault stall --fault-at 2");
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (MusterHttp)
        http = caller_of (muster_simulator_get_address (server), &options);
      gpointer data[] = { server, cancellable, GUINT_TO_POINTER (2) };
      g_autoptr (GThread) thread = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *said = get (http, "/echo", &error);
      g_autofree char *again = NULL;

      g_assert_no_error (error);
      if (i % 3 == 0)
        g_cancellable_cancel (cancellable);
      else if (i % 3 == 1)
        thread = g_thread_new ("cancel", cancel_thread, data);

      g_assert_null (muster_http_exchange (http, &request, cancellable, &error));
      if (i % 3 == 2)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      if (thread != NULL)
        g_thread_join (g_steal_pointer (&thread));

      if (i % 3 == 0)
        continue;
      again = get (http, "/echo", &error);
      g_assert_no_error (error);
    }
}

static void
test_limit (void)
{
  g_autoptr (MusterSimulator)
    server = muster_simulator_new ("plain-server", "--size 3000000");
  const MusterHttpOptions options = { .limit = 1 << 20 };
  g_autoptr (MusterHttp)
    http = caller_of (muster_simulator_get_address (server), &options);
  g_autoptr (GError) error = NULL;
  g_autofree char *small = NULL;

  g_assert_null (get (http, "/large", &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_PROTOCOL);
  g_clear_error (&error);
  small = get (http, "/echo", &error);
  g_assert_no_error (error);
}

static void
test_passwords (void)
{
  static const char *const paths[] = { "/digest", "/basic" };
  g_autoptr (MusterSimulator) server = muster_simulator_new ("plain-server", NULL);
  MusterHttpOptions options = { .user = "admin", .password = "right" };
  gint64 tries = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (MusterHttp) good = NULL;
      g_autoptr (MusterHttp) bad = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *said = NULL;

      options.password = "right";
      good = caller_of (muster_simulator_get_address (server), &options);
      said = get (good, paths[i], &error);
      g_assert_no_error (error);
      g_assert_nonnull (strstr (said, "true"));
      tries++;

      /* One wrong try, not more: devices lock. */
      options.password = "hunter2";
      bad = caller_of (muster_simulator_get_address (server), &options);
      g_assert_null (get (bad, paths[i], &error));
      g_assert_cmpstr (muster_error_get_field (error), ==, "password");
      assert_discreet (error);
      tries++;
      g_assert_cmpint (muster_simulator_count (server, "tries"), ==, tries);
    }
}

static void
test_stream (void)
{
  g_autoptr (MusterSimulator) server = muster_simulator_new ("plain-server", NULL);
  g_autoptr (MusterHttp) http = caller_of (muster_simulator_get_address (server), NULL);
  const MusterHttpRequest request = { .path = "/stream" };
  const MusterHttpRequest missing = { .path = "/echo" };
  g_autoptr (GError) error = NULL;
  MusterHttpStream *stream = muster_http_open (http, &request, "password", NULL, &error);
  g_autofree char *said = NULL;
  char buffer[64];

  g_assert_no_error (error);
  g_assert_cmpstr (muster_http_stream_get_header (stream, "Content-Type"), ==,
                   "multipart/mixed; boundary=MIME");
  g_assert_cmpint (
    muster_http_stream_read (stream, buffer, sizeof buffer, 5, NULL, &error), ==, 5);
  g_assert_no_error (error);
  g_assert_cmpint (
    muster_http_stream_read (stream, buffer, sizeof buffer, 1, NULL, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  g_clear_error (&error);
  muster_http_stream_free (stream);

  /* The caller is as good as new. */
  said = get (http, "/echo", &error);
  g_assert_no_error (error);

  muster_simulator_set (server, "{\"fault\": \"401\"}");
  g_assert_null (muster_http_open (http, &missing, "password", NULL, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "password");
}

/* Certificates: one that is vouched for, of another name, too old, and of nobody known. */
static void
test_certificates (void)
{
  static const struct
  {
    const char *file;
    gboolean known;
    const char *says; /* NULL when it is trusted */
  } cases[] = {
    { "localhost.pem", TRUE, NULL },
    { "localhost.pem", FALSE, "Nobody known vouches" },
    { "elsewhere.pem", TRUE, "another name" },
    { "expired.pem", TRUE, "expired" },
  };
  g_autofree char *ca =
    g_test_build_filename (G_TEST_DIST, "kit", "tls", "authority.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) authorities = g_tls_file_database_new (ca, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *pem =
        g_test_build_filename (G_TEST_DIST, "kit", "tls", cases[i].file, NULL);
      g_autofree char *option = g_strconcat ("--tls ", pem, NULL);
      g_autoptr (MusterSimulator) server = muster_simulator_new ("plain-server", option);
      g_autofree char *address =
        g_strdup_printf ("https://localhost:%u", muster_simulator_get_port (server));
      MusterHttpOptions options = { .authorities = cases[i].known ? authorities : NULL };
      g_autoptr (MusterHttp) http = caller_of (address, &options);
      g_autoptr (MusterHttp) pinned = NULL;
      g_autoptr (MusterHttp) other = NULL;
      g_autofree char *said = get (http, "/echo?secret=hunter2", &error);
      g_autofree char *again = NULL;
      g_autofree char *fingerprint = NULL;

      if (cases[i].says == NULL)
        {
          g_assert_no_error (error);
          continue;
        }

      g_assert_null (said);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      assert_discreet (error);
      g_assert_cmpstr (muster_error_get_field (error), ==, "certificate");
      fingerprint = g_strdup (muster_error_get_value (error));
      g_assert_cmpuint (strlen (fingerprint), ==, 64);
      g_clear_error (&error);

      /* Pinned, it is trusted; another one is not. */
      options.certificate = fingerprint;
      pinned = caller_of (address, &options);
      again = get (pinned, "/echo", &error);
      g_assert_no_error (error);

      fingerprint[0] = fingerprint[0] == '0' ? '1' : '0';
      options.certificate = fingerprint;
      other = caller_of (address, &options);
      g_assert_null (get (other, "/echo", &error));
      g_assert_nonnull (strstr (error->message, "another one than was trusted"));
      g_assert_cmpuint (strlen (muster_error_get_value (error)), ==, 64);
      g_clear_error (&error);
    }
}

/* Nobody there; no such name; and HTTPS where there is none. */
static void
test_unreachable (void)
{
  g_autoptr (MusterSimulator) server = muster_simulator_new ("plain-server", NULL);
  g_autofree char *tls =
    g_strdup_printf ("https://127.0.0.1:%u", muster_simulator_get_port (server));
  g_autofree char *address = g_strdup (muster_simulator_get_address (server));
  g_autoptr (MusterHttp) wrong = caller_of (tls, NULL);
  g_autoptr (MusterHttp) gone = caller_of (address, NULL);
  g_autoptr (MusterHttp) unknown = caller_of ("https://nobody.invalid", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (get (wrong, "/echo", &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "address");
  g_clear_error (&error);

  g_clear_pointer (&server, muster_simulator_free);
  g_assert_null (get (gone, "/echo", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
  g_clear_error (&error);

  g_assert_null (get (unknown, "/echo", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/http/exchange", test_exchange);
  g_test_add_func ("/http/address", test_address);
  g_test_add_func ("/http/redirections", test_redirections);
  g_test_add_func ("/http/busy", test_busy);
  g_test_add_func ("/http/pause-cancelled", test_pause_cancelled);
  g_test_add_func ("/http/statuses", test_statuses);
  g_test_add_func ("/http/html", test_html);
  g_test_add_func ("/http/slow", test_slow);
  g_test_add_func ("/http/cancel", test_cancel);
  g_test_add_func ("/http/cancelled-before", test_cancelled_before);
  g_test_add_func ("/http/cancelled-after", test_cancelled_after);
  g_test_add_func ("/http/limit", test_limit);
  g_test_add_func ("/http/passwords", test_passwords);
  g_test_add_func ("/http/stream", test_stream);
  g_test_add_func ("/http/certificates", test_certificates);
  g_test_add_func ("/http/unreachable", test_unreachable);

  return g_test_run ();
}
