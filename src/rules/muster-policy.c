/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-policy.h"

void
muster_policy_free (MusterPolicy *policy)
{
  for (guint i = 0; i < policy->n_overtimes; i++)
    g_free (policy->overtimes[i].name);

  g_free (policy->overtimes);
  g_free (policy->roundings);
  g_free (policy->rests);
  g_free (policy);
}
