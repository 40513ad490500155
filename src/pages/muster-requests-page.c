/* SPDX-FileCopyrightText: The Muster authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "muster-requests-page.h"

#include "muster-bulk-dialog.h"
#include "muster-camera.h"
#include "muster-camera-dialog.h"
#include "muster-command-dialog.h"
#include "muster-decider-choice.h"
#include "muster-delegations-dialog.h"
#include "muster-decision-commands.h"
#include "muster-evidence-files.h"
#include "muster-filter-bar.h"
#include "muster-notice.h"
#include "muster-queue.h"
#include "muster-reason-dialog.h"
#include "muster-request-card.h"
#include "muster-request-commands.h"
#include "muster-request-dialog.h"
#include "muster-request-text.h"
#include "muster-request-view.h"
#include "muster-text.h"

#include <glib/gi18n-lib.h>

/* The first ones are always there, the others when somebody is in them */
#define ALWAYS 3

static const char *const states[] = { "mine",      "others",   "decided",   "asked",
                                      "draft",     "approved", "automatic", "rejected",
                                      "withdrawn", "revoked",  NULL };

static const char *const quick_rejections[] = {
  N_ ("The evidence does not show it"),
  N_ ("The time does not fit the records"),
  N_ ("Not agreed beforehand"),
  N_ ("Please ask for the right kind"),
  NULL,
};

static const char *const quick_questions[] = {
  N_ ("Please add evidence"),
  N_ ("Who can confirm this?"),
  N_ ("Which time exactly?"),
  NULL,
};

struct _MusterRequestsPage
{
  MusterPage parent_instance;

  MusterFilterBar *chips;
  AdwNavigationSplitView *views;
  GtkScrolledWindow *scroller;
  GtkListView *list;
  MusterRequestView *view;

  MusterQueue *queue;
  gboolean begun;
  gint64 wanted; /* request to show when they are found, 0 for none */
};

G_DEFINE_FINAL_TYPE (MusterRequestsPage, muster_requests_page, MUSTER_TYPE_PAGE)

const MusterPageKind muster_requests_page_kind = {
  .name = "requests",
  .title = N_ ("Requests"),
  .icon = "muster-requests-symbolic",
  .section = MUSTER_SECTION_DAILY,
  .scope = MUSTER_PAGE_PARTED | MUSTER_PAGE_SEARCHED,
  .permission = MUSTER_MAY_DECIDE,
  .topics = MUSTER_TOPIC_DAYS | MUSTER_TOPIC_USERS | MUSTER_TOPIC_PERIODS,
  .get_type = muster_requests_page_get_type,
};

/* ---- The list ---- */

static GtkWidget *
make_card (gpointer data)
{
  return muster_request_card_new ();
}

static void
show_card (GtkWidget *cell, gpointer row)
{
  muster_request_card_set_row (cell, row);
}

static MusterRequestRow *
get_row (MusterRequestsPage *self)
{
  return muster_request_view_get_row (self->view);
}

static void
enable_actions (MusterRequestsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  MusterRequestRow *row = get_row (self);
  guint chosen = muster_queue_count_chosen (self->queue);
  gboolean many = chosen > 1;
  gboolean decides = many || (row != NULL && row->may_decide);

  gtk_widget_action_set_enabled (widget, "requests.approve", decides);
  gtk_widget_action_set_enabled (widget, "requests.reject", decides);
  gtk_widget_action_set_enabled (widget, "requests.ask", !many && decides);
  gtk_widget_action_set_enabled (widget, "requests.undo",
                                 !many && row != NULL && row->may_undo);
  gtk_widget_action_set_enabled (widget, "requests.send",
                                 !many && row != NULL && row->may_send);
  gtk_widget_action_set_enabled (
    widget, "requests.send-anyway",
    !many && row != NULL && row->may_send &&
      muster_actor_may (muster_page_get_actor (MUSTER_PAGE (self)), MUSTER_MAY_OVERRIDE));
  gtk_widget_action_set_enabled (widget, "requests.withdraw",
                                 !many && row != NULL && row->may_withdraw);
  gtk_widget_action_set_enabled (widget, "requests.revoke",
                                 !many && row != NULL && row->may_revoke);
  gtk_widget_action_set_enabled (widget, "requests.add-evidence",
                                 !many && row != NULL &&
                                   row->request->state <= MUSTER_REQUEST_SUBMITTED);
  gtk_widget_action_set_enabled (widget, "requests.take-photo",
                                 !many && row != NULL && muster_camera_is_there () &&
                                   row->request->state <= MUSTER_REQUEST_SUBMITTED);
  gtk_widget_action_set_enabled (widget, "requests.copy", chosen > 0);
}

static void
queue_changed_cb (MusterRequestsPage *self)
{
  muster_request_view_set_row (self->view, muster_queue_get_row (self->queue));
  enable_actions (self);
}

static void
found_cb (MusterRequestsPage *self)
{
  MusterPagedList *list = muster_queue_get_list (self->queue);
  const GError *error = muster_paged_list_get_error (list);

  if (error != NULL)
    {
      muster_page_fail (MUSTER_PAGE (self), error);
      return;
    }

  for (gsize i = 0; states[i] != NULL; i++)
    muster_filter_bar_set_count (self->chips, states[i],
                                 muster_paged_list_get_count (list, states[i]));
  muster_filter_bar_set_total (self->chips, muster_paged_list_get_total (list));

  /* One begins with what waits for oneself, when something does. */
  if (!self->begun)
    {
      self->begun = TRUE;
      if (muster_paged_list_get_count (list, "mine") > 0)
        {
          muster_filter_bar_choose (self->chips, "mine");
          muster_page_refresh (MUSTER_PAGE (self));
          return;
        }
    }

  if (self->wanted != 0)
    {
      gint64 wanted = self->wanted;

      self->wanted = 0;
      if (!muster_queue_show_key (self->queue, wanted))
        muster_notice_say (GTK_WIDGET (self), _ ("This request is not here any more"));
    }
  muster_page_end (MUSTER_PAGE (self), muster_queue_settle (self->queue));
}

static void
muster_requests_page_refresh (MusterPage *page)
{
  MusterRequestsPage *self = MUSTER_REQUESTS_PAGE (page);
  g_autoptr (MusterFilter)
    filter = muster_outlook_build_filter (muster_page_get_outlook (page), FALSE);
  g_auto (GStrv) chosen = muster_filter_bar_get_chosen (self->chips);

  muster_page_begin (page);
  filter->dates = (MusterDates) { MUSTER_DATE_NONE, MUSTER_DATE_EVER };
  /* What is decided is read from the end, what waits from the beginning. */
  filter->descending =
    chosen != NULL && g_strv_length (chosen) == 1 && !g_str_equal (chosen[0], "mine") &&
    !g_str_equal (chosen[0], "others") && !g_str_equal (chosen[0], "asked");
  if (filter->descending)
    filter->order = g_strdup ("decided");
  filter->states = g_steal_pointer (&chosen);
  muster_paged_list_set_filter (muster_queue_get_list (self->queue), filter);
}

void
muster_requests_page_show (MusterRequestsPage *self, gint64 request_id)
{
  g_return_if_fail (MUSTER_IS_REQUESTS_PAGE (self));

  self->begun = TRUE;
  self->wanted = request_id;
  muster_filter_bar_choose (self->chips, "");
  muster_page_refresh (MUSTER_PAGE (self));
}

static void
look_again (MusterRequestsPage *self)
{
  muster_queue_restart (self->queue);
  muster_page_refresh (MUSTER_PAGE (self));
}

/* ---- Deciding ---- */

static void
decide (MusterRequestsPage *self, const char *decision, const char *note)
{
  MusterRequestRow *row = get_row (self);
  MusterRequest *request = row->request;
  gboolean asks = g_str_equal (decision, "ask");
  g_autofree char *done = g_strdup_printf (
    "%s · %s", row->person->name,
    asks
      ? muster_words_say ("request_action", "ask")
      : muster_words_say ("request_state",
                          g_str_equal (decision, "approve") ? "approved" : "rejected"));

  muster_page_submit (MUSTER_PAGE (self), &muster_decide_request,
                      g_variant_new ("(xssxbs)", request->id, decision, note,
                                     (gint64) request->revision, FALSE, ""),
                      done, asks ? NULL : &muster_undo_request,
                      asks ? NULL : g_variant_new ("(x)", request->id));
}

/* The requests that are chosen: their keys, without loading them. */
static GArray *
get_chosen (MusterRequestsPage *self)
{
  MusterPagedList *list = muster_queue_get_list (self->queue);
  g_autoptr (GtkBitset)
    bits = gtk_selection_model_get_selection (muster_queue_get_selection (self->queue));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < gtk_bitset_get_size (bits); i++)
    {
      gint64 id = muster_paged_list_get_key (list, gtk_bitset_get_nth (bits, i));

      g_array_append_val (ids, id);
    }

  return ids;
}

/* Whether many are chosen: they are decided in a sheet. */
static gboolean
decide_many (MusterRequestsPage *self, const char *decision, const char *note)
{
  g_autoptr (GArray) ids = get_chosen (self);
  MusterPage *page = MUSTER_PAGE (self);

  if (ids->len < 2)
    return FALSE;

  muster_bulk_dialog_present (GTK_WIDGET (self), muster_page_get_office (page),
                              muster_page_get_actor (page), ids, decision, note);

  return TRUE;
}

static void
approve_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRequestsPage *self = MUSTER_REQUESTS_PAGE (widget);

  if (!decide_many (self, "approve", ""))
    decide (self, "approve", "");
}

static void
rejected_for (const char *reason, gpointer data)
{
  MusterRequestsPage *self = data;

  if (!decide_many (self, "reject", reason) && get_row (self) != NULL)
    decide (self, "reject", reason);
}

static char *
say_subject (MusterRequestsPage *self)
{
  MusterRequestRow *row = get_row (self);
  g_autoptr (GArray) ids = get_chosen (self);
  g_autofree char *when = row != NULL ? muster_request_text_when (row) : g_strdup ("");

  if (ids->len > 1)
    return g_strdup_printf (ngettext ("%u request", "%u requests", ids->len), ids->len);

  return row != NULL ? g_strdup_printf ("%s · %s", row->person->name, when) : NULL;
}

static void
reject_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autofree char *subject = say_subject (MUSTER_REQUESTS_PAGE (widget));

  muster_reason_dialog_present (widget, _ ("Reject"), subject, _ ("_Reject"),
                                quick_rejections, rejected_for, g_object_ref (widget),
                                g_object_unref);
}

static void
asked_for (const char *reason, gpointer data)
{
  MusterRequestsPage *self = data;

  if (get_row (self) != NULL)
    decide (self, "ask", reason);
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autofree char *subject = say_subject (MUSTER_REQUESTS_PAGE (widget));

  muster_reason_dialog_present (widget, _ ("Ask"), subject, _ ("_Ask"), quick_questions,
                                asked_for, g_object_ref (widget), g_object_unref);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRequestsPage *self = MUSTER_REQUESTS_PAGE (widget);

  muster_page_submit (MUSTER_PAGE (self), &muster_undo_request,
                      g_variant_new ("(x)", get_row (self)->request->id),
                      _ ("The decision was taken back"), NULL, NULL);
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRequestsPage *self = MUSTER_REQUESTS_PAGE (widget);

  muster_page_submit (MUSTER_PAGE (self), &muster_withdraw_request,
                      g_variant_new ("(xs)", get_row (self)->request->id, ""),
                      _ ("Request withdrawn"), NULL, NULL);
}

/* A draft that the policy refuses says why; whoever may override it does so then. */
static void
send_draft (MusterRequestsPage *self, gboolean override)
{
  muster_page_submit (MUSTER_PAGE (self), &muster_send_request,
                      g_variant_new ("(xb)", get_row (self)->request->id, override),
                      _ ("Request submitted"), NULL, NULL);
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *args)
{
  send_draft (MUSTER_REQUESTS_PAGE (widget), FALSE);
}

static void
send_anyway_action (GtkWidget *widget, const char *name, GVariant *args)
{
  send_draft (MUSTER_REQUESTS_PAGE (widget), TRUE);
}

static void
revoked_for (const char *reason, gpointer data)
{
  MusterRequestsPage *self = data;

  if (get_row (self) != NULL)
    muster_page_submit (
      MUSTER_PAGE (self), &muster_revoke_request,
      g_variant_new ("(xsb)", get_row (self)->request->id, reason, FALSE),
      _ ("Approval revoked"), NULL, NULL);
}

static void
revoke_action (GtkWidget *widget, const char *name, GVariant *args)
{
  g_autofree char *subject = say_subject (MUSTER_REQUESTS_PAGE (widget));

  muster_reason_dialog_present (widget, _ ("Revoke the Approval"), subject, _ ("Re_voke"),
                                NULL, revoked_for, g_object_ref (widget), g_object_unref);
}

/* ---- New ones and evidence ---- */

static void
new_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterPage *page = MUSTER_PAGE (widget);

  muster_request_dialog_present (widget, muster_page_get_office (page),
                                 muster_page_get_actor (page), NULL, NULL);
}

/* From tomorrow on, for the days that one is away. */
static void
hand_over (MusterPage *page, GtkStringList *options, const char *const *who)
{
  static const char *const names[] = { "delegate", "from", "to", "reason", NULL };
  AdwDialog *dialog;
  MusterDate tomorrow = muster_outlook_get_today (muster_page_get_outlook (page)) + 1;
  GVariantDict shown;

  g_variant_dict_init (&shown, NULL);
  g_variant_dict_insert (&shown, "from", "i", tomorrow);
  g_variant_dict_insert (&shown, "to", "i", tomorrow);
  dialog = muster_command_dialog_present (
    GTK_WIDGET (page), muster_page_get_office (page), muster_page_get_actor (page),
    &muster_add_delegation, _ ("Hand Over Your Decisions"), names,
    g_variant_dict_end (&shown), NULL, _ ("Your decisions are handed over"));
  muster_command_dialog_offer (dialog, "delegate", options, who);
}

static void
hand_over_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_decider_choice_fetch (MUSTER_PAGE (widget), hand_over);
}

static void
delegations_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_delegations_dialog_present (MUSTER_PAGE (widget));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRequestsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autoptr (GBytes)
    data = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (data == NULL)
    muster_notice_show (GTK_WIDGET (self), error);
  else
    muster_request_view_attach (self->view, name, data);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRequestsPage) self = user_data;
  g_autoptr (GFile)
    file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_load_bytes_async (file, muster_page_get_cancellable (MUSTER_PAGE (self)),
                             loaded_cb, g_object_ref (self));
}

static void
add_evidence_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterRequestsPage *self = MUSTER_REQUESTS_PAGE (widget);
  g_autoptr (GtkFileDialog) dialog = muster_evidence_files_new ();

  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (widget)),
                        muster_page_get_cancellable (MUSTER_PAGE (self)), chosen_cb,
                        g_object_ref (self));
}

static void
taken_cb (MusterRequestsPage *self, GBytes *photo)
{
  muster_request_view_attach (self->view, _ ("Photo"), photo);
}

static void
take_photo_action (GtkWidget *widget, const char *name, GVariant *args)
{
  MusterCameraDialog *dialog = muster_camera_dialog_present (widget, NULL);

  g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MusterRequestsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture)
    texture = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GBytes) data = NULL;

  if (texture == NULL)
    {
      muster_notice_say (GTK_WIDGET (self), _ ("There is no picture to paste"));
      return;
    }

  data = gdk_texture_save_to_png_bytes (texture);
  muster_request_view_attach (self->view, _ ("Screenshot.png"), data);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (widget),
                                    muster_page_get_cancellable (MUSTER_PAGE (widget)),
                                    pasted_cb, g_object_ref (widget));
}

/* ---- Looking ---- */

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_evidence_view_zoom (
    muster_request_view_get_evidence (MUSTER_REQUESTS_PAGE (widget)->view),
    g_variant_get_int32 (args));
}

static void
turn_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_evidence_view_turn (
    muster_request_view_get_evidence (MUSTER_REQUESTS_PAGE (widget)->view));
}

static void
leaf_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_evidence_view_leaf (
    muster_request_view_get_evidence (MUSTER_REQUESTS_PAGE (widget)->view),
    g_variant_get_int32 (args));
}

static void
map_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_request_view_open_map (MUSTER_REQUESTS_PAGE (widget)->view);
}

static void
evidence_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gtk_widget_child_focus (
    GTK_WIDGET (muster_request_view_get_evidence (MUSTER_REQUESTS_PAGE (widget)->view)),
    GTK_DIR_TAB_FORWARD);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *args)
{
  muster_queue_copy (MUSTER_REQUESTS_PAGE (widget)->queue);
}

static void
select_all_action (GtkWidget *widget, const char *name, GVariant *args)
{
  gtk_selection_model_select_all (
    muster_queue_get_selection (MUSTER_REQUESTS_PAGE (widget)->queue));
}

static void
muster_requests_page_clear_filters (MusterPage *page)
{
  muster_filter_bar_clear (MUSTER_REQUESTS_PAGE (page)->chips);
}

static gboolean
muster_requests_page_focus_content (MusterPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MUSTER_REQUESTS_PAGE (page)->list));
}

static void
muster_requests_page_move (MusterPage *page, int steps)
{
  muster_queue_move (MUSTER_REQUESTS_PAGE (page)->queue, steps);
}

static void
muster_requests_page_show_view (MusterPage *page, const char *view)
{
  muster_filter_bar_choose (MUSTER_REQUESTS_PAGE (page)->chips, view);
  MUSTER_REQUESTS_PAGE (page)->begun = TRUE;
  muster_page_refresh (page);
}

/* ---- Life ---- */

static void
muster_requests_page_constructed (GObject *object)
{
  MusterRequestsPage *self = MUSTER_REQUESTS_PAGE (object);
  MusterPage *page = MUSTER_PAGE (object);

  G_OBJECT_CLASS (muster_requests_page_parent_class)->constructed (object);

  self->queue = muster_queue_new (page, &muster_requests_listing, self->views,
                                  self->scroller, self->list, make_card, show_card);
  muster_request_view_set_doors (self->view, muster_page_get_office (page),
                                 muster_page_get_actor (page));

  g_signal_connect_object (muster_queue_get_list (self->queue), "found",
                           G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "changed", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "requests.new",
    muster_actor_may (muster_page_get_actor (page), MUSTER_MAY_REQUEST));
  enable_actions (self);
}

static void
muster_requests_page_dispose (GObject *object)
{
  MusterRequestsPage *self = MUSTER_REQUESTS_PAGE (object);

  g_clear_object (&self->queue);
  gtk_widget_dispose_template (GTK_WIDGET (self), MUSTER_TYPE_REQUESTS_PAGE);

  G_OBJECT_CLASS (muster_requests_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *type;
    GtkWidgetActionActivateFunc activate;
    guint key;
    int argument;
  } actions[] = {
    { "requests.approve", NULL, approve_action, GDK_KEY_a },
    { "requests.reject", NULL, reject_action, GDK_KEY_r },
    { "requests.ask", NULL, ask_action, GDK_KEY_q },
    { "requests.undo", NULL, undo_action, 0 },
    { "requests.send", NULL, send_action, 0 },
    { "requests.send-anyway", NULL, send_anyway_action, 0 },
    { "requests.withdraw", NULL, withdraw_action, 0 },
    { "requests.revoke", NULL, revoke_action, 0 },
    { "requests.new", NULL, new_action, GDK_KEY_n },
    { "requests.hand-over", NULL, hand_over_action, 0 },
    { "requests.delegations", NULL, delegations_action, 0 },
    { "requests.add-evidence", NULL, add_evidence_action, 0 },
    { "requests.take-photo", NULL, take_photo_action, 0 },
    { "requests.copy", NULL, copy_action, 0 },
    { "requests.paste", NULL, paste_action, 0 },
    { "requests.select-all", NULL, select_all_action, 0 },
    { "requests.evidence", NULL, evidence_action, GDK_KEY_e },
    { "requests.map", NULL, map_action, GDK_KEY_m },
    { "requests.turn", NULL, turn_action, GDK_KEY_o },
    { "requests.zoom", "i", zoom_action, GDK_KEY_plus, 1 },
    { NULL, "i", NULL, GDK_KEY_equal, 1 },
    { NULL, "i", NULL, GDK_KEY_minus, -1 },
    { NULL, "i", NULL, GDK_KEY_0, 0 },
    { "requests.leaf", "i", leaf_action, GDK_KEY_Page_Down, 1 },
    { NULL, "i", NULL, GDK_KEY_Page_Up, -1 },
  };
  const char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (actions[i].name != NULL)
        {
          name = actions[i].name;
          gtk_widget_class_install_action (widget_class, name, actions[i].type,
                                           actions[i].activate);
        }
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, 0, name,
                                             actions[i].type, actions[i].argument);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "requests.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "requests.paste", NULL);
}

static void
muster_requests_page_class_init (MusterRequestsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  MusterPageClass *page_class = MUSTER_PAGE_CLASS (klass);

  object_class->constructed = muster_requests_page_constructed;
  object_class->dispose = muster_requests_page_dispose;
  page_class->refresh = muster_requests_page_refresh;
  page_class->clear_filters = muster_requests_page_clear_filters;
  page_class->focus_content = muster_requests_page_focus_content;
  page_class->move = muster_requests_page_move;
  page_class->show_view = muster_requests_page_show_view;

  g_type_ensure (MUSTER_TYPE_FILTER_BAR);
  g_type_ensure (MUSTER_TYPE_REQUEST_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/muster/Muster/pages/muster-requests-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MusterRequestsPage, chips);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestsPage, views);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestsPage, list);
  gtk_widget_class_bind_template_child (widget_class, MusterRequestsPage, view);
  install_actions (widget_class);
}

static void
muster_requests_page_init (MusterRequestsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  muster_filter_bar_set_states (self->chips, "request_state", states, ALWAYS);
  g_signal_connect_object (self->chips, "changed", G_CALLBACK (look_again), self,
                           G_CONNECT_SWAPPED);
}
