/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-http.h"

#include "muster-error.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#define SECONDS 30
#define LIMIT (32 * 1024 * 1024)
#define REDIRECTIONS 5
#define LONGEST_PAUSE 60
#define PIECE 65536
#define STATUS_TOO_MANY 429

struct _MusterHttp
{
  GMainContext *context;
  SoupSession *session;
  GUri *base;
  char *host;
  char *certificate; /* 64 lower-case digits */
  char *user;
  char *password;
  MusterHttpExplain explain;
  gboolean welcome; /* this name and password were taken before */
  gboolean plain;
  gboolean http1;
  guint seconds;
  gsize limit;
  guint64 calls;
};

struct _MusterHttpReply
{
  char *host;
  guint status;
  SoupMessageHeaders *headers;
  GBytes *body;
};

struct _MusterHttpStream
{
  MusterHttp *http;
  SoupMessage *message;
  GInputStream *body;
};

/* One request on its way, and what its signals noted. */
typedef struct
{
  MusterHttp *http;
  SoupMessage *message;
  char *fingerprint;
  GTlsCertificateFlags flaws;
  gboolean tried;     /* the password was sent */
  gboolean refused;   /* the password, not the certificate */
  gboolean unguarded; /* it wants the password in the clear */
} Call;

/* An operation in the caller's own context, with whatever ends it early. */
typedef struct
{
  MusterHttp *http;
  GCancellable *stop;
  GCancellable *outer;
  GSource *deadline;
  GSource *watch;
  gboolean late;
  GAsyncResult *result;
} Operation;

static gboolean
operation_late_cb (gpointer user_data)
{
  Operation *operation = user_data;

  operation->late = TRUE;
  g_cancellable_cancel (operation->stop);
  return G_SOURCE_REMOVE;
}

static gboolean
operation_cancelled_cb (GCancellable *outer, gpointer user_data)
{
  Operation *operation = user_data;

  g_cancellable_cancel (operation->stop);
  return G_SOURCE_REMOVE;
}

static void
operation_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;

  operation->result = g_object_ref (result);
}

static void
operation_begin (Operation *operation,
                 MusterHttp *http,
                 gint64 deadline, /* monotonic, 0 for none */
                 GCancellable *outer)
{
  *operation = (Operation) { .http = http, .outer = outer };
  operation->stop = g_cancellable_new ();

  if (deadline > 0)
    {
      operation->deadline = g_timeout_source_new (0);
      g_source_set_priority (operation->deadline, G_PRIORITY_LOW);
      g_source_set_ready_time (operation->deadline, deadline);
      g_source_set_callback (operation->deadline, operation_late_cb, operation, NULL);
      g_source_attach (operation->deadline, http->context);
    }

  if (outer != NULL)
    {
      operation->watch = g_cancellable_source_new (outer);
      g_source_set_priority (operation->watch, G_PRIORITY_LOW);
      g_source_set_callback (operation->watch, G_SOURCE_FUNC (operation_cancelled_cb),
                             operation, NULL);
      g_source_attach (operation->watch, http->context);
    }

  g_main_context_push_thread_default (http->context);
}

static GAsyncResult *
operation_wait (Operation *operation)
{
  while (operation->result == NULL)
    g_main_context_iteration (operation->http->context, TRUE);

  return operation->result;
}

static void
source_clear (GSource *source)
{
  if (source == NULL)
    return;

  g_source_destroy (source);
  g_source_unref (source);
}

static void
operation_end (Operation *operation)
{
  g_main_context_pop_thread_default (operation->http->context);
  source_clear (operation->deadline);
  source_clear (operation->watch);
  g_clear_object (&operation->result);
  g_clear_object (&operation->stop);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (host, "localhost") == 0;
}

static char *
host_of (GUri *uri)
{
  const char *host = g_uri_get_host (uri);
  int port = g_uri_get_port (uri);
  gboolean v6 = strchr (host, ':') != NULL;

  if (port < 0)
    return g_strdup (host);

  return g_strdup_printf (v6 ? "[%s]:%d" : "%s:%d", host, port);
}

static GUri *
base_of (const MusterHttpOptions *options, GError **error)
{
  g_autoptr (GUri)
    uri = options->address != NULL
            ? g_uri_parse (options->address,
                           G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL)
            : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' ||
      (!g_str_equal (scheme, "https") && !g_str_equal (scheme, "http")))
    {
      muster_error_set_field (error, "address",
                              _ ("This is not the address of a server; it looks like "
                                 "https://example.com"));
      return NULL;
    }

  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_query (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    {
      muster_error_set_field (error, "address",
                              _ ("Leave names, passwords and all that follows ? or # out "
                                 "of the address"));
      return NULL;
    }

  if (g_str_equal (scheme, "http") && !options->plain && !is_loopback (host))
    {
      muster_error_set_field (error, "address",
                              _ ("http: sends everything unencrypted; write https:, or "
                                 "allow an unencrypted connection"));
      return NULL;
    }

  return g_steal_pointer (&uri);
}

static gboolean
fingerprint_read (const char *text, char **fingerprint, GError **error)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *c = text; c != NULL && *c != '\0'; c++)
    if (g_ascii_isxdigit (*c))
      g_string_append_c (digits, g_ascii_tolower (*c));
    else if (*c != ':' && *c != ' ')
      return muster_error_set_field (error, "certificate",
                                     _ ("A fingerprint has hexadecimal digits only"));

  if (digits->len == 0)
    return TRUE;

  if (digits->len != 64)
    return muster_error_set_field (error, "certificate",
                                   _ ("A SHA-256 fingerprint has 64 digits"));

  *fingerprint = g_string_free (g_steal_pointer (&digits), FALSE);
  return TRUE;
}

void
muster_http_prepare (void)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (SoupSession) session = soup_session_new ();

  g_proxy_resolver_get_default ();
  g_tls_backend_get_default ();
}

MusterHttp *
muster_http_new (const MusterHttpOptions *options, GError **error)
{
  g_autoptr (MusterHttp) http = NULL;

  g_return_val_if_fail (options != NULL, NULL);

  http = g_new0 (MusterHttp, 1);
  if (!(http->base = base_of (options, error)) ||
      !fingerprint_read (options->certificate, &http->certificate, error))
    return NULL;

  http->context = g_main_context_new ();
  http->host = host_of (http->base);
  http->plain = options->plain || g_str_equal (g_uri_get_scheme (http->base), "https") ||
                is_loopback (g_uri_get_host (http->base));
  http->user = g_strdup (options->user);
  http->password = g_strdup (options->password);
  http->explain = options->explain;
  http->http1 = options->http1;
  http->seconds = options->seconds > 0 ? options->seconds : SECONDS;
  http->limit = options->limit > 0 ? options->limit : LIMIT;

  g_main_context_push_thread_default (http->context);
  http->session = soup_session_new_with_options ("user-agent", "Muster", "max-conns", 1,
                                                 "idle-timeout", 30, NULL);
  if (options->authorities != NULL)
    soup_session_set_tls_database (http->session, options->authorities);
  g_main_context_pop_thread_default (http->context);

  return g_steal_pointer (&http);
}

void
muster_http_free (MusterHttp *http)
{
  if (http == NULL)
    return;

  if (http->session != NULL)
    {
      g_main_context_push_thread_default (http->context);
      /* What was broken off ends in the context, and needs the session until then. */
      soup_session_abort (http->session);
      while (g_main_context_iteration (http->context, FALSE))
        ;
      g_clear_object (&http->session);
      while (g_main_context_iteration (http->context, FALSE))
        ;
      g_main_context_pop_thread_default (http->context);
    }
  g_clear_pointer (&http->context, g_main_context_unref);
  g_clear_pointer (&http->base, g_uri_unref);
  g_free (http->host);
  g_free (http->certificate);
  g_free (http->user);
  g_free (http->password);
  g_free (http);
}

const char *
muster_http_get_host (MusterHttp *http)
{
  g_return_val_if_fail (http != NULL, NULL);

  return http->host;
}

guint64
muster_http_get_calls (MusterHttp *http)
{
  g_return_val_if_fail (http != NULL, 0);

  return http->calls;
}

static char *
fingerprint_of (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_object_get (certificate, "certificate", &der, NULL);
  return der != NULL
           ? g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len)
           : NULL;
}

static gboolean
accept_cb (SoupMessage *message,
           GTlsCertificate *certificate,
           GTlsCertificateFlags flaws,
           gpointer user_data)
{
  Call *call = user_data;

  g_clear_pointer (&call->fingerprint, g_free);
  call->fingerprint = fingerprint_of (certificate);
  call->flaws = flaws;
  return g_strcmp0 (call->fingerprint, call->http->certificate) == 0 &&
         call->fingerprint != NULL;
}

/* One answer only: a terminal locks who tries a wrong password a few times. What was taken before
 * and is not now may be an old nonce, which not every server says, and is answered once more. */
static gboolean
authenticate_cb (SoupMessage *message,
                 SoupAuth *auth,
                 gboolean retrying,
                 gpointer user_data)
{
  Call *call = user_data;
  MusterHttp *http = call->http;

  if (soup_auth_is_for_proxy (auth) || http->user == NULL || http->password == NULL)
    return FALSE;

  if (!http->plain &&
      g_ascii_strcasecmp (soup_auth_get_scheme_name (auth), "Digest") != 0)
    {
      call->unguarded = TRUE;
      return FALSE;
    }

  if (retrying && (call->tried || !http->welcome))
    {
      call->refused = TRUE;
      return FALSE;
    }

  call->tried = TRUE;
  soup_auth_authenticate (auth, http->user, http->password);
  return TRUE;
}

static void
starting_cb (SoupMessage *message, gpointer user_data)
{
  Call *call = user_data;

  call->http->calls++;
}

static gboolean
say_certificate (const Call *call, GError **error)
{
  const char *host = call->http->host;

  if (call->http->certificate != NULL)
    return muster_error_set_value (
      error, "certificate", call->fingerprint,
      _ ("The certificate of %s is another one than was trusted. If nobody changed it "
         "there, someone may be in between; show it, then trust it or not"),
      host);

  if ((call->flaws & G_TLS_CERTIFICATE_BAD_IDENTITY) != 0)
    return muster_error_set_value (
      error, "certificate", call->fingerprint,
      _ ("The certificate of %s is for another name. Is the address right? If so, show "
         "the certificate, then trust it"),
      host);

  if ((call->flaws & G_TLS_CERTIFICATE_EXPIRED) != 0)
    return muster_error_set_value (
      error, "certificate", call->fingerprint,
      _ ("The certificate of %s has expired. Ask for it to be renewed, or show it, then "
         "trust it"),
      host);

  return muster_error_set_value (
    error, "certificate", call->fingerprint,
    _ ("Nobody known vouches for the certificate of %s. Show it, then trust it"), host);
}

/* Takes what GIO and libsoup say and says it so that one knows what to do. */
static void
say (MusterHttp *http, const Call *call, gboolean late, GError *cause, GError **error)
{
  const char *host = http->host;

  if (late)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("%s did not answer in time"),
                 host);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  else if (cause->domain == G_TLS_ERROR && call != NULL && call->fingerprint != NULL &&
           call->flaws != 0)
    say_certificate (call, error);
  else if (cause->domain == G_TLS_ERROR)
    muster_error_set_field (
      error, "address",
      _ ("%s does not speak https there. Is the address right, with "
         "its port?"),
      host);
  else if (cause->domain == G_RESOLVER_ERROR)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND,
                 _ ("There is no computer called %s. Is the address right, and is this "
                    "computer online?"),
                 host);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED,
      _ ("%s refuses to be called. Is the server running, and is the port right?"), host);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, _ ("%s did not answer in time"),
                 host);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE))
    g_set_error (error, G_IO_ERROR, cause->code,
                 _ ("There is no way to %s. Is this computer online?"), host);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED,
                 _ ("%s broke off in the middle of its answer"), host);
  else if (cause->domain == SOUP_SESSION_ERROR ||
           g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                      _ ("%s answers, but not as a web server does. Are the address and "
                         "the port right?"),
                      host);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s could not be reached"),
                 host);
}

/* What is sent again, after the password was asked for, has its body again. */
static void
restarted_cb (SoupMessage *message, gpointer user_data)
{
  GBytes *body = user_data;
  g_autofree char *type = g_strdup (soup_message_headers_get_one (
    soup_message_get_request_headers (message), "Content-Type"));

  soup_message_set_request_body_from_bytes (message, type, body);
}

static void
body_free_cb (gpointer data, GClosure *closure)
{
  g_bytes_unref (data);
}

static SoupMessage *
message_new (MusterHttp *http,
             const MusterHttpRequest *request,
             const char *location,
             GError **error)
{
  g_autofree char *base = g_uri_to_string (http->base);
  g_autofree char *address = NULL;
  g_autoptr (GUri) uri = NULL;
  SoupMessage *message;

  if (g_str_has_suffix (base, "/"))
    base[strlen (base) - 1] = '\0';
  address = location != NULL ? g_strdup (location)
                             : g_strconcat (base, request->path, NULL);
  uri = g_uri_parse (address, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    {
      muster_error_set_field (error, "address",
                              _ ("The path of the request has characters "
                                 "that no address can have"));
      return NULL;
    }

  message = soup_message_new_from_uri (request->method != NULL ? request->method
                                       : request->body != NULL ? "POST"
                                                               : "GET",
                                       uri);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (http->http1)
    soup_message_set_force_http1 (message, TRUE);
  if (request->authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  "Authorization", request->authorization);
  for (gsize i = 0; request->headers != NULL && request->headers[i] != NULL; i += 2)
    soup_message_headers_replace (soup_message_get_request_headers (message),
                                  request->headers[i], request->headers[i + 1]);
  if (request->body != NULL)
    {
      soup_message_set_request_body_from_bytes (
        message,
        request->content_type != NULL ? request->content_type : "application/json",
        request->body);
      g_signal_connect_data (message, "restarted", G_CALLBACK (restarted_cb),
                             g_bytes_ref (request->body), body_free_cb,
                             G_CONNECT_DEFAULT);
    }

  return message;
}

static void
call_watch (Call *call, MusterHttp *http, SoupMessage *message)
{
  *call = (Call) { .http = http, .message = message };
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_cb), call);
  g_signal_connect (message, "authenticate", G_CALLBACK (authenticate_cb), call);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), call);
}

static void
call_clear (Call *call)
{
  g_signal_handlers_disconnect_by_data (call->message, call);
  g_clear_pointer (&call->fingerprint, g_free);
}

static gssize
read_some (MusterHttp *http,
           GInputStream *body,
           void *buffer,
           gsize size,
           gint64 deadline,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) cause = NULL;
  Operation operation;
  gssize n;

  operation_begin (&operation, http, deadline, cancellable);
  g_input_stream_read_async (body, buffer, size, G_PRIORITY_DEFAULT, operation.stop,
                             operation_done_cb, &operation);
  n = g_input_stream_read_finish (body, operation_wait (&operation), &cause);
  if (n < 0)
    say (http, NULL, operation.late, cause, error);
  operation_end (&operation);
  return n;
}

static void
close_body (MusterHttp *http, GInputStream *body)
{
  g_main_context_push_thread_default (http->context);
  g_input_stream_close (body, NULL, NULL);
  g_object_unref (body);
  g_main_context_pop_thread_default (http->context);
}

/* What the refusal of a password means, by the beginning of what came with it. */
static void
say_refused (MusterHttp *http,
             GInputStream *body,
             gint64 deadline,
             GCancellable *cancellable,
             GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE);
  g_autoptr (GBytes) beginning = NULL;
  gssize n = http->explain != NULL
               ? read_some (http, body, piece, PIECE, deadline, cancellable, NULL)
               : 0;

  /* Without it, the refusal alone is said. */
  beginning = g_bytes_new (piece, (gsize) MAX (n, 0));
  if (n <= 0 || !http->explain (beginning, error))
    muster_error_set_field (error, "password", _ ("%s refuses this name and password"),
                            http->host);
}

/* Sends a message and waits for its headers. */
static GInputStream *
send (MusterHttp *http,
      SoupMessage *message,
      gint64 deadline,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GError) cause = NULL;
  GInputStream *body;
  Operation operation;
  Call call;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  call_watch (&call, http, message);
  operation_begin (&operation, http, deadline, cancellable);
  soup_session_send_async (http->session, message, G_PRIORITY_DEFAULT, operation.stop,
                           operation_done_cb, &operation);
  body = soup_session_send_finish (http->session, operation_wait (&operation), &cause);
  if (body == NULL)
    say (http, &call, operation.late, cause, error);
  operation_end (&operation);

  if (body != NULL && call.refused)
    say_refused (http, body, deadline, cancellable, error);
  else if (body != NULL && call.unguarded)
    muster_error_set_field (
      error, "address",
      _ ("%s wants the password unencrypted. Write https:, or allow "
         "an unencrypted connection"),
      http->host);
  else
    http->welcome |= body != NULL && call.tried;

  if (body != NULL && (call.refused || call.unguarded))
    {
      close_body (http, body);
      body = NULL;
    }
  call_clear (&call);
  return body;
}

static GBytes *
read_all (MusterHttp *http,
          GInputStream *body,
          gsize wanted,
          gint64 deadline,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize n;

  while ((n = read_some (http, body, piece, PIECE, deadline, cancellable, error)) > 0)
    {
      if (all->len + (gsize) n > http->limit)
        {
          muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                            _ ("The answer of %s is larger than %u MB"), http->host,
                            (guint) (http->limit >> 20));
          return NULL;
        }
      g_byte_array_append (all, piece, (guint) n);
      if (wanted > 0 && all->len >= wanted)
        {
          g_byte_array_set_size (all, (guint) wanted);
          break;
        }
    }

  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

static gboolean
is_redirection (SoupMessage *message)
{
  guint status = soup_message_get_status (message);

  return (status >= 301 && status <= 303) || status == 307 || status == 308;
}

/* Where a server sends the caller, when that is the same server. */
static char *
location_of (MusterHttp *http, SoupMessage *message, GError **error)
{
  const char *to = soup_message_headers_get_one (
    soup_message_get_response_headers (message), "Location");
  g_autoptr (GUri) uri =
    to != NULL ? g_uri_parse_relative (soup_message_get_uri (message), to,
                                       SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_ENCODED, NULL)
               : NULL;
  g_autofree char *host = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    {
      muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                        _ ("%s sends its callers elsewhere, but not where"), http->host);
      return NULL;
    }

  host = host_of (uri);
  if (!g_str_equal (g_uri_get_scheme (uri), g_uri_get_scheme (http->base)) ||
      g_ascii_strcasecmp (host, http->host) != 0)
    {
      muster_error_set_field (
        error, "address",
        _ ("%s sends its callers to %s://%s. If that is right, enter "
           "it as the address"),
        http->host, g_uri_get_scheme (uri), host);
      return NULL;
    }

  if (!g_str_equal (soup_message_get_method (message), "GET"))
    {
      muster_error_set_field (error, "address",
                              _ ("%s sends its callers to another page. Is the address "
                                 "right?"),
                              http->host);
      return NULL;
    }

  return g_uri_to_string (uri);
}

/* Sends a request, follows it within the server, and leaves the body to be read. */
static GInputStream *
ask (MusterHttp *http,
     const MusterHttpRequest *request,
     gint64 deadline,
     SoupMessage **message,
     GCancellable *cancellable,
     GError **error)
{
  g_autofree char *location = NULL;

  for (guint followed = 0; followed <= REDIRECTIONS; followed++)
    {
      g_autoptr (SoupMessage) next = message_new (http, request, location, error);
      GInputStream *body;

      if (next == NULL || !(body = send (http, next, deadline, cancellable, error)))
        return NULL;

      if (!is_redirection (next))
        {
          *message = g_steal_pointer (&next);
          return body;
        }

      close_body (http, body);
      g_clear_pointer (&location, g_free);
      if (!(location = location_of (http, next, error)))
        return NULL;
    }

  muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                    _ ("%s sends its callers round in a circle"), http->host);
  return NULL;
}

static MusterHttpReply *
reply_new (MusterHttp *http, SoupMessage *message, GBytes *body)
{
  MusterHttpReply *reply = g_new0 (MusterHttpReply, 1);

  reply->host = g_strdup (http->host);
  reply->status = soup_message_get_status (message);
  reply->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  reply->body = body;
  return reply;
}

static MusterHttpReply *
exchange_once (MusterHttp *http,
               const MusterHttpRequest *request,
               GCancellable *cancellable,
               GError **error)
{
  gint64 deadline = g_get_monotonic_time () + (gint64) http->seconds * G_USEC_PER_SEC;
  g_autoptr (SoupMessage) message = NULL;
  GInputStream *stream;
  GBytes *body;

  if (!(stream = ask (http, request, deadline, &message, cancellable, error)))
    return NULL;

  body = read_all (http, stream, request->wanted, deadline, cancellable, error);
  close_body (http, stream);
  return body != NULL ? reply_new (http, message, body) : NULL;
}

MusterHttpReply *
muster_http_exchange (MusterHttp *http,
                      const MusterHttpRequest *request,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (http != NULL && request != NULL && request->path != NULL, NULL);

  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (MusterHttpReply)
        reply = exchange_once (http, request, cancellable, error);
      gboolean busy = reply != NULL &&
                      (reply->status == STATUS_TOO_MANY ||
                       (reply->status == SOUP_STATUS_SERVICE_UNAVAILABLE &&
                        muster_http_reply_get_header (reply, "Retry-After") != NULL));

      if (!busy)
        return g_steal_pointer (&reply);

      if (!muster_http_pause (http, attempt, reply, cancellable, error))
        return NULL;
    }
}

void
muster_http_reply_free (MusterHttpReply *reply)
{
  if (reply == NULL)
    return;

  g_free (reply->host);
  soup_message_headers_unref (reply->headers);
  g_bytes_unref (reply->body);
  g_free (reply);
}

guint
muster_http_reply_get_status (MusterHttpReply *reply)
{
  g_return_val_if_fail (reply != NULL, 0);

  return reply->status;
}

GBytes *
muster_http_reply_get_body (MusterHttpReply *reply)
{
  g_return_val_if_fail (reply != NULL, NULL);

  return reply->body;
}

const char *
muster_http_reply_get_header (MusterHttpReply *reply, const char *name)
{
  g_return_val_if_fail (reply != NULL && name != NULL, NULL);

  return soup_message_headers_get_one (reply->headers, name);
}

GDateTime *
muster_http_reply_get_date (MusterHttpReply *reply)
{
  const char *text;

  g_return_val_if_fail (reply != NULL, NULL);

  text = soup_message_headers_get_one (reply->headers, "Date");
  return text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
}

gboolean
muster_http_reply_is_html (MusterHttpReply *reply)
{
  const char *type;
  const char *text;
  gsize size;

  g_return_val_if_fail (reply != NULL, FALSE);

  type = soup_message_headers_get_content_type (reply->headers, NULL);
  if (type != NULL)
    return g_str_equal (type, "text/html") || g_str_equal (type, "application/xhtml+xml");

  text = g_bytes_get_data (reply->body, &size);
  while (size > 0 && g_ascii_isspace (*text))
    {
      text++;
      size--;
    }
  return (size >= 5 && g_ascii_strncasecmp (text, "<html", 5) == 0) ||
         (size >= 9 && g_ascii_strncasecmp (text, "<!doctype", 9) == 0);
}

static gboolean
check_status (const char *host, guint status, const char *secret, GError **error)
{
  if (status >= 200 && status < 300)
    return TRUE;

  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return muster_error_set_field (error, secret,
                                     _ ("%s does not accept this password or key"), host);

    case SOUP_STATUS_FORBIDDEN:
      return muster_error_set (error, MUSTER_ERROR_DENIED,
                               _ ("%s does not allow this account to read attendance"),
                               host);

    case SOUP_STATUS_NOT_FOUND:
    case SOUP_STATUS_GONE:
      return muster_error_set (error, MUSTER_ERROR_MISSING,
                               _ ("%s has no such page (HTTP %u). Is the address right?"),
                               host, status);

    case STATUS_TOO_MANY:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("%s is too busy now"), host);
      return FALSE;

    default:
      if (status < 500)
        return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                                 _ ("%s refuses the request (HTTP %u)"), host, status);

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   _ ("%s has a fault of its own (HTTP %u)"), host, status);
      return FALSE;
    }
}

gboolean
muster_http_reply_check (MusterHttpReply *reply, const char *secret, GError **error)
{
  g_return_val_if_fail (reply != NULL && secret != NULL, FALSE);

  return check_status (reply->host, reply->status, secret, error);
}

/* Seconds that the server wants, −1 when it does not say. */
static gint64
wanted_pause (MusterHttpReply *reply)
{
  const char *text = muster_http_reply_get_header (reply, "Retry-After");
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GDateTime) now = NULL;
  guint64 seconds;

  if (text == NULL)
    text = muster_http_reply_get_header (reply, "x-ogw-ratelimit-reset");
  if (text == NULL)
    return -1;

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &seconds, NULL))
    return (gint64) seconds;

  if (!(until = soup_date_time_new_from_http_string (text)))
    return -1;

  now = g_date_time_new_now_utc ();
  return MAX (g_date_time_difference (until, now) / G_TIME_SPAN_SECOND + 1, 0);
}

gboolean
muster_http_pause (MusterHttp *http,
                   guint attempt,
                   MusterHttpReply *reply,
                   GCancellable *cancellable,
                   GError **error)
{
  gint64 wanted = reply != NULL ? wanted_pause (reply) : -1;
  Operation operation;
  gint64 pause;

  g_return_val_if_fail (http != NULL, FALSE);

  if (wanted > LONGEST_PAUSE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   _ ("%s is too busy and wants to be asked again in %u minutes"),
                   http->host, (guint) (wanted / 60 + 1));
      return FALSE;
    }

  if (attempt >= MUSTER_HTTP_PAUSES)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("%s is too busy now"),
                   http->host);
      return FALSE;
    }

  /* A little more, by chance, so that several who were turned away do not come back at once. */
  pause = wanted >= 0
            ? wanted * G_USEC_PER_SEC
            : (gint64) ((G_USEC_PER_SEC << attempt) * g_random_double_range (1.0, 1.25));

  operation_begin (&operation, http, g_get_monotonic_time () + pause, cancellable);
  while (!g_cancellable_is_cancelled (operation.stop))
    g_main_context_iteration (http->context, TRUE);
  operation_end (&operation);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

MusterHttpStream *
muster_http_open (MusterHttp *http,
                  const MusterHttpRequest *request,
                  const char *secret,
                  GCancellable *cancellable,
                  GError **error)
{
  gint64 deadline;
  g_autoptr (SoupMessage) message = NULL;
  MusterHttpStream *stream;
  GInputStream *body;

  g_return_val_if_fail (http != NULL && request != NULL && request->path != NULL, NULL);
  g_return_val_if_fail (secret != NULL, NULL);

  deadline = g_get_monotonic_time () + (gint64) http->seconds * G_USEC_PER_SEC;
  if (!(body = ask (http, request, deadline, &message, cancellable, error)))
    return NULL;

  if (!check_status (http->host, soup_message_get_status (message), secret, error))
    {
      close_body (http, body);
      return NULL;
    }

  stream = g_new0 (MusterHttpStream, 1);
  stream->http = http;
  stream->message = g_steal_pointer (&message);
  stream->body = body;
  return stream;
}

/* An endless body has no end to be read to: its connection goes with it. */
void
muster_http_stream_free (MusterHttpStream *stream)
{
  if (stream == NULL)
    return;

  g_main_context_push_thread_default (stream->http->context);
  soup_session_abort (stream->http->session);
  g_main_context_pop_thread_default (stream->http->context);
  close_body (stream->http, stream->body);
  g_object_unref (stream->message);
  g_free (stream);
}

const char *
muster_http_stream_get_header (MusterHttpStream *stream, const char *name)
{
  g_return_val_if_fail (stream != NULL && name != NULL, NULL);

  return soup_message_headers_get_one (
    soup_message_get_response_headers (stream->message), name);
}

gssize
muster_http_stream_read (MusterHttpStream *stream,
                         void *buffer,
                         gsize size,
                         guint seconds,
                         GCancellable *cancellable,
                         GError **error)
{
  gint64 deadline = seconds > 0 ? g_get_monotonic_time () + seconds * G_USEC_PER_SEC : 0;

  g_return_val_if_fail (stream != NULL && buffer != NULL && size > 0, -1);

  return read_some (stream->http, stream->body, buffer, size, deadline, cancellable,
                    error);
}
