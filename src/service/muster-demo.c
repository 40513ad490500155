/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-demo.h"

#include "muster-badges.h"
#include "muster-command-catalog.h"
#include "muster-demo-people.h"
#include "muster-demo-punches.h"
#include "muster-demo-requests.h"
#include "muster-devices.h"
#include "muster-dice.h"
#include "muster-import-log.h"
#include "muster-ingest.h"
#include "muster-people-commands.h"
#include "muster-place-commands.h"
#include "muster-punch-commands.h"
#include "muster-punch-listings.h"
#include "muster-rule-commands.h"
#include "muster-rule-listings.h"
#include "muster-source-commands.h"
#include "muster-sources.h"
#include "muster-timetable.h"
#include "muster-transaction.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MONTHS_BACK 3
#define LATELY 600
#define VOIDED 3
#define DRAFTS_AT_ONCE 4096
#define DEMO_FILE "demo"

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

/**
 * Meter:
 *
 * How far the filling is, in punches.
 */
typedef struct
{
  MusterProgress progress;
  gpointer data;
  guint64 done;
  guint64 total;
} Meter;

/* An invented company writes Chinese, whoever looks at it: one seed is one company. */
static const struct
{
  const char *name;
  const char *datum;
  const char *device;
} demo_sources[MUSTER_DEMO_N_SOURCES] = {
  [MUSTER_DEMO_GATE] = { "东门考勤机", "wgs84", "1" },
  [MUSTER_DEMO_WORKSHOP] = { "二车间考勤机", "wgs84", "2" },
  [MUSTER_DEMO_PHONE] = { "手机打卡", "gcj02", "" },
};

/* Two day shifts and a night shift; see docs/rule-file.md. */
static const char demo_rules[] =
  "{ \"schema\": \"muster-rules/1\", \"name\": \"演示规则\","
  "  \"shifts\": ["
  "    { \"id\": \"day\", \"name\": \"行政班\","
  "      \"segments\": [{ \"on\": \"09:00\", \"off\": \"18:00\" }],"
  "      \"rests\": [[\"12:00\", \"13:00\"]] },"
  "    { \"id\": \"early\", \"name\": \"早班\","
  "      \"segments\": [{ \"on\": \"08:00\", \"off\": \"17:00\" }],"
  "      \"rests\": [[\"12:00\", \"13:00\"]] },"
  "    { \"id\": \"night\", \"name\": \"夜班\","
  "      \"segments\": [{ \"on\": \"22:00\", \"off\": \"30:00\" }],"
  "      \"rests\": [[\"26:00\", \"26:30\"]],"
  "      \"window\": { \"before\": 180, \"after\": 240 } }"
  "  ],"
  "  \"groups\": ["
  "    { \"id\": \"office\", \"name\": \"行政组\", \"default_shift\": \"day\","
  "      \"weekly_rest\": [\"sat\", \"sun\"] },"
  "    { \"id\": \"plant\", \"name\": \"白班组\", \"default_shift\": \"early\","
  "      \"weekly_rest\": [\"sat\", \"sun\"],"
  "      \"policy\": { \"grace\": { \"late\": 3, \"early\": 0 } } },"
  "    { \"id\": \"rotating\", \"name\": \"倒班组\", \"default_shift\": \"early\","
  "      \"weekly_rest\": [\"sat\", \"sun\"] }"
  "  ] }";

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
  finding = muster_office_list (demo->office, demo->actor, &muster_calendar_listing,
                                filter, demo->cancellable, error);
  if (finding == NULL)
    return FALSE;

  rows = muster_office_load (demo->office, finding, 0, finding->keys->len,
                             demo->cancellable, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      MusterCalendarRow *row = g_ptr_array_index (rows, i);

      if (row != NULL)
        g_hash_table_insert (demo->holidays, GINT_TO_POINTER (row->date),
                             g_strdup (row->kind));
    }

  return rows != NULL;
}

/* Submits a command with arguments by name; the caller gets its result. */
static GVariant *
submit (DemoCompany *demo,
        const MusterCommand *command,
        GVariantDict *values,
        GError **error)
{
  GVariant *args =
    muster_command_build_args (command, g_variant_dict_end (values), error);

  if (args == NULL)
    return NULL;

  return muster_office_submit (demo->office, demo->actor, command, args,
                               demo->cancellable, error);
}

static gboolean
publish_rules (DemoCompany *demo, GError **error)
{
  g_autoptr (GVariant) result = NULL;
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "document", "s", demo_rules);
  /* Nobody is absent on days of which there are no punches */
  g_variant_dict_insert (&values, "from", "i", demo->dates.from);
  result = submit (demo, &muster_publish_rules, &values, error);

  return result != NULL;
}

/* An office with a courtyard, and two branches, where the phones of the demo punch. */
static gboolean
add_places (DemoCompany *demo, GError **error)
{
  static const struct
  {
    const char *name;
    const char *fence;
  } places[] = {
    { "总部", "{\"type\": \"polygon\", \"datum\": \"gcj02\", \"rings\": ["
              "[[121.4725, 31.2295], [121.4749, 31.2295], [121.4749, 31.2313], "
              "[121.4725, 31.2313]],"
              "[[121.4745, 31.2309], [121.4748, 31.2309], [121.4748, 31.2312], "
              "[121.4745, 31.2312]]]}" },
    { "深圳分部",
      "{\"type\": \"circle\", \"datum\": \"gcj02\", \"center\": [114.0579, 22.5431], "
      "\"radius_m\": 120}" },
    { "杭州分部",
      "{\"type\": \"circle\", \"datum\": \"gcj02\", \"center\": [120.1551, 30.2741], "
      "\"radius_m\": 120}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GVariant) result = NULL;
      GVariantDict values;

      g_variant_dict_init (&values, NULL);
      g_variant_dict_insert (&values, "name", "s", places[i].name);
      g_variant_dict_insert (&values, "fence", "s", places[i].fence);
      g_variant_dict_insert (&values, "from", "i", demo->dates.from - 60);
      if (!(result = submit (demo, &muster_add_place, &values, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_sources (DemoCompany *demo, GError **error)
{
  for (int i = 0; i < MUSTER_DEMO_N_SOURCES; i++)
    {
      g_autoptr (GVariant) result = NULL;
      GVariantDict values;

      g_variant_dict_init (&values, NULL);
      g_variant_dict_insert (&values, "name", "s", demo_sources[i].name);
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
              MusterDates dates,
              gint64 *id,
              GError **error)
{
  *id = muster_person_enter (txn, demo->person, error);
  if (*id == 0 || !muster_badges_map (txn->db, source, demo->key, *id, txn->now,
                                      txn->actor->name, NULL, NULL, error))
    return FALSE;

  /* Nobody has looked at the phones of those who came lately */
  return demo->phone == NULL || demo->person->joined > dates.from - LATELY ||
         muster_devices_decide (txn->db, *id, demo->phone, TRUE, "", txn->now,
                                txn->actor->name, error);
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
      record.note = (char *) "年假";
      if (muster_timetable_add_cover (txn->db, &record, txn->now, error) == 0)
        return FALSE;
    }

  return TRUE;
}

/* One transaction and one audit entry for all people: thousands of submits would take longer
 * than their punches. */
static gboolean
add_people_run (MusterTransaction *txn, gpointer data, GError **error)
{
  DemoCompany *demo = data;

  for (guint i = 0; i < demo->people->len; i++)
    {
      const MusterDemoPerson *person = g_ptr_array_index (demo->people, i);
      gint64 id;

      if (!store_person (txn, person, demo->sources[person->source], demo->dates, &id,
                         error) ||
          !store_leave (txn, i, id, demo->dates, demo->plan->seed, error))
        return FALSE;
      if (g_str_equal (person->person->group, "rotating") &&
          !store_roster (txn, person, id, demo->dates, error))
        return FALSE;
    }

  return muster_transaction_touch (txn, MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_RULES);
}

static gboolean
add_people (DemoCompany *demo, GError **error)
{
  GVariantDict args;

  g_variant_dict_init (&args, NULL);
  g_variant_dict_insert (&args, "people", "u", demo->plan->people);
  g_variant_dict_insert (&args, "days", "u",
                         (guint32) (demo->dates.to - demo->dates.from + 1));
  g_variant_dict_insert (&args, "end", "i", demo->dates.to);
  g_variant_dict_insert (&args, "seed", "t", demo->plan->seed);

  return muster_office_write (demo->office, demo->actor, MUSTER_MAY_ADMIN, "demo.people",
                              g_variant_dict_end (&args), add_people_run, demo,
                              demo->cancellable, error);
}

/* The last day but one that the office works on, so that the queue has it and the day is over. */
static MusterDate
get_incident_date (DemoCompany *demo)
{
  MusterDate date = demo->dates.to - 1;

  while (date > demo->dates.from &&
         (muster_date_get_weekday (date) >= 5 ||
          g_hash_table_contains (demo->holidays, GINT_TO_POINTER (date))))
    date--;

  return date;
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

  muster_demo_punches_invent_incidents (get_incident_date (demo),
                                        demo->buffers[MUSTER_DEMO_PHONE]);
  g_array_sort (demo->buffers[MUSTER_DEMO_PHONE], muster_demo_punch_compare);
}

/* Returns: whether the punch has reached its source */
static gboolean
draft_from_punch (DemoCompany *demo,
                  const MusterDemoPunch *punch,
                  gint64 until,
                  MusterDraft *draft,
                  char *stranger,
                  gsize stranger_size)
{
  const MusterDemoPerson *person = NULL;
  gint64 received;

  received =
    muster_zone_get_instant (muster_office_get_zone (demo->office), 0, punch->received);
  if (received >= until)
    return FALSE;

  memset (draft, 0, sizeof *draft);
  if (punch->person != G_MAXUINT32)
    person = g_ptr_array_index (demo->people, punch->person);
  else
    g_snprintf (stranger, stranger_size, "%d", 90001 + punch->stranger);

  draft->person_key = person != NULL ? person->key : stranger;
  if ((punch->marks & MUSTER_PUNCH_PLACED) != 0)
    draft->extra =
      ((const MusterDemoPerson *) g_ptr_array_index (demo->people, punch->phone))->extra;
  draft->wall = punch->wall;
  draft->offset = MUSTER_OFFSET_UNKNOWN;
  draft->received_at = received;
  draft->lat = punch->lat;
  draft->lon = punch->lon;
  draft->accuracy = punch->accuracy;
  draft->datum = MUSTER_DATUM_GCJ02;
  draft->marks = punch->marks;
  draft->direction = punch->direction;
  draft->verify = punch->verify;

  return TRUE;
}

/**
 * Delivery:
 * @record: the import that brings the punches
 * @source: (nullable): where they come from, once the import has begun
 *
 * All punches of one source on their way in.
 */
typedef struct
{
  MusterImportRecord record;
  MusterSource *source;
} Delivery;

static gboolean
begin_run (MusterTransaction *txn, gpointer data, GError **error)
{
  Delivery *delivery = data;

  delivery->source = muster_sources_get (txn->db, delivery->record.source_id, error);
  if (delivery->source == NULL)
    return FALSE;

  delivery->record.id = muster_import_log_begin (txn->db, &delivery->record, error);

  return delivery->record.id != 0 && muster_transaction_touch (txn, MUSTER_TOPIC_SOURCES);
}

static void
delivery_clear (Delivery *delivery)
{
  g_clear_object (&delivery->source);
  g_free (delivery->record.file);
  g_free (delivery->record.kind);
  g_free (delivery->record.state);
  g_free (delivery->record.user);
  g_free (delivery->record.message);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Delivery, delivery_clear)

static gboolean
feed (DemoCompany *demo, int number, MusterIngest *ingest, Meter *meter, GError **error)
{
  GArray *punches = demo->buffers[number];
  MusterSink *sink = muster_ingest_get_sink (ingest);
  g_autofree MusterDraft *drafts = g_new (MusterDraft, DRAFTS_AT_ONCE);
  char strangers[DRAFTS_AT_ONCE / 256][8];
  guint n_strangers = 0;
  guint n = 0;

  for (guint i = 0; i < punches->len; i++)
    {
      const MusterDemoPunch *punch = &g_array_index (punches, MusterDemoPunch, i);

      if (draft_from_punch (demo, punch, demo->until[number], &drafts[n],
                            strangers[n_strangers], sizeof strangers[0]))
        {
          n_strangers += punch->person == G_MAXUINT32;
          n++;
        }

      if (n < DRAFTS_AT_ONCE && n_strangers < G_N_ELEMENTS (strangers) &&
          i + 1 < punches->len)
        continue;
      if (g_cancellable_set_error_if_cancelled (demo->cancellable, error) ||
          !sink->take (sink, drafts, n, NULL, error))
        return FALSE;
      meter->done += n;
      n = n_strangers = 0;
      if (meter->progress != NULL)
        meter->progress (meter->done, meter->total, meter->data);
    }

  return TRUE;
}

static gboolean
deliver (DemoCompany *demo, int number, Meter *meter, GError **error)
{
  g_auto (Delivery) delivery = { 0 };
  g_autoptr (MusterIngest) ingest = NULL;

  delivery.record.source_id = demo->sources[number];
  delivery.record.file = g_strdup (DEMO_FILE);
  delivery.record.kind = g_strdup ("attlog");
  delivery.record.state = g_strdup ("running");
  delivery.record.user = g_strdup (demo->actor->name);
  delivery.record.started_at = muster_office_get_now (demo->office);

  if (!muster_office_write (demo->office, demo->actor, MUSTER_MAY_INGEST, "import.begin",
                            NULL, begin_run, &delivery, demo->cancellable, error))
    return FALSE;

  ingest = muster_ingest_new (demo->office, demo->actor, delivery.source,
                              &delivery.record, NULL, NULL, error);

  return ingest != NULL && feed (demo, number, ingest, meter, error) &&
         muster_ingest_finish (ingest, "done", NULL, error);
}

static gboolean
mark_source (DemoCompany *demo, int number, GError **error)
{
  g_autoptr (GVariant) result = NULL;
  GVariantDict values;

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "source", "x", demo->sources[number]);
  g_variant_dict_insert (&values, "synced_to", "x", demo->until[number]);
  result = submit (demo, &muster_mark_source, &values, error);

  return result != NULL;
}

/* A few punches that somebody took out of account. */
static gboolean
void_some (DemoCompany *demo, GError **error)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  static const char *const normal[] = { "normal", NULL };
  MusterDice dice = muster_dice_new (demo->plan->seed, 0, 0);

  filter->states = g_strdupv ((char **) normal);
  filter->source_id = demo->sources[MUSTER_DEMO_GATE];
  finding = muster_office_list (demo->office, demo->actor, &muster_punches_listing,
                                filter, demo->cancellable, error);
  if (finding == NULL)
    return FALSE;

  for (guint i = 0; i < VOIDED && finding->keys->len >= VOIDED; i++)
    {
      guint third = finding->keys->len / VOIDED;
      guint at = i * third + muster_dice_throw (&dice, third);
      g_autoptr (GVariant) result = NULL;
      GVariantDict values;

      g_variant_dict_init (&values, NULL);
      g_variant_dict_insert (&values, "punch", "x",
                             g_array_index (finding->keys, gint64, at));
      g_variant_dict_insert (&values, "reason", "s", "替人打卡");
      result = submit (demo, &muster_void_punch, &values, error);
      if (result == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
fill_punches (DemoCompany *demo, Meter *meter, GError **error)
{
  MusterZone *zone = muster_office_get_zone (demo->office);
  gint64 until = MIN (muster_zone_get_instant (zone, demo->dates.to + 1, 0),
                      muster_office_get_now (demo->office));
  gint64 morning = muster_zone_get_instant (zone, demo->dates.to, 7 * 60 * MUSTER_MINUTE);

  for (int i = 0; i < MUSTER_DEMO_N_SOURCES; i++)
    demo->until[i] = i == MUSTER_DEMO_WORKSHOP ? MIN (until, morning) : until;

  invent_punches (demo);
  for (int i = 0; i < MUSTER_DEMO_N_SOURCES; i++)
    meter->total += demo->buffers[i]->len;

  for (int i = 0; i < MUSTER_DEMO_N_SOURCES; i++)
    if (!deliver (demo, i, meter, error) || !mark_source (demo, i, error))
      return FALSE;

  return void_some (demo, error);
}

static void
company_clear (DemoCompany *demo)
{
  for (int i = 0; i < MUSTER_DEMO_N_SOURCES; i++)
    g_clear_pointer (&demo->buffers[i], g_array_unref);
  g_clear_pointer (&demo->people, g_ptr_array_unref);
  g_clear_pointer (&demo->holidays, g_hash_table_unref);
}

const char *
muster_demo_get_name (void)
{
  return _ ("Demo company (invented)");
}

/* Whole months, as they are closed. */
static MusterDate
get_first_date (const MusterDemoPlan *plan, MusterDate last)
{
  MusterDate first = muster_date_get_period_start (last, 1);

  if (plan->days != 0)
    return last - (MusterDate) plan->days + 1;

  for (int i = 0; i < MONTHS_BACK; i++)
    first = muster_date_get_period_start (first - 1, 1);

  return first;
}

gboolean
muster_demo_fill (MusterOffice *office,
                  MusterActor *actor,
                  const MusterDemoPlan *plan,
                  MusterProgress progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  DemoCompany demo = {
    .office = office, .actor = actor, .plan = plan, .cancellable = cancellable
  };
  Meter meter = { progress, progress_data, 0, 0 };
  gboolean done;

  g_return_val_if_fail (plan->people > 0, FALSE);

  demo.dates.to = plan->end;
  if (plan->end == MUSTER_DATE_NONE)
    demo.dates.to = muster_zone_get_civil (muster_office_get_zone (office),
                                           muster_office_get_now (office), NULL);
  demo.dates.from = get_first_date (plan, demo.dates.to);
  demo.people = muster_demo_people_invent (plan->people, demo.dates, plan->seed);
  demo.holidays = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  done = read_holidays (&demo, error) && publish_rules (&demo, error) &&
         add_places (&demo, error) && add_sources (&demo, error) &&
         add_people (&demo, error) && fill_punches (&demo, &meter, error) &&
         muster_demo_requests_invent (office, actor, demo.dates.to, plan->seed,
                                      cancellable, error);
  company_clear (&demo);

  return done;
}
