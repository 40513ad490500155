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
