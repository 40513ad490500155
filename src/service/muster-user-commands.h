/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-command.h"

/* user.add (name s, password s, role s, groups as, departments as) → (x); no groups and no
 * departments mean everybody */
extern const MusterCommand muster_add_user;

/* user.change (name s, role ms, groups mas, departments mas) */
extern const MusterCommand muster_change_user;
extern const MusterCommand muster_link_user;
extern const MusterCommand muster_limit_user;

/* user.password (name s, password s): one's own, or anybody's for an admin */
extern const MusterCommand muster_change_password;

/* user.disable (name s), user.enable (name s, password s) */
extern const MusterCommand muster_disable_user;
extern const MusterCommand muster_enable_user;

/* company.rename (name s) */
extern const MusterCommand muster_rename_company;

/* company.zone (zone s) */
extern const MusterCommand muster_set_company_zone;
