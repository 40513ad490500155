/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-import-text.h"

#include "muster-punch.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *kind;
  const char *title;
} kinds[] = {
  { "attlog", N_ ("Punches of a time clock") },
  { "glg", N_ ("Punches of a time clock (GLG)") },
  { "table", N_ ("A table of punches") },
  { "cells", N_ ("A table with several punches in a cell") },
  { "cross", N_ ("A table of people and days") },
  { "people", N_ ("A list of people") },
  { "users", N_ ("The users of a time clock") },
};

const char *
muster_import_text_kind (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return _ (kinds[i].title);

  return kind;
}

char *
muster_import_text_wall (gint64 wall)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (wall / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
}

char *
muster_import_text_how (guint8 direction, guint8 verify)
{
  const char *way = direction != MUSTER_DIRECTION_NONE
                      ? muster_words_say_value ("direction", direction)
                      : "";
  const char *means =
    verify != MUSTER_VERIFY_UNKNOWN ? muster_words_say_value ("verify", verify) : "";

  return g_strconcat (way, *way != '\0' && *means != '\0' ? " · " : "", means, NULL);
}

const char *
muster_import_text_outcome (MusterEnrolmentOutcome outcome)
{
  switch (outcome)
    {
    case MUSTER_ENROLMENT_ADDED:
      return C_ ("person", "new");
    case MUSTER_ENROLMENT_CHANGED:
      return C_ ("person", "changes");
    case MUSTER_ENROLMENT_SAME:
      return C_ ("person", "as before");
    case MUSTER_ENROLMENT_FAULTY:
    default:
      return C_ ("person", "left out");
    }
}
