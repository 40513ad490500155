/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-signal-listings.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-devices.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-punches.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define DAYS 31 /* looked at when no dates are asked for */

G_DEFINE_FINAL_TYPE (MusterSignalRow, muster_signal_row, G_TYPE_OBJECT)

static void
muster_signal_row_finalize (GObject *object)
{
  MusterSignalRow *self = MUSTER_SIGNAL_ROW (object);

  g_free (self->person_name);
  g_free (self->staff_no);
  g_free (self->other_name);
  g_free (self->other_staff_no);
  g_clear_pointer (&self->zone, muster_zone_unref);

  G_OBJECT_CLASS (muster_signal_row_parent_class)->finalize (object);
}

static void
muster_signal_row_class_init (MusterSignalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_signal_row_finalize;
}

static void
muster_signal_row_init (MusterSignalRow *self)
{
}

/* ---- Who ---- */

/* Everybody, as the evidence of one may lie with another; and who of them may be seen. */
typedef struct
{
  GArray *ids;
  GPtrArray *people;  /* beside them */
  GHashTable *places; /* of an id among them */
  GHashTable *seen;   /* NULL for everybody */
} People;

static void
people_free (People *people)
{
  g_clear_pointer (&people->ids, g_array_unref);
  g_clear_pointer (&people->people, g_ptr_array_unref);
  g_clear_pointer (&people->places, g_hash_table_unref);
  g_clear_pointer (&people->seen, g_hash_table_unref);
  g_free (people);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (People, people_free)

static People *
people_read (MusterReading *reading,
             MusterFilter *filter,
             const MusterScope *scope,
             GError **error)
{
  g_autoptr (People) people = g_new0 (People, 1);
  g_autoptr (MusterFilter) everybody = muster_filter_new ();
  g_autoptr (MusterFilter) asked = muster_filter_copy (filter);
  MusterDate today = muster_reading_get_today (reading);

  /* States are those of the listing. */
  g_clear_pointer (&asked->states, g_strfreev);
  people->ids =
    muster_people_find (reading->db, everybody, NULL, today, NULL, NULL, error);
  if (people->ids == NULL ||
      !muster_people_select (reading->db, asked, scope, today, &people->seen, error))
    return NULL;

  people->people = muster_people_load (reading->db,
                                       (const gint64 *) (gpointer) people->ids->data,
                                       people->ids->len, today, FALSE, NULL, error);
  if (people->people == NULL)
    return NULL;

  people->places = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < people->ids->len; i++)
    g_hash_table_insert (people->places, &g_array_index (people->ids, gint64, i),
                         GUINT_TO_POINTER (i));

  return g_steal_pointer (&people);
}

static MusterPerson *
people_get (People *people, gint64 id)
{
  gpointer place;

  if (!g_hash_table_lookup_extended (people->places, &id, NULL, &place))
    return NULL;

  return g_ptr_array_index (people->people, GPOINTER_TO_UINT (place));
}

static gboolean
people_show (People *people, gint64 id)
{
  return people->seen == NULL || g_hash_table_contains (people->seen, &id);
}

/* ---- Signals ---- */

MUSTER_CELL_INTEGER (signal_get_date, MusterSignalRow, signal.date)
MUSTER_CELL_INSTANT (signal_get_at, MusterSignalRow, signal.at, zone)
MUSTER_CELL_TEXT (signal_get_person, MusterSignalRow, person_name)
MUSTER_CELL_TEXT (signal_get_staff_no, MusterSignalRow, staff_no)
MUSTER_CELL_TEXT (signal_get_other, MusterSignalRow, other_name)
MUSTER_CELL_TEXT (signal_get_other_staff_no, MusterSignalRow, other_staff_no)
MUSTER_CELL_TEXT (signal_get_device, MusterSignalRow, signal.device)
MUSTER_CELL_INTEGER (signal_get_seconds, MusterSignalRow, signal.seconds)
MUSTER_CELL_INTEGER (signal_get_number, MusterSignalRow, signal.number)
MUSTER_CELL_INTEGER (signal_get_wanted, MusterSignalRow, signal.wanted)
MUSTER_CELL_INTEGER (signal_get_punch, MusterSignalRow, signal.punch_id)
MUSTER_CELL_INTEGER (signal_get_before, MusterSignalRow, signal.before_id)
MUSTER_CELL_INTEGER (signal_get_person_id, MusterSignalRow, signal.person_id)

static void
signal_get_kind (GObject *row, MusterCell *cell)
{
  cell->text = g_strdup (muster_signal_get_code (((MusterSignalRow *) row)->signal.kind));
}

static void
signal_get_metres (GObject *row, MusterCell *cell)
{
  const MusterSignal *signal = &((MusterSignalRow *) row)->signal;

  cell->real = signal->kind == MUSTER_SIGNAL_SPEED ? signal->metres : NAN;
}

static const MusterColumn signals_columns[] = {
  { "date", N_ ("Date"), MUSTER_COLUMN_DATE, signal_get_date },
  { "kind", N_ ("Kind"), MUSTER_COLUMN_TEXT, signal_get_kind, "signal" },
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, signal_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, signal_get_person },
  { "at", N_ ("Time"), MUSTER_COLUMN_INSTANT, signal_get_at },
  { "device", N_ ("Device"), MUSTER_COLUMN_TEXT, signal_get_device },
  { "other", N_ ("Other employee"), MUSTER_COLUMN_TEXT, signal_get_other },
  { "metres", N_ ("Metres"), MUSTER_COLUMN_REAL, signal_get_metres },
  { "seconds", N_ ("Seconds"), MUSTER_COLUMN_INTEGER, signal_get_seconds },
  { "number", N_ ("Number"), MUSTER_COLUMN_INTEGER, signal_get_number },
  { "wanted", N_ ("Wanted"), MUSTER_COLUMN_INTEGER, signal_get_wanted, .optional = TRUE },
  { "other_staff_no", N_ ("Other employee number"), MUSTER_COLUMN_TEXT,
    signal_get_other_staff_no, .optional = TRUE },
  { "punch", N_ ("Punch"), MUSTER_COLUMN_INTEGER, signal_get_punch, .optional = TRUE },
  { "before", N_ ("Punch before"), MUSTER_COLUMN_INTEGER, signal_get_before,
    .optional = TRUE },
  { "person_id", N_ ("Employee id"), MUSTER_COLUMN_INTEGER, signal_get_person_id,
    .optional = TRUE },
  { NULL },
};

static MusterDates
dates_of (MusterReading *reading, MusterFilter *filter)
{
  MusterDates dates = filter->dates;
  MusterDate today = muster_reading_get_today (reading);

  if (dates.to == MUSTER_DATE_NONE || dates.to == MUSTER_DATE_EVER)
    dates.to = today;
  if (dates.from == MUSTER_DATE_NONE)
    dates.from = dates.to - DAYS + 1;

  return dates;
}

static const char *
device_of (GArray *uses, gint64 punch_id)
{
  guint low = 0;
  guint high = uses->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (uses, MusterDeviceUse, middle).punch_id < punch_id)
        low = middle + 1;
      else
        high = middle;
    }

  return low < uses->len &&
             g_array_index (uses, MusterDeviceUse, low).punch_id == punch_id
           ? g_array_index (uses, MusterDeviceUse, low).device
           : NULL;
}

/* What was decided about a person's devices: a slice of the list of all. */
static void
tell_binding (GArray *devices, guint *cursor, MusterSignalPunch *it)
{
  while (*cursor < devices->len &&
         g_array_index (devices, MusterDeviceRecord, *cursor).person_id < it->person_id)
    (*cursor)++;

  for (guint i = *cursor;
       i < devices->len &&
       g_array_index (devices, MusterDeviceRecord, i).person_id == it->person_id;
       i++)
    {
      const MusterDeviceRecord *record = &g_array_index (devices, MusterDeviceRecord, i);

      if (record->binding != MUSTER_BINDING_BOUND)
        continue;
      it->any_bound = TRUE;
      it->bound |= g_strcmp0 (record->device, it->device) == 0;
    }
}

static int
factors_of (MusterRulebook *rules, MusterPerson *person, MusterDate on)
{
  MusterRuleset *ruleset = muster_rulebook_find (rules, on);
  MusterGroup *group = ruleset != NULL && person->group != NULL
                         ? muster_ruleset_find_group (ruleset, person->group)
                         : NULL;

  return group != NULL && group->policy != NULL
           ? (int) muster_params_get_int64 (group->policy, "remote_factors")
           : 0;
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a;
  gint64 other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static GArray *
signals_find_all (MusterReading *reading,
                  People *people,
                  MusterDates dates,
                  GError **error)
{
  g_autoptr (MusterRulebook) rules = NULL;
  g_autoptr (GArray) devices = NULL;
  MusterSpan span = muster_reading_get_span (reading, dates);
  g_autoptr (GArray) uses = NULL;
  g_autofree guint *starts = g_new0 (guint, people->ids->len + 1);
  g_autoptr (GArray) ids = g_array_copy (people->ids);
  g_autoptr (GArray) punches = NULL;
  g_autoptr (GArray) looked = g_array_new (FALSE, FALSE, sizeof (MusterSignalPunch));
  GArray *signals;
  guint cursor = 0;

  if (!(rules = muster_ledger_get_rules (reading->ledger, reading, error)) ||
      !(devices = muster_devices_decided (reading->db, error)) ||
      !(uses = muster_devices_uses (reading->db, span, error)))
    return NULL;

  g_array_sort (ids, compare_ids);
  punches = muster_punches_of_people (reading->db, (const gint64 *) (gpointer) ids->data,
                                      ids->len, span, starts, error);
  if (punches == NULL)
    return NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      MusterPerson *person = people_get (people, id);
      int factors = person != NULL ? factors_of (rules, person, dates.to) : 0;

      for (guint k = starts[i]; k < starts[i + 1]; k++)
        {
          MusterSignalPunch it = { .punch = g_array_index (punches, MusterPunch, k),
                                   .person_id = id,
                                   .factors = factors };

          it.date = muster_zone_get_civil (reading->zone, it.punch.at, NULL);
          it.device = device_of (uses, it.punch.id);
          tell_binding (devices, &cursor, &it);
          g_array_append_val (looked, it);
        }
    }

  signals = g_array_new (FALSE, FALSE, sizeof (MusterSignal));
  muster_signals_find ((const MusterSignalPunch *) (gpointer) looked->data, looked->len,
                       signals);

  return signals;
}

static MusterSignalRow *
signal_row_new (MusterReading *reading, People *people, const MusterSignal *signal)
{
  MusterSignalRow *row = g_object_new (MUSTER_TYPE_SIGNAL_ROW, NULL);
  MusterPerson *person = people_get (people, signal->person_id);
  MusterPerson *other = signal->other_id != 0 && people_show (people, signal->other_id)
                          ? people_get (people, signal->other_id)
                          : NULL;

  row->signal = *signal;
  row->person_name = g_strdup (person != NULL ? person->name : NULL);
  row->staff_no = g_strdup (person != NULL ? person->staff_no : NULL);
  row->other_name = g_strdup (other != NULL ? other->name : NULL);
  row->other_staff_no = g_strdup (other != NULL ? other->staff_no : NULL);
  row->zone = muster_zone_ref (reading->zone);

  return row;
}

/* All rows of the listing; @finding, when given, is told of their states before the filter's. */
static GPtrArray *
signals_read (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  g_autoptr (People) people = people_read (reading, filter, scope, error);
  g_autoptr (GArray) signals = NULL;
  GPtrArray *rows;

  if (people == NULL ||
      !(signals = signals_find_all (reading, people, dates_of (reading, filter), error)))
    return NULL;

  rows = muster_rows_new ();
  for (guint i = 0; i < signals->len; i++)
    {
      const MusterSignal *signal = &g_array_index (signals, MusterSignal, i);
      const char *code = muster_signal_get_code (signal->kind);

      if (!people_show (people, signal->person_id))
        continue;

      if (finding != NULL)
        {
          muster_finding_count (finding, code, 1);
          finding->total++;
        }
      if (muster_filter_has_state (filter, code))
        g_ptr_array_add (rows, signal_row_new (reading, people, signal));
    }

  return rows;
}

GPtrArray *
muster_signals_of (MusterReading *reading,
                   MusterFilter *filter,
                   const MusterScope *scope,
                   GError **error)
{
  return signals_read (reading, filter, scope, NULL, error);
}

static gboolean
signals_find (MusterReading *reading,
              MusterFilter *filter,
              const MusterScope *scope,
              MusterFinding *finding,
              GError **error)
{
  GPtrArray *rows = signals_read (reading, filter, scope, finding, error);
  guint total = finding->total;

  if (!muster_finding_number_rows (finding, rows))
    return FALSE;

  finding->total = total;

  return TRUE;
}

static GPtrArray *
signals_load (MusterReading *reading,
              MusterFinding *finding,
              const gint64 *keys,
              guint n_keys,
              const MusterScope *scope,
              GError **error)
{
  return muster_finding_pick_rows (
    signals_read (reading, finding->filter, scope, NULL, error), keys, n_keys);
}

const MusterListing muster_signals_listing = {
  .name = "signals",
  .states = "mock speed shared_device several_devices same_position unbound_device"
            " weak_verify two_sources",
  .title = N_ ("Signals"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_signal_row_get_type,
  .columns = signals_columns,
  .topics = MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_RULES,
  .find = signals_find,
  .load = signals_load,
};
