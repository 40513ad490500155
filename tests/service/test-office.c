/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-command-catalog.h"
#include "muster-coverage-listing.h"
#include "muster-day-listings.h"
#include "muster-error.h"
#include "muster-listing-catalog.h"
#include "muster-month-listings.h"
#include "muster-people-commands.h"
#include "muster-people-listings.h"
#include "muster-plan-listings.h"
#include "muster-test-desk.h"
#include "muster-user-listings.h"

/* ---- Walking the catalogs ---- */

/* Arguments of the right type that mean nothing. */
static GVariant *
args_of_type (const GVariantType *type)
{
  GVariantBuilder builder;

  if (g_variant_type_is_maybe (type))
    return g_variant_new_maybe (g_variant_type_element (type), NULL);
  if (g_variant_type_is_array (type))
    return g_variant_new_array (g_variant_type_element (type), NULL, 0);
  if (g_variant_type_is_tuple (type))
    {
      g_variant_builder_init (&builder, type);
      for (const GVariantType *item = g_variant_type_first (type); item != NULL;
           item = g_variant_type_next (item))
        g_variant_builder_add_value (&builder, args_of_type (item));
      return g_variant_builder_end (&builder);
    }
  switch (g_variant_type_peek_string (type)[0])
    {
    case 's':
      return g_variant_new_string ("x");
    case 'x':
      return g_variant_new_int64 (1);
    case 'i':
      return g_variant_new_int32 (20000);
    case 'd':
      return g_variant_new_double (1.0);
    case 'b':
      return g_variant_new_boolean (FALSE);
    case 'a':
      return g_variant_new_strv (NULL, 0);
    case 'm':
      return g_variant_new_maybe (g_variant_type_element (type), NULL);
    case 'v':
      return g_variant_new_variant (g_variant_new_string (""));
    default:
      g_assert_not_reached ();
    }
}

static MusterAuditRow *
last_entry (MusterTestDesk *test)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "audit", NULL);

  return g_object_ref (g_ptr_array_index (rows, 0));
}

static void
test_commands_are_sound (void)
{
  const MusterCommand *const *commands = muster_command_list ();

  for (gsize i = 0; commands[i] != NULL; i++)
    {
      g_autoptr (GString) type = g_string_new ("(");

      g_test_message ("%s", commands[i]->name);
      for (const MusterField *field = commands[i]->fields; field->name != NULL; field++)
        {
          if ((field->flags & MUSTER_FIELD_MAYBE) != 0)
            g_string_append_c (type, 'm');
          g_string_append (
            type, g_variant_type_peek_string (muster_field_get_variant_type (field)));
          g_assert_nonnull (field->title);
        }
      g_string_append_c (type, ')');
      g_assert_cmpstr (type->str, ==, commands[i]->args);
      g_assert_nonnull (strchr (commands[i]->name, '.'));
      g_assert_true (muster_command_find (commands[i]->name) == commands[i]);
      g_assert_cmpint (commands[i]->permission, !=, 0);
    }
}

static void
test_commands_deny_a_stranger (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterActor) stranger = muster_test_actor (0, NULL, NULL);
  const MusterCommand *const *commands = muster_command_list ();

  for (gsize i = 0; commands[i] != NULL; i++)
    {
      g_autoptr (MusterAuditRow) before = last_entry (test);
      g_autoptr (MusterAuditRow) after = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) result = muster_office_submit (
        test->office, stranger, commands[i],
        args_of_type (G_VARIANT_TYPE (commands[i]->args)), NULL, &error);

      g_test_message ("%s", commands[i]->name);
      g_assert_null (result);
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
      after = last_entry (test);
      g_assert_cmpint (after->id, ==, before->id + 1);
      g_assert_cmpstr (after->command, ==, commands[i]->name);
      g_assert_cmpstr (after->outcome, ==, "denied");
      g_assert_cmpstr (after->user, ==, "Quill");
    }
}

static void
test_commands_fail_whole (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  const MusterCommand *const *commands = muster_command_list ();

  /* Every argument that means nothing is refused by someone, and leaves an entry. */
  for (gsize i = 0; commands[i] != NULL; i++)
    {
      g_autoptr (MusterAuditRow) before = last_entry (test);
      g_autoptr (MusterAuditRow) after = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) result = muster_office_submit (
        test->office, test->admin, commands[i],
        args_of_type (G_VARIANT_TYPE (commands[i]->args)), NULL, &error);

      g_test_message ("%s: %s", commands[i]->name,
                      error != NULL ? error->message : "done");
      after = last_entry (test);
      g_assert_cmpint (after->id, ==, before->id + 1);
      g_assert_cmpstr (after->outcome, ==, result != NULL ? "done" : "failed");
    }
}

static void
test_wrong_type (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterAuditRow) entry = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) result = NULL;

  result = muster_office_submit (test->office, test->admin, &muster_add_person,
                                 g_variant_new ("(s)", "x"), NULL, &error);
  g_assert_null (result);
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
  entry = last_entry (test);
  g_assert_cmpstr (entry->outcome, ==, "failed");
}

/* ---- Scope ---- */

#define HIDDEN_NAME "Hidden Heron"
#define HIDDEN_NUMBER "H-9041"
#define HIDDEN_KEY "777003"
#define SEEN_NAME "Seen Swan"

static void
fill (MusterTestDesk *test)
{
  gint64 seen = muster_test_add_person (test, "S-1001", SEEN_NAME, "", "Yard");
  gint64 hidden = muster_test_add_person (test, HIDDEN_NUMBER, HIDDEN_NAME, "", "Office");
  gint64 source = muster_test_add_source (test, "Gate");
  gint64 ids[] = { seen, hidden };
  const char *keys[] = { "5", HIDDEN_KEY };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *map =
        g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                         ">, 'key': <'%s'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                         source, keys[i], ids[i]);
      g_autofree char *rest = g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT
                                               ">, 'from': <%d>, 'single': <true>}",
                                               ids[i], muster_test_date ("2026-03-09"));
      g_autofree char *leave =
        g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT
                         ">, 'from_date': <%d>, 'note': <'%s asked'>}",
                         ids[i], muster_test_date ("2026-03-10"), keys[i]);

      g_variant_unref (muster_test_submit (test, "person.map", map));
      g_variant_unref (muster_test_submit (test, "roster.assign", rest));
      g_variant_unref (muster_test_submit (test, "cover.add", leave));
    }

  g_object_unref (muster_test_import (test, source, "1_attlog.dat",
                                      "5\t2026-03-04 08:55:00\t1\t0\t1\t0\n"
                                      "5\t2026-03-04 18:05:00\t1\t1\t1\t0\n" HIDDEN_KEY
                                      "\t2026-03-04 09:20:00\t1\t0\t1\t0\n" HIDDEN_KEY
                                      "\t2026-03-04 18:01:00\t1\t1\t1\t0\n"
                                      "broken " HIDDEN_NUMBER "\n"));
}

/* Everything that the rows of a listing say, through their columns. */
static char *
rows_to_text (const MusterListing *listing, GPtrArray *rows)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    for (const MusterColumn *column = listing->columns;
         column->name != NULL && g_ptr_array_index (rows, i) != NULL; column++)
      {
        MusterCell cell = { 0 };

        column->get (g_ptr_array_index (rows, i), &cell);
        if (cell.text != NULL)
          g_string_append_printf (text, "%s\n", cell.text);
        for (guint k = 0; cell.codes != NULL && cell.codes[k] != NULL; k++)
          g_string_append_printf (text, "%s\n", cell.codes[k]);
        muster_cell_clear (&cell);
      }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_hidden (const char *text)
{
  g_assert_null (strstr (text, HIDDEN_NAME));
  g_assert_null (strstr (text, HIDDEN_NUMBER));
  g_assert_null (strstr (text, HIDDEN_KEY));
}

static MusterFilter *
filter_for (const MusterListing *listing)
{
  MusterFilter *filter = muster_filter_new ();

  if (listing == &muster_days_listing || listing == &muster_months_listing ||
      listing == &muster_plans_listing || listing == &muster_coverage_listing)
    filter->dates =
      (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-03-05") };

  return filter;
}

static void
test_listings_hide (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterActor)
    supervisor = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, "Yard");
  g_autoptr (MusterActor) auditor = muster_test_actor (MUSTER_ROLE_ADMIN, NULL, "Yard");
  g_autoptr (MusterActor) stranger = muster_test_actor (0, NULL, NULL);
  const MusterListing *const *listings = muster_listing_list ();
  guint n_told = 0;

  fill (test);
  for (gsize i = 0; listings[i] != NULL; i++)
    {
      g_autoptr (MusterFilter) filter = filter_for (listings[i]);
      g_autoptr (MusterFinding) finding = NULL;
      g_autoptr (MusterFinding) everything = NULL;
      g_autoptr (GPtrArray) all = NULL;
      g_autoptr (GPtrArray) some = NULL;
      g_autoptr (GPtrArray) stale = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *told = NULL;
      g_autofree char *seen = NULL;
      g_autofree char *left = NULL;
      MusterActor *limited =
        muster_actor_may (supervisor, listings[i]->permission) ? supervisor : auditor;

      g_test_message ("%s", listings[i]->name);
      finding =
        muster_office_list (test->office, stranger, listings[i], filter, NULL, &error);
      g_assert_null (finding);
      g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
      g_clear_error (&error);

      all = muster_test_rows (test, test->admin, listings[i]->name, filter);
      told = rows_to_text (listings[i], all);
      n_told += strstr (told, HIDDEN_NAME) != NULL ||
                strstr (told, HIDDEN_NUMBER) != NULL || strstr (told, HIDDEN_KEY) != NULL;

      some = muster_test_rows (test, limited, listings[i]->name, filter);
      seen = rows_to_text (listings[i], some);
      assert_hidden (seen);

      /* Keys that somebody else found open nothing either. */
      everything =
        muster_office_list (test->office, test->admin, listings[i], filter, NULL, &error);
      g_assert_no_error (error);
      g_set_object (&everything->actor, limited);
      stale = muster_office_load (test->office, everything, 0, G_MAXUINT, NULL, &error);
      g_assert_no_error (error);
      left = rows_to_text (listings[i], stale);
      assert_hidden (left);
    }

  /* Days, punches, people, badges, roster, covers, rejects and the audit log: they do tell. */
  g_assert_cmpuint (n_told, >=, 8);
}

static void
test_scope_of_commands (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterActor) hr = muster_test_actor (MUSTER_ROLE_HR, NULL, "Yard");
  gint64 id = muster_test_add_person (test, "1", "Ibis", "", "Office");
  g_autofree char *args =
    g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT ">, 'name': <'Owl'>}", id);
  g_autoptr (GPtrArray) rows = NULL;

  muster_test_refuse (test, hr, "person.change", args, MUSTER_ERROR_DENIED);
  muster_test_refuse (test, hr, "person.add",
                      "{'staff_no': <'2'>, 'name': <'Kite'>, 'department': <'Office'>}",
                      MUSTER_ERROR_DENIED);
  muster_test_refuse (test, hr, "source.add", "{'name': <'Door'>}", MUSTER_ERROR_DENIED);

  rows = muster_test_rows (test, test->admin, "people", NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (MUSTER_PERSON (g_ptr_array_index (rows, 0))->name, ==, "Ibis");
}

/* ---- Secrets, notices, the chain ---- */

static void
test_secrets (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterAuditRow) entry = NULL;

  g_variant_unref (muster_test_submit (
    test, "user.add",
    "{'name': <'Finch'>, 'password': <'plum and thunder'>, 'role': <'hr'>}"));
  entry = last_entry (test);
  g_assert_cmpstr (entry->command, ==, "user.add");
  g_assert_nonnull (strstr (entry->args, "Finch"));
  g_assert_null (strstr (entry->args, "plum"));
}

static void
count_cb (MusterOffice *office, guint topics, gpointer user_data)
{
  guint *seen = user_data;

  seen[0]++;
  seen[1] |= topics;
}

static void
test_notices (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  guint seen[2] = { 0, 0 };

  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (test->office, "changed", G_CALLBACK (count_cb), seen);
  muster_test_add_person (test, "1", "Ibis", "", "");
  g_assert_cmpuint (seen[0], ==, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (seen[0], ==, 1);
  g_assert_cmpuint (seen[1], ==, MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_AUDIT);
}

/* A second company object on the folder is to the first what another process is. */
static void
test_two_desks (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterCompany) other = NULL;
  g_autoptr (MusterActor) actor = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint seen[2] = { 0, 0 };

  other = muster_company_open (test->folder, NULL, MUSTER_TEST_PASSPHRASE, NULL, NULL,
                               &actor, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (test->office, "changed", G_CALLBACK (count_cb), seen);

  result =
    muster_office_submit (muster_company_get_office (other), actor, &muster_add_person,
                          g_variant_new ("(ssssiibs)", "7", "Wren", "", "",
                                         MUSTER_DATE_NONE, MUSTER_DATE_NONE, FALSE, ""),
                          NULL, &error);
  g_assert_no_error (error);

  /* Without asking: by the office's own look at the database. */
  while (seen[0] == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (seen[1] & MUSTER_TOPIC_PEOPLE, !=, 0);

  rows = muster_test_rows (test, test->admin, "people", NULL);
  g_assert_cmpuint (rows->len, ==, 1);

  /* And a commit of our own is not taken for somebody else's. */
  while (g_main_context_iteration (NULL, FALSE))
    ;
  seen[0] = seen[1] = 0;
  muster_test_add_person (test, "8", "Rook", "", "");
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = muster_test_rows (test, test->admin, "people", NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpuint (seen[1], ==, MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_AUDIT);
  muster_company_close (other);
}

static void
test_chain (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (MusterActor) hr = muster_test_actor (MUSTER_ROLE_HR, NULL, NULL);
  g_autoptr (GError) error = NULL;
  guint64 n = 0;

  muster_test_add_person (test, "1", "Ibis", "", "");
  muster_test_refuse (test, hr, "company.rename", "{'name': <'Mine'>}",
                      MUSTER_ERROR_DENIED);
  g_assert_true (
    muster_office_verify_audit (test->office, test->admin, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 3);
  g_assert_false (muster_office_verify_audit (test->office, hr, &n, NULL, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
test_from_the_main_thread (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  g_autoptr (GAsyncResult) submitted = NULL;
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GError) error = NULL;

  muster_office_submit_async (test->office, test->admin, &muster_add_person,
                              g_variant_new ("(ssssiibs)", "7", "Wren", "", "",
                                             MUSTER_DATE_NONE, MUSTER_DATE_NONE, FALSE,
                                             ""),
                              NULL, done_cb, &submitted);
  while (submitted == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = muster_office_submit_finish (test->office, submitted, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_variant_get_type_string (result), ==, "(x)");

  muster_office_list_async (test->office, test->admin, &muster_people_listing, filter,
                            NULL, done_cb, &listed);
  while (listed == NULL)
    g_main_context_iteration (NULL, TRUE);
  finding = muster_office_list_finish (test->office, listed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (finding->keys->len, ==, 1);

  muster_office_load_async (test->office, finding, 0, 10, NULL, done_cb, &loaded);
  while (loaded == NULL)
    g_main_context_iteration (NULL, TRUE);
  rows = muster_office_load_finish (test->office, loaded, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (MUSTER_PERSON (g_ptr_array_index (rows, 0))->name, ==, "Wren");
}

static gpointer
work (gpointer data,
      MusterProgress progress,
      gpointer progress_data,
      GCancellable *cancellable,
      GError **error)
{
  if (progress != NULL)
    progress (1, 2, progress_data);

  if (g_str_equal (data, "fail"))
    {
      muster_error_set (error, MUSTER_ERROR_CONFLICT, "no");
      return NULL;
    }

  return g_strdup (data);
}

static void
test_long_work (void)
{
  g_autoptr (GAsyncResult) good = NULL;
  g_autoptr (GAsyncResult) bad = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  muster_office_run_async (NULL, work, g_strdup ("done"), g_free, g_free, NULL, NULL,
                           done_cb, &good);
  g_assert_null (good);
  while (good == NULL)
    g_main_context_iteration (NULL, TRUE);
  text = muster_office_run_finish (good, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "done");

  muster_office_run_async (NULL, work, g_strdup ("fail"), g_free, g_free, NULL, NULL,
                           done_cb, &bad);
  while (bad == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (muster_office_run_finish (bad, &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/office/commands-are-sound", test_commands_are_sound);
  g_test_add_func ("/office/commands-deny-a-stranger", test_commands_deny_a_stranger);
  g_test_add_func ("/office/commands-fail-whole", test_commands_fail_whole);
  g_test_add_func ("/office/wrong-type", test_wrong_type);
  g_test_add_func ("/office/listings-hide", test_listings_hide);
  g_test_add_func ("/office/scope-of-commands", test_scope_of_commands);
  g_test_add_func ("/office/secrets", test_secrets);
  g_test_add_func ("/office/notices", test_notices);
  g_test_add_func ("/office/two-desks", test_two_desks);
  g_test_add_func ("/office/chain", test_chain);
  g_test_add_func ("/office/from-the-main-thread", test_from_the_main_thread);
  g_test_add_func ("/office/long-work", test_long_work);

  return g_test_run ();
}
