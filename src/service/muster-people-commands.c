/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-people-commands.h"

#include "muster-badges.h"
#include "muster-error.h"
#include "muster-intake.h"
#include "muster-matching.h"
#include "muster-people.h"
#include "muster-rulebook.h"
#include "muster-sources.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The group of people of whom nobody said one: the first of the rules in force. */
static gboolean
set_first_group (MusterTransaction *txn, MusterPerson *person, GError **error)
{
  g_autoptr (MusterRulebook) rules = muster_rulebook_read (txn->db, txn->zone, error);
  MusterRuleset *ruleset;

  if (rules == NULL)
    return FALSE;

  ruleset =
    muster_rulebook_find (rules, muster_zone_get_civil (txn->zone, txn->now, NULL));
  if (ruleset != NULL && ruleset->groups->len > 0)
    g_set_str (&person->group,
               MUSTER_GROUP (g_ptr_array_index (ruleset->groups, 0))->code);

  return TRUE;
}

gint64
muster_person_enter (MusterTransaction *txn, MusterPerson *person, GError **error)
{
  gint64 id;

  if ((person->group == NULL || *person->group == '\0') &&
      !set_first_group (txn, person, error))
    return 0;

  if (!muster_person_check (person, error) ||
      !muster_transaction_allows_place (txn, person->group, person->department, error))
    return 0;

  id = muster_people_add (txn->db, person, txn->now, error);
  if (id != 0)
    muster_transaction_touch_days (txn, MUSTER_TOPIC_PEOPLE, id, MUSTER_DATE_NONE,
                                   MUSTER_DATE_EVER);

  return id;
}

gboolean
muster_person_rewrite (MusterTransaction *txn,
                       MusterPerson *person,
                       MusterDate group_from,
                       GError **error)
{
  g_autoptr (MusterPerson) old = NULL;
  MusterDate today = muster_zone_get_civil (txn->zone, txn->now, NULL);

  if (!(old = muster_people_get (txn->db, person->id, today, error)) ||
      !muster_transaction_allows_place (txn, old->group, old->department, error) ||
      !muster_person_check (person, error) ||
      !muster_transaction_allows_place (txn, person->group, person->department, error))
    return FALSE;

  if (!muster_people_change (txn->db, person, error))
    return FALSE;

  if (g_strcmp0 (old->group, person->group) != 0 &&
      !muster_people_set_group (txn->db, person->id, person->group, group_from, error))
    return FALSE;

  return muster_transaction_touch_days (txn, MUSTER_TOPIC_PEOPLE, person->id,
                                        MUSTER_DATE_NONE, MUSTER_DATE_EVER);
}

static gboolean
add_person_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_autoptr (MusterPerson) person = muster_person_new ();
  const char *staff_no, *name, *department, *group, *zone;
  gint64 id;

  g_variant_get (args, "(&s&s&s&siib&s)", &staff_no, &name, &department, &group,
                 &person->joined, &person->left, &person->exempt, &zone);
  g_set_str (&person->staff_no, staff_no);
  g_set_str (&person->name, name);
  g_set_str (&person->department, *department != '\0' ? department : NULL);
  g_set_str (&person->group, group);
  g_set_str (&person->zone, *zone != '\0' ? zone : NULL);
  if (person->left == MUSTER_DATE_NONE)
    person->left = MUSTER_DATE_EVER;

  if (!(id = muster_person_enter (txn, person, error)))
    return FALSE;

  *result = g_variant_new ("(x)", id);

  return TRUE;
}

static const MusterField add_person_fields[] = {
  { "staff_no", N_ ("Employee number"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "name", N_ ("Full name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "department", N_ ("Department"), N_ ("Levels with “/” between them"),
    MUSTER_FIELD_TEXT },
  { "group", N_ ("Attendance group"), N_ ("The first of the rules unless said otherwise"),
    MUSTER_FIELD_TEXT },
  { "joined", N_ ("Joined"), NULL, MUSTER_FIELD_DATE },
  { "left", N_ ("Left"), NULL, MUSTER_FIELD_DATE },
  { "exempt", N_ ("Exempt"), N_ ("Nobody expects punches"), MUSTER_FIELD_BOOLEAN },
  { "zone", N_ ("Time zone"), N_ ("For display only"), MUSTER_FIELD_ZONE },
  { NULL },
};

const MusterCommand muster_add_person = {
  .name = "person.add",
  .title = N_ ("Add a person"),
  .args = "(ssssiibs)",
  .fields = add_person_fields,
  .permission = MUSTER_MAY_EDIT_PEOPLE,
  .run = add_person_run,
};

static void
set_or_clear (char **field, const char *value)
{
  if (value != NULL)
    g_set_str (field, *value != '\0' ? value : NULL);
}

static gboolean
change_person_run (MusterTransaction *txn,
                   GVariant *args,
                   GVariant **result,
                   GError **error)
{
  g_autoptr (MusterPerson) person = NULL;
  const char *staff_no, *name, *department, *group, *zone;
  gboolean has_from, has_joined, has_left, has_exempt, exempt;
  MusterDate from, joined, left;
  MusterDate today = muster_zone_get_civil (txn->zone, txn->now, NULL);
  gint64 id;

  g_variant_get (args, "(xm&sm&sm&sm&smimimimbm&s)", &id, &staff_no, &name, &department,
                 &group, &has_from, &from, &has_joined, &joined, &has_left, &left,
                 &has_exempt, &exempt, &zone);
  if (!(person = muster_people_get (txn->db, id, today, error)))
    return FALSE;

  if (staff_no != NULL)
    g_set_str (&person->staff_no, staff_no);
  if (name != NULL)
    g_set_str (&person->name, name);
  if (group != NULL)
    g_set_str (&person->group, group);
  set_or_clear (&person->department, department);
  set_or_clear (&person->zone, zone);
  if (has_joined)
    person->joined = joined;
  if (has_left)
    person->left = left == MUSTER_DATE_NONE ? MUSTER_DATE_EVER : left;
  if (has_exempt)
    person->exempt = exempt;

  return muster_person_rewrite (txn, person, has_from ? from : today, error);
}

static const MusterField change_person_fields[] = {
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "staff_no", N_ ("Employee number"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_MAYBE },
  { "name", N_ ("Full name"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_MAYBE },
  { "department", N_ ("Department"), N_ ("Levels with “/” between them"),
    MUSTER_FIELD_TEXT, MUSTER_FIELD_MAYBE },
  { "group", N_ ("Attendance group"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_MAYBE },
  { "group_from", N_ ("In the group from"), N_ ("Today unless said otherwise"),
    MUSTER_FIELD_DATE, MUSTER_FIELD_MAYBE },
  { "joined", N_ ("Joined"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_MAYBE },
  { "left", N_ ("Left"), NULL, MUSTER_FIELD_DATE, MUSTER_FIELD_MAYBE },
  { "exempt", N_ ("Exempt"), N_ ("Nobody expects punches"), MUSTER_FIELD_BOOLEAN,
    MUSTER_FIELD_MAYBE },
  { "zone", N_ ("Time zone"), N_ ("For display only"), MUSTER_FIELD_ZONE,
    MUSTER_FIELD_MAYBE },
  { NULL },
};

const MusterCommand muster_change_person = {
  .name = "person.change",
  .title = N_ ("Change a person"),
  .args = "(xmsmsmsmsmimimimbms)",
  .fields = change_person_fields,
  .permission = MUSTER_MAY_EDIT_PEOPLE,
  .run = change_person_run,
};

/* Everything of the person may come out otherwise: a badge may have years of punches. */
static void
touch_all_days (MusterTransaction *txn, gint64 person_id)
{
  if (person_id != 0)
    muster_transaction_touch_days (txn, MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_PUNCHES,
                                   person_id, MUSTER_DATE_NONE, MUSTER_DATE_EVER);
}

static gboolean
map_badge (MusterTransaction *txn,
           gint64 source_id,
           const char *key,
           gint64 person_id,
           GVariant **result,
           GError **error)
{
  g_autoptr (MusterSource) source = NULL;
  gint64 was = 0;
  guint64 n_punches = 0;

  if (*key == '\0')
    return muster_error_set_field (error, "key", _ ("Give the device user number."));

  if (!(source = muster_sources_get (txn->db, source_id, error)) ||
      !muster_badges_map (txn->db, source_id, key, person_id, txn->now, txn->actor->name,
                          &was, &n_punches, error))
    return FALSE;

  /* Whose punches they were so far is the subject too. */
  if (was != 0 && !muster_transaction_allows (txn, was, error))
    return FALSE;

  touch_all_days (txn, was);
  touch_all_days (txn, person_id);
  *result = g_variant_new ("(t)", n_punches);

  return muster_intake_run (txn, error);
}

static gboolean
map_person_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  const char *key;
  gint64 source_id, person_id;

  g_variant_get (args, "(x&sx)", &source_id, &key, &person_id);

  return muster_transaction_allows (txn, person_id, error) &&
         map_badge (txn, source_id, key, person_id, result, error);
}

static const MusterField map_person_fields[] = {
  { "source", N_ ("Source"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "key", N_ ("Device user number"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_map_person = {
  .name = "person.map",
  .title = N_ ("Map a device user number to a person"),
  .args = "(xsx)",
  .fields = map_person_fields,
  .permission = MUSTER_MAY_EDIT_PEOPLE,
  .run = map_person_run,
};

static gboolean
unmap_person_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  const char *key;
  gint64 source_id;

  g_variant_get (args, "(x&s)", &source_id, &key);

  return map_badge (txn, source_id, key, 0, result, error);
}

static const MusterField unmap_person_fields[] = {
  { "source", N_ ("Source"), NULL, MUSTER_FIELD_RECORD, MUSTER_FIELD_REQUIRED },
  { "key", N_ ("Device user number"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { NULL },
};

const MusterCommand muster_unmap_person = {
  .name = "person.unmap",
  .title = N_ ("Take back the mapping of a device user number"),
  .args = "(xs)",
  .fields = unmap_person_fields,
  .permission = MUSTER_MAY_EDIT_PEOPLE,
  .run = unmap_person_run,
};

static gboolean
expect_badge (MusterTransaction *txn, GVariant *args, gboolean expected, GError **error)
{
  g_autoptr (MusterSource) source = NULL;
  const char *key;
  gint64 person_id, source_id;

  g_variant_get (args, "(x&sx)", &person_id, &key, &source_id);
  if (*key == '\0')
    return muster_error_set_field (error, "key", _ ("Give the device user number."));

  if (!muster_transaction_allows (txn, person_id, error) ||
      (source_id != 0 && !(source = muster_sources_get (txn->db, source_id, error))))
    return FALSE;

  if (!(expected ? muster_badges_expect (txn->db, source_id, key, person_id, txn->now,
                                         txn->actor->name, error)
                 : muster_badges_unexpect (txn->db, source_id, key, person_id, error)))
    return FALSE;

  touch_all_days (txn, person_id);

  return muster_intake_run (txn, error);
}

static gboolean
expect_badge_run (MusterTransaction *txn,
                  GVariant *args,
                  GVariant **result,
                  GError **error)
{
  return expect_badge (txn, args, TRUE, error);
}

static gboolean
unexpect_badge_run (MusterTransaction *txn,
                    GVariant *args,
                    GVariant **result,
                    GError **error)
{
  return expect_badge (txn, args, FALSE, error);
}

static const MusterField expect_badge_fields[] = {
  { "person", N_ ("Employee"), NULL, MUSTER_FIELD_PERSON, MUSTER_FIELD_REQUIRED },
  { "key", N_ ("Device user number"), NULL, MUSTER_FIELD_TEXT, MUSTER_FIELD_REQUIRED },
  { "source", N_ ("Source"), N_ ("Every source unless said otherwise"),
    MUSTER_FIELD_RECORD },
  { NULL },
};

const MusterCommand muster_expect_badge = {
  .name = "person.expect",
  .title = N_ ("Expect a device user number of a person"),
  .args = "(xsx)",
  .fields = expect_badge_fields,
  .permission = MUSTER_MAY_EDIT_PEOPLE,
  .run = expect_badge_run,
};

const MusterCommand muster_unexpect_badge = {
  .name = "person.unexpect",
  .title = N_ ("Expect a device user number no longer"),
  .args = "(xsx)",
  .fields = expect_badge_fields,
  .permission = MUSTER_MAY_EDIT_PEOPLE,
  .run = unexpect_badge_run,
};

/* ---- All that is certain ---- */

static gboolean
map_certain_one (MusterTransaction *txn,
                 MusterMatching *matching,
                 const MusterBadgeRecord *badge,
                 guint64 *n_mapped,
                 GError **error)
{
  const char *name;
  gint64 person_id;

  if (badge->id == 0 || muster_matching_propose (matching, badge, &person_id, &name) !=
                          MUSTER_CERTAINTY_CERTAIN)
    return TRUE;

  if (!muster_badges_map (txn->db, badge->source_id, badge->key, person_id, txn->now,
                          txn->actor->name, NULL, NULL, error))
    return FALSE;

  touch_all_days (txn, person_id);
  (*n_mapped)++;

  return TRUE;
}

static gboolean
map_certain_run (MusterTransaction *txn,
                 GVariant *args,
                 GVariant **result,
                 GError **error)
{
  static const char *const states[] = { "unmapped", NULL };
  MusterDate today = muster_zone_get_civil (txn->zone, txn->now, NULL);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterMatching) matching = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) badges = NULL;
  guint64 n_mapped = 0;

  g_variant_get (args, "(x)", &filter->source_id);
  filter->states = g_strdupv ((char **) states);
  if (!muster_transaction_allows_all (txn, error) ||
      !(ids = muster_badges_find (txn->db, filter, NULL, today, NULL, NULL, error)) ||
      !(badges = muster_badges_load (txn->db, (gint64 *) (gpointer) ids->data, ids->len,
                                     NULL, today, error)) ||
      !(matching = muster_matching_new (txn->db, error)))
    return FALSE;

  for (guint i = 0; i < badges->len; i++)
    if (!map_certain_one (txn, matching, &g_array_index (badges, MusterBadgeRecord, i),
                          &n_mapped, error))
      return FALSE;

  *result = g_variant_new ("(t)", n_mapped);

  return muster_intake_run (txn, error);
}

static const MusterField map_certain_fields[] = {
  { "source", N_ ("Source"), N_ ("All of them unless said otherwise"),
    MUSTER_FIELD_RECORD },
  { NULL },
};

const MusterCommand muster_map_certain = {
  .name = "person.map_certain",
  .title = N_ ("Map all device user numbers whose person is certain"),
  .args = "(x)",
  .fields = map_certain_fields,
  .permission = MUSTER_MAY_EDIT_PEOPLE,
  .run = map_certain_run,
};
