/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-day.h"

/*
 * Person, date and nth of a day in one number that is never negative, as the keys of listings are.
 */

gint64 muster_day_key_new (gint64 person_id, MusterDate date, guint nth);
gint64 muster_day_key_get_person (gint64 key);
MusterDate muster_day_key_get_date (gint64 key);
