/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-key.h"

#define DATE_BITS 22
#define NTH_BITS 6
#define DATE_BIAS (1 << (DATE_BITS - 1))

gint64
muster_day_key_new (gint64 person_id, MusterDate date, guint nth)
{
  return (person_id << (DATE_BITS + NTH_BITS)) |
         ((gint64) (date + DATE_BIAS) << NTH_BITS) | MIN (nth, (1u << NTH_BITS) - 1);
}

gint64
muster_day_key_get_person (gint64 key)
{
  return key >> (DATE_BITS + NTH_BITS);
}

MusterDate
muster_day_key_get_date (gint64 key)
{
  return (MusterDate) ((key >> NTH_BITS) & ((1 << DATE_BITS) - 1)) - DATE_BIAS;
}
