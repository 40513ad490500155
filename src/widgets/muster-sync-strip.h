/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * MusterSyncBar:
 * @n_good: syncs that went well
 * @n_failed: syncs that did not
 * @n_added: punches that came
 *
 * An hour of a strip.
 */
typedef struct
{
  guint n_good;
  guint n_failed;
  guint64 n_added;
} MusterSyncBar;

/**
 * MusterSyncStrip:
 *
 * The syncs of a source over the last 24 hours, a bar an hour: low when nothing was new, high when
 * punches came, hollow with a cross when one failed, a dot when there was none. It says itself to a
 * screen reader in one sentence.
 */
#define MUSTER_TYPE_SYNC_STRIP (muster_sync_strip_get_type ())
G_DECLARE_FINAL_TYPE (MusterSyncStrip, muster_sync_strip, MUSTER, SYNC_STRIP, GtkWidget)

/**
 * muster_sync_strip_new:
 *
 * Returns: (transfer floating): a strip of nothing
 */
GtkWidget *muster_sync_strip_new (void);

/**
 * muster_sync_strip_set_bars:
 * @self: a strip
 * @bars: (array length=n_bars): the hours, the last one is the one that ends now; copied
 * @n_bars: how many
 */
void muster_sync_strip_set_bars (MusterSyncStrip *self,
                                 const MusterSyncBar *bars,
                                 guint n_bars);
