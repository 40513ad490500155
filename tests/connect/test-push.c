/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The listener against tests/kit/push-terminal, which takes the liberties that terminals take, and
 * against bytes that no terminal would send. */

#include "muster-error.h"
#include "muster-push-connector.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define SERIAL "ABC1234567890"
#define NOW (G_GINT64_CONSTANT (1709166615) * MUSTER_SECOND) /* 2024-02-29 00:30:15 UTC */

/* The sink of one terminal: what was taken counts when it was flushed. */
typedef struct
{
  MusterSink sink;
  struct _Desk *desk;
  char *serial;
  GPtrArray *taken;
  guint n_taken;
  guint rejects;
  guint events;
  guint people;
  GString *names;
  GHashTable *facts;
  gint64 reach;
} Drawer;

typedef struct _Desk
{
  MusterPushListener *listener;
  MusterPushHost host;
  MusterSource *source;
  MusterParams *settings;
  GHashTable *drawers; /* of Drawer by serial number */
  GHashTable *stored;  /* "serial key wall identity", each once */
  GPtrArray *walls;    /* of stored punches: Wall */
  char *admitted;      /* what the serial numbers that are let in begin with */
  guint strangers;
  guint commits;
  guint flushed;
  guint heard;
  guint left;
  guint failing; /* commits that shall fail */
  gboolean close_in_commit;
  gboolean frozen;
} Desk;

typedef struct
{
  Drawer *drawer;
  gint64 wall;
} Wall;

/* ---- The host ---- */

static char *
stored_key (Drawer *drawer, const MusterDraft *draft)
{
  return g_strdup_printf ("%s %s %" G_GINT64_FORMAT " %u", drawer->serial,
                          draft->person_key, draft->wall / MUSTER_SECOND,
                          draft->identity);
}

static gboolean
drawer_take (MusterSink *sink,
             const MusterDraft *drafts,
             gsize n_drafts,
             GVariant *cursor,
             GError **error)
{
  Drawer *drawer = (Drawer *) sink;

  for (gsize i = 0; i < n_drafts; i++)
    {
      g_assert_true (drafts[i].person_key != NULL && *drafts[i].person_key != '\0');
      g_assert_cmpstr (drafts[i].extra, ==, "{\"caller\":\"127.0.0.1\"}");
      g_ptr_array_add (drawer->taken, stored_key (drawer, &drafts[i]));
    }
  drawer->n_taken += n_drafts;
  return TRUE;
}

static void
drawer_reject (MusterSink *sink, const MusterReject *reject)
{
  ((Drawer *) sink)->rejects++;
}

static void
drawer_skip (MusterSink *sink, const char *reason, guint64 n)
{
  ((Drawer *) sink)->events += n;
}

static void
drawer_progress (MusterSink *sink, guint64 done, guint64 total)
{
}

static void
drawer_store (Drawer *drawer)
{
  Desk *desk = drawer->desk;

  for (guint i = 0; i < drawer->taken->len; i++)
    {
      const char *key = g_ptr_array_index (drawer->taken, i);

      if (g_hash_table_add (desk->stored, g_strdup (key)))
        {
          g_auto (GStrv) parts = g_strsplit (key, " ", 4);
          Wall *wall = g_new0 (Wall, 1);

          wall->drawer = drawer;
          wall->wall = g_ascii_strtoll (parts[2], NULL, 10) * MUSTER_SECOND;
          g_ptr_array_add (desk->walls, wall);
        }
    }
  g_ptr_array_set_size (drawer->taken, 0);
}

static gboolean
desk_fails (Desk *desk, GError **error)
{
  if (desk->failing == 0)
    return FALSE;

  desk->failing--;
  muster_error_set (error, MUSTER_ERROR_STORAGE, "the disk is full");
  return TRUE;
}

static gboolean
drawer_flush (MusterSink *sink, GError **error)
{
  Drawer *drawer = (Drawer *) sink;

  drawer->desk->flushed++;
  if (desk_fails (drawer->desk, error))
    {
      g_ptr_array_set_size (drawer->taken, 0);
      return FALSE;
    }

  drawer_store (drawer);
  return TRUE;
}

static void
drawer_meet (MusterSink *sink, const MusterDeviceUser *users, gsize n_users)
{
  Drawer *drawer = (Drawer *) sink;

  for (gsize i = 0; i < n_users; i++)
    g_string_append_printf (drawer->names, "%s=%s=%s ", users[i].key, users[i].name,
                            users[i].card);
  drawer->people += n_users;
}

static void
drawer_reach (MusterSink *sink, gint64 until)
{
  ((Drawer *) sink)->reach = until;
}

static void
drawer_learn (MusterSink *sink, const char *fact, const char *value)
{
  Drawer *drawer = (Drawer *) sink;

  g_hash_table_replace (drawer->facts, g_strdup (fact), g_strdup (value));
}

static void
drawer_free (gpointer data)
{
  Drawer *drawer = data;

  g_free (drawer->serial);
  g_ptr_array_unref (drawer->taken);
  g_string_free (drawer->names, TRUE);
  g_hash_table_unref (drawer->facts);
  g_free (drawer);
}

static Drawer *
drawer_new (Desk *desk, const char *serial)
{
  Drawer *drawer = g_new0 (Drawer, 1);

  drawer->sink = (MusterSink) {
    .take = drawer_take,
    .reject = drawer_reject,
    .skip = drawer_skip,
    .progress = drawer_progress,
    .flush = drawer_flush,
    .meet = drawer_meet,
    .reach = drawer_reach,
    .learn = drawer_learn,
  };
  drawer->desk = desk;
  drawer->serial = g_strdup (serial);
  drawer->taken = g_ptr_array_new_with_free_func (g_free);
  drawer->names = g_string_new (NULL);
  drawer->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return drawer;
}

static MusterSink *
desk_admit (const MusterPushCaller *caller,
            MusterSource **source,
            gpointer data,
            GError **error)
{
  Desk *desk = data;
  Drawer *drawer;

  g_assert_cmpstr (caller->address, ==, "127.0.0.1");
  g_assert_true (g_variant_is_of_type (caller->about, G_VARIANT_TYPE ("a{ss}")));

  if (!g_str_has_prefix (caller->serial, desk->admitted))
    {
      desk->strangers++;
      return NULL;
    }

  g_set_str (&desk->source->device, caller->serial);
  if (!muster_push_connector_admits (desk->source, desk->settings, caller))
    return NULL;

  if (!(drawer = g_hash_table_lookup (desk->drawers, caller->serial)))
    {
      drawer = drawer_new (desk, caller->serial);
      g_hash_table_insert (desk->drawers, drawer->serial, drawer);
    }
  *source = g_object_ref (desk->source);
  return &drawer->sink;
}

static void
desk_leave (MusterSink *sink, gpointer data)
{
  Drawer *drawer = (Drawer *) sink;

  drawer->desk->left++;
  g_ptr_array_set_size (drawer->taken, 0);
}

static void
desk_heard (const MusterPushCaller *caller, gpointer data)
{
  ((Desk *) data)->heard++;
}

static gboolean
desk_commit (MusterSink *const *sinks, gsize n_sinks, gpointer data, GError **error)
{
  Desk *desk = data;
  gboolean failed = desk_fails (desk, error);

  desk->commits++;
  for (gsize i = 0; i < n_sinks; i++)
    if (failed)
      g_ptr_array_set_size (((Drawer *) sinks[i])->taken, 0);
    else
      drawer_store ((Drawer *) sinks[i]);

  if (desk->close_in_commit)
    muster_push_listener_close (desk->listener);
  return !failed;
}

static gint64
desk_count (MusterSink *sink, gint64 from, gint64 until, gpointer data)
{
  Desk *desk = data;
  gint64 n = 0;

  for (guint i = 0; i < desk->walls->len; i++)
    {
      Wall *wall = g_ptr_array_index (desk->walls, i);

      n += (MusterSink *) wall->drawer == sink && wall->wall >= from &&
           wall->wall <= until;
    }

  return n;
}

static gint64
desk_now (gpointer data)
{
  return ((Desk *) data)->frozen ? NOW : g_get_real_time ();
}

static void
desk_open (Desk *desk, GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&desk->listener);
  desk->close_in_commit = FALSE;
  desk->listener = muster_push_listener_new (NULL, 0, certificate, &desk->host, &error);
  g_assert_no_error (error);
}

static void
desk_set (Desk *desk, const char *name, GVariant *value)
{
  g_autoptr (GError) error = NULL;
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  if (name != NULL)
    g_variant_dict_insert_value (&values, name, value);
  g_clear_object (&desk->settings);
  g_clear_pointer (&desk->source->settings, g_variant_unref);
  desk->source->settings = g_variant_ref_sink (g_variant_dict_end (&values));
  desk->settings =
    muster_params_new (muster_push_connector.fields, desk->source->settings, &error);
  g_assert_no_error (error);
}

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  desk->host = (MusterPushHost) {
    .admit = desk_admit,
    .leave = desk_leave,
    .heard = desk_heard,
    .commit = desk_commit,
    .count = desk_count,
    .now = desk_now,
    .host_data = desk,
  };
  desk->source = muster_source_new ();
  desk->source->zone = g_strdup ("Asia/Shanghai");
  desk_set (desk, NULL, NULL);
  desk->admitted = g_strdup (SERIAL);
  desk->drawers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, drawer_free);
  desk->stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  desk->walls = g_ptr_array_new_with_free_func (g_free);
  desk_open (desk, NULL);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  muster_push_listener_close (desk->listener);
  g_clear_object (&desk->listener);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (desk->walls);
  g_hash_table_unref (desk->stored);
  g_hash_table_unref (desk->drawers);
  g_object_unref (desk->source);
  g_object_unref (desk->settings);
  g_free (desk->admitted);
}

static Drawer *
desk_get_drawer (Desk *desk)
{
  Drawer *drawer = g_hash_table_lookup (desk->drawers, SERIAL);

  g_assert_nonnull (drawer);
  return drawer;
}

static const char *
desk_get_fact (Desk *desk, const char *fact)
{
  return g_hash_table_lookup (desk_get_drawer (desk)->facts, fact);
}

/* ---- Terminals ---- */

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **where = user_data;

  *where = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/* Runs a terminal to its end and returns its report. */
static JsonObject *
run_terminal (Desk *desk, const char *options)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_DIST, "kit", "push-terminal", NULL);
  g_autofree char *command =
    g_strdup_printf ("python3 %s http%s://127.0.0.1:%u --serial " SERIAL " %s", program,
                     strstr (options, "--trust") != NULL ? "s" : "",
                     muster_push_listener_get_port (desk->listener), options);
  g_auto (GStrv) arguments = g_strsplit (command, " ", -1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *report = NULL;
  JsonObject *said;
  JsonArray *faults;

  process = g_subprocess_newv ((const char *const *) arguments,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, done_cb, &result);
  g_subprocess_communicate_utf8_finish (process, wait_for (&result), &report, NULL,
                                        &error);
  g_assert_no_error (error);
  json_parser_load_from_data (parser, report, -1, &error);
  g_assert_no_error (error);

  said = json_node_get_object (json_parser_get_root (parser));
  faults = json_object_get_array_member (said, "faults");
  for (guint i = 0; i < json_array_get_length (faults); i++)
    g_test_message ("%s: %s", options, json_array_get_string_element (faults, i));
  g_assert_cmpuint (json_array_get_length (faults), ==, 0);
  return json_object_ref (said);
}

static void
run (Desk *desk, const char *options)
{
  g_autoptr (JsonObject) report = run_terminal (desk, options);

  g_assert_false (json_object_has_member (report, "given-up"));
}

static GSocketConnection *
call (Desk *desk)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (
    client, "127.0.0.1", (guint16) muster_push_listener_get_port (desk->listener), NULL,
    done_cb, &result);
  connection =
    g_socket_client_connect_to_host_finish (client, wait_for (&result), &error);
  g_assert_no_error (error);
  return connection;
}

/* Sends bytes and returns all that comes back. */
static char *
talk_bytes (Desk *desk, const char *bytes, gsize length)
{
  g_autoptr (GSocketConnection) connection = call (desk);
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GOutputStream) answer = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) read = NULL;
  GMemoryOutputStream *memory;

  g_output_stream_write_all_async (
    g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes, length,
    G_PRIORITY_DEFAULT, NULL, done_cb, &written);
  wait_for (&written);
  g_output_stream_splice_async (
    answer, g_io_stream_get_input_stream (G_IO_STREAM (connection)),
    G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL, done_cb, &read);
  wait_for (&read);

  memory = G_MEMORY_OUTPUT_STREAM (answer);
  return g_memory_output_stream_get_data_size (memory) > 0
           ? g_strndup (g_memory_output_stream_get_data (memory),
                        g_memory_output_stream_get_data_size (memory))
           : g_strdup ("");
}

static char *
talk (Desk *desk, const char *text)
{
  return talk_bytes (desk, text, strlen (text));
}

/* The status of the answer to a request, 0 for none. */
static guint
status_of (Desk *desk, const char *text)
{
  g_autofree char *said = talk (desk, text);

  return g_str_has_prefix (said, "HTTP/1.") ? (guint) atoi (said + 9) : 0;
}

static guint
post (Desk *desk, const char *query, const char *body)
{
  g_autofree char *text = g_strdup_printf ("POST /iclock/cdata?SN=" SERIAL
                                           "&%s HTTP/1.1\r\n"
                                           "Content-Length: %zu\r\n\r\n%s",
                                           query, strlen (body), body);

  return status_of (desk, text);
}

/* ---- The shape of every connector ---- */

static void
test_twice (Desk *desk, gconstpointer data)
{
  run (desk, "--punches 300");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 300);
  g_assert_cmpuint (desk->heard, >, 5);
  run (desk, "--punches 300");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 300);
  run (desk, "--punches 420 --batch 500");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 420);
}

/* Whatever liberty a terminal takes, its punches arrive, once. */
static void
test_liberties (Desk *desk, gconstpointer data)
{
  static const char *const liberties[] = {
    "--no-host",
    "--http10",
    "--odd-method",
    "--aspx",
    "--doubled-path",
    "--full-url",
    "--small-names",
    "--bare-lines",
    "--keep-alive",
    "--chunked",
    "--cut",
    "--crlf",
    "--no-last-end",
    "--old",
    "--short-rows",
    "--long-rows",
    "--gps",
    "--pin-rows",
    "--double",
    "--gbk --people",
    "--version 2.2.14",
    "--content-type application/x-www-form-urlencoded",
    "--content-type application/push;charset=UTF-8",
    "--piece 1 --punches 20",
    "--piece 7 --chunked",
    "--no-host --http10 --odd-method --aspx --doubled-path --bare-lines --crlf --old",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (liberties); i++)
    {
      g_autofree char *options = g_strconcat ("--punches 60 ", liberties[i], NULL);
      guint expected = strstr (options, "--punches 20") != NULL ? 20 : 60;

      g_test_message ("%s", options);
      g_hash_table_remove_all (desk->stored);
      g_ptr_array_set_size (desk->walls, 0);
      desk_open (desk, NULL);
      run (desk, options);
      g_assert_cmpuint (g_hash_table_size (desk->stored), ==, expected);
      g_assert_cmpuint (desk_get_drawer (desk)->rejects, ==, 0);
    }
}

static void
test_garbage (Desk *desk, gconstpointer data)
{
  /* A row that will never be a punch is acknowledged, or nothing behind it would ever come. */
  run (desk, "--punches 200 --garbage");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 200);
  g_assert_cmpuint (desk_get_drawer (desk)->rejects, ==, 20);
}

static void
test_lost_answers (Desk *desk, gconstpointer data)
{
  run (desk, "--punches 300 --batch 50 --lose-answers 4");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 300);
  g_assert_cmpuint (desk_get_drawer (desk)->n_taken, >=, 500);
}

/* The request is cut at every byte: nothing of it is stored, until it comes whole. */
static void
test_cut_anywhere (Desk *desk, gconstpointer data)
{
  static const char whole[] = "POST /iclock/cdata?SN=" SERIAL
                              "&table=ATTLOG&Stamp=9999 HTTP/1.1\r\n"
                              "Content-Length: 74\r\n\r\n"
                              "1001\t2024-02-29 08:01:02\t0\t1\t0\t0\t0\n"
                              "0012345\t2024-02-29 08:03:17\t0\t15\t0\t0\t0\n";
  g_autofree char *said = NULL;

  for (gsize n = 0; n < strlen (whole); n++)
    {
      g_autoptr (GSocketConnection) connection = call (desk);
      g_autoptr (GAsyncResult) read = NULL;
      char byte;

      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                 whole, n, NULL, NULL, NULL);
      g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
      g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                 &byte, 1, G_PRIORITY_DEFAULT, NULL, done_cb, &read);
      wait_for (&read);
      g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 0);
    }

  said = talk (desk, whole);
  g_assert_true (g_str_has_suffix (said, "\r\n\r\nOK:2"));
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 2);
}

static void
test_stranger (Desk *desk, gconstpointer data)
{
  g_autoptr (JsonObject) report = NULL;

  g_set_str (&desk->admitted, "another");
  report = run_terminal (desk, "--punches 50 --tries 2");
  g_assert_true (json_object_has_member (report, "given-up"));
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 0);
  g_assert_cmpuint (g_hash_table_size (desk->drawers), ==, 0);
  g_assert_cmpuint (desk->strangers, ==, 3);
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    403);

  /* Once it is admitted, everything comes. */
  g_set_str (&desk->admitted, SERIAL);
  run (desk, "--punches 50");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 50);

  /* And once it is not any more, nothing. */
  g_set_str (&desk->admitted, "another");
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    403);
  g_assert_cmpuint (desk->left, ==, 1);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 50);
}

static void
test_comm_key (Desk *desk, gconstpointer data)
{
  g_autoptr (JsonObject) none = NULL;
  g_autoptr (JsonObject) wrong = NULL;

  desk_set (desk, "comm-key", g_variant_new_string ("orchard 7"));
  none = run_terminal (desk, "--punches 10 --tries 1");
  wrong = run_terminal (desk, "--punches 10 --tries 1 --comm-key orchard");
  g_assert_true (json_object_has_member (none, "given-up"));
  g_assert_true (json_object_has_member (wrong, "given-up"));
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 0);

  /* It is said once, when the terminal says hello; before that a number alone opens nothing. */
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    403);
  g_assert_cmpuint (status_of (desk,
                               "GET /iclock/cdata?SN=" SERIAL
                               "&options=all&pushcommkey=orchard%207 HTTP/1.0\r\n\r\n"),
                    ==, 200);
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    200);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 1);
}

static void
test_address (Desk *desk, gconstpointer data)
{
  desk_set (desk, "address", g_variant_new_string ("192.0.2.7"));
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    403);
  desk_set (desk, "address", g_variant_new_string ("127.0.0.1"));
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    200);
}

/* ---- What is acknowledged is stored ---- */

static void
test_failing_store (Desk *desk, gconstpointer data)
{
  desk->failing = 2;
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    500);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 0);
  g_assert_cmpuint (desk->flushed, ==, 0);

  /* After a common commit failed, each is flushed by itself, until that goes well. */
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    500);
  g_assert_cmpuint (desk->flushed, ==, 1);
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    200);
  g_assert_cmpuint (desk->flushed, ==, 2);
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    200);
  g_assert_cmpuint (desk->flushed, ==, 2);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 1);
}

/* The program ends when the punches are stored and the terminal has not heard of it. */
static void
test_killed (Desk *desk, gconstpointer data)
{
  desk->close_in_commit = TRUE;
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), !=,
                    200);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 1);

  desk_open (desk, NULL);
  g_assert_cmpuint (post (desk, "table=ATTLOG", "1\t2024-02-29 08:00:00\t0\t1\n"), ==,
                    200);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 1);
}

static void
test_closed (Desk *desk, gconstpointer data)
{
  run (desk, "--punches 10");
  muster_push_listener_close (desk->listener);
  muster_push_listener_close (desk->listener);
  g_assert_cmpuint (desk->left, ==, 1);
}

/* Many at once share their transactions. */
static void
test_many (Desk *desk, gconstpointer data)
{
  g_autoptr (JsonObject)
    report = run_terminal (desk, "--devices 200 --punches 60 --batch 20 --timeout 60");

  g_assert_false (json_object_get_boolean_member (report, "given-up"));
  g_assert_cmpint (json_object_get_int_member (report, "accepted"), ==, 200 * 60);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 200 * 60);
  g_assert_cmpuint (g_hash_table_size (desk->drawers), ==, 200);
  g_test_message ("%u commits for %" G_GINT64_FORMAT " requests", desk->commits,
                  json_object_get_int_member (report, "requests"));
  g_assert_cmpuint (desk->commits, <, json_object_get_int_member (report, "requests"));
}

/* ---- Everything else that is said ---- */

static void
test_people (Desk *desk, gconstpointer data)
{
  Drawer *drawer;

  run (desk, "--punches 10 --people --gbk");
  drawer = desk_get_drawer (desk);
  g_assert_cmpuint (drawer->people, ==, 5);
  g_assert_true (g_str_has_prefix (drawer->names->str, "1001=张三=123456789 "));
  g_assert_cmpstr (desk_get_fact (desk, "clock-set"), ==, "2024-02-29 09:13:00");
  g_assert_cmpstr (desk_get_fact (desk, "model"), ==, "Sim 100");
  g_assert_cmpstr (desk_get_fact (desk, "firmware"), ==, "Ver 6.60");
  g_assert_cmpstr (desk_get_fact (desk, "users"), ==, "5");
  g_assert_cmpstr (desk_get_fact (desk, "punches"), ==, "10");
  g_assert_cmpstr (desk_get_fact (desk, "serial"), ==, SERIAL);
  g_assert_cmpstr (desk_get_fact (desk, "address"), ==, "127.0.0.1");
}

static void
test_bridge (Desk *desk, gconstpointer data)
{
  run (desk, "--punches 90 --bridge");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 90);
  g_assert_cmpuint (desk_get_drawer (desk)->rejects, ==, 0);

  /* In and out stand where work codes do elsewhere. */
  g_assert_true (g_hash_table_contains (desk->stored, SERIAL " 1002 1709164807 257"));
}

static void
test_access (Desk *desk, gconstpointer data)
{
  run (desk, "--punches 90 --access");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 90);
  g_assert_cmpstr (desk_get_fact (desk, "dialect"), ==, "access");
  g_assert_cmpuint (desk_get_drawer (desk)->people, ==, 1);
}

static void
test_complete (Desk *desk, gconstpointer data)
{
  g_autoptr (JsonObject) report = NULL;
  gint64 from = G_GINT64_CONSTANT (1709164800) * MUSTER_SECOND; /* 2024-02-29 */

  /* What it did not send by itself is found and fetched, and then it is proved complete. */
  muster_push_listener_ask_again (desk->listener, SERIAL, from - 3 * MUSTER_DAY,
                                  from + 3 * MUSTER_DAY - MUSTER_SECOND);
  report = run_terminal (desk, "--punches 400 --withhold 130");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 400);
  g_assert_cmpstr (desk_get_fact (desk, "complete"), !=, NULL);
  g_assert_cmpstr (desk_get_fact (desk, "missing"), ==, NULL);
  g_assert_cmpint (desk_get_drawer (desk)->reach, >, from);
  g_assert_cmpuint (
    json_array_get_length (json_object_get_array_member (report, "commands")), >, 5);
}

static void
test_incomplete (Desk *desk, gconstpointer data)
{
  gint64 from = G_GINT64_CONSTANT (1709164800) * MUSTER_SECOND;

  /* It says that it has more than it sends: the gap is found as well as it can be. */
  desk->host.count = desk_count;
  muster_push_listener_ask_again (desk->listener, SERIAL, from,
                                  from + MUSTER_DAY - MUSTER_SECOND);
  run (desk, "--punches 50 --lie 1");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 50);
  g_assert_nonnull (desk_get_fact (desk, "missing"));

  /* One that cannot count at all is asked for what it has. */
  muster_push_listener_ask_again (desk->listener, SERIAL, from,
                                  from + MUSTER_DAY - MUSTER_SECOND);
  run (desk, "--punches 60 --withhold 10 --cannot-count");
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 60);
  g_assert_cmpstr (desk_get_fact (desk, "counts"), ==, "no");
}

static void
test_transcripts (Desk *desk, gconstpointer data)
{
  g_autofree char *hello = NULL;
  g_autofree char *taken = NULL;

  desk->frozen = TRUE;
  desk->source->synced_to = NOW;
  hello = talk (desk, "GET /iclock/cdata?SN=" SERIAL
                      "&options=all&pushver=2.2.14&language=83 HTTP/1.1\r\n"
                      "Host: 192.168.1.10:8081\r\nConnection: close\r\n\r\n");
  g_assert_true (g_str_has_prefix (hello, "HTTP/1.1 200 OK\r\n"));
  g_assert_nonnull (strstr (hello, "\r\nDate: Thu, 29 Feb 2024 00:30:15 GMT\r\n"));
  g_assert_nonnull (strstr (hello, "\r\nContent-Type: text/plain\r\n"));
  g_assert_nonnull (strstr (hello, "\r\nConnection: close\r\n"));
  g_assert_nonnull (strstr (hello, "\r\nPragma: no-cache\r\n"));
  g_assert_nonnull (strstr (hello, "\r\nCache-Control: no-store\r\n"));
  g_assert_true (g_str_has_suffix (
    hello, "\r\n\r\nGET OPTION FROM: " SERIAL "\nStamp=None\nOpStamp=9999\n"
           "PhotoStamp=None\nErrorDelay=30\nDelay=10\nTransTimes=00:00;14:05\n"
           "TransInterval=1\nTransFlag=1100000000\nTimeZone=8\nRealtime=1\n"
           "Encrypt=None\n"));

  /* The stamp that it sent is the one that it hears again. */
  g_assert_cmpuint (post (desk, "table=ATTLOG&Stamp=8712", ""), ==, 200);
  taken = talk (desk, "GET /iclock/cdata?SN=" SERIAL "&options=all HTTP/1.0\r\n\r\n");
  g_assert_nonnull (strstr (taken, "\nStamp=8712\n"));
}

static void
test_keeps_time (Desk *desk, gconstpointer data)
{
  desk_set (desk, "keeps-time", g_variant_new_boolean (TRUE));
  run (desk, "--punches 10 --no-date");
}

static void
test_first_time (Desk *desk, gconstpointer data)
{
  g_autoptr (JsonObject) first = run_terminal (desk, "--punches 10");
  g_autoptr (JsonObject) again = run_terminal (desk, "--punches 10");

  g_assert_cmpstr (json_object_get_string_member (first, "stamp"), ==, "0");
  g_assert_cmpstr (json_object_get_string_member (again, "stamp"), ==, "9999");
  g_assert_cmpstr (json_object_get_string_member (first, "zone"), ==, "8");
}

static void
test_zones (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *zone;
    const char *said;
  } zones[] = {
    { "Asia/Kolkata", "330" },
    { "America/Bogota", "-5" },
    { "Pacific/Marquesas", "-570" },
    { "UTC", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      g_autofree char *hello = NULL;
      g_autofree char *line = g_strdup_printf ("\nTimeZone=%s\n", zones[i].said);

      g_set_str (&desk->source->zone, zones[i].zone);
      hello = talk (desk, "GET /iclock/cdata?SN=" SERIAL "&options=all HTTP/1.0\r\n\r\n");
      g_assert_nonnull (strstr (hello, line));
    }
}

static void
test_cut_row (Desk *desk, gconstpointer data)
{
  static const char body[] = "1\t2024-02-29 08:00:00\t0\t1\n2\t2024-02-2";

  /* It may have lost its end on the way; when it is the same a third time, it has none. */
  g_assert_cmpuint (post (desk, "table=ATTLOG", body), ==, 400);
  g_assert_cmpuint (post (desk, "table=ATTLOG", body), ==, 400);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 0);
  g_assert_cmpuint (post (desk, "table=ATTLOG", body), ==, 200);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 1);
  g_assert_cmpuint (desk_get_drawer (desk)->rejects, ==, 1);
}

static void
test_encrypted (Desk *desk, gconstpointer data)
{
  g_assert_cmpuint (post (desk, "table=ATTLOG", "\001\002\003\004"), ==, 400);
  g_assert_cmpstr (desk_get_fact (desk, "trouble"), ==, "encrypted");
}

/* ---- What no terminal sends ---- */

static void
test_nonsense (Desk *desk, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint status;
  } cases[] = {
    { "GET / HTTP/1.1\r\n\r\n", 404 },
    { "GET /favicon.ico HTTP/1.1\r\nHost: a\r\n\r\n", 404 },
    { "HEAD /iclock/cdata?SN=" SERIAL " HTTP/1.1\r\n\r\n", 404 },
    { "PUT /iclock/cdata?SN=" SERIAL " HTTP/1.1\r\n\r\n", 404 },
    { "POST /iclock/exchange?SN=" SERIAL " HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 404 },
    { "GET /iclock/cdata HTTP/1.1\r\n\r\n", 400 },
    { "GET /iclock/cdata?SN=../../x HTTP/1.1\r\n\r\n", 400 },
    { "GET /iclock/cdata?SN=%00%ff HTTP/1.1\r\n\r\n", 400 },
    { "\r\n\r\nGET /iclock/ping?SN=" SERIAL " HTTP/1.0\r\n\r\n", 200 },
    { "GET /iclock/cdata?SN=" SERIAL "&Table=RemoteAtt&PIN=1 HTTP/1.0\r\n\r\n", 200 },
    { "GET\r\n\r\n", 400 },
    { ": : :\r\n\r\n", 400 },
    { "POST /iclock/cdata?SN=" SERIAL
      " HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
      400 },
    { "POST /iclock/cdata?SN=" SERIAL " HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400 },
    { "POST /iclock/cdata?SN=" SERIAL
      "&table=ATTLOG HTTP/1.1\r\nContent-Length: 99999999\r\n\r\nx",
      400 },
  };
  g_autofree char *auth = NULL;
  g_autofree char *long_line = NULL;
  g_autofree char *long_head = NULL;
  g_autofree char *filler = g_strnfill (40000, 'x');

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (status_of (desk, cases[i].text), ==, cases[i].status);
    }

  auth = talk (desk, "POST /iclock/cdata?SN=" SERIAL
                     "&AuthType=1 HTTP/1.0\r\nContent-Length: 0\r\n\r\n");
  g_assert_true (g_str_has_suffix (auth, "\r\n\r\nAUTH=Failed"));

  long_line = g_strdup_printf ("GET /iclock/cdata?SN=%s HTTP/1.1\r\n\r\n", filler);
  g_assert_cmpuint (status_of (desk, long_line), ==, 400);
  long_head =
    g_strdup_printf ("GET /iclock/ping?SN=" SERIAL " HTTP/1.1\r\nX: %s\r\n\r\n", filler);
  g_assert_cmpuint (status_of (desk, long_head), ==, 400);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 0);
}

static void
test_rate (Desk *desk, gconstpointer data)
{
  guint turned_away = 0;

  /* One that calls as fast as it can is slowed down. */
  for (guint i = 0; i < 600; i++)
    {
      guint status = status_of (desk, "GET /iclock/ping?SN=" SERIAL " HTTP/1.0\r\n\r\n");

      g_assert_true (status == 200 || status == 429);
      turned_away += status == 429;
    }
  g_assert_cmpuint (turned_away, >, 0);
  g_assert_cmpuint (turned_away, <, 500);
}

static void
test_tls (Desk *desk, gconstpointer data)
{
  g_autofree char *certificate =
    g_test_build_filename (G_TEST_DIST, "kit", "tls", "localhost.pem", NULL);
  g_autofree char *options = NULL;
  g_autoptr (GTlsCertificate) own = NULL;
  g_autoptr (GError) error = NULL;

  own = g_tls_certificate_new_from_file (certificate, &error);
  g_assert_no_error (error);
  desk_open (desk, own);
  options = g_strdup_printf ("--punches 40 --trust %s", certificate);
  run (desk, options);
  g_assert_cmpuint (g_hash_table_size (desk->stored), ==, 40);

  /* Without TLS nobody is heard. */
  g_assert_cmpuint (status_of (desk, "GET /iclock/ping?SN=" SERIAL " HTTP/1.0\r\n\r\n"),
                    ==, 0);
}

static void
test_address_taken (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_push_listener_new (
    NULL, muster_push_listener_get_port (desk->listener), NULL, &desk->host, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);
  g_clear_error (&error);
  g_assert_null (muster_push_listener_new ("office", 0, NULL, &desk->host, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  g_assert_cmpstr (muster_error_get_field (error), ==, "address");
}

static void
test_probe (void)
{
  g_autoptr (MusterSource) source = muster_source_new ();
  g_autoptr (MusterParams)
    settings = muster_params_new (muster_push_connector.fields, NULL, NULL);
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (muster_push_connector.probe (source, settings, NULL, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "device");
  g_clear_error (&error);

  source->device = g_strdup (SERIAL);
  found = muster_push_connector.probe (source, settings, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_is_of_type (found, G_VARIANT_TYPE_VARDICT));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Desk *desk, gconstpointer data);
  } tests[] = {
    { "twice", test_twice },
    { "liberties", test_liberties },
    { "garbage", test_garbage },
    { "lost-answers", test_lost_answers },
    { "cut-anywhere", test_cut_anywhere },
    { "stranger", test_stranger },
    { "comm-key", test_comm_key },
    { "address", test_address },
    { "failing-store", test_failing_store },
    { "killed", test_killed },
    { "closed", test_closed },
    { "many", test_many },
    { "people", test_people },
    { "bridge", test_bridge },
    { "access", test_access },
    { "complete", test_complete },
    { "incomplete", test_incomplete },
    { "transcripts", test_transcripts },
    { "keeps-time", test_keeps_time },
    { "first-time", test_first_time },
    { "zones", test_zones },
    { "cut-row", test_cut_row },
    { "encrypted", test_encrypted },
    { "nonsense", test_nonsense },
    { "rate", test_rate },
    { "tls", test_tls },
    { "address-taken", test_address_taken },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/push/", tests[i].name, NULL);

      g_test_add (path, Desk, NULL, desk_set_up, tests[i].test, desk_tear_down);
    }
  g_test_add_func ("/push/probe", test_probe);

  return g_test_run ();
}
