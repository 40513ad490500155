/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-fence.h"

/**
 * MusterFenceGrid:
 *
 * A fence made ready for very many points: a grid over it whose cells know how far from the edge their
 * middle is. As nobody is nearer to an edge by more than the way they go, that decides for most points
 * of a cell, or else by how far a point is from the middle, what measuring would say; the others are
 * measured. Verdicts are those of muster_fence_judge(), always.
 */
typedef struct _MusterFenceGrid MusterFenceGrid;

/**
 * muster_fence_grid_new:
 * @fence: a fence, which outlives the grid
 * @n_points: about how many points will be judged
 *
 * Returns: (transfer full): a grid as fine as pays for so many, perhaps none at all
 */
MusterFenceGrid *muster_fence_grid_new (MusterFence *fence, guint n_points);

void muster_fence_grid_free (MusterFenceGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MusterFenceGrid, muster_fence_grid_free)

/**
 * muster_fence_grid_judge:
 * @grid: a grid
 * @point: a point, WGS-84
 * @accuracy: as muster_fence_judge()
 * @buffer: likewise
 * @max_accuracy: likewise
 *
 * Returns: the verdict of muster_fence_judge() of the grid's fence
 */
MusterSite muster_fence_grid_judge (MusterFenceGrid *grid,
                                    MusterPoint point,
                                    double accuracy,
                                    double buffer,
                                    double max_accuracy);
