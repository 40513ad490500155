/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-invention.h"

#define ROUNDS 4000
#define BYTES 320

typedef const char *(*Property) (Invented *it, GArray *days);

static GArray *
judge (const MusterFacts *facts)
{
  g_autoptr (MusterJudge) memory = muster_judge_new ();
  GArray *days = g_array_new (FALSE, FALSE, sizeof (MusterDay));

  muster_judge_days (memory, facts, days);

  return days;
}

/* Equal in everything that does not say how often or under which number a punch came. */
static gboolean
equal (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      MusterDay x = g_array_index (a, MusterDay, i);
      MusterDay y = g_array_index (b, MusterDay, i);

      x.in_id = x.out_id = y.in_id = y.out_id = 0;
      x.n_punches = y.n_punches = 0;
      if (memcmp (&x, &y, sizeof x) != 0)
        return FALSE;
    }

  return TRUE;
}

static const char *
in_bounds (Invented *it, GArray *days)
{
  MusterDate last = it->facts.dates.from - 1;

  for (guint i = 0; i < days->len; i++)
    {
      const MusterDay *day = &g_array_index (days, MusterDay, i);

      if (day->date < last || day->date > last + 1)
        return "a date is missing or out of order";
      last = day->date;
      if (day->worked_sec < 0 || day->late_min < 0 || day->early_min < 0 ||
          day->expected_min < 0 || day->undertime_min < 0)
        return "a negative number";
      if (day->overtime_min < 0 || day->overtime_pending_min < 0)
        return "negative overtime";
      if (!it->approved &&
          day->overtime_min + day->overtime_pending_min > day->worked_sec / 60)
        return "more overtime than work";
      if (day->attended_half + day->absent_half > 2)
        return "more than a day";
      if (day->status >= MUSTER_N_STATUSES)
        return "no such status";
    }

  return last == it->facts.dates.to ? NULL : "the last date is missing";
}

static const char *
same_in_any_order (Invented *it, GArray *days)
{
  g_autoptr (GArray) punches = g_array_copy (it->punches);
  g_autoptr (GArray) again = NULL;

  /* Arrivals in another order get other numbers. */
  for (guint i = 0; i < punches->len; i++)
    g_array_index (punches, MusterPunch, i).id = punches->len - i;
  invented_use_punches (it, punches);
  again = judge (&it->facts);

  return equal (days, again) ? NULL : "another order of arrival gives other days";
}

static const char *
same_with_duplicates (Invented *it, GArray *days)
{
  g_autoptr (GArray) punches = g_array_copy (it->punches);
  g_autoptr (GArray) again = NULL;

  if (it->duplicate_window == 0)
    return NULL;

  for (guint i = 0; i < it->punches->len; i++)
    {
      MusterPunch copy = g_array_index (it->punches, MusterPunch, i);

      copy.id += 1000;
      g_array_append_val (punches, copy);
    }
  invented_use_punches (it, punches);
  again = judge (&it->facts);

  return equal (days, again) ? NULL : "every punch twice gives other days";
}

static const char *
same_again (Invented *it, GArray *days)
{
  g_autoptr (MusterJudge) memory = muster_judge_new ();
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (MusterDay));

  muster_judge_days (memory, &it->facts, again);
  g_array_set_size (again, 0);
  muster_judge_days (memory, &it->facts, again);

  return equal (days, again) ? NULL : "judging twice gives other days";
}

static const char *
same_day_alone (Invented *it, GArray *days)
{
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (MusterDay));
  MusterDates dates = it->facts.dates;

  for (MusterDate date = dates.from; date <= dates.to; date++)
    {
      g_autoptr (GArray) one = NULL;

      it->facts.dates = (MusterDates) { date, date };
      one = judge (&it->facts);
      g_array_append_vals (again, one->data, one->len);
    }
  it->facts.dates = dates;

  return equal (days, again) ? NULL : "a day alone is another than in its span";
}

static gint64
value_of (const MusterDay *day, MusterValue value)
{
  switch (value)
    {
    case MUSTER_VALUE_EXPECTED:
      return day->expected_min;
    case MUSTER_VALUE_WORKED:
      return day->worked_sec;
    case MUSTER_VALUE_LATE:
      return day->late_min;
    case MUSTER_VALUE_EARLY:
      return day->early_min;
    case MUSTER_VALUE_OVERTIME:
      return day->overtime_min;
    case MUSTER_VALUE_OVERTIME_PENDING:
      return day->overtime_pending_min;
    case MUSTER_VALUE_UNDERTIME:
      return day->undertime_min;
    case MUSTER_VALUE_ATTENDED:
      return day->attended_half;
    case MUSTER_VALUE_ABSENT:
      return day->absent_half;
    case MUSTER_VALUE_NONE:
    case MUSTER_N_VALUES:
    default:
      return 0;
    }
}

static const char *
sums_of_reasons (Invented *it, GArray *days)
{
  static char fault[100];
  g_autoptr (MusterJudge) memory = muster_judge_new ();
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);

  muster_judge_sheets (memory, &it->facts, TRUE, sheets);
  if (sheets->len != days->len)
    return "sheets and days are not as many";

  for (guint i = 0; i < sheets->len; i++)
    {
      MusterDaySheet *sheet = g_ptr_array_index (sheets, i);

      if (memcmp (&sheet->day, &g_array_index (days, MusterDay, i), sizeof (MusterDay)) !=
          0)
        return "a sheet says another day";

      for (guint value = MUSTER_VALUE_EXPECTED; value < MUSTER_N_VALUES; value++)
        {
          gint64 sum = 0;

          for (guint j = 0; j < sheet->notes->len; j++)
            if (g_array_index (sheet->notes, MusterNote, j).value == value)
              sum += g_array_index (sheet->notes, MusterNote, j).amount;

          if (sum != value_of (&sheet->day, value))
            {
              g_snprintf (fault, sizeof fault, "%s is not the sum of its reasons",
                          muster_value_get_code (value));
              return fault;
            }
        }
    }

  return NULL;
}

static const char *
try (Property property, const guint8 *bytes, gsize length)
{
  Invented it;
  g_autoptr (GArray) days = NULL;
  const char *fault;

  invented_init (&it, bytes, length);
  days = judge (&it.facts);
  fault = property (&it, days);
  invented_clear (&it);

  return fault;
}

/* Looks for fewer and smaller bytes that fail too. */
static gsize
shrink (Property property, guint8 *bytes, gsize length)
{
  gboolean smaller = TRUE;

  while (smaller)
    {
      smaller = FALSE;
      while (length > 0 && try (property, bytes, length - 1) != NULL)
        {
          length--;
          smaller = TRUE;
        }

      for (gsize i = 0; i < length; i++)
        {
          guint8 held = bytes[i];

          if (held == 0)
            continue;
          bytes[i] = 0;
          if (try (property, bytes, length) != NULL)
            smaller = TRUE;
          else
            bytes[i] = held;
        }
    }

  return length;
}

static void
test_property (gconstpointer data)
{
  Property property = *(const Property *) data;
  g_autoptr (GRand) chance = g_rand_new_with_seed (20250305);
  guint8 bytes[BYTES];

  for (guint round = 0; round < ROUNDS; round++)
    {
      gsize length = (gsize) g_rand_int_range (chance, 1, BYTES);

      for (gsize i = 0; i < length; i++)
        bytes[i] = (guint8) g_rand_int_range (chance, 0, 256);

      if (try (property, bytes, length) != NULL)
        {
          g_autoptr (GString) text = g_string_new (NULL);

          length = shrink (property, bytes, length);
          for (gsize i = 0; i < length; i++)
            g_string_append_printf (text, "%u,", bytes[i]);
          g_error ("round %u: %s: %s", round, try (property, bytes, length), text->str);
        }
    }
}

/* The far ends of what a caller may ask for. */
static void
test_far_dates (void)
{
  static const MusterDates spans[] = {
    { MUSTER_DATE_NONE, MUSTER_DATE_NONE + 3 },
    { MUSTER_DATE_EVER - 3, MUSTER_DATE_EVER },
    { 5, 4 },
    { -719162, -719160 },
    { 2932890, 2932896 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      Invented it;
      g_autoptr (GArray) days = NULL;

      invented_init (&it, (const guint8 *) "\1\1\1", 3);
      it.facts.dates = spans[i];
      days = judge (&it.facts);
      g_assert_cmpuint (days->len, <=, 7);
      invented_clear (&it);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    Property property;
  } properties[] = {
    { "/properties/in-bounds", in_bounds },
    { "/properties/same-in-any-order", same_in_any_order },
    { "/properties/same-with-duplicates", same_with_duplicates },
    { "/properties/same-again", same_again },
    { "/properties/same-day-alone", same_day_alone },
    { "/properties/sums-of-reasons", sums_of_reasons },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    g_test_add_data_func (properties[i].path, &properties[i].property, test_property);
  g_test_add_func ("/properties/far-dates", test_far_dates);

  return g_test_run ();
}
