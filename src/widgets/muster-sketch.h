/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "muster-fence.h"

/**
 * MusterTool:
 *
 * What the pointer does while a fence is drawn.
 */
typedef enum
{
  MUSTER_TOOL_EDIT,    /* moves handles */
  MUSTER_TOOL_CIRCLE,  /* a drag from the middle to the edge */
  MUSTER_TOOL_POLYGON, /* a click for each corner */
  MUSTER_TOOL_HOLE,    /* likewise, of a hole */
} MusterTool;

/**
 * MusterSketch:
 *
 * A fence while it is drawn: parts in the datum of the map, corners of a ring that is not closed
 * yet, what is selected, and every step back to the beginning. Every step can be undone. Knows no
 * widget.
 *
 * Signals: `changed`: anything of it changed.
 */
#define MUSTER_TYPE_SKETCH (muster_sketch_get_type ())
G_DECLARE_FINAL_TYPE (MusterSketch, muster_sketch, MUSTER, SKETCH, GObject)

/**
 * muster_sketch_new:
 * @parts: (nullable) (element-type MusterFencePart): what to begin with, copied
 * @datum: the datum that they are, and will be, drawn in
 *
 * Returns: (transfer full): a sketch
 */
MusterSketch *muster_sketch_new (GPtrArray *parts, MusterDatum datum);

GPtrArray *muster_sketch_get_parts (MusterSketch *self);
MusterDatum muster_sketch_get_datum (MusterSketch *self);

/**
 * muster_sketch_get_pending:
 * @self: a sketch
 *
 * Returns: (transfer none) (element-type MusterPoint): the ring that is not closed yet
 */
GArray *muster_sketch_get_pending (MusterSketch *self);

MusterTool muster_sketch_get_tool (MusterSketch *self);
void muster_sketch_set_tool (MusterSketch *self, MusterTool tool);

/**
 * muster_sketch_get_selected:
 * @self: a sketch
 * @part: (out): index of the selected part, -1 for none
 * @ring: (out): index of the ring of the selected corner, -1 for none
 * @corner: (out): index of the selected corner, -1 for none
 */
void muster_sketch_get_selected (MusterSketch *self, int *part, int *ring, int *corner);
void muster_sketch_select (MusterSketch *self, int part, int ring, int corner);

/**
 * muster_sketch_select_next:
 * @self: a sketch
 * @step: 1 or -1
 *
 * Selects the next corner, or the next part after the last one.
 */
void muster_sketch_select_next (MusterSketch *self, int step);

/* A step that can be undone begins with muster_sketch_begin(); what is moved after it, until the next
 * one begins, is one step. */
void muster_sketch_begin (MusterSketch *self);
gboolean muster_sketch_undo (MusterSketch *self);
gboolean muster_sketch_redo (MusterSketch *self);
gboolean muster_sketch_can_undo (MusterSketch *self);
gboolean muster_sketch_can_redo (MusterSketch *self);

/**
 * muster_sketch_add_point:
 * @self: a sketch whose tool draws rings
 * @point: the next corner
 *
 * Adds a corner to the ring that is being drawn; on its first corner it closes the ring.
 */
void muster_sketch_add_point (MusterSketch *self, MusterPoint point);

/**
 * muster_sketch_close:
 * @self: a sketch
 *
 * Closes the ring that is being drawn: a new part, or a hole of the part that it lies in. Fewer
 * than three corners make none.
 *
 * Returns: whether a ring was closed
 */
gboolean muster_sketch_close (MusterSketch *self);

/**
 * muster_sketch_cancel:
 * @self: a sketch
 *
 * Gives up what is being drawn: the ring, else the tool, else what is selected.
 *
 * Returns: whether there was anything to give up
 */
gboolean muster_sketch_cancel (MusterSketch *self);

/**
 * muster_sketch_add_circle:
 * @self: a sketch
 * @centre: its middle
 * @radius: metres
 *
 * Adds a circle as one step and selects it.
 */
void muster_sketch_add_circle (MusterSketch *self, MusterPoint centre, double radius);

/* Within a step: a corner or a circle's middle elsewhere, another radius, the selected part moved,
 * made larger about its middle, or turned about it (radians clockwise). */
void muster_sketch_move_corner (MusterSketch *self, MusterPoint to);
void muster_sketch_set_radius (MusterSketch *self, double radius);
void muster_sketch_move_part (MusterSketch *self, double east, double north);
void muster_sketch_scale_part (MusterSketch *self, double times);
void muster_sketch_turn_part (MusterSketch *self, double angle);

/**
 * muster_sketch_insert_corner:
 * @self: a sketch
 * @part: a polygon
 * @ring: one of its rings
 * @after: the corner after which
 * @at: where
 *
 * Adds a corner as one step and selects it.
 */
void muster_sketch_insert_corner (MusterSketch *self,
                                  int part,
                                  int ring,
                                  int after,
                                  MusterPoint at);

/**
 * muster_sketch_remove_selected:
 * @self: a sketch
 *
 * Removes the selected corner, a ring of which too few corners would be left, or the selected
 * part.
 *
 * Returns: whether anything was selected
 */
gboolean muster_sketch_remove_selected (MusterSketch *self);

/**
 * muster_sketch_get_middle:
 * @self: a sketch
 * @part: index of a part
 *
 * Returns: the point about which it is turned, in the sketch's datum
 */
MusterPoint muster_sketch_get_middle (MusterSketch *self, int part);

/**
 * muster_sketch_build:
 * @self: a sketch
 * @fault: (out) (optional): where the fault is, in the sketch's datum
 * @error: what is wrong
 *
 * Returns: (transfer full) (nullable): the fence
 */
MusterFence *muster_sketch_build (MusterSketch *self, MusterPoint *fault, GError **error);
