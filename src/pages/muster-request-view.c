/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-request-view.h"

#include "muster-day-map.h"
#include "muster-day-bar.h"
#include "muster-day-listings.h"
#include "muster-day-text.h"
#include "muster-evidence-box.h"
#include "muster-fetch.h"
#include "muster-notice.h"
#include "muster-request-commands.h"
#include "muster-request-text.h"
#include "muster-sign.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

#define BAR_HEIGHT 40
#define MOST_STEPS 200
#define HISTORY_DAYS 92

struct _MusterRequestView
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkButton *approve_button;
  GtkButton *reject_button;
  GtkButton *ask_button;
  GtkButton *undo_button;
  GtkLabel *hint_label;
  GtkWidget *send_button;
  GtkLabel *name_label;
  GtkLabel *place_label;
  MusterSign *sign;
  GtkLabel *terms_label;
  GtkLabel *what_label;
  GtkLabel *reason_label;
  GtkWidget *days;
  AdwBin *before_bin;
  AdwBin *after_bin;
  MusterDayMap *day_map;
  MusterSign *before_sign;
  MusterSign *after_sign;
  MusterEvidenceView *evidence;
  GtkWidget *side;
  GtkLabel *months_label;
  GtkListBox *thread;
  GtkEntry *comment_entry;

  MusterOffice *office;
  MusterActor *actor;
  MusterTimeScale *scale;
  MusterRequestRow *row;
  GPtrArray *pieces; /* of MusterEvidenceRow */
  GCancellable *run;
};

G_DEFINE_FINAL_TYPE (MusterRequestView, muster_request_view, GTK_TYPE_WIDGET)

/* What came late is shown only while its request is. */
typedef struct
{
  MusterRequestView *view;
  gint64 id;
  guint index;
} Fetching;

static Fetching *
fetching_new (MusterRequestView *self)
{
  Fetching *fetching = g_new0 (Fetching, 1);

  fetching->view = g_object_ref (self);
  fetching->id = self->row->request->id;

  return fetching;
}

static void
fetching_free (Fetching *fetching)
{
  g_object_unref (fetching->view);
  g_free (fetching);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fetching, fetching_free)

static gboolean
fetching_is_current (Fetching *fetching)
{
  MusterRequestView *self = fetching->view;

  return self->row != NULL && self->row->request->id == fetching->id;
}

/* ---- The day without it and with it ---- */

static void
show_day (MusterSign *sign, AdwBin *bin, GPtrArray *rows, guint index)
{
  MusterDayRow *row = rows != NULL && index < rows->len ? g_ptr_array_index (rows, index)
                                                        : NULL;
  const MusterDay *day = row != NULL ? &row->sheet->day : NULL;
  g_autofree char *label = day != NULL ? muster_day_text_label (day) : NULL;

  muster_sign_set (sign, day != NULL ? muster_day_text_sign (day) : NULL, label);
  muster_day_bar_set_sheet (MUSTER_DAY_BAR (adw_bin_get_child (bin)),
                            row != NULL ? row->sheet : NULL);
}

static void
days_fetched (MusterFinding *finding,
              GPtrArray *rows,
              const GError *error,
              gpointer user_data)
{
  g_autoptr (Fetching) fetching = user_data;
  MusterRequestView *self = fetching->view;

  if (!fetching_is_current (fetching))
    return;

  show_day (self->before_sign, self->before_bin, rows, 0);
  show_day (self->after_sign, self->after_bin, rows, 1);
  gtk_widget_set_visible (self->days, rows != NULL && rows->len > 0);
}

/* ---- Evidence ---- */

typedef struct
{
  MusterOffice *office;
  MusterActor *actor;
  gint64 id;
  char *name; /* of what is put in */
  GBytes *data;
  char *type; /* of what is taken out */
  int page;
} Box;

static void
box_free (gpointer data)
{
  Box *box = data;

  g_object_unref (box->office);
  g_object_unref (box->actor);
  g_free (box->name);
  g_free (box->type);
  g_clear_pointer (&box->data, g_bytes_unref);
  g_free (box);
}

static Box *
box_new (MusterRequestView *self, gint64 id)
{
  Box *box = g_new0 (Box, 1);

  box->office = g_object_ref (self->office);
  box->actor = g_object_ref (self->actor);
  box->id = id;

  return box;
}

static gpointer
open_work (gpointer data,
           MusterProgress progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  Box *box = data;
  g_autoptr (GBytes)
    bytes = muster_evidence_open (box->office, box->actor, box->id, cancellable, error);

  return bytes != NULL ? muster_evidence_sheet_new (box->type, bytes, box->page, error)
                       : NULL;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetching) fetching = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MusterEvidenceSheet) sheet = muster_office_run_finish (result, &error);
  MusterRequestView *self = fetching->view;

  if (!fetching_is_current (fetching) || self->pieces == NULL ||
      fetching->index >= self->pieces->len ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (sheet != NULL)
    muster_evidence_view_set_sheet (self->evidence, fetching->index, sheet);
  else
    muster_evidence_view_fail (self->evidence, error->message);
}

static void
wanted_cb (MusterRequestView *self, guint index, int page)
{
  MusterEvidenceRow *piece;
  Fetching *fetching;
  Box *box;

  if (self->row == NULL || self->pieces == NULL || index >= self->pieces->len)
    return;

  piece = g_ptr_array_index (self->pieces, index);
  fetching = fetching_new (self);
  fetching->index = index;
  box = box_new (self, piece->id);
  box->type = g_strdup (piece->type);
  box->page = page;
  muster_office_run_async (self->office, open_work, box, box_free,
                           (GDestroyNotify) muster_evidence_sheet_free, NULL, self->run,
                           opened_cb, fetching);
}

static gboolean
pieces_are_the_same (GPtrArray *left, GPtrArray *right)
{
  if (left == NULL || right == NULL || left->len != right->len)
    return FALSE;

  for (guint i = 0; i < left->len; i++)
    if (MUSTER_EVIDENCE_ROW (left->pdata[i])->id !=
        MUSTER_EVIDENCE_ROW (right->pdata[i])->id)
      return FALSE;

  return TRUE;
}

static void
pieces_fetched (MusterFinding *finding,
                GPtrArray *rows,
                const GError *error,
                gpointer user_data)
{
  g_autoptr (Fetching) fetching = user_data;
  MusterRequestView *self = fetching->view;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (!fetching_is_current (fetching) || rows == NULL ||
      pieces_are_the_same (self->pieces, rows))
    return;

  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  self->pieces = g_ptr_array_ref (rows);
  for (guint i = 0; i < rows->len; i++)
    g_strv_builder_add (names, MUSTER_EVIDENCE_ROW (rows->pdata[i])->name);
  all = g_strv_builder_end (names);
  muster_evidence_view_set_pieces (self->evidence, (const char *const *) all);
}

static gpointer
attach_work (gpointer data,
             MusterProgress progress,
             gpointer progress_data,
             GCancellable *cancellable,
             GError **error)
{
  Box *box = data;

  return muster_evidence_attach (box->office, box->actor, box->id, box->name, box->data,
                                 cancellable, error)
           ? g_strdup (box->name)
           : NULL;
}

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Fetching) fetching = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = muster_office_run_finish (result, &error);

  if (name == NULL)
    muster_notice_show (GTK_WIDGET (fetching->view), error);
  else
    muster_notice_say (GTK_WIDGET (fetching->view), _ ("Evidence added"));
}

void
muster_request_view_attach (MusterRequestView *self, const char *name, GBytes *data)
{
  Box *box;

  g_return_if_fail (MUSTER_IS_REQUEST_VIEW (self));

  if (self->row == NULL)
    return;

  box = box_new (self, self->row->request->id);
  box->name = g_strdup (name);
  box->data = g_bytes_ref (data);
  muster_office_run_async (self->office, attach_work, box, box_free, g_free, NULL, NULL,
                           attached_cb, fetching_new (self));
}

static void
dropped_cb (MusterRequestView *self, GBytes *data, const char *name)
{
  muster_request_view_attach (self, name, data);
}

/* ---- Thread and history ---- */

static GtkWidget *
build_step (MusterStepRow *step)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = muster_request_text_step (step);
  g_autofree char *at = muster_text_instant (step->at, step->zone, step->zone);
  g_autofree char *subtitle =
    *step->note != '\0' ? g_strdup_printf ("%s\n%s", step->note, at) : g_strdup (at);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

static void
steps_fetched (MusterFinding *finding,
               GPtrArray *rows,
               const GError *error,
               gpointer user_data)
{
  g_autoptr (Fetching) fetching = user_data;
  MusterRequestView *self = fetching->view;

  if (!fetching_is_current (fetching) || rows == NULL)
    return;

  gtk_list_box_remove_all (self->thread);
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->thread, build_step (g_ptr_array_index (rows, i)));
}

static guint
count_of (MusterFinding *finding, const char *code)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (finding->counts, code));
}

static void
append_line (MusterRequestView *self, const char *line)
{
  const char *before = gtk_label_get_label (self->months_label);
  g_autofree char *text = *before != '\0' ? g_strdup_printf ("%s\n%s", before, line)
                                          : g_strdup (line);

  gtk_label_set_label (self->months_label, text);
}

static void
requests_counted (MusterFinding *finding,
                  GPtrArray *rows,
                  const GError *error,
                  gpointer user_data)
{
  g_autoptr (Fetching) fetching = user_data;
  g_autofree char *line = NULL;

  if (!fetching_is_current (fetching) || finding == NULL)
    return;

  line = g_strdup_printf (_ ("Requests: %1$u, approved: %2$u, rejected: %3$u"),
                          finding->total, count_of (finding, "approved"),
                          count_of (finding, "rejected"));
  append_line (fetching->view, line);
}

static void
days_counted (MusterFinding *finding,
              GPtrArray *rows,
              const GError *error,
              gpointer user_data)
{
  g_autoptr (Fetching) fetching = user_data;
  g_autofree char *line = NULL;

  if (!fetching_is_current (fetching) || finding == NULL)
    return;

  line = g_strdup_printf (
    _ ("Days late: %1$u, left early: %2$u, missing a punch: %3$u, absent: %4$u"),
    count_of (finding, "late"), count_of (finding, "early_leave"),
    count_of (finding, "missing"), count_of (finding, "absent"));
  append_line (fetching->view, line);
}

static void
fetch (MusterRequestView *self,
       const MusterListing *listing,
       gboolean of_person,
       guint most,
       MusterFetchFunc func)
{
  g_autoptr (MusterFilter) filter = muster_filter_new ();
  MusterRequest *request = self->row->request;

  if (of_person)
    {
      filter->person_id = request->person_id;
      filter->dates = (MusterDates) { request->date - HISTORY_DAYS, request->date };
    }
  else
    {
      filter->request_id = request->id;
    }
  muster_fetch_rows (self->office, self->actor, listing, filter, most, self->run, func,
                     fetching_new (self));
}

/* ---- Showing ---- */

static void
show_bar (MusterRequestView *self)
{
  MusterRequestRow *row = self->row;
  gboolean waits = row->request->state == MUSTER_REQUEST_SUBMITTED;
  g_autofree char *hint = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->approve_button), waits && row->may_decide);
  gtk_widget_set_visible (self->send_button, row->may_send);
  gtk_widget_set_visible (GTK_WIDGET (self->reject_button), waits && row->may_decide);
  gtk_widget_set_visible (GTK_WIDGET (self->ask_button), waits && row->may_decide);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), row->may_undo);
  /* For whom it waits the head says, and to whoever may decide the buttons */
  if (row->delegate_of != NULL)
    hint = g_strdup_printf (_ ("You decide for %s"), row->delegate_of);
  else if (!row->may_decide)
    hint = muster_request_text_state (row);
  gtk_label_set_label (self->hint_label, hint != NULL ? hint : "");
}

static void
show_request (MusterRequestView *self)
{
  MusterRequestRow *row = self->row;
  g_autofree char *when = muster_request_text_when (row);
  g_autofree char *what = g_strdup_printf (
    "%s · %s", muster_words_say_value ("request_kind", (int) row->request->kind), when);
  g_autofree char *department = muster_text_department (row->person->department);
  g_autofree char *place = g_strdup_printf ("%s · %s", row->person->staff_no, department);
  g_autofree char *terms = muster_request_text_terms (row);
  g_autofree char *state = muster_request_text_state (row);

  gtk_label_set_label (self->name_label, row->person->name);
  gtk_label_set_label (self->place_label, place);
  gtk_label_set_label (self->what_label, what);
  gtk_label_set_label (self->reason_label, row->request->reason);
  gtk_label_set_label (self->terms_label, terms);
  muster_sign_set (self->sign, muster_request_text_sign (row), state);
  show_bar (self);
}

static void
forget (MusterRequestView *self)
{
  g_cancellable_cancel (self->run);
  g_set_object (&self->run, NULL);
  self->run = g_cancellable_new ();
}

void
muster_request_view_set_row (MusterRequestView *self, MusterRequestRow *row)
{
  gboolean another;

  g_return_if_fail (MUSTER_IS_REQUEST_VIEW (self));

  another = row == NULL || self->row == NULL ||
            self->row->request->id != row->request->id;
  if (!g_set_object (&self->row, row) && row != NULL)
    return;

  forget (self);
  gtk_stack_set_visible_child_name (self->stack, row != NULL ? "request" : "none");
  if (another)
    {
      g_clear_pointer (&self->pieces, g_ptr_array_unref);
      muster_evidence_view_set_pieces (self->evidence, NULL);
      gtk_list_box_remove_all (self->thread);
      gtk_editable_set_text (GTK_EDITABLE (self->comment_entry), "");
    }
  muster_day_map_show (self->day_map, self->office, self->actor,
                       row != NULL ? row->request->person_id : 0,
                       row != NULL ? row->request->date : MUSTER_DATE_NONE);
  if (row == NULL)
    return;

  show_request (self);
  gtk_label_set_label (self->months_label, "");
  fetch (self, &muster_request_days_listing, FALSE, 2, days_fetched);
  fetch (self, &muster_evidence_listing, FALSE, MOST_STEPS, pieces_fetched);
  fetch (self, &muster_request_steps_listing, FALSE, MOST_STEPS, steps_fetched);
  fetch (self, &muster_requests_listing, TRUE, 0, requests_counted);
  fetch (self, &muster_days_listing, TRUE, 0, days_counted);
}

/* ---- Comments ---- */

static void
commented_cb (GObject *office, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRequestView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant)
    value = muster_office_submit_finish (MUSTER_OFFICE (office), result, &error);

  if (value == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->comment_entry), "");
}

static void
comment_cb (MusterRequestView *self)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->comment_entry))));

  if (*text == '\0' || self->row == NULL)
    return;

  muster_office_submit_async (self->office, self->actor, &muster_comment_request,
                              g_variant_new ("(xs)", self->row->request->id, text), NULL,
                              commented_cb, g_object_ref (self));
}

/* ---- Life ---- */

static GtkWidget *
bar_new (MusterRequestView *self)
{
  GtkWidget *bar = muster_day_bar_new (self->scale);

  gtk_widget_set_size_request (bar, -1, BAR_HEIGHT);

  return bar;
}

static void
muster_request_view_dispose (GObject *object)
{
  MusterRequestView *self = MUSTER_REQUEST_VIEW (object);

  g_cancellable_cancel (self->run);
  g_clear_object (&self->row);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_REQUEST_VIEW);

  G_OBJECT_CLASS (muster_request_view_parent_class)->dispose (object);
}

static void
muster_request_view_finalize (GObject *object)
{
  MusterRequestView *self = MUSTER_REQUEST_VIEW (object);

  g_clear_object (&self->office);
  g_clear_object (&self->actor);
  g_clear_object (&self->scale);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (muster_request_view_parent_class)->finalize (object);
}

static void
muster_request_view_class_init (MusterRequestViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = muster_request_view_dispose;
  object_class->finalize = muster_request_view_finalize;

  g_type_ensure (MUSTER_TYPE_SIGN);
  g_type_ensure (MUSTER_TYPE_EVIDENCE_VIEW);
  g_type_ensure (MUSTER_TYPE_DAY_MAP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-request-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, stack);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, approve_button);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, reject_button);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, ask_button);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, undo_button);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, hint_label);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, send_button);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, name_label);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, place_label);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, sign);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, terms_label);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, what_label);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, reason_label);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, days);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, before_bin);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, after_bin);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, day_map);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, before_sign);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, after_sign);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, evidence);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, side);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, months_label);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, thread);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestView, comment_entry);
  gtk_widget_class_bind_template_callback (widget_class, comment_cb);
}

static void
muster_request_view_init (MusterRequestView *self)
{
  self->scale = muster_time_scale_new ();
  self->run = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (self->before_bin, bar_new (self));
  adw_bin_set_child (self->after_bin, bar_new (self));
  g_signal_connect_object (self->day_map, "pressed",
                           G_CALLBACK (muster_request_view_open_map), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->evidence, "wanted", G_CALLBACK (wanted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->evidence, "dropped", G_CALLBACK (dropped_cb), self,
                           G_CONNECT_SWAPPED);
}

void
muster_request_view_set_doors (MusterRequestView *self,
                               MusterOffice *office,
                               MusterActor *actor)
{
  g_return_if_fail (MUSTER_IS_REQUEST_VIEW (self));

  g_set_object (&self->office, office);
  g_set_object (&self->actor, actor);
}

MusterRequestRow *
muster_request_view_get_row (MusterRequestView *self)
{
  g_return_val_if_fail (MUSTER_IS_REQUEST_VIEW (self), NULL);

  return self->row;
}

MusterEvidenceView *
muster_request_view_get_evidence (MusterRequestView *self)
{
  g_return_val_if_fail (MUSTER_IS_REQUEST_VIEW (self), NULL);

  return self->evidence;
}

void
muster_request_view_open_map (MusterRequestView *self)
{
  g_return_if_fail (MUSTER_IS_REQUEST_VIEW (self));

  if (self->row != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "shell.show-map", "(xi)",
                                self->row->request->person_id, self->row->request->date);
}
