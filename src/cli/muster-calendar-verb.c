/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-calendar-verb.h"

#include <glib/gi18n-lib.h>

#include "muster-calendar-commands.h"
#include "muster-do-verb.h"
#include "muster-error.h"
#include "muster-holiday-export.h"
#include "muster-options.h"

static const MusterChoice holidays_choices[] = {
  { "china", N_ ("Statutory by the law of mainland China, else rest days") },
  { "statutory", N_ ("Statutory holidays") },
  { "rest", N_ ("Rest days") },
  { NULL },
};

static const MusterField calendar_options[] = {
  { .name = "holidays",
    .title =
      N_ ("What a day off is, where the file does not say: china, statutory, rest"),
    .kind = MUSTER_FIELD_CHOICE,
    .choices = holidays_choices },
  { .name = "unmarked",
    .title = N_ ("Events that say neither holiday nor workday are holidays"),
    .kind = MUSTER_FIELD_BOOLEAN },
  { .name = "from", .title = N_ ("First date"), .kind = MUSTER_FIELD_DATE },
  { .name = "to", .title = N_ ("Last date"), .kind = MUSTER_FIELD_DATE },
  { 0 },
};

static gboolean
import_file (MusterSession *session,
             GVariantDict *options,
             const char *path,
             GError **error)
{
  g_autoptr (GVariantDict) values = g_variant_dict_new (NULL);
  g_autofree char *holidays = muster_options_get_text (options, "holidays");
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, error) ||
      muster_session_open (session, error) == NULL)
    return FALSE;

  if (!g_utf8_validate (text, -1, NULL))
    return muster_error_set (error, MUSTER_ERROR_INVALID, _ ("%s is not text in UTF-8"),
                             path);

  g_variant_dict_insert (values, "document", "s", text);
  if (holidays != NULL)
    g_variant_dict_insert (values, "holidays", "s", holidays);
  g_variant_dict_insert (values, "unmarked", "b",
                         muster_options_has (options, "unmarked"));
  if (muster_do_submit (session, &muster_import_calendar, values, error))
    return TRUE;

  g_prefix_error (error, "%s: ", path);
  return FALSE;
}

static gboolean
export_file (MusterSession *session,
             GVariantDict *options,
             const char *path,
             GError **error)
{
  MusterDates dates = { MUSTER_DATE_NONE, MUSTER_DATE_EVER };
  g_autofree char *text = NULL;
  MusterOffice *office = muster_session_open (session, error);

  if (office == NULL)
    return FALSE;

  g_variant_dict_lookup (options, "from", "i", &dates.from);
  g_variant_dict_lookup (options, "to", "i", &dates.to);
  text = path != NULL && g_str_has_suffix (path, ".json")
           ? muster_holiday_export_json (office, session->actor, dates,
                                         session->cancellable, error)
           : muster_holiday_export_run (office, session->actor, dates,
                                        session->cancellable, error);
  if (text == NULL)
    return FALSE;

  if (path != NULL)
    return g_file_set_contents (path, text, -1, error);

  g_print ("%s", text);
  return TRUE;
}

static gboolean
calendar_run (MusterSession *session,
              GVariantDict *options,
              const char *const *arguments,
              GError **error)
{
  if (g_str_equal (arguments[0], "export"))
    return export_file (session, options, arguments[1], error);
  if (g_str_equal (arguments[0], "import") && arguments[1] != NULL)
    return import_file (session, options, arguments[1], error);

  return muster_usage_error_set (
    error, _ ("Say “calendar import FILE” or “calendar export [FILE]”"));
}

const MusterVerb muster_calendar_verb = {
  .name = "calendar",
  .title = N_ ("Import or export the holiday calendar as iCalendar"),
  .arguments = N_ ("import FILE | export [FILE]"),
  .options = calendar_options,
  .least = 1,
  .most = 2,
  .run = calendar_run,
};
