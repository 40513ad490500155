/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-fence.h"

/**
 * MusterFenceGrid:
 *
 * A fence made ready for very many points: a grid over it whose cells know how far from the edge their
 * middle is. As nobody is nearer to an edge by more than the way they go, that decides for most points
 * of a cell what measuring would say; the others are measured. Verdicts are those of
 * muster_fence_judge(), always.
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

/* As muster_fence_judge() of its fence, without the distance */
MusterSite muster_fence_grid_judge (MusterFenceGrid *grid,
                                    MusterPoint point,
                                    double accuracy,
                                    double buffer,
                                    double max_accuracy);
