/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-people-listings.h"

#include "muster-badges.h"
#include "muster-cell.h"
#include "muster-command.h"
#include "muster-ledger.h"
#include "muster-matching.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-rulebook.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterBadgeRow, muster_badge_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterMembershipRow, muster_membership_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterUnitRow, muster_unit_row, G_TYPE_OBJECT)

static void
muster_badge_row_finalize (GObject *object)
{
  MusterBadgeRow *self = MUSTER_BADGE_ROW (object);

  g_free (self->source_name);
  g_free (self->key);
  g_free (self->name);
  g_free (self->person_name);
  g_free (self->staff_no);
  g_free (self->device_no);
  g_free (self->card);
  g_free (self->proposed_name);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_badge_row_parent_class)->finalize (object);
}

static void
muster_badge_row_class_init (MusterBadgeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_badge_row_finalize;
}

static void
muster_badge_row_init (MusterBadgeRow *self)
{
}

static void
muster_membership_row_finalize (GObject *object)
{
  MusterMembershipRow *self = MUSTER_MEMBERSHIP_ROW (object);

  g_free (self->group);

  G_OBJECT_CLASS (muster_membership_row_parent_class)->finalize (object);
}

static void
muster_membership_row_class_init (MusterMembershipRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_membership_row_finalize;
}

static void
muster_membership_row_init (MusterMembershipRow *self)
{
}

static void
muster_unit_row_finalize (GObject *object)
{
  MusterUnitRow *self = MUSTER_UNIT_ROW (object);

  g_free (self->code);
  g_free (self->name);

  G_OBJECT_CLASS (muster_unit_row_parent_class)->finalize (object);
}

static void
muster_unit_row_class_init (MusterUnitRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_unit_row_finalize;
}

static void
muster_unit_row_init (MusterUnitRow *self)
{
}

/* ---- People ---- */

MUSTER_CELL_INTEGER (person_get_id, MusterPerson, id)
MUSTER_CELL_TEXT (person_get_uid, MusterPerson, uid)
MUSTER_CELL_TEXT (person_get_staff_no, MusterPerson, staff_no)
MUSTER_CELL_TEXT (person_get_name, MusterPerson, name)
MUSTER_CELL_TEXT (person_get_department, MusterPerson, department)
MUSTER_CELL_TEXT (person_get_group, MusterPerson, group)
MUSTER_CELL_INTEGER (person_get_joined, MusterPerson, joined)
MUSTER_CELL_INTEGER (person_get_left, MusterPerson, left)
MUSTER_CELL_INTEGER (person_get_exempt, MusterPerson, exempt)
MUSTER_CELL_TEXT (person_get_zone, MusterPerson, zone)

static void
person_get_badges (GObject *row, MusterCell *cell)
{
  cell->codes = g_strdupv (((MusterPerson *) row)->badges);
}

static const MusterColumn people_columns[] = {
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, person_get_staff_no },
  { "name", N_ ("Full name"), MUSTER_COLUMN_TEXT, person_get_name },
  { "department", N_ ("Department"), MUSTER_COLUMN_TEXT, person_get_department },
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, person_get_group },
  { "joined", N_ ("Joined"), MUSTER_COLUMN_DATE, person_get_joined },
  { "left", N_ ("Left"), MUSTER_COLUMN_DATE, person_get_left },
  { "exempt", N_ ("Exempt"), MUSTER_COLUMN_BOOLEAN, person_get_exempt },
  { "badges", N_ ("Device user numbers"), MUSTER_COLUMN_CODES, person_get_badges },
  { "zone", N_ ("Time zone"), MUSTER_COLUMN_TEXT, person_get_zone, .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, person_get_id, .optional = TRUE },
  { "uid", N_ ("Unique id"), MUSTER_COLUMN_TEXT, person_get_uid, .optional = TRUE },
  { NULL },
};

static gboolean
people_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  GArray *keys = muster_people_find (reading->db, filter, scope,
                                     muster_reading_get_today (reading), finding->counts,
                                     &finding->total, error);

  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

static GPtrArray *
people_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  MusterDate on = finding->filter->dates.to;

  if (on == MUSTER_DATE_NONE || on == MUSTER_DATE_EVER)
    on = muster_reading_get_today (reading);

  return muster_people_load (reading->db, keys, n_keys, on, TRUE, scope, error);
}

const MusterListing muster_people_listing = {
  .name = "people",
  .states = "employed left exempt without_badge",
  .title = N_ ("People"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_person_get_type,
  .columns = people_columns,
  .topics = MUSTER_TOPIC_PEOPLE,
  .find = people_find,
  .load = people_load,
};

/* ---- Device numbers ---- */

MUSTER_CELL_INTEGER (badge_get_id, MusterBadgeRow, id)
MUSTER_CELL_TEXT (badge_get_source, MusterBadgeRow, source_name)
MUSTER_CELL_INTEGER (badge_get_source_id, MusterBadgeRow, source_id)
MUSTER_CELL_TEXT (badge_get_key, MusterBadgeRow, key)
MUSTER_CELL_TEXT (badge_get_name, MusterBadgeRow, name)
MUSTER_CELL_TEXT (badge_get_staff_no, MusterBadgeRow, staff_no)
MUSTER_CELL_TEXT (badge_get_person, MusterBadgeRow, person_name)
MUSTER_CELL_INTEGER (badge_get_punches, MusterBadgeRow, n_punches)
MUSTER_CELL_INSTANT (badge_get_first, MusterBadgeRow, first_at, zone)
MUSTER_CELL_INSTANT (badge_get_last, MusterBadgeRow, last_at, zone)
MUSTER_CELL_TEXT (badge_get_proposed, MusterBadgeRow, proposed_name)
MUSTER_CELL_INTEGER (badge_get_proposed_id, MusterBadgeRow, proposed_id)
MUSTER_CELL_TEXT (badge_get_certainty, MusterBadgeRow, certainty)
MUSTER_CELL_TEXT (badge_get_card, MusterBadgeRow, card)

static const MusterColumn badges_columns[] = {
  { "source", N_ ("Source"), MUSTER_COLUMN_TEXT, badge_get_source },
  { "key", N_ ("Device user number"), MUSTER_COLUMN_TEXT, badge_get_key },
  { "name", N_ ("Name on the device"), MUSTER_COLUMN_TEXT, badge_get_name },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, badge_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, badge_get_person },
  { "punches", N_ ("Punches"), MUSTER_COLUMN_INTEGER, badge_get_punches },
  { "first", N_ ("First punch"), MUSTER_COLUMN_INSTANT, badge_get_first },
  { "last", N_ ("Last punch"), MUSTER_COLUMN_INSTANT, badge_get_last },
  { "proposed", N_ ("Proposed employee"), MUSTER_COLUMN_TEXT, badge_get_proposed },
  { "certainty", N_ ("How sure"), MUSTER_COLUMN_TEXT, badge_get_certainty, "certainty" },
  { "card", N_ ("Card"), MUSTER_COLUMN_TEXT, badge_get_card, .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, badge_get_id, .optional = TRUE },
  { "source_id", N_ ("Source id"), MUSTER_COLUMN_INTEGER, badge_get_source_id,
    .optional = TRUE },
  { "proposed_id", N_ ("Proposed id"), MUSTER_COLUMN_INTEGER, badge_get_proposed_id,
    .optional = TRUE },
  { NULL },
};

static gboolean
badges_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  GArray *keys = muster_badges_find (reading->db, filter, scope,
                                     muster_reading_get_today (reading), finding->counts,
                                     &finding->total, error);

  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

static gboolean
unmapped_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  static const char *const states[] = { "unmapped", NULL };
  g_autoptr (MusterFilter) waiting = muster_filter_copy (filter);
  gpointer n = NULL;

  g_strfreev (waiting->states);
  waiting->states = g_strdupv ((char **) states);
  if (waiting->order == NULL)
    {
      waiting->order = g_strdup ("n_punches");
      waiting->descending = !waiting->descending;
    }

  if (!badges_find (reading, waiting, scope, finding, error))
    return FALSE;

  /* Those that are mapped are no part of this listing. */
  g_hash_table_remove (finding->counts, "mapped");
  n = g_hash_table_lookup (finding->counts, "unmapped");
  finding->total = GPOINTER_TO_UINT (n);

  return TRUE;
}

static void
badge_row_propose (MusterBadgeRow *row,
                   MusterMatching *matching,
                   const MusterBadgeRecord *record)
{
  MusterCertainty certainty = MUSTER_CERTAINTY_NONE;
  const char *name = NULL;

  if (record->person_id == 0)
    certainty = muster_matching_propose (matching, record, &row->proposed_id, &name);
  row->proposed_name = g_strdup (name);
  row->certainty = muster_certainty_get_code (certainty);
}

static MusterBadgeRow *
badge_row_new (MusterReading *reading,
               MusterMatching *matching,
               const MusterBadgeRecord *record)
{
  MusterBadgeRow *row = g_object_new (MUSTER_TYPE_BADGE_ROW, NULL);

  row->id = record->id;
  row->source_id = record->source_id;
  row->source_name = g_strdup (record->source_name);
  row->key = g_strdup (record->key);
  row->name = g_strdup (record->name);
  row->person_id = record->person_id;
  row->person_name = g_strdup (record->person_name);
  row->staff_no = g_strdup (record->staff_no);
  row->n_punches = record->n_punches;
  row->first_at = record->first_at;
  row->last_at = record->last_at;
  row->device_no = g_strdup (record->device_no);
  row->card = g_strdup (record->card);
  badge_row_propose (row, matching, record);
  row->zone = muster_reading_get_zone (reading, record->zone);

  return row;
}

static GPtrArray *
badges_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (GArray) records = NULL;
  g_autoptr (MusterMatching) matching = NULL;
  GPtrArray *rows;

  records = muster_badges_load (reading->db, keys, n_keys, scope,
                                muster_reading_get_today (reading), error);
  if (records == NULL || !(matching = muster_matching_new (reading->db, error)))
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterBadgeRecord *record = &g_array_index (records, MusterBadgeRecord, i);

      g_ptr_array_add (rows, record->id != 0 ? badge_row_new (reading, matching, record)
                                             : NULL);
    }

  return rows;
}

const MusterListing muster_badges_listing = {
  .name = "badges",
  .states = "mapped unmapped",
  .title = N_ ("Device user numbers"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_badge_row_get_type,
  .columns = badges_columns,
  .topics = MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_SOURCES,
  .find = badges_find,
  .load = badges_load,
};

const MusterListing muster_unmapped_listing = {
  .name = "unmapped",
  .states = "mapped unmapped",
  .title = N_ ("Unmapped device user numbers"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_badge_row_get_type,
  .columns = badges_columns,
  .topics = MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_SOURCES,
  .find = unmapped_find,
  .load = badges_load,
};

/* ---- Groups and departments, read whole ---- */

MUSTER_CELL_TEXT (unit_get_code, MusterUnitRow, code)
MUSTER_CELL_TEXT (unit_get_name, MusterUnitRow, name)
MUSTER_CELL_INTEGER (unit_get_people, MusterUnitRow, n_people)

static const MusterColumn units_columns[] = {
  { "code", N_ ("Code"), MUSTER_COLUMN_TEXT, unit_get_code },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, unit_get_name },
  { "people", N_ ("People"), MUSTER_COLUMN_INTEGER, unit_get_people },
  { NULL },
};

static MusterUnitRow *
unit_row_new (const char *code, const char *name, guint n_people)
{
  MusterUnitRow *row = g_object_new (MUSTER_TYPE_UNIT_ROW, NULL);

  row->code = g_strdup (code);
  row->name = g_strdup (name);
  row->n_people = n_people;

  return row;
}

static MusterUnitRow *
unit_rows_find (GPtrArray *rows, const char *code)
{
  for (guint i = 0; i < rows->len; i++)
    {
      MusterUnitRow *row = g_ptr_array_index (rows, i);

      if (g_str_equal (row->code, code))
        return row;
    }

  return NULL;
}

/* The groups of the rules in force, also the empty ones, then those that only people have. */
static GPtrArray *
groups_read (MusterReading *reading, const MusterScope *scope, GError **error)
{
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autoptr (GArray) units = NULL;
  g_autoptr (MusterRulebook) rules = NULL;
  MusterDate today = muster_reading_get_today (reading);
  MusterRuleset *ruleset;

  if (!(units = muster_people_list_groups (reading->db, scope, today, error)) ||
      !(rules = muster_ledger_get_rules (reading->ledger, reading, error)))
    return NULL;

  ruleset = muster_rulebook_find (rules, today);
  for (guint i = 0; ruleset != NULL && i < ruleset->groups->len; i++)
    {
      MusterGroup *group = g_ptr_array_index (ruleset->groups, i);

      if (scope == NULL || scope->all ||
          (scope->groups != NULL &&
           g_strv_contains ((const char *const *) scope->groups, group->code)))
        g_ptr_array_add (rows, unit_row_new (group->code, group->name, 0));
    }

  for (guint i = 0; i < units->len; i++)
    {
      const MusterUnitRecord *unit = &g_array_index (units, MusterUnitRecord, i);
      MusterUnitRow *row = unit_rows_find (rows, unit->code);

      if (row != NULL)
        row->n_people = unit->n_people;
      else
        g_ptr_array_add (rows, unit_row_new (unit->code, unit->code, unit->n_people));
    }

  return g_steal_pointer (&rows);
}

static GPtrArray *
departments_read (MusterReading *reading, const MusterScope *scope, GError **error)
{
  g_autoptr (GArray) units = NULL;
  GPtrArray *rows;

  units = muster_people_list_departments (reading->db, scope,
                                          muster_reading_get_today (reading), error);
  if (units == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < units->len; i++)
    {
      const MusterUnitRecord *unit = &g_array_index (units, MusterUnitRecord, i);

      g_ptr_array_add (rows, unit_row_new (unit->code, unit->code, unit->n_people));
    }

  return rows;
}

static gboolean
groups_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  return muster_finding_number_rows (finding, groups_read (reading, scope, error));
}

static GPtrArray *
groups_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  return muster_finding_pick_rows (groups_read (reading, scope, error), keys, n_keys);
}

static gboolean
departments_find (MusterReading *reading,
                  MusterFilter *filter,
                  const MusterScope *scope,
                  MusterFinding *finding,
                  GError **error)
{
  return muster_finding_number_rows (finding, departments_read (reading, scope, error));
}

static GPtrArray *
departments_load (MusterReading *reading,
                  MusterFinding *finding,
                  const gint64 *keys,
                  guint n_keys,
                  const MusterScope *scope,
                  GError **error)
{
  return muster_finding_pick_rows (departments_read (reading, scope, error), keys,
                                   n_keys);
}

const MusterListing muster_groups_listing = {
  .name = "groups",
  .title = N_ ("Attendance groups"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_unit_row_get_type,
  .columns = units_columns,
  .topics = MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_RULES,
  .find = groups_find,
  .load = groups_load,
};

const MusterListing muster_departments_listing = {
  .name = "departments",
  .title = N_ ("Departments"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_unit_row_get_type,
  .columns = units_columns,
  .topics = MUSTER_TOPIC_PEOPLE,
  .find = departments_find,
  .load = departments_load,
};

/* ---- Memberships of one person ---- */

MUSTER_CELL_TEXT (membership_get_group, MusterMembershipRow, group)
MUSTER_CELL_INTEGER (membership_get_from, MusterMembershipRow, from)
MUSTER_CELL_INTEGER (membership_get_to, MusterMembershipRow, to)

static const MusterColumn memberships_columns[] = {
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, membership_get_group },
  { "from", N_ ("From"), MUSTER_COLUMN_DATE, membership_get_from },
  { "to", N_ ("To"), MUSTER_COLUMN_DATE, membership_get_to },
  { NULL },
};

static GPtrArray *
memberships_read (MusterReading *reading,
                  MusterFilter *filter,
                  const MusterScope *scope,
                  GError **error)
{
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autoptr (GArray) records = NULL;
  MusterDate today = muster_reading_get_today (reading);
  gboolean reaches = FALSE;

  if (!muster_people_reaches (reading->db, filter->person_id, scope,
                              (MusterDates) { today, today }, &reaches, error))
    return NULL;

  if (!reaches)
    return g_steal_pointer (&rows);

  records = muster_people_list_memberships (reading->db, filter->person_id, error);
  if (records == NULL)
    return NULL;

  for (guint i = 0; i < records->len; i++)
    {
      const MusterMembershipRecord *record =
        &g_array_index (records, MusterMembershipRecord, i);
      MusterMembershipRow *row = g_object_new (MUSTER_TYPE_MEMBERSHIP_ROW, NULL);

      row->id = record->id;
      row->person_id = record->person_id;
      row->group = g_strdup (record->group);
      row->from = record->from;
      row->to = record->to;
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

static gboolean
memberships_find (MusterReading *reading,
                  MusterFilter *filter,
                  const MusterScope *scope,
                  MusterFinding *finding,
                  GError **error)
{
  return muster_finding_number_rows (finding,
                                     memberships_read (reading, filter, scope, error));
}

static GPtrArray *
memberships_load (MusterReading *reading,
                  MusterFinding *finding,
                  const gint64 *keys,
                  guint n_keys,
                  const MusterScope *scope,
                  GError **error)
{
  return muster_finding_pick_rows (
    memberships_read (reading, finding->filter, scope, error), keys, n_keys);
}

const MusterListing muster_memberships_listing = {
  .name = "memberships",
  .title = N_ ("Attendance groups of a person"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_membership_row_get_type,
  .columns = memberships_columns,
  .topics = MUSTER_TOPIC_PEOPLE,
  .find = memberships_find,
  .load = memberships_load,
};
