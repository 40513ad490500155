/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command-catalog.h"
#include "muster-company.h"
#include "muster-demo.h"
#include "muster-source-commands.h"

#define MUSTER_BENCH_PASSWORD "bench password"

/**
 * muster_bench_company_new:
 * @folder: where there is none yet
 * @source_id: (out): its one source, of files
 * @actor: (out): its administrator
 *
 * Returns: (transfer full): a new company, which must be closed
 */
static inline MusterCompany *
muster_bench_company_new (const char *folder, gint64 *source_id, MusterActor **actor)
{
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GError) error = NULL;
  GVariantDict values;
  char *recovery = NULL;
  GVariant *args;

  company = muster_company_create (folder, "Bench", "Asia/Shanghai", "admin",
                                   MUSTER_BENCH_PASSWORD, NULL, NULL, &recovery, actor,
                                   &error);
  g_assert_no_error (error);
  muster_company_wipe (recovery);

  g_variant_dict_init (&values, NULL);
  g_variant_dict_insert (&values, "name", "s", "Gate");
  g_variant_dict_insert (&values, "kind", "s", "file");
  args =
    muster_command_build_args (&muster_add_source, g_variant_dict_end (&values), &error);
  g_assert_no_error (error);
  result = muster_office_submit (muster_company_get_office (company), *actor,
                                 &muster_add_source, args, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (result, "(x)", source_id);

  return g_steal_pointer (&company);
}

/**
 * muster_bench_company_make_demo:
 * @folder: where there is none yet
 * @people: how many
 * @days: how many, until the end of March 2026
 *
 * Leaves a demo company there, closed.
 */
static inline void
muster_bench_company_make_demo (const char *folder, guint people, guint days)
{
  const MusterDemoPlan plan = { people, days, muster_date_new (2026, 3, 31), 1 };
  g_autoptr (MusterCompany) company = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  char *recovery = NULL;

  company = muster_company_create (folder, "Bench", MUSTER_DEMO_ZONE, "admin",
                                   MUSTER_BENCH_PASSWORD, NULL, NULL, &recovery, &actor,
                                   &error);
  g_assert_no_error (error);
  muster_company_wipe (recovery);
  muster_demo_fill (muster_company_get_office (company), actor, &plan, NULL, NULL, NULL,
                    &error);
  g_assert_no_error (error);
  muster_company_close (company);
}
