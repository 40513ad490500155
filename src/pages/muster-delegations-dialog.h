/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * muster_delegations_dialog_present:
 * @page: the page that shows it
 *
 * Shows who decides for whom, from when until when, those that ended too, and ends one before its
 * time. Follows what others change.
 *
 * Returns: (transfer none): the dialog
 */
AdwDialog *muster_delegations_dialog_present (MusterPage *page);
