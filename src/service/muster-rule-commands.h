/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* rules.publish (document s, from i, base x) → (x) id of the rule set; the document is a
 * muster-rules file's JSON text, see muster-rulefile.h. With a base other than 0 it fails with
 * %MUSTER_ERROR_CONFLICT when anything was published after that rule set. The user's own draft is
 * done with then */
extern const MusterCommand muster_publish_rules;

/* rules.save-draft (document s, base x): keeps what the user is editing, one draft a user */
extern const MusterCommand muster_save_rule_draft;

/* rules.discard-draft () */
extern const MusterCommand muster_discard_rule_draft;

/* roster.assign (person x, shift s, from i, to i, single b) → (x); an empty shift is an
 * explicit rest; single: chosen for that very date */
extern const MusterCommand muster_assign_roster;

/* roster.remove (entry x) */
extern const MusterCommand muster_remove_roster;

/* cover.add (person x, kind s, from_date i, to_date i, part s, from x, until x, note s) → (x);
 * either dates with a part ("whole", "first", "second", "half"), or a span of instants */
extern const MusterCommand muster_add_cover;

/* cover.remove (cover x) */
extern const MusterCommand muster_remove_cover;
