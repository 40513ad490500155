/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-wall.h"

#include <string.h>
#include <glib/gi18n-lib.h>

#define HALF_DAY (12 * 3600 * MUSTER_SECOND)

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

const MusterChoice muster_wall_orders[] = {
  { "ymd", N_ ("2024-02-29, 2024/2/29, 2024年2月29日") },
  { "dmy", N_ ("29/02/2024: day before month") },
  { "mdy", N_ ("02/29/2024: month before day") },
  { "compact", N_ ("20240229080102") },
  { NULL },
};

static gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

static gboolean
take (Cursor *cursor, const char *word)
{
  gsize length;

  if (cursor->at == cursor->end ||
      g_ascii_tolower (*cursor->at) != g_ascii_tolower (*word))
    return FALSE;

  length = strlen (word);
  if ((gsize) (cursor->end - cursor->at) < length ||
      g_ascii_strncasecmp (cursor->at, word, length) != 0)
    return FALSE;

  cursor->at += length;
  return TRUE;
}

static gboolean
take_one (Cursor *cursor, const char *const *words)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (take (cursor, words[i]))
      return TRUE;

  return FALSE;
}

static void
skip_spaces (Cursor *cursor)
{
  static const char *const spaces[] = { " ", "\t", "\n", "\r", "\u00a0", "\u3000", NULL };

  while (take_one (cursor, spaces))
    ;
}

/* Takes from @least to @most digits, and not one more. */
static gboolean
take_number (Cursor *cursor, int least, int most, int *number)
{
  int n = 0;

  *number = 0;
  while (cursor->at + n < cursor->end && is_digit (cursor->at[n]))
    {
      if (n == most)
        return FALSE;
      *number = *number * 10 + (cursor->at[n++] - '0');
    }

  cursor->at += n;
  return n >= least;
}

/* Takes exactly @digits digits of more that may follow. */
static gboolean
take_digits (Cursor *cursor, int digits, int *number)
{
  Cursor part = { cursor->at, cursor->at + digits };

  if (cursor->end - cursor->at < digits || !take_number (&part, digits, digits, number))
    return FALSE;

  cursor->at = part.at;
  return TRUE;
}

static gboolean
take_compact_date (Cursor *cursor, MusterDate *date)
{
  Cursor start = *cursor;
  int year, month, day;

  if (!take_digits (cursor, 4, &year) || !take_digits (cursor, 2, &month) ||
      !take_digits (cursor, 2, &day))
    {
      *cursor = start;
      return FALSE;
    }

  *date = muster_date_new (year, month, day);
  return TRUE;
}

static gboolean
take_date (Cursor *cursor, MusterWallOrder order, MusterDate *date)
{
  static const char *const first[] = { "-", "/", ".", "年", NULL };
  static const char *const second[] = { "-", "/", ".", "月", NULL };
  Cursor start = *cursor;
  gboolean year_first = order == MUSTER_WALL_YMD;
  int parts[3];
  gboolean whole;

  if (order == MUSTER_WALL_COMPACT)
    return take_compact_date (cursor, date);

  whole = take_number (cursor, year_first ? 4 : 1, year_first ? 4 : 2, &parts[0]);
  if (whole)
    skip_spaces (cursor);
  whole = whole && take_one (cursor, first);
  if (whole)
    skip_spaces (cursor);
  whole = whole && take_number (cursor, 1, 2, &parts[1]);
  if (whole)
    skip_spaces (cursor);
  whole = whole && take_one (cursor, second);
  if (whole)
    skip_spaces (cursor);
  whole = whole &&
          take_number (cursor, year_first ? 1 : 4, year_first ? 2 : 4, &parts[2]);
  if (!whole)
    {
      *cursor = start;
      return FALSE;
    }

  if (!take (cursor, "日"))
    take (cursor, "号");
  if (year_first)
    *date = muster_date_new (parts[0], parts[1], parts[2]);
  else if (order == MUSTER_WALL_DMY)
    *date = muster_date_new (parts[2], parts[1], parts[0]);
  else
    *date = muster_date_new (parts[2], parts[0], parts[1]);
  return TRUE;
}

/* Half of the day: 1 before noon, 2 after it, 0 unsaid. */
static int
take_half (Cursor *cursor)
{
  static const char *const before[] = { "a.m.", "am", "上午", "凌晨", "早上", NULL };
  static const char *const after[] = { "p.m.", "pm", "下午", "晚上", "中午", NULL };
  int half = 0;

  skip_spaces (cursor);
  if (take_one (cursor, before))
    half = 1;
  else if (take_one (cursor, after))
    half = 2;

  return half;
}

static void
take_offset (Cursor *cursor, gint32 *offset)
{
  Cursor start = *cursor;
  gboolean west;
  int hours;
  int minutes = 0;

  if (take (cursor, "Z"))
    {
      *offset = 0;
      return;
    }

  west = take (cursor, "-");
  if (!west && !take (cursor, "+"))
    return;

  if (!take_digits (cursor, 2, &hours))
    {
      *cursor = start;
      return;
    }
  take (cursor, ":");
  if (cursor->at < cursor->end && !take_digits (cursor, 2, &minutes))
    {
      *cursor = start;
      return;
    }
  if (hours > 18 || minutes > 59)
    {
      *cursor = start;
      return;
    }

  *offset = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
}

static gboolean
take_time (Cursor *cursor, MusterWallOrder order, gboolean after_date, MusterWall *wall)
{
  static const char *const colons[] = { ":", "：", "时", "點", "点", NULL };
  Cursor start = *cursor;
  const char *digits;
  int half;
  int hour;
  int minute;
  int second = 0;

  half = take_half (cursor);
  skip_spaces (cursor);

  if (order == MUSTER_WALL_COMPACT && take_digits (cursor, 2, &hour) &&
      take_digits (cursor, 2, &minute))
    {
      take_digits (cursor, 2, &second);
    }
  else
    {
      if (order == MUSTER_WALL_COMPACT)
        {
          *cursor = start;
          half = take_half (cursor);
          skip_spaces (cursor);
        }

      if (!take_number (cursor, 1, 2, &hour) || !take_one (cursor, colons))
        {
          *cursor = start;
          return FALSE;
        }

      /* Two digits always, but in "8时5分": a shorter number is one that was cut. */
      digits = cursor->at;
      if (take_number (cursor, 1, 2, &minute) && take (cursor, "分"))
        {
          if (take_number (cursor, 1, 2, &second))
            take (cursor, "秒");
        }
      else if (cursor->at - digits != 2)
        {
          *cursor = start;
          return FALSE;
        }
      else if (take (cursor, ":") || take (cursor, "："))
        {
          if (!take_number (cursor, 2, 2, &second))
            {
              *cursor = start;
              return FALSE;
            }
          /* Fractions of a second are dropped: identity is to the second. */
          if (take (cursor, "."))
            while (cursor->at < cursor->end && is_digit (*cursor->at))
              cursor->at++;
        }
    }

  if (half == 0)
    half = take_half (cursor);
  if (half == 1 && hour == 12)
    hour = 0;
  else if (half == 2 && hour < 12)
    hour += 12;

  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;

  wall->of_day = (hour * 3600 + minute * 60 + second) * MUSTER_SECOND;
  if (after_date)
    take_offset (cursor, &wall->offset);
  return TRUE;
}

/* "星期四", "周四", "(Thu)": the day of the week says nothing new. */
static void
skip_weekday (Cursor *cursor)
{
  static const char *const open[] = { "(", "（", NULL };
  static const char *const close[] = { ")", "）", NULL };
  static const char *const lead[] = { "星期", "周", "礼拜", NULL };
  static const char *const days[] = {
    "一", "二", "三", "四", "五", "六", "日", "天", NULL
  };
  static const char *const english[] = { "monday", "tuesday",  "wednesday", "thursday",
                                         "friday", "saturday", "sunday",    "mon",
                                         "tue",    "wed",      "thu",       "fri",
                                         "sat",    "sun",      NULL };
  Cursor start;

  skip_spaces (cursor);
  start = *cursor;
  take_one (cursor, open);
  if (!(take_one (cursor, lead) && take_one (cursor, days)) &&
      !take_one (cursor, english))
    {
      *cursor = start;
      return;
    }
  take_one (cursor, close);
  skip_spaces (cursor);
}

/* Takes up to four digits, and tells how many there were. */
static int
plain_number (Cursor *cursor, int *number)
{
  int n = 0;

  *number = 0;
  while (n < 5 && cursor->at < cursor->end && is_digit (*cursor->at))
    {
      *number = *number * 10 + (*cursor->at++ - '0');
      n++;
    }

  return n;
}

static gboolean
plain_char (Cursor *cursor, char c)
{
  if (cursor->at == cursor->end || *cursor->at != c)
    return FALSE;

  cursor->at++;
  return TRUE;
}

static gboolean
plain_time (Cursor *cursor, gint64 *of_day)
{
  int hour, minute;
  int second = 0;
  int n = plain_number (cursor, &hour);

  if (n < 1 || n > 2 || !plain_char (cursor, ':') || plain_number (cursor, &minute) != 2)
    return FALSE;
  if (plain_char (cursor, ':') && plain_number (cursor, &second) != 2)
    return FALSE;

  plain_char (cursor, ' ');
  if (cursor->end - cursor->at == 2 && (cursor->at[1] == 'M' || cursor->at[1] == 'm'))
    {
      char half = g_ascii_toupper (*cursor->at);

      if ((half != 'A' && half != 'P') || hour > 12)
        return FALSE;
      hour = hour % 12 + (half == 'P' ? 12 : 0);
      cursor->at += 2;
    }

  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *of_day = (hour * 3600 + minute * 60 + second) * MUSTER_SECOND;
  return cursor->at == cursor->end;
}

/* Reads the forms of nearly every file at a tenth of the cost: 2024-02-29, 8:30, both with spaces
 * between them. Gives up on anything else, right or wrong. */
static gboolean
parse_plain (Cursor cursor, MusterWallOrder order, MusterWall *wall)
{
  Cursor start = cursor;
  int a, b, c;
  int n = plain_number (&cursor, &a);
  char mark = cursor.at < cursor.end ? *cursor.at : '\0';

  if (mark == ':')
    return plain_time (&start, &wall->of_day);
  if (order == MUSTER_WALL_COMPACT || (mark != '-' && mark != '/') ||
      (order == MUSTER_WALL_YMD ? n != 4 : n < 1 || n > 2))
    return FALSE;

  cursor.at++;
  n = plain_number (&cursor, &b);
  if (n < 1 || n > 2 || !plain_char (&cursor, mark))
    return FALSE;
  n = plain_number (&cursor, &c);
  if (order == MUSTER_WALL_YMD ? n < 1 || n > 2 : n != 4)
    return FALSE;

  if (cursor.at < cursor.end)
    {
      if (*cursor.at != ' ')
        return FALSE;
      while (plain_char (&cursor, ' '))
        ;
      if (!plain_time (&cursor, &wall->of_day))
        return FALSE;
    }

  if (order == MUSTER_WALL_YMD)
    wall->date = muster_date_new (a, b, c);
  else
    wall->date = muster_date_new (c, order == MUSTER_WALL_DMY ? b : a,
                                  order == MUSTER_WALL_DMY ? a : b);
  return wall->date != MUSTER_DATE_NONE;
}

const char *
muster_wall_parse (const char *text,
                   gsize length,
                   MusterWallOrder order,
                   MusterWall *wall)
{
  Cursor cursor = { text, text != NULL ? text + length : NULL };
  gboolean dated;

  g_return_val_if_fail (wall != NULL, "date");

  wall->date = MUSTER_DATE_NONE;
  wall->of_day = -1;
  wall->offset = MUSTER_OFFSET_UNKNOWN;

  if (parse_plain (cursor, order, wall))
    return NULL;

  wall->date = MUSTER_DATE_NONE;
  wall->of_day = -1;
  skip_spaces (&cursor);
  if (cursor.at == cursor.end)
    return "date";

  dated = take_date (&cursor, order, &wall->date);
  if (dated && wall->date == MUSTER_DATE_NONE)
    return "date";

  if (dated)
    {
      skip_weekday (&cursor);
      take (&cursor, "T");
      skip_spaces (&cursor);
    }

  if (cursor.at < cursor.end && !take_time (&cursor, order, dated, wall))
    return "date";

  skip_spaces (&cursor);
  if (cursor.at < cursor.end)
    return "date";

  return NULL;
}

void
muster_wall_survey_feed (MusterWallSurvey *survey, const char *text, gsize length)
{
  MusterWall wall;
  gboolean fits = FALSE;

  g_return_if_fail (survey != NULL);

  /* What begins with the year fits no other order. */
  for (MusterWallOrder order = 0; order < MUSTER_WALL_ORDERS; order++)
    if (muster_wall_parse (text, length, order, &wall) == NULL &&
        wall.date != MUSTER_DATE_NONE)
      {
        survey->fits[order]++;
        fits = TRUE;
        if (order == MUSTER_WALL_YMD)
          break;
      }

  survey->seen += fits;
}

gboolean
muster_wall_survey_decide (const MusterWallSurvey *survey, MusterWallOrder *order)
{
  g_return_val_if_fail (survey != NULL && order != NULL, FALSE);

  *order = MUSTER_WALL_YMD;
  for (MusterWallOrder o = 0; o < MUSTER_WALL_ORDERS; o++)
    if (survey->fits[o] > survey->fits[*order])
      *order = o;

  if (*order != MUSTER_WALL_DMY && *order != MUSTER_WALL_MDY)
    return TRUE;

  return survey->fits[MUSTER_WALL_DMY] != survey->fits[MUSTER_WALL_MDY];
}
