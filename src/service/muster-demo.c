/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-demo.h"

#include "muster-badges.h"
#include "muster-command-catalog.h"
#include "muster-demo-people.h"
#include "muster-demo-punches.h"
#include "muster-error.h"
#include "muster-ingest.h"
#include "muster-people-commands.h"
#include "muster-punch-commands.h"
#include "muster-punch-listings.h"
#include "muster-rule-commands.h"
#include "muster-rule-listings.h"
#include "muster-source-commands.h"
#include "muster-timetable.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>

#define VOIDED 3
#define DRAFTS_AT_ONCE 4096

/**
 * DemoCompany:
 * @holidays: (element-type gint guint8): what the calendar says of a date: 's'tatutory, 'r'est,
 *   'w'orkday
 * @buffers: (element-type MusterDemoPunch): punches by source that wait to be brought in
 * @until: how far each source has been read, microseconds UTC
 *
 * A demo company being filled.
 */
typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  const MusterDemoPlan *plan;
  MusterDates dates;
  GPtrArray *people;
  GHashTable *holidays;
  gint64 sources[MUSTER_DEMO_N_SOURCES];
  gint64 until[MUSTER_DEMO_N_SOURCES];
  GArray *buffers[MUSTER_DEMO_N_SOURCES];
  GCancellable *cancellable;
} DemoCompany;

static const struct
{
  const char *name;
  const char *datum;
  const char *device;
} demo_sources[MUSTER_DEMO_N_SOURCES] = {
  [MUSTER_DEMO_GATE] = { N_ ("Main gate"), "wgs84", "1" },
  [MUSTER_DEMO_WORKSHOP] = { N_ ("Workshop"), "wgs84", "2" },
  [MUSTER_DEMO_PHONE] = { N_ ("Phones"), "gcj02", "" },
};

/* What a person has on a date: the calendar first, then the roster or the group's week. */
static MusterDemoShift
get_shift (DemoCompany *demo, const MusterDemoPerson *person, MusterDate date)
{
  const char *holiday = g_hash_table_lookup (demo->holidays, GINT_TO_POINTER (date));
  gboolean makeup = g_strcmp0 (holiday, "workday") == 0;
  const char *group = person->person->group;

  if (person->person->exempt || (holiday != NULL && !makeup))
    return MUSTER_DEMO_OFF;

  if (!makeup && g_str_equal (group, "rotating"))
    return muster_demo_punches_get_roster (person, date);

  if (!makeup && muster_date_get_weekday (date) >= 5)
    return MUSTER_DEMO_OFF;

  return g_str_equal (group, "office") ? MUSTER_DEMO_DAY : MUSTER_DEMO_EARLY;
}

static gboolean
read_holidays (DemoCompany *demo, GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  filter->dates = demo->dates;
  finding = muster_office_list (demo->office, demo->actor, &muster_calendar_listing, filter,
                                demo->cancellable, error);
  if (finding == NULL)
    return FALSE;

  rows = muster_office_load (demo->office, finding, 0, finding->keys->len, demo->cancellable,
                             error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      MusterCalendarRow *row = g_ptr_array_index (rows, i);

      if (row != NULL)
        g_hash_table_insert (demo->holidays, GINT_TO_POINTER (row->date), g_strdup (row->kind));
    }

  return rows != NULL;
}

/* Submits a command with arguments by name; the caller gets its result. */
static GVariant *
submit (DemoCompany *demo, const MusterCommand *command, GVariantDict *values, GError **error)
{
  GVariant *args = muster_command_build_args (command, g_variant_dict_end (values), error);

  if (args == NULL)
    return NULL;

  return muster_office_submit (demo->office, demo->actor, command, args, demo->cancellable,
                               error);
}

static gboolean
publish_rules (DemoCompany *demo, GError **error)
{
  g_autoptr (GVariant) result = NULL;
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "document", "s", demo_rules);
  g_variant_dict_insert (&values, "from", "i", demo->dates.from - 60);
  result = submit (demo, &muster_publish_rules, &values, error);

  return result != NULL;
}

static gboolean
add_sources (DemoCompany *demo, GError **error)
{
  for (int i = 0; i < MUSTER_DEMO_N_SOURCES; i++)
    {
      g_autoptr (GVariant) result = NULL;
      GVariantDict values;

      g_variant_dict_init (&values, NULL);
      g_variant_dict_insert (&values, "name", "s", _ (demo_sources[i].name));
      g_variant_dict_insert (&values, "kind", "s", "file");
      g_variant_dict_insert (&values, "zone", "s", MUSTER_DEMO_ZONE);
      g_variant_dict_insert (&values, "datum", "s", demo_sources[i].datum);
      g_variant_dict_insert (&values, "device", "s", demo_sources[i].device);
      g_variant_dict_insert (&values, "waited_for", "b", TRUE);
      result = submit (demo, &muster_add_source, &values, error);
      if (result == NULL)
        return FALSE;
      g_variant_get (result, "(x)", &demo->sources[i]);
    }

  return TRUE;
}

static gboolean
store_person (MusterTransaction *txn,
              const MusterDemoPerson *demo,
              gint64 source,
              gint64 *id,
              GError **error)
{
  *id = muster_person_enter (txn, demo->person, error);

  return *id != 0 && muster_badges_map (txn->db, source, demo->key, *id, txn->now,
                                        txn->actor->name, NULL, NULL, error);
}

/* A week at a time, as somebody who plans would do it. */
static gboolean
store_roster (MusterTransaction *txn,
              const MusterDemoPerson *demo,
              gint64 id,
              MusterDates dates,
              GError **error)
{
  MusterDate monday = dates.from - muster_date_get_weekday (dates.from);

  for (; monday <= dates.to; monday += 7)
    {
      MusterDemoShift shift = muster_demo_punches_get_roster (demo, monday);
      MusterRosterRecord record = { .person_id = id };

      record.assignment.shift = shift == MUSTER_DEMO_NIGHT ? "night" : "early";
      record.assignment.from = monday;
      record.assignment.to = monday + 4;
      if (muster_timetable_assign (txn->db, &record, txn->now, error) == 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
store_leave (MusterTransaction *txn,
             guint number,
             gint64 id,
             MusterDates dates,
             guint64 seed,
             GError **error)
{
  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      MusterCoverRecord record = { .person_id = id };

      if (!muster_demo_punches_is_leave (number, date, seed))
        continue;

      record.cover.kind = MUSTER_COVER_LEAVE;
      record.cover.date = date;
      record.note = _ ("Annual leave");
      if (muster_timetable_add_cover (txn->db, &record, txn->now, error) == 0)
        return FALSE;
    }

  return TRUE;
}

/* One transaction and one audit entry for all people: thousands of submits would take longer
 * than their punches. */
static gboolean
fill_people_run (MusterTransaction *txn, GVariant *args, GVariant **result, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;
  gint64 sources[MUSTER_DEMO_N_SOURCES];
  MusterDates dates;
  gint64 n_people;
  gint64 n_days;
  gint64 seed;

  g_variant_get (args, "(xxixxxx)", &n_people, &n_days, &dates.to, &seed,
                 &sources[MUSTER_DEMO_GATE], &sources[MUSTER_DEMO_WORKSHOP],
                 &sources[MUSTER_DEMO_PHONE]);
  dates.from = dates.to - (MusterDate) n_days + 1;
  people = muster_demo_people_invent ((guint) n_people, dates, (guint64) seed);

  for (guint i = 0; i < people->len; i++)
    {
      const MusterDemoPerson *demo = g_ptr_array_index (people, i);
      gint64 id;

      if (!store_person (txn, demo, sources[demo->source], &id, error) ||
          !store_leave (txn, i, id, dates, (guint64) seed, error))
        return FALSE;
      if (g_str_equal (demo->person->group, "rotating") &&
          !store_roster (txn, demo, id, dates, error))
        return FALSE;
    }

  return muster_transaction_touch (txn, MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_RULES);
}

static const MusterField fill_people_fields[] = {
  { .name = "people", .title = N_ ("People"), .kind = MUSTER_FIELD_INTEGER },
  { .name = "days", .title = N_ ("Days"), .kind = MUSTER_FIELD_INTEGER },
  { .name = "end", .title = N_ ("Last date"), .kind = MUSTER_FIELD_DATE },
  { .name = "seed", .title = N_ ("Seed"), .kind = MUSTER_FIELD_INTEGER },
  { .name = "gate", .title = N_ ("Main gate"), .kind = MUSTER_FIELD_RECORD },
  { .name = "workshop", .title = N_ ("Workshop"), .kind = MUSTER_FIELD_RECORD },
  { .name = "phones", .title = N_ ("Phones"), .kind = MUSTER_FIELD_RECORD },
  { 0 },
};

/* In no catalog: nobody fills a company with invented people by hand. */
static const MusterCommand fill_people = {
  .name = "demo.people",
  .title = N_ ("Fill the demo company with people"),
  .args = "(xxixxxx)",
  .fields = fill_people_fields,
  .permission = MUSTER_MAY_ADMIN,
  .run = fill_people_run,
};

static gboolean
add_people (DemoCompany *demo, GError **error)
{
  g_autoptr (GVariant) result = muster_office_submit (
    demo->office, demo->actor, &fill_people,
    g_variant_new ("(xxixxxx)", (gint64) demo->plan->people, (gint64) demo->plan->days,
                   demo->dates.to, (gint64) demo->plan->seed, demo->sources[MUSTER_DEMO_GATE],
                   demo->sources[MUSTER_DEMO_WORKSHOP], demo->sources[MUSTER_DEMO_PHONE]),
    demo->cancellable, error);

  return result != NULL;
}

/* Punches that a source has not sent yet stay out: of the future, and of a clock that was not
 * read since this morning. */
static void
invent_punches (DemoCompany *demo)
{
  for (int i = 0; i < MUSTER_DEMO_N_SOURCES; i++)
    demo->buffers[i] = g_array_new (FALSE, FALSE, sizeof (MusterDemoPunch));

  for (guint i = 0; i < demo->people->len; i++)
    {
      const MusterDemoPerson *person = g_ptr_array_index (demo->people, i);

      for (MusterDate date = demo->dates.from; date <= demo->dates.to; date++)
        muster_demo_punches_invent (person, i, date, get_shift (demo, person, date),
                                    demo->plan->seed, demo->buffers[person->source]);
    }

  for (MusterDate date = demo->dates.from; date <= demo->dates.to; date++)
    if (muster_date_get_weekday (date) < 5)
      muster_demo_punches_invent_strangers (date, demo->plan->seed,
                                            demo->buffers[MUSTER_DEMO_GATE]);

  for (int i = 0; i < MUSTER_DEMO_N_SOURCES; i++)
    g_array_sort (demo->buffers[i], muster_demo_punch_compare);
}

static void
draft_from_punch (DemoCompany *demo,
                  const MusterDemoPunch *punch,
                  gint32 offset,
                  MusterDraft *draft,
                  char *stranger)
{
  const MusterDemoPerson *person = NULL;

  memset (draft, 0, sizeof *draft);
  if (punch->person != G_MAXUINT32)
    person = g_ptr_array_index (demo->people, punch->person);
  else
    g_snprintf (stranger, 8, "%d", 90001 + punch->stranger);

  draft->person_key = person != NULL ? person->key : stranger;
  draft->wall = punch->wall;
  draft->offset = MUSTER_OFFSET_UNKNOWN;
  draft->received_at = punch->received - offset * MUSTER_SECOND;
  draft->lat = punch->lat;
  draft->lon = punch->lon;
  draft->accuracy = punch->accuracy;
  draft->datum = MUSTER_DATUM_GCJ02;
  draft->marks = punch->marks;
  draft->direction = punch->direction;
  draft->verify = punch->verify;
}
