/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-bar.h"

#include "muster-day-figure.h"
#include "muster-day-text.h"
#include "muster-colors.h"

#include <adwaita.h>

#define LEAST_WIDTH 96
#define NATURAL_WIDTH 240
#define LEAST_HEIGHT 24

struct _MusterDayBar
{
  GtkWidget parent_instance;

  MusterTimeScale *scale;
  gboolean own_scale;
  MusterDaySheet *sheet;
  MusterDayFigure *figure;
  MusterColors colors;
  gboolean coloured;
  PangoLayout *layout;
  char *caption;
  int current;
};

G_DEFINE_FINAL_TYPE (MusterDayBar, muster_day_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CAPTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static MusterDayFigure *
ensure_figure (MusterDayBar *self)
{
  if (self->figure == NULL && self->sheet != NULL)
    self->figure = muster_day_figure_new (
      self->sheet, muster_time_scale_get_from (self->scale),
      muster_time_scale_get_until (self->scale), muster_time_scale_get_now (self->scale),
      gtk_widget_get_width (GTK_WIDGET (self)),
      gtk_widget_get_height (GTK_WIDGET (self)));

  return self->figure;
}

static void
drop_figure (MusterDayBar *self)
{
  g_clear_pointer (&self->figure, muster_day_figure_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_current (MusterDayBar *self, int index)
{
  MusterDayFigure *figure = ensure_figure (self);
  g_autofree char *caption =
    figure && index >= 0 ? muster_day_figure_describe (figure, (guint) index) : NULL;

  self->current = index;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  if (!g_set_str (&self->caption, caption))
    return;

  if (caption != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, caption, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAPTION]);
}

static void
name_bar (MusterDayBar *self)
{
  g_autofree char *sentence = self->sheet ? muster_day_text_bar (self->sheet)
                                          : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
}

static void
fit_scale (MusterDayBar *self)
{
  if (self->sheet == NULL)
    return;

  if (self->own_scale)
    muster_time_scale_reset (self->scale, 0, 0);
  muster_time_scale_include (self->scale, self->sheet);
  if (muster_time_scale_get_from (self->scale) ==
      muster_time_scale_get_until (self->scale))
    muster_time_scale_reset (self->scale, 8 * 60, 19 * 60);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  MusterDayBar *self = MUSTER_DAY_BAR (widget);
  MusterDayFigure *figure = ensure_figure (self);
  g_autofree char *name = NULL;
  const MusterFigurePart *part;
  GdkRectangle area;
  int index;

  if (figure == NULL)
    return FALSE;

  index = keyboard ? self->current : muster_day_figure_pick (figure, x, y);
  if (index < 0)
    return FALSE;

  name = muster_day_figure_describe (figure, (guint) index);
  part = muster_day_figure_get_part (figure, (guint) index);
  area = (GdkRectangle) { (int) part->box.origin.x, 0,
                          MAX (1, (int) part->box.size.width),
                          gtk_widget_get_height (widget) };
  gtk_tooltip_set_text (tooltip, name);
  gtk_tooltip_set_tip_area (tooltip, &area);

  return TRUE;
}

static gboolean
key_cb (MusterDayBar *self, guint key)
{
  MusterDayFigure *figure = ensure_figure (self);
  int step = 0;
  int n;

  if (figure == NULL)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    step = 1;
  else if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    step = -1;
  else
    return GDK_EVENT_PROPAGATE;

  n = (int) muster_day_figure_get_n_parts (figure);
  if (self->current + step < 0 || self->current + step >= n)
    return GDK_EVENT_PROPAGATE;

  set_current (self, self->current + step);

  return GDK_EVENT_STOP;
}

static void
focus_in_cb (MusterDayBar *self)
{
  MusterDayFigure *figure = ensure_figure (self);

  if (self->current < 0 && figure != NULL && muster_day_figure_get_n_parts (figure) > 0)
    set_current (self, 0);
}

static void
focus_out_cb (MusterDayBar *self)
{
  set_current (self, -1);
}

static void
draw_current (MusterDayBar *self, GtkSnapshot *snapshot)
{
  const MusterFigurePart *part;
  GskRoundedRect outline;
  graphene_rect_t box;

  if (self->current < 0 ||
      (guint) self->current >= muster_day_figure_get_n_parts (self->figure))
    return;

  part = muster_day_figure_get_part (self->figure, (guint) self->current);
  box = part->box;
  graphene_rect_inset (&box, -3, -3);
  gsk_rounded_rect_init_from_rect (&outline, &box, 5);
  gtk_snapshot_append_border (snapshot, &outline, (float[]) { 2, 2, 2, 2 },
                              (GdkRGBA[]) { self->colors.covered, self->colors.covered,
                                            self->colors.covered, self->colors.covered });
}

static void
muster_day_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MusterDayBar *self = MUSTER_DAY_BAR (widget);

  if (ensure_figure (self) == NULL)
    return;

  if (!self->coloured)
    {
      muster_colors_read (widget, &self->colors);
      self->coloured = TRUE;
    }

  if (self->layout == NULL)
    {
      PangoAttrList *attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_scale_new (0.82));
      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
      self->layout = gtk_widget_create_pango_layout (widget, NULL);
      pango_layout_set_attributes (self->layout, attributes);
      pango_attr_list_unref (attributes);
    }

  muster_day_figure_draw (self->figure, snapshot, &self->colors, self->layout);
  if (gtk_widget_has_visible_focus (widget))
    draw_current (self, snapshot);
}

static void
muster_day_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? NATURAL_WIDTH : LEAST_HEIGHT;
}

static void
muster_day_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  drop_figure (MUSTER_DAY_BAR (widget));
}

static void
muster_day_bar_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  MusterDayBar *self = MUSTER_DAY_BAR (widget);

  GTK_WIDGET_CLASS (muster_day_bar_parent_class)->css_changed (widget, change);

  self->coloured = FALSE;
  g_clear_object (&self->layout);
  gtk_widget_queue_draw (widget);
}

static void
muster_day_bar_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  MusterDayBar *self = MUSTER_DAY_BAR (widget);

  GTK_WIDGET_CLASS (muster_day_bar_parent_class)
    ->system_setting_changed (widget, setting);

  self->coloured = FALSE;
  g_clear_object (&self->layout);
}

static void
muster_day_bar_dispose (GObject *object)
{
  MusterDayBar *self = MUSTER_DAY_BAR (object);

  if (self->scale != NULL)
    g_signal_handlers_disconnect_by_data (self->scale, self);
  g_clear_object (&self->scale);
  g_clear_object (&self->sheet);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->figure, muster_day_figure_free);
  g_clear_pointer (&self->caption, g_free);

  G_OBJECT_CLASS (muster_day_bar_parent_class)->dispose (object);
}

static void
muster_day_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MusterDayBar *self = MUSTER_DAY_BAR (object);

  switch (id)
    {
    case PROP_CAPTION:
      g_value_set_string (value, self->caption);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_day_bar_class_init (MusterDayBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_day_bar_dispose;
  object_class->get_property = muster_day_bar_get_property;
  widget_class->snapshot = muster_day_bar_snapshot;
  widget_class->measure = muster_day_bar_measure;
  widget_class->size_allocate = muster_day_bar_size_allocate;
  widget_class->css_changed = muster_day_bar_css_changed;
  widget_class->system_setting_changed = muster_day_bar_system_setting_changed;

  properties[PROP_CAPTION] = g_param_spec_string (
    "caption", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "daybar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                gpointer self)
{
  return state & gtk_accelerator_get_default_mod_mask () ? GDK_EVENT_PROPAGATE
                                                         : key_cb (self, key);
}

static void
muster_day_bar_init (MusterDayBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->current = -1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_in_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_out_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

GtkWidget *
muster_day_bar_new (MusterTimeScale *scale)
{
  MusterDayBar *self = g_object_new (MUSTER_TYPE_DAY_BAR, NULL);

  self->own_scale = scale == NULL;
  self->scale = scale ? g_object_ref (scale) : muster_time_scale_new ();
  g_signal_connect_swapped (self->scale, "changed", G_CALLBACK (drop_figure), self);

  return GTK_WIDGET (self);
}

void
muster_day_bar_set_sheet (MusterDayBar *self, MusterDaySheet *sheet)
{
  g_return_if_fail (MUSTER_IS_DAY_BAR (self));

  if (!g_set_object (&self->sheet, sheet))
    return;

  fit_scale (self);
  drop_figure (self);
  set_current (self, -1);
  name_bar (self);
}

MusterDaySheet *
muster_day_bar_get_sheet (MusterDayBar *self)
{
  g_return_val_if_fail (MUSTER_IS_DAY_BAR (self), NULL);

  return self->sheet;
}

void
muster_day_bar_set_now (MusterDayBar *self, gint64 now)
{
  g_return_if_fail (MUSTER_IS_DAY_BAR (self));
  g_return_if_fail (self->own_scale);

  muster_time_scale_set_now (self->scale, now);
}

char *
muster_day_bar_describe (MusterDayBar *self, double x, double y)
{
  MusterDayFigure *figure;
  int index;

  g_return_val_if_fail (MUSTER_IS_DAY_BAR (self), NULL);

  if ((figure = ensure_figure (self)) == NULL)
    return NULL;

  index = muster_day_figure_pick (figure, x, y);

  return index < 0 ? NULL : muster_day_figure_describe (figure, (guint) index);
}

double
muster_day_bar_get_x (MusterDayBar *self, gint64 at)
{
  MusterDayFigure *figure;

  g_return_val_if_fail (MUSTER_IS_DAY_BAR (self), 0);

  figure = ensure_figure (self);

  return figure ? muster_day_figure_get_x (figure, at) : 0;
}

const char *
muster_day_bar_get_caption (MusterDayBar *self)
{
  g_return_val_if_fail (MUSTER_IS_DAY_BAR (self), NULL);

  return self->caption;
}
