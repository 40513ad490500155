/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-scope-bar.h"

#include "muster-people-listings.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* From here on a list of parts is easier to search than to read. */
#define SEARCH_FROM 12

struct _MusterScopeBar
{
  GtkWidget parent_instance;

  MusterOutlook *outlook;
  gboolean dated;
  gboolean spanned;
  gboolean parted;
  gboolean updating;

  GtkWidget *date_box;
  GtkMenuButton *date_button;
  GtkLabel *date_label;
  GtkPopover *date_popover;
  GtkToggleButton *day_button;
  GtkToggleButton *week_button;
  GtkToggleButton *month_button;
  GtkCalendar *calendar;
  GtkButton *today_button;
  GtkMenuButton *part_button;
  GtkLabel *part_label;
  GtkPopover *part_popover;
  GtkSearchEntry *part_search;
  GtkListBox *part_list;
};

G_DEFINE_FINAL_TYPE (MusterScopeBar, muster_scope_bar, GTK_TYPE_WIDGET)

enum
{
  PROP_OUTLOOK = 1,
  PROP_DATED,
  PROP_SPANNED,
  PROP_PARTED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* What a row of the list of parts stands for, on the row itself. */
typedef enum
{
  PART_ALL,
  PART_GROUP,
  PART_DEPARTMENT,
} PartKind;

static const char *
name_of_part (GListModel *units, const char *code)
{
  for (guint i = 0; units != NULL && i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (MusterUnitRow) unit = g_list_model_get_item (units, i);

      if (g_strcmp0 (unit->code, code) == 0)
        return unit->name != NULL ? unit->name : code;
    }

  return code;
}

static void
show_part (MusterScopeBar *self)
{
  const char *group = muster_outlook_get_group (self->outlook);
  const char *department = muster_outlook_get_department (self->outlook);
  g_autofree char *path = NULL;

  if (department != NULL)
    {
      path = muster_text_department (department);
      gtk_label_set_label (self->part_label, path);
    }
  else if (group != NULL)
    gtk_label_set_label (self->part_label,
                         name_of_part (muster_outlook_get_groups (self->outlook), group));
  else
    gtk_label_set_label (self->part_label, _ ("Everybody"));
}

static void
show_date (MusterScopeBar *self)
{
  MusterReach reach = muster_outlook_get_reach (self->outlook);
  MusterDate date = muster_outlook_get_date (self->outlook);
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *text = NULL;
  int year, month, of_month;

  text = reach == MUSTER_REACH_DAY
           ? muster_text_date (date)
           : muster_text_dates (muster_outlook_get_dates (self->outlook));
  gtk_label_set_label (self->date_label, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->today_button),
                            date != muster_outlook_get_today (self->outlook));

  muster_date_get_ymd (date, &year, &month, &of_month);
  day = g_date_time_new_local (year, month, of_month, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, day);

  gtk_toggle_button_set_active (reach == MUSTER_REACH_MONTH  ? self->month_button
                                : reach == MUSTER_REACH_WEEK ? self->week_button
                                                             : self->day_button,
                                TRUE);
}

static void
show_outlook (MusterScopeBar *self)
{
  if (self->outlook == NULL)
    return;

  self->updating = TRUE;
  show_date (self);
  show_part (self);
  self->updating = FALSE;
}

static void
add_part (MusterScopeBar *self,
          PartKind kind,
          const char *code,
          const char *name,
          guint n_people)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);

  if (kind != PART_ALL)
    {
      g_autofree char *number = muster_text_number (n_people);
      GtkWidget *count = gtk_label_new (number);

      gtk_widget_add_css_class (count, "dim-label");
      gtk_widget_add_css_class (count, "numeric");
      gtk_box_append (GTK_BOX (box), count);
    }

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "kind", GINT_TO_POINTER (kind));
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (code), g_free);
  g_object_set_data_full (G_OBJECT (row), "words", g_utf8_casefold (name, -1), g_free);
  gtk_list_box_append (self->part_list, row);
}

static void
add_units (MusterScopeBar *self, PartKind kind, GListModel *units)
{
  for (guint i = 0; units != NULL && i < g_list_model_get_n_items (units); i++)
    {
      g_autoptr (MusterUnitRow) unit = g_list_model_get_item (units, i);
      g_autofree char *path = NULL;

      if (kind == PART_DEPARTMENT)
        path = muster_text_department (unit->code);

      add_part (self, kind, unit->code, path != NULL ? path : unit->name, unit->n_people);
    }
}

static void
fill_parts (MusterScopeBar *self)
{
  guint n_rows = 0;

  gtk_list_box_remove_all (self->part_list);
  add_part (self, PART_ALL, NULL, _ ("Everybody"), 0);
  add_units (self, PART_GROUP, muster_outlook_get_groups (self->outlook));
  add_units (self, PART_DEPARTMENT, muster_outlook_get_departments (self->outlook));

  while (gtk_list_box_get_row_at_index (self->part_list, (int) n_rows) != NULL)
    n_rows++;

  gtk_widget_set_visible (GTK_WIDGET (self->part_search), n_rows > SEARCH_FROM);
  gtk_editable_set_text (GTK_EDITABLE (self->part_search), "");
}

static void
part_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  PartKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "kind"));
  PartKind kind_before =
    before != NULL ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (before), "kind"))
                   : PART_ALL;
  GtkWidget *label;

  if (kind == PART_ALL || kind == kind_before)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }

  label =
    gtk_label_new (kind == PART_GROUP ? _ ("Attendance groups") : _ ("Departments"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "muster-section");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
part_filter (GtkListBoxRow *row, gpointer user_data)
{
  MusterScopeBar *self = user_data;
  const char *words = g_object_get_data (G_OBJECT (row), "words");
  g_autofree char *wanted =
    g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->part_search)), -1);

  return strstr (words, wanted) != NULL;
}

static void
earlier_cb (MusterScopeBar *self)
{
  muster_outlook_step (self->outlook, -1);
}

static void
later_cb (MusterScopeBar *self)
{
  muster_outlook_step (self->outlook, 1);
}

static void
today_cb (MusterScopeBar *self)
{
  muster_outlook_set_date (self->outlook, muster_outlook_get_today (self->outlook));
}

static void
reach_cb (MusterScopeBar *self)
{
  if (self->updating)
    return;

  muster_outlook_set_reach (
    self->outlook, gtk_toggle_button_get_active (self->month_button)  ? MUSTER_REACH_MONTH
                   : gtk_toggle_button_get_active (self->week_button) ? MUSTER_REACH_WEEK
                                                                      : MUSTER_REACH_DAY);
}

static void
day_selected_cb (MusterScopeBar *self)
{
  g_autoptr (GDateTime) day = NULL;

  if (self->updating)
    return;

  day = gtk_calendar_get_date (self->calendar);
  muster_outlook_set_date (self->outlook,
                           muster_date_new (g_date_time_get_year (day),
                                            g_date_time_get_month (day),
                                            g_date_time_get_day_of_month (day)));
}

static void
part_search_cb (MusterScopeBar *self)
{
  gtk_list_box_invalidate_filter (self->part_list);
}

static void
part_activated_cb (MusterScopeBar *self, GtkListBoxRow *row)
{
  PartKind kind = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "kind"));
  const char *code = g_object_get_data (G_OBJECT (row), "code");

  gtk_popover_popdown (self->part_popover);
  muster_outlook_set_part (self->outlook, kind == PART_GROUP ? code : NULL,
                           kind == PART_DEPARTMENT ? code : NULL);
}

static void
part_opened_cb (MusterScopeBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->part_popover)))
    fill_parts (self);
}

static void
muster_scope_bar_dispose (GObject *object)
{
  MusterScopeBar *self = MUSTER_SCOPE_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_SCOPE_BAR);
  g_clear_object (&self->outlook);

  G_OBJECT_CLASS (muster_scope_bar_parent_class)->dispose (object);
}

static void
muster_scope_bar_get_property (GObject *object,
                               guint id,
                               GValue *value,
                               GParamSpec *pspec)
{
  MusterScopeBar *self = MUSTER_SCOPE_BAR (object);

  switch (id)
    {
    case PROP_OUTLOOK:
      g_value_set_object (value, self->outlook);
      break;
    case PROP_DATED:
      g_value_set_boolean (value, self->dated);
      break;
    case PROP_SPANNED:
      g_value_set_boolean (value, self->spanned);
      break;
    case PROP_PARTED:
      g_value_set_boolean (value, self->parted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
muster_scope_bar_set_property (GObject *object,
                               guint id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  MusterScopeBar *self = MUSTER_SCOPE_BAR (object);

  switch (id)
    {
    case PROP_OUTLOOK:
      g_return_if_fail (self->outlook == NULL);
      if (!g_set_object (&self->outlook, g_value_get_object (value)))
        return;
      g_signal_connect_object (self->outlook, "changed", G_CALLBACK (show_outlook), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->outlook, "day-passed", G_CALLBACK (show_outlook),
                               self, G_CONNECT_SWAPPED);
      show_outlook (self);
      break;
    case PROP_DATED:
      self->dated = g_value_get_boolean (value);
      break;
    case PROP_SPANNED:
      self->spanned = g_value_get_boolean (value);
      show_outlook (self);
      break;
    case PROP_PARTED:
      self->parted = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* The reach may have become another one while other pages were in view. */
static void
muster_scope_bar_map (GtkWidget *widget)
{
  show_outlook (MUSTER_SCOPE_BAR (widget));

  GTK_WIDGET_CLASS (muster_scope_bar_parent_class)->map (widget);
}

static void
muster_scope_bar_class_init (MusterScopeBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = muster_scope_bar_dispose;
  object_class->get_property = muster_scope_bar_get_property;
  object_class->set_property = muster_scope_bar_set_property;
  widget_class->map = muster_scope_bar_map;

  properties[PROP_OUTLOOK] =
    g_param_spec_object ("outlook", NULL, NULL, MUSTER_TYPE_OUTLOOK, flags);
  properties[PROP_DATED] = g_param_spec_boolean ("dated", NULL, NULL, TRUE, flags);
  properties[PROP_SPANNED] = g_param_spec_boolean ("spanned", NULL, NULL, FALSE, flags);
  properties[PROP_PARTED] = g_param_spec_boolean ("parted", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-scope-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, date_box);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, date_button);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, date_label);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, date_popover);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, day_button);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, week_button);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, month_button);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, calendar);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, today_button);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, part_button);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, part_label);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, part_popover);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, part_search);
  gtk_widget_class_bind_template_child (widget_class, MusterScopeBar, part_list);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_cb);
  gtk_widget_class_bind_template_callback (widget_class, reach_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_activated_cb);
}

static void
muster_scope_bar_init (MusterScopeBar *self)
{
  self->dated = TRUE;
  self->parted = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));

  gtk_list_box_set_header_func (self->part_list, part_header, NULL, NULL);
  gtk_list_box_set_filter_func (self->part_list, part_filter, self, NULL);
  g_signal_connect_object (self->part_popover, "notify::visible",
                           G_CALLBACK (part_opened_cb), self, G_CONNECT_SWAPPED);
}

void
muster_scope_bar_open_calendar (MusterScopeBar *self)
{
  g_return_if_fail (MUSTER_IS_SCOPE_BAR (self));

  gtk_menu_button_popup (self->date_button);
}
