/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-rule-draft.h"

/**
 * MusterShiftEditor:
 *
 * One shift of a draft, to be changed: on the ruler or in rows. What does not hold is said at its row
 * and changes nothing.
 *
 * Signals: "leave" (gchararray code): another shift shall be shown: a copy that was made, or %NULL
 * because this one is gone.
 */
#define MUSTER_TYPE_SHIFT_EDITOR (muster_shift_editor_get_type ())
G_DECLARE_FINAL_TYPE (MusterShiftEditor,
                      muster_shift_editor,
                      MUSTER,
                      SHIFT_EDITOR,
                      GtkWidget)

GtkWidget *muster_shift_editor_new (void);

/**
 * muster_shift_editor_show:
 * @self: an editor
 * @draft: the draft
 * @code: (nullable): the shift; %NULL for none
 * @editable: whether the user may change it
 */
void muster_shift_editor_show (MusterShiftEditor *self,
                               MusterRuleDraft *draft,
                               const char *code,
                               gboolean editable);
