/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-evidence-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define ZOOM_STEP 1.25
#define ZOOM_MOST 8.0
#define DROP_BYTES (64 * 1024 * 1024)

/* ---- The canvas: one picture, zoomed and turned ---- */

#define MUSTER_TYPE_EVIDENCE_CANVAS (muster_evidence_canvas_get_type ())
G_DECLARE_FINAL_TYPE (MusterEvidenceCanvas,
                      muster_evidence_canvas,
                      MUSTER,
                      EVIDENCE_CANVAS,
                      GtkWidget)

struct _MusterEvidenceCanvas
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  double zoom; /* 0 for the whole in what room there is */
  int turns;
};

G_DEFINE_FINAL_TYPE (MusterEvidenceCanvas, muster_evidence_canvas, GTK_TYPE_WIDGET)

static void
canvas_get_natural (MusterEvidenceCanvas *self, int *width, int *height)
{
  gboolean aside = self->turns % 2 != 0;
  int w = self->texture != NULL ? gdk_texture_get_width (self->texture) : 1;
  int h = self->texture != NULL ? gdk_texture_get_height (self->texture) : 1;

  *width = aside ? h : w;
  *height = aside ? w : h;
}

static void
muster_evidence_canvas_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  MusterEvidenceCanvas *self = MUSTER_EVIDENCE_CANVAS (widget);
  int width, height;

  canvas_get_natural (self, &width, &height);
  *minimum = 1;
  if (self->zoom > 0.0)
    *minimum =
      (int) ((orientation == GTK_ORIENTATION_HORIZONTAL ? width : height) * self->zoom);
  *natural = MAX (*minimum, 1);
}

static void
muster_evidence_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterEvidenceCanvas *self = MUSTER_EVIDENCE_CANVAS (widget);
  int room_w = gtk_widget_get_width (widget);
  int room_h = gtk_widget_get_height (widget);
  int width, height;
  double scale;

  if (self->texture == NULL)
    return;

  canvas_get_natural (self, &width, &height);
  scale = self->zoom > 0.0
            ? self->zoom
            : MIN (1.0, MIN ((double) room_w / width, (double) room_h / height));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
    snapshot, &GRAPHENE_POINT_INIT ((float) (room_w / 2.0), (float) (room_h / 2.0)));
  gtk_snapshot_rotate (snapshot, (float) (self->turns * 90));
  width = gdk_texture_get_width (self->texture);
  height = gdk_texture_get_height (self->texture);
  gtk_snapshot_append_scaled_texture (
    snapshot, self->texture, GSK_SCALING_FILTER_TRILINEAR,
    &GRAPHENE_RECT_INIT ((float) (-width * scale / 2), (float) (-height * scale / 2),
                         (float) (width * scale), (float) (height * scale)));
  gtk_snapshot_restore (snapshot);
}

static void
muster_evidence_canvas_dispose (GObject *object)
{
  g_clear_object (&MUSTER_EVIDENCE_CANVAS (object)->texture);

  G_OBJECT_CLASS (muster_evidence_canvas_parent_class)->dispose (object);
}

static void
muster_evidence_canvas_class_init (MusterEvidenceCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_evidence_canvas_dispose;
  widget_class->measure = muster_evidence_canvas_measure;
  widget_class->snapshot = muster_evidence_canvas_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
muster_evidence_canvas_init (MusterEvidenceCanvas *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Draws all again in a size that may be another one. */
static void
canvas_change (MusterEvidenceCanvas *self, double zoom, int turns)
{
  self->zoom = zoom;
  self->turns = turns;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* ---- The view ---- */

struct _MusterEvidenceView
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *stack;
  GtkWidget *scroller;
  MusterEvidenceCanvas *canvas;
  GtkWidget *text;
  GtkWidget *failed;
  GtkWidget *name_label;
  GtkWidget *place_label;
  GtkWidget *previous;
  GtkWidget *next;
  GtkWidget *tools;

  GStrv names;
  guint n_pieces;
  guint index;
  int page;
  int n_pages;
};

G_DEFINE_FINAL_TYPE (MusterEvidenceView, muster_evidence_view, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_WANTED,
  SIGNAL_DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
show_place (MusterEvidenceView *self)
{
  g_autofree char *place = NULL;

  if (self->n_pages > 1)
    /* Translators: of a PDF */
    place = g_strdup_printf (_ ("Page %1$d of %2$d"), self->page + 1, self->n_pages);
  else if (self->n_pieces > 1)
    place = g_strdup_printf ("%u / %u", self->index + 1, self->n_pieces);

  gtk_label_set_label (GTK_LABEL (self->name_label),
                       self->n_pieces > 0 ? self->names[self->index] : "");
  gtk_label_set_label (GTK_LABEL (self->place_label), place != NULL ? place : "");
  gtk_widget_set_visible (self->previous, self->n_pieces > 1 || self->n_pages > 1);
  gtk_widget_set_visible (self->next, self->n_pieces > 1 || self->n_pages > 1);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (self->canvas), GTK_ACCESSIBLE_PROPERTY_LABEL,
    self->n_pieces > 0 ? self->names[self->index] : _ ("No evidence"), -1);
}

static void
show_texture (MusterEvidenceView *self, GdkTexture *texture)
{
  g_set_object (&self->canvas->texture, texture);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->scroller);
  canvas_change (self->canvas, 0.0, self->canvas->turns);
  gtk_widget_queue_draw (GTK_WIDGET (self->canvas));
}

static void
show_text (MusterEvidenceView *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), text,
                            -1);
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               gtk_widget_get_parent (self->text));
}

static void
forget_piece (MusterEvidenceView *self)
{
  self->page = 0;
  self->n_pages = 0;
  g_clear_object (&self->canvas->texture);
  self->canvas->turns = 0;
  canvas_change (self->canvas, 0.0, 0);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)), "", 0);
}

static void
want_piece (MusterEvidenceView *self, guint index)
{
  forget_piece (self);
  self->index = index;
  show_place (self);
  g_signal_emit (self, signals[SIGNAL_WANTED], 0, index, 0);
}

static void
previous_cb (MusterEvidenceView *self)
{
  muster_evidence_view_leaf (self, -1);
}

static void
next_cb (MusterEvidenceView *self)
{
  muster_evidence_view_leaf (self, 1);
}

static void
closer_cb (MusterEvidenceView *self)
{
  muster_evidence_view_zoom (self, 1);
}

static void
further_cb (MusterEvidenceView *self)
{
  muster_evidence_view_zoom (self, -1);
}

static void
whole_cb (MusterEvidenceView *self)
{
  muster_evidence_view_zoom (self, 0);
}

static void
turn_cb (MusterEvidenceView *self)
{
  muster_evidence_view_turn (self);
}

static GtkWidget *
add_tool (MusterEvidenceView *self,
          const char *icon,
          const char *title,
          void (*clicked) (MusterEvidenceView *))
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->tools), button);

  return button;
}

/* A file that is dropped is read into memory and handed on; what it is, is found out there. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue *value,
         double x,
         double y,
         MusterEvidenceView *self)
{
  GFile *file = g_value_get_object (value);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GBytes) data = NULL;
  g_autofree char *name = g_file_get_basename (file);

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE,
                            NULL, NULL);
  if (info == NULL || g_file_info_get_size (info) > DROP_BYTES ||
      (data = g_file_load_bytes (file, NULL, NULL, NULL)) == NULL)
    return FALSE;

  g_signal_emit (self, signals[SIGNAL_DROPPED], 0, data, name);

  return TRUE;
}

static void
build_tools (MusterEvidenceView *self)
{
  self->tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->name_label = gtk_label_new (NULL);
  self->place_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name_label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (self->name_label), 0);
  gtk_widget_set_hexpand (self->name_label, TRUE);
  gtk_widget_set_margin_start (self->name_label, 6);
  gtk_widget_add_css_class (self->name_label, "caption-heading");
  gtk_widget_add_css_class (self->place_label, "caption");
  gtk_widget_add_css_class (self->place_label, "numeric");
  gtk_widget_add_css_class (self->place_label, "dim-label");
  gtk_box_append (GTK_BOX (self->tools), self->name_label);
  gtk_box_append (GTK_BOX (self->tools), self->place_label);
  self->previous =
    add_tool (self, "go-previous-symbolic", _ ("Previous (Page Up)"), previous_cb);
  self->next = add_tool (self, "go-next-symbolic", _ ("Next (Page Down)"), next_cb);
  add_tool (self, "zoom-out-symbolic", _ ("Smaller (-)"), further_cb);
  add_tool (self, "zoom-in-symbolic", _ ("Larger (+)"), closer_cb);
  add_tool (self, "zoom-fit-best-symbolic", _ ("Whole (0)"), whole_cb);
  add_tool (self, "object-rotate-right-symbolic", _ ("Turn (O)"), turn_cb);
}

static void
muster_evidence_view_dispose (GObject *object)
{
  MusterEvidenceView *self = MUSTER_EVIDENCE_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->names, g_strfreev);

  G_OBJECT_CLASS (muster_evidence_view_parent_class)->dispose (object);
}

static void
muster_evidence_view_class_init (MusterEvidenceViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_evidence_view_dispose;
  signals[SIGNAL_WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT);
  signals[SIGNAL_DROPPED] = g_signal_new ("dropped", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_BYTES, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "evidence");
}

static void
muster_evidence_view_init (MusterEvidenceView *self)
{
  GtkWidget *text_scroller = gtk_scrolled_window_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  build_tools (self);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);

  self->canvas = g_object_new (MUSTER_TYPE_EVIDENCE_CANVAS, NULL);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller),
                                 GTK_WIDGET (self->canvas));
  gtk_stack_add_child (GTK_STACK (self->stack), self->scroller);

  self->text = gtk_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->text), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->text), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->text), 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (text_scroller), self->text);
  gtk_stack_add_child (GTK_STACK (self->stack), text_scroller);

  self->failed = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->failed), TRUE);
  gtk_widget_add_css_class (self->failed, "dim-label");
  gtk_stack_add_child (GTK_STACK (self->stack), self->failed);

  gtk_box_append (GTK_BOX (self->box), self->tools);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");

  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
muster_evidence_view_new (void)
{
  return g_object_new (MUSTER_TYPE_EVIDENCE_VIEW, NULL);
}

void
muster_evidence_view_set_pieces (MusterEvidenceView *self, const char *const *names)
{
  g_return_if_fail (MUSTER_IS_EVIDENCE_VIEW (self));

  g_strfreev (self->names);
  self->names = g_strdupv ((char **) names);
  self->n_pieces = names != NULL ? g_strv_length (self->names) : 0;
  self->index = 0;
  forget_piece (self);
  show_place (self);
  gtk_widget_set_visible (self->tools, self->n_pieces > 0);
  if (self->n_pieces > 0)
    want_piece (self, 0);
  else
    muster_evidence_view_fail (self, _ ("No evidence"));
}

void
muster_evidence_view_set_sheet (MusterEvidenceView *self,
                                guint index,
                                const MusterEvidenceSheet *sheet)
{
  g_return_if_fail (MUSTER_IS_EVIDENCE_VIEW (self));

  /* What came late is another page than the one that is wanted by now. */
  if (index != self->index || index >= self->n_pieces || sheet->page != self->page)
    return;

  self->n_pages = sheet->n_pages;
  if (sheet->text != NULL)
    show_text (self, sheet->text);
  else
    show_texture (self, sheet->texture);
  show_place (self);
}

void
muster_evidence_view_fail (MusterEvidenceView *self, const char *text)
{
  g_return_if_fail (MUSTER_IS_EVIDENCE_VIEW (self));

  gtk_label_set_label (GTK_LABEL (self->failed), text);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->failed);
}

void
muster_evidence_view_zoom (MusterEvidenceView *self, int steps)
{
  MusterEvidenceCanvas *canvas;
  double zoom;
  int width, height;

  g_return_if_fail (MUSTER_IS_EVIDENCE_VIEW (self));

  canvas = self->canvas;
  if (canvas->texture == NULL)
    return;

  /* From the whole one begins at the size at which the whole is seen. */
  canvas_get_natural (canvas, &width, &height);
  zoom = canvas->zoom;
  if (zoom <= 0.0)
    zoom = MIN (1.0, MIN ((double) gtk_widget_get_width (self->scroller) / width,
                          (double) gtk_widget_get_height (self->scroller) / height));
  zoom *= steps > 0 ? ZOOM_STEP : 1.0 / ZOOM_STEP;
  canvas_change (canvas, steps == 0 ? 0.0 : CLAMP (zoom, 0.02, ZOOM_MOST), canvas->turns);
}

void
muster_evidence_view_turn (MusterEvidenceView *self)
{
  g_return_if_fail (MUSTER_IS_EVIDENCE_VIEW (self));

  canvas_change (self->canvas, self->canvas->zoom, (self->canvas->turns + 1) % 4);
}

void
muster_evidence_view_leaf (MusterEvidenceView *self, int steps)
{
  int page = self->page + steps;
  int index = (int) self->index + steps;

  g_return_if_fail (MUSTER_IS_EVIDENCE_VIEW (self));

  if (page >= 0 && page < self->n_pages)
    {
      self->page = page;
      show_place (self);
      g_signal_emit (self, signals[SIGNAL_WANTED], 0, self->index, page);
    }
  else if (index >= 0 && index < (int) self->n_pieces)
    {
      want_piece (self, (guint) index);
    }
}
