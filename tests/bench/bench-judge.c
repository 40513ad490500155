/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A demo company of 10,000 people and 31 days: judging the month from the store against merely
 * reading the rows that judging needs, and the memory that the results take. Opening Today for
 * 10,000 people against the same for 100. */

#include <stdio.h>
#include <string.h>

#include "muster-company.h"
#include "muster-day-listings.h"
#include "muster-demo.h"
#include "muster-measure.h"

