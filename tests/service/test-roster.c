/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-command-catalog.h"
#include "muster-coverage-listing.h"
#include "muster-day.h"
#include "muster-error.h"
#include "muster-plan-listings.h"
#include "muster-roster-file.h"
#include "muster-test-desk.h"

/* Three shifts, and a week of early ones with Saturday and Sunday off. */
static const char rules_text[] =
  "{ \"schema\": \"muster-rules/1\", \"name\": \"Mill\", \"shifts\": ["
  "  { \"id\": \"early\", \"name\": \"Early\","
  "    \"segments\": [{ \"on\": \"06:00\", \"off\": \"14:00\" }] },"
  "  { \"id\": \"late\", \"name\": \"Late\","
  "    \"segments\": [{ \"on\": \"14:00\", \"off\": \"22:00\" }], \"minimum\": 2 },"
  "  { \"id\": \"night\", \"name\": \"Night\","
  "    \"segments\": [{ \"on\": \"22:00\", \"off\": \"30:30\" }] } ],"
  " \"groups\": [ { \"id\": \"mill\", \"name\": \"Mill\", \"pattern\": {"
  "    \"kind\": \"weekly\", \"slots\": [\"early\", \"early\", \"early\", \"early\","
  "    \"early\", null, null] }, \"policy\": {} } ] }";

typedef struct
{
  MusterTestDesk *desk;
  gint64 ada;
  gint64 ben;
} Mill;

static void
publish (Mill *self, const char *policy, const char *from)
{
  g_autoptr (GString) text = g_string_new (rules_text);
  g_autofree char *held = g_strdup_printf ("\"policy\": { %s }", policy);
  g_autofree char *quoted = NULL;
  g_autofree char *args = NULL;

  g_string_replace (text, "\"policy\": {}", held, 1);
  quoted = g_strescape (text->str, NULL);
  args = g_strdup_printf ("{'document': <\"%s\">, 'from': <%d>}", quoted,
                          muster_test_date (from));
  g_variant_unref (muster_test_submit (self->desk, "rules.publish", args));
}

static void
set_up (Mill *self, gconstpointer data)
{
  self->desk = muster_test_desk_new ();
  publish (self, "", "2026-01-01");
  self->ada = muster_test_add_person (self->desk, "001", "Ada", "mill", "Hall");
  self->ben = muster_test_add_person (self->desk, "002", "Ben", "mill", "Yard");
}

static void
tear_down (Mill *self, gconstpointer data)
{
  muster_test_desk_free (self->desk);
}

/* A person's plan as words, "early rest - night+late": the shifts, "rest", "-" for nothing */
static char *
plan_of (Mill *self, gint64 person_id, const char *from, const char *to)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  GString *text = g_string_new (NULL);
  MusterPlanRow *row;

  filter->dates = (MusterDates) { muster_test_date (from), muster_test_date (to) };
  filter->person_id = person_id;
  rows = muster_test_rows (self->desk, self->desk->admin, "plans", filter);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  for (guint i = 0; i < row->plans->len; i++)
    {
      const MusterPlan *plan = &g_array_index (row->plans, MusterPlan, i);

      if (i > 0)
        g_string_append_c (text, plan->nth > 0 ? '+' : ' ');
      g_string_append (text, plan->shift != NULL             ? plan->shift->code
                             : plan->type == MUSTER_DAY_REST ? "rest"
                                                             : "-");
      if (plan->reason == MUSTER_REASON_ROSTERED ||
          plan->reason == MUSTER_REASON_ROSTERED_REST)
        g_string_append_c (text, '!');
      if ((plan->warnings & MUSTER_PLAN_SHORT_REST) != 0)
        g_string_append_c (text, '~');
      if ((plan->warnings & MUSTER_PLAN_LONG_RUN) != 0)
        g_string_append_c (text, '^');
    }

  return g_string_free (text, FALSE);
}

static void
assert_plan (Mill *self,
             gint64 person_id,
             const char *from,
             const char *to,
             const char *wanted)
{
  g_autofree char *text = plan_of (self, person_id, from, to);

  g_assert_cmpstr (text, ==, wanted);
}

static char *
paint_args (gint64 person_id,
            const char *from,
            const char *to,
            const char *what,
            const char *shift)
{
  return g_strdup_printf ("{'people': <[int64 %" G_GINT64_FORMAT "]>, 'from': <%d>, "
                          "'to': <%d>, 'what': <'%s'>, 'shift': <'%s'>}",
                          person_id, muster_test_date (from), muster_test_date (to), what,
                          shift);
}

static GVariant *
paint (Mill *self,
       gint64 person_id,
       const char *from,
       const char *to,
       const char *what,
       const char *shift)
{
  g_autofree char *args = paint_args (person_id, from, to, what, shift);

  return muster_test_submit (self->desk, "roster.paint", args);
}

static void
refuse_paint (Mill *self,
              MusterActor *actor,
              gint64 person_id,
              const char *date,
              const char *shift,
              int code)
{
  g_autofree char *args = paint_args (person_id, date, date, "shift", shift);

  muster_test_refuse (self->desk, actor, "roster.paint", args, code);
}

static GVariant *
submit_cells (Mill *self, GVariant *cells)
{
  g_autoptr (GError) error = NULL;
  GVariant *result = muster_office_submit (self->desk->office, self->desk->admin,
                                           muster_command_find ("roster.set"), cells,
                                           NULL, &error);

  g_assert_no_error (error);

  return result;
}

/* 2 March 2026 is a Monday */
static void
test_paint_and_take_back (Mill *self, gconstpointer data)
{
  g_autoptr (GVariant) first = NULL;
  g_autoptr (GVariant) second = NULL;
  g_autoptr (GVariant) third = NULL;
  g_autoptr (GVariant) redo = NULL;
  g_autoptr (GVariant) again = NULL;

  assert_plan (self, self->ada, "2026-03-02", "2026-03-08",
               "early early early early early rest rest");

  first = paint (self, self->ada, "2026-03-04", "2026-03-07", "shift", "late");
  assert_plan (self, self->ada, "2026-03-02", "2026-03-08",
               "early early late! late! late! late! rest");
  second = paint (self, self->ada, "2026-03-05", "2026-03-05", "rest", "");
  third = paint (self, self->ada, "2026-03-06", "2026-03-06", "clear", "");
  assert_plan (self, self->ada, "2026-03-02", "2026-03-08",
               "early early late! rest! early late! rest");

  /* What comes back takes it back, and what that gives does it again */
  g_variant_unref (submit_cells (self, third));
  redo = submit_cells (self, second);
  assert_plan (self, self->ada, "2026-03-02", "2026-03-08",
               "early early late! late! late! late! rest");
  again = submit_cells (self, redo);
  assert_plan (self, self->ada, "2026-03-05", "2026-03-05", "rest!");
  g_variant_unref (submit_cells (self, again));
  g_variant_unref (submit_cells (self, first));
  assert_plan (self, self->ada, "2026-03-02", "2026-03-08",
               "early early early early early rest rest");
}

/* A cell inside an entry of several dates leaves the others as they are */
static void
test_splits_a_span (Mill *self, gconstpointer data)
{
  g_autofree char *args = g_strdup_printf (
    "{'person': <int64 %" G_GINT64_FORMAT
    ">, 'shift': <'late'>, 'from': <%d>, 'to': <%d>, 'single': <true>}",
    self->ada, muster_test_date ("2026-03-02"), muster_test_date ("2026-03-06"));

  g_variant_unref (muster_test_submit (self->desk, "roster.assign", args));
  g_variant_unref (paint (self, self->ada, "2026-03-04", "2026-03-04", "clear", ""));
  assert_plan (self, self->ada, "2026-03-02", "2026-03-07",
               "late! late! early~ late! late! rest");
}

static void
test_clashes (Mill *self, gconstpointer data)
{
  static const struct
  {
    const char *person_date;
    const char *shift;
    gboolean clashes;
  } cases[] = {
    { "2026-03-02", "night", TRUE },  /* until 06:30: Tuesday's pattern begins at 06:00 */
    { "2026-03-06", "night", FALSE }, /* Saturday is a rest */
    { "2026-03-03", "late", FALSE },  /* until 22:00, apart */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      if (cases[i].clashes)
        refuse_paint (self, self->desk->admin, self->ada, cases[i].person_date,
                      cases[i].shift, MUSTER_ERROR_CONFLICT);
      else
        g_variant_unref (paint (self, self->ada, cases[i].person_date,
                                cases[i].person_date, "shift", cases[i].shift));
    }

  /* From the other side: the night of the 6th is there, and the 7th would begin within it */
  refuse_paint (self, self->desk->admin, self->ada, "2026-03-07", "early",
                MUSTER_ERROR_CONFLICT);
  assert_plan (self, self->ada, "2026-03-06", "2026-03-07", "night! rest");
}

static void
test_says_who_and_when (Mill *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 people[] = { self->ada };
  GVariant *args = g_variant_new (
    "(viiss)",
    g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, people, 1, sizeof (gint64)),
    muster_test_date ("2026-03-02"), muster_test_date ("2026-03-02"), "shift", "night");

  g_assert_null (muster_office_submit (self->desk->office, self->desk->admin,
                                       muster_command_find ("roster.paint"), args, NULL,
                                       &error));
  g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Ada"));
  g_assert_nonnull (strstr (error->message, "2026-03-02"));
  g_assert_nonnull (strstr (error->message, "2026-03-03"));
}

/* Two on one date, when they are apart; both come back when one takes back what followed */
static void
test_several_a_date (Mill *self, gconstpointer data)
{
  GVariant *cells = g_variant_new_parsed ("(<[(%x, %i, ['late', 'early'])]>,)", self->ada,
                                          muster_test_date ("2026-03-03"));
  g_autoptr (GVariant) before = NULL;

  g_variant_unref (submit_cells (self, cells));
  assert_plan (self, self->ada, "2026-03-03", "2026-03-03", "early!+late!");
  before = paint (self, self->ada, "2026-03-03", "2026-03-03", "rest", "");
  assert_plan (self, self->ada, "2026-03-03", "2026-03-03", "rest!");
  g_variant_unref (submit_cells (self, before));
  assert_plan (self, self->ada, "2026-03-03", "2026-03-03", "early!+late!");
}

static void
test_warnings (Mill *self, gconstpointer data)
{
  g_variant_unref (paint (self, self->ada, "2026-03-03", "2026-03-03", "shift", "late"));
  /* 22:00 to 06:00 are eight hours */
  assert_plan (self, self->ada, "2026-03-02", "2026-03-05", "early late! early~ early");
  g_variant_unref (paint (self, self->ada, "2026-03-03", "2026-03-03", "clear", ""));
  g_variant_unref (paint (self, self->ada, "2026-03-07", "2026-03-08", "shift", "early"));
  /* The seventh day in a row, and the next week goes on */
  assert_plan (self, self->ada, "2026-03-06", "2026-03-09",
               "early early! early!^ early^");
  g_variant_unref (paint (self, self->ada, "2026-03-03", "2026-03-03", "shift", "late"));

  /* Four days in a row from the fifth of March on, and eight hours of rest are enough */
  publish (self, "\"roster\": { \"rest\": 480, \"run\": 3 }", "2026-03-02");
  assert_plan (self, self->ada, "2026-03-02", "2026-03-06",
               "early late! early early^ early^");
  publish (self, "\"roster\": { \"rest\": 0, \"run\": 0 }", "2026-03-02");
  assert_plan (self, self->ada, "2026-03-02", "2026-03-09",
               "early late! early early early early! early! early");
}

static void
test_fill (Mill *self, gconstpointer data)
{
  g_autofree char *args = g_strdup_printf (
    "{'people': <[int64 %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    "]>, 'from': <%d>, 'to': <%d>, 'slots': <['early', 'late', '', '-']>, "
    "'anchor': <%d>, 'stagger': <int64 1>}",
    self->ada, self->ben, muster_test_date ("2026-03-02"),
    muster_test_date ("2026-03-07"), muster_test_date ("2026-03-03"));
  g_autoptr (GVariant) before = muster_test_submit (self->desk, "roster.fill", args);

  assert_plan (self, self->ada, "2026-03-02", "2026-03-07",
               "early early! late! rest! early early!");
  assert_plan (self, self->ben, "2026-03-02", "2026-03-07",
               "early! late! rest! early early! late!");
  g_variant_unref (submit_cells (self, before));
  assert_plan (self, self->ben, "2026-03-02", "2026-03-07",
               "early early early early early rest");
}

static void
test_copy_and_swap (Mill *self, gconstpointer data)
{
  g_autofree char *copy = g_strdup_printf (
    "{'people': <[int64 %" G_GINT64_FORMAT "]>, 'from': <%d>, 'to': <%d>, "
    "'target': <%d>}",
    self->ada, muster_test_date ("2026-03-02"), muster_test_date ("2026-03-08"),
    muster_test_date ("2026-03-09"));
  g_autofree char *swap = g_strdup_printf (
    "{'one': <int64 %" G_GINT64_FORMAT ">, 'other': <int64 %" G_GINT64_FORMAT
    ">, 'from': <%d>, 'to': <%d>}",
    self->ada, self->ben, muster_test_date ("2026-03-04"),
    muster_test_date ("2026-03-05"));

  g_variant_unref (paint (self, self->ada, "2026-03-04", "2026-03-05", "shift", "late"));
  g_variant_unref (muster_test_submit (self->desk, "roster.copy", copy));
  assert_plan (self, self->ada, "2026-03-09", "2026-03-15",
               "early! early! late! late! early!~ rest! rest!");
  g_variant_unref (muster_test_submit (self->desk, "roster.swap", swap));
  assert_plan (self, self->ada, "2026-03-03", "2026-03-06", "early early! early! early");
  assert_plan (self, self->ben, "2026-03-03", "2026-03-06", "early late! late! early~");
}

static void
test_scope (Mill *self, gconstpointer data)
{
  g_autoptr (MusterActor) yard = muster_test_actor (MUSTER_ROLE_SUPERVISOR, NULL, "Yard");
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;

  refuse_paint (self, yard, self->ada, "2026-03-03", "late", MUSTER_ERROR_DENIED);
  assert_plan (self, self->ada, "2026-03-03", "2026-03-03", "early");

  filter->dates =
    (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-03-08") };
  rows = muster_test_rows (self->desk, yard, "plans", filter);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (MUSTER_PLAN_ROW (g_ptr_array_index (rows, 0))->person->name, ==,
                   "Ben");
}

static void
test_locked (Mill *self, gconstpointer data)
{
  g_autofree char *args = g_strdup_printf ("{'from': <%d>, 'to': <%d>, 'force': <true>}",
                                           muster_test_date ("2026-02-01"),
                                           muster_test_date ("2026-02-28"));

  g_variant_unref (muster_test_submit (self->desk, "period.close", args));
  refuse_paint (self, self->desk->admin, self->ada, "2026-02-28", "late",
                MUSTER_ERROR_LOCKED);
  g_variant_unref (paint (self, self->ada, "2026-03-03", "2026-03-03", "shift", "late"));
}

/* The late shift wants two people; of a shift that nobody has and that wants nobody nothing is
 * said. */
static void
test_coverage (Mill *self, gconstpointer data)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (GPtrArray) rows = NULL;
  MusterCoverageRow *early, *late;

  g_variant_unref (paint (self, self->ada, "2026-03-03", "2026-03-04", "shift", "late"));
  g_variant_unref (paint (self, self->ben, "2026-03-04", "2026-03-04", "shift", "late"));
  filter->dates =
    (MusterDates) { muster_test_date ("2026-03-02"), muster_test_date ("2026-03-04") };
  rows = muster_test_rows (self->desk, self->desk->admin, "coverage", filter);
  g_assert_cmpuint (rows->len, ==, 2);
  early = g_ptr_array_index (rows, 0);
  late = g_ptr_array_index (rows, 1);
  g_assert_cmpuint (g_array_index (early->people, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (early->people, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (early->people, guint, 2), ==, 0);
  g_assert_cmpstr (late->shift->code, ==, "late");
  g_assert_cmpint (late->shift->minimum, ==, 2);
  g_assert_cmpuint (g_array_index (late->people, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (late->people, guint, 2), ==, 2);
}

static void
test_file (Mill *self, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gssize length;
    int dates; /* -1 for what is no roster */
    int entries;
  } cases[] = {
    { "staff_no,name,2026-03-02,2026-03-03\r\n001,Ada,Early,\r\n,sum,1,2\r\n", -1, 2, 1 },
    { "\xef\xbb\xbf\"\xe5\xb7\xa5\xe5\x8f\xb7\";2026/3/2\n001;\"a\nb\"\n002;x", -1, 1,
      2 },
    { "\xb9\xa4\xba\xc5\t2026-3-2\n001\t\xd4\xe7\xb0\xe0\n", -1, 1, 1 }, /* GB18030 */
    { "001\n", -1, -1, 0 },
    { "", -1, -1, 0 },
    { "a,2026-03-02,2026-03-02\n", -1, -1, 0 },
    { "a,2026-02-30\n", -1, -1, 0 },
    { "a,99999999999999-1-1\n", -1, -1, 0 },
    { "a,2026-03-02\n\0\0\0\n001,\"x", 23, 1, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes =
        g_bytes_new_static (cases[i].text, cases[i].length < 0 ? strlen (cases[i].text)
                                                               : (gsize) cases[i].length);
      g_autoptr (MusterRosterTable) table = muster_roster_file_read (bytes, NULL, &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      if (cases[i].dates < 0)
        {
          g_assert_error (error, MUSTER_ERROR, MUSTER_ERROR_INVALID);
          g_assert_null (table);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint ((int) table->dates->len, ==, cases[i].dates);
      g_assert_cmpint ((int) table->entries->len, ==, cases[i].entries);
    }
}

static void
test_nonsense (Mill *self, gconstpointer data)
{
  static const char *const cells[] = {
    "{'cells': <'x'>}",
    "{'cells': <@a(xias) []>}",
    "{'cells': <[(int64 1, 20515, ['none'])]>}",
    "{'cells': <[(int64 1, 20515, ['early', 'early'])]>}",
    "{'cells': <[(int64 1, 20515, ['', 'early'])]>}",
    "{'cells': <[(int64 1, 20515, ['early']), (int64 1, 20515, ['late'])]>}",
  };
  static const int codes[] = { MUSTER_ERROR_INVALID, MUSTER_ERROR_INVALID,
                               MUSTER_ERROR_INVALID, MUSTER_ERROR_CONFLICT,
                               MUSTER_ERROR_INVALID, MUSTER_ERROR_INVALID };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_test_message ("%s", cells[i]);
      muster_test_refuse (self->desk, self->desk->admin, "roster.set", cells[i],
                          codes[i]);
    }
  refuse_paint (self, self->desk->admin, self->ada, "2026-03-03", "",
                MUSTER_ERROR_INVALID);
}

#define ADD(path, test) g_test_add (path, Mill, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("/roster/paint-and-take-back", test_paint_and_take_back);
  ADD ("/roster/splits-a-span", test_splits_a_span);
  ADD ("/roster/clashes", test_clashes);
  ADD ("/roster/says-who-and-when", test_says_who_and_when);
  ADD ("/roster/several-a-date", test_several_a_date);
  ADD ("/roster/warnings", test_warnings);
  ADD ("/roster/fill", test_fill);
  ADD ("/roster/copy-and-swap", test_copy_and_swap);
  ADD ("/roster/scope", test_scope);
  ADD ("/roster/locked", test_locked);
  ADD ("/roster/coverage", test_coverage);
  ADD ("/roster/file", test_file);
  ADD ("/roster/nonsense", test_nonsense);

  return g_test_run ();
}
