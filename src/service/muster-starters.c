/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-starters.h"

#include <glib/gi18n-lib.h>

/* The names in the documents, for translators. */
static const char *const names[] G_GNUC_UNUSED = {
  N_ ("Comprehensive hours"),
  N_ ("Day shift"),
  N_ ("Early shift"),
  N_ ("Flexible day"),
  N_ ("Flexible office"),
  N_ ("Free hours"),
  N_ ("Late shift"),
  N_ ("Night shift"),
  N_ ("Office"),
  N_ ("Shop"),
  N_ ("Shop with split shifts"),
  N_ ("Split shift"),
  N_ ("Team A"),
  N_ ("Team B"),
  N_ ("Team C"),
  N_ ("Team D"),
  N_ ("Three rotating shifts"),
  N_ ("Two shifts"),
  N_ ("Works"),
};

/* clang-format off */
const MusterStarter muster_starters[] = {
  { "office", N_ ("Office 9–18"),
    N_ ("One shift, weekends off, ten minutes of grace"),
    "{\"schema\": \"muster-rules/1\", \"name\": \"@Office\","
    "\"shifts\": [{\"id\": \"day\", \"name\": \"@Day shift\", \"segments\": [{\"on\": \"09:00\", \"off\": \"18:00\"}],"
    "\"rests\": [[\"12:00\", \"13:00\"]]}],"
    "\"groups\": [{\"id\": \"office\", \"name\": \"@Office\", \"default_shift\": \"day\","
    "\"weekly_rest\": [\"sat\", \"sun\"], \"policy\": {\"grace\": {\"late\": 10},"
    "\"overtime\": {\"rules\": [{\"rule\": \"daily\", \"min\": 30}, {\"rule\": \"rest_day\"},"
    "{\"rule\": \"statutory\"}]}}}]}" },
  { "flexible", N_ ("Flexible office"),
    N_ ("Come between 8 and 10, leave nine hours later"),
    "{\"schema\": \"muster-rules/1\", \"name\": \"@Flexible office\","
    "\"shifts\": [{\"id\": \"flex\", \"name\": \"@Flexible day\", \"segments\": [{\"on\": \"09:00\", \"off\": \"18:00\"}],"
    "\"rests\": [[\"12:00\", \"13:00\"]], \"flex\": {\"late\": 60, \"early\": 60},"
    "\"after_late\": [{\"stayed\": 120, \"allowance\": 30}, {\"stayed\": 180, \"allowance\": 60}]}],"
    "\"groups\": [{\"id\": \"office\", \"name\": \"@Office\", \"default_shift\": \"flex\","
    "\"weekly_rest\": [\"sat\", \"sun\"], \"policy\": {"
    "\"overtime\": {\"rules\": [{\"rule\": \"rest_day\"}, {\"rule\": \"statutory\"}]}}}]}" },
  { "two-shifts", N_ ("Two shifts"),
    N_ ("Early and late, changing by the week"),
    "{\"schema\": \"muster-rules/1\", \"name\": \"@Two shifts\","
    "\"shifts\": [{\"id\": \"early\", \"name\": \"@Early shift\", \"segments\": [{\"on\": \"06:00\", \"off\": \"14:00\"}],"
    "\"rests\": [[\"10:00\", \"10:30\"]]},"
    "{\"id\": \"late\", \"name\": \"@Late shift\", \"segments\": [{\"on\": \"14:00\", \"off\": \"22:00\"}],"
    "\"rests\": [[\"18:00\", \"18:30\"]]}],"
    "\"groups\": [{\"id\": \"team-a\", \"name\": \"@Team A\", \"default_shift\": \"early\","
    "\"pattern\": {\"kind\": \"biweekly\", \"anchor\": \"2026-01-05\", \"slots\": [\"early\", \"early\", \"early\","
    "\"early\", \"early\", null, null, \"late\", \"late\", \"late\", \"late\", \"late\", null, null]},"
    "\"policy\": {\"grace\": {\"late\": 5}, \"overtime\": {\"rules\": [{\"rule\": \"daily\", \"min\": 30},"
    "{\"rule\": \"rest_day\"}, {\"rule\": \"statutory\"}]}}},"
    "{\"id\": \"team-b\", \"name\": \"@Team B\", \"default_shift\": \"late\","
    "\"pattern\": {\"kind\": \"biweekly\", \"anchor\": \"2026-01-05\", \"slots\": [\"late\", \"late\", \"late\","
    "\"late\", \"late\", null, null, \"early\", \"early\", \"early\", \"early\", \"early\", null, null]},"
    "\"policy\": {\"grace\": {\"late\": 5}, \"overtime\": {\"rules\": [{\"rule\": \"daily\", \"min\": 30},"
    "{\"rule\": \"rest_day\"}, {\"rule\": \"statutory\"}]}}}]}" },
  { "three-shifts", N_ ("Three rotating shifts"),
    N_ ("Early, late and night in a cycle of eight days, four teams"),
    "{\"schema\": \"muster-rules/1\", \"name\": \"@Three rotating shifts\","
    "\"shifts\": [{\"id\": \"early\", \"name\": \"@Early shift\", \"segments\": [{\"on\": \"08:00\", \"off\": \"16:00\"}],"
    "\"window\": {\"before\": 120, \"after\": 240}},"
    "{\"id\": \"late\", \"name\": \"@Late shift\", \"segments\": [{\"on\": \"16:00\", \"off\": \"24:00\"}],"
    "\"window\": {\"before\": 120, \"after\": 240}},"
    "{\"id\": \"night\", \"name\": \"@Night shift\", \"segments\": [{\"on\": \"00:00\", \"off\": \"08:00\"}],"
    "\"window\": {\"before\": 120, \"after\": 240}}],"
    "\"groups\": ["
    "{\"id\": \"team-a\", \"name\": \"@Team A\", \"default_shift\": \"early\", \"pattern\": {\"kind\": \"cycle\","
    "\"anchor\": \"2026-01-01\", \"slots\": [\"early\", \"early\", \"late\", \"late\", \"night\", \"night\", null, null]},"
    "\"policy\": {\"grace\": {\"late\": 5}, \"overtime\": {\"rules\": [{\"rule\": \"statutory\"},"
    "{\"rule\": \"comprehensive\", \"cycle\": \"month\"}]}}},"
    "{\"id\": \"team-b\", \"name\": \"@Team B\", \"default_shift\": \"early\", \"pattern\": {\"kind\": \"cycle\","
    "\"anchor\": \"2026-01-03\", \"slots\": [\"early\", \"early\", \"late\", \"late\", \"night\", \"night\", null, null]},"
    "\"policy\": {\"grace\": {\"late\": 5}, \"overtime\": {\"rules\": [{\"rule\": \"statutory\"},"
    "{\"rule\": \"comprehensive\", \"cycle\": \"month\"}]}}},"
    "{\"id\": \"team-c\", \"name\": \"@Team C\", \"default_shift\": \"early\", \"pattern\": {\"kind\": \"cycle\","
    "\"anchor\": \"2026-01-05\", \"slots\": [\"early\", \"early\", \"late\", \"late\", \"night\", \"night\", null, null]},"
    "\"policy\": {\"grace\": {\"late\": 5}, \"overtime\": {\"rules\": [{\"rule\": \"statutory\"},"
    "{\"rule\": \"comprehensive\", \"cycle\": \"month\"}]}}},"
    "{\"id\": \"team-d\", \"name\": \"@Team D\", \"default_shift\": \"early\", \"pattern\": {\"kind\": \"cycle\","
    "\"anchor\": \"2026-01-07\", \"slots\": [\"early\", \"early\", \"late\", \"late\", \"night\", \"night\", null, null]},"
    "\"policy\": {\"grace\": {\"late\": 5}, \"overtime\": {\"rules\": [{\"rule\": \"statutory\"},"
    "{\"rule\": \"comprehensive\", \"cycle\": \"month\"}]}}}]}" },
  { "shop", N_ ("Shop with split shifts"),
    N_ ("Open at noon and in the evening, four punches a day"),
    "{\"schema\": \"muster-rules/1\", \"name\": \"@Shop with split shifts\","
    "\"shifts\": [{\"id\": \"split\", \"name\": \"@Split shift\", \"segments\": [{\"on\": \"10:00\", \"off\": \"14:00\"},"
    "{\"on\": \"17:00\", \"off\": \"21:30\"}], \"window\": {\"before\": 120, \"after\": 180}}],"
    "\"groups\": [{\"id\": \"shop\", \"name\": \"@Shop\", \"default_shift\": \"split\","
    "\"weekly_rest\": [\"tue\"], \"policy\": {\"grace\": {\"late\": 5}, \"pairing\": {\"worked\": \"pairs\"},"
    "\"overtime\": {\"rules\": [{\"rule\": \"daily\", \"min\": 30}, {\"rule\": \"rest_day\"},"
    "{\"rule\": \"statutory\"}]}}}]}" },
  { "comprehensive", N_ ("Comprehensive hours"),
    N_ ("Judged over a quarter; the roster says who works when"),
    "{\"schema\": \"muster-rules/1\", \"name\": \"@Comprehensive hours\","
    "\"shifts\": [{\"id\": \"day\", \"name\": \"@Day shift\", \"segments\": [{\"on\": \"08:00\", \"off\": \"20:00\"}],"
    "\"rests\": [[\"12:00\", \"13:00\"]]},"
    "{\"id\": \"night\", \"name\": \"@Night shift\", \"segments\": [{\"on\": \"20:00\", \"off\": \"32:00\"}],"
    "\"rests\": [[\"24:00\", \"25:00\"]]}],"
    "\"groups\": [{\"id\": \"works\", \"name\": \"@Works\", \"default_shift\": \"day\","
    "\"pattern\": {\"kind\": \"cycle\", \"anchor\": \"2026-01-05\", \"slots\": [\"day\", \"day\", \"night\", \"night\","
    "null, null]}, \"policy\": {\"overtime\": {\"rules\": ["
    "{\"rule\": \"comprehensive\", \"cycle\": \"quarter\"}, {\"rule\": \"statutory\"}]}}}]}" },
  { "free", N_ ("Free hours"),
    N_ ("Eight hours a day, whenever"),
    "{\"schema\": \"muster-rules/1\", \"name\": \"@Free hours\","
    "\"shifts\": [{\"id\": \"free\", \"name\": \"@Free hours\", \"free\": true, \"required\": 480}],"
    "\"groups\": [{\"id\": \"free\", \"name\": \"@Free hours\", \"default_shift\": \"free\","
    "\"weekly_rest\": [\"sat\", \"sun\"], \"policy\": {\"pairing\": {\"worked\": \"pairs\"},"
    "\"overtime\": {\"rules\": [{\"rule\": \"rest_day\"}, {\"rule\": \"statutory\"}]}}}]}" },
  { NULL },
};
/* clang-format on */

char *
muster_starter_get_document (const MusterStarter *starter)
{
  g_auto (GStrv) parts = g_strsplit (starter->document, "\"@", -1);
  g_autoptr (GString) text = g_string_new (parts[0]);

  for (guint i = 1; parts[i] != NULL; i++)
    {
      char *end = strchr (parts[i], '"');
      g_autofree char *name = g_strndup (parts[i], (gsize) (end - parts[i]));

      g_string_append_printf (text, "\"%s%s", _ (name), end);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
