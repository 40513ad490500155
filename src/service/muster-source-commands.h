/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* source.add (name s, kind s, zone s, datum s, waited_for b, correction x, device s, settings v,
 * plan v, secrets v) → (x) the new id. Correction in seconds; settings an a{sv} of the connector's
 * fields, secrets of those of them that are secrets, plan of muster_sync_plan_fields; an empty zone
 * is the company's */
extern const MusterCommand muster_add_source;

/* source.change (source x, name ms, zone ms, datum ms, waited_for mb, correction mx,
 * device ms, settings mv, set mv, plan mv, secrets mv). Settings are replaced as a whole; of set,
 * plan and secrets only what is named changes */
extern const MusterCommand muster_change_source;

/* source.pause (source x), source.resume (source x), source.retire (source x) */
extern const MusterCommand muster_pause_source;
extern const MusterCommand muster_resume_source;
extern const MusterCommand muster_retire_source;

/* source.mark (source x, synced_to x): everything up to that instant has arrived */
extern const MusterCommand muster_mark_source;

/* mapping.save (kind s, name s, document s): how the columns of a table are read, as JSON; kind
 * is "punches" or "people". One of that kind and name is replaced */
extern const MusterCommand muster_save_mapping;

/* mapping.remove (kind s, name s) */
extern const MusterCommand muster_remove_mapping;
