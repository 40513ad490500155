/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-text.h"

#include "muster-text.h"

#include <glib/gi18n-lib.h>

const MusterWord *
muster_request_text_sign (MusterRequestRow *row)
{
  if (row->request->state == MUSTER_REQUEST_SUBMITTED && row->request->asked)
    return muster_words_find ("request_state", "asked");

  return muster_words_find ("request_state",
                            muster_request_state_get_code (row->request->state));
}

static char *
say_part (guint part)
{
  switch (part)
    {
    case 1:
      return g_strdup (_ ("First half"));
    case 2:
      return g_strdup (_ ("Second half"));
    default:
      return NULL;
    }
}

char *
muster_request_text_dates (MusterRequestRow *row)
{
  MusterRequest *request = row->request;
  g_autofree char *date = muster_text_date_short (request->date);
  g_autofree char *last = NULL;

  if (request->at != 0 || request->to_date == request->date)
    return g_steal_pointer (&date);

  last = muster_text_date_short (request->to_date);

  return g_strdup_printf ("%s – %s", date, last);
}

char *
muster_request_text_part (MusterRequestRow *row)
{
  MusterRequest *request = row->request;
  g_autofree char *time = NULL;

  if (muster_request_is_correction (request->kind))
    {
      time = muster_text_time (request->at, row->zone, request->date);
      return g_strdup_printf (
        "%s %s", muster_words_say ("slot", muster_request_slot_get_code (request->slot)),
        time);
    }

  if (request->at != 0)
    return muster_text_times (request->at, request->until, row->zone, request->date);

  return request->to_date == request->date ? say_part (request->part) : NULL;
}

char *
muster_request_text_when (MusterRequestRow *row)
{
  g_autofree char *dates = muster_request_text_dates (row);
  g_autofree char *part = muster_request_text_part (row);

  return part != NULL ? g_strdup_printf ("%s · %s", dates, part)
                      : g_steal_pointer (&dates);
}

/* A name, with on whose behalf. */
static char *
say_who (const char *by, const char *delegate_of)
{
  if (delegate_of != NULL)
    /* Translators: "Li Wei for Zhao Min": a delegate and on whose behalf */
    return g_strdup_printf (_ ("%1$s for %2$s"), by, delegate_of);

  return g_strdup (by);
}

char *
muster_request_text_state (MusterRequestRow *row)
{
  MusterRequest *request = row->request;
  g_autofree char *names = NULL;
  g_autofree char *who = NULL;

  if (request->automatic && request->state == MUSTER_REQUEST_APPROVED)
    return g_strdup (_ ("Approved by the rules"));

  if (request->state == MUSTER_REQUEST_SUBMITTED)
    {
      names = g_strjoinv (C_ ("list", ", "), row->waits_for);
      if (*names == '\0')
        return g_strdup (_ ("Nobody may decide this yet"));
      if (row->n_levels > 1)
        return g_strdup_printf (_ ("Waits for %1$s, step %2$u of %3$u"), names,
                                request->level + 1, row->n_levels);
      return g_strdup_printf (_ ("Waits for %s"), names);
    }

  if (request->decided_by == NULL)
    return g_strdup (
      muster_words_say ("request_state", muster_request_state_get_code (request->state)));

  who = say_who (request->decided_by, request->decided_for);

  return g_strdup_printf (
    "%s · %s",
    muster_words_say ("request_state", muster_request_state_get_code (request->state)),
    who);
}

char *
muster_request_text_terms (MusterRequestRow *row)
{
  MusterRequest *request = row->request;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *deadline = muster_text_date_short (row->deadline);

  if (muster_request_is_correction (request->kind))
    {
      if (row->quota > 0)
        /* Translators: this correction is the 2nd of 3 that the period has */
        g_string_append_printf (text, _ ("Correction %1$d of %2$d this period"),
                                row->used + 1, row->quota);
      else
        g_string_append (text, _ ("Corrections without a limit"));
      g_string_append_c (text, '\n');
    }

  if (request->lieu)
    {
      g_autofree char *left = muster_text_minutes (row->lieu_left);

      /* Translators: a duration that is left of earned overtime */
      g_string_append_printf (text, _ ("Time off in lieu, %s left"), left);
      g_string_append_c (text, '\n');
    }

  g_string_append_printf (text, _ ("Deadline %s"), deadline);
  if (request->overridden)
    g_string_append_printf (text, "\n%s",
                            muster_words_say ("request_mark", "overridden"));
  if (row->locked)
    g_string_append_printf (text, "\n%s", _ ("Period closed"));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
muster_request_text_step (MusterStepRow *row)
{
  g_autofree char *who = say_who (row->by, row->delegate_of);

  return g_strdup_printf (
    "%s · %s", row->automatic ? _ ("By the rules") : who,
    muster_words_say ("request_action", muster_request_action_get_code (row->action)));
}
