/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-json-connector.h"

#include "muster-error.h"
#include "muster-rest-plan.h"

#include <glib/gi18n-lib.h>

static const MusterChoice json_auths[] = {
  { "none", N_ ("None, or in the headers") },
  { "bearer", N_ ("Bearer, with the secret") },
  { "basic", N_ ("User name and secret") },
  { "token", N_ ("A token, asked for with the secret") },
  { NULL },
};

static const MusterChoice json_methods[] = {
  { "GET", N_ ("GET") },
  { "POST", N_ ("POST") },
  { NULL },
};

/* In the order of #MusterRestTime. */
static const MusterChoice json_times[] = {
  { "guess", N_ ("Recognise it") },
  { "s", N_ ("Seconds since 1970") },
  { "ms", N_ ("Milliseconds since 1970") },
  { "local", N_ ("Text in the source's time zone") },
  { "utc", N_ ("Text in UTC") },
  { NULL },
};

/* In the order of #MusterRestPaging. */
static const MusterChoice json_pagings[] = {
  { "one", N_ ("One answer has everything") },
  { "offset", N_ ("{offset} and {limit}") },
  { "page", N_ ("{page} and {limit}") },
  { "cursor", N_ ("{cursor}, from the answer before") },
  { "link", N_ ("The answer has the address of the next page") },
  { "since", N_ ("Ordered by change, from {from} on") },
  { NULL },
};

static const MusterField json_fields[] = {
  MUSTER_REST_FIELDS (NULL),
  { .name = "auth",
    .title = N_ ("Authentication"),
    .kind = MUSTER_FIELD_CHOICE,
    .fallback = "none",
    .choices = json_auths },
  { .name = "user",
    .title = N_ ("User name"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "secret",
    .title = N_ ("Password, key or token"),
    .hint = N_ ("{secret} in the headers, the path or the body"),
    .kind = MUSTER_FIELD_SECRET,
    .fallback = "" },
  { .name = "token-path",
    .title = N_ ("Path that gives a token"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "token-body",
    .title = N_ ("Body that asks for a token"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "token-at",
    .title = N_ ("Token in the answer"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "access_token" },
  { .name = "method",
    .title = N_ ("Method"),
    .kind = MUSTER_FIELD_CHOICE,
    .fallback = "GET",
    .choices = json_methods },
  { .name = "path",
    .title = N_ ("Path"),
    .hint = N_ ("/punches?from={from:iso}&to={until:iso}"),
    .kind = MUSTER_FIELD_TEXT,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "headers",
    .title = N_ ("Headers"),
    .hint = N_ ("Name: value, a line each"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "body",
    .title = N_ ("Body"),
    .hint = N_ ("JSON, with the same words in braces"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "records",
    .title = N_ ("Punches in the answer"),
    .hint = N_ ("Where the list is: data.list"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "$" },
  { .name = "key",
    .title = N_ ("Device user number"),
    .hint = N_ ("Where it is in a record; so in all that follow"),
    .kind = MUSTER_FIELD_TEXT,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "name", .title = N_ ("Name"), .kind = MUSTER_FIELD_TEXT, .fallback = "" },
  { .name = "time",
    .title = N_ ("Time"),
    .kind = MUSTER_FIELD_TEXT,
    .flags = MUSTER_FIELD_REQUIRED },
  { .name = "out-time",
    .title = N_ ("Time of leaving"),
    .hint = N_ ("Where a record holds both"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "time-format",
    .title = N_ ("Times are"),
    .kind = MUSTER_FIELD_CHOICE,
    .fallback = "guess",
    .choices = json_times },
  { .name = "record",
    .title = N_ ("Record number"),
    .hint = N_ ("By which a change is recognised"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "revision",
    .title = N_ ("Time of the last change"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "direction",
    .title = N_ ("Direction"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "in",
    .title = N_ ("Means in"),
    .hint = N_ ("Values separated by |, with * and ?"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "in|IN|In|0" },
  { .name = "out",
    .title = N_ ("Means out"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "out|OUT|Out|1" },
  { .name = "lat",
    .title = N_ ("Latitude"),
    .hint = N_ ("In the datum of the source"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "lon", .title = N_ ("Longitude"), .kind = MUSTER_FIELD_TEXT, .fallback = "" },
  { .name = "divisor",
    .title = N_ ("Degrees are divided by"),
    .kind = MUSTER_FIELD_REAL,
    .fallback = "1",
    .min = 1,
    .max = 1e9 },
  { .name = "accuracy",
    .title = N_ ("Accuracy"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "device", .title = N_ ("Device"), .kind = MUSTER_FIELD_TEXT, .fallback = "" },
  { .name = "phone", .title = N_ ("Phone"), .kind = MUSTER_FIELD_TEXT, .fallback = "" },
  { .name = "ssid",
    .title = N_ ("Name of the Wi-Fi"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "bssid",
    .title = N_ ("Access point (BSSID)"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "ip", .title = N_ ("IP address"), .kind = MUSTER_FIELD_TEXT, .fallback = "" },
  { .name = "note", .title = N_ ("Note"), .kind = MUSTER_FIELD_TEXT, .fallback = "" },
  { .name = "mock",
    .title = N_ ("Mock location"),
    .hint = N_ ("Where “true” or 1 says so"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "not-punch",
    .title = N_ ("Is no punch"),
    .hint = N_ ("Where a record says that it is none"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "not-punch-values",
    .title = N_ ("With one of"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "true|1" },
  { .name = "code",
    .title = N_ ("Error code in the answer"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "fine",
    .title = N_ ("Code that is no error"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "0" },
  { .name = "message",
    .title = N_ ("Error message in the answer"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "paging",
    .title = N_ ("Pages"),
    .kind = MUSTER_FIELD_CHOICE,
    .fallback = "one",
    .choices = json_pagings },
  { .name = "size",
    .title = N_ ("Records a page"),
    .kind = MUSTER_FIELD_INTEGER,
    .fallback = "200",
    .min = 1,
    .max = 10000 },
  { .name = "next",
    .title = N_ ("Next cursor or address in the answer"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "more",
    .title = N_ ("Whether there is more, in the answer"),
    .kind = MUSTER_FIELD_TEXT,
    .fallback = "" },
  { .name = "days",
    .title = N_ ("Days a request"),
    .hint = N_ ("At most; 0 for any number"),
    .kind = MUSTER_FIELD_INTEGER,
    .fallback = "0",
    .min = 0,
    .max = 366 },
  { .name = "people",
    .title = N_ ("People a request"),
    .hint = N_ ("0 when it asks for all; else {people} are the user ids"),
    .kind = MUSTER_FIELD_INTEGER,
    .fallback = "0",
    .min = 0,
    .max = 1000 },
  { .name = "users", .title = N_ ("User ids"), .kind = MUSTER_FIELD_STRINGS },
  MUSTER_REST_SPAN_FIELDS,
  { NULL },
};

/* A plan made of settings, which own all its texts. */
typedef struct
{
  MusterRestPlan plan;
  MusterRestManners manners;
  MusterRestTemplate request;
  MusterRestTemplate token;
  MusterRestMapping in;
  MusterRestMapping out;
} Own;

/* (nullable): a setting, %NULL when it is empty */
static const char *
given (MusterParams *settings, const char *name)
{
  const char *text = muster_params_get_string (settings, name);

  return *text != '\0' ? text : NULL;
}

static guint
choice_index (MusterParams *settings, const char *name, const MusterChoice *choices)
{
  const char *value = muster_params_get_string (settings, name);
  guint i = 0;

  while (choices[i].value != NULL && !g_str_equal (choices[i].value, value))
    i++;
  return choices[i].value != NULL ? i : 0;
}

static void
own_manners (Own *own, MusterParams *settings)
{
  const char *auth = muster_params_get_string (settings, "auth");

  own->manners = (MusterRestManners) {
    .codes = { given (settings, "code") },
    .fine = given (settings, "fine"),
    .words = { given (settings, "message") },
    .secret = "secret",
  };

  if (g_str_equal (auth, "bearer"))
    own->manners.authorization = "Bearer {secret}";
  else if (g_str_equal (auth, "basic"))
    own->manners.authorization = "Basic {basic}";
  else if (g_str_equal (auth, "token"))
    {
      own->manners.authorization = "Bearer {token}";
      own->token = (MusterRestTemplate) { .path = given (settings, "token-path"),
                                          .body = given (settings, "token-body") };
      own->manners.token = &own->token;
      own->manners.token_path = given (settings, "token-at");
    }
}

static void
own_mappings (Own *own, MusterParams *settings)
{
  MusterRestTime time = choice_index (settings, "time-format", json_times);

  own->in = (MusterRestMapping) {
    .key = given (settings, "key"),
    .name = given (settings, "name"),
    .time = given (settings, "time"),
    .time_is = time,
    .record_key = { given (settings, "record") },
    .revision = given (settings, "revision"),
    .revision_is = time,
    .direction = given (settings, "direction"),
    .in = given (settings, "in"),
    .out = given (settings, "out"),
    .lat = given (settings, "lat"),
    .lon = given (settings, "lon"),
    .divisor = muster_params_get_double (settings, "divisor"),
    .accuracy = given (settings, "accuracy"),
    .device = given (settings, "device"),
    .note = given (settings, "note"),
    .phone = given (settings, "phone"),
    .ssid = given (settings, "ssid"),
    .bssid = given (settings, "bssid"),
    .ip = given (settings, "ip"),
    .mock = { given (settings, "mock"), "true|1" },
    .not_punch = { { given (settings, "not-punch"),
                     given (settings, "not-punch-values") } },
  };
  own->plan.mappings[0] = &own->in;
  if (given (settings, "out-time") == NULL)
    return;

  own->in.optional = TRUE;
  own->in.always = MUSTER_DIRECTION_IN;
  own->in.suffix = "/in";
  own->out = own->in;
  own->out.time = given (settings, "out-time");
  own->out.always = MUSTER_DIRECTION_OUT;
  own->out.suffix = "/out";
  own->plan.mappings[1] = &own->out;
}

static gboolean
own_check (Own *own, MusterParams *settings, GError **error)
{
  g_autofree const char **users =
    g_variant_get_strv (muster_params_get_value (settings, "users"), NULL);
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonPath) records = muster_json_path_new (own->plan.records, &cause);

  if (records == NULL)
    return muster_error_set_field (error, "records", "%s", cause->message);

  if (own->plan.people > 0 && users[0] == NULL)
    return muster_error_set_field (error, "users",
                                   _ ("A request that names people needs user ids"));

  if (own->plan.paging == MUSTER_REST_SINCE && own->in.revision == NULL)
    return muster_error_set_field (
      error, "revision", _ ("Pages ordered by change need the time of the last change"));

  if (own->manners.token != NULL && (own->token.path == NULL || *own->token.path != '/'))
    return muster_error_set_field (error, "token-path", _ ("The path begins with /"));
  if (own->manners.token != NULL && own->manners.token_path == NULL)
    return muster_error_set_field (error, "token-at",
                                   _ ("Say where in the answer the token is"));

  return muster_rest_template_check (&own->request, json_fields, error);
}

static gboolean
own_init (Own *own, MusterSource *source, MusterParams *settings, GError **error)
{
  *own = (Own) { 0 };
  own_manners (own, settings);
  own->request = (MusterRestTemplate) {
    .method = muster_params_get_string (settings, "method"),
    .path = muster_params_get_string (settings, "path"),
    .headers = given (settings, "headers"),
    .body = given (settings, "body"),
  };
  own->plan = (MusterRestPlan) {
    .manners = &own->manners,
    .fields = json_fields,
    .request = &own->request,
    .records = muster_params_get_string (settings, "records"),
    .paging = choice_index (settings, "paging", json_pagings),
    .size = (guint) muster_params_get_int64 (settings, "size"),
    .more = given (settings, "more"),
    .next = given (settings, "next"),
    .days = (guint) muster_params_get_int64 (settings, "days"),
    .people = (guint) muster_params_get_int64 (settings, "people"),
    .utc = g_str_equal (muster_params_get_string (settings, "time-format"), "utc"),
    .datum = source != NULL ? source->datum : MUSTER_DATUM_WGS84,
  };
  own_mappings (own, settings);
  return own_check (own, settings, error);
}

static GVariant *
json_probe (MusterSource *source,
            MusterParams *settings,
            GCancellable *cancellable,
            GError **error)
{
  Own own;

  return own_init (&own, source, settings, error)
           ? muster_rest_plan_probe (&own.plan, source, settings, cancellable, error)
           : NULL;
}

static gboolean
json_pull (MusterSource *source,
           MusterParams *settings,
           GVariant *cursor,
           MusterSink *sink,
           GCancellable *cancellable,
           GError **error)
{
  Own own;

  return own_init (&own, source, settings, error) &&
         muster_rest_plan_pull (&own.plan, source, settings, cursor, sink, cancellable,
                                error);
}

const MusterConnector muster_json_connector = {
  .kind = "json",
  .title = N_ ("Another server (JSON)"),
  .fields = json_fields,
  .probe = json_probe,
  .pull = json_pull,
  .unattended = TRUE,
  .takes_datum = TRUE,
};
