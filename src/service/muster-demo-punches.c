/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-demo-punches.h"

#include <math.h>

#include "muster-dice.h"
#include "muster-punch.h"

#define DICE_DAY (G_GUINT64_CONSTANT (1) << 40)
#define DICE_LEAVE (G_GUINT64_CONSTANT (2) << 40)
#define DICE_STRANGER (G_GUINT64_CONSTANT (3) << 40)

#define STRANGERS 4
#define STUCK_DAYS 8
#define TRAVEL_MINUTES 25
#define TRAVEL_NORTH 7.5 /* degrees, some 830 km */

/* Where the three sites are, in GCJ-02. */
static const struct
{
  double lat;
  double lon;
} sites[] = {
  { 31.2304, 121.4737 },
  { 22.5431, 114.0579 },
  { 30.2741, 120.1551 },
};

MusterDemoShift
muster_demo_punches_get_roster (const MusterDemoPerson *demo, MusterDate date)
{
  int weekday = muster_date_get_weekday (date);
  int week = (date - weekday) / 7;

  if (weekday >= 5)
    return MUSTER_DEMO_OFF;

  return (week + demo->team) % 2 == 0 ? MUSTER_DEMO_EARLY : MUSTER_DEMO_NIGHT;
}

gboolean
muster_demo_punches_is_leave (guint number, MusterDate date, guint64 seed)
{
  MusterDice dice = muster_dice_new (seed, number, DICE_LEAVE + (guint32) date);

  return muster_dice_happens (&dice, 14);
}

static void
place (MusterDemoPunch *punch, const MusterDemoPerson *demo, MusterDice *dice)
{
  gboolean outside = muster_dice_happens (dice, 40);
  double metres = outside ? muster_dice_between (dice, 900, 6000) : 45.0;
  double north = metres * muster_dice_spread (dice);
  double east = metres * muster_dice_spread (dice);

  punch->lat = sites[demo->site].lat + north / 111320.0;
  punch->lon = sites[demo->site].lon +
               east / (111320.0 * cos (sites[demo->site].lat * G_PI / 180.0));
  punch->marks |= MUSTER_PUNCH_PLACED;

  if (!muster_dice_happens (dice, 15))
    {
      punch->accuracy = (float) muster_dice_between (dice, 4, outside ? 120 : 45);
      punch->marks |= MUSTER_PUNCH_ACCURATE;
    }
  if (muster_dice_happens (dice, 2))
    punch->marks |= MUSTER_PUNCH_MOCK;
}

/* Minutes are those of the date's midnight; the second is thrown. */
static void
add_punch (const MusterDemoPerson *demo,
           guint number,
           MusterDate date,
           int minutes,
           MusterDirection direction,
           MusterDice *dice,
           GArray *punches)
{
  MusterDemoPunch punch = { .person = number, .phone = number };

  punch.wall = date * MUSTER_DAY + minutes * MUSTER_MINUTE +
               muster_dice_throw (dice, 60) * MUSTER_SECOND;
  punch.received = punch.wall;

  if (demo->source == MUSTER_DEMO_PHONE)
    {
      punch.verify = MUSTER_VERIFY_GPS;
      place (&punch, demo, dice);
      if (muster_dice_happens (dice, 35))
        {
          punch.marks |= MUSTER_PUNCH_OFFLINE;
          punch.received += muster_dice_between (dice, 120, 4000) * MUSTER_MINUTE;
        }
    }
  else
    {
      punch.verify = demo->site == 0 ? MUSTER_VERIFY_FACE : MUSTER_VERIFY_FINGERPRINT;
      if (demo->source == MUSTER_DEMO_GATE)
        punch.direction = (guint8) direction;
    }

  g_array_append_val (punches, punch);

  /* A second tap, to be sure. */
  if (muster_dice_happens (dice, 30))
    {
      punch.wall += muster_dice_between (dice, 2, 40) * MUSTER_SECOND;
      punch.received = MAX (punch.received, punch.wall);
      g_array_append_val (punches, punch);
    }
}

static int
throw_arrival (const MusterDemoPerson *demo, int on, MusterDice *dice)
{
  if (muster_dice_happens (dice, demo->late))
    return on + muster_dice_between (dice, 1, muster_dice_happens (dice, 120) ? 150 : 35);

  return on - muster_dice_between (dice, 1, 28);
}

static int
throw_departure (int off, MusterDice *dice)
{
  if (muster_dice_happens (dice, 25))
    return off - muster_dice_between (dice, 3, 110);
  if (muster_dice_happens (dice, 90))
    return off + muster_dice_between (dice, 60, 190);

  return off + muster_dice_between (dice, 0, 25);
}

static void
work_day (const MusterDemoPerson *demo,
          guint number,
          MusterDate date,
          int on,
          int off,
          MusterDice *dice,
          GArray *punches)
{
  gboolean no_in = muster_dice_happens (dice, 10);
  gboolean no_out = muster_dice_happens (dice, 14);

  if (muster_dice_happens (dice, 9))
    return;

  if (!no_in)
    add_punch (demo, number, date, throw_arrival (demo, on, dice), MUSTER_DIRECTION_IN,
               dice, punches);

  if (off <= 1440 && muster_dice_happens (dice, 80))
    {
      add_punch (demo, number, date, 720 + muster_dice_between (dice, 1, 8),
                 MUSTER_DIRECTION_OUT, dice, punches);
      add_punch (demo, number, date, 780 - muster_dice_between (dice, 2, 20),
                 MUSTER_DIRECTION_IN, dice, punches);
    }

  if (!no_out)
    add_punch (demo, number, date, throw_departure (off, dice), MUSTER_DIRECTION_OUT,
               dice, punches);
}

void
muster_demo_punches_invent (const MusterDemoPerson *demo,
                            guint number,
                            MusterDate date,
                            MusterDemoShift shift,
                            guint64 seed,
                            GArray *punches)
{
  MusterDice dice = muster_dice_new (seed, number, DICE_DAY + (guint32) date);

  if (date < demo->person->joined || date > demo->person->left)
    return;

  if (muster_demo_punches_is_leave (number, date, seed))
    return;

  switch (shift)
    {
    case MUSTER_DEMO_DAY:
      work_day (demo, number, date, 540, 1080, &dice, punches);
      break;
    case MUSTER_DEMO_EARLY:
      work_day (demo, number, date, 480, 1020, &dice, punches);
      break;
    case MUSTER_DEMO_NIGHT:
      work_day (demo, number, date, 1320, 1800, &dice, punches);
      break;
    case MUSTER_DEMO_OFF:
      if (muster_dice_happens (&dice, 20))
        work_day (demo, number, date, 570, 960, &dice, punches);
      break;
    }
}

void
muster_demo_punches_invent_strangers (MusterDate date, guint64 seed, GArray *punches)
{
  MusterDice dice = muster_dice_new (seed, 0, DICE_STRANGER + (guint32) date);
  MusterDemoPunch punch = { .person = G_MAXUINT32, .verify = MUSTER_VERIFY_CARD };

  for (guint i = 0; i < STRANGERS; i++)
    {
      punch.stranger = (guint8) i;
      punch.wall =
        date * MUSTER_DAY + muster_dice_between (&dice, 470, 535) * MUSTER_MINUTE;
      punch.received = punch.wall;
      if (muster_dice_happens (&dice, 700))
        g_array_append_val (punches, punch);
      punch.wall =
        date * MUSTER_DAY + muster_dice_between (&dice, 1025, 1100) * MUSTER_MINUTE;
      punch.received = punch.wall;
      if (muster_dice_happens (&dice, 700))
        g_array_append_val (punches, punch);
    }

  /* The battery ran out and the clock began again in 2000. */
  if (muster_dice_happens (&dice, 60))
    {
      punch.received = punch.wall;
      punch.wall = muster_date_new (2000, 1, 1) * MUSTER_DAY + 9 * MUSTER_MINUTE;
      punch.marks = MUSTER_PUNCH_SUSPECT;
      g_array_append_val (punches, punch);
    }
}

/* The first punch on @date of each of the first people who punched on it; NULL where there are
 * fewer. */
static void
find_first (MusterDate date, GArray *punches, guint n, MusterDemoPunch *found[])
{
  guint n_found = 0;

  for (guint i = 0; i < punches->len && n_found < n; i++)
    {
      MusterDemoPunch *punch = &g_array_index (punches, MusterDemoPunch, i);
      gboolean known = FALSE;

      if (punch->wall < date * MUSTER_DAY || punch->wall >= (date + 1) * MUSTER_DAY)
        continue;
      for (guint k = 0; k < n_found; k++)
        known = known || found[k]->person == punch->person;
      if (!known)
        found[n_found++] = punch;
    }
}

void
muster_demo_punches_invent_incidents (MusterDate date, GArray *punches)
{
  MusterDemoPunch *found[4] = { NULL };
  MusterDemoPunch elsewhere;
  guint person;

  find_first (date, punches, G_N_ELEMENTS (found), found);
  if (found[1] != NULL)
    found[0]->phone = found[1]->person;

  if (found[3] != NULL)
    {
      person = found[3]->person;
      for (guint i = 0; i < punches->len; i++)
        {
          MusterDemoPunch *punch = &g_array_index (punches, MusterDemoPunch, i);

          if (punch->person != person || punch->wall < (date - STUCK_DAYS) * MUSTER_DAY)
            continue;
          punch->lat = found[3]->lat;
          punch->lon = found[3]->lon;
        }
    }

  if (found[2] == NULL)
    return;

  elsewhere = *found[2];
  elsewhere.wall += TRAVEL_MINUTES * MUSTER_MINUTE;
  elsewhere.received = elsewhere.wall;
  elsewhere.lat += TRAVEL_NORTH;
  g_array_append_val (punches, elsewhere);
}

int
muster_demo_punch_compare (gconstpointer a, gconstpointer b)
{
  const MusterDemoPunch *left = a;
  const MusterDemoPunch *right = b;

  if (left->wall != right->wall)
    return left->wall < right->wall ? -1 : 1;
  if (left->person != right->person)
    return left->person < right->person ? -1 : 1;

  return (left->stranger > right->stranger) - (left->stranger < right->stranger);
}
