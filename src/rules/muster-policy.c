/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-policy.h"

#include "muster-rule-catalog.h"

MusterPolicy *
muster_policy_new (MusterParams *params, GError **error)
{
  g_autoptr (MusterPolicy) policy = g_new0 (MusterPolicy, 1);

  for (guint i = 0; muster_rules[i] != NULL; i++)
    if (muster_rules[i]->compile != NULL && !muster_rules[i]->compile (params, policy, error))
      return NULL;

  return g_steal_pointer (&policy);
}

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
