/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-verb-catalog.h"

#include "muster-archive-verb.h"
#include "muster-audit-verb.h"
#include "muster-calendar-verb.h"
#include "muster-create-verb.h"
#include "muster-demo-verb.h"
#include "muster-do-verb.h"
#include "muster-evaluate-verb.h"
#include "muster-help.h"
#include "muster-import-verb.h"
#include "muster-period-verb.h"
#include "muster-preview-verb.h"
#include "muster-roster-verb.h"
#include "muster-rules-verb.h"
#include "muster-show-verb.h"
#include "muster-sync-verb.h"

#include <glib/gi18n-lib.h>

/* Help is about the catalog itself. */
static const MusterField help_options[] = { { 0 } };

static gboolean
help_run (MusterSession *session,
          GVariantDict *options,
          const char *const *arguments,
          GError **error)
{
  const MusterVerb *verb;

  if (arguments[0] == NULL)
    {
      muster_help_print_all (muster_verb_catalog);
      return TRUE;
    }

  verb = muster_verb_find (arguments[0]);
  if (verb == NULL)
    return muster_usage_error_set (error, _ ("There is no verb %s: see “musterctl help”"),
                                   arguments[0]);

  muster_help_print_verb (verb);
  return TRUE;
}

static const MusterVerb help_verb = {
  .name = "help",
  .title = N_ ("Print help"),
  .arguments = N_ ("[VERB]"),
  .options = help_options,
  .least = 0,
  .most = 1,
  .run = help_run,
};

const MusterVerb *const muster_verb_catalog[] = {
  &muster_create_verb,
  &muster_import_verb,
  &muster_sync_verb,
  &muster_serve_verb,
  &muster_show_verb,
  &muster_do_verb,
  &muster_demo_verb,
  &muster_backup_verb,
  &muster_restore_verb,
  &muster_audit_verb,
  &muster_evaluate_verb,
  &muster_preview_verb,
  &muster_rules_verb,
  &muster_roster_verb,
  &muster_calendar_verb,
  &muster_period_verb,
  &help_verb,
  NULL,
};

const MusterVerb *
muster_verb_find (const char *name)
{
  for (const MusterVerb *const *verb = muster_verb_catalog; *verb != NULL; verb++)
    if (g_str_equal ((*verb)->name, name))
      return *verb;

  return NULL;
}
