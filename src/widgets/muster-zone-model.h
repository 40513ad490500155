/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

/**
 * muster_zone_model_new:
 *
 * Lists the time zones that people live in by name, the system's own first.
 *
 * Returns: (transfer full): IANA names
 */
GtkStringList *muster_zone_model_new (void);

/**
 * muster_zone_model_find:
 * @model: a list of zones
 * @name: (nullable): an IANA name
 *
 * Returns: where it is in @model; the first when it is not
 */
guint muster_zone_model_find (GtkStringList *model, const char *name);
