/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-demo-people.h"

#include "muster-dice.h"

#define DICE_PERSON 1

/**
 * DemoUnit:
 * @department: its path
 * @group: its attendance group
 * @source: where its people punch
 * @weight: how many of a hundred work there
 */
typedef struct
{
  const char *department;
  const char *group;
  guint8 source;
  guint8 weight;
} DemoUnit;

static const DemoUnit units[] = {
  { "制造部/一车间", "plant", MUSTER_DEMO_GATE, 16 },
  { "制造部/二车间", "rotating", MUSTER_DEMO_WORKSHOP, 14 },
  { "制造部/装配线", "rotating", MUSTER_DEMO_GATE, 10 },
  { "质量部/检验组", "plant", MUSTER_DEMO_WORKSHOP, 6 },
  { "研发部/软件组", "office", MUSTER_DEMO_GATE, 12 },
  { "研发部/硬件组", "office", MUSTER_DEMO_GATE, 8 },
  { "销售部/华东区", "office", MUSTER_DEMO_PHONE, 9 },
  { "销售部/华南区", "office", MUSTER_DEMO_PHONE, 7 },
  { "供应链部/仓储组", "plant", MUSTER_DEMO_WORKSHOP, 7 },
  { "行政部/人事组", "office", MUSTER_DEMO_GATE, 4 },
  { "行政部/财务组", "office", MUSTER_DEMO_GATE, 4 },
  { "行政部/后勤组", "plant", MUSTER_DEMO_PHONE, 3 },
};

static const char *const surnames[] = {
  "王", "李", "张", "刘", "陈", "杨", "赵",   "黄",   "周",   "吴", "徐", "孙", "胡",
  "朱", "高", "林", "何", "郭", "马", "罗",   "梁",   "宋",   "郑", "谢", "韩", "唐",
  "冯", "于", "董", "萧", "程", "曹", "袁",   "邓",   "许",   "傅", "沈", "曾", "彭",
  "吕", "苏", "卢", "蒋", "蔡", "贾", "丁",   "魏",   "薛",   "叶", "阎", "余", "潘",
  "杜", "戴", "夏", "钟", "单", "仇", "欧阳", "司徒", "尉迟",
};

static const char *const first_given[] = {
  "晓", "文", "明", "雨", "思", "佳", "子", "欣", "浩", "俊", "嘉", "志",
  "海", "春", "秋", "玉", "建", "国", "永", "安", "一", "若", "书", "云",
  "景", "瑞", "天", "锦", "怀", "立", "清", "亦", "梓", "宇", "诗", "可",
};

static const char *const last_given[] = {
  "华", "轩", "涵", "怡", "杰", "琳", "萍", "军", "婷", "磊", "娜", "强",
  "敏", "静", "涛", "超", "燕", "鹏", "平", "辉", "宁", "波", "洁", "凡",
  "悦", "航", "妍", "峰", "蕾", "哲", "莹", "昊", "彤", "然", "远", "舟",
};

static void
person_free (MusterDemoPerson *demo)
{
  g_object_unref (demo->person);
  g_free (demo->key);
  g_free (demo->phone);
  g_free (demo->extra);
  g_free (demo);
}

static const DemoUnit *
choose_unit (MusterDice *dice)
{
  guint at = muster_dice_throw (dice, 100);

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      if (at < units[i].weight)
        return &units[i];
      at -= units[i].weight;
    }

  return &units[0];
}

static char *
invent_name (MusterDice *dice)
{
  const char *surname = surnames[muster_dice_throw (dice, G_N_ELEMENTS (surnames))];
  const char *first = first_given[muster_dice_throw (dice, G_N_ELEMENTS (first_given))];
  const char *last = last_given[muster_dice_throw (dice, G_N_ELEMENTS (last_given))];

  return g_strconcat (surname, muster_dice_happens (dice, 180) ? "" : first, last, NULL);
}

static void
employ (MusterPerson *person, MusterDates dates, MusterDice *dice)
{
  int n_days = dates.to - dates.from + 1;

  person->joined = dates.from - muster_dice_between (dice, 30, 3000);
  person->left = MUSTER_DATE_EVER;

  if (n_days < 5)
    return;
  if (muster_dice_happens (dice, 25))
    person->joined = dates.from + muster_dice_between (dice, 1, n_days - 2);
  else if (muster_dice_happens (dice, 20))
    person->left = dates.from + muster_dice_between (dice, 1, n_days - 2);
}

static MusterDemoPerson *
invent_person (guint number, MusterDates dates, guint64 seed)
{
  MusterDice dice = muster_dice_new (seed, number, DICE_PERSON);
  MusterDemoPerson *demo = g_new0 (MusterDemoPerson, 1);
  const DemoUnit *unit = choose_unit (&dice);
  MusterPerson *person = muster_person_new ();

  person->staff_no = g_strdup_printf ("M%05u", number);
  person->name = invent_name (&dice);
  person->department = g_strdup (unit->department);
  person->group = g_strdup (unit->group);
  person->exempt = muster_dice_happens (&dice, 8);
  employ (person, dates, &dice);

  demo->person = person;
  demo->source = unit->source;
  demo->site = (guint8) muster_dice_throw (&dice, 3);
  demo->team = (guint8) muster_dice_throw (&dice, 2);
  demo->late = muster_dice_happens (&dice, 80) ? 350 : 30;

  /* Numbers on a clock are its own: nothing says that they resemble the employee number. */
  if (unit->source == MUSTER_DEMO_PHONE)
    {
      demo->key = g_strdup_printf ("u%06u", number * 7 + 100);
      demo->phone = g_strdup_printf ("PH-%06u", number * 13 + 400);
      demo->extra = g_strdup_printf ("{\"phone\":\"%s\"}", demo->phone);
    }
  else
    demo->key =
      g_strdup_printf ("%u", unit->source == MUSTER_DEMO_GATE ? number : number + 5000);

  return demo;
}

GPtrArray *
muster_demo_people_invent (guint n, MusterDates dates, guint64 seed)
{
  GPtrArray *people = g_ptr_array_new_full (n, (GDestroyNotify) person_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (people, invent_person (i + 1, dates, seed));

  return people;
}
