/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-day-detail.h"

#include "muster-day-bar.h"
#include "muster-day-map.h"
#include "muster-day-strip.h"
#include "muster-day-text.h"
#include "muster-error.h"
#include "muster-fetch.h"
#include "muster-punch-listings.h"
#include "muster-sign.h"
#include "muster-text.h"
#include "muster-void-dialog.h"
#include "muster-why.h"

#include <glib/gi18n-lib.h>

#define HISTORY 30 /* days */
#define MOST_PUNCHES 400

struct _MusterDayDetail
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *content;
  GtkLabel *name_label;
  GtkLabel *place_label;
  GtkLabel *date_label;
  GtkWidget *locked_label;
  GtkWidget *close_button;
  GtkLabel *verdict_label;
  GtkLabel *caption_label;
  MusterSign *sign;
  AdwBin *bar_bin;
  GtkFlowBox *numbers;
  GtkWidget *punches_group;
  GtkListBox *punches_list;
  MusterDayMap *day_map;
  GtkWidget *why_group;
  GtkListBox *why_list;
  MusterDayStrip *strip;
  GtkLabel *first_label;
  GtkLabel *last_label;
  GtkWidget *bar;

  MusterOffice *office;
  MusterActor *actor;
  GCancellable *cancellable;
  MusterDayRow *row;
  GHashTable *punches;
  gint64 now;
};

G_DEFINE_FINAL_TYPE (MusterDayDetail, muster_day_detail, GTK_TYPE_WIDGET)

enum
{
  DATE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MusterDaySheet *
sheet_of (MusterDayDetail *self)
{
  return self->row ? self->row->sheet : NULL;
}

static void
add_number (MusterDayDetail *self, const char *title, char *value, const char *style)
{
  g_autofree char *owned = value;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new (*owned ? owned : "–");
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (number), 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (number, "title-4");
  gtk_widget_add_css_class (number, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (number, style);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), label);
  gtk_flow_box_append (self->numbers, box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
}

static void
show_numbers (MusterDayDetail *self)
{
  MusterDaySheet *sheet = sheet_of (self);
  const MusterDay *day = &sheet->day;

  gtk_flow_box_remove_all (self->numbers);
  add_number (self, _ ("On-punch"), muster_day_text_in (sheet),
              day->flags & MUSTER_FLAG_MISSING_IN ? "warning" : NULL);
  add_number (self, _ ("Off-punch"), muster_day_text_out (sheet),
              day->flags & MUSTER_FLAG_MISSING_OUT ? "warning" : NULL);
  add_number (self, _ ("Worked time"), muster_day_text_worked (day), NULL);
  add_number (self, _ ("Expected"), muster_text_hours (day->expected_min), NULL);
  if (day->late_min > 0)
    add_number (self, _ ("Late, min"), muster_day_text_count (day->late_min), "warning");
  if (day->early_min > 0)
    add_number (self, _ ("Left early, min"), muster_day_text_count (day->early_min),
                "warning");
  if (day->overtime_min > 0)
    add_number (self, _ ("Overtime"), muster_text_hours (day->overtime_min), NULL);
}

static void
show_head (MusterDayDetail *self)
{
  MusterPerson *person = self->row->person;
  MusterDaySheet *sheet = sheet_of (self);
  g_autofree char *department = muster_text_department (person->department);
  g_autofree char *place =
    g_strjoin (" · ", person->staff_no, *department ? department : NULL, NULL);
  g_autofree char *date = muster_text_date (sheet->day.date);
  g_autofree char *label = muster_day_text_label (&sheet->day);
  g_autofree char *ground = muster_day_text_ground (sheet);

  gtk_label_set_label (self->name_label, person->name);
  gtk_label_set_label (self->place_label, place);
  gtk_label_set_label (self->date_label, date);
  gtk_widget_set_visible (self->locked_label, sheet->locked);
  gtk_label_set_label (self->verdict_label, ground);
  muster_sign_set (self->sign, muster_day_text_sign (&sheet->day), label);
}

/* Below the bar: the part under the keyboard focus, else the shift */
static void
show_caption (MusterDayDetail *self)
{
  const char *caption = muster_day_bar_get_caption (MUSTER_DAY_BAR (self->bar));
  g_autofree char *schedule = sheet_of (self) ? muster_day_text_schedule (sheet_of (self))
                                              : NULL;

  gtk_label_set_label (self->caption_label, caption ? caption : schedule ? schedule : "");
}

static void
void_clicked_cb (GtkWidget *button, MusterDayDetail *self)
{
  const MusterPlaced *placed = g_object_get_data (G_OBJECT (button), "muster-placed");
  g_autofree char *said = muster_day_text_placed (sheet_of (self), placed);
  g_autofree char *subject = g_strdup_printf ("%s %s", self->row->person->name, said);

  muster_void_dialog_present (GTK_WIDGET (self), self->office, self->actor,
                              placed->punch.id, subject,
                              (placed->punch.marks & MUSTER_PUNCH_VOID) != 0);
}

static char *
punch_subtitle (MusterDayDetail *self, const MusterPlaced *placed)
{
  MusterDaySheet *sheet = sheet_of (self);
  MusterPunchRow *row = g_hash_table_lookup (self->punches, &placed->punch.id);
  g_autofree char *evidence =
    muster_day_text_evidence (&placed->punch, sheet->zone, sheet->day.date);
  const char *reason = muster_day_text_reason (placed->verdict);
  const char *void_reason = row ? row->void_reason : NULL;
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (row != NULL && *evidence)
    g_strv_builder_take (lines, g_strdup_printf ("%s · %s", row->source_name, evidence));
  else if (row != NULL || *evidence)
    g_strv_builder_add (lines, row ? row->source_name : evidence);
  if (void_reason != NULL)
    /* Translators: who voided a punch, and why */
    g_strv_builder_take (
      lines, g_strdup_printf (_ ("Voided by %1$s: %2$s"), row->void_by, void_reason));
  else if (*reason)
    g_strv_builder_add (lines, reason);
  parts = g_strv_builder_end (lines);

  return g_strjoinv ("\n", parts);
}

static GtkWidget *
build_punch (MusterDayDetail *self, MusterPlaced *placed)
{
  MusterDaySheet *sheet = sheet_of (self);
  const MusterWord *word = muster_words_at ("verdict", placed->verdict);
  gboolean voided = (placed->punch.marks & MUSTER_PUNCH_VOID) != 0;
  g_autofree char *title = muster_day_text_placed (sheet, placed);
  g_autofree char *subtitle = punch_subtitle (self, placed);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (word ? word->icon : NULL);
  GtkWidget *button;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (row, "numeric");
  if (word != NULL && word->style != NULL)
    gtk_widget_add_css_class (icon, word->style);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);

  if (!muster_actor_may (self->actor, MUSTER_MAY_VOID) || placed->punch.id == 0)
    return row;

  button = gtk_button_new_from_icon_name (voided ? "edit-undo-symbolic"
                                                 : "muster-void-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, voided ? _ ("Let this punch count again")
                                              : _ ("Void this punch (V)"));
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
    voided ? _ ("Let this punch count again") : _ ("Void this punch"), -1);
  g_object_set_data (G_OBJECT (button), "muster-placed", placed);
  g_object_set_data (G_OBJECT (row), "muster-void-button", button);
  g_signal_connect (button, "clicked", G_CALLBACK (void_clicked_cb), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_punches (MusterDayDetail *self)
{
  MusterDaySheet *sheet = sheet_of (self);

  gtk_list_box_remove_all (self->punches_list);
  gtk_widget_set_visible (self->punches_group, sheet->placed->len > 0);
  for (guint i = 0; i < sheet->placed->len; i++)
    gtk_list_box_append (
      self->punches_list,
      build_punch (self, &g_array_index (sheet->placed, MusterPlaced, i)));
}

static GtkWidget *
build_why (MusterWhyLine *line)
{
  g_autofree char *ground =
    g_strjoin (" · ", line->rule ? line->rule : "", line->setting, NULL);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *sentence = gtk_label_new (line->sentence);
  GtkWidget *rule = gtk_label_new (ground);
  GtkWidget *value = gtk_label_new (line->value);

  gtk_label_set_xalign (GTK_LABEL (sentence), 0);
  gtk_label_set_wrap (GTK_LABEL (sentence), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (sentence), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (rule), 0);
  gtk_label_set_ellipsize (GTK_LABEL (rule), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (rule, "caption");
  gtk_widget_add_css_class (rule, "dim-label");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value, "caption-heading");
  gtk_widget_set_valign (value, GTK_ALIGN_START);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (text), sentence);
  if (*ground != '\0')
    gtk_box_append (GTK_BOX (text), rule);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), value);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);

  return row;
}

static void
show_why (MusterDayDetail *self)
{
  g_autoptr (GPtrArray) lines = muster_why_lines (sheet_of (self));
  const char *rules = NULL;

  gtk_list_box_remove_all (self->why_list);
  for (guint i = 0; i < lines->len; i++)
    {
      MusterWhyLine *line = g_ptr_array_index (lines, i);

      gtk_list_box_append (self->why_list, build_why (line));
      if (rules == NULL)
        rules = line->rules;
    }

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->why_group), rules);
  gtk_widget_set_visible (self->why_group, lines->len > 0);
}

static void
show_day (MusterDayDetail *self)
{
  gtk_widget_set_visible (self->content, self->row != NULL);
  muster_day_bar_set_sheet (MUSTER_DAY_BAR (self->bar), sheet_of (self));
  muster_day_bar_set_now (MUSTER_DAY_BAR (self->bar), self->now);
  show_caption (self);
  if (self->row == NULL)
    return;

  show_head (self);
  show_numbers (self);
  show_punches (self);
  show_why (self);
}

/* Whether nobody waits for the answer any more: another day is shown, or the company is locked */
static gboolean
is_gone (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, MUSTER_ERROR, MUSTER_ERROR_LOCKED);
}

static void
day_fetched (MusterFinding *finding,
             GPtrArray *rows,
             const GError *error,
             gpointer user_data)
{
  g_autoptr (MusterDayDetail) self = user_data;
  MusterDayRow *found = NULL;

  if (rows == NULL)
    {
      if (!is_gone (error))
        gtk_label_set_label (self->caption_label, error->message);
      return;
    }

  for (guint i = 0; i < rows->len && self->row != NULL; i++)
    {
      MusterDayRow *row = g_ptr_array_index (rows, i);

      if (row->sheet->day.date == self->row->sheet->day.date &&
          row->sheet->day.nth == self->row->sheet->day.nth)
        found = row;
    }

  if (found == NULL)
    return;

  g_set_object (&self->row, found);
  show_day (self);
}

static void
punches_fetched (MusterFinding *finding,
                 GPtrArray *rows,
                 const GError *error,
                 gpointer user_data)
{
  g_autoptr (MusterDayDetail) self = user_data;

  if (rows == NULL)
    {
      if (!is_gone (error))
        g_warning ("Cannot read the evidence of punches: %s", error->message);
      return;
    }

  g_hash_table_remove_all (self->punches);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterPunchRow *row = g_ptr_array_index (rows, i);

      g_hash_table_insert (self->punches,
                           g_memdup2 (&row->punch.id, sizeof row->punch.id),
                           g_object_ref (row));
    }

  if (self->row != NULL)
    show_punches (self);
}

static void
history_fetched (MusterFinding *finding,
                 GPtrArray *rows,
                 const GError *error,
                 gpointer user_data)
{
  g_autoptr (MusterDayDetail) self = user_data;
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  MusterDate date;

  if (rows == NULL || self->row == NULL)
    {
      if (rows == NULL && !is_gone (error))
        g_warning ("Cannot read the days before: %s", error->message);
      return;
    }

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (
      sheets, g_object_ref (((MusterDayRow *) g_ptr_array_index (rows, i))->sheet));

  date = self->row->sheet->day.date;
  first = muster_text_day_of_month (finding->filter->dates.from);
  last = muster_text_day_of_month (date);
  gtk_label_set_label (self->first_label, first);
  gtk_label_set_label (self->last_label, last);
  muster_day_strip_set_days (self->strip, finding->filter->dates.from, HISTORY, sheets,
                             date);
}

static MusterFilter *
filter_for (MusterDayDetail *self, int before, int after)
{
  MusterFilter *filter = muster_filter_new ();
  MusterDate date = self->row->sheet->day.date;

  filter->person_id = self->row->person->id;
  filter->dates = (MusterDates) { date - before, date + after };

  return filter;
}

static void
fetch (MusterDayDetail *self)
{
  g_autoptr (MusterFilter) day = NULL;
  g_autoptr (MusterFilter) around = NULL;
  g_autoptr (MusterFilter) history = NULL;

  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  if (self->row == NULL)
    return;

  muster_day_map_show (self->day_map, self->office, self->actor, self->row->person->id,
                       self->row->sheet->day.date);
  day = filter_for (self, 0, 0);
  around = filter_for (self, 1, 2);
  history = filter_for (self, HISTORY - 1, 0);
  history->order = g_strdup ("date");
  muster_fetch_rows (self->office, self->actor, &muster_days_listing, day, 4,
                     self->cancellable, day_fetched, g_object_ref (self));
  muster_fetch_rows (self->office, self->actor, &muster_punches_listing, around,
                     MOST_PUNCHES, self->cancellable, punches_fetched,
                     g_object_ref (self));
  muster_fetch_rows (self->office, self->actor, &muster_days_listing, history,
                     HISTORY * 4, self->cancellable, history_fetched,
                     g_object_ref (self));
}

static void
strip_chosen_cb (MusterDayDetail *self, int date)
{
  g_signal_emit (self, signals[DATE_CHOSEN], 0, date);
}

static void
office_changed_cb (MusterDayDetail *self, guint topics)
{
  if (topics & muster_days_listing.topics)
    fetch (self);
}

static void
muster_day_detail_dispose (GObject *object)
{
  MusterDayDetail *self = MUSTER_DAY_DETAIL (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_DAY_DETAIL);

  G_OBJECT_CLASS (muster_day_detail_parent_class)->dispose (object);
}

static void
muster_day_detail_finalize (GObject *object)
{
  MusterDayDetail *self = MUSTER_DAY_DETAIL (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->row);
  g_clear_pointer (&self->punches, g_hash_table_unref);

  G_OBJECT_CLASS (muster_day_detail_parent_class)->finalize (object);
}

static void
muster_day_detail_class_init (MusterDayDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_day_detail_dispose;
  G_OBJECT_CLASS (klass)->finalize = muster_day_detail_finalize;

  signals[DATE_CHOSEN] = g_signal_new ("date-chosen", MUSTER_TYPE_DAY_DETAIL,
                                       G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT);

  g_type_ensure (MUSTER_TYPE_SIGN);
  g_type_ensure (MUSTER_TYPE_DAY_MAP);
  g_type_ensure (MUSTER_TYPE_DAY_STRIP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-day-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, scroller);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, content);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, name_label);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, place_label);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, date_label);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, locked_label);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, close_button);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, caption_label);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, sign);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, bar_bin);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, numbers);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, punches_group);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, punches_list);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, day_map);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, why_group);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, why_list);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, strip);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, first_label);
  gtk_widget_class_bind_template_child (widget_class, MusterDayDetail, last_label);
  gtk_widget_class_set_css_name (widget_class, "daydetail");
}

static void
muster_day_detail_init (MusterDayDetail *self)
{
  self->cancellable = g_cancellable_new ();
  self->punches =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->bar = muster_day_bar_new (NULL);
  gtk_widget_set_size_request (self->bar, -1, 96);
  gtk_widget_set_focusable (self->bar, TRUE);
  adw_bin_set_child (self->bar_bin, self->bar);
  g_signal_connect_object (self->bar, "notify::caption", G_CALLBACK (show_caption), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "chosen", G_CALLBACK (strip_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->day_map, "pressed",
                           G_CALLBACK (muster_day_detail_open_map), self,
                           G_CONNECT_SWAPPED);
}

void
muster_day_detail_set_doors (MusterDayDetail *self,
                             MusterOffice *office,
                             MusterActor *actor)
{
  g_return_if_fail (MUSTER_IS_DAY_DETAIL (self));
  g_return_if_fail (self->office == NULL);

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  g_signal_connect_object (office, "changed", G_CALLBACK (office_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

void
muster_day_detail_set_row (MusterDayDetail *self, MusterDayRow *row, gint64 now)
{
  gboolean other;

  g_return_if_fail (MUSTER_IS_DAY_DETAIL (self));
  g_return_if_fail (self->office != NULL);

  other = row == NULL || self->row == NULL || row->person->id != self->row->person->id ||
          row->sheet->day.date != self->row->sheet->day.date;
  self->now = now;
  if (!g_set_object (&self->row, row))
    return;

  if (other)
    {
      g_hash_table_remove_all (self->punches);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }

  show_day (self);
  fetch (self);
}

void
muster_day_detail_set_closable (MusterDayDetail *self, gboolean closable)
{
  g_return_if_fail (MUSTER_IS_DAY_DETAIL (self));

  gtk_widget_set_visible (self->close_button, closable);
}

MusterDayRow *
muster_day_detail_get_row (MusterDayDetail *self)
{
  g_return_val_if_fail (MUSTER_IS_DAY_DETAIL (self), NULL);

  return self->row;
}

gboolean
muster_day_detail_void (MusterDayDetail *self)
{
  GtkWidget *focus = NULL;
  GtkWidget *button = NULL;
  GtkWidget *row;

  g_return_val_if_fail (MUSTER_IS_DAY_DETAIL (self), FALSE);

  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  row = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;
  if (row != NULL && gtk_widget_is_ancestor (row, GTK_WIDGET (self->punches_list)))
    button = g_object_get_data (G_OBJECT (row), "muster-void-button");
  else if (sheet_of (self) != NULL && sheet_of (self)->placed->len == 1)
    button =
      g_object_get_data (G_OBJECT (gtk_list_box_get_row_at_index (self->punches_list, 0)),
                         "muster-void-button");

  if (button == NULL)
    {
      gtk_widget_child_focus (GTK_WIDGET (self->punches_list), GTK_DIR_TAB_FORWARD);
      return FALSE;
    }

  g_signal_emit_by_name (button, "clicked");

  return TRUE;
}

void
muster_day_detail_show_why (MusterDayDetail *self)
{
  g_return_if_fail (MUSTER_IS_DAY_DETAIL (self));

  gtk_widget_child_focus (GTK_WIDGET (self->why_list), GTK_DIR_TAB_FORWARD);
}

void
muster_day_detail_open_map (MusterDayDetail *self)
{
  g_return_if_fail (MUSTER_IS_DAY_DETAIL (self));

  if (self->row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.show-map", "(xi)",
                                self->row->person->id, self->row->sheet->day.date);
}
