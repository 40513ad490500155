/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-survey.h"

#include "muster-connector-catalog.h"
#include "muster-connector-table.h"
#include "muster-dossier.h"
#include "muster-error.h"
#include "muster-fence-grid.h"
#include "muster-ledger.h"
#include "muster-people.h"
#include "muster-reading.h"
#include "muster-sources.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHUNK 4096 /* people whose facts are in memory at once */
#define SEVERAL 2  /* people that make a cluster */
#define LEAST_RADIUS 50.0

/* Punches so far from a fence may be meant for it: a wrong datum is half as far off. */
#define ABOUT 1500.0

/* Of a source, looked at for its datum; so many say as much as all. */
#define SAMPLE 20000

G_DEFINE_FINAL_TYPE (MusterSurvey, muster_survey, G_TYPE_OBJECT)

static void
muster_survey_finalize (GObject *object)
{
  MusterSurvey *self = MUSTER_SURVEY (object);

  g_array_unref (self->punches);
  g_ptr_array_unref (self->places);
  g_array_unref (self->hints);
  g_clear_pointer (&self->zone, muster_zone_unref);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->sources);
  g_clear_object (&self->rules);

  G_OBJECT_CLASS (muster_survey_parent_class)->finalize (object);
}

static void
muster_survey_class_init (MusterSurveyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_survey_finalize;
}

static void
muster_survey_init (MusterSurvey *self)
{
  self->punches = g_array_new (FALSE, FALSE, sizeof (MusterSited));
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
  self->hints = g_array_new (FALSE, FALSE, sizeof (MusterDatumHint));
  self->people =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  self->sources = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/* ---- Reading ---- */

typedef struct
{
  MusterSurvey *survey;
  MusterActor *actor;
  MusterFilter *filter;
  gint64 without;
} Task;

static gboolean
read_names (MusterSurvey *self,
            MusterReading *reading,
            const gint64 *ids,
            gsize n,
            GError **error)
{
  g_autoptr (GPtrArray) people = NULL;

  people = muster_people_load (reading->db, ids, n, self->dates.to, FALSE, NULL, error);
  if (people == NULL)
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      MusterPerson *person = g_ptr_array_index (people, i);

      if (person != NULL)
        g_hash_table_insert (self->people, &person->id, g_object_ref (person));
    }

  return TRUE;
}

static GPtrArray *
read_sources (MusterSurvey *self, MusterReading *reading, GError **error)
{
  GPtrArray *sources = muster_sources_list (reading->db, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      MusterSource *source = g_ptr_array_index (sources, i);

      g_hash_table_insert (self->sources, g_memdup2 (&source->id, sizeof source->id),
                           g_strdup (source->name));
    }

  return sources;
}

/* ---- A wrong datum ---- */

/* Some punches of a source, as it gave them. */
static GArray *
sample_source (MusterSurvey *self, MusterSource *source)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (MusterPoint));
  guint step = 1 + self->punches->len / SAMPLE;

  for (guint i = 0; i < self->punches->len; i += step)
    {
      const MusterSited *sited = &g_array_index (self->punches, MusterSited, i);
      MusterPoint at = { sited->punch.lat, sited->punch.lon };

      if (sited->punch.source_id == source->id)
        g_array_append_val (points, at);
    }

  return points;
}

/* Those that may be meant for a fence, in the datum of their source. */
static GArray *
pick_about (GArray *points, MusterFence *fence, MusterDatum datum)
{
  GArray *picked = g_array_new (FALSE, FALSE, sizeof (MusterPoint));

  for (guint i = 0; i < points->len; i++)
    {
      MusterPoint at = g_array_index (points, MusterPoint, i);

      if (muster_fence_is_farther (fence, at, ABOUT))
        continue;
      at = muster_point_convert (at, MUSTER_DATUM_WGS84, datum);
      g_array_append_val (picked, at);
    }

  return picked;
}

/* The place where most of a source's punches lie beside it speaks for all. */
static void
check_datum (MusterSurvey *self, MusterReading *reading, MusterSource *source)
{
  const MusterConnector *connector =
    muster_connector_find_in (reading->connectors->connectors, source->kind);
  g_autoptr (GArray) points = NULL;
  MusterDatumHint hint = { source->id, source->datum, source->datum, 0.0 };
  guint most = 0;

  if (connector == NULL || !connector->takes_datum)
    return;

  points = sample_source (self, source);
  for (guint i = 0; i < self->places->len && points->len > 0; i++)
    {
      MusterPlace *place = g_ptr_array_index (self->places, i);
      g_autoptr (GArray) picked = NULL;

      if (place->fence == NULL)
        continue;

      picked = pick_about (points, place->fence, source->datum);
      if (picked->len <= most)
        continue;

      most = picked->len;
      hint.better = muster_datum_suggest ((const MusterPoint *) (gpointer) picked->data,
                                          picked->len, source->datum, &place->fence, 1,
                                          &hint.offset, NULL);
    }
  if (hint.better != hint.declared)
    g_array_append_val (self->hints, hint);
}

static void
take_places (MusterSurvey *self, MusterRulebook *rules, gint64 without)
{
  for (guint i = 0; i < rules->places->len; i++)
    {
      MusterPlace *place = g_ptr_array_index (rules->places, i);

      if (place->id != without && place->from <= self->dates.to &&
          place->to >= self->dates.from)
        g_ptr_array_add (self->places, g_object_ref (place));
    }
}

static void
keep_source (GArray *punches, gint64 source_id)
{
  guint kept = 0;

  if (source_id == 0)
    return;

  for (guint i = 0; i < punches->len; i++)
    {
      MusterSited sited = g_array_index (punches, MusterSited, i);

      if (sited.punch.source_id == source_id)
        g_array_index (punches, MusterSited, kept++) = sited;
    }
  g_array_set_size (punches, kept);
}

static gboolean
survey_read (MusterReading *reading, gpointer data, GError **error)
{
  Task *task = data;
  MusterSurvey *self = task->survey;
  g_autoptr (MusterRulebook)
    rules = muster_ledger_get_rules (reading->ledger, reading, error);
  g_autoptr (MusterFilter) asked = muster_filter_copy (task->filter);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) sources = NULL;

  if (rules == NULL)
    return FALSE;

  g_clear_pointer (&asked->states, g_strfreev);
  ids = muster_people_find (reading->db, asked, &task->actor->scope,
                            muster_reading_get_today (reading), NULL, NULL, error);
  if (ids == NULL || !(sources = read_sources (self, reading, error)))
    return FALSE;

  self->zone = muster_zone_ref (reading->zone);
  self->rules = g_object_ref (G_OBJECT (rules));
  take_places (self, rules, task->without);
  for (guint first = 0; first < ids->len; first += CHUNK)
    {
      const gint64 *some = &g_array_index (ids, gint64, first);
      gsize n = MIN (CHUNK, ids->len - first);
      g_autoptr (MusterDossier)
        dossier = muster_dossier_read (reading, rules, some, n, self->dates, error);

      if (dossier == NULL || !read_names (self, reading, some, n, error))
        return FALSE;

      muster_dossier_survey (dossier, task->without, self->punches);
      if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
        return FALSE;
    }
  keep_source (self->punches, task->filter->source_id);
  for (guint i = 0; i < sources->len; i++)
    check_datum (self, reading, g_ptr_array_index (sources, i));

  return TRUE;
}

MusterSurvey *
muster_survey_new (MusterOffice *office,
                   MusterActor *actor,
                   MusterFilter *filter,
                   gint64 without,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (MusterSurvey) self = g_object_new (MUSTER_TYPE_SURVEY, NULL);
  Task task = { self, actor, filter, without };

  self->dates = filter->dates;
  if (filter->dates.from == MUSTER_DATE_NONE || filter->dates.to == MUSTER_DATE_NONE ||
      filter->dates.to == MUSTER_DATE_EVER || filter->dates.to < filter->dates.from)
    {
      muster_error_set_field (error, "dates",
                              _ ("Days need a first and a last date, the first not after "
                                 "the last."));
      return NULL;
    }

  if (!muster_office_read (office, actor, MUSTER_MAY_SEE_DAYS, survey_read, &task,
                           cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

MusterPerson *
muster_survey_get_person (MusterSurvey *self, gint64 person_id)
{
  return g_hash_table_lookup (self->people, &person_id);
}

char *
muster_survey_say_person (MusterSurvey *self, gint64 person_id)
{
  MusterPerson *person = muster_survey_get_person (self, person_id);

  return g_strdup (person != NULL ? person->name : _ ("Unmapped"));
}

const char *
muster_survey_get_source (MusterSurvey *self, gint64 source_id)
{
  const char *name = g_hash_table_lookup (self->sources, &source_id);

  return name != NULL ? name : "";
}

/* ---- Beside the main loop ---- */

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  MusterFilter *filter;
  gint64 without;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_object_unref (look->office);
  g_object_unref (look->actor);
  g_object_unref (look->filter);
  g_free (look);
}

static gpointer
look_work (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  Look *look = data;

  return muster_survey_new (look->office, look->actor, look->filter, look->without,
                            cancellable, error);
}

void
muster_survey_fetch (MusterOffice *office,
                     MusterActor *actor,
                     MusterFilter *filter,
                     gint64 without,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Look *look = g_new0 (Look, 1);

  look->office = g_object_ref (office);
  look->actor = g_object_ref (actor);
  look->filter = g_object_ref (filter);
  look->without = without;
  muster_office_run_async (NULL, look_work, look, look_free, g_object_unref, NULL,
                           cancellable, callback, user_data);
}

/* ---- What a fence would do ---- */

static MusterSite
better (MusterSite a, MusterSite b)
{
  static const int rank[] = { [MUSTER_SITE_UNJUDGED] = 0,
                              [MUSTER_SITE_OUTSIDE] = 1,
                              [MUSTER_SITE_UNCERTAIN] = 2,
                              [MUSTER_SITE_INSIDE] = 3 };

  return rank[a] >= rank[b] ? a : b;
}

static MusterSite
predict_one (const MusterSited *sited, MusterPlace *place, MusterFenceGrid *grid)
{
  MusterPoint at = { sited->punch.lat, sited->punch.lon };
  double accuracy =
    sited->punch.marks & MUSTER_PUNCH_ACCURATE ? (double) sited->punch.accuracy : -1.0;

  /* Nothing is better than inside. */
  if (place == NULL || place->fence == NULL || sited->site == MUSTER_SITE_INSIDE ||
      !muster_place_is_for (place, sited->date, sited->person_id, sited->group))
    return (MusterSite) sited->site;

  return better ((MusterSite) sited->site,
                 muster_fence_grid_judge (grid, at, accuracy,
                                          sited->buffer + place->buffer,
                                          sited->max_accuracy));
}

void
muster_survey_predict (MusterSurvey *self,
                       MusterPlace *place,
                       MusterSurvey *compare,
                       MusterPrediction *prediction)
{
  GArray *people = prediction->changed_people;
  gboolean same = compare != NULL && compare->punches->len == self->punches->len;
  g_autoptr (MusterFenceGrid)
    grid = place != NULL && place->fence != NULL
             ? muster_fence_grid_new (place->fence, self->punches->len)
             : NULL;

  if (people == NULL)
    people = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_set_size (people, 0);
  *prediction = (MusterPrediction) { .changed_people = people };

  for (guint i = 0; i < self->punches->len; i++)
    {
      const MusterSited *sited = &g_array_index (self->punches, MusterSited, i);
      MusterSite after = predict_one (sited, place, grid);
      MusterSite before =
        (MusterSite) (same ? g_array_index (compare->punches, MusterSited, i).site
                           : sited->site);

      prediction->n[after]++;
      prediction->before[before]++;
      if (after == before)
        continue;

      prediction->changed_punches++;
      if (people->len == 0 ||
          g_array_index (people, gint64, people->len - 1) != sited->person_id)
        g_array_append_val (people, sited->person_id);
    }
}

/* ---- Where a place is missing ---- */

typedef struct
{
  gint64 column;
  gint64 row;
  GHashTable *people;
  double lat;
  double lon;
  guint n;
} Spot;

static guint
spot_hash (gconstpointer data)
{
  const Spot *spot = data;

  return (guint) (spot->column * 31 + spot->row);
}

static gboolean
spot_equal (gconstpointer a, gconstpointer b)
{
  const Spot *one = a;
  const Spot *other = b;

  return one->column == other->column && one->row == other->row;
}

static void
spot_free (gpointer data)
{
  Spot *spot = data;

  g_hash_table_unref (spot->people);
  g_free (spot);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static Spot *
find_spot (MusterSurvey *self, GHashTable *spots, double near)
{
  double step = near / 110574.0;
  Spot *best = NULL;

  for (guint i = 0; i < self->punches->len; i++)
    {
      const MusterSited *sited = &g_array_index (self->punches, MusterSited, i);
      double narrow = MAX (0.05, cos (sited->punch.lat * G_PI / 180.0));
      Spot key = { (gint64) floor (sited->punch.lon * narrow / step),
                   (gint64) floor (sited->punch.lat / step),
                   NULL,
                   0,
                   0,
                   0 };
      Spot *spot;

      if (sited->site != MUSTER_SITE_OUTSIDE)
        continue;

      spot = g_hash_table_lookup (spots, &key);
      if (spot == NULL)
        {
          spot = g_memdup2 (&key, sizeof key);
          spot->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
          g_hash_table_add (spots, spot);
        }
      g_hash_table_add (spot->people, (gpointer) &sited->person_id);
      spot->lat += sited->punch.lat;
      spot->lon += sited->punch.lon;
      spot->n++;
      if (best == NULL ||
          g_hash_table_size (spot->people) > g_hash_table_size (best->people) ||
          (g_hash_table_size (spot->people) == g_hash_table_size (best->people) &&
           spot->n > best->n))
        best = spot;
    }

  return best;
}

GPtrArray *
muster_survey_propose (MusterSurvey *self, double near, guint *n_punches, guint *n_people)
{
  g_autoptr (GHashTable)
    spots = g_hash_table_new_full (spot_hash, spot_equal, spot_free, NULL);
  g_autoptr (GHashTable) people = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) away = g_array_new (FALSE, FALSE, sizeof (double));
  Spot *spot = find_spot (self, spots, near);
  GPtrArray *parts;
  MusterPoint middle;
  double radius;

  if (spot == NULL || g_hash_table_size (spot->people) < SEVERAL)
    return NULL;

  middle = (MusterPoint) { spot->lat / spot->n, spot->lon / spot->n };
  for (guint i = 0; i < self->punches->len; i++)
    {
      const MusterSited *sited = &g_array_index (self->punches, MusterSited, i);
      double metres;

      if (sited->site != MUSTER_SITE_OUTSIDE)
        continue;
      metres = muster_point_get_distance (
        middle, (MusterPoint) { sited->punch.lat, sited->punch.lon });
      if (metres > near * 1.5)
        continue;
      g_array_append_val (away, metres);
      g_hash_table_add (people, (gpointer) &sited->person_id);
    }
  g_array_sort (away, compare_numbers);
  radius =
    MAX (LEAST_RADIUS,
         ceil (g_array_index (away, double, (away->len - 1) * 9 / 10) / 10) * 10 + 20);
  *n_punches = away->len;
  *n_people = g_hash_table_size (people);

  parts = muster_fence_parts_new ();
  g_ptr_array_add (parts, muster_fence_part_new_circle (middle, radius));

  return parts;
}
