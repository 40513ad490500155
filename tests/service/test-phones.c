/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception-listings.h"
#include "muster-phone-listings.h"
#include "muster-phones.h"
#include "muster-test-desk.h"

/* Who punched with which phone. Ann has one of her own; Ben two; Cy and Dora share one. */
static const struct
{
  const char *person;
  const char *phone;
} uses[] = {
  { "Ann", "ph-a" }, { "Ann", "ph-a" }, { "Ben", "ph-b" },
  { "Ben", "ph-c" }, { "Cy", "ph-d" },  { "Dora", "ph-d" },
};

typedef struct
{
  MusterTestDesk *desk;
  gint64 people[G_N_ELEMENTS (uses)];
} Phones;

static gint64
find_person (Phones *phones, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (uses[i].person, uses[n].person))
      return phones->people[i];

  return muster_test_add_person (phones->desk, uses[n].person, uses[n].person, "", "");
}

static void
phones_begin (Phones *phones)
{
  gint64 source;

  phones->desk = muster_test_desk_new ();
  source = muster_test_add_source (phones->desk, "Phones");
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autofree char *wall = g_strdup_printf ("2026-03-04T09:%02u", i);

      phones->people[i] = find_person (phones, i);
      muster_test_add_phone_punch (phones->desk, source, uses[i].person,
                                   phones->people[i], uses[i].phone, wall);
    }
}

static char *
list_phones (Phones *phones, const char *state)
{
  const char *states[] = { state, NULL };
  g_autoptr (MusterFilter) filter = muster_test_filter (NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  filter->states = g_strdupv ((char **) states);
  rows = muster_test_rows (phones->desk, phones->desk->admin, "phones", filter);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterPhoneRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s%s:%s%s", i > 0 ? " " : "", row->person_name,
                              row->device, row->sole ? "!" : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_phones (Phones *phones, const char *state, const char *wanted)
{
  g_autofree char *found = list_phones (phones, state);

  g_assert_cmpstr (found, ==, wanted);
}

/* First use proposes; what is without doubt is confirmed at once, the rest waits for a person. */
static void
test_sole (void)
{
  Phones phones = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *release = NULL;
  g_autoptr (GVariant) released = NULL;
  g_autoptr (GPtrArray)
    confirmed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);

  phones_begin (&phones);
  assert_phones (&phones, "proposed", "Ann:ph-a! Ben:ph-b Ben:ph-c Cy:ph-d Dora:ph-d");

  muster_phones_confirm_sole (phones.desk->office, phones.desk->admin, confirmed, NULL,
                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (confirmed->len, ==, 1);
  assert_phones (&phones, "bound", "Ann:ph-a");

  /* Taken back they wait again */
  muster_phones_take_back (phones.desk->office, phones.desk->admin, confirmed, NULL, NULL,
                           NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (confirmed->len, ==, 0);
  assert_phones (&phones, "proposed", "Ann:ph-a! Ben:ph-b Ben:ph-c Cy:ph-d Dora:ph-d");
  muster_phones_confirm_sole (phones.desk->office, phones.desk->admin, confirmed, NULL,
                              NULL, NULL, &error);
  g_assert_no_error (error);
  assert_phones (&phones, "bound", "Ann:ph-a");
  assert_phones (&phones, "proposed", "Ben:ph-b Ben:ph-c Cy:ph-d Dora:ph-d");

  /* Of two that one refuses the other is without doubt */
  release = g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT
                             ">, 'device': <'ph-c'>, 'reason': <'sold'>}",
                             phones.people[2]);
  released = muster_test_submit (phones.desk, "device.unbind", release);
  assert_phones (&phones, "released", "Ben:ph-c");
  assert_phones (&phones, "proposed", "Ben:ph-b! Cy:ph-d Dora:ph-d");
  muster_test_desk_free (phones.desk);
}

/* A change of device is an exception until it is confirmed. */
static void
test_change (void)
{
  const char *kinds[] = { "unbound_device", NULL };
  Phones phones = { 0 };
  g_autoptr (MusterFilter) filter = muster_test_filter (NULL);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GVariant) bound = NULL;
  g_autoptr (GVariant) too = NULL;
  MusterExceptionRow *row;

  phones_begin (&phones);
  filter->states = g_strdupv ((char **) kinds);
  first = g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT ">, 'device': <'ph-b'>}",
                           phones.people[2]);
  second = g_strdup_printf (
    "{'person': <int64 %" G_GINT64_FORMAT ">, 'device': <'ph-c'>}", phones.people[2]);
  bound = muster_test_submit (phones.desk, "device.bind", first);
  before = muster_test_rows (phones.desk, phones.desk->admin, "exceptions", filter);
  g_assert_cmpuint (before->len, ==, 1);
  row = g_ptr_array_index (before, 0);
  g_assert_cmpstr (row->person->name, ==, "Ben");
  g_assert_cmpstr (row->device, ==, "ph-c");
  g_assert_cmpint (row->at, ==, muster_test_instant ("2026-03-04T09:03"));

  too = muster_test_submit (phones.desk, "device.bind", second);
  after = muster_test_rows (phones.desk, phones.desk->admin, "exceptions", filter);
  g_assert_cmpuint (after->len, ==, 0);
  muster_test_desk_free (phones.desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/phones/sole", test_sole);
  g_test_add_func ("/phones/change", test_change);

  return g_test_run ();
}
