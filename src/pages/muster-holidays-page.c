/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-holidays-page.h"

#include "muster-calendar-commands.h"
#include "muster-fetch.h"
#include "muster-holiday-dialog.h"
#include "muster-holiday-export.h"
#include "muster-holiday-listings.h"
#include "muster-language.h"
#include "muster-notice.h"
#include "muster-text.h"
#include "muster-words.h"
#include "muster-year-listings.h"
#include "muster-year-print.h"
#include "muster-year-sheet.h"

#include <glib/gi18n-lib.h>

struct _MusterHolidaysPage
{
  MusterPage parent_instance;

  int year;
  GPtrArray *rows; /* of the year; NULL until they came */
  gboolean showing;

  GtkWidget *import_button;
  AdwBanner *missing_banner;
  GtkLabel *year_label;
  AdwWrapBox *legend;
  MusterYearSheet *sheet;
  GtkLabel *date_label;
  AdwComboRow *kind_row;
  AdwEntryRow *name_row;
  GtkLabel *builtin_label;
  GtkWidget *reset_button;
};

G_DEFINE_FINAL_TYPE (MusterHolidaysPage, muster_holidays_page, MUSTER_TYPE_PAGE)

static const char *const kinds[] = { "ordinary", "statutory", "rest", "workday", NULL };

static MusterDates
get_dates (MusterHolidaysPage *self)
{
  return (MusterDates) { muster_date_new (self->year, 1, 1),
                         muster_date_new (self->year, 12, 31) };
}

static gboolean
may_edit (MusterHolidaysPage *self)
{
  return muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)),
                           MUSTER_MAY_EDIT_RULES);
}

static MusterHolidayRow *
find_row (MusterHolidaysPage *self, MusterDate date)
{
  for (guint i = 0; self->rows != NULL && i < self->rows->len; i++)
    {
      MusterHolidayRow *row = g_ptr_array_index (self->rows, i);

      if (row->date == date)
        return row;
    }

  return NULL;
}

/* In the language of the words, else what there is. */
static const char *
choose_name (const char *zh, const char *en)
{
  gboolean chinese = g_str_has_prefix (muster_language_get_current ()->code, "zh");

  if (chinese || *en == '\0')
    return zh;

  return en;
}

static const char *
name_of (MusterHolidayRow *row)
{
  return row != NULL ? choose_name (row->name_zh, row->name_en) : "";
}

/* ---- The chosen date ---- */

static char *
say_builtin (MusterHolidayRow *row)
{
  const char *name;

  if (row == NULL)
    return g_strdup ("");

  name = choose_name (row->builtin_zh, row->builtin_en);
  if (!row->changed)
    return g_strdup (row->kind != 0 && row->builtin == row->kind
                       ? _ ("As in the calendar that comes with Muster")
                       : "");

  /* Translators: kind of day, name of the holiday */
  return row->builtin == 0
           ? g_strdup (
               _ ("Changed by the company: Muster’s calendar has an ordinary day"))
           : g_strdup_printf (
               _ ("Changed by the company: Muster’s calendar has %1$s · %2$s"),
               muster_words_say ("holiday", kinds[row->builtin]), name);
}

static void
show_chosen (MusterHolidaysPage *self)
{
  MusterDate date = muster_year_sheet_get_chosen (self->sheet);
  MusterHolidayRow *row = find_row (self, date);
  g_autofree char *text = muster_text_date (date);
  g_autofree char *builtin = say_builtin (row);

  self->showing = TRUE;
  gtk_label_set_label (self->date_label, text);
  adw_combo_row_set_selected (self->kind_row, row != NULL ? (guint) row->kind : 0);
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), name_of (row));
  gtk_widget_set_sensitive (GTK_WIDGET (self->name_row),
                            may_edit (self) && row != NULL && row->kind != 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_row), may_edit (self));
  gtk_label_set_label (self->builtin_label, builtin);
  gtk_widget_set_visible (GTK_WIDGET (self->builtin_label), *builtin != '\0');
  gtk_widget_set_visible (self->reset_button, row != NULL && row->changed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "holidays.reset",
                                 may_edit (self) && row != NULL && row->changed);
  self->showing = FALSE;
}

/* The command that makes the date what it is now. */
static const MusterCommand *
get_inverse (MusterDate date, MusterHolidayRow *row, GVariant **args)
{
  if (row != NULL && row->kind != 0 && !row->changed && row->builtin == row->kind)
    {
      *args = g_variant_new ("(i)", date);
      return &muster_reset_calendar_day;
    }
  if (row == NULL || row->kind == 0)
    {
      *args = g_variant_new ("(i)", date);
      return &muster_unset_calendar_day;
    }

  *args = g_variant_new ("(iss)", date, kinds[row->kind], row->name_zh);
  return &muster_set_calendar_day;
}

static void
set_day (MusterHolidaysPage *self, int kind, const char *name)
{
  MusterDate date = muster_year_sheet_get_chosen (self->sheet);
  MusterHolidayRow *row = find_row (self, date);
  const MusterCommand *inverse;
  g_autofree char *said = muster_text_date_short (date);
  g_autofree char *done = NULL;
  GVariant *args, *inverse_args;
  int before = row != NULL ? row->kind : 0;

  if (!may_edit (self) || self->rows == NULL ||
      (kind == before && (kind == 0 || g_str_equal (name, name_of (row)))))
    return;

  inverse = get_inverse (date, row, &inverse_args);
  args = kind == 0 ? g_variant_new ("(i)", date)
                   : g_variant_new ("(iss)", date, kinds[kind], name);
  /* Translators: a date, a kind of day: "Mon 5 Oct: Make-up workday" */
  done = g_strdup_printf (C_ ("holiday", "%1$s: %2$s"), said,
                          muster_words_say ("holiday", kinds[kind]));
  muster_page_submit (MUSTER_PAGE (self),
                      kind == 0 ? &muster_unset_calendar_day : &muster_set_calendar_day,
                      args, done, inverse, inverse_args);
}

static void
kind_cb (MusterHolidaysPage *self)
{
  if (!self->showing)
    set_day (self, (int) adw_combo_row_get_selected (self->kind_row),
             gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
}

static void
name_cb (MusterHolidaysPage *self)
{
  kind_cb (self);
}

static void
chosen_cb (MusterHolidaysPage *self)
{
  show_chosen (self);
  muster_page_set_show_detail (MUSTER_PAGE (self), TRUE);
}

static void
kind_chosen_cb (MusterHolidaysPage *self, int kind)
{
  set_day (self, kind,
           name_of (find_row (self, muster_year_sheet_get_chosen (self->sheet))));
}

static void
set_action (GtkWidget *widget, const char *name, GVariant *args)
{
  const char *code = g_variant_get_string (args, NULL);

  for (int i = 0; kinds[i] != NULL; i++)
    if (g_str_equal (kinds[i], code))
      kind_chosen_cb (MUSTER_HOLIDAYS_PAGE (widget), i);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterHolidaysPage *self = MUSTER_HOLIDAYS_PAGE (widget);
  MusterDate date = muster_year_sheet_get_chosen (self->sheet);
  const MusterCommand *inverse;
  GVariant *inverse_args;

  inverse = get_inverse (date, find_row (self, date), &inverse_args);
  muster_page_submit (MUSTER_PAGE (self), &muster_reset_calendar_day,
                      g_variant_new ("(i)", date), _ ("As in Muster’s calendar again"),
                      inverse, inverse_args);
}

/* ---- The year ---- */

static void
rows_fetched (MusterFinding *finding,
              GPtrArray *rows,
              const GError *error,
              gpointer user_data)
{
  g_autoptr (MusterHolidaysPage) self = user_data;
  MusterPage *page = MUSTER_PAGE (self);

  if (self->sheet == NULL)
    return;
  if (rows == NULL)
    {
      muster_page_fail (page, error);
      return;
    }
  if (finding->filter->dates.from != get_dates (self).from)
    return;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = g_ptr_array_ref (rows);
  muster_year_sheet_set_year (self->sheet, self->year,
                              muster_outlook_get_today (muster_page_get_outlook (page)));
  for (guint i = 0; i < rows->len; i++)
    {
      MusterHolidayRow *row = g_ptr_array_index (rows, i);

      muster_year_sheet_set_day (self->sheet, row->date, row->kind, name_of (row),
                                 row->changed);
    }
  muster_page_end (page, MUSTER_PAGE_CONTENT);
  show_chosen (self);
}

static void
years_fetched (MusterFinding *finding,
               GPtrArray *rows,
               const GError *error,
               gpointer user_data)
{
  g_autoptr (MusterHolidaysPage) self = user_data;
  MusterYearRow *row = rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  g_autofree char *text = NULL;

  if (self->missing_banner == NULL)
    return;
  if (row != NULL)
    text = g_strdup_printf (_ ("%d is missing: its holidays would count as ordinary "
                               "days. Import a calendar file "
                               "(.ics or .json), or choose days here."),
                            row->year);
  adw_banner_set_title (self->missing_banner, text != NULL ? text : "");
  adw_banner_set_revealed (self->missing_banner, text != NULL);
}

static void
muster_holidays_page_refresh (MusterPage *page)
{
  static const char *const missing[] = { "missing", NULL };
  MusterHolidaysPage *self = MUSTER_HOLIDAYS_PAGE (page);
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  g_autoptr (MusterFilter) years = muster_filter_new ();
  g_autofree char *text = g_strdup_printf ("%d", self->year);

  muster_page_begin (page);
  gtk_label_set_label (self->year_label, text);
  filter->dates = get_dates (self);
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_holidays_listing, filter, G_MAXUINT,
                     muster_page_get_cancellable (page), rows_fetched,
                     g_object_ref (self));
  years->states = g_strdupv ((char **) missing);
  muster_fetch_rows (muster_page_get_office (page), muster_page_get_actor (page),
                     &muster_years_listing, years, 1, muster_page_get_cancellable (page),
                     years_fetched, g_object_ref (self));
}

static int
this_year (MusterHolidaysPage *self)
{
  int year;

  muster_date_get_ymd (
    muster_outlook_get_today (muster_page_get_outlook (MUSTER_PAGE (self))), &year, NULL,
    NULL);

  return year;
}

static void
year_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterHolidaysPage *self = MUSTER_HOLIDAYS_PAGE (widget);
  int steps = g_variant_get_int32 (args);

  self->year = steps == 0 ? this_year (self) : self->year + steps;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  muster_page_refresh (MUSTER_PAGE (self));
}

/* ---- Files ---- */

static void
open_file (MusterHolidaysPage *self, GFile *file)
{
  MusterPage *page = MUSTER_PAGE (self);

  if (may_edit (self))
    muster_holiday_dialog_present (GTK_WIDGET (self), muster_page_get_office (page),
                                   muster_page_get_actor (page), file);
}

static void
opened_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterHolidaysPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile)
    file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, &error);

  if (self->sheet != NULL && file != NULL)
    open_file (self, file);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Import a Holiday Calendar"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)),
                        muster_page_get_cancellable (MUSTER_PAGE (widget)), opened_cb,
                        g_object_ref (widget));
}

static gboolean
dropped_cb (MusterHolidaysPage *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL || !may_edit (self))
    return FALSE;
  open_file (self, files->data);

  return TRUE;
}

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  MusterDates dates;
  GFile *file;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_object_unref (export->office);
  g_object_unref (export->actor);
  g_object_unref (export->file);
  g_free (export);
}

static gpointer
export_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Export *export = data;
  g_autofree char *name = g_file_get_basename (export->file);
  g_autofree char *text = NULL;

  text = g_str_has_suffix (name, ".json")
           ? muster_holiday_export_json (export->office, export->actor, export->dates,
                                         cancellable, error)
           : muster_holiday_export_run (export->office, export->actor, export->dates,
                                        cancellable, error);
  if (text == NULL ||
      !g_file_replace_contents (export->file, text, strlen (text), NULL, FALSE,
                                G_FILE_CREATE_NONE, NULL, cancellable, error))
    return NULL;

  return g_steal_pointer (&name);
}

static void
exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterHolidaysPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = muster_office_run_finish (result, &error);
  g_autofree char *text = NULL;

  if (self->sheet == NULL)
    return;
  if (name == NULL)
    {
      muster_notice_show (GTK_WIDGET (self), error);
      return;
    }

  text = g_strdup_printf (_ ("Exported to %s"), name);
  muster_notice_say (GTK_WIDGET (self), text);
}

static void
saved_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterHolidaysPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile)
    file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (dialog), result, &error);
  Export *export;

  if (self->sheet == NULL || file == NULL)
    return;

  export = g_new0 (Export, 1);
  export->office = g_object_ref (muster_page_get_office (MUSTER_PAGE (self)));
  export->actor = g_object_ref (muster_page_get_actor (MUSTER_PAGE (self)));
  export->dates = get_dates (self);
  export->file = g_object_ref (file);
  muster_office_run_async (self, export_work, export, export_free, g_free, NULL,
                           muster_page_get_cancellable (MUSTER_PAGE (self)), exported_cb,
                           g_object_ref (self));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterHolidaysPage *self = MUSTER_HOLIDAYS_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *file = g_strdup_printf ("holidays-%d.ics", self->year);

  gtk_file_dialog_set_title (dialog, _ ("Export as iCalendar (.ics) or JSON (.json)"));
  gtk_file_dialog_set_initial_name (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)),
                        muster_page_get_cancellable (MUSTER_PAGE (self)), saved_cb,
                        g_object_ref (self));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterHolidaysPage *self = MUSTER_HOLIDAYS_PAGE (widget);

  if (self->rows != NULL)
    muster_year_print_run (widget, self->year, self->rows);
}

/* ---- Life ---- */

static void
add_legend (MusterHolidaysPage *self, int kind)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_label_new (muster_year_sheet_get_mark (kind));
  GtkWidget *word = gtk_label_new (muster_words_say ("holiday", kinds[kind]));

  gtk_widget_add_css_class (mark, "muster-year-key");
  gtk_widget_add_css_class (mark, kinds[kind]);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), word);
  adw_wrap_box_append (self->legend, box);
}

static void
add_changed_legend (MusterHolidaysPage *self)
{
  GtkWidget *word = gtk_label_new (_ ("changed by the company"));

  gtk_widget_add_css_class (word, "muster-year-changed");
  adw_wrap_box_append (self->legend, word);
}

static gboolean
page_key_cb (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             MusterHolidaysPage *self)
{
  if (key != GDK_KEY_Page_Up && key != GDK_KEY_Page_Down)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate_action (GTK_WIDGET (self), "holidays.year", "i",
                              key == GDK_KEY_Page_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

static gboolean
muster_holidays_page_focus_content (MusterPage *page)
{
  return gtk_widget_child_focus (GTK_WIDGET (MUSTER_HOLIDAYS_PAGE (page)->sheet),
                                 GTK_DIR_TAB_FORWARD);
}

static void
muster_holidays_page_constructed (GObject *object)
{
  MusterHolidaysPage *self = MUSTER_HOLIDAYS_PAGE (object);

  G_OBJECT_CLASS (muster_holidays_page_parent_class)->constructed (object);

  self->year = this_year (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "holidays.import", may_edit (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "holidays.reset", FALSE);
}

static void
muster_holidays_page_dispose (GObject *object)
{
  MusterHolidaysPage *self = MUSTER_HOLIDAYS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_HOLIDAYS_PAGE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (muster_holidays_page_parent_class)->dispose (object);
}

static void
muster_holidays_page_class_init (MusterHolidaysPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_holidays_page_constructed;
  object_class->dispose = muster_holidays_page_dispose;
  page_class->refresh = muster_holidays_page_refresh;
  page_class->focus_content = muster_holidays_page_focus_content;

  g_type_ensure (MUSTER_TYPE_YEAR_SHEET);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-holidays-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, missing_banner);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, year_label);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, legend);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, date_label);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, kind_row);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, builtin_label);
  gtk_widget_class_bind_template_child (widget_class, MusterHolidaysPage, reset_button);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_cb);
  gtk_widget_class_install_action (widget_class, "holidays.year", "i", year_action);
  gtk_widget_class_install_action (widget_class, "holidays.set", "s", set_action);
  gtk_widget_class_install_action (widget_class, "holidays.reset", NULL, reset_action);
  gtk_widget_class_install_action (widget_class, "holidays.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "holidays.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "holidays.print", NULL, print_action);
}

static void
muster_holidays_page_init (MusterHolidaysPage *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; kinds[i] != NULL; i++)
    gtk_string_list_append (words, muster_words_say ("holiday", kinds[i]));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (words));
  self->showing = FALSE;
  for (int kind = MUSTER_HOLIDAY_STATUTORY; kind <= MUSTER_HOLIDAY_WORKDAY; kind++)
    add_legend (self, kind);
  add_changed_legend (self);
  g_signal_connect_object (self->sheet, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "kind-chosen", G_CALLBACK (kind_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (page_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

const MusterPageKind muster_holidays_page_kind = {
  .name = "holidays",
  .title = N_ ("Holidays"),
  .icon = "muster-holidays-symbolic",
  .section = MUSTER_SECTION_SETUP,
  .permission = MUSTER_MAY_SEE_DAYS,
  .topics = MUSTER_TOPIC_RULES,
  .get_type = muster_holidays_page_get_type,
};
