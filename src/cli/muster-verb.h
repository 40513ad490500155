/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-params.h"
#include "muster-session.h"
#include "muster-usage-error.h"

/**
 * MusterVerb:
 * @name: what one types: "show"
 * @title: what it does, marked with N_ ()
 * @arguments: (nullable): what may stand behind it, as the help shows it
 * @options: its own options, ended by a %NULL name; see muster_options_parse()
 * @least: arguments it needs at least
 * @most: arguments it takes at most, %G_MAXUINT for any number
 * @topics: (nullable): prints what the help of this verb adds below its options
 * @run: does it; prints its result on standard output
 *
 * A word that musterctl understands.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *arguments;
  const MusterField *options;
  guint least;
  guint most;
  void (*topics) (void);
  gboolean (*run) (MusterSession *session,
                   GVariantDict *options,
                   const char *const *arguments,
                   GError **error);
} MusterVerb;
