/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-test-company.h"

#include "muster-badges.h"
#include "muster-people.h"
#include "muster-punches.h"
#include "muster-sources.h"

gint64
muster_test_person_add (MusterDb *db,
                        const char *staff_no,
                        const char *name,
                        const char *department,
                        const char *group)
{
  g_autoptr (MusterPerson) person = muster_person_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  person->staff_no = g_strdup (staff_no);
  person->name = g_strdup (name);
  person->department = g_strdup (department);
  person->group = g_strdup (group);
  id = muster_people_add (db, person, MUSTER_TEST_NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

gint64
muster_test_source_add (MusterDb *db, const char *name)
{
  g_autoptr (MusterSource) source = muster_source_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  source->name = g_strdup (name);
  source->kind = g_strdup ("file");
  source->zone = g_strdup ("Asia/Shanghai");
  source->waited_for = TRUE;
  id = muster_sources_add (db, source, MUSTER_TEST_NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

gint64
muster_test_punch_add (MusterDb *db, gint64 source_id, const char *key, int minutes)
{
  MusterNewPunch punch = {
    .at = MUSTER_TEST_NOW + minutes * MUSTER_MINUTE,
    .wall = MUSTER_TEST_NOW + minutes * MUSTER_MINUTE + 480 * MUSTER_MINUTE,
    .received_at = MUSTER_TEST_NOW,
    .offset = 8 * 3600,
    .verify = MUSTER_VERIFY_FINGERPRINT,
  };
  g_autoptr (GError) error = NULL;
  gint64 person_id;

  muster_badges_ensure (db, source_id, key, NULL, &punch.badge_id, &person_id, &error);
  g_assert_no_error (error);
  muster_punches_add (db, source_id, 0, &punch, 1, NULL, &error);
  g_assert_no_error (error);

  return punch.id;
}
