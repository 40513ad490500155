/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-office.h"
#include "muster-outlook.h"

/**
 * MusterRulesPreviewDialog:
 *
 * What a draft of rules would change in the last and the current month: how many days by kind of value,
 * which days, and of one of them the reasons under both rules; and publishing the draft from a date.
 *
 * Signals: "published" ().
 */
#define MUSTER_TYPE_RULES_PREVIEW_DIALOG (muster_rules_preview_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MusterRulesPreviewDialog,
                      muster_rules_preview_dialog,
                      MUSTER,
                      RULES_PREVIEW_DIALOG,
                      AdwDialog)

/**
 * muster_rules_preview_dialog_new:
 * @office: the doors
 * @actor: who asks
 * @outlook: says what day it is
 * @document: the draft
 * @base: the rule set that it was begun from
 * @in_force: since when the rules that hold today are in force
 *
 * Returns: (transfer floating): a dialog that begins to judge as soon as it is shown
 */
AdwDialog *muster_rules_preview_dialog_new (MusterOffice *office,
                                            MusterActor *actor,
                                            MusterOutlook *outlook,
                                            const char *document,
                                            gint64 base,
                                            MusterDate in_force);
