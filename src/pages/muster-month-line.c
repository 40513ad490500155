/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-month-line.h"

#include "muster-month-bar.h"
#include "muster-month-text.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define NAME_WIDTH 96
#define SPACING 8
#define DAY_WIDTH 17 /* of a day, before sums are shown */
#define NARROW 480   /* below this a line has two rows */

static const struct
{
  const char *order;
  const char *title;
  int width;
} columns[] = {
  { "attended", NC_ ("month_column", "Days"), 44 },
  { "absent", NC_ ("month_column", "Absent"), 44 },
  { "late", NC_ ("month_column", "Late"), 44 },
  { "early", NC_ ("month_column", "Early"), 44 },
  { "missing", NC_ ("month_column", "Missing"), 48 },
  { "leave", NC_ ("month_column", "Leave"), 44 },
  { "worked", NC_ ("month_column", "Worked"), 56 },
};

#define N_COLUMNS G_N_ELEMENTS (columns)

struct _MusterMonthLine
{
  GtkWidget parent_instance;

  gboolean heading;
  GtkWidget *name;
  GtkWidget *bar;
  GtkWidget *sums[N_COLUMNS];
  MusterMonthRow *row;
};

G_DEFINE_FINAL_TYPE (MusterMonthLine, muster_month_line, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  SORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- Layout ---- */

static int
sums_width (void)
{
  int width = 0;

  for (gsize i = 0; i < N_COLUMNS; i++)
    width += columns[i].width + SPACING;

  return width;
}

static gboolean
has_two_rows (MusterMonthLine *self, int width)
{
  return width >= 0 && width < NARROW && !self->heading;
}

static int
height_of (GtkWidget *child)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
muster_month_line_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  MusterMonthLine *self = MUSTER_MONTH_LINE (widget);
  int name = height_of (self->name);
  int bar = height_of (self->bar);
  int least;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      gtk_widget_measure (self->bar, orientation, -1, &least, natural, NULL, NULL);
      *minimum = least;
      *natural += NAME_WIDTH + SPACING + sums_width ();
    }
  else
    {
      *minimum = *natural = has_two_rows (self, for_size) ? name + 2 + bar
                                                          : MAX (name, bar);
    }
}

static void
place (GtkWidget *child, int x, int y, int width, int height)
{
  int least;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_size_allocate (
    child, &(GtkAllocation) { x, y, MAX (width, least), MAX (height, 1) }, -1);
}

static void
muster_month_line_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MusterMonthLine *self = MUSTER_MONTH_LINE (widget);
  gboolean narrow = width < NARROW;
  gboolean summed = width >= NAME_WIDTH + SPACING + 31 * DAY_WIDTH + sums_width ();
  int bar = height_of (self->bar);
  int x = width;

  for (gsize i = 0; i < N_COLUMNS; i++)
    gtk_widget_set_child_visible (self->sums[i], summed);

  if (narrow)
    {
      gtk_widget_set_child_visible (self->name, !self->heading);
      if (!self->heading)
        place (self->name, 0, 0, width, height_of (self->name));
      place (self->bar, 0, height - bar, width, bar);
      return;
    }

  for (gsize i = N_COLUMNS; summed && i > 0; i--)
    {
      x -= columns[i - 1].width;
      place (self->sums[i - 1], x, 0, columns[i - 1].width, height);
      x -= SPACING;
    }
  gtk_widget_set_child_visible (self->name, TRUE);
  place (self->name, 0, 0, NAME_WIDTH, height);
  place (self->bar, NAME_WIDTH + SPACING, (height - bar) / 2, x - NAME_WIDTH - SPACING,
         bar);
}

static GtkSizeRequestMode
muster_month_line_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* ---- Life ---- */

static void
bar_chosen_cb (MusterMonthLine *self, int date)
{
  g_signal_emit (self, signals[CHOSEN], 0, date);
}

static void
sort_cb (MusterMonthLine *self, GtkWidget *button)
{
  const char *order = button == self->name ? "name" : NULL;

  for (gsize i = 0; i < N_COLUMNS; i++)
    if (self->sums[i] == button)
      order = columns[i].order;

  g_signal_emit (self, signals[SORT], 0, order);
}

static void
muster_month_line_dispose (GObject *object)
{
  MusterMonthLine *self = MUSTER_MONTH_LINE (object);

  g_clear_object (&self->row);
  g_clear_pointer (&self->name, gtk_widget_unparent);
  g_clear_pointer (&self->bar, gtk_widget_unparent);
  for (gsize i = 0; i < N_COLUMNS; i++)
    g_clear_pointer (&self->sums[i], gtk_widget_unparent);

  G_OBJECT_CLASS (muster_month_line_parent_class)->dispose (object);
}

static void
muster_month_line_class_init (MusterMonthLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_month_line_dispose;
  widget_class->measure = muster_month_line_measure;
  widget_class->size_allocate = muster_month_line_size_allocate;
  widget_class->get_request_mode = muster_month_line_get_request_mode;

  signals[CHOSEN] = g_signal_new ("chosen", MUSTER_TYPE_MONTH_LINE, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SORT] = g_signal_new ("sort", MUSTER_TYPE_MONTH_LINE, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "monthline");
}

static void
muster_month_line_init (MusterMonthLine *self)
{
}

static GtkWidget *
make_label (float xalign)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");

  return label;
}

static GtkWidget *
make_title (MusterMonthLine *self, const char *title, float xalign)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = make_label (xalign);

  gtk_label_set_label (GTK_LABEL (label), title);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "muster-month-title");
  gtk_widget_set_tooltip_text (button, _ ("Sort by this"));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (sort_cb), self);

  return button;
}

GtkWidget *
muster_month_line_new (gboolean heading)
{
  MusterMonthLine *self = g_object_new (MUSTER_TYPE_MONTH_LINE, NULL);

  self->heading = heading;
  self->name = heading ? make_title (self, C_ ("person", "Name"), 0) : make_label (0);
  gtk_widget_set_parent (self->name, GTK_WIDGET (self));

  self->bar = muster_month_bar_new (heading);
  g_signal_connect_swapped (self->bar, "chosen", G_CALLBACK (bar_chosen_cb), self);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));

  for (gsize i = 0; i < N_COLUMNS; i++)
    {
      self->sums[i] =
        heading
          ? make_title (
              self, g_dpgettext2 (GETTEXT_PACKAGE, "month_column", columns[i].title), 1)
          : make_label (1);
      gtk_widget_set_parent (self->sums[i], GTK_WIDGET (self));
    }

  return GTK_WIDGET (self);
}

/* ---- What it shows ---- */

static void
show_sum (MusterMonthLine *self, guint index, char *text, gboolean quiet)
{
  g_autofree char *owned = text;
  GtkWidget *label = self->sums[index];

  gtk_label_set_label (GTK_LABEL (label), owned);
  if (quiet)
    gtk_widget_add_css_class (label, "dim-label");
  else
    gtk_widget_remove_css_class (label, "dim-label");
}

static void
show_sums (MusterMonthLine *self, const MusterMonthTotals *totals)
{
  const guint counts[] = { totals->late_days, totals->early_days, totals->missing_days,
                           totals->leave_days };

  show_sum (self, 0, muster_month_text_halves (totals->attended_half), FALSE);
  show_sum (self, 1, muster_month_text_halves (totals->absent_half),
            totals->absent_half == 0);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    show_sum (self, 2 + i, muster_text_number (counts[i]), counts[i] == 0);
  show_sum (self, N_COLUMNS - 1, muster_text_hours (totals->worked_sec / 60), FALSE);
}

void
muster_month_line_set_row (MusterMonthLine *self, MusterMonthRow *row)
{
  static const MusterMonthTotals nothing = { 0 };

  g_return_if_fail (MUSTER_IS_MONTH_LINE (self));

  g_set_object (&self->row, row);
  gtk_label_set_label (GTK_LABEL (self->name), row != NULL ? row->person->name : "");
  muster_month_bar_set_days (
    MUSTER_MONTH_BAR (self->bar),
    row != NULL ? row->dates : (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_NONE },
    row != NULL ? row->days : NULL);
  show_sums (self, row != NULL ? &row->totals : &nothing);
}

MusterMonthRow *
muster_month_line_get_row (MusterMonthLine *self)
{
  g_return_val_if_fail (MUSTER_IS_MONTH_LINE (self), NULL);

  return self->row;
}

void
muster_month_line_set_dates (MusterMonthLine *self, MusterDates dates, MusterDate today)
{
  g_return_if_fail (MUSTER_IS_MONTH_LINE (self));

  muster_month_bar_set_days (MUSTER_MONTH_BAR (self->bar), dates, NULL);
  muster_month_bar_set_today (MUSTER_MONTH_BAR (self->bar), today);
}

void
muster_month_line_set_cursor (MusterMonthLine *self, MusterDate cursor)
{
  g_return_if_fail (MUSTER_IS_MONTH_LINE (self));

  muster_month_bar_set_cursor (MUSTER_MONTH_BAR (self->bar), cursor);
}

static void
show_order (GtkWidget *button, const char *title, gboolean sorted, gboolean descending)
{
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));
  g_autofree char *text =
    sorted ? g_strdup_printf ("%s %s", title, descending ? "↓" : "↑") : g_strdup (title);

  gtk_label_set_label (GTK_LABEL (label), text);
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
    sorted ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

void
muster_month_line_set_order (MusterMonthLine *self,
                             const char *order,
                             gboolean descending)
{
  g_return_if_fail (MUSTER_IS_MONTH_LINE (self));

  show_order (self->name, C_ ("person", "Name"), g_strcmp0 (order, "name") == 0,
              descending);
  for (gsize i = 0; i < N_COLUMNS; i++)
    show_order (self->sums[i],
                g_dpgettext2 (GETTEXT_PACKAGE, "month_column", columns[i].title),
                g_strcmp0 (order, columns[i].order) == 0, descending);
}
