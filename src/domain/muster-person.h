/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "muster-civil.h"

/**
 * MusterPerson:
 * @id: 0 until stored
 * @uid: UUIDv7, the same on every desk
 * @staff_no: the company's key, unique
 * @name: as written
 * @department: (nullable): path, "/" between levels
 * @group: code of the attendance group today (earlier ones are in the memberships)
 * @joined: first date of employment, %MUSTER_DATE_NONE for ever
 * @left: last date of employment, %MUSTER_DATE_EVER for none
 * @exempt: whether nobody expects punches
 * @zone: (nullable): the person's own zone, for display only
 * @badges: (nullable): device numbers as "source:key", when the listing loads them
 *
 * Someone whose attendance is kept. Immutable once built.
 */
#define MUSTER_TYPE_PERSON (muster_person_get_type ())
G_DECLARE_FINAL_TYPE (MusterPerson, muster_person, MUSTER, PERSON, GObject)

struct _MusterPerson
{
  GObject parent_instance;

  gint64 id;
  char *uid;
  char *staff_no;
  char *name;
  char *department;
  char *group;
  MusterDate joined;
  MusterDate left;
  gboolean exempt;
  char *zone;
  GStrv badges;
};

/**
 * muster_person_new:
 *
 * Returns: (transfer full): an empty person, for its builder to fill
 */
MusterPerson *muster_person_new (void);

/**
 * muster_person_check:
 * @person: a person
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether the record makes sense: a number and a name, joined not after left
 */
gboolean muster_person_check (MusterPerson *person, GError **error);
