/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two hundred terminals hand over their punches at once, each upload over a connection of its own:
 * read, stored and committed before it is acknowledged. Against it, a bare libsoup handler that
 * acknowledges the same uploads and stores nothing. */

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <libsoup/soup.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "muster-badges.h"
#include "muster-command-catalog.h"
#include "muster-company.h"
#include "muster-measure.h"
#include "muster-punches.h"
#include "muster-push-listener.h"
#include "muster-source-commands.h"
#include "muster-test-vault.h"
#include "muster-transaction.h"

#define DEVICES 200
#define UPLOADS 20 /* of each */
#define PASSWORD "bench password"

/* ---- The terminals, in a process of their own ---- */

typedef struct
{
  int socket; /* −1 between two uploads */
  guint sent; /* uploads begun */
  gsize out;  /* bytes of the request that are sent */
  char *request;
  gsize length;
  char answer[512];
  gsize n_answer;
} Device;

static void
device_prepare (Device *device, guint number, guint rows, guint run)
{
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < rows; i++)
    {
      guint n = device->sent * rows + i;

      g_string_append_printf (
        body, "%u\t20%02u-%02u-%02u %02u:%02u:%02u\t%u\t15\t0\t0\t0\n", 1001 + n % 10,
        10 + run, 1 + n / 86400 % 12, 1 + n / 3600 / 24 % 28, n / 3600 % 24, n / 60 % 60,
        n % 60, n % 2);
    }
  g_free (device->request);
  device->request = g_strdup_printf (
    "POST /iclock/cdata?SN=BENCH%u&table=ATTLOG&Stamp=9999 HTTP/1.1\r\n"
    "Host: 127.0.0.1\r\nConnection: close\r\nContent-Length: %zu\r\n\r\n%s",
    number, body->len, body->str);
  device->length = strlen (device->request);
  device->out = device->n_answer = 0;
}

static void
device_call (Device *device, guint port)
{
  struct sockaddr_in address = { .sin_family = AF_INET,
                                 .sin_port = htons ((guint16) port),
                                 .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };

  device->socket = socket (AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (connect (device->socket, (struct sockaddr *) &address, sizeof address) != 0 &&
      errno != EINPROGRESS)
    _exit (2);
}

/* Goes on with an upload; %FALSE when it is over. */
static gboolean
device_go_on (Device *device, guint rows)
{
  g_autofree char *wanted = NULL;
  gssize n;

  if (device->out < device->length)
    {
      n = write (device->socket, device->request + device->out,
                 device->length - device->out);
      if (n < 0 && errno != EAGAIN)
        _exit (3);
      device->out += (gsize) MAX (n, 0);
      return TRUE;
    }

  n = read (device->socket, device->answer + device->n_answer,
            sizeof device->answer - device->n_answer - 1);
  if (n < 0)
    return errno == EAGAIN ? TRUE : (_exit (4), FALSE);
  device->n_answer += (gsize) n;
  if (n > 0)
    return TRUE;

  device->answer[device->n_answer] = '\0';
  wanted = g_strdup_printf ("\r\n\r\nOK:%u", rows);
  if (!g_str_has_suffix (device->answer, wanted))
    _exit (5);
  close (device->socket);
  device->socket = -1;
  return FALSE;
}

static void
send_all (guint port, guint rows, guint run)
{
  static Device devices[DEVICES];
  struct pollfd polled[DEVICES];
  guint left = DEVICES;

  for (guint i = 0; i < DEVICES; i++)
    {
      device_prepare (&devices[i], i, rows, run);
      device_call (&devices[i], port);
    }

  while (left > 0)
    {
      for (guint i = 0; i < DEVICES; i++)
        polled[i] = (struct pollfd) {
          .fd = devices[i].socket,
          .events = devices[i].out < devices[i].length ? POLLOUT : POLLIN,
        };
      if (poll (polled, DEVICES, 60000) <= 0)
        _exit (6);

      for (guint i = 0; i < DEVICES; i++)
        {
          Device *device = &devices[i];

          if (device->socket < 0 || polled[i].revents == 0 || device_go_on (device, rows))
            continue;
          if (++device->sent == UPLOADS)
            {
              left--;
              continue;
            }
          device_prepare (device, i, rows, run);
          device_call (device, port);
        }
    }
}

static void
ended_cb (GPid pid, int status, gpointer user_data)
{
  if (status != 0)
    g_error ("a terminal was not answered as it should be: %d", status >> 8);
  g_main_loop_quit (user_data);
}

/* How long it takes until all terminals are rid of their punches. */
static double
measure (guint port, guint rows, guint run)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  double from = muster_measure_now ();
  GPid pid = fork ();

  if (pid == 0)
    {
      send_all (port, rows, run);
      _exit (0);
    }

  g_child_watch_add (pid, ended_cb, loop);
  g_main_loop_run (loop);
  return muster_measure_now () - from;
}

/* ---- What answers them ---- */

typedef struct
{
  MusterSink sink;
  gint64 source_id;
  GArray *punches; /* of MusterNewPunch */
  GPtrArray *keys;
  GHashTable *badges; /* of ids (gint64 *) by key */
} Drawer;

typedef struct
{
  MusterCompany *company;
  MusterActor *actor;
  MusterSource *source;
  Drawer drawers[DEVICES];
  guint64 stored;
  MusterSink *const *sinks; /* of the commit */
  gsize n_sinks;
} Office;

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
      MusterNewPunch punch = {
        .wall = drafts[i].wall,
        .at = drafts[i].wall - 8 * 3600 * MUSTER_SECOND,
        .offset = 8 * 3600,
        .received_at = 1,
        .identity = drafts[i].identity,
        .direction = drafts[i].direction,
        .verify = drafts[i].verify,
        .extra = g_intern_string (drafts[i].extra),
      };

      g_array_append_val (drawer->punches, punch);
      g_ptr_array_add (drawer->keys, g_strdup (drafts[i].person_key));
    }
  return TRUE;
}

static void
drawer_ignore (MusterSink *sink, const MusterReject *reject)
{
  g_error ("a punch was not read");
}

static void
drawer_skip (MusterSink *sink, const char *reason, guint64 n)
{
}

static gboolean
store_drawer (Office *office, Drawer *drawer, MusterDb *db, GError **error)
{
  guint64 n_new = 0;

  for (guint i = 0; i < drawer->punches->len; i++)
    {
      const char *key = g_ptr_array_index (drawer->keys, i);
      gint64 *badge = g_hash_table_lookup (drawer->badges, key);

      if (badge == NULL)
        {
          gint64 person;

          badge = g_new0 (gint64, 1);
          if (!muster_badges_ensure (db, drawer->source_id, key, NULL, badge, &person,
                                     error))
            return FALSE;
          g_hash_table_insert (drawer->badges, g_strdup (key), badge);
        }
      g_array_index (drawer->punches, MusterNewPunch, i).badge_id = *badge;
    }

  if (!muster_punches_add (db, drawer->source_id, 0,
                           (MusterNewPunch *) (gpointer) drawer->punches->data,
                           drawer->punches->len, &n_new, error))
    return FALSE;

  office->stored += n_new;
  g_array_set_size (drawer->punches, 0);
  g_ptr_array_set_size (drawer->keys, 0);
  return TRUE;
}

static gboolean
commit_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Office *office = data;

  for (gsize i = 0; i < office->n_sinks; i++)
    if (!store_drawer (office, (Drawer *) office->sinks[i], txn->db, error))
      return FALSE;

  return muster_transaction_touch (txn, MUSTER_TOPIC_PUNCHES);
}

static gboolean
office_commit (MusterSink *const *sinks, gsize n_sinks, gpointer data, GError **error)
{
  Office *office = data;
  GVariantDict args;

  office->sinks = sinks;
  office->n_sinks = n_sinks;
  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "terminals", "t", (guint64) n_sinks);
  return muster_office_write (
    muster_company_get_office (office->company), office->actor, MUSTER_MAY_INGEST,
    "bench.commit", g_variant_dict_end (&args), commit_run, office, NULL, error);
}

static MusterSink *
office_admit (const MusterPushCaller *caller,
              MusterSource **source,
              gpointer data,
              GError **error)
{
  Office *office = data;
  guint number = (guint) atoi (caller->serial + strlen ("BENCH"));

  *source = g_object_ref (office->source);
  return &office->drawers[number].sink;
}

static void
office_leave (MusterSink *sink, gpointer data)
{
}

static gint64
add_source (Office *office, guint number)
{
  g_autofree char *name = g_strdup_printf ("Gate %u", number);
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GError) error = NULL;
  GVariantDict values;
  GVariant *args;
  gint64 id;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "name", "s", name);
  g_variant_dict_insert (&values, "kind", "s", "file");
  args =
    muster_command_build_args (&muster_add_source, g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  result = muster_office_submit (muster_company_get_office (office->company),
                                 office->actor, &muster_add_source, args, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (result, "(x)", &id);
  return id;
}

static void
office_open (Office *office, const char *folder)
{
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;

  office->company = muster_company_create (folder, "Bench", "Asia/Shanghai", "admin",
                                           PASSWORD, NULL, NULL, &recovery,
                                           &office->actor, &error);
  g_assert_no_error (error);
  muster_company_wipe (recovery);
  office->source = muster_source_new ();
  office->source->zone = g_strdup ("Asia/Shanghai");
  for (guint i = 0; i < DEVICES; i++)
    office->drawers[i] = (Drawer) {
      .sink = { .take = drawer_take, .reject = drawer_ignore, .skip = drawer_skip },
      .source_id = add_source (office, i),
      .punches = g_array_new (FALSE, TRUE, sizeof (MusterNewPunch)),
      .keys = g_ptr_array_new_with_free_func (g_free),
      .badges = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    };
}

static void
office_close (Office *office)
{
  for (guint i = 0; i < DEVICES; i++)
    {
      g_array_unref (office->drawers[i].punches);
      g_ptr_array_unref (office->drawers[i].keys);
      g_hash_table_unref (office->drawers[i].badges);
    }
  g_object_unref (office->source);
  g_object_unref (office->actor);
  muster_company_close (office->company);
}

static double
measure_ours (Office *office, guint rows, guint run)
{
  const MusterPushHost host = {
    .admit = office_admit,
    .leave = office_leave,
    .commit = office_commit,
    .host_data = office,
  };
  g_autoptr (MusterPushListener) listener = NULL;
  g_autoptr (GError) error = NULL;
  guint64 before = office->stored;
  double took;

  listener = muster_push_listener_new (NULL, 0, NULL, &host, &error);
  g_assert_no_error (error);
  took = measure (muster_push_listener_get_port (listener), rows, run);
  g_assert_cmpuint (office->stored - before, ==, DEVICES * UPLOADS * rows);
  muster_push_listener_close (listener);
  return took;
}

static void
bare_cb (SoupServer *server,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  guint rows = *(guint *) user_data;
  g_autofree char *text = g_strdup_printf ("OK:%u", rows);

  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_COPY, text,
                                    strlen (text));
}

/* With room for all who knock at once: without it the kernel would make them wait a second. */
static guint
bare_listen (SoupServer *server)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketAddress)
    where = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (socket, 512);
  if (!g_socket_bind (socket, where, TRUE, &error) || !g_socket_listen (socket, &error) ||
      !soup_server_listen_socket (server, socket, 0, &error))
    g_error ("%s", error->message);

  bound = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
}

static double
measure_bare (guint rows, guint run)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  double took;

  soup_server_add_handler (server, NULL, bare_cb, &rows, NULL);
  took = measure (bare_listen (server), rows, run);
  soup_server_disconnect (server);
  return took;
}

int
main (int argc, char **argv)
{
  static const struct
  {
    guint rows;
    double most;
    const char *title;
  } cases[] = {
    { 1, 3.0, "200 terminals, a punch at a time, against a bare handler" },
    { 20, 10.0, "200 terminals, 20 punches at a time, against a bare handler" },
  };
  static Office office;
  g_autofree char *folder = muster_test_folder_new ();
  g_autofree char *company = g_build_filename (folder, "company", NULL);
  int status = 0;

  office_open (&office, company);
  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      MusterMeasure of = { .title = cases[c].title };

      for (guint i = 0; i < MUSTER_MEASURE_RUNS; i++)
        {
          guint run = (guint) c * MUSTER_MEASURE_RUNS + i;
          double ours = measure_ours (&office, cases[c].rows, run);

          muster_measure_add (&of, ours, measure_bare (cases[c].rows, run));
        }
      g_print ("%.0f punches a second\n",
               DEVICES * UPLOADS * cases[c].rows / muster_measure_median (of.ours, of.n));
      status |= muster_measure_report (&of, cases[c].most);
    }
  office_close (&office);
  muster_test_folder_remove (folder);
  return status;
}
