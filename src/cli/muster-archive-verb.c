/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-archive-verb.h"

#include <glib/gi18n-lib.h>

#include "muster-archive.h"
#include "muster-meter.h"

static const MusterField no_options[] = { { 0 } };

static gboolean
backup_run (MusterSession *session,
            GVariantDict *options,
            const char *const *arguments,
            GError **error)
{
  g_autoptr (MusterMeter) meter = NULL;

  if (muster_session_open (session, error) == NULL)
    return FALSE;

  meter = muster_meter_new (_ ("Writing the backup"), session->cancellable);
  if (!muster_archive_backup (session->company, session->actor, arguments[0],
                              muster_meter_show, meter, session->cancellable, error))
    return FALSE;

  g_clear_pointer (&meter, muster_meter_free);
  g_print (_ ("The backup is in %s\n"), arguments[0]);
  return TRUE;
}

const MusterVerb muster_backup_verb = {
  .name = "backup",
  .title = N_ ("Write the company into one encrypted file"),
  .arguments = N_ ("FILE"),
  .options = no_options,
  .least = 1,
  .most = 1,
  .run = backup_run,
};

static gboolean
restore_run (MusterSession *session,
             GVariantDict *options,
             const char *const *arguments,
             GError **error)
{
  g_autoptr (MusterMeter) meter = NULL;
  g_autofree char *kept = NULL;
  char *password;
  gboolean restored;

  password =
    muster_session_get_password (session, _ ("Password in the backup"), FALSE, error);
  if (password == NULL)
    return FALSE;

  meter = muster_meter_new (_ ("Restoring"), session->cancellable);
  restored = muster_archive_restore (arguments[0], session->folder, session->user,
                                     password, muster_meter_show, meter,
                                     session->cancellable, &kept, error);
  muster_company_wipe (password);
  if (!restored)
    return FALSE;

  g_clear_pointer (&meter, muster_meter_free);
  g_print (_ ("The company is in %s\n"), session->folder);
  if (kept != NULL)
    g_print (_ ("What was there before is in %s\n"), kept);

  return TRUE;
}

const MusterVerb muster_restore_verb = {
  .name = "restore",
  .title = N_ ("Put a backup in place"),
  .arguments = N_ ("FILE"),
  .options = no_options,
  .least = 1,
  .most = 1,
  .run = restore_run,
};
