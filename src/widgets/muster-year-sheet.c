/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-year-sheet.h"

#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

#define DAYS 366
#define DAYS_PER_WEEK 7
#define MONTHS 12

struct _MusterYearSheet
{
  GtkWidget parent_instance;

  GtkWidget *months;
  GtkWidget *cells[DAYS]; /* owned by the months */
  MusterDate first;
  int n_days;
  MusterDate today;
  MusterDate chosen;
};

G_DEFINE_FINAL_TYPE (MusterYearSheet, muster_year_sheet, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  KIND_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *const kind_codes[] = { "ordinary", "statutory", "rest", "workday" };

static gboolean
has_date (MusterYearSheet *self, MusterDate date)
{
  return date >= self->first && date < self->first + self->n_days;
}

static GtkWidget *
cell_of (MusterYearSheet *self, MusterDate date)
{
  return has_date (self, date) ? self->cells[date - self->first] : NULL;
}

static void
move_to (MusterYearSheet *self, MusterDate date)
{
  if (!has_date (self, date))
    return;

  muster_year_sheet_choose (self, date);
  gtk_widget_grab_focus (cell_of (self, date));
  g_signal_emit (self, signals[CHOSEN], 0, date);
}

static void
clicked_cb (GtkWidget *cell, MusterYearSheet *self)
{
  move_to (self, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (cell), "date")));
}

static MusterDate
month_end (MusterDate date, gboolean last)
{
  int year, month;

  muster_date_get_ymd (date, &year, &month, NULL);
  if (!last)
    return muster_date_new (year, month, 1);

  return (month == MONTHS ? muster_date_new (year + 1, 1, 1)
                          : muster_date_new (year, month + 1, 1)) -
         1;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        MusterYearSheet *self)
{
  static const struct
  {
    guint key;
    int kind;
  } kinds[] = {
    { GDK_KEY_s, MUSTER_HOLIDAY_STATUTORY },
    { GDK_KEY_r, MUSTER_HOLIDAY_REST },
    { GDK_KEY_w, MUSTER_HOLIDAY_WORKDAY },
    { GDK_KEY_o, 0 },
    { GDK_KEY_Delete, 0 },
  };

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
      move_to (self, self->chosen - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
      move_to (self, self->chosen + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
      move_to (self, self->chosen - DAYS_PER_WEEK);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
      move_to (self, self->chosen + DAYS_PER_WEEK);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      move_to (self, month_end (self->chosen, FALSE));
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      move_to (self, month_end (self->chosen, TRUE));
      return GDK_EVENT_STOP;
    default:
      break;
    }

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (gdk_keyval_to_lower (key) == gdk_keyval_to_lower (kinds[i].key))
      {
        g_signal_emit (self, signals[KIND_CHOSEN], 0, kinds[i].kind);
        return GDK_EVENT_STOP;
      }

  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
build_cell (MusterYearSheet *self, MusterDate date)
{
  GtkWidget *cell = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number, *mark;
  g_autofree char *text = NULL;
  int day;

  muster_date_get_ymd (date, NULL, NULL, &day);
  text = g_strdup_printf ("%d", day);
  number = gtk_label_new (text);
  mark = gtk_label_new (NULL);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (mark, "muster-year-mark");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_button_set_child (GTK_BUTTON (cell), box);
  gtk_widget_add_css_class (cell, "flat");
  gtk_widget_add_css_class (cell, "muster-year-day");
  gtk_widget_set_focusable (cell, FALSE);
  g_object_set_data (G_OBJECT (cell), "date", GINT_TO_POINTER (date));
  g_object_set_data (G_OBJECT (cell), "mark", mark);
  g_signal_connect (cell, "clicked", G_CALLBACK (clicked_cb), self);

  return cell;
}

static GtkWidget *
build_month (MusterYearSheet *self, MusterDate first)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *grid = gtk_grid_new ();
  MusterDate last = month_end (first, TRUE);
  int column = muster_date_get_weekday (first);
  g_autofree char *title = muster_text_month (first);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 2);
  for (int i = 0; i < DAYS_PER_WEEK; i++)
    {
      GtkWidget *letter = gtk_label_new (muster_text_weekday_letter (first - column + i));

      gtk_widget_add_css_class (letter, "dim-label");
      gtk_widget_add_css_class (letter, "caption");
      gtk_grid_attach (GTK_GRID (grid), letter, i, 0, 1, 1);
    }
  for (MusterDate date = first; date <= last; date++)
    {
      int place = column + (date - first);
      GtkWidget *cell = build_cell (self, date);

      self->cells[date - self->first] = cell;
      gtk_grid_attach (GTK_GRID (grid), cell, place % DAYS_PER_WEEK,
                       1 + place / DAYS_PER_WEEK, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_widget_set_valign (box, GTK_ALIGN_START);

  return box;
}

static void
muster_year_sheet_dispose (GObject *object)
{
  MusterYearSheet *self = MUSTER_YEAR_SHEET (object);

  self->n_days = 0;
  g_clear_pointer (&self->months, gtk_widget_unparent);

  G_OBJECT_CLASS (muster_year_sheet_parent_class)->dispose (object);
}

static void
muster_year_sheet_class_init (MusterYearSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_year_sheet_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "yearsheet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[KIND_CHOSEN] = g_signal_new ("kind-chosen", G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
muster_year_sheet_init (MusterYearSheet *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  self->chosen = MUSTER_DATE_NONE;
  self->months = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->months), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->months), 4);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->months), TRUE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->months), 18);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->months), 18);
  gtk_widget_set_valign (self->months, GTK_ALIGN_START);
  gtk_widget_set_parent (self->months, GTK_WIDGET (self));
}

const char *
muster_year_sheet_get_mark (int kind)
{
  switch (kind)
    {
    case MUSTER_HOLIDAY_STATUTORY:
      /* Translators: one letter for a statutory holiday */
      return C_ ("holiday mark", "H");
    case MUSTER_HOLIDAY_REST:
      /* Translators: one letter for a rest day */
      return C_ ("holiday mark", "R");
    case MUSTER_HOLIDAY_WORKDAY:
      /* Translators: one letter for a make-up workday */
      return C_ ("holiday mark", "W");
    default:
      return "";
    }
}

void
muster_year_sheet_set_year (MusterYearSheet *self, int year, MusterDate today)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  g_return_if_fail (MUSTER_IS_YEAR_SHEET (self));

  self->today = today;
  if (self->n_days == 0 || self->first != muster_date_new (year, 1, 1))
    {
      gtk_flow_box_remove_all (GTK_FLOW_BOX (self->months));
      self->first = muster_date_new (year, 1, 1);
      self->n_days = muster_date_new (year + 1, 1, 1) - self->first;
      for (int month = 1; month <= MONTHS; month++)
        {
          gtk_flow_box_append (GTK_FLOW_BOX (self->months),
                               build_month (self, muster_date_new (year, month, 1)));
          gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (
                                      GTK_FLOW_BOX (self->months), month - 1)),
                                    FALSE);
        }
      muster_year_sheet_choose (self, has_date (self, today) ? today : self->first);
      if (focused)
        gtk_widget_grab_focus (cell_of (self, self->chosen));
    }

  for (MusterDate date = self->first; date < self->first + self->n_days; date++)
    muster_year_sheet_set_day (self, date, 0, NULL, FALSE);
}

void
muster_year_sheet_set_day (MusterYearSheet *self,
                           MusterDate date,
                           int kind,
                           const char *name,
                           gboolean changed)
{
  GtkWidget *cell = cell_of (self, date);
  g_autofree char *said = NULL;
  g_autofree char *text = NULL;
  const char *word;

  if (cell == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (kind_codes); i++)
    gtk_widget_remove_css_class (cell, kind_codes[i]);
  gtk_widget_remove_css_class (cell, "changed");
  gtk_widget_remove_css_class (cell, "today");
  gtk_widget_add_css_class (cell, kind_codes[kind]);
  if (changed)
    gtk_widget_add_css_class (cell, "changed");
  if (date == self->today)
    gtk_widget_add_css_class (cell, "today");

  gtk_label_set_label (g_object_get_data (G_OBJECT (cell), "mark"),
                       muster_year_sheet_get_mark (kind));
  said = muster_text_date_short (date);
  word = muster_words_say ("holiday", kind_codes[kind]);
  text = g_strjoin (" · ", said, word, name != NULL && *name != '\0' ? name : NULL, NULL);
  if (changed)
    {
      g_autofree char *more = g_strjoin (" · ", text, _ ("changed by the company"), NULL);

      g_set_str (&text, more);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_widget_set_tooltip_text (cell, kind != 0 || changed ? text : NULL);
}

void
muster_year_sheet_choose (MusterYearSheet *self, MusterDate date)
{
  GtkWidget *before, *after;

  g_return_if_fail (MUSTER_IS_YEAR_SHEET (self));

  before = cell_of (self, self->chosen);
  after = cell_of (self, date);
  if (after == NULL)
    return;
  if (before != NULL)
    {
      gtk_widget_remove_css_class (before, "chosen");
      gtk_widget_set_focusable (before, before == after);
    }

  self->chosen = date;
  gtk_widget_add_css_class (after, "chosen");
  gtk_widget_set_focusable (after, TRUE);
}

MusterDate
muster_year_sheet_get_chosen (MusterYearSheet *self)
{
  g_return_val_if_fail (MUSTER_IS_YEAR_SHEET (self), MUSTER_DATE_NONE);

  return self->chosen;
}
