/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sign.h"

struct _MusterSign
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *label;
  const char *style;
};

G_DEFINE_FINAL_TYPE (MusterSign, muster_sign, GTK_TYPE_WIDGET)

static void
muster_sign_dispose (GObject *object)
{
  MusterSign *self = MUSTER_SIGN (object);

  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_sign_parent_class)->dispose (object);
}

static void
muster_sign_class_init (MusterSignClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_sign_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sign");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
muster_sign_init (MusterSign *self)
{
  gtk_box_layout_set_spacing (
    GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  self->icon = gtk_image_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
muster_sign_new (void)
{
  return g_object_new (MUSTER_TYPE_SIGN, NULL);
}

void
muster_sign_set (MusterSign *self, const MusterWord *word, const char *text)
{
  g_return_if_fail (MUSTER_IS_SIGN (self));

  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self), self->style);

  self->style = word ? word->style : NULL;
  if (self->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), self->style);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), word ? word->icon : NULL);
  gtk_widget_set_visible (self->icon, word != NULL && word->icon != NULL);
  gtk_label_set_label (GTK_LABEL (self->label), text ? text : "");
}

const char *
muster_sign_get_text (MusterSign *self)
{
  g_return_val_if_fail (MUSTER_IS_SIGN (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}
