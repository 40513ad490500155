/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-attlog-reader.h"

#include "muster-damage.h"
#include "muster-occurrences.h"
#include "muster-zk-codes.h"

#include <string.h>

/* The width to which terminals pad a user id. */
#define PADDING 9

typedef struct
{
  const MusterAttlogReader *reader;
  MusterBatch *batch;
  MusterSink *sink;

  /* What the lines around here look like, to know a whole one beside damage. */
  guint fields;
  gboolean padded;

  /* A line whose end touches a run of NULs: what follows the run tells whether it is whole. */
  gboolean open;    /* there is text before the run, without a line end */
  gboolean waiting; /* and it reads like a whole line */
  MusterLine head;
  GString *head_text;
} Run;

static gboolean
is_blank (const char *text, gsize length)
{
  while (length > 0 && (*text == ' ' || *text == '\t' || *text == 0x1a))
    {
      text++;
      length--;
    }

  return length == 0;
}

/* Whether a line that lacks its end can have been cut off. */
static gboolean
is_cut (const Run *run, const MusterLine *line, const MusterAttlogRow *row)
{
  return row->fields < run->fields || line->text[line->length - 1] == '\t';
}

static gboolean
take_row (Run *run, const MusterLine *line, const MusterAttlogRow *row, GError **error)
{
  const MusterAttlogReader *reader = run->reader;
  guint32 rest = (guint32) muster_occurrences_hash (
    0, row->key, (gsize) (line->text + line->length - row->key));
  MusterDraft draft = {
    .person_key = muster_batch_text (run->batch, row->key, row->key_length),
    .person_name = muster_batch_text (run->batch, row->name, row->name_length),
    .wall = row->wall,
    .offset = MUSTER_OFFSET_UNKNOWN,
    .line = line->number,
    .work_code = row->work_code,
    .marks = muster_attlog_is_reset (row->wall) ? MUSTER_PUNCH_SUSPECT : 0,
    .direction = reader->states ? muster_zk_direction (row->state)
                                : MUSTER_DIRECTION_NONE,
    .verify = muster_zk_verify (row->verify, reader->old_codes),
  };

  run->fields = row->fields;
  run->padded = row->key_width >= PADDING;
  return muster_batch_add (run->batch, &draft, row->state, row->verify, rest, error);
}

/* Ends the wait of the line before a run of NULs: @whole when its line end came right behind. */
static gboolean
settle_head (Run *run, gboolean whole, GError **error)
{
  MusterAttlogRow row;
  const char *reason;

  if (!run->waiting)
    return TRUE;

  run->waiting = FALSE;
  run->head.text = run->head_text->str;
  run->head.length = run->head_text->len;
  reason = muster_attlog_read ((const guint8 *) run->head.text, run->head.length,
                               run->reader->tail, &row);

  if (reason == NULL && whole && !is_cut (run, &run->head, &row))
    return take_row (run, &run->head, &row, error);

  muster_damage_report (run->sink, &run->head,
                        g_strcmp0 (reason, "negative-date") == 0 ? reason : "torn");
  return TRUE;
}

static gboolean
take_line (Run *run, const MusterLine *line, GError **error)
{
  gboolean after = (line->flags & MUSTER_LINE_AFTER_NULS) != 0;
  gboolean torn = after && run->open;
  MusterAttlogRow row;
  const char *reason;

  run->open = (line->flags & MUSTER_LINE_BEFORE_NULS) != 0;
  if (is_blank (line->text, line->length))
    return settle_head (run, !run->open, error);
  if (!settle_head (run, FALSE, error))
    return FALSE;

  reason = muster_attlog_read ((const guint8 *) line->text, line->length,
                               run->reader->tail, &row);

  /* The second half of a torn line can look whole with its user id cut short. The padding shows
   * where a line begins; without any, only a clean end before the run does. */
  if (after && reason == NULL && (run->padded ? row.key_width < PADDING : torn))
    reason = "torn";

  if (reason == NULL && run->open)
    {
      run->waiting = TRUE;
      run->head = *line;
      g_string_truncate (run->head_text, 0);
      g_string_append_len (run->head_text, line->text, (gssize) line->length);
      return TRUE;
    }

  if (reason == NULL && (line->flags & MUSTER_LINE_UNENDED) != 0 &&
      is_cut (run, line, &row))
    reason = "torn";
  if (reason == NULL)
    return take_row (run, line, &row, error);

  if (strcmp (reason, "negative-date") != 0 &&
      (line->flags &
       (MUSTER_LINE_AFTER_NULS | MUSTER_LINE_BEFORE_NULS | MUSTER_LINE_UNENDED)) != 0)
    reason = "torn";
  else if (strcmp (reason, "columns") == 0 && (line->flags & MUSTER_LINE_UNDECODED) != 0)
    reason = "encoding";
  muster_damage_report (run->sink, line, reason);
  return TRUE;
}

static gboolean
run_line (Run *run, const MusterLine *line, GError **error)
{
  switch ((MusterLineKind) line->kind)
    {
    case MUSTER_LINE_TEXT:
      return take_line (run, line, error);

    case MUSTER_LINE_NULS:
      muster_damage_report (run->sink, line, "nul-run");
      return TRUE;

    case MUSTER_LINE_LONG:
      muster_damage_report (run->sink, line, "too-long");
      return settle_head (run, FALSE, error);
    }

  return TRUE;
}

gboolean
muster_attlog_reader_run (const MusterAttlogReader *reader,
                          MusterLines *lines,
                          MusterBatch *batch,
                          MusterSink *sink,
                          guint64 total,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (GString) head_text = g_string_new (NULL);
  Run run = {
    .reader = reader,
    .batch = batch,
    .sink = sink,
    .fields = reader->fields,
    .padded = reader->padded,
    .head_text = head_text,
  };
  guint64 told = 0;
  MusterLine line;

  while (muster_lines_next (lines, &line, cancellable))
    {
      if (!run_line (&run, &line, error))
        return FALSE;

      if (muster_lines_get_position (lines) != told)
        {
          told = muster_lines_get_position (lines);
          sink->progress (sink, told, total);
        }
    }

  if (!muster_lines_done (lines, error))
    return FALSE;

  /* Zero bytes to the end: the last line counts if all but its work code is certain. */
  return settle_head (&run, run.fields >= 6, error) && muster_batch_flush (batch, error);
}
