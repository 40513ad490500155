/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-invention.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Every string of bytes is a company; whatever it is like, its days can be judged. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MusterJudge) judge = muster_judge_new ();
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);
  Invented it;

  invented_init (&it, data, size);
  muster_judge_days (judge, &it.facts, days);
  muster_judge_sheets (judge, &it.facts, TRUE, sheets);
  g_assert_cmpuint (days->len, ==, sheets->len);

  for (guint i = 0; i < days->len; i++)
    {
      const MusterDay *day = &g_array_index (days, MusterDay, i);

      g_assert_cmpint (day->worked_sec, >=, 0);
      g_assert_true (it.approved || day->overtime_min + day->overtime_pending_min <=
                                      day->worked_sec / 60);
    }

  invented_clear (&it);

  return 0;
}
