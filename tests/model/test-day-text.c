/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-text.h"
#include "muster-days.h"
#include "muster-tongue.h"

/* Takes @text: lets a table of calls be one line a case */
static void
says (const char *name, char *text, const char *expected)
{
  g_autofree char *owned = text;

  g_test_message ("%s: %s", name, owned);
  g_assert_cmpstr (owned, ==, expected);
}

static void
test_signs (void)
{
  static const struct
  {
    MusterStatus status;
    guint flags;
    int late;
    int early;
    const char *sign;
    const char *en;
    const char *zh;
    const char *flags_zh;
  } cases[] = {
    { MUSTER_STATUS_PRESENT, 0, 0, 0, "present", "Present", "正常", "" },
    { MUSTER_STATUS_PRESENT, MUSTER_FLAG_LATE, 12, 0, "late", "Late 12 min",
      "迟到 12 分钟", "" },
    { MUSTER_STATUS_PRESENT, MUSTER_FLAG_LATE | MUSTER_FLAG_SEVERE_LATE, 65, 0,
      "severe_late", "Severely late 1 h 5 min", "严重迟到 1 小时 5 分钟", "" },
    { MUSTER_STATUS_PRESENT, MUSTER_FLAG_EARLY_LEAVE, 0, 5, "early_leave",
      "Left early 5 min", "早退 5 分钟", "" },
    { MUSTER_STATUS_PRESENT,
      MUSTER_FLAG_LATE | MUSTER_FLAG_EARLY_LEAVE | MUSTER_FLAG_OVERTIME, 1, 5, "late",
      "Late 1 min, Left early 5 min", "迟到 1 分钟、早退 5 分钟", "加班" },
    { MUSTER_STATUS_PENDING, MUSTER_FLAG_LATE, 12, 0, "late", "Pending, Late 12 min",
      "待定、迟到 12 分钟", "" },
    { MUSTER_STATUS_PENDING, MUSTER_FLAG_EARLY_LEAVE, 0, 300, "pending", "Pending",
      "待定", "" },
    { MUSTER_STATUS_ABSENT, 0, 0, 0, "absent", "Absent", "旷工", "" },
    { MUSTER_STATUS_INCOMPLETE, MUSTER_FLAG_MISSING_OUT, 0, 0, "missing_out",
      "Off-punch missing", "下班缺卡", "" },
    { MUSTER_STATUS_INCOMPLETE, MUSTER_FLAG_MISSING_IN | MUSTER_FLAG_MISSING_OUT, 0, 0,
      "missing_in", "On-punch missing, Off-punch missing", "上班缺卡、下班缺卡", "" },
    { MUSTER_STATUS_INCOMPLETE, 0, 0, 0, "incomplete", "Incomplete", "未完整", "" },
    { MUSTER_STATUS_HALF_DAY, MUSTER_FLAG_LATE, 9, 0, "half_day", "Half day, Late 9 min",
      "半天、迟到 9 分钟", "" },
    { MUSTER_STATUS_LEAVE, MUSTER_FLAG_CORRECTED, 0, 0, "leave", "On leave", "请假",
      "已补" },
    { MUSTER_STATUS_REST, MUSTER_FLAG_OFF_SHIFT, 0, 0, "rest", "Rest day", "休息日",
      "班外打卡" },
    { MUSTER_STATUS_NONE, 0, 0, 0, "none", "Not expected", "无需考勤", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MusterDay day = { .status = (guint8) cases[i].status,
                        .flags = cases[i].flags,
                        .late_min = cases[i].late,
                        .early_min = cases[i].early };

      g_assert_cmpstr (muster_day_text_sign (&day)->code, ==, cases[i].sign);
      muster_tongue_set (MUSTER_TONGUE_EN);
      says ("en", muster_day_text_label (&day), cases[i].en);
      muster_tongue_set (MUSTER_TONGUE_ZH);
      says ("zh", muster_day_text_label (&day), cases[i].zh);
      says ("flags", muster_day_text_flags (&day), cases[i].flags_zh);
    }
}

static void
test_cells (void)
{
  g_autoptr (MusterDaySheet)
    sheet = muster_days_sheet (MUSTER_STATUS_INCOMPLETE, MUSTER_FLAG_MISSING_OUT);
  MusterDay rest = { .status = MUSTER_STATUS_REST, .type = MUSTER_DAY_REST };
  MusterDay pending = { .status = MUSTER_STATUS_PENDING, .type = MUSTER_DAY_WORK };
  MusterDay absent = { .status = MUSTER_STATUS_ABSENT, .type = MUSTER_DAY_WORK };

  muster_tongue_set (MUSTER_TONGUE_ZH);
  muster_days_shift (sheet);
  muster_days_punch (sheet, MUSTER_VERDICT_IN, 535);
  says ("in", muster_day_text_in (sheet), "08:55");
  says ("out", muster_day_text_out (sheet), "缺卡");
  sheet->day.flags = 0;
  says ("no out", muster_day_text_out (sheet), "");
  says ("nothing expected", muster_day_text_worked (&rest), "");
  says ("nothing yet", muster_day_text_worked (&pending), "");
  says ("nothing", muster_day_text_worked (&absent), "0:00");
  rest.worked_sec = 465 * 60 + 59;
  says ("on a rest day", muster_day_text_worked (&rest), "7:45");
  says ("minutes", muster_day_text_count (1234), "1,234");
  says ("no minutes", muster_day_text_count (0), "");
}

static void
test_sentences (void)
{
  g_autoptr (MusterDaySheet)
    late = muster_days_sheet (MUSTER_STATUS_PRESENT, MUSTER_FLAG_LATE);
  g_autoptr (MusterDaySheet) absent = muster_days_sheet (MUSTER_STATUS_ABSENT, 0);
  g_autoptr (MusterDaySheet)
    missing = muster_days_sheet (MUSTER_STATUS_INCOMPLETE, MUSTER_FLAG_MISSING_IN);
  g_autoptr (MusterDaySheet) pending = muster_days_sheet (MUSTER_STATUS_PENDING, 0);
  g_autoptr (MusterDaySheet) rest = muster_days_sheet (MUSTER_STATUS_REST, 0);

  late->day.late_min = 12;
  late->day.worked_sec = 468 * 60;
  pending->day.window_to = muster_days_at (pending, 1560);

  muster_tongue_set (MUSTER_TONGUE_EN);
  says ("late", muster_day_text_verdict (late),
        "Late 12 min. Worked 7:48 of 8:00 expected.");
  says ("pending", muster_day_text_ground (pending),
        "It is decided when the punch window closes at 02:00 +1.");
  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("late", muster_day_text_verdict (late), "迟到 12 分钟。工时 7:48，应出勤 8:00。");
  says ("absent", muster_day_text_verdict (absent),
        "旷工。没有打卡，也没有已批准的请假、出差等。");
  says ("missing", muster_day_text_verdict (missing), "缺上班卡。");
  says ("rest", muster_day_text_ground (rest), "当天无需出勤。");
  rest->day.worked_sec = 3600;
  rest->day.expected_min = 0;
  says ("work on a rest day", muster_day_text_ground (rest), "工时 1:00。");
  pending->waits = g_strdup ("东门考勤机");
  says ("waits", muster_day_text_ground (pending), "尚待东门考勤机的数据。");
}

static void
test_schedule (void)
{
  g_autoptr (MusterDaySheet) work = muster_days_sheet (MUSTER_STATUS_PRESENT, 0);
  g_autoptr (MusterDaySheet) rest = muster_days_sheet (MUSTER_STATUS_REST, 0);
  g_autoptr (MusterShift) shift = muster_shift_new ("day");

  muster_tongue_set (MUSTER_TONGUE_ZH);
  g_set_str (&shift->name, "白班");
  work->day.shift = shift;
  muster_days_shift (work);
  says ("shift", muster_day_text_schedule (work), "白班、09:00–18:00");
  rest->day.type = MUSTER_DAY_REST;
  says ("rest", muster_day_text_schedule (rest), "休息日");
  rest->holiday = g_strdup ("春节");
  says ("holiday", muster_day_text_schedule (rest), "春节");
}

static void
test_bar (void)
{
  g_autoptr (MusterDaySheet)
    sheet = muster_days_sheet (MUSTER_STATUS_PRESENT, MUSTER_FLAG_LATE);

  sheet->day.late_min = 12;
  muster_days_shift (sheet);
  muster_days_stretch (sheet, MUSTER_STRETCH_LATE, 540, 552);
  muster_days_punch (sheet, MUSTER_VERDICT_IN, 552.5);
  muster_days_punch (sheet, MUSTER_VERDICT_DUPLICATE, 553);

  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("sentence", muster_day_text_bar (sheet),
        "迟到 12 分钟；应出勤 09:00–18:00；休息时间 12:00–13:00，1 小时；迟到 "
        "09:00–09:12，12 分钟；"
        "09:12:30 上班卡；09:13:00 重复打卡");
  muster_tongue_set (MUSTER_TONGUE_EN);
  says (
    "window",
    muster_day_text_stretch (sheet, &g_array_index (sheet->stretches, MusterStretch, 0)),
    "Punch window 05:00–02:00 +1");
}

static void
test_punches (void)
{
  g_autoptr (MusterDaySheet) sheet = muster_days_sheet (MUSTER_STATUS_PRESENT, 0);
  MusterPlaced *placed = muster_days_punch (sheet, MUSTER_VERDICT_IN, 540);
  MusterPunch *punch = &placed->punch;

  muster_tongue_set (MUSTER_TONGUE_ZH);
  says ("plain", muster_day_text_evidence (punch, sheet->zone, sheet->day.date), "人脸");
  punch->direction = MUSTER_DIRECTION_IN;
  punch->marks = MUSTER_PUNCH_OFFLINE | MUSTER_PUNCH_PLACED | MUSTER_PUNCH_ACCURATE;
  punch->accuracy = 35;
  punch->received_at = punch->at + 9 * MUSTER_MINUTE;
  says ("phone", muster_day_text_evidence (punch, sheet->zone, sheet->day.date),
        "人脸 · 上班 · 离线打卡 · 定位精度 35 米");
  punch->received_at = punch->at + MUSTER_DAY;
  punch->marks = MUSTER_PUNCH_PLACED;
  says ("late", muster_day_text_evidence (punch, sheet->zone, sheet->day.date),
        "人脸 · 上班 · 有定位 · 3月6日 周五 09:00 收到");
  g_assert_cmpstr (muster_day_text_reason (MUSTER_VERDICT_IN), ==, "");
  for (int verdict = MUSTER_VERDICT_BETWEEN; verdict <= MUSTER_VERDICT_HOLIDAY; verdict++)
    g_assert_cmpstr (muster_day_text_reason (verdict), !=, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/day-text/signs", test_signs);
  g_test_add_func ("/day-text/cells", test_cells);
  g_test_add_func ("/day-text/sentences", test_sentences);
  g_test_add_func ("/day-text/schedule", test_schedule);
  g_test_add_func ("/day-text/bar", test_bar);
  g_test_add_func ("/day-text/punches", test_punches);

  return g_test_run ();
}
