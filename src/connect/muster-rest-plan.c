/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rest-plan.h"

#include "muster-error.h"
#include "muster-occurrences.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_DAYS 31
#define PROBE_DAYS 3
#define ROLL_AGE MUSTER_DAY
#define SHOWN_TEXT 200
#define MAPPINGS 2

const MusterChoice muster_rest_datums[] = {
  { "gcj02", N_ ("GCJ-02") },
  { "wgs84", N_ ("WGS-84") },
  { "bd09", N_ ("BD-09") },
  { NULL },
};

MusterDatum
muster_rest_datum (MusterParams *settings)
{
  const char *datum = muster_params_get_string (settings, "datum");

  return g_str_equal (datum, "gcj02")  ? MUSTER_DATUM_GCJ02
         : g_str_equal (datum, "bd09") ? MUSTER_DATUM_BD09
                                       : MUSTER_DATUM_WGS84;
}

/* One run against one server. */
typedef struct
{
  const MusterRestPlan *plan;
  MusterSource *source;
  MusterParams *settings;
  MusterRestSession *session;
  MusterSink *sink;
  GCancellable *cancellable;
  MusterBatch *batch;
  MusterZone *zone; /* (nullable): the source's, or the server's own */
  MusterRestFound found;
  MusterRestMapper *mappers[MAPPINGS];
  JsonPath *records;
  JsonPath *revision;
  GPtrArray *people; /* keys; %NULL when nobody is asked for by name */
  gint64 now;
  gint64 listed; /* when the directory was read */
  guint64 line;
  guint64 steps;
  guint64 all_steps;
  gboolean dry; /* the first page is enough */
  gboolean no_records;
} Run;

static void
run_clear (Run *run)
{
  for (guint i = 0; i < MAPPINGS; i++)
    muster_rest_mapper_free (run->mappers[i]);
  g_clear_pointer (&run->batch, muster_batch_free);
  g_clear_pointer (&run->session, muster_rest_session_free);
  g_clear_pointer (&run->zone, muster_zone_unref);
  g_clear_pointer (&run->found.zone, muster_zone_unref);
  g_clear_pointer (&run->found.wanted, g_free);
  g_clear_object (&run->records);
  g_clear_object (&run->revision);
  g_clear_pointer (&run->people, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
run_begin (Run *run, GError **error)
{
  const MusterRestPlan *plan = run->plan;
  const char *zone = run->source != NULL ? run->source->zone : NULL;

  run->now = g_get_real_time ();
  if (!(run->session =
          muster_rest_session_new (plan->manners, plan->fields, run->settings, error)))
    return FALSE;

  if (plan->prepare != NULL &&
      !plan->prepare (run->session, &run->found, run->cancellable, error))
    return FALSE;

  if (run->found.zone != NULL)
    run->zone = muster_zone_ref (run->found.zone);
  else if (zone != NULL && *zone != '\0' && !(run->zone = muster_zone_new (zone, error)))
    return FALSE;

  for (guint i = 0; i < MAPPINGS && plan->mappings[i] != NULL; i++)
    if (!(run->mappers[i] =
            muster_rest_mapper_new (plan->mappings[i], run->zone, plan->datum, error)))
      return FALSE;

  if (!(run->records = muster_json_path_new (plan->records, error)) ||
      (plan->mappings[0]->revision != NULL && *plan->mappings[0]->revision != '\0' &&
       !(run->revision = muster_json_path_new (plan->mappings[0]->revision, error))))
    return FALSE;

  run->batch = muster_batch_new (run->sink, NULL, FALSE);
  return TRUE;
}

static MusterRestValues
run_values (Run *run)
{
  return (MusterRestValues) {
    .zone = run->zone, .wanted = run->found.wanted, .limit = run->plan->size, .page = 1
  };
}

/* Whether there is something at a path that means yes. */
static gboolean
says_yes (JsonNode *root, const char *path)
{
  g_autofree char *text = muster_json_find_text (root, path);

  return muster_rest_matches (text, "true|1");
}

/* --- who there is --- */

/* Asks page by page; gives each answer to @take. */
static gboolean
run_roll_pages (Run *run,
                const MusterRestTemplate *template,
                const char *department,
                MusterRestPaging paging,
                const char *more,
                const char *next,
                guint (*take) (Run *run, JsonNode *root, gpointer data),
                gpointer data,
                GError **error)
{
  MusterRestValues values = run_values (run);
  g_autofree char *cursor = g_strdup (run->plan->roll->begin);

  values.department = department;
  values.limit = run->plan->roll->size;
  for (gboolean another = TRUE; another;)
    {
      g_autoptr (JsonNode) root = NULL;
      g_autofree char *following = NULL;
      guint n;

      values.cursor = cursor;
      if (!(root = muster_rest_session_call (run->session, template, &values,
                                             run->cancellable, error)))
        return FALSE;

      n = take (run, root, data);
      values.offset += n;
      following = next != NULL ? muster_json_find_text (root, next) : NULL;
      another = paging == MUSTER_REST_OFFSET
                  ? n >= values.limit
                  : paging == MUSTER_REST_CURSOR && following != NULL &&
                      g_strcmp0 (following, cursor) != 0 &&
                      (more == NULL || says_yes (root, more));
      g_set_str (&cursor, following);
    }

  return TRUE;
}

typedef struct
{
  GPtrArray *ids;
  GHashTable *known;
  GHashTable *people;
  JsonPath *path;
  gboolean meets;
} Roll;

static guint
roll_take_departments (Run *run, JsonNode *root, gpointer data)
{
  Roll *roll = data;
  g_autoptr (JsonArray) all = muster_json_path_all (roll->path, root);
  guint n = json_array_get_length (all);

  for (guint i = 0; i < n; i++)
    {
      char *id = muster_json_dup_text (json_array_get_element (all, i));

      if (id != NULL && g_hash_table_add (roll->known, id))
        g_ptr_array_add (roll->ids, id);
    }

  return n;
}

static guint
roll_take_people (Run *run, JsonNode *root, gpointer data)
{
  const MusterRestRoll *plan = run->plan->roll;
  Roll *roll = data;
  g_autoptr (JsonPath) path = muster_json_path_new (plan->records, NULL);
  g_autoptr (JsonArray) all = muster_json_path_all (path, root);
  guint n = json_array_get_length (all);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *record = json_array_get_element (all, i);
      g_autofree char *key = muster_json_find_text (record, plan->key);
      g_autofree char *name = plan->name ? muster_json_find_text (record, plan->name)
                                         : NULL;
      g_autofree char *staff_no =
        plan->staff_no ? muster_json_find_text (record, plan->staff_no) : NULL;
      g_autofree char *section =
        plan->section ? muster_json_find_text (record, plan->section) : NULL;
      const MusterDeviceUser user = {
        .key = key,
        .name = name,
        .staff_no = g_strcmp0 (staff_no, "false") != 0 ? staff_no : NULL,
        .department = g_strcmp0 (section, "false") != 0 ? section : NULL,
      };

      if (key == NULL || g_hash_table_contains (roll->people, key))
        continue;

      g_hash_table_add (roll->people, g_strdup (key));
      if (run->people != NULL)
        g_ptr_array_add (run->people, g_strdup (key));
      if (roll->meets)
        muster_sink_meet (run->sink, &user, 1);
    }

  return n;
}

/* The departments, each after the one above it. */
static gboolean
run_departments (Run *run, Roll *roll, GError **error)
{
  const MusterRestRoll *plan = run->plan->roll;
  char *top = g_strdup (plan->top);

  g_hash_table_add (roll->known, top);
  g_ptr_array_add (roll->ids, top);
  for (guint i = 0; i < (plan->deep ? 1 : roll->ids->len); i++)
    if (!run_roll_pages (run, plan->departments, g_ptr_array_index (roll->ids, i),
                         plan->departments_next != NULL ? MUSTER_REST_CURSOR
                                                        : MUSTER_REST_ONE,
                         plan->departments_more, plan->departments_next,
                         roll_take_departments, roll, error))
      return FALSE;

  return TRUE;
}

/* Reads the directory; gives how many there are. */
static gboolean
run_roll (Run *run, gboolean meets, guint64 *n_people, GError **error)
{
  const MusterRestRoll *plan = run->plan->roll;
  g_autoptr (GHashTable)
    known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable)
    people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (JsonPath) path =
    plan->department_id != NULL ? muster_json_path_new (plan->department_id, NULL) : NULL;
  Roll roll = {
    .ids = ids, .known = known, .people = people, .path = path, .meets = meets
  };

  if (plan->departments != NULL && !run_departments (run, &roll, error))
    return FALSE;

  for (guint i = 0; i < MAX (ids->len, 1); i++)
    if (!run_roll_pages (
          run, plan->members, i < ids->len ? g_ptr_array_index (ids, i) : plan->top,
          plan->paging, plan->more, plan->next, roll_take_people, &roll, error))
      return FALSE;

  *n_people = g_hash_table_size (people);
  return TRUE;
}

/* Names those whom the server is to be asked for: the setting, or the directory, which is read once
 * a day. */
static gboolean
run_people (Run *run, GVariant *cursor, GError **error)
{
  g_autofree const char **users = NULL;
  g_autofree const char **before = NULL;
  g_autoptr (GError) cause = NULL;
  guint64 n_people;

  run->people = g_ptr_array_new_with_free_func (g_free);
  users = g_variant_get_strv (muster_params_get_value (run->settings, "users"), NULL);
  for (gsize i = 0; users[i] != NULL; i++)
    if (*users[i] != '\0')
      g_ptr_array_add (run->people, g_strdup (users[i]));
  if (run->people->len > 0)
    return TRUE;

  if (cursor != NULL && g_variant_lookup (cursor, "listed", "x", &run->listed) &&
      run->listed <= run->now && run->now - run->listed < ROLL_AGE &&
      g_variant_lookup (cursor, "users", "^a&s", &before))
    {
      for (gsize i = 0; before[i] != NULL; i++)
        g_ptr_array_add (run->people, g_strdup (before[i]));
      return TRUE;
    }

  run->listed = run->now;
  if (run_roll (run, TRUE, &n_people, &cause))
    return TRUE;

  if (g_error_matches (cause, MUSTER_ERROR, MUSTER_ERROR_DENIED))
    return muster_error_set (error, MUSTER_ERROR_DENIED,
                             _ ("The directory may not be read, so it is not known whose "
                                "punches to ask for. Grant the permission “%s”, or enter "
                                "the user ids. %s"),
                             _ (run->plan->roll->right), cause->message);

  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

/* --- punches --- */

static void
run_reject (Run *run, JsonNode *record, const char *reason)
{
  g_autofree char *text = json_to_string (record, FALSE);
  gsize length = strlen (text);
  MusterReject reject = { .line = run->line, .reason = reason, .length = length };

  if (length > SHOWN_TEXT)
    {
      char *end = g_utf8_find_prev_char (text, text + SHOWN_TEXT + 1);

      if (end != NULL)
        *end = '\0';
    }
  reject.text = text;
  run->sink->reject (run->sink, &reject);
}

static gboolean
run_take_record (Run *run, JsonNode *record, GError **error)
{
  g_autofree char *text = json_to_string (record, FALSE);
  guint32 rest = (guint32) muster_occurrences_hash (0, text, strlen (text));
  gboolean event = FALSE;

  run->line++;
  for (guint i = 0; i < MAPPINGS && run->mappers[i] != NULL; i++)
    {
      const char *reason;
      MusterDraft draft;
      MusterRestOutcome outcome =
        muster_rest_mapper_read (run->mappers[i], record, run->batch, &draft, &reason);

      draft.line = run->line;
      if (outcome == MUSTER_REST_DAMAGED)
        run_reject (run, record, reason);
      else if (outcome == MUSTER_REST_EVENT)
        event = TRUE;
      else if (outcome == MUSTER_REST_PUNCH &&
               !muster_batch_add (
                 run->batch, &draft,
                 draft.direction != MUSTER_DIRECTION_NONE ? draft.direction : 255, 255,
                 rest, error))
        return FALSE;
    }

  if (event)
    run->sink->skip (run->sink, "event", 1);
  return TRUE;
}

static gboolean
run_take_records (Run *run, JsonArray *records, GHashTable *passed, GError **error)
{
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonNode *record = json_array_get_element (records, i);

      if (passed != NULL && g_hash_table_contains (passed, record))
        continue;

      if (g_cancellable_set_error_if_cancelled (run->cancellable, error) ||
          !run_take_record (run, record, error))
        return FALSE;
    }

  return TRUE;
}

static JsonArray *
run_records (Run *run, JsonNode *root)
{
  g_autoptr (JsonNode) there = muster_json_path_first (run->records, root);

  run->no_records = there == NULL;
  return there != NULL && !JSON_NODE_HOLDS_NULL (there)
           ? muster_json_path_all (run->records, root)
           : json_array_new ();
}

/* The cursor of the next sync, when all before @until came. */
static GVariant *
run_cursor (Run *run, gint64 until, const char *mark)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "until", "x", until);
  if (mark != NULL)
    g_variant_dict_insert (&dict, "cursor", "s", mark);
  if (run->people != NULL)
    {
      g_variant_dict_insert_value (
        &dict, "users",
        g_variant_new_strv ((const char *const *) run->people->pdata, run->people->len));
      g_variant_dict_insert (&dict, "listed", "x", run->listed);
    }

  return g_variant_dict_end (&dict);
}

static gboolean
keeps_cursor (const MusterRestPlan *plan)
{
  const char *body = plan->request->body;

  return plan->paging == MUSTER_REST_CURSOR &&
         strstr (plan->request->path, "{from") == NULL &&
         (body == NULL || strstr (body, "{from") == NULL);
}

/* What comes after a page. */
static gboolean
turn_page (Run *run,
           JsonNode *root,
           guint n,
           MusterRestValues *values,
           char **mark,
           char **path,
           GError **error)
{
  const MusterRestPlan *plan = run->plan;
  g_autofree char *next = plan->next != NULL && *plan->next != '\0'
                            ? muster_json_find_text (root, plan->next)
                            : NULL;
  gboolean more = plan->more == NULL || *plan->more == '\0' ||
                  says_yes (root, plan->more);

  values->offset += n;
  values->page++;
  switch (plan->paging)
    {
    case MUSTER_REST_OFFSET:
    case MUSTER_REST_PAGE:
      return more && n > 0 && (!plan->short_ends || n >= plan->size);

    case MUSTER_REST_CURSOR:
      if (next == NULL || g_strcmp0 (next, *mark) == 0)
        return FALSE;
      g_set_str (mark, next);
      return more;

    case MUSTER_REST_LINK:
      g_clear_pointer (path, g_free);
      if (next != NULL)
        *path = muster_rest_session_local_path (run->session, next);
      else
        *path = muster_rest_session_get_link (run->session);
      if (next != NULL && *path == NULL)
        muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                          _ ("The next page is said to be on another server"));
      return *path != NULL && more;

    default:
      return FALSE;
    }
}

static void
run_progress (Run *run)
{
  if (run->plan->days > 0)
    run->sink->progress (run->sink, ++run->steps, run->all_steps);
  else if (run->line > 0)
    run->sink->progress (run->sink, run->line, 0);
}

/* All pages of one question. */
static gboolean
run_pages (Run *run, MusterRestValues *values, char **mark, GError **error)
{
  MusterRestTemplate template = *run->plan->request;
  g_autofree char *path = NULL;
  g_autofree char *before = NULL;
  gboolean another = TRUE;

  values->offset = 0;
  values->page = 1;
  while (another)
    {
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (JsonArray) records = NULL;
      g_autoptr (GError) cause = NULL;
      g_autofree char *text = NULL;

      values->cursor = *mark;
      if (!(root = muster_rest_session_call (run->session, &template, values,
                                             run->cancellable, error)))
        return FALSE;

      records = run_records (run, root);
      text = json_array_get_length (records) > 0 && run->plan->paging != MUSTER_REST_ONE
               ? json_to_string (root, FALSE)
               : NULL;
      if (text != NULL && g_strcmp0 (text, before) == 0)
        return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                                 _ ("The server gives the same page again and again"));
      g_set_str (&before, text);

      if (!run_take_records (run, records, NULL, error))
        return FALSE;
      if (run->dry)
        return TRUE;

      another = turn_page (run, root, json_array_get_length (records), values, mark,
                           &path, &cause);
      if (cause != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (path != NULL)
        template.path = path;

      /* A cursor of the server's own is good as soon as its page is stored. */
      if (keeps_cursor (run->plan))
        {
          muster_batch_set_cursor (run->batch, run_cursor (run, run->now, *mark));
          if (!muster_batch_flush (run->batch, error))
            return FALSE;
          run_progress (run);
        }
    }

  return TRUE;
}

/* One span, some people after the others. The cursor goes on with the last of it. */
static gboolean
run_span (Run *run,
          gint64 from,
          gint64 until,
          GPtrArray *people,
          GVariant *done,
          char **mark,
          GError **error)
{
  guint each = run->plan->people;
  guint n_people = each > 0 ? people->len : 1;
  g_autoptr (GVariant) after = done != NULL ? g_variant_ref_sink (done) : NULL;

  for (guint i = 0; i < n_people; i += MAX (each, 1))
    {
      MusterRestValues values = run_values (run);

      values.from = from;
      values.until = until;
      if (each > 0)
        {
          values.people = (const char *const *) people->pdata + i;
          values.n_people = MIN (each, n_people - i);
        }

      if (!run_pages (run, &values, mark, error))
        return FALSE;
      if (run->dry)
        return muster_batch_flush (run->batch, error);

      if (i + MAX (each, 1) >= n_people && after != NULL)
        muster_batch_set_cursor (run->batch, after);
      if (!muster_batch_flush (run->batch, error))
        return FALSE;

      run_progress (run);
    }

  return TRUE;
}

static gint64
span_length (const MusterRestPlan *plan)
{
  return plan->days > 0 ? plan->days * MUSTER_DAY : G_MAXINT64;
}

static guint64
count_steps (Run *run, gint64 from, gint64 until, GPtrArray *people)
{
  gint64 length = span_length (run->plan);
  guint64 spans = from < until ? (guint64) ((until - from - 1) / length) + 1 : 0;
  guint64 groups =
    run->plan->people > 0 ? (people->len + run->plan->people - 1) / run->plan->people : 1;

  return spans * groups;
}

/* From one instant to another in spans that one request may ask for. */
static gboolean
run_spans (Run *run,
           gint64 from,
           gint64 until,
           GPtrArray *people,
           gboolean moves,
           char **mark,
           GError **error)
{
  gint64 length = span_length (run->plan);

  for (gint64 at = from; at < until;)
    {
      gint64 end = until - at > length ? at + length : until;

      if (!run_span (run, at, end, people, moves ? run_cursor (run, end, *mark) : NULL,
                     mark, error))
        return FALSE;
      at = end;
    }

  return TRUE;
}

/* The instant at which the setting "since" begins. */
static gint64
since_instant (Run *run)
{
  MusterDate date = (MusterDate) muster_params_get_int64 (run->settings, "since");

  if (date == MUSTER_DATE_NONE)
    return run->now - FIRST_DAYS * MUSTER_DAY;

  return run->zone != NULL ? muster_zone_get_instant (run->zone, date, 0)
                           : date * MUSTER_DAY;
}

static gint64
overlap_of (Run *run)
{
  return muster_params_get_int64 (run->settings, "overlap") * MUSTER_DAY;
}

/* Those who were not asked for last time. */
static GPtrArray *
newcomers (Run *run, GVariant *cursor)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree const char **before = NULL;
  GPtrArray *fresh = g_ptr_array_new ();

  if (cursor == NULL || run->people == NULL ||
      !g_variant_lookup (cursor, "users", "^a&s", &before))
    return fresh;

  for (gsize i = 0; before[i] != NULL; i++)
    g_hash_table_add (known, (gpointer) before[i]);
  for (guint i = 0; i < run->people->len; i++)
    if (!g_hash_table_contains (known, g_ptr_array_index (run->people, i)))
      g_ptr_array_add (fresh, g_ptr_array_index (run->people, i));

  return fresh;
}

static gboolean
pull_spans (Run *run, GVariant *cursor, GError **error)
{
  gint64 since = since_instant (run);
  g_autofree char *mark = NULL;
  g_autoptr (GPtrArray) fresh = NULL;
  gint64 until = 0;
  gint64 from;

  if (run->plan->people > 0 && !run_people (run, cursor, error))
    return FALSE;

  if (cursor != NULL)
    {
      g_variant_lookup (cursor, "until", "x", &until);
      if (keeps_cursor (run->plan))
        g_variant_lookup (cursor, "cursor", "s", &mark);
    }

  from = until > 0 ? MIN (until, run->now) - overlap_of (run) : since;
  fresh = newcomers (run, cursor);
  run->all_steps = count_steps (run, from, run->now, run->people) +
                   (fresh->len > 0 ? count_steps (run, since, from, fresh) : 0);

  if (fresh->len > 0 && !run_spans (run, since, from, fresh, FALSE, &mark, error))
    return FALSE;

  return run_spans (run, from, run->now, run->people, TRUE, &mark, error);
}

/* When a record was changed last: a wall time of the server. */
static gboolean
record_revision (Run *run, JsonNode *record, gint64 *wall)
{
  g_autoptr (JsonNode) node = muster_json_path_first (run->revision, record);
  gint32 offset;

  return muster_rest_time_parse (
    node, run->plan->utc ? MUSTER_REST_TIME_UTC : MUSTER_REST_TIME_LOCAL, NULL, wall,
    &offset);
}

/* What one moment of changes held already, by the whole text. */
typedef struct
{
  gint64 at;
  GHashTable *texts;
} Edge;

/* Finds those of a page that came before; notes the others that stand at its end. */
static gint64
edge_pass (Edge *edge, Run *run, JsonArray *records, GHashTable *passed)
{
  guint n = json_array_get_length (records);
  gint64 last = edge->at;
  gint64 wall;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *record = json_array_get_element (records, i);
      g_autofree char *text = json_to_string (record, FALSE);

      if (g_hash_table_contains (edge->texts, text))
        g_hash_table_add (passed, record);
      if (record_revision (run, record, &wall))
        last = MAX (last, wall);
    }

  if (last > edge->at)
    g_hash_table_remove_all (edge->texts);
  edge->at = last;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *record = json_array_get_element (records, i);

      if (record_revision (run, record, &wall) && wall == last)
        g_hash_table_add (edge->texts, json_to_string (record, FALSE));
    }

  return last;
}

static GVariant *
since_cursor (gint64 wall)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "since", "x", wall);
  return g_variant_dict_end (&dict);
}

/* The wall time of the server at which to begin. */
static gint64
since_wall (Run *run, GVariant *cursor)
{
  gint64 since = since_instant (run);
  gint64 wall;

  if (cursor != NULL && g_variant_lookup (cursor, "since", "x", &wall))
    return wall - overlap_of (run);

  if (run->plan->utc || run->zone == NULL)
    return since;

  return since + muster_zone_get_offset (run->zone, since) * MUSTER_SECOND;
}

static gboolean
pull_since (Run *run, GVariant *cursor, GError **error)
{
  g_autoptr (GHashTable)
    texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Edge edge = { .at = G_MININT64, .texts = texts };
  MusterRestValues values = run_values (run);

  values.zone = NULL; /* a wall time of the server is written as it is */
  values.from = since_wall (run, cursor);
  values.until = run->now;
  for (guint n = run->plan->size; n >= run->plan->size;)
    {
      g_autoptr (GHashTable) passed = g_hash_table_new (NULL, NULL);
      g_autoptr (JsonNode) root = NULL;
      g_autoptr (JsonArray) records = NULL;
      gint64 last;

      if (!(root = muster_rest_session_call (run->session, run->plan->request, &values,
                                             run->cancellable, error)))
        return FALSE;

      records = run_records (run, root);
      n = json_array_get_length (records);
      last = edge_pass (&edge, run, records, passed);
      if (!run_take_records (run, records, passed, error))
        return FALSE;
      if (n >= run->plan->size && g_hash_table_size (passed) == n && values.offset > 0)
        return muster_error_set (error, MUSTER_ERROR_PROTOCOL,
                                 _ ("The server gives the same page again and again"));

      /* A change in the future, by a clock that was wrong, stops no later one. */
      if (last > G_MININT64)
        muster_batch_set_cursor (run->batch, since_cursor (MIN (MAX (last, values.from),
                                                                run->now + MUSTER_DAY)));
      if (!muster_batch_flush (run->batch, error))
        return FALSE;
      if (run->dry)
        return TRUE;

      values.offset = last > values.from ? 0 : values.offset + n;
      values.from = MAX (values.from, last);
      run_progress (run);
    }

  return TRUE;
}

static gboolean
run_pull (Run *run, GVariant *cursor, GError **error)
{
  return run->plan->paging == MUSTER_REST_SINCE ? pull_since (run, cursor, error)
                                                : pull_spans (run, cursor, error);
}

gboolean
muster_rest_plan_pull (const MusterRestPlan *plan,
                       MusterSource *source,
                       MusterParams *settings,
                       GVariant *cursor,
                       MusterSink *sink,
                       GCancellable *cancellable,
                       GError **error)
{
  g_auto (Run) run = { .plan = plan,
                       .source = source,
                       .settings = settings,
                       .sink = sink,
                       .cancellable = cancellable };
  g_autofree char *calls = NULL;
  guint64 n_people;
  gboolean done;

  g_return_val_if_fail (plan != NULL && settings != NULL && sink != NULL, FALSE);

  if (cursor != NULL && !g_variant_is_of_type (cursor, G_VARIANT_TYPE_VARDICT))
    cursor = NULL;

  done = run_begin (&run, error) && run_pull (&run, cursor, error);

  /* Names help to map people; a server that keeps them to itself is no failure. */
  if (done && plan->roll != NULL && plan->people == 0 &&
      !run_roll (&run, TRUE, &n_people, NULL))
    done = !g_cancellable_set_error_if_cancelled (cancellable, error);

  if (run.session != NULL)
    {
      calls = g_strdup_printf ("%" G_GUINT64_FORMAT,
                               muster_rest_session_get_calls (run.session));
      muster_sink_learn (sink, "calls", calls);
    }
  if (done)
    muster_sink_reach (sink, run.now);
  return done;
}

/* --- probing --- */

/* Shows what a pull would make of an answer. */
typedef struct
{
  MusterSink sink;
  GVariantBuilder sample;
  GVariantBuilder rejects;
  guint64 punches;
  guint64 rejected;
  guint64 events;
  gint64 first;
  gint64 last;
} Taste;

#define TASTED 20

static gboolean
taste_take (MusterSink *sink,
            const MusterDraft *drafts,
            gsize n_drafts,
            GVariant *cursor,
            GError **error)
{
  Taste *taste = (Taste *) sink;

  for (gsize i = 0; i < n_drafts; i++)
    {
      if (taste->punches++ < TASTED)
        g_variant_builder_add_value (&taste->sample,
                                     muster_draft_to_variant (&drafts[i]));
      taste->first = MIN (taste->first, drafts[i].wall);
      taste->last = MAX (taste->last, drafts[i].wall);
    }

  return TRUE;
}

static void
taste_reject (MusterSink *sink, const MusterReject *reject)
{
  Taste *taste = (Taste *) sink;

  if (taste->rejected++ < TASTED)
    g_variant_builder_add (&taste->rejects, "(tsst)", reject->line, reject->reason,
                           reject->text != NULL ? reject->text : "", reject->length);
}

static void
taste_skip (MusterSink *sink, const char *reason, guint64 n)
{
  if (g_str_equal (reason, "event"))
    ((Taste *) sink)->events += n;
}

static void
taste_progress (MusterSink *sink, guint64 done, guint64 total)
{
  /* One page is over before anybody could read how far it is. */
}

static void
taste_describe (Taste *taste, Run *run, GVariantDict *found)
{
  const char *request = muster_rest_session_get_request (run->session);
  const char *reply = muster_rest_session_get_reply (run->session);
  gint64 ahead;

  g_variant_dict_insert (found, "records", "t", run->line);
  g_variant_dict_insert (found, "rejected", "t", taste->rejected);
  g_variant_dict_insert (found, "events", "t", taste->events);
  g_variant_dict_insert (found, "calls", "t",
                         muster_rest_session_get_calls (run->session));
  if (request != NULL)
    g_variant_dict_insert (found, "request", "s", request);
  if (reply != NULL)
    g_variant_dict_insert (found, "reply", "s", reply);
  if (muster_rest_session_get_clock (run->session, &ahead))
    g_variant_dict_insert (found, "clock-ahead", "x", ahead);
  if (run->found.zone != NULL)
    g_variant_dict_insert (found, "zone", "s", muster_zone_get_name (run->found.zone));
  if (taste->first <= taste->last)
    {
      g_variant_dict_insert (found, "first", "x", taste->first);
      g_variant_dict_insert (found, "last", "x", taste->last);
    }
}

/* Asks who there is, before the question whose request and answer are shown. */
static gboolean
probe_people (Run *run, GVariantDict *found, GPtrArray *lacks, GError **error)
{
  const MusterRestRoll *roll = run->plan->roll;
  g_autoptr (GError) cause = NULL;
  guint64 n_people;

  if (run->plan->people > 0)
    {
      if (!run_people (run, NULL, error))
        return FALSE;

      g_variant_dict_insert (found, "people", "t", (guint64) run->people->len);
      return TRUE;
    }

  if (roll == NULL)
    return TRUE;

  if (run_roll (run, FALSE, &n_people, &cause))
    {
      g_variant_dict_insert (found, "people", "t", n_people);
    }
  else if (g_error_matches (cause, MUSTER_ERROR, MUSTER_ERROR_DENIED))
    {
      g_ptr_array_add (lacks, g_strdup (_ (roll->right)));
    }
  else
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  return TRUE;
}

static gboolean
probe_punches (Run *run, GPtrArray *lacks, GError **error)
{
  gint64 days = run->plan->days > 0 ? MIN (run->plan->days, PROBE_DAYS) : PROBE_DAYS;
  gint64 from = run->now - days * MUSTER_DAY;
  MusterDate since = (MusterDate) muster_params_get_int64 (run->settings, "since");
  g_autofree char *mark = NULL;

  if (since != MUSTER_DATE_NONE)
    from = MIN (from, since_instant (run));
  run->dry = TRUE;
  if (run->plan->paging == MUSTER_REST_SINCE)
    return pull_since (run, NULL, error);

  if (run->people != NULL && run->people->len == 0)
    {
      g_ptr_array_add (lacks,
                       g_strdup (_ ("The directory shows nobody to this account")));
      return TRUE;
    }

  if (run->plan->days > 0)
    from = MAX (from, run->now - run->plan->days * MUSTER_DAY);
  return run_span (run, from, run->now, run->people, NULL, &mark, error);
}

GVariant *
muster_rest_plan_probe (const MusterRestPlan *plan,
                        MusterSource *source,
                        MusterParams *settings,
                        GCancellable *cancellable,
                        GError **error)
{
  g_auto (GVariantDict) found = G_VARIANT_DICT_INIT (NULL);
  g_autoptr (GPtrArray) lacks = g_ptr_array_new_with_free_func (g_free);
  Taste taste = {
    .sink = { taste_take, taste_reject, taste_skip, taste_progress },
    .first = G_MAXINT64,
    .last = G_MININT64,
  };
  g_auto (Run) run = { .plan = plan,
                       .source = source,
                       .settings = settings,
                       .sink = &taste.sink,
                       .cancellable = cancellable };

  g_return_val_if_fail (plan != NULL && settings != NULL, NULL);

  g_variant_builder_init (&taste.sample, G_VARIANT_TYPE ("a(tssxyys)"));
  g_variant_builder_init (&taste.rejects, G_VARIANT_TYPE ("a(tsst)"));
  if (!run_begin (&run, error) || !probe_people (&run, &found, lacks, error) ||
      !probe_punches (&run, lacks, error))
    {
      g_variant_builder_clear (&taste.sample);
      g_variant_builder_clear (&taste.rejects);
      return NULL;
    }

  if (run.no_records)
    g_ptr_array_add (lacks, g_strdup_printf (_ ("There is nothing at “%s” in the answer"),
                                             plan->records));
  taste_describe (&taste, &run, &found);
  g_variant_dict_insert_value (&found, "sample", g_variant_builder_end (&taste.sample));
  g_variant_dict_insert_value (&found, "rejects", g_variant_builder_end (&taste.rejects));
  if (lacks->len > 0)
    g_variant_dict_insert_value (
      &found, "lacks",
      g_variant_new_strv ((const char *const *) lacks->pdata, lacks->len));
  return g_variant_ref_sink (g_variant_dict_end (&found));
}
