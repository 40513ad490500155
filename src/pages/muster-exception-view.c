/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-exception-view.h"

#include "muster-day-detail.h"
#include "muster-exception-text.h"
#include "muster-fetch.h"
#include "muster-sign.h"

#include <glib/gi18n-lib.h>

/* Jobs that one person can have on a date. */
#define MOST_DAYS 8

struct _MusterExceptionView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  MusterSign *sign;
  GtkLabel *when_label;
  GtkLabel *why_label;
  GtkLabel *state_label;
  GtkStack *about;
  MusterDayDetail *day;
  AdwStatusPage *matter;
  GtkButton *matter_button;
  GtkWidget *request_button;
  GtkWidget *accept_button;
  GtkWidget *excuse_button;
  GtkWidget *correct_button;
  GtkWidget *ask_button;
  GtkWidget *reopen_button;

  MusterOffice *office;
  MusterActor *actor;
  MusterExceptionRow *row;
  MusterDate date; /* that is shown of the person's days */
  GCancellable *run;
};

G_DEFINE_FINAL_TYPE (MusterExceptionView, muster_exception_view, GTK_TYPE_WIDGET)

/* ---- A day ---- */

/* Which of the entries of its date an exception is about, the first when it is about a punch. */
static gint64
entry_of (MusterExceptionView *self)
{
  return muster_exception_kind_is_signal (self->row->exception.kind)
           ? 0
           : self->row->exception.subject;
}

static void
days_fetched (MusterFinding *finding,
              GPtrArray *rows,
              const GError *error,
              gpointer user_data)
{
  g_autoptr (MusterExceptionView) self = user_data;
  MusterDayRow *found = NULL;

  if (rows == NULL || self->row == NULL || self->row->person == NULL ||
      finding->filter->person_id != self->row->person->id ||
      finding->filter->dates.from != self->date)
    return;

  for (guint i = 0; i < rows->len; i++)
    {
      MusterDayRow *row = g_ptr_array_index (rows, i);

      if (found == NULL || row->sheet->day.nth == entry_of (self))
        found = row;
    }
  muster_day_detail_set_row (self->day, found, muster_office_get_now (self->office));
}

static void
show_date (MusterExceptionView *self, MusterDate date)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();

  self->date = date;
  filter->person_id = self->row->person->id;
  filter->dates = (MusterDates) { date, date };
  muster_fetch_rows (self->office, self->actor, &muster_days_listing, filter, MOST_DAYS,
                     self->run, days_fetched, g_object_ref (self));
}

static void
date_chosen_cb (MusterExceptionView *self, int date)
{
  if (self->row != NULL && self->row->person != NULL)
    show_date (self, date);
}

/* ---- What is of no day ---- */

static void
show_matter (MusterExceptionView *self)
{
  static const struct
  {
    MusterExceptionKind kind;
    const char *text;
    const char *label;
    const char *where;
  } matters[] = {
    { MUSTER_EXCEPTION_UNMAPPED,
      N_ ("Punches of this number count for nobody until it is given to an employee."),
      N_ ("_Show in People"), "people/unmapped" },
    { MUSTER_EXCEPTION_SILENT,
      N_ (
        "Until it reports, missing punches and absence of its people may be its fault."),
      N_ ("_Show in Sources"), "sources" },
    { MUSTER_EXCEPTION_DRIFT,
      N_ ("Its punches are corrected by this much when they are judged. Set its clock."),
      N_ ("_Show in Sources"), "sources" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (matters); i++)
    if (matters[i].kind == self->row->exception.kind)
      {
        g_autofree char *title = muster_exception_text_title (self->row);
        const MusterWord *word = muster_words_at ("exception", self->row->exception.kind);

        adw_status_page_set_icon_name (self->matter, word->icon);
        adw_status_page_set_title (self->matter, title);
        adw_status_page_set_description (self->matter, _ (matters[i].text));
        gtk_button_set_label (self->matter_button, _ (matters[i].label));
        gtk_actionable_set_action_target (GTK_ACTIONABLE (self->matter_button), "s",
                                          matters[i].where);
      }
}

/* ---- Showing ---- */

static void
show_buttons (MusterExceptionView *self)
{
  gboolean decided = g_str_equal (self->row->state, "decided") ||
                     g_str_equal (self->row->state, "snoozed");
  gboolean of_person = self->row->person != NULL;

  gtk_widget_set_visible (self->accept_button, !decided);
  gtk_widget_set_visible (self->excuse_button, !decided && of_person);
  gtk_widget_set_visible (self->correct_button, !decided && of_person);
  gtk_widget_set_visible (self->ask_button, !decided && of_person);
  gtk_widget_set_visible (self->reopen_button, decided);
}

static void
show_exception (MusterExceptionView *self)
{
  g_autofree char *what = muster_exception_text_what (self->row);
  g_autofree char *why = muster_exception_text_why (self->row);
  g_autofree char *when = muster_exception_text_when (self->row);
  g_autofree char *state = muster_exception_text_state (self->row);

  muster_sign_set (self->sign, muster_words_at ("exception", self->row->exception.kind),
                   what);
  gtk_label_set_label (self->when_label, when != NULL ? when : "");
  gtk_label_set_label (self->why_label, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_label), why != NULL);
  gtk_label_set_label (self->state_label, state);
  gtk_widget_set_visible (GTK_WIDGET (self->state_label),
                          !g_str_equal (self->row->state, "open"));
  gtk_widget_set_visible (self->request_button, self->row->request_id != 0);
  show_buttons (self);
}

void
muster_exception_view_set_row (MusterExceptionView *self, MusterExceptionRow *row)
{
  gboolean another;

  g_return_if_fail (MUSTER_IS_EXCEPTION_VIEW (self));

  another = row == NULL || self->row == NULL || !g_str_equal (self->row->key, row->key);
  if (!g_set_object (&self->row, row) && row != NULL)
    return;

  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "exception" : "none");
  if (another)
    {
      g_cancellable_cancel (self->run);
      g_object_unref (self->run);
      self->run = g_cancellable_new ();
      muster_day_detail_set_row (self->day, NULL, 0);
    }
  if (row == NULL)
    return;

  show_exception (self);
  gtk_stack_set_visible_child_name (self->about, row->person != NULL ? "day" : "matter");
  if (row->person == NULL)
    show_matter (self);
  else if (another)
    show_date (self, row->exception.date);
}

/* ---- Life ---- */

static void
muster_exception_view_dispose (GObject *object)
{
  MusterExceptionView *self = MUSTER_EXCEPTION_VIEW (object);

  g_cancellable_cancel (self->run);
  g_clear_object (&self->row);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_EXCEPTION_VIEW);

  G_OBJECT_CLASS (muster_exception_view_parent_class)->dispose (object);
}

static void
muster_exception_view_finalize (GObject *object)
{
  MusterExceptionView *self = MUSTER_EXCEPTION_VIEW (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (muster_exception_view_parent_class)->finalize (object);
}

static void
muster_exception_view_class_init (MusterExceptionViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_exception_view_dispose;
  object_class->finalize = muster_exception_view_finalize;

  g_type_ensure (MUSTER_TYPE_SIGN);
  g_type_ensure (MUSTER_TYPE_DAY_DETAIL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-exception-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, stack);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, sign);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, when_label);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, why_label);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, state_label);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, about);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, day);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, matter);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, matter_button);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView,
                                        request_button);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, accept_button);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, excuse_button);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView,
                                        correct_button);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, ask_button);
  gtk_widget_class_bind_template_child (widget_class, MusterExceptionView, reopen_button);
}

static void
muster_exception_view_init (MusterExceptionView *self)
{
  self->run = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->day, "date-chosen", G_CALLBACK (date_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}

void
muster_exception_view_set_doors (MusterExceptionView *self,
                                 MusterOffice *office,
                                 MusterActor *actor)
{
  g_return_if_fail (MUSTER_IS_EXCEPTION_VIEW (self));

  g_set_object (&self->office, office);
  g_set_object (&self->actor, actor);
  muster_day_detail_set_doors (self->day, office, actor);
  muster_day_detail_set_closable (self->day, FALSE);
}

MusterExceptionRow *
muster_exception_view_get_row (MusterExceptionView *self)
{
  g_return_val_if_fail (MUSTER_IS_EXCEPTION_VIEW (self), NULL);

  return self->row;
}

void
muster_exception_view_open_map (MusterExceptionView *self)
{
  g_return_if_fail (MUSTER_IS_EXCEPTION_VIEW (self));

  muster_day_detail_open_map (self->day);
}
