/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-json-path.h"
#include "muster-rest-template.h"

/**
 * MusterRestVerdict:
 * @MUSTER_REST_FAILED: it says why itself
 * @MUSTER_REST_TOKEN: the token is no longer good
 * @MUSTER_REST_BUSY: too many requests
 * @MUSTER_REST_DENIED: the account may not do this
 * @MUSTER_REST_SECRET: name or secret are wrong
 * @MUSTER_REST_QUOTA: no more requests are allowed today or this month
 * @MUSTER_REST_ADDRESS: the server takes no calls from this network address
 *
 * What an error in an answer means.
 */
typedef enum
{
  MUSTER_REST_FAILED,
  MUSTER_REST_TOKEN,
  MUSTER_REST_BUSY,
  MUSTER_REST_DENIED,
  MUSTER_REST_SECRET,
  MUSTER_REST_QUOTA,
  MUSTER_REST_ADDRESS,
} MusterRestVerdict;

#define MUSTER_REST_CODE_PATHS 3

/**
 * MusterRestManners:
 * @authorization: (nullable): the header of that name, with placeholders
 * @token: (nullable): how to ask for a token
 * @token_path: where it is in the answer
 * @codes: where an answer has its error code: the first path at which there is one decides
 * @fine: (nullable): the code that is no error
 * @words: where it has the words for it, likewise
 * @verdicts: (nullable): codes, as patterns of a #MusterRestTest, and what they mean, ended by
 *   %NULL; the first that fits
 * @unwrap: (nullable): makes plain words out of what stands at @words, (transfer full)
 * @secret: the name of the setting that is wrong when the server does not know the caller
 *
 * How a server is talked to, and how it says that something went wrong.
 */
typedef struct
{
  const char *authorization;
  const MusterRestTemplate *token;
  const char *token_path;
  const char *codes[MUSTER_REST_CODE_PATHS];
  const char *fine;
  const char *words[MUSTER_REST_CODE_PATHS];
  const struct
  {
    const char *codes;
    MusterRestVerdict verdict;
  } *verdicts;
  char *(*unwrap) (const char *words);
  const char *secret;
} MusterRestManners;

/**
 * MUSTER_REST_FIELDS:
 * @fallback: the usual address, or %NULL when every site has its own
 *
 * The settings that every server has: "address", "plain", "certificate", "timeout".
 */
#define MUSTER_REST_FIELDS(fallback_address)                                             \
  { .name = "address",                                                                   \
    .title = N_ ("Address"),                                                             \
    .hint = N_ ("https:// and the name of the server"),                                  \
    .kind = MUSTER_FIELD_TEXT,                                                           \
    .flags = MUSTER_FIELD_REQUIRED,                                                      \
    .fallback = fallback_address },                                                      \
    { .name = "certificate",                                                             \
      .title = N_ ("Trusted certificate"),                                               \
      .hint = N_ ("SHA-256 fingerprint, for a server with a certificate of its own"),    \
      .kind = MUSTER_FIELD_TEXT,                                                         \
      .fallback = "" },                                                                  \
    { .name = "plain",                                                                   \
      .title = N_ ("Allow an unencrypted connection"),                                   \
      .hint = N_ ("Everyone on the way can read and change what is sent"),               \
      .kind = MUSTER_FIELD_BOOLEAN,                                                      \
      .fallback = "false" },                                                             \
    { .name = "timeout",                                                                 \
      .title = N_ ("Longest wait for an answer"),                                        \
      .kind = MUSTER_FIELD_SECONDS,                                                      \
      .fallback = "30",                                                                  \
      .min = 1,                                                                          \
      .max = 600 }

/**
 * MusterRestSession:
 *
 * A conversation with a server: it signs in when it must, asks for a new token once when the old one
 * is no longer good, waits where it is too fast, and turns errors in an answer into errors. One
 * thread.
 */
typedef struct _MusterRestSession MusterRestSession;

/**
 * muster_rest_session_new:
 * @manners: how it is talked to; outlives the session
 * @fields: describe @settings; outlive the session
 * @settings: those of %MUSTER_REST_FIELDS, and what @manners name
 * @error: see muster_http_new()
 *
 * Returns: (transfer full) (nullable): a session; nothing was sent yet
 */
MusterRestSession *muster_rest_session_new (const MusterRestManners *manners,
                                            const MusterField *fields,
                                            MusterParams *settings,
                                            GError **error);

void muster_rest_session_free (MusterRestSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterRestSession, muster_rest_session_free)

/**
 * muster_rest_session_call:
 * @session: a session
 * @template: what to ask
 * @values: what its placeholders stand for; settings and token are filled in
 * @cancellable: (nullable): ends it at once
 * @error: see #MusterHttp and muster_http_reply_check(); for an error in the answer
 *   %MUSTER_ERROR_INVALID with the field for a wrong secret or address, %MUSTER_ERROR_DENIED,
 *   %G_IO_ERROR_BUSY, else %MUSTER_ERROR_PROTOCOL with the server's words
 *
 * Returns: (transfer full) (nullable): the answer
 */
JsonNode *muster_rest_session_call (MusterRestSession *session,
                                    const MusterRestTemplate *template,
                                    const MusterRestValues *values,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * muster_rest_session_get_link:
 * @session: a session
 *
 * Returns: (transfer full) (nullable): the path, and query, of the next page, as the header "Link"
 *   of the last answer has it
 */
char *muster_rest_session_get_link (MusterRestSession *session);

/**
 * muster_rest_session_local_path:
 * @session: a session
 * @address: an address in an answer, or a path
 *
 * Returns: (transfer full) (nullable): its path and query, below the server's address; %NULL when it
 *   is not on this server
 */
char *muster_rest_session_local_path (MusterRestSession *session, const char *address);

/* The last request, with its secrets as dots, and the last answer, cut to some kilobytes. */
const char *muster_rest_session_get_request (MusterRestSession *session);
const char *muster_rest_session_get_reply (MusterRestSession *session);

/**
 * muster_rest_session_get_clock:
 * @session: a session
 * @ahead: (out): microseconds by which the server's clock was ahead at the last answer, to a second
 *
 * Returns: whether the server said what time it has
 */
gboolean muster_rest_session_get_clock (MusterRestSession *session, gint64 *ahead);

/* How many requests were made. */
guint64 muster_rest_session_get_calls (MusterRestSession *session);
