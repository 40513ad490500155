/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-name.h"

static const struct
{
  const char *name;
  const char *key;
} names[] = {
  { "张三", "zhangsan zs" },
  { "王小明", "wangxiaoming wxm" },
  { "欧阳娜", "ouyangna oyn" },
  { "单雨", "shanyu sy" },
  { "曾强", "zengqiang zq" },
  { "解芳", "xiefang xf" },
  { "仇立", "qiuli ql" },
  { "区文", "ouwen ow" },
  { "查宁", "zhaning zn" },
  { "任重", "renzhong rz" },
  { "盖云", "geyun gy" },
  { "尉迟恭", "yuchigong ycg" },
  { "万俟雪", "moqixue mqx" },
  { "李单", "lidan ld" },
  { "吕布衣", "lubuyi lby" },
  { "Ana Núñez", "ananunez an" },
  { "张 三", "zhangsan zs" },
  { "ＡＢ", "ab a" },
  { "张A三", "zhangasan zas" },
  { "", "" },
  { "  ", "" },
};

static const struct
{
  const char *name;
  const char *typed;
  gboolean found;
} searches[] = {
  { "张三", "zs", TRUE },        { "张三", "zhangsan", TRUE },
  { "张三", "Zhang San", TRUE }, { "张三", "三", TRUE },
  { "张三", "张", TRUE },        { "张三", "san", TRUE },
  { "张三", "lisi", FALSE },     { "张三", "四", FALSE },
  { "单雨", "sy", TRUE },        { "吕布衣", "lvbu", TRUE },
  { "吕布衣", "lubu", TRUE },    { "Ana Núñez", "nunez", TRUE },
  { "Ana Núñez", "ANA", TRUE },  { "王五", "ｗｗ", TRUE },
  { "王五", "vv", FALSE },
};

static void
test_keys (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *key = muster_name_get_search_key (names[i].name);

      g_assert_cmpstr (key, ==, names[i].key);
    }
}

static void
test_matches (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autofree char *key = muster_name_get_search_key (searches[i].name);
      g_autofree char *folded = muster_name_fold (searches[i].typed);

      g_test_message ("%s by %s", searches[i].name, searches[i].typed);
      g_assert_cmpint (muster_name_matches (searches[i].name, key, folded), ==,
                       searches[i].found);
    }
}

static void
test_damage (void)
{
  g_autofree char *key = muster_name_get_search_key ("\xff\xfe");
  g_autofree char *folded = muster_name_fold ("\xc3");

  g_assert_cmpstr (key, ==, "");
  g_assert_cmpstr (folded, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/name/keys", test_keys);
  g_test_add_func ("/name/matches", test_matches);
  g_test_add_func ("/name/damage", test_damage);

  return g_test_run ();
}
