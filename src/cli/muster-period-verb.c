/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-period-verb.h"

#include <glib/gi18n-lib.h>

#include "muster-closing-listings.h"
#include "muster-do-verb.h"
#include "muster-options.h"
#include "muster-period-commands.h"
#include "muster-period-listings.h"
#include "muster-resolve.h"
#include "muster-show-verb.h"

static const MusterField period_options[] = {
  { .name = "from", .title = N_ ("First date"), .kind = MUSTER_FIELD_DATE },
  { .name = "to", .title = N_ ("Last date"), .kind = MUSTER_FIELD_DATE },
  { .name = "force",
    .title = N_ ("Close although days are pending"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { .name = "reason",
    .title = N_ ("Why the period is reopened"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "person",
    .title = N_ ("Only this employee, by number"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "date",
    .title = N_ ("Accept what differs on this date"),
    .kind = MUSTER_FIELD_DATE },
  { .name = "status",
    .title = N_ ("Only rows of this status; may be given several times"),
    .kind = MUSTER_FIELD_STRINGS },
  { .name = "json", .title = N_ ("Print JSON"), .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

static gboolean
copy_date (GVariantDict *options, const char *name, GVariantDict *values)
{
  gint32 date;

  if (!g_variant_dict_lookup (options, name, "i", &date))
    return FALSE;

  g_variant_dict_insert (values, name, "i", date);
  return TRUE;
}

static gboolean
copy_number (const char *text, GVariantDict *values, GError **error)
{
  gint64 number;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &number, NULL))
    return muster_usage_error_set (
      error, _ ("Give the period's number, see “musterctl show periods”"));

  g_variant_dict_insert (values, "period", "x", number);
  return TRUE;
}

static gboolean
close_period (MusterSession *session,
              GVariantDict *options,
              const char *unused,
              GError **error)
{
  g_autoptr (GVariantDict) values = g_variant_dict_new (NULL);

  if (!copy_date (options, "from", values) || !copy_date (options, "to", values))
    return muster_usage_error_set (error, _ ("Give --from and --to"));

  g_variant_dict_insert (values, "force", "b", muster_options_has (options, "force"));

  return muster_session_open (session, error) != NULL &&
         muster_do_submit (session, &muster_close_period, values, error);
}

static gboolean
reopen_period (MusterSession *session,
               GVariantDict *options,
               const char *number,
               GError **error)
{
  g_autoptr (GVariantDict) values = g_variant_dict_new (NULL);
  g_autofree char *reason = muster_options_get_text (options, "reason");

  if (!copy_number (number, values, error))
    return FALSE;
  if (reason == NULL)
    return muster_usage_error_set (error, _ ("Say why: --reason"));

  g_variant_dict_insert (values, "reason", "s", reason);

  return muster_session_open (session, error) != NULL &&
         muster_do_submit (session, &muster_reopen_period, values, error);
}

static gboolean
change_adjustment (MusterSession *session,
                   GVariantDict *options,
                   const MusterCommand *command,
                   const char *number,
                   GError **error)
{
  g_autoptr (GVariantDict) values = g_variant_dict_new (NULL);
  g_autofree char *person = muster_options_get_text (options, "person");
  gint64 person_id;

  if (!copy_number (number, values, error))
    return FALSE;
  if (person == NULL || !copy_date (options, "date", values))
    return muster_usage_error_set (error, _ ("Give --person and --date"));
  if (muster_session_open (session, error) == NULL ||
      (person_id = muster_resolve_person (session, person, error)) == 0)
    return FALSE;

  g_variant_dict_insert (values, "person", "x", person_id);

  return muster_do_submit (session, command, values, error);
}

static gboolean
accept_adjustment (MusterSession *session,
                   GVariantDict *options,
                   const char *number,
                   GError **error)
{
  return change_adjustment (session, options, &muster_accept_adjustment, number, error);
}

static gboolean
return_adjustment (MusterSession *session,
                   GVariantDict *options,
                   const char *number,
                   GError **error)
{
  return change_adjustment (session, options, &muster_return_adjustment, number, error);
}

static gboolean
show_listing (MusterSession *session,
              GVariantDict *options,
              const MusterListing *listing,
              GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autofree char *person = muster_options_get_text (options, "person");

  if (muster_session_open (session, error) == NULL ||
      (person != NULL &&
       (filter->person_id = muster_resolve_person (session, person, error)) == 0))
    return FALSE;

  if (g_variant_dict_lookup (options, "from", "i", &filter->dates.from))
    filter->dates.to = MUSTER_DATE_EVER;
  g_variant_dict_lookup (options, "to", "i", &filter->dates.to);
  g_variant_dict_lookup (options, "status", "^as", &filter->states);

  return muster_show_rows (
    session, listing, filter,
    muster_options_has (options, "json") ? MUSTER_FORM_JSON : MUSTER_FORM_TABLE, error);
}

static gboolean
show_adjustments (MusterSession *session,
                  GVariantDict *options,
                  const char *unused,
                  GError **error)
{
  return show_listing (session, options, &muster_adjustments_listing, error);
}

static gboolean
show_periods (MusterSession *session,
              GVariantDict *options,
              const char *unused,
              GError **error)
{
  return show_listing (session, options, &muster_periods_listing, error);
}

static gboolean
show_checks (MusterSession *session,
             GVariantDict *options,
             const char *unused,
             GError **error)
{
  return show_listing (session, options, &muster_period_checks_listing, error);
}

static gboolean
show_plan (MusterSession *session,
           GVariantDict *options,
           const char *unused,
           GError **error)
{
  return show_listing (session, options, &muster_period_plan_listing, error);
}

static const struct
{
  const char *name;
  gboolean numbered;
  gboolean (*run) (MusterSession *session,
                   GVariantDict *options,
                   const char *number,
                   GError **error);
} actions[] = {
  { "close", FALSE, close_period },      { "reopen", TRUE, reopen_period },
  { "list", FALSE, show_periods },       { "plan", FALSE, show_plan },
  { "checks", FALSE, show_checks },      { "accept", TRUE, accept_adjustment },
  { "return", TRUE, return_adjustment }, { "adjustments", FALSE, show_adjustments },
};

static gboolean
period_run (MusterSession *session,
            GVariantDict *options,
            const char *const *arguments,
            GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, arguments[0]) &&
        (actions[i].numbered || arguments[1] == NULL))
      return actions[i].run (session, options, arguments[1], error);

  return muster_usage_error_set (
    error, _ ("Say “period plan”, “checks”, “close”, “reopen”, “list”, “adjustments”, "
              "“accept” or “return”"));
}

const MusterVerb muster_period_verb = {
  .name = "period",
  .title = N_ ("Check and close periods for payroll, reopen them, and see adjustments"),
  .arguments =
    N_ ("plan | checks | close | reopen N | list | adjustments | accept N | return N"),
  .options = period_options,
  .least = 1,
  .most = 2,
  .run = period_run,
};
