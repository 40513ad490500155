/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-ruleset.h"

/**
 * MusterRuleDraft:
 *
 * Rules that are being edited. Every change is checked as the rule file that it makes; one that does
 * not hold changes nothing and says where. Nothing takes effect before it is published.
 *
 * Signals: "changed" (), after each change, undo and redo.
 */
#define MUSTER_TYPE_RULE_DRAFT (muster_rule_draft_get_type ())
G_DECLARE_FINAL_TYPE (MusterRuleDraft, muster_rule_draft, MUSTER, RULE_DRAFT, GObject)

/**
 * muster_rule_draft_new:
 * @published: the rule file that it begins from
 * @base: the id of that rule set, 0 for none
 * @document: (nullable): the rule file as edited so far, %NULL for @published itself
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Returns: (transfer full) (nullable): a draft
 */
MusterRuleDraft *muster_rule_draft_new (const char *published,
                                        gint64 base,
                                        const char *document,
                                        GError **error);

const char *muster_rule_draft_get_document (MusterRuleDraft *self);
gint64 muster_rule_draft_get_base (MusterRuleDraft *self);

/**
 * muster_rule_draft_get_rules:
 * @self: a draft
 *
 * Returns: (transfer none): the rules as edited so far; until the next change
 */
MusterRuleset *muster_rule_draft_get_rules (MusterRuleDraft *self);

/**
 * muster_rule_draft_get_published:
 * @self: a draft
 *
 * Returns: (transfer none): the rules that it began from
 */
MusterRuleset *muster_rule_draft_get_published (MusterRuleDraft *self);

/**
 * muster_rule_draft_is_changed:
 * @self: a draft
 *
 * Returns: whether it says anything else than what it began from
 */
gboolean muster_rule_draft_is_changed (MusterRuleDraft *self);

/**
 * muster_rule_draft_can_undo:
 * @self: a draft
 *
 * Returns: whether there is a change to take back
 */
gboolean muster_rule_draft_can_undo (MusterRuleDraft *self);

/**
 * muster_rule_draft_can_redo:
 * @self: a draft
 *
 * Returns: whether there is a change to make again
 */
gboolean muster_rule_draft_can_redo (MusterRuleDraft *self);

/**
 * muster_rule_draft_undo:
 * @self: a draft
 *
 * Takes the last change back; nothing when there is none.
 */
void muster_rule_draft_undo (MusterRuleDraft *self);

/**
 * muster_rule_draft_redo:
 * @self: a draft
 *
 * Makes a change again that was taken back; nothing when there is none.
 */
void muster_rule_draft_redo (MusterRuleDraft *self);

/**
 * muster_rule_draft_replace:
 * @self: a draft
 * @document: another rule file: a starter set, an older version, what was imported
 * @error: a %MUSTER_ERROR_INVALID that names the place
 *
 * Takes all of another document, as one change.
 *
 * Returns: whether it holds
 */
gboolean muster_rule_draft_replace (MusterRuleDraft *self,
                                    const char *document,
                                    GError **error);

/**
 * muster_rule_draft_rename:
 * @self: a draft
 * @name: what people shall call the rules
 * @error: a %MUSTER_ERROR_INVALID
 *
 * Returns: whether it holds
 */
gboolean muster_rule_draft_rename (MusterRuleDraft *self,
                                   const char *name,
                                   GError **error);

/**
 * muster_rule_draft_set_shift:
 * @self: a draft
 * @code: (nullable): the shift that it takes the place of, %NULL for a new one
 * @shift: the shift as it shall be
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether it holds
 */
gboolean muster_rule_draft_set_shift (MusterRuleDraft *self,
                                      const char *code,
                                      MusterShift *shift,
                                      GError **error);

/**
 * muster_rule_draft_remove_shift:
 * @self: a draft
 * @code: the shift
 * @error: a %MUSTER_ERROR_CONFLICT that names the groups which use it
 *
 * Returns: whether it is gone
 */
gboolean muster_rule_draft_remove_shift (MusterRuleDraft *self,
                                         const char *code,
                                         GError **error);

/**
 * muster_rule_draft_get_users:
 * @self: a draft
 * @code: a shift
 *
 * Returns: (transfer full): the names of the groups that use it
 */
GStrv muster_rule_draft_get_users (MusterRuleDraft *self, const char *code);

/**
 * muster_rule_draft_set_group:
 * @self: a draft
 * @code: (nullable): the group that it takes the place of, %NULL for a new one
 * @group: the group as it shall be; of its shifts the codes count
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Returns: whether it holds
 */
gboolean muster_rule_draft_set_group (MusterRuleDraft *self,
                                      const char *code,
                                      MusterGroup *group,
                                      GError **error);

/**
 * muster_rule_draft_remove_group:
 * @self: a draft
 * @code: the group
 * @error: a %MUSTER_ERROR_CONFLICT for the last one
 *
 * People who are in a group that the rules do not know are judged by the first one.
 *
 * Returns: whether it is gone
 */
gboolean muster_rule_draft_remove_group (MusterRuleDraft *self,
                                         const char *code,
                                         GError **error);

/**
 * muster_rule_draft_set_setting:
 * @self: a draft
 * @group: code of a group
 * @field: name of a setting of its policy
 * @value: (nullable): the value, of the field's type; %NULL for its default; floating is sunk
 * @error: a %MUSTER_ERROR_INVALID that names the setting
 *
 * Returns: whether it holds
 */
gboolean muster_rule_draft_set_setting (MusterRuleDraft *self,
                                        const char *group,
                                        const char *field,
                                        GVariant *value,
                                        GError **error);

/**
 * muster_rule_draft_new_code:
 * @self: a draft
 * @stem: what it shall begin with
 *
 * Returns: (transfer full): a code that no shift and no group has
 */
char *muster_rule_draft_new_code (MusterRuleDraft *self, const char *stem);
