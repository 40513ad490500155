/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-map.h"

/**
 * MusterMapPicture:
 *
 * What a map shows at a moment, with a title and a legend, to be kept or printed. The scale and whom
 * to thank are in the map itself.
 */
typedef struct _MusterMapPicture MusterMapPicture;

/**
 * muster_map_picture_new:
 * @map: a map on a screen
 * @title: what it shows
 * @counts: how many punches there are by #MusterSite
 *
 * Takes it in the light style, also when the screen is dark.
 *
 * Returns: (transfer full) (nullable): a picture, %NULL when the map is not drawn yet
 */
MusterMapPicture *muster_map_picture_new (MusterMap *map,
                                          const char *title,
                                          const guint counts[MUSTER_CLOUD_SITES]);

void muster_map_picture_free (MusterMapPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterMapPicture, muster_map_picture_free)

/* Returns: (transfer full): a PNG file, twice as fine as the screen */
GBytes *muster_map_picture_to_png (MusterMapPicture *picture);

/* Returns: (transfer full): a PDF file, A4 across */
GBytes *muster_map_picture_to_pdf (MusterMapPicture *picture);

/**
 * muster_map_picture_print:
 * @picture: (transfer full): a picture
 * @parent: a widget of the window
 *
 * Asks for a printer and prints it on one page.
 */
void muster_map_picture_print (MusterMapPicture *picture, GtkWidget *parent);
