/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception-card.h"

#include "muster-exception-text.h"
#include "muster-sign.h"

#define MUSTER_TYPE_EXCEPTION_CARD (muster_exception_card_get_type ())
G_DECLARE_FINAL_TYPE (MusterExceptionCard,
                      muster_exception_card,
                      MUSTER,
                      EXCEPTION_CARD,
                      GtkWidget)

struct _MusterExceptionCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
  GtkWidget *when;
  GtkWidget *sign;
  GtkWidget *state;
  GtkWidget *request;
};

G_DEFINE_FINAL_TYPE (MusterExceptionCard, muster_exception_card, GTK_TYPE_WIDGET)

static void
muster_exception_card_dispose (GObject *object)
{
  g_clear_pointer (&MUSTER_EXCEPTION_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_exception_card_parent_class)->dispose (object);
}

static void
muster_exception_card_class_init (MusterExceptionCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_exception_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "exceptioncard");
}

static void
muster_exception_card_init (MusterExceptionCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), head);

  self->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title, TRUE);
  gtk_widget_add_css_class (self->title, "heading");
  gtk_box_append (GTK_BOX (head), self->title);

  self->when = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->when, "dim-label");
  gtk_widget_add_css_class (self->when, "numeric");
  gtk_box_append (GTK_BOX (head), self->when);

  self->sign = muster_sign_new ();
  gtk_widget_set_halign (self->sign, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->box), self->sign);

  self->state = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->state), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->state), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->state, "caption");
  gtk_widget_add_css_class (self->state, "dim-label");
  gtk_box_append (GTK_BOX (self->box), self->state);

  self->request = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->request), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->request), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->request, "caption");
  gtk_widget_add_css_class (self->request, "accent");
  gtk_box_append (GTK_BOX (self->box), self->request);
}

GtkWidget *
muster_exception_card_new (void)
{
  return g_object_new (MUSTER_TYPE_EXCEPTION_CARD, NULL);
}

void
muster_exception_card_set_row (GtkWidget *card, MusterExceptionRow *row)
{
  MusterExceptionCard *self = MUSTER_EXCEPTION_CARD (card);
  g_autofree char *title = NULL;
  g_autofree char *what = NULL;
  g_autofree char *when = NULL;
  g_autofree char *state = NULL;
  g_autofree char *request = NULL;

  gtk_widget_set_visible (self->box, row != NULL);
  if (row == NULL)
    return;

  title = muster_exception_text_title (row);
  what = muster_exception_text_what (row);
  when = muster_exception_text_when (row);
  state = muster_exception_text_state (row);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->when), when != NULL ? when : "");
  muster_sign_set (MUSTER_SIGN (self->sign),
                   muster_words_at ("exception", row->exception.kind), what);
  gtk_label_set_label (GTK_LABEL (self->state), state);
  request = muster_exception_text_request (row);
  gtk_label_set_label (GTK_LABEL (self->request), request != NULL ? request : "");
  gtk_widget_set_visible (self->request, request != NULL);
  /* That it waits goes without saying */
  gtk_widget_set_visible (self->state, !g_str_equal (row->state, "open"));
}
