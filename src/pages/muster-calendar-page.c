/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-calendar-page.h"

#include "muster-cell-factory.h"
#include "muster-day-detail.h"
#include "muster-fetch.h"
#include "muster-filter-bar.h"
#include "muster-list-keeper.h"
#include "muster-month-line.h"
#include "muster-month-sheet.h"
#include "muster-month-text.h"
#include "muster-notice.h"
#include "muster-table-copy.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* The first ones are always there, the others when somebody is in them */
#define ALWAYS 5

static const char *const states[] = { "late",     "early_leave", "missing",  "absent",
                                      "leave",    "pending",     "half_day", "outside",
                                      "overtime", "off_shift",   NULL };

struct _MusterCalendarPage
{
  MusterPage parent_instance;

  MusterFilterBar *chips;
  AdwBin *heading_bin;
  GtkScrolledWindow *scroller;
  GtkListView *lines;
  MusterMonthSheet *sheet;
  GtkLabel *totals;
  MusterDayDetail *day;
  MusterMonthLine *heading;

  MusterPagedList *list;
  GtkSelectionModel *selection;
  MusterListKeeper *keeper;
  MusterPagedItem *shown;
  GHashTable *visible; /* of MusterMonthLine: those that a list shows at the moment */
  char *order;
  gboolean descending;
  MusterDate cursor;
  GCancellable *day_run;
};

G_DEFINE_FINAL_TYPE (MusterCalendarPage, muster_calendar_page, MUSTER_TYPE_PAGE)

const MusterPageKind muster_calendar_page_kind = {
  .name = "calendar",
  .title = N_ ("Calendar"),
  .icon = "muster-calendar-symbolic",
  .section = MUSTER_SECTION_RECORDS,
  .scope = MUSTER_PAGE_DATED | MUSTER_PAGE_MONTHLY | MUSTER_PAGE_PARTED |
           MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_PERIODS,
  .get_type = muster_calendar_page_get_type,
};

static MusterOutlook *
outlook_of (MusterCalendarPage *self)
{
  return muster_page_get_outlook (MUSTER_PAGE (self));
}

/* ---- The day that is looked at ---- */

static MusterMonthRow *
shown_row (MusterCalendarPage *self)
{
  return self->shown != NULL ? muster_paged_item_get_row (self->shown) : NULL;
}

static void
show_cursor_on (MusterCalendarPage *self, MusterMonthLine *line)
{
  MusterMonthRow *row = muster_month_line_get_row (line);
  MusterMonthRow *shown = shown_row (self);
  gboolean same = row != NULL && shown != NULL && row->person->id == shown->person->id;

  muster_month_line_set_cursor (line, same ? self->cursor : MUSTER_DATE_NONE);
}

static void
show_cursor (MusterCalendarPage *self)
{
  GHashTableIter iter;
  gpointer line;

  g_hash_table_iter_init (&iter, self->visible);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    show_cursor_on (self, line);
  muster_month_sheet_set_cursor (self->sheet, self->cursor);
}

static void
day_fetched (MusterFinding *finding,
             GPtrArray *rows,
             const GError *error,
             gpointer user_data)
{
  g_autoptr (MusterCalendarPage) self = user_data;

  if (finding == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  muster_day_detail_set_row (self->day,
                             rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL,
                             muster_outlook_get_now (outlook_of (self)));
}

static void
fetch_day (MusterCalendarPage *self)
{
  MusterMonthRow *row = shown_row (self);
  g_autoptr (MusterFilter) filter = NULL;

  g_cancellable_cancel (self->day_run);
  g_set_object (&self->day_run, NULL);
  if (row == NULL || self->cursor == MUSTER_DATE_NONE)
    {
      muster_day_detail_set_row (self->day, NULL, 0);
      return;
    }

  self->day_run = g_cancellable_new ();
  filter = muster_filter_new ();
  filter->person_id = row->person->id;
  filter->dates = (MusterDates) { self->cursor, self->cursor };
  muster_fetch_rows (muster_page_get_office (MUSTER_PAGE (self)),
                     muster_page_get_actor (MUSTER_PAGE (self)), &muster_days_listing,
                     filter, 1, self->day_run, day_fetched, g_object_ref (self));
}

static void
shown_row_cb (MusterCalendarPage *self)
{
  MusterMonthRow *row = shown_row (self);
  g_autofree char *totals = row != NULL ? muster_month_text_totals (&row->totals) : NULL;

  gtk_label_set_label (self->totals, totals != NULL ? totals : "");
  muster_month_sheet_set_days (self->sheet, muster_outlook_get_dates (outlook_of (self)),
                               row != NULL ? row->days : NULL,
                               muster_outlook_get_today (outlook_of (self)));
  show_cursor (self);
  fetch_day (self);
}

static void
show_item (MusterCalendarPage *self, MusterPagedItem *item)
{
  if (self->shown == item)
    return;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, shown_row_cb, self);
  g_set_object (&self->shown, item);
  if (item != NULL)
    g_signal_connect_object (item, "notify::row", G_CALLBACK (shown_row_cb), self,
                             G_CONNECT_SWAPPED);

  shown_row_cb (self);
}

static void
go_to_day (MusterCalendarPage *self, MusterDate date)
{
  MusterDates dates = muster_outlook_get_dates (outlook_of (self));

  self->cursor = CLAMP (date, dates.from, dates.to);
  show_cursor (self);
  fetch_day (self);
}

/* ---- Lines ---- */

static void
select_row (MusterCalendarPage *self, MusterMonthRow *row)
{
  guint position;

  if (row != NULL && muster_paged_list_find_key (self->list, row->person->id, &position))
    gtk_selection_model_select_item (self->selection, position, TRUE);
}

static void
line_chosen_cb (MusterCalendarPage *self, int date, MusterMonthLine *line)
{
  self->cursor = date;
  select_row (self, muster_month_line_get_row (line));
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
  go_to_day (self, date);
}

static void
line_gone (gpointer data, GObject *line)
{
  g_hash_table_remove (((MusterCalendarPage *) data)->visible, line);
}

static GtkWidget *
make_line (gpointer data)
{
  MusterCalendarPage *self = data;
  GtkWidget *line = muster_month_line_new (FALSE);

  g_signal_connect_object (line, "chosen", G_CALLBACK (line_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_hash_table_add (self->visible, line);
  g_object_weak_ref (G_OBJECT (line), line_gone, self);

  return line;
}

static void
show_line (GtkWidget *cell, gpointer row)
{
  GtkWidget *page = gtk_widget_get_ancestor (cell, MUSTER_TYPE_CALENDAR_PAGE);

  muster_month_line_set_row (MUSTER_MONTH_LINE (cell), row);
  if (page != NULL)
    show_cursor_on (MUSTER_CALENDAR_PAGE (page), MUSTER_MONTH_LINE (cell));
}

static void
scroll_to (guint position, gpointer data)
{
  gtk_list_view_scroll_to (MUSTER_CALENDAR_PAGE (data)->lines, position,
                           GTK_LIST_SCROLL_NONE, NULL);
}

static void
selection_changed_cb (MusterCalendarPage *self)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (self->selection);
  gboolean one = gtk_bitset_get_size (bits) == 1;

  if (one)
    {
      g_autoptr (MusterPagedItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_minimum (bits));

      if (self->cursor == MUSTER_DATE_NONE)
        self->cursor = muster_outlook_get_date (outlook_of (self));
      show_item (self, item);
      muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "calendar.copy",
                                 !gtk_bitset_is_empty (bits));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "calendar.open-day", one);
}

/* The arrows across go from day to day; those up and down are the list's. */
static gboolean
key_cb (MusterCalendarPage *self, guint key, guint code, GdkModifierType state)
{
  MusterDates dates = muster_outlook_get_dates (outlook_of (self));
  int turn = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || self->shown == NULL)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      go_to_day (self, self->cursor - turn);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      go_to_day (self, self->cursor + turn);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      go_to_day (self, dates.from);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      go_to_day (self, dates.to);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
open_day (MusterCalendarPage *self)
{
  MusterMonthRow *row = shown_row (self);

  if (row == NULL || self->cursor == MUSTER_DATE_NONE)
    return;

  muster_outlook_set_date (outlook_of (self), self->cursor);
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.reveal", "(sx)", "today",
                              row->person->id);
}

static void
activated_cb (MusterCalendarPage *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
sheet_chosen_cb (MusterCalendarPage *self, int date)
{
  self->cursor = date;
  show_cursor (self);
  fetch_day (self);
}

static void
date_chosen_cb (MusterCalendarPage *self, int date)
{
  MusterDates dates = muster_outlook_get_dates (outlook_of (self));

  self->cursor = date;
  if (date < dates.from || date > dates.to)
    muster_outlook_set_date (outlook_of (self), date);
  else
    go_to_day (self, date);
}

/* ---- Finding ---- */

static void
found_cb (MusterCalendarPage *self)
{
  const GError *error = muster_paged_list_get_error (self->list);
  MusterFilter *filter = muster_paged_list_get_filter (self->list);
  MusterPageState state = MUSTER_PAGE_CONTENT;

  if (error != NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  for (gsize i = 0; states[i] != NULL; i++)
    muster_filter_bar_set_count (self->chips, states[i],
                                 muster_paged_list_get_count (self->list, states[i]));
  muster_filter_bar_set_total (self->chips, muster_paged_list_get_total (self->list));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    state = filter->search == NULL && filter->group == NULL &&
                filter->department == NULL &&
                muster_paged_list_get_total (self->list) == 0
              ? MUSTER_PAGE_EMPTY
              : MUSTER_PAGE_NOTHING;
  muster_page_end (MUSTER_PAGE (self), state);
}

static void
muster_calendar_page_refresh (MusterPage *page)
{
  MusterCalendarPage *self = MUSTER_CALENDAR_PAGE (page);
  MusterOutlook *outlook = outlook_of (self);
  MusterDates dates = muster_outlook_get_dates (outlook);
  g_autoptr (MusterFilter) filter = muster_outlook_build_filter (outlook, FALSE);

  muster_page_begin (page);

  filter->dates = dates;
  filter->states = muster_filter_bar_get_chosen (self->chips);
  filter->order = g_strdup (self->order);
  filter->descending = self->descending;

  if (self->cursor == MUSTER_DATE_NONE || self->cursor < dates.from ||
      self->cursor > dates.to)
    self->cursor = muster_outlook_get_date (outlook);
  muster_month_line_set_dates (self->heading, dates, muster_outlook_get_today (outlook));
  muster_paged_list_set_filter (self->list, filter);
}

static void
look_again (MusterCalendarPage *self)
{
  muster_page_refresh (MUSTER_PAGE (self));
}

/* A name begins at A, a sum with the largest. */
static void
sort_cb (MusterCalendarPage *self, const char *order)
{
  gboolean same = g_strcmp0 (order, self->order != NULL ? self->order : "name") == 0;

  self->descending = same ? !self->descending : g_strcmp0 (order, "name") != 0;
  g_set_str (&self->order, order);
  muster_month_line_set_order (self->heading, self->order, self->descending);
  look_again (self);
}

/* ---- Verbs ---- */

static gboolean
muster_calendar_page_reveal (MusterPage *page, gint64 person_id)
{
  MusterCalendarPage *self = MUSTER_CALENDAR_PAGE (page);
  guint position;

  if (!muster_paged_list_find_key (self->list, person_id, &position))
    return FALSE;

  gtk_selection_model_select_item (self->selection, position, TRUE);
  scroll_to (position, self);

  return TRUE;
}

static GtkWidget *
muster_calendar_page_build_detail (MusterPage *page, char **title)
{
  MusterCalendarPage *self = MUSTER_CALENDAR_PAGE (page);
  MusterMonthRow *row = shown_row (self);
  g_autofree char *month = NULL;
  GtkWidget *sheet;

  if (row == NULL)
    return NULL;

  month = muster_text_month (row->dates.from);
  *title = g_strdup_printf ("%s · %s", row->person->name, month);

  sheet = muster_month_sheet_new ();
  gtk_widget_set_size_request (sheet, 840, 560);
  gtk_widget_set_margin_start (sheet, 18);
  gtk_widget_set_margin_end (sheet, 18);
  gtk_widget_set_margin_top (sheet, 12);
  gtk_widget_set_margin_bottom (sheet, 18);
  muster_month_sheet_set_days (MUSTER_MONTH_SHEET (sheet), row->dates, row->days,
                               muster_outlook_get_today (outlook_of (self)));
  muster_month_sheet_set_cursor (MUSTER_MONTH_SHEET (sheet), self->cursor);

  return sheet;
}

static void
muster_calendar_page_clear_filters (MusterPage *page)
{
  muster_filter_bar_clear (MUSTER_CALENDAR_PAGE (page)->chips);
}

static gboolean
muster_calendar_page_focus_content (MusterPage *page)
{
  return gtk_widget_child_focus (GTK_WIDGET (MUSTER_CALENDAR_PAGE (page)->lines),
                                 GTK_DIR_TAB_FORWARD);
}

static void
muster_calendar_page_move (MusterPage *page, int steps)
{
  MusterCalendarPage *self = MUSTER_CALENDAR_PAGE (page);
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (self->selection);
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->list));
  int position = gtk_bitset_is_empty (bits) ? (steps > 0 ? -1 : n)
                                            : (int) gtk_bitset_get_minimum (bits);

  if (n == 0)
    return;

  position = CLAMP (position + steps, 0, n - 1);
  gtk_selection_model_select_item (self->selection, (guint) position, TRUE);
  scroll_to ((guint) position, self);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterCalendarPage *self = MUSTER_CALENDAR_PAGE (widget);

  muster_table_copy_selected (widget, self->list, self->selection,
                              muster_page_get_cancellable (MUSTER_PAGE (self)));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gtk_selection_model_select_all (MUSTER_CALENDAR_PAGE (widget)->selection);
}

static void
open_day_action (GtkWidget *widget, const char *name, GVariant *args)
{
  open_day (MUSTER_CALENDAR_PAGE (widget));
}

/* ---- Life ---- */

static void
muster_calendar_page_constructed (GObject *object)
{
  MusterCalendarPage *self = MUSTER_CALENDAR_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);

  G_OBJECT_CLASS (muster_calendar_page_parent_class)->constructed (object);

  self->list = muster_paged_list_new (
    muster_page_get_office (page), muster_page_get_actor (page), &muster_months_listing);
  /* The base asks for a new look when a topic changes */
  muster_paged_list_set_live (self->list, FALSE);
  self->selection = GTK_SELECTION_MODEL (
    gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  gtk_list_view_set_model (self->lines, self->selection);
  self->keeper = muster_list_keeper_new (self->list, self->selection, scroll_to, self);
  muster_list_keeper_set_adjustment (
    self->keeper, gtk_scrolled_window_get_vadjustment (self->scroller));
  muster_day_detail_set_doors (self->day, muster_page_get_office (page),
                               muster_page_get_actor (page));

  g_signal_connect_object (self->list, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  selection_changed_cb (self);
}

static void
muster_calendar_page_dispose (GObject *object)
{
  MusterCalendarPage *self = MUSTER_CALENDAR_PAGE (object);
  GHashTableIter iter;
  gpointer line;

  if (self->visible != NULL)
    {
      g_hash_table_iter_init (&iter, self->visible);
      while (g_hash_table_iter_next (&iter, &line, NULL))
        g_object_weak_unref (G_OBJECT (line), line_gone, self);
      g_clear_pointer (&self->visible, g_hash_table_unref);
    }
  g_cancellable_cancel (self->day_run);
  g_clear_object (&self->day_run);
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_func (self->shown, shown_row_cb, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->keeper);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_CALENDAR_PAGE);

  G_OBJECT_CLASS (muster_calendar_page_parent_class)->dispose (object);
}

static void
muster_calendar_page_finalize (GObject *object)
{
  MusterCalendarPage *self = MUSTER_CALENDAR_PAGE (object);

  g_clear_object (&self->list);
  g_free (self->order);

  G_OBJECT_CLASS (muster_calendar_page_parent_class)->finalize (object);
}

static void
muster_calendar_page_class_init (MusterCalendarPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_calendar_page_constructed;
  object_class->dispose = muster_calendar_page_dispose;
  object_class->finalize = muster_calendar_page_finalize;
  page_class->refresh = muster_calendar_page_refresh;
  page_class->reveal = muster_calendar_page_reveal;
  page_class->build_detail = muster_calendar_page_build_detail;
  page_class->clear_filters = muster_calendar_page_clear_filters;
  page_class->focus_content = muster_calendar_page_focus_content;
  page_class->move = muster_calendar_page_move;

  g_type_ensure (MUSTER_TYPE_FILTER_BAR);
  g_type_ensure (MUSTER_TYPE_MONTH_SHEET);
  g_type_ensure (MUSTER_TYPE_DAY_DETAIL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-calendar-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterCalendarPage, chips);
  gtk_widget_class_bind_template_child (widget_class, MusterCalendarPage, heading_bin);
  gtk_widget_class_bind_template_child (widget_class, MusterCalendarPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MusterCalendarPage, lines);
  gtk_widget_class_bind_template_child (widget_class, MusterCalendarPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, MusterCalendarPage, totals);
  gtk_widget_class_bind_template_child (widget_class, MusterCalendarPage, day);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_chosen_cb);

  gtk_widget_class_install_action (widget_class, "calendar.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "calendar.select-all", NULL,
                                   select_all_action);
  gtk_widget_class_install_action (widget_class, "calendar.open-day", NULL,
                                   open_day_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "calendar.copy", NULL);
}

static void
muster_calendar_page_init (MusterCalendarPage *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->visible = g_hash_table_new (NULL, NULL);
  self->cursor = MUSTER_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->heading = MUSTER_MONTH_LINE (muster_month_line_new (TRUE));
  adw_bin_set_child (self->heading_bin, GTK_WIDGET (self->heading));
  g_signal_connect_object (self->heading, "sort", G_CALLBACK (sort_cb), self,
                           G_CONNECT_SWAPPED);

  factory = muster_cell_factory_new (make_line, self, show_line);
  gtk_list_view_set_factory (self->lines, factory);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->lines), keys);

  muster_filter_bar_set_states (self->chips, "day_state", states, ALWAYS);
  g_signal_connect_object (self->chips, "changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "chosen", G_CALLBACK (sheet_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}
