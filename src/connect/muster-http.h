/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterHttpExplain:
 * @body: the beginning of what came with the refusal of a password
 * @error: what it means beyond that: a locked account
 *
 * Returns: whether it set @error
 */
typedef gboolean (*MusterHttpExplain) (GBytes *body, GError **error);

/**
 * MusterHttpOptions:
 * @address: where the server is: "https://host", with a port and a folder if need be
 * @certificate: (nullable): the SHA-256 fingerprint of a certificate that is trusted though nobody
 *   known vouches for it, as hexadecimal digits; colons and case do not matter
 * @plain: whether http: is allowed to other computers; to this one it always is
 * @user: (nullable): for a server that asks who calls (Digest; Basic only where the line is
 *   encrypted or stays in this computer, or @plain says so)
 * @password: (nullable): likewise
 * @explain: (nullable): says more of a password that was refused
 * @http1: for devices that dislike HTTP/2
 * @seconds: the longest that one exchange may take, 0 for 30
 * @limit: the most bytes of a reply, 0 for 32 MiB
 * @authorities: (nullable): who vouches for certificates, instead of those the system trusts
 *
 * How to call a server.
 */
typedef struct
{
  const char *address;
  const char *certificate;
  gboolean plain;
  const char *user;
  const char *password;
  MusterHttpExplain explain;
  gboolean http1;
  guint seconds;
  gsize limit;
  GTlsDatabase *authorities;
} MusterHttpOptions;

/**
 * MusterHttp:
 *
 * Calls one server over HTTP, one exchange at a time, and blocks meanwhile. It has a main context
 * of its own and is used from one thread. Certificates are verified. It logs nothing, and its
 * errors name the host and never what stands in an address behind it, for there secrets travel.
 *
 * Errors of all functions, in plain words: a name that is not known, a server that refuses or does
 * not answer and a line that breaks are #GIOErrorEnum (%G_IO_ERROR_HOST_NOT_FOUND,
 * %G_IO_ERROR_CONNECTION_REFUSED, %G_IO_ERROR_TIMED_OUT, %G_IO_ERROR_CONNECTION_CLOSED …), a
 * certificate that is not trusted is a %MUSTER_ERROR_INVALID that names "certificate" and
 * proposes its fingerprint (muster_error_get_value()), a password that was refused names "password",
 * an address that cannot be used "address"; what is not HTTP is %MUSTER_ERROR_PROTOCOL.
 */
typedef struct _MusterHttp MusterHttp;

/**
 * muster_http_prepare:
 *
 * Makes in the caller's thread what GIO and libsoup make at their first use. Called before there are
 * threads that call: of two that are the first at once, one inside the class of a session and one
 * inside the modules of GIO, each can wait for the other for ever.
 */
void muster_http_prepare (void);

/**
 * muster_http_new:
 * @options: how to call; copied
 * @error: a %MUSTER_ERROR_INVALID that names "address" or "certificate"
 *
 * Returns: (transfer full) (nullable): a caller; nothing has been sent yet
 */
MusterHttp *muster_http_new (const MusterHttpOptions *options, GError **error);

void muster_http_free (MusterHttp *http);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterHttp, muster_http_free)

/**
 * muster_http_get_host:
 * @http: a caller
 *
 * Returns: (transfer none): the host, with its port when it is not the usual one
 */
const char *muster_http_get_host (MusterHttp *http);

/**
 * muster_http_get_calls:
 * @http: a caller
 *
 * Returns: how many requests were sent, those that were sent again included
 */
guint64 muster_http_get_calls (MusterHttp *http);

/**
 * MusterHttpRequest:
 * @method: (nullable): %NULL for GET, or POST when there is a body
 * @path: what follows the address: begins with "/", percent-encoded, with its query
 * @authorization: (nullable): the header of that name: "Bearer …"
 * @headers: (nullable) (array zero-terminated=1): further ones, name and value in turn
 * @content_type: (nullable): of the body; %NULL for JSON
 * @body: (nullable): what to send
 * @wanted: the most bytes of the answer that are of use, 0 for all; a longer one is cut there
 *
 * What to ask.
 */
typedef struct
{
  const char *method;
  const char *path;
  const char *authorization;
  const char *const *headers;
  const char *content_type;
  GBytes *body;
  gsize wanted;
} MusterHttpRequest;

/**
 * MusterHttpReply:
 *
 * What a server answered, whatever its status.
 */
typedef struct _MusterHttpReply MusterHttpReply;

void muster_http_reply_free (MusterHttpReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterHttpReply, muster_http_reply_free)

guint muster_http_reply_get_status (MusterHttpReply *reply);
GBytes *muster_http_reply_get_body (MusterHttpReply *reply); /* (transfer none) */

/**
 * muster_http_reply_get_header:
 * @reply: a reply
 * @name: name of a header
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *muster_http_reply_get_header (MusterHttpReply *reply, const char *name);

/**
 * muster_http_reply_is_html:
 * @reply: a reply
 *
 * Returns: whether it is a page for people, such as one to sign in
 */
gboolean muster_http_reply_is_html (MusterHttpReply *reply);

/**
 * muster_http_reply_check:
 * @reply: a reply
 * @secret: the name of the setting that is wrong when the server does not know the caller
 * @error: what a status other than 2xx means: 401 names @secret, 403 is %MUSTER_ERROR_DENIED, 404
 *   and 410 are %MUSTER_ERROR_MISSING, 429 and 503 are %G_IO_ERROR_BUSY, another 5xx is
 *   %G_IO_ERROR_FAILED, another one %MUSTER_ERROR_PROTOCOL
 *
 * Returns: whether the status is 2xx
 */
gboolean muster_http_reply_check (MusterHttpReply *reply,
                                  const char *secret,
                                  GError **error);

/**
 * muster_http_reply_get_date:
 * @reply: a reply
 *
 * Returns: (transfer full) (nullable): what time the server has, to a second
 */
GDateTime *muster_http_reply_get_date (MusterHttpReply *reply);

/**
 * muster_http_exchange:
 * @http: a caller
 * @request: what to ask
 * @cancellable: (nullable): ends it at once
 * @error: see #MusterHttp; also %MUSTER_ERROR_PROTOCOL for a reply beyond the limit or a redirection
 *   to another server
 *
 * Asks, and reads the whole reply. A GET is followed to another page of the same server, and
 * nothing to another server. When the server answers 429, or 503 and how long to wait, it waits
 * as muster_http_pause() does and asks again, at most five times.
 *
 * Returns: (transfer full) (nullable): the reply
 */
MusterHttpReply *muster_http_exchange (MusterHttp *http,
                                       const MusterHttpRequest *request,
                                       GCancellable *cancellable,
                                       GError **error);

#define MUSTER_HTTP_PAUSES 5

/**
 * muster_http_pause:
 * @http: a caller
 * @attempt: how often it was asked in vain, from 0
 * @reply: (nullable): what the server said; its "Retry-After" or "x-ogw-ratelimit-reset" decides,
 *   else 1, 2, 4 … seconds and up to a quarter more
 * @cancellable: (nullable): ends it at once
 * @error: %G_IO_ERROR_BUSY when @attempt is %MUSTER_HTTP_PAUSES or the server wants more than a
 *   minute, %G_IO_ERROR_CANCELLED
 *
 * Waits before a server that is too busy is asked again.
 *
 * Returns: whether to ask again
 */
gboolean muster_http_pause (MusterHttp *http,
                            guint attempt,
                            MusterHttpReply *reply,
                            GCancellable *cancellable,
                            GError **error);

/**
 * MusterHttpStream:
 *
 * A reply that is read piece by piece, without an end if the server wishes. It belongs to its
 * caller, which makes no other exchange meanwhile, and is freed before it.
 */
typedef struct _MusterHttpStream MusterHttpStream;

void muster_http_stream_free (MusterHttpStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterHttpStream, muster_http_stream_free)

/**
 * muster_http_open:
 * @http: a caller
 * @request: what to ask
 * @secret: the name of the setting that is wrong when the server does not know the caller
 * @cancellable: (nullable): ends it at once
 * @error: see #MusterHttp and muster_http_reply_check()
 *
 * Asks, and leaves the body to be read. Never asks again by itself, and has no limit of bytes.
 *
 * Returns: (transfer full) (nullable): the stream, whose status is 2xx
 */
MusterHttpStream *muster_http_open (MusterHttp *http,
                                    const MusterHttpRequest *request,
                                    const char *secret,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * muster_http_stream_get_header:
 * @stream: a stream
 * @name: name of a header
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *muster_http_stream_get_header (MusterHttpStream *stream, const char *name);

/**
 * muster_http_stream_read:
 * @stream: a stream
 * @buffer: (array length=size): where to put what comes
 * @size: the most bytes
 * @seconds: how long to wait for any, 0 for as long as it takes
 * @cancellable: (nullable): ends it at once
 * @error: see #MusterHttp; %G_IO_ERROR_TIMED_OUT when nothing came
 *
 * Returns: how many bytes came, 0 at the end, −1 on error
 */
gssize muster_http_stream_read (MusterHttpStream *stream,
                                void *buffer,
                                gsize size,
                                guint seconds,
                                GCancellable *cancellable,
                                GError **error);
