/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * muster_evidence_files_new:
 *
 * Returns: (transfer full): a dialog to choose files that can be evidence; what they are their
 *   content says afterwards
 */
GtkFileDialog *muster_evidence_files_new (void);
