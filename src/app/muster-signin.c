/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-signin.h"

#include "muster-demo.h"

#include <glib/gi18n-lib.h>

/* A company of a size that shows everything and is there at once. */
#define DEMO_PEOPLE 120
#define DEMO_SEED 1

typedef struct
{
  char *folder;
  char *name;
  char *zone;
  char *user;
  char *secret;
  gboolean recovery;
  MusterSigninKeep keep;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->folder);
  g_free (request->name);
  g_free (request->zone);
  g_free (request->user);
  muster_company_wipe (request->secret);
  g_free (request);
}

static void
free_result (gpointer data)
{
  muster_signin_free (data);
}

static gpointer
create_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Request *request = data;
  g_autoptr (MusterSignin) signin = g_new0 (MusterSignin, 1);

  signin->company = muster_company_create (request->folder, request->name, request->zone,
                                           request->user, request->secret, NULL, NULL,
                                           &signin->recovery, &signin->actor, error);

  return signin->company != NULL ? g_steal_pointer (&signin) : NULL;
}

static gpointer
open_work (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  Request *request = data;
  g_autoptr (MusterSignin) signin = g_new0 (MusterSignin, 1);

  signin->company = request->recovery
                      ? muster_company_open_with_recovery (request->folder, request->user,
                                                           request->secret, NULL, NULL,
                                                           &signin->actor, error)
                      : muster_company_open (request->folder, request->user,
                                             request->secret, NULL, NULL, &signin->actor,
                                             error);
  if (signin->company == NULL)
    return NULL;

  if (request->keep != MUSTER_SIGNIN_KEEP_NOTHING)
    {
      g_autoptr (GError) refusal = NULL;

      /* The company is open all the same; the password will be asked for next time. */
      if (!muster_company_keep_in_session (signin->company, signin->actor,
                                           request->keep == MUSTER_SIGNIN_KEEP_KEY,
                                           cancellable, &refusal))
        g_message ("The login session does not take the key: %s", refusal->message);
    }

  return g_steal_pointer (&signin);
}

static gpointer
resume_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Request *request = data;
  g_autoptr (MusterSignin) signin = g_new0 (MusterSignin, 1);

  signin->company = muster_company_open_with_session (
    request->folder, request->user, cancellable, NULL, NULL, &signin->actor, error);

  return signin->company != NULL ? g_steal_pointer (&signin) : NULL;
}

static gpointer
demo_work (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  Request *request = data;
  const MusterDemoPlan plan = { DEMO_PEOPLE, 0, MUSTER_DATE_NONE, DEMO_SEED };
  g_autoptr (MusterSignin) signin = g_new0 (MusterSignin, 1);
  g_autofree char *password = g_uuid_string_random ();

  /* Nobody signs in a second time: the folder goes away with its only password. */
  signin->company = muster_company_create (
    request->folder, muster_demo_get_name (), MUSTER_DEMO_ZONE, _ ("Demo user"), password,
    NULL, NULL, &signin->recovery, &signin->actor, error);
  if (signin->company == NULL ||
      !muster_demo_fill (muster_company_get_office (signin->company), signin->actor,
                         &plan, progress, progress_data, cancellable, error))
    return NULL;

  return g_steal_pointer (&signin);
}

void
muster_signin_free (MusterSignin *signin)
{
  g_clear_object (&signin->company);
  g_clear_object (&signin->actor);
  muster_company_wipe (signin->recovery);
  g_free (signin);
}

void
muster_signin_create_async (const char *folder,
                            const char *name,
                            const char *zone,
                            const char *user,
                            const char *password,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->folder = g_strdup (folder);
  request->name = g_strdup (name);
  request->zone = g_strdup (zone);
  request->user = g_strdup (user);
  request->secret = g_strdup (password);
  muster_office_run_async (NULL, create_work, request, request_free, free_result, NULL,
                           cancellable, callback, user_data);
}

void
muster_signin_open_async (const char *folder,
                          const char *user,
                          const char *secret,
                          gboolean recovery,
                          MusterSigninKeep keep,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->folder = g_strdup (folder);
  request->user = g_strdup (user);
  request->secret = g_strdup (secret);
  request->recovery = recovery;
  request->keep = keep;
  muster_office_run_async (NULL, open_work, request, request_free, free_result, NULL,
                           cancellable, callback, user_data);
}

void
muster_signin_resume_async (const char *folder,
                            const char *user,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->folder = g_strdup (folder);
  request->user = g_strdup (user);
  muster_office_run_async (NULL, resume_work, request, request_free, free_result, NULL,
                           cancellable, callback, user_data);
}

void
muster_signin_demo_async (const char *folder,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  request->folder = g_strdup (folder);
  muster_office_run_async (NULL, demo_work, request, request_free, free_result, NULL,
                           cancellable, callback, user_data);
}

MusterSignin *
muster_signin_finish (GAsyncResult *result, GError **error)
{
  return muster_office_run_finish (result, error);
}
