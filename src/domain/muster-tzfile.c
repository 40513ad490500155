/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-tzfile.h"

#include <string.h>

#define HEADER 44
#define DAY 86400

/* The counts in a zone file's header, in their order there. */
typedef struct
{
  guint32 isutc;
  guint32 isstd;
  guint32 leap;
  guint32 times;
  guint32 types;
  guint32 chars;
} Counts;

typedef enum
{
  RULE_JULIAN,  /* Jn: 1 … 365, the leap day is never counted */
  RULE_ORDINAL, /* n: 0 … 365 */
  RULE_WEEKDAY, /* Mm.w.d */
} RuleKind;

typedef struct
{
  RuleKind kind;
  int day;
  int month;
  int week;
  int weekday;
  gint32 time;
} Rule;

static guint32
read_u32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 |
         data[3];
}

static gint64
read_i64 (const guint8 *data)
{
  return (gint64) ((guint64) read_u32 (data) << 32 | read_u32 (data + 4));
}

static gboolean
read_header (const guint8 *data, gsize length, Counts *counts, int *version)
{
  if (length < HEADER || memcmp (data, "TZif", 4) != 0)
    return FALSE;

  *version = data[4];
  counts->isutc = read_u32 (data + 20);
  counts->isstd = read_u32 (data + 24);
  counts->leap = read_u32 (data + 28);
  counts->times = read_u32 (data + 32);
  counts->types = read_u32 (data + 36);
  counts->chars = read_u32 (data + 40);

  return counts->types > 0 && counts->types <= 256 && counts->times < 100000 &&
         counts->leap < 100000 && counts->chars < 100000 && counts->isstd < 100000 &&
         counts->isutc < 100000;
}

static gsize
body_length (const Counts *counts, gsize wide)
{
  return counts->times * (wide + 1) + counts->types * 6 + counts->chars +
         counts->leap * (wide + 4) + counts->isstd + counts->isutc;
}

static void
append (GArray *out, gint64 at, gint32 offset)
{
  MusterTransition transition = { at, offset };
  const MusterTransition *last = NULL;

  if (out->len > 0)
    last = &g_array_index (out, MusterTransition, out->len - 1);

  if (last == NULL || (last->offset != offset && at > last->at))
    g_array_append_val (out, transition);
}

static gboolean
parse_name (const char **text)
{
  const char *p = *text;
  gsize n = 0;

  if (*p == '<')
    {
      while (*p != '\0' && *p != '>')
        p++, n++;
      if (*p++ != '>')
        return FALSE;
    }
  else
    {
      while (g_ascii_isalpha (*p))
        p++, n++;
    }

  *text = p;

  return n >= 3;
}

static gboolean
parse_number (const char **text, int max, int *value)
{
  int number = 0;

  if (!g_ascii_isdigit (**text))
    return FALSE;

  while (g_ascii_isdigit (**text))
    {
      number = number * 10 + (**text - '0');
      if (number > max)
        return FALSE;
      (*text)++;
    }

  *value = number;

  return TRUE;
}

static gboolean
parse_time (const char **text, gint32 *seconds)
{
  int sign = 1;
  int hours = 0;
  int minutes = 0;
  int rest = 0;

  if (**text == '-' || **text == '+')
    sign = *(*text)++ == '-' ? -1 : 1;

  if (!parse_number (text, 167, &hours))
    return FALSE;

  if (**text == ':')
    {
      (*text)++;
      if (!parse_number (text, 59, &minutes))
        return FALSE;
    }

  if (**text == ':')
    {
      (*text)++;
      if (!parse_number (text, 59, &rest))
        return FALSE;
    }

  *seconds = sign * (hours * 3600 + minutes * 60 + rest);

  return TRUE;
}

static gboolean
parse_rule (const char **text, Rule *rule)
{
  *rule = (Rule) { .time = 2 * 3600 };

  if (*(*text)++ != ',')
    return FALSE;

  if (**text == 'M')
    {
      (*text)++;
      rule->kind = RULE_WEEKDAY;
      if (!parse_number (text, 12, &rule->month) || *(*text)++ != '.' ||
          !parse_number (text, 5, &rule->week) || *(*text)++ != '.' ||
          !parse_number (text, 6, &rule->weekday) || rule->month < 1 || rule->week < 1)
        return FALSE;
    }
  else
    {
      rule->kind = **text == 'J' ? RULE_JULIAN : RULE_ORDINAL;
      if (rule->kind == RULE_JULIAN)
        (*text)++;
      if (!parse_number (text, 365, &rule->day))
        return FALSE;
    }

  if (**text == '/')
    {
      (*text)++;
      return parse_time (text, &rule->time);
    }

  return TRUE;
}

static GDateDay
day_of_rule (const Rule *rule, int year, GDateMonth *month)
{
  GDate date;
  int first;
  int day;

  if (rule->kind == RULE_WEEKDAY)
    {
      *month = (GDateMonth) rule->month;
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, 1, *month, (GDateYear) year);
      first = (int) g_date_get_weekday (&date) % 7;
      day = 1 + (rule->weekday - first + 7) % 7 + (rule->week - 1) * 7;
      while (day > g_date_get_days_in_month (*month, (GDateYear) year))
        day -= 7;

      return (GDateDay) day;
    }

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, G_DATE_JANUARY, (GDateYear) year);
  day = rule->kind == RULE_JULIAN ? MAX (rule->day - 1, 0) : rule->day;
  if (rule->kind == RULE_JULIAN && day >= 59 && g_date_is_leap_year ((GDateYear) year))
    day++;
  g_date_add_days (&date, (guint) day);
  *month = g_date_get_month (&date);

  return g_date_get_day (&date);
}

static gint64
instant_of_rule (const Rule *rule, int year, gint32 offset)
{
  GDate epoch;
  GDate date;
  GDateMonth month;
  GDateDay day = day_of_rule (rule, year, &month);

  g_date_clear (&epoch, 1);
  g_date_clear (&date, 1);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  g_date_set_dmy (&date, day, month, (GDateYear) year);

  return (gint64) g_date_days_between (&epoch, &date) * DAY + rule->time - offset;
}

static void
append_footer (GArray *out, const char *text, gint64 until)
{
  gint32 standard = 0;
  gint32 summer;
  Rule begins;
  Rule ends;
  gint64 after = g_array_index (out, MusterTransition, out->len - 1).at;

  if (!parse_name (&text) || !parse_time (&text, &standard))
    return;

  /* POSIX counts offsets west of Greenwich, we count east. */
  standard = -standard;
  if (*text == '\0')
    return;

  if (!parse_name (&text))
    return;

  summer = standard + 3600;
  if (*text != ',')
    {
      if (!parse_time (&text, &summer))
        return;
      summer = -summer;
    }

  if (!parse_rule (&text, &begins) || !parse_rule (&text, &ends))
    return;

  for (int year = 1970; year < 2300; year++)
    {
      gint64 on = instant_of_rule (&begins, year, standard);
      gint64 off = instant_of_rule (&ends, year, summer);

      if (MIN (on, off) > until)
        return;

      if (on < off)
        {
          if (on > after)
            append (out, on, summer);
          if (off > after)
            append (out, off, standard);
        }
      else
        {
          if (off > after)
            append (out, off, standard);
          if (on > after)
            append (out, on, summer);
        }
    }
}

static gboolean
parse_body (GArray *out, const guint8 *data, const Counts *counts, gsize wide)
{
  const guint8 *times = data;
  const guint8 *indices = times + counts->times * wide;
  const guint8 *types = indices + counts->times;

  append (out, G_MININT64, (gint32) read_u32 (types));

  for (guint32 i = 0; i < counts->times; i++)
    {
      gint64 at = wide == 8 ? read_i64 (times + i * 8)
                            : (gint32) read_u32 (times + i * 4);
      gint32 offset;

      if (indices[i] >= counts->types)
        return FALSE;

      offset = (gint32) read_u32 (types + indices[i] * 6);
      if (offset <= -2 * DAY || offset >= 2 * DAY)
        return FALSE;

      append (out, at, offset);
    }

  return TRUE;
}

GArray *
muster_tzfile_parse (const guint8 *data, gsize length, gint64 until)
{
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (MusterTransition));
  g_autofree char *footer = NULL;
  Counts counts;
  gsize body;
  gsize wide = 4;
  int version;

  if (!read_header (data, length, &counts, &version))
    return NULL;

  body = body_length (&counts, wide);
  data += HEADER;
  length -= HEADER;
  if (length < body)
    return NULL;

  if (version >= '2')
    {
      data += body;
      length -= body;
      wide = 8;
      if (!read_header (data, length, &counts, &version))
        return NULL;

      body = body_length (&counts, wide);
      data += HEADER;
      length -= HEADER;
      if (length < body)
        return NULL;
    }

  if (!parse_body (out, data, &counts, wide))
    return NULL;

  data += body;
  length -= body;
  if (wide == 8 && length >= 2 && data[0] == '\n')
    {
      const guint8 *end = memchr (data + 1, '\n', length - 1);

      if (end != NULL)
        footer = g_strndup ((const char *) data + 1, (gsize) (end - data - 1));
    }

  if (footer != NULL)
    append_footer (out, footer, until);

  return g_steal_pointer (&out);
}
