/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-create-verb.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "muster-error.h"
#include "muster-options.h"
#include "muster-print.h"

static const MusterField create_options[] = {
  { .name = "zone",
    .title = N_ ("Time zone of the company; the system's when not given"),
    .kind = MUSTER_FIELD_ZONE },
  { .name = "json",
    .title = N_ ("Print the recovery key as JSON"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

/* The name of the system's zone, where it has one: an offset alone cannot judge a summer. */
static char *
get_system_zone (GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  const char *name = g_time_zone_get_identifier (zone);
  g_autoptr (MusterZone) known = NULL;

  if (name[0] == '/')
    name++;
  known = muster_zone_new (name, NULL);
  if (known == NULL)
    {
      muster_usage_error_set (error,
                              _ ("The system does not name its time zone: use --zone, "
                                 "for example --zone Asia/Shanghai"));
      return NULL;
    }

  return g_strdup (name);
}

static void
print_recovery (const char *folder, const char *user, const char *recovery, gboolean json)
{
  g_autoptr (GString) line = g_string_new (NULL);

  if (json)
    {
      g_string_append (line, "{\"folder\": ");
      muster_print_json_string (line, folder);
      g_string_append (line, ", \"user\": ");
      muster_print_json_string (line, user);
      g_string_append (line, ", \"recovery\": ");
      muster_print_json_string (line, recovery);
      g_string_append (line, "}\n");
    }
  else
    {
      g_string_append_printf (
        line, _ ("The company is in %s; %s is its first administrator.\n"), folder, user);
      g_string_append_printf (
        line,
        _ ("\nRecovery key, shown this once. Without it a lost password "
           "cannot be replaced:\n\n    %s\n"),
        recovery);
    }

  fwrite (line->str, 1, line->len, stdout);
}

static gboolean
create_run (MusterSession *session,
            GVariantDict *options,
            const char *const *arguments,
            GError **error)
{
  g_autofree char *zone = muster_options_get_text (options, "zone");
  g_autofree char *user =
    g_strdup (session->user != NULL ? session->user : g_get_user_name ());
  char *recovery = NULL;
  char *password;

  if (zone == NULL && (zone = get_system_zone (error)) == NULL)
    return FALSE;

  if (muster_company_exists (session->folder))
    return muster_error_set (
      error, MUSTER_ERROR_CONFLICT,
      _ ("There is a company in %s already: choose another folder with "
         "--store"),
      session->folder);

  password = muster_session_get_password (session, _ ("New password"), TRUE, error);
  if (password == NULL)
    return FALSE;

  session->company = muster_company_create (session->folder, arguments[0], zone, user,
                                            password, NULL, NULL, &recovery,
                                            &session->actor, error);
  muster_company_wipe (password);
  if (session->company == NULL)
    return FALSE;

  print_recovery (session->folder, user, recovery, muster_options_has (options, "json"));
  muster_company_wipe (recovery);

  return TRUE;
}

const MusterVerb muster_create_verb = {
  .name = "create",
  .title = N_ ("Make a company"),
  .arguments = N_ ("NAME"),
  .options = create_options,
  .least = 1,
  .most = 1,
  .run = create_run,
};
