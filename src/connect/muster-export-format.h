/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-sink.h"

/**
 * muster_export_attlog:
 * @text: appended to
 * @draft: a punch
 * @device: the terminal's own number
 * @state: the terminal's state code, 255 for none
 * @verify: the terminal's verify code
 *
 * Writes a punch as a line of attlog.dat: six fields, user ids padded to nine, CRLF. The place
 * of the punch is lost.
 */
void muster_export_attlog (GString *text,
                           const MusterDraft *draft,
                           guint device,
                           guint state,
                           guint verify);

/**
 * muster_export_csv_begin:
 * @text: appended to
 *
 * Begins a table of punches: a byte order mark, without which spreadsheet programs take Chinese
 * text for something else, and the headers. They are the English words that an importer knows.
 */
void muster_export_csv_begin (GString *text);

/**
 * muster_export_csv:
 * @text: appended to
 * @draft: a punch with an offset; its position is in WGS-84
 *
 * Writes a row of the table: the time in ISO 8601 with its offset, the datum beside the
 * coordinates.
 */
void muster_export_csv (GString *text, const MusterDraft *draft);

/**
 * muster_export_cell:
 * @text: appended to
 * @cell: (nullable): what a cell holds
 *
 * Writes a cell, in quotes where it needs them. One that a spreadsheet program would take for a
 * formula gets an apostrophe before it: names come from outside.
 */
void muster_export_cell (GString *text, const char *cell);
