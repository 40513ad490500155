/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-policy.h"

void
muster_policy_free (MusterPolicy *policy)
{
  g_free (policy->overtimes);
  g_free (policy->roundings);
  g_free (policy->rests);
  g_free (policy);
}
