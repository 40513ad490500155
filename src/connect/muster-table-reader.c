/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-table-reader.h"

#include "muster-attlog-format.h"
#include "muster-damage.h"
#include "muster-occurrences.h"
#include "muster-table-cells.h"
#include "muster-zk-codes.h"

#include <stdio.h>
#include <string.h>

#define LONGEST_KEY 64
#define MOST_WORDS 256
#define STATE_IN 0
#define STATE_OUT 1

/* Columns by role, −1 for those that are not there. */
typedef struct
{
  int person;
  int name;
  int moment;
  int date;
  int time;
  int times;
  int in_time;
  int out_time;
  int state;
  int device;
  int verify;
  int work_code;
  int latitude;
  int longitude;
  int datum;
  int accuracy;
  int note;
} Places;

typedef struct
{
  const MusterTableReader *reader;
  MusterBatch *batch;
  MusterSink *sink;
  Places places;
  MusterDate *days; /* of each column of a cross-table */
  GHashTable *states;
  GHashTable *verifies;
  const MusterRecord *record;
  GError **error;

  /* What all punches of the row share. */
  MusterDraft draft;
  guint32 state;
  guint32 verify;
  guint32 rest;
} Run;

static Places
find_places (const MusterColumns *columns)
{
  return (Places) {
    .person = muster_columns_find (columns, "person"),
    .name = muster_columns_find (columns, "name"),
    .moment = muster_columns_find (columns, "moment"),
    .date = muster_columns_find (columns, "date"),
    .time = muster_columns_find (columns, "time"),
    .times = muster_columns_find (columns, "times"),
    .in_time = muster_columns_find (columns, "in-time"),
    .out_time = muster_columns_find (columns, "out-time"),
    .state = muster_columns_find (columns, "state"),
    .device = muster_columns_find (columns, "device"),
    .verify = muster_columns_find (columns, "verify"),
    .work_code = muster_columns_find (columns, "work-code"),
    .latitude = muster_columns_find (columns, "latitude"),
    .longitude = muster_columns_find (columns, "longitude"),
    .datum = muster_columns_find (columns, "datum"),
    .accuracy = muster_columns_find (columns, "accuracy"),
    .note = muster_columns_find (columns, "note"),
  };
}

/* The dates of a cross-table's columns: a day before the one to its left is of the next month. */
static MusterDate *
find_days (const MusterColumns *columns)
{
  MusterDate *days = g_new (MusterDate, columns->roles->len);
  int year = 0;
  int month = 0;
  int last = 0;

  if (columns->month != MUSTER_DATE_NONE)
    muster_date_get_ymd (columns->month, &year, &month, NULL);

  for (guint i = 0; i < columns->roles->len; i++)
    {
      const char *role = g_ptr_array_index (columns->roles, i);
      int a = 0;
      int b = 0;
      int c = 0;
      int n = g_str_has_prefix (role, "day:") ? sscanf (role + 4, "%d-%d-%d", &a, &b, &c)
                                              : 0;

      days[i] = MUSTER_DATE_NONE;
      if (n == 3)
        {
          days[i] = muster_date_new (a, b, c);
        }
      else if (n == 2 && year > 0)
        {
          days[i] = muster_date_new (a < month ? year + 1 : year, a, b);
        }
      else if (n == 1 && year > 0)
        {
          if (a < last && ++month > 12)
            {
              month = 1;
              year++;
            }
          last = a;
          days[i] = muster_date_new (year, month, a);
        }
    }

  return days;
}

static const MusterCell *
cell_at (Run *run, int column)
{
  static const MusterCell empty = { "", 0 };

  return column >= 0 && column < (int) run->record->n_cells ? &run->record->cells[column]
                                                            : &empty;
}

static gboolean
read_code (const MusterCell *cell, guint32 *code)
{
  guint64 number;

  if (cell->length == 0 ||
      !g_ascii_string_to_unsigned (cell->text, 10, 0, G_MAXUINT32, &number, NULL))
    return FALSE;

  *code = (guint32) number;
  return TRUE;
}

static gboolean
read_real (const MusterCell *cell, double least, double most, double *value)
{
  char *end;

  if (cell->length == 0 ||
      !(g_ascii_isdigit (*cell->text) || *cell->text == '-' || *cell->text == '.'))
    return FALSE;

  *value = g_ascii_strtod (cell->text, &end);
  return *end == '\0' && *value >= least && *value <= most;
}

/* A table has few different words, but many times: each is looked up once. */
static int
look_up (GHashTable *known, const char *text, int (*find) (const char *text))
{
  gpointer value;

  if (*text == '\0')
    return 0; /* no direction, no verification */
  if (g_hash_table_lookup_extended (known, text, NULL, &value))
    return GPOINTER_TO_INT (value);

  if (g_hash_table_size (known) == MOST_WORDS)
    g_hash_table_remove_all (known);
  value = GINT_TO_POINTER (find (text));
  g_hash_table_insert (known, g_strdup (text), value);
  return GPOINTER_TO_INT (value);
}

static int
find_direction (const char *text)
{
  return muster_table_direction (text);
}

static int
find_verify (const char *text)
{
  return muster_table_verify (text);
}

static void
read_state (Run *run)
{
  const MusterCell *cell = cell_at (run, run->places.state);

  run->state = MUSTER_CODE_NONE;
  if (read_code (cell, &run->state))
    {
      if (run->reader->states)
        run->draft.direction = muster_zk_direction (run->state);
      return;
    }

  run->draft.direction = (guint8) look_up (run->states, cell->text, find_direction);
  if (run->draft.direction != MUSTER_DIRECTION_NONE)
    run->state = run->draft.direction == MUSTER_DIRECTION_IN ? STATE_IN : STATE_OUT;
}

static void
read_verify (Run *run)
{
  const MusterCell *cell = cell_at (run, run->places.verify);

  run->verify = MUSTER_CODE_NONE;
  if (read_code (cell, &run->verify))
    {
      run->draft.verify = muster_zk_verify (run->verify, run->reader->old_codes);
      return;
    }

  run->draft.verify = (guint8) look_up (run->verifies, cell->text, find_verify);
  if (run->draft.verify != MUSTER_VERIFY_UNKNOWN)
    run->verify = run->draft.verify;
}

static const char *
read_place (Run *run)
{
  const MusterCell *lat = cell_at (run, run->places.latitude);
  const MusterCell *lon = cell_at (run, run->places.longitude);
  const MusterCell *accuracy = cell_at (run, run->places.accuracy);
  double metres;

  if (run->places.latitude >= 0 && run->places.longitude >= 0 &&
      (lat->length > 0 || lon->length > 0))
    {
      const char *role =
        g_ptr_array_index (run->reader->columns->roles, run->places.latitude);
      const char *named = strchr (role, ':');
      MusterDatum datum = named != NULL
                            ? muster_table_datum (named + 1, run->reader->datum)
                            : run->reader->datum;

      if (!read_real (lat, -90, 90, &run->draft.lat) ||
          !read_real (lon, -180, 180, &run->draft.lon))
        return "range";
      run->draft.marks |= MUSTER_PUNCH_PLACED;
      run->draft.datum =
        muster_table_datum (cell_at (run, run->places.datum)->text, datum);
    }

  if (accuracy->length > 0)
    {
      if (!read_real (accuracy, 0, 1e7, &metres))
        return "range";
      run->draft.accuracy = (float) metres;
      run->draft.marks |= MUSTER_PUNCH_ACCURATE;
    }

  return NULL;
}

/* Reads what all punches of the row share. */
static const char *
read_row (Run *run)
{
  const MusterRecord *record = run->record;
  const MusterColumns *columns = run->reader->columns;
  const MusterCell *key = cell_at (run, run->places.person);
  const MusterCell *name = cell_at (run, run->places.name);
  const MusterCell *device = cell_at (run, run->places.device);
  const MusterCell *note = cell_at (run, run->places.note);
  guint64 hash = 0;

  run->draft =
    (MusterDraft) { .offset = MUSTER_OFFSET_UNKNOWN, .line = record->line.number };
  if (key->length == 0)
    return "empty-key";
  if (key->length > LONGEST_KEY)
    return "range";

  run->draft.person_key = muster_batch_text (run->batch, key->text, key->length);
  run->draft.person_name = muster_batch_text (run->batch, name->text, name->length);
  run->draft.device = muster_batch_text (run->batch, device->text, device->length);
  run->draft.note = muster_batch_text (run->batch, note->text, note->length);
  read_code (cell_at (run, run->places.work_code), &run->draft.work_code);
  read_state (run);
  read_verify (run);

  /* A row number does not make two punches of one. */
  for (guint i = 0; i < MIN (record->n_cells, columns->roles->len); i++)
    if (!g_str_equal (g_ptr_array_index (columns->roles, i), "ignore"))
      hash = muster_occurrences_hash (hash + i, record->cells[i].text,
                                      record->cells[i].length);
  run->rest = (guint32) hash;

  return read_place (run);
}

static gboolean
add_punch (Run *run, MusterDate date, gint64 of_day)
{
  run->draft.wall = date * MUSTER_DAY + of_day;
  if (muster_attlog_is_reset (run->draft.wall))
    run->draft.marks |= MUSTER_PUNCH_SUSPECT;
  else
    run->draft.marks &= (guint16) ~MUSTER_PUNCH_SUSPECT;

  return muster_batch_add (run->batch, &run->draft, run->state, run->verify, run->rest,
                           run->error);
}

static void
report_cell (Run *run, const char *reason, const char *text, gsize length)
{
  MusterLine line = run->record->line;

  line.text = text;
  line.length = length;
  muster_damage_report (run->sink, &line, reason);
}

static gboolean
add_times (Run *run, MusterDate date, const MusterCell *cell, MusterDirection direction)
{
  const char *p = cell->text;
  const char *bad;
  gsize length;
  gint64 of_day;

  if (direction != MUSTER_DIRECTION_NONE)
    {
      run->draft.direction = direction;
      run->state = direction == MUSTER_DIRECTION_IN ? STATE_IN : STATE_OUT;
    }

  while (muster_table_take_time (&p, &of_day, &bad, &length))
    {
      if (bad != NULL)
        report_cell (run, "date", bad, length);
      else if (!add_punch (run, date, of_day))
        return FALSE;
    }

  return TRUE;
}

/* Reads the date of the row, and the time when one cell has both. */
static const char *
read_moment (Run *run, MusterWall *wall)
{
  MusterWallOrder order = run->reader->columns->order;
  const MusterCell *cell =
    cell_at (run, run->places.moment >= 0 ? run->places.moment : run->places.date);
  MusterWall time;
  const char *reason;

  if ((reason = muster_wall_parse (cell->text, cell->length, order, wall)) != NULL)
    return strstr (cell->text, "--") != NULL ? "negative-date" : reason;
  if (wall->date == MUSTER_DATE_NONE)
    return "date";
  if (wall->of_day >= 0 || run->places.time < 0)
    return NULL;

  cell = cell_at (run, run->places.time);
  if ((reason = muster_wall_parse (cell->text, cell->length, order, &time)) != NULL)
    return reason;
  if (time.of_day < 0)
    return "date";
  wall->of_day = time.of_day;
  return NULL;
}

static gboolean
take_rows (Run *run)
{
  MusterWall wall;
  const char *reason = read_moment (run, &wall);

  if (reason == NULL && wall.of_day < 0)
    reason = "date";
  if (reason != NULL)
    {
      muster_damage_report (run->sink, &run->record->line, reason);
      return TRUE;
    }

  run->draft.offset = wall.offset;
  return add_punch (run, wall.date, wall.of_day);
}

static gboolean
take_cells (Run *run)
{
  const Places *places = &run->places;
  MusterWall wall = { .date = MUSTER_DATE_NONE };
  const MusterCell *date = cell_at (run, places->date);
  const char *reason =
    muster_wall_parse (date->text, date->length, run->reader->columns->order, &wall);

  if (reason != NULL || wall.date == MUSTER_DATE_NONE)
    {
      muster_damage_report (run->sink, &run->record->line, "date");
      return TRUE;
    }

  return add_times (run, wall.date, cell_at (run, places->time), MUSTER_DIRECTION_NONE) &&
         add_times (run, wall.date, cell_at (run, places->times),
                    MUSTER_DIRECTION_NONE) &&
         add_times (run, wall.date, cell_at (run, places->in_time),
                    MUSTER_DIRECTION_IN) &&
         add_times (run, wall.date, cell_at (run, places->out_time),
                    MUSTER_DIRECTION_OUT);
}

static gboolean
take_cross (Run *run)
{
  for (guint i = 0; i < run->reader->columns->roles->len; i++)
    {
      const MusterCell *cell = cell_at (run, (int) i);

      if (!g_str_has_prefix (g_ptr_array_index (run->reader->columns->roles, i),
                             "day:") ||
          cell->length == 0)
        continue;

      /* "31" in the print-out of a short month. */
      if (run->days[i] == MUSTER_DATE_NONE)
        {
          if (muster_table_count_times (cell->text) > 0)
            report_cell (run, "date", cell->text, cell->length);
          continue;
        }
      if (!add_times (run, run->days[i], cell, MUSTER_DIRECTION_NONE))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_blank (const MusterRecord *record)
{
  for (guint i = 0; i < record->n_cells; i++)
    if (record->cells[i].length > 0)
      return FALSE;

  return TRUE;
}

static gboolean
take_record (Run *run)
{
  guint8 damage =
    run->record->line.flags &
    (MUSTER_LINE_AFTER_NULS | MUSTER_LINE_BEFORE_NULS | MUSTER_LINE_UNENDED);
  const char *reason;

  if (run->record->line.kind == MUSTER_LINE_NULS)
    reason = "nul-run";
  else if (run->record->line.kind == MUSTER_LINE_LONG)
    reason = "too-long";
  else if (is_blank (run->record))
    return TRUE;
  /* Beside damage a row counts only with all its cells. */
  else if (damage != 0 && run->record->n_cells < run->reader->columns->roles->len)
    reason = "torn";
  else
    reason = read_row (run);

  if (reason != NULL)
    {
      muster_damage_report (run->sink, &run->record->line, reason);
      return TRUE;
    }

  switch (run->reader->columns->shape)
    {
    case MUSTER_TABLE_ROWS:
      return take_rows (run);

    case MUSTER_TABLE_CELLS:
      return take_cells (run);

    case MUSTER_TABLE_CROSS:
      return take_cross (run);
    }

  return TRUE;
}

/* Whether a row is the headers once more, as in files that were put together. */
static gboolean
is_header (const MusterColumns *columns, const MusterRecord *record)
{
  if (columns->header == 0 || record->n_cells != columns->columns->len)
    return FALSE;

  for (guint i = 0; i < record->n_cells; i++)
    if (!g_str_equal (record->cells[i].text, g_ptr_array_index (columns->columns, i)))
      return FALSE;

  return TRUE;
}

gboolean
muster_table_reader_run (const MusterTableReader *reader,
                         MusterCsv *csv,
                         MusterBatch *batch,
                         MusterSink *sink,
                         guint64 total,
                         GCancellable *cancellable,
                         GError **error)
{
  g_autofree MusterDate *days = find_days (reader->columns);
  g_autoptr (GHashTable)
    states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
    verifies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  MusterRecord record;
  Run run = {
    .reader = reader,
    .batch = batch,
    .sink = sink,
    .places = find_places (reader->columns),
    .days = days,
    .states = states,
    .verifies = verifies,
    .record = &record,
    .error = error,
  };
  guint64 told = 0;
  guint number = 0;

  while (muster_csv_next (csv, &record, cancellable))
    {
      gboolean above = number < reader->columns->header && record.n_cells > 0;

      number += above;
      if (!above && !is_header (reader->columns, &record) && !take_record (&run))
        return FALSE;

      if (muster_csv_get_position (csv) != told)
        {
          told = muster_csv_get_position (csv);
          sink->progress (sink, told, total);
        }
    }

  return muster_csv_done (csv, error) && muster_batch_flush (batch, error);
}

gboolean
muster_table_survey (const MusterColumns *columns,
                     MusterCsv *csv,
                     MusterWallSurvey *survey,
                     GCancellable *cancellable,
                     GError **error)
{
  int date = muster_columns_find (columns, "date");
  int moment = muster_columns_find (columns, "moment");
  MusterRecord record;

  while (muster_csv_next (csv, &record, cancellable))
    {
      if (date >= 0 && date < (int) record.n_cells)
        muster_wall_survey_feed (survey, record.cells[date].text,
                                 record.cells[date].length);
      if (moment >= 0 && moment < (int) record.n_cells)
        muster_wall_survey_feed (survey, record.cells[moment].text,
                                 record.cells[moment].length);
    }

  return muster_csv_done (csv, error);
}
