/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-glg-format.h"

#include <string.h>

#define NONE 255
#define LONGEST_KEY 64

typedef struct
{
  const char *at;
  gsize length;
} Field;

static const struct
{
  const char *name;
  MusterGlgColumn column;
} headers[] = {
  { "no", MUSTER_GLG_NUMBER },    { "o", MUSTER_GLG_NUMBER },
  { "tmno", MUSTER_GLG_DEVICE },  { "mchn", MUSTER_GLG_DEVICE },
  { "enno", MUSTER_GLG_KEY },     { "name", MUSTER_GLG_NAME },
  { "mode", MUSTER_GLG_MODE },    { "name gmno", MUSTER_GLG_NAME_AND_GROUP },
  { "inout", MUSTER_GLG_IN_OUT }, { "in/out", MUSTER_GLG_IN_OUT },
  { "iomd", MUSTER_GLG_IN_OUT },  { "datetime", MUSTER_GLG_TIME },
  { "", MUSTER_GLG_EMPTY },
};

static Field
trim (const char *at, gsize length)
{
  while (length > 0 && (*at == ' ' || *at == 0x1a))
    {
      at++;
      length--;
    }
  while (length > 0 && (at[length - 1] == ' ' || at[length - 1] == 0x1a))
    length--;

  return (Field) { at, length };
}

/* Divides a line at its TABs. More fields than any layout has give none at all. */
static guint
divide (const guint8 *data, gsize length, Field *fields)
{
  const char *p = (const char *) data;
  const char *end = p + length;
  guint n = 0;

  for (;;)
    {
      const char *tab = memchr (p, '\t', (gsize) (end - p));

      if (n == MUSTER_GLG_COLUMNS)
        return 0;
      fields[n++] = trim (p, (gsize) ((tab != NULL ? tab : end) - p));
      if (tab == NULL)
        return n;
      p = tab + 1;
    }
}

static MusterGlgColumn
column_of (const Field *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (strlen (headers[i].name) == field->length &&
        g_ascii_strncasecmp (headers[i].name, field->at, field->length) == 0)
      return headers[i].column;

  return MUSTER_GLG_OTHER;
}

gboolean
muster_glg_read_header (const guint8 *data, gsize length, MusterGlgLayout *layout)
{
  Field fields[MUSTER_GLG_COLUMNS];
  gboolean key = FALSE;
  gboolean time = FALSE;

  g_return_val_if_fail (layout != NULL, FALSE);

  layout->n_columns = divide (data, length, fields);
  for (guint i = 0; i < layout->n_columns; i++)
    {
      layout->columns[i] = column_of (&fields[i]);
      key |= layout->columns[i] == MUSTER_GLG_KEY;
      time |= layout->columns[i] == MUSTER_GLG_TIME;
    }

  return key && time;
}

static guint32
number_of (const Field *field, guint32 fallback)
{
  guint64 number = 0;

  if (field->length == 0 || field->length > 9)
    return fallback;

  for (gsize i = 0; i < field->length; i++)
    {
      if (!g_ascii_isdigit (field->at[i]))
        return fallback;
      number = number * 10 + (guint64) (field->at[i] - '0');
    }

  return (guint32) number;
}

static void
take_field (MusterGlgRow *row, MusterGlgColumn column, Field field)
{
  switch (column)
    {
    case MUSTER_GLG_DEVICE:
      row->device = number_of (&field, 0);
      break;

    case MUSTER_GLG_KEY:
      row->key = field.at;
      row->key_length = field.length;
      break;

    case MUSTER_GLG_NAME_AND_GROUP:
      while (field.length > 0 && field.at[field.length - 1] != ' ')
        field.length--;
      field = trim (field.at, field.length);
      G_GNUC_FALLTHROUGH;
    case MUSTER_GLG_NAME:
      row->name = field.length > 0 ? field.at : NULL;
      row->name_length = field.length;
      break;

    case MUSTER_GLG_MODE:
      row->mode = number_of (&field, NONE);
      break;

    case MUSTER_GLG_IN_OUT:
      row->in_out = number_of (&field, NONE);
      break;

    case MUSTER_GLG_TIME:
      row->time = field.at;
      row->time_length = field.length;
      break;

    case MUSTER_GLG_NUMBER:
    case MUSTER_GLG_OTHER:
    case MUSTER_GLG_EMPTY:
      break;
    }
}

static gboolean
is_zero (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] != '0')
      return FALSE;

  return TRUE;
}

const char *
muster_glg_read (const MusterGlgLayout *layout,
                 const guint8 *data,
                 gsize length,
                 MusterWallOrder order,
                 MusterGlgRow *row)
{
  Field fields[MUSTER_GLG_COLUMNS];
  guint n = divide (data, length, fields);
  guint missing;
  guint at = 0;
  MusterWall wall;
  const char *reason;

  g_return_val_if_fail (layout != NULL && row != NULL, "columns");

  memset (row, 0, sizeof *row);
  row->mode = NONE;
  row->in_out = NONE;

  if (n == 0 || n > layout->n_columns || n + 1 < layout->n_columns)
    return "columns";

  /* A row can lack the field of the header without a name, and no other. */
  missing = layout->n_columns - n;
  for (guint i = 0; i < layout->n_columns; i++)
    {
      if (missing > 0 && layout->columns[i] == MUSTER_GLG_EMPTY)
        {
          missing--;
          continue;
        }
      if (at == n)
        return "columns";
      take_field (row, layout->columns[i], fields[at++]);
    }
  if (missing > 0)
    return "columns";

  if (row->key_length == 0)
    return "empty-key";
  if (row->key_length > LONGEST_KEY)
    return "range";

  row->event = row->name == NULL && is_zero (row->key, row->key_length);
  if ((reason = muster_wall_parse (row->time, row->time_length, order, &wall)) != NULL)
    return memmem (row->time, row->time_length, "--", 2) != NULL ? "negative-date"
                                                                 : reason;
  if (wall.date == MUSTER_DATE_NONE || wall.of_day < 0)
    return "date";

  row->wall = wall.date * MUSTER_DAY + wall.of_day;
  return NULL;
}
