/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-phone-listings.h"

/**
 * muster_phone_text_use:
 * @phone: a device of a person
 *
 * Returns: (transfer full): what was decided of it and how much it is used: "Proposed · 41 punches,
 *   last Fri 27 Nov"
 */
char *muster_phone_text_use (MusterPhoneRow *phone);

/**
 * muster_phone_text_doubt:
 * @phone: a device of a person
 *
 * Returns: (transfer none) (nullable): why somebody has to look at it before it is confirmed
 */
const char *muster_phone_text_doubt (MusterPhoneRow *phone);
