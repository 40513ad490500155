/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-page-catalog.h"

#include "muster-audit-page.h"
#include "muster-calendar-page.h"
#include "muster-exceptions-page.h"
#include "muster-holidays-page.h"
#include "muster-map-page.h"
#include "muster-people-page.h"
#include "muster-periods-page.h"
#include "muster-punches-page.h"
#include "muster-requests-page.h"
#include "muster-roster-page.h"
#include "muster-rules-page.h"
#include "muster-sources-page.h"
#include "muster-today-page.h"
#include "muster-users-page.h"

#include <glib/gi18n-lib.h>

/* In the order of the sidebar, one a line */
/* clang-format off */
static const MusterPageKind *const kinds[] = {
  &muster_today_page_kind,
  &muster_exceptions_page_kind,
  &muster_requests_page_kind,
  &muster_map_page_kind,
  &muster_calendar_page_kind,
  &muster_punches_page_kind,
  &muster_people_page_kind,
  &muster_roster_page_kind,
  &muster_rules_page_kind,
  &muster_holidays_page_kind,
  &muster_sources_page_kind,
  &muster_periods_page_kind,
  &muster_audit_page_kind,
  &muster_users_page_kind,
  NULL,
};
/* clang-format on */

static const char *const section_titles[] = {
  [MUSTER_SECTION_DAILY] = N_ ("Daily"),
  [MUSTER_SECTION_RECORDS] = N_ ("Records"),
  [MUSTER_SECTION_SETUP] = N_ ("Setup"),
  [MUSTER_SECTION_CONTROL] = N_ ("Control"),
};

const MusterPageKind *const *
muster_page_catalog_get (void)
{
  return kinds;
}

const MusterPageKind *
muster_page_catalog_find (const char *name)
{
  for (guint i = 0; name != NULL && kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i]->name, name))
      return kinds[i];

  return NULL;
}

const char *
muster_section_get_title (MusterSection section)
{
  g_return_val_if_fail (section < G_N_ELEMENTS (section_titles), NULL);

  return _ (section_titles[section]);
}
