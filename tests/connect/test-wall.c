/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-wall.h"

#include <string.h>

static char *
parse (const char *text, MusterWallOrder order)
{
  g_autofree char *exact = g_memdup2 (text, strlen (text));
  g_autoptr (GString) found = g_string_new (NULL);
  MusterWall wall;
  const char *reason = muster_wall_parse (exact, strlen (text), order, &wall);

  if (reason != NULL)
    return g_strdup (reason);

  if (wall.date != MUSTER_DATE_NONE)
    {
      g_autofree char *date = muster_date_format (wall.date);

      g_string_append (found, date);
    }
  if (wall.of_day >= 0)
    g_string_append_printf (found, "T%05" G_GINT64_FORMAT, wall.of_day / MUSTER_SECOND);
  if (wall.offset != MUSTER_OFFSET_UNKNOWN)
    g_string_append_printf (found, "%+d", wall.offset);
  return g_strdup (found->str);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    MusterWallOrder order;
    const char *expected;
  } cases[] = {
    { "2024-02-29 08:30", 0, "2024-02-29T30600" },
    { "2024-02-29 08:30:15", 0, "2024-02-29T30615" },
    { "2024/2/9 8:30", 0, "2024-02-09T30600" },
    { "2024/2/9  8:30:05", 0, "2024-02-09T30605" },
    { "2024.02.29", 0, "2024-02-29" },
    { "2024年2月29日 08:30", 0, "2024-02-29T30600" },
    { "2024年2月29日08时30分", 0, "2024-02-29T30600" },
    { "2024年2月29日 8点30分15秒", 0, "2024-02-29T30615" },
    { "2024-02-29 星期四 08:30", 0, "2024-02-29T30600" },
    { "2024-02-29（周四） 08:30", 0, "2024-02-29T30600" },
    { "2024-02-29 Thu 08:30", 0, "2024-02-29T30600" },
    { "2024-02-29 下午 8:30", 0, "2024-02-29T73800" },
    { "2024-02-29 上午12:05", 0, "2024-02-29T00300" },
    { "2024-02-29T08:30:15+08:00", 0, "2024-02-29T30615+28800" },
    { "2024-02-29T00:30:15Z", 0, "2024-02-29T01815+0" },
    { "2024-02-29T00:30:15.123456-0330", 0, "2024-02-29T01815-12600" },
    { "08:30", 0, "T30600" },
    { "8:05:09", 0, "T29109" },
    { " 08：30 ", 0, "T30600" },
    { "8:30 PM", 0, "T73800" },
    { "12:30 AM", 0, "T01800" },
    { "12:30 pm", 0, "T45000" },
    { "29/02/2024 08:30", MUSTER_WALL_DMY, "2024-02-29T30600" },
    { "29-2-2024", MUSTER_WALL_DMY, "2024-02-29" },
    { "02/29/2024 08:30:15 PM", MUSTER_WALL_MDY, "2024-02-29T73815" },
    { "06-30-2016  01:19:29PM", MUSTER_WALL_MDY, "2016-06-30T47969" },
    { "20240229083015", MUSTER_WALL_COMPACT, "2024-02-29T30615" },
    { "202402290830", MUSTER_WALL_COMPACT, "2024-02-29T30600" },
    { "20240229 083015", MUSTER_WALL_COMPACT, "2024-02-29T30615" },
    { "20240229 08:30", MUSTER_WALL_COMPACT, "2024-02-29T30600" },
    { "20240229", MUSTER_WALL_COMPACT, "2024-02-29" },
    { "0830", MUSTER_WALL_COMPACT, "T30600" },
    { "", 0, "date" },
    { "   ", 0, "date" },
    { "2024-02-30", 0, "date" },
    { "2024-02-29 24:30", 0, "date" },
    { "2024-02-29 08:60", 0, "date" },
    { "2024-02-29 08:30 x", 0, "date" },
    { "2024-02-29x", 0, "date" },
    { "2024-02", 0, "date" },
    { "24-02-29", 0, "date" },
    { "29/02/2024", MUSTER_WALL_YMD, "date" },
    { "29/02/2024", MUSTER_WALL_MDY, "date" },
    { "2024022", MUSTER_WALL_COMPACT, "date" },
    { "08:", 0, "date" },
    { "8", 0, "date" },
    { "休", 0, "date" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = parse (cases[i].text, cases[i].order);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].expected);
    }
}

static void
test_survey (void)
{
  static const struct
  {
    const char *texts[4];
    MusterWallOrder order;
    gboolean certain;
  } cases[] = {
    { { "2024-01-02", "2024-02-03" }, MUSTER_WALL_YMD, TRUE },
    { { "01/02/2024", "03/04/2024" }, MUSTER_WALL_DMY, FALSE },
    { { "01/02/2024", "13/04/2024" }, MUSTER_WALL_DMY, TRUE },
    { { "01/02/2024", "04/13/2024" }, MUSTER_WALL_MDY, TRUE },
    { { "", "20240102", "20240103080000" }, MUSTER_WALL_COMPACT, TRUE },
    { { "2024-01-02", "01/02/2024", "2024-01-03" }, MUSTER_WALL_YMD, TRUE },
    { { "" }, MUSTER_WALL_YMD, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MusterWallSurvey survey = { 0 };
      MusterWallOrder order;
      gboolean certain;

      for (gsize t = 0; t < 4 && cases[i].texts[t] != NULL; t++)
        muster_wall_survey_feed (&survey, cases[i].texts[t], strlen (cases[i].texts[t]));
      certain = muster_wall_survey_decide (&survey, &order);
      g_assert_cmpint (certain, ==, cases[i].certain);
      if (certain)
        g_assert_cmpint (order, ==, cases[i].order);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/wall/parse", test_parse);
  g_test_add_func ("/wall/survey", test_survey);

  return g_test_run ();
}
