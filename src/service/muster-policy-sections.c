/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-policy-sections.h"

#include "muster-rule-catalog.h"

const MusterPolicySection *
muster_policy_sections_get (void)
{
  static MusterPolicySection *sections;

  if (g_once_init_enter_pointer (&sections))
    {
      GArray *found = g_array_new (TRUE, TRUE, sizeof (MusterPolicySection));

      for (guint i = 0; muster_rules[i] != NULL; i++)
        if (muster_rules[i]->fields != NULL && muster_rules[i]->fields[0].name != NULL)
          {
            MusterPolicySection section = { muster_rules[i]->name, muster_rules[i]->title,
                                            muster_rules[i]->fields };

            g_array_append_val (found, section);
          }
      g_once_init_leave_pointer (
        &sections, (MusterPolicySection *) (gpointer) g_array_free (found, FALSE));
    }

  return sections;
}
