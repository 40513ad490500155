/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rules-verb.h"

#include <glib/gi18n-lib.h>

#include "muster-do-verb.h"
#include "muster-error.h"
#include "muster-options.h"
#include "muster-preview-verb.h"
#include "muster-rule-commands.h"
#include "muster-rule-listings.h"

static const MusterField rules_options[] = {
  { .name = "effective",
    .title = N_ ("Date from which the rules hold"),
    .kind = MUSTER_FIELD_DATE },
  { .name = "date",
    .title = N_ ("Export the rules in force on this date (today)"),
    .kind = MUSTER_FIELD_DATE },
  { .name = "from",
    .title = N_ ("First date of the preview"),
    .kind = MUSTER_FIELD_DATE },
  { .name = "to", .title = N_ ("Last date of the preview"), .kind = MUSTER_FIELD_DATE },
  { .name = "person",
    .title = N_ ("Preview only this employee, by number"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "group",
    .title = N_ ("Preview only this attendance group"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "department",
    .title = N_ ("Preview only this department and those below it"),
    .kind = MUSTER_FIELD_TEXT },
  { .name = "json", .title = N_ ("Print JSON"), .kind = MUSTER_FIELD_BOOLEAN },
  { 0 },
};

static gboolean
publish (MusterSession *session, GVariantDict *options, const char *path, GError **error)
{
  g_autoptr (GVariantDict) values = g_variant_dict_new (NULL);
  g_autofree char *document = NULL;
  gint32 from;

  if (!g_variant_dict_lookup (options, "effective", "i", &from))
    return muster_usage_error_set (error,
                                   _ ("Say from which date the rules hold: --effective"));
  if (!g_file_get_contents (path, &document, NULL, error) ||
      muster_session_open (session, error) == NULL)
    return FALSE;
  if (!g_utf8_validate (document, -1, NULL))
    return muster_error_set (error, MUSTER_ERROR_INVALID, _ ("%s is not text in UTF-8"),
                             path);

  g_variant_dict_insert (values, "document", "s", document);
  g_variant_dict_insert (values, "from", "i", from);
  if (muster_do_submit (session, &muster_publish_rules, values, error))
    return TRUE;

  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

/* Of two rule sets from one date the one published later counts: it comes later. */
static MusterRulesetRow *
find_in_force (GPtrArray *rows, MusterDate date)
{
  MusterRulesetRow *found = NULL;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterRulesetRow *row = g_ptr_array_index (rows, i);

      if (row != NULL && row->from <= date)
        found = row;
    }

  return found;
}

static gboolean
export_rules (MusterSession *session,
              GVariantDict *options,
              const char *path,
              GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  MusterOffice *office = muster_session_open (session, error);
  MusterRulesetRow *row;
  gint32 date;

  if (office == NULL ||
      !(finding = muster_office_list (office, session->actor, &muster_rulesets_listing,
                                      filter, session->cancellable, error)) ||
      !(rows = muster_office_load (office, finding, 0, finding->keys->len,
                                   session->cancellable, error)))
    return FALSE;

  if (!g_variant_dict_lookup (options, "date", "i", &date))
    date = muster_zone_get_civil (muster_office_get_zone (office),
                                  muster_office_get_now (office), NULL);
  if (!(row = find_in_force (rows, date)))
    return muster_error_set (error, MUSTER_ERROR_MISSING,
                             _ ("No rules are in force on that date."));

  if (path != NULL)
    return g_file_set_contents (path, row->document, -1, error);

  g_print ("%s%s", row->document, g_str_has_suffix (row->document, "\n") ? "" : "\n");
  return TRUE;
}

static gboolean
rules_run (MusterSession *session,
           GVariantDict *options,
           const char *const *arguments,
           GError **error)
{
  const char *what = arguments[0];

  if (g_str_equal (what, "export"))
    return export_rules (session, options, arguments[1], error);
  if (arguments[1] != NULL &&
      (g_str_equal (what, "import") || g_str_equal (what, "publish")))
    return publish (session, options, arguments[1], error);
  if (arguments[1] != NULL && g_str_equal (what, "preview"))
    return muster_preview_verb.run (session, options, arguments + 1, error);

  return muster_usage_error_set (
    error, _ ("Say “rules export [FILE]”, “rules preview FILE” or “rules publish FILE”"));
}

const MusterVerb muster_rules_verb = {
  .name = "rules",
  .title = N_ ("Export, preview or publish the rules as a file"),
  .arguments = N_ ("export [FILE] | preview FILE | import FILE | publish FILE"),
  .options = rules_options,
  .least = 1,
  .most = 2,
  .run = rules_run,
};
