/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-evaluate-verb.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "muster-error.h"
#include "muster-options.h"
#include "muster-scenario.h"
#include "muster-usage-error.h"

static const MusterField evaluate_options[] = {
  { .name = "json",
    .title = N_ ("Print JSON, one object a case"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

static void
print_cb (const char *line, gpointer data)
{
  fputs (line, stdout);
  fputc ('\n', stdout);
}

static gboolean
evaluate_run (MusterSession *session,
              GVariantDict *options,
              const char *const *arguments,
              GError **error)
{
  gboolean json = muster_options_has (options, "json");
  gboolean any_differs = FALSE;

  for (; *arguments != NULL; arguments++)
    {
      g_autoptr (GError) local = NULL;
      gboolean differs = FALSE;

      /* A scenario that cannot be read is the caller's mistake, whatever is wrong with it. */
      if (!muster_scenario_evaluate_file (*arguments, json, print_cb, NULL, &differs,
                                          &local))
        return muster_usage_error_set (error, "%s", local->message);
      any_differs |= differs;
    }

  if (any_differs)
    return muster_error_set (error, MUSTER_ERROR_INVALID,
                             _ ("Not all expectations hold"));

  return TRUE;
}

const MusterVerb muster_evaluate_verb = {
  .name = "evaluate",
  .title = N_ ("Judge scenarios on paper, without any company"),
  .arguments = N_ ("FILE…"),
  .options = evaluate_options,
  .least = 1,
  .most = G_MAXUINT,
  .run = evaluate_run,
};
