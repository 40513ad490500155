/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-table-cells.h"

#include "muster-headers.h"
#include "muster-wall.h"

#include <string.h>

static gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* What may stand between two times. */
static gsize
gap_at (const char *p)
{
  static const char *const wide[] = { "；", "、", "，", "\u3000", "\u00a0", "→" };

  if (*p != '\0' && strchr (" \t\r\n;/,|", *p) != NULL)
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (wide); i++)
    if (g_str_has_prefix (p, wide[i]))
      return strlen (wide[i]);

  return 0;
}

/* Reads "8:01", "08:01:30" and, where times stand without a gap, not a digit more. */
static gsize
time_at (const char *p, gint64 *of_day)
{
  gsize n = 0;
  int hour = 0;
  int minute;
  int second = 0;

  while (n < 2 && is_digit (p[n]))
    hour = hour * 10 + (p[n++] - '0');
  if (n == 0 || p[n] != ':' || !is_digit (p[n + 1]) || !is_digit (p[n + 2]))
    return 0;

  minute = (p[n + 1] - '0') * 10 + (p[n + 2] - '0');
  n += 3;

  /* ":" is more of this time; "12:02" right behind it is the next one. */
  if (p[n] == ':' && is_digit (p[n + 1]) && is_digit (p[n + 2]))
    {
      second = (p[n + 1] - '0') * 10 + (p[n + 2] - '0');
      n += 3;
    }

  if (hour > 23 || minute > 59 || second > 59)
    return 0;

  *of_day = (hour * 3600 + minute * 60 + second) * MUSTER_SECOND;
  return n;
}

/* Whether a time may end here: before a gap, or right before the next time. */
static gboolean
ends_at (const char *p)
{
  gint64 next;

  return *p == '\0' || gap_at (p) > 0 || g_str_has_prefix (p, "次日") ||
         time_at (p, &next) > 0;
}

gboolean
muster_table_take_time (const char **text,
                        gint64 *of_day,
                        const char **bad,
                        gsize *bad_length)
{
  const char *p;

  g_return_val_if_fail (text != NULL && *text != NULL, FALSE);

  *bad = NULL;
  for (p = *text; *p != '\0';)
    {
      gboolean next_day = FALSE;
      gboolean digit = FALSE;
      const char *word;
      gsize n = gap_at (p);

      if (n > 0)
        {
          p += n;
          continue;
        }

      word = p;
      if (g_str_has_prefix (p, "次日"))
        {
          next_day = TRUE;
          p += strlen ("次日");
        }

      n = time_at (p, of_day);
      if (n > 0 && ends_at (p + n))
        {
          *of_day += next_day ? MUSTER_DAY : 0;
          *text = p + n;
          return TRUE;
        }

      for (p = word; *p != '\0' && gap_at (p) == 0; p++)
        digit |= is_digit (*p);
      if (digit)
        {
          *bad = word;
          *bad_length = (gsize) (p - word);
          *text = p;
          return TRUE;
        }
    }

  *text = p;
  return FALSE;
}

guint
muster_table_count_times (const char *text)
{
  gint64 of_day;
  const char *bad;
  gsize length;
  guint n = 0;

  while (muster_table_take_time (&text, &of_day, &bad, &length))
    {
      if (bad != NULL)
        return 0;
      n++;
    }

  return n;
}

char *
muster_table_day_header (const char *text)
{
  static const char *const weekdays[] = {
    "一", "二", "三", "四", "五", "六", "日", "天"
  };
  MusterWall wall;
  int first;
  int second = 0;
  char *end;

  g_return_val_if_fail (text != NULL, NULL);

  if (muster_wall_parse (text, strlen (text), MUSTER_WALL_YMD, &wall) == NULL &&
      wall.date != MUSTER_DATE_NONE && wall.of_day < 0)
    return muster_date_format (wall.date);

  if (!is_digit (*text))
    return NULL;

  first = (int) strtol (text, &end, 10);
  if (end - text > 2)
    return NULL;
  if (*end == '/' || *end == '-' || *end == '.' || g_str_has_prefix (end, "月"))
    {
      const char *day = end + (g_str_has_prefix (end, "月") ? strlen ("月") : 1);

      if (!is_digit (*day))
        return NULL;
      second = (int) strtol (day, &end, 10);
      if (end - day > 2 || first < 1 || first > 12 || second < 1 || second > 31)
        return NULL;
    }
  if (second == 0 && (first < 1 || first > 31))
    return NULL;

  if (g_str_has_prefix (end, "日") || g_str_has_prefix (end, "号"))
    end += strlen ("日");
  while (*end == ' ' || *end == '\n' || *end == '(' || *end == ')')
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (weekdays); i++)
    if (g_str_has_prefix (end, weekdays[i]))
      {
        end += strlen (weekdays[i]);
        break;
      }
  while (*end == ')' || *end == ' ')
    end++;
  if (*end != '\0')
    return NULL;

  return second > 0 ? g_strdup_printf ("%02d-%02d", first, second)
                    : g_strdup_printf ("%d", first);
}

static MusterDate
month_in (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      int year;
      int month = 0;
      const char *q;

      if (!is_digit (p[0]) || (p > text && is_digit (p[-1])) || !is_digit (p[1]) ||
          !is_digit (p[2]) || !is_digit (p[3]))
        continue;

      year = atoi ((char[]) { p[0], p[1], p[2], p[3], 0 });
      q = p + 4;
      if (g_str_has_prefix (q, "年"))
        q += strlen ("年");
      else if (*q == '-' || *q == '/' || *q == '.' || *q == '_')
        q++;
      else if (!is_digit (*q))
        continue;

      for (int n = 0; n < 2 && is_digit (*q); n++)
        month = month * 10 + (*q++ - '0');
      if (year >= 1990 && year <= 2100 && month >= 1 && month <= 12)
        return muster_date_new (year, month, 1);
    }

  return MUSTER_DATE_NONE;
}

MusterDate
muster_table_find_month (GPtrArray *rows, guint n_rows, const char *name)
{
  g_return_val_if_fail (rows != NULL && name != NULL, MUSTER_DATE_NONE);

  for (guint r = 0; r < MIN (n_rows, rows->len); r++)
    {
      GStrv cells = g_ptr_array_index (rows, r);

      for (guint i = 0; cells[i] != NULL; i++)
        {
          MusterDate month = month_in (cells[i]);

          if (month != MUSTER_DATE_NONE)
            return month;
        }
    }

  return month_in (name);
}

typedef struct
{
  const char *word;
  int value;
} Word;

static int
find (const Word *words, gsize n_words, const char *text, int fallback)
{
  g_autofree char *folded = muster_headers_fold (text);

  for (gsize i = 0; i < n_words; i++)
    if (g_str_equal (words[i].word, folded))
      return words[i].value;

  return fallback;
}

MusterDirection
muster_table_direction (const char *text)
{
  static const Word words[] = {
    { "上班", MUSTER_DIRECTION_IN },         { "签到", MUSTER_DIRECTION_IN },
    { "上班签到", MUSTER_DIRECTION_IN },     { "上班打卡", MUSTER_DIRECTION_IN },
    { "上班卡", MUSTER_DIRECTION_IN },       { "加班签到", MUSTER_DIRECTION_IN },
    { "外出返回", MUSTER_DIRECTION_IN },     { "进", MUSTER_DIRECTION_IN },
    { "进门", MUSTER_DIRECTION_IN },         { "入", MUSTER_DIRECTION_IN },
    { "in", MUSTER_DIRECTION_IN },           { "i", MUSTER_DIRECTION_IN },
    { "cin", MUSTER_DIRECTION_IN },          { "checkin", MUSTER_DIRECTION_IN },
    { "clockin", MUSTER_DIRECTION_IN },      { "punchin", MUSTER_DIRECTION_IN },
    { "entry", MUSTER_DIRECTION_IN },        { "overtimein", MUSTER_DIRECTION_IN },
    { "breakin", MUSTER_DIRECTION_IN },      { "otin", MUSTER_DIRECTION_IN },
    { "下班", MUSTER_DIRECTION_OUT },        { "签退", MUSTER_DIRECTION_OUT },
    { "下班签退", MUSTER_DIRECTION_OUT },    { "下班打卡", MUSTER_DIRECTION_OUT },
    { "下班卡", MUSTER_DIRECTION_OUT },      { "加班签退", MUSTER_DIRECTION_OUT },
    { "外出", MUSTER_DIRECTION_OUT },        { "出", MUSTER_DIRECTION_OUT },
    { "出门", MUSTER_DIRECTION_OUT },        { "out", MUSTER_DIRECTION_OUT },
    { "o", MUSTER_DIRECTION_OUT },           { "cout", MUSTER_DIRECTION_OUT },
    { "checkout", MUSTER_DIRECTION_OUT },    { "clockout", MUSTER_DIRECTION_OUT },
    { "punchout", MUSTER_DIRECTION_OUT },    { "exit", MUSTER_DIRECTION_OUT },
    { "overtimeout", MUSTER_DIRECTION_OUT }, { "breakout", MUSTER_DIRECTION_OUT },
    { "otout", MUSTER_DIRECTION_OUT },
  };

  return find (words, G_N_ELEMENTS (words), text, MUSTER_DIRECTION_NONE);
}

MusterVerify
muster_table_verify (const char *text)
{
  static const Word words[] = {
    { "指纹", MUSTER_VERIFY_FINGERPRINT },
    { "fingerprint", MUSTER_VERIFY_FINGERPRINT },
    { "finger", MUSTER_VERIFY_FINGERPRINT },
    { "fp", MUSTER_VERIFY_FINGERPRINT },
    { "人脸", MUSTER_VERIFY_FACE },
    { "面部", MUSTER_VERIFY_FACE },
    { "刷脸", MUSTER_VERIFY_FACE },
    { "face", MUSTER_VERIFY_FACE },
    { "掌纹", MUSTER_VERIFY_PALM },
    { "掌静脉", MUSTER_VERIFY_PALM },
    { "palm", MUSTER_VERIFY_PALM },
    { "虹膜", MUSTER_VERIFY_IRIS },
    { "iris", MUSTER_VERIFY_IRIS },
    { "卡", MUSTER_VERIFY_CARD },
    { "刷卡", MUSTER_VERIFY_CARD },
    { "卡片", MUSTER_VERIFY_CARD },
    { "card", MUSTER_VERIFY_CARD },
    { "密码", MUSTER_VERIFY_PASSWORD },
    { "password", MUSTER_VERIFY_PASSWORD },
    { "pw", MUSTER_VERIFY_PASSWORD },
    { "多因素", MUSTER_VERIFY_MULTI },
    { "multi", MUSTER_VERIFY_MULTI },
    { "gps", MUSTER_VERIFY_GPS },
    { "定位", MUSTER_VERIFY_GPS },
    { "wifi", MUSTER_VERIFY_WIFI },
    { "ip", MUSTER_VERIFY_IP },
    { "手工", MUSTER_VERIFY_MANUAL },
    { "手动", MUSTER_VERIFY_MANUAL },
    { "manual", MUSTER_VERIFY_MANUAL },
  };

  return find (words, G_N_ELEMENTS (words), text, MUSTER_VERIFY_UNKNOWN);
}

MusterDatum
muster_table_datum (const char *text, MusterDatum fallback)
{
  static const Word words[] = {
    { "wgs84", MUSTER_DATUM_WGS84 },    { "gps", MUSTER_DATUM_WGS84 },
    { "gcj02", MUSTER_DATUM_GCJ02 },    { "gcj", MUSTER_DATUM_GCJ02 },
    { "火星坐标", MUSTER_DATUM_GCJ02 }, { "高德", MUSTER_DATUM_GCJ02 },
    { "腾讯", MUSTER_DATUM_GCJ02 },     { "bd09", MUSTER_DATUM_BD09 },
    { "bd09ll", MUSTER_DATUM_BD09 },    { "百度", MUSTER_DATUM_BD09 },
    { "百度坐标", MUSTER_DATUM_BD09 },
  };

  return find (words, G_N_ELEMENTS (words), text, fallback);
}
