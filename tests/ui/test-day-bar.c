/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-bar.h"
#include "muster-day-figure.h"
#include "muster-days.h"
#include "muster-tongue.h"

#include <adwaita.h>

#define WIDTH                                                                            \
  672 /* of a figure from 08:00 to 19:00: a minute a pixel, and 6 at either end */
#define HEIGHT 24

static MusterDaySheet *
late_day (void)
{
  MusterDaySheet *sheet = muster_days_sheet (MUSTER_STATUS_PRESENT, MUSTER_FLAG_LATE);

  sheet->day.late_min = 12;
  muster_days_shift (sheet);
  muster_days_stretch (sheet, MUSTER_STRETCH_WORKED, 552, 1083);
  muster_days_stretch (sheet, MUSTER_STRETCH_LATE, 540, 552);
  muster_days_punch (sheet, MUSTER_VERDICT_IN, 552);
  muster_days_punch (sheet, MUSTER_VERDICT_VOID, 640);
  muster_days_punch (sheet, MUSTER_VERDICT_OUT, 1083);

  return sheet;
}

static void
assert_under (MusterDayFigure *figure, double minutes, double y, const char *expected)
{
  int index = muster_day_figure_pick (figure, 6 + minutes - 480, y);
  g_autofree char *name = index < 0 ? NULL
                                    : muster_day_figure_describe (figure, (guint) index);

  g_test_message ("%.0f: %s", minutes, name ? name : "nothing");
  g_assert_cmpstr (name, ==, expected);
}

static void
test_geometry (void)
{
  g_autoptr (MusterDaySheet) sheet = late_day ();
  g_autoptr (MusterDayFigure) figure =
    muster_day_figure_new (sheet, 480, 1140, muster_days_at (sheet, 900), WIDTH, HEIGHT);

  muster_tongue_set (MUSTER_TONGUE_ZH);
  g_assert_cmpfloat (muster_day_figure_get_x (figure, muster_days_at (sheet, 480)), ==,
                     6);
  g_assert_cmpfloat (muster_day_figure_get_x (figure, muster_days_at (sheet, 540)), ==,
                     66);
  g_assert_cmpfloat (muster_day_figure_get_x (figure, muster_days_at (sheet, 1140)), ==,
                     666);
  g_assert_cmpfloat (muster_day_figure_get_x (figure, muster_days_at (sheet, 100)), ==,
                     6);

  assert_under (figure, 545, 12, "迟到 09:00–09:12，12 分钟");
  assert_under (figure, 552, 12, "09:12:00 上班卡\n人脸");
  assert_under (figure, 600, 12, "工时 09:12–18:03，8 小时 51 分钟");
  assert_under (figure, 750, 12, "休息时间 12:00–13:00，1 小时");
  assert_under (figure, 900, 12, "现在 15:00");
  assert_under (figure, 901, 12, "现在 15:00");
  assert_under (figure, 640, 2, "10:40:00 作废\n人脸\n已由用户作废。");
  assert_under (figure, 640, 18, "工时 09:12–18:03，8 小时 51 分钟");
  assert_under (figure, 500, 12, "打卡窗口 05:00–次日 02:00");
}

static void
test_least_width (void)
{
  g_autoptr (MusterDaySheet) sheet = muster_days_sheet (MUSTER_STATUS_PRESENT, 0);
  g_autoptr (MusterDayFigure) figure = NULL;

  muster_days_stretch (sheet, MUSTER_STRETCH_LATE, 540, 541);
  muster_days_stretch (sheet, MUSTER_STRETCH_EARLY, 1079, 1080);
  figure = muster_day_figure_new (sheet, 0, 1440, 0, 120, HEIGHT);

  /* A minute in a day of a hundred pixels is there to be seen */
  for (guint i = 0; i < muster_day_figure_get_n_parts (figure); i++)
    g_assert_cmpfloat (muster_day_figure_get_part (figure, i)->box.size.width, >=, 2);
  g_assert_cmpuint (muster_day_figure_get_n_parts (figure), ==, 2);
}

static void
test_missing (void)
{
  g_autoptr (MusterDaySheet)
    sheet = muster_days_sheet (MUSTER_STATUS_INCOMPLETE, MUSTER_FLAG_MISSING_OUT);
  g_autoptr (MusterDayFigure) figure = NULL;

  muster_tongue_set (MUSTER_TONGUE_ZH);
  muster_days_shift (sheet);
  muster_days_punch (sheet, MUSTER_VERDICT_IN, 535);
  figure = muster_day_figure_new (sheet, 480, 1140, 0, WIDTH, HEIGHT);
  assert_under (figure, 1080, 12, "下班缺卡 18:00");
  assert_under (figure, 541, 12, "应出勤 09:00–18:00");
}

static void
test_pending (void)
{
  g_autoptr (MusterDaySheet)
    sheet = muster_days_sheet (MUSTER_STATUS_PENDING, MUSTER_FLAG_EARLY_LEAVE);
  g_autoptr (MusterDayFigure) figure = NULL;

  muster_tongue_set (MUSTER_TONGUE_EN);
  muster_days_shift (sheet);
  muster_days_stretch (sheet, MUSTER_STRETCH_EARLY, 800, 1080);
  figure = muster_day_figure_new (sheet, 480, 1140, 0, WIDTH, HEIGHT);
  assert_under (figure, 900, 12, "Scheduled 09:00–18:00");
}

static void
test_scale (void)
{
  g_autoptr (MusterTimeScale) scale = muster_time_scale_new ();
  g_autoptr (MusterDaySheet) day = late_day ();
  g_autoptr (MusterDaySheet) night = muster_days_sheet (MUSTER_STATUS_PRESENT, 0);

  muster_time_scale_include (scale, day);
  g_assert_cmpint (muster_time_scale_get_from (scale), ==, 480);
  g_assert_cmpint (muster_time_scale_get_until (scale), ==, 1140);

  /* It grows to both sides and never shrinks; windows alone do not stretch it */
  muster_days_stretch (night, MUSTER_STRETCH_SEGMENT, 1320, 1800);
  muster_days_stretch (night, MUSTER_STRETCH_WINDOW, 0, 2280);
  muster_time_scale_include (scale, night);
  g_assert_cmpint (muster_time_scale_get_from (scale), ==, 480);
  g_assert_cmpint (muster_time_scale_get_until (scale), ==, 1860);
  muster_time_scale_include (scale, day);
  g_assert_cmpint (muster_time_scale_get_until (scale), ==, 1860);
}

static void
test_widget (void)
{
  g_autoptr (MusterDaySheet) sheet = late_day ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bar = muster_day_bar_new (NULL);
  g_autofree char *name = NULL;
  double x;

  muster_tongue_set (MUSTER_TONGUE_ZH);
  muster_day_bar_set_sheet (MUSTER_DAY_BAR (bar), sheet);
  gtk_widget_set_size_request (bar, 600, 96);
  gtk_widget_set_focusable (bar, TRUE);
  gtk_window_set_child (GTK_WINDOW (window), bar);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (window);

  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (
    bar, GTK_ACCESSIBLE_PROPERTY_LABEL,
    "迟到 12 分钟；应出勤 09:00–18:00；休息时间 12:00–13:00，1 小时；工时 09:12–18:03，8 "
    "小时 51 分钟；"
    "迟到 09:00–09:12，12 分钟；09:12:00 上班卡；10:40:00 作废；18:03:00 下班卡");

  x = muster_day_bar_get_x (MUSTER_DAY_BAR (bar), muster_days_at (sheet, 750));
  name = muster_day_bar_describe (MUSTER_DAY_BAR (bar), x, 40);
  g_assert_cmpstr (name, ==, "休息时间 12:00–13:00，1 小时");

  /* The focus names the first part, and nothing any more when it has gone */
  gtk_widget_grab_focus (bar);
  g_assert_cmpstr (muster_day_bar_get_caption (MUSTER_DAY_BAR (bar)), ==,
                   "打卡窗口 05:00–次日 02:00");
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_null (muster_day_bar_get_caption (MUSTER_DAY_BAR (bar)));

  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/day-bar/geometry", test_geometry);
  g_test_add_func ("/day-bar/least-width", test_least_width);
  g_test_add_func ("/day-bar/missing", test_missing);
  g_test_add_func ("/day-bar/pending", test_pending);
  g_test_add_func ("/day-bar/scale", test_scale);
  g_test_add_func ("/day-bar/widget", test_widget);

  return g_test_run ();
}
