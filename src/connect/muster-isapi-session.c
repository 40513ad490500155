/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-isapi-session.h"

#include "muster-error.h"
#include "muster-isapi-event.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PAGE 30          /* more is refused by some and cut by most */
#define MOST_FOUND 50000 /* of one search, which is for a day or so */
#define BUSY 2
#define RESTART 7

struct _MusterIsapiSession
{
  MusterHttp *http;
};

/* An account is locked after some five wrong passwords. */
static gboolean
explain_refusal (GBytes *body, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) tree = muster_isapi_tree_read (data, length, NULL);
  JsonNode *check = muster_isapi_tree_get (tree, "userCheck");
  const char *lock;
  gint64 seconds;

  if (check == NULL)
    check = tree;
  lock = muster_isapi_tree_get_text (check, "lockStatus");
  if (lock == NULL || g_ascii_strcasecmp (lock, "lock") != 0)
    return FALSE;

  seconds = CLAMP (muster_isapi_tree_get_number (check, "unlockTime", 1800), 0, 86400);
  muster_error_set_field (
    error, "password",
    ngettext ("The terminal has locked this account after wrong "
              "passwords. Wait %u minute, then enter the right one",
              "The terminal has locked this account after wrong "
              "passwords. Wait %u minutes, then enter the right one",
              (gulong) (seconds / 60 + 1)),
    (guint) (seconds / 60 + 1));
  return TRUE;
}

MusterIsapiSession *
muster_isapi_session_new (MusterParams *settings, GError **error)
{
  const MusterHttpOptions options = {
    .address = muster_params_get_string (settings, "address"),
    .certificate = muster_params_get_string (settings, "certificate"),
    .plain = muster_params_get_boolean (settings, "plain"),
    .user = muster_params_get_string (settings, "user"),
    .password = muster_params_get_string (settings, "password"),
    .explain = explain_refusal,
    .http1 = TRUE,
  };
  MusterHttp *http = muster_http_new (&options, error);
  MusterIsapiSession *session;

  if (http == NULL)
    return NULL;

  session = g_new0 (MusterIsapiSession, 1);
  session->http = http;
  return session;
}

void
muster_isapi_session_free (MusterIsapiSession *session)
{
  muster_http_free (session->http);
  g_free (session);
}

/* The object that says how a request went, wherever it stands; %NULL when it is no such answer. */
static JsonNode *
status_of (JsonNode *tree)
{
  JsonNode *status = muster_isapi_tree_get (tree, "ResponseStatus");

  if (status == NULL)
    status = tree;
  return muster_isapi_tree_get (status, "statusCode") != NULL ? status : NULL;
}

static void
say_fault (MusterIsapiSession *session, JsonNode *status, GError **error)
{
  const char *host = muster_http_get_host (session->http);
  const char *sub = muster_isapi_tree_get_text (status, "subStatusCode");
  const char *text = muster_isapi_tree_get_text (status, "statusString");

  if (sub == NULL)
    sub = text != NULL ? text : "?";

  if (g_ascii_strcasecmp (sub, "notSupport") == 0)
    muster_error_set (
      error, MUSTER_ERROR_MISSING,
      _ ("The terminal %s cannot do this. Without a search for events, only "
         "its live events can be followed"),
      host);
  else if (g_ascii_strcasecmp (sub, "lowPrivilege") == 0)
    muster_error_set (error, MUSTER_ERROR_DENIED,
                      _ ("The account may not read events of %s. Give it the right to "
                         "search the log at the terminal"),
                      host);
  else if (muster_isapi_tree_get_number (status, "statusCode", 0) == RESTART)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                 _ ("The terminal %s has to be restarted first"), host);
  else
    muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                      _ ("The terminal %s refuses the request: %s"), host, sub);
}

static JsonNode *
read_reply (MusterIsapiSession *session, MusterHttpReply *reply, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (muster_http_reply_get_body (reply), &length);
  guint status = muster_http_reply_get_status (reply);
  g_autoptr (JsonNode) tree = NULL;

  if (muster_http_reply_is_html (reply))
    {
      muster_error_set_field (
        error, "address",
        _ ("%s answers with a page for people. Is it a terminal, and "
           "is this its address?"),
        muster_http_get_host (session->http));
      return NULL;
    }

  if (status >= 200 && status < 300)
    return muster_isapi_tree_read (data, length, error);

  if (!(tree = muster_isapi_tree_read (data, length, NULL)) || status_of (tree) == NULL)
    {
      muster_http_reply_check (reply, "password", error);
      return NULL;
    }
  return g_steal_pointer (&tree);
}

static JsonNode *
ask (MusterIsapiSession *session,
     const char *path,
     GBytes *body,
     GCancellable *cancellable,
     GError **error)
{
  const MusterHttpRequest request = { .path = path, .body = body };

  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (MusterHttpReply) reply = NULL;
      g_autoptr (JsonNode) tree = NULL;
      JsonNode *status;
      gint64 code;

      if (!(reply = muster_http_exchange (session->http, &request, cancellable, error)) ||
          !(tree = read_reply (session, reply, error)))
        return NULL;

      if (!(status = status_of (tree)) ||
          (code = muster_isapi_tree_get_number (status, "statusCode", 0)) == 1)
        return g_steal_pointer (&tree);

      if (code != BUSY)
        {
          say_fault (session, status, error);
          return NULL;
        }
      if (!muster_http_pause (session->http, attempt, reply, cancellable, error))
        return NULL;
    }
}

JsonNode *
muster_isapi_session_ask_device (MusterIsapiSession *session,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (JsonNode) tree = NULL;
  JsonNode *device;

  g_return_val_if_fail (session != NULL, NULL);

  if (!(tree = ask (session, "/ISAPI/System/deviceInfo", NULL, cancellable, error)))
    return NULL;

  device = muster_isapi_tree_get (tree, "DeviceInfo");
  if (muster_isapi_tree_get_text (device, "serialNumber") == NULL)
    {
      muster_error_set (
        error, MUSTER_ERROR_PROTOCOL,
        _ ("%s does not say its serial number. Is it an access terminal?"),
        muster_http_get_host (session->http));
      return NULL;
    }
  return json_node_copy (device);
}

gboolean
muster_isapi_session_ask_clock (MusterIsapiSession *session,
                                MusterIsapiClock *clock,
                                GCancellable *cancellable,
                                GError **error)
{
  gint64 before = g_get_real_time ();
  gint64 after;
  g_autoptr (JsonNode) tree = NULL;
  JsonNode *time;

  g_return_val_if_fail (session != NULL && clock != NULL, FALSE);

  *clock = (MusterIsapiClock) { .offset = MUSTER_OFFSET_UNKNOWN };
  if (!(tree = ask (session, "/ISAPI/System/time", NULL, cancellable, error)))
    return FALSE;

  after = g_get_real_time ();
  time = muster_isapi_tree_get (tree, "Time");
  if (!muster_isapi_time_read (muster_isapi_tree_get_text (time, "localTime"),
                               &clock->wall, &clock->offset))
    return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                             _ ("%s does not say what time it has"),
                             muster_http_get_host (session->http));

  if (clock->offset == MUSTER_OFFSET_UNKNOWN)
    clock->offset =
      muster_isapi_zone_read (muster_isapi_tree_get_text (time, "timeZone"));
  if (clock->offset != MUSTER_OFFSET_UNKNOWN)
    {
      /* It says whole seconds, and said them somewhere between question and answer. */
      clock->ahead = clock->wall + MUSTER_SECOND / 2 - clock->offset * MUSTER_SECOND -
                     (before + (after - before) / 2);
      clock->doubt = (after - before) / 2 + MUSTER_SECOND / 2;
    }
  return TRUE;
}

int
muster_isapi_session_has_search (MusterIsapiSession *session,
                                 GCancellable *cancellable,
                                 GError **error)
{
  g_autoptr (JsonNode) tree = NULL;
  g_autoptr (GError) fault = NULL;

  g_return_val_if_fail (session != NULL, -1);

  tree = ask (session, "/ISAPI/AccessControl/AcsEvent/capabilities?format=json", NULL,
              cancellable, &fault);
  if (tree != NULL)
    return 1;
  if (g_error_matches (fault, MUSTER_ERROR, MUSTER_ERROR_MISSING))
    return 0;

  g_propagate_error (error, g_steal_pointer (&fault));
  return -1;
}

/* ---- Searching ---- */

void
muster_isapi_find_free (MusterIsapiFind *find)
{
  g_ptr_array_unref (find->infos);
  g_ptr_array_unref (find->trees);
  g_free (find);
}

static char *
time_to_text (gint64 wall, gint32 offset)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall / MUSTER_SECOND);
  g_autofree char *face = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S")
                                       : g_strdup ("");
  int minutes = ABS (offset) / 60;

  return g_strdup_printf ("%s%c%02d:%02d", face, offset < 0 ? '-' : '+', minutes / 60,
                          minutes % 60);
}

static GBytes *
condition (const char *id, guint position, const char *from, const char *until)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *text;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "AcsEventCond");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "searchID");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "searchResultPosition");
  json_builder_add_int_value (builder, position);
  json_builder_set_member_name (builder, "maxResults");
  json_builder_add_int_value (builder, PAGE);
  json_builder_set_member_name (builder, "major");
  json_builder_add_int_value (builder, 5);
  json_builder_set_member_name (builder, "minor");
  json_builder_add_int_value (builder, 0);
  json_builder_set_member_name (builder, "startTime");
  json_builder_add_string_value (builder, from);
  json_builder_set_member_name (builder, "endTime");
  json_builder_add_string_value (builder, until);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

static void
add_infos (GPtrArray *infos, JsonNode *list)
{
  if (list == NULL)
    return;

  if (JSON_NODE_HOLDS_ARRAY (list))
    {
      JsonArray *array = json_node_get_array (list);

      for (guint i = 0; i < json_array_get_length (array); i++)
        g_ptr_array_add (infos, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_OBJECT (list))
    {
      g_ptr_array_add (infos, list);
    }
}

/* The list of a page: in JSON an array, in XML elements in an element, or side by side. */
static JsonNode *
list_of (JsonNode *page)
{
  static const char *const inner[] = { "Info", "AcsEventInfo" };
  JsonNode *list = muster_isapi_tree_get (page, "InfoList");

  for (gsize i = 0; i < G_N_ELEMENTS (inner); i++)
    {
      JsonNode *infos = muster_isapi_tree_get (list != NULL ? list : page, inner[i]);

      if (infos != NULL)
        return infos;
    }

  return list;
}

MusterIsapiFind *
muster_isapi_session_search (MusterIsapiSession *session,
                             gint64 from,
                             gint64 until,
                             gint32 offset,
                             guint most,
                             GCancellable *cancellable,
                             GError **error)
{
  g_autoptr (MusterIsapiFind) find = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *first = time_to_text (from, offset);
  g_autofree char *last = time_to_text (until, offset);
  gboolean more = TRUE;

  g_return_val_if_fail (session != NULL, NULL);

  find = g_new0 (MusterIsapiFind, 1);
  find->infos = g_ptr_array_new ();
  find->trees = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  while (more)
    {
      g_autoptr (GBytes) body = condition (id, find->infos->len, first, last);
      guint before = find->infos->len;
      JsonNode *tree;
      JsonNode *page;
      const char *said;

      if (!(tree = ask (session, "/ISAPI/AccessControl/AcsEvent?format=json", body,
                        cancellable, error)))
        return NULL;

      g_ptr_array_add (find->trees, tree);
      if (!(page = muster_isapi_tree_get (tree, "AcsEvent")))
        {
          muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                            _ ("The answer of %s to a search has no events"),
                            muster_http_get_host (session->http));
          return NULL;
        }

      add_infos (find->infos, list_of (page));
      find->total =
        MAX (find->total, muster_isapi_tree_get_number (page, "totalMatches", 0));
      said = muster_isapi_tree_get_text (page, "responseStatusStrg");
      more = said != NULL && g_ascii_strcasecmp (said, "MORE") == 0 &&
             find->infos->len > before && find->infos->len < MOST_FOUND &&
             (most == 0 || find->infos->len < most);
      find->whole = !more && find->infos->len >= find->total &&
                    !(said != NULL && g_ascii_strcasecmp (said, "MORE") == 0);
    }

  return g_steal_pointer (&find);
}

MusterHttpStream *
muster_isapi_session_open (MusterIsapiSession *session,
                           GCancellable *cancellable,
                           GError **error)
{
  const MusterHttpRequest request = { .path = "/ISAPI/Event/notification/alertStream" };

  g_return_val_if_fail (session != NULL, NULL);

  return muster_http_open (session->http, &request, "password", cancellable, error);
}
