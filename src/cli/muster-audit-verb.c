/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-audit-verb.h"

#include <glib/gi18n-lib.h>

static const MusterField no_options[] = { { 0 } };

static gboolean
audit_run (MusterSession *session,
           GVariantDict *options,
           const char *const *arguments,
           GError **error)
{
  MusterOffice *office;
  guint64 n_entries = 0;

  if (!g_str_equal (arguments[0], "verify"))
    return muster_usage_error_set (error,
                                   _ ("Say “audit verify”, or “show audit” to read it"));

  office = muster_session_open (session, error);
  if (office == NULL || !muster_office_verify_audit (office, session->actor, &n_entries,
                                                     session->cancellable, error))
    return FALSE;

  g_print (ngettext ("The audit log is whole: %u entry\n",
                     "The audit log is whole: %u entries\n", (gulong) n_entries),
           (guint) n_entries);
  return TRUE;
}

const MusterVerb muster_audit_verb = {
  .name = "audit",
  .title = N_ ("Check that nobody changed the audit log"),
  .arguments = "verify",
  .options = no_options,
  .least = 1,
  .most = 1,
  .run = audit_run,
};
