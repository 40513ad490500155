/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-scenario.h"

#include <string.h>

#include "muster-document.h"
#include "muster-error.h"
#include "muster-judge.h"
#include "muster-place-case.h"
#include "muster-scenario-case.h"
#include "muster-trace.h"

#include <glib/gi18n-lib.h>

#define SCHEMA "muster-scenario/1"
#define PLACES "muster-places/1"

/* Dates so near each other are judged at once. */
#define NEAR 7
/* A punch may belong to a date so far from its own. */
#define FAR 4

static void
set_int (JsonObject *object, const char *key, gint64 value)
{
  json_object_set_int_member (object, key, value);
}

static void
set_text (JsonObject *object, const char *key, const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, key, value);
  else
    json_object_set_null_member (object, key);
}

/* Local wall time, as cases write it: "2025-03-05T22:00", with seconds only if there are any. */
static char *
wall_text (gint64 at, const MusterZone *zone)
{
  gint64 of_day;
  g_autofree char *date = muster_date_format (muster_zone_get_civil (zone, at, &of_day));
  int seconds = (int) (of_day / MUSTER_SECOND);

  if (seconds % 60 == 0)
    return g_strdup_printf ("%sT%02d:%02d", date, seconds / 3600, seconds / 60 % 60);

  return g_strdup_printf ("%sT%02d:%02d:%02d", date, seconds / 3600, seconds / 60 % 60,
                          seconds % 60);
}

static const char *
punch_name (MusterScenarioCase *scenario, gint64 id)
{
  return id > 0 ? g_ptr_array_index (scenario->punch_ids, id - 1) : NULL;
}

static JsonArray *
flags_json (guint32 flags, gboolean set)
{
  JsonArray *array = json_array_new ();

  for (guint bit = 0; (1u << bit) <= MUSTER_FLAG_FORGIVEN; bit++)
    if (((flags & (1u << bit)) != 0) == set)
      json_array_add_string_element (array, muster_day_flag_get_code (1u << bit));

  return array;
}

static JsonObject *
overtime_by_json (MusterDaySheet *sheet)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GHashTable)
    totals = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  const char *name;
  gint64 *total;

  for (guint i = 0; i < sheet->claims->len; i++)
    {
      const MusterClaim *claim = &g_array_index (sheet->claims, MusterClaim, i);

      total = g_hash_table_lookup (totals, claim->name);
      if (total == NULL)
        g_hash_table_insert (totals, (gpointer) claim->name, total = g_new0 (gint64, 1));
      *total += claim->until - claim->from;
    }

  g_hash_table_iter_init (&iter, totals);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &total))
    set_int (object, name, *total / MUSTER_MINUTE);

  return object;
}

static JsonNode *
window_json (MusterDaySheet *sheet)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) window = json_object_new ();
  g_autofree char *from = wall_text (sheet->day.window_from, sheet->zone);
  g_autofree char *to = wall_text (sheet->day.window_to, sheet->zone);

  if (sheet->day.shift == NULL || sheet->day.window_to <= sheet->day.window_from)
    return json_node_init_null (node);

  set_text (window, "from", from);
  set_text (window, "to", to);
  set_text (window, "shift", sheet->day.shift->code);
  json_node_set_object (node, window);

  return node;
}

/* The reasons, with punches under the names that the case gave them. */
static JsonArray *
why_json (MusterScenarioCase *scenario, MusterDaySheet *sheet)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; sheet->notes != NULL && i < sheet->notes->len; i++)
    {
      const MusterNote *note = &g_array_index (sheet->notes, MusterNote, i);
      g_autoptr (GVariant)
        variant = g_variant_ref_sink (muster_note_to_variant (note, sheet->zone));
      JsonNode *node = muster_document_from_variant (variant);
      JsonObject *object = json_node_get_object (node);

      if (json_object_has_member (object, "punches"))
        {
          JsonArray *names = json_array_new ();

          for (guint j = 0; j < 2; j++)
            if (note->punches[j] > 0)
              json_array_add_string_element (names,
                                             punch_name (scenario, note->punches[j]));
          json_object_set_array_member (object, "punches", names);
        }

      json_array_add_element (array, node);
    }

  return array;
}

static JsonObject *
day_json (MusterScenarioCase *scenario, MusterDaySheet *sheet)
{
  const MusterDay *day = &sheet->day;
  JsonObject *object = json_object_new ();
  g_autofree char *date = muster_date_format (day->date);
  gboolean leave_half = day->status == MUSTER_STATUS_HALF_DAY && day->other_half != 0;

  set_text (object, "date", date);
  set_text (object, "status", muster_status_get_code (day->status));
  set_text (object, "other_half",
            leave_half ? muster_status_get_code (day->other_half) : NULL);
  set_text (object, "day_type", muster_day_type_get_code (day->type));
  set_text (object, "shift", day->shift != NULL ? day->shift->code : NULL);
  json_object_set_member (object, "window", window_json (sheet));
  set_text (object, "in", punch_name (scenario, day->in_id));
  set_text (object, "out", punch_name (scenario, day->out_id));
  set_int (object, "groups", day->groups);
  set_int (object, "worked_min", day->worked_sec / 60);
  set_int (object, "worked_sec", day->worked_sec);
  set_int (object, "expected_min", day->expected_min);
  set_int (object, "late_min", day->late_min);
  set_int (object, "early_min", day->early_min);
  set_int (object, "overtime_min", day->overtime_min);
  if (day->overtime_pending_min > 0)
    set_int (object, "overtime_pending_min", day->overtime_pending_min);
  json_object_set_object_member (object, "overtime_by", overtime_by_json (sheet));
  set_int (object, "undertime_min", day->undertime_min);
  if (day->lieu_earned_min > 0)
    set_int (object, "lieu_earned_min", day->lieu_earned_min);
  if (day->lieu_taken_min > 0)
    set_int (object, "lieu_taken_min", day->lieu_taken_min);
  json_object_set_array_member (object, "flags_has", flags_json (day->flags, TRUE));
  json_object_set_array_member (object, "flags_not", flags_json (day->flags, FALSE));
  json_object_set_array_member (object, "why", why_json (scenario, sheet));

  return object;
}

static void
add_placed (MusterScenarioCase *scenario, MusterDaySheet *sheet, JsonObject *punches)
{
  g_autofree char *date = muster_date_format (sheet->day.date);

  for (guint i = 0; i < sheet->placed->len; i++)
    {
      const MusterPlaced *placed = &g_array_index (sheet->placed, MusterPlaced, i);
      const char *name = punch_name (scenario, placed->punch.id);
      JsonObject *object;

      switch ((MusterVerdict) placed->verdict)
        {
        case MUSTER_VERDICT_IN:
        case MUSTER_VERDICT_OUT:
        case MUSTER_VERDICT_BETWEEN:
          object = json_object_new ();
          set_text (object, "shift",
                    sheet->day.shift != NULL ? sheet->day.shift->code : NULL);
          set_text (object, "date", date);
          json_object_set_object_member (punches, name, object);
          break;

        case MUSTER_VERDICT_DUPLICATE:
        case MUSTER_VERDICT_IGNORED:
        case MUSTER_VERDICT_UNPAIRED:
        case MUSTER_VERDICT_VOID:
        case MUSTER_VERDICT_SUSPECT:
        case MUSTER_VERDICT_REJECTED:
          json_object_set_string_member (punches, name,
                                         muster_verdict_get_code (placed->verdict));
          break;

        case MUSTER_VERDICT_HOLIDAY:
          json_object_set_string_member (punches, name, "ignored");
          break;

        case MUSTER_VERDICT_UNPLACED:
        case MUSTER_VERDICT_OFF_SHIFT:
        default:
          json_object_set_string_member (punches, name, "off_shift");
          break;
        }
    }
}

static gboolean
is_touched (MusterScenarioCase *scenario, MusterDaySheet *sheet)
{
  for (guint i = 0; i < scenario->touched->len; i++)
    if (g_array_index (scenario->touched, MusterDate, i) == sheet->day.date)
      return TRUE;

  return sheet->placed->len > 0;
}

/* Judges the dates that the case touches, a cluster of near ones at a time. */
static void
judge_case (MusterScenarioCase *scenario, JsonArray *days, JsonObject *punches)
{
  g_autoptr (MusterJudge) judge = muster_judge_new ();
  MusterDate done = MUSTER_DATE_NONE;
  guint i = 0;

  while (i < scenario->touched->len)
    {
      g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);
      MusterDate first = g_array_index (scenario->touched, MusterDate, i);
      MusterDate last = first;

      while (i < scenario->touched->len &&
             g_array_index (scenario->touched, MusterDate, i) - last <= NEAR + 2 * FAR)
        last = g_array_index (scenario->touched, MusterDate, i++);

      scenario->facts.dates.from = MAX (first - FAR, done);
      scenario->facts.dates.to = last + FAR;
      done = last + FAR + 1;
      muster_judge_sheets (judge, &scenario->facts, TRUE, sheets);

      for (guint k = 0; k < sheets->len; k++)
        {
          MusterDaySheet *sheet = g_ptr_array_index (sheets, k);

          if (!is_touched (scenario, sheet))
            continue;

          json_array_add_object_element (days, day_json (scenario, sheet));
          add_placed (scenario, sheet, punches);
        }
    }
}

/* --- comparing --- */

static gboolean
is_zero (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) == 0;
}

static gboolean
array_has (JsonArray *array, const char *text)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_array_get_string_element (array, i), text) == 0)
      return TRUE;

  return FALSE;
}

/* Every flag that is named must be in the list of the same name: those set, those not set. */
static gboolean
flags_hold (JsonNode *expected, JsonNode *actual)
{
  JsonArray *wanted;

  if (!JSON_NODE_HOLDS_ARRAY (expected))
    return FALSE;

  wanted = json_node_get_array (expected);
  for (guint i = 0; i < json_array_get_length (wanted); i++)
    if (!array_has (json_node_get_array (actual),
                    json_array_get_string_element (wanted, i)))
      return FALSE;

  return TRUE;
}

/* The members that are expected; a rule that claims nothing claims no minutes. */
static gboolean
members_hold (MusterScenarioCase *scenario, JsonNode *expected, JsonNode *actual)
{
  g_autoptr (GList) names = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (expected) || !JSON_NODE_HOLDS_OBJECT (actual))
    return json_node_equal (expected, actual);

  names = json_object_get_members (json_node_get_object (expected));
  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *want =
        json_object_get_member (json_node_get_object (expected), name->data);
      JsonNode *have = json_object_get_member (json_node_get_object (actual), name->data);
      gint64 a;
      gint64 b;

      if (have == NULL)
        {
          if (!is_zero (want))
            return FALSE;
          continue;
        }

      if (json_node_equal (want, have))
        continue;

      /* Times may be written in more than one way. */
      if (json_node_get_value_type (want) != G_TYPE_STRING ||
          json_node_get_value_type (have) != G_TYPE_STRING ||
          !muster_instant_parse (json_node_get_string (want), scenario->zone, &a, NULL) ||
          !muster_instant_parse (json_node_get_string (have), scenario->zone, &b, NULL) ||
          a != b)
        return FALSE;
    }

  return TRUE;
}

static void
compare_day (MusterScenarioCase *scenario,
             JsonObject *expected,
             JsonObject *actual,
             const char *date,
             JsonArray *differences)
{
  g_autoptr (GList) names = json_object_get_members (expected);

  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *want = json_object_get_member (expected, name->data);
      JsonNode *have = json_object_get_member (actual, name->data);
      g_autofree char *at = g_strdup_printf ("%s.%s", date, (const char *) name->data);
      gboolean holds;

      if (g_str_equal (name->data, "derived"))
        {
          compare_day (scenario, json_node_get_object (want), actual, date, differences);
          continue;
        }

      if (g_str_has_prefix (name->data, "flags_"))
        holds = flags_hold (want, have);
      else if (g_str_equal (name->data, "window") ||
               g_str_equal (name->data, "overtime_by"))
        holds = members_hold (scenario, want, have);
      else
        holds = have != NULL ? json_node_equal (want, have) : is_zero (want);

      if (!holds)
        muster_document_differ (differences, at, want, have);
    }
}

/* The entry that an expected day speaks of: of its date, and of its shift when it names one
 * and several fall on the date; several expected days of a date go through its entries. */
static JsonObject *
find_day (JsonArray *days, JsonArray *expected, guint index)
{
  JsonObject *wanted = json_array_get_object_element (expected, index);
  const char *date = json_object_get_string_member (wanted, "date");
  const char *shift = json_object_get_string_member_with_default (wanted, "shift", NULL);
  JsonObject *first = NULL;
  guint skip = 0;

  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (json_object_get_string_member (
                     json_array_get_object_element (expected, i), "date"),
                   date) == 0)
      skip++;

  for (guint i = 0; i < json_array_get_length (days); i++)
    {
      JsonObject *day = json_array_get_object_element (days, i);

      if (g_strcmp0 (json_object_get_string_member (day, "date"), date) != 0)
        continue;

      if (shift != NULL &&
          g_strcmp0 (json_object_get_string_member_with_default (day, "shift", NULL),
                     shift) == 0)
        return day;

      if (skip > 0)
        skip--;
      else if (first == NULL)
        first = day;
    }

  return first;
}

static void
compare_days (MusterScenarioCase *scenario, JsonArray *days, JsonArray *differences)
{
  JsonArray *expected = NULL;

  if (!json_object_has_member (scenario->expect, "days"))
    return;

  expected = json_object_get_array_member (scenario->expect, "days");
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      JsonObject *wanted = json_array_get_object_element (expected, i);
      const char *date = json_object_get_string_member (wanted, "date");
      JsonObject *day = find_day (days, expected, i);

      if (day != NULL)
        compare_day (scenario, wanted, day, date, differences);
      else
        muster_document_differ (differences, date,
                                json_object_get_member (wanted, "date"), NULL);
    }
}

static void
compare_punches (MusterScenarioCase *scenario,
                 JsonObject *punches,
                 JsonArray *differences)
{
  g_autoptr (GList) names = NULL;
  JsonObject *expected;

  if (!json_object_has_member (scenario->expect, "punches"))
    return;

  expected = json_object_get_object_member (scenario->expect, "punches");
  names = json_object_get_members (expected);
  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *want = json_object_get_member (expected, name->data);
      JsonNode *have = json_object_get_member (punches, name->data);
      g_autofree char *at = g_strdup_printf ("punches.%s", (const char *) name->data);

      if (have == NULL || !members_hold (scenario, want, have))
        muster_document_differ (differences, at, want, have);
    }
}

static void
compare_answer (MusterScenarioCase *scenario,
                JsonObject *result,
                const char *key,
                JsonArray *differences)
{
  JsonNode *want = json_object_get_member (scenario->expect, key);
  JsonNode *have = json_object_get_member (result, key);

  if (want != NULL && !json_node_equal (want, have))
    muster_document_differ (differences, key, want, have);
}

/* --- the other kinds --- */

static gboolean
rosters_overlap (MusterScenarioCase *scenario)
{
  int ends[2];

  for (guint i = 0; i < 2; i++)
    {
      ends[i] = scenario->spans[i][1];
      if (ends[i] <= scenario->spans[i][0])
        ends[i] += 1440;
    }

  /* Both are there every day, so each is compared with its neighbours' dates as well. */
  for (int day = -2; day <= 2; day++)
    if (scenario->spans[0][0] < ends[1] + day * 1440 &&
        scenario->spans[1][0] + day * 1440 < ends[0])
      return TRUE;

  return FALSE;
}

static gboolean
session_fits (MusterScenarioCase *scenario)
{
  const MusterScenarioSession *open = NULL;

  for (guint i = 0; i < scenario->existing->len; i++)
    {
      const MusterScenarioSession *it =
        &g_array_index (scenario->existing, MusterScenarioSession, i);

      if (it->until == G_MAXINT64 && it->from <= scenario->candidate &&
          (open == NULL || it->from > open->from))
        open = it;
      else if (it->from <= scenario->candidate && scenario->candidate < it->until &&
               scenario->opens)
        return FALSE;
    }

  if (scenario->opens)
    return open == NULL;

  if (open == NULL || scenario->candidate <= open->from)
    return FALSE;

  /* What is closed may not run into a session that is there already. */
  for (guint i = 0; i < scenario->existing->len; i++)
    {
      const MusterScenarioSession *it =
        &g_array_index (scenario->existing, MusterScenarioSession, i);

      if (it != open && it->from < scenario->candidate && open->from < it->until)
        return FALSE;
    }

  return TRUE;
}

/* --- output --- */

static JsonObject *
evaluate_case (MusterScenarioCase *scenario, gboolean *differs)
{
  JsonObject *result = json_object_new ();
  g_autoptr (JsonArray) differences = json_array_new ();
  JsonArray *days;
  JsonObject *punches;

  set_text (result, "id", scenario->id);
  switch (scenario->kind)
    {
    case MUSTER_SCENARIO_ROSTER_OVERLAP:
      json_object_set_boolean_member (result, "overlap", rosters_overlap (scenario));
      break;

    case MUSTER_SCENARIO_SESSION_OVERLAP:
      json_object_set_boolean_member (result, "valid", session_fits (scenario));
      break;

    case MUSTER_SCENARIO_DAYS:
    default:
      days = json_array_new ();
      punches = json_object_new ();
      judge_case (scenario, days, punches);
      json_object_set_array_member (result, "days", days);
      json_object_set_object_member (result, "punches", punches);
      break;
    }

  if (scenario->expect == NULL)
    return result;

  if (scenario->kind == MUSTER_SCENARIO_ROSTER_OVERLAP)
    {
      compare_answer (scenario, result, "overlap", differences);
    }
  else if (scenario->kind == MUSTER_SCENARIO_SESSION_OVERLAP)
    {
      compare_answer (scenario, result, "valid", differences);
    }
  else
    {
      compare_days (scenario, json_object_get_array_member (result, "days"), differences);
      compare_punches (scenario, json_object_get_object_member (result, "punches"),
                       differences);
    }

  *differs |= json_array_get_length (differences) > 0;
  json_object_set_boolean_member (result, "ok", json_array_get_length (differences) == 0);
  json_object_set_array_member (result, "differences", g_steal_pointer (&differences));

  return result;
}

static char *
node_text (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));

  return json_to_string (node, FALSE);
}

static char *
joined (JsonArray *array)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            json_array_get_string_element (array, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
print_day (JsonObject *day, MusterScenarioPrint print, gpointer data)
{
  g_autofree char *flags = joined (json_object_get_array_member (day, "flags_has"));
  g_autofree char *line =
    g_strdup_printf ("  %-10s  %-10s  %-10s  %-8s %-8s %6d %5d %5d %5d  %s",
                     json_object_get_string_member (day, "date"),
                     json_object_get_string_member (day, "status"),
                     json_object_get_string_member_with_default (day, "shift", "–"),
                     json_object_get_string_member_with_default (day, "in", "–"),
                     json_object_get_string_member_with_default (day, "out", "–"),
                     (int) json_object_get_int_member (day, "worked_min"),
                     (int) json_object_get_int_member (day, "late_min"),
                     (int) json_object_get_int_member (day, "early_min"),
                     (int) json_object_get_int_member (day, "overtime_min"), flags);

  print (g_strchomp (line), data);
}

static void
print_head (const char *id,
            const char *title,
            JsonObject *result,
            MusterScenarioPrint print,
            gpointer data)
{
  gboolean judged = json_object_has_member (result, "ok");
  gboolean ok = judged && json_object_get_boolean_member (result, "ok");
  g_autofree char *head = g_strdup_printf ("%s  %s  %s",
                                           !judged ? "–"
                                           : ok    ? "✓"
                                                   : "✗",
                                           id, title);

  print (head, data);
}

static void
print_differences (JsonObject *result, MusterScenarioPrint print, gpointer data)
{
  JsonArray *differences = json_object_has_member (result, "differences")
                             ? json_object_get_array_member (result, "differences")
                             : NULL;

  for (guint i = 0; differences != NULL && i < json_array_get_length (differences); i++)
    {
      JsonObject *difference = json_array_get_object_element (differences, i);
      g_autofree char *expected =
        node_text (json_object_get_member (difference, "expected"));
      g_autofree char *actual = node_text (json_object_get_member (difference, "actual"));
      g_autofree char *text = g_strdup_printf (
        _ ("%s: expected %s, found %s"), json_object_get_string_member (difference, "at"),
        expected, actual);
      g_autofree char *line = g_strconcat ("  ", text, NULL);

      print (line, data);
    }
}

/* A table that people can read, in the names of the case. */
static void
print_case (MusterScenarioCase *scenario,
            JsonObject *result,
            MusterScenarioPrint print,
            gpointer data)
{
  print_head (scenario->id, scenario->title, result, print, data);
  if (scenario->kind == MUSTER_SCENARIO_DAYS)
    {
      JsonArray *days = json_object_get_array_member (result, "days");
      g_autofree char *columns = g_strdup_printf (
        "  %-10s  %-10s  %-10s  %-8s %-8s %6s %5s %5s %5s  %s", "date", "status", "shift",
        "in", "out", "worked", "late", "early", "over", "flags");

      print (columns, data);
      for (guint i = 0; i < json_array_get_length (days); i++)
        print_day (json_array_get_object_element (days, i), print, data);
    }

  print_differences (result, print, data);
}

/* Reads all cases of a file of either schema before any is judged. */
static GPtrArray *
read_cases (const char *text, gboolean *places, GError **error)
{
  static const char *const keys[] = { "schema", "cases", NULL };
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) local = NULL;
  JsonArray *array = NULL;

  *places = FALSE;
  if (!muster_document_parse (text, SCHEMA, &root, &local))
    {
      *places = muster_document_parse (text, PLACES, &root, NULL);
      if (!*places)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  if (!muster_document_check_keys (json_node_get_object (root), "", keys, error) ||
      !muster_document_get_array (json_node_get_object (root), "", "cases", &array,
                                  error))
    return NULL;

  cases = g_ptr_array_new_with_free_func (*places
                                            ? (GDestroyNotify) muster_place_case_free
                                            : (GDestroyNotify) muster_scenario_case_free);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autofree char *place = NULL;
      JsonObject *object;
      gpointer it;

      if (!muster_document_get_element (array, "cases", i, &object, &place, error))
        return NULL;

      it = *places ? (gpointer) muster_place_case_new (object, place, root, error)
                   : (gpointer) muster_scenario_case_new (object, place, root, error);
      if (it == NULL)
        return NULL;

      g_ptr_array_add (cases, it);
    }

  return g_steal_pointer (&cases);
}

static void
print_places (MusterPlaceCase *it,
              JsonObject *result,
              MusterScenarioPrint print,
              gpointer data)
{
  g_autoptr (GList) names = json_object_get_members (result);
  g_autoptr (GString) line = g_string_new (" ");

  print_head (it->id, it->title, result, print, data);
  for (GList *name = names; name != NULL; name = name->next)
    {
      JsonNode *node = json_object_get_member (result, name->data);
      g_autofree char *value = NULL;

      if (g_str_equal (name->data, "id") || g_str_equal (name->data, "ok") ||
          g_str_equal (name->data, "differences"))
        continue;
      value = node_text (node);
      g_string_append_printf (line, " %s %s ", (const char *) name->data, value);
    }
  print (g_strchomp (line->str), data);
  print_differences (result, print, data);
}

gboolean
muster_scenario_evaluate (const char *text,
                          gboolean json,
                          MusterScenarioPrint print,
                          gpointer data,
                          gboolean *differs,
                          GError **error)
{
  gboolean places;
  g_autoptr (GPtrArray) cases = read_cases (text, &places, error);

  *differs = FALSE;
  if (cases == NULL)
    return FALSE;

  for (guint i = 0; i < cases->len; i++)
    {
      gpointer it = g_ptr_array_index (cases, i);
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

      json_node_take_object (node, places ? muster_place_case_evaluate (it, differs)
                                          : evaluate_case (it, differs));
      if (json)
        {
          g_autofree char *line = json_to_string (node, FALSE);

          print (line, data);
        }
      else if (places)
        {
          print_places (it, json_node_get_object (node), print, data);
        }
      else
        {
          print_case (it, json_node_get_object (node), print, data);
        }
    }

  return TRUE;
}

gboolean
muster_scenario_evaluate_file (const char *path,
                               gboolean json,
                               MusterScenarioPrint print,
                               gpointer data,
                               gboolean *differs,
                               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *text = NULL;

  *differs = FALSE;
  if (g_file_get_contents (path, &text, NULL, &local) &&
      muster_scenario_evaluate (text, json, print, data, differs, &local))
    return TRUE;

  g_propagate_prefixed_error (error, g_steal_pointer (&local), "%s: ", path);

  return FALSE;
}
