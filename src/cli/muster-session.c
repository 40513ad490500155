/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-session.h"

#include <glib/gi18n-lib.h>

#include "muster-error.h"
#include "muster-options.h"
#include "muster-secret.h"

const MusterField muster_session_fields[] = {
  { .name = "store",
    .title = N_ ("Folder of the company; MUSTER_STORE, else muster in the data folder"),
    .kind = MUSTER_FIELD_PATH },
  { .name = "passphrase-file",
    .title = N_ ("File whose first line is the password, - for standard input"),
    .kind = MUSTER_FIELD_PATH },
  { .name = "as", .title = N_ ("User who signs in"), .kind = MUSTER_FIELD_TEXT },
  { .name = "lang",
    .title = N_ ("Language of the output: zh_CN or en"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "help", .title = N_ ("Print help"), .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

MusterSession *
muster_session_new (GVariantDict *options)
{
  MusterSession *session = g_new0 (MusterSession, 1);

  session->folder = muster_options_get_text (options, "store");
  if (session->folder == NULL)
    session->folder = g_strdup (g_getenv ("MUSTER_STORE"));
  if (session->folder == NULL || session->folder[0] == '\0')
    {
      g_clear_pointer (&session->folder, g_free);
      session->folder = g_build_filename (g_get_user_data_dir (), "muster", NULL);
    }
  session->user = muster_options_get_text (options, "as");
  session->passphrase_file = muster_options_get_text (options, "passphrase-file");
  session->cancellable = g_cancellable_new ();

  return session;
}

void
muster_session_free (MusterSession *session)
{
  if (session->company != NULL)
    muster_company_close (session->company);
  g_clear_object (&session->company);
  g_clear_object (&session->actor);
  g_clear_object (&session->cancellable);
  g_clear_pointer (&session->folder, g_free);
  g_clear_pointer (&session->user, g_free);
  g_clear_pointer (&session->passphrase_file, g_free);
  g_free (session);
}

/* Asking libsecret without a session bus starts one, or waits for one that never comes. */
static gboolean
has_session_bus (void)
{
  g_autofree char *socket = NULL;

  if (g_getenv ("DBUS_SESSION_BUS_ADDRESS") != NULL)
    return TRUE;

  socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);
  return g_file_test (socket, G_FILE_TEST_EXISTS);
}

static gboolean
open_with_session (MusterSession *session)
{
  g_autoptr (GError) error = NULL;

  if (!has_session_bus ())
    return FALSE;

  session->company = muster_company_open_with_session (session->folder, session->user,
                                                       session->cancellable, NULL, NULL,
                                                       &session->actor, &error);

  /* Whatever keeps the desktop from answering, the password still opens; a damaged company
   * says so again there. */
  if (error != NULL)
    g_debug ("The Secret Service does not open it: %s", error->message);

  return session->company != NULL;
}

char *
muster_session_get_password (MusterSession *session,
                             const char *prompt,
                             gboolean again,
                             GError **error)
{
  if (session->passphrase_file != NULL)
    return muster_secret_read (session->passphrase_file, error);

  if (muster_secret_can_prompt ())
    return muster_secret_prompt (prompt, again, error);

  muster_error_set (error, MUSTER_ERROR_LOCKED,
                    _ ("A password is needed: use --passphrase-file FILE"));
  return NULL;
}

MusterOffice *
muster_session_open (MusterSession *session, GError **error)
{
  g_autofree char *prompt = NULL;
  char *password;

  if (session->company != NULL)
    return muster_company_get_office (session->company);

  if (!muster_company_exists (session->folder))
    {
      muster_error_set (
        error, MUSTER_ERROR_MISSING,
        _ ("There is no company in %s: make one with “musterctl create”, or say "
           "where it is with --store"),
        session->folder);
      return NULL;
    }

  if (session->passphrase_file == NULL && open_with_session (session))
    return muster_company_get_office (session->company);

  if (session->user != NULL)
    prompt = g_strdup_printf (_ ("Password of %s"), session->user);
  else
    prompt = g_strdup (_ ("Password"));

  password = muster_session_get_password (session, prompt, FALSE, error);
  if (password == NULL)
    return NULL;

  session->company = muster_company_open (session->folder, session->user, password, NULL,
                                          NULL, &session->actor, error);
  muster_company_wipe (password);
  if (session->company == NULL)
    return NULL;

  return muster_company_get_office (session->company);
}
