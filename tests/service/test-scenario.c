/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-scenario.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "muster-error.h"

static void
collect_cb (const char *line, gpointer data)
{
  g_ptr_array_add (data, g_strdup (line));
}

static GPtrArray *
evaluate (const char *text, gboolean json, gboolean *differs)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  muster_scenario_evaluate (text, json, collect_cb, lines, differs, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&lines);
}

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);

  return node;
}

/* Every number of a day is the sum of what its reasons add to it. */
static void
check_sums (JsonObject *day)
{
  static const char *const values[] = {
    "expected_min",  "worked_sec",          "late_min", "early_min", "overtime_min",
    "undertime_min", "overtime_pending_min"
  };
  JsonArray *why = json_object_get_array_member (day, "why");

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      gint64 sum = 0;

      for (guint j = 0; j < json_array_get_length (why); j++)
        {
          JsonObject *note = json_array_get_object_element (why, j);

          if (g_strcmp0 (json_object_get_string_member_with_default (note, "value", NULL),
                         values[i]) == 0)
            sum += json_object_get_int_member (note, "amount");
        }

      if (sum != json_object_get_int_member_with_default (day, values[i], 0))
        {
          g_test_message (
            "%s of %s is %" G_GINT64_FORMAT ", its reasons add up to %" G_GINT64_FORMAT,
            values[i], json_object_get_string_member (day, "date"),
            json_object_get_int_member_with_default (day, values[i], 0), sum);
          g_test_fail ();
        }
    }
}

static void
check_line (const char *line)
{
  g_autoptr (JsonNode) node = parse (line);
  JsonObject *object = json_node_get_object (node);
  JsonArray *days;

  if (!json_object_get_boolean_member (object, "ok"))
    {
      g_autofree char *differences =
        json_to_string (json_object_get_member (object, "differences"), FALSE);

      g_test_message ("%s: %s", json_object_get_string_member (object, "id"),
                      differences);
      g_test_fail ();
    }

  if (!json_object_has_member (object, "days"))
    return;

  days = json_object_get_array_member (object, "days");
  for (guint i = 0; i < json_array_get_length (days); i++)
    check_sums (json_array_get_object_element (days, i));
}

static char *
turn_round (const char *text)
{
  g_autoptr (JsonNode) root = parse (text);
  JsonArray *cases = json_object_get_array_member (json_node_get_object (root), "cases");

  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *object = json_array_get_object_element (cases, i);
      g_autoptr (JsonArray) turned = json_array_new ();
      JsonArray *punches;

      if (!json_object_has_member (object, "punches"))
        continue;

      punches = json_object_get_array_member (object, "punches");
      for (guint j = json_array_get_length (punches); j-- > 0;)
        json_array_add_element (turned,
                                json_node_copy (json_array_get_element (punches, j)));
      json_object_set_array_member (object, "punches", g_steal_pointer (&turned));
    }

  return json_to_string (root, FALSE);
}

/* A file of cases that all must hold, in the order given and with their punches turned round. */
static void
test_file (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *turned = NULL;
  gboolean differs;

  g_file_get_contents (data, &text, NULL, &error);
  g_assert_no_error (error);
  turned = turn_round (text);
  lines = evaluate (text, TRUE, &differs);
  again = evaluate (turned, TRUE, &differs);
  g_assert_cmpuint (lines->len, ==, again->len);
  g_assert_cmpuint (lines->len, >, 0);

  for (guint i = 0; i < lines->len; i++)
    {
      check_line (g_ptr_array_index (lines, i));
      check_line (g_ptr_array_index (again, i));
    }
}

static void
add_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "scenarios", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/scenario/file/%s", name);

      if (g_str_has_suffix (name, ".json"))
        g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_file,
                                   g_free);
    }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *text;
    const char *place;
  } rows[] = {
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [], \"extra\": 1}", "extra" },
    { "{\"schema\": \"muster-scenario/2\", \"cases\": []}", "schema" },
    { "{\"schema\": \"muster-places/2\", \"cases\": []}", "schema" },
    { "{\"schema\": \"muster-places/1\", \"cases\": [{\"id\": \"X\", \"kind\": "
      "\"shape\"}]}",
      "(X).kind" },
    { "{\"schema\": \"muster-places/1\", \"cases\": [{\"id\": \"X\", \"kind\": "
      "\"distance\", \"a\": [1, 2], \"c\": [1, 2]}]}",
      "(X).c" },
    { "{\"schema\": \"muster-places/1\", \"cases\": [{\"id\": \"X\", \"kind\": "
      "\"validation\", \"fence\": {\"type\": \"circle\", \"center\": [1, 2], "
      "\"radius_m\": \"wide\"}}]}",
      "fence.radius_m" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"places\": "
      "[{\"name\": \"Works\", \"fence\": {\"type\": \"circle\", \"center\": [1, 2], "
      "\"radius_m\": 0}}]}]}",
      "places[0].fence" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"zone\": "
      "\"UTC\"}]}",
      "(X).zone" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"tz\": "
      "\"Mars/Here\"}]}",
      "(X).tz" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"policy\": "
      "{\"gap\": \"x\"}}]}",
      "gap" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"policy\": "
      "{\"gaps\": 1}}]}",
      "gaps" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"policy\":"
      " {\"rounding\": [{\"apply\": \"in\", \"mode\": \"down\", \"step\": 0}]}}]}",
      "rounding[0].step" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"policy\":"
      " {\"overtime\": {\"rules\": [{\"rule\": \"daily\", \"tolerence\": 1}]}}}]}",
      "tolerence" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"punches\": "
      "[{\"id\": \"p\", \"at\": \"noon\"}]}]}",
      "punches[0].at" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"expect\": "
      "{\"days\": [{\"date\": \"2025-01-01\", \"state\": \"present\"}]}}]}",
      "expect.days[0].state" },
    { "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"X\", \"expect\": "
      "{\"punches\": {\"q\": \"off_shift\"}}}]}",
      "expect.punches.q" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;
      gboolean differs;

      g_assert_false (muster_scenario_evaluate (rows[i].text, TRUE, collect_cb, lines,
                                                &differs, &error));
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (muster_error_get_field (error), rows[i].place));
      g_assert_cmpuint (lines->len, ==, 0);
    }
}

static const char *const wrong =
  "{\"schema\": \"muster-scenario/1\", \"cases\": [{\"id\": \"W\", \"title\": \"t\","
  " \"tz\": \"Asia/Shanghai\", \"shifts\": [{\"id\": \"D\", \"segments\": [{\"on\": "
  "\"09:00\","
  " \"off\": \"18:00\"}]}], \"default_shift\": \"D\","
  " \"punches\": [{\"id\": \"p1\", \"at\": \"2025-03-05T09:05\"}],"
  " \"expect\": {\"days\": [{\"date\": \"2025-03-05\", \"late_min\": 6, \"in\": \"p1\","
  "   \"flags_has\": [\"late\"], \"flags_not\": [\"late\"]}],"
  "  \"punches\": {\"p1\": \"off_shift\"}}}]}";

static void
test_differences (void)
{
  gboolean differs;
  g_autoptr (GPtrArray) lines = evaluate (wrong, TRUE, &differs);
  g_autoptr (GPtrArray) table = NULL;
  g_autoptr (JsonNode) node = parse (g_ptr_array_index (lines, 0));
  JsonArray *differences =
    json_object_get_array_member (json_node_get_object (node), "differences");

  g_assert_true (differs);
  g_assert_false (json_object_get_boolean_member (json_node_get_object (node), "ok"));
  g_assert_cmpuint (json_array_get_length (differences), ==, 3);

  table = evaluate (wrong, FALSE, &differs);
  g_assert_cmpuint (table->len, ==, 6);
  g_assert_nonnull (strstr (g_ptr_array_index (table, 0), "✗  W  t"));
  g_assert_nonnull (strstr (g_ptr_array_index (table, 2), "incomplete"));
}

static void
test_no_such_file (void)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  gboolean differs;

  g_assert_false (muster_scenario_evaluate_file ("/nowhere/x.json", TRUE, collect_cb,
                                                 lines, &differs, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "/nowhere/x.json"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_files ();
  g_test_add_func ("/scenario/faults", test_faults);
  g_test_add_func ("/scenario/differences", test_differences);
  g_test_add_func ("/scenario/no-such-file", test_no_such_file);

  return g_test_run ();
}
