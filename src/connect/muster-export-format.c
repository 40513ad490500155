/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-export-format.h"

#include "muster-civil.h"

#include <string.h>

/* The face of a clock as YYYY-MM-DD, @gap, hh:mm:ss. */
static void
append_wall (GString *text, gint64 wall, char gap)
{
  MusterDate date = (MusterDate) (wall / MUSTER_DAY - (wall % MUSTER_DAY < 0));
  int seconds = (int) ((wall - date * MUSTER_DAY) / MUSTER_SECOND);
  int year, month, day;

  muster_date_get_ymd (date, &year, &month, &day);
  g_string_append_printf (text, "%04d-%02d-%02d%c%02d:%02d:%02d", year, month, day, gap,
                          seconds / 3600, seconds / 60 % 60, seconds % 60);
}

void
muster_export_attlog (GString *text,
                      const MusterDraft *draft,
                      guint device,
                      guint state,
                      guint verify)
{
  g_return_if_fail (text != NULL && draft != NULL);

  g_string_append_printf (text, "%9s\t", draft->person_key);
  append_wall (text, draft->wall, ' ');
  g_string_append_printf (text, "\t%u\t%u\t%u\t%u\r\n", device, state, verify,
                          draft->work_code);
}

void
muster_export_cell (GString *text, const char *cell)
{
  gboolean formula;

  g_return_if_fail (text != NULL);

  if (cell == NULL || *cell == '\0')
    return;

  formula = strchr ("=+-@\t\r", *cell) != NULL;
  if (strpbrk (cell, ",;\"\r\n\t") == NULL && *cell != ' ' &&
      !g_str_has_suffix (cell, " "))
    {
      g_string_append_printf (text, "%s%s", formula ? "'" : "", cell);
      return;
    }

  g_string_append (text, formula ? "\"'" : "\"");
  for (const char *p = cell; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}

void
muster_export_csv_begin (GString *text)
{
  g_return_if_fail (text != NULL);

  g_string_append (text, "\xef\xbb\xbf"
                         "User ID,Name,Date/Time,Direction,Verification,Device,Work code,"
                         "Latitude,Longitude,Datum,Accuracy,Note\r\n");
}

/* A number as every spreadsheet program and every locale reads it. */
static void
append_real (GString *text, const char *format, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, format, value));
}

static const char *
verify_word (guint8 verify)
{
  static const char *const words[] = {
    [MUSTER_VERIFY_UNKNOWN] = "",
    [MUSTER_VERIFY_FINGERPRINT] = "fingerprint",
    [MUSTER_VERIFY_FACE] = "face",
    [MUSTER_VERIFY_PALM] = "palm",
    [MUSTER_VERIFY_IRIS] = "iris",
    [MUSTER_VERIFY_CARD] = "card",
    [MUSTER_VERIFY_PASSWORD] = "password",
    [MUSTER_VERIFY_MULTI] = "multi",
    [MUSTER_VERIFY_GPS] = "gps",
    [MUSTER_VERIFY_WIFI] = "wifi",
    [MUSTER_VERIFY_IP] = "ip",
    [MUSTER_VERIFY_MANUAL] = "manual",
  };

  return verify < G_N_ELEMENTS (words) ? words[verify] : "";
}

static void
append_place (GString *text, const MusterDraft *draft)
{
  gboolean placed = (draft->marks & MUSTER_PUNCH_PLACED) != 0;

  if (placed)
    append_real (text, "%.7f", draft->lat);
  g_string_append_c (text, ',');
  if (placed)
    append_real (text, "%.7f", draft->lon);
  g_string_append (text, placed ? ",WGS-84," : ",,");
  if ((draft->marks & MUSTER_PUNCH_ACCURATE) != 0)
    append_real (text, "%.1f", (double) draft->accuracy);
  g_string_append_c (text, ',');
}

void
muster_export_csv (GString *text, const MusterDraft *draft)
{
  gint32 minutes;

  g_return_if_fail (text != NULL && draft != NULL);
  g_return_if_fail (draft->offset != MUSTER_OFFSET_UNKNOWN);

  minutes = ABS (draft->offset) / 60;
  muster_export_cell (text, draft->person_key);
  g_string_append_c (text, ',');
  muster_export_cell (text, draft->person_name);
  g_string_append_c (text, ',');
  append_wall (text, draft->wall, 'T');
  g_string_append_printf (text, "%c%02d:%02d,", draft->offset < 0 ? '-' : '+',
                          minutes / 60, minutes % 60);
  g_string_append (text, draft->direction == MUSTER_DIRECTION_IN    ? "in"
                         : draft->direction == MUSTER_DIRECTION_OUT ? "out"
                                                                    : "");
  g_string_append_printf (text, ",%s,", verify_word (draft->verify));
  muster_export_cell (text, draft->device);
  g_string_append_c (text, ',');
  if (draft->work_code != 0)
    g_string_append_printf (text, "%u", draft->work_code);
  g_string_append_c (text, ',');
  append_place (text, draft);
  muster_export_cell (text, draft->note);
  g_string_append (text, "\r\n");
}
