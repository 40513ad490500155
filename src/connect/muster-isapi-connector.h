/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_isapi_connector:
 *
 * Access terminals with an HTTP interface of their own (ISAPI). Granted accesses of a person are
 * punches; who was turned away and what doors did is not. The terminal is only ever asked, never
 * changed.
 *
 * Its probe gives "serial", "model", "firmware", "clock-ahead", "clock-doubt" x (how far that may
 * be off), "punches" (accesses of the last day and of everything, as far as the terminal counts
 * them), "lacks" when it has no search.
 *
 * Its pull searches day by day from the cursor, a{sv} of "until" x (the wall time up to which it
 * searched, microseconds as if UTC), some hours earlier; where fewer events come than the terminal
 * counted, it searches in halves. It learns "missing" when even then some do not come, and
 * "unknown-event" for codes of which nobody knows whether they let somebody in: those are taken,
 * with the code beside them, until the settings say otherwise.
 *
 * Its follow hears live events, and searches where their count shows a gap.
 *
 * A password that was refused must not be tried again without a person: terminals lock the account.
 */
extern const MusterConnector muster_isapi_connector;
