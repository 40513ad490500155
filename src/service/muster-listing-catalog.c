/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-listing-catalog.h"

#include "muster-adjusted-listings.h"
#include "muster-basemap-listing.h"
#include "muster-closing-listings.h"
#include "muster-coverage-listing.h"
#include "muster-lieu.h"
#include "muster-day-listings.h"
#include "muster-delegation-listings.h"
#include "muster-exception-listings.h"
#include "muster-holiday-listings.h"
#include "muster-month-listings.h"
#include "muster-people-listings.h"
#include "muster-period-listings.h"
#include "muster-phone-listings.h"
#include "muster-place-listings.h"
#include "muster-plan-listings.h"
#include "muster-punch-listings.h"
#include "muster-request-listings.h"
#include "muster-rule-draft-listings.h"
#include "muster-rule-listings.h"
#include "muster-signal-listings.h"
#include "muster-source-listings.h"
#include "muster-user-listings.h"
#include "muster-year-listings.h"

/* One a line */
/* clang-format off */
static const MusterListing *const listings[] = {
  &muster_days_listing,
  &muster_months_listing,
  &muster_punches_listing,
  &muster_people_listing,
  &muster_badges_listing,
  &muster_unmapped_listing,
  &muster_memberships_listing,
  &muster_groups_listing,
  &muster_departments_listing,
  &muster_sources_listing,
  &muster_imports_listing,
  &muster_rejects_listing,
  &muster_mappings_listing,
  &muster_shifts_listing,
  &muster_rulesets_listing,
  &muster_rule_drafts_listing,
  &muster_syncs_listing,
  &muster_devices_listing,
  &muster_strangers_listing,
  &muster_calendar_listing,
  &muster_roster_listing,
  &muster_covers_listing,
  &muster_periods_listing,
  &muster_adjustments_listing,
  &muster_users_listing,
  &muster_deciders_listing,
  &muster_audit_listing,
  &muster_places_listing,
  &muster_basemaps_listing,
  &muster_signals_listing,
  &muster_phones_listing,
  &muster_years_listing,
  &muster_requests_listing,
  &muster_request_steps_listing,
  &muster_evidence_listing,
  &muster_request_days_listing,
  &muster_exceptions_listing,
  &muster_delegations_listing,
  &muster_plans_listing,
  &muster_coverage_listing,
  &muster_balances_listing,
  &muster_period_plan_listing,
  &muster_period_checks_listing,
  &muster_adjusted_listing,
  &muster_holidays_listing,
  NULL,
};
/* clang-format on */

const MusterListing *const *
muster_listing_list (void)
{
  return listings;
}

const MusterListing *
muster_listing_lookup (const char *name)
{
  for (gsize i = 0; listings[i] != NULL; i++)
    if (g_strcmp0 (listings[i]->name, name) == 0)
      return listings[i];

  return NULL;
}
