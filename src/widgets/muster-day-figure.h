/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "muster-day.h"
#include "muster-colors.h"

/**
 * MusterFigureKind:
 *
 * What a part of a day's figure is, in the order in which parts are drawn; what is drawn later is
 * found first.
 */
typedef enum
{
  MUSTER_FIGURE_WINDOW,
  MUSTER_FIGURE_SEGMENT,
  MUSTER_FIGURE_REST,
  MUSTER_FIGURE_COVERED,
  MUSTER_FIGURE_WORKED,
  MUSTER_FIGURE_OVERTIME,
  MUSTER_FIGURE_LATE,
  MUSTER_FIGURE_EARLY,
  MUSTER_FIGURE_MISSING_IN,
  MUSTER_FIGURE_MISSING_OUT,
  MUSTER_FIGURE_NOW,
  MUSTER_FIGURE_PUNCH,
} MusterFigureKind;

/**
 * MusterFigurePart:
 * @kind: a #MusterFigureKind
 * @index: of the stretch or the punch in the sheet
 * @from: where it begins, microseconds UTC
 * @until: where it ends; the same for an instant
 * @box: what is drawn of it, for finding and for the focus
 *
 * A part of a day's figure that has a name.
 */
typedef struct
{
  MusterFigureKind kind;
  guint index;
  gint64 from;
  gint64 until;
  graphene_rect_t box;
} MusterFigurePart;

/**
 * MusterDayFigure:
 *
 * A day laid out in a box: where each of its parts lies, what it is called, how it looks.
 */
typedef struct _MusterDayFigure MusterDayFigure;

/**
 * muster_day_figure_new:
 * @sheet: the day
 * @from: minutes after midnight at the left edge
 * @until: minutes after midnight at the right edge
 * @now: what time it is, microseconds UTC; 0 for no now line
 * @width: of the box
 * @height: of the box
 *
 * Returns: (transfer full): the day laid out
 */
MusterDayFigure *muster_day_figure_new (MusterDaySheet *sheet,
                                        int from,
                                        int until,
                                        gint64 now,
                                        int width,
                                        int height);

void muster_day_figure_free (MusterDayFigure *figure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterDayFigure, muster_day_figure_free)

/**
 * muster_day_figure_get_x:
 *
 * Returns: where an instant lies
 */
double muster_day_figure_get_x (MusterDayFigure *figure, gint64 at);

guint muster_day_figure_get_n_parts (MusterDayFigure *figure);
const MusterFigurePart *muster_day_figure_get_part (MusterDayFigure *figure, guint index);

/**
 * muster_day_figure_pick:
 * @figure: a figure
 * @x: a place
 * @y: a place
 *
 * Returns: the part there, -1 for none
 */
int muster_day_figure_pick (MusterDayFigure *figure, double x, double y);

/**
 * muster_day_figure_describe:
 * @figure: a figure
 * @index: a part
 *
 * Returns: (transfer full): its name
 */
char *muster_day_figure_describe (MusterDayFigure *figure, guint index);

/**
 * muster_day_figure_draw:
 * @figure: a figure
 * @snapshot: where to
 * @colors: the colours
 * @layout: (nullable): for the hours and times of a high figure; %NULL for none
 */
void muster_day_figure_draw (MusterDayFigure *figure,
                             GtkSnapshot *snapshot,
                             const MusterColors *colors,
                             PangoLayout *layout);
