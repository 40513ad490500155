/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-card.h"

#include "muster-day-bar.h"
#include "muster-day-text.h"
#include "muster-sign.h"

struct _MusterDayCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *name;
  GtkWidget *times;
  GtkWidget *sign;
  GtkWidget *bar;
};

G_DEFINE_FINAL_TYPE (MusterDayCard, muster_day_card, GTK_TYPE_WIDGET)

static void
muster_day_card_dispose (GObject *object)
{
  MusterDayCard *self = MUSTER_DAY_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_day_card_parent_class)->dispose (object);
}

static void
muster_day_card_class_init (MusterDayCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_day_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "daycard");
}

static void
muster_day_card_init (MusterDayCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
muster_day_card_new (MusterTimeScale *scale)
{
  MusterDayCard *self = g_object_new (MUSTER_TYPE_DAY_CARD, NULL);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "heading");
  gtk_widget_set_hexpand (self->name, TRUE);

  self->sign = muster_sign_new ();

  self->times = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->times, "numeric");
  gtk_widget_add_css_class (self->times, "dim-label");

  self->bar = muster_day_bar_new (scale);
  gtk_widget_set_size_request (self->bar, -1, 28);

  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (line), self->times);
  gtk_box_append (GTK_BOX (line), self->sign);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->bar);

  return GTK_WIDGET (self);
}

void
muster_day_card_set_row (MusterDayCard *self, MusterDayRow *row)
{
  g_autofree char *in = row ? muster_day_text_in (row->sheet) : NULL;
  g_autofree char *out = row ? muster_day_text_out (row->sheet) : NULL;
  g_autofree char *label = row ? muster_day_text_label (&row->sheet->day) : NULL;
  g_autofree char *times = NULL;

  g_return_if_fail (MUSTER_IS_DAY_CARD (self));

  if (row != NULL && (*in || *out))
    times = g_strdup_printf ("%s–%s", in, out);

  gtk_label_set_label (GTK_LABEL (self->name), row ? row->person->name : "");
  gtk_label_set_label (GTK_LABEL (self->times), times ? times : "");
  muster_sign_set (MUSTER_SIGN (self->sign),
                   row ? muster_day_text_sign (&row->sheet->day) : NULL, label);
  muster_day_bar_set_sheet (MUSTER_DAY_BAR (self->bar), row ? row->sheet : NULL);
}
