/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-commands.h"

#include "muster-error.h"
#include "muster-rule-drafts.h"
#include "muster-rulebook.h"
#include "muster-rulefile.h"
#include "muster-rulesets.h"
#include "muster-timetable.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

/* The most dates that one entry of leave may cover: each is a record. */
#define COVER_DATES 366

/* ---- Rule sets ---- */

/* Whether nobody published anything since the edition @base. */
static gboolean
base_is_last (MusterTransaction *txn, gint64 base, GError **error)
{
  g_autoptr (GArray) editions = muster_rulesets_list (txn->db, error);
  const MusterEdition *last = NULL;
  g_autofree char *date = NULL;

  if (editions == NULL)
    return FALSE;

  for (guint i = 0; i < editions->len; i++)
    {
      const MusterEdition *edition = &g_array_index (editions, MusterEdition, i);

      if (last == NULL || edition->id > last->id)
        last = edition;
    }
  if (base == 0 || last == NULL || last->id == base)
    return TRUE;

  date = muster_date_format (muster_zone_get_civil (txn->zone, last->published_at, NULL));
  return muster_error_set (error, MUSTER_ERROR_CONFLICT,
                           _ ("%1$s published other rules on %2$s, after this draft was "
                              "begun. Look at what they changed first."),
                           last->author, date);
}

static gboolean
publish_rules_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  g_autoptr (MusterRuleset) ruleset = NULL;
  MusterEdition edition = { .published_at = txn->now, .author = txn->actor->name };
  const char *document;
  gint64 base, id;

  g_variant_get (args, "(&six)", &document, &edition.from, &base);
  edition.document = (char *) document;
  if (!muster_transaction_allows_all (txn, error) || !base_is_last (txn, base, error) ||
      !(ruleset = muster_rulefile_parse (document, edition.from, error)) ||
      !(id = muster_rulesets_add (txn->db, &edition, error)) ||
      !muster_rule_drafts_remove (txn->db, txn->actor->name, error))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return muster_transaction_touch (txn, MUSTER_TOPIC_RULES);
}

static const MusterField publish_rules_fields[] = {
  { "document", N_ ("Rule file"), N_ ("Its text, JSON"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED },
  { "from", N_ ("From"), N_ ("The first date on which it holds"), MUSTER_FIELD_DATE,
    MUSTER_FIELD_REQUIRED },
  { "base", N_ ("Begun from"), N_ ("The rule set that must still be the last one"),
    MUSTER_FIELD_RECORD },
  { NULL },
};

const MusterCommand muster_publish_rules = {
  .name = "rules.publish",
  .title = N_ ("Publish rules"),
  .args = "(six)",
  .fields = publish_rules_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = publish_rules_run,
};

static gboolean
save_rule_draft_run (MusterTransaction *txn,
                     GVariant *args,
                     GVariant **result,
                     GError **error)
{
  MusterRuleDraftRecord record = { .user = txn->actor->name, .changed_at = txn->now };
  g_autoptr (MusterRuleset) ruleset = NULL;
  const char *document;

  g_variant_get (args, "(&sx)", &document, &record.base);
  record.document = (char *) document;

  return muster_transaction_allows_all (txn, error) &&
         (ruleset = muster_rulefile_parse (document, MUSTER_DATE_NONE, error)) != NULL &&
         muster_rule_drafts_save (txn->db, &record, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS);
}

static const MusterField save_rule_draft_fields[] = {
  { "document", N_ ("Rule file"), N_ ("Its text, JSON"), MUSTER_FIELD_TEXT,
    MUSTER_FIELD_REQUIRED | MUSTER_FIELD_CONFIDENTIAL },
  { "base", N_ ("Begun from"), N_ ("The rule set that must still be the last one"),
    MUSTER_FIELD_RECORD },
  { NULL },
};

const MusterCommand muster_save_rule_draft = {
  .name = "rules.save-draft",
  .title = N_ ("Keep a draft of rules"),
  .args = "(sx)",
  .fields = save_rule_draft_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = save_rule_draft_run,
};

static gboolean
discard_rule_draft_run (MusterTransaction *txn,
                        GVariant *args,
                        GVariant **result,
                        GError **error)
{
  return muster_transaction_allows_all (txn, error) &&
         muster_rule_drafts_remove (txn->db, txn->actor->name, error) &&
         muster_transaction_touch (txn, MUSTER_TOPIC_SETTINGS);
}

static const MusterField discard_rule_draft_fields[] = { { NULL } };

const MusterCommand muster_discard_rule_draft = {
  .name = "rules.discard-draft",
  .title = N_ ("Discard a draft of rules"),
  .args = "()",
  .fields = discard_rule_draft_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = discard_rule_draft_run,
};

/* ---- Roster ---- */

static MusterRuleset *
rules_at (MusterTransaction *txn, MusterDate date, GError **error)
{
  g_autoptr (MusterRulebook) rules = muster_rulebook_read (txn->db, txn->zone, error);
  MusterRuleset *ruleset = rules != NULL ? muster_rulebook_find (rules, date) : NULL;

  if (rules != NULL && ruleset == NULL)
    muster_error_set_field (error, "from", _ ("No rules are in force on that date."));

  return ruleset != NULL ? g_object_ref (ruleset) : NULL;
}

/* Scheduled times of one person may touch but not overlap, with neighbouring dates too. */
static gboolean
roster_fits (MusterTransaction *txn,
             MusterRuleset *rules,
             const MusterRosterRecord *record,
             GError **error)
{
  const MusterAssignment *wanted = &record->assignment;
  MusterShift *shift = muster_ruleset_find_shift (rules, wanted->shift);
  MusterDates near = { wanted->from == MUSTER_DATE_NONE ? wanted->from : wanted->from - 2,
                       wanted->to == MUSTER_DATE_EVER ? wanted->to : wanted->to + 2 };
  g_autoptr (GArray) others = NULL;
  guint starts[2];

  if (shift == NULL)
    return muster_error_set_field (
      error, "shift", _ ("There is no shift “%s” on that date."), wanted->shift);

  others =
    muster_timetable_assignments (txn->db, &record->person_id, 1, near, starts, error);
  if (others == NULL)
    return FALSE;

  for (guint i = 0; i < others->len; i++)
    {
      const MusterAssignment *other = &g_array_index (others, MusterAssignment, i);
      MusterShift *theirs =
        other->shift != NULL ? muster_ruleset_find_shift (rules, other->shift) : NULL;

      /* A single date overrides a span, and is meant to. */
      if (theirs == NULL || other->single != wanted->single)
        continue;

      for (int days = -2; days <= 2; days++)
        {
          gboolean meets =
            (other->to == MUSTER_DATE_EVER || wanted->from == MUSTER_DATE_NONE ||
             other->to >= wanted->from + days) &&
            (wanted->to == MUSTER_DATE_EVER || other->from == MUSTER_DATE_NONE ||
             other->from <= wanted->to + days);

          if (meets && muster_shift_overlaps (shift, theirs, days))
            return muster_error_set_field (
              error, "shift", _ ("It overlaps with shift “%s” of this person."),
              theirs->name);
        }
    }

  return TRUE;
}

/* Whoever comes onto a roster for the first time, or leaves the last, is placed otherwise on
 * all dates: somebody without any shift is placed by session. */
static gboolean
touch_roster (MusterTransaction *txn,
              const MusterRosterRecord *record,
              gboolean rostered_otherwise)
{
  const MusterAssignment *entry = &record->assignment;

  return muster_transaction_touch_days (
    txn, MUSTER_TOPIC_RULES, record->person_id,
    rostered_otherwise ? entry->from : MUSTER_DATE_NONE,
    rostered_otherwise ? entry->to : MUSTER_DATE_EVER);
}

static gboolean
assign_roster_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  g_autoptr (MusterRuleset) rules = NULL;
  MusterRosterRecord record = { 0 };
  MusterAssignment *entry = &record.assignment;
  guint8 rostered = 0;
  gint64 id;

  g_variant_get (args, "(x&siib)", &record.person_id, &entry->shift, &entry->from,
                 &entry->to, &entry->single);
  if (*entry->shift == '\0')
    entry->shift = NULL;
  if (entry->to == MUSTER_DATE_NONE)
    entry->to = entry->single ? entry->from : MUSTER_DATE_EVER;
  if (entry->from > entry->to)
    return muster_error_set_field (error, "to", _ ("The last date is before the first."));

  if (!muster_transaction_allows (txn, record.person_id, error))
    return FALSE;

  if (entry->shift != NULL && (!(rules = rules_at (txn, entry->from, error)) ||
                               !roster_fits (txn, rules, &record, error)))
    return FALSE;

  if (!muster_timetable_find_rostered (txn->db, &record.person_id, 1, &rostered, error) ||
      !(id = muster_timetable_assign (txn->db, &record, txn->now, error)))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return touch_roster (txn, &record, rostered);
}

static const MusterField assign_roster_fields[] = {
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "shift", N_ ("Shift"), N_ ("Its code; empty for a rest"), MUSTER_FIELD_TEXT },
  { "from", N_ ("From"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_REQUIRED },
  { "to", N_ ("To"), NULL, MUSTER_FIELD_DATE },
  { "single", N_ ("Chosen for that date"), N_ ("Does not yield to a holiday"),
    MUSTER_FIELD_BOOLEAN },
  { NULL },
};

const MusterCommand muster_assign_roster = {
  .name = "roster.assign",
  .title = N_ ("Assign a shift"),
  .args = "(xsiib)",
  .fields = assign_roster_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = assign_roster_run,
};

static gboolean
remove_roster_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  MusterRosterRecord record = { 0 };
  guint8 rostered = 0;
  gint64 id;

  g_variant_get (args, "(x)", &id);

  return muster_timetable_get_assignment (txn->db, id, &record, error) &&
         muster_transaction_allows (txn, record.person_id, error) &&
         muster_timetable_unassign (txn->db, id, error) &&
         muster_timetable_find_rostered (txn->db, &record.person_id, 1, &rostered,
                                         error) &&
         touch_roster (txn, &record, rostered);
}

static const MusterField remove_roster_fields[] = {
  { "entry", N_ ("Roster entry"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_remove_roster = {
  .name = "roster.remove",
  .title = N_ ("Remove a roster entry"),
  .args = "(x)",
  .fields = remove_roster_fields,
  .permission = MUSTER_MAY_EDIT_RULES,
  .run = remove_roster_run,
};

/* ---- Leave, trips and the like ---- */

static const MusterChoice cover_kinds[] = {
  { "leave", N_ ("Leave") },
  { "trip", N_ ("Business trip") },
  { "field", N_ ("Field work") },
  { "outing", N_ ("Outing") },
  { "remote", N_ ("Remote work") },
  { "overtime", N_ ("Overtime") },
  { NULL },
};

static const MusterChoice cover_parts[] = {
  { "whole", N_ ("Whole day") },
  { "first", N_ ("First half") },
  { "second", N_ ("Second half") },
  { "half", N_ ("Half a day") },
  { NULL },
};

static guint8
choice_index (const MusterChoice *choices, const char *value)
{
  guint8 i = 0;

  while (choices[i].value != NULL && !g_str_equal (choices[i].value, value))
    i++;

  return i;
}

static gboolean
add_dated_cover (MusterTransaction *txn,
                 MusterCoverRecord *record,
                 MusterDates dates,
                 gint64 *id,
                 GError **error)
{
  if (dates.to == MUSTER_DATE_NONE)
    dates.to = dates.from;
  if (dates.to < dates.from)
    return muster_error_set_field (error, "to_date",
                                   _ ("The last date is before the first."));
  if (dates.to - dates.from >= COVER_DATES)
    return muster_error_set_field (error, "to_date", _ ("Enter at most a year at once."));

  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      gint64 one;

      record->cover.date = date;
      if (!(one = muster_timetable_add_cover (txn->db, record, txn->now, error)))
        return FALSE;
      if (date == dates.from)
        *id = one;
    }

  return muster_transaction_touch_days (txn, MUSTER_TOPIC_REQUESTS, record->person_id,
                                        dates.from, dates.to);
}

static gboolean
add_span_cover (MusterTransaction *txn,
                MusterCoverRecord *record,
                gint64 *id,
                GError **error)
{
  if (record->cover.from == 0 || record->cover.until <= record->cover.from)
    return muster_error_set_field (error, "until",
                                   _ ("Give dates, or a beginning and a later end."));

  record->cover.date = MUSTER_DATE_NONE;
  *id = muster_timetable_add_cover (txn->db, record, txn->now, error);

  return *id != 0 && muster_transaction_touch_days (
                       txn, MUSTER_TOPIC_REQUESTS, record->person_id,
                       muster_zone_get_civil (txn->zone, record->cover.from, NULL),
                       muster_zone_get_civil (txn->zone, record->cover.until, NULL));
}

static gboolean
add_cover_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  MusterCoverRecord record = { 0 };
  MusterDates dates;
  const char *kind, *part, *note;
  gboolean lieu;
  gint64 id = 0;

  g_variant_get (args, "(x&sii&sxx&sb)", &record.person_id, &kind, &dates.from, &dates.to,
                 &part, &record.cover.from, &record.cover.until, &note, &lieu);
  record.cover.kind = choice_index (cover_kinds, kind);
  record.cover.half = choice_index (cover_parts, part);
  record.cover.lieu = lieu && record.cover.kind == MUSTER_COVER_LEAVE;
  record.note = *note != '\0' ? (char *) note : NULL;

  if (!muster_transaction_allows (txn, record.person_id, error))
    return FALSE;

  if (lieu && !record.cover.lieu)
    return muster_error_set_field (error, "lieu",
                                   _ ("Only leave can be time off in lieu."));

  if (!(dates.from != MUSTER_DATE_NONE ? add_dated_cover (txn, &record, dates, &id, error)
                                       : add_span_cover (txn, &record, &id, error)))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return TRUE;
}

static const MusterField add_cover_fields[] = {
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "kind", N_ ("Kind"), NULL, MUSTER_FIELD_CHOICE, .fallback = "leave",
    .choices = cover_kinds },
  { "from_date", N_ ("First date"), NULL, MUSTER_FIELD_DATE },
  { "to_date", N_ ("Last date"), NULL, MUSTER_FIELD_DATE },
  { "part", N_ ("Part of the day"), NULL, MUSTER_FIELD_CHOICE, .fallback = "whole",
    .choices = cover_parts },
  { "from", N_ ("From"), N_ ("Instead of dates"), MUSTER_FIELD_INSTANT },
  { "until", N_ ("Until"), N_ ("Instead of dates"), MUSTER_FIELD_INSTANT },
  { "note", N_ ("Note"), NULL, MUSTER_FIELD_TEXT },
  { "lieu", N_ ("Time off in lieu"), N_ ("Leave that is taken from earned overtime"),
    MUSTER_FIELD_BOOLEAN },
  { NULL },
};

const MusterCommand muster_add_cover = {
  .name = "cover.add",
  .title = N_ ("Enter leave, a trip and the like"),
  .args = "(xsiisxxsb)",
  .fields = add_cover_fields,
  .permission = MUSTER_MAY_REQUEST,
  .run = add_cover_run,
};

static gboolean
remove_cover_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  MusterCoverRecord record = { 0 };
  gboolean done;
  gint64 id;

  g_variant_get (args, "(x)", &id);
  if (!muster_timetable_get_cover (txn->db, id, &record, error))
    return FALSE;

  done = muster_transaction_allows (txn, record.person_id, error) &&
         muster_timetable_remove_cover (txn->db, id, error) &&
         muster_transaction_touch_days (txn, MUSTER_TOPIC_REQUESTS, record.person_id,
                                        MUSTER_DATE_NONE, MUSTER_DATE_EVER);
  g_clear_pointer (&record.note, g_free);
  g_clear_pointer (&record.person_name, g_free);
  g_clear_pointer (&record.staff_no, g_free);

  return done;
}

static const MusterField remove_cover_fields[] = {
  { "cover", N_ ("Entry"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_remove_cover = {
  .name = "cover.remove",
  .title = N_ ("Remove leave, a trip and the like"),
  .args = "(x)",
  .fields = remove_cover_fields,
  .permission = MUSTER_MAY_REQUEST,
  .run = remove_cover_run,
};
