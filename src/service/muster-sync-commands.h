/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* source.admit (serial s, name s, source x) → (x) the source. A device that called in becomes a
 * source of that name, or, with source, that one's device. Without a name it gets its serial
 * number */
extern const MusterCommand muster_admit_source;

/* source.refuse (serial s): a device that called in is forgotten; it waits again if it calls again */
extern const MusterCommand muster_refuse_source;

/* source.replace (source x, device s, set v, secrets v) → (x) the new source, of the old one's name,
 * which gets its settings and whom its numbers belong to; the old one is retired and keeps its
 * punches */
extern const MusterCommand muster_replace_source;

/* source.trust (source x, fingerprint s): the certificate that is expected of it from now on; an
 * empty one trusts none by name */
extern const MusterCommand muster_trust_source;

/* source.reread (source x): the next sync reads all that the source still has */
extern const MusterCommand muster_reread_source;

/* listener.set (enabled b, address s, port x, certificate s): where devices call in. The
 * certificate is PEM text with its key; an empty one leaves what is there, "none" means plain HTTP */
extern const MusterCommand muster_set_listener;
