/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"

/*
 * Person, date and nth of a day in one number that is never negative, as the keys of listings are.
 */

/**
 * muster_day_key_new:
 * @person_id: the person
 * @date: the date
 * @nth: which of several entries of that person and date, from 0
 *
 * Returns: the key, which takes itself apart again
 */
gint64 muster_day_key_new (gint64 person_id, MusterDate date, guint nth);
gint64 muster_day_key_get_person (gint64 key);
MusterDate muster_day_key_get_date (gint64 key);
