/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception-text.h"

#include "muster-text.h"

#include <glib/gi18n-lib.h>

char *
muster_exception_text_title (MusterExceptionRow *row)
{
  if (row->person != NULL)
    return g_strdup (row->person->name);
  if (row->number != NULL)
    /* Translators: a number on a device, and the device: "No. 1005 · Gate" */
    return g_strdup_printf (_ ("No. %1$s · %2$s"), row->number, row->source_name);

  return g_strdup (row->source_name != NULL ? row->source_name : "");
}

char *
muster_exception_text_what (MusterExceptionRow *row)
{
  const char *kind = muster_words_say_value ("exception", row->exception.kind);
  gint64 amount = row->exception.amount;
  g_autofree char *of = NULL;

  if (amount == 0)
    return g_strdup (kind);

  switch ((MusterExceptionKind) row->exception.kind)
    {
    case MUSTER_EXCEPTION_UNMAPPED:
      of = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u punch", "%u punches", (gulong) amount),
        (guint) amount);
      break;
    case MUSTER_EXCEPTION_DRIFT:
      of = g_strdup_printf (_ ("%u s"), (guint) amount);
      break;
    case MUSTER_EXCEPTION_OVERTIME:
      of = muster_text_hours (amount);
      break;
    default:
      of = muster_text_minutes (amount);
    }

  return g_strdup_printf ("%s · %s", kind, of);
}

char *
muster_exception_text_when (MusterExceptionRow *row)
{
  return row->exception.date != MUSTER_DATE_NONE
           ? muster_text_date_short (row->exception.date)
           : NULL;
}

/* What was decided, and by whom. */
static char *
say_decision (MusterExceptionRow *row)
{
  const char *decision = muster_words_say ("exception_decision", row->decision);

  if (row->decided_for != NULL)
    /* Translators: "Excused by Li Wei for Zhao Min": a decision, a delegate, on whose behalf */
    return g_strdup_printf (_ ("%1$s by %2$s for %3$s"), decision, row->decided_by,
                            row->decided_for);

  /* Translators: "Excused by Li Wei" */
  return g_strdup_printf (_ ("%1$s by %2$s"), decision, row->decided_by);
}

char *
muster_exception_text_state (MusterExceptionRow *row)
{
  g_autofree char *said = NULL;
  g_autofree char *until = NULL;

  if (row->decision == NULL || g_str_equal (row->state, "open"))
    return g_strdup (muster_words_say ("exception_state", row->state));

  if (g_str_equal (row->state, "assigned"))
    said = g_strdup_printf (_ ("Given to %1$s by %2$s"), row->assignee, row->decided_by);
  else if (g_str_equal (row->state, "snoozed"))
    {
      until = muster_text_date_short (row->until);
      said = g_strdup_printf (_ ("Comes back on %s"), until);
    }
  else
    {
      said = say_decision (row);
    }

  return row->reason != NULL && *row->reason != '\0'
           ? g_strdup_printf (_ ("%1$s: %2$s"), said, row->reason)
           : g_steal_pointer (&said);
}
