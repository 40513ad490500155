/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterPushGreeting:
 * @serial: the terminal's serial number
 * @version: (nullable): the protocol version that it speaks, %NULL for the oldest
 * @punch_stamp: what it last sent with punches; "None" for no wish, "0" for everything
 * @operation_stamp: the same of operations and users
 * @offset: seconds that its zone is ahead of UTC now
 * @registry: (nullable): the code that it was registered under, of an access controller
 *
 * What a terminal is told when it calls.
 */
typedef struct
{
  const char *serial;
  const char *version;
  const char *punch_stamp;
  const char *operation_stamp;
  gint32 offset;
  const char *registry;
} MusterPushGreeting;

/**
 * muster_push_greeting_format:
 * @greeting: what to say
 *
 * Writes the configuration: punches at once, users and operations, no biometrics, no photos, no
 * encryption; old names for terminals before 2.3.
 *
 * Returns: (transfer full): the text
 */
char *muster_push_greeting_format (const MusterPushGreeting *greeting);
