/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-signals.h"

#include "muster-fence.h"

#include <string.h>

/* Nobody is faster over land, in metres a second (350 km/h) … */
#define LAND_SPEED 97.3
/* … nor by air (1000 km/h), which nobody takes for less than so many metres. */
#define AIR_SPEED 277.8
#define AIR_DISTANCE 250000.0
/* Nearer than this, two positions are the wandering of one. */
#define LEAST_DISTANCE 2000.0

/* On so many days a position to the last digit is no measurement. */
#define SAME_DAYS 5

/* Nobody goes from one time clock to another and punches again so soon. */
#define TWO_SOURCES_WITHIN MUSTER_MINUTE

static const char *const codes[] = {
  [MUSTER_SIGNAL_MOCK] = "mock",
  [MUSTER_SIGNAL_SPEED] = "speed",
  [MUSTER_SIGNAL_SHARED_DEVICE] = "shared_device",
  [MUSTER_SIGNAL_SEVERAL_DEVICES] = "several_devices",
  [MUSTER_SIGNAL_SAME_POSITION] = "same_position",
  [MUSTER_SIGNAL_UNBOUND_DEVICE] = "unbound_device",
  [MUSTER_SIGNAL_WEAK_VERIFY] = "weak_verify",
  [MUSTER_SIGNAL_TWO_SOURCES] = "two_sources",
};

const char *
muster_signal_get_code (MusterSignalKind kind)
{
  return codes[MIN ((guint) kind, G_N_ELEMENTS (codes) - 1)];
}

int
muster_signals_count_factors (const MusterPunch *punch, gboolean device)
{
  int factors = device ? 1 : 0;

  switch ((MusterVerify) punch->verify)
    {
    case MUSTER_VERIFY_MULTI:
      return 2;

    case MUSTER_VERIFY_FINGERPRINT:
    case MUSTER_VERIFY_FACE:
    case MUSTER_VERIFY_PALM:
    case MUSTER_VERIFY_IRIS:
    case MUSTER_VERIFY_CARD:
    case MUSTER_VERIFY_PASSWORD:
      return factors + 1;

    case MUSTER_VERIFY_UNKNOWN:
    case MUSTER_VERIFY_GPS:
    case MUSTER_VERIFY_WIFI:
    case MUSTER_VERIFY_IP:
    case MUSTER_VERIFY_MANUAL:
    default:
      return factors;
    }
}

static MusterSignal
signal_of (MusterSignalKind kind, const MusterSignalPunch *it)
{
  return (MusterSignal) { .kind = kind,
                          .person_id = it->person_id,
                          .date = it->date,
                          .at = it->punch.at,
                          .punch_id = it->punch.id,
                          .device = it->device };
}

static gboolean
counts (const MusterSignalPunch *it)
{
  return (it->punch.marks & MUSTER_PUNCH_VOID) == 0;
}

static gboolean
is_placed (const MusterSignalPunch *it)
{
  return (it->punch.marks & MUSTER_PUNCH_PLACED) != 0;
}

/* ---- One punch by itself ---- */

static void
look_at (const MusterSignalPunch *it, GArray *signals)
{
  gboolean remote = is_placed (it) || it->device != NULL;
  MusterSignal signal;

  if (it->punch.marks & MUSTER_PUNCH_MOCK)
    {
      signal = signal_of (MUSTER_SIGNAL_MOCK, it);
      g_array_append_val (signals, signal);
    }

  if (it->device != NULL && !it->bound && it->any_bound)
    {
      signal = signal_of (MUSTER_SIGNAL_UNBOUND_DEVICE, it);
      g_array_append_val (signals, signal);
    }

  if (remote && it->factors > 0)
    {
      int found = muster_signals_count_factors (&it->punch, it->bound);

      if (found < it->factors)
        {
          signal = signal_of (MUSTER_SIGNAL_WEAK_VERIFY, it);
          signal.number = found;
          signal.wanted = it->factors;
          g_array_append_val (signals, signal);
        }
    }
}

/* ---- Two punches of one person ---- */

static double
doubt_of (const MusterPunch *punch)
{
  return punch->marks & MUSTER_PUNCH_ACCURATE ? (double) punch->accuracy : 0.0;
}

static void
look_at_speed (const MusterSignalPunch *before,
               const MusterSignalPunch *it,
               GArray *signals)
{
  MusterPoint a = { before->punch.lat, before->punch.lon };
  MusterPoint b = { it->punch.lat, it->punch.lon };
  double seconds = (double) (it->punch.at - before->punch.at) / (double) MUSTER_SECOND;
  double metres =
    muster_point_get_distance (a, b) - doubt_of (&before->punch) - doubt_of (&it->punch);
  MusterSignal signal;

  if (metres < LEAST_DISTANCE ||
      metres <= MAX (seconds, 1.0) * (metres > AIR_DISTANCE ? AIR_SPEED : LAND_SPEED))
    return;

  signal = signal_of (MUSTER_SIGNAL_SPEED, it);
  signal.before_id = before->punch.id;
  signal.metres = metres;
  signal.seconds = (gint64) seconds;
  g_array_append_val (signals, signal);
}

/* What was made at a source, by a clock that is to be believed. */
static gboolean
is_first_hand (const MusterSignalPunch *it)
{
  return (it->punch.marks & (MUSTER_PUNCH_CORRECTION | MUSTER_PUNCH_SUSPECT)) == 0;
}

/* Either somebody was at both, or both recorded one punch. */
static gboolean
look_at_sources (const MusterSignalPunch *before,
                 const MusterSignalPunch *it,
                 GArray *signals)
{
  gint64 between = it->punch.at - before->punch.at;
  MusterSignal signal;

  if (before->punch.source_id == it->punch.source_id || between > TWO_SOURCES_WITHIN)
    return FALSE;

  signal = signal_of (MUSTER_SIGNAL_TWO_SOURCES, it);
  signal.before_id = before->punch.id;
  signal.seconds = between / MUSTER_SECOND;
  g_array_append_val (signals, signal);

  return TRUE;
}

/* ---- Many punches of one person ---- */

typedef struct
{
  double lat;
  double lon;
  MusterDate last;
  int days;
} Spot;

static guint
spot_hash (gconstpointer data)
{
  const Spot *spot = data;

  return g_double_hash (&spot->lat) * 31 + g_double_hash (&spot->lon);
}

static gboolean
spot_equal (gconstpointer a, gconstpointer b)
{
  const Spot *one = a;
  const Spot *other = b;

  return one->lat == other->lat && one->lon == other->lon;
}

static void
look_at_spot (GHashTable *spots, const MusterSignalPunch *it, GArray *signals)
{
  Spot key = { it->punch.lat, it->punch.lon, MUSTER_DATE_NONE, 0 };
  Spot *spot = g_hash_table_lookup (spots, &key);
  MusterSignal signal;

  if (spot == NULL)
    {
      spot = g_memdup2 (&key, sizeof key);
      g_hash_table_add (spots, spot);
    }
  if (spot->last == it->date)
    return;

  spot->last = it->date;
  spot->days++;
  if (spot->days < SAME_DAYS)
    return;

  signal = signal_of (MUSTER_SIGNAL_SAME_POSITION, it);
  signal.number = spot->days;
  g_array_append_val (signals, signal);
}

/* The second device of a day, and each further one. */
static void
look_at_devices (GPtrArray *devices, const MusterSignalPunch *it, GArray *signals)
{
  MusterSignal signal;

  if (g_ptr_array_find (devices, it->device, NULL))
    return;

  g_ptr_array_add (devices, (gpointer) it->device);
  if (devices->len < 2)
    return;

  signal = signal_of (MUSTER_SIGNAL_SEVERAL_DEVICES, it);
  signal.number = (int) devices->len;
  g_array_append_val (signals, signal);
}

static void
look_at_person (const MusterSignalPunch *punches, gsize n, GArray *signals)
{
  g_autoptr (GHashTable)
    spots = g_hash_table_new_full (spot_hash, spot_equal, g_free, NULL);
  g_autoptr (GPtrArray) devices = g_ptr_array_new ();
  const MusterSignalPunch *placed = NULL;
  const MusterSignalPunch *clocked = NULL;
  const MusterSignalPunch *told = NULL; /* the last one that was told of two sources */
  MusterDate date = MUSTER_DATE_NONE;

  for (gsize i = 0; i < n; i++)
    {
      const MusterSignalPunch *it = &punches[i];

      if (!counts (it))
        continue;

      if (it->date != date)
        g_ptr_array_set_size (devices, 0);
      date = it->date;

      look_at (it, signals);
      if (it->device != NULL)
        look_at_devices (devices, it, signals);
      if (is_first_hand (it))
        {
          /* Going to and fro within the minute is told once. */
          if (clocked != NULL &&
              (told == NULL || it->punch.at - told->punch.at > TWO_SOURCES_WITHIN) &&
              look_at_sources (clocked, it, signals))
            told = it;
          clocked = it;
        }
      if (is_placed (it))
        {
          if (placed != NULL)
            look_at_speed (placed, it, signals);
          look_at_spot (spots, it, signals);
          placed = it;
        }
    }
}

/* ---- One device of several people ---- */

typedef struct
{
  const char *device;
  gint64 person_id;
  MusterDate date;
  const MusterSignalPunch *it;
} Use;

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const Use *one = a;
  const Use *other = b;
  int order = strcmp (one->device, other->device);

  if (order != 0)
    return order;
  if (one->it->punch.at != other->it->punch.at)
    return one->it->punch.at < other->it->punch.at ? -1 : 1;
  if (one->person_id != other->person_id)
    return one->person_id < other->person_id ? -1 : 1;

  return 0;
}

/* Whether somebody else made @use with the device on that date. */
static gboolean
is_of_another (const Use *use, const Use *mine)
{
  return use->person_id != mine->person_id && use->date == mine->date;
}

/* Whether somebody else used the device on the date of the one at @at, whatever the hour. Those of
 * one date lie within two days of each other, in whichever zones. */
static gboolean
is_shared_that_day (const Use *uses, guint n, guint at)
{
  const Use *mine = &uses[at];
  gint64 when = mine->it->punch.at;

  for (guint i = at; i > 0 && when - uses[i - 1].it->punch.at < 2 * MUSTER_DAY; i--)
    if (is_of_another (&uses[i - 1], mine))
      return TRUE;
  for (guint i = at + 1; i < n && uses[i].it->punch.at - when < 2 * MUSTER_DAY; i++)
    if (is_of_another (&uses[i], mine))
      return TRUE;

  return FALSE;
}

/* Each person and day of a device that somebody else uses too; told from that other's punch that
 * was made last before, or else first after. Whoever the device is confirmed for has nothing to
 * explain on days on which nobody else used it. */
static void
tell_shared (const Use *uses, guint n, GArray *signals)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable)
    told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < n; i++)
    g_hash_table_add (people, (gpointer) &uses[i].person_id);
  if (g_hash_table_size (people) < 2)
    return;

  for (guint i = 0; i < n; i++)
    {
      const Use *other = NULL;
      gint64 key = uses[i].person_id * 8388608 + uses[i].date;
      MusterSignal signal;

      if ((uses[i].it->bound && !is_shared_that_day (uses, n, i)) ||
          !g_hash_table_add (told, g_memdup2 (&key, sizeof key)))
        continue;

      for (guint k = i; k > 0 && other == NULL; k--)
        if (uses[k - 1].person_id != uses[i].person_id)
          other = &uses[k - 1];
      for (guint k = i + 1; k < n && other == NULL; k++)
        if (uses[k].person_id != uses[i].person_id)
          other = &uses[k];

      signal = signal_of (MUSTER_SIGNAL_SHARED_DEVICE, uses[i].it);
      signal.before_id = other->it->punch.id;
      signal.other_id = other->person_id;
      signal.number = (int) g_hash_table_size (people);
      g_array_append_val (signals, signal);
    }
}

static void
look_for_shared (const MusterSignalPunch *punches, gsize n, GArray *signals)
{
  g_autoptr (GArray) uses = g_array_new (FALSE, FALSE, sizeof (Use));
  guint first = 0;

  for (gsize i = 0; i < n; i++)
    if (punches[i].device != NULL && counts (&punches[i]))
      {
        Use use = { punches[i].device, punches[i].person_id, punches[i].date,
                    &punches[i] };

        g_array_append_val (uses, use);
      }
  g_array_sort (uses, compare_uses);

  for (guint i = 1; i <= uses->len; i++)
    {
      const Use *begin = &g_array_index (uses, Use, first);

      if (i < uses->len &&
          g_str_equal (g_array_index (uses, Use, i).device, begin->device))
        continue;
      tell_shared (begin, i - first, signals);
      first = i;
    }
}

static int
compare_signals (gconstpointer a, gconstpointer b)
{
  const MusterSignal *one = a;
  const MusterSignal *other = b;

#define COMPARE(member)                                                                  \
  if (one->member != other->member)                                                      \
  return one->member < other->member ? -1 : 1

  COMPARE (date);
  COMPARE (person_id);
  COMPARE (kind);
  COMPARE (at);
  COMPARE (punch_id);

#undef COMPARE

  return 0;
}

void
muster_signals_find (const MusterSignalPunch *punches, gsize n, GArray *signals)
{
  gsize first = 0;

  for (gsize i = 1; i <= n; i++)
    if (i == n || punches[i].person_id != punches[first].person_id)
      {
        look_at_person (&punches[first], i - first, signals);
        first = i;
      }
  look_for_shared (punches, n, signals);
  g_array_sort (signals, compare_signals);
}
