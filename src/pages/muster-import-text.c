/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-import-text.h"

#include "muster-punch.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

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
