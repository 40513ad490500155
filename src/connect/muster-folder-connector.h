/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-connector.h"

/**
 * muster_folder_connector:
 *
 * Watches a folder (a stick, a share, where a terminal's program puts its exports) and reads the
 * punch files that appear in it, as the connector of files does. A file is read when its size and
 * its time have not changed for a while, and each content once, whatever it is called; what is no
 * punch file is rejected with the reason "not-punches", and a table about which a person must
 * answer something first with "unclear". The cursor is an a(sxxxs): name, size, time of change,
 * when it was first seen so (microseconds UTC), and the SHA-256 of its content, empty while it is
 * not read; of files that are gone nothing is remembered. As with a single file its punches reach
 * as far as the newest of them.
 */
extern const MusterConnector muster_folder_connector;
