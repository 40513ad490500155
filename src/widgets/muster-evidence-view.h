/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-evidence-sheet.h"

/**
 * MusterEvidenceView:
 *
 * Shows pieces of evidence one at a time: a picture, the pages of a PDF, a text. It zooms, turns
 * and leafs; what it shows is in memory only.
 *
 * Signals: "wanted" (guint index, int page): the user wants to see that page of that piece; answer
 * with muster_evidence_view_set_sheet(). "dropped" (GBytes data, utf8 name): a file was dropped or a
 * picture pasted.
 */
#define MUSTER_TYPE_EVIDENCE_VIEW (muster_evidence_view_get_type ())
G_DECLARE_FINAL_TYPE (MusterEvidenceView,
                      muster_evidence_view,
                      MUSTER,
                      EVIDENCE_VIEW,
                      GtkWidget)

/**
 * muster_evidence_view_new:
 *
 * Returns: (transfer floating): a view of nothing
 */
GtkWidget *muster_evidence_view_new (void);

/**
 * muster_evidence_view_set_pieces:
 * @self: a view
 * @names: (array zero-terminated=1): names of the pieces there are
 *
 * Says what there is; the first one is wanted at once.
 */
void muster_evidence_view_set_pieces (MusterEvidenceView *self, const char *const *names);

/**
 * muster_evidence_view_set_sheet:
 * @self: a view
 * @index: which piece
 * @sheet: a page of it
 *
 * Shows a sheet, if it is still the one that is wanted.
 */
void muster_evidence_view_set_sheet (MusterEvidenceView *self,
                                     guint index,
                                     const MusterEvidenceSheet *sheet);

/**
 * muster_evidence_view_fail:
 * @self: a view
 * @text: why the piece cannot be shown
 */
void muster_evidence_view_fail (MusterEvidenceView *self, const char *text);

/**
 * muster_evidence_view_zoom:
 * @self: a view
 * @steps: closer when positive, further when negative, the whole when 0
 */
void muster_evidence_view_zoom (MusterEvidenceView *self, int steps);

/* Turns by a quarter, clockwise */
void muster_evidence_view_turn (MusterEvidenceView *self);

/**
 * muster_evidence_view_leaf:
 * @self: a view
 * @steps: pages further, then pieces
 */
void muster_evidence_view_leaf (MusterEvidenceView *self, int steps);
