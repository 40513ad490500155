/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-lieu.h"

#include "muster-cell.h"
#include "muster-command.h"
#include "muster-freeze.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-punches.h"
#include "muster-reading.h"

#include <glib/gi18n-lib.h>

/* How long after a date somebody may have asked for time off already. */
#define AHEAD 366

/* What one day earned and nobody took yet. */
typedef struct
{
  MusterDate until; /* the last date on which it can be taken */
  gint64 minutes;
} Lot;

G_DEFINE_FINAL_TYPE (MusterLieuRow, muster_lieu_row, G_TYPE_OBJECT)

static void
muster_lieu_row_finalize (GObject *object)
{
  g_clear_object (&MUSTER_LIEU_ROW (object)->person);

  G_OBJECT_CLASS (muster_lieu_row_parent_class)->finalize (object);
}

static void
muster_lieu_row_class_init (MusterLieuRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_lieu_row_finalize;
}

static void
muster_lieu_row_init (MusterLieuRow *self)
{
}

/* ---- Adding up ---- */

static void
expire (GArray *lots, MusterDate date, MusterLieuBalance *balance)
{
  for (guint i = lots->len; i > 0; i--)
    if (g_array_index (lots, Lot, i - 1).until < date)
      {
        balance->expired += g_array_index (lots, Lot, i - 1).minutes;
        g_array_remove_index (lots, i - 1);
      }
}

static void
take (GArray *lots, gint64 minutes, MusterLieuBalance *balance)
{
  balance->taken += minutes;
  while (minutes > 0 && lots->len > 0)
    {
      Lot *lot = &g_array_index (lots, Lot, 0);
      gint64 part = MIN (lot->minutes, minutes);

      lot->minutes -= part;
      minutes -= part;
      if (lot->minutes == 0)
        g_array_remove_index (lots, 0);
    }

  balance->short_of += minutes;
}

static void
sum_lots (GArray *lots, MusterLieuBalance *balance)
{
  balance->expires = MUSTER_DATE_EVER;
  for (guint i = 0; i < lots->len; i++)
    {
      const Lot *lot = &g_array_index (lots, Lot, i);

      balance->left += lot->minutes;
      if (lot->until == MUSTER_DATE_EVER || lot->until > balance->expires)
        continue;

      if (lot->until < balance->expires)
        balance->expiring = 0;
      balance->expires = lot->until;
      balance->expiring += lot->minutes;
    }
}

void
muster_lieu_sum (const MusterDay *days,
                 gsize n,
                 MusterDate date,
                 MusterLieuBalance *balance)
{
  g_autoptr (GArray) lots = g_array_new (FALSE, FALSE, sizeof (Lot));

  *balance = (MusterLieuBalance) { 0 };
  for (gsize i = 0; i < n; i++)
    {
      const MusterDay *day = &days[i];
      Lot lot = { day->lieu_keeps > 0 ? day->date + day->lieu_keeps : MUSTER_DATE_EVER,
                  day->lieu_earned_min };

      expire (lots, MIN (day->date, date), balance);
      if (day->lieu_taken_min > 0)
        take (lots, day->lieu_taken_min, balance);
      if (day->date > date || lot.minutes <= 0)
        continue;

      balance->earned += lot.minutes;
      g_array_append_val (lots, lot);
    }

  expire (lots, date, balance);
  sum_lots (lots, balance);
}

/* ---- Reading ---- */

/* All days since the first punch, and those for which time off was asked ahead. */
static GArray *
read_days (MusterReading *reading, GPtrArray *people, MusterDate to, GError **error)
{
  g_autofree gint64 *ids = g_new (gint64, people->len);
  MusterDates dates = { MUSTER_DATE_NONE, to + AHEAD };
  gint64 first;
  gint64 as_of;

  if (!muster_punches_get_first (reading->db, &first, error))
    return NULL;

  dates.from = first != 0 ? muster_zone_get_civil (reading->zone, first, NULL) - 1 : to;
  dates.from = MIN (dates.from, to);
  for (guint i = 0; i < people->len; i++)
    ids[i] = ((MusterPerson *) g_ptr_array_index (people, i))->id;

  return muster_freeze_get_days (reading, ids, people->len, dates, &as_of, error);
}

/* The days of one person among those of many, which are in the order of people. */
static gsize
count_days (GArray *days, gsize first, gint64 person_id)
{
  gsize n = 0;

  while (first + n < days->len &&
         g_array_index (days, MusterDay, first + n).person_id == person_id)
    n++;

  return n;
}

gboolean
muster_lieu_read (MusterReading *reading,
                  GPtrArray *people,
                  MusterDate date,
                  MusterLieuBalance *balances,
                  GError **error)
{
  g_autoptr (GArray) days = NULL;
  gsize first = 0;

  if (people->len == 0)
    return TRUE;
  if (!(days = read_days (reading, people, date, error)))
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      gsize n =
        count_days (days, first, ((MusterPerson *) g_ptr_array_index (people, i))->id);

      muster_lieu_sum (&g_array_index (days, MusterDay, first), n, date, &balances[i]);
      first += n;
    }

  return TRUE;
}

gboolean
muster_lieu_try (MusterReading *reading,
                 MusterPerson *person,
                 const MusterCover *covers,
                 gsize n,
                 MusterDates dates,
                 gint64 *missing,
                 gint64 *left,
                 GError **error)
{
  MusterSupposition supposition = { .covers = covers, .n_covers = n };
  MusterLieuBalance before, after;
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (GArray) read = NULL;
  g_autoptr (GArray) days = NULL;
  const MusterDay *first;

  g_ptr_array_add (people, person);
  if (!(read = read_days (reading, people, dates.to, error)) ||
      !(sheets = muster_ledger_suppose (reading->ledger, reading, person, dates,
                                        &supposition, error)))
    return FALSE;

  days = g_array_copy (read);
  first = &g_array_index (days, MusterDay, 0);
  muster_lieu_sum (first, days->len, dates.from, &before);
  *left = before.left;
  muster_lieu_sum (first, days->len, dates.to, &before);
  for (guint i = 0; i < sheets->len; i++)
    {
      const MusterDay *supposed =
        &((MusterDaySheet *) g_ptr_array_index (sheets, i))->day;

      for (guint j = 0; j < days->len; j++)
        {
          MusterDay *day = &g_array_index (days, MusterDay, j);

          if (day->date == supposed->date && day->nth == supposed->nth)
            day->lieu_taken_min = supposed->lieu_taken_min;
        }
    }

  muster_lieu_sum (first, days->len, dates.to, &after);
  *missing = after.short_of - before.short_of;

  return TRUE;
}

/* ---- The listing ---- */

#define BALANCE(name, value)                                                             \
  static void lieu_get_##name (GObject *row, MusterCell *cell)                           \
  {                                                                                      \
    const MusterLieuBalance *balance = &MUSTER_LIEU_ROW (row)->balance;                  \
                                                                                         \
    cell->integer = (gint64) (value);                                                    \
  }

MUSTER_CELL_TEXT (lieu_get_staff_no, MusterLieuRow, person->staff_no)
MUSTER_CELL_TEXT (lieu_get_person, MusterLieuRow, person->name)
MUSTER_CELL_TEXT (lieu_get_department, MusterLieuRow, person->department)
MUSTER_CELL_TEXT (lieu_get_group, MusterLieuRow, person->group)
MUSTER_CELL_INTEGER (lieu_get_person_id, MusterLieuRow, person->id)
BALANCE (earned, balance->earned)
BALANCE (taken, balance->taken)
BALANCE (expired, balance->expired)
BALANCE (left, balance->left)
BALANCE (short_of, balance->short_of)
BALANCE (expires, balance->expires)
BALANCE (expiring, balance->expiring)

static const MusterColumn balances_columns[] = {
  { "staff_no", N_ ("Employee number"), MUSTER_COLUMN_TEXT, lieu_get_staff_no },
  { "person", N_ ("Employee"), MUSTER_COLUMN_TEXT, lieu_get_person },
  { "department", N_ ("Department"), MUSTER_COLUMN_TEXT, lieu_get_department },
  { "group", N_ ("Attendance group"), MUSTER_COLUMN_TEXT, lieu_get_group },
  { "earned", N_ ("Earned"), MUSTER_COLUMN_MINUTES, lieu_get_earned },
  { "taken", N_ ("Taken"), MUSTER_COLUMN_MINUTES, lieu_get_taken },
  { "expired", N_ ("Expired"), MUSTER_COLUMN_MINUTES, lieu_get_expired },
  { "left", N_ ("Still there"), MUSTER_COLUMN_MINUTES, lieu_get_left },
  { "short", N_ ("Taken without being there"), MUSTER_COLUMN_MINUTES, lieu_get_short_of },
  { "expires", N_ ("Next last date"), MUSTER_COLUMN_DATE, lieu_get_expires },
  { "expiring", N_ ("Lost after it"), MUSTER_COLUMN_MINUTES, lieu_get_expiring },
  { "person_id", N_ ("Person id"), MUSTER_COLUMN_INTEGER, lieu_get_person_id,
    .optional = TRUE },
  { NULL },
};

static MusterDate
get_date (MusterReading *reading, MusterFilter *filter)
{
  MusterDate date = filter->dates.to;

  return date == MUSTER_DATE_NONE || date == MUSTER_DATE_EVER
           ? muster_reading_get_today (reading)
           : date;
}

static gboolean
balances_find (MusterReading *reading,
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
balances_load (MusterReading *reading,
               MusterFinding *finding,
               const gint64 *keys,
               guint n_keys,
               const MusterScope *scope,
               GError **error)
{
  MusterDate date = get_date (reading, finding->filter);
  g_autoptr (GPtrArray)
    found = muster_people_load (reading->db, keys, n_keys, date, FALSE, scope, error);
  g_autoptr (GPtrArray) people = g_ptr_array_new ();
  g_autoptr (GPtrArray) rows = muster_rows_new ();
  g_autofree MusterLieuBalance *balances = NULL;
  guint next = 0;

  if (found == NULL)
    return NULL;

  /* Whoever left one's scope meanwhile is no row. */
  for (guint i = 0; i < found->len; i++)
    if (g_ptr_array_index (found, i) != NULL)
      g_ptr_array_add (people, g_ptr_array_index (found, i));

  balances = g_new0 (MusterLieuBalance, people->len + 1);
  if (!muster_lieu_read (reading, people, date, balances, error))
    return NULL;

  for (guint i = 0; i < found->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (found, i);
      MusterLieuRow *row = NULL;

      if (person != NULL)
        {
          row = g_object_new (MUSTER_TYPE_LIEU_ROW, NULL);
          row->person = g_object_ref (person);
          row->balance = balances[next++];
        }
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

const MusterListing muster_balances_listing = {
  .name = "balances",
  .states = "employed left exempt without_badge",
  .title = N_ ("Time off in lieu"),
  .permission = MUSTER_MAY_SEE_DAYS,
  .row_type = muster_lieu_row_get_type,
  .columns = balances_columns,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .find = balances_find,
  .load = balances_load,
};
