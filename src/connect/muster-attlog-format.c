/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-attlog-format.h"

#include "muster-civil.h"

#include <string.h>

#define LONGEST_KEY 64

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static inline gboolean
is_space (char c)
{
  return c == ' ' || c == 0x1a;
}

static inline gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

static inline int
two (const char *p)
{
  return (p[0] - '0') * 10 + (p[1] - '0');
}

/* Whether "dddd-d" or "dddd--" stands here: what only a time begins with, right or wrong. */
static gboolean
looks_like_time (const char *p, const char *end)
{
  return end - p >= 8 && is_digit (p[0]) && is_digit (p[1]) && is_digit (p[2]) &&
         is_digit (p[3]) && (p[4] == '-' || p[4] == '/') &&
         (is_digit (p[5]) || p[5] == '-' || p[5] == ' ');
}

/* Reads "YYYY-MM-DD hh:mm:ss", moves behind it. */
static const char *
read_time (Cursor *cursor, gint64 *wall)
{
  const char *p = cursor->at;
  const char *t;
  MusterDate date;
  int hour, minute, second;

  if (cursor->end - p < 19)
    return "date";

  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7)
      {
        if (p[i] != '-' && p[i] != '/')
          return "date";
      }
    else if (!is_digit (p[i]))
      {
        return p[i] == '-' ? "negative-date" : "date";
      }

  for (t = p + 10; t < cursor->end && (*t == ' ' || *t == 'T'); t++)
    ;
  if (t < cursor->end && *t == '-')
    return "negative-date";
  if (t == p + 10 || cursor->end - t < 8)
    return "date";
  if (!is_digit (t[0]) || !is_digit (t[1]) || t[2] != ':' || !is_digit (t[3]) ||
      !is_digit (t[4]) || t[5] != ':' || !is_digit (t[6]) || !is_digit (t[7]))
    return t[3] == '-' || t[6] == '-' ? "negative-date" : "date";

  hour = two (t);
  minute = two (t + 3);
  second = two (t + 6);
  date = muster_date_new (two (p) * 100 + two (p + 2), two (p + 5), two (p + 8));
  if (date == MUSTER_DATE_NONE || hour > 23 || minute > 59 || second > 59)
    return "date";

  *wall = date * MUSTER_DAY + (hour * 3600 + minute * 60 + second) * MUSTER_SECOND;
  cursor->at = t + 8;
  return NULL;
}

/* Reads the next number behind a separator: @value stays as it is for an empty field. */
static gboolean
read_number (Cursor *cursor, guint32 *value)
{
  const char *p = cursor->at;
  guint64 number = 0;
  const char *digits;

  while (p < cursor->end && is_space (*p))
    p++;
  digits = p;
  while (p < cursor->end && is_digit (*p) && p - digits < 10)
    number = number * 10 + (guint64) (*p++ - '0');
  if (p < cursor->end && *p != '\t' && !is_space (*p))
    return FALSE;
  if (number > G_MAXUINT32)
    return FALSE;

  if (p > digits)
    *value = (guint32) number;
  while (p < cursor->end && is_space (*p))
    p++;
  cursor->at = p;
  return TRUE;
}

static const char *
read_tail (Cursor *cursor, MusterAttlogTail tail, MusterAttlogRow *row)
{
  guint32 *const orders[][4] = {
    { &row->device, &row->state, &row->verify, &row->work_code },
    { &row->state, &row->verify, &row->work_code, NULL },
    { &row->device, &row->verify, &row->work_code, NULL },
  };
  guint n = 0;

  while (cursor->at < cursor->end && is_space (*cursor->at))
    cursor->at++;

  while (cursor->at < cursor->end)
    {
      gboolean tabbed = *cursor->at == '\t';

      cursor->at += tabbed;
      if (n < 4 && orders[tail][n] != NULL)
        {
          if (!read_number (cursor, orders[tail][n]))
            return "columns";
        }
      else
        {
          /* Reserved fields are anything at all. */
          while (cursor->at < cursor->end && *cursor->at != '\t' &&
                 (tabbed || *cursor->at != ' '))
            cursor->at++;
          while (cursor->at < cursor->end && *cursor->at == ' ')
            cursor->at++;
        }
      n++;
    }

  row->fields += n;
  return NULL;
}

/* Finds the time when something stands between the user id and it: a name. */
static const char *
find_time (Cursor *cursor, MusterAttlogRow *row)
{
  const char *from = cursor->at;
  const char *p;
  const char *until;
  gboolean number = TRUE;

  for (p = from; p < cursor->end; p++)
    if ((p == from || p[-1] == '\t' || p[-1] == ' ') && looks_like_time (p, cursor->end))
      break;
  if (p == cursor->end)
    return memchr (from, ':', (gsize) (cursor->end - from)) ? "date" : "columns";

  for (until = p; until > from && (until[-1] == '\t' || until[-1] == ' '); until--)
    ;
  while (from < until && (*from == '\t' || *from == ' '))
    from++;
  for (const char *q = from; q < until && number; q++)
    number = is_digit (*q);

  if (!number)
    {
      row->name = from;
      row->name_length = (gsize) (until - from);
    }
  cursor->at = p;
  return NULL;
}

const char *
muster_attlog_read (const guint8 *data,
                    gsize length,
                    MusterAttlogTail tail,
                    MusterAttlogRow *row)
{
  const char *line = (const char *) data;
  Cursor cursor = { line, line + length };
  const char *reason;

  g_return_val_if_fail (row != NULL && tail <= MUSTER_ATTLOG_TAIL_DEVICE_VERIFY,
                        "columns");

  memset (row, 0, sizeof *row);
  row->state = MUSTER_CODE_NONE;
  row->verify = MUSTER_CODE_NONE;

  while (cursor.at < cursor.end && is_space (*cursor.at))
    cursor.at++;
  row->key = cursor.at;
  while (cursor.at < cursor.end && *cursor.at != '\t' && !is_space (*cursor.at))
    cursor.at++;
  row->key_length = (gsize) (cursor.at - row->key);
  row->key_width = (gsize) (cursor.at - line);

  if (row->key_length == 0)
    return "empty-key";
  if (row->key_length > LONGEST_KEY)
    return "range";
  if (cursor.at == cursor.end)
    return "columns";

  while (cursor.at < cursor.end && (*cursor.at == '\t' || is_space (*cursor.at)))
    cursor.at++;

  row->fields = 2;
  if (!looks_like_time (cursor.at, cursor.end))
    {
      if ((reason = find_time (&cursor, row)) != NULL)
        return reason;
    }

  if ((reason = read_time (&cursor, &row->wall)) != NULL)
    return reason;

  if (cursor.at < cursor.end && *cursor.at != '\t' && !is_space (*cursor.at))
    return "date";

  return read_tail (&cursor, tail, row);
}

gboolean
muster_attlog_is_reset (gint64 wall)
{
  /* 2001-01-01: the family counts its years from 2000. */
  return wall < G_GINT64_CONSTANT (978307200) * MUSTER_SECOND;
}
