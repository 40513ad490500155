/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#define MUSTER_LINES_LONGEST 65536

/**
 * MusterLineKind:
 * @MUSTER_LINE_TEXT: a line, perhaps empty
 * @MUSTER_LINE_NULS: a run of NUL bytes, which breaks the line it stands in
 * @MUSTER_LINE_LONG: a line longer than %MUSTER_LINES_LONGEST, of which only the size is known
 */
typedef enum
{
  MUSTER_LINE_TEXT,
  MUSTER_LINE_NULS,
  MUSTER_LINE_LONG,
} MusterLineKind;

/**
 * MusterLineFlags:
 * @MUSTER_LINE_AFTER_NULS: its beginning touches a run of NULs
 * @MUSTER_LINE_BEFORE_NULS: its end touches a run of NULs: the line end is missing
 * @MUSTER_LINE_UNENDED: the text ends here without a line end
 * @MUSTER_LINE_UNDECODED: some of it is not of the charset and was replaced by U+FFFD
 */
typedef enum
{
  MUSTER_LINE_AFTER_NULS = 1 << 0,
  MUSTER_LINE_BEFORE_NULS = 1 << 1,
  MUSTER_LINE_UNENDED = 1 << 2,
  MUSTER_LINE_UNDECODED = 1 << 3,
} MusterLineFlags;

/**
 * MusterLine:
 * @text: valid UTF-8 without its line end, not ended by a NUL; valid until the next line
 * @length: bytes of @text, of the run, or of the long line
 * @number: the line's number, from 1, as an editor counts them (NULs end no line)
 * @offset: where it begins, in bytes of the file (for UTF-16: of the same text in UTF-8)
 * @kind: a #MusterLineKind
 * @flags: #MusterLineFlags
 */
typedef struct
{
  const char *text;
  gsize length;
  guint64 number;
  guint64 offset;
  guint8 kind;
  guint8 flags;
} MusterLine;

/**
 * MusterLines:
 *
 * Reads a text line by line with flat memory: LF, CRLF and CR end a line, a byte order mark and
 * a last 0x1A are dropped, NULs are told apart. The first error is latched.
 */
typedef struct _MusterLines MusterLines;

/**
 * muster_lines_new:
 * @stream: where to read
 * @charset: (nullable): its charset, which a byte order mark overrules; %NULL for UTF-8
 *
 * Returns: (transfer full): a reader at the beginning of @stream
 */
MusterLines *muster_lines_new (GInputStream *stream, const char *charset);

void muster_lines_free (MusterLines *lines);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterLines, muster_lines_free)

/**
 * muster_lines_next:
 * @lines: a reader
 * @line: (out): the next line
 * @cancellable: (nullable): to give up
 *
 * Returns: whether there is one; see muster_lines_done()
 */
gboolean muster_lines_next (MusterLines *lines,
                            MusterLine *line,
                            GCancellable *cancellable);

/**
 * muster_lines_done:
 * @lines: a reader
 * @error: what stopped it: reading failed, or was cancelled, or the charset is unknown
 *
 * Returns: whether it came to the end of the text
 */
gboolean muster_lines_done (MusterLines *lines, GError **error);

/**
 * muster_lines_get_position:
 * @lines: a reader
 *
 * Returns: how many bytes it has taken from the stream
 */
guint64 muster_lines_get_position (MusterLines *lines);
