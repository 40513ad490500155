/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception-text.h"
#include "muster-tongue.h"

static void
says (MusterExceptionRow *row, const char *tongue, const char *expected)
{
  g_autofree char *text = NULL;

  muster_tongue_set (tongue);
  text = muster_exception_text_what (row);
  g_assert_cmpstr (text, ==, expected);
}

/* Each kind with the measure that it has, and without one where there is none. */
static void
test_what (void)
{
  static const struct
  {
    MusterExceptionKind kind;
    gint64 amount;
    gint64 seconds;
    int count;
    const char *en;
    const char *zh;
  } cases[] = {
    { MUSTER_EXCEPTION_ABSENT, 0, 0, 0, "Absent", "旷工" },
    { MUSTER_EXCEPTION_LATE, 16, 0, 0, "Late · 16 min", "迟到 · 16 分钟" },
    { MUSTER_EXCEPTION_OVERTIME, 95, 0, 0, "Overtime to be approved · 1:35", NULL },
    { MUSTER_EXCEPTION_UNMAPPED, 1, 0, 0, "Unmapped · 1 punch", NULL },
    { MUSTER_EXCEPTION_MOCK, 0, 0, 0, "Mock location", "虚拟定位" },
    { MUSTER_EXCEPTION_SPEED, 0, 1170, 0, "Impossible speed · 165 km in 20 min",
      "移动速度异常 · 20 分钟内移动 165 公里" },
    { MUSTER_EXCEPTION_SEVERAL_DEVICES, 0, 0, 3, "Several devices in a day · 3 devices",
      "一天内多台设备 · 3 台设备" },
    { MUSTER_EXCEPTION_SAME_POSITION, 0, 0, 6, "Identical position on many days · 6 days",
      NULL },
    { MUSTER_EXCEPTION_WEAK_VERIFY, 0, 0, 1, "Verification too weak · 1 of 2", NULL },
    { MUSTER_EXCEPTION_TWO_SOURCES, 40, 0, 0, "Punched at two sources · within 40 s",
      "两处来源重复打卡 · 40 秒内" },
    { MUSTER_EXCEPTION_TWO_SOURCES, 0, 0, 0, "Punched at two sources · within 0 s",
      NULL },
    { MUSTER_EXCEPTION_SHARED_DEVICE, 0, 0, 2, "One device for several people · 王五",
      "一机多人 · 王五" },
    { MUSTER_EXCEPTION_UNBOUND_DEVICE, 0, 0, 0, "Device not confirmed · phone-7", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterExceptionRow) row = g_object_new (MUSTER_TYPE_EXCEPTION_ROW, NULL);

      row->exception.kind = (guint8) cases[i].kind;
      row->exception.amount = cases[i].amount;
      row->metres = 165000;
      row->seconds = cases[i].seconds;
      row->count = cases[i].count;
      row->wanted = 2;
      row->device = "phone-7";
      row->other_name = g_strdup ("王五");
      says (row, MUSTER_TONGUE_EN, cases[i].en);
      if (cases[i].zh != NULL)
        says (row, MUSTER_TONGUE_ZH, cases[i].zh);
    }
}

/* Signals say what makes them one; the days of the others say it themselves. */
static void
test_why (void)
{
  static const struct
  {
    MusterExceptionKind kind;
    const char *en;
    const char *zh;
  } cases[] = {
    { MUSTER_EXCEPTION_MOCK,
      "The phone says that its position at the punch at 08:30 was made up by software.",
      "08:30 打卡时，手机报告其位置由软件伪造。" },
    { MUSTER_EXCEPTION_SPEED,
      "The punch at 08:30 was made at least 165 km away from the one 20 min before. "
      "Nobody travels that fast.",
      "08:30 的打卡与 20 分钟前的上一次打卡相距至少 165 公里，没有人能移动得这么快。" },
    { MUSTER_EXCEPTION_SHARED_DEVICE,
      "The punch at 08:30 came from the device phone-7, with which 王五 punched too.",
      "08:30 的打卡来自设备 phone-7，王五也用它打过卡。" },
    { MUSTER_EXCEPTION_SEVERAL_DEVICES,
      "The punches of this day came from 3 devices, that at 08:30 from phone-7.",
      "当天的打卡来自 3 台设备，其中 08:30 的打卡来自 phone-7。" },
    { MUSTER_EXCEPTION_SAME_POSITION,
      "To its last digit the punch at 08:30 has the position of 3 days. A position that "
      "is measured differs each time.",
      "08:30 的打卡与共 3 天的打卡位置分毫不差。真实测得的位置每次都会略有不同。" },
    { MUSTER_EXCEPTION_UNBOUND_DEVICE,
      "The punch at 08:30 came from the device phone-7. Another one is confirmed for "
      "this person.",
      "08:30 的打卡来自设备 phone-7，而该员工已确认的是另一台设备。" },
    { MUSTER_EXCEPTION_WEAK_VERIFY,
      "Kinds of verification of the punch at 08:30: 3. Away from a time clock the rules "
      "ask for 2.",
      "08:30 的打卡有 3 种验证方式，规则要求在考勤机以外打卡时有 2 种。" },
    { MUSTER_EXCEPTION_TWO_SOURCES,
      "The punch at 08:30 came within 40 s of one at another source.",
      "08:30 的打卡与另一来源的打卡相隔不到 40 秒。" },
    { MUSTER_EXCEPTION_LATE, NULL, NULL },
  };
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (MusterExceptionRow) row = g_object_new (MUSTER_TYPE_EXCEPTION_ROW, NULL);
      const char *const tongues[] = { MUSTER_TONGUE_EN, MUSTER_TONGUE_ZH };

      row->exception.kind = (guint8) cases[i].kind;
      row->exception.date = muster_date_new (2026, 3, 2);
      row->exception.amount = 40;
      row->at = muster_zone_get_instant (zone, row->exception.date, 510 * MUSTER_MINUTE);
      row->metres = 165000;
      row->seconds = 1170;
      row->count = 3;
      row->wanted = 2;
      row->device = "phone-7";
      row->other_name = g_strdup ("王五");
      row->zone = muster_zone_ref (zone);
      for (guint k = 0; k < G_N_ELEMENTS (tongues); k++)
        {
          g_autofree char *text = NULL;

          muster_tongue_set (tongues[k]);
          text = muster_exception_text_why (row);
          g_assert_cmpstr (text, ==, k == 0 ? cases[i].en : cases[i].zh);
        }
    }
}

/* The other person of a shared device is not named to whom they are nobody. */
static void
test_unnamed (void)
{
  g_autoptr (MusterExceptionRow) row = g_object_new (MUSTER_TYPE_EXCEPTION_ROW, NULL);

  row->exception.kind = MUSTER_EXCEPTION_SHARED_DEVICE;
  says (row, MUSTER_TONGUE_EN, "One device for several people");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/exception-text/what", test_what);
  g_test_add_func ("/exception-text/why", test_why);
  g_test_add_func ("/exception-text/unnamed", test_unnamed);

  return g_test_run ();
}
