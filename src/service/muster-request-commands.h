/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* Submit or keep as a draft: returns the new id */
extern const MusterCommand muster_submit_request;
extern const MusterCommand muster_send_request;

/* Say something; decide: "approve", "reject" (with a reason) or "ask" */
extern const MusterCommand muster_comment_request;
extern const MusterCommand muster_decide_request;

/* The requester takes it back; an approval is taken back for good; one's own decision is undone,
 * of one request or of all of an action on many */
extern const MusterCommand muster_withdraw_request;
extern const MusterCommand muster_revoke_request;
extern const MusterCommand muster_undo_request;
extern const MusterCommand muster_undo_requests;

/* A file as evidence */
extern const MusterCommand muster_add_evidence;
