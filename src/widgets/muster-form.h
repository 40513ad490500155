/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "muster-params.h"

/**
 * MusterForm:
 *
 * Rows made from #MusterField descriptors: what a command or a connector wants, with its labels,
 * hints, kinds and limits. It has no rules of its own: it shows those of the fields.
 *
 * Signals: "changed" (), when anything was typed or chosen; "activated" (), on Enter in an
 * entry.
 */
#define MUSTER_TYPE_FORM (muster_form_get_type ())
G_DECLARE_FINAL_TYPE (MusterForm, muster_form, MUSTER, FORM, AdwPreferencesGroup)

GtkWidget *muster_form_new (void);

/**
 * muster_form_add_fields:
 * @self: a form
 * @fields: descriptors, ended by a %NULL name; static
 * @names: (nullable) (array zero-terminated=1): which of them, in this order; %NULL for all that
 *   a person can enter
 *
 * Makes rows. Fields of persons, instants, records and structures are for the caller to give, and
 * must not be named.
 */
void muster_form_add_fields (MusterForm *self,
                             const MusterField *fields,
                             const char *const *names);

/**
 * muster_form_clear:
 * @self: a form
 *
 * Takes all rows out, for others to come in.
 */
void muster_form_clear (MusterForm *self);

/**
 * muster_form_offer:
 * @self: a form
 * @name: a text field
 * @options: (element-type GtkStringObject): what can be chosen, as shown
 * @values: (array zero-terminated=1): the value of each
 *
 * Turns an entry into a choice. Call before setting its value.
 */
void muster_form_offer (MusterForm *self,
                        const char *name,
                        GtkStringList *options,
                        const char *const *values);

/**
 * muster_form_set_value:
 * @self: a form
 * @name: a field of the form
 * @value: its value; floating is sunk
 */
void muster_form_set_value (MusterForm *self, const char *name, GVariant *value);

/**
 * muster_form_get_choice:
 * @self: a form
 * @name: a choice of the form
 *
 * Returns: (transfer full): its value
 */
char *muster_form_get_choice (MusterForm *self, const char *name);

/**
 * muster_form_get_values:
 * @self: a form
 * @error: a %MUSTER_ERROR_INVALID that names the field
 *
 * Reads all rows. An optional one that is empty is left out where its field has a default.
 *
 * Returns: (transfer full) (nullable): an a{sv}
 */
GVariant *muster_form_get_values (MusterForm *self, GError **error);

/**
 * muster_form_show_error:
 * @self: a form
 * @error: (nullable): what was wrong; %NULL takes the marks away
 *
 * Says under the rows what was wrong, marks the row that @error names and moves the focus there.
 *
 * Returns: whether there is such a row
 */
gboolean muster_form_show_error (MusterForm *self, const GError *error);

/**
 * muster_form_get_row:
 * @self: a form
 * @name: a field of the form
 *
 * Returns: (transfer none) (nullable): its row
 */
GtkWidget *muster_form_get_row (MusterForm *self, const char *name);
