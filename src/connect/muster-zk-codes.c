/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-zk-codes.h"

/* What is not here is either one of two things ("finger or card") or nothing that is known. */
static const guint8 verify_meanings[] = {
  [1] = MUSTER_VERIFY_FINGERPRINT,
  [3] = MUSTER_VERIFY_PASSWORD,
  [4] = MUSTER_VERIFY_CARD,
  [8] = MUSTER_VERIFY_FINGERPRINT, /* the number only says whose finger to expect */
  [9] = MUSTER_VERIFY_MULTI,
  [10] = MUSTER_VERIFY_MULTI,
  [11] = MUSTER_VERIFY_MULTI,
  [12] = MUSTER_VERIFY_MULTI,
  [13] = MUSTER_VERIFY_MULTI,
  [15] = MUSTER_VERIFY_FACE,
  [16] = MUSTER_VERIFY_MULTI,
  [17] = MUSTER_VERIFY_MULTI,
  [18] = MUSTER_VERIFY_MULTI,
  [19] = MUSTER_VERIFY_MULTI,
  [20] = MUSTER_VERIFY_MULTI,
  [22] = MUSTER_VERIFY_MULTI,
  [23] = MUSTER_VERIFY_MULTI,
  [24] = MUSTER_VERIFY_MULTI,
  [25] = MUSTER_VERIFY_PALM,
  [26] = MUSTER_VERIFY_MULTI,
  [27] = MUSTER_VERIFY_MULTI,
  [28] = MUSTER_VERIFY_MULTI,
  [29] = MUSTER_VERIFY_MULTI,
};

MusterVerify
muster_zk_verify (guint32 code, gboolean old_codes)
{
  if (old_codes && code == 0)
    return MUSTER_VERIFY_PASSWORD;
  if (old_codes && code == 2)
    return MUSTER_VERIFY_CARD;
  return code < G_N_ELEMENTS (verify_meanings) ? verify_meanings[code]
                                               : MUSTER_VERIFY_UNKNOWN;
}

MusterDirection
muster_zk_direction (guint32 state)
{
  switch (state)
    {
    case 0: /* check in */
    case 3: /* break in */
    case 4: /* overtime in */
    case 9: /* meal end */
      return MUSTER_DIRECTION_IN;

    case 1: /* check out */
    case 2: /* break out */
    case 5: /* overtime out */
    case 8: /* meal start */
      return MUSTER_DIRECTION_OUT;

    default:
      return MUSTER_DIRECTION_NONE;
    }
}
