/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rest-session.h"

#include "muster-error.h"
#include "muster-rest-mapping.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHOWN 4000
#define LONGEST_WORDS 300

struct _MusterRestSession
{
  const MusterRestManners *manners;
  const MusterField *fields;
  MusterParams *settings;
  MusterHttp *http;
  char *base; /* the path of the address, without a slash at its end */
  char *token;
  char *request; /* as it may be shown */
  char *reply;
  char *link;
  gboolean has_clock;
  gint64 ahead;
};

typedef enum
{
  SAID_WELL,
  SAID_AGAIN, /* with a new token */
  SAID_LATER,
  SAID_NO,
} Said;

MusterRestSession *
muster_rest_session_new (const MusterRestManners *manners,
                         const MusterField *fields,
                         MusterParams *settings,
                         GError **error)
{
  MusterHttpOptions options = { 0 };
  g_autoptr (MusterHttp) http = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GUri) uri = NULL;
  MusterRestSession *session;

  g_return_val_if_fail (manners != NULL && fields != NULL && settings != NULL, NULL);

  address = g_strstrip (g_strdup (muster_params_get_string (settings, "address")));
  options.address = address;
  options.certificate = muster_params_get_string (settings, "certificate");
  options.plain = muster_params_get_boolean (settings, "plain");
  options.seconds = (guint) muster_params_get_int64 (settings, "timeout");
  if (!(http = muster_http_new (&options, error)))
    return NULL;

  session = g_new0 (MusterRestSession, 1);
  session->manners = manners;
  session->fields = fields;
  session->settings = g_object_ref (settings);
  session->http = g_steal_pointer (&http);
  uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
  session->base = g_strdup (g_uri_get_path (uri));
  if (g_str_has_suffix (session->base, "/"))
    session->base[strlen (session->base) - 1] = '\0';
  return session;
}

void
muster_rest_session_free (MusterRestSession *session)
{
  if (session == NULL)
    return;

  muster_http_free (session->http);
  g_object_unref (session->settings);
  g_free (session->base);
  g_free (session->token);
  g_free (session->request);
  g_free (session->reply);
  g_free (session->link);
  g_free (session);
}

static void
headers_take (GPtrArray *headers, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon == NULL)
        continue;

      *colon = '\0';
      g_ptr_array_add (headers, g_strdup (g_strstrip (lines[i])));
      g_ptr_array_add (headers, g_strdup (g_strstrip (colon + 1)));
    }
}

/* A request with its placeholders filled in. */
typedef struct
{
  char *path;
  char *authorization;
  char *headers;
  char *body;
} Filled;

static void
filled_clear (Filled *filled)
{
  g_free (filled->path);
  g_free (filled->authorization);
  g_free (filled->headers);
  g_free (filled->body);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filled, filled_clear)

static gboolean
fill_part (const char *text,
           MusterRestEscape escape,
           const MusterRestValues *values,
           char **filled,
           GError **error)
{
  if (text == NULL || *text == '\0')
    return TRUE;

  *filled = muster_rest_expand (text, escape, values, error);
  return *filled != NULL;
}

static gboolean
fill (MusterRestSession *session,
      const MusterRestTemplate *template,
      const MusterRestValues *values,
      Filled *filled,
      GError **error)
{
  /* Who asks for a token has none to show. */
  const char *authorization =
    template != session->manners->token ? session->manners->authorization : NULL;

  return fill_part (template->path, MUSTER_REST_PATH, values, &filled->path, error) &&
         fill_part (authorization, MUSTER_REST_PLAIN, values, &filled->authorization,
                    error) &&
         fill_part (template->headers, MUSTER_REST_PLAIN, values, &filled->headers,
                    error) &&
         fill_part (template->body, MUSTER_REST_JSON, values, &filled->body, error);
}

static void
note_request (MusterRestSession *session,
              const MusterRestTemplate *template,
              const MusterRestValues *values)
{
  g_auto (Filled) shown = { 0 };
  MusterRestValues masked = *values;
  g_autofree char *path = NULL;
  GString *text;

  masked.mask = TRUE;
  if (!fill (session, template, &masked, &shown, NULL))
    return;

  text = g_string_new (template->method != NULL ? template->method
                       : template->body != NULL ? "POST"
                                                : "GET");
  path = g_uri_unescape_string (shown.path, NULL);
  g_string_append_printf (text, " %s%s", session->base, path != NULL ? path : shown.path);
  if (shown.authorization != NULL)
    g_string_append_printf (text, "\nAuthorization: %s", shown.authorization);
  if (shown.headers != NULL)
    g_string_append_printf (text, "\n%s", shown.headers);
  if (shown.body != NULL)
    g_string_append_printf (text, "\n\n%s", shown.body);

  g_clear_pointer (&session->request, g_free);
  session->request = g_string_free (text, FALSE);
}

static void
note_reply (MusterRestSession *session, MusterHttpReply *reply)
{
  gsize size;
  const char *body = g_bytes_get_data (muster_http_reply_get_body (reply), &size);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = muster_http_reply_get_date (reply);

  g_clear_pointer (&session->reply, g_free);
  session->reply = g_utf8_make_valid (body, (gssize) MIN (size, SHOWN));
  g_set_str (&session->link, muster_http_reply_get_header (reply, "Link"));

  session->has_clock = then != NULL;
  if (session->has_clock)
    session->ahead =
      (g_date_time_difference (then, now) + 500000) / MUSTER_SECOND * MUSTER_SECOND;
}

/* (nullable): what is at the first of some paths that has anything */
static char *
first_text (JsonNode *root, const char *const *paths)
{
  for (guint i = 0; i < MUSTER_REST_CODE_PATHS && paths[i] != NULL; i++)
    {
      char *text = muster_json_find_text (root, paths[i]);

      if (text != NULL)
        return text;
    }

  return NULL;
}

/* What a server says is shown to people: one line, not for ever, no markup. */
static char *
plain_words (const MusterRestManners *manners, JsonNode *root)
{
  g_autofree char *words = first_text (root, manners->words);
  g_autoptr (GString) plain = g_string_new (NULL);
  gboolean tag = FALSE;

  if (words != NULL && manners->unwrap != NULL)
    {
      char *unwrapped = manners->unwrap (words);

      g_clear_pointer (&words, g_free);
      words = unwrapped;
    }

  for (const char *c = words; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      if (u == '<' && (g_ascii_isalpha (c[1]) || c[1] == '/'))
        tag = TRUE;
      else if (u == '>' && tag)
        tag = FALSE;
      else if (!tag && plain->len < LONGEST_WORDS)
        g_string_append_unichar (plain, g_unichar_iscntrl (u) ? ' ' : u);
    }

  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static MusterRestVerdict
verdict_of (const MusterRestManners *manners, const char *code)
{
  for (gsize i = 0; manners->verdicts != NULL && manners->verdicts[i].codes != NULL; i++)
    if (muster_rest_matches (code, manners->verdicts[i].codes))
      return manners->verdicts[i].verdict;

  return MUSTER_REST_FAILED;
}

static Said
say_no (MusterRestSession *session,
        MusterRestVerdict verdict,
        const char *code,
        const char *words,
        GError **error)
{
  const char *host = muster_http_get_host (session->http);

  switch (verdict)
    {
    case MUSTER_REST_TOKEN:
    case MUSTER_REST_SECRET:
      muster_error_set_field (error, session->manners->secret,
                              _ ("%s does not accept this password or key: %s (%s)"),
                              host, words, code);
      break;

    case MUSTER_REST_DENIED:
      muster_error_set (error, MUSTER_ERROR_DENIED,
                        _ ("%s does not allow this account to read this: %s (%s)"), host,
                        words, code);
      break;

    case MUSTER_REST_ADDRESS:
      muster_error_set (error, MUSTER_ERROR_DENIED,
                        _ ("%s takes no calls from your network address. Ask its "
                           "administrator to allow it: %s (%s)"),
                        host, words, code);
      break;

    case MUSTER_REST_BUSY:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("%s is too busy now"), host);
      break;

    case MUSTER_REST_QUOTA:
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                   _ ("%s allows no more requests for now: %s (%s). Sync less often"),
                   host, words, code);
      break;

    case MUSTER_REST_FAILED:
      muster_error_set (error, MUSTER_ERROR_PROTOCOL, _ ("%s says: %s (%s)"), host, words,
                        code);
      break;
    }

  return SAID_NO;
}

/* Judges an answer: by the code in it, else by its status. */
static Said
judge (MusterRestSession *session,
       MusterHttpReply *reply,
       gboolean may_renew,
       JsonNode **root,
       GError **error)
{
  const MusterRestManners *manners = session->manners;
  gsize size;
  const char *body = g_bytes_get_data (muster_http_reply_get_body (reply), &size);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *code = NULL;
  g_autofree char *words = NULL;
  MusterRestVerdict verdict;

  if (!muster_http_reply_is_html (reply))
    node = muster_json_parse (body, size, NULL);
  if (node != NULL)
    code = first_text (node, manners->codes);

  if (code != NULL && g_strcmp0 (code, manners->fine) != 0)
    {
      verdict = verdict_of (manners, code);
      if (verdict == MUSTER_REST_TOKEN && may_renew)
        return SAID_AGAIN;
      if (verdict == MUSTER_REST_BUSY)
        return SAID_LATER;

      words = plain_words (manners, node);
      return say_no (session, verdict, code, words, error);
    }

  if (muster_http_reply_get_status (reply) == 401 && may_renew)
    return SAID_AGAIN;

  if (!muster_http_reply_check (reply, manners->secret, error))
    return SAID_NO;

  if (muster_http_reply_is_html (reply))
    muster_error_set_field (
      error, "address",
      _ ("%s answers with a page for people, such as one to sign in. "
         "Is the address right?"),
      muster_http_get_host (session->http));
  else if (node == NULL)
    muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                      _ ("%s answers with something that is not JSON. Is the address "
                         "right?"),
                      muster_http_get_host (session->http));
  if (node == NULL)
    return SAID_NO;

  *root = g_steal_pointer (&node);
  return SAID_WELL;
}

/* One exchange, repeated while the server is too busy. */
static Said
exchange (MusterRestSession *session,
          const MusterRestTemplate *template,
          const MusterRestValues *values,
          gboolean may_renew,
          JsonNode **root,
          GCancellable *cancellable,
          GError **error)
{
  g_auto (Filled) filled = { 0 };
  g_autoptr (GPtrArray) headers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GBytes) body = NULL;
  MusterHttpRequest request = { .method = template->method };

  if (!fill (session, template, values, &filled, error))
    return SAID_NO;

  if (filled.headers != NULL)
    headers_take (headers, filled.headers);
  g_ptr_array_add (headers, NULL);
  if (filled.body != NULL)
    body = g_bytes_new (filled.body, strlen (filled.body));

  request.path = filled.path;
  request.authorization = filled.authorization;
  request.headers = (const char *const *) headers->pdata;
  request.body = body;
  note_request (session, template, values);

  for (guint attempt = 0;; attempt++)
    {
      g_autoptr (MusterHttpReply)
        reply = muster_http_exchange (session->http, &request, cancellable, error);
      Said said;

      if (reply == NULL)
        return SAID_NO;

      note_reply (session, reply);
      said = judge (session, reply, may_renew, root, error);
      if (said != SAID_LATER)
        return said;

      if (!muster_http_pause (session->http, attempt, reply, cancellable, error))
        return SAID_NO;
    }
}

static gboolean
sign_in (MusterRestSession *session, GCancellable *cancellable, GError **error)
{
  const MusterRestValues values = { .fields = session->fields,
                                    .settings = session->settings };
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *token = NULL;

  if (exchange (session, session->manners->token, &values, FALSE, &root, cancellable,
                error) != SAID_WELL)
    return FALSE;

  /* What came back is a secret and not to be shown. */
  g_clear_pointer (&session->reply, g_free);
  token = muster_json_find_text (root, session->manners->token_path);
  if (token == NULL || g_str_equal (token, "false"))
    return muster_error_set_field (error, session->manners->secret,
                                   _ ("%s does not accept this password or key"),
                                   muster_http_get_host (session->http));

  g_set_str (&session->token, token);
  return TRUE;
}

JsonNode *
muster_rest_session_call (MusterRestSession *session,
                          const MusterRestTemplate *template,
                          const MusterRestValues *values,
                          GCancellable *cancellable,
                          GError **error)
{
  MusterRestValues all;
  gboolean signs;

  g_return_val_if_fail (session != NULL && template != NULL && values != NULL, NULL);

  signs = session->manners->token != NULL;
  all = *values;
  all.fields = session->fields;
  all.settings = session->settings;

  for (gboolean renewed = !signs;; renewed = TRUE)
    {
      JsonNode *root = NULL;
      Said said;

      if (signs && session->token == NULL && !sign_in (session, cancellable, error))
        return NULL;

      all.token = session->token;
      said = exchange (session, template, &all, !renewed, &root, cancellable, error);
      if (said == SAID_WELL)
        return root;
      if (said == SAID_NO)
        return NULL;

      g_clear_pointer (&session->token, g_free);
    }
}

char *
muster_rest_session_local_path (MusterRestSession *session, const char *address)
{
  g_autofree char *host = NULL;
  g_autoptr (GUri) uri = NULL;
  const char *path;

  g_return_val_if_fail (session != NULL && address != NULL, NULL);

  if (*address == '/' && address[1] != '/')
    {
      path = address;
    }
  else
    {
      uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, NULL);
      if (uri == NULL || g_uri_get_host (uri) == NULL)
        return NULL;

      host = g_uri_get_port (uri) > 0
               ? g_strdup_printf ("%s:%d", g_uri_get_host (uri), g_uri_get_port (uri))
               : g_strdup (g_uri_get_host (uri));
      if (g_ascii_strcasecmp (host, muster_http_get_host (session->http)) != 0)
        return NULL;

      path = strstr (address, "://") + strlen ("://");
      path = strchr (path, '/');
    }

  if (path == NULL || !g_str_has_prefix (path, session->base) ||
      path[strlen (session->base)] != '/')
    return NULL;

  return g_strdup (path + strlen (session->base));
}

char *
muster_rest_session_get_link (MusterRestSession *session)
{
  g_auto (GStrv) links = NULL;

  g_return_val_if_fail (session != NULL, NULL);

  links = g_strsplit (session->link != NULL ? session->link : "", ",", -1);
  for (gsize i = 0; links[i] != NULL; i++)
    {
      char *begin = strchr (links[i], '<');
      char *end = begin != NULL ? strchr (begin, '>') : NULL;

      if (end == NULL ||
          (strstr (end, "rel=\"next\"") == NULL && strstr (end, "rel=next") == NULL))
        continue;

      *end = '\0';
      return muster_rest_session_local_path (session, begin + 1);
    }

  return NULL;
}

const char *
muster_rest_session_get_request (MusterRestSession *session)
{
  g_return_val_if_fail (session != NULL, NULL);

  return session->request;
}

const char *
muster_rest_session_get_reply (MusterRestSession *session)
{
  g_return_val_if_fail (session != NULL, NULL);

  return session->reply;
}

gboolean
muster_rest_session_get_clock (MusterRestSession *session, gint64 *ahead)
{
  g_return_val_if_fail (session != NULL && ahead != NULL, FALSE);

  *ahead = session->ahead;
  return session->has_clock;
}

guint64
muster_rest_session_get_calls (MusterRestSession *session)
{
  g_return_val_if_fail (session != NULL, 0);

  return muster_http_get_calls (session->http);
}
