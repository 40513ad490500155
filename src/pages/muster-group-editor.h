/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-rule-draft.h"

/**
 * MusterGroupEditor:
 *
 * One attendance group of a draft: its shifts and pattern, and every setting of its policy, each part with
 * an example that is judged anew as one types. Settings that are not at their default have a button that
 * puts them back.
 *
 * Signals: "leave" (gchararray code): another group shall be shown: a copy that was made, or %NULL
 * because this one is gone.
 */
#define MUSTER_TYPE_GROUP_EDITOR (muster_group_editor_get_type ())
G_DECLARE_FINAL_TYPE (MusterGroupEditor,
                      muster_group_editor,
                      MUSTER,
                      GROUP_EDITOR,
                      GtkWidget)

GtkWidget *muster_group_editor_new (void);

/**
 * muster_group_editor_show:
 * @self: an editor
 * @draft: the draft
 * @code: (nullable): the group; %NULL for none
 * @zone: the company's zone, for the examples
 * @editable: whether the user may change it
 */
void muster_group_editor_show (MusterGroupEditor *self,
                               MusterRuleDraft *draft,
                               const char *code,
                               MusterZone *zone,
                               gboolean editable);

/**
 * muster_group_editor_set_people:
 * @self: an editor
 * @n_people: people who are in the group today
 */
void muster_group_editor_set_people (MusterGroupEditor *self, guint n_people);
