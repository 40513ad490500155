/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-help.h"

#include <glib/gi18n-lib.h>

#include "muster-options.h"
#include "muster-print.h"

void
muster_help_print_verb (const MusterVerb *verb)
{
  g_print (_ ("Usage: musterctl %s [OPTION…] %s\n"), verb->name,
           verb->arguments != NULL ? _ (verb->arguments) : "");
  g_print ("\n%s\n", _ (verb->title));

  if (verb->options->name != NULL)
    {
      g_print ("\n%s\n", _ ("Options:"));
      muster_options_print (verb->options);
    }

  if (verb->topics != NULL)
    verb->topics ();

  g_print ("\n%s\n", _ ("Options of every verb:"));
  muster_options_print (muster_session_fields);
}

void
muster_help_print_all (const MusterVerb *const *verbs)
{
  g_print ("%s\n\n%s\n", _ ("Usage: musterctl VERB [OPTION…] [ARGUMENT…]"), _ ("Verbs:"));
  for (const MusterVerb *const *verb = verbs; *verb != NULL; verb++)
    {
      g_autofree char *left =
        g_strjoin (" ", (*verb)->name,
                   (*verb)->arguments != NULL ? _ ((*verb)->arguments) : NULL, NULL);
      g_autofree char *padded = muster_print_pad (left, 26, FALSE);

      g_print ("  %s  %s\n", padded, _ ((*verb)->title));
    }

  g_print ("\n%s\n", _ ("Options of every verb:"));
  muster_options_print (muster_session_fields);
  g_print ("\n%s\n",
           _ ("Ends with 0 when all went well, 1 when something failed or faults were "
              "found, 2 when it was called wrongly."));
}
