/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-punch-detail.h"

#include "muster-fact-row.h"
#include "muster-punch-card.h"
#include "muster-sign.h"
#include "muster-source.h"
#include "muster-text.h"
#include "muster-void-dialog.h"

#include <glib/gi18n-lib.h>

struct _MusterPunchDetail
{
  GtkWidget parent_instance;

  GtkWidget *view;
  GtkLabel *person_label;
  GtkLabel *time_label;
  MusterSign *sign;
  GtkWidget *void_group;
  AdwActionRow *void_row;
  GtkListBox *evidence_list;
  GtkListBox *raw_list;
  GtkWidget *day_button;
  GtkButton *void_button;

  MusterOffice *office;
  MusterActor *actor;
  MusterZone *home;
  MusterPunchRow *row;
};

G_DEFINE_FINAL_TYPE (MusterPunchDetail, muster_punch_detail, GTK_TYPE_WIDGET)

enum
{
  DAY_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Takes @value */
static void
add_fact (GtkListBox *list, const char *title, char *value)
{
  g_autofree char *owned = value;
  GtkWidget *row;

  if (owned == NULL || *owned == '\0')
    return;

  row = muster_fact_row_new (title, owned);
  gtk_widget_add_css_class (row, "numeric");
  gtk_list_box_append (list, row);
}

static gboolean
is_void (MusterPunchDetail *self)
{
  return (self->row->punch.marks & MUSTER_PUNCH_VOID) != 0;
}

static char *
say_position (double lat, double lon)
{
  return g_strdup_printf ("%.6f, %.6f", lat, lon);
}

static char *
say_wall (MusterPunchRow *row)
{
  g_autoptr (GDateTime) wall = g_date_time_new_from_unix_utc (row->wall / MUSTER_SECOND);
  g_autofree char *face = wall ? g_date_time_format (wall, "%Y-%m-%d %H:%M:%S")
                               : g_strdup ("");
  int minutes = row->offset / 60;

  if (row->offset == G_MININT32)
    return g_steal_pointer (&face);

  return g_strdup_printf ("%s %c%02d:%02d", face, minutes < 0 ? '-' : '+',
                          ABS (minutes) / 60, ABS (minutes) % 60);
}

static void
show_evidence (MusterPunchDetail *self)
{
  MusterPunchRow *row = self->row;
  const MusterPunch *punch = &row->punch;

  gtk_list_box_remove_all (self->evidence_list);
  add_fact (self->evidence_list, _ ("Verification"),
            g_strdup (muster_words_say_value ("verify", punch->verify)));
  add_fact (self->evidence_list, _ ("Direction"),
            g_strdup (muster_words_say_value ("direction", punch->direction)));
  add_fact (self->evidence_list, _ ("Received"),
            muster_text_instant (punch->received_at, row->zone, self->home));
  add_fact (
    self->evidence_list, _ ("Marks"),
    muster_words_say_flags (
      "mark", punch->marks & ~(guint) (MUSTER_PUNCH_PLACED | MUSTER_PUNCH_ACCURATE)));
  if (punch->marks & MUSTER_PUNCH_PLACED)
    add_fact (self->evidence_list, _ ("Position (WGS 84)"),
              say_position (punch->lat, punch->lon));
  if (punch->marks & MUSTER_PUNCH_ACCURATE)
    add_fact (self->evidence_list, _ ("Accuracy"), muster_text_metres (punch->accuracy));
  add_fact (self->evidence_list, _ ("Note"), g_strdup (row->note));
}

static void
show_raw (MusterPunchDetail *self)
{
  MusterPunchRow *row = self->row;

  gtk_list_box_remove_all (self->raw_list);
  add_fact (self->raw_list, _ ("Source"), g_strdup (row->source_name));
  add_fact (self->raw_list, _ ("Time clock"), g_strdup (row->device));
  add_fact (self->raw_list, _ ("Device user number"), g_strdup (row->key));
  add_fact (self->raw_list, _ ("Name on the source"), g_strdup (row->key_name));
  add_fact (self->raw_list, _ ("Time on its clock"), say_wall (row));
  add_fact (self->raw_list, _ ("Time zone"), muster_text_zone (row->zone, row->punch.at));
  if (row->punch.marks & MUSTER_PUNCH_PLACED && row->datum != MUSTER_DATUM_WGS84)
    add_fact (self->raw_list, muster_words_say_value ("datum", row->datum),
              say_position (row->raw_lat, row->raw_lon));
  if (row->line > 0)
    add_fact (self->raw_list, _ ("Line in the file"), muster_text_number (row->line));
  if (row->work_code > 0)
    add_fact (self->raw_list, _ ("Work code"), g_strdup_printf ("%u", row->work_code));
  add_fact (self->raw_list, _ ("Further evidence"), g_strdup (row->extra));
}

static void
show_void (MusterPunchDetail *self)
{
  g_autofree char *at = muster_text_instant (self->row->void_at, self->home, NULL);
  g_autofree char *by =
    g_strjoin (" · ", self->row->void_by ? self->row->void_by : "", at, NULL);

  gtk_widget_set_visible (self->void_group, is_void (self));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->void_row), by);
  adw_action_row_set_subtitle (self->void_row,
                               self->row->void_reason ? self->row->void_reason : "");
  gtk_button_set_label (self->void_button,
                        is_void (self) ? _ ("_Let It Count…") : _ ("_Void…"));
  gtk_widget_set_visible (GTK_WIDGET (self->void_button),
                          muster_actor_may (self->actor, MUSTER_MAY_VOID));
  gtk_widget_set_visible (self->day_button, self->row->person_id != 0);
}

static void
show_punch (MusterPunchDetail *self)
{
  g_autofree char *person = NULL;
  g_autofree char *time = NULL;
  const MusterWord *state;

  gtk_widget_set_visible (self->view, self->row != NULL);
  if (self->row == NULL)
    return;

  state = muster_punch_card_get_state (self->row);
  person = self->row->person_id != 0
             ? muster_text_person (self->row->person_name, self->row->staff_no)
             : muster_punch_card_say_person (self->row);
  time = muster_text_instant (self->row->punch.at, self->row->zone, self->home);
  gtk_label_set_label (self->person_label, person);
  gtk_label_set_label (self->time_label, time);
  muster_sign_set (self->sign, state, muster_words_say ("punch_state", state->code));
  show_evidence (self);
  show_raw (self);
  show_void (self);
}

static void
void_clicked_cb (MusterPunchDetail *self)
{
  muster_punch_detail_void (self);
}

static void
day_clicked_cb (MusterPunchDetail *self)
{
  MusterDate date = muster_zone_get_civil (self->row->zone, self->row->punch.at, NULL);

  g_signal_emit (self, signals[DAY_WANTED], 0, (int) date, self->row->person_id);
}

static void
muster_punch_detail_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MUSTER_TYPE_PUNCH_DETAIL);

  G_OBJECT_CLASS (muster_punch_detail_parent_class)->dispose (object);
}

static void
muster_punch_detail_finalize (GObject *object)
{
  MusterPunchDetail *self = MUSTER_PUNCH_DETAIL (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->row);
  g_clear_pointer (&self->home, muster_zone_unref);

  G_OBJECT_CLASS (muster_punch_detail_parent_class)->finalize (object);
}

static void
muster_punch_detail_class_init (MusterPunchDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_punch_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_punch_detail_finalize;

  signals[DAY_WANTED] = g_signal_new ("day-wanted", MUSTER_TYPE_PUNCH_DETAIL,
                                      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                      2, G_TYPE_INT, G_TYPE_INT64);

  g_type_ensure (MUSTER_TYPE_SIGN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-punch-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, view);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, person_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, time_label);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, sign);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, void_group);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, void_row);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, evidence_list);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, raw_list);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, day_button);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchDetail, void_button);
  gtk_widget_class_bind_template_callback (widget_class, void_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_clicked_cb);
  gtk_widget_class_set_css_name (widget_class, "punchdetail");
}

static void
muster_punch_detail_init (MusterPunchDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
muster_punch_detail_set_doors (MusterPunchDetail *self,
                               MusterOffice *office,
                               MusterActor *actor,
                               MusterZone *home)
{
  g_return_if_fail (MUSTER_IS_PUNCH_DETAIL (self));
  g_return_if_fail (self->office == NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->home = muster_zone_ref (home);
}

void
muster_punch_detail_set_row (MusterPunchDetail *self, MusterPunchRow *row)
{
  g_return_if_fail (MUSTER_IS_PUNCH_DETAIL (self));
  g_return_if_fail (self->office != NULL);

  if (g_set_object (&self->row, row))
    show_punch (self);
}

MusterPunchRow *
muster_punch_detail_get_row (MusterPunchDetail *self)
{
  g_return_val_if_fail (MUSTER_IS_PUNCH_DETAIL (self), NULL);

  return self->row;
}

void
muster_punch_detail_void (MusterPunchDetail *self)
{
  g_autofree char *person = NULL;
  g_autofree char *time = NULL;
  g_autofree char *subject = NULL;

  g_return_if_fail (MUSTER_IS_PUNCH_DETAIL (self));

  if (self->row == NULL)
    return;

  person = muster_punch_card_say_person (self->row);
  time = muster_punch_card_say_time (self->row);
  subject = g_strdup_printf ("%s %s", person, time);
  muster_void_dialog_present (GTK_WIDGET (self), self->office, self->actor,
                              self->row->punch.id, subject, is_void (self));
}
