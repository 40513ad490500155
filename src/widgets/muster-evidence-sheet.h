/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * MusterEvidenceSheet:
 * @texture: (nullable): a picture, or a page of a PDF as a picture
 * @text: (nullable): a text instead, UTF-8
 * @page: which page it is, from 0
 * @n_pages: how many the piece has, 1 for what has no pages
 *
 * What is seen of a piece of evidence at a time. It is drawn and not run: forms, links and scripts of
 * a PDF do nothing.
 */
typedef struct
{
  GdkTexture *texture;
  char *text;
  int page;
  int n_pages;
} MusterEvidenceSheet;

/**
 * muster_evidence_sheet_new:
 * @type: "png", "jpeg", "pdf" or "text"
 * @data: a piece of evidence
 * @page: which page of it, from 0; one that is not there is the nearest
 * @error: what the decoder says of a piece that is damaged
 *
 * Decodes and draws. Takes its time, so it is called where that stops nobody.
 *
 * Returns: (transfer full) (nullable): the sheet
 */
MusterEvidenceSheet *muster_evidence_sheet_new (const char *type,
                                                GBytes *data,
                                                int page,
                                                GError **error);
void muster_evidence_sheet_free (MusterEvidenceSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterEvidenceSheet, muster_evidence_sheet_free)
