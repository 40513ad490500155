/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-card.h"

#include "muster-request-text.h"
#include "muster-sign.h"

#define MUSTER_TYPE_REQUEST_CARD (muster_request_card_get_type ())
G_DECLARE_FINAL_TYPE (MusterRequestCard,
                      muster_request_card,
                      MUSTER,
                      REQUEST_CARD,
                      GtkWidget)

struct _MusterRequestCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *icon;
  GtkWidget *name;
  GtkWidget *dates;
  GtkWidget *sign;
  GtkWidget *what;
  GtkWidget *clip;
  GtkWidget *reason;
};

G_DEFINE_FINAL_TYPE (MusterRequestCard, muster_request_card, GTK_TYPE_WIDGET)

static void
muster_request_card_dispose (GObject *object)
{
  g_clear_pointer (&MUSTER_REQUEST_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_request_card_parent_class)->dispose (object);
}

static void
muster_request_card_class_init (MusterRequestCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = muster_request_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass),
                                            GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "requestcard");
}

static GtkWidget *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
muster_request_card_init (MusterRequestCard *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), line);

  self->name = add_label (head, "heading");
  self->dates = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->dates, "dim-label");
  gtk_box_append (GTK_BOX (head), self->dates);

  self->icon = gtk_image_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_box_append (GTK_BOX (line), self->icon);
  self->what = add_label (line, NULL);

  gtk_box_append (GTK_BOX (self->box), last);
  self->reason = add_label (last, "dim-label");
  gtk_widget_add_css_class (self->reason, "caption");
  self->sign = muster_sign_new ();
  gtk_box_append (GTK_BOX (last), self->sign);
  self->clip = gtk_image_new_from_icon_name ("mail-attachment-symbolic");
  gtk_widget_add_css_class (self->clip, "dim-label");
  gtk_box_append (GTK_BOX (last), self->clip);
}

GtkWidget *
muster_request_card_new (void)
{
  return g_object_new (MUSTER_TYPE_REQUEST_CARD, NULL);
}

void
muster_request_card_set_row (GtkWidget *card, MusterRequestRow *row)
{
  MusterRequestCard *self = MUSTER_REQUEST_CARD (card);
  const MusterWord *kind;
  const MusterWord *state;
  const char *what;
  g_autofree char *dates = NULL;
  g_autofree char *part = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->box, row != NULL);
  if (row == NULL)
    return;

  kind = muster_words_at ("request_kind", (int) row->request->kind);
  state = muster_request_text_sign (row);
  what = muster_words_say_value ("request_kind", (int) row->request->kind);
  dates = muster_request_text_dates (row);
  part = muster_request_text_part (row);
  text = part != NULL ? g_strdup_printf ("%s · %s", what, part) : g_strdup (what);
  gtk_label_set_label (GTK_LABEL (self->name), row->person->name);
  /* What waits for the reader goes without saying */
  gtk_widget_set_visible (self->sign, !row->mine || row->request->asked);
  muster_sign_set (MUSTER_SIGN (self->sign), state,
                   muster_words_say ("request_state", state->code));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), kind->icon);
  gtk_label_set_label (GTK_LABEL (self->dates), dates);
  gtk_label_set_label (GTK_LABEL (self->what), text);
  gtk_widget_set_visible (self->clip, row->n_evidence > 0);
  gtk_label_set_label (GTK_LABEL (self->reason), row->request->reason);
}
