/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-calendar-commands.h"

#include "muster-holidays.h"
#include "muster-icalendar.h"
#include "muster-timetable.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

/* ---- One date ---- */

static const MusterChoice holiday_choices[] = {
  { "statutory", N_ ("Statutory holiday") },
  { "rest", N_ ("Rest day") },
  { "workday", N_ ("Make-up workday") },
  { NULL },
};

static gboolean
set_calendar_day_run (MusterTransaction *txn,
                      GVariant *args,
                      GVariant **result,
                      GError **error)
{
  MusterCalendarDay day = { 0 };
  const char *name;

  g_variant_get (args, "(i&s&s)", &day.date, &day.kind, &name);
  day.name_zh = *name != '\0' ? (char *) name : NULL;

  return muster_transaction_allows_all (txn, error) &&
         muster_timetable_set_day (txn->db, &day, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_RULES);
}

static const MusterField set_calendar_day_fields[] = {
  { "date", N_ ("Date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "kind", N_ ("Kind"), NULL, MUSTER_FIELD_CHOICE, MUSTER_FIELD_REQUIRED,
    .choices = holiday_choices },
  { "name", N_ ("Name"), NULL, MUSTER_FIELD_TEXT },
  { NULL },
};

const MusterCommand muster_set_calendar_day = {
  .name = "calendar.set",
  .title = N_ ("Set a date of the holiday calendar"),
  .args = "(iss)",
  .fields = set_calendar_day_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = set_calendar_day_run,
};

static gboolean
unset_calendar_day_run (MusterTransaction *txn,
                        GVariant *args,
                        GVariant **result,
                        GError **error)
{
  MusterDate date;

  g_variant_get (args, "(i)", &date);

  return muster_transaction_allows_all (txn, error) &&
         muster_timetable_unset_day (txn->db, date, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_RULES);
}

static const MusterField unset_calendar_day_fields[] = {
  { "date", N_ ("Date"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_unset_calendar_day = {
  .name = "calendar.unset",
  .title = N_ ("Take a date out of the holiday calendar"),
  .args = "(i)",
  .fields = unset_calendar_day_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = unset_calendar_day_run,
};

static gboolean
reset_calendar_day_run (MusterTransaction *txn,
                        GVariant *args,
                        GVariant **result,
                        GError **error)
{
  MusterDate date;

  g_variant_get (args, "(i)", &date);

  return muster_transaction_allows_all (txn, error) &&
         muster_holidays_reset (txn->db, date, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_RULES);
}

const MusterCommand muster_reset_calendar_day = {
  .name = "calendar.reset",
  .title = N_ ("Have a date as in Muster’s own holiday calendar"),
  .args = "(i)",
  .fields = unset_calendar_day_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = reset_calendar_day_run,
};

/* ---- A file ---- */

static const MusterChoice holidays_choices[] = {
  { "china", N_ ("Statutory by the law of mainland China, else rest days") },
  { "statutory", N_ ("Statutory holidays") },
  { "rest", N_ ("Rest days") },
  { NULL },
};

/* What an earlier file or the calendar of Muster said of a year does not stay beside what the
 * new one says. */
static gboolean
forget_year (MusterTransaction *txn, int year, GError **error)
{
  MusterDates dates = { muster_date_new (year, 1, 1), muster_date_new (year, 12, 31) };
  g_autoptr (GArray) days = muster_timetable_list_days (txn->db, dates, error);

  if (days == NULL)
    return FALSE;

  for (guint i = 0; i < days->len; i++)
    if (!muster_timetable_unset_day (
          txn->db, g_array_index (days, MusterCalendarDay, i).date, error))
      return FALSE;

  return TRUE;
}

static GVariant *
counts_to_variant (GArray *days, guint n_skipped, GArray *years)
{
  GVariantDict dict;
  guint statutory = 0;
  guint rest = 0;

  for (guint i = 0; i < days->len; i++)
    {
      const char *kind = g_array_index (days, MusterCalendarDay, i).kind;

      statutory += g_str_equal (kind, "statutory");
      rest += g_str_equal (kind, "rest");
    }

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "days", "u", days->len);
  g_variant_dict_insert (&dict, "statutory", "u", statutory);
  g_variant_dict_insert (&dict, "rest", "u", rest);
  g_variant_dict_insert (&dict, "workdays", "u", days->len - statutory - rest);
  g_variant_dict_insert (&dict, "skipped", "u", n_skipped);
  g_variant_dict_insert_value (&dict, "years",
                               g_variant_new_fixed_array (G_VARIANT_TYPE_INT32,
                                                          years->data, years->len,
                                                          sizeof (int)));

  return g_variant_new ("(@a{sv})", g_variant_dict_end (&dict));
}

static gboolean
import_calendar_run (MusterTransaction *txn,
                     GVariant *args,
                     GVariant **result,
                     GError **error)
{
  g_autoptr (GArray) days = NULL;
  g_autoptr (GArray) years = g_array_new (FALSE, FALSE, sizeof (int));
  const char *document;
  const char *holidays;
  gboolean unmarked;
  guint n_skipped = 0;

  g_variant_get (args, "(&s&sb)", &document, &holidays, &unmarked);
  if (!muster_transaction_allows_all (txn, error) ||
      !(days = muster_holidays_read (document, txn->zone, muster_holidays_are (holidays),
                                     unmarked, years, &n_skipped, error)))
    return FALSE;

  for (guint i = 0; i < years->len; i++)
    if (!forget_year (txn, g_array_index (years, int, i), error))
      return FALSE;

  for (guint i = 0; i < days->len; i++)
    if (!muster_timetable_set_day (txn->db, &g_array_index (days, MusterCalendarDay, i),
                                   error))
      return FALSE;

  *result = counts_to_variant (days, n_skipped, years);

  return muster_transaction_touch (txn, MUSTER_TOPIC_RULES);
}

static const MusterField import_calendar_fields[] = {
  { "document", N_ ("Calendar file"), N_ ("Its text, iCalendar or JSON"),
    MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "holidays", N_ ("Holidays are"), N_ ("Where the file only says that a day is off"),
    MUSTER_FIELD_CHOICE, .fallback = "china", .choices = holidays_choices },
  { "unmarked", N_ ("All events are holidays"),
    N_ ("Also those that say neither holiday nor workday"), MUSTER_FIELD_BOOLEAN },
  { NULL },
};

const MusterCommand muster_import_calendar = {
  .name = "calendar.import",
  .title = N_ ("Import a holiday calendar"),
  .args = "(ssb)",
  .fields = import_calendar_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = import_calendar_run,
};
