/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-punches-page.h"

#include "muster-cell-factory.h"
#include "muster-fetch.h"
#include "muster-filter-bar.h"
#include "muster-list-keeper.h"
#include "muster-punch-card.h"
#include "muster-punch-detail.h"
#include "muster-sign.h"
#include "muster-source-listings.h"
#include "muster-table-copy.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define MOST_SOURCES 256
#define ALWAYS 2

static const char *const states[] = { "normal",     "unmapped", "suspect",
                                      "correction", "void",     NULL };

struct _MusterPunchesPage
{
  MusterPage parent_instance;

  MusterFilterBar *chips;
  GtkToggleButton *rejected_button;
  GtkDropDown *source_drop;
  GtkStack *lists;
  GtkStack *punches_views;
  GtkScrolledWindow *wide_view;
  GtkScrolledWindow *compact_view;
  GtkColumnView *table;
  GtkListView *cards;
  GtkColumnViewColumn *time_column;
  GtkColumnViewColumn *person_column;
  GtkColumnViewColumn *staff_no_column;
  GtkColumnViewColumn *state_column;
  GtkColumnViewColumn *direction_column;
  GtkColumnViewColumn *verify_column;
  GtkColumnViewColumn *source_column;
  GtkColumnViewColumn *received_column;
  GtkColumnViewColumn *marks_column;
  GtkColumnView *rejected_table;
  GtkColumnViewColumn *file_column;
  GtkColumnViewColumn *line_column;
  GtkColumnViewColumn *reason_column;
  GtkColumnViewColumn *text_column;
  MusterPunchDetail *detail;

  MusterPagedList *list;
  MusterPagedList *rejects;
  GtkSelectionModel *selection;
  GtkSelectionModel *rejects_selection;
  MusterListKeeper *keeper;
  MusterPagedItem *shown;
  GArray *source_ids;
  gboolean choosing;
};

G_DEFINE_FINAL_TYPE (MusterPunchesPage, muster_punches_page, MUSTER_TYPE_PAGE)

const MusterPageKind muster_punches_page_kind = {
  .name = "punches",
  .title = N_ ("Punches"),
  .icon = "muster-punches-symbolic",
  .section = MUSTER_SECTION_RECORDS,
  .scope = MUSTER_PAGE_DATED | MUSTER_PAGE_SPANNED | MUSTER_PAGE_PARTED |
           MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE | MUSTER_TOPIC_SOURCES,
  .get_type = muster_punches_page_get_type,
};

/* ---- Cells ---- */

static char *
say_time (gpointer row)
{
  return muster_punch_card_say_time (row);
}

static char *
say_person (gpointer row)
{
  return muster_punch_card_say_person (row);
}

static char *
say_staff_no (gpointer row)
{
  return g_strdup (((MusterPunchRow *) row)->staff_no);
}

static char *
say_direction (gpointer row)
{
  guint8 direction = ((MusterPunchRow *) row)->punch.direction;

  return g_strdup (direction == MUSTER_DIRECTION_NONE
                     ? ""
                     : muster_words_say_value ("direction", direction));
}

static char *
say_verify (gpointer row)
{
  guint8 verify = ((MusterPunchRow *) row)->punch.verify;

  return g_strdup (
    verify == MUSTER_VERIFY_UNKNOWN ? "" : muster_words_say_value ("verify", verify));
}

static char *
say_source (gpointer row)
{
  return g_strdup (((MusterPunchRow *) row)->source_name);
}

static char *
say_received (gpointer data)
{
  MusterPunchRow *row = data;
  MusterDate date = muster_zone_get_civil (row->zone, row->punch.received_at, NULL);
  g_autofree char *day = muster_text_date_short (date);
  g_autofree char *time =
    muster_text_time_exact (row->punch.received_at, row->zone, MUSTER_DATE_NONE);

  if (date == muster_zone_get_civil (row->zone, row->punch.at, NULL))
    return g_steal_pointer (&time);

  return g_strdup_printf ("%s %s", day, time);
}

static char *
say_marks (gpointer row)
{
  guint shown = MUSTER_PUNCH_OFFLINE | MUSTER_PUNCH_MOCK;

  return muster_words_say_flags ("mark", ((MusterPunchRow *) row)->punch.marks & shown);
}

static char *
say_file (gpointer row)
{
  return g_strdup (((MusterRejectRow *) row)->file);
}

static char *
say_line (gpointer row)
{
  return muster_text_number (((MusterRejectRow *) row)->line);
}

static char *
say_reason (gpointer row)
{
  return g_strdup (muster_words_say ("reject", ((MusterRejectRow *) row)->reason));
}

static char *
say_text (gpointer row)
{
  return g_strdup (((MusterRejectRow *) row)->text);
}

static GtkWidget *
make_sign (gpointer data)
{
  return muster_sign_new ();
}

static void
show_sign (GtkWidget *cell, gpointer row)
{
  const MusterWord *state = row ? muster_punch_card_get_state (row) : NULL;

  muster_sign_set (MUSTER_SIGN (cell), state,
                   state ? muster_words_say ("punch_state", state->code) : NULL);
}

static GtkWidget *
make_card (gpointer data)
{
  return muster_punch_card_new ();
}

static void
show_card (GtkWidget *cell, gpointer row)
{
  muster_punch_card_set_row (MUSTER_PUNCH_CARD (cell), row);
}

static void
prepare_columns (MusterPunchesPage *self)
{
  g_autoptr (GtkListItemFactory)
    signs = muster_cell_factory_new (make_sign, self, show_sign);
  g_autoptr (GtkListItemFactory)
    cards = muster_cell_factory_new (make_card, self, show_card);
  const struct
  {
    GtkColumnViewColumn *column;
    MusterCellSay say;
    const char *order;
    gboolean numeric;
  } texts[] = {
    { self->time_column, say_time, "at", FALSE },
    { self->person_column, say_person, "person", FALSE },
    { self->staff_no_column, say_staff_no, "staff_no", FALSE },
    { self->direction_column, say_direction, NULL, FALSE },
    { self->verify_column, say_verify, NULL, FALSE },
    { self->source_column, say_source, "source", FALSE },
    { self->received_column, say_received, "received", FALSE },
    { self->marks_column, say_marks, NULL, FALSE },
    { self->file_column, say_file, NULL, FALSE },
    { self->line_column, say_line, NULL, TRUE },
    { self->reason_column, say_reason, NULL, FALSE },
    { self->text_column, say_text, NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GtkListItemFactory)
        factory = muster_cell_factory_new_text (texts[i].say, texts[i].numeric);

      gtk_column_view_column_set_factory (texts[i].column, factory);
      if (texts[i].order != NULL)
        muster_cell_factory_sort (texts[i].column, texts[i].order);
    }

  gtk_column_view_column_set_factory (self->state_column, signs);
  gtk_list_view_set_factory (self->cards, cards);
}

/* ---- What is shown ---- */

static gboolean
shows_rejected (MusterPunchesPage *self)
{
  return gtk_toggle_button_get_active (self->rejected_button);
}

static gboolean
is_compact (MusterPunchesPage *self)
{
  return gtk_stack_get_visible_child (self->punches_views) ==
         GTK_WIDGET (self->compact_view);
}

static MusterPagedList *
current_list (MusterPunchesPage *self)
{
  return shows_rejected (self) ? self->rejects : self->list;
}

static GtkSelectionModel *
current_selection (MusterPunchesPage *self)
{
  return shows_rejected (self) ? self->rejects_selection : self->selection;
}

static void
scroll_to (guint position, gpointer data)
{
  MusterPunchesPage *self = data;

  if (shows_rejected (self))
    gtk_column_view_scroll_to (self->rejected_table, position, NULL, GTK_LIST_SCROLL_NONE,
                               NULL);
  else if (is_compact (self))
    gtk_list_view_scroll_to (self->cards, position, GTK_LIST_SCROLL_NONE, NULL);
  else
    gtk_column_view_scroll_to (self->table, position, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
shown_row_cb (MusterPunchesPage *self)
{
  muster_punch_detail_set_row (
    self->detail, self->shown ? muster_paged_item_get_row (self->shown) : NULL);
}

static void
show_item (MusterPunchesPage *self, MusterPagedItem *item)
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
selection_changed_cb (MusterPunchesPage *self)
{
  g_autoptr (GtkBitset)
    bits = gtk_selection_model_get_selection (current_selection (self));
  gboolean one = gtk_bitset_get_size (bits) == 1 && !shows_rejected (self);

  if (one)
    {
      g_autoptr (MusterPagedItem) item =
        g_list_model_get_item (G_LIST_MODEL (self->list), gtk_bitset_get_minimum (bits));

      show_item (self, item);
      muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "punches.copy",
                                 !gtk_bitset_is_empty (bits));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "punches.void", one);
}

static void
activated_cb (MusterPunchesPage *self, guint position)
{
  gtk_selection_model_select_item (self->selection, position, TRUE);
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
view_changed_cb (MusterPunchesPage *self)
{
  GtkScrolledWindow *shown = is_compact (self) ? self->compact_view : self->wide_view;

  if (self->selection == NULL)
    return;

  gtk_column_view_set_model (self->table, is_compact (self) ? NULL : self->selection);
  gtk_list_view_set_model (self->cards, is_compact (self) ? self->selection : NULL);
  muster_list_keeper_set_adjustment (self->keeper,
                                     gtk_scrolled_window_get_vadjustment (shown));
}

/* ---- Sources to choose from ---- */

static gint64
chosen_source (MusterPunchesPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->source_drop);

  return selected > 0 && selected <= self->source_ids->len
           ? g_array_index (self->source_ids, gint64, selected - 1)
           : 0;
}

static void
sources_fetched (MusterFinding *finding,
                 GPtrArray *rows,
                 const GError *error,
                 gpointer user_data)
{
  g_autoptr (MusterPunchesPage) self = user_data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 chosen;
  guint selected = 0;

  if (rows == NULL)
    {
      /* The choice stays as it was: the list says itself what is wrong */
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("The sources are not listed: %s", error->message);
      return;
    }

  chosen = chosen_source (self);
  g_array_set_size (self->source_ids, 0);
  gtk_string_list_append (names, _ ("All sources"));
  for (guint i = 0; i < rows->len; i++)
    {
      MusterSource *source = ((MusterSourceRow *) g_ptr_array_index (rows, i))->source;

      gtk_string_list_append (names, source->name);
      g_array_append_val (self->source_ids, source->id);
      if (source->id == chosen)
        selected = i + 1;
    }

  self->choosing = TRUE;
  gtk_drop_down_set_model (self->source_drop, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->source_drop, selected);
  self->choosing = FALSE;
}

static void
fetch_sources (MusterPunchesPage *self)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_fetch_rows (muster_page_get_office (MUSTER_PAGE (self)),
                     muster_page_get_actor (MUSTER_PAGE (self)), &muster_sources_listing,
                     filter, MOST_SOURCES,
                     muster_page_get_cancellable (MUSTER_PAGE (self)), sources_fetched,
                     g_object_ref (self));
}

/* ---- Finding ---- */

static MusterPageState
state_of (MusterPunchesPage *self)
{
  MusterPagedList *list = current_list (self);
  MusterFilter *filter = muster_paged_list_get_filter (list);

  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    return MUSTER_PAGE_CONTENT;

  /* Only when no source has anything is this page's first step an import */
  return self->source_ids->len == 0 && filter->states == NULL && !shows_rejected (self)
           ? MUSTER_PAGE_EMPTY
           : MUSTER_PAGE_NOTHING;
}

static void
found_cb (MusterPunchesPage *self, MusterPagedList *list)
{
  const GError *error = muster_paged_list_get_error (list);

  if (list != current_list (self))
    return;

  if (error != NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  if (list == self->list)
    {
      for (gsize i = 0; states[i] != NULL; i++)
        muster_filter_bar_set_count (self->chips, states[i],
                                     muster_paged_list_get_count (list, states[i]));
      muster_filter_bar_set_total (self->chips, muster_paged_list_get_total (list));
    }

  gtk_stack_set_visible_child_name (self->lists,
                                    shows_rejected (self) ? "rejected" : "punches");
  muster_page_end (MUSTER_PAGE (self), state_of (self));
}

static void
muster_punches_page_refresh (MusterPage *page)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (page);
  gboolean rejected = shows_rejected (self);
  g_autoptr (MusterFilter)
    filter = muster_outlook_build_filter (muster_page_get_outlook (page), !rejected);
  gboolean descending;

  muster_page_begin (page);
  fetch_sources (self);

  filter->source_id = chosen_source (self);
  if (!rejected)
    {
      filter->states = muster_filter_bar_get_chosen (self->chips);
      filter->order = g_strdup (muster_cell_factory_get_order (self->table, &descending));
      filter->descending = descending;
    }

  muster_paged_list_set_filter (rejected ? self->rejects : self->list, filter);
}

static void
look_again (MusterPunchesPage *self)
{
  if (!self->choosing)
    muster_page_refresh (MUSTER_PAGE (self));
}

static void
filters_changed_cb (MusterPunchesPage *self)
{
  if (self->choosing || self->selection == NULL)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->chips), !shows_rejected (self));
  if (shows_rejected (self))
    muster_page_set_show_detail (MUSTER_PAGE (self), FALSE);
  selection_changed_cb (self);
  muster_page_refresh (MUSTER_PAGE (self));
}

static void
day_wanted_cb (MusterPunchesPage *self, int date, gint64 person)
{
  muster_outlook_set_date (muster_page_get_outlook (MUSTER_PAGE (self)), date);
  gtk_widget_activate_action (GTK_WIDGET (self), "shell.go", "s", "today");
}

/* ---- Verbs ---- */

static GtkWidget *
muster_punches_page_build_detail (MusterPage *page, char **title)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (page);
  MusterPunchRow *row = muster_punch_detail_get_row (self->detail);
  g_autofree char *person = NULL;
  g_autofree char *time = NULL;
  GtkWidget *overlay, *detail;

  if (row == NULL)
    return NULL;

  person = muster_punch_card_say_person (row);
  time = muster_punch_card_say_time (row);
  *title = g_strdup_printf ("%s · %s", person, time);

  detail = g_object_new (MUSTER_TYPE_PUNCH_DETAIL, NULL);
  muster_punch_detail_set_doors (
    MUSTER_PUNCH_DETAIL (detail), muster_page_get_office (page),
    muster_page_get_actor (page),
    muster_outlook_get_zone (muster_page_get_outlook (page)));
  muster_punch_detail_set_row (MUSTER_PUNCH_DETAIL (detail), row);
  overlay = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), detail);

  return overlay;
}

static void
muster_punches_page_clear_filters (MusterPage *page)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (page);

  self->choosing = TRUE;
  muster_filter_bar_clear (self->chips);
  gtk_toggle_button_set_active (self->rejected_button, FALSE);
  gtk_drop_down_set_selected (self->source_drop, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->chips), TRUE);
  self->choosing = FALSE;
}

static gboolean
muster_punches_page_focus_content (MusterPage *page)
{
  return gtk_widget_child_focus (GTK_WIDGET (MUSTER_PUNCHES_PAGE (page)->lists),
                                 GTK_DIR_TAB_FORWARD);
}

static void
muster_punches_page_move (MusterPage *page, int steps)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (page);
  GtkSelectionModel *selection = current_selection (self);
  g_autoptr (GtkBitset) bits = gtk_selection_model_get_selection (selection);
  int n = (int) g_list_model_get_n_items (G_LIST_MODEL (selection));
  int position = gtk_bitset_is_empty (bits) ? (steps > 0 ? -1 : n)
                                            : (int) gtk_bitset_get_minimum (bits);

  if (n == 0)
    return;

  position = CLAMP (position + steps, 0, n - 1);
  gtk_selection_model_select_item (selection, (guint) position, TRUE);
  scroll_to ((guint) position, self);
}

static void
muster_punches_page_show_view (MusterPage *page, const char *view)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (page);
  gboolean rejected = g_str_equal (view, "rejected");

  muster_punches_page_clear_filters (page);
  self->choosing = TRUE;
  gtk_toggle_button_set_active (self->rejected_button, rejected);
  if (!rejected)
    muster_filter_bar_choose (self->chips, view);
  self->choosing = FALSE;
  filters_changed_cb (self);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (widget);

  muster_table_copy_selected (widget, current_list (self), current_selection (self),
                              muster_page_get_cancellable (MUSTER_PAGE (self)));
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gtk_selection_model_select_all (current_selection (MUSTER_PUNCHES_PAGE (widget)));
}

static void
void_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_punch_detail_void (MUSTER_PUNCHES_PAGE (widget)->detail);
}

/* ---- Life ---- */

static MusterPagedList *
build_list (MusterPunchesPage *self,
            const MusterListing *listing,
            GtkSelectionModel **selection)
{
  MusterPage *page = MUSTER_PAGE (self);
  MusterPagedList *list = muster_paged_list_new (muster_page_get_office (page),
                                                 muster_page_get_actor (page), listing);

  /* The base asks for a new look when a topic changes */
  muster_paged_list_set_live (list, FALSE);
  *selection =
    GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (list))));
  g_signal_connect_object (list, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (*selection, "selection-changed",
                           G_CALLBACK (selection_changed_cb), self, G_CONNECT_SWAPPED);

  return list;
}

static void
muster_punches_page_constructed (GObject *object)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);

  G_OBJECT_CLASS (muster_punches_page_parent_class)->constructed (object);

  self->list = build_list (self, &muster_punches_listing, &self->selection);
  self->rejects = build_list (self, &muster_rejects_listing, &self->rejects_selection);
  self->keeper = muster_list_keeper_new (self->list, self->selection, scroll_to, self);
  gtk_column_view_set_model (self->rejected_table, self->rejects_selection);
  muster_punch_detail_set_doors (
    self->detail, muster_page_get_office (page), muster_page_get_actor (page),
    muster_outlook_get_zone (muster_page_get_outlook (page)));
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (look_again), self, G_CONNECT_SWAPPED);
  view_changed_cb (self);
  selection_changed_cb (self);
}

static void
muster_punches_page_dispose (GObject *object)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (object);

  g_clear_object (&self->shown);
  g_clear_object (&self->keeper);
  g_clear_object (&self->selection);
  g_clear_object (&self->rejects_selection);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_PUNCHES_PAGE);

  G_OBJECT_CLASS (muster_punches_page_parent_class)->dispose (object);
}

static void
muster_punches_page_finalize (GObject *object)
{
  MusterPunchesPage *self = MUSTER_PUNCHES_PAGE (object);

  g_clear_object (&self->list);
  g_clear_object (&self->rejects);
  g_clear_pointer (&self->source_ids, g_array_unref);

  G_OBJECT_CLASS (muster_punches_page_parent_class)->finalize (object);
}

static void
muster_punches_page_class_init (MusterPunchesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_punches_page_constructed;
  object_class->dispose = muster_punches_page_dispose;
  object_class->finalize = muster_punches_page_finalize;
  page_class->refresh = muster_punches_page_refresh;
  page_class->build_detail = muster_punches_page_build_detail;
  page_class->clear_filters = muster_punches_page_clear_filters;
  page_class->focus_content = muster_punches_page_focus_content;
  page_class->move = muster_punches_page_move;
  page_class->show_view = muster_punches_page_show_view;

  g_type_ensure (MUSTER_TYPE_FILTER_BAR);
  g_type_ensure (MUSTER_TYPE_PUNCH_DETAIL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-punches-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, chips);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, rejected_button);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, source_drop);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, lists);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, punches_views);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, wide_view);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, compact_view);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, table);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, cards);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, time_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, person_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, staff_no_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, state_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage,
                                        direction_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, verify_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, source_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, received_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, marks_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, rejected_table);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, file_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, line_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, reason_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, text_column);
  gtk_widget_class_bind_template_child (widget_class, MusterPunchesPage, detail);
  gtk_widget_class_bind_template_callback (widget_class, filters_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_wanted_cb);

  gtk_widget_class_install_action (widget_class, "punches.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "punches.select-all", NULL,
                                   select_all_action);
  gtk_widget_class_install_action (widget_class, "punches.void", NULL, void_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "punches.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, 0, "punches.void", NULL);
}

static void
muster_punches_page_init (MusterPunchesPage *self)
{
  self->source_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->choosing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choosing = FALSE;
  prepare_columns (self);
  muster_filter_bar_set_states (self->chips, "punch_state", states, ALWAYS);
  g_signal_connect_object (self->chips, "changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
}
