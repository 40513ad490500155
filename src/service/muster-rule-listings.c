/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-ledger.h"
#include "muster-reading.h"
#include "muster-rulebook.h"
#include "muster-rulefile.h"
#include "muster-rulesets.h"
#include "muster-timetable.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (MusterShiftRow, muster_shift_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterRulesetRow, muster_ruleset_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterCalendarRow, muster_calendar_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterRosterRow, muster_roster_row, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (MusterCoverRow, muster_cover_row, G_TYPE_OBJECT)

static void
muster_shift_row_finalize (GObject *object)
{
  MusterShiftRow *self = MUSTER_SHIFT_ROW (object);

  g_clear_object (&self->shift);
  g_clear_object (&self->rules);

  G_OBJECT_CLASS (muster_shift_row_parent_class)->finalize (object);
}

static void
muster_shift_row_class_init (MusterShiftRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_shift_row_finalize;
}

static void
muster_shift_row_init (MusterShiftRow *self)
{
}

static void
muster_ruleset_row_finalize (GObject *object)
{
  MusterRulesetRow *self = MUSTER_RULESET_ROW (object);

  g_clear_object (&self->rules);
  g_free (self->published_by);
  g_free (self->document);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_ruleset_row_parent_class)->finalize (object);
}

static void
muster_ruleset_row_class_init (MusterRulesetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_ruleset_row_finalize;
}

static void
muster_ruleset_row_init (MusterRulesetRow *self)
{
}

static void
muster_calendar_row_finalize (GObject *object)
{
  MusterCalendarRow *self = MUSTER_CALENDAR_ROW (object);

  g_free (self->kind);
  g_free (self->name);
  g_free (self->name_en);

  G_OBJECT_CLASS (muster_calendar_row_parent_class)->finalize (object);
}

static void
muster_calendar_row_class_init (MusterCalendarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_calendar_row_finalize;
}

static void
muster_calendar_row_init (MusterCalendarRow *self)
{
}

static void
muster_roster_row_finalize (GObject *object)
{
  MusterRosterRow *self = MUSTER_ROSTER_ROW (object);

  g_free (self->person_name);
  g_free (self->staff_no);
  g_free (self->shift);

  G_OBJECT_CLASS (muster_roster_row_parent_class)->finalize (object);
}

static void
muster_roster_row_class_init (MusterRosterRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_roster_row_finalize;
}

static void
muster_roster_row_init (MusterRosterRow *self)
{
}

static void
muster_cover_row_finalize (GObject *object)
{
  MusterCoverRow *self = MUSTER_COVER_ROW (object);

  g_free (self->person_name);
  g_free (self->staff_no);
  g_free (self->kind);
  g_free (self->part);
  g_free (self->note);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_cover_row_parent_class)->finalize (object);
}

static void
muster_cover_row_class_init (MusterCoverRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_cover_row_finalize;
}

static void
muster_cover_row_init (MusterCoverRow *self)
{
}

/* ---- Shifts in force ---- */

MUSTER_CELL_TEXT (shift_get_code, MusterShiftRow, shift->code)
MUSTER_CELL_TEXT (shift_get_name, MusterShiftRow, shift->name)
MUSTER_CELL_TEXT (shift_get_rules, MusterShiftRow, rules->name)

static void
shift_get_times (GObject *row, MusterCell *cell)
{
  MusterShift *shift = ((MusterShiftRow *) row)->shift;
  g_autoptr (GString) times = g_string_new (NULL);

  for (guint i = 0; i < shift->n_segments; i++)
    {
      g_autofree char *on = muster_clock_format (shift->segments[i].on);
      g_autofree char *off = muster_clock_format (shift->segments[i].off);

      g_string_append_printf (times, "%s%s–%s", i > 0 ? " " : "", on, off);
    }

  cell->text = g_string_free_and_steal (g_steal_pointer (&times));
}

static void
shift_get_scheduled (GObject *row, MusterCell *cell)
{
  cell->integer = muster_shift_get_scheduled (((MusterShiftRow *) row)->shift);
}

static const MusterColumn shifts_columns[] = {
  { "code", N_ ("Code"), MUSTER_COLUMN_TEXT, shift_get_code },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, shift_get_name },
  { "times", N_ ("Times"), MUSTER_COLUMN_TEXT, shift_get_times },
  { "expected", N_ ("Expected"), MUSTER_COLUMN_MINUTES, shift_get_scheduled },
  { "rules", N_ ("Rules"), MUSTER_COLUMN_TEXT, shift_get_rules },
  { NULL },
};

static GPtrArray *
shifts_read (MusterReading *reading, MusterFilter *filter, GError **error)
{
  g_autoptr (MusterRulebook)
    rules = muster_ledger_get_rules (reading->ledger, reading, error);
  MusterDate on = filter->dates.to;
  MusterRuleset *ruleset;
  GPtrArray *rows;

  if (rules == NULL)
    return NULL;

  if (on == MUSTER_DATE_NONE || on == MUSTER_DATE_EVER)
    on = muster_reading_get_today (reading);

  rows = muster_rows_new ();
  ruleset = muster_rulebook_find (rules, on);
  for (guint i = 0; ruleset != NULL && i < ruleset->shifts->len; i++)
    {
      MusterShiftRow *row = g_object_new (MUSTER_TYPE_SHIFT_ROW, NULL);

      row->shift = g_object_ref (g_ptr_array_index (ruleset->shifts, i));
      row->rules = g_object_ref (ruleset);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
shifts_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  return muster_finding_number_rows (finding, shifts_read (reading, filter, error));
}

static GPtrArray *
shifts_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  return muster_finding_pick_rows (shifts_read (reading, finding->filter, error), keys,
                                   n_keys);
}

const MusterListing muster_shifts_listing = {
  .name = "shifts",
  .title = N_ ("Shifts"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_shift_row_get_type,
  .columns = shifts_columns,
  .topics = MUSTER_TOPIC_RULES,
  .find = shifts_find,
  .load = shifts_load,
};

/* ---- Published rule sets ---- */

MUSTER_CELL_INTEGER (ruleset_get_id, MusterRulesetRow, id)
MUSTER_CELL_TEXT (ruleset_get_name, MusterRulesetRow, rules->name)
MUSTER_CELL_INTEGER (ruleset_get_from, MusterRulesetRow, from)
MUSTER_CELL_INSTANT (ruleset_get_published, MusterRulesetRow, published_at, zone)
MUSTER_CELL_TEXT (ruleset_get_by, MusterRulesetRow, published_by)
MUSTER_CELL_TEXT (ruleset_get_document, MusterRulesetRow, document)

static const MusterColumn rulesets_columns[] = {
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, ruleset_get_id },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, ruleset_get_name },
  { "from", N_ ("From"), MUSTER_COLUMN_DATE, ruleset_get_from },
  { "published", N_ ("Published"), MUSTER_COLUMN_INSTANT, ruleset_get_published },
  { "by", N_ ("Published by"), MUSTER_COLUMN_TEXT, ruleset_get_by },
  { "document", N_ ("Document"), MUSTER_COLUMN_TEXT, ruleset_get_document,
    .optional = TRUE },
  { NULL },
};

static GPtrArray *
rulesets_read (MusterReading *reading, GError **error)
{
  g_autoptr (GArray) editions = muster_rulesets_list (reading->db, error);
  g_autoptr (GPtrArray) rows = muster_rows_new ();

  if (editions == NULL)
    return NULL;

  for (guint i = 0; i < editions->len; i++)
    {
      const MusterEdition *edition = &g_array_index (editions, MusterEdition, i);
      MusterRuleset *rules =
        muster_rulefile_parse (edition->document, edition->from, error);
      MusterRulesetRow *row;

      if (rules == NULL)
        return NULL;

      row = g_object_new (MUSTER_TYPE_RULESET_ROW, NULL);
      row->id = edition->id;
      row->rules = rules;
      row->from = edition->from;
      row->published_at = edition->published_at;
      row->published_by = g_strdup (edition->author);
      row->document = g_strdup (edition->document);
      row->zone = muster_zone_ref (reading->zone);
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

static gboolean
rulesets_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  return muster_finding_number_rows (finding, rulesets_read (reading, error));
}

static GPtrArray *
rulesets_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  return muster_finding_pick_rows (rulesets_read (reading, error), keys, n_keys);
}

const MusterListing muster_rulesets_listing = {
  .name = "rulesets",
  .title = N_ ("Rule sets"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_ruleset_row_get_type,
  .columns = rulesets_columns,
  .topics = MUSTER_TOPIC_RULES,
  .find = rulesets_find,
  .load = rulesets_load,
};

/* ---- The holiday calendar ---- */

MUSTER_CELL_INTEGER (holiday_get_date, MusterCalendarRow, date)
MUSTER_CELL_TEXT (holiday_get_kind, MusterCalendarRow, kind)
MUSTER_CELL_TEXT (holiday_get_name, MusterCalendarRow, name)
MUSTER_CELL_TEXT (holiday_get_name_en, MusterCalendarRow, name_en)

static const MusterColumn calendar_columns[] = {
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, holiday_get_date },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, holiday_get_kind, "holiday" },
  { "name", N_ ("Name"), MUSTER_COLUMN_TEXT, holiday_get_name },
  { "name_en", N_ ("Name in English"), MUSTER_COLUMN_TEXT, holiday_get_name_en,
    .optional = TRUE },
  { NULL },
};

static GPtrArray *
calendar_read (MusterReading *reading, MusterFilter *filter, GError **error)
{
  g_autoptr (GArray) days = NULL;
  MusterDates dates = filter->dates;
  GPtrArray *rows;

  if (dates.to == MUSTER_DATE_NONE)
    dates.to = MUSTER_DATE_EVER;
  if (!(days = muster_timetable_list_days (reading->db, dates, error)))
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < days->len; i++)
    {
      const MusterCalendarDay *day = &g_array_index (days, MusterCalendarDay, i);
      MusterCalendarRow *row = g_object_new (MUSTER_TYPE_CALENDAR_ROW, NULL);

      row->date = day->date;
      row->kind = g_strdup (day->kind);
      row->name = g_strdup (day->name_zh != NULL ? day->name_zh : day->name_en);
      row->name_en = g_strdup (day->name_en);
      g_ptr_array_add (rows, row);
    }

  return rows;
}

static gboolean
calendar_find (MusterReading *reading,
               MusterFilter *filter,
               const MusterScope *scope,
               MusterFinding *finding,
               GError **error)
{
  return muster_finding_number_rows (finding, calendar_read (reading, filter, error));
}

static GPtrArray *
calendar_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  return muster_finding_pick_rows (calendar_read (reading, finding->filter, error), keys,
                                   n_keys);
}

const MusterListing muster_calendar_listing = {
  .name = "calendar",
  .title = N_ ("Holiday calendar"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_calendar_row_get_type,
  .columns = calendar_columns,
  .topics = MUSTER_TOPIC_RULES,
  .find = calendar_find,
  .load = calendar_load,
};

/* ---- Roster ---- */

MUSTER_CELL_INTEGER (roster_get_id, MusterRosterRow, id)
MUSTER_CELL_TEXT (roster_get_staff_no, MusterRosterRow, staff_no)
MUSTER_CELL_TEXT (roster_get_person, MusterRosterRow, person_name)
MUSTER_CELL_TEXT (roster_get_shift, MusterRosterRow, shift)
MUSTER_CELL_INTEGER (roster_get_from, MusterRosterRow, from)
MUSTER_CELL_INTEGER (roster_get_to, MusterRosterRow, to)
MUSTER_CELL_INTEGER (roster_get_single, MusterRosterRow, single)

static const MusterColumn roster_columns[] = {
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, roster_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, roster_get_person },
  { "shift", N_ ("Shift"), MUSTER_COLUMN_TEXT, roster_get_shift },
  { "from", N_ ("From"), MUSTER_COLUMN_DATE, roster_get_from },
  { "to", N_ ("To"), MUSTER_COLUMN_DATE, roster_get_to },
  { "single", N_ ("Chosen for that date"), MUSTER_COLUMN_BOOLEAN, roster_get_single },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, roster_get_id },
  { NULL },
};

static gboolean
roster_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  GArray *keys = muster_timetable_find_assignments (reading->db, filter, scope,
                                                    muster_reading_get_today (reading),
                                                    &finding->total, error);

  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

static GPtrArray *
roster_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (GArray) records = NULL;
  GPtrArray *rows;

  records = muster_timetable_load_assignments (reading->db, keys, n_keys, scope,
                                               muster_reading_get_today (reading), error);
  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterRosterRecord *record = &g_array_index (records, MusterRosterRecord, i);
      MusterRosterRow *row = NULL;

      if (record->id != 0)
        {
          row = g_object_new (MUSTER_TYPE_ROSTER_ROW, NULL);
          row->id = record->id;
          row->person_id = record->person_id;
          row->person_name = g_strdup (record->person_name);
          row->staff_no = g_strdup (record->staff_no);
          row->shift = g_strdup (record->assignment.shift);
          row->from = record->assignment.from;
          row->to = record->assignment.to;
          row->single = record->assignment.single;
        }
      g_ptr_array_add (rows, row);
    }

  return rows;
}

const MusterListing muster_roster_listing = {
  .name = "roster",
  .title = N_ ("Roster"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_roster_row_get_type,
  .columns = roster_columns,
  .topics = MUSTER_TOPIC_RULES | MUSTER_TOPIC_PEOPLE,
  .find = roster_find,
  .load = roster_load,
};

/* ---- Covers ---- */

static const char *const cover_kinds[] = { "leave",  "trip",   "field",
                                           "outing", "remote", "overtime" };
static const char *const cover_parts[] = { "whole", "first", "second", "half" };

MUSTER_CELL_INTEGER (cover_get_id, MusterCoverRow, id)
MUSTER_CELL_TEXT (cover_get_staff_no, MusterCoverRow, staff_no)
MUSTER_CELL_TEXT (cover_get_person, MusterCoverRow, person_name)
MUSTER_CELL_TEXT (cover_get_kind, MusterCoverRow, kind)
MUSTER_CELL_INTEGER (cover_get_date, MusterCoverRow, date)
MUSTER_CELL_TEXT (cover_get_part, MusterCoverRow, part)
MUSTER_CELL_INSTANT (cover_get_from, MusterCoverRow, from, zone)
MUSTER_CELL_INSTANT (cover_get_until, MusterCoverRow, until, zone)
MUSTER_CELL_TEXT (cover_get_note, MusterCoverRow, note)
MUSTER_CELL_INTEGER (cover_get_lieu, MusterCoverRow, lieu)

static const MusterColumn covers_columns[] = {
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, cover_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, cover_get_person },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, cover_get_kind, "cover" },
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, cover_get_date },
  { "part", N_ ("Part of the day"), MUSTER_COLUMN_TEXT, cover_get_part, "part" },
  { "from", N_ ("From"), MUSTER_COLUMN_INSTANT, cover_get_from },
  { "until", N_ ("Until"), MUSTER_COLUMN_INSTANT, cover_get_until },
  { "note", N_ ("Note"), MUSTER_COLUMN_TEXT, cover_get_note },
  { "lieu", N_ ("Time off in lieu"), MUSTER_COLUMN_BOOLEAN, cover_get_lieu,
    .optional = TRUE },
  { "id", N_ ("Id"), MUSTER_COLUMN_INTEGER, cover_get_id },
  { NULL },
};

static gboolean
covers_find (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             MusterFinding *finding,
             GError **error)
{
  GArray *keys = muster_timetable_find_covers (reading->db, filter, scope,
                                               muster_reading_get_today (reading),
                                               &finding->total, error);

  if (keys == NULL)
    return FALSE;

  muster_finding_set_keys (finding, keys);

  return TRUE;
}

static MusterCoverRow *
cover_row_new (MusterReading *reading, const MusterCoverRecord *record)
{
  MusterCoverRow *row = g_object_new (MUSTER_TYPE_COVER_ROW, NULL);
  gboolean dated = record->cover.date != MUSTER_DATE_NONE;

  row->id = record->id;
  row->person_id = record->person_id;
  row->person_name = g_strdup (record->person_name);
  row->staff_no = g_strdup (record->staff_no);
  row->kind =
    g_strdup (cover_kinds[MIN (record->cover.kind, G_N_ELEMENTS (cover_kinds) - 1)]);
  row->date = record->cover.date;
  row->lieu = record->cover.lieu;
  row->part =
    dated
      ? g_strdup (cover_parts[MIN (record->cover.half, G_N_ELEMENTS (cover_parts) - 1)])
      : NULL;
  row->from = dated ? 0 : record->cover.from;
  row->until = dated ? 0 : record->cover.until;
  row->note = g_strdup (record->note);
  row->zone = muster_zone_ref (reading->zone);

  return row;
}

static GPtrArray *
covers_load (MusterReading *reading,
             MusterFinding *finding,
             const gint64 *keys,
             guint n_keys,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (GArray) records = NULL;
  GPtrArray *rows;

  records = muster_timetable_load_covers (reading->db, keys, n_keys, scope,
                                          muster_reading_get_today (reading), error);
  if (records == NULL)
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < records->len; i++)
    {
      const MusterCoverRecord *record = &g_array_index (records, MusterCoverRecord, i);

      g_ptr_array_add (rows, record->id != 0 ? cover_row_new (reading, record) : NULL);
    }

  return rows;
}

const MusterListing muster_covers_listing = {
  .name = "covers",
  .title = N_ ("Leave, trips and the like"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_cover_row_get_type,
  .columns = covers_columns,
  .topics = MUSTER_TOPIC_REQUESTS | MUSTER_TOPIC_PEOPLE,
  .find = covers_find,
  .load = covers_load,
};
