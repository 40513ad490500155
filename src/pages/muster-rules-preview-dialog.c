/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-rules-preview-dialog.h"

#include "muster-cell-factory.h"
#include "muster-day-bar.h"
#include "muster-day-text.h"
#include "muster-notice.h"
#include "muster-rule-commands.h"
#include "muster-rule-preview.h"
#include "muster-text.h"
#include "muster-why.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

struct _MusterRulesPreviewDialog
{
  AdwDialog parent_instance;

  GtkWidget *publish_button;
  GtkWidget *from_row;
  GtkLabel *summary;
  GtkWidget *progress_box;
  GtkProgressBar *progress;
  GtkFlowBox *chips;
  GtkStack *pages;
  GtkWidget *halves;
  GtkColumnView *table;
  GtkColumnViewColumn *date_column;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *value_column;
  GtkColumnViewColumn *change_column;
  GtkBox *day_box;
  AdwStatusPage *failure;

  MusterOffice *office;
  MusterActor *actor;
  MusterOutlook *outlook;
  char *document;
  gint64 base;
  MusterDate in_force;
  MusterDate from;
  MusterPreview *preview;
  GListStore *rows;
  GtkSingleSelection *selection;
  const char *value; /* the kind of value that is shown, %NULL for all */
  GCancellable *run;
  GCancellable *day_run;
};

G_DEFINE_FINAL_TYPE (MusterRulesPreviewDialog,
                     muster_rules_preview_dialog,
                     ADW_TYPE_DIALOG)

enum
{
  PUBLISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The first day of the last month. */
static MusterDate
first_tried (MusterRulesPreviewDialog *self)
{
  int year, month;

  muster_date_get_ymd (muster_outlook_get_today (self->outlook), &year, &month, NULL);

  return month == 1 ? muster_date_new (year - 1, 12, 1)
                    : muster_date_new (year, month - 1, 1);
}

/* The draft takes the place of the rules in force from where they began; what held before them is no
 * matter of the draft. */
static MusterDate
tried_from (MusterRulesPreviewDialog *self)
{
  return MAX (first_tried (self), self->in_force);
}

/* ---- Rows ---- */

static char *
say_date (gpointer row)
{
  return muster_text_date_short (((MusterPreviewRow *) row)->date);
}

static char *
say_name (gpointer row)
{
  return g_strdup (((MusterPreviewRow *) row)->person_name);
}

static char *
say_value (gpointer row)
{
  MusterPreviewRow *one = row;
  const char *word = muster_words_say ("value", one->value);

  return one->locked ? g_strdup_printf (C_ ("preview", "%s (closed)"), word)
                     : g_strdup (word);
}

static char *
say_one (const char *value, const char *text)
{
  const char *vocabulary = g_str_equal (value, "flags")      ? "flag"
                           : g_str_equal (value, "status")   ? "status"
                           : g_str_equal (value, "day_type") ? "day_type"
                                                             : NULL;
  g_auto (GStrv) codes = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("–");
  if (vocabulary == NULL)
    return g_strdup (text);

  codes = g_strsplit_set (text, ", ", -1);
  return muster_words_say_all (vocabulary, (const char *const *) codes);
}

static char *
say_change (gpointer row)
{
  MusterPreviewRow *one = row;
  g_autofree char *before = say_one (one->value, one->before);
  g_autofree char *after = say_one (one->value, one->after);

  return g_strdup_printf ("%s → %s", before, after);
}

static void
show_rows (MusterRulesPreviewDialog *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->preview != NULL && i < self->preview->differences->len; i++)
    {
      g_autoptr (MusterPreviewRow) row = muster_preview_get_row (self->preview, i);

      if (self->value == NULL || g_str_equal (row->value, self->value))
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
  g_list_store_splice (self->rows, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->rows)), rows->pdata,
                       rows->len);
}

/* ---- One day under both ---- */

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  char *document;
  MusterDate from;
  gint64 person_id;
  MusterDate date;
  GCancellable *cancellable;
} DayAsk;

static void
day_ask_free (gpointer data)
{
  DayAsk *ask = data;

  g_object_unref (ask->office);
  g_object_unref (ask->actor);
  g_object_unref (ask->cancellable);
  g_free (ask->document);
  g_free (ask);
}

static void
day_pair_free (gpointer data)
{
  g_ptr_array_unref (data);
}

static gpointer
judge_day (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  DayAsk *ask = data;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  GPtrArray *pair;

  before = muster_preview_judge_day (ask->office, ask->actor, ask->document, ask->from,
                                     ask->person_id, ask->date, &after, cancellable,
                                     error);
  if (before == NULL)
    return NULL;

  pair = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (pair, g_steal_pointer (&before));
  g_ptr_array_add (pair, g_steal_pointer (&after));

  return pair;
}

static void
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
}

static void
show_sheets (MusterRulesPreviewDialog *self, const char *title, GPtrArray *sheets)
{
  add_label (self->day_box, title, "heading");
  for (guint i = 0; i < sheets->len; i++)
    {
      MusterDaySheet *sheet = g_ptr_array_index (sheets, i);
      g_autofree char *verdict = muster_day_text_verdict (sheet);
      g_autoptr (GPtrArray) lines = muster_why_lines (sheet);
      GtkWidget *bar = muster_day_bar_new (NULL);

      gtk_widget_set_size_request (bar, -1, 40);
      muster_day_bar_set_sheet (MUSTER_DAY_BAR (bar), sheet);
      gtk_box_append (self->day_box, bar);
      add_label (self->day_box, verdict, NULL);
      for (guint k = 0; k < lines->len; k++)
        {
          MusterWhyLine *line = g_ptr_array_index (lines, k);

          g_autofree char *text =
            line->value != NULL && *line->value != '\0'
              ? g_strdup_printf ("%s  %s", line->sentence, line->value)
              : g_strdup (line->sentence);

          add_label (self->day_box, text, "caption");
        }
    }
}

static void
day_judged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRulesPreviewDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pair = muster_office_run_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->office == NULL)
    return;

  while (gtk_widget_get_first_child (GTK_WIDGET (self->day_box)) != NULL)
    gtk_box_remove (self->day_box,
                    gtk_widget_get_first_child (GTK_WIDGET (self->day_box)));
  if (pair == NULL)
    {
      add_label (self->day_box, error->message, "error");
      return;
    }

  show_sheets (self, _ ("Now"), g_ptr_array_index (pair, 0));
  gtk_box_append (self->day_box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  show_sheets (self, _ ("Under the draft"), g_ptr_array_index (pair, 1));
}

static void
selected_cb (MusterRulesPreviewDialog *self)
{
  MusterPreviewRow *row = gtk_single_selection_get_selected_item (self->selection);
  DayAsk *ask;

  g_cancellable_cancel (self->day_run);
  g_clear_object (&self->day_run);
  if (row == NULL)
    return;

  self->day_run = g_cancellable_new ();
  ask = g_new0 (DayAsk, 1);
  ask->office = g_object_ref (self->office);
  ask->actor = g_object_ref (self->actor);
  ask->document = g_strdup (self->document);
  ask->from = tried_from (self);
  ask->person_id = row->person_id;
  ask->date = row->date;
  ask->cancellable = g_object_ref (self->day_run);
  muster_office_run_async (self, judge_day, ask, day_ask_free, day_pair_free, NULL,
                           self->day_run, day_judged, g_object_ref (self));
}

/* ---- All days ---- */

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  char *document;
  MusterDate from;
  MusterDates dates;
} PreviewAsk;

static void
preview_ask_free (gpointer data)
{
  PreviewAsk *ask = data;

  g_object_unref (ask->office);
  g_object_unref (ask->actor);
  g_free (ask->document);
  g_free (ask);
}

static gpointer
judge_all (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  PreviewAsk *ask = data;

  return muster_preview_run (ask->office, ask->actor, ask->document, ask->from,
                             ask->dates, NULL, progress, progress_data, cancellable,
                             error);
}

static void
chip_cb (MusterRulesPreviewDialog *self, GtkToggleButton *chip)
{
  const char *value = g_object_get_data (G_OBJECT (chip), "value");

  if (!gtk_toggle_button_get_active (chip))
    return;

  self->value = value;
  show_rows (self);
}

static GtkToggleButton *
add_chip (MusterRulesPreviewDialog *self,
          GtkToggleButton *group,
          const char *value,
          const char *word,
          guint days)
{
  g_autofree char *number = muster_text_number (days);
  g_autofree char *label = g_strdup_printf (C_ ("count", "%1$s %2$s"), word, number);
  GtkWidget *chip = gtk_toggle_button_new_with_label (label);

  gtk_widget_add_css_class (chip, "muster-chip");
  g_object_set_data (G_OBJECT (chip), "value", (gpointer) value);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (chip), group);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), value == NULL);
  g_signal_connect_swapped (chip, "toggled", G_CALLBACK (chip_cb), self);
  gtk_flow_box_append (self->chips, chip);

  return GTK_TOGGLE_BUTTON (chip);
}

static void
show_preview (MusterRulesPreviewDialog *self)
{
  MusterPreview *preview = self->preview;
  g_autofree char *people = muster_text_people (preview->people);
  g_autofree char *text = NULL;
  GtkToggleButton *all;

  gtk_flow_box_remove_all (self->chips);
  self->value = NULL;
  if (preview->days == 0)
    text = g_strdup (_ ("Nothing changes in the last and the current month."));
  else
    /* Translators: days, people: "14 days of 6 people change" */
    text = g_strdup_printf (ngettext ("%1$u day changes, of %2$s.",
                                      "%1$u days change, of %2$s.", preview->days),
                            preview->days, people);
  gtk_label_set_label (self->summary, text);

  if (preview->days > 0)
    {
      all = add_chip (self, NULL, NULL, _ ("All"), preview->differences->len);
      for (guint i = 0; i < MUSTER_N_OUTCOMES; i++)
        if (preview->totals[i].days > 0)
          {
            const char *code = muster_outcome_get_code ((MusterOutcome) i);

            add_chip (self, all, code, muster_words_say ("value", code),
                      preview->totals[i].days);
          }
    }
  show_rows (self);
  gtk_stack_set_visible_child_name (self->pages, preview->days > 0 ? "list" : "nothing");
}

static void
progressed (guint64 done, guint64 total, gpointer user_data)
{
  MusterRulesPreviewDialog *self = user_data;

  gtk_progress_bar_set_fraction (self->progress,
                                 total > 0 ? (double) done / (double) total : 0);
}

static void
judged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRulesPreviewDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterPreview) preview = muster_office_run_finish (result, &error);

  if (self->office == NULL)
    return;

  gtk_widget_set_visible (self->progress_box, FALSE);
  if (preview != NULL)
    {
      g_set_object (&self->preview, preview);
      show_preview (self);
      return;
    }

  gtk_label_set_label (self->summary,
                       g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                         ? _ ("Not tried to the end. The draft can be published all the "
                              "same.")
                         : "");
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_status_page_set_description (self->failure, error->message);
      gtk_stack_set_visible_child_name (self->pages, "failed");
    }
}

static void
begin (MusterRulesPreviewDialog *self)
{
  PreviewAsk *ask = g_new0 (PreviewAsk, 1);

  ask->office = g_object_ref (self->office);
  ask->actor = g_object_ref (self->actor);
  ask->document = g_strdup (self->document);
  ask->from = tried_from (self);
  ask->dates =
    (MusterDates) { first_tried (self), muster_outlook_get_today (self->outlook) };

  self->run = g_cancellable_new ();
  gtk_widget_set_visible (self->progress_box, TRUE);
  gtk_label_set_label (self->summary,
                       _ ("Judging the last and the current month under the draft…"));
  muster_office_run_async (self, judge_all, ask, preview_ask_free, g_object_unref,
                           progressed, self->run, judged, g_object_ref (self));
}

static void
stop_cb (MusterRulesPreviewDialog *self)
{
  g_cancellable_cancel (self->run);
}

/* ---- Publishing ---- */

static gboolean
read_from (MusterRulesPreviewDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->from_row));
  gboolean good = muster_date_parse (text, &self->from, NULL);

  if (good)
    gtk_widget_remove_css_class (self->from_row, "error");
  else
    gtk_widget_add_css_class (self->from_row, "error");
  gtk_widget_set_tooltip_text (self->from_row,
                               good ? NULL : _ ("A date such as 2026-03-02"));
  gtk_widget_set_sensitive (self->publish_button, good);

  return good;
}

static void
from_applied_cb (MusterRulesPreviewDialog *self)
{
  read_from (self);
}

static void
published (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRulesPreviewDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (self->office == NULL)
    return;

  gtk_widget_set_sensitive (self->publish_button, TRUE);
  if (value == NULL)
    {
      gtk_label_set_label (self->summary, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->summary), "error");
      return;
    }

  g_signal_emit (self, signals[PUBLISHED], 0);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
publish_cb (MusterRulesPreviewDialog *self)
{
  if (!read_from (self))
    return;

  gtk_widget_set_sensitive (self->publish_button, FALSE);
  muster_office_submit_async (
    self->office, self->actor, &muster_publish_rules,
    g_variant_new ("(six)", self->document, self->from, self->base), NULL, published,
    g_object_ref (self));
}

/* ---- Life ---- */

static void
muster_rules_preview_dialog_dispose (GObject *object)
{
  MusterRulesPreviewDialog *self = MUSTER_RULES_PREVIEW_DIALOG (object);

  g_cancellable_cancel (self->run);
  g_cancellable_cancel (self->day_run);
  g_clear_object (&self->run);
  g_clear_object (&self->day_run);
  g_clear_object (&self->preview);
  g_clear_object (&self->selection);
  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->outlook);
  g_clear_pointer (&self->document, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_RULES_PREVIEW_DIALOG);

  G_OBJECT_CLASS (muster_rules_preview_dialog_parent_class)->dispose (object);
}

static void
muster_rules_preview_dialog_class_init (MusterRulesPreviewDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = muster_rules_preview_dialog_dispose;
  signals[PUBLISHED] = g_signal_new ("published", MUSTER_TYPE_RULES_PREVIEW_DIALOG,
                                     G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-rules-preview-dialog.ui");
#define BIND(child)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, MusterRulesPreviewDialog, child)
  BIND (publish_button);
  BIND (from_row);
  BIND (summary);
  BIND (progress_box);
  BIND (progress);
  BIND (chips);
  BIND (pages);
  BIND (halves);
  BIND (table);
  BIND (date_column);
  BIND (name_column);
  BIND (value_column);
  BIND (change_column);
  BIND (day_box);
  BIND (failure);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, publish_cb);
  gtk_widget_class_bind_template_callback (widget_class, from_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
prepare_column (GtkColumnViewColumn *column, MusterCellSay say)
{
  g_autoptr (GtkListItemFactory) factory = muster_cell_factory_new_text (say, FALSE);

  gtk_column_view_column_set_factory (column, factory);
}

static void
muster_rules_preview_dialog_init (MusterRulesPreviewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->rows = g_list_store_new (MUSTER_TYPE_PREVIEW_ROW);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->rows));
  g_signal_connect_object (self->selection, "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (self->selection));
  prepare_column (self->date_column, say_date);
  prepare_column (self->name_column, say_name);
  prepare_column (self->value_column, say_value);
  prepare_column (self->change_column, say_change);
}

AdwDialog *
muster_rules_preview_dialog_new (MusterOffice *office,
                                 MusterActor *actor,
                                 MusterOutlook *outlook,
                                 const char *document,
                                 gint64 base,
                                 MusterDate in_force)
{
  MusterRulesPreviewDialog *self = g_object_new (MUSTER_TYPE_RULES_PREVIEW_DIALOG, NULL);
  MusterDate today = muster_outlook_get_today (outlook);
  g_autofree char *monday =
    muster_date_format (today + 7 - muster_date_get_weekday (today));

  self->office = g_object_ref (office);
  self->actor = g_object_ref (actor);
  self->outlook = g_object_ref (outlook);
  self->document = g_strdup (document);
  self->base = base;
  self->in_force = in_force;
  /* Rules mostly begin with a week. */
  gtk_editable_set_text (GTK_EDITABLE (self->from_row), monday);
  read_from (self);
  begin (self);

  return ADW_DIALOG (self);
}
