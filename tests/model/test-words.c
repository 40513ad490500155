/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day.h"
#include "muster-punch.h"
#include "muster-tongue.h"
#include "muster-words.h"

static const char *const all[] = { "status", "flag",         "day_type",     "direction",
                                   "verify", "verdict",      "mark",         "day_state",
                                   "reject", "punch_state",  "import_state", "role",
                                   "datum",  "source_state", "outcome" };

static const struct
{
  const char *vocabulary;
  const char *code;
  const char *en;
  const char *zh;
} words[] = {
  { "status", "present", "Present", "正常" },
  { "status", "absent", "Absent", "旷工" },
  { "status", "pending", "Pending", "待定" },
  { "status", "leave", "On leave", "请假" },
  { "status", "holiday", "Statutory holiday", "法定节假日" },
  { "flag", "late", "Late", "迟到" },
  { "flag", "severe_late", "Severely late", "严重迟到" },
  { "flag", "early_leave", "Left early", "早退" },
  { "flag", "off_shift", "Off-shift punch", "班外打卡" },
  { "day_state", "missing", "Missing punch", "缺卡" },
  { "day_type", "makeup", "Make-up workday", "调休上班日" },
  { "verdict", "duplicate", "Duplicate punch", "重复打卡" },
  { "verdict", "in", "On-punch", "上班卡" },
  { "direction", "in", "In", "上班" },
  { "mark", "mock", "Mock location", "虚拟定位" },
  { "punch_state", "unmapped", "Unmapped", "未匹配" },
  { "role", "supervisor", "Supervisor", "主管" },
  { "status", "of another age", "of another age", "of another age" },
  { "no such vocabulary", "late", "late", "late" },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      muster_tongue_set (MUSTER_TONGUE_EN);
      g_assert_cmpstr (muster_words_say (words[i].vocabulary, words[i].code), ==,
                       words[i].en);
      muster_tongue_set (MUSTER_TONGUE_ZH);
      g_assert_cmpstr (muster_words_say (words[i].vocabulary, words[i].code), ==,
                       words[i].zh);
    }

  g_assert_cmpstr (muster_words_say ("status", NULL), ==, "");
}

/* What is true of every word that there is and will be */
static void
test_every_word (void)
{
  muster_tongue_set (MUSTER_TONGUE_ZH);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
      const MusterWord *list = muster_words_list (all[i]);

      g_assert_nonnull (list);
      for (const MusterWord *word = list; word->code != NULL; word++)
        {
          const char *zh = muster_words_say (all[i], word->code);

          g_test_message ("%s %s: %s", all[i], word->code, zh);
          g_assert_true (muster_words_find (all[i], word->code) == word);
          g_assert_true (g_hash_table_add (said, (gpointer) zh));
          g_assert_cmpstr (word->word, !=, "");
          if (word->icon != NULL)
            g_assert_true (g_str_has_suffix (word->icon, "-symbolic"));
        }
    }
}

static void
test_enumerations (void)
{
  for (int status = 0; status < MUSTER_N_STATUSES; status++)
    {
      const MusterWord *word = muster_words_at ("status", status);

      g_assert_nonnull (word);
      g_assert_cmpstr (word->code, ==, muster_status_get_code (status));
    }

  for (int flag = 1; flag <= MUSTER_FLAG_FORGIVEN; flag <<= 1)
    {
      const MusterWord *word = muster_words_at ("flag", flag);

      g_assert_nonnull (word);
      g_assert_cmpstr (word->code, ==, muster_day_flag_get_code (flag));
    }

  for (int verdict = 0; verdict <= MUSTER_VERDICT_HOLIDAY; verdict++)
    g_assert_nonnull (muster_words_at ("verdict", verdict));

  for (int verify = 0; verify <= MUSTER_VERIFY_MANUAL; verify++)
    g_assert_nonnull (muster_words_at ("verify", verify));

  g_assert_null (muster_words_at ("status", MUSTER_N_STATUSES));
  g_assert_null (muster_words_at ("no such vocabulary", 0));
}

static void
test_lists (void)
{
  const char *const codes[] = { "late", "overtime", NULL };
  guint flags = MUSTER_FLAG_LATE | MUSTER_FLAG_OVERTIME;
  g_autofree char *en = NULL;
  g_autofree char *zh = NULL;
  g_autofree char *bits = NULL;
  g_autofree char *none = NULL;

  muster_tongue_set (MUSTER_TONGUE_EN);
  en = muster_words_say_all ("flag", codes);
  g_assert_cmpstr (en, ==, "Late, Overtime");

  muster_tongue_set (MUSTER_TONGUE_ZH);
  zh = muster_words_say_all ("flag", codes);
  bits = muster_words_say_flags ("flag", flags);
  none = muster_words_say_all ("flag", NULL);
  g_assert_cmpstr (zh, ==, "迟到、加班");
  g_assert_cmpstr (bits, ==, zh);
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/words/said", test_words);
  g_test_add_func ("/words/every", test_every_word);
  g_test_add_func ("/words/enumerations", test_enumerations);
  g_test_add_func ("/words/lists", test_lists);

  return g_test_run ();
}
