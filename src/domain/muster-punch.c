/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-punch.h"

#define COMPARE(field)                                                                   \
  if (a->field != b->field)                                                              \
  return a->field < b->field ? -1 : 1

int
muster_punch_compare (gconstpointer first, gconstpointer second)
{
  const MusterPunch *a = first;
  const MusterPunch *b = second;

  COMPARE (at);

  /* Who leaves one job and starts another at the same second, leaves first. */
  if (a->direction != b->direction)
    return a->direction > b->direction ? -1 : 1;

  COMPARE (source_id);
  COMPARE (verify);
  COMPARE (marks);
  COMPARE (lat);
  COMPARE (lon);
  COMPARE (accuracy);
  COMPARE (id);

  return 0;
}

guint64
muster_punch_seal (guint64 seal, const MusterPunch *punch)
{
  /* The finalizer of splitmix64, so that sums of seals do not collide by chance */
  guint64 mixed = (guint64) punch->at + ((guint64) punch->direction << 61);

  mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  mixed ^= mixed >> 31;
  seal += mixed;

  return seal != 0 ? seal : MUSTER_SEAL_NONE;
}
