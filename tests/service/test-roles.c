/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what: every command and every listing that there is, for every role, within the
 * scope and outside it. What a role may is written here once more, apart from the policy: one
 * that changes, and a command that comes, must change a line here too. */

#include "muster-command-catalog.h"
#include "muster-error.h"
#include "muster-listing-catalog.h"
#include "muster-period-listings.h"
#include "muster-test-desk.h"

#include <string.h>

#define CIRCLE "{\"type\": \"circle\", \"center\": [113.95, 22.54], \"radius_m\": 100}"

/* hr, supervisor, aUditor, admin, and the runner of sources: sYnc */
static const struct
{
  char letter;
  MusterRole role;
} roles[] = {
  { 'h', MUSTER_ROLE_HR },      { 's', MUSTER_ROLE_SUPERVISOR },
  { 'u', MUSTER_ROLE_AUDITOR }, { 'a', MUSTER_ROLE_ADMIN },
  { 'y', MUSTER_ROLE_SYNC },
};

typedef struct
{
  const char *name;
  const char *roles;
} Line;

/* One a line, in the order of their names */
/* clang-format off */
static const Line commands[] = {
  { "adjustment.accept", "ha" },
  { "adjustment.return", "ha" },
  { "basemap.add", "ha" },
  { "basemap.remove", "ha" },
  { "calendar.import", "hsa" },
  { "calendar.reset", "hsa" },
  { "calendar.set", "hsa" },
  { "calendar.unset", "hsa" },
  { "company.rename", "a" },
  { "company.zone", "a" },
  { "cover.add", "hsa" },
  { "cover.remove", "hsa" },
  { "delegate.add", "hsa" },
  { "delegate.end", "hsa" },
  { "device.bind", "hsa" },
  { "device.unbind", "hsa" },
  { "device.undo", "hsa" },
  { "evidence.add", "hsa" },
  { "exception.decide", "hsa" },
  { "export.mark", "hsua" },
  { "listener.set", "ha" },
  { "mapping.remove", "hay" },
  { "mapping.save", "hay" },
  { "period.close", "ha" },
  { "period.reopen", "ha" },
  { "person.add", "ha" },
  { "person.change", "ha" },
  { "person.expect", "ha" },
  { "person.map", "ha" },
  { "person.map_certain", "ha" },
  { "person.unexpect", "ha" },
  { "person.unmap", "ha" },
  { "place.add", "hsa" },
  { "place.change", "hsa" },
  { "place.import", "hsa" },
  { "place.retire", "hsa" },
  { "punch.accept", "hsa" },
  { "punch.unaccept", "hsa" },
  { "punch.unvoid", "hsa" },
  { "punch.void", "hsa" },
  { "request.comment", "hsa" },
  { "request.decide", "hsa" },
  { "request.revoke", "hsa" },
  { "request.send", "hsa" },
  { "request.submit", "hsa" },
  { "request.undo", "hsa" },
  { "request.undo-many", "hsa" },
  { "request.withdraw", "hsa" },
  { "roster.assign", "hsa" },
  { "roster.copy", "hsa" },
  { "roster.fill", "hsa" },
  { "roster.paint", "hsa" },
  { "roster.remove", "hsa" },
  { "roster.set", "hsa" },
  { "roster.swap", "hsa" },
  { "rules.discard-draft", "hsa" },
  { "rules.publish", "hsa" },
  { "rules.save-draft", "hsa" },
  { "source.add", "ha" },
  { "source.admit", "ha" },
  { "source.change", "ha" },
  { "source.mark", "hay" },
  { "source.pause", "ha" },
  { "source.refuse", "ha" },
  { "source.replace", "ha" },
  { "source.reread", "ha" },
  { "source.resume", "ha" },
  { "source.retire", "ha" },
  { "source.trust", "ha" },
  { "user.add", "a" },
  { "user.change", "a" },
  { "user.disable", "a" },
  { "user.enable", "a" },
  { "user.limit", "a" },
  { "user.link", "a" },
  { "user.password", "hsua" },
};
/* clang-format on */

static const Line listings[] = {
  { "adjusted-days", "hsua" }, { "adjustments", "hsua" },  { "audit", "ua" },
  { "badges", "hsua" },        { "balances", "hsua" },     { "basemaps", "hsua" },
  { "calendar", "hsua" },      { "coverage", "hsua" },     { "covers", "hsua" },
  { "days", "hsua" },          { "deciders", "hsa" },      { "delegations", "hsa" },
  { "departments", "hsua" },   { "devices", "hsua" },      { "evidence", "hsua" },
  { "exceptions", "hsua" },    { "groups", "hsua" },       { "holidays", "hsua" },
  { "imports", "hsua" },       { "mappings", "hay" },      { "memberships", "hsua" },
  { "months", "hsua" },        { "people", "hsua" },       { "period-checks", "hsua" },
  { "period-plan", "hsua" },   { "periods", "hsua" },      { "phones", "hsua" },
  { "places", "hsua" },        { "plans", "hsua" },        { "punches", "hsua" },
  { "rejects", "hsua" },       { "request-days", "hsua" }, { "request-steps", "hsua" },
  { "requests", "hsua" },      { "roster", "hsua" },       { "rule-drafts", "hsa" },
  { "rulesets", "hsua" },      { "shifts", "hsua" },       { "signals", "hsua" },
  { "sources", "hsua" },       { "strangers", "hsua" },    { "syncs", "hsua" },
  { "unmapped", "hsua" },      { "users", "a" },           { "years", "hsua" },
};

static const char *
find_roles (const Line *lines, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (lines[i].name, name))
      return lines[i].roles;

  g_test_message ("%s is not in the table", name);
  g_assert_not_reached ();
}

/* ---- Roles ---- */

/* Nothing of the right type: the permission is looked at before it. */
static GVariant *
build_nothing (const GVariantType *type)
{
  GVariantBuilder builder;

  switch (*g_variant_type_peek_string (type))
    {
    case '(':
      g_variant_builder_init (&builder, type);
      for (const GVariantType *t = g_variant_type_first (type); t != NULL;
           t = g_variant_type_next (t))
        g_variant_builder_add_value (&builder, build_nothing (t));
      return g_variant_builder_end (&builder);
    case 's':
      return g_variant_new_string ("");
    case 'x':
      return g_variant_new_int64 (0);
    case 'i':
      return g_variant_new_int32 (0);
    case 'b':
      return g_variant_new_boolean (FALSE);
    case 'd':
      return g_variant_new_double (0.0);
    case 'm':
      return g_variant_new_maybe (g_variant_type_element (type), NULL);
    case 'a':
      g_variant_builder_init (&builder, type);
      return g_variant_builder_end (&builder);
    case 'v':
      g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
      return g_variant_new_variant (g_variant_builder_end (&builder));
    default:
      g_assert_not_reached ();
    }
}

static guint
count_denied (MusterTestDesk *test, const char *command)
{
  g_autoptr (GPtrArray) rows = muster_test_rows (test, test->admin, "audit", NULL);
  const MusterListing *listing = muster_listing_lookup ("audit");
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      gboolean named = FALSE, denied = FALSE;

      for (const MusterColumn *column = listing->columns; column->name != NULL; column++)
        {
          MusterCell cell = { 0 };

          column->get (g_ptr_array_index (rows, i), &cell);
          named = named || g_strcmp0 (cell.text, command) == 0;
          denied = denied || g_strcmp0 (cell.text, "denied") == 0;
          muster_cell_clear (&cell);
        }
      n += named && denied;
    }

  return n;
}

/* A role without the permission is refused, and that is on record; one with it is not denied. */
static void
test_commands (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  const MusterCommand *const *all = muster_command_list ();
  guint n = 0;

  for (; all[n] != NULL; n++)
    {
      const MusterCommand *command = all[n];
      const char *may = find_roles (commands, G_N_ELEMENTS (commands), command->name);
      guint refused = 0;

      for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
        {
          g_autoptr (MusterActor) actor = muster_test_actor (roles[i].role, NULL, NULL);
          g_autoptr (GError) error = NULL;
          g_autoptr (GVariant) result = muster_office_submit (
            test->office, actor, command, build_nothing (G_VARIANT_TYPE (command->args)),
            NULL, &error);
          gboolean denied = g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);

          g_test_message ("%s as %c: %s", command->name, roles[i].letter,
                          error != NULL ? error->message : "done");
          if (strchr (may, roles[i].letter) == NULL)
            {
              g_assert_null (result);
              g_assert_true (denied);
              refused++;
            }
          else
            {
              g_assert_false (denied);
            }
        }
      g_assert_cmpuint (count_denied (test, command->name), ==, refused);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (commands));
}

static void
test_listings (void)
{
  g_autoptr (MusterTestDesk) test = muster_test_desk_new ();
  const MusterListing *const *all = muster_listing_list ();
  guint n = 0;

  for (; all[n] != NULL; n++)
    {
      const char *may = find_roles (listings, G_N_ELEMENTS (listings), all[n]->name);

      for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
        {
          g_autoptr (MusterActor) actor = muster_test_actor (roles[i].role, NULL, NULL);
          g_autoptr (MusterFilter) filter = muster_test_filter ("2026-03-04");
          g_autoptr (GError) error = NULL;
          g_autoptr (MusterFinding) finding =
            muster_office_list (test->office, actor, all[n], filter, NULL, &error);

          g_test_message ("%s as %c: %s", all[n]->name, roles[i].letter,
                          error != NULL ? error->message : "found");
          if (strchr (may, roles[i].letter) == NULL)
            g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
          else
            g_assert_false (g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_DENIED));
        }
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (listings));
}

/* ---- Scopes ---- */

/* Ada is of the day group and Bob of the night group; both have all that one can have. */
typedef struct
{
  MusterTestDesk *test;
  gint64 person[2];
  gint64 punch[2];
  gint64 request[2];
  gint64 cover[2];
  gint64 entry[2];
  gint64 source;
  gint64 period; /* closed */
  char *file;
} Two;

static gint64
submit_id (MusterTestDesk *test, const char *command, char *args)
{
  g_autofree char *owned = args;
  g_autoptr (GVariant) result = muster_test_submit (test, command, owned);
  gint64 id = 0;

  if (g_variant_is_of_type (result, G_VARIANT_TYPE ("(x)")))
    g_variant_get (result, "(x)", &id);

  return id;
}

static void
fill_one (Two *two, guint i, const char *name, const char *group)
{
  MusterTestDesk *test = two->test;
  g_autofree char *number = g_strdup_printf ("100%u", i);
  g_autofree char *file = g_strdup_printf ("%s.dat", name);
  g_autofree char *lines = g_strdup_printf ("%u\t2026-03-03 09:41:00\t1\t0\t1\t0\n"
                                            "%u\t2026-03-03 18:03:00\t1\t1\t1\t0\n"
                                            "%u\t2026-03-04 08:55:00\t1\t0\t1\t0\n",
                                            i + 5, i + 5, i + 5);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MusterFilter) filter = muster_test_filter ("2026-03-04");
  g_autoptr (MusterFinding) finding = NULL;
  gint64 id;

  id = two->person[i] = muster_test_add_person (test, number, name, group, name);
  submit_id (test, "person.map",
             g_strdup_printf ("{'source': <int64 %" G_GINT64_FORMAT
                              ">, 'key': <'%u'>, 'person': <int64 %" G_GINT64_FORMAT ">}",
                              two->source, i + 5, id));
  g_object_unref (muster_test_import (test, two->source, file, lines));
  filter->person_id = id;
  finding = muster_office_list (test->office, test->admin,
                                muster_listing_lookup ("punches"), filter, NULL, NULL);
  two->punch[i] = g_array_index (finding->keys, gint64, 0);
  two->request[i] = submit_id (
    test, "request.submit",
    g_strdup_printf (
      "{'person': <int64 %" G_GINT64_FORMAT
      ">, 'kind': <'missing'>, 'date': <%d>, 'slot': <'out'>,"
      " 'at': <int64 %" G_GINT64_FORMAT ">, 'reason': <'By the side door'>}",
      id, muster_test_date ("2026-03-04"), muster_test_instant ("2026-03-04T18:00")));
  two->cover[i] = submit_id (test, "cover.add",
                             g_strdup_printf ("{'person': <int64 %" G_GINT64_FORMAT
                                              ">, 'kind': <'leave'>, 'from_date': <%d>}",
                                              id, muster_test_date ("2026-03-05")));
}

static void
two_fill (Two *two)
{
  g_autoptr (GPtrArray) rows = NULL;

  two->test = muster_test_desk_new ();
  muster_test_desk_set_clock (two->test, "2026-03-06T10:00");
  two->source = muster_test_add_source (two->test, "Gate");
  fill_one (two, 0, "Ada", "day");
  fill_one (two, 1, "Bob", "night");
  two->file = muster_test_write_file (two->test, "note.txt", "By the side door", -1);
  submit_id (two->test, "period.close",
             g_strdup_printf ("{'from': <%d>, 'to': <%d>, 'force': <true>}",
                              muster_test_date ("2026-03-02"),
                              muster_test_date ("2026-03-03")));
  rows = muster_test_rows (two->test, two->test->admin, "periods", NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  two->period = MUSTER_PERIOD_ROW (g_ptr_array_index (rows, 0))->id;
}

static void
two_clear (Two *two)
{
  g_free (two->file);
  muster_test_desk_free (two->test);
}

static gboolean
row_names (const MusterListing *listing, GObject *row, const char *name)
{
  gboolean found = FALSE;

  for (const MusterColumn *column = listing->columns; column->name != NULL; column++)
    {
      MusterCell cell = { 0 };

      column->get (row, &cell);
      found = found || g_strcmp0 (cell.text, name) == 0;
      muster_cell_clear (&cell);
    }

  return found;
}

static gboolean
listing_names (Two *two,
               MusterActor *actor,
               const MusterListing *listing,
               const char *name)
{
  g_autoptr (MusterFilter) filter = muster_test_filter ("2026-03-04");
  g_autoptr (MusterFinding) finding = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gboolean found = FALSE;

  filter->dates =
    (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-03-05") };
  finding = muster_office_list (two->test->office, actor, listing, filter, NULL, NULL);
  rows = finding != NULL
           ? muster_office_load (two->test->office, finding, 0, G_MAXUINT, NULL, NULL)
           : NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    found = found || row_names (listing, g_ptr_array_index (rows, i), name);

  return found;
}

/* No listing names anybody outside; those that name people do name those inside. */
static void
test_listings_in_scope (void)
{
  static const char *const of_people[] = { "days",   "punches",    "people", "requests",
                                           "covers", "exceptions", "months", NULL };
  Two two = { 0 };
  g_autoptr (MusterActor) actor = muster_test_actor (MUSTER_ROLE_SUPERVISOR, "day", NULL);
  g_autoptr (MusterActor) all = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, NULL);
  const MusterListing *const *listing = muster_listing_list ();

  two_fill (&two);
  for (; *listing != NULL; listing++)
    {
      g_test_message ("%s", (*listing)->name);
      g_assert_false (listing_names (&two, actor, *listing, "Bob"));
      if (g_strv_contains (of_people, (*listing)->name))
        {
          g_assert_true (listing_names (&two, actor, *listing, "Ada"));
          g_assert_true (listing_names (&two, all, *listing, "Bob"));
        }
    }
  two_clear (&two);
}

/* An argument that the door has nothing against, of a field that names nobody. */
static GVariant *
build_plain (const MusterField *field)
{
  switch (field->kind)
    {
    case MUSTER_FIELD_DATE:
      return g_variant_new_int32 (muster_test_date ("2026-03-04"));
    case MUSTER_FIELD_INSTANT:
      return g_variant_new_int64 (muster_test_instant ("2026-03-04T18:00"));
    case MUSTER_FIELD_CHOICE:
      return g_variant_new_string (field->choices[0].value);
    case MUSTER_FIELD_TEXT:
      return g_variant_new_string ("x");
    default:
      return NULL;
    }
}

/* About one of the two, as far as a command is about anybody; about both, if it is about two. */
static GVariant *
build_about (Two *two, const MusterCommand *command, guint who, gboolean *about)
{
  const struct
  {
    const char *field;
    gint64 id;
    gboolean names; /* that person */
  } records[] = {
    { "person", two->person[who], TRUE },   { "one", two->person[1 - who], TRUE },
    { "other", two->person[who], TRUE },    { "punch", two->punch[who], TRUE },
    { "request", two->request[who], TRUE }, { "cover", two->cover[who], TRUE },
    { "source", two->source, FALSE },       { "period", two->period, FALSE },
  };
  g_autofree char *key =
    g_strdup_printf ("missing:%" G_GINT64_FORMAT ":2026-03-04:0", two->person[who]);
  const struct
  {
    const char *field;
    const char *value;
  } words[] = {
    { "fence", CIRCLE },
    { "audience", "request" },
    { "file", two->file },
    { "exception", key },
  };
  GVariantDict values;

  *about = FALSE;
  g_variant_dict_init (&values, NULL);
  for (const MusterField *field = command->fields; field != NULL && field->name != NULL;
       field++)
    {
      GVariant *value = (field->flags & MUSTER_FIELD_REQUIRED) != 0 ||
                            field->kind == MUSTER_FIELD_INSTANT
                          ? build_plain (field)
                          : NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (records); i++)
        if (g_str_equal (records[i].field, field->name))
          {
            g_clear_pointer (&value, g_variant_unref);
            value = g_variant_new_int64 (records[i].id);
            *about = *about || records[i].names;
          }
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        if (g_str_equal (words[i].field, field->name))
          {
            g_clear_pointer (&value, g_variant_unref);
            value = g_variant_new_string (words[i].value);
            *about = *about || words[i].value == key;
          }
      if (value != NULL)
        g_variant_dict_insert_value (&values, field->name, value);
    }

  return g_variant_dict_end (&values);
}

/* Whatever is about Bob is refused to who is responsible for Ada's group alone. */
static void
test_commands_in_scope (void)
{
  static const MusterRole scoped[] = { MUSTER_ROLE_HR, MUSTER_ROLE_SUPERVISOR };
  Two two = { 0 };
  const MusterCommand *const *command = muster_command_list ();
  guint n = 0;

  two_fill (&two);
  for (; *command != NULL; command++)
    for (gsize i = 0; i < G_N_ELEMENTS (scoped); i++)
      {
        g_autoptr (MusterActor) actor = muster_test_actor (scoped[i], "day", NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (GVariant) values = NULL;
        g_autoptr (GVariant) result = NULL;
        GVariant *args;
        gboolean about;

        values = g_variant_ref_sink (build_about (&two, *command, 1, &about));
        if (!about || !muster_actor_may (actor, (*command)->permission))
          continue;
        args = muster_command_build_args (*command, values, &error);
        if (args != NULL)
          result =
            muster_office_submit (two.test->office, actor, *command, args, NULL, &error);
        g_test_message ("%s: %s", (*command)->name,
                        error != NULL ? error->message : "done");
        g_assert_null (result);
        g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_DENIED);
        n++;
      }
  g_assert_cmpuint (n, >=, 30);
  two_clear (&two);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/roles/commands", test_commands);
  g_test_add_func ("/roles/listings", test_listings);
  g_test_add_func ("/roles/listings-in-scope", test_listings_in_scope);
  g_test_add_func ("/roles/commands-in-scope", test_commands_in_scope);

  return g_test_run ();
}
