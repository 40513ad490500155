/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-line.h"

struct _MusterRosterLine
{
  GtkBox parent_instance;

  GtkWidget *name;
  GtkWidget *bar;
  MusterPlanRow *row;
};

G_DEFINE_FINAL_TYPE (MusterRosterLine, muster_roster_line, GTK_TYPE_BOX)

static void
muster_roster_line_finalize (GObject *object)
{
  g_clear_object (&MUSTER_ROSTER_LINE (object)->row);

  G_OBJECT_CLASS (muster_roster_line_parent_class)->finalize (object);
}

static void
muster_roster_line_class_init (MusterRosterLineClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = muster_roster_line_finalize;
}

static void
muster_roster_line_init (MusterRosterLine *self)
{
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), 1);
  gtk_box_append (GTK_BOX (self), self->name);
}

GtkWidget *
muster_roster_line_new (gboolean narrow)
{
  return muster_roster_line_new_with (muster_plan_bar_new (), "", narrow);
}

GtkWidget *
muster_roster_line_new_with (GtkWidget *bar, const char *title, gboolean narrow)
{
  MusterRosterLine *self = g_object_new (MUSTER_TYPE_ROSTER_LINE, NULL);

  self->bar = bar;
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_box_append (GTK_BOX (self), bar);
  gtk_label_set_label (GTK_LABEL (self->name), title);
  muster_roster_line_set_narrow (self, narrow);

  return GTK_WIDGET (self);
}

void
muster_roster_line_set_row (MusterRosterLine *self, MusterPlanRow *row)
{
  g_return_if_fail (MUSTER_IS_ROSTER_LINE (self));

  g_set_object (&self->row, row);
  gtk_label_set_label (GTK_LABEL (self->name), row != NULL ? row->person->name : "");
  muster_plan_bar_set_plans (
    MUSTER_PLAN_BAR (self->bar),
    row != NULL ? row->dates : (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_NONE },
    row != NULL ? row->plans : NULL, row != NULL ? row->rules : NULL);
}

MusterPlanRow *
muster_roster_line_get_row (MusterRosterLine *self)
{
  g_return_val_if_fail (MUSTER_IS_ROSTER_LINE (self), NULL);

  return self->row;
}

MusterPlanBar *
muster_roster_line_get_bar (MusterRosterLine *self)
{
  g_return_val_if_fail (MUSTER_IS_ROSTER_LINE (self), NULL);

  return MUSTER_PLAN_BAR (self->bar);
}

void
muster_roster_line_set_narrow (MusterRosterLine *self, gboolean narrow)
{
  g_return_if_fail (MUSTER_IS_ROSTER_LINE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), narrow
                                                           ? GTK_ORIENTATION_VERTICAL
                                                           : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (GTK_BOX (self), narrow ? 2 : MUSTER_ROSTER_SPACING);
  gtk_widget_set_size_request (self->name, narrow ? -1 : MUSTER_ROSTER_NAME_WIDTH, -1);
}
