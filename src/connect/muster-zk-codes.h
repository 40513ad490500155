/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-punch.h"

/**
 * muster_zk_verify:
 * @code: a verify code of this family of terminals
 * @old_codes: whether 0 and 2 are password and card, as on older terminals
 *
 * Returns: what it means, %MUSTER_VERIFY_UNKNOWN when that is not safe to say
 */
MusterVerify muster_zk_verify (guint32 code, gboolean old_codes);

/**
 * muster_zk_direction:
 * @state: a state code of this family of terminals
 *
 * Returns: which way it goes: of check, break, overtime and meal
 */
MusterDirection muster_zk_direction (guint32 state);
