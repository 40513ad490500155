/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"
#include "muster-person.h"

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

/* person.expect (person x, key s, source x), person.unexpect with the same arguments: a number
 * that a person is known to have, seen or not, on a source or (0) on every one */
extern const MusterCommand muster_expect_badge;
extern const MusterCommand muster_unexpect_badge;

/* person.map_certain (source x, 0 for all) → (t) numbers mapped */
extern const MusterCommand muster_map_certain;

/**
 * muster_person_enter:
 * @txn: a transaction
 * @person: a new person
 * @error: a person that makes no sense or is out of scope, a staff number that is taken
 *
 * Adds a person within a transaction, for commands and imports.
 *
 * Returns: the new id, 0 on error
 */
gint64 muster_person_enter (MusterTransaction *txn, MusterPerson *person, GError **error);

/**
 * muster_person_rewrite:
 * @txn: a transaction
 * @person: a person with its id and all fields as they shall be
 * @group_from: from when on the person is in the group, when it is another than before
 * @error: as muster_person_enter(), %MUSTER_ERROR_MISSING
 *
 * Changes a person within a transaction, for commands and imports.
 *
 * Returns: whether it was written
 */
gboolean muster_person_rewrite (MusterTransaction *txn,
                                MusterPerson *person,
                                MusterDate group_from,
                                GError **error);
