/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-http.h"
#include "muster-isapi-tree.h"
#include "muster-params.h"

/**
 * MusterIsapiSession:
 *
 * A conversation with an access terminal: signs in by Digest, reads JSON and XML alike, turns what
 * it says of faults into errors. It only ever asks: what it is, what time it has, for events. It
 * belongs to one thread and blocks. A password that was refused is never sent again.
 */
typedef struct _MusterIsapiSession MusterIsapiSession;

/**
 * muster_isapi_session_new:
 * @settings: "address", "user", "password", "certificate", "plain"
 * @error: a %MUSTER_ERROR_INVALID that names one of them
 *
 * Returns: (transfer full) (nullable): a session; nothing has been sent yet
 */
MusterIsapiSession *muster_isapi_session_new (MusterParams *settings, GError **error);

void muster_isapi_session_free (MusterIsapiSession *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterIsapiSession, muster_isapi_session_free)

/**
 * muster_isapi_session_ask_device:
 * @session: a session
 * @cancellable: (nullable): ends it at once
 * @error: see #MusterHttp; %MUSTER_ERROR_PROTOCOL for what is no such terminal
 *
 * Returns: (transfer full) (nullable): the object of "deviceName", "model", "serialNumber" …
 */
JsonNode *muster_isapi_session_ask_device (MusterIsapiSession *session,
                                           GCancellable *cancellable,
                                           GError **error);

/**
 * MusterIsapiClock:
 * @wall: the face of its clock, microseconds since 1970 as if it were UTC
 * @offset: seconds ahead of UTC, %MUSTER_OFFSET_UNKNOWN when it does not say
 * @ahead: microseconds that it is ahead of the true time, when it says its offset
 * @doubt: how far @ahead may be off
 *
 * A terminal's clock.
 */
typedef struct
{
  gint64 wall;
  gint32 offset;
  gint64 ahead;
  gint64 doubt;
} MusterIsapiClock;

/**
 * muster_isapi_session_ask_clock:
 * @session: a session
 * @clock: (out): what it says
 * @cancellable: (nullable): ends it at once
 * @error: likewise
 *
 * Returns: whether it said its time
 */
gboolean muster_isapi_session_ask_clock (MusterIsapiSession *session,
                                         MusterIsapiClock *clock,
                                         GCancellable *cancellable,
                                         GError **error);

/**
 * MusterIsapiFind:
 * @infos: (element-type JsonNode): the events, each an element of a list
 * @total: the largest number of matches that the terminal spoke of
 * @whole: whether all of them came
 *
 * What a search found.
 */
typedef struct
{
  GPtrArray *infos;
  gint64 total;
  gboolean whole;

  /*< private >*/
  GPtrArray *trees;
} MusterIsapiFind;

void muster_isapi_find_free (MusterIsapiFind *find);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterIsapiFind, muster_isapi_find_free)

/**
 * muster_isapi_session_search:
 * @session: a session
 * @from: first wall time, microseconds since 1970 as if UTC
 * @until: last wall time, included
 * @offset: seconds that the terminal's clock is ahead of UTC
 * @most: events after which to stop, 0 for all; the find is then not whole
 * @cancellable: (nullable): ends it at once
 * @error: %MUSTER_ERROR_MISSING when the terminal has no search, %MUSTER_ERROR_DENIED when the
 *   account may not, and see #MusterHttp
 *
 * Searches a span, page after page.
 *
 * Returns: (transfer full) (nullable): what it found
 */
MusterIsapiFind *muster_isapi_session_search (MusterIsapiSession *session,
                                              gint64 from,
                                              gint64 until,
                                              gint32 offset,
                                              guint most,
                                              GCancellable *cancellable,
                                              GError **error);

/**
 * muster_isapi_session_has_search:
 * @session: a session
 * @cancellable: (nullable): ends it at once
 * @error: see #MusterHttp
 *
 * Returns: 1 when the terminal can search events, 0 when it cannot, −1 on error
 */
int muster_isapi_session_has_search (MusterIsapiSession *session,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * muster_isapi_session_open:
 * @session: a session, of which nothing else is asked meanwhile
 * @cancellable: (nullable): ends it at once
 * @error: see #MusterHttp
 *
 * Opens the stream of live events.
 *
 * Returns: (transfer full) (nullable): the stream
 */
MusterHttpStream *muster_isapi_session_open (MusterIsapiSession *session,
                                             GCancellable *cancellable,
                                             GError **error);
