/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-page.h"

/**
 * muster_page_catalog_get:
 *
 * Returns: (transfer none) (array zero-terminated=1): the kinds of pages that there are, in the
 *   order of the sidebar
 */
const MusterPageKind *const *muster_page_catalog_get (void);

/**
 * muster_page_catalog_find:
 * @name: (nullable): the name of a kind
 *
 * Returns: (transfer none) (nullable): the kind, or %NULL if there is none of that name
 */
const MusterPageKind *muster_page_catalog_find (const char *name);

/**
 * muster_section_get_title:
 * @section: a section
 *
 * Returns: (transfer none): what the sidebar calls it, translated
 */
const char *muster_section_get_title (MusterSection section);
