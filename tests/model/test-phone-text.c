/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-phone-text.h"
#include "muster-tongue.h"

static void
test_use (void)
{
  static const struct
  {
    const char *state;
    gint64 n;
    gboolean sole;
    const char *en;
    const char *zh;
    gboolean doubt;
  } rows[] = {
    { "proposed", 1, TRUE, "Proposed · 1 punch, last Mon 2 Mar",
      "待确认 · 1 次打卡，最近 3月2日 周一", FALSE },
    { "proposed", 41, FALSE, "Proposed · 41 punches, last Mon 2 Mar", NULL, TRUE },
    { "bound", 1200, FALSE, "Confirmed · 1,200 punches, last Mon 2 Mar", NULL, FALSE },
    { "bound", 0, FALSE, "Confirmed · no punches yet", "已确认 · 尚无打卡", FALSE },
  };
  g_autoptr (MusterZone) zone = muster_zone_new ("Asia/Shanghai", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (MusterPhoneRow) phone = g_object_new (MUSTER_TYPE_PHONE_ROW, NULL);
      const char *const texts[] = { rows[i].en, rows[i].zh };

      phone->state = rows[i].state;
      phone->n_punches = rows[i].n;
      phone->sole = rows[i].sole;
      phone->last_at =
        muster_zone_get_instant (zone, muster_date_new (2026, 3, 2), 600 * MUSTER_MINUTE);
      phone->zone = muster_zone_ref (zone);
      for (guint k = 0; k < G_N_ELEMENTS (texts); k++)
        {
          g_autofree char *text = NULL;

          muster_tongue_set (k == 0 ? MUSTER_TONGUE_EN : MUSTER_TONGUE_ZH);
          text = muster_phone_text_use (phone);
          if (texts[k] != NULL)
            g_assert_cmpstr (text, ==, texts[k]);
          g_assert_cmpint (muster_phone_text_doubt (phone) != NULL, ==, rows[i].doubt);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/phone-text/use", test_use);

  return g_test_run ();
}
