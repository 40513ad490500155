/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-lines.h"
#include "muster-sink.h"

/**
 * muster_damage_report:
 * @sink: where to
 * @line: a line, or a run of NULs
 * @reason: a #MusterReject reason
 *
 * Reports a line that could not be read, with its place and the beginning of its text.
 */
void muster_damage_report (MusterSink *sink, const MusterLine *line, const char *reason);
