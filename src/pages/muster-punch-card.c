/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-punch-card.h"

#include "muster-day-text.h"
#include "muster-sign.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

struct _MusterPunchCard
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *person;
  GtkWidget *time;
  GtkWidget *evidence;
  GtkWidget *sign;
};

G_DEFINE_FINAL_TYPE (MusterPunchCard, muster_punch_card, GTK_TYPE_WIDGET)

static void
muster_punch_card_dispose (GObject *object)
{
  g_clear_pointer (&MUSTER_PUNCH_CARD (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_punch_card_parent_class)->dispose (object);
}

static void
muster_punch_card_class_init (MusterPunchCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_punch_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "punchcard");
}

static GtkWidget *
build_line (GtkWidget *start, GtkWidget *end)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_label_set_xalign (GTK_LABEL (start), 0);
  gtk_label_set_ellipsize (GTK_LABEL (start), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (start, TRUE);
  gtk_box_append (GTK_BOX (line), start);
  gtk_box_append (GTK_BOX (line), end);

  return line;
}

static void
muster_punch_card_init (MusterPunchCard *self)
{
  self->person = gtk_label_new (NULL);
  self->time = gtk_label_new (NULL);
  self->evidence = gtk_label_new (NULL);
  self->sign = muster_sign_new ();
  gtk_widget_add_css_class (self->person, "heading");
  gtk_widget_add_css_class (self->time, "numeric");
  gtk_widget_add_css_class (self->evidence, "dim-label");

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (self->box), build_line (self->person, self->time));
  gtk_box_append (GTK_BOX (self->box), build_line (self->evidence, self->sign));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
muster_punch_card_new (void)
{
  return g_object_new (MUSTER_TYPE_PUNCH_CARD, NULL);
}

void
muster_punch_card_set_row (MusterPunchCard *self, MusterPunchRow *row)
{
  g_autofree char *person = row ? muster_punch_card_say_person (row) : NULL;
  g_autofree char *time = row ? muster_punch_card_say_time (row) : NULL;
  g_autofree char *said = NULL;
  g_autofree char *evidence = NULL;

  g_return_if_fail (MUSTER_IS_PUNCH_CARD (self));

  if (row != NULL)
    {
      said = muster_day_text_evidence (
        &row->punch, row->zone, muster_zone_get_civil (row->zone, row->punch.at, NULL));
      evidence = g_strjoin (" · ", row->source_name, *said ? said : NULL, NULL);
    }

  gtk_label_set_label (GTK_LABEL (self->person), person ? person : "");
  gtk_label_set_label (GTK_LABEL (self->time), time ? time : "");
  gtk_label_set_label (GTK_LABEL (self->evidence), evidence ? evidence : "");
  muster_sign_set (
    MUSTER_SIGN (self->sign), row ? muster_punch_card_get_state (row) : NULL,
    row ? muster_words_say ("punch_state", muster_punch_card_get_state (row)->code)
        : NULL);
}

const MusterWord *
muster_punch_card_get_state (MusterPunchRow *row)
{
  const char *code = "normal";

  if (row->punch.marks & MUSTER_PUNCH_VOID)
    code = "void";
  else if (row->person_id == 0)
    code = "unmapped";
  else if (row->punch.marks & MUSTER_PUNCH_SUSPECT)
    code = "suspect";
  else if (row->punch.marks & MUSTER_PUNCH_CORRECTION)
    code = "correction";

  return muster_words_find ("punch_state", code);
}

char *
muster_punch_card_say_time (MusterPunchRow *row)
{
  g_autofree char *date =
    muster_text_date_short (muster_zone_get_civil (row->zone, row->punch.at, NULL));
  g_autofree char *time =
    muster_text_time_exact (row->punch.at, row->zone, MUSTER_DATE_NONE);

  return g_strdup_printf ("%s %s", date, time);
}

char *
muster_punch_card_say_person (MusterPunchRow *row)
{
  if (row->person_id != 0)
    return g_strdup (row->person_name);

  if (row->key_name != NULL && *row->key_name != '\0')
    /* Translators: a device user number and the name that came with it, of nobody known */
    return g_strdup_printf (C_ ("unmapped", "%1$s (%2$s)"), row->key, row->key_name);

  return g_strdup (row->key);
}
