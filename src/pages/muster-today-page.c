/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-today-page.h"

#include "muster-cell-factory.h"
#include "muster-day-bar.h"
#include "muster-day-card.h"
#include "muster-day-detail.h"
#include "muster-day-text.h"
#include "muster-fetch.h"
#include "muster-filter-bar.h"
#include "muster-list-keeper.h"
#include "muster-notice.h"
#include "muster-ruleset.h"
#include "muster-sign.h"
#include "muster-source-listings.h"
#include "muster-table-copy.h"
#include "muster-text.h"
#include "muster-week-strip.h"
#include "muster-year-listings.h"

#include <glib/gi18n-lib.h>

#define MINUTE_SEC 60
#define BAR_HEIGHT 28
#define MOST_SOURCES 64
#define MORNING (8 * 60)
#define EVENING (19 * 60)

/* The first ones are always there, the others when somebody is in them */
#define ALWAYS 6

static const char *const states[] = { "present", "late",      "early_leave", "missing",
                                      "absent",  "pending",   "leave",       "half_day",
                                      "outside", "off_shift", "overtime",    "rest",
                                      "holiday", "none",      NULL };

struct _MusterTodayPage
{
  MusterPage parent_instance;

  AdwBanner *waiting_banner;
  AdwBanner *calendar_banner;
  MusterWeekStrip *week;
  MusterFilterBar *chips;
  GtkStack *views;
  GtkScrolledWindow *wide_view;
  GtkScrolledWindow *compact_view;
  GtkColumnView *table;
  GtkListView *cards;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *staff_no_column;
  GtkColumnViewColumn *group_column;
  GtkColumnViewColumn *status_column;
  GtkColumnViewColumn *bar_column;
  GtkColumnViewColumn *in_column;
  GtkColumnViewColumn *out_column;
  GtkColumnViewColumn *worked_column;
  GtkColumnViewColumn *late_column;
  GtkColumnViewColumn *early_column;
  GtkColumnViewColumn *flags_column;
  MusterDayDetail *detail;

  MusterPagedList *list;
  GtkSelectionModel *selection;
  MusterListKeeper *keeper;
  MusterTimeScale *scale;
  MusterPagedItem *shown;
  guint counting;
  GCancellable *week_run;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (MusterTodayPage, muster_today_page, MUSTER_TYPE_PAGE)

const MusterPageKind muster_today_page_kind = {
  .name = "today",
  .title = N_ ("Today"),
  .icon = "muster-today-symbolic",
  .section = MUSTER_SECTION_DAILY,
  .scope = MUSTER_PAGE_DATED | MUSTER_PAGE_PARTED | MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_DAYS,
  .get_type = muster_today_page_get_type,
};

/* ---- Cells ---- */

static char *
say_name (gpointer row)
{
  return g_strdup (((MusterDayRow *) row)->person->name);
}

static char *
say_staff_no (gpointer row)
{
  return g_strdup (((MusterDayRow *) row)->person->staff_no);
}

/* A group is called what the rules of that day call it */
static char *
say_group (gpointer data)
{
  MusterDayRow *row = data;
  MusterGroup *group = NULL;

  if (MUSTER_IS_RULESET (row->sheet->rules) && row->person->group != NULL)
    group =
      muster_ruleset_find_group (MUSTER_RULESET (row->sheet->rules), row->person->group);

  return g_strdup (group && group->name ? group->name : row->person->group);
}

static char *
say_in (gpointer row)
{
  return muster_day_text_in (((MusterDayRow *) row)->sheet);
}

static char *
say_out (gpointer row)
{
  return muster_day_text_out (((MusterDayRow *) row)->sheet);
}

static char *
say_worked (gpointer row)
{
  return muster_day_text_worked (&((MusterDayRow *) row)->sheet->day);
}

static char *
say_late (gpointer row)
{
  return muster_day_text_count (((MusterDayRow *) row)->sheet->day.late_min);
}

static char *
say_early (gpointer row)
{
  return muster_day_text_count (((MusterDayRow *) row)->sheet->day.early_min);
}

static char *
say_flags (gpointer row)
{
  return muster_day_text_flags (&((MusterDayRow *) row)->sheet->day);
}

static GtkWidget *
make_sign (gpointer data)
{
  return muster_sign_new ();
}

static void
show_sign (GtkWidget *cell, gpointer row)
{
  const MusterDay *day = row ? &((MusterDayRow *) row)->sheet->day : NULL;
  g_autofree char *label = day ? muster_day_text_label (day) : NULL;

  muster_sign_set (MUSTER_SIGN (cell), day ? muster_day_text_sign (day) : NULL, label);
}

static GtkWidget *
make_bar (gpointer data)
{
  MusterTodayPage *self = data;
  GtkWidget *bar = muster_day_bar_new (self->scale);

  gtk_widget_set_size_request (bar, -1, BAR_HEIGHT);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);

  return bar;
}

/* A bar that is shown says by itself how much of the day all bars must show */
static void
show_bar (GtkWidget *cell, gpointer row)
{
  muster_day_bar_set_sheet (MUSTER_DAY_BAR (cell),
                            row ? ((MusterDayRow *) row)->sheet : NULL);
}

static GtkWidget *
make_card (gpointer data)
{
  return muster_day_card_new (((MusterTodayPage *) data)->scale);
}

static void
show_card (GtkWidget *cell, gpointer row)
{
  muster_day_card_set_row (MUSTER_DAY_CARD (cell), row);
}

static void
prepare_column (GtkColumnViewColumn *column,
                GtkListItemFactory *factory,
                const char *order)
{
  g_autoptr (GtkListItemFactory) owned = factory;

  gtk_column_view_column_set_factory (column, factory);
  if (order != NULL)
    muster_cell_factory_sort (column, order);
}

static void
prepare_columns (MusterTodayPage *self)
{
  g_autoptr (GtkListItemFactory)
    cards = muster_cell_factory_new (make_card, self, show_card);
  const struct
  {
    GtkColumnViewColumn *column;
    MusterCellSay say;
    gboolean numeric;
    const char *order;
  } texts[] = {
    { self->name_column, say_name, FALSE, "name" },
    { self->staff_no_column, say_staff_no, FALSE, "staff_no" },
    { self->group_column, say_group, FALSE, "group" },
    { self->in_column, say_in, FALSE, "in" },
    { self->out_column, say_out, FALSE, "out" },
    { self->worked_column, say_worked, TRUE, "worked" },
    { self->late_column, say_late, TRUE, "late" },
    { self->early_column, say_early, TRUE, "early" },
    { self->flags_column, say_flags, FALSE, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    prepare_column (texts[i].column,
                    muster_cell_factory_new_text (texts[i].say, texts[i].numeric),
                    texts[i].order);

  prepare_column (self->status_column,
                  muster_cell_factory_new (make_sign, self, show_sign), "status");
  prepare_column (self->bar_column, muster_cell_factory_new (make_bar, self, show_bar),
                  NULL);
  gtk_list_view_set_factory (self->cards, cards);
}

/* ---- What is shown ---- */

static MusterOutlook *
outlook_of (MusterTodayPage *self)
{
  return muster_page_get_outlook (MUSTER_PAGE (self));
}

static gboolean
is_compact (MusterTodayPage *self)
{
  return gtk_stack_get_visible_child (self->views) == GTK_WIDGET (self->compact_view);
}

static void
scroll_to (guint position, gpointer data)
{
  MusterTodayPage *self = data;

  if (is_compact (self))
    gtk_list_view_scroll_to (self->cards, position, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_column_view_scroll_to (self->table, position, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
show_now (MusterTodayPage *self)
{
  MusterOutlook *outlook = outlook_of (self);

  muster_time_scale_set_now (self->scale, muster_outlook_get_date (outlook) >=
                                              muster_outlook_get_today (outlook) - 1
                                            ? muster_outlook_get_now (outlook)
                                            : 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_now (user_data);

  return G_SOURCE_CONTINUE;
}

static void
shown_row_cb (MusterTodayPage *self)
{
  MusterDayRow *row = self->shown ? muster_paged_item_get_row (self->shown) : NULL;

  muster_day_detail_set_row (self->detail, row,
                             muster_outlook_get_now (outlook_of (self)));
}

static void
show_item (MusterTodayPage *self, MusterPagedItem *item)
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
selection_changed_cb (MusterTodayPage *self)
{
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (self->selection);
  gboolean one = gtk_bitset_get_size (bits) == 1;

  if (one)
    {
      g_autoptr (MusterPagedItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_minimum (bits));

      show_item (self, item);
      muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.copy",
                                 !gtk_bitset_is_empty (bits));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.void", one);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.why", one);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.map", one);
}

static void
activated_cb (MusterTodayPage *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
view_changed_cb (MusterTodayPage *self)
{
  GtkScrolledWindow *shown = is_compact (self) ? self->compact_view : self->wide_view;

  if (self->selection == NULL)
    return;

  gtk_column_view_set_model (self->table, is_compact (self) ? NULL : self->selection);
  gtk_list_view_set_model (self->cards, is_compact (self) ? self->selection : NULL);
  muster_list_keeper_set_adjustment (self->keeper,
                                     gtk_scrolled_window_get_vadjustment (shown));
}

/* ---- The week ---- */

static void count_next_day (MusterTodayPage *self);

static void
count_day (MusterTodayPage *self, MusterFinding *finding)
{
  static const char *const idle[] = { "rest", "holiday", "none" };
  static const char *const exceptions[] = { "late", "early_leave", "missing", "absent" };
  MusterDayCounts counts = { 0 };

#define COUNT(code) GPOINTER_TO_UINT (g_hash_table_lookup (finding->counts, code))
  counts.good = COUNT ("present");
  counts.warning = COUNT ("half_day") + COUNT ("incomplete");
  counts.error = COUNT ("absent");
  counts.covered = COUNT ("leave");
  counts.pending = COUNT ("pending");
  counts.holiday = COUNT ("holiday") > 0;
  for (gsize i = 0; i < G_N_ELEMENTS (idle); i++)
    counts.idle += COUNT (idle[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    counts.exceptions += COUNT (exceptions[i]);
#undef COUNT

  muster_week_strip_set_counts (self->week, finding->filter->dates.from, &counts);
}

static void
day_counted (MusterFinding *finding,
             GPtrArray *rows,
             const GError *error,
             gpointer user_data)
{
  g_autoptr (MusterTodayPage) self = user_data;

  if (finding == NULL)
    {
      /* The list above it says what is wrong; a strip without counts is still a strip */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("The week is not counted: %s", error->message);
      return;
    }

  count_day (self, finding);
  self->counting++;
  count_next_day (self);
}

static void
count_next_day (MusterTodayPage *self)
{
  MusterOutlook *outlook = outlook_of (self);
  MusterDate monday = muster_week_strip_get_monday (self->week);
  MusterDate today = muster_outlook_get_today (outlook);
  MusterDate date = monday + (int) self->counting;
  g_autoptr (MusterFilter) filter = NULL;

  if (self->counting >= 7 || date > today)
    return;

  filter = muster_outlook_build_filter (outlook, FALSE);
  g_clear_pointer (&filter->search, g_free);
  filter->dates = (MusterDates) { date, date };
  muster_fetch_rows (muster_page_get_office (MUSTER_PAGE (self)),
                     muster_page_get_actor (MUSTER_PAGE (self)), &muster_days_listing,
                     filter, 0, self->week_run, day_counted, g_object_ref (self));
}

/* One day after the other and after the list: the week must not make anybody wait */
static void
count_week (MusterTodayPage *self)
{
  g_cancellable_cancel (self->week_run);
  g_set_object (&self->week_run, NULL);
  self->week_run = g_cancellable_new ();
  self->counting = 0;
  count_next_day (self);
}

/* ---- What has not reported ---- */

static void
sources_fetched (MusterFinding *finding,
                 GPtrArray *rows,
                 const GError *error,
                 gpointer user_data)
{
  g_autoptr (MusterTodayPage) self = user_data;
  MusterOutlook *outlook = outlook_of (self);
  MusterDate date = muster_outlook_get_date (outlook);
  guint pending = muster_paged_list_get_count (self->list, "pending");
  gint64 wanted;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *people = muster_text_people (pending);
  g_autofree char *day = muster_text_date_short (date);
  g_autofree char *text = NULL;

  if (rows == NULL || date > muster_outlook_get_today (outlook))
    {
      adw_banner_set_revealed (self->waiting_banner, FALSE);
      return;
    }

  wanted = muster_zone_get_instant (muster_outlook_get_zone (outlook), date + 1, 0);
  wanted = MIN (wanted, muster_zone_get_instant (muster_outlook_get_zone (outlook),
                                                 muster_outlook_get_today (outlook), 1));
  for (guint i = 0; i < rows->len; i++)
    {
      MusterSource *source = ((MusterSourceRow *) g_ptr_array_index (rows, i))->source;

      if (source->state != MUSTER_SOURCE_ACTIVE || !source->waited_for ||
          source->synced_to >= wanted)
        continue;

      if (names->len > 0)
        g_string_append (names, C_ ("list", ", "));
      g_string_append (names, source->name);
    }

  if (names->len > 0 && pending > 0)
    /* Translators: names of sources, a date, "12 people" */
    text = g_strdup_printf (_ ("%1$s has not reported for %2$s. %3$s wait for it."),
                            names->str, day, people);
  adw_banner_set_title (self->waiting_banner, text ? text : "");
  adw_banner_set_revealed (self->waiting_banner, text != NULL);
}

static void
look_for_sources (MusterTodayPage *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_fetch_rows (muster_page_get_office (MUSTER_PAGE (self)),
                     muster_page_get_actor (MUSTER_PAGE (self)), &muster_sources_listing,
                     filter, MOST_SOURCES,
                     muster_page_get_cancellable (MUSTER_PAGE (self)), sources_fetched,
                     g_object_ref (self));
}

/* ---- What the holiday calendar lacks ---- */

static void
years_fetched (MusterFinding *finding,
               GPtrArray *rows,
               const GError *error,
               gpointer user_data)
{
  g_autoptr (MusterTodayPage) self = user_data;
  MusterYearRow *row = rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  g_autofree char *text = NULL;

  if (row != NULL)
    text = g_strdup_printf (_ ("The holiday calendar does not have %d yet. Import its "
                               "calendar file, or holidays count as ordinary days."),
                            row->year);
  adw_banner_set_title (self->calendar_banner, text ? text : "");
  adw_banner_set_revealed (self->calendar_banner, text != NULL);
}

static void
look_for_years (MusterTodayPage *self)
{
  static const char *const missing[] = { "missing", NULL };
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->states = g_strdupv ((char **) missing);
  muster_fetch_rows (muster_page_get_office (MUSTER_PAGE (self)),
                     muster_page_get_actor (MUSTER_PAGE (self)), &muster_years_listing,
                     filter, 1, muster_page_get_cancellable (MUSTER_PAGE (self)),
                     years_fetched, g_object_ref (self));
}

static void
sources_cb (MusterTodayPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.go", "s", "sources");
}

/* ---- Finding ---- */

static void
show_counts (MusterTodayPage *self)
{
  for (gsize i = 0; states[i] != NULL; i++)
    muster_filter_bar_set_count (self->chips, states[i],
                                 muster_paged_list_get_count (self->list, states[i]));

  muster_filter_bar_set_total (self->chips, muster_paged_list_get_total (self->list));
}

static MusterPageState
state_of (MusterTodayPage *self)
{
  MusterFilter *filter = muster_paged_list_get_filter (self->list);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    return MUSTER_PAGE_CONTENT;

  return filter->search == NULL && filter->group == NULL && filter->department == NULL &&
             muster_paged_list_get_total (self->list) == 0
           ? MUSTER_PAGE_EMPTY
           : MUSTER_PAGE_NOTHING;
}

static void
found_cb (MusterTodayPage *self)
{
  const GError *error = muster_paged_list_get_error (self->list);

  if (error != NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  show_counts (self);
  muster_page_end (MUSTER_PAGE (self), state_of (self));
  count_week (self);
  look_for_sources (self);
  look_for_years (self);
}

static void
muster_today_page_refresh (MusterPage *page)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (page);
  MusterOutlook *outlook = outlook_of (self);
  MusterDate date = muster_outlook_get_date (outlook);
  g_autoptr (MusterFilter) filter = muster_outlook_build_filter (outlook, FALSE);
  gboolean descending;

  muster_page_begin (page);

  filter->dates = (MusterDates) { date, date };
  filter->states = muster_filter_bar_get_chosen (self->chips);
  filter->order = g_strdup (muster_cell_factory_get_order (self->table, &descending));
  filter->descending = descending;

  muster_week_strip_set_date (self->week, date, muster_outlook_get_today (outlook));
  if (muster_paged_list_get_filter (self->list) == NULL ||
      muster_paged_list_get_filter (self->list)->dates.from != date)
    muster_time_scale_reset (self->scale, MORNING, EVENING);
  show_now (self);
  muster_paged_list_set_filter (self->list, filter);
}

static void
look_again (MusterTodayPage *self)
{
  muster_page_refresh (MUSTER_PAGE (self));
}

static void
go_to_date (MusterTodayPage *self, int date)
{
  muster_outlook_set_date (outlook_of (self), date);
}

static void
date_chosen_cb (MusterTodayPage *self, int date)
{
  MusterDayRow *row = muster_day_detail_get_row (self->detail);
  gint64 person = row ? row->person->id : 0;

  go_to_date (self, date);
  if (person != 0)
    muster_page_reveal (MUSTER_PAGE (self), person);
}

/* ---- Verbs ---- */

static void
select_position (MusterTodayPage *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  scroll_to (position, self);
}

static void
revealed (MusterFinding *finding,
          GPtrArray *rows,
          const GError *error,
          gpointer user_data)
{
  g_autoptr (MusterTodayPage) self = user_data;
  guint position;

  if (finding == NULL || rows->len == 0)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && error != NULL)
        muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  if (muster_paged_list_find_key (self->list, g_array_index (finding->keys, gint64, 0),
                                  &position))
    select_position (self, position);
  else
    {
      /* Not among what is filtered: the detail can be shown all the same */
      g_autoptr (MusterPagedItem) item = muster_paged_item_new (
        g_array_index (finding->keys, gint64, 0), g_ptr_array_index (rows, 0));

      gtk_selection_model_unselect_all (self->selection);
      show_item (self, item);
    }

  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static gboolean
muster_today_page_reveal (MusterPage *page, gint64 person_id)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (page);
  MusterDate date = muster_outlook_get_date (outlook_of (self));
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->person_id = person_id;
  filter->dates = (MusterDates) { date, date };
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_days_listing, filter, 1, muster_page_get_cancellable (page),
                     revealed, g_object_ref (self));

  return TRUE;
}

static GtkWidget *
muster_today_page_build_detail (MusterPage *page, char **title)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (page);
  MusterDayRow *row = muster_day_detail_get_row (self->detail);
  g_autofree char *date = NULL;
  GtkWidget *overlay, *detail;

  if (row == NULL)
    return NULL;

  date = muster_text_date_short (row->sheet->day.date);
  *title = g_strdup_printf ("%s · %s", row->person->name, date);

  detail = g_object_new (MUSTER_TYPE_DAY_DETAIL, NULL);
  muster_day_detail_set_doors (MUSTER_DAY_DETAIL (detail), muster_page_get_office (page),
                               muster_page_get_actor (page));
  muster_day_detail_set_row (MUSTER_DAY_DETAIL (detail), row,
                             muster_outlook_get_now (outlook_of (self)));
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), detail);

  return overlay;
}

static void
muster_today_page_clear_filters (MusterPage *page)
{
  muster_filter_bar_clear (MUSTER_TODAY_PAGE (page)->chips);
}

/* Its views are its states: those who are in one of them. */
static void
muster_today_page_show_view (MusterPage *page, const char *view)
{
  muster_filter_bar_choose (MUSTER_TODAY_PAGE (page)->chips, view);
  muster_page_refresh (page);
}

static gboolean
muster_today_page_focus_content (MusterPage *page)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (page);

  return gtk_widget_child_focus (GTK_WIDGET (self->views), GTK_DIR_TAB_FORWARD);
}

static void
muster_today_page_move (MusterPage *page, int steps)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (page);
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (self->selection);
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (self->list));
  int position = gtk_bitset_is_empty (bits) ? (steps > 0 ? -1 : n)
                                            : (int) gtk_bitset_get_minimum (bits);

  if (n > 0)
    select_position (self, (guint) CLAMP (position + steps, 0, n - 1));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (widget);

  muster_table_copy_selected (widget, self->list, self->selection,
                              muster_page_get_cancellable (MUSTER_PAGE (self)));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gtk_selection_model_select_all (MUSTER_TODAY_PAGE (widget)->selection);
}

static void
void_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (widget);

  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
  muster_day_detail_void (self->detail);
}

static void
why_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (widget);

  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
  muster_day_detail_show_why (self->detail);
}

static void
map_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_day_detail_open_map (MUSTER_TODAY_PAGE (widget)->detail);
}

/* ---- Life ---- */

static void
muster_today_page_map (GtkWidget *widget)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (widget);

  GTK_WIDGET_CLASS (muster_today_page_parent_class)->map (widget);

  show_now (self);
  self->tick_id = g_timeout_add_seconds (MINUTE_SEC, tick_cb, self);
}

static void
muster_today_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MUSTER_TODAY_PAGE (widget)->tick_id, g_source_remove);

  GTK_WIDGET_CLASS (muster_today_page_parent_class)->unmap (widget);
}

static void
muster_today_page_constructed (GObject *object)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);

  G_OBJECT_CLASS (muster_today_page_parent_class)->constructed (object);

  self->list = muster_paged_list_new (muster_page_get_office (page),
                                      muster_page_get_actor (page), &muster_days_listing);
  /* The base asks for a new look when a topic changes */
  muster_paged_list_set_live (self->list, FALSE);
  self->selection = GTK_SELECTION_MODEL (
    gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  self->keeper = muster_list_keeper_new (self->list, self->selection, scroll_to, self);
  muster_day_detail_set_doors (self->detail, muster_page_get_office (page),
                               muster_page_get_actor (page));

  g_signal_connect_object (self->list, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (look_again), self, G_CONNECT_SWAPPED);
  view_changed_cb (self);
  selection_changed_cb (self);
}

static void
muster_today_page_dispose (GObject *object)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_cancellable_cancel (self->week_run);
  g_clear_object (&self->shown);
  g_clear_object (&self->keeper);
  g_clear_object (&self->selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_TODAY_PAGE);

  G_OBJECT_CLASS (muster_today_page_parent_class)->dispose (object);
}

static void
muster_today_page_finalize (GObject *object)
{
  MusterTodayPage *self = MUSTER_TODAY_PAGE (object);

  g_clear_object (&self->list);
  g_clear_object (&self->scale);
  g_clear_object (&self->week_run);

  G_OBJECT_CLASS (muster_today_page_parent_class)->finalize (object);
}

static void
muster_today_page_class_init (MusterTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_today_page_constructed;
  object_class->dispose = muster_today_page_dispose;
  object_class->finalize = muster_today_page_finalize;
  widget_class->map = muster_today_page_map;
  widget_class->unmap = muster_today_page_unmap;
  page_class->refresh = muster_today_page_refresh;
  page_class->reveal = muster_today_page_reveal;
  page_class->build_detail = muster_today_page_build_detail;
  page_class->clear_filters = muster_today_page_clear_filters;
  page_class->focus_content = muster_today_page_focus_content;
  page_class->show_view = muster_today_page_show_view;
  page_class->move = muster_today_page_move;

  g_type_ensure (MUSTER_TYPE_WEEK_STRIP);
  g_type_ensure (MUSTER_TYPE_FILTER_BAR);
  g_type_ensure (MUSTER_TYPE_DAY_DETAIL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, waiting_banner);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, calendar_banner);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, week);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, chips);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, views);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, wide_view);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, compact_view);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, table);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, cards);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, name_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, staff_no_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, group_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, status_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, bar_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, in_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, out_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, worked_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, late_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, early_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, flags_column);
  gtk_widget_class_bind_template_child (widget_class, MusterTodayPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, sources_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_chosen_cb);

  gtk_widget_class_install_action (widget_class, "today.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "today.select-all", NULL,
                                   select_all_action);
  gtk_widget_class_install_action (widget_class, "today.void", NULL, void_action);
  gtk_widget_class_install_action (widget_class, "today.why", NULL, why_action);
  gtk_widget_class_install_action (widget_class, "today.map", NULL, map_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "today.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, 0, "today.void", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_h, 0, "today.why", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, 0, "today.map", NULL);
}

static void
muster_today_page_init (MusterTodayPage *self)
{
  self->scale = muster_time_scale_new ();
  self->week_run = g_cancellable_new ();
  muster_time_scale_reset (self->scale, MORNING, EVENING);

  gtk_widget_init_template (GTK_WIDGET (self));
  prepare_columns (self);
  muster_filter_bar_set_states (self->chips, "day_state", states, ALWAYS);
  g_signal_connect_object (self->chips, "changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->week, "chosen", G_CALLBACK (go_to_date), self,
                           G_CONNECT_SWAPPED);
}
