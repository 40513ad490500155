/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-glg-reader.h"

#include "muster-attlog-format.h"
#include "muster-damage.h"
#include "muster-occurrences.h"

#include <string.h>

typedef struct
{
  const MusterGlgReader *reader;
  MusterBatch *batch;
  MusterSink *sink;
  MusterGlgLayout layout;
  gboolean begun;    /* a header was seen */
  gsize time_length; /* of the last good row, to know one that was cut */
} Run;

static const guint8 *
bytes_of (const MusterLine *line)
{
  return (const guint8 *) line->text;
}

static gboolean
is_blank (const MusterLine *line)
{
  for (gsize i = 0; i < line->length; i++)
    if (!g_ascii_isspace (line->text[i]) && line->text[i] != 0x1a)
      return FALSE;

  return TRUE;
}

static gboolean
take_row (Run *run, const MusterLine *line, const MusterGlgRow *row, GError **error)
{
  const char *key = row->key;
  gsize key_length = row->key_length;
  const char *rest = memchr (line->text, '\t', line->length);
  MusterDraft draft;

  while (run->reader->strip_zeros && key_length > 1 && *key == '0')
    {
      key++;
      key_length--;
    }

  draft = (MusterDraft) {
    .person_key = muster_batch_text (run->batch, key, key_length),
    .person_name = muster_batch_text (run->batch, row->name, row->name_length),
    .wall = row->wall,
    .offset = MUSTER_OFFSET_UNKNOWN,
    .line = line->number,
    .marks = muster_attlog_is_reset (row->wall) ? MUSTER_PUNCH_SUSPECT : 0,
    .verify = MUSTER_VERIFY_UNKNOWN, /* what a mode means differs by brand */
  };
  if (run->reader->states && row->in_out <= 1)
    draft.direction = row->in_out == 0 ? MUSTER_DIRECTION_IN : MUSTER_DIRECTION_OUT;

  run->time_length = row->time_length;

  /* The row number is not part of the row: the same punch comes again with another one. */
  return muster_batch_add (run->batch, &draft, row->in_out, row->mode,
                           (guint32) muster_occurrences_hash (
                             0, rest, (gsize) (line->text + line->length - rest)),
                           error);
}

static gboolean
take_line (Run *run, const MusterLine *line, GError **error)
{
  guint8 damage = line->flags & (MUSTER_LINE_AFTER_NULS | MUSTER_LINE_BEFORE_NULS);
  gboolean cut = (line->flags & (MUSTER_LINE_BEFORE_NULS | MUSTER_LINE_UNENDED)) != 0;
  MusterGlgLayout layout;
  MusterGlgRow row;
  const char *reason;

  if (is_blank (line))
    return TRUE;

  if (muster_glg_read_header (bytes_of (line), line->length, &layout))
    {
      run->layout = layout;
      run->begun = TRUE;
      return TRUE;
    }

  reason = run->begun ? muster_glg_read (&run->layout, bytes_of (line), line->length,
                                         run->reader->order, &row)
                      : "columns";

  /* With all fields there, only the last one can lack its end: the time. */
  if (reason == NULL && cut && row.time_length < run->time_length)
    reason = "torn";

  if (reason == NULL && row.event)
    {
      run->sink->skip (run->sink, "event", 1);
      return TRUE;
    }
  if (reason == NULL)
    return take_row (run, line, &row, error);

  if (damage != 0 || cut)
    reason = "torn";
  else if ((line->flags & MUSTER_LINE_UNDECODED) != 0)
    reason = "encoding";
  muster_damage_report (run->sink, line, reason);
  return TRUE;
}

gboolean
muster_glg_reader_run (const MusterGlgReader *reader,
                       MusterLines *lines,
                       MusterBatch *batch,
                       MusterSink *sink,
                       guint64 total,
                       GCancellable *cancellable,
                       GError **error)
{
  Run run = { .reader = reader, .batch = batch, .sink = sink };
  guint64 told = 0;
  MusterLine line;

  while (muster_lines_next (lines, &line, cancellable))
    {
      if (line.kind == MUSTER_LINE_NULS)
        muster_damage_report (sink, &line, "nul-run");
      else if (line.kind == MUSTER_LINE_LONG)
        muster_damage_report (sink, &line, "too-long");
      else if (!take_line (&run, &line, error))
        return FALSE;

      if (muster_lines_get_position (lines) != told)
        {
          told = muster_lines_get_position (lines);
          sink->progress (sink, told, total);
        }
    }

  return muster_lines_done (lines, error) && muster_batch_flush (batch, error);
}

gboolean
muster_glg_survey (MusterLines *lines,
                   MusterWallSurvey *survey,
                   GCancellable *cancellable,
                   GError **error)
{
  MusterGlgLayout layout = { .n_columns = 0 };
  MusterLine line;

  while (muster_lines_next (lines, &line, cancellable))
    {
      MusterGlgLayout next;
      MusterGlgRow row;

      if (line.kind != MUSTER_LINE_TEXT)
        continue;
      if (muster_glg_read_header (bytes_of (&line), line.length, &next))
        layout = next;
      else if (layout.n_columns > 0 &&
               g_strcmp0 (muster_glg_read (&layout, bytes_of (&line), line.length,
                                           MUSTER_WALL_YMD, &row),
                          "columns") != 0)
        muster_wall_survey_feed (survey, row.time, row.time_length);
    }

  return muster_lines_done (lines, error);
}
