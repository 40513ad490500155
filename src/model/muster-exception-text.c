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

static char *
say_speed (MusterExceptionRow *row)
{
  g_autofree char *metres = muster_text_distance (row->metres);
  g_autofree char *time = muster_text_minutes ((row->seconds + 59) / 60);

  /* Translators: a distance and a time: "165 km in 20 min" */
  return g_strdup_printf (_ ("%1$s in %2$s"), metres, time);
}

/* How much, or what it is told from; %NULL for what has no measure. */
static char *
say_measure (MusterExceptionRow *row)
{
  gint64 amount = row->exception.amount;

  switch ((MusterExceptionKind) row->exception.kind)
    {
    case MUSTER_EXCEPTION_SPEED:
      return say_speed (row);
    case MUSTER_EXCEPTION_SHARED_DEVICE:
      return g_strdup (row->other_name);
    case MUSTER_EXCEPTION_SEVERAL_DEVICES:
      return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u device", "%u devices", (gulong) row->count),
        (guint) row->count);
    case MUSTER_EXCEPTION_SAME_POSITION:
      return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", (gulong) row->count),
        (guint) row->count);
    case MUSTER_EXCEPTION_UNBOUND_DEVICE:
      return g_strdup (row->device);
    case MUSTER_EXCEPTION_WEAK_VERIFY:
      /* Translators: kinds of verification there were, and that are wanted: "1 of 2" */
      return g_strdup_printf (_ ("%1$d of %2$d"), row->count, row->wanted);
    case MUSTER_EXCEPTION_TWO_SOURCES:
      /* Translators: seconds between two punches */
      return g_strdup_printf (_ ("within %u s"), (guint) amount);
    case MUSTER_EXCEPTION_UNMAPPED:
      return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u punch", "%u punches", (gulong) amount),
        (guint) amount);
    case MUSTER_EXCEPTION_DRIFT:
      return g_strdup_printf (_ ("%u s"), (guint) amount);
    case MUSTER_EXCEPTION_OVERTIME:
      return muster_text_hours (amount);
    default:
      return amount != 0 ? muster_text_minutes (amount) : NULL;
    }
}

char *
muster_exception_text_what (MusterExceptionRow *row)
{
  g_autofree char *measure = say_measure (row);

  return g_strjoin (" · ", muster_words_say_value ("exception", row->exception.kind),
                    measure, NULL);
}

static char *
say_why_of_speed (MusterExceptionRow *row, const char *at)
{
  g_autofree char *metres = muster_text_distance (row->metres);
  g_autofree char *time = muster_text_minutes ((row->seconds + 59) / 60);

  /* Translators: the time of a punch, "165 km" and "20 min" */
  return g_strdup_printf (_ ("The punch at %1$s was made at least %2$s away from the one "
                             "%3$s before. Nobody travels that fast."),
                          at, metres, time);
}

static char *
say_why_of_shared (MusterExceptionRow *row, const char *at)
{
  if (row->other_name == NULL)
    return g_strdup_printf (
      g_dngettext (
        GETTEXT_PACKAGE,
        "The punch at %1$s came from the device %2$s, with which %3$u person punched.",
        "The punch at %1$s came from the device %2$s, with which %3$u people punched.",
        (gulong) row->count),
      at, row->device, (guint) row->count);

  /* Translators: the time of a punch, a device, another person */
  return g_strdup_printf (
    _ ("The punch at %1$s came from the device %2$s, with which %3$s punched too."), at,
    row->device, row->other_name);
}

char *
muster_exception_text_why (MusterExceptionRow *row)
{
  g_autofree char *at = NULL;

  if (row->at == 0)
    return NULL;

  at = muster_text_time (row->at, row->zone, row->exception.date);
  switch ((MusterExceptionKind) row->exception.kind)
    {
    case MUSTER_EXCEPTION_MOCK:
      return g_strdup_printf (
        _ (
          "The phone says that its position at the punch at %s was made up by software."),
        at);
    case MUSTER_EXCEPTION_SPEED:
      return say_why_of_speed (row, at);
    case MUSTER_EXCEPTION_SHARED_DEVICE:
      return say_why_of_shared (row, at);
    case MUSTER_EXCEPTION_SEVERAL_DEVICES:
      return g_strdup_printf (
        _ ("The punches of this day came from %1$u devices, that at %2$s from %3$s."),
        (guint) row->count, at, row->device);
    case MUSTER_EXCEPTION_SAME_POSITION:
      return g_strdup_printf (
        _ (
          "To its last digit the punch at %1$s has the position of %2$u days. A position "
          "that is measured differs each time."),
        at, (guint) row->count);
    case MUSTER_EXCEPTION_UNBOUND_DEVICE:
      return g_strdup_printf (
        _ ("The punch at %1$s came from the device %2$s. Another one is confirmed for "
           "this person."),
        at, row->device);
    case MUSTER_EXCEPTION_WEAK_VERIFY:
      return g_strdup_printf (_ ("Kinds of verification of the punch at %1$s: %2$d. Away "
                                 "from a time clock the rules ask for %3$d."),
                              at, row->count, row->wanted);
    case MUSTER_EXCEPTION_TWO_SOURCES:
      return g_strdup_printf (
        _ ("The punch at %1$s came within %2$u s of one at another source."), at,
        (guint) row->exception.amount);
    default:
      return NULL;
    }
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

char *
muster_exception_text_request (MusterExceptionRow *row)
{
  if (row->request_id == 0)
    return NULL;

  /* Translators: a kind of request, such as “Missing punch” */
  return g_strdup_printf (
    _ ("A request waits: %s"),
    muster_words_say ("request_kind", muster_request_kind_get_code (row->request_kind)));
}
