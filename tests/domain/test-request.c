/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-error.h"
#include "muster-request-policy.h"

/* What semantics §11 says, written down a second time: for each state (column) and action (line)
 * who may, and where it leads. R requester, D decider, A author of the decision, O overseer,
 * e everybody who reaches the person; "-" nobody. A capital J before it: not about oneself. */
static const struct
{
  MusterRequestAction action;
  const char *who[MUSTER_N_REQUEST_STATES];
  MusterRequestState next[MUSTER_N_REQUEST_STATES];
} expected[] = {
  { MUSTER_REQUEST_SUBMIT, { "R", "-", "-", "-", "-", "-" }, { 1 } },
  { MUSTER_REQUEST_COMMENT, { "-", "e", "e", "e", "e", "e" }, { 0, 1, 2, 3, 4, 5 } },
  { MUSTER_REQUEST_ASK, { "-", "JD", "-", "-", "-", "-" }, { 0, 1 } },
  { MUSTER_REQUEST_APPROVE, { "-", "JD", "-", "-", "-", "-" }, { 0, 2 } },
  { MUSTER_REQUEST_REJECT, { "-", "JD", "-", "-", "-", "-" }, { 0, 3 } },
  { MUSTER_REQUEST_WITHDRAW, { "R", "R", "-", "-", "-", "-" }, { 4, 4 } },
  { MUSTER_REQUEST_REVOKE, { "-", "-", "JAO", "-", "-", "-" }, { 0, 0, 5 } },
  { MUSTER_REQUEST_UNDO, { "-", "-", "JA", "JA", "-", "-" }, { 0, 0, 1, 1 } },
};

static gboolean
who_may (const char *who, guint parties)
{
  static const struct
  {
    char letter;
    guint party;
  } letters[] = {
    { 'e', MUSTER_PARTY_READER },   { 'R', MUSTER_PARTY_REQUESTER },
    { 'D', MUSTER_PARTY_DECIDER },  { 'A', MUSTER_PARTY_AUTHOR },
    { 'O', MUSTER_PARTY_OVERSEER },
  };

  if (*who == 'J')
    {
      if (parties & MUSTER_PARTY_SELF)
        return FALSE;
      who++;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
    if (strchr (who, letters[i].letter) != NULL && (parties & letters[i].party) != 0)
      return TRUE;

  return FALSE;
}

/* Every state × action × combination of roles × level of three. */
static void
test_machine (void)
{
  guint n_taken = 0;

  g_assert_cmpuint (G_N_ELEMENTS (expected), ==, MUSTER_N_REQUEST_ACTIONS);
  for (guint a = 0; a < G_N_ELEMENTS (expected); a++)
    for (guint from = 0; from < MUSTER_N_REQUEST_STATES; from++)
      for (guint parties = 0; parties < 1 << 6; parties++)
        for (guint at = 0; at < 3; at++)
          {
            MusterRequestAction action = expected[a].action;
            const char *who = expected[a].who[from];
            MusterRequestState state = from;
            guint level = at;
            gboolean may = who_may (who, parties);
            gboolean up = action == MUSTER_REQUEST_APPROVE && at < 2;
            g_autoptr (GError) error = NULL;
            gboolean taken =
              muster_request_advance (&state, &level, 3, action, parties, &error);

            g_assert_cmpint (muster_request_permits (from, action, parties), ==, may);
            g_assert_cmpint (taken, ==, may);
            if (taken)
              {
                g_assert_no_error (error);
                g_assert_cmpint (state, ==, up ? from : expected[a].next[from]);
                g_assert_cmpuint (level, ==,
                                  action == MUSTER_REQUEST_SUBMIT ? 0 : at + up);
                n_taken++;
              }
            else
              {
                int code = *who == '-' ? MUSTER_ERROR_CONFLICT : MUSTER_ERROR_DENIED;

                g_assert_error (error, MUSTER_ERROR, code);
                g_assert_cmpint (state, ==, from);
                g_assert_cmpuint (level, ==, at);
              }
          }

  g_assert_cmpuint (n_taken, >, 0);
}

/* Walks at random: quota is held exactly while a correction waits or is approved. */
static void
test_quota_is_returned (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint run = 0; run < 2000; run++)
    {
      MusterRequestState state = MUSTER_REQUEST_DRAFT;
      guint level = 0;
      int used = 0;

      for (guint step = 0; step < 12; step++)
        {
          gboolean held = muster_request_takes_quota (MUSTER_REQUEST_MISSING, state);
          MusterRequestState before = state;

          muster_request_advance (&state, &level, 2,
                                  g_rand_int_range (rand, 0, MUSTER_N_REQUEST_ACTIONS),
                                  (guint) g_rand_int_range (rand, 0, 32), NULL);
          used += muster_request_takes_quota (MUSTER_REQUEST_MISSING, state) - held;
          g_assert_cmpint (used, ==,
                           state == MUSTER_REQUEST_SUBMITTED ||
                             state == MUSTER_REQUEST_APPROVED);
          if (before == MUSTER_REQUEST_WITHDRAWN || before == MUSTER_REQUEST_REVOKED)
            g_assert_cmpint (state, ==, before);
        }
    }

  g_assert_false (
    muster_request_takes_quota (MUSTER_REQUEST_LEAVE, MUSTER_REQUEST_APPROVED));
}

static void
test_periods (void)
{
  static const struct
  {
    int y, m, d, start;
    int from[3], to[3];
  } cases[] = {
    { 2026, 3, 1, 1, { 2026, 3, 1 }, { 2026, 3, 31 } },
    { 2026, 3, 31, 1, { 2026, 3, 1 }, { 2026, 3, 31 } },
    { 2026, 3, 25, 26, { 2026, 2, 26 }, { 2026, 3, 25 } },
    { 2026, 3, 26, 26, { 2026, 3, 26 }, { 2026, 4, 25 } },
    { 2026, 1, 3, 26, { 2025, 12, 26 }, { 2026, 1, 25 } },
    { 2026, 12, 30, 26, { 2026, 12, 26 }, { 2027, 1, 25 } },
    { 2026, 3, 1, 31, { 2026, 2, 28 }, { 2026, 3, 30 } },
    { 2026, 2, 27, 31, { 2026, 1, 31 }, { 2026, 2, 27 } },
    { 2026, 2, 28, 31, { 2026, 2, 28 }, { 2026, 3, 30 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      MusterDates dates = muster_request_get_period (
        muster_date_new (cases[i].y, cases[i].m, cases[i].d), cases[i].start);

      g_assert_cmpint (
        dates.from, ==,
        muster_date_new (cases[i].from[0], cases[i].from[1], cases[i].from[2]));
      g_assert_cmpint (dates.to, ==,
                       muster_date_new (cases[i].to[0], cases[i].to[1], cases[i].to[2]));
    }

  /* Periods of any start day follow each other without a gap. */
  for (int start = 1; start <= 31; start++)
    for (MusterDate date = muster_date_new (2023, 12, 1);
         date < muster_date_new (2025, 2, 1); date++)
      {
        MusterDates dates = muster_request_get_period (date, start);

        g_assert_cmpint (dates.from, <=, date);
        g_assert_cmpint (dates.to, >=, date);
        g_assert_cmpint (muster_request_get_period (dates.to + 1, start).from, ==,
                         dates.to + 1);
      }
}

static gboolean
is_weekday (MusterDate date, gpointer data)
{
  return muster_date_get_weekday (date) < 5;
}

static gboolean
never (MusterDate date, gpointer data)
{
  return FALSE;
}

static void
test_deadline (void)
{
  MusterDate friday = muster_date_new (2026, 3, 6);

  g_assert_cmpint (muster_request_get_deadline (friday, 7, NULL, NULL), ==, friday + 7);
  g_assert_cmpint (muster_request_get_deadline (friday, 0, NULL, NULL), ==, friday);
  g_assert_cmpint (muster_request_get_deadline (friday, 0, is_weekday, NULL), ==, friday);
  g_assert_cmpint (muster_request_get_deadline (friday, 1, is_weekday, NULL), ==,
                   friday + 3);
  g_assert_cmpint (muster_request_get_deadline (friday, 6, is_weekday, NULL), ==,
                   friday + 10);
  g_assert_cmpint (muster_request_get_deadline (friday, 1, never, NULL), >, friday);
}

static void
test_record (void)
{
  g_autoptr (MusterRequest) request = muster_request_new ();
  g_autoptr (GError) error = NULL;

#define REFUSES(name)                                                                    \
  g_assert_false (muster_request_check (request, &error));                               \
  g_assert_cmpstr (muster_error_get_field (error), ==, name);                            \
  g_clear_error (&error);

  REFUSES ("date");
  request->date = request->to_date = muster_date_new (2026, 3, 4);
  REFUSES ("reason");
  request->reason = g_strdup ("Forgot");
  REFUSES ("slot");
  request->slot = muster_request_slot_from_code ("out2");
  g_assert_true (muster_request_is_out (request->slot));
  g_assert_cmpstr (muster_request_slot_get_code (request->slot), ==, "out2");
  REFUSES ("at");
  request->at = 1;
  g_assert_true (muster_request_check (request, &error));

  request->kind = MUSTER_REQUEST_LEAVE;
  REFUSES ("until");
  request->until = 2;
  g_assert_true (muster_request_check (request, &error));
  request->to_date--;
  REFUSES ("to_date");
  request->to_date++;
  request->at = request->until = 0;
  g_assert_true (muster_request_check (request, &error));
  request->kind = MUSTER_REQUEST_OVERTIME;
  REFUSES ("at");
  request->kind = MUSTER_REQUEST_PLACE;
  REFUSES ("place");
  request->place = g_strdup ("Client");
  REFUSES ("radius");
  request->radius = 100;
  g_assert_true (muster_request_check (request, &error));
#undef REFUSES

  for (guint kind = 0; kind < MUSTER_N_REQUEST_KINDS; kind++)
    g_assert_cmpint (muster_request_kind_from_code (muster_request_kind_get_code (kind)),
                     ==, kind);
  g_assert_cmpint (muster_request_kind_from_code ("wish"), ==, -1);
  g_assert_cmpuint (muster_request_slot_from_code ("up"), ==, 0);
}

static gboolean
policy_parse (MusterRequestPolicy *policy, const char *text, GError **error)
{
  g_autoptr (GVariant)
    values = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, error);
  g_autoptr (MusterParams) params = NULL;

  *policy = (MusterRequestPolicy) { 0 };
  g_assert_nonnull (values);
  params = muster_params_new (muster_request_policy_get_fields (), values, error);

  return params != NULL && muster_request_policy_init (policy, params, error);
}

static void
test_policy (void)
{
  g_auto (MusterRequestPolicy) normal = { 0 };
  g_auto (MusterRequestPolicy) strict = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GArray) levels = NULL;

  g_assert_true (muster_request_policy_init (&normal, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (normal.quota, ==, 3);
  g_assert_cmpint (normal.deadline, ==, 7);
  g_assert_false (normal.working_days);
  g_assert_cmpuint (normal.levels->len, ==, 1);
  g_assert_true (
    muster_request_policy_allows (&normal, MUSTER_REQUEST_DEVICE, 0, 0, &error));
  g_assert_false (
    muster_request_policy_approves (&normal, MUSTER_REQUEST_MISSING, 0, 0, 3));

  g_assert_true (policy_parse (
    &strict,
    "{'kinds': <['missing', 'leave']>, 'earliest': <int64 360>, 'latest': <int64 1320>,"
    " 'evidence': <<{'missing': <'required'>}>>,"
    " 'levels': <<[<'supervisor'>, <[<'Li Wei'>, <'Zhao Min'>]>, <'hr'>]>>,"
    " 'auto.count': <int64 1>}",
    &error));
  g_assert_no_error (error);
  g_assert_true (
    muster_request_policy_allows (&strict, MUSTER_REQUEST_MISSING, 360, 1, &error));
  g_assert_false (
    muster_request_policy_allows (&strict, MUSTER_REQUEST_MISSING, 359, 1, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "at");
  g_clear_error (&error);
  g_assert_false (
    muster_request_policy_allows (&strict, MUSTER_REQUEST_MISSING, 1321, 1, NULL));
  g_assert_false (
    muster_request_policy_allows (&strict, MUSTER_REQUEST_MISSING, 540, 0, &error));
  g_assert_cmpstr (muster_error_get_field (error), ==, "evidence");
  g_clear_error (&error);
  g_assert_false (
    muster_request_policy_allows (&strict, MUSTER_REQUEST_LATE, 540, 1, NULL));

  g_assert_true (
    muster_request_policy_approves (&strict, MUSTER_REQUEST_MISSING, 0, 10, 1));
  g_assert_false (
    muster_request_policy_approves (&strict, MUSTER_REQUEST_MISSING, 1, 10, 1));
  g_assert_false (
    muster_request_policy_approves (&strict, MUSTER_REQUEST_MISSING, 0, 11, 1));
  g_assert_false (
    muster_request_policy_approves (&strict, MUSTER_REQUEST_MISSING, 0, -1, 1));
  g_assert_false (
    muster_request_policy_approves (&strict, MUSTER_REQUEST_MISSING, 0, 10, 0));
  g_assert_false (
    muster_request_policy_approves (&strict, MUSTER_REQUEST_LEAVE, 0, 0, 1));

  text = muster_request_levels_to_text (strict.levels);
  g_assert_cmpstr (text, ==, "supervisor;named:Li Wei,Zhao Min;hr");
  levels = muster_request_levels_from_text (text);
  g_assert_cmpuint (levels->len, ==, 3);
  g_assert_cmpstr (g_array_index (levels, MusterRequestLevel, 1).users[1], ==,
                   "Zhao Min");
}

static void
test_policy_refuses (void)
{
  static const struct
  {
    const char *text;
    const char *field;
  } cases[] = {
    { "{'kinds': <['wish']>}", "kinds" },
    { "{'evidence': <<{'wish': <'none'>}>>}", "evidence" },
    { "{'evidence': <<{'leave': <'often'>}>>}", "evidence" },
    { "{'evidence': <<[<'leave'>]>>}", "evidence" },
    { "{'levels': <<[<'king'>]>>}", "levels" },
    { "{'levels': <<[<[<'a;b'>]>]>>}", "levels" },
    { "{'levels': <<[<'hr'>,<'hr'>,<'hr'>,<'hr'>,<'hr'>,<'hr'>,<'hr'>]>>}", "levels" },
    { "{'start_day': <int64 32>}", "start_day" },
    { "{'deadline_in': <'moons'>}", "deadline_in" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (MusterRequestPolicy) policy = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_false (policy_parse (&policy, cases[i].text, &error));
      g_assert_cmpstr (muster_error_get_field (error), ==, cases[i].field);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/request/machine", test_machine);
  g_test_add_func ("/request/quota-is-returned", test_quota_is_returned);
  g_test_add_func ("/request/periods", test_periods);
  g_test_add_func ("/request/deadline", test_deadline);
  g_test_add_func ("/request/record", test_record);
  g_test_add_func ("/request/policy", test_policy);
  g_test_add_func ("/request/policy-refuses", test_policy_refuses);

  return g_test_run ();
}
