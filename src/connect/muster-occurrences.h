/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/**
 * MusterOccurrences:
 *
 * Remembers which records one read has seen, to number the different ones that share a key and
 * to find the exact copies. It keeps hashes of 64 bits for the key and 32 for the rest, about
 * 18 bytes a record (18 MB for a million), so two records are mistaken for one with a chance
 * below 1 in 10⁷ for a million records.
 */
typedef struct _MusterOccurrences MusterOccurrences;

/**
 * muster_occurrences_new:
 *
 * Returns: (transfer full): an empty memory
 */
MusterOccurrences *muster_occurrences_new (void);

void muster_occurrences_free (MusterOccurrences *occurrences);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterOccurrences, muster_occurrences_free)

/**
 * muster_occurrences_hash:
 * @seed: 0, or the hash of what comes before
 * @data: (array length=length): bytes
 * @length: how many
 *
 * Returns: a hash
 */
guint64 muster_occurrences_hash (guint64 seed, gconstpointer data, gsize length);

/**
 * muster_occurrences_reserve:
 * @occurrences: the memory
 * @n: how many records may come
 *
 * Makes room for about so many, so that it need not grow step by step.
 */
void muster_occurrences_reserve (MusterOccurrences *occurrences, guint64 n);

/**
 * muster_occurrences_expect:
 * @occurrences: the memory
 * @key: hash of a key that muster_occurrences_add() will soon be asked about
 *
 * Lets the processor fetch the place beforehand; changes nothing.
 */
void muster_occurrences_expect (MusterOccurrences *occurrences, guint64 key);

/**
 * muster_occurrences_add:
 * @occurrences: the memory
 * @key: hash of what identifies the record
 * @rest: hash of all the rest of it
 * @copies: whether an exact copy counts as a further record
 *
 * Returns: how many other records of this key came before, or −1 for an exact copy
 */
int muster_occurrences_add (MusterOccurrences *occurrences,
                            guint64 key,
                            guint32 rest,
                            gboolean copies);
