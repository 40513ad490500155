/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-verb-catalog.h"

#include "muster-archive-verb.h"
#include "muster-audit-verb.h"
#include "muster-create-verb.h"
#include "muster-demo-verb.h"
#include "muster-do-verb.h"
#include "muster-help-verb.h"
#include "muster-import-verb.h"
#include "muster-show-verb.h"

const MusterVerb *const muster_verb_catalog[] = {
  &muster_create_verb,  &muster_import_verb, &muster_show_verb,     &muster_do_verb,
  &muster_demo_verb,    &muster_backup_verb, &muster_restore_verb,  &muster_audit_verb,
  &muster_help_verb,   NULL,
};

const MusterVerb *
muster_verb_find (const char *name)
{
  for (const MusterVerb *const *verb = muster_verb_catalog; *verb != NULL; verb++)
    if (g_str_equal ((*verb)->name, name))
      return *verb;

  return NULL;
}
