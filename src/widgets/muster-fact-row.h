/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

/**
 * muster_fact_row_new:
 * @title: what it is
 * @text: how it is; plain text, which can be selected
 *
 * Returns: (transfer floating): a row that says a fact about the thing that is shown
 */
GtkWidget *muster_fact_row_new (const char *title, const char *text);

/**
 * muster_fact_row_add:
 * @list: a list
 * @title: what it is
 * @text: (nullable): how it is; without text there is no row
 */
void muster_fact_row_add (GtkListBox *list, const char *title, const char *text);
