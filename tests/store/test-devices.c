/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-badges.h"
#include "muster-devices.h"
#include "muster-error.h"
#include "muster-punches.h"
#include "muster-test-company.h"

/* The phone stands in what came with the punch; the source may name a device beside it or none. */
static const struct
{
  const char *device;
  const char *extra;
  const char *phone;
} rows[] = {
  { NULL, "{\"phone\": \"ph-1\"}", "ph-1" },
  { "gateway", "{\"phone\": \"ph-1\"}", "ph-1" },
  { NULL, "{\"phone\": 4711}", "4711" },
  { "gateway", "{\"phone\": \"\"}", NULL },
  { NULL, "{\"phone\": null}", NULL },
  { NULL, "{\"bssid\": \"02:00:00:00:00:01\"}", NULL },
  { "gateway", NULL, NULL },
  { NULL, "no object", NULL },
};

typedef struct
{
  gint64 person;
} Phones;

static gboolean
add_run (MusterDb *db, gpointer data, GError **error)
{
  Phones *phones = data;
  gint64 source = muster_test_source_add (db, "Phones");
  gint64 badge, nobody;

  phones->person = muster_test_person_add (db, "0041", "陆小满", "生产部", "workshop");
  if (!muster_badges_ensure (db, source, "p41", NULL, &badge, &nobody, error) ||
      !muster_badges_map (db, source, "p41", phones->person, MUSTER_TEST_NOW, "Warden",
                          NULL, NULL, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MusterNewPunch punch = {
        .badge_id = badge,
        .at = MUSTER_TEST_NOW + i * 60 * MUSTER_MINUTE,
        .wall = MUSTER_TEST_NOW + i * 60 * MUSTER_MINUTE,
        .received_at = MUSTER_TEST_NOW + i * 60 * MUSTER_MINUTE,
        .device = rows[i].device,
        .extra = rows[i].extra,
      };

      if (!muster_punches_add (db, source, 0, &punch, 1, NULL, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
uses_run (MusterDb *db, gpointer data, GError **error)
{
  const MusterSpan ever = { G_MININT64, G_MAXINT64 };
  g_autoptr (GArray) uses = muster_devices_uses (db, ever, error);
  guint n = 0;

  if (uses == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].phone != NULL)
      {
        g_assert_cmpuint (n, <, uses->len);
        g_assert_cmpstr (g_array_index (uses, MusterDeviceUse, n).device, ==,
                         rows[i].phone);
        n++;
      }
  g_assert_cmpuint (uses->len, ==, n);

  return TRUE;
}

static gboolean
list_run (MusterDb *db, gpointer data, GError **error)
{
  Phones *phones = data;
  g_autoptr (GArray) records = NULL;
  const MusterDeviceRecord *one, *other;

  if (!muster_devices_decide (db, phones->person, "ph-1", MUSTER_BINDING_BOUND, "seen",
                              MUSTER_TEST_NOW, "Warden", error) ||
      !(records = muster_devices_list (db, error)))
    return FALSE;

  g_assert_cmpuint (records->len, ==, 2);
  one = &g_array_index (records, MusterDeviceRecord, 0);
  other = &g_array_index (records, MusterDeviceRecord, 1);
  g_assert_cmpstr (one->device, ==, "ph-1");
  g_assert_cmpint (one->person_id, ==, phones->person);
  g_assert_cmpint (one->n_punches, ==, 2);
  g_assert_cmpint (one->first_at, ==, MUSTER_TEST_NOW);
  g_assert_cmpint (one->last_at, ==, MUSTER_TEST_NOW + (60 * MUSTER_MINUTE));
  g_assert_cmpint (one->binding, ==, MUSTER_BINDING_BOUND);
  g_assert_cmpstr (one->decided_by, ==, "Warden");
  g_assert_cmpstr (other->device, ==, "4711");
  g_assert_cmpint (other->n_punches, ==, 1);
  g_assert_cmpint (other->binding, ==, MUSTER_BINDING_PROPOSED);

  return TRUE;
}

/* Of one person: also who else uses the same device, and nobody else's others. */
static gboolean
person_run (MusterDb *db, gpointer data, GError **error)
{
  Phones *phones = data;
  gint64 source = muster_test_source_add (db, "More phones");
  gint64 other = muster_test_person_add (db, "0042", "何足道", "生产部", "workshop");
  const char *const used[] = { "{\"phone\": \"4711\"}", "{\"phone\": \"ph-9\"}" };
  g_autoptr (GArray) all = NULL, of_one = NULL, of_other = NULL, decided = NULL;
  gint64 badge, nobody;

  if (!muster_badges_ensure (db, source, "p42", NULL, &badge, &nobody, error) ||
      !muster_badges_map (db, source, "p42", other, MUSTER_TEST_NOW, "Warden", NULL, NULL,
                          error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (used); i++)
    {
      MusterNewPunch punch = { .badge_id = badge,
                               .at = MUSTER_TEST_NOW + i * MUSTER_MINUTE,
                               .wall = MUSTER_TEST_NOW + i * MUSTER_MINUTE,
                               .received_at = MUSTER_TEST_NOW,
                               .extra = used[i] };

      if (!muster_punches_add (db, source, 0, &punch, 1, NULL, error))
        return FALSE;
    }

  if (!(all = muster_devices_list (db, error)) ||
      !(of_one = muster_devices_of_person (db, phones->person, error)) ||
      !(of_other = muster_devices_of_person (db, other, error)) ||
      !(decided = muster_devices_decided (db, error)))
    return FALSE;

  g_assert_cmpuint (all->len, ==, 4);
  g_assert_cmpuint (of_one->len, ==, 3);
  g_assert_cmpuint (of_other->len, ==, 3);
  for (guint i = 0; i < of_one->len; i++)
    {
      const MusterDeviceRecord *record = &g_array_index (of_one, MusterDeviceRecord, i);
      const MusterDeviceRecord *same = &g_array_index (all, MusterDeviceRecord, i);

      g_assert_cmpstr (record->device, !=, "ph-9");
      g_assert_cmpint (record->n_punches, ==, same->n_punches);
      g_assert_cmpint (record->binding, ==, same->binding);
    }
  for (guint i = 0; i < of_other->len; i++)
    g_assert_cmpstr (g_array_index (of_other, MusterDeviceRecord, i).device, !=, "ph-1");
  g_assert_cmpuint (decided->len, ==, 2);
  g_assert_cmpstr (g_array_index (decided, MusterDeviceRecord, 0).device, ==, "4711");
  g_assert_cmpint (g_array_index (decided, MusterDeviceRecord, 1).binding, ==,
                   MUSTER_BINDING_BOUND);

  return TRUE;
}

/* Taken back, a decision leaves what was before it; only one's own is. */
static gboolean
undo_run (MusterDb *db, gpointer data, GError **error)
{
  static const struct
  {
    const char *act;
    const char *by;
    int code;
    MusterBinding binding;
  } steps[] = {
    { "undo", "Warden", MUSTER_ERROR_CONFLICT, MUSTER_BINDING_PROPOSED },
    { "bind", "Warden", 0, MUSTER_BINDING_BOUND },
    { "bind", "Warden", MUSTER_ERROR_CONFLICT, MUSTER_BINDING_BOUND },
    { "undo", "Other", MUSTER_ERROR_CONFLICT, MUSTER_BINDING_BOUND },
    { "undo", "Warden", 0, MUSTER_BINDING_PROPOSED },
    { "undo", "Warden", MUSTER_ERROR_CONFLICT, MUSTER_BINDING_PROPOSED },
    { "release", "Warden", 0, MUSTER_BINDING_RELEASED },
    { "bind", "Other", 0, MUSTER_BINDING_BOUND },
    { "undo", "Other", 0, MUSTER_BINDING_RELEASED },
  };
  Phones *phones = data;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) wrong = NULL;
      g_autoptr (GArray) records = NULL;
      gint64 at = MUSTER_TEST_NOW + i;
      gboolean done =
        g_str_equal (steps[i].act, "undo")
          ? muster_devices_undo (db, phones->person, "4711", at, steps[i].by, &wrong)
          : muster_devices_decide (db, phones->person, "4711",
                                   g_str_equal (steps[i].act, "bind")
                                     ? MUSTER_BINDING_BOUND
                                     : MUSTER_BINDING_RELEASED,
                                   "", at, steps[i].by, &wrong);

      g_assert_cmpint (done, ==, steps[i].code == 0);
      if (!done)
        g_assert_error (wrong, MUSTER_ERROR, steps[i].code);
      if (!(records = muster_devices_list (db, error)))
        return FALSE;
      g_assert_cmpint (g_array_index (records, MusterDeviceRecord, 1).binding, ==,
                       steps[i].binding);
    }

  return TRUE;
}

static void
test_phones (void)
{
  g_autoptr (MusterTestVault) test = muster_test_vault_new ();
  Phones phones = { 0 };

  muster_test_vault_write (test, add_run, &phones);
  muster_test_vault_write (test, uses_run, &phones);
  muster_test_vault_write (test, list_run, &phones);
  muster_test_vault_write (test, undo_run, &phones);
  muster_test_vault_write (test, person_run, &phones);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/devices/phones", test_phones);

  return g_test_run ();
}
