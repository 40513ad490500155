/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-sources-page.h"

#include "muster-cell-factory.h"
#include "muster-command-dialog.h"
#include "muster-errand.h"
#include "muster-fact-row.h"
#include "muster-import-text.h"
#include "muster-notice.h"
#include "muster-paged-list.h"
#include "muster-source-commands.h"
#include "muster-source-dialog.h"
#include "muster-source-settings.h"
#include "muster-source-listings.h"
#include "muster-source-text.h"
#include "muster-sync-commands.h"
#include "muster-sync-strip.h"
#include "muster-text.h"
#include "muster-words.h"

#include <glib/gi18n-lib.h>

/* Rejected lines that are worth reading through; the rest is counted. */
#define MAX_REJECTS 200

/* Syncs of a source that its detail tells of. */
#define MAX_SYNCS 20

/* How often the progress is looked at while something is read, in milliseconds. */
#define PROGRESS_TICK 250

struct _MusterSourcesPage
{
  MusterPage parent_instance;

  MusterPagedList *sources;
  MusterPagedList *imports;
  GtkSingleSelection *source_selection;
  GtkSingleSelection *import_selection;
  MusterSourceRow *source; /* whose detail is shown */
  MusterImportRow *import; /* or this one */

  GtkToggleButton *sources_chip;
  GtkToggleButton *imports_chip;
  GtkStack *views;
  GtkListView *sources_view;
  GtkListView *imports_view;
  GtkLabel *title_label;
  GtkLabel *state_label;
  GtkListBox *facts;
  GtkWidget *rejects_group;
  GtkListBox *rejects;
  GtkWidget *source_actions;
  GtkButton *pause_button;
  GtkLabel *remedy_label;
  GtkWidget *trust_button;
  GtkWidget *sync_button;
  GtkWidget *clock_button;
  GtkWidget *replace_button;
  GtkWidget *connection_button;
  GtkWidget *syncs_group;
  GtkListBox *syncs;
  AdwBanner *stranger_banner;
  GtkWidget *progress_box;
  GtkLabel *progress_label;

  MusterSync *sync;
  guint progress_id;
  char *stranger; /* serial number of a device that waits */
};

G_DEFINE_FINAL_TYPE (MusterSourcesPage, muster_sources_page, MUSTER_TYPE_PAGE)

/* ---- Words ---- */

static gint64
now_of (MusterSourcesPage *self)
{
  return muster_office_get_now (muster_page_get_office (MUSTER_PAGE (self)));
}

static char *
say_source_state (MusterSourcesPage *self, MusterSourceRow *row)
{
  return muster_source_text_state (row, now_of (self));
}

static char *
say_import (MusterImportRow *row)
{
  g_autofree char *added = muster_text_number (row->added);
  g_autofree char *rejected = muster_text_number (row->rejected);

  if (!g_str_equal (row->state, "done"))
    return g_strdup (muster_words_say ("import_state", row->state));
  if (row->rejected > 0)
    /* Translators: counts of an import */
    return g_strdup_printf (_ ("%1$s new · %2$s rejected"), added, rejected);

  /* Translators: a count of an import */
  return g_strdup_printf (_ ("%s new"), added);
}

/* ---- Rows ---- */

typedef struct
{
  MusterSourcesPage *page;
  GtkImage *image;
  GtkLabel *title;
  GtkLabel *note;
  GtkWidget *strip;
  GtkLabel *count;
  GtkLabel *flag;
} Cells;

static GtkWidget *
make_row (gpointer data)
{
  Cells *cells = g_new0 (Cells, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *numbers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  cells->page = data;
  cells->image = GTK_IMAGE (gtk_image_new ());
  cells->title = GTK_LABEL (gtk_label_new (NULL));
  cells->note = GTK_LABEL (gtk_label_new (NULL));
  cells->strip = muster_sync_strip_new ();
  gtk_widget_set_valign (cells->strip, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (cells->strip, FALSE);
  cells->count = GTK_LABEL (gtk_label_new (NULL));
  cells->flag = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (cells->title, 0);
  gtk_label_set_ellipsize (cells->title, PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (cells->note, 0);
  gtk_label_set_ellipsize (cells->note, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (cells->count, 1);
  gtk_label_set_xalign (cells->flag, 1);
  gtk_widget_add_css_class (GTK_WIDGET (cells->note), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (cells->note), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (cells->flag), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (cells->count), "numeric");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (numbers, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (cells->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (cells->note));
  gtk_box_append (GTK_BOX (numbers), GTK_WIDGET (cells->count));
  gtk_box_append (GTK_BOX (numbers), GTK_WIDGET (cells->flag));
  gtk_widget_add_css_class (box, "muster-list-row");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (cells->image));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), cells->strip);
  gtk_box_append (GTK_BOX (box), numbers);
  g_object_set_data_full (G_OBJECT (box), "cells", cells, g_free);

  return box;
}

static void
show_flag (Cells *cells, guint64 n, const char *text)
{
  gtk_label_set_label (cells->flag, n > 0 ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (cells->flag), n > 0);
  gtk_widget_add_css_class (GTK_WIDGET (cells->flag), "warning");
}

static void
show_hours (Cells *cells, MusterSourceRow *row)
{
  MusterSyncBar bars[MUSTER_SYNC_HOURS];

  for (guint i = 0; i < MUSTER_SYNC_HOURS; i++)
    bars[i] = (MusterSyncBar) { row->hours[i].n_good, row->hours[i].n_failed,
                                row->hours[i].n_added };
  muster_sync_strip_set_bars (MUSTER_SYNC_STRIP (cells->strip), bars, MUSTER_SYNC_HOURS);
}

/* What needs somebody stands out by its sign, and by its colour last. */
static void
show_condition (Cells *cells, MusterSourceRow *row)
{
  gint64 now = now_of (cells->page);
  const char *condition = muster_source_row_get_condition (row, now);
  const MusterWord *word = muster_words_find ("condition", condition);
  gboolean needy = muster_source_row_needs_person (row, now);

  gtk_image_set_from_icon_name (cells->image, word != NULL && word->icon != NULL
                                                ? word->icon
                                                : "muster-sources-symbolic");
  if (needy)
    gtk_widget_remove_css_class (GTK_WIDGET (cells->note), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (cells->note), "dim-label");
  if (needy)
    gtk_widget_add_css_class (GTK_WIDGET (cells->note), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (cells->note), "warning");
}

static void
show_source_row (GtkWidget *cell, gpointer data)
{
  Cells *cells = g_object_get_data (G_OBJECT (cell), "cells");
  MusterSourceRow *row = data;
  g_autofree char *state = NULL;
  g_autofree char *number = NULL;
  g_autofree char *count = NULL;
  g_autofree char *unmapped = NULL;

  if (row == NULL)
    return;

  state = say_source_state (cells->page, row);
  number = muster_text_number (row->n_punches);
  count = g_strdup_printf (ngettext ("%s punch", "%s punches", (gulong) row->n_punches),
                           number);
  unmapped = g_strdup_printf (
    ngettext ("%u unmapped number", "%u unmapped numbers", row->n_unmapped),
    row->n_unmapped);
  show_condition (cells, row);
  show_hours (cells, row);
  gtk_widget_set_visible (cells->strip, row->unattended);
  gtk_label_set_label (cells->title, row->source->name);
  gtk_label_set_label (cells->note, state);
  gtk_label_set_label (cells->count, count);
  show_flag (cells, row->n_unmapped, unmapped);
}

static void
show_import_row (GtkWidget *cell, gpointer data)
{
  Cells *cells = g_object_get_data (G_OBJECT (cell), "cells");
  MusterImportRow *row = data;
  g_autofree char *when = NULL;
  g_autofree char *note = NULL;
  g_autofree char *added = NULL;
  g_autofree char *count = NULL;
  g_autofree char *rejected = NULL;
  gboolean done;

  if (row == NULL)
    return;

  done = g_str_equal (row->state, "done");
  when = muster_text_instant (
    row->started_at,
    muster_outlook_get_zone (muster_page_get_outlook (MUSTER_PAGE (cells->page))), NULL);
  note = g_strdup_printf ("%s · %s", row->source_name, when);
  added = muster_text_number (row->added);
  count = done ? g_strdup_printf (_ ("%s new"), added)
               : g_strdup (muster_words_say ("import_state", row->state));
  rejected = muster_text_number (row->rejected);
  gtk_widget_set_visible (cells->strip, FALSE);
  gtk_image_set_from_icon_name (cells->image, done ? "object-select-symbolic"
                                                   : "dialog-warning-symbolic");
  gtk_label_set_label (cells->title, row->file);
  gtk_label_set_label (cells->note, note);
  gtk_label_set_label (cells->count, count);
  if (row->rejected > 0)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%s line rejected", "%s lines rejected", (gulong) row->rejected),
        rejected);

      show_flag (cells, row->rejected, text);
    }
  else
    show_flag (cells, 0, "");
}

/* ---- Detail ---- */

static void
add_number (MusterSourcesPage *self, const char *title, guint64 n)
{
  g_autofree char *text = muster_text_number (n);

  if (n > 0)
    muster_fact_row_add (self->facts, title, text);
}

static void
add_instant (MusterSourcesPage *self, const char *title, gint64 at, MusterZone *zone)
{
  g_autofree char *text = muster_text_instant (
    at, zone, muster_outlook_get_zone (muster_page_get_outlook (MUSTER_PAGE (self))));

  muster_fact_row_add (self->facts, title, text);
}

static void
add_told (MusterSourcesPage *self,
          MusterSourceRow *row,
          const char *title,
          const char *fact)
{
  const char *value = NULL;

  if (g_variant_lookup (row->facts, fact, "&s", &value))
    muster_fact_row_add (self->facts, title, value);
}

/* What a device said of itself, and how the contact with it is. */
static void
show_contact (MusterSourcesPage *self, MusterSourceRow *row)
{
  g_autofree char *drift = NULL;
  g_autofree char *missing = NULL;

  if (!row->unattended)
    return;

  muster_fact_row_add (self->facts, _ ("Kind"),
                       muster_words_say ("source_kind", row->source->kind));
  add_instant (self, _ ("Last report"), muster_source_row_get_contact (row), row->zone);
  add_instant (self, _ ("Next sync"), row->next_at, row->zone);
  if (row->clock_known)
    {
      drift = muster_source_text_drift (row->clock_ahead);
      muster_fact_row_add (self->facts, _ ("Its clock"), drift);
    }
  add_told (self, row, _ ("Model"), "model");
  add_told (self, row, _ ("Serial number"), "serial");
  add_told (self, row, _ ("Firmware"), "firmware");
  add_told (self, row, _ ("People on it"), "users");
  if (row->n_missing > 0)
    {
      missing = muster_text_number (row->n_missing);
      muster_fact_row_add (self->facts, _ ("Record numbers missing"), missing);
    }
}

static void
show_remedy (MusterSourcesPage *self, MusterSourceRow *row)
{
  gboolean faulty = row->code != NULL && row->source->state == MUSTER_SOURCE_ACTIVE;
  g_autofree char *text =
    faulty ? g_strdup_printf ("%s\n%s", row->message != NULL ? row->message : "",
                              muster_words_say ("sync_fault", row->code))
           : NULL;

  gtk_label_set_label (self->remedy_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remedy_label), faulty);
  gtk_widget_set_visible (self->trust_button, faulty && row->value != NULL &&
                                                g_str_equal (row->code, "certificate"));
  if (faulty && row->value != NULL)
    muster_fact_row_add (self->facts, _ ("Fingerprint"), row->value);
}

static void
syncs_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSourcesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  MusterZone *home;

  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  home = muster_outlook_get_zone (muster_page_get_outlook (MUSTER_PAGE (self)));
  gtk_list_box_remove_all (self->syncs);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterImportRow *sync = g_ptr_array_index (rows, i);
      g_autofree char *title = NULL;
      g_autofree char *when = NULL;
      GtkWidget *row;

      if (sync == NULL || self->source == NULL ||
          sync->source_id != self->source->source->id)
        continue;

      title = muster_source_text_sync (sync);
      when = muster_text_instant (sync->started_at, sync->zone, home);
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
      if (sync->code != NULL)
        gtk_widget_set_tooltip_text (row, muster_words_say ("sync_fault", sync->code));
      gtk_list_box_append (self->syncs, row);
    }
  gtk_widget_set_visible (self->syncs_group, rows->len > 0);
}

static void
syncs_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSourcesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding)
    finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);

  if (finding == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_office_load_async (MUSTER_OFFICE (office), finding, 0, finding->keys->len,
                              muster_page_get_cancellable (MUSTER_PAGE (self)),
                              syncs_loaded_cb, g_object_ref (self));
}

static void
show_syncs (MusterSourcesPage *self, MusterSourceRow *row)
{
  MusterPage *page = MUSTER_PAGE (self);
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  gtk_widget_set_visible (self->syncs_group, FALSE);
  if (!row->unattended)
    return;

  filter->source_id = row->source->id;
  filter->limit = MAX_SYNCS;
  muster_office_list_async (
    muster_page_get_office (page), muster_page_get_actor (page), &muster_syncs_listing,
    filter, muster_page_get_cancellable (page), syncs_found_cb, g_object_ref (self));
}

static void
show_source (MusterSourcesPage *self, MusterSourceRow *row)
{
  g_autofree char *state = say_source_state (self, row);
  g_autofree char *zone = muster_text_zone (row->zone, now_of (self));
  g_autofree char *correction = NULL;
  gboolean may = muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)),
                                   MUSTER_MAY_EDIT_SOURCES);

  g_set_object (&self->source, row);
  g_clear_object (&self->import);
  gtk_label_set_label (self->title_label, row->source->name);
  gtk_label_set_label (self->state_label, state);
  gtk_list_box_remove_all (self->facts);
  show_remedy (self, row);
  show_contact (self, row);
  show_syncs (self, row);
  gtk_widget_set_visible (self->sync_button, row->unattended && !row->listens);
  gtk_widget_set_visible (self->replace_button, row->unattended);
  gtk_widget_set_visible (self->connection_button, row->unattended || row->listens);
  gtk_widget_set_visible (self->clock_button, row->sets_clock && row->clock_known);
  add_number (self, _ ("Punches"), row->n_punches);
  add_instant (self, _ ("First punch"), row->first_at, row->zone);
  add_instant (self, _ ("Last punch"), row->last_at, row->zone);
  add_number (self, _ ("Unmapped numbers"), row->n_unmapped);
  if (row->n_waiting > 0)
    add_number (self, _ ("Requests of unmapped numbers"), row->n_waiting);
  if (row->n_untold > 0)
    add_number (self, _ ("Decisions not sent yet"), row->n_untold);
  add_instant (self, _ ("Complete up to"), row->source->synced_to, row->zone);
  muster_fact_row_add (self->facts, _ ("Time zone"), zone);
  muster_fact_row_add (self->facts, _ ("Time clock"), row->source->device);
  if (row->source->correction != 0)
    {
      correction =
        g_strdup_printf (_ ("%+d s"), (int) (row->source->correction / MUSTER_SECOND));
      muster_fact_row_add (self->facts, _ ("Clock correction"), correction);
    }
  gtk_widget_set_visible (self->rejects_group, FALSE);
  gtk_widget_set_visible (self->source_actions, may);
  gtk_button_set_label (self->pause_button, row->source->state == MUSTER_SOURCE_ACTIVE
                                              ? _ ("Pause")
                                              : _ ("Resume"));
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
rejects_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSourcesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint64 shown = 0;

  rows = muster_office_load_finish (MUSTER_OFFICE (office), result, &error);
  if (rows == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  gtk_list_box_remove_all (self->rejects);
  for (guint i = 0; i < rows->len; i++)
    {
      MusterRejectRow *reject = g_ptr_array_index (rows, i);
      g_autofree char *line = NULL;
      g_autofree char *title = NULL;
      GtkWidget *row;

      if (reject == NULL || self->import == NULL || reject->import_id != self->import->id)
        continue;

      line = muster_text_number (reject->line);
      title = g_strdup_printf (_ ("Line %1$s: %2$s"), line,
                               muster_words_say ("reject", reject->reason));
      row = adw_action_row_new ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      if (reject->text != NULL)
        adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reject->text);
      adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
      gtk_list_box_append (self->rejects, row);
      shown++;
    }

  if (self->import != NULL && self->import->rejected > shown)
    {
      g_autofree char *more = muster_text_number (self->import->rejected - shown);
      g_autofree char *text =
        g_strdup_printf (ngettext ("and %s more", "and %s more",
                                   (gulong) (self->import->rejected - shown)),
                         more);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
      gtk_list_box_append (self->rejects, row);
    }
  gtk_widget_set_visible (self->rejects_group, shown > 0);
}

static void
rejects_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSourcesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterFinding) finding = NULL;

  finding = muster_office_list_finish (MUSTER_OFFICE (office), result, &error);
  if (finding == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_office_load_async (MUSTER_OFFICE (office), finding, 0,
                              MIN (finding->keys->len, MAX_REJECTS),
                              muster_page_get_cancellable (MUSTER_PAGE (self)),
                              rejects_loaded_cb, g_object_ref (self));
}

static void
show_import (MusterSourcesPage *self, MusterImportRow *row)
{
  MusterPage *page = MUSTER_PAGE (self);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autofree char *state = say_import (row);

  g_set_object (&self->import, row);
  g_clear_object (&self->source);
  gtk_label_set_label (self->title_label, row->file);
  gtk_label_set_label (self->state_label, state);
  gtk_list_box_remove_all (self->facts);
  muster_fact_row_add (self->facts, _ ("Kind of file"),
                       muster_words_say ("file_kind", row->kind));
  muster_fact_row_add (self->facts, _ ("Source"), row->source_name);
  add_instant (self, _ ("Started"), row->started_at, row->zone);
  muster_fact_row_add (self->facts, _ ("User"), row->user);
  add_number (self, _ ("Rows"), row->rows);
  add_number (self, _ ("New"), row->added);
  add_number (self, _ ("Already known"), row->known);
  add_number (self, _ ("Rejected"), row->rejected);
  add_number (self, _ ("Skipped"), row->skipped);
  add_number (self, _ ("Suspect clock"), row->suspect);
  add_number (self, _ ("Unmapped numbers"), row->unmapped);
  add_instant (self, _ ("First punch"), row->first_at, row->zone);
  add_instant (self, _ ("Last punch"), row->last_at, row->zone);
  muster_fact_row_add (self->facts, _ ("Message"), row->message);
  gtk_widget_set_visible (self->source_actions, FALSE);
  gtk_widget_set_visible (self->rejects_group, FALSE);
  gtk_widget_set_visible (self->syncs_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->remedy_label), FALSE);
  gtk_widget_set_visible (self->trust_button, FALSE);
  muster_page_set_show_detail (page, TRUE);

  if (row->rejected == 0)
    return;

  filter->import_id = row->id;
  muster_office_list_async (
    muster_page_get_office (page), muster_page_get_actor (page), &muster_rejects_listing,
    filter, muster_page_get_cancellable (page), rejects_found_cb, g_object_ref (self));
}

/* ---- Lists ---- */

static gboolean
shows_imports (MusterSourcesPage *self)
{
  return gtk_toggle_button_get_active (self->imports_chip);
}

static void
show_selected (MusterSourcesPage *self)
{
  MusterPagedItem *item = gtk_single_selection_get_selected_item (
    shows_imports (self) ? self->import_selection : self->source_selection);
  gpointer row = item != NULL ? muster_paged_item_get_row (item) : NULL;

  if (row == NULL)
    return;

  if (shows_imports (self))
    show_import (self, row);
  else
    show_source (self, row);
}

static void
selected_cb (MusterSourcesPage *self, GParamSpec *pspec, GtkSingleSelection *selection)
{
  MusterPagedItem *item = gtk_single_selection_get_selected_item (selection);

  if (item == NULL)
    return;

  g_signal_connect_object (item, "notify::row", G_CALLBACK (show_selected), self,
                           G_CONNECT_SWAPPED);
  show_selected (self);
}

static void
found_cb (MusterSourcesPage *self)
{
  MusterPage *page = MUSTER_PAGE (self);
  MusterPagedList *list = shows_imports (self) ? self->imports : self->sources;
  const GError *error = muster_paged_list_get_error (list);

  if (muster_paged_list_get_state (list) == MUSTER_LIST_LOADING)
    return;

  if (error != NULL)
    muster_page_fail (page, error);
  else if (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
    muster_page_end (page, MUSTER_PAGE_CONTENT);
  else
    muster_page_end (page,
                     muster_outlook_get_search (muster_page_get_outlook (page)) != NULL
                       ? MUSTER_PAGE_NOTHING
                       : MUSTER_PAGE_EMPTY);
}

static void
view_cb (MusterSourcesPage *self, GtkToggleButton *chip)
{
  if (!gtk_toggle_button_get_active (chip) || self->sources == NULL)
    return;

  gtk_stack_set_visible_child_name (self->views,
                                    shows_imports (self) ? "imports" : "sources");
  muster_page_set_show_detail (MUSTER_PAGE (self), FALSE);
  muster_page_refresh (MUSTER_PAGE (self));
}

/* ---- Actions ---- */

static void
add_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPage *page = MUSTER_PAGE (widget);

  muster_source_dialog_present (widget, muster_page_get_office (page),
                                muster_page_get_actor (page),
                                muster_outlook_get_sync (muster_page_get_outlook (page)));
}

/* ---- Syncs ---- */

static void
sync_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);
  gboolean all = g_str_equal (name, "sources.sync-all");

  if (self->sync == NULL || (!all && self->source == NULL))
    return;

  muster_sync_run (self->sync, all ? 0 : self->source->source->id,
                   muster_page_get_actor (MUSTER_PAGE (self))->name);
}

static void
cancel_sync_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);

  if (self->sync != NULL)
    muster_sync_cancel (self->sync, 0);
}

static gboolean
show_progress (MusterSourcesPage *self)
{
  g_autoptr (GArray) jobs = muster_sync_list_jobs (self->sync);
  g_autofree char *text = NULL;
  const char *name = NULL;
  guint64 done = 0, total = 0;
  guint n = 0;

  for (guint i = 0; i < jobs->len; i++)
    {
      const MusterSyncJob *job = &g_array_index (jobs, MusterSyncJob, i);

      if (!job->running && !job->queued)
        continue;
      n++;
      name = job->name;
      done += job->total > 0 ? job->done : 0;
      total += job->total;
    }

  if (n == 1)
    /* Translators: the name of a source that is being read */
    text = g_strdup_printf (_ ("Reading %s"), name);
  else
    text = g_strdup_printf (ngettext ("Reading %u source", "Reading %u sources", n), n);
  if (total > 0)
    {
      g_autofree char *part = g_strdup_printf (
        "%s · %d %%", text, (int) (100.0 * (double) MIN (done, total) / (double) total));

      g_set_str (&text, part);
    }
  gtk_label_set_label (self->progress_label, text);
  gtk_widget_set_visible (self->progress_box, n > 0);

  return n > 0;
}

static gboolean
progress_cb (gpointer user_data)
{
  MusterSourcesPage *self = user_data;

  if (show_progress (self))
    return G_SOURCE_CONTINUE;

  self->progress_id = 0;

  return G_SOURCE_REMOVE;
}

static void
sync_changed_cb (MusterSourcesPage *self)
{
  if (show_progress (self) && self->progress_id == 0)
    self->progress_id = g_timeout_add (PROGRESS_TICK, progress_cb, self);
}

/* The runner comes when the company is open, the page when somebody looks. */
static void
find_sync (MusterSourcesPage *self)
{
  MusterSync *sync =
    muster_outlook_get_sync (muster_page_get_outlook (MUSTER_PAGE (self)));

  if (self->sync != NULL || sync == NULL)
    return;

  self->sync = g_object_ref (sync);
  g_signal_connect_object (sync, "changed", G_CALLBACK (sync_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sync_changed_cb (self);
}

/* ---- Devices that wait ---- */

static void
strangers_loaded_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSourcesPage) self = user_data;
  g_autoptr (GPtrArray)
    rows = muster_office_load_finish (MUSTER_OFFICE (office), result, NULL);
  MusterStrangerRow *first;
  g_autofree char *text = NULL;

  if (rows == NULL || self->stranger_banner == NULL)
    return;

  first = rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  g_set_str (&self->stranger, first != NULL ? first->serial : NULL);
  if (first != NULL)
    /* Translators: a serial number, a network address */
    text = g_strdup_printf (_ ("The device %1$s calls in from %2$s and waits."),
                            first->serial, first->address);
  adw_banner_set_title (self->stranger_banner, text != NULL ? text : "");
  adw_banner_set_revealed (self->stranger_banner, first != NULL);
}

static void
strangers_found_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSourcesPage) self = user_data;
  g_autoptr (MusterFinding)
    finding = muster_office_list_finish (MUSTER_OFFICE (office), result, NULL);

  if (finding != NULL)
    muster_office_load_async (MUSTER_OFFICE (office), finding, 0, 1,
                              muster_page_get_cancellable (MUSTER_PAGE (self)),
                              strangers_loaded_cb, g_object_ref (self));
}

static void
look_for_strangers (MusterSourcesPage *self)
{
  MusterPage *page = MUSTER_PAGE (self);
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  muster_office_list_async (muster_page_get_office (page), muster_page_get_actor (page),
                            &muster_strangers_listing, filter,
                            muster_page_get_cancellable (page), strangers_found_cb,
                            g_object_ref (self));
}

static void
admit_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "name", NULL };
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);
  MusterPage *page = MUSTER_PAGE (widget);
  GVariantDict fixed;

  if (self->stranger == NULL)
    return;

  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "serial", "s", self->stranger);
  muster_command_dialog_present (widget, muster_page_get_office (page),
                                 muster_page_get_actor (page), &muster_admit_source,
                                 _ ("Admit a Device"), names, NULL,
                                 g_variant_dict_end (&fixed), _ ("Device admitted"));
}

/* ---- What mends a source ---- */

static void
trust_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);

  if (self->source != NULL && self->source->value != NULL)
    muster_page_submit (
      MUSTER_PAGE (self), &muster_trust_source,
      g_variant_new ("(xs)", self->source->source->id, self->source->value),
      _ ("The certificate is trusted"), NULL, NULL);
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "device", NULL };
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);
  MusterPage *page = MUSTER_PAGE (widget);
  GVariantDict fixed;

  if (self->source == NULL)
    return;

  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "source", "x", self->source->source->id);
  muster_command_dialog_present (widget, muster_page_get_office (page),
                                 muster_page_get_actor (page), &muster_replace_source,
                                 _ ("Replace the Device"), names, NULL,
                                 g_variant_dict_end (&fixed), _ ("Source replaced"));
}

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  gint64 source_id;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_object_unref (errand->office);
  g_object_unref (errand->actor);
  g_free (errand);
}

static gpointer
set_clock_work (gpointer data,
                MusterProgress progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  Errand *errand = data;

  return muster_errand_set_clock (errand->office, errand->actor, errand->source_id,
                                  cancellable, error)
           ? g_object_ref (errand->office)
           : NULL;
}

static void
clock_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterSourcesPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterOffice) done = muster_office_run_finish (result, &error);

  if (done != NULL)
    muster_notice_say (GTK_WIDGET (self), _ ("The clock is set"));
  else
    muster_notice_show (GTK_WIDGET (self), error);
}

static void
set_clock_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);
  MusterPage *page = MUSTER_PAGE (widget);
  Errand *errand;

  if (self->source == NULL)
    return;

  errand = g_new0 (Errand, 1);
  errand->office = g_object_ref (muster_page_get_office (page));
  errand->actor = g_object_ref (muster_page_get_actor (page));
  errand->source_id = self->source->source->id;
  muster_office_run_async (self, set_clock_work, errand, errand_free, g_object_unref,
                           NULL, muster_page_get_cancellable (page), clock_set_cb,
                           g_object_ref (self));
}

/* ---- Editing ---- */

static const char *
datum_code (MusterDatum datum)
{
  const MusterWord *word = muster_words_at ("datum", (int) datum);

  return word != NULL ? word->code : "wgs84";
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *args)
{
  static const char *const names[] = { "name",       "zone",       "datum", "device",
                                       "waited_for", "correction", NULL };
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);
  MusterPage *page = MUSTER_PAGE (widget);
  GVariantDict shown, fixed;
  MusterSource *source;

  if (self->source == NULL)
    return;

  source = self->source->source;
  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "name", "s", source->name);
  g_variant_dict_insert (&shown, "zone", "s", source->zone);
  g_variant_dict_insert (&shown, "datum", "s", datum_code (source->datum));
  g_variant_dict_insert (&shown, "device", "s",
                         source->device != NULL ? source->device : "");
  g_variant_dict_insert (&shown, "waited_for", "b", source->waited_for);
  g_variant_dict_insert (&shown, "correction", "x", source->correction / MUSTER_SECOND);
  g_variant_dict_init (&fixed, NULL);
  g_variant_dict_insert (&fixed, "source", "x", source->id);
  muster_command_dialog_present (widget, muster_page_get_office (page),
                                 muster_page_get_actor (page), &muster_change_source,
                                 _ ("Edit Source"), names, g_variant_dict_end (&shown),
                                 g_variant_dict_end (&fixed), _ ("Changes saved"));
}

/* How it is reached, and when. */
static void
connection_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);
  MusterPage *page = MUSTER_PAGE (widget);

  if (self->source != NULL)
    muster_source_settings_present (widget, muster_page_get_office (page),
                                    muster_page_get_actor (page), self->source->source);
}

static void
pause_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (widget);
  gboolean active;

  if (self->source == NULL)
    return;

  active = self->source->source->state == MUSTER_SOURCE_ACTIVE;
  muster_page_submit (MUSTER_PAGE (self),
                      active ? &muster_pause_source : &muster_resume_source,
                      g_variant_new ("(x)", self->source->source->id),
                      active ? _ ("Source paused") : _ ("Source resumed"),
                      active ? &muster_resume_source : &muster_pause_source,
                      g_variant_new ("(x)", self->source->source->id));
}

/* ---- The page ---- */

static void
muster_sources_page_refresh (MusterPage *page)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (page);
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  filter->search = g_strdup (muster_outlook_get_search (muster_page_get_outlook (page)));
  find_sync (self);
  look_for_strangers (self);
  muster_page_begin (page);
  muster_paged_list_set_filter (shows_imports (self) ? self->imports : self->sources,
                                filter);
}

static void
muster_sources_page_move (MusterPage *page, int steps)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (page);
  gboolean imports = shows_imports (self);
  GtkSingleSelection *selection = imports ? self->import_selection
                                          : self->source_selection;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection));
  guint position = gtk_single_selection_get_selected (selection);
  gint64 wanted = position == GTK_INVALID_LIST_POSITION ? 0 : (gint64) position + steps;

  if (n > 0)
    gtk_list_view_scroll_to (imports ? self->imports_view : self->sources_view,
                             (guint) CLAMP (wanted, 0, (gint64) n - 1),
                             GTK_LIST_SCROLL_SELECT | GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
muster_sources_page_show_view (MusterPage *page, const char *view)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (page);

  gtk_toggle_button_set_active (
    g_str_equal (view, "imports") ? self->imports_chip : self->sources_chip, TRUE);
}

static GtkSingleSelection *
build_list (MusterSourcesPage *self,
            const MusterListing *listing,
            GtkListView *view,
            MusterCellShow show,
            MusterPagedList **list)
{
  MusterPage *page = MUSTER_PAGE (self);
  g_autoptr (GtkListItemFactory) factory = muster_cell_factory_new (make_row, self, show);
  GtkSingleSelection *selection;

  *list = muster_paged_list_new (muster_page_get_office (page),
                                 muster_page_get_actor (page), listing);
  muster_paged_list_set_live (*list, FALSE);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (*list)));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_list_view_set_factory (view, factory);
  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (*list, "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (selected_cb),
                           self, G_CONNECT_SWAPPED);

  return selection;
}

static void
muster_sources_page_constructed (GObject *object)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (object);
  gboolean may;

  G_OBJECT_CLASS (muster_sources_page_parent_class)->constructed (object);

  self->import_selection = build_list (self, &muster_imports_listing, self->imports_view,
                                       show_import_row, &self->imports);
  self->source_selection = build_list (self, &muster_sources_listing, self->sources_view,
                                       show_source_row, &self->sources);
  may = muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)),
                          MUSTER_MAY_EDIT_SOURCES);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.add", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.edit", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.connection", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.pause", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.trust", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.replace", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.set-clock", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sources.admit", may);
}

static void
muster_sources_page_dispose (GObject *object)
{
  MusterSourcesPage *self = MUSTER_SOURCES_PAGE (object);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->sync);
  g_clear_pointer (&self->stranger, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_SOURCES_PAGE);
  g_clear_object (&self->source_selection);
  g_clear_object (&self->import_selection);
  g_clear_object (&self->sources);
  g_clear_object (&self->imports);
  g_clear_object (&self->source);
  g_clear_object (&self->import);

  G_OBJECT_CLASS (muster_sources_page_parent_class)->dispose (object);
}

static void
muster_sources_page_class_init (MusterSourcesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_sources_page_constructed;
  object_class->dispose = muster_sources_page_dispose;
  page_class->refresh = muster_sources_page_refresh;
  page_class->move = muster_sources_page_move;
  page_class->show_view = muster_sources_page_show_view;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-sources-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, sources_chip);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, imports_chip);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, views);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, sources_view);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, imports_view);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, state_label);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, facts);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, rejects_group);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, rejects);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, source_actions);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, pause_button);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, remedy_label);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, trust_button);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, sync_button);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, clock_button);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, replace_button);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage,
                                        connection_button);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, syncs_group);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, syncs);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, stranger_banner);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, MusterSourcesPage, progress_label);
  gtk_widget_class_bind_template_callback (widget_class, view_cb);
  gtk_widget_class_install_action (widget_class, "sources.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "sources.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "sources.connection", NULL,
                                   connection_action);
  gtk_widget_class_install_action (widget_class, "sources.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "sources.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "sources.sync-all", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "sources.cancel-sync", NULL,
                                   cancel_sync_action);
  gtk_widget_class_install_action (widget_class, "sources.trust", NULL, trust_action);
  gtk_widget_class_install_action (widget_class, "sources.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "sources.set-clock", NULL,
                                   set_clock_action);
  gtk_widget_class_install_action (widget_class, "sources.admit", NULL, admit_action);
}

static void
muster_sources_page_init (MusterSourcesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const MusterPageKind muster_sources_page_kind = {
  .name = "sources",
  .title = N_ ("Sources"),
  .icon = "muster-sources-symbolic",
  .section = MUSTER_SECTION_SETUP,
  .scope = MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_SOURCES | MUSTER_TOPIC_PUNCHES | MUSTER_TOPIC_PEOPLE,
  .get_type = muster_sources_page_get_type,
};
