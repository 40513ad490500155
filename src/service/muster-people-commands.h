/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* person.add (staff_no s, name s, department s, group s, joined i, left i, exempt b, zone s)
 * → (x) the new id */
extern const MusterCommand muster_add_person;

/* person.change (person x, staff_no ms, name ms, department ms, group ms, group_from mi,
 * joined mi, left mi, exempt mb, zone ms); what is nothing stays as it is. A change of group
 * holds from group_from on, from today when that is nothing */
extern const MusterCommand muster_change_person;

/* person.map (source x, key s, person x) → (t) punches that count from now on */
extern const MusterCommand muster_map_person;

/* person.unmap (source x, key s) → (t) punches that wait from now on */
extern const MusterCommand muster_unmap_person;
