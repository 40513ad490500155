/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rule-catalog.h"

const MusterRule *const muster_rules[] = {
  &muster_kind_rule,     /* what is expected on which date */
  &muster_placing_rule,  /* which punch belongs to which of them */
  &muster_site_rule,     /* what its being made where it was makes of the day */
  &muster_pairing_rule,  /* sessions, and who came and went when */
  &muster_cover_rule,    /* leave, trips and what they change in what is expected */
  &muster_tardy_rule,    /* late and early */
  &muster_worked_rule,   /* worked time */
  &muster_status_rule,   /* what became of the day */
  &muster_overtime_rule, /* overtime and undertime */
  NULL,
};

MusterPolicy *
muster_rules_compile (MusterParams *params, GError **error)
{
  g_autoptr (MusterPolicy) policy = g_new0 (MusterPolicy, 1);

  for (guint i = 0; muster_rules[i] != NULL; i++)
    if (muster_rules[i]->compile != NULL &&
        !muster_rules[i]->compile (params, policy, error))
      return NULL;

  return g_steal_pointer (&policy);
}
