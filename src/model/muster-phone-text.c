/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-phone-text.h"

#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

char *
muster_phone_text_use (MusterPhoneRow *phone)
{
  const char *state = muster_words_say ("device_state", phone->state);
  g_autofree char *count = muster_text_number ((guint64) phone->n_punches);
  g_autofree char *last = NULL;

  if (phone->n_punches == 0)
    return g_strdup_printf (_ ("%s · no punches yet"), state);

  last =
    muster_text_date_short (muster_zone_get_civil (phone->zone, phone->last_at, NULL));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s · %2$s punch, last %3$s",
                                       "%1$s · %2$s punches, last %3$s",
                                       (gulong) phone->n_punches),
                          state, count, last);
}

const char *
muster_phone_text_doubt (MusterPhoneRow *phone)
{
  return g_str_equal (phone->state, "proposed") && !phone->sole
           ? _ ("one of several, or of several people")
           : NULL;
}
