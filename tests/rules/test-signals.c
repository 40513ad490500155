/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-signals.h"

#define HOUR (60 * MUSTER_MINUTE)
#define PLACED (MUSTER_PUNCH_PLACED | MUSTER_PUNCH_ACCURATE)

static GArray *
find (const MusterSignalPunch *punches, gsize n)
{
  GArray *signals = g_array_new (FALSE, FALSE, sizeof (MusterSignal));

  muster_signals_find (punches, n, signals);

  return signals;
}

static MusterSignalPunch
punch (gint64 id, gint64 person, MusterDate date, gint64 at, double lat, double lon)
{
  return (MusterSignalPunch) { .punch = { .id = id,
                                          .at = date * MUSTER_DAY + at,
                                          .lat = lat,
                                          .lon = lon,
                                          .accuracy = 20,
                                          .marks = PLACED },
                               .person_id = person,
                               .date = date };
}

static void
assert_kinds (GArray *signals, const char *wanted)
{
  g_autoptr (GString) kinds = g_string_new (NULL);

  for (guint i = 0; i < signals->len; i++)
    g_string_append_printf (
      kinds, "%s%s", i > 0 ? " " : "",
      muster_signal_get_code (g_array_index (signals, MusterSignal, i).kind));
  g_assert_cmpstr (kinds->str, ==, wanted);
}

static void
test_nothing (void)
{
  MusterSignalPunch day[] = { punch (1, 1, 100, 9 * HOUR, 31.2, 121.5),
                              punch (2, 1, 100, 18 * HOUR, 31.2001, 121.5001) };
  g_autoptr (GArray) none = find (NULL, 0);
  g_autoptr (GArray) signals = find (day, 2);

  assert_kinds (none, "");
  assert_kinds (signals, "");
}

static void
test_mock (void)
{
  MusterSignalPunch day[] = { punch (1, 1, 100, 9 * HOUR, 31.2, 121.5) };
  g_autoptr (GArray) signals = NULL;
  g_autoptr (GArray) of_void = NULL;

  day[0].punch.marks |= MUSTER_PUNCH_MOCK;
  signals = find (day, 1);
  assert_kinds (signals, "mock");
  day[0].punch.marks |= MUSTER_PUNCH_VOID;
  of_void = find (day, 1);
  assert_kinds (of_void, "");
}

/* Shanghai to Hangzhou, some 165 km; to Beijing, some 1070 km. */
static void
test_speed (void)
{
  static const struct
  {
    double lat, lon;
    gint64 after;
    const char *kinds;
  } rows[] = {
    { 30.25, 120.17, HOUR, "" },          { 30.25, 120.17, 20 * MUSTER_MINUTE, "speed" },
    { 39.90, 116.40, 2 * HOUR, "" },      { 39.90, 116.40, HOUR, "speed" },
    { 31.21, 121.50, MUSTER_SECOND, "" }, { 31.30, 121.50, 0, "speed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MusterSignalPunch day[] = {
        punch (1, 1, 100, 9 * HOUR, 31.2, 121.5),
        punch (2, 1, 100, 9 * HOUR + rows[i].after, rows[i].lat, rows[i].lon),
      };
      g_autoptr (GArray) signals = find (day, 2);

      assert_kinds (signals, rows[i].kinds);
      if (signals->len > 0)
        {
          const MusterSignal *signal = &g_array_index (signals, MusterSignal, 0);

          g_assert_cmpint (signal->punch_id, ==, 2);
          g_assert_cmpint (signal->before_id, ==, 1);
          g_assert_cmpint (signal->seconds, ==, rows[i].after / MUSTER_SECOND);
          g_assert_cmpfloat (signal->metres, >, 5000);
        }
    }
}

/* What two bad positions leave open is no speed. */
static void
test_speed_in_doubt (void)
{
  MusterSignalPunch day[] = { punch (1, 1, 100, 9 * HOUR, 31.2, 121.5),
                              punch (2, 1, 100, 9 * HOUR + MUSTER_MINUTE, 31.3, 121.5) };
  g_autoptr (GArray) signals = NULL;

  day[0].punch.accuracy = day[1].punch.accuracy = 4000;
  signals = find (day, 2);
  assert_kinds (signals, "");
}

static void
test_shared (void)
{
  const char *phone = g_intern_static_string ("phone-7");
  MusterSignalPunch days[] = {
    punch (1, 1, 100, 9 * HOUR, 31.2, 121.5),
    punch (2, 1, 100, 18 * HOUR, 31.2, 121.5),
    punch (3, 2, 100, 10 * HOUR, 31.2, 121.5),
    punch (4, 3, 100, 9 * HOUR, 31.2, 121.5),
  };
  g_autoptr (GArray) signals = NULL;

  days[0].device = days[1].device = days[2].device = phone;
  days[3].device = g_intern_static_string ("phone-8");
  signals = find (days, G_N_ELEMENTS (days));
  assert_kinds (signals, "shared_device shared_device");
  g_assert_cmpint (g_array_index (signals, MusterSignal, 0).person_id, ==, 1);
  g_assert_cmpint (g_array_index (signals, MusterSignal, 0).other_id, ==, 2);
  g_assert_cmpint (g_array_index (signals, MusterSignal, 1).person_id, ==, 2);
  g_assert_cmpint (g_array_index (signals, MusterSignal, 1).other_id, ==, 1);
  g_assert_cmpint (g_array_index (signals, MusterSignal, 1).before_id, ==, 1);
}

/* Whose device it is explains only the days on which another used it. */
static void
test_shared_of_owner (void)
{
  const char *phone = g_intern_static_string ("phone-7");
  MusterSignalPunch days[] = {
    punch (1, 1, 100, 9 * HOUR, 31.2, 121.5),  punch (2, 1, 101, 9 * HOUR, 31.2, 121.5),
    punch (3, 1, 102, 9 * HOUR, 31.2, 121.5),  punch (4, 2, 101, 10 * HOUR, 31.2, 121.5),
    punch (5, 3, 103, 10 * HOUR, 31.2, 121.5),
  };
  static const gint64 told[] = { 2, 4, 5 };
  g_autoptr (GArray) signals = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    days[i].device = phone;
  for (guint i = 0; i < 3; i++)
    days[i].bound = days[i].any_bound = TRUE;

  signals = find (days, G_N_ELEMENTS (days));
  assert_kinds (signals, "shared_device shared_device shared_device");
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const MusterSignal *signal = &g_array_index (signals, MusterSignal, i);

      g_assert_cmpint (signal->punch_id, ==, told[i]);
      g_assert_cmpint (signal->number, ==, 3);
    }
}

static void
test_several (void)
{
  MusterSignalPunch days[] = {
    punch (1, 1, 100, 9 * HOUR, 31.2, 121.5),
    punch (2, 1, 100, 18 * HOUR, 31.2, 121.5),
    punch (3, 1, 101, 9 * HOUR, 31.2, 121.5),
  };
  g_autoptr (GArray) signals = NULL;

  days[0].device = g_intern_static_string ("a");
  days[1].device = days[2].device = g_intern_static_string ("b");
  signals = find (days, G_N_ELEMENTS (days));
  assert_kinds (signals, "several_devices");
  g_assert_cmpint (g_array_index (signals, MusterSignal, 0).punch_id, ==, 2);
  g_assert_cmpint (g_array_index (signals, MusterSignal, 0).number, ==, 2);
}

/* Within a minute at two sources, each time once; not of a correction, nor of a clock in doubt. */
static void
test_two_sources (void)
{
  static const struct
  {
    gint64 after;
    gint32 source;
    guint16 marks;
    const char *kinds;
  } rows[] = {
    { 40 * MUSTER_SECOND, 2, 0, "two_sources" },
    { MUSTER_MINUTE, 2, 0, "two_sources" },
    { MUSTER_MINUTE + 1, 2, 0, "" },
    { 40 * MUSTER_SECOND, 1, 0, "" },
    { 40 * MUSTER_SECOND, 2, MUSTER_PUNCH_CORRECTION, "" },
    { 40 * MUSTER_SECOND, 2, MUSTER_PUNCH_SUSPECT, "" },
    { 40 * MUSTER_SECOND, 2, MUSTER_PUNCH_VOID, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MusterSignalPunch day[] = {
        punch (1, 1, 100, 9 * HOUR, 0, 0),
        punch (2, 1, 100, 9 * HOUR + rows[i].after, 0, 0),
        punch (3, 2, 100, 9 * HOUR + rows[i].after, 0, 0),
      };
      g_autoptr (GArray) signals = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (day); k++)
        day[k].punch.marks = 0;
      day[0].punch.source_id = 1;
      day[1].punch.source_id = rows[i].source;
      day[1].punch.marks = rows[i].marks;
      day[2].punch.source_id = 3;
      signals = find (day, G_N_ELEMENTS (day));
      assert_kinds (signals, rows[i].kinds);
      if (*rows[i].kinds != '\0')
        {
          const MusterSignal *signal = &g_array_index (signals, MusterSignal, 0);

          g_assert_cmpint (signal->punch_id, ==, 2);
          g_assert_cmpint (signal->before_id, ==, 1);
          g_assert_cmpint (signal->seconds, ==, rows[i].after / MUSTER_SECOND);
        }
    }
}

/* To and fro within the minute is told once, and again when it happens again. */
static void
test_two_sources_often (void)
{
  MusterSignalPunch day[6];
  g_autoptr (GArray) signals = NULL;

  for (int i = 0; i < 6; i++)
    {
      day[i] =
        punch (i + 1, 1, 100, (i < 3 ? 9 : 18) * HOUR + i * 15 * MUSTER_SECOND, 0, 0);
      day[i].punch.marks = 0;
      day[i].punch.source_id = 1 + i % 2;
    }
  signals = find (day, G_N_ELEMENTS (day));
  assert_kinds (signals, "two_sources two_sources");
  g_assert_cmpint (g_array_index (signals, MusterSignal, 0).punch_id, ==, 2);
  g_assert_cmpint (g_array_index (signals, MusterSignal, 1).punch_id, ==, 5);
}

static void
test_same_position (void)
{
  MusterSignalPunch days[12];
  g_autoptr (GArray) signals = NULL;

  for (int i = 0; i < 12; i++)
    days[i] = punch (i + 1, 1, 100 + i / 2, (9 + 9 * (i % 2)) * HOUR, 31.2,
                     i % 2 ? 121.5 + i * 1e-7 : 121.5);
  signals = find (days, G_N_ELEMENTS (days));
  assert_kinds (signals, "same_position same_position");
  g_assert_cmpint (g_array_index (signals, MusterSignal, 0).date, ==, 104);
  g_assert_cmpint (g_array_index (signals, MusterSignal, 0).number, ==, 5);
  g_assert_cmpint (g_array_index (signals, MusterSignal, 1).number, ==, 6);
}

static void
test_unbound (void)
{
  MusterSignalPunch days[] = { punch (1, 1, 100, 9 * HOUR, 31.2, 121.5),
                               punch (2, 1, 101, 9 * HOUR, 31.2, 121.5) };
  g_autoptr (GArray) first = NULL;
  g_autoptr (GArray) change = NULL;

  days[0].device = g_intern_static_string ("old");
  days[1].device = g_intern_static_string ("new");
  first = find (days, G_N_ELEMENTS (days));
  assert_kinds (first, ""); /* first use only proposes */

  days[0].bound = days[0].any_bound = days[1].any_bound = TRUE;
  change = find (days, G_N_ELEMENTS (days));
  assert_kinds (change, "unbound_device");
  g_assert_cmpint (g_array_index (change, MusterSignal, 0).punch_id, ==, 2);
}

static void
test_weak (void)
{
  static const struct
  {
    MusterVerify verify;
    gboolean bound;
    int wanted;
    const char *kinds;
  } rows[] = {
    { MUSTER_VERIFY_GPS, FALSE, 0, "" },
    { MUSTER_VERIFY_GPS, FALSE, 1, "weak_verify" },
    { MUSTER_VERIFY_GPS, TRUE, 1, "" },
    { MUSTER_VERIFY_FACE, FALSE, 2, "weak_verify" },
    { MUSTER_VERIFY_FACE, TRUE, 2, "" },
    { MUSTER_VERIFY_MULTI, FALSE, 2, "" },
    { MUSTER_VERIFY_WIFI, TRUE, 2, "weak_verify" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      MusterSignalPunch day[] = { punch (1, 1, 100, 9 * HOUR, 31.2, 121.5) };
      g_autoptr (GArray) signals = NULL;

      day[0].punch.verify = (guint8) rows[i].verify;
      day[0].bound = rows[i].bound;
      day[0].factors = rows[i].wanted;
      signals = find (day, 1);
      assert_kinds (signals, rows[i].kinds);
    }

  /* A time clock is not away from a time clock. */
  {
    MusterSignalPunch day[] = { punch (1, 1, 100, 9 * HOUR, 0, 0) };
    g_autoptr (GArray) signals = NULL;

    day[0].punch.marks = 0;
    day[0].factors = 2;
    signals = find (day, 1);
    assert_kinds (signals, "");
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/signals/nothing", test_nothing);
  g_test_add_func ("/signals/mock", test_mock);
  g_test_add_func ("/signals/speed", test_speed);
  g_test_add_func ("/signals/speed-in-doubt", test_speed_in_doubt);
  g_test_add_func ("/signals/shared", test_shared);
  g_test_add_func ("/signals/shared-of-owner", test_shared_of_owner);
  g_test_add_func ("/signals/several", test_several);
  g_test_add_func ("/signals/two-sources", test_two_sources);
  g_test_add_func ("/signals/two-sources-often", test_two_sources_often);
  g_test_add_func ("/signals/same-position", test_same_position);
  g_test_add_func ("/signals/unbound", test_unbound);
  g_test_add_func ("/signals/weak", test_weak);

  return g_test_run ();
}
