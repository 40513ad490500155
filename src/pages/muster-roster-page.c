/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-roster-page.h"

#include "muster-cell-factory.h"
#include "muster-coverage-bar.h"
#include "muster-fetch.h"
#include "muster-month-bar.h"
#include "muster-notice.h"
#include "muster-paged-list.h"
#include "muster-plan-table.h"
#include "muster-plan-text.h"
#include "muster-roster-commands.h"
#include "muster-roster-files.h"
#include "muster-roster-line.h"
#include "muster-rule-listings.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* Keys there are for shifts: 1 … 9 */
#define KEYED 9
#define PAGE_STEP 10

/* Where a result goes: what took back can be done again, and the other way round. */
typedef enum
{
  STROKE_NEW,
  STROKE_UNDO,
  STROKE_REDO,
} StrokeKind;

typedef struct
{
  gint64 person_id;
  MusterDate date;
} Place;

struct _MusterRosterPage
{
  MusterPage parent_instance;

  GtkBox *palette;
  AdwBin *heading_bin;
  GtkListView *lines;
  GtkWidget *coverage_window;
  GtkBox *coverage;
  GtkLabel *hint;
  GtkLabel *who;
  GtkLabel *what;
  GtkLabel *why;
  GtkListBox *month;
  GtkWidget *heading;

  MusterPagedList *list;
  GHashTable *visible; /* of MusterRosterLine: those that the list shows at the moment */
  GPtrArray *shifts;   /* of MusterShift: the palette */
  GPtrArray *buttons;  /* of GtkToggleButton, beside @shifts */
  guint brush;
  Place anchor;
  Place cursor;
  gboolean dragging;
  GPtrArray *undo; /* of GVariant: arguments of roster.set */
  GPtrArray *redo;
  GArray *asked; /* of StrokeKind: what to take back when nothing is under way */
  guint under_way;
  MusterPlanRow *month_row;
};

G_DEFINE_FINAL_TYPE (MusterRosterPage, muster_roster_page, MUSTER_TYPE_PAGE)

const MusterPageKind muster_roster_page_kind = {
  .name = "roster",
  .title = N_ ("Roster"),
  .icon = "muster-roster-symbolic",
  .section = MUSTER_SECTION_SETUP,
  .scope = MUSTER_PAGE_DATED | MUSTER_PAGE_MONTHLY | MUSTER_PAGE_PARTED |
           MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_RULES | MUSTER_TOPIC_PEOPLE,
  .get_type = muster_roster_page_get_type,
};

static MusterOutlook *
outlook_of (MusterRosterPage *self)
{
  return muster_page_get_outlook (MUSTER_PAGE (self));
}

static gboolean
is_narrow (MusterRosterPage *self)
{
  gboolean narrow;

  g_object_get (self, "narrow", &narrow, NULL);

  return narrow;
}

/* ---- The rectangle ---- */

typedef struct
{
  guint first;
  guint last;
  MusterDates dates;
} Selected;

static guint
row_of (MusterRosterPage *self, const Place *place)
{
  guint position;

  return place->date != MUSTER_DATE_NONE &&
             muster_paged_list_find_key (self->list, place->person_id, &position)
           ? position
           : G_MAXUINT;
}

static gboolean
get_selected (MusterRosterPage *self, Selected *selected)
{
  guint one = row_of (self, &self->anchor);
  guint other = row_of (self, &self->cursor);

  if (one == G_MAXUINT || other == G_MAXUINT)
    return FALSE;

  *selected = (Selected) { MIN (one, other),
                           MAX (one, other),
                           { MIN (self->anchor.date, self->cursor.date),
                             MAX (self->anchor.date, self->cursor.date) } };

  return TRUE;
}

static void
show_selection_on (MusterRosterPage *self, MusterRosterLine *line)
{
  MusterPlanRow *row = muster_roster_line_get_row (line);
  MusterDates dates = { MUSTER_DATE_NONE, MUSTER_DATE_NONE };
  MusterDate cursor = MUSTER_DATE_NONE;
  Selected selected;
  guint position;

  if (row != NULL && get_selected (self, &selected) &&
      muster_paged_list_find_key (self->list, row->person->id, &position))
    {
      if (selected.first <= position && position <= selected.last)
        dates = selected.dates;
      if (row->person->id == self->cursor.person_id)
        cursor = self->cursor.date;
    }

  muster_plan_bar_set_selection (muster_roster_line_get_bar (line), dates, cursor);
}

static void
say_hint (MusterRosterPage *self, const Selected *selected)
{
  g_autofree char *people = NULL;
  g_autofree char *days = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (selected == NULL ||
      (selected->first == selected->last && selected->dates.from == selected->dates.to))
    {
      gtk_label_set_label (self->hint,
                           _ ("Select cells with the pointer or Shift and the arrows. A "
                              "number chooses a shift, Enter paints it, R is a rest, "
                              "Delete clears."));
      return;
    }

  n = (guint) (selected->dates.to - selected->dates.from + 1);
  people = muster_text_people (selected->last - selected->first + 1);
  days = g_strdup_printf (ngettext ("%u day", "%u days", n), n);
  /* Translators: how many people, how many days */
  text = g_strdup_printf (_ ("%1$s × %2$s selected"), people, days);
  gtk_label_set_label (self->hint, text);
}

/* ---- The detail ---- */

static MusterPlanRow *
cursor_row (MusterRosterPage *self)
{
  guint position = row_of (self, &self->cursor);
  g_autoptr (MusterPagedItem) item = NULL;

  if (position == G_MAXUINT)
    return NULL;
  item = g_list_model_get_item (G_LIST_MODEL (self->list), position);

  return muster_paged_item_get_row (item);
}

static void
show_month (MusterRosterPage *self, MusterPlanRow *row)
{
  if (self->month_row == row)
    return;

  g_set_object (&self->month_row, row);
  gtk_list_box_remove_all (self->month);
  for (MusterDate date = row != NULL ? row->dates.from : 1;
       date <= (row != NULL ? row->dates.to : 0); date++)
    {
      guint n;
      const MusterPlan *plans = muster_plan_row_find (row, date, &n);
      g_autofree char *day = muster_text_date_short (date);
      g_autofree char *what = muster_plan_text_what (plans, n);
      g_autofree char *why = muster_plan_text_why (plans, n);
      g_autofree char *title =
        g_strdup_printf ("%s %s · %s", day, muster_text_weekday (date), what);
      GtkWidget *line = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (line), why);
      gtk_list_box_append (self->month, line);
    }
}

static void
show_detail (MusterRosterPage *self)
{
  MusterPlanRow *row = cursor_row (self);
  g_autofree char *date = NULL;
  g_autofree char *who = NULL;
  g_autofree char *what = NULL;
  g_autofree char *why = NULL;
  const MusterPlan *plans;
  guint n;

  gtk_widget_set_visible (GTK_WIDGET (self->month), row != NULL);
  if (row == NULL)
    {
      gtk_label_set_label (self->who, _ ("Select a cell"));
      gtk_label_set_label (self->what, "");
      gtk_label_set_label (self->why, _ ("What is planned there and what it rests on."));
      return;
    }

  plans = muster_plan_row_find (row, self->cursor.date, &n);
  date = muster_text_date (self->cursor.date);
  who = g_strdup_printf ("%s · %s", row->person->name, date);
  what = muster_plan_text_what (plans, n);
  why = muster_plan_text_why (plans, n);
  gtk_label_set_label (self->who, who);
  gtk_label_set_label (self->what, what);
  gtk_label_set_label (self->why, why);
  if (muster_page_get_show_detail (MUSTER_PAGE (self)))
    show_month (self, row);
}

static void
show_selection (MusterRosterPage *self)
{
  Selected selected;
  gboolean some = get_selected (self, &selected);
  GtkWidget *widget = GTK_WIDGET (self);
  GHashTableIter iter;
  gpointer line;

  g_hash_table_iter_init (&iter, self->visible);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    show_selection_on (self, line);

  say_hint (self, some ? &selected : NULL);
  gtk_widget_action_set_enabled (widget, "roster.copy", some);
  gtk_widget_action_set_enabled (widget, "roster.paste", some);
  gtk_widget_action_set_enabled (widget, "roster.fill", some);
  gtk_widget_action_set_enabled (widget, "roster.copy-week", some);
  gtk_widget_action_set_enabled (widget, "roster.swap",
                                 some && selected.last == selected.first + 1);
  show_detail (self);
}

/* Goes to a place; the rectangle grows when @extend, else it begins anew there. */
static void
go_to (MusterRosterPage *self, guint row, MusterDate date, gboolean extend)
{
  MusterDates dates = muster_outlook_get_dates (outlook_of (self));
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));

  if (n == 0)
    return;

  row = MIN (row, n - 1);
  self->cursor = (Place) { muster_paged_list_get_key (self->list, row),
                           CLAMP (date, dates.from, dates.to) };
  if (!extend || row_of (self, &self->anchor) == G_MAXUINT)
    self->anchor = self->cursor;
  show_selection (self);
}

/* ---- Strokes ---- */

typedef struct
{
  MusterRosterPage *page;
  StrokeKind kind;
  char *done;
} Stroke;

static void
stroke_free (Stroke *stroke)
{
  g_object_unref (stroke->page);
  g_free (stroke->done);
  g_free (stroke);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stroke, stroke_free)

static void take_back (MusterRosterPage *self, StrokeKind kind);

static void
undo_offered (gpointer data)
{
  g_autoptr (MusterRosterPage) self = g_weak_ref_get (data);

  if (self != NULL)
    take_back (self, STROKE_UNDO);
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
offer_undo (MusterRosterPage *self, const char *done)
{
  GWeakRef *ref = g_new (GWeakRef, 1);

  g_weak_ref_init (ref, self);
  muster_notice_offer_undo (GTK_WIDGET (self), done, undo_offered, ref, weak_ref_free);
}

static void
show_history (MusterRosterPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "roster.undo",
                                 self->undo->len > 0 || self->under_way > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "roster.redo",
                                 self->redo->len > 0 || self->under_way > 0);
}

static void
take_result (MusterRosterPage *self, const Stroke *stroke, GVariant *before)
{
  g_ptr_array_add (stroke->kind == STROKE_UNDO ? self->redo : self->undo, before);
  if (stroke->kind == STROKE_NEW)
    {
      g_ptr_array_set_size (self->redo, 0);
      offer_undo (self, stroke->done);
    }
}

static void
stroked_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Stroke) stroke = user_data;
  MusterRosterPage *self = stroke->page;
  g_autoptr (GError) error = NULL;
  GVariant *before = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  self->under_way--;
  if (before != NULL)
    take_result (self, stroke, before);
  else
    {
      muster_notice_show (GTK_WIDGET (self), error);
      g_array_set_size (self->asked, 0);
    }

  if (self->under_way == 0 && self->asked->len > 0)
    {
      StrokeKind next = g_array_index (self->asked, StrokeKind, 0);

      g_array_remove_index (self->asked, 0);
      take_back (self, next);
    }
  show_history (self);
}

static void
stroke (MusterRosterPage *self,
        const MusterCommand *command,
        GVariant *args,
        StrokeKind kind,
        const char *done)
{
  MusterPage *page = MUSTER_PAGE (self);
  Stroke *one = g_new0 (Stroke, 1);

  self->under_way++;
  show_history (self);
  one->page = g_object_ref (self);
  one->kind = kind;
  one->done = g_strdup (done);
  muster_office_submit_async (muster_page_get_office (page), muster_page_get_actor (page),
                              command, args, muster_page_get_cancellable (page),
                              stroked_cb, one);
}

static void
take_back (MusterRosterPage *self, StrokeKind kind)
{
  GPtrArray *from = kind == STROKE_UNDO ? self->undo : self->redo;
  g_autoptr (GVariant) cells = NULL;

  /* What is under way is what the user means; its way back is not known yet. */
  if (self->under_way > 0)
    {
      g_array_append_val (self->asked, kind);
      return;
    }
  if (from->len == 0)
    return;

  cells = g_ptr_array_steal_index (from, from->len - 1);
  show_history (self);
  stroke (self, &muster_set_roster, cells, kind, NULL);
}

static GVariant *
selected_people (MusterRosterPage *self, const Selected *selected)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ax"));
  for (guint i = selected->first; i <= selected->last; i++)
    g_variant_builder_add (&builder, "x", muster_paged_list_get_key (self->list, i));

  return g_variant_builder_end (&builder);
}

static void
paint (MusterRosterPage *self, const char *what, const char *code)
{
  Selected selected;

  if (!get_selected (self, &selected))
    {
      muster_notice_say (GTK_WIDGET (self), _ ("Select cells first"));
      return;
    }

  stroke (self, &muster_paint_roster,
          g_variant_new ("(viiss)", selected_people (self, &selected),
                         selected.dates.from, selected.dates.to, what, code),
          STROKE_NEW, _ ("Roster changed"));
}

static void
paint_brush (MusterRosterPage *self)
{
  if (self->brush < self->shifts->len)
    {
      MusterShift *shift = g_ptr_array_index (self->shifts, self->brush);

      paint (self, "shift", shift->code);
    }
}

/* ---- Palette ---- */

static void
choose_brush (MusterRosterPage *self, guint brush)
{
  if (brush >= self->shifts->len)
    return;

  self->brush = brush;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), i == brush);
}

static void
brush_clicked_cb (MusterRosterPage *self, GtkWidget *button)
{
  Selected selected;
  guint brush;

  if (!g_ptr_array_find (self->buttons, button, &brush))
    return;

  choose_brush (self, brush);
  if (get_selected (self, &selected))
    paint_brush (self);
}

static void
draw_swatch (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GdkRGBA color;

  muster_plan_bar_get_tint (GPOINTER_TO_INT (data), &color);
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc (cr, width / 2.0, height / 2.0, MIN (width, height) / 2.0, 0, 2 * G_PI);
  cairo_fill (cr);
}

static GtkWidget *
make_brush (MusterRosterPage *self, guint index)
{
  MusterShift *shift = g_ptr_array_index (self->shifts, index);
  g_autofree char *mark = muster_plan_text_shift_mark (shift);
  g_autofree char *full = muster_plan_text_shift (shift);
  g_autofree char *label = g_strdup_printf ("%s %s", mark, shift->name);
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *swatch = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (swatch), 10);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (swatch), 10);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (swatch), draw_swatch,
                                  GINT_TO_POINTER ((int) index), NULL);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  if (index < KEYED)
    {
      g_autofree char *key = g_strdup_printf ("%u", index + 1);
      GtkWidget *cap = gtk_label_new (key);

      gtk_widget_add_css_class (cap, "muster-key");
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, full);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  full, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (brush_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
make_verb (const char *label, const char *key, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *cap = gtk_label_new (key);

  gtk_widget_add_css_class (cap, "muster-key");
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), cap);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static void
show_palette (MusterRosterPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->palette))) != NULL)
    gtk_box_remove (self->palette, child);
  g_ptr_array_set_size (self->buttons, 0);

  for (guint i = 0; i < self->shifts->len; i++)
    {
      GtkWidget *button = make_brush (self, i);

      g_ptr_array_add (self->buttons, button);
      gtk_box_append (self->palette, button);
    }
  gtk_box_append (self->palette, make_verb (C_ ("roster", "Rest"), "R", "roster.rest"));
  gtk_box_append (self->palette,
                  make_verb (C_ ("roster", "Clear"), C_ ("key", "Del"), "roster.clear"));
  choose_brush (self, MIN (self->brush, MAX (self->shifts->len, 1) - 1));
}

static void
shifts_fetched (MusterFinding *finding,
                GPtrArray *rows,
                const GError *error,
                gpointer user_data)
{
  g_autoptr (MusterRosterPage) self = user_data;

  /* The people's listing says what is wrong; without a palette nothing is painted. */
  if (finding == NULL || self->palette == NULL)
    return;

  g_ptr_array_set_size (self->shifts, 0);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (
      self->shifts, g_object_ref (MUSTER_SHIFT_ROW (g_ptr_array_index (rows, i))->shift));
  show_palette (self);
}

/* ---- Coverage ---- */

static void
coverage_fetched (MusterFinding *finding,
                  GPtrArray *rows,
                  const GError *error,
                  gpointer user_data)
{
  g_autoptr (MusterRosterPage) self = user_data;
  gboolean narrow;
  GtkWidget *child;

  /* The people's listing says what is wrong. */
  if (finding == NULL || self->coverage == NULL)
    return;

  narrow = is_narrow (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->coverage))) != NULL)
    gtk_box_remove (self->coverage, child);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterCoverageRow *row = g_ptr_array_index (rows, i);
      GtkWidget *line = muster_roster_line_new_with (muster_coverage_bar_new (row),
                                                     row->shift->name, narrow);

      gtk_box_append (self->coverage, line);
    }
  gtk_widget_set_visible (self->coverage_window, rows->len > 0);
}

/* ---- Clipboard ---- */

static void
copied (MusterFinding *finding, GPtrArray *rows, const GError *error, gpointer user_data)
{
  g_autoptr (MusterRosterPage) self = user_data;
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  g_autofree char *text = NULL;
  Selected selected;

  if (finding == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }
  if (!get_selected (self, &selected))
    return;

  for (guint i = selected.first; i <= selected.last && i < rows->len; i++)
    g_ptr_array_add (chosen, g_ptr_array_index (rows, i));
  text = muster_plan_table_write (chosen, selected.dates);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  muster_notice_say (GTK_WIDGET (self), _ ("Copied as a table"));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPage *page = MUSTER_PAGE (widget);
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (widget);
  Selected selected;

  if (get_selected (self, &selected))
    muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                       &muster_plans_listing, muster_paged_list_get_filter (self->list),
                       selected.last + 1, muster_page_get_cancellable (page), copied,
                       g_object_ref (self));
}

static void
paste (MusterRosterPage *self, const char *text)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  Selected selected;
  GVariant *cells;

  if (!get_selected (self, &selected))
    return;

  for (guint i = selected.first; i < n; i++)
    {
      gint64 id = muster_paged_list_get_key (self->list, i);

      g_array_append_val (ids, id);
    }
  cells = muster_plan_table_read (
    text, self->shifts, (const gint64 *) (gpointer) ids->data, ids->len,
    (MusterDates) { selected.dates.from,
                    muster_outlook_get_dates (outlook_of (self)).to },
    &error);
  if (cells == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    stroke (self, &muster_set_roster, cells, STROKE_NEW, _ ("Table pasted"));
}

static void
pasted_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRosterPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);

  if (text != NULL)
    paste (self, text);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    muster_notice_say (GTK_WIDGET (self), _ ("There is no table on the clipboard"));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget),
                                 muster_page_get_cancellable (MUSTER_PAGE (widget)),
                                 pasted_cb, g_object_ref (widget));
}

/* ---- Verbs ---- */

static void
undo_action (GtkWidget *widget, const char *name, GVariant *args)
{
  take_back (MUSTER_ROSTER_PAGE (widget), STROKE_UNDO);
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *args)
{
  take_back (MUSTER_ROSTER_PAGE (widget), STROKE_REDO);
}

static void
rest_action (GtkWidget *widget, const char *name, GVariant *args)
{
  paint (MUSTER_ROSTER_PAGE (widget), "rest", "");
}

static void
clear_action (GtkWidget *widget, const char *name, GVariant *args)
{
  paint (MUSTER_ROSTER_PAGE (widget), "clear", "");
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (widget);
  MusterDates dates = muster_outlook_get_dates (outlook_of (self));

  go_to (self, 0, dates.from, FALSE);
  go_to (self, G_MAXUINT, dates.to, TRUE);
}

/* The week of the cursor, from Monday on, to the next. */
static void
copy_week_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (widget);
  Selected selected;
  MusterDate monday;

  if (!get_selected (self, &selected))
    return;

  monday = self->cursor.date - muster_date_get_weekday (self->cursor.date);
  stroke (self, &muster_copy_roster,
          g_variant_new ("(viii)", selected_people (self, &selected), monday, monday + 6,
                         monday + 7),
          STROKE_NEW, _ ("Week copied to the next"));
}

static void
swap_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (widget);
  Selected selected;

  if (!get_selected (self, &selected) || selected.last != selected.first + 1)
    return;

  stroke (self, &muster_swap_roster,
          g_variant_new ("(xxii)", muster_paged_list_get_key (self->list, selected.first),
                         muster_paged_list_get_key (self->list, selected.last),
                         selected.dates.from, selected.dates.to),
          STROKE_NEW, _ ("Shifts swapped"));
}

/* What repeats, one word a day: names, codes or marks of shifts, rests, "*" to leave a day. */
static GVariant *
read_slots (MusterRosterPage *self, const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " ,;、,", -1);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (g_str_equal (words[i], "*"))
        g_ptr_array_add (codes, (gpointer) "-");
      else if (!muster_plan_table_read_cell (self->shifts, words[i], codes, error))
        return NULL;
    }

  return g_variant_new_strv ((const char *const *) codes->pdata, codes->len);
}

static void
fill_response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  MusterRosterPage *self = user_data;
  GtkEditable *slots = g_object_get_data (G_OBJECT (dialog), "slots");
  AdwSpinRow *stagger = g_object_get_data (G_OBJECT (dialog), "stagger");
  g_autoptr (GError) error = NULL;
  Selected selected;
  GVariant *given;

  if (!g_str_equal (response, "fill") || !get_selected (self, &selected))
    return;

  if ((given = read_slots (self, gtk_editable_get_text (slots), &error)) == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  stroke (self, &muster_fill_roster,
          g_variant_new ("(vii@asix)", selected_people (self, &selected),
                         selected.dates.from, selected.dates.to, given,
                         selected.dates.from, (gint64) adw_spin_row_get_value (stagger)),
          STROKE_NEW, _ ("Roster filled"));
}

static void
fill_action (GtkWidget *widget, const char *name, GVariant *args)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Fill with a Pattern"), NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *slots = adw_entry_row_new ();
  GtkWidget *stagger = adw_spin_row_new_with_range (0, 31, 1);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog),
                             _ ("Write one shift a day, as its name or mark, with spaces "
                                "between them, and a rest as "
                                "“–”. They repeat from the first selected date on; “*” "
                                "leaves a day as it is in the "
                                "group's pattern. Fourteen make alternating weeks."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (slots), _ ("What repeats"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (stagger),
                                 _ ("Days each person is further on"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), slots);
  gtk_list_box_append (GTK_LIST_BOX (list), stagger);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), list);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"),
                                  "fill", _ ("_Fill"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "fill",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "fill");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (slots), TRUE);
  g_object_set_data (G_OBJECT (dialog), "slots", slots);
  g_object_set_data (G_OBJECT (dialog), "stagger", stagger);
  g_signal_connect_object (dialog, "response", G_CALLBACK (fill_response_cb), widget, 0);
  adw_dialog_present (dialog, widget);
}

/* ---- Keys and pointer ---- */

static gboolean
verb_key (MusterRosterPage *self, guint key)
{
  if (key >= GDK_KEY_1 && key <= GDK_KEY_9)
    choose_brush (self, key - GDK_KEY_1);
  else if (key >= GDK_KEY_KP_1 && key <= GDK_KEY_KP_9)
    choose_brush (self, key - GDK_KEY_KP_1);
  else if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    paint_brush (self);
  else if (key == GDK_KEY_Delete || key == GDK_KEY_BackSpace)
    paint (self, "clear", "");
  else if (key == GDK_KEY_r || key == GDK_KEY_R)
    paint (self, "rest", "");
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static gboolean
key_cb (MusterRosterPage *self, guint key, guint code, GdkModifierType state)
{
  MusterDates dates = muster_outlook_get_dates (outlook_of (self));
  gboolean extend = (state & GDK_SHIFT_MASK) != 0;
  int turn = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  guint row = row_of (self, &self->cursor);
  MusterDate date = self->cursor.date;

  if ((state & (gtk_accelerator_get_default_mod_mask () & ~(guint) GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  /* The first key finds the cursor where the outlook is. */
  if (row == G_MAXUINT)
    {
      if (key != GDK_KEY_Up && key != GDK_KEY_Down && key != GDK_KEY_Left &&
          key != GDK_KEY_Right)
        return verb_key (self, key);
      go_to (self, 0, muster_outlook_get_date (outlook_of (self)), FALSE);
      return GDK_EVENT_STOP;
    }

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      date -= turn;
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      date += turn;
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      row -= row > 0;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      row++;
      break;
    case GDK_KEY_Page_Up:
      row -= MIN (row, PAGE_STEP);
      break;
    case GDK_KEY_Page_Down:
      row += PAGE_STEP;
      break;
    case GDK_KEY_Home:
      date = dates.from;
      break;
    case GDK_KEY_End:
      date = dates.to;
      break;
    default:
      return verb_key (self, key);
    }

  go_to (self, row, date, extend);
  gtk_list_view_scroll_to (self->lines, row_of (self, &self->cursor),
                           GTK_LIST_SCROLL_FOCUS, NULL);

  return GDK_EVENT_STOP;
}

/* What lies under the pointer, in the list's pixels. */
static gboolean
place_at (MusterRosterPage *self, double x, double y, guint *row, MusterDate *date)
{
  GtkWidget *list = GTK_WIDGET (self->lines);
  GtkWidget *under = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkWidget *line = NULL;
  graphene_point_t point;
  MusterPlanBar *bar;
  MusterPlanRow *shown;

  if (under != NULL)
    line = MUSTER_IS_ROSTER_LINE (under)
             ? under
             : gtk_widget_get_ancestor (under, MUSTER_TYPE_ROSTER_LINE);
  if (line == NULL && under != NULL)
    {
      /* The row's own padding */
      GtkWidget *child = gtk_widget_get_first_child (under);

      line = child != NULL && MUSTER_IS_ROSTER_LINE (child) ? child : NULL;
    }
  if (line == NULL || !(shown = muster_roster_line_get_row (MUSTER_ROSTER_LINE (line))))
    return FALSE;

  bar = muster_roster_line_get_bar (MUSTER_ROSTER_LINE (line));
  if (!gtk_widget_compute_point (list, GTK_WIDGET (bar),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point) ||
      !muster_paged_list_find_key (self->list, shown->person->id, row))
    return FALSE;

  *date = muster_plan_bar_get_date (bar, (double) point.x);

  return *date != MUSTER_DATE_NONE && (self->dragging || point.x >= 0);
}

static void
drag_begin_cb (MusterRosterPage *self, double x, double y, GtkGesture *gesture)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  MusterDate date;
  guint row;

  if (!place_at (self, x, y, &row, &date))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  self->dragging = TRUE;
  go_to (self, row, date, (state & GDK_SHIFT_MASK) != 0);
  gtk_list_view_scroll_to (self->lines, row, GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
drag_update_cb (MusterRosterPage *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;
  MusterDate date;
  guint row;

  if (self->dragging && gtk_gesture_drag_get_start_point (gesture, &x, &y) &&
      place_at (self, x + dx, y + dy, &row, &date))
    go_to (self, row, date, TRUE);
}

static void
drag_end_cb (MusterRosterPage *self)
{
  self->dragging = FALSE;
}

/* ---- Lines ---- */

static void
line_gone (gpointer data, GObject *line)
{
  g_hash_table_remove (MUSTER_ROSTER_PAGE (data)->visible, line);
}

static GtkWidget *
make_line (gpointer data)
{
  MusterRosterPage *self = data;
  GtkWidget *line = muster_roster_line_new (is_narrow (self));

  g_hash_table_add (self->visible, line);
  g_object_weak_ref (G_OBJECT (line), line_gone, self);

  return line;
}

static void
show_line (GtkWidget *cell, gpointer row)
{
  GtkWidget *page = gtk_widget_get_ancestor (cell, MUSTER_TYPE_ROSTER_PAGE);

  muster_roster_line_set_row (MUSTER_ROSTER_LINE (cell), row);
  if (page == NULL)
    return;

  show_selection_on (MUSTER_ROSTER_PAGE (page), MUSTER_ROSTER_LINE (cell));
  if (row != NULL &&
      MUSTER_PLAN_ROW (row)->person->id == MUSTER_ROSTER_PAGE (page)->cursor.person_id)
    show_detail (MUSTER_ROSTER_PAGE (page));
}

static void
narrow_cb (MusterRosterPage *self)
{
  gboolean narrow = is_narrow (self);
  GHashTableIter iter;
  gpointer line;

  if (self->visible == NULL)
    return;

  g_hash_table_iter_init (&iter, self->visible);
  while (g_hash_table_iter_next (&iter, &line, NULL))
    muster_roster_line_set_narrow (line, narrow);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->coverage));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    muster_roster_line_set_narrow (MUSTER_ROSTER_LINE (child), narrow);
  if (self->heading != NULL)
    gtk_widget_set_margin_start (
      self->heading, narrow ? 0 : MUSTER_ROSTER_NAME_WIDTH + MUSTER_ROSTER_SPACING);
}

/* ---- Finding ---- */

static void
found_cb (MusterRosterPage *self)
{
  const GError *error = muster_paged_list_get_error (self->list);
  MusterFilter *filter = muster_paged_list_get_filter (self->list);
  MusterPageState state = MUSTER_PAGE_CONTENT;

  if (error != NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0)
    state = filter->search == NULL && filter->group == NULL && filter->department == NULL
              ? MUSTER_PAGE_EMPTY
              : MUSTER_PAGE_NOTHING;
  muster_page_end (MUSTER_PAGE (self), state);
  show_selection (self);
}

static void
muster_roster_page_refresh (MusterPage *page)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (page);
  MusterOutlook *outlook = outlook_of (self);
  MusterDates dates = muster_outlook_get_dates (outlook);
  g_autoptr (MusterFilter) filter = muster_outlook_build_filter (outlook, FALSE);
  g_autoptr (MusterFilter) of_shifts = muster_filter_new ();

  muster_page_begin (page);
  filter->dates = dates;
  of_shifts->dates = dates;
  if (self->cursor.date != MUSTER_DATE_NONE)
    {
      self->cursor.date = CLAMP (self->cursor.date, dates.from, dates.to);
      self->anchor.date = CLAMP (self->anchor.date, dates.from, dates.to);
    }
  muster_month_bar_set_days (MUSTER_MONTH_BAR (self->heading), dates, NULL);
  muster_month_bar_set_today (MUSTER_MONTH_BAR (self->heading),
                              muster_outlook_get_today (outlook));
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_shifts_listing, of_shifts, G_MAXUINT16,
                     muster_page_get_cancellable (page), shifts_fetched,
                     g_object_ref (self));
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_coverage_listing, filter, G_MAXUINT16,
                     muster_page_get_cancellable (page), coverage_fetched,
                     g_object_ref (self));
  muster_paged_list_set_filter (self->list, filter);
}

static gboolean
muster_roster_page_reveal (MusterPage *page, gint64 person_id)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (page);
  guint position;

  if (!muster_paged_list_find_key (self->list, person_id, &position))
    return FALSE;

  go_to (self, position, muster_outlook_get_date (outlook_of (self)), FALSE);
  gtk_list_view_scroll_to (self->lines, position, GTK_LIST_SCROLL_NONE, NULL);

  return TRUE;
}

static gboolean
muster_roster_page_focus_content (MusterPage *page)
{
  return gtk_widget_child_focus (GTK_WIDGET (MUSTER_ROSTER_PAGE (page)->lines),
                                 GTK_DIR_TAB_FORWARD);
}

static void
muster_roster_page_move (MusterPage *page, int steps)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (page);
  guint row = row_of (self, &self->cursor);
  MusterDate date = row == G_MAXUINT ? muster_outlook_get_date (outlook_of (self))
                                     : self->cursor.date;

  row = row == G_MAXUINT ? 0 : (guint) MAX ((int) row + steps, 0);
  go_to (self, row, date, FALSE);
  if ((row = row_of (self, &self->cursor)) != G_MAXUINT)
    gtk_list_view_scroll_to (self->lines, row, GTK_LIST_SCROLL_NONE, NULL);
}

/* ---- Life ---- */

static void
muster_roster_page_constructed (GObject *object)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);
  g_autoptr (GtkSelectionModel) model = NULL;

  G_OBJECT_CLASS (muster_roster_page_parent_class)->constructed (object);

  self->list = muster_paged_list_new (
    muster_page_get_office (page), muster_page_get_actor (page), &muster_plans_listing);
  /* The base asks for a new look when a topic changes */
  muster_paged_list_set_live (self->list, FALSE);
  /* Cells are selected, not rows */
  model =
    GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->list))));
  gtk_list_view_set_model (self->lines, model);
  g_signal_connect_object (self->list, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::show-detail", G_CALLBACK (show_detail), self,
                           G_CONNECT_SWAPPED);
  narrow_cb (self);
  show_history (self);
  show_selection (self);
}

static void
muster_roster_page_dispose (GObject *object)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (object);
  GHashTableIter iter;
  gpointer line;

  if (self->visible != NULL)
    {
      g_hash_table_iter_init (&iter, self->visible);
      while (g_hash_table_iter_next (&iter, &line, NULL))
        g_object_weak_unref (G_OBJECT (line), line_gone, self);
      g_clear_pointer (&self->visible, g_hash_table_unref);
    }
  g_clear_object (&self->month_row);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_ROSTER_PAGE);

  G_OBJECT_CLASS (muster_roster_page_parent_class)->dispose (object);
}

static void
muster_roster_page_finalize (GObject *object)
{
  MusterRosterPage *self = MUSTER_ROSTER_PAGE (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->shifts, g_ptr_array_unref);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_array_unref);

  G_OBJECT_CLASS (muster_roster_page_parent_class)->finalize (object);
}

/* ---- Files ---- */

static void
take_import (MusterPage *page, GVariant *cells)
{
  stroke (MUSTER_ROSTER_PAGE (page), &muster_set_roster, cells, STROKE_NEW,
          _ ("Roster imported"));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_roster_files_import (MUSTER_PAGE (widget), take_import);
}

static gboolean
dropped_cb (MusterRosterPage *self, const GValue *value)
{
  GFile *file = g_value_get_object (value);

  if (file == NULL || !g_file_is_native (file))
    return FALSE;

  muster_roster_files_open (MUSTER_PAGE (self), file, take_import);
  return TRUE;
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_roster_files_export (MUSTER_PAGE (widget), muster_paged_list_get_filter (
                                                      MUSTER_ROSTER_PAGE (widget)->list));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_roster_files_print (MUSTER_PAGE (widget), muster_paged_list_get_filter (
                                                     MUSTER_ROSTER_PAGE (widget)->list));
}

static void
install_actions (GtkWidgetClass *klass)
{
  static const struct
  {
    const char *name;
    GtkWidgetActionActivateFunc activate;
    guint key;
    GdkModifierType state;
  } actions[] = {
    { "roster.undo", undo_action, GDK_KEY_z, GDK_CONTROL_MASK },
    { "roster.redo", redo_action, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "roster.copy", copy_action, GDK_KEY_c, GDK_CONTROL_MASK },
    { "roster.paste", paste_action, GDK_KEY_v, GDK_CONTROL_MASK },
    { "roster.select-all", select_all_action, GDK_KEY_a, GDK_CONTROL_MASK },
    { "roster.rest", rest_action, 0, 0 },
    { "roster.clear", clear_action, 0, 0 },
    { "roster.fill", fill_action, 0, 0 },
    { "roster.copy-week", copy_week_action, 0, 0 },
    { "roster.swap", swap_action, 0, 0 },
    { "roster.import", import_action, 0, 0 },
    { "roster.export", export_action, GDK_KEY_s, GDK_CONTROL_MASK },
    { "roster.print", print_action, GDK_KEY_p, GDK_CONTROL_MASK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].activate);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (klass, actions[i].key, actions[i].state,
                                             actions[i].name, NULL);
    }
}

static void
muster_roster_page_class_init (MusterRosterPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_roster_page_constructed;
  object_class->dispose = muster_roster_page_dispose;
  object_class->finalize = muster_roster_page_finalize;
  page_class->refresh = muster_roster_page_refresh;
  page_class->reveal = muster_roster_page_reveal;
  page_class->focus_content = muster_roster_page_focus_content;
  page_class->move = muster_roster_page_move;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-roster-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, palette);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, heading_bin);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, lines);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, coverage_window);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, coverage);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, hint);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, who);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, what);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, why);
  gtk_widget_class_bind_template_child (widget_class, MusterRosterPage, month);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  install_actions (widget_class);
}

static void
muster_roster_page_init (MusterRosterPage *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->visible = g_hash_table_new (NULL, NULL);
  self->shifts = g_ptr_array_new_with_free_func (g_object_unref);
  self->buttons = g_ptr_array_new ();
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->asked = g_array_new (FALSE, FALSE, sizeof (StrokeKind));
  self->anchor.date = self->cursor.date = MUSTER_DATE_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->heading = muster_month_bar_new (TRUE);
  adw_bin_set_child (self->heading_bin, self->heading);
  factory = muster_cell_factory_new (make_line, self, show_line);
  gtk_list_view_set_factory (self->lines, factory);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->lines), keys);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag),
                                              GTK_PHASE_CAPTURE);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-end", G_CALLBACK (drag_end_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->lines), GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_object (drop, "drop", G_CALLBACK (dropped_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}
