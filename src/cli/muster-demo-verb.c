/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-demo-verb.h"

#include <glib/gi18n-lib.h>

#include "muster-demo.h"
#include "muster-error.h"
#include "muster-meter.h"
#include "muster-options.h"

static const MusterField demo_options[] = {
  { .name = "people",
    .title = N_ ("How many people (100)"),
    .kind = MUSTER_FIELD_INTEGER,
    .min = 1,
    .max = 100000 },
  { .name = "days",
    .title = N_ ("How many days (the last three months and what there is of this one)"),
    .kind = MUSTER_FIELD_INTEGER,
    .min = 1,
    .max = 1000 },
  { .name = "seed",
    .title = N_ ("Number that decides what is invented (1)"),
    .kind = MUSTER_FIELD_INTEGER },
  { .name = "end", .title = N_ ("Last date (today)"), .kind = MUSTER_FIELD_DATE },
  { 0 },
};

static gint64
get_number (GVariantDict *options, const char *name, gint64 fallback)
{
  gint64 value;

  return g_variant_dict_lookup (options, name, "x", &value) ? value : fallback;
}

static gboolean
create_company (MusterSession *session, GError **error)
{
  const char *user = session->user != NULL ? session->user : "demo";
  char *recovery = NULL;
  char *password;

  password = muster_session_get_password (session, _ ("New password"), TRUE, error);
  if (password == NULL)
    return FALSE;

  session->company = muster_company_create (session->folder, muster_demo_get_name (),
                                            MUSTER_DEMO_ZONE, user, password, NULL, NULL,
                                            &recovery, &session->actor, error);
  muster_company_wipe (password);
  muster_company_wipe (recovery);

  return session->company != NULL;
}

static gboolean
demo_run (MusterSession *session,
          GVariantDict *options,
          const char *const *arguments,
          GError **error)
{
  g_autoptr (MusterMeter) meter = NULL;
  MusterDemoPlan plan = { 0 };
  gint32 end;

  plan.people = (guint) get_number (options, "people", 100);
  plan.days = (guint) get_number (options, "days", 0);
  plan.seed = (guint64) get_number (options, "seed", 1);
  plan.end = g_variant_dict_lookup (options, "end", "i", &end) ? end : MUSTER_DATE_NONE;

  /* Invented people never get into a company of real ones. */
  if (muster_company_exists (session->folder))
    return muster_error_set (
      error, MUSTER_ERROR_CONFLICT,
      _ ("There is a company in %s already: the demo company needs a "
         "folder of its own, see --store"),
      session->folder);

  if (!create_company (session, error))
    return FALSE;

  meter = muster_meter_new (_ ("Inventing a company"), session->cancellable);
  if (!muster_demo_fill (muster_company_get_office (session->company), session->actor,
                         &plan, muster_meter_show, meter, session->cancellable, error))
    return FALSE;

  g_clear_pointer (&meter, muster_meter_free);
  g_print (_ ("The demo company is in %s\n"), session->folder);
  return TRUE;
}

const MusterVerb muster_demo_verb = {
  .name = "demo",
  .title = N_ ("Make an invented company to try things with"),
  .options = demo_options,
  .least = 0,
  .most = 0,
  .run = demo_run,
};
